//! 纠错率, 办结率: so many of a hundred of what was told ended so.

use super::super::expr::Expr;
use super::super::lex::Token;
use super::super::meaning::{ClaimMeaning, Subject, Tier, ended};
use super::super::number::Stated;
use super::super::words::{CaseEnd, Class, Concept, Set, words};
use super::{Claim, Claimed, SentenceReader, ShareOf, is, other};
use crate::form::Role;
use rust_decimal::Decimal;
use std::ops::Range;

impl SentenceReader<'_> {
    /// 「行政复议68件，纠错率17.6%」, of all cases or of those that are over; not 「按期办结率99.6%」, which is of something else.
    pub(super) fn rate(
        &mut self,
        left: &[Token],
        set: Set,
        percent: Stated,
        at: (Range<usize>, Range<usize>),
    ) {
        const IN_TIME: [&str; 6] = ["按时", "按期", "及时", "如期", "依法", "规范"];
        let in_time = |t: &Token| IN_TIME.iter().any(|w| self.spelling(t).contains(w));
        // 「维持率54.8%，即62件中有34件维持」: its numbers follow.
        let told = self.text.get(at.0.end..).unwrap_or("").trim_start_matches(['，', ',']).starts_with("即");
        let Some(rate) = words().of_kind(set, Class::Rate).next().filter(|_| !told) else { return };
        // 「全区公开及部分公开率为51.6%」: of more than one.
        let joined = |t: &Token| is(t) == Some(Class::And);
        if self.scoped || left.iter().any(|t| in_time(t) || other(t) || joined(t)) {
            return;
        }
        let of = match rate.end {
            Some(end) => self.ended_so(set, end),
            // All that had to be were.
            None if percent.low == Decimal::ONE_HUNDRED => None,
            None => self.handled_so(set, rate),
        };
        if let Some((part, of)) = of {
            // 「纠正21件，纠错率30.9%」 fits itself, be its 21 right or wrong.
            let own = self.claims.iter().rev().find_map(|c| match &c.what {
                Claimed::Number { meaning, stated, .. } if meaning.sums.first() == part.sums.last() => {
                    Some(*stated)
                }
                _ => None,
            });
            let whose = part.tier != Tier::Base(true) || part.sums.contains(&Expr::role(Role::Granted));
            let part = own.filter(|_| whose).map_or(ShareOf::Table(part), ShareOf::Stated);
            let cases = self.bases.iter().filter(|b| b.1 == Tier::Case && rate.end.is_some());
            let wholes = cases.map(|b| b.0).collect();
            let what = Claimed::Share { part, percent, wholes, of };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    fn ended_so(&self, set: Set, end: CaseEnd) -> Option<(ClaimMeaning, Vec<Expr>)> {
        let w = words();
        let told = if w.any(set, Class::Case) { set } else { self.topic };
        let cases: Vec<&Concept> = w.of_kind(told, Class::Case).collect();
        if cases.is_empty() || !self.public {
            return None;
        }
        let all = ended(&cases, &[]);
        let over = all.clone().less(&ended(&cases, &[CaseEnd::Pending]));
        let part = ClaimMeaning::of(Subject::Cases, "", vec![ended(&cases, &[end])], Tier::Outcome);
        Some((part, vec![all, over]))
    }

    fn handled_so(&self, set: Set, rate: &Concept) -> Option<(ClaimMeaning, Vec<Expr>)> {
        let w = words();
        let of_requests =
            w.any(set, Class::Request) || w.only(self.topic, |i| i != Class::Request).is_empty();
        if !of_requests || !w.any(set.and(self.topic), Class::Request) {
            return None;
        }
        let received = Expr::role(Role::Received);
        let all = Expr::sum([&received, &Expr::role(Role::CarriedIn)]);
        let part = ClaimMeaning::of(Subject::Requests, "", rate.of.clone(), Tier::Base(true));
        // 「公开率27.0%」 may be of those that were answered.
        Some((part, vec![Expr::role(Role::ResultTotal), all, received]))
    }
}
