//! 其中: the parts of a whole, gathered as they are listed and added up at the end.

use super::super::lex::STOPS;
use super::super::meaning::{ClaimMeaning, Tier};
use super::super::number::Stated;
use super::super::who::others;
use super::super::words::{Class, RequestStep, Set, words};
use super::{Claim, Claimed, Last, SentenceReader};
use crate::form::Form;
use crate::report::value::total;
use rust_decimal::Decimal;

/// A number among others.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListedNumber<'a> {
    pub(super) stated: Stated,
    pub(super) tier: Tier,
    pub(super) set: Set,
    /// As it is written.
    pub(super) unit: &'a str,
    /// 、 or 和 stands before.
    pub(super) joined: bool,
    /// Other numbers together, told before.
    pub(super) again: bool,
}

/// A part that is told by its share alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListedShare {
    pub(super) tier: Tier,
    pub(super) set: Set,
    pub(super) percent: Stated,
}

/// 其中: parts of a whole being listed.
#[derive(Clone, Debug)]
pub(super) struct List<'a> {
    pub(super) whole: Option<Last<'a>>,
    pub(super) items: Vec<ListedNumber<'a>>,
    pub(super) shares: Vec<ListedShare>,
    /// 按…分: nothing else is left of the whole.
    split: bool,
    /// No word began it: ways of asking right behind what was received.
    bare: bool,
    /// What was spoken of before.
    pub(super) topic: Set,
    from: usize,
    /// The numbers told before, each of which may be the whole instead.
    told: Vec<Stated>,
}

/// Most numbers that a sentence goes back to.
const MOST_BASES: usize = 32;

impl<'a> SentenceReader<'a> {
    /// Any number.
    pub(super) fn see(&mut self, stated: Stated) {
        if self.seen.len() < MOST_BASES {
            self.seen.push(stated);
        }
    }
    /// A number that others may be parts of.
    pub(super) fn remember(&mut self, base: (Stated, Tier)) {
        if self.bases.len() >= MOST_BASES {
            self.bases.remove(0);
        }
        self.bases.push(base);
    }
    /// A number of something else; ways of asking still are parts of a whole: 「25件申请中，涉及土地征收12件」.
    pub(super) fn unknown(&mut self, item: ListedNumber<'a>) {
        let w = words();
        let alone = |is: Class| {
            w.any(item.set, is)
                && w.only(item.set, |i| !matches!(i, Class::Handling | Class::Case)).is_empty()
        };
        // 答复30件, of what is not said, 审结的62件行政复议: its parts will say.
        let tier = if w.any(item.set, Class::WayOfAsking) {
            Tier::WayOfAsking
        } else if alone(Class::Case) {
            Tier::Case
        } else if alone(Class::Handling) {
            Tier::Base(
                w.of_kind(item.set, Class::Handling).next().is_some_and(|v| v.is_step(RequestStep::Answered)),
            )
        } else {
            Tier::Other
        };
        // 「新收申请25件，线上21件、线下4件」 needs no 其中.
        let of_new = self.last.as_ref().is_some_and(|l| l.tier == Tier::Base(false) && l.meaning.is_some());
        let ways = |i: Class| matches!(i, Class::WayOfAsking | Class::Request | Class::Handling);
        let of_new = of_new && w.only(item.set, ways) == item.set;
        if tier == Tier::WayOfAsking && self.lists.is_empty() && of_new && self.depth == 0 {
            self.open(self.claims.last().map_or(0, |c| c.range.end), false);
            self.lists.iter_mut().for_each(|l| l.bare = true);
        }
        self.end_bare(tier);
        if let Some(l) = self.lists.last_mut().filter(|_| !item.again) {
            let tier = if tier == Tier::WayOfAsking { tier } else { Tier::Other };
            l.items.push(ListedNumber { tier, ..item });
        }
        (self.grown, self.row, self.shared) = (None, None, Set::default());
        let of_base =
            self.lists.last().and_then(|l| l.whole.as_ref()).is_some_and(|w| matches!(w.tier, Tier::Base(_)));
        self.part = Some(item.stated).filter(|_| of_base && tier == Tier::Other && !item.again);
        self.see(item.stated);
        if matches!(tier, Tier::Base(_) | Tier::Case) {
            self.remember((item.stated, tier));
        }
        let last = Last { stated: item.stated, meaning: None, tier, unit: item.unit };
        self.last = (tier != Tier::Other).then_some(last);
    }

    /// Anything else ends a list that no word began.
    pub(super) fn end_bare(&mut self, tier: Tier) {
        if let Some(l) = self.lists.pop_if(|l| l.bare && tier != Tier::WayOfAsking) {
            self.close(&l);
        }
    }

