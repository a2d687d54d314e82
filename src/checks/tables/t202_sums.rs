//! T202–T205: a sum or a balance of the tables that does not hold. One kind of relation each, named in the words
//! of the form with both sides and the difference.

use crate::checks::numbers::Slot;
use crate::checks::{Check, Context, Finding, Level, repair};
use crate::form::relation::{Relation, RelationKind};
use crate::form::table::CellKey;
use crate::form::{Form, Role};
use crate::report::UnitReport;

pub static APPLICANTS: Check = Check {
    code: "T202",
    title: "申请人各类之和不等于总计",
    level: Level::Error,
    why: "每一行六类申请人之和应等于该行总计（国办公开办函〔2021〕30号所附格式）。",
    how: "核对这一行：改错的分项，或者让总计按分项计算。",
    quiet: false,
    run: |cx, out| {
        let mine = |r: &Relation| r.kind == RelationKind::RowSum && !is_review(cx.form, r);
        let place = |r: &Relation| format!("“{}”行", row_name(cx.form, r));
        broken(cx, &APPLICANTS, mine, |r| [place(r), "各类申请人之和".into(), "总计".into()], out);
    },
    #[cfg(test)]
    bad: tests::applicants,
};

pub static RESULTS: Check = Check {
    code: "T203",
    title: "办理结果之和不等于（七）总计",
    level: Level::Error,
    why: "每一列各项办理结果之和应等于“（七）总计”（国办公开办函〔2021〕30号所附格式）。",
    how: "核对这一列的办理结果；一件申请只计一种结果。",
    quiet: false,
    run: |cx, out| {
        let mine = |r: &Relation| r.kind == RelationKind::ColumnSum;
        let words = |r: &Relation| [column_name(cx.form, r), "各项办理结果之和".into(), row_name(cx.form, r)];
        broken(cx, &RESULTS, mine, words, out);
    },
    #[cfg(test)]
    bad: tests::results,
};

pub static BALANCE: Check = Check {
    code: "T204",
    title: "勾稽不平",
    level: Level::Error,
    why: "表头写明：第一项加第二项之和，等于第三项加第四项之和。",
    how: "核对新收、上年结转、办理结果和结转下年度四项，找出漏计或多计的申请。",
    quiet: false,
    run: |cx, out| {
        let told = has_own_break(cx);
        let mine = |r: &Relation| r.kind == RelationKind::Balance && !(told && follows(cx, r));
        let words = |r: &Relation| [column_name(cx.form, r), "一 + 二".into(), "三（七） + 四".into()];
        broken(cx, &BALANCE, mine, words, out);
    },
    #[cfg(test)]
    bad: tests::balance,
};

pub static REVIEW: Check = Check {
    code: "T205",
    title: "复议、诉讼各项之和不等于总计",
    level: Level::Error,
    why: "行政复议和两类行政诉讼的四种结果之和应各等于其总计（国办公开办函〔2021〕30号所附格式）。",
    how: "核对四种结果；尚未审结的也要计入。",
    quiet: false,
    run: |cx, out| {
        let group = |r: &Relation| r.right.first().map(|k| cx.form.group_name(k)).unwrap_or_default();
        let words = |r: &Relation| [group(r), "四种结果之和".into(), "总计".into()];
        broken(cx, &REVIEW, |r| is_review(cx.form, r), words, out);
    },
    #[cfg(test)]
    bad: tests::review,
};

/// Whether a relation is one of the three of table four.
fn is_review(form: &Form, r: &Relation) -> bool {
    let total = r.total().map(CellKey::as_str);
    [Role::Reconsideration, Role::SuitDirect, Role::SuitAfterReview]
        .iter()
        .any(|role| form.role(*role).iter().any(|k| Some(k.as_str()) == total))
}

/// Reports every broken relation that `wanted` picks; `words` names its two sides.
fn broken(
    cx: &Context<'_>,
    check: &Check,
    wanted: impl Fn(&Relation) -> bool,
    words: impl Fn(&Relation) -> [String; 3],
    out: &mut Vec<Finding>,
) {
    for (i, r) in cx.form.relations().iter().enumerate().filter(|(_, r)| wanted(r)) {
        let Some((left, right)) = cx.numbers().sides(i).filter(|(l, r)| l != r) else { continue };
        let [place, l, rt] = words(r);
        let units = of_units(cx, r);
        let message = format!("{place}：{l} = {left}，{rt} = {right}，差 {}{units}", (left - right).abs());
        let finding = Finding::new(check, message)
            .cells(cx.form, r.left.clone(), r.right.clone())
            .fix(repair::best(cx.form, cx.numbers(), i));
        out.push(finding);
    }
}

/// The units of a collection whose own numbers do not hold: its sums are put right there.
fn of_units(cx: &Context<'_>, r: &Relation) -> String {
    const NAMED: usize = 5;
    let side = |u: &UnitReport, keys: &[CellKey]| {
        let number = |k: &CellKey| u.value(cx.form, k).map_or(Some(0), |v| v.whole());
        keys.iter().try_fold(0_i128, |sum, k| sum.checked_add(number(k)?))
    };
    let off = |u: &UnitReport| {
        let by = side(u, &r.left)?.checked_sub(side(u, &r.right)?)?;
        (by != 0).then(|| format!("{}差{}", u.name.trim(), by.abs()))
    };
    let all: Vec<String> = cx.units.iter().filter_map(off).collect();
    let among = if all.len() > NAMED { "等" } else { "" };
    let named: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
    match named.as_slice() {
        [] => String::new(),
        named => format!("；{}{among}，请在汇总里退回", named.join("、")),
    }
}

