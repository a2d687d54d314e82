//! What somebody did who was not content with an answer, or wanted one, told as it happened: how many, is not said.

use super::super::expr::Expr;
use super::super::lex::Token;
use super::super::meaning::{ClaimMeaning, Subject, Tier, ended};
use super::super::words::{Class, Concept, words};
use super::{SentenceReader, gather, is};
use crate::form::Role;

impl SentenceReader<'_> {
    /// 「参保人不服信息公开答复向县政府申请复议，县政府维持了我局答复」, 「有企业对公开答复存在异议，以我局为被告提起行政诉讼」; not
    /// 「申请人不服答复的，可以依法申请行政复议」.
    pub(super) fn sued(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let at = clause.iter().rposition(|t| is(t) == Some(Class::Case))?;
        let w = &words().reading;
        let until = self.text.get(..clause[at].to)?;
        let sentence = until.rsplit(['；', ';', '。']).next()?;
        let discontent = w.discontent.iter().any(|d| sentence.contains(d.as_str()));
        let told = self.text.get(clause[0].from..clause[at].to)?;
        let began = w.began.iter().any(|b| told.contains(b.as_str()));
        // 「有1名申请人不服我局答复，向市政府申请行政复议」 counts no cases.
        let digits = |s: &str| s.contains(|c: char| c.is_ascii_digit());
        let counted = sentence.split_inclusive(['名', '位']).any(|s| {
            digits(s.trim_end_matches(['名', '位']).trim_end_matches(|c: char| c.is_ascii_digit()))
                || digits(s) && !s.ends_with(['名', '位'])
        });
        let sure = !w.may.iter().any(|m| self.text.contains(m.as_str()));
        let who = clause.iter().chain(&self.led).any(|t| self.is_somebody_who(t))
            || w.people.iter().any(|p| sentence.contains(p.as_str()));
        let cases: Vec<&Concept> = words().of_kind(gather(&clause[at..=at]).0, Class::Case).collect();
        let name = cases.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
        let all = vec![ended(&cases, &[])];
        let happened = discontent && began && !counted && sure && who && self.public;
        happened.then(|| ClaimMeaning::of(Subject::Cases, name, all, Tier::Case))
    }

    /// 「有村民向乡政府申请公开征地补偿信息，乡政府在法定期限内书面答复」; not 「有村民咨询如何申请公开」.
    pub(super) fn asked(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let at = clause.iter().rposition(|t| is(t) == Some(Class::Request))?;
        let w = &words().reading;
        let there =
            clause[..at].windows(2).any(|p| self.spelling(&p[0]) == "有" && self.is_somebody_who(&p[1]));
        let public = self.text.get(clause[at].from..).is_some_and(|t| t.starts_with("申请公开"));
        let answered =
            w.answered.iter().any(|a| self.text.get(clause[at].to..).is_some_and(|t| t.contains(a.as_str())));
        let sure = !w.may.iter().any(|m| self.text.contains(m.as_str()));
        let asked =
            there && public && answered && sure && !words().any(gather(clause).0, Class::ExcludesClause);
        let received = vec![Expr::role(Role::Received)];
        asked.then(|| ClaimMeaning::of(Subject::Requests, "收到申请", received, Tier::Other))
    }
}