    /// What stands behind a semicolon, or 尚有 behind a comma, ends a list whose parts are the whole already:
    /// 「不予公开10件，其中第三方权益6件、内部事务4件；信访举报投诉类5件」.
    pub(super) fn end_full(&mut self, at: usize) {
        let before = self.text.get(..at).unwrap_or("");
        let clause = before.rsplit(STOPS).next().unwrap_or(before);
        let stop = before.strip_suffix(clause).unwrap_or("");
        let anew = stop.ends_with(['；', ';']) || clause.starts_with(['尚', '另', '还']);
        if let Some(l) = self.lists.pop_if(|l| anew && l.is_full()) {
            self.close(&l);
        }
    }

    /// 其中 begins a list of the last number's parts: 「收到申请25件，其中线上18件」.
    pub(super) fn open(&mut self, from: usize, split: bool) {
        let base = self.base.map(|(stated, tier)| Last { stated, meaning: None, tier, unit: "" });
        let whole = self.last.clone().or(base);
        let of = |w: &Option<Last>| w.as_ref().map(|w| (w.stated, w.tier));
        match self.lists.last_mut() {
            Some(l) if l.items.is_empty() && of(&l.whole) == of(&whole) => l.split |= split,
            _ => self.lists.push(List {
                whole,
                items: Vec::new(),
                shares: Vec::new(),
                split,
                bare: false,
                topic: self.topic,
                from,
                told: self.seen.clone(),
            }),
        }
    }

    /// Adds up what was listed, kind by kind.
    pub(super) fn close(&mut self, list: &List<'a>) {
        let tiers = [
            Tier::Applicant,
            Tier::WayOfAsking,
            Tier::Group,
            Tier::Case,
            Tier::Outcome,
            Tier::Result,
            Tier::Other,
        ];
        let range = list.from..list.from;
        let sums =
            tiers.iter().flat_map(|t| [list.added_up(*t, self.form), shared_out(&list.shares, *t)]).flatten();
        // 「新收申请25件，连同结转共受理30件。其中，信函14件、邮件11件」: of the other one.
        let of_another = |p: &Claimed| matches!(p, Claimed::Parts { sum, whole, .. } if whole.low != *sum && list.told.iter().any(|n| n.is_exact() && n.low == *sum));
        // 「行政复议案件6件和行政诉讼案件3件，其中复议维持6件，诉讼维持3件」: of both.
        let of_both = |p: &Claimed| {
            let mut all = Decimal::ZERO;
            let joined = list.told.iter().rev().take(3).map(|n| {
                all = all.saturating_add(n.low);
                all
            });
            let joined: Vec<Decimal> = joined.skip(1).collect();
            matches!(p, Claimed::Parts { sum, of: Tier::Case, .. } if joined.contains(sum))
        };
        // 「不予处理12件；其他处理7件；余为无法提供」: the rest has no number.
        let untold = self.leaves_rest(list.from);
        let short = |p: &Claimed| matches!(p, Claimed::Parts { sum, whole, .. } if *sum < whole.low);
        let sums = sums.chain(list.with_unknown());
        let sums = sums.filter(|p| !(of_another(p) || of_both(p) || untold && short(p)));
        self.claims.extend(sums.map(|what| Claim { what, range: range.clone(), digits: range.clone() }));
    }
}

impl SentenceReader<'_> {
    /// Whether from here on what remains is named, and no number of it.
    fn leaves_rest(&self, from: usize) -> bool {
        let rest = |c: &str| {
            c.starts_with('余')
                || words().plain.rest.iter().any(|r| r.starts_with('其') && c.starts_with(r.as_str()))
        };
        let mut clauses = self.text.get(from..).unwrap_or("").split(STOPS);
        // 「其余工作正常开展」 is no rest of them.
        let said = |c: &str| c.contains(['为', '是', '系', '均', '由']);
        clauses.any(|c| rest(c) && said(c) && !c.contains(|c: char| c.is_ascii_digit()))
    }
}

