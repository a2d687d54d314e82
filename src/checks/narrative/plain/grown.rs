//! Growth said of two numbers that stand beside it: 「公开信息280条，较上年的250条增长12%」,
//! 「由500条上升到600条，增幅20%」, 「公开信息280条，比上年增加30条，增长12%」.

use super::super::number::Stated;
use super::super::words::words;
use super::another::{Is, both_behind, is, is_then, of_another, then_behind, year_of};
use super::lex::{Count, PlainPiece};
use super::totals::row_sum;
use super::{Odd, holds, near};
use rust_decimal::{Decimal, RoundingStrategy};

/// Percentages that do not follow from the numbers before them.
pub fn growth(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    let pieces = &open_brackets(pieces);
    for (i, p) in pieces.iter().enumerate() {
        let (PlainPiece::Percent(stated, _), Some(PlainPiece::Words(verb))) =
            (p, i.checked_sub(1).and_then(|b| pieces.get(b)))
        else {
            continue;
        };
        let plain = &words().plain;
        let (up, down) = (holds(verb, &plain.up), holds(verb, &plain.down));
        // 「咨询3406件（上年3218件），投诉128件（上年106件），分别增长5.8%和20.8%」: of which, is not said here.
        let each = holds(verb, &plain.respectively);
        if up == down || each || holds(verb, &plain.elsewhere) || holds(verb, &plain.handled) {
            continue;
        }
        let told = || numbers(&pieces[..i], up).or_else(|| then_behind(pieces, i));
        // Of what is named there, the numbers behind come first.
        let turns = [&plain.up, &plain.down, &plain.then].into_iter().flatten();
        let bare = turns.into_iter().any(|w| verb.starts_with(w.as_str())) || verb.starts_with("同比");
        let found = match bare {
            true => told().or_else(|| both_behind(pieces, i)),
            false => both_behind(pieces, i).or_else(told),
        };
        let Some((first, before, now)) = found else { continue };
        let grown = |from: Decimal, to: Decimal| {
            let by = if up { to.checked_sub(from)? } else { from.checked_sub(to)? };
            by.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from)
        };
        // What 320万 and 400万 may stand for, at the least and at the most.
        let ends = [grown(before.high, now.low), grown(before.low, now.high)];
        let [Some(a), Some(b)] = ends else { continue };
        let fits = near(a, *stated) || near(b, *stated) || a.min(b) <= stated.high && stated.low <= a.max(b);
        // 「100件，其中网站71件、邮寄29件，比上年增加20件，增长25%」: of the whole.
        let fits = fits || of_another(&pieces[..i], *stated, up);
        if !fits {
            let (word, said) = (if up { "增长" } else { "下降" }, stated.low.normalize());
            let round = |n: Decimal| {
                n.round_dp_with_strategy(stated.places.max(1), RoundingStrategy::MidpointAwayFromZero)
                    .normalize()
            };
            let (from, to) = (before.low.normalize(), now.low.normalize());
            let message = match before.is_exact() && now.is_exact() {
                true => format!("写的是{word} {said}%，从 {from} 到 {to} 算来是 {}%", round(a)),
                false => format!(
                    "写的是{word} {said}%，按前后两个数算来在 {}% 到 {}% 之间",
                    round(a.min(b)),
                    round(a.max(b))
                ),
            };
            out.push(Odd::of(first.at.clone(), message));
        }
    }
}

/// So many times as many: 「公开信息600条，是上年400条的1.5倍」, or more: 「600条，较上年的400条增长0.5倍」.
pub fn times(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    for (i, p) in pieces.iter().enumerate() {
        let (PlainPiece::Times(said), Some(PlainPiece::Words(verb))) =
            (p, i.checked_sub(1).and_then(|b| pieces.get(b)))
        else {
            continue;
        };
        let (up, down) = (holds(verb, &words().plain.up), holds(verb, &words().plain.down));
        let Some((first, before, now)) = pieces.get(..i).and_then(|told| numbers(told, true)) else {
            continue;
        };
        if down || !before.is_exact() || !now.is_exact() {
            continue;
        }
        let more = if up { now.low.checked_sub(before.low) } else { Some(now.low) };
        let Some(right) = more.and_then(|m| m.checked_div(before.low)).filter(|r| !near(*r, *said)) else {
            continue;
        };
        let right = right.round_dp_with_strategy(said.places.max(1), RoundingStrategy::MidpointAwayFromZero);
        let (said, right) = (said.low.normalize(), right.normalize());
        let (from, to) = (before.low.normalize(), now.low.normalize());
        let message = format!("写的是 {said}倍，从 {from} 到 {to} 算来是 {right}倍");
        out.push(Odd::of(first.at.clone(), message));
    }
}

