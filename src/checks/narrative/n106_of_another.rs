//! N106: what is told behind several numbers may be of any of them: 「行政复议22件，维持13件、纠正4件、其他2件、未审结3件，与上年的18件相比多4件」
//! is of the whole. Where it fits another number of its sentence, that one is meant.

use super::claims::Placed;
use super::lex::{TokenKind, tokens};
use super::n106_growth::Grown;
use super::table::Tables;
use crate::checks::Context;
use rust_decimal::Decimal;

/// Whether what was last year's number of one thing is that of another that the sentence tells.
pub(super) fn was(cx: &Context<'_>, p: &Placed, last: &Tables<'_>, then: Decimal) -> bool {
    others(cx, p).filter_map(|o| o.told.claim.meaning()).any(|m| {
        let theirs = last.sums(m);
        theirs.iter().any(|s| last.of(s) == Some(then))
    })
}

/// Whether another thing that the sentence tells has grown like that:
/// 「许可13.29万件，处罚4.19万件，强制5827件，许可比上年增长5.2%，处罚下降6.3%」.
pub(super) fn grew(cx: &Context<'_>, p: &Placed, last: &Tables<'_>, grown: &Grown) -> bool {
    others(cx, p).filter_map(|o| o.told.claim.meaning()).any(|m| grown.agrees(m, last, cx.tables()))
}

/// Whether so many are told before: the parts of a number that stands further ahead.
pub(super) fn is_told(before: &str, sum: Decimal) -> bool {
    let told =
        |kind| matches!(kind, TokenKind::Number { stated, .. } if stated.is_exact() && stated.low == sum);
    tokens(before).iter().any(|t| told(t.kind))
}

/// What else its sentence claims before it.
fn others<'c>(cx: &'c Context<'_>, p: &'c Placed) -> impl Iterator<Item = &'c Placed> {
    let here = |o: &&Placed| (o.part, o.paragraph, &o.sentence) == (p.part, p.paragraph, &p.sentence);
    cx.claims().iter().filter(here).filter(|o| o.told.claim.range.start < p.told.claim.range.start)
}
