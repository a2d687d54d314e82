//! D106: the tables of an edition that the year doesn't use.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::form;
use crate::report::Part;

pub const CHECK: Check = Check {
    code: "D106",
    title: "格式与年度不符",
    level: Level::Error,
    why: "2021年度起使用国办公开办函〔2021〕30号的格式，以前使用〔2019〕60号的格式。",
    how: "以去年报告为底稿重新开始，程序会换成这一年的格式；能对应的数会带过来。",
    reads: &[Reads::Facts],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let wanted = form::for_year(cx.report.year);
    if wanted.edition != cx.form.edition {
        let message = format!("{}年度的报告用了{}，应使用{}", cx.report.year, cx.form.label, wanted.label);
        out.push(Finding::new(&CHECK, message).part(Part::Title, None));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn each_year_has_its_tables() {
        let mut r = zeros(2020);
        check_silent("D106", &r);
        r.report.year = 2022;
        check_finds("D106", &r, "2022年度的报告用了2019年格式，应使用2021年格式");
    }
}
