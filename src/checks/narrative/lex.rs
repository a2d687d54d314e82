//! A sentence as words, numbers and stops. Blanks inside words and numbers are no matter, nor is the width of
//! digits and signs.

use super::fold::{Char, folded};
use super::number::{self, Stated};
use super::words::{ClaimUnit, Class, ConceptId, words};
use crate::chinese::numerals;
use rust_decimal::Decimal;

/// What ends a clause as it is written, in either width.
pub const STOPS: [char; 15] =
    ['，', ',', '、', '；', ';', '：', ':', '。', '！', '？', '（', '(', '）', ')', '\n'];

/// What stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word(ConceptId),
    Number {
        stated: Stated,
        unit: ClaimUnit,
    },
    /// 2024年: the year.
    Year(u16),
    /// 12月
    Month(u8),
    /// A number of something that no table counts.
    Foreign,
    /// ，：
    Comma,
    /// 、
    List,
    Open,
    Close,
    /// Anything else, one piece for as much as follows on.
    Other,
}

/// A piece of a sentence; bytes of it, and of the number alone without its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub from: usize,
    pub to: usize,
    /// Where the number ends and its unit begins.
    pub digits: usize,
}

/// The pieces of a sentence.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<Char> = folded(text).collect();
    let mut out: Vec<Token> = Vec::with_capacity(chars.len() / 3);
    let mut i = 0;
    while i < chars.len() {
        let (kind, length, digits) = piece(&chars, i);
        let end = (i + length.max(1)).min(chars.len());
        let (from, to) = (chars[i].0, chars[end - 1].1);
        let digits = if digits == 0 { to } else { chars[(i + digits).min(end) - 1].1 };
        i = end;
        // 取水许可申请 is no request for information, nor is 备案申请.
        let glued = kind_is_bare_request(kind, &text[from..to])
            && out.last().is_some_and(|l| {
                let word = &text[l.from..l.to];
                l.kind == TokenKind::Other && !word.ends_with(['的', '”', '"'])
                    || words().reading.applied.iter().any(|a| a == word)
            });
        let kind = if glued { TokenKind::Other } else { kind };
        match out.last_mut() {
            Some(last) if kind == TokenKind::Other && last.kind == TokenKind::Other => {
                (last.to, last.digits) = (to, to)
            }
            _ => out.push(Token { kind, from, to, digits }),
        }
    }
    out
}

/// Whether a word says no more than 申请.
fn kind_is_bare_request(kind: TokenKind, word: &str) -> bool {
    matches!(kind, TokenKind::Word(id) if words().is(id) == Class::Request) && word.chars().count() <= 3
}

/// The piece at `i`: what it is, its length, and the length of its digits.
fn piece(chars: &[Char], i: usize) -> (TokenKind, usize, usize) {
    let rest = &chars[i..];
    let c = rest[0].2;
    match c {
        ',' | '.' | ':' | '。' | '!' | '?' | ';' | '；' => return (TokenKind::Comma, 1, 0),
        '、' => return word(rest).unwrap_or((TokenKind::List, 1, 0)),
        '(' | '〔' | '[' | '【' => return (TokenKind::Open, 1, 0),
        ')' | '〕' | ']' | '】' => return (TokenKind::Close, 1, 0),
        _ => {}
    }
    let named = word(rest);
    let counted = counted(chars, i).or_else(|| endless(rest));
    match (named, counted) {
        // 12345 and 三安全一稳定 are words; 一批, 两件 are numbers.
        (Some(w), Some(n)) if w.1 >= n.1 => w,
        (_, Some(n)) => n,
        (Some(w), None) => w,
        (None, None) => (TokenKind::Other, 1, 0),
    }
}

fn word(rest: &[Char]) -> Option<(TokenKind, usize, usize)> {
    let (id, length) = words().concept(rest)?;
    Some((if words().is(id) == Class::Noise { TokenKind::Other } else { TokenKind::Word(id) }, length, 0))
}