/// Whether every cell of a balance is computed: it only repeats what is wrong in its columns.
fn follows(cx: &Context<'_>, r: &Relation) -> bool {
    let computed = |k: &CellKey| {
        let place = cx.form.ledger().place(k.as_str());
        place.is_some_and(|p| cx.numbers().slot(p) == Slot::Computed)
    };
    r.left.iter().chain(&r.right).all(computed)
}

/// Whether a balance is broken by numbers of its own.
fn has_own_break(cx: &Context<'_>) -> bool {
    let mut balances =
        cx.form.relations().iter().enumerate().filter(|(_, r)| r.kind == RelationKind::Balance);
    balances.any(|(i, r)| !follows(cx, r) && cx.numbers().is_broken(i))
}

/// Name of the row of a relation whose cells stand in one row.
fn row_name(form: &Form, r: &Relation) -> String {
    r.right.first().map_or(String::new(), |k| form.row_path(k))
}

/// Name of the column of a relation whose cells stand in one column.
fn column_name(form: &Form, r: &Relation) -> String {
    r.right.first().map_or(String::new(), |k| format!("{}列", form.column_name(k)))
}

#[cfg(test)]
mod tests {
    use crate::checks::repair;
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::UnitReport;

    pub fn applicants() -> Bad {
        (
            zeros(2025).with("requests.received/total", "14"),
            "“一、本年新收政府信息公开申请数量”行：各类申请人之和 = 0，总计 = 14，差 14",
        )
    }
    pub fn results() -> Bad {
        (
            zeros(2025).with("requests.done.total/natural", "10"),
            "自然人列：各项办理结果之和 = 0，三、本年度办理结果 （七）总计 = 10，差 10",
        )
    }
    pub fn balance() -> Bad {
        (
            zeros(2025).with("requests.carried_out/natural", "1"),
            "自然人列：一 + 二 = 0，三（七） + 四 = 1，差 1",
        )
    }
    pub fn review() -> Bad {
        (
            zeros(2025).with("review.count/reconsideration.total", "2"),
            "行政复议：四种结果之和 = 0，总计 = 2，差 2",
        )
    }

    #[test]
    fn a_total_that_is_typed_and_wrong_is_named_with_both_sides() {
        let r = zeros(2025).with("requests.received/natural", "8").with("requests.received/total", "9");
        check_finds("T202", &r, "各类申请人之和 = 8，总计 = 9，差 1");
        r.check_fixed("T202", "requests.received/total", "8");
    }

    #[test]
    fn a_row_with_a_hole_is_left_to_t102() {
        let r = zeros(2025).with("requests.received/natural", "").with("requests.received/total", "9");
        check_silent("T202", &r);
        check_silent("T202", &zeros(2020));
    }

    #[test]
    fn a_column_that_does_not_add_up_is_named() {
        let r = zeros(2025)
            .with("requests.received/natural", "5")
            .with("requests.done.granted/natural", "4")
            .with("requests.done.total/natural", "5");
        check_finds("T203", &r, "自然人列：各项办理结果之和 = 4");
        check_silent("T203", &zeros(2025));
    }

    #[test]
    fn both_sides_and_the_difference_are_named() {
        let r =
            zeros(2025).with("requests.received/natural", "61").with("requests.done.granted/natural", "60");
        check_finds("T204", &r, "自然人列：一 + 二 = 61，三（七） + 四 = 60，差 1");
        check_silent("T204", &r.with("requests.carried_out/natural", "1"));
    }

    #[test]
    fn of_sums_the_units_are_named_that_do_not_balance_and_no_cell_is_offered_to_be_changed() {
        let mut r =
            zeros(2025).with("requests.received/natural", "18").with("requests.done.granted/natural", "8");
        let ways = |r: &Case| -> usize {
            r.findings("T204").iter().map(|f| repair::candidates(&r.report, f).len()).sum()
        };
        assert!(ways(&r) > 0);
        for (name, received) in [("示范县审计局", "7"), ("示范县民政局", "3"), ("示范县水利局", "8")]
        {
            let mut own = zeros(2025).with("requests.received/natural", received);
            if name == "示范县水利局" {
                own = own.with("requests.done.granted/natural", "8");
            }
            let cells = own.report.cells;
            r.report.units.push(UnitReport { name: name.into(), cells, ..UnitReport::default() });
        }
        check_finds("T204", &r, "差 10；示范县审计局差7、示范县民政局差3，请在汇总里退回");
        assert!(ways(&r) == 0 && r.findings("T204").iter().all(|f| f.fix.is_none()));
    }

    #[test]
    fn totals_that_follow_their_columns_are_not_told_again() {
        let r = zeros(2025).with("requests.received/natural", "61");
        assert_eq!(r.findings("T204").len(), 1);
        let typed = r.with("requests.received/total", "60");
        assert_eq!(typed.findings("T204").len(), 2);
    }

    #[test]
    fn while_a_result_is_unfilled_the_balance_waits() {
        let r = zeros(2025).with("requests.received/natural", "61").with("requests.done.granted/natural", "");
        check_silent("T204", &r);
    }

    #[test]
    fn each_of_the_three_groups_is_judged() {
        for (group, key) in [
            ("行政复议", "review.count/reconsideration.total"),
            ("未经复议直接起诉", "review.count/suit_direct.total"),
            ("复议后起诉", "review.count/suit_after_review.total"),
        ] {
            let r = zeros(2025).with(key, "2");
            check_finds("T205", &r, &format!("{group}：四种结果之和 = 0，总计 = 2，差 2"));
            check_silent("T202", &r);
        }
        check_silent("T205", &zeros(2020));
    }
}
