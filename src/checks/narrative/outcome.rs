//! How all the cases ended, said without a number and otherwise than in the table: the words for how they did.

use super::claims::Placed;
use super::expr::{Expr, Term};
use super::lex::{TokenKind, tokens};
use super::meaning::{ClaimMeaning, Tier};
use super::number::Stated;
use super::words::{CaseEnd, Class, words};
use crate::checks::{Context, Fix};
use crate::form::Role;
use crate::report::edit::Edit;
use rust_decimal::Decimal;

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
    let cases = cases_of(meaning)?;
    let ends = CaseEnd::ALL.into_iter().filter_map(|end| ended(cx, meaning, &cases, end));
    let ways: Vec<_> = ends.filter(|(_, n)| stated.is_exact() && *n == stated.low).collect();
    let [(word, _)] = ways.as_slice() else { return None };
    let range = placed.range(&claim.range);
    let edit = cx.passage(placed.part, placed.paragraph)?.reword([(range, word.clone())]);
    let edits: Vec<Edit> = vec![edit];
    Some(Fix { title: format!("改为表中的“{word}”"), edits })
}

/// The kinds of cases of which it is said how they ended.
fn cases_of(meaning: &ClaimMeaning) -> Option<Vec<Role>> {
    let [said] = meaning.sums.as_slice() else { return None };
    let case = |t: &Term| if let Term::Ended(case, _) = t { Some(*case) } else { None };
    said.plus.iter().map(case).collect()
}

/// How many of these cases ended so by the table, and what the form calls it.
fn ended(
    cx: &Context<'_>,
    meaning: &ClaimMeaning,
    cases: &[Role],
    end: CaseEnd,
) -> Option<(String, Decimal)> {
    let sums = vec![Expr::of(cases.iter().map(|case| Term::Ended(*case, end)))];
    let sum = cx.tables().sums(&ClaimMeaning { sums, ..meaning.clone() }).first().cloned()?;
    let name = cx.form.cell_name(sum.keys(cx.form).first()?);
    Some((name.rsplit([' ', '，', '、']).next()?.to_string(), cx.tables().of(&sum)?))
}

/// 结果纠正1件 where the table has none, but others that ended in a way of which nothing is told: those in its place.
pub(super) fn others_instead(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning) -> Option<Fix> {
    let passage = cx.passage(placed.part, placed.paragraph)?;
    let digits = placed.range(&placed.told.claim.digits);
    let from = placed.clause(&passage.words)?.start;
    let before = passage.words.get(from..digits.start).filter(|_| meaning.tier == Tier::Outcome)?;
    let all = tokens(before);
    let word =
        all.iter().rfind(|t| matches!(t.kind, TokenKind::Word(id) if words().is(id) == Class::Outcome))?;
    let cases = cases_of(meaning)?;
    let told_of = |end: CaseEnd| {
        let here = cx.claims().iter().filter(|p| (p.part, p.paragraph) == (placed.part, placed.paragraph));
        let mut terms =
            here.filter_map(|p| p.told.claim.meaning()).flat_map(|m| &m.sums).flat_map(|s| &s.plus);
        terms.any(|t| matches!(t, Term::Ended(case, e) if *e == end && cases.contains(case)))
    };
    let untold = CaseEnd::ALL.into_iter().filter(|end| !told_of(*end));
    let others = untold.filter_map(|end| ended(cx, meaning, &cases, end)).filter(|(_, n)| !n.is_zero());
    let others: Vec<String> = others.map(|(name, n)| format!("{name}{}", n.normalize())).collect();
    if others.is_empty() {
        return None;
    }
    let new = others.join("件、");
    let title = format!("改为表中的“{new}件”");
    let range = from.saturating_add(word.from)..digits.end;
    Some(Fix { title, edits: vec![passage.reword([(range, new)])] })
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
