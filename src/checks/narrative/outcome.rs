//! How all the cases ended, said without a number and otherwise than in the table: the words for how they did.

use super::claims::Placed;
use super::expr::{Expr, Term};
use super::meaning::{ClaimMeaning, Tier};
use super::number::Stated;
use super::words::CaseEnd;
use crate::checks::{Context, Fix};
use crate::form::Role;
use crate::report::edit::Edit;

/// 尚未审结 where all of them were upheld: the one way in which the table has as many, in the form's words.
pub(super) fn ended_otherwise(
    cx: &Context<'_>,
    placed: &Placed,
    meaning: &ClaimMeaning,
    stated: Stated,
) -> Option<Fix> {
    let claim = &placed.told.claim;
    if meaning.tier != Tier::Outcome || !claim.digits.is_empty() || claim.range.is_empty() {
        return None;
    }
    let [said] = meaning.sums.as_slice() else { return None };
    let mut cases: Vec<Role> = Vec::new();
    for term in &said.plus {
        let Term::Ended(case, _) = term else { return None };
        cases.push(*case);
    }
    let as_many = CaseEnd::ALL.into_iter().filter_map(|end| {
        let sums = vec![Expr::of(cases.iter().map(|case| Term::Ended(*case, end)))];
        let other = ClaimMeaning { sums, ..meaning.clone() };
        let tables = cx.tables();
        let sum = tables.sums(&other).first().cloned()?;
        let n = tables.of(&sum)?;
        (stated.is_exact() && n == stated.low).then(|| sum.keys(cx.form).into_iter().next())?
    });
    let ways: Vec<_> = as_many.collect();
    let [key] = ways.as_slice() else { return None };
    let name = cx.form.cell_name(key);
    let word = name.rsplit([' ', '，', '、']).next()?.to_string();
    let range = placed.range(&claim.range);
    let edit = cx.passage(placed.part, placed.paragraph)?.reword([(range, word.clone())]);
    let edits: Vec<Edit> = vec![edit];
    Some(Fix { title: format!("改为表中的“{word}”"), edits })
}

/// The end of what says how the cases ended that are told up to a place: 行政诉讼1件，尚未审结. It goes with them.
pub(super) fn outcome_behind(cx: &Context<'_>, told: &Placed, end: usize) -> Option<usize> {
    let words = &cx.passage(told.part, told.paragraph)?.words;
    let behind = cx.claims().iter().filter(|p| (p.part, p.paragraph) == (told.part, told.paragraph));
    let without_number = behind.filter(|p| {
        let claim = &p.told.claim;
        claim.digits.is_empty() && claim.meaning().is_some_and(|m| m.tier == Tier::Outcome)
    });
    let mut ranges = without_number.map(|p| p.range(&p.told.claim.range));
    let next = |from: usize| words.get(end..from).is_some_and(|stop| stop == "，");
    ranges.find(|r| next(r.start)).map(|r| r.end)
}
