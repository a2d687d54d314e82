//! The numbers of a report's sentences that agree with nothing the tables say.

use super::claims::Placed;
use super::lex::{STOPS, Token, TokenKind, tokens};
use super::meaning::{ClaimMeaning, Tier};
use super::meant::is_of_another_row;
use super::number::Stated;
use super::own_sentence::bears_out;
use super::read::{Claimed, Phrasing};
use super::words::{Class, words};
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

/// Whether that there was no case stands behind an earlier year which begins its part of the sentence:
/// 「上年只有1件行政复议，无诉讼」, 「上年复议5件，无纠正」. What is only compared with it, 「与上年相比，我区无复议、无诉讼」, is this year's.
fn is_of_an_earlier_year(cx: &Context<'_>, placed: &Placed) -> bool {
    let end = placed.sentence.start.saturating_add(placed.told.claim.range.start);
    let Some(told) = placed.passage(cx).and_then(|p| p.words.get(placed.sentence.start..end)) else {
        return false;
    };
    let part = told.rsplit(['；', ';']).next().unwrap_or(told);
    let begins = |t: &Token| part[..t.from].trim_end().chars().next_back().is_none_or(|c| STOPS.contains(&c));
    let year = |t: Token| match t.kind {
        TokenKind::Year(y) => Some(y < cx.year),
        TokenKind::Word(id) if words().is(id) == Class::LastYear => Some(true),
        TokenKind::Word(id) if words().is(id) == Class::ThisYear => Some(false),
        _ => None,
    };
    let all = tokens(part);
    // 「去年20件，增长25%，没有发生行政复议」 behind this year's number is of this year.
    let opens = all.first().is_some_and(|t| year(*t) == Some(true));
    opens && all.into_iter().filter(begins).filter_map(year).all(|earlier| earlier)
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
        let none = stated.high.is_zero() && matches!(meaning.tier, Tier::Case | Tier::Outcome);
        let fits = fits || none && is_of_an_earlier_year(cx, placed);
        let said_in = placed.passage(cx).and_then(|p| p.words.get(placed.sentence.clone()));
        let number = |t: &Token| matches!(t.kind, TokenKind::Number { .. });
        let alone = || !said_in.is_some_and(|w| tokens(w).iter().any(number));
        (!fits).then(|| Wrong { placed, meaning, stated: *stated, said: *said, alone: alone() })
    };
    cx.claims().iter().filter_map(judged).collect()
}
