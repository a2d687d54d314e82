//! Percentages: a part as a share of a whole, more or less than last year.

use super::super::lex::Token;
use super::super::mean::{BASES, Subject, Tier, is_subject};
use super::super::number::Stated;
use super::super::words::{Is, Set, Unit, words};
use super::numbers::answered;
use super::{Claim, Part, Reader, What, gather, is};
use std::ops::Range;

impl Reader<'_> {
    /// 增长, 减少: more or less than last year.
    pub(super) fn change(&mut self, set: Set, by: Stated, unit: Unit, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let (up, down) = (w.any(set, Is::Up), w.any(set, Is::Down));
        let before = self.compared.take();
        if up == down || !self.versus {
            return;
        }
        let telling = w.only(set, |i| !matches!(i, Is::Share | Is::Versus | Is::Up | Is::Down | Is::Last));
        let own = w.only(telling, |i| !is_subject(i));
        let named = if own.is_empty() { None } else { self.around(telling, None, false).meaning() };
        let last = self
            .last
            .as_ref()
            .filter(|_| own.is_empty())
            .and_then(|l| Some((l.meaning.clone()?, Some(l.stated))));
        let subject = || self.around(telling, None, false).meaning().map(|m| (m.into(), None));
        let before_it = || self.grown.clone().filter(|_| own.is_empty());
        let of = named.map(|m| (m.into(), None)).or(last).or_else(subject).or_else(before_it);
        self.grown = of.clone();
        if let Some((meaning, now)) = of {
            let what = What::Change { meaning, by, unit, up, now, before };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    /// 占: of what is named before it, or of the last number; the words behind it may say of which whole.
    pub(super) fn share(&mut self, left: &[Token], percent: Stated, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let stated = self.whole.take();
        let share = left.iter().position(|t| is(t) == Some(Is::Share));
        let split = share.map_or(0, |i| i + 1);
        let (names, base) = (gather(&left[..share.unwrap_or(0)]).0, gather(&left[split..]).0);
        let result = [Is::Group, Is::Row].iter().any(|i| w.any(base, *i));
        let known = result || w.only(base, |i| !matches!(i, Is::Verb | Is::Request)).is_empty();
        if (share.is_none() && stated.is_none()) || !known {
            return;
        }
        // 与部分公开合计占…: of more than one number. 占比由…: of another time.
        let more = left.first().is_some_and(|t| is(t) == Some(Is::And));
        if !more && !left.iter().any(|t| matches!(is(t), Some(Is::From | Is::Each))) {
            self.share_of(names, percent, base, stated, at);
        }
    }

    /// A share of what is named, or of the last number.
    pub(super) fn share_of(
        &mut self,
        names: Set,
        percent: Stated,
        base: Set,
        stated: Option<Stated>,
        at: (Range<usize>, Range<usize>),
    ) {
        let Some((part, tier)) = self.part(names, percent) else { return };
        let (wholes, of) = match stated {
            Some(whole) => (vec![whole], Vec::new()),
            None => self.wholes(tier, base),
        };
        if !wholes.is_empty() || !of.is_empty() {
            let what = What::Share { part, percent, wholes, of };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    /// What is a share of something.
    fn part(&mut self, names: Set, percent: Stated) -> Option<(Part, Tier)> {
        if names.is_empty() {
            let last = self
                .last
                .as_ref()
                .filter(|l| l.stated.is_exact() && !matches!(l.tier, Tier::Case | Tier::Other))?;
            return Some((Part::Stated(last.stated), last.tier));
        }
        let channel = words().any(names, Is::Channel);
        let meaning = self.around(names, None, true).meaning();
        let tier = if channel { Tier::Channel } else { meaning.as_ref()?.tier };
        let list = self.lists.last_mut();
        let of_base =
            list.as_ref().is_none_or(|l| l.whole.as_ref().is_none_or(|w| matches!(w.tier, Tier::Base(_))));
        if let Some(l) = list {
            l.shares.push((tier, percent));
        }
        meaning.filter(|m| of_base && m.subject == Subject::Results).map(|m| (Part::Table(m), tier))
    }

    /// The wholes that a part of a kind may be a share of: numbers stated before, and sums of the table.
    fn wholes(&self, tier: Tier, base: Set) -> (Vec<Stated>, Vec<String>) {
        let w = words();
        let stated = |keep: &dyn Fn(Tier) -> bool| -> Vec<Stated> {
            self.bases.iter().filter(|b| keep(b.1)).map(|b| b.0).collect()
        };
        match tier {
            Tier::Outcome => (stated(&|_| true), Vec::new()),
            Tier::Base(_) => {
                let earlier = stated(&|t| t != Tier::Case);
                (earlier[..earlier.len().saturating_sub(1)].to_vec(), Vec::new())
            }
            // 占不予处理总数的
            _ if w.any(base, Is::Group) || w.any(base, Is::Row) => {
                let meaning = self.around(base, None, true).meaning().filter(|m| m.column.is_none());
                (Vec::new(), meaning.map(|m| m.sums).unwrap_or_default())
            }
            _ => match w.of_kind(base, Is::Verb).next() {
                Some(v) if answered(v) => (stated(&|t| t == Tier::Base(true)), v.of[..1].to_vec()),
                Some(v) => (stated(&|t| t == Tier::Base(false)), v.of.clone()),
                // A sentence that names a base keeps to it, or to what was answered.
                None => {
                    let mut stated = stated(&|t| t != Tier::Case);
                    // 不予公开3件，其中内部事务2件，占66.7%
                    let result = self.lists.last().and_then(|l| l.whole.as_ref());
                    stated.extend(result.filter(|w| w.tier == Tier::Group).map(|w| w.stated));
                    let of = if stated.is_empty() { &BASES[..] } else { &BASES[..1] };
                    (stated, of.iter().map(|s| s.to_string()).collect())
                }
            },
        }
    }
}
