//! Percentages that follow from numbers before them: 「收到意见260条，采纳104条，采纳率40%」,
//! 「村级36名、站所18名，分别占66.7%和33.3%」, 「图解占50%、视频占25%、文字占25%」.

use super::super::number::Stated;
use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::percent::{per_cent, rounded};
use super::shares::{as_written, odd_share};
use super::{Odd, holds, near};
use crate::report::value::total;
use rust_decimal::Decimal;
use std::ops::Range;

/// What does not fit in these pieces.
pub(super) fn rates(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    if !pieces.iter().any(|p| matches!(p, PlainPiece::Percent(..))) {
        return;
    }
    let shares = super::beside::SharesOfFirst::of(pieces);
    for (i, p) in pieces.iter().enumerate() {
        let PlainPiece::Percent(stated, at) = p else { continue };
        out.extend(rate(pieces, i, (*stated, at)));
        out.extend(of_all(pieces, i, (*stated, at)));
        out.extend(super::shares::among(pieces, i, (*stated, at)));
        out.extend(shares.as_ref().and_then(|b| b.odd(i, (*stated, at))));
        out.extend(each(pieces, i, at));
        out.extend(shared_out(pieces, i));
    }
}

fn words_before(pieces: &[PlainPiece], i: usize) -> &str {
    match i.checked_sub(1).and_then(|b| pieces.get(b)) {
        Some(PlainPiece::Words(w)) => w,
        _ => "",
    }
}

/// 采纳率: of what was told before, so many 采纳; not 「按期办结率99.6%」, where the verb is not all of it, and not where
/// more than one number may be the whole.
fn rate(pieces: &[PlainPiece], i: usize, (stated, percent): (Stated, &Range<usize>)) -> Option<Odd> {
    let plain = &words().plain;
    let name = match words_before(pieces, i).trim_end_matches(['为', '达', '到', '是']) {
        // 「听取意见276条，采纳203条，占73.6%」
        "占" => done_last(pieces.get(..i)?)?,
        name => name.strip_suffix('率')?,
    };
    let (from, _) = name.char_indices().rev().nth(1)?;
    let (of, verb) = name.split_at(from);
    let begin = pieces[..i]
        .iter()
        .rposition(|p| matches!(p, PlainPiece::Semicolon))
        .map_or(0, |s| s.saturating_add(1));
    let before = &pieces[begin..i];
    let said = |w: &str| before.iter().any(|p| matches!(p, PlainPiece::Words(o) if o.contains(w)));
    if !of.is_empty() && !said(of) || ["申请", "复议", "诉讼"].iter().any(|w| said(w)) {
        return None;
    }
    let counts: Vec<(usize, &Count)> = before
        .iter()
        .enumerate()
        .filter_map(|(n, p)| if let PlainPiece::Count(c) = p { Some((n, c)) } else { None })
        .collect();
    let told = |at: usize| verb.chars().all(|c| words_before(before, at).contains(c));
    let (last, (at, part)) = counts.iter().enumerate().rev().find(|(_, (at, _))| told(*at))?;
    let wholes: Vec<&Count> = counts[..last].iter().map(|c| c.1).filter(|c| c.unit == part.unit).collect();
    // What is made of parts that follow it is their whole.
    let whole = match wholes[..] {
        [whole] => whole,
        [whole, ref parts @ ..]
            if total(parts.iter().map(|p| Some(p.stated.low))) == Some(whole.stated.low) =>
        {
            whole
        }
        _ => return None,
    };
    let (mut of_it, all) = (part.stated, whole.stated);
    // 「抽检12864批次，不合格273批次，合格率97.88%」: what is left is.
    if words_before(before, *at).strip_prefix(['不', '未']) == Some(name) {
        let left = all.low.checked_sub(of_it.low)?;
        of_it = Stated { low: left, high: left, ..of_it };
    }
    // 「无异议61份，无异议率91%」: its very name.
    let named = words_before(before, *at) == name && name.chars().count() > 1;
    let named = named || wholes.len() > 1 && name == "公开";
    if !named && !plain.rates.iter().any(|r| r == verb) || holds(words_before(before, *at), &plain.changes) {
        return None;
    }
    let right = per_cent(of_it.low, all.low)?;
    // 「建议提案47件，其中主办31件、协办16件，主办件答复公开28件，公开率90.3%」
    let of_part = |w: &&Count| per_cent(of_it.low, w.stated.low).is_some_and(|r| near(r, stated));
    if wholes.iter().any(of_part) {
        return None;
    }
    if !of_it.is_exact() || !all.is_exact() || of_it.low > all.low || near(right, stated) {
        return None;
    }
    let (a, b, unit) = (all.low.normalize(), of_it.low.normalize(), &part.unit);
    let as_written = as_written(right, stated);
    let right = rounded(right, stated.places.max(1)).normalize();
    let message =
        format!("“{name}率”写的是 {}%，{a}{unit}里的 {b}{unit}应为 {right}%", stated.low.normalize());
    Some(odd_share(whole.at.start.min(percent.start), percent, message, as_written))
}

