//! One number with the words before and behind it: what it says, and what follows may go on from.

use super::super::lex::{Kind, Token};
use super::super::mean::{Around, Meaning, Subject, Tier, is_subject};
use super::super::number::Stated;
use super::super::words::{Concept, Is, Set, Unit, words};
use super::lists::Item;
use super::{Claim, Last, Reader, Said, What, gather, is, other, telling};
use rust_decimal::Decimal;
use std::ops::Range;
use std::rc::Rc;

/// A number with the words before and behind it.
struct Phrase<'t> {
    left: &'t [Token],
    right: &'t [Token],
    /// What they name.
    set: Set,
    /// Nothing next to the number is left unexplained.
    clean: bool,
    /// The concept next to the number.
    nearest: Option<Is>,
    /// Bytes of all of it, and of the digits.
    at: (Range<usize>, Range<usize>),
}

impl Phrase<'_> {
    fn has(&self, is: Is) -> bool {
        words().any(self.set, is)
    }
    /// Whether a piece before the number does this.
    fn before(&self, i: Is) -> bool {
        self.left.iter().any(|t| is(t) == Some(i))
    }
}

impl<'a> Reader<'a> {
    /// One number with the words before and behind it.
    pub(super) fn number(&mut self, left: &[Token], number: &Token, right: &[Token]) {
        let Kind::Number { stated, unit } = number.kind else { return };
        let joined = left.iter().any(|t| t.kind == Kind::List || is(t) == Some(Is::And));
        let among = left.iter().rposition(|t| matches!(is(t), Some(Is::Among | Is::Split)));
        if let Some(i) = among {
            self.open(number.from, is(&left[i]) == Some(Is::Split));
        }
        let p = self.phrase(&left[among.map_or(0, |i| i + 1)..], number, unit, self.counted(right));
        let turned = p.has(Is::Up) || p.has(Is::Down);
        if turned || matches!(unit, Unit::Percent | Unit::Times) {
            let out = self.scoped || p.has(Is::Out) || p.has(Is::Not);
            return match unit {
                // 分别增长: of which, is not said here.
                _ if !p.clean || out || p.before(Is::Each) => {}
                Unit::Percent if p.has(Is::Up) == p.has(Is::Down) => self.share(p.left, stated, p.at),
                _ => self.change(p.set, stated, unit, p.at),
            };
        }
        // 比上年的20件, 占全部25件: what is compared with.
        if p.clean && p.has(Is::Versus) {
            self.compared = Some(stated);
        } else if p.clean && p.has(Is::Share) {
            self.whole = Some(stated);
        } else {
            // 网络和信函合计22件: told before, one by one.
            let again = p.before(Is::And) && p.before(Is::Total);
            let spelled = self.unit(number);
            let item = Item { stated, tier: Tier::Other, set: p.set, unit: spelled, joined, again };
            self.count(p, unit, item);
        }
    }

    fn phrase<'t>(&self, left: &'t [Token], number: &Token, unit: Unit, right: &'t [Token]) -> Phrase<'t> {
        let ((l, l_last), (r, r_last)) = (gather(left), gather(right));
        let tail = &left[l_last.map_or(0, |i| i + 1)..];
        // 部分公开67，占4.61%: a part among others needs no unit.
        let part = |t: &Token| matches!(is(t), Some(Is::Group | Is::Row | Is::Column | Is::Outcome));
        let listed = !self.lists.is_empty() && tail.is_empty() && left.iter().any(part);
        let equals = |t: &Token| {
            matches!(self.spelling(t), "为" | "是" | "数为" | "数量为" | "总数为" | "总量为" | "达")
        };
        let bare = unit != Unit::None || listed || tail.iter().any(equals);
        let mut set = l.and(r);
        let mut clean = bare && !tail.iter().any(other) && !right.iter().any(other);
        if set.is_empty() && !self.pending.is_empty() {
            set = self.pending;
        } else if set.is_empty() {
            // 共300元: of what was spoken of.
            clean &= matches!(unit, Unit::Money(_)) || self.whole.is_some();
        }
        let first = left.iter().find(|t| is(t).is_some_and(telling)).filter(|_| l_last.is_some());
        let from = first.map_or(number.from, |t| t.from);
        let to = r_last.map_or(number.to, |i| right[i].to);
        let nearest = l_last.and_then(|i| is(&left[i])).or(r_last.and_then(|i| is(&right[i])));
        Phrase { left, right, set, clean, nearest, at: (from..to, number.from..number.digits) }
    }

    /// A number of something.
    fn count(&mut self, p: Phrase<'_>, unit: Unit, item: Item<'a>) {
        let out = self.scoped || [Is::Not, Is::Versus].iter().any(|i| p.has(*i)) || p.before(Is::Each);
        let other_year = |is: Is| p.has(is) && !p.has(Is::Carry);
        let past = other_year(Is::Last);
        // 上年受理、本年答复的
        let both = past && p.before(Is::This);
        if !p.clean || out || other_year(Is::Next) || both {
            return self.unknown(item);
        }
        if let Unit::Money(yuan) = unit {
            return self.money(p.set, item.stated, yuan, p.at);
        }
        let plain = !p.left.iter().chain(p.right).any(other);
        let around = Around { example: p.before(Is::Like), ..self.around(p.set, p.nearest, plain) };
        match around.meaning().and_then(|m| self.within(m, p.set)) {
            Some(meaning) if past => {
                let what = What::Earlier { meaning, stated: item.stated };
                self.claims.push(Claim { what, range: p.at.0, digits: p.at.1 });
                self.unknown(item);
            }
            Some(m) => self.understood(m, item, p.at),
            None => self.unknown(item),
        }
    }

