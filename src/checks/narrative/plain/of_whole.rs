//! Percentages whose part or whole stands further off, or in brackets: 「线上申请438件、线下264件，共702件，线上占62.4%」.

use super::super::number::Stated;
use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::percent::{near, per_cent, rounded};
use super::{Odd, holds};
use crate::report::value::total;
use rust_decimal::Decimal;

/// Shares that add up to more are not of one whole.
const FAR: Decimal = Decimal::from_parts(110, 0, 0, false, 0);

/// Most numbers that are looked at before one percentage.
const MOST: usize = 12;

/// What does not fit in these pieces.
pub(super) fn of_whole(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    for (i, p) in pieces.iter().enumerate() {
        let PlainPiece::Percent(stated, _) = p else { continue };
        if !stated.is_exact() {
            continue;
        }
        out.extend(named_again(pieces, i, *stated));
        out.extend(of_the_two(pieces, i, *stated));
        out.extend(of_brackets(pieces, i, *stated));
        out.extend(grown_in_brackets(pieces, i, *stated));
    }
    proportions(pieces, out);
}

/// The numbers told before in the same part of the sentence, the last one first, each with the words before it.
fn told(pieces: &[PlainPiece]) -> Vec<(&str, &Count, bool)> {
    use PlainPiece::{Semicolon, Total, Words};
    let mut out = Vec::new();
    for (i, p) in pieces.iter().enumerate().rev().take_while(|(_, p)| !matches!(p, Semicolon)) {
        let PlainPiece::Count(c) = p else { continue };
        let (name, all) = match &pieces[..i] {
            [.., Words(w)] => (w.as_str(), false),
            [.., Total { .. }] => ("", true),
            _ => ("", false),
        };
        out.push((name, c, all));
        if out.len() == MOST {
            break;
        }
    }
    out
}

fn wrong(part: Decimal, whole: &Count, stated: Stated, at: &Count) -> Option<Odd> {
    let right = per_cent(part, whole.stated.low).filter(|r| !near(*r, stated))?;
    let (a, b, unit) = (whole.stated.low.normalize(), part.normalize(), &whole.unit);
    let right = rounded(right, stated.places.max(1)).normalize();
    let message = format!("{b}{unit}写的是占 {}%，按总数 {a} 算应为 {right}%", stated.low.normalize());
    Some(Odd::of(at.at.clone(), message))
}

/// 线上占62.4%: of the total told last, the part that was told by this name.
fn named_again(pieces: &[PlainPiece], i: usize, stated: Stated) -> Option<Odd> {
    let PlainPiece::Words(w) = pieces.get(i.checked_sub(1)?)? else { return None };
    let name =
        words().plain.shares.iter().filter_map(|s| w.strip_suffix(s.as_str())).min_by_key(|n| n.len())?;
    let told = told(&pieces[..i]);
    let whole = told.iter().find(|t| t.2)?.1;
    let mut parts =
        told.iter().filter(|t| t.0.contains(name) && t.1.unit == whole.unit && t.1.at != whole.at);
    let part = parts.next().filter(|_| parts.next().is_none() && name.chars().count() > 1)?.1;
    let exact = part.stated.is_exact() && whole.stated.is_exact() && part.stated.low <= whole.stated.low;
    if exact { wrong(part.stated.low, whole, stated, part) } else { None }
}

/// 「信息9846条，其中网站5120条、新媒体4726条，后者占48.0%」: of what the two make.
fn of_the_two(pieces: &[PlainPiece], i: usize, stated: Stated) -> Option<Odd> {
    use PlainPiece::{Comma, Count, List, Words};
    let [before @ .., Words(_), Count(a), List | Comma, Words(_), Count(b), Comma, Words(w)] =
        pieces.get(..i)?
    else {
        return None;
    };
    let name = words().plain.shares.iter().find_map(|s| w.strip_suffix(s.as_str()))?;
    let part = match name {
        "前者" => a,
        "后者" => b,
        _ => return None,
    };
    let sum = a.stated.low.checked_add(b.stated.low)?;
    let alike = |c: &super::lex::Count| c.unit == part.unit && c.stated.is_exact();
    let counts = before.iter().rev().filter_map(|p| if let Count(c) = p { Some(c) } else { None });
    let whole = counts.take(MOST).find(|c| alike(c) && c.stated.low == sum)?;
    if alike(a) && alike(b) { wrong(part.stated.low, whole, stated, part) } else { None }
}

