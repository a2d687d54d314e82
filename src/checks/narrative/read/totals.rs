//! 合计: numbers told one after another, and behind them what they make together.

use super::super::lex::{Token, TokenKind};
use super::super::meaning::Tier;
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, words};
use super::{Claim, Claimed, SentenceReader, is};
use rust_decimal::Decimal;

/// A number and the clause it stands in.
#[derive(Clone)]
struct ToldNumber<'a> {
    number: Decimal,
    unit: &'a str,
    clause: usize,
}

/// Requests are counted in it; those that are new are a part of all.
const REQUESTS: &str = "件";

impl SentenceReader<'_> {
    /// Finds the totals of a sentence that its numbers before do not make: 「上半年收到申请11件，下半年收到13件，全年合计25件」;
    /// not 「合计回应关切12次」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn totals(&mut self, tokens: &[Token]) {
        if !tokens.iter().any(|t| is(t) == Some(Class::Altogether)) {
            return;
        }
        let (mut told, mut wholes): (Vec<ToldNumber<'_>>, Vec<ToldNumber<'_>>) = Default::default();
        let (mut clause, mut begin, mut depth) = (0, 0, 0usize);
        for (i, t) in tokens.iter().enumerate() {
            match t.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                // 「企业和法律服务机构各1件」: how many together, nobody says.
                TokenKind::Number { .. } if tokens[..i].last().is_some_and(|b| self.spelling(b) == "各") => {
                    return;
                }
                _ if depth > 0 && !alone_in_brackets(tokens, i) => {}
                TokenKind::Comma => {
                    (clause, begin) = (clause + 1, i + 1);
                    // 「建议31件，其中主办19件、会办12件；提案27件，其中主办14件、会办13件；共58件」: of the wholes.
                    if matches!(self.spelling(t), "；" | ";") && !wholes.is_empty() {
                        told = wholes.clone();
                    }
                }
                // What is behind 其中 is a part of what is before.
                TokenKind::Word(_) if matches!(is(t), Some(Class::OfWhich | Class::DividedBy)) => {
                    wholes = std::mem::take(&mut told);
                }
                TokenKind::Foreign => told.clear(),
                TokenKind::Number { stated, unit: ClaimUnit::Count } if stated.is_exact() => {
                    let unit = self.unit(t);
                    let before: Vec<&ToldNumber<'_>> = told.iter().filter(|o| o.unit == unit).collect();
                    let total = is_total(&tokens[begin..i], &before, clause);
                    let added = || unit != REQUESTS && self.adds_to_what_was(&tokens[..i], begin);
                    if total && !added() {
                        self.total(stated, &before, t);
                        told.clear();
                    }
                    // 「同比增加5件」 is none of them.
                    let changed = |b: &Token| matches!(is(b), Some(Class::Up | Class::Down));
                    if !tokens[begin..i].iter().any(changed) {
                        told.push(ToldNumber { number: stated.low, unit, clause });
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether how many there are now is told: 「目前共计6个」, or what is new beside what is gone, 「新增2个，注销3个，共计6个」, or
    /// beside all there ever were, 「新建3个、改造5个，累计18个」.
    fn adds_to_what_was(&self, told: &[Token], clause: usize) -> bool {
        let plain = &words().plain;
        let until = told.last().map_or(0, |t| t.to);
        let holds = |from: usize, list: &[String]| {
            let said = self.text.get(from..until).unwrap_or_default();
            list.iter().any(|w| said.contains(w.as_str()))
        };
        let own = told.get(clause).map_or(until, |t| t.from);
        let ever = self.text.get(own..until).is_some_and(|said| said.contains("累计"));
        holds(own, &plain.now) || holds(0, &plain.begun) && (ever || holds(0, &plain.gone))
    }

    /// A total that is the sum of none of the runs of numbers that end before it: 「上年结转5件，新收申请25件，共30件」 is one.
    fn total(&mut self, whole: Stated, before: &[&ToldNumber<'_>], at: &Token) {
        let mut sum = Decimal::ZERO;
        let sums = before.iter().rev().map(|o| {
            sum = sum.checked_add(o.number)?;
            Some(sum)
        });
        let Some(sums) = sums.collect::<Option<Vec<Decimal>>>() else { return };
        let Some(all) = sums.last().copied().filter(|_| !sums[1..].contains(&whole.low)) else { return };
        let what = Claimed::Parts { whole, of: Tier::Other, sum: all, tier: Tier::Other, complete: true };
        self.claims.push(Claim { what, range: at.from..at.to, digits: at.from..at.digits });
    }
}

/// 「以网上为主（15件）」: told as if it stood beside.
fn alone_in_brackets(tokens: &[Token], i: usize) -> bool {
    let (before, behind) = tokens.split_at(i);
    let named = |t: &Token| !matches!(t.kind, TokenKind::Number { .. } | TokenKind::Foreign);
    matches!(before, [.., what, open] if open.kind == TokenKind::Open && named(what))
        && matches!(behind, [_, close, ..] if close.kind == TokenKind::Close)
}

/// Whether the words before a number make it the sum of the numbers told: 合计 alone, or behind a run of 、,
/// 「网上申请12件、信函申请10件、当面申请4件，共收到政府信息公开申请25件」; not 「共公开解读材料12件」.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn is_total(words: &[Token], before: &[&ToldNumber<'_>], clause: usize) -> bool {
    let plain = |t: &Token| {
        let filler = matches!(
            is(t),
            Some(Class::Altogether | Class::Filler | Class::And | Class::ThisYear | Class::WholePlace)
        );
        filler || matches!(t.kind, TokenKind::Number { .. })
    };
    let told = |t: &Token| plain(t) || matches!(is(t), Some(Class::Handling | Class::Request));
    let [.., last] = before else { return false };
    let run = last.clause + 1 == clause && before.iter().all(|o| o.clause == last.clause);
    before.len() > 1
        && last.clause < clause
        && words.iter().any(|t| is(t) == Some(Class::Altogether))
        && (words.iter().all(plain) || (run && words.iter().all(told)))
}