impl List<'_> {
    /// What is being listed, as far as it is understood; results, where nothing is yet: 「办结27件，其中公开12件」.
    pub(super) fn kind(&self) -> Tier {
        let known = self.items.iter().rev().map(|i| i.tier).find(|t| *t != Tier::Other);
        known.unwrap_or(if self.items.is_empty() { Tier::Group } else { Tier::Other })
    }

    /// Whether at least two parts of one kind are the whole already.
    fn is_full(&self) -> bool {
        let of = |tier: Tier| {
            let same = || self.items.iter().filter(move |i| i.tier == tier && i.stated.is_exact());
            total(same().map(|i| Some(i.stated.low))).filter(|_| same().count() > 1)
        };
        let whole = self.whole.as_ref().map(|w| w.stated);
        whole.is_some_and(|w| self.items.iter().any(|i| of(i.tier) == Some(w.low)))
    }

    /// Whether its whole are cases, and these are none of them.
    pub(super) fn is_of_others(&self, cases: &ClaimMeaning) -> bool {
        let whole = self.whole.as_ref().filter(|w| w.tier == Tier::Case).and_then(|w| w.meaning.as_ref());
        let terms = |m: &ClaimMeaning| m.sums.first().map(|s| s.plus.clone()).unwrap_or_default();
        whole.is_some_and(|w| {
            let all = terms(w);
            terms(cases).iter().any(|t| !all.contains(t))
        })
    }

    /// The parts of one kind against the whole: 「收到申请25件，其中网络申请12件，信函申请10件」 are too few; not where they
    /// are parts of another one, 「共公开解读材料12件」.
    fn added_up(&self, tier: Tier, form: &'static Form) -> Option<Claimed> {
        let of = self.whole.as_ref().filter(|w| w.stated.is_exact())?;
        let items: Vec<&ListedNumber<'_>> = self.items.iter().filter(|i| i.tier == tier).collect();
        let foreign = self.items.iter().any(|i| i.tier == Tier::Other);
        let alike = || {
            items.len() == self.items.len()
                && items.iter().all(|i| i.unit == of.unit)
                && items.iter().skip(1).all(|i| i.joined)
        };
        let fits = match tier {
            Tier::Outcome | Tier::Case => of.tier == Tier::Case && !foreign,
            Tier::Result => of.tier == Tier::Group && !foreign,
            Tier::Group => matches!(of.tier, Tier::Base(_)),
            Tier::Other => alike(),
            _ => matches!(of.tier, Tier::Base(_)) && !foreign,
        };
        if items.len() < 2 || !fits || items.iter().any(|i| !i.stated.is_exact()) {
            return None;
        }
        let complete = match tier {
            Tier::Applicant => all_applicants(&items, form),
            Tier::WayOfAsking => true,
            Tier::Group => items.len() >= 5 && of.tier == Tier::Base(true) && !foreign,
            _ => self.split,
        };
        let sum = total(items.iter().map(|i| Some(i.stated.low)))?;
        Some(Claimed::Parts { whole: of.stated, of: of.tier, sum, tier, complete })
    }

    /// Who asked, told in one row with some that no word names: 「18件新收申请，其中个人14件、企业3件、律所2件」 are too many.
    fn with_unknown(&self) -> Option<Claimed> {
        let of = self.whole.as_ref().filter(|w| w.stated.is_exact() && matches!(w.tier, Tier::Base(_)))?;
        let unknown = |i: &&ListedNumber<'_>| i.tier == Tier::Other && i.set.is_empty();
        let row = self.items.iter().skip(1).all(|i| i.joined)
            && self.items.iter().all(|i| i.unit == of.unit && i.stated.is_exact())
            && self.items.iter().all(|i| i.tier == Tier::Applicant || unknown(&i));
        let some =
            self.items.iter().any(|i| i.tier == Tier::Applicant) && self.items.iter().any(|i| unknown(&i));
        let sum = total(self.items.iter().map(|i| Some(i.stated.low)))?;
        let tier = Tier::Applicant;
        (row && some).then_some(Claimed::Parts { whole: of.stated, of: of.tier, sum, tier, complete: false })
    }
}

/// Shares of one kind make no more than a hundred, each perhaps rounded up: 「自然人申请约占八成，法人或其他组织约占两成」.
/// Who is named twice is a part of two wholes.
pub(super) fn shared_out(shares: &[ListedShare], tier: Tier) -> Option<Claimed> {
    let shares: Vec<&ListedShare> = shares.iter().filter(|s| s.tier == tier).collect();
    let sum = total(shares.iter().map(|s| Some(s.percent.low)))?;
    let hundred = Stated { high: Decimal::from(101), ..Stated::exactly(Decimal::from(100)) };
    let what = Claimed::Parts { whole: hundred, of: tier, sum, tier, complete: false };
    let once =
        |(i, s): (usize, &&ListedShare)| shares.iter().skip(i.saturating_add(1)).all(|o| o.set != s.set);
    let distinct = tier != Tier::Applicant || shares.iter().enumerate().all(once);
    let exact = shares.iter().all(|s| s.percent.is_exact());
    (shares.len() > 1 && exact && distinct).then_some(what)
}

/// Whether the applicants named are all there are: 「自然人申请20件，法人和其他组织申请5件」, not 「已办结的申请中，自然人20件」.
fn all_applicants(items: &[&ListedNumber<'_>], form: &'static Form) -> bool {
    let named = items.iter().flat_map(|i| words().of_kind(i.set, Class::Applicant));
    others(form, named.flat_map(|c| &c.columns)).is_empty()
}