/// What was done with the number told last, right before a share of it.
fn done_last(before: &[PlainPiece]) -> Option<&str> {
    use PlainPiece::{Comma, Count, Words};
    let [.., Count(_), Comma, Words(done), Count(_), Comma, Words(_)] = before else { return None };
    words().plain.rates.iter().any(|r| r == done).then_some(done)
}

/// 占总量480条的50%: of the number before it.
fn of_all(pieces: &[PlainPiece], i: usize, (stated, percent): (Stated, &Range<usize>)) -> Option<Odd> {
    use PlainPiece::{Comma, Count, List, Words};
    // 「覆盖1260个村，占全市1400个行政村的90%」: what they are stands behind them.
    let (part, share, whole, of) = match &pieces[..i] {
        [.., Count(part), Comma, Words(share), Count(whole), Words(of)]
        | [.., Count(part), Words(_), Comma, Words(share), Count(whole), Words(of)] => {
            (part, share, whole, of)
        }
        _ => return None,
    };
    let said = of.ends_with('的') && words().plain.shares.iter().any(|s| share.starts_with(s.as_str()));
    // 「发布水情318期，占公开总量542条的58.7%」
    let published = |c: &super::lex::Count| words().plain.published.contains(&c.unit);
    let alike = part.unit == whole.unit || published(part) && published(whole);
    if !said || !alike || !part.stated.is_exact() || !whole.stated.is_exact() {
        return None;
    }
    let right = per_cent(part.stated.low, whole.stated.low)?;
    // 「全部公开12件、部分公开4件，占办结27件的59.3%」
    let (mut all, mut rest) = (Decimal::ZERO, pieces.get(..i)?);
    rest =
        rest.get(..rest.iter().rposition(|p| matches!(p, Count(c) if c.at == part.at))?.checked_add(1)?)?;
    while let [before @ .., List, Words(_), Count(c)] = rest {
        all = all.checked_add(c.stated.low)?;
        rest = before;
    }
    if let [.., Count(first)] = rest
        && near(per_cent(all.checked_add(first.stated.low)?, whole.stated.low)?, stated)
    {
        return None;
    }
    let (a, b, unit) = (whole.stated.low.normalize(), part.stated.low.normalize(), &part.unit);
    let message = format!(
        "{b}{unit}写的是占 {a}{unit}的 {}%，应为 {}%",
        stated.low.normalize(),
        rounded(right, stated.places.max(1)).normalize()
    );
    (!near(right, stated)).then(|| odd_share(part.at.start, percent, message, as_written(right, stated)))
}

/// The percentages from `i` on, parted by 、 or 和.
fn row(pieces: &[PlainPiece], i: usize) -> Vec<Stated> {
    let mut out = Vec::new();
    for p in pieces.get(i..).unwrap_or_default() {
        match p {
            PlainPiece::Percent(s, _) => out.push(*s),
            PlainPiece::List => {}
            PlainPiece::Words(w) if matches!(w.as_str(), "和" | "及" | "与" | "以及") => {}
            _ => break,
        }
    }
    out
}

pub(super) fn not_a_hundred(sum: Decimal) -> String {
    format!("各项占比相加是 {}%，不是 100%", sum.normalize())
}

/// 分别占: of the numbers told last, one after another. Wrong where no whole, told or not, makes them all such shares.
fn each(pieces: &[PlainPiece], i: usize, at: &Range<usize>) -> Option<Odd> {
    let before = words_before(pieces, i);
    let led = words().plain.respectively.iter().any(|w| before.contains(w.as_str()));
    let shares = row(pieces, i);
    if !led || !before.contains('占') || shares.len() < 2 {
        return None;
    }
    let sum = total(shares.iter().map(|s| Some(s.low)))?;
    if sum > Decimal::from(101) && !pieces[..i].iter().any(|p| matches!(p, PlainPiece::Count(_))) {
        return Some(Odd::of(at.clone(), not_a_hundred(sum)));
    }
    let mut parts: Vec<&Count> = Vec::new();
    for p in pieces[..i].iter().rev() {
        match p {
            PlainPiece::Count(c) => parts.push(c),
            PlainPiece::Words(_) | PlainPiece::List | PlainPiece::Comma => {}
            _ => break,
        }
        if parts.len() == shares.len() {
            break;
        }
    }
    parts.reverse();
    if of_their_own(pieces.get(..i)?, &shares) {
        return None;
    }
    let first = *parts.first().filter(|_| parts.len() == shares.len())?;
    let alike = |c: &&Count| c.unit == first.unit && c.stated.is_exact() && !c.stated.low.is_zero();
    if !parts.iter().all(alike) || shares.iter().any(|s| !s.is_exact()) {
        return None;
    }
    // The wholes that each share may be of.
    let of = |(c, s): (&&Count, &Stated)| {
        let half = Decimal::new(1, s.places);
        let part = c.stated.low.checked_mul(Decimal::ONE_HUNDRED)?;
        let most = part.checked_div(s.low.checked_sub(half)?).filter(|m| m.is_sign_positive())?;
        Some((part.checked_div(s.low.checked_add(half)?)?, most))
    };
    let spans = parts.iter().zip(&shares).map(of).collect::<Option<Vec<_>>>()?;
    let (least, most) = (spans.iter().map(|s| s.0).max()?, spans.iter().map(|s| s.1).min()?);
    if least <= most {
        return None;
    }
    let fits = |w: &Decimal| spans.iter().filter(|(a, b)| (a..=b).contains(&w)).count();
    let told = pieces[..i].iter().filter_map(|p| if let PlainPiece::Count(c) = p { Some(c) } else { None });
    let told = told.filter(|c| c.unit == first.unit).map(|c| c.stated.low);
    let sum = total(parts.iter().map(|c| Some(c.stated.low)))?;
    let whole = std::iter::once(sum).chain(told).max_by_key(fits)?;
    let right: Vec<String> = parts
        .iter()
        .zip(&shares)
        .map(|(c, s)| Some(format!("{}%", rounded(per_cent(c.stated.low, whole)?, s.places))))
        .collect::<Option<_>>()?;
    let message =
        format!("分别占的百分比与件数对不上，按总数 {} 算应为 {}", whole.normalize(), right.join("、"));
    Some(Odd::of(first.at.start..parts.last()?.at.end, message))
}

