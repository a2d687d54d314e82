//! What a number of documents or decisions means, which the office made public by itself.

use super::expr::{Expr, Term};
use super::mean::{Around, names};
use super::meaning::{ClaimMeaning, Subject, Tier};
use super::words::{Class, Concept, RequestStep, words};
use crate::form::Role;

impl Around {
    /// 「制发规范性文件6件」 and behind it 「废止2件」; not 「清理规范性文件43件」.
    pub(super) fn document(&self) -> Option<ClaimMeaning> {
        use Class::*;
        let stray = [Request, Handling, ResultGroup, Result, CarryOver, Decision, Others];
        let mut documents = self.all(Document);
        // 「集中公开现行有效规范性文件41件」
        let in_force = |c: &Concept| c.role == Some(Role::InForce);
        let shown = self.any(Disclosed) && !words().of_kind(self.set, DocumentDeed).any(in_force);
        if shown || self.any_of(&stray) || (documents.is_empty() && self.shadow) {
            return None;
        }
        if documents.is_empty() {
            documents = words().of_kind(self.topic, Document).collect();
            // 「规章和行政规范性文件分别新制定3件、44件，废止1件、19件」: of one of them.
            if documents.len() > 1 {
                return None;
            }
        }
        // 「未制定、废止规范性文件」; 制定现行有效 is neither.
        let deeds = self.all(DocumentDeed);
        let mixed = !self.joined || deeds.iter().any(|d| in_force(d));
        if deeds.is_empty() || deeds.len() > 1 && mixed {
            return None;
        }
        let columns = || deeds.iter().filter_map(|d| d.role);
        let rows = documents.iter().filter_map(|d| d.role);
        let sum = Expr::of(rows.flat_map(|row| columns().map(move |column| Term::Crossing(row, column))));
        let name = format!("{}{}", names(&deeds), names(&documents));
        Some(ClaimMeaning::of(Subject::Disclosure, name, vec![sum], Tier::Other))
    }

    /// 「作出行政许可决定1208件」; not
    /// 「主动公开行政许可处理事项96件」.
    pub(super) fn decision(&self) -> Option<ClaimMeaning> {
        use Class::*;
        let stray =
            [Request, ResultGroup, Result, CarryOver, Disclosed, DocumentDeed, Others, Applicant, Outcome];
        let handled = self.all(Handling);
        let shadow = self.shadow && handled.is_empty();
        // 「受理并办结采矿权延续等行政许可460件」; not 「受理行政许可500件」.
        let decided = |v: &&Concept| v.is_step(RequestStep::Handled) || v.is_step(RequestStep::Answered);
        let open = !handled.is_empty() && !handled.iter().any(decided)
            || handled.iter().any(|v| v.is_step(RequestStep::Unfinished));
        if shadow || self.any_of(&stray) || open {
            return None;
        }
        let all = self.all(Decision);
        let sum = Expr::sum(all.iter().flat_map(|c| &c.of));
        Some(ClaimMeaning::of(Subject::Disclosure, names(&all), vec![sum], Tier::Other))
    }
}
