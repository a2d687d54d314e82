//! N105: documents, decisions and fees, as a sentence states them, differ from the table.

use super::judge;
use crate::checks::{Check, Context, Finding, Level, Reads};

pub const CHECK: Check = Check {
    code: "N105",
    title: "文中主动公开数与表不符",
    level: Level::Warning,
    why: "制发、废止、现行有效的规章和规范性文件，行政许可、处罚、强制的决定，行政事业性收费，文字应与表二一致。",
    how: "核对台账，把写错的一处改过来。",
    reads: &[Reads::Text, Reads::Cells, Reads::Facts],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    judge::numbers(cx, &CHECK, out);
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};
    use crate::checks::tests::{check_finds, check_silent};

    #[test]
    fn documents_decisions_and_fees() {
        let cells = [
            ("disclosure.rules.normative_document/issued", "4"),
            ("disclosure.rules.normative_document/repealed", "1"),
            ("disclosure.rules.normative_document/in_force", "20"),
            ("disclosure.licensing.licence/decisions", "120"),
            ("disclosure.fees.fee/amount", "976.81"),
        ];
        let says = |s: &str| says(s, &cells);
        check_silent("N105", &says("制定规范性文件4件，废止1件，现行有效20件；作出行政许可决定120件。"));
        check_silent("N105", &says("公示行政许可118条，主动公开规范性文件3件。"));
        check_finds("N105", &says("办理行政许可118件。"), "写的是 118，表中为 120");
        check_silent("N105", &says("收取行政事业性收费976.8万元。"));
        check_finds("N105", &says("收取行政事业性收费967.8万元。"), "表中为 976.81万元");
        check_words("N105", &says("制定规范性文件5件，废止1件。"), "制定规范性文件4件，废止1件。");
    }

    #[test]
    fn an_amount_is_told_and_put_right_in_the_unit_it_is_written_in() {
        let says = |s: &str| says(s, &[("disclosure.fees.fee/amount", "1.2")]);
        let wrong = says("全年收取行政事业性收费0.56万元。");
        check_finds("N105", &wrong, "写的是 0.56万元，表中为 1.2万元");
        check_words("N105", &wrong, "全年收取行政事业性收费1.2万元。");
        check_words("N105", &says("全年收取行政事业性收费5600元。"), "全年收取行政事业性收费12000元。");
    }
}