/// 「答复率由92%提高到97%，提高5个百分点」: the difference of the two told last.
pub fn points(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    let mut told: Vec<(Is, Stated)> = Vec::new();
    for (i, p) in pieces.iter().enumerate() {
        let before = match i.checked_sub(1).and_then(|b| pieces.get(b)) {
            Some(PlainPiece::Words(w)) => w.as_str(),
            _ => "",
        };
        match p {
            PlainPiece::Percent(s, _) => told.push((is(before), *s)),
            PlainPiece::Words(_) | PlainPiece::Comma => {}
            PlainPiece::Points(by, at) => {
                let (now, then) = match told.as_slice() {
                    [.., (Is::Before, then), (Is::Now, now)] | [.., (Is::Now, now), (Is::Before, then)] => {
                        (now.low, then.low)
                    }
                    _ => continue,
                };
                let (up, down) = (holds(before, &words().plain.up), holds(before, &words().plain.down));
                let more = if up { now.checked_sub(then) } else { then.checked_sub(now) };
                // 「回访率提高3个百分点」 is told of something else.
                let plain = &words().plain;
                let of = plain.up.iter().chain(&plain.down).filter_map(|w| before.find(w.as_str())).min();
                if of.is_none_or(|i| before[..i].contains(['率', '度', '例', '比'])) {
                    continue;
                }
                let Some(right) = more.filter(|m| up != down && by.is_exact() && *m != by.low) else {
                    continue;
                };
                let (said, right) = (by.low.normalize(), right.normalize());
                let message = format!(
                    "写的是 {said}个百分点，从 {}% 到 {}% 算来是 {right}个百分点",
                    then.normalize(),
                    now.normalize()
                );
                out.push(Odd::of(at.clone(), message));
            }
            _ => told.clear(),
        }
    }
}

/// 「24场次（上年19场次），同比增长36.3%」: what stands in brackets of last year as if it stood beside.
fn open_brackets(pieces: &[PlainPiece]) -> Vec<PlainPiece> {
    let then =
        |p: Option<&PlainPiece>| matches!(p, Some(PlainPiece::Words(w)) if holds(w, &words().plain.then));
    let opens = |i: usize| {
        matches!(pieces.get(i), Some(PlainPiece::Open))
            && then(pieces.get(i.saturating_add(1)))
            && matches!(pieces.get(i.saturating_add(2)), Some(PlainPiece::Count(_)))
            && matches!(pieces.get(i.saturating_add(3)), Some(PlainPiece::Close))
    };
    let bracket = |i: usize| opens(i) || i.checked_sub(3).is_some_and(opens);
    let plain = |(i, p): (usize, &PlainPiece)| if bracket(i) { PlainPiece::Comma } else { p.clone() };
    pieces.iter().enumerate().map(plain).collect()
}

/// Differences that are not that of the two numbers before them: 「推送信息960篇，较上年的800篇增加160篇」,
/// 「账号由58个减至39个，减少19个」.
pub fn steps(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    let mut told: Vec<(Is, &Count, &str)> = Vec::new();
    for (i, p) in pieces.iter().enumerate() {
        match p {
            PlainPiece::Count(c) => {
                let before = match i.checked_sub(1).and_then(|b| pieces.get(b)) {
                    Some(PlainPiece::Words(w)) => w.as_str(),
                    _ => "",
                };
                // 「由45项扩充到60项，新增15项」
                let new = words().plain.begun.iter().any(|b| before == b)
                    && matches!(told.as_slice(), [.., (Is::Before, then, _), (Is::Now, now, _)] if now.stated.low > then.stated.low);
                told.push((if new { Is::By } else { is(before) }, c, before));
            }
            PlainPiece::Words(_) | PlainPiece::Comma => continue,
            _ => told.clear(),
        }
        let [.., a, b, (Is::By, by, verb)] = told.as_slice() else { continue };
        let ((now, then), of) = match (&a.0, &b.0) {
            (Is::Now, Is::Before) => ((a.1, b.1), a.2),
            (Is::Before, Is::Now) => ((b.1, a.1), a.2),
            _ => continue,
        };
        // 「其中微信公众号27个、微博6个、抖音等5个，比2023年末的45个减少7个」: of the whole.
        let told = |c: &Count| step(c, then, by, verb).is_none() && c.unit == now.unit && c.at != then.at;
        let of_another =
            pieces[..i].iter().any(|p| matches!(p, PlainPiece::Count(c) if c.at != by.at && told(c)));
        // 「自然人6件、社会公益组织1件，较上年的5件增加2件」: of the row.
        let of_row = pieces.iter().position(|p| matches!(p, PlainPiece::Count(c) if c.at == now.at));
        let of_row = of_row.and_then(|at| row_sum(pieces.get(..=at)?));
        let of_another = of_another
            || of_row.is_some_and(|n| {
                step(&Count { stated: Stated::exactly(n), ..now.clone() }, then, by, verb).is_none()
            });
        // 「新收申请由81件增至96件，增15件」: both stand there.
        let both = of.ends_with(['由', '从']);
        let sure = (both || !super::elsewhere::is_elsewhere(of)) && !of_another;
        out.extend(step(now, then, by, verb).filter(|_| sure));
    }
}

