//! What there was or was not of something, whoever it is said of and however many there were.

use super::super::expr::Expr;
use super::super::lex::{Token, TokenKind};
use super::super::meaning::{ClaimMeaning, Subject, Tier, ended};
use super::super::number::Stated;
use super::super::words::{Class, Concept, RequestStep, words};
use super::{Claim, Claimed, Phrasing, SentenceReader, gather, is, other};
use crate::chinese::years::without_years;
use crate::form::Role;
use std::ops::Range;

impl<'a> SentenceReader<'a> {
    /// Whether the words of a clause about cases that nobody here understands say who and against whom, 「没有村民因信息公开问题起诉镇政府」;
    /// not why, nor what became of them: 「未出现因答复不当引起的行政复议」.
    pub(super) fn names_who(&self, of: &[Token]) -> bool {
        const TELLS: &str = "不未无逾超违误失错泄慢漏迟";
        let Some(case) = of.iter().rposition(|t| is(t) == Some(Class::Case)) else {
            return of.iter().filter(|t| other(t)).all(|t| self.is_somebody_who(t));
        };
        let who = |t: &Token| !self.spelling(t).contains(|c| TELLS.contains(c));
        let office = |t: &Token| self.spelling(t).chars().count() <= 4 && who(t);
        let why = of.iter().any(|t| matches!(self.spelling(t), "因" | "由于" | "就" | "因为"));
        let public = of.iter().any(|t| self.spelling(t).contains("公开"));
        let (before, behind) = of.split_at(case);
        (public || !why)
            && before.iter().filter(|t| other(t)).all(who)
            && behind.iter().filter(|t| other(t)).all(office)
    }

    /// There was some of it, said without a number: 「有申请人就我办的信息公开答复提起行政复议」,
    /// 「收到了群众当面提交的政府信息公开申请，均在法定期限内作了书面答复」; not 「发生行政复议的，由法制科应诉」.
    pub(super) fn some(&mut self, clause: &[Token]) {
        let ([first, ..], [.., last]) = (clause, clause) else { return };
        let none = clause.iter().any(|t| matches!(is(t), Some(Class::Not | Class::Except | Class::IsZero)));
        let (set, w) = (gather(clause).0, words());
        if none || self.scoped || self.past {
            return;
        }
        if let Some(meaning) = self.some_carried(clause) {
            return self.there_is(meaning, first.from..last.to);
        }
        if w.any(set, Class::LastYear) || w.any(set, Class::NextYear) {
            return;
        }
        let cases =
            || self.some_cases(clause).or_else(|| self.sued(clause)).or_else(|| self.ended_somehow(clause));
        let asked = || self.some_requests(clause).or_else(|| self.asked(clause));
        let decided = || self.some_decided(clause);
        let Some(meaning) = cases().or_else(asked).or_else(decided) else { return };
        self.there_is(meaning, first.from..last.to);
    }

    fn there_is(&mut self, meaning: ClaimMeaning, range: Range<usize>) {
        let stated = Stated::some();
        let what = Claimed::Number { meaning: meaning.into(), stated, said: Phrasing::Something };
        self.claims.push(Claim { what, digits: range.start..range.start, range });
    }

    /// 「本年度确有申请结转至下年度继续办理」
    fn some_carried(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let at = clause.iter().position(|t| is(t) == Some(Class::Request))?;
        let there =
            clause[..at].last().is_some_and(|t| words().reading.there.iter().any(|w| w == self.spelling(t)));
        let set = gather(&clause[at..]).0;
        let left = words().any(set, Class::CarryOver) && words().any(set, Class::NextYear);
        let plain = !clause.iter().any(|t| other(t) || matches!(t.kind, TokenKind::Number { .. }));
        // 「对有申请结转至下年度继续办理的，逐件登记」 is done whenever there is one.
        let happened = clause.last().is_none_or(|t| self.spelling(t) != "的");
        (there && left && plain && happened).then(ClaimMeaning::carried_out)
    }

    /// Cases that came about and of which it is told how they ended, none of them counted: 「因信息公开被申请行政复议，复议决定维持我局答复」;
    /// not 「发生行政复议的，由法制科应诉」.
    fn ended_somehow(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let at = clause.iter().rposition(|t| is(t) == Some(Class::Case))?;
        let w = &words().reading;
        let holds = |text: &str, of: &[String]| of.iter().any(|x| text.contains(x.as_str()));
        let text = without_years(self.text);
        let counted = text.contains(|c: char| c.is_ascii_digit()) || holds(&text, &w.unsure_of_ends);
        let sure = !holds(&text, &w.may) && !holds(&text, &w.undecided);
        let behind = self.text.get(clause[at].to..)?;
        let told = self.text.get(clause[0].from..clause[at].to)?;
        // 「规范因政府信息公开被申请行政复议，均依法审结的流程」 tells of none.
        let time = |t: &&Token| {
            matches!(is(t), Some(Class::ThisYear | Class::Filler)) || matches!(t.kind, TokenKind::Year(_))
        };
        let begins = clause.iter().find(|t| !time(t)).is_some_and(|t| self.text[t.from..].starts_with('因'));
        let came = told.contains("公开") && begins && holds(told, &w.came_about);
        let happened = came && !counted && sure && self.public && holds(behind, &w.ended);
        let cases: Vec<&Concept> = words().of_kind(gather(&clause[at..=at]).0, Class::Case).collect();
        let name = cases.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
        let all = vec![ended(&cases, &[])];
        (happened && behind.starts_with(['，', ',', '均']))
            .then(|| ClaimMeaning::of(Subject::Cases, name, all, Tier::Case))
    }

