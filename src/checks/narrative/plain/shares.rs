//! 占: a part as a share of the whole that it was listed of.

use super::super::number::Stated;
use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::percent::{fits_a_hundred, per_cent, rounded};
use super::slip::rounded_to;
use super::{Odd, PlainParts, SumWalk, near};
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

impl<'p> PlainParts<'p> {
    /// What its parts are parts of, from the nearest on.
    pub(super) fn wholes(&self, whole: &'p Count) -> Vec<&'p Count> {
        std::iter::once(whole).chain(self.around.iter().copied()).collect()
    }
}

impl<'p> SumWalk<'p> {
    /// （占35%）
    pub(super) fn bracketed_share(
        &mut self,
        from: usize,
        close: usize,
        parts: &PlainParts<'p>,
        whole: &Count,
    ) -> usize {
        match &self.pieces[from..close] {
            [PlainPiece::Words(w), PlainPiece::Percent(share, at)] => {
                self.share((*share, at), w, parts, whole)
            }
            // 「网站450条（75%）、公众号100条（16.7%）」: a share, as another one is.
            [PlainPiece::Percent(share, at)] if self.beside_shares(whole) => {
                self.share((*share, at), "占", parts, whole)
            }
            _ => {}
        }
        close.saturating_add(1)
    }

    /// Whether a bare percentage in brackets is that of its number in the whole.
    fn beside_shares(&self, whole: &Count) -> bool {
        use PlainPiece::{Close, Count, Open, Percent};
        self.pieces.windows(4).any(|w| match w {
            [Count(part), Open, Percent(share, _), Close] => {
                let right = part.stated.low.checked_mul(Decimal::ONE_HUNDRED);
                right.and_then(|r| r.checked_div(whole.stated.low)).is_some_and(|r| near(r, *share))
            }
            _ => false,
        })
    }

    /// 占35% of the whole, said of the last part; of what that is a part of, too:
    /// 「公开信息900条，其中网站500条、公众号400条。其中图解120条占13.3%」.
    pub(super) fn share(
        &mut self,
        (share, at): (Stated, &Range<usize>),
        before: &str,
        parts: &PlainParts<'p>,
        whole: &Count,
    ) {
        // 「不予处理和其他占12.2%」 is told of those.
        let of_others = before.contains(['和', '及'])
            || words().plain.respectively.iter().any(|r| before.contains(r.as_str()))
            || words().plain.rest.iter().any(|r| before.starts_with(r.as_str()));
        let said = !of_others && words().plain.shares.iter().any(|s| before.ends_with(s.as_str()));
        // 「线上18件，线下7件，线上占72%」 names the part again.
        let shares = words().plain.shares.iter();
        let name =
            shares.filter_map(|s| before.strip_suffix(s.as_str())).min_by_key(|n| n.len()).unwrap_or("");
        let named = parts.all.iter().find(|p| !name.is_empty() && p.name.contains(name));
        let part = named.or(parts.all.last());
        if let Some(part) = part.filter(|_| said)
            && let Some(odd) = of_rounded(part.count, whole, (share, at))
        {
            self.out.push(odd);
            return;
        }
        let Some(part) = part.filter(|_| said && whole.stated.is_exact()) else { return };
        let per_cent = part.count.stated.low.checked_mul(Decimal::ONE_HUNDRED);
        let of = |whole: &Count| per_cent.and_then(|p| p.checked_div(whole.stated.low));
        let fits = |whole: &&Count| of(whole).is_some_and(|right| near(right, share));
        let Some(right) = of(whole).filter(|r| !fits_a_hundred(self.pieces, *r, share)) else { return };
        if part.count.stated.is_exact() && !near(right, share) && !parts.around.iter().any(fits) {
            let (unit, right) = (&whole.unit, as_written(right, share));
            let part_words = part.count.stated.low.normalize();
            let message = format!("{part_words}{unit}写的是占 {}%，按总数算应为 {right}%", share.low);
            let odd = odd_share(whole.at.start, at, message, right);
            // 「信息2000条，网站公开905条，其中政策561条，占28.2%」: of which, nobody knows.
            let greater = |p: &PlainPiece| matches!(p, PlainPiece::Count(c) if c.unit == whole.unit && c.at.end <= whole.at.start && c.stated.low > whole.stated.low);
            let unsure = self.pieces.iter().any(greater);
            self.out.push(Odd { right: odd.right.filter(|_| !unsure), ..odd });
        }
    }
}

/// A share that no numbers make which are rounded to these: 「办理2.6万次，其中远程办理1.9万次，占73.1%」.
fn of_rounded(part: &Count, whole: &Count, (share, at): (Stated, &Range<usize>)) -> Option<Odd> {
    let ((a, x), (b, y)) = (rounded_to(&whole.stated)?, rounded_to(&part.stated)?);
    let (x, y) = (x.checked_div(Decimal::TWO)?, y.checked_div(Decimal::TWO)?);
    let least = per_cent(b.checked_sub(y)?, a.checked_add(x)?)?;
    let most = per_cent(b.checked_add(y)?, a.checked_sub(x)?)?;
    let right = rounded(per_cent(b, a)?, share.places.max(1)).normalize();
    let (b, a, unit) = (b.normalize(), a.normalize(), &part.unit);
    let message = format!("{b}{unit}写的是占 {}%，按总数 {a} 算约为 {right}%", share.low.normalize());
    let fits = share.high >= least && share.low <= most;
    (!fits && part.unit == whole.unit).then_some(Odd::of(whole.at.start..at.end, message))
}

/// A share with as many decimals as it was written with.
pub(super) fn as_written(right: Decimal, said: Stated) -> String {
    let places = said.places as usize;
    let right = right.round_dp_with_strategy(said.places, RoundingStrategy::MidpointAwayFromZero);
    format!("{right:.places$}")
}

/// A share that is another: all from its whole to the percentage, and what belongs there.
pub(super) fn odd_share(from: usize, percent: &Range<usize>, message: String, right: String) -> Odd {
    Odd { right: Some((percent.clone(), right)), ..Odd::of(from..percent.end, message) }
}

/// 「12个股室中有9个建立了台账，占75%」
pub(super) fn among(pieces: &[PlainPiece], i: usize, (stated, at): (Stated, &Range<usize>)) -> Option<Odd> {
    use PlainPiece::{Comma, Count, Words};
    let (whole, of, part, said) = match pieces.get(..i)? {
        [.., Count(whole), Words(of), Count(part), Comma, Words(said)]
        | [.., Count(whole), Words(of), Count(part), Words(_), Comma, Words(said)] => (whole, of, part, said),
        _ => return None,
    };
    let inside = of.ends_with(['中', '里', '内']) || of.ends_with("中有");
    let told = words().plain.shares.iter().any(|s| s == said) && !super::is_elsewhere(of);
    if !inside || !told || whole.unit != part.unit || !part.stated.is_exact() || !whole.stated.is_exact() {
        return None;
    }
    let right = part.stated.low.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.stated.low)?;
    let message = format!(
        "{}{}写的是占 {}%，按总数 {} 算应为 {}%",
        part.stated.low.normalize(),
        part.unit,
        stated.low.normalize(),
        whole.stated.low.normalize(),
        right
            .round_dp_with_strategy(stated.places.max(1), RoundingStrategy::MidpointAwayFromZero)
            .normalize()
    );
    (!near(right, stated)).then(|| odd_share(whole.at.start, at, message, as_written(right, stated)))
}
