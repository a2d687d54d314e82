//! T101: what stands in a cell is not a number of its kind.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form::Form;
use crate::form::table::{CellKey, Kind};
use crate::form::words::words;
use crate::report::edit::Edit;
use crate::report::value::{Cell, FEN, Value};

pub static CHECK: Check = Check {
    code: "T101",
    title: "不是规范的数字",
    level: Level::Error,
    why: "件数应为不小于0的整数，只有“本年增/减”可以为负，金额写到分，以万元计最多六位小数（国办公开办函〔2019〕60号、〔2021〕30号所附格式）。",
    how: "改成数字；文字说明写到表前或表后的段落里。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (key, cell) in cx.cells() {
        let Cell::Typed(v) = cell else { continue };
        if !misfit(cx.form, key, v) {
            continue;
        }
        let kind = cx.form.kind(key);
        let text = v.canonical(kind);
        let message = format!("{}：“{}”不是规范的数字", cx.form.cell_name(key), beginning(&text));
        let fix = unambiguous(&text).and_then(|n| {
            let edit = cx.enter(key, &n);
            let good = matches!(&edit, Edit::Cell(_, Cell::Typed(v)) if !matches!(v, Value::Raw(_)));
            good.then(|| Fix { title: format!("改为 {n}"), edits: vec![edit] })
        });
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![key.clone()], vec![]).fix(fix));
    }
}

/// Of a page pasted into a cell its beginning is enough.
fn beginning(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}

/// Whether a typed value can't be a number of its cell's kind.
fn misfit(form: &Form, key: &CellKey, v: &Value) -> bool {
    match (form.kind(key), v) {
        (_, Value::NotApplicable) | (Kind::Count, Value::Count(_)) => false,
        (Kind::Signed, Value::Signed(_) | Value::Count(_)) => false,
        (Kind::WanYuan, Value::Amount { value, .. }) => value.scale() > FEN || value.is_sign_negative(),
        (Kind::Money, Value::Amount { value, .. }) => value.is_sign_negative(),
        _ => true,
    }
}

/// What can't mean anything else: `22（其中修订16件）` is 22, `共12件` is 12, `12.0` is 12. The rest is left to
/// the clerk.
fn unambiguous(text: &str) -> Option<String> {
    let digits = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit());
    let noted = text.split_once(['（', '(']).filter(|(_, rest)| rest.ends_with(['）', ')'])).map(|(n, _)| n);
    let counted =
        noted.unwrap_or(text).trim().trim_start_matches('共').trim_end_matches(words().counters.as_slice());
    let whole = match counted.split_once('.') {
        Some((n, zeros)) if !zeros.is_empty() && zeros.chars().all(|c| c == '0') => n,
        _ => counted,
    };
    digits(whole).then(|| whole.to_string())
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            zeros(2025).with("disclosure.rules.normative_document/issued", "2（含修订）"),
            "行政规范性文件，本年制发件数：“2（含修订）”不是规范的数字",
        )
    }

    #[test]
    fn text_and_misplaced_signs_are_named() {
        check_finds(
            "T101",
            &zeros(2025).with("requests.received/natural", "22（其中修订16件）"),
            "22（其中修订16件）",
        );
        check_finds("T101", &zeros(2025).with("requests.received/natural", "-1"), "-1");
        check_finds("T101", &zeros(2025).with("disclosure.fees.fee/amount", "1.2345678"), "1.2345678");
    }

    #[test]
    fn signs_decimals_and_slashes_in_their_places_are_fine() {
        check_silent("T101", &zeros(2020).with("disclosure.licensing.licence/change", "-3"));
        check_silent("T101", &zeros(2025).with("disclosure.fees.fee/amount", "59237.2449"));
        check_silent("T101", &zeros(2025).with("disclosure.fees.fee/amount", "4166.241619"));
        check_silent("T101", &zeros(2025).with("requests.received/org.other", "/"));
    }

    #[test]
    fn a_number_with_a_note_is_repaired_to_the_number() {
        let r = zeros(2025).with("disclosure.rules.normative_document/issued", "22（其中修订16件）");
        r.check_fixed("T101", "disclosure.rules.normative_document/issued", "22");
        for text in ["共22件", "22.0", "共22件（含修订）"] {
            let r = zeros(2025).with("requests.received/natural", text);
            r.check_fixed("T101", "requests.received/natural", "22");
        }
        for text in ["二十二左右", "22.5", "-22", "22或23"] {
            let r = zeros(2025).with("requests.received/natural", text);
            assert!(r.findings("T101")[0].fix.is_none(), "{text}");
        }
    }
}
