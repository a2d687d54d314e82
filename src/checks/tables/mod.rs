//! T: arithmetic of the tables. What several of these checks share stands here.

pub mod t101_not_a_number;
pub mod t102_unfilled;
pub mod t201_total_unfilled;
pub mod t202_applicants;
pub mod t203_results;
pub mod t204_balance;
pub mod t205_review;
pub mod t301_in_force;
pub mod t302_projects;
pub mod t303_procurement;
pub mod t304_rules;
pub mod t305_joined;

use super::{Check, Context, Finding, repair};
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use crate::form::{Form, Role};
use crate::report::value::Value;

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
    for (i, r) in cx.form.relations().iter().enumerate().filter(|(_, r)| wanted(r)) {
        let Some((left, right)) = cx.numbers().sides(i).filter(|(l, r)| l != r) else { continue };
        let (place, l, rt) = words(r);
        let message = format!("{place}：{l} = {left}，{rt} = {right}，差 {}", (left - right).abs());
        let finding = Finding::new(check, message)
            .cells(cx.form, r.left.clone(), r.right.clone())
            .fix(repair::best(cx.form, cx.numbers(), i));
        out.push(finding);
    }
}

/// Name of the column of a relation whose cells stand in one column.
fn column_name(form: &Form, r: &Relation) -> String {
    r.right.first().map_or(String::new(), |k| format!("{}列", form.column_name(k)))
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
