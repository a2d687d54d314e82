//! The numbers of a report's sentences that agree with nothing the tables say.

use super::claims::Placed;
use super::lex::{Token, TokenKind, tokens};
use super::meaning::ClaimMeaning;
use super::meant::is_of_another_row;
use super::number::Stated;
use super::own_sentence::bears_out;
use super::read::{Claimed, Phrasing};
use crate::checks::Context;
use rust_decimal::Decimal;

/// A number that agrees with no cell it could mean.
pub struct Wrong<'a> {
    pub placed: &'a Placed,
    pub meaning: &'a ClaimMeaning,
    pub stated: Stated,
    pub said: Phrasing,
    /// Its sentence tells no number: 「行政复议决定全部得到维持」.
    pub alone: bool,
}

impl Wrong<'_> {
    /// Whether something is said of nothing, or nothing of something.
    pub fn nothing(&self) -> bool {
        let none = self.stated.high.is_zero() || self.placed.right.iter().all(Decimal::is_zero);
        none && self.said != Phrasing::Shown && (self.said != Phrasing::Rest || self.alone)
    }
}

/// The numbers of a report's sentences that are wrong.
pub fn wrong<'a>(cx: &'a Context<'_>) -> Vec<Wrong<'a>> {
    let judged = |placed: &'a Placed| {
        let Claimed::Number { meaning, stated, said } = &placed.told.claim.what else { return None };
        let any = placed.right.iter().any(|n| stated.holds(*n));
        // What the table can't have (a rest of less than nothing) says nothing.
        let known = placed.right.iter().any(|n| n >= &Decimal::ZERO);
        let fits = !known || any && !is_of_another_row(cx, placed, meaning, *stated);
        let fits = fits || !any && bears_out(cx, placed, meaning, *stated);
        let words = placed.passage(cx).and_then(|p| p.words.get(placed.sentence.clone()));
        let number = |t: &Token| matches!(t.kind, TokenKind::Number { .. });
        let alone = || !words.is_some_and(|w| tokens(w).iter().any(number));
        (!fits).then(|| Wrong { placed, meaning, stated: *stated, said: *said, alone: alone() })
    };
    cx.claims().iter().filter_map(judged).collect()
}