/// Whether each share is of a whole of its own: 「各类行政复议214件、行政诉讼63件，其中涉政府信息公开复议19件、诉讼10件，分别占8.9%、15.9%」.
fn of_their_own(before: &[PlainPiece], shares: &[Stated]) -> bool {
    let counts =
        before.iter().rev().filter_map(|p| if let PlainPiece::Count(c) = p { Some(c) } else { None });
    let told: Vec<Decimal> = counts.take(shares.len().saturating_mul(2)).map(|c| c.stated.low).collect();
    let Some((parts, wholes)) = told.split_at_checked(shares.len()).filter(|(a, b)| a.len() == b.len())
    else {
        return false;
    };
    let fits = |((part, whole), share): ((&Decimal, &Decimal), &Stated)| {
        per_cent(*part, *whole).is_some_and(|right| near(right, *share))
    };
    parts.iter().zip(wholes).zip(shares.iter().rev()).all(fits)
}

/// What a share is of, without 占.
fn kind(named: &str) -> &str {
    named.strip_suffix("占比").or_else(|| named.strip_suffix('占')).unwrap_or("")
}

/// 占…、占…: shares parted by 、 make no more than a hundred, and all of it where the rest is named.
fn shared_out(pieces: &[PlainPiece], i: usize) -> Option<Odd> {
    let plain = &words().plain;
    let is_share = |w: &str| plain.shares.iter().any(|s| w.ends_with(s.as_str()));
    let named = words_before(pieces, i);
    // Told once, where the row begins.
    let goes_on =
        i.checked_sub(2).is_some_and(|b| matches!(pieces[b], PlainPiece::List | PlainPiece::Percent(..)));
    if !is_share(named) || named.contains("分别") || goes_on {
        return None;
    }
    let mut shares: Vec<Stated> = Vec::new();
    let (mut rest, mut next, mut range) = (false, i, None::<Range<usize>>);
    // 「平安类占42%，民生类占35%，环境类占23%」: of one kind, a comma parts them, too.
    let (one_kind, mut stopped) = (|w: &str| super::row::of_one_name(&[kind(named), kind(w)]), false);
    while let Some(PlainPiece::Percent(s, at)) = pieces.get(next) {
        shares.push(*s);
        range = Some(range.map_or(at.start, |r| r.start)..at.end);
        let (w, comma) = match pieces.get(next.saturating_add(1)..).unwrap_or_default() {
            [PlainPiece::List, PlainPiece::Words(w), ..] => (w, false),
            [PlainPiece::Comma, PlainPiece::Words(w), ..] => (w, true),
            _ => break,
        };
        if !is_share(w) || comma && !one_kind(w) {
            break;
        }
        stopped |= comma;
        rest = plain.rest.iter().any(|r| w.starts_with(r.as_str()));
        next = next.saturating_add(3);
    }
    let sum = total(shares.iter().map(|s| Some(s.low)))?;
    let slack = total(shares.iter().map(|s| Some(Decimal::new(1, s.places))))?;
    let (hundred, exact) = (Decimal::ONE_HUNDRED, shares.iter().all(Stated::is_exact));
    // Far more than that are no parts of one whole.
    let over = sum > hundred.checked_add(slack)? && !(stopped && sum > Decimal::from(120));
    let under = rest && !stopped && sum < hundred.checked_sub(slack)?;
    if shares.len() < 2 || !exact || !(over || under) {
        return None;
    }
    Some(Odd::of(range?, not_a_hundred(sum)))
}
