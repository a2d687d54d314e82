//! How cases stand, said without a number: 「行政诉讼1件，尚未审结」, 「诉讼案件尚未开庭」.

use super::super::expr::{Expr, Term};
use super::super::lex::{Token, TokenKind};
use super::super::meaning::{ClaimMeaning, Subject, Tier, ended};
use super::super::number::Stated;
use super::super::words::{Class, Concept, ConceptId, Set, words};
use super::{Claim, Claimed, Phrasing, SentenceReader, gather, is, other};
use crate::form::Role;

/// Whether it holds one number.
pub(super) fn is_one(clause: &[Token]) -> bool {
    clause.iter().filter(|t| matches!(t.kind, TokenKind::Number { .. } | TokenKind::Foreign)).count() == 1
}

/// Whether it says no more than which cases are meant.
pub(super) fn names_a_case(clause: &[Token]) -> bool {
    let all = |t: &Token| matches!(is(t), Some(Class::Case | Class::Filler));
    clause.iter().all(all) && clause.iter().any(|t| is(t) == Some(Class::Case))
}

impl SentenceReader<'_> {
    /// What all of those came to that stand before it, or that it names itself; not 「行政复议4件、行政诉讼3件，结果维持」,
    /// where it is not said of which. `alone`: the clause before told one number.
    pub(super) fn stands(&mut self, clause: &[Token], alone: bool) {
        let (whole, clause) = (gather(clause).0, self.by_whom(clause));
        let (set, w) = (gather(clause).0, words());
        let ends: Vec<&Concept> = w.of_kind(set, Class::Outcome).collect();
        let ([end], [first, .., last] | [first @ last]) = (&ends[..], clause) else { return };
        let only = w.only(set, |i| matches!(i, Class::Outcome | Class::Case)) == set;
        let some = clause.iter().any(|t| other(t) || is(t) == Some(Class::Remainder));
        let Some(as_told) = end.end.filter(|_| only && !some) else { return };
        if self.scoped || self.past || !self.public {
            return;
        }
        let named = w.any(whole, Class::Case);
        let told = if named { whole } else { self.topic };
        let cases: Vec<&Concept> = w.of_kind(told, Class::Case).collect();
        let Some(number) = (if named { self.told_of(&cases) } else { self.told_last(&cases, alone) }) else {
            return;
        };
        let names: Vec<&str> = cases.iter().map(|c| c.name.as_str()).collect();
        let name = format!("{}{}", names.join("、"), end.name);
        let meaning = ClaimMeaning::of(Subject::Cases, name, vec![ended(&cases, &[as_told])], Tier::Outcome);
        let range = first.from..last.to;
        // Of 行政诉讼0件 none can be 正在审理.
        let (stated, said) = match number.filter(|n| !n.high.is_zero()) {
            Some(stated) => (stated, Phrasing::Number),
            None => (Stated::some(), Phrasing::Something),
        };
        let what = Claimed::Number { meaning: meaning.into(), stated, said };
        self.claims.push(Claim { what, digits: range.start..range.start, range });
    }

    /// Without who decided, and what was decided of: 「行政复议1件，复议机关维持我局答复」.
    fn by_whom<'t>(&self, clause: &'t [Token]) -> &'t [Token] {
        let organ = |t: &Token| words().reading.deciding.iter().any(|w| w == self.spelling(t));
        let from = clause.iter().position(organ).filter(|i| *i < 2).map_or(0, |i| i.saturating_add(1));
        let rest = clause.get(from..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|t| is(t) == Some(Class::Outcome))
            .map_or(rest.len(), |i| i.saturating_add(1));
        let (told, of) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        let own = of.iter().all(|t| matches!(is(t), Some(Class::Filler | Class::Handling)));
        if own { told } else { rest }
    }

    /// How many there were of the cases that a clause names; of those whose ends were told already nothing more is said.
    fn told_of(&self, cases: &[&Concept]) -> Option<Option<Stated>> {
        let all = ended(cases, &[]);
        let meant = |c: &Claim| c.meaning().filter(|m| m.subject == Subject::Cases).cloned();
        if self.claims.iter().filter_map(meant).any(|m| m.tier == Tier::Outcome) {
            return None;
        }
        let number = self.claims.iter().rev().find_map(|c| match &c.what {
            Claimed::Number { meaning, stated, .. } if meaning.sums.first() == Some(&all) => Some(*stated),
            _ => None,
        });
        Some(number)
    }

    /// How many there were of the one kind of case told right before.
    fn told_last(&self, cases: &[&Concept], alone: bool) -> Option<Option<Stated>> {
        let last = self.last.as_ref().filter(|l| l.tier == Tier::Case && l.meaning.is_some())?;
        (alone && cases.len() == 1).then_some(Some(last.stated))
    }

    /// Behind 「；」 the cases told in this sentence that those spoken of are some of, where more than one kind of them was told
    /// right before it: 「诉讼19件，直接起诉10件，复议后起诉9件；维持13件」.
    pub(super) fn wider_cases(&self, stop: &Token) -> Option<Set> {
        if !matches!(self.spelling(stop), "；" | ";") {
            return None;
        }
        let w = words();
        let roles = |set: Set| -> Vec<Role> {
            w.of_kind(set, Class::Case).flat_map(|c| c.cases.iter().copied()).collect()
        };
        let now = roles(self.topic);
        let from = self.text[..stop.from].rfind(['；', ';']).unwrap_or(0);
        let counted = self.claims.iter().filter(|c| c.digits.start >= from && !c.digits.is_empty());
        let kinds = counted.filter_map(Claim::meaning).filter(|m| m.tier == Tier::Case);
        let kinds: Vec<&Expr> = kinds.filter_map(|m| m.sums.first()).collect();
        let wider = |set: &Set| {
            let all = roles(*set);
            let of = |e: &&&Expr| {
                e.plus.len() < all.len() && e.plus.iter().all(|t| all.iter().any(|r| *t == Term::Role(*r)))
            };
            let mut some = kinds.iter().filter(of);
            let two = some.next().is_some_and(|a| some.any(|b| b != a));
            two && all.len() > now.len() && !now.is_empty() && now.iter().all(|r| all.contains(r))
        };
        let told = |id: &ConceptId| Some(Set::default().with(*id)).filter(wider);
        self.cases.iter().find_map(told)
    }
}