/// Digits that are too many for a number, all of them at once.
fn endless(rest: &[Char]) -> Option<(TokenKind, usize, usize)> {
    let digits = rest.iter().take_while(|c| c.2.is_ascii_digit()).count();
    (digits > 0).then_some((TokenKind::Foreign, digits, digits))
}

/// A number with its unit.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn counted(chars: &[Char], i: usize) -> Option<(TokenKind, usize, usize)> {
    let (stated, end) = number::read(chars, i)?;
    let rest = &chars[end..];
    let after = rest.first().map(|c| c.2);
    let digits = end - i;
    let whole = || u16::try_from(rust_decimal::prelude::ToPrimitive::to_u64(&stated.low)?).ok();
    match after {
        Some('年') if !stated.chinese && digits == 4 => {
            // 2026年度 is 2026年.
            let more = usize::from(rest.get(1).is_some_and(|c| c.2 == '度'));
            return Some((TokenKind::Year(whole()?), digits + 1 + more, digits));
        }
        Some('月') if !stated.chinese => {
            return Some((
                TokenKind::Month(whole().and_then(|m| m.try_into().ok()).unwrap_or(0)),
                digits + 1,
                digits,
            ));
        }
        _ => {}
    }
    // 12月31日 is one day, not 31 of something.
    if matches!(after, Some('日' | '号'))
        && i.checked_sub(1).and_then(|b| chars.get(b)).is_some_and(|c| c.2 == '月')
    {
        return Some((TokenKind::Word(words().first(Class::Filler)?), digits + 1, digits));
    }
    // 第一次废止9件: one of several.
    let ordinal = i.checked_sub(1).and_then(|b| chars.get(b)).is_some_and(|c| c.2 == '第');
    match words().unit(rest) {
        Some((ClaimUnit::Count, length)) if ordinal => {
            Some((TokenKind::Word(words().first(Class::ExcludesClause)?), digits + length, digits))
        }
        // Within so many days: a part of what is counted next.
        Some((ClaimUnit::Span, length)) => {
            Some((TokenKind::Word(words().first(Class::ExcludesClause)?), digits + length, digits))
        }
        Some((ClaimUnit::Tenths, length)) => {
            let (stated, more) = tenths(stated, &rest[length..])?;
            Some((TokenKind::Number { stated, unit: ClaimUnit::Percent }, digits + length + more, digits))
        }
        Some((unit, length))
            if unit == ClaimUnit::Bound
                || matches!(words().unit(&rest[length..]), Some((ClaimUnit::Bound, _))) =>
        {
            Some((TokenKind::Foreign, digits + length, digits))
        }
        // 件 of 件数 is no unit, nor 部 of 部门; of 121件均已办结 it is.
        Some((unit, length)) if rest.get(length).is_none_or(|c| !"数门委".contains(c.2)) => {
            Some((TokenKind::Number { stated, unit }, digits + length, digits))
        }
        _ if stated.chinese => None,
        _ => {
            let ends = rest.first().is_none_or(|c| ",:。;；、)）".contains(c.2));
            let kind =
                if ends { TokenKind::Number { stated, unit: ClaimUnit::None } } else { TokenKind::Foreign };
            Some((kind, digits, digits))
        }
    }
}

/// 六成 is about 60%, 两成五 nearly 25%; and how many characters more it takes.
fn tenths(stated: Stated, behind: &[Char]) -> Option<(Stated, usize)> {
    let ten = stated.times(10)?;
    if let Some(fine) = behind.first().and_then(|c| numerals::one_to_nine(c.2)) {
        let about = |n: Decimal| n.checked_add(Decimal::from(fine));
        let (low, high) = (about(ten.low)?, about(ten.high)?.checked_add(Decimal::ONE)?);
        return Some((Stated { low: low.checked_sub(Decimal::ONE)?, high, ..ten }, 1));
    }
    let low = ten.low.checked_sub(Decimal::from(5))?;
    let about = Stated { low, high: ten.high.checked_add(Decimal::TEN)?, ..ten };
    Some((if ten.is_exact() { about } else { ten }, 0))
}
