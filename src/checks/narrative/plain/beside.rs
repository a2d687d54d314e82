//! Shares of the number that a sentence begins with, each beside its part.

use super::super::number::Stated;
use super::super::words::words;
use super::another_year::tells_of_last_year;
use super::lex::{Count, PlainPiece};
use super::percent::{per_cent, rounded};
use super::shares::{as_written, odd_share};
use super::{Odd, near};
use rust_decimal::Decimal;
use std::ops::Range;

/// Shares of the first number of a sentence, 「发布信息530条，公众号310条，占58.5%，公开栏140条，占26.4%」, with the places of
/// their percentages.
pub(super) struct SharesOfFirst<'a> {
    whole: &'a Count,
    shares: Vec<OneShare<'a>>,
}

/// A part, the place of its share, whether that is right, and what would be.
struct OneShare<'a> {
    at: usize,
    part: &'a Count,
    fits: bool,
    right: Decimal,
}

impl<'a> SharesOfFirst<'a> {
    /// Those of a sentence; found once for all its percentages.
    pub(super) fn of(pieces: &'a [PlainPiece]) -> Option<SharesOfFirst<'a>> {
        use PlainPiece::{Colon, Comma, Count, Open, Parts, Percent, Words};
        let whole = pieces.iter().find_map(|p| if let Count(c) = p { Some(c) } else { None })?;
        let share = |(at, w): (usize, &[PlainPiece])| match w {
            [Count(part), Comma, Words(said), Percent(s, _)] => {
                let now = !tells_of_last_year(pieces, at);
                let of_it = now && part.unit == whole.unit && part.stated.is_exact() && part.at != whole.at;
                let said = words().plain.shares.iter().any(|w| w == said);
                let right = per_cent(part.stated.low, whole.stated.low).filter(|_| of_it && said)?;
                Some((at, near(right, *s), right))
            }
            _ => None,
        };
        let found: Vec<_> = pieces.windows(4).enumerate().filter_map(share).collect();
        let told = |p: &PlainPiece| match p {
            Parts { .. } | Colon | Open => true,
            Words(w) => super::elsewhere::is_elsewhere(w),
            _ => false,
        };
        if found.is_empty() || !whole.stated.is_exact() || pieces.iter().any(told) {
            return None;
        }
        let shares = found.into_iter().filter_map(|(at, fits, right)| {
            let Some(Count(part)) = pieces.get(at) else { return None };
            Some(OneShare { at: at.saturating_add(3), part, fits, right })
        });
        Some(SharesOfFirst { whole, shares: shares.collect() })
    }

    /// Where the other shares are of that number, this one is, too.
    pub(super) fn odd(&self, i: usize, (stated, at): (Stated, &Range<usize>)) -> Option<Odd> {
        let wrong = self.shares.iter().find(|s| s.at == i && !s.fits)?;
        let (whole, part) = (self.whole, wrong.part);
        let (a, b, unit) = (whole.stated.low.normalize(), part.stated.low.normalize(), &part.unit);
        let as_written = as_written(wrong.right, stated);
        let right = rounded(wrong.right, stated.places.max(1)).normalize();
        let message = format!("{b}{unit}写的是占 {}%，按总数 {a} 算应为 {right}%", stated.low.normalize());
        let others = self.shares.iter().any(|s| s.fits);
        others.then(|| odd_share(whole.at.start, at, message, as_written))
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::zeros;
    use crate::report::{Part, Section};
    use std::time::{Duration, Instant};

    #[test]
    fn each_share_of_a_long_row_asked_for_all_the_words_again() {
        let words = "占1,".repeat(4000) + &"101%".repeat(4000);
        let r = zeros(2025).saying(Part::Before(Section::Overview), &words);
        let begun = Instant::now();
        r.findings("N106");
        // It took minutes; a busy machine takes its time, too.
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    }
}
