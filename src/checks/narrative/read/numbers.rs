//! One number with the words before and behind it: what it says, and what follows may go on from.

use super::super::lex::{Kind, Token};
use super::super::mean::{Around, Meaning, Tier, is_subject};
use super::super::number::Stated;
use super::super::words::{Concept, Is, Set, Unit, words};
use super::{Claim, Last, Reader, Said, What, gather, is, other, telling};
use rust_decimal::Decimal;
use std::ops::Range;

impl Reader<'_> {
    /// One number with the words before and behind it.
    pub(super) fn number(&mut self, left: &[Token], number: &Token, right: &[Token]) {
        let Kind::Number { stated, unit } = number.kind else { return };
        let among = left.iter().rposition(|t| is(t) == Some(Is::Among));
        if among.is_some() {
            self.open(number.from);
        }
        let left = &left[among.map_or(0, |i| i + 1)..];
        let ((l, l_last), (r, r_last)) = (gather(left), gather(right));
        let tail = &left[l_last.map_or(0, |i| i + 1)..];
        let bare = unit != Unit::None
            || tail.iter().any(|t| {
                matches!(self.spelling(t), "为" | "是" | "数为" | "数量为" | "总数为" | "总量为" | "达")
            });
        let mut set = l.and(r);
        let mut clean = bare && !tail.iter().any(other) && self.clean_behind(right, r, r_last);
        if set.is_empty() && !self.pending.is_empty() {
            set = self.pending;
        } else if set.is_empty() {
            // 共300元: of what was spoken of.
            clean &= matches!(unit, Unit::Money(_));
        }
        let from =
            l_last.and(left.iter().find(|t| is(t).is_some_and(telling))).map_or(number.from, |t| t.from);
        let to = r_last.map_or(number.to, |i| right[i].to);
        let at = (from..to, number.from..number.digits);
        let w = words();
        if matches!(unit, Unit::Percent | Unit::Times) || w.any(set, Is::Up) || w.any(set, Is::Down) {
            let clean = clean && !right.iter().any(other);
            return self.relative(set, clean, stated, unit, at);
        }
        let each = left.iter().any(|t| is(t) == Some(Is::Each));
        let out = self.scoped || each || w.any(set, Is::Not) || w.any(set, Is::Versus);
        let past = (w.any(set, Is::Last) || w.any(set, Is::Next)) && !w.any(set, Is::Carry);
        if !clean || out || past {
            return self.unknown(stated, set);
        }
        let nearest = l_last.and_then(|i| is(&left[i])).or(r_last.and_then(|i| is(&right[i])));
        let example = left.iter().any(|t| self.spelling(t) == "等");
        let plain = !left.iter().chain(right).any(other);
        let around = Around { example, ..self.around(set, nearest, plain) };
        if let Unit::Money(yuan) = unit {
            return self.money(set, stated, yuan, at);
        }
        match around.meaning() {
            Some(m) => self.understood(self.within(m, set), stated, set, at),
            None => self.unknown(stated, set),
        }
    }

    /// Whether the words behind a number are all understood: 8份关于…的申请 may say what about.
    fn clean_behind(&self, right: &[Token], set: Set, last: Option<usize>) -> bool {
        let Some(last) = last else { return true };
        let about = |i: usize, t: &Token| {
            i == 0
                && words().any(set, Is::Request)
                && (self.spelling(t).ends_with('的')
                    || right.get(1).is_some_and(|n| self.spelling(n) == "的"))
        };
        !right[..=last].iter().enumerate().any(|(i, t)| other(t) && !about(i, t))
            && !right[last + 1..].iter().any(other)
    }

    /// Applicants listed of a result are those of that result.
    pub(super) fn within(&self, m: Meaning, set: Set) -> Meaning {
        let of = self.lists.last().and_then(|l| l.meaning.as_ref());
        let of = of.filter(|_| m.tier == Tier::Column && !words().any(set, Is::Verb));
        match of {
            Some(w) if w.code == "N102" => Meaning {
                column: m.column,
                tier: Tier::Column,
                name: format!("{}的{}", w.name, m.name),
                ..w.clone()
            },
            Some(w) if matches!(w.tier, Tier::Base(_)) => Meaning { sums: w.sums.clone(), ..m },
            _ => m,
        }
    }

    pub(super) fn understood(
        &mut self,
        meaning: Meaning,
        stated: Stated,
        set: Set,
        at: (Range<usize>, Range<usize>),
    ) {
        let tier = meaning.tier;
        if let Tier::Base(_) = tier {
            // A new base ends what was listed of the one before.
            while let Some(l) = self.lists.pop() {
                self.close(l);
            }
            self.bases.push(stated);
            self.base = Some((stated, tier));
        }
        if let Some(l) = self.lists.last_mut() {
            l.parts.push((stated, tier, set));
        }
        self.last = Some(Last { stated, meaning: Some(meaning.clone()), tier });
        let what = What::Number { meaning, stated, said: Said::Number };
        self.claims.push(Claim { what, range: at.0, digits: at.1 });
    }

    /// A number of something else; ways of asking still are parts of a whole.
    pub(super) fn unknown(&mut self, stated: Stated, set: Set) {
        let channel = words().any(set, Is::Channel);
        if let Some(l) = self.lists.last_mut() {
            l.parts.push((stated, if channel { Tier::Channel } else { Tier::Other }, set));
        }
        // 答复30件, of what is not said: its parts will say.
        let verb = words()
            .only(set, |i| i != Is::Verb)
            .is_empty()
            .then(|| words().of_kind(set, Is::Verb).next())
            .flatten();
        let answered = |v: &Concept| v.of.first().is_some_and(|o| o.starts_with("ResultTotal"));
        if verb.is_some() {
            self.bases.push(stated);
        }
        self.last = verb.map(|v| Last { stated, meaning: None, tier: Tier::Base(answered(v)) });
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

pub(super) fn fee_meaning(c: &Concept) -> Meaning {
    let (name, sums) = (c.name.clone(), c.of.clone());
    Meaning { code: "N105", name, sums, column: None, tier: Tier::Other }
}

/// Half of the last digit behind the point, in 元.
fn half_step(places: u32, yuan: u32) -> Decimal {
    let ten = Decimal::from(10u64.saturating_pow(places.min(15)));
    Decimal::from(yuan) / ten / Decimal::from(2)
}
