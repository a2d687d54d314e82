//! One number with the words before and behind it: what it says, and what follows may go on from.

use super::super::lex::{Kind, Token};
use super::super::mean::{Around, Meaning, Tier, is_subject};
use super::super::number::Stated;
use super::super::words::{Concept, Is, Set, Unit, words};
use super::lists::Item;
use super::{Claim, Last, Reader, Said, What, gather, is, other, telling};
use rust_decimal::Decimal;
use std::ops::Range;

impl<'a> Reader<'a> {
    /// One number with the words before and behind it.
    pub(super) fn number(&mut self, left: &[Token], number: &Token, right: &[Token]) {
        let Kind::Number { stated, unit } = number.kind else { return };
        let joined = left.iter().any(|t| t.kind == Kind::List || is(t) == Some(Is::And));
        let among = left.iter().rposition(|t| matches!(is(t), Some(Is::Among | Is::Split)));
        if let Some(i) = among {
            self.open(number.from, is(&left[i]) == Some(Is::Split));
        }
        let left = &left[among.map_or(0, |i| i + 1)..];
        let right = self.counted(right);
        let ((l, l_last), (r, r_last)) = (gather(left), gather(right));
        let tail = &left[l_last.map_or(0, |i| i + 1)..];
        // 部分公开67，占4.61%: a part among others needs no unit.
        let listed = !self.lists.is_empty()
            && tail.is_empty()
            && left.iter().any(|t| matches!(is(t), Some(Is::Group | Is::Row | Is::Column | Is::Outcome)));
        let bare = unit != Unit::None
            || listed
            || tail.iter().any(|t| {
                matches!(self.spelling(t), "为" | "是" | "数为" | "数量为" | "总数为" | "总量为" | "达")
            });
        let mut set = l.and(r);
        let mut clean = bare && !tail.iter().any(other) && !right.iter().any(other);
        if set.is_empty() && !self.pending.is_empty() {
            set = self.pending;
        } else if set.is_empty() {
            // 共300元: of what was spoken of.
            clean &= matches!(unit, Unit::Money(_)) || self.whole.is_some();
        }
        let from =
            l_last.and(left.iter().find(|t| is(t).is_some_and(telling))).map_or(number.from, |t| t.from);
        let to = r_last.map_or(number.to, |i| right[i].to);
        let at = (from..to, number.from..number.digits);
        let w = words();
        if matches!(unit, Unit::Percent | Unit::Times) || w.any(set, Is::Up) || w.any(set, Is::Down) {
            let out = self.scoped || w.any(set, Is::Out) || w.any(set, Is::Not);
            if !clean || out || right.iter().any(other) {
                return;
            }
            return match unit {
                Unit::Percent if w.any(set, Is::Up) == w.any(set, Is::Down) => self.share(left, stated, at),
                _ => self.change(set, stated, unit, at),
            };
        }
        let item = Item { stated, tier: Tier::Other, set, unit: self.unit(number), joined };
        // 比上年的20件, 占全部25件: what is compared with.
        if let Some(of) = [Is::Versus, Is::Share].into_iter().find(|i| clean && w.any(set, *i)) {
            let compared = if of == Is::Versus { &mut self.compared } else { &mut self.whole };
            *compared = Some(stated);
            return;
        }
        let each = left.iter().any(|t| is(t) == Some(Is::Each));
        let out = self.scoped || each || w.any(set, Is::Not) || w.any(set, Is::Versus);
        let carried = w.any(set, Is::Carry);
        let (past, next) = (w.any(set, Is::Last) && !carried, w.any(set, Is::Next) && !carried);
        if !clean || out || next {
            return self.unknown(item);
        }
        let nearest = l_last.and_then(|i| is(&left[i])).or(r_last.and_then(|i| is(&right[i])));
        let plain = !left.iter().chain(right).any(other);
        let example = left.iter().any(|t| is(t) == Some(Is::Like));
        let around = Around { example, ..self.around(set, nearest, plain) };
        if let Unit::Money(yuan) = unit {
            return self.money(set, stated, yuan, at);
        }
        match around.meaning().and_then(|m| self.within(m, set)) {
            Some(meaning) if past => {
                self.claims.push(Claim {
                    what: What::Earlier { meaning, stated },
                    range: at.0,
                    digits: at.1,
                });
                self.unknown(item);
            }
            Some(m) => self.understood(m, item, at),
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
        let of = self.lists.last().and_then(|l| l.whole.as_ref()).and_then(|w| w.meaning.as_ref());
        let Some(of) = of.filter(|_| !words().any(set, Is::Verb)) else { return Some(m) };
        let of_result = of.code == "N102";
        let single = |c: &Concept| c.single && c.of == of.sums;
        match m.tier {
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
        let (stated, tier) = (item.stated, meaning.tier);
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
        if let Some(l) = self.lists.last_mut() {
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
        if let Some(l) = self.lists.last_mut() {
            let tier = if tier == Tier::Channel { tier } else { Tier::Other };
            l.items.push(Item { tier, ..item });
        }
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
            let what = What::Number { meaning: fee_meaning(c), stated, said: Said::Number };
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
    Meaning { code: "N105", name, sums, column: None, tier: Tier::Other }
}

/// Half of the last digit behind the point, in 元.
fn half_step(places: u32, yuan: u32) -> Decimal {
    let ten = Decimal::from(10u64.saturating_pow(places.min(15)));
    Decimal::from(yuan) / ten / Decimal::from(2)
}
