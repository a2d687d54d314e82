//! Y104: a number far from last year's; an amount a thousand times as large or as small, as when 元 and 万元
//! were mixed up.

use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::form::Form;
use crate::form::table::{CellKey, Kind};
use crate::report::Report;
use crate::report::memo::Memo;
use crate::report::value::{Cell, Value};
use rust_decimal::Decimal;

pub static CHECK: Check = Check {
    code: "Y104",
    title: "与去年相差大",
    level: Level::Warning,
    why: "一年里相差几倍，常常是填错了行、多打一位，或者把元当作万元；确实如此的，说明原因，上级和公众都会问。",
    how: "核对原始台账；属实的写一句说明。相差多少才提醒，可以在“报告设置…”里改。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// 元 for 万元 makes ten thousand times; already a tenth of that is no year's change.
const UNIT_SLIP: u32 = 1000;

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(last) = cx.last_year() else { return };
    let telling = TELLING.with(|m| m.get((), cx.form.edition.as_str(), || telling(cx.form)));
    for key in telling.iter() {
        let (Some(now), Some(then)) = (cx.value(key), last.value(key)) else { continue };
        if now == then {
            continue;
        }
        let key = key.clone();
        match (cx.form.kind(&key), &now, &then) {
            (Kind::Count, _, _) => count(cx, last, key, &now, &then, out),
            (Kind::WanYuan, Value::Amount { value: a, .. }, Value::Amount { value: b, .. }) => {
                amount(cx, last, key, *a, *b, out);
            }
            _ => {}
        }
    }
}

thread_local! {
    /// Of each edition.
    static TELLING: Memo<(), String, Vec<CellKey>> = Memo::default();
}

/// What is worth comparing: cells of no sum, and the totals of rows; a total of totals adds nothing.
fn telling(form: &'static Form) -> Vec<CellKey> {
    let ledger = form.ledger();
    let mut part = vec![false; ledger.keys.len()];
    let mut total = part.clone();
    for (sum, relation) in ledger.sums.iter().zip(form.relations()) {
        sum.left.iter().for_each(|p| part[*p] = true);
        match relation.kind {
            crate::form::relation::RelationKind::RowSum => sum.right.iter().for_each(|p| total[*p] = true),
            _ => sum.right.iter().for_each(|p| part[*p] = true),
        }
    }
    (0..part.len()).filter(|p| total[*p] || !part[*p]).map(|p| ledger.keys[p].clone()).collect()
}

fn count(cx: &Context<'_>, last: &Report, key: CellKey, now: &Value, then: &Value, out: &mut Vec<Finding>) {
    let limits = cx.thresholds();
    let (Some(a), Some(b)) = (now.whole(), then.whole()) else { return };
    let (more, less) = (a.max(b), a.min(b));
    let far = more >= less.max(1) * i128::from(limits.change_ratio.max(1))
        && more - less >= i128::from(limits.change_least);
    // A jump back after last year's jump is one event, told then.
    let back = || {
        let before = cx.earlier().and_then(|(form, cells)| {
            let key = Some(&key).filter(|k| form.has(k))?;
            if let Some(Cell::Typed(v)) = cells.get(key) { v.whole() } else { None }
        });
        before.is_some_and(|c| a.max(c) < a.min(c).max(1) * i128::from(limits.change_ratio.max(1)))
    };
    if far && !back() {
        let message =
            format!("“{}”是 {a}，{}年是 {b}，差 {}", cx.form.cell_name(&key), last.year, more - less);
        out.push(Finding::new(&CHECK, message).cells(cx.form, vec![key], vec![]));
    }
}

fn amount(cx: &Context<'_>, last: &Report, key: CellKey, a: Decimal, b: Decimal, out: &mut Vec<Finding>) {
    let (more, less) = (a.max(b), a.min(b));
    let far = !less.is_zero() && less.checked_mul(UNIT_SLIP.into()).is_some_and(|l| more >= l);
    if !far {
        return;
    }
    let message =
        format!("“{}”是 {a} 万元，{}年是 {b} 万元，像是把元和万元弄混了", cx.form.cell_name(&key), last.year);
    // Read as 元, does it come near last year's?
    let read = (a > b).then(|| a.checked_div(Decimal::from(10_000))).flatten().map(|v| v.normalize());
    let near = |v: &Decimal| {
        let ten = Decimal::TEN;
        v.scale() <= 4
            && v.checked_mul(ten).is_some_and(|m| m >= b)
            && b.checked_mul(ten).is_some_and(|m| m >= *v)
    };
    let fix = read.filter(near).map(|v| Fix {
        title: format!("按元算，改为 {v} 万元"),
        edits: vec![cx.enter(&key, &v.to_string())],
    });
    out.push(Finding::new(&CHECK, message).cells(cx.form, vec![key], vec![]).fix(fix));
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use crate::checks::tests::{Bad, check_finds, check_silent};

    pub fn bad() -> Bad {
        let key = "disclosure.licensing.licence/decisions";
        (
            after(&[(key, "326")]).with(key, "3260"),
            "“行政许可，本年处理决定数量”是 3260，2024年是 326，差 2934",
        )
    }

    #[test]
    fn a_jump_back_after_last_years_jump_is_one_event() {
        let key = "disclosure.enforcement.penalty/decisions";
        let mut r = after(&[(key, "300")]).with(key, "32");
        check_finds("Y104", &r, "差 268");
        let two_years_ago = after(&[(key, "30")]).report.predecessor;
        let cells = two_years_ago.map(|p| p.snapshot.cells.clone()).unwrap_or_default();
        let last = r.report.predecessor.as_mut().expect("last year's");
        let last = std::sync::Arc::make_mut(&mut last.snapshot);
        last.earlier = Some(crate::report::Earlier { year: 2023, edition: "fy2021".into(), cells });
        check_silent("Y104", &r);
    }

    #[test]
    fn both_limits_must_be_passed() {
        let key = "disclosure.enforcement.penalty/decisions";
        let r = after(&[(key, "30")]);
        check_finds("Y104", &r.with(key, "300"), "是 300，2024年是 30，差 270");
        check_silent("Y104", &r.with(key, "80"));
        check_silent("Y104", &after(&[(key, "2")]).with(key, "20"));
        check_finds("Y104", &after(&[(key, "0")]).with(key, "25"), "差 25");
        let mut wide = r.with(key, "300");
        wide.report.thresholds.change_ratio = 20;
        check_silent("Y104", &wide);
    }

    #[test]
    fn a_row_is_told_once_by_its_total() {
        let r =
            after(&[]).with("requests.received/natural", "90").with("requests.done.granted/natural", "90");
        let found = r.findings("Y104");
        let keys: Vec<String> = found.iter().flat_map(|f| f.left.iter().map(|k| k.to_string())).collect();
        assert_eq!(
            keys,
            ["requests.received/total", "requests.done.granted/total", "requests.done.total/total"]
        );
    }

    #[test]
    fn yuan_for_ten_thousand_yuan_is_noticed_and_put_right() {
        let key = "disclosure.fees.fee/amount";
        let r = after(&[(key, "48.6")]);
        check_finds("Y104", &r.with(key, "512000"), "像是把元和万元弄混了");
        r.with(key, "512000").check_fixed("Y104", key, "51.2");
        check_finds("Y104", &r.with(key, "0.0048"), "弄混");
        check_silent("Y104", &r.with(key, "480"));
        check_silent("Y104", &r.with(key, "0"));
    }
}
