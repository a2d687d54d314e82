//! T: arithmetic of the tables. What several of these checks share stands here.

pub mod t101_not_a_number;
pub mod t102_unfilled;
pub mod t201_total_unfilled;
pub mod t202_applicants;
pub mod t203_results;
pub mod t204_balance;
pub mod t205_review;
pub mod t301_in_force;
pub mod t303_procurement;

use super::{Check, Context, Finding, repair};
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use crate::form::{Form, Role};
use crate::report::Report;
use crate::report::value::{Cell, Value};

/// The number of a cell once everything it depends on is filled; `None` before.
pub fn settled(report: &Report, key: &CellKey) -> Option<i128> {
    match report.cell(key) {
        Cell::Unfilled => None,
        Cell::Typed(v) => v.whole(),
        Cell::Computed => {
            let r = report.form().total_of(key)?;
            r.left.iter().map(|k| settled(report, k)).sum()
        }
    }
}

/// Both sides of a relation once every cell of it is settled.
pub fn sides(report: &Report, r: &Relation) -> Option<(i128, i128)> {
    let side = |keys: &[CellKey]| keys.iter().map(|k| settled(report, k)).sum::<Option<i128>>();
    Some((side(&r.left)?, side(&r.right)?))
}

/// Whether a relation is one of the three of table four.
pub fn is_review(form: &Form, r: &Relation) -> bool {
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
    words: impl Fn(&Relation) -> (String, String, String),
    out: &mut Vec<Finding>,
) {
    for r in cx.form.relations().iter().filter(|r| wanted(r)) {
        let Some((left, right)) = sides(cx.report, r).filter(|(l, r)| l != r) else { continue };
        let (place, l, rt) = words(r);
        let message = format!("{place}：{l} = {left}，{rt} = {right}，差 {}", (left - right).abs());
        let finding = Finding::new(check, message)
            .cells(cx.form, r.left.clone(), r.right.clone())
            .fix(repair::single_cell(cx.report, r));
        out.push(finding);
    }
}

/// Name of the row of a relation whose cells stand in one row.
fn row_name(form: &Form, r: &Relation) -> String {
    let labels = r.right.first().and_then(|k| form.locate(k)).map(|(_, row, _)| row.labels().join(" "));
    labels.unwrap_or_default()
}

/// Name of the column of a relation whose cells stand in one column.
fn column_name(form: &Form, r: &Relation) -> String {
    let Some((_, _, col)) = r.right.first().and_then(|k| form.locate(k)) else { return String::new() };
    format!("{}列", col.node().label)
}

/// Whether a typed value can't be a number of its cell's kind.
pub fn misfit(form: &Form, key: &CellKey, v: &Value) -> bool {
    use crate::form::table::Kind;
    match (form.kind(key), v) {
        (_, Value::NotApplicable) | (Kind::Count, Value::Count(_)) => false,
        (Kind::Signed, Value::Signed(_) | Value::Count(_)) => false,
        (Kind::WanYuan, Value::Amount { value, .. }) => value.scale() > 4 || value.is_sign_negative(),
        (Kind::Money, Value::Amount { value, .. }) => value.is_sign_negative(),
        _ => true,
    }
}