fn step(now: &Count, then: &Count, by: &Count, verb: &str) -> Option<Odd> {
    let alike = [now, then, by].iter().all(|c| c.unit == now.unit && c.stated.is_exact());
    let up = verb == "增" || holds(verb, &words().plain.up) || holds(verb, &words().plain.begun);
    let down = verb == "减" || holds(verb, &words().plain.down);
    if !alike || up == down {
        return None;
    }
    let (a, b, said) = (now.stated.low, then.stated.low, by.stated.low);
    let right = if up { a.checked_sub(b) } else { b.checked_sub(a) }?;
    let word = if up { "增加" } else { "减少" };
    let message = format!(
        "写的是{word} {}，从 {} 到 {} 算来是 {}",
        said.normalize(),
        b.normalize(),
        a.normalize(),
        right.normalize()
    );
    let from = now.at.start.min(then.at.start);
    (right != said).then_some(Odd::of(from..by.at.end, message))
}

/// The number then and the number now, told last before a percentage; the first of them as it stands.
fn numbers(before: &[PlainPiece], up: bool) -> Option<(&Count, Stated, Stated)> {
    let mut seen: Vec<(Is, &Count)> = Vec::new();
    let mut years: Vec<Option<u16>> = Vec::new();
    for (i, p) in before.iter().enumerate().rev() {
        match p {
            PlainPiece::Parts { .. }
            | PlainPiece::Semicolon
            | PlainPiece::Percent(..)
            | PlainPiece::Open
            | PlainPiece::Close => break,
            PlainPiece::Words(w) if super::elsewhere::is_elsewhere(w) => return None,
            PlainPiece::Count(c) => {
                let words = match i.checked_sub(1).and_then(|b| before.get(b)) {
                    Some(PlainPiece::Words(w)) => w.as_str(),
                    _ => "",
                };
                let said = is_then(words, seen.len());
                // 较上年的625条增加75条，增长12%: by how much says nothing more.
                if said == Is::Before && matches!(seen.as_slice(), [(Is::By, _)]) {
                    (seen, years) = (Vec::new(), Vec::new());
                }
                years.push(year_of(words));
                seen.push((said, c));
                if seen.len() == 2 {
                    break;
                }
            }
            _ => {}
        }
    }
    let [(later, a), (earlier, b)] = seen.as_slice() else { return None };
    let (a_is, b_is) = (a.stated, b.stated);
    let change =
        |low: Option<Decimal>, high: Option<Decimal>| Some(Stated { low: low?, high: high?, ..b_is });
    // 「2023年公开2218条，2024年公开2450条，增长10.5%」
    if let [Some(y), Some(x)] = years[..]
        && a.unit == b.unit
        && a.stated.is_exact() == b.stated.is_exact()
    {
        return match (x.checked_add(1) == Some(y), y.checked_add(1) == Some(x)) {
            (true, _) => Some((b, b_is, a_is)),
            (_, true) => Some((b, a_is, b_is)),
            _ => None,
        };
    }
    match (earlier, later) {
        _ if a.unit != b.unit => None,
        (Is::Now, Is::Before) => Some((b, a_is, b_is)),
        (Is::Before, Is::Now) => Some((b, b_is, a_is)),
        // 280条，比上年增加30条
        (Is::Now, Is::By) if up => {
            let then = change(b_is.low.checked_sub(a_is.high), b_is.high.checked_sub(a_is.low))?;
            Some((b, then, b_is))
        }
        (Is::Now, Is::By) => {
            let then = change(b_is.low.checked_add(a_is.low), b_is.high.checked_add(a_is.high))?;
            Some((b, then, b_is))
        }
        _ => None,
    }
}
