//! Percentages: a part as a share of a whole, more or less than last year.

use super::super::mean::{Tier, is_subject};
use super::super::number::Stated;
use super::super::words::{Is, Set, Unit, words};
use super::{Claim, Reader, What};
use std::ops::Range;

impl Reader<'_> {
    /// Percentages and changes.
    pub(super) fn relative(
        &mut self,
        set: Set,
        clean: bool,
        stated: Stated,
        unit: Unit,
        at: (Range<usize>, Range<usize>),
    ) {
        let w = words();
        if self.scoped || !clean || w.any(set, Is::Out) || w.any(set, Is::Not) {
            return;
        }
        let (up, down) = (w.any(set, Is::Up), w.any(set, Is::Down));
        let telling = w.only(set, |i| !matches!(i, Is::Share | Is::Versus | Is::Up | Is::Down | Is::Last));
        if up != down && self.versus {
            let own = w.only(telling, |i| !is_subject(i));
            let named = if own.is_empty() { None } else { self.around(telling, None, false).meaning() };
            let before = self
                .last
                .as_ref()
                .filter(|_| own.is_empty())
                .and_then(|l| Some((l.meaning.clone()?, Some(l.stated))));
            let subject = || self.around(telling, None, false).meaning().map(|m| (m, None));
            let of = named.map(|m| (m, None)).or(before).or_else(subject);
            if let Some((meaning, now)) = of {
                let what = What::Change { meaning, by: stated, unit, up, now };
                self.claims.push(Claim { what, range: at.0, digits: at.1 });
            }
            return;
        }
        let share = unit == Unit::Percent && w.any(set, Is::Share) && telling.is_empty();
        let part = self.last.as_ref().filter(|l| {
            l.meaning.is_some() && !matches!(l.tier, Tier::Base(_) | Tier::Case | Tier::Outcome | Tier::Other)
        });
        if let (true, Some(l)) = (share, part)
            && l.stated.is_exact()
        {
            let what = What::Share { part: l.stated, percent: stated, wholes: self.bases.clone() };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }
}
