//! 均: how all of those were that stand before it, so that there is nothing of anything else.

use super::super::expr::Expr;
use super::super::lex::{Token, TokenKind};
use super::super::meaning::{ClaimMeaning, Subject, Tier, ended};
use super::super::number::Stated;
use super::super::who::others;
use super::super::words::{CaseEnd, Class, Concept, Set, words};
use super::{Claim, Claimed, Phrasing, SentenceReader, gather, is, other};
use crate::form::Role;
use rust_decimal::Decimal;

impl SentenceReader<'_> {
    /// 均 behind a number without a comma between: 「3件均维持原答复」 is none of ours.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn negative_behind(&mut self, clause: &[Token]) {
        let from = clause
            .iter()
            .rposition(|t| matches!(t.kind, TokenKind::Number { .. } | TokenKind::Foreign))
            .map_or(0, |i| i + 1);
        if let Some(at) = clause[from..].iter().position(|t| is(t) == Some(Class::AllOfThem)) {
            self.all(clause, from + at);
        }
    }

    /// 均…: nothing of anything else, 「结果均为维持」; not 「均告知理由和救济途径」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn all(&mut self, whole: &[Token], at: usize) {
        let (before, clause) = whole.split_at(at);
        let (set, last) = gather(&clause[1..]);
        let (Some(last), w) = (last, words()) else { return };
        let telling = w.only(set, |i| !matches!(i, Class::Request));
        // 「2023年4件复议均维持」
        let then = words().any(gather(before).0, Class::LastYear)
            && !words().any(gather(before).0, Class::CarryOver);
        if self.scoped || then || clause.iter().any(other) {
            return;
        }
        self.named_behind(set, clause[last + 1].to);
        let ends: Vec<&Concept> = w.of_kind(telling, Class::Outcome).collect();
        // 「已到期的申请全部办结」, 「上年结转的案件已全部审结」: some of them.
        let some = [Class::LastYear, Class::CarryOver, Class::ExcludesClause];
        let some = some.iter().any(|i| words().any(gather(before).0, *i)) || before.iter().any(other);
        if !some && self.all_over(clause) {
            return;
        }
        // 「行政复议2件、行政诉讼1件，复议结果均为维持」
        let named = w.only(gather(before).0, |i| i == Class::Case);
        let rest = match ends[..] {
            [one] => self.other_outcomes(
                if w.any(set, Class::Case) { set } else { set.and(named) },
                one,
                clause[0].from,
            ),
            _ => self.other_cases(telling).or_else(|| self.other_results(telling)),
        };
        if let Some(meaning) = rest {
            self.cases.clear();
            let range = clause[0].from..clause[last + 1].to;
            let what = Claimed::Number {
                meaning: meaning.into(),
                stated: Stated::exactly(Decimal::ZERO),
                said: Phrasing::Rest,
            };
            self.claims.push(Claim { what, digits: range.start..range.start, range });
        }
    }

    /// 「行政诉讼案件已全部审结」: none is left that is not; 「所有申请均已办结」: none is carried over. Not what was done in time,
    /// 「均已按时办结」, nor what came over from last year. Says whether it was.
    fn all_over(&mut self, clause: &[Token]) -> bool {
        let (set, w) = (gather(clause).0, words());
        let spelled = |all: &[String]| clause.iter().any(|t| all.iter().any(|o| o == self.spelling(t)));
        let of = w.only(set, |i| !matches!(i, Class::Handling));
        let told = w.only(of, Class::is_subject);
        let topic = if told.is_empty() { self.topic } else { told };
        if !spelled(&w.reading.over) || spelled(&w.reading.in_time) || of != told || self.past {
            return false;
        }
        let cases: Vec<&Concept> = w.of_kind(topic, Class::Case).collect();
        let left_out = words().reading.left_out.iter().any(|w| self.text.contains(w.as_str()));
        let meaning = if left_out {
            return false;
        } else if !cases.is_empty() && self.public {
            let pending = vec![ended(&cases, &[CaseEnd::Pending])];
            ClaimMeaning::of(Subject::Cases, "尚未审结", pending, Tier::Outcome)
        } else if topic == w.only(topic, |i| i == Class::Request)
            && !topic.is_empty()
            && self.of_all_requests()
        {
            // 「共受理18件，均已办结」 may be as many as were answered.
            ClaimMeaning::carried_out()
        } else {
            return false;
        };
        let counted = self.last.as_ref().is_some_and(|l| l.meaning.is_some());
        let range = clause[0].from..clause.last().map_or(clause[0].to, |t| t.to);
        let what = Claimed::Number {
            meaning: meaning.into(),
            stated: Stated::exactly(Decimal::ZERO),
            said: if counted { Phrasing::Rest } else { Phrasing::Nothing },
        };
        self.claims.push(Claim { what, digits: range.start..range.start, range });
        true
    }

    /// Whether the requests spoken of are all there were: not 「上年结转的5件均已办结」, nor what remains.
    fn of_all_requests(&self) -> bool {
        let some = words().reading.some_only.iter().any(|w| self.text.contains(w.as_str()));
        let counted = self.text.contains(|c: char| c.is_ascii_digit()) || !self.seen.is_empty();
        !some && !counted && self.lists.is_empty()
    }

    /// 「行政复议4件、行政诉讼3件，均获维持」: none that ended otherwise.
    fn other_outcomes(&self, set: Set, one: &Concept, from: usize) -> Option<ClaimMeaning> {
        let w = words();
        // 「复议4件，已结3件，均获维持」: of those.
        let cases = |c: &Claim| match &c.what {
            Claimed::Number { meaning, stated, .. } if meaning.tier == Tier::Case => Some(*stated),
            _ => None,
        };
        let told = self.claims.last().and_then(cases);
        if told.zip(self.last.as_ref()).is_some_and(|(n, l)| l.stated != n) {
            return None;
        }
        let cases = self.cases.iter().fold(Set::default(), |s, id| s.with(*id));
        // 「除9件尚未审结外，3件纠正、5件其他结果，其余均维持」
        let part = self.text.get(..from).unwrap_or("").rsplit(['；', ';']).next().unwrap_or("");
        if w.reading.but.iter().any(|l| part.contains(l.as_str())) {
            return None;
        }
        // 「复议后起诉3件（均为维持）」: of those before the bracket.
        // 「直接起诉2件（维持1、在审1），复议后起诉1件，均维持」: of the last.
        let end_told = |c: &Claim| c.meaning().is_some_and(|m| m.tier == Tier::Outcome);
        // 「行政诉讼3件，其中复议后起诉1件，均维持」
        let last = self.depth > 0 || !self.lists.is_empty() || self.claims.iter().any(end_told);
        let told = if last { [set, self.topic, cases] } else { [set, cases, self.topic] };
        let named = told.into_iter().find(|s| w.any(*s, Class::Case))?;
        let cases: Vec<&Concept> = w.of_kind(named, Class::Case).collect();
        // 「已审结诉讼5件均维持」: of those that ended.
        let over = w.reading.judged.iter().any(|j| part.contains(j.as_str()));
        let open = |end: &CaseEnd| over && *end == CaseEnd::Pending;
        let others = CaseEnd::ALL.into_iter().filter(|end| Some(*end) != one.end && !open(end));
        let sums: Vec<Expr> = others.map(|end| ended(&cases, &[end])).collect();
        let name = format!("{}以外的结果", one.name);
        self.public.then(|| ClaimMeaning::of(Subject::Cases, name, vec![Expr::sum(&sums)], Tier::Outcome))
    }

    /// Behind a number of cases, of which kind they all were: 「行政诉讼3件，均为未经复议直接起诉」.
    fn other_cases(&self, set: Set) -> Option<ClaimMeaning> {
        let w = words();
        let last = self.last.as_ref().filter(|l| l.tier == Tier::Case)?.meaning.as_ref()?;
        let named: Vec<&Concept> = w.of_kind(set, Class::Case).collect();
        let [one] = named[..] else { return None };
        let (of, all) = (ended(&[one], &[]), last.sums.first()?);
        let rest: Vec<_> = all.plus.iter().filter(|t| !of.plus.contains(t)).cloned().collect();
        let within = of.plus.iter().all(|t| all.plus.contains(t));
        let plain = within && !rest.is_empty() && w.only(set, |i| i == Class::Case) == set;
        let name = format!("{}以外的{}", one.name, last.name);
        plain.then(|| ClaimMeaning::of(Subject::Cases, name, vec![Expr::of(rest)], Tier::Case))
    }

    /// Behind a number of requests, 均予以公开: no other result; 均为自然人: nobody else. Not 「均通过在线平台提交」.
    fn other_results(&self, set: Set) -> Option<ClaimMeaning> {
        let last = self.last.as_ref()?.meaning.as_ref()?;
        let only = |is: Class| {
            let mut all = words().of_kind(set, is);
            let one = all.next().filter(|_| words().only(set, |i| i == is) == set)?;
            all.next().is_none().then_some(one)
        };
        if !matches!(last.tier, Tier::Base(_)) {
            return None;
        }
        if let Some(c) = only(Class::ResultGroup) {
            let sum = Expr::role(Role::ResultTotal).less(c.of.first()?);
            let name = format!("{}以外的办理结果", c.name);
            return Some(ClaimMeaning::of(Subject::Results, name, vec![sum], Tier::Group));
        }
        let c = only(Class::Applicant)?;
        let name = format!("{}以外的申请", c.name);
        let received = vec![Expr::role(Role::Received)];
        let meaning = ClaimMeaning::of(Subject::Requests, name, received, Tier::Applicant);
        let who = others(self.form, &c.columns);
        (!who.is_empty()).then_some(ClaimMeaning { who, ..meaning })
    }
}