    /// What is counted, of the words behind a number: 8份关于…的申请 may say what about.
    fn counted<'t>(&self, right: &'t [Token]) -> &'t [Token] {
        let of = |i: &usize| {
            *i > 0 && is(&right[*i]) == Some(Is::Request) && self.spelling(&right[i - 1]).ends_with('的')
        };
        (0..right.len()).rev().find(of).map_or(right, |i| &right[i..])
    }

    /// What a part of the whole means: applicants listed of a result are those of that result, and what is one
    /// row has no rows as parts.
    fn within(&self, m: Meaning, set: Set) -> Option<Meaning> {
        let of = self.lists.last().and_then(|l| l.whole.as_ref()).and_then(|w| w.meaning.as_deref());
        let Some(of) = of else { return Some(m) };
        if words().any(set, Is::Verb) && m.tier != of.tier {
            return Some(m);
        }
        let of_result = of.subject == Subject::Results;
        let single = |c: &Concept| c.single && c.of == of.sums;
        match m.tier {
            // 答复27件，其中按时答复22件
            tier if tier == of.tier && matches!(tier, Tier::Base(_)) && m.sums.len() > 1 => None,
            Tier::Row if of_result && words().concepts.iter().any(single) => None,
            Tier::Column if of_result => {
                let name = format!("{}的{}", of.name, m.name);
                Some(Meaning { column: m.column, tier: Tier::Column, name, ..of.clone() })
            }
            Tier::Column if matches!(of.tier, Tier::Base(_)) => Some(Meaning { sums: of.sums.clone(), ..m }),
            _ => Some(m),
        }
    }

    pub(super) fn understood(&mut self, meaning: Meaning, item: Item<'a>, at: (Range<usize>, Range<usize>)) {
        let (stated, tier, meaning) = (item.stated, meaning.tier, Rc::new(meaning));
        if let Tier::Base(_) = tier {
            // A new base ends what was listed of the one before.
            while let Some(l) = self.lists.pop() {
                self.close(&l);
            }
            self.base = Some((stated, tier));
        }
        if matches!(tier, Tier::Base(_) | Tier::Case) {
            self.bases.push((stated, tier));
        }
        if let Some(l) = self.lists.last_mut().filter(|_| !item.again) {
            l.items.push(Item { tier, ..item });
        }
        self.last = Some(Last { stated, meaning: Some(meaning.clone()), tier, unit: item.unit });
        let what = What::Number { meaning, stated, said: Said::Number };
        self.claims.push(Claim { what, range: at.0, digits: at.1 });
    }

    /// A number of something else; ways of asking still are parts of a whole.
    pub(super) fn unknown(&mut self, item: Item<'a>) {
        let w = words();
        let alone = |is: Is| {
            w.any(item.set, is) && w.only(item.set, |i| !matches!(i, Is::Verb | Is::Case)).is_empty()
        };
        // 答复30件, of what is not said, 审结的62件行政复议: its parts will say.
        let tier = if w.any(item.set, Is::Channel) {
            Tier::Channel
        } else if alone(Is::Case) {
            Tier::Case
        } else if alone(Is::Verb) {
            Tier::Base(w.of_kind(item.set, Is::Verb).next().is_some_and(answered))
        } else {
            Tier::Other
        };
        if let Some(l) = self.lists.last_mut().filter(|_| !item.again) {
            let tier = if tier == Tier::Channel { tier } else { Tier::Other };
            l.items.push(Item { tier, ..item });
        }
        self.grown = None;
        if matches!(tier, Tier::Base(_) | Tier::Case) {
            self.bases.push((item.stated, tier));
        }
        let last = Last { stated: item.stated, meaning: None, tier, unit: item.unit };
        self.last = (tier != Tier::Other).then_some(last);
    }

    pub(super) fn money(&mut self, set: Set, stated: Stated, yuan: u32, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let set = if w.only(set, is_subject).is_empty() { set.and(self.topic) } else { set };
        let Some(value) = stated.times(yuan) else { return };
        if w.any(set, Is::HandlingFee) {
            self.claims.push(Claim { what: What::HandlingFee { yuan: value }, range: at.0, digits: at.1 });
        } else if let Some(c) = w.of_kind(set, Is::Fee).next().filter(|_| !w.any(set, Is::Out)) {
            // Tables speak of 万元; what is stated in it was rounded to its last digit.
            let half = if yuan > 1 { half_step(stated.places, yuan) } else { Decimal::ZERO };
            let stated = Stated { low: value.low - half, high: value.high + half, ..value };
            let what = What::Number { meaning: fee_meaning(c).into(), stated, said: Said::Number };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
        self.last = None;
    }
}

/// Whether a verb says that requests were done with.
pub(super) fn answered(verb: &Concept) -> bool {
    verb.of.first().is_some_and(|o| o.starts_with("ResultTotal"))
}

pub(super) fn fee_meaning(c: &Concept) -> Meaning {
    let (name, sums) = (c.name.clone(), c.of.clone());
    Meaning { subject: Subject::Disclosure, name, sums, column: None, tier: Tier::Other }
}

/// Half of the last digit behind the point, in 元.
fn half_step(places: u32, yuan: u32) -> Decimal {
    let ten = Decimal::from(10u64.saturating_pow(places.min(15)));
    Decimal::from(yuan) / ten / Decimal::from(2)
}