/// 「涉及投诉的申请19件，占新收申请（37件）的51.4%」; the last numbers together, too.
fn of_brackets(pieces: &[PlainPiece], i: usize, stated: Stated) -> Option<Odd> {
    use PlainPiece::{Close, Count, Open, Words};
    let [before @ .., Words(share), Open, Count(whole), Close, Words(of)] = pieces.get(..i)? else {
        return None;
    };
    let said = of == "的" && (share.contains('占') || holds(share, &words().plain.then));
    let alike: Vec<_> = told(before).into_iter().filter(|t| t.1.unit == whole.unit).collect();
    let last = alike.first()?.1;
    let exact = |c: &super::lex::Count| c.stated.is_exact();
    if !said || !exact(whole) || !alike.iter().all(|t| exact(t.1)) {
        return None;
    }
    let of = |n: usize| total(alike.iter().take(n).map(|t| Some(t.1.stated.low)));
    let fits =
        |n: usize| of(n).and_then(|p| per_cent(p, whole.stated.low)).is_some_and(|right| near(right, stated));
    let any =
        |c: &super::lex::Count| per_cent(c.stated.low, whole.stated.low).is_some_and(|r| near(r, stated));
    if (1..=alike.len()).any(fits) || alike.iter().any(|t| any(t.1)) {
        return None;
    }
    wrong(last.stated.low, whole, stated, last)
}

/// 「办理登记51208件，同比增加1333件（2.7%）」
fn grown_in_brackets(pieces: &[PlainPiece], i: usize, stated: Stated) -> Option<Odd> {
    use PlainPiece::{Close, Count, Open, Words};
    let [before @ .., Words(verb), Count(by), Open] = pieces.get(..i)? else { return None };
    let plain = &words().plain;
    let (up, down) = (holds(verb, &plain.up), holds(verb, &plain.down));
    let closed = matches!(pieces.get(i.saturating_add(1)), Some(Close));
    // 「许可增加1333件（2.7%），强制减少147件（6.1%）」: by how much is no number that grew.
    let grew = |w: &str| holds(w, &plain.up) || holds(w, &plain.down);
    let told = told(before).into_iter().filter(|t| t.1.unit == by.unit && !grew(t.0));
    let alike: Vec<_> = told.collect();
    if up == down || !closed || alike.is_empty() || !by.stated.is_exact() {
        return None;
    }
    let n = by.stated.low;
    let then = |c: &super::lex::Count| {
        let now = c.stated.low;
        [Some(now), if up { now.checked_sub(n) } else { now.checked_add(n) }]
    };
    let grown = |then: Option<Decimal>| per_cent(n, then?);
    let fits = |c: &super::lex::Count| then(c).into_iter().filter_map(grown).any(|g| near(g, stated));
    let exact = alike.iter().all(|t| t.1.stated.is_exact());
    if !exact || alike.iter().any(|t| fits(t.1)) {
        return None;
    }
    let last_years = alike.iter().find(|t| holds(t.0, &plain.then));
    let from = match last_years {
        Some(t) => Some(t.1.stated.low),
        None => then(alike.first()?.1)[1],
    };
    let right = rounded(grown(from)?, stated.places.max(1)).normalize();
    let said = stated.low.normalize();
    let message = format!("写的是{} {said}%，算来是 {right}%", if up { "增长" } else { "下降" });
    Some(Odd::of(by.at.clone(), message))
}

/// 「各类结果所占比重：予以公开36.1%、部分公开12.6%、无法提供51.3%」: no more than a hundred; far more than
/// that are no parts of one whole, 「各平台更新占比：网站60%、公众号50%、微博30%」.
fn proportions(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Colon, Comma, List, Percent, Words};
    for (i, w) in pieces.windows(2).enumerate() {
        let [Words(led), Colon] = w else { continue };
        if !words().plain.proportions.iter().any(|p| led.ends_with(p.as_str())) {
            continue;
        }
        let mut rest = pieces.get(i.saturating_add(2)..).unwrap_or_default();
        let (mut shares, mut range) = (Vec::new(), 0..0);
        while let [Words(_), Percent(s, at), more @ ..] = rest {
            range = if shares.is_empty() { at.clone() } else { range.start..at.end };
            shares.push(*s);
            rest = if let [List | Comma, more @ ..] = more { more } else { &[] };
        }
        let sum = total(shares.iter().map(|s| Some(s.low)));
        let slack = total(shares.iter().map(|s| Some(Decimal::new(1, s.places))));
        let most = slack.and_then(|s| s.checked_add(Decimal::ONE_HUNDRED));
        if let (Some(sum), Some(most)) = (sum, most)
            && shares.len() > 2
            && shares.iter().all(Stated::is_exact)
            && sum > most
            && sum <= FAR
        {
            out.push(Odd::of(range, super::rates::not_a_hundred(sum)));
        }
    }
}
