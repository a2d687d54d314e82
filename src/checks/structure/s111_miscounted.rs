//! S111: a report made of units' says that it was made of another number of them.

use crate::checks::units_said;
use crate::checks::{Check, Context, Finding, Level};

pub static CHECK: Check = Check {
    code: "S111",
    title: "写的单位个数和汇总的不同",
    level: Level::Warning,
    why: "汇总范围是年报数据的口径，写的单位个数要和汇总进来的一致；单位增减以后最容易漏改。",
    how: "改成现在汇总的个数，或者把缺的单位补报、汇总进来。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let counted = cx.units.len();
    for p in cx.text().iter().filter(|_| counted > 0) {
        for (at, n) in units_said::said(&p.words).into_iter().filter(|(_, n)| *n != counted) {
            let message = format!("写的是{n}个单位，汇总的是{counted}个单位");
            out.push(Finding::new(&CHECK, message).words(p, at));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_silent, zeros};
    use crate::report::{Part, Section, UnitReport};

    pub fn bad() -> Bad {
        (saying("本报告的统计数据由全县8个单位的年度报告汇总而成。"), "写的是8个单位，汇总的是2个单位")
    }

    /// A report made of two units' that says this.
    fn saying(words: &str) -> Case {
        let mut c = zeros(2025).saying(Part::Before(Section::Overview), words);
        let unit = |name: &str| UnitReport { name: name.into(), ..UnitReport::default() };
        c.report.units = vec![unit("示范县水利局"), unit("示范县教育局")];
        c
    }

    #[test]
    fn the_right_number_and_one_of_a_report_of_its_own_are_no_slips() {
        check_silent("S111", &saying("本报告的统计数据由部门2个单位的年度报告汇总而成。"));
        let mut own = saying("数据由8个单位的年度报告汇总而成。");
        own.report.units.clear();
        check_silent("S111", &own);
    }
}
