//! N106: what is told behind a whole and its parts may be of the whole: 「行政复议22件，维持13件、纠正4件、其他2件、未审结3件，与上年的18件相比多4件」.
//! Where its own clause names nothing and it fits the whole, that one is meant; not where
//! another than its whole has grown so.

use super::claims::Placed;
use super::lex::{STOPS, TokenKind, tokens};
use super::meaning::ClaimMeaning;
use super::n106_growth::Grown;
use super::table::{CellSum, Tables};
use super::words::{Concept, words};
use crate::checks::Context;
use rust_decimal::Decimal;

/// Whether what was last year's number of a part is that of its whole.
pub(super) fn was(
    cx: &Context<'_>,
    p: &Placed,
    part: &ClaimMeaning,
    last: &Tables<'_>,
    then: Decimal,
) -> bool {
    wholes_of(cx, p, part).any(|m| last.sums(m).iter().any(|s| last.of(s) == Some(then)))
}

/// Whether the whole has grown like that.
pub(super) fn grew(
    cx: &Context<'_>,
    p: &Placed,
    part: &ClaimMeaning,
    last: &Tables<'_>,
    grown: &Grown,
) -> bool {
    wholes_of(cx, p, part).any(|m| grown.agrees(m, last, cx.tables()))
}

/// What its sentence tells before it of which this is a part; nothing where its own clause names what it counts.
fn wholes_of<'c>(
    cx: &'c Context<'_>,
    p: &'c Placed,
    part: &ClaimMeaning,
) -> impl Iterator<Item = &'c ClaimMeaning> {
    let own = cx.tables().sums(part);
    let here = |o: &&Placed| (o.part, o.paragraph, &o.sentence) == (p.part, p.paragraph, &p.sentence);
    let before = |o: &&Placed| o.told.claim.range.start < p.told.claim.range.start;
    let alone = !names_something(cx, p);
    let others = cx.claims().iter().filter(move |_| alone).filter(here).filter(before);
    others.filter_map(|o| o.told.claim.meaning()).filter(move |m| {
        let of = |all: &CellSum, s: &CellSum| {
            s.plus.len() < all.plus.len() && s.minus.is_empty() && s.plus.iter().all(|c| all.plus.contains(c))
        };
        let wholes = cx.tables().sums(m);
        own.iter().any(|s| wholes.iter().any(|all| of(all, s)))
    })
}

/// Whether a claim's own clause says what it counts: 商业企业申请同比增长40%.
fn names_something(cx: &Context<'_>, p: &Placed) -> bool {
    let end = p.range(&p.told.claim.digits).start;
    let told = p.passage(cx).and_then(|t| t.words.get(p.sentence.start..end)).unwrap_or("");
    let clause = told.rsplit(STOPS).next().unwrap_or(told);
    let counts = |c: &Concept| {
        let cells = !c.of.is_empty() || !c.cases.is_empty() || !c.columns.is_empty();
        cells || c.role.is_some() || c.step.is_some() || c.end.is_some()
    };
    let named = |kind| matches!(kind, TokenKind::Word(id) if counts(words().get(id)));
    tokens(clause).iter().any(|t| named(t.kind))
}
