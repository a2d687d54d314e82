//! What a clause says without a number: 未…, 均…, and what others there are beside what is named.

use super::super::lex::{Kind, Token};
use super::super::mean::{Meaning, Tier, ended};
use super::super::number::Stated;
use super::super::words::{Concept, Is, Set, words};
use super::numbers::fee_meaning;
use super::{Claim, Reader, Said, What, gather, is, other};
use rust_decimal::Decimal;

impl Reader<'_> {
    /// What a clause without numbers says: 未…, 均…; and what the next clause may go on from.
    pub(super) fn end_clause(&mut self, clause: &[Token], counted: bool) {
        if counted {
            self.pending = Set::default();
            self.negative_behind(clause);
            return;
        }
        self.speak_of(clause, &[]);
        let (set, last) = gather(clause);
        if let Some(t) = clause.iter().find(|t| matches!(is(t), Some(Is::Among | Is::Split))) {
            self.open(clause[0].from, is(t) == Some(Is::Split));
        }
        let except = clause.iter().any(|t| is(t) == Some(Is::Except));
        let clean = !except && last.is_some_and(|i| !clause[i + 1..].iter().any(other));
        self.pending = if clean && !words().any(set, Is::Not) { set } else { Set::default() };
        if let Some(at) = clause.iter().position(|t| is(t) == Some(Is::Not)) {
            self.none(clause, at);
        } else if let [of @ .., never] = clause
            && is(never) == Some(Is::Never)
        {
            self.nothing(of, Set::default(), clause[0].from);
        } else if let Some(at) = clause.iter().position(|t| is(t) == Some(Is::All)) {
            self.all(&clause[at..]);
        }
    }

    /// …3件均获维持: without a comma between.
    fn negative_behind(&mut self, clause: &[Token]) {
        let from = clause
            .iter()
            .rposition(|t| matches!(t.kind, Kind::Number { .. } | Kind::Foreign))
            .map_or(0, |i| i + 1);
        if let Some(at) = clause[from..].iter().position(|t| is(t) == Some(Is::All)) {
            self.all(&clause[from + at..]);
        }
    }

    /// 未收到…: nothing of it; 零申请、零投诉: one after the other.
    fn none(&mut self, clause: &[Token], at: usize) {
        let next = clause[at + 1..].iter().position(|t| is(t) == Some(Is::Not)).map(|i| at + 1 + i);
        let before = gather(&clause[..at]).0;
        let before = words().only(before, |i| matches!(i, Is::Last | Is::Next | Is::Out));
        self.nothing(&clause[at + 1..next.unwrap_or(clause.len())], before, clause[at].from);
        if let Some(next) = next {
            self.none(clause, next);
        }
    }

    /// There is nothing of what some words name, read with what stands before them.
    fn nothing(&mut self, of: &[Token], before: Set, from: usize) {
        let (set, last) = gather(of);
        let Some(last) = last else { return };
        let w = words();
        let set = set.and(before);
        // 未发生投诉、举报、行政复议: one beside the other.
        let beside =
            |i: usize| of[i.saturating_sub(1)..of.len().min(i + 2)].iter().any(|t| t.kind == Kind::List);
        let out = |i: &usize| is(&of[*i]) == Some(Is::Out);
        let listed = w.any(set, Is::Case) && (0..of.len()).filter(out).all(beside);
        let set = if listed { w.only(set, |i| i != Is::Out) } else { set };
        let stray = [Is::Not, Is::Among, Is::Versus, Is::Channel];
        // 未答复 is no matter, 无不予公开的答复 and 无继续办理的申请 are.
        let told = (w.any(set, Is::Group) || w.any(set, Is::Row)) && is(&of[last]) == Some(Is::Verb);
        let still = |v: &Concept| v.of[0] == "CarriedOut";
        let verb = w.of_kind(set, Is::Verb).any(|v| !v.of[0].starts_with("Received") && !still(v) && !told);
        if self.scoped || of.iter().any(other) || verb || stray.iter().any(|i| w.any(set, *i)) {
            return;
        }
        let past = (w.any(set, Is::Last) || w.any(set, Is::Next)) && !w.any(set, Is::Carry);
        // 未公开 says nothing of requests; 无申请 does.
        if past || w.only(set, |i| !matches!(i, Is::Disclose)).is_empty() {
            return;
        }
        let fee =
            w.of_kind(set, Is::Fee).next().filter(|_| !w.any(set, Is::Out) && !w.any(set, Is::HandlingFee));
        let meaning = match fee {
            Some(c) => Some(fee_meaning(c)),
            None => self.around(set, None, true).meaning(),
        };
        if let Some(mut meaning) = meaning {
            if meaning.code == "N101" && !w.any(set, Is::Carry) && !w.of_kind(set, Is::Verb).any(still) {
                meaning.sums.retain(|s| s.starts_with("Received"));
                meaning.sums.truncate(1);
            }
            let range = from..of[last].to;
            let what = What::Number {
                meaning: meaning.into(),
                stated: Stated::exactly(Decimal::ZERO),
                said: Said::Nothing,
            };
            self.claims.push(Claim { what, digits: range.start..range.start, range });
        }
    }

    /// 均…: nothing of anything else.
    fn all(&mut self, clause: &[Token]) {
        let (set, last) = gather(&clause[1..]);
        let (Some(last), w) = (last, words()) else { return };
        let telling = w.only(set, |i| !matches!(i, Is::Request));
        if self.scoped || clause.iter().any(other) {
            return;
        }
        let rest = match w.of_kind(telling, Is::Outcome).map(|c| c.outcome.as_str()).collect::<Vec<_>>()[..] {
            [one] => self.other_outcomes(set, one),
            _ => self.other_results(telling),
        };
        if let Some(meaning) = rest {
            self.cases.clear();
            let range = clause[0].from..clause[last + 1].to;
            let what = What::Number {
                meaning: meaning.into(),
                stated: Stated::exactly(Decimal::ZERO),
                said: Said::Rest,
            };
            self.claims.push(Claim { what, digits: range.start..range.start, range });
        }
    }

    fn other_outcomes(&self, set: Set, one: &str) -> Option<Meaning> {
        let w = words();
        let cases = self.cases.iter().fold(Set::default(), |s, id| s.with(*id));
        let named = [set, cases, self.topic].into_iter().find(|s| w.any(*s, Is::Case))?;
        let rows: Vec<&String> = w.of_kind(named, Is::Case).flat_map(|c| &c.of).collect();
        let all = w.concepts.iter().filter(|c| c.is == Is::Outcome).map(|c| c.outcome.as_str());
        let others = all.filter(|o| *o != one);
        let cells: Vec<String> = others.flat_map(|o| rows.iter().map(move |r| ended(r, o))).collect();
        let name = format!("{}以外的结果", w.of_kind(set, Is::Outcome).next()?.name);
        (!cells.is_empty() && self.public).then(|| Meaning {
            code: "N103",
            name,
            sums: vec![cells.join(" + ")],
            column: None,
            tier: Tier::Outcome,
        })
    }

    fn other_results(&self, set: Set) -> Option<Meaning> {
        let w = words();
        let only = |is: Is| w.only(set, |i| i == is) == set && w.of_kind(set, is).count() == 1;
        let last = self.last.as_ref()?.meaning.as_ref()?;
        if only(Is::Group) && matches!(last.tier, Tier::Base(_)) {
            let c = w.of_kind(set, Is::Group).next()?;
            let sums = vec![format!("ResultTotal - {}", c.of.first()?)];
            let name = format!("{}以外的办理结果", c.name);
            return Some(Meaning { code: "N102", name, sums, column: None, tier: Tier::Group });
        }
        if only(Is::Column) && matches!(last.tier, Tier::Base(_)) {
            let c = w.of_kind(set, Is::Column).next()?;
            let named = self.setting.applicants.named(c);
            let rest: Vec<&str> = self.setting.applicants.others(&named);
            let name = format!("{}以外的申请", c.name);
            let column = Some(rest.join(" + "));
            return Some(Meaning {
                code: "N101",
                name,
                sums: vec!["Received".into()],
                column,
                tier: Tier::Column,
            });
        }
        None
    }
}
