//! 其中: the parts of a whole, gathered as they are listed and added up at the end.

use super::super::mean::{Meaning, Tier};
use super::super::number::Stated;
use super::super::words::{Is, Set, words};
use super::{Claim, Reader, What};
use rust_decimal::Decimal;

/// 其中: parts of a whole being listed.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) whole: Option<(Stated, Tier)>,
    /// What the whole is, where it was understood.
    pub(super) meaning: Option<Meaning>,
    pub(super) parts: Vec<(Stated, Tier, Set)>,
    pub(super) from: usize,
}

impl Reader<'_> {
    pub(super) fn open(&mut self, from: usize) {
        let whole = self.last.as_ref().map(|l| (l.stated, l.tier)).or(self.base);
        if let Some(l) = self.lists.last()
            && l.parts.is_empty()
            && l.whole == whole
        {
            return;
        }
        let meaning = self.last.as_ref().and_then(|l| l.meaning.clone());
        self.lists.push(List { whole, meaning, parts: Vec::new(), from });
    }

    /// Adds up what was listed, kind by kind.
    pub(super) fn close(&mut self, list: List) {
        let Some((whole, of)) = list.whole.filter(|(w, _)| w.is_exact()) else { return };
        let w = words();
        for tier in [Tier::Column, Tier::Channel, Tier::Group, Tier::Outcome, Tier::Row] {
            let parts: Vec<&(Stated, Tier, Set)> = list.parts.iter().filter(|p| p.1 == tier).collect();
            let fits = match (tier, of) {
                (Tier::Outcome, o) => o == Tier::Case,
                (Tier::Row, o) => o == Tier::Group,
                (_, o) => matches!(o, Tier::Base(_)),
            };
            if parts.len() < 2
                || !fits
                || parts.iter().any(|p| !p.0.is_exact())
                || list.parts.iter().any(|p| p.1 == Tier::Other && tier != Tier::Group)
            {
                continue;
            }
            let sum: Decimal = parts.iter().map(|p| p.0.low).sum();
            let names = |i: Is| {
                parts.iter().flat_map(|p| w.of_kind(p.2, i)).map(|c| c.of.join("")).collect::<Vec<_>>()
            };
            let complete = match tier {
                Tier::Column => {
                    names(Is::Column).iter().any(|o| o.contains("natural"))
                        && names(Is::Column).iter().any(|o| o.contains(" + "))
                }
                Tier::Channel => true,
                Tier::Group => parts.len() >= 5 && of == Tier::Base(true),
                _ => false,
            };
            let end = list.from;
            let what = What::Parts { whole, of, sum, tier, complete };
            self.claims.push(Claim { what, range: list.from..end, digits: end..end });
        }
    }
}