    /// Whether it counts those alone who did something: 「有2名申请人就信息公开答复提起行政诉讼」.
    pub(super) fn counts_people(&self, clause: &[Token]) -> bool {
        let number = |t: &&Token| matches!(t.kind, TokenKind::Number { .. } | TokenKind::Foreign);
        let mut numbers = clause.iter().filter(number);
        let people = |t: &Token| t.kind == TokenKind::Foreign && self.text[t.to..].starts_with(['名', '位']);
        numbers.next().is_some_and(people) && numbers.next().is_none()
    }

    /// 「出现了因政府信息公开被申请行政复议的情况」
    fn some_cases(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let at = clause.iter().rposition(|t| is(t) == Some(Class::Case))?;
        let (before, behind) = clause.split_at(at);
        let w = &words().reading;
        let spelled = |t: &Token, all: &[String]| all.iter().any(|w| w == self.spelling(t));
        let is_word = |t: &Token, word: &str| self.spelling(t) == word;
        let there = before.iter().enumerate().any(|(i, t)| {
            let next = before.get(i.saturating_add(1));
            // 「有村民对答复不服，申请了行政复议」
            let happened = spelled(t, &w.began) && next.is_some_and(|n| is_word(n, "了"));
            happened
                || is_word(t, "有")
                    && next.is_some_and(|n| {
                        // 「街道有因政府信息公开被申请行政复议的案件」
                        let why = self.text[n.from..].starts_with('因') && self.text.contains("公开");
                        n.kind == TokenKind::Foreign || self.is_somebody_who(n) || why
                    })
        });
        let ends = behind.iter().skip(1).all(|t| spelled(t, &w.situations))
            && !behind.last().is_some_and(|t| is_word(t, "的"));
        // 「有村民咨询如何申请行政复议」
        let there = there && !words().any(gather(clause).0, Class::ExcludesClause);
        let cases: Vec<&Concept> = words().of_kind(gather(clause).0, Class::Case).collect();
        let name = cases.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join("、");
        let all = vec![ended(&cases, &[])];
        (there && ends && self.public).then(|| ClaimMeaning::of(Subject::Cases, name, all, Tier::Case))
    }

    /// 申请人, 公民, 村民
    pub(super) fn is_somebody_who(&self, t: &Token) -> bool {
        is(t) == Some(Class::Applicant)
            || words().reading.people.iter().any(|w| self.spelling(t).ends_with(w.as_str()))
    }

    /// 「我局办理了行政许可和行政处罚」, 「依法作出行政处罚，处罚结果在县政府网站公示」: some of the first of them, at least.
    fn some_decided(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let verb = |t: &Token| words().reading.decides.iter().any(|w| w == self.spelling(t));
        let at = clause.iter().position(verb)?.saturating_add(1);
        let done = clause.get(at).is_some_and(|t| self.spelling(t) == "了");
        let behind = clause.get(at.saturating_add(usize::from(done))..)?;
        let rest =
            clause.last().and_then(|t| self.text.get(t.to..)).unwrap_or("").trim_start_matches(['，', ',']);
        let done = done || words().reading.done_with.iter().any(|d| rest.starts_with(d.as_str()));
        let plain = |t: &Token| {
            is(t) == Some(Class::Decision) || is(t) == Some(Class::And) || t.kind == TokenKind::List
        };
        let sure = !words().reading.may.iter().any(|m| self.text.contains(m.as_str()));
        let decision = words().of_kind(gather(behind).0, Class::Decision).next()?;
        (done && behind.iter().all(plain) && sure).then(|| {
            ClaimMeaning::of(Subject::Disclosure, decision.name.as_str(), decision.of.clone(), Tier::Other)
        })
    }

    /// Requests that came in and were all answered.
    fn some_requests(&self, clause: &[Token]) -> Option<ClaimMeaning> {
        let (unsure, in_time) = (&words().reading.unsure, &words().reading.in_time);
        let received = |t: &Token| {
            let step = |c: &Concept| c.is_step(RequestStep::Received);
            words().of_kind(gather(std::slice::from_ref(t)).0, Class::Handling).any(step)
        };
        let at = clause.iter().position(received)?;
        let request = clause[at..].iter().position(|t| is(t) == Some(Class::Request))?.saturating_add(at);
        let end = clause.last()?.to;
        let text = &self.text[clause[0].from..end];
        let rest = self.text.get(clause[request].to..).unwrap_or("");
        let all = ["均", "全部", "已"].iter().find_map(|w| rest.split_once(w)).map_or("", |(_, r)| r);
        let answered = words().reading.answered.iter().any(|w| all.contains(w.as_str()));
        let counted = rest.replace("100%", "").contains(|c: char| c.is_ascii_digit());
        let told = in_time.iter().fold(text.to_string(), |t, w| t.replace(w.as_str(), ""));
        // 「收到企业提出的政府信息公开申请，均在规定时限内答复，答复率100%」
        let comes =
            |s: &'a str| words().reading.comes.iter().find_map(|c| s.strip_suffix(c.as_str())).unwrap_or(s);
        let stranger = |t: &Token| {
            let who = comes(self.spelling(t));
            other(t) && !words().reading.people.iter().any(|w| who.ends_with(w.as_str()))
        };
        let sure =
            !unsure.iter().any(|w| told.contains(w.as_str())) && !clause[at..request].iter().any(stranger);
        (answered && sure && !counted).then(|| {
            ClaimMeaning::of(Subject::Requests, "收到申请", vec![Expr::role(Role::Received)], Tier::Other)
        })
    }
}
