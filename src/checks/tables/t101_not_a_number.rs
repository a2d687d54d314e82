//! T101: what stands in a cell is not a number of its kind.

use crate::checks::{Check, Context, Finding, Fix, Level, Reads};
use crate::report::edit::Edit;
use crate::report::value::{Cell, Value};

pub const CHECK: Check = Check {
    code: "T101",
    title: "不是规范的数字",
    level: Level::Error,
    why: "件数应为不小于0的整数，只有“本年增/减”可以为负，金额最多四位小数（国办公开办函〔2019〕60号、〔2021〕30号所附格式）。",
    how: "改成数字；文字说明写到表前或表后的段落里。",
    reads: &[Reads::Cells],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (key, cell) in &cx.report.cells {
        let Cell::Typed(v) = cell else { continue };
        if !super::misfit(cx.form, key, v) {
            continue;
        }
        let kind = cx.form.kind(key);
        let text = v.canonical(kind);
        let message = format!("{}：“{text}”不是规范的数字", cx.form.cell_name(key));
        let fix = leading_number(&text).and_then(|n| {
            let edit = Edit::enter(cx.report, key, &n);
            let good = matches!(&edit, Edit::Cell(_, Cell::Typed(v)) if !matches!(v, Value::Raw(_)));
            good.then(|| Fix { title: format!("改为 {n}"), edits: vec![edit] })
        });
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![key.clone()], vec![]).fix(fix));
    }
}

/// The number before a note in brackets: `22（其中修订16件）` means 22. Anything else is left to the clerk.
fn leading_number(text: &str) -> Option<String> {
    let (n, rest) = text.split_once(['（', '('])?;
    let plain = !n.is_empty() && n.chars().all(|c| c.is_ascii_digit());
    (plain && rest.ends_with(['）', ')'])).then(|| n.to_string())
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};

    #[test]
    fn text_and_misplaced_signs_are_named() {
        check_finds(
            "T101",
            &zeros(2025).with("requests.received/natural", "22（其中修订16件）"),
            "22（其中修订16件）",
        );
        check_finds("T101", &zeros(2025).with("requests.received/natural", "-1"), "-1");
        check_finds("T101", &zeros(2025).with("disclosure.fees.fee/amount", "1.23456"), "1.23456");
    }

    #[test]
    fn signs_decimals_and_slashes_in_their_places_are_fine() {
        check_silent("T101", &zeros(2020).with("disclosure.licensing.licence/change", "-3"));
        check_silent("T101", &zeros(2025).with("disclosure.fees.fee/amount", "59237.2449"));
        check_silent("T101", &zeros(2025).with("requests.received/org.other", "/"));
    }

    #[test]
    fn a_number_with_a_note_is_repaired_to_the_number() {
        let r = zeros(2025).with("disclosure.rules.normative_document/issued", "22（其中修订16件）");
        r.check_fixed("T101", "disclosure.rules.normative_document/issued", "22");
    }
}
