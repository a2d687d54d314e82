//! What a clause says without a number: 未…, 均…, and what others there are beside what is named.

use super::super::lex::{Token, TokenKind};
use super::super::mean::Around;
use super::super::meaning::{ClaimMeaning, Subject};
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, RequestStep, Set, words};
use super::gather::caused;
use super::state::{is_one, names_a_case};
use super::{Claim, Claimed, Phrasing, SentenceReader, gather, is, other};
use crate::form::Role;
use rust_decimal::Decimal;

/// 不存在 is an answer where its clause counts something, 「其中公开6件，部分公开3件，不存在4件」, 「因不存在而无法提供的4件」; else
/// there is none, 「不存在政府信息公开行政复议」.
pub(super) fn absent(text: &str, mut tokens: Vec<Token>) -> Vec<Token> {
    let Some(none) = words().first(Class::Not) else { return tokens };
    let goes_on = |t: &&Token| t.kind != TokenKind::Comma;
    for i in 0..tokens.len() {
        let counts = |t: &Token| matches!(t.kind, TokenKind::Number { .. });
        let counted = tokens[i..].iter().take_while(goes_on).any(counts);
        let reason =
            i.checked_sub(1).is_some_and(|b| matches!(&text[tokens[b].from..tokens[b].to], "因" | "由于"));
        if !counted && !reason && text[tokens[i].from..tokens[i].to] == *"不存在" {
            tokens[i].kind = TokenKind::Word(none);
        }
        // 「不涉及行政处罚」; not 「不涉及国家秘密」.
        // 「未涉及信息公开类行政诉讼案件」
        let next =
            tokens.iter().skip(i.saturating_add(1)).find(|t| is(t) != Some(Class::Filler)).and_then(is);
        let nothing_told =
            counted || !matches!(next, Some(Class::Case | Class::Decision | Class::Fee | Class::Document));
        if nothing_told && matches!(&text[tokens[i].from..tokens[i].to], "不涉及" | "未涉及") {
            tokens[i].kind = TokenKind::Other;
        }
    }
    tokens
}

/// 一件 behind 没有 says no more than that there was none: 「全年未发生一起因政府信息公开引起的行政复议」.
pub(super) fn not_one(mut tokens: Vec<Token>) -> Vec<Token> {
    let Some(silent) = words().first(Class::Filler) else { return tokens };
    let one = |t: &Token| matches!(t.kind, TokenKind::Number { stated, unit: ClaimUnit::Count } if stated.chinese && stated == Stated { chinese: true, ..Stated::exactly(Decimal::ONE) });
    for i in 1..tokens.len() {
        let verb = |t: &&Token| matches!(is(t), Some(Class::Filler | Class::Handling));
        let denied = tokens[..i].iter().rev().find(|t| !verb(t)).is_some_and(|t| is(t) == Some(Class::Not));
        let goes_on = tokens.get(i.saturating_add(1)).is_some_and(|t| t.kind != TokenKind::Comma);
        // 「判决纠正的一件也没有」
        let none = tokens.get(i.saturating_add(1)).is_some_and(|t| is(t) == Some(Class::Not));
        if (denied && goes_on || none) && one(&tokens[i]) {
            tokens[i].kind = TokenKind::Word(silent);
        }
    }
    tokens
}

/// Whether things are named one after another: 「信息处理费、行政事业性收费均为零」.
fn named_apart(of: &[Token]) -> bool {
    of.iter().any(|t| t.kind == TokenKind::List || is(t) == Some(Class::And))
}

impl SentenceReader<'_> {
    /// What a clause without numbers says: 未…, 均…; and what the next clause may go on from.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn end_clause(&mut self, clause: &[Token], segment: usize, counted: bool) {
        // 行政诉讼1件，为复议后起诉，正在审理: how it ended is told of that one.
        let alone = self.alone;
        self.alone = if counted { is_one(clause) } else { alone && names_a_case(clause) };
        if !counted || self.counts_people(clause) {
            self.some(clause);
        }
        if counted {
            self.pending = Set::default();
            // 「18件申请按领域分：征地8件、规划10件」
            if let Some(t) =
                clause.last().filter(|t| matches!(is(t), Some(Class::OfWhich | Class::DividedBy)))
            {
                self.open(t.to, is(t) == Some(Class::DividedBy));
            }
            self.level(&clause[segment..]);
            self.negative_behind(clause);
            // 「向3名申请人收取信息处理费，共计300元」
            self.speak_of(&clause[segment..], &[], false);
            return;
        }
        self.speak_of(clause, &[], false);
        self.speak_of_some(clause);
        let (set, last) = gather(clause);
        if let Some(t) = clause.iter().find(|t| matches!(is(t), Some(Class::OfWhich | Class::DividedBy))) {
            self.open(clause[0].from, is(t) == Some(Class::DividedBy));
        }
        let except = clause.iter().any(|t| is(t) == Some(Class::Except));
        let clean = !except && last.is_some_and(|i| !clause[i + 1..].iter().any(other));
        self.pending = if clean && !words().any(set, Class::Not) { set } else { Set::default() };
        // 「因公开答复引发的复议和诉讼，两项相加121件」
        if caused(clause, |t| self.spelling(t)) {
            self.pending = words().only(self.pending, |i| i != Class::Handling);
        }
        // 「不予处理的申请：无。」
        let of = std::mem::take(&mut self.led);
        if let ([never], [first, ..]) = (clause, of.as_slice())
            && is(never) == Some(Class::Not)
        {
            return self.nothing(&of, Set::default(), first.from);
        }
        // 「全年为零申请」
        let zero = |i: usize| is(&clause[i]) == Some(Class::IsZero) && i + 1 < clause.len();
        if let Some(at) = (0..clause.len()).find(|i| is(&clause[*i]) == Some(Class::Not) || zero(*i)) {
            self.none(clause, at);
        } else if let [of @ .., never] = clause
            && is(never) == Some(Class::IsZero)
        {
            self.nothing(of, Set::default(), clause[0].from);
        } else if let Some(at) = clause.iter().position(|t| is(t) == Some(Class::AllOfThem)) {
            self.all(clause, at);
        } else if !self.level(clause) {
            self.stands(clause, alone);
        }
    }

    /// 未收到…: nothing of it, 「未收到政府信息公开申请」; one after the other, 「零申请、零超期、零投诉」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    fn none(&mut self, clause: &[Token], at: usize) {
        let next = clause[at + 1..].iter().position(|t| is(t) == Some(Class::Not)).map(|i| at + 1 + i);
        let before = gather(&clause[..at]).0;
        // 「科研机构没有提出申请」 says who; of cases that is no matter.
        let behind = gather(&clause[at + 1..]).0;
        let who = !words().any(behind, Class::Case);
        // 「复议机关没有作出维持我局答复的决定」
        let ended = who && words().any(behind, Class::Outcome);
        let before = words().only(before, |i| match i {
            Class::Applicant => who,
            Class::Case => ended,
            i => matches!(i, Class::LastYear | Class::NextYear | Class::ExcludesClause),
        });
        // 「均因逾期不补正未再处理」: of those told before.
        // 「诉讼4件，均未经复议」 says which kind they are.
        let never = self.spelling(&clause[at]).ends_with('未');
        if never && clause.get(at + 1).is_some_and(|t| self.spelling(t).starts_with('经')) {
            return;
        }
        let behind = &clause[at + 1..next.unwrap_or(clause.len())];
        // 「补正后仍不明确的情形没有发生」 says it of all.
        let some = |t: &Token| {
            is(t) == Some(Class::AllOfThem) || is(t) == Some(Class::Result) && !self.merely_happens(behind)
        };
        let of_some = clause[..at].iter().any(some);
        if !of_some && at > 0 && self.merely_happens(behind) {
            // 「不予公开、不予处理的情形均未出现」
            self.nothing(&clause[..at], Set::default(), clause[0].from);
        } else if !of_some {
            self.nothing(behind, before, clause[at].from);
        }
        if let Some(next) = next {
            self.none(clause, next);
        }
    }

    /// Whether the words behind 未 name nothing themselves: 「信息公开行政复议、行政诉讼均未发生」; not 「依申请公开工作未出现问题」.
    fn merely_happens(&self, behind: &[Token]) -> bool {
        behind.iter().all(|t| words().reading.happens.iter().any(|w| w == self.spelling(t)))
    }

    /// What is denied of all that some words name: not who did it, nor why.
    fn denied(&self, of: &[Token], mut set: Set) -> Set {
        let w = words();
        // 「没有作出维持我局答复的决定」, 「没有公民因政府信息公开答复对我局申请行政复议」
        if w.any(set, Class::Outcome) || caused(of, |t| self.spelling(t)) {
            set = w.only(set, |i| i != Class::Handling);
        }
        // 「未接到村民和企业的政府信息公开申请」
        let all = |w: &[Token]| {
            let [a, and, b] = w else { return false };
            let link = and.kind == TokenKind::List || is(and) == Some(Class::And);
            let who = |t: &Token| is(t) == Some(Class::Applicant);
            link && who(a) != who(b) && [a, b].iter().all(|t| self.is_somebody_who(t))
        };
        let everybody = w.any(set, Class::Request) && of.windows(3).any(all);
        if everybody || w.any(set, Class::Case) && of.iter().any(|t| self.spelling(t) == "公民") {
            set = w.only(set, |i| i != Class::Applicant);
        }
        set
    }

    /// Whether some only are denied.
    fn denies_some(&self, of: &[Token], set: Set) -> bool {
        // 「没有收费的申请」 says nothing of the others.
        let charged =
            |w: &[Token]| matches!(self.spelling(&w[0]), "收费" | "收取") && self.spelling(&w[1]) == "的";
        // 「没有一件申请超过法定期限」
        let late = of.iter().any(|t| matches!(self.spelling(t), "超过" | "超" | "逾"));
        // 「重复申请1件，没有其他不予处理情形」
        let others = words().any(set, Class::Others) && words().any(set, Class::ResultGroup);
        // 「2024年结转的复议2件均已审结，无一被纠正」
        let carried = self.past && words().any(set, Class::Outcome) && !words().any(set, Class::Case);
        late || carried || others && !self.claims.is_empty() || of.windows(2).any(charged)
    }

    /// There is nothing of what some words name, read with what stands before them: 「无上年结转申请」,
    /// 「投诉、举报、行政复议或者行政诉讼」; not 「没有收到申请人对答复内容的投诉」, 「未发生失泄密事件」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    fn nothing(&mut self, of: &[Token], before: Set, from: usize) {
        let (set, last) = gather(of);
        let Some(end) = last.and_then(|i| of.get(i)).map(|t| t.to) else { return };
        let w = words();
        let set = self.denied(of, set.and(before));
        // 「未收到依申请公开的书面或网上申请」: in any way; not 「没有收到当面和传真申请」.
        let any_way = w.reading.any_way.iter().any(|a| self.text.contains(a.as_str()));
        let or = |t: &Token| matches!(self.spelling(t), "或" | "或者");
        let of: &[Token] = &of.iter().filter(|t| !any_way || !or(t)).copied().collect::<Vec<_>>();
        let set = if any_way { w.only(set, |i| i != Class::WayOfAsking) } else { set };
        // 未发生投诉、举报、行政复议: one beside the other.
        let beside =
            |i: usize| of[i.saturating_sub(1)..of.len().min(i + 2)].iter().any(|t| t.kind == TokenKind::List);
        let out = |i: &usize| is(&of[*i]) == Some(Class::ExcludesClause);
        // 「未制定、修改、废止规范性文件」
        let of_listed = w.any(set, Class::Case) || w.any(set, Class::DocumentDeed);
        let listed = of_listed && (0..of.len()).filter(out).all(beside);
        let set = if listed { w.only(set, |i| i != Class::ExcludesClause) } else { set };
        if self.denies_some(of, set) {
            return;
        }
        // 「企业申请没有减少」
        let stray = [Class::Not, Class::OfWhich, Class::Compared, Class::WayOfAsking, Class::Up, Class::Down];
        // 未答复 is no matter, 无不予公开的答复 and 无继续办理的申请 are.
        let told = w.any(set, Class::ResultGroup) || w.any(set, Class::Result);
        let verb = !told && w.of_kind(set, Class::Handling).any(|v| v.is_step(RequestStep::Answered));
        let unknown = of.iter().any(other) && !self.names_who(of);
        if self.scoped || unknown || verb || stray.iter().any(|i| w.any(set, *i)) {
            return;
        }
        let past =
            (w.any(set, Class::LastYear) || w.any(set, Class::NextYear)) && !w.any(set, Class::CarryOver);
        // 未公开 says nothing of requests; 无申请 does.
        if past || w.only(set, |i| !matches!(i, Class::Disclosed)).is_empty() {
            return;
        }
        let fee = w.of_kind(set, Class::Fee).next().filter(|_| {
            !w.any(set, Class::ExcludesClause) && (!w.any(set, Class::HandlingFee) || named_apart(of))
        });
        let meaning = match fee {
            Some(c) => Some(ClaimMeaning::of_fee(c)),
            // 「全区未发生行政复议案件」: where there were none at all, there were none of 公开.
            None => {
                let around = self.around(set, None, true);
                let public = around.public || w.only(set, |i| i == Class::Case) == set;
                Around { joined: named_apart(of), public, ..around }.meaning()
            }
        };
        let of_some = |m: &ClaimMeaning| m.subject == Subject::Results && self.speaks_of_some();
        if let Some(mut meaning) = meaning.filter(|m| !of_some(m)) {
            let left = w.any(set, Class::CarryOver)
                || w.of_kind(set, Class::Handling).any(|v| v.is_step(RequestStep::Unfinished));
            // 「全部申请年内办结，无结转」: into the next year.
            let done = |w: &String| self.text.get(..from).is_some_and(|t| t.contains(w.as_str()));
            if w.any(set, Class::CarryOver) && meaning.sums.len() > 1 && w.reading.over.iter().any(done) {
                meaning = ClaimMeaning::carried_out();
            }
            if meaning.subject == Subject::Requests && !left {
                meaning.sums.retain(|s| s.begins_with(Role::Received));
                meaning.sums.truncate(1);
            }
            let range = from..end;
            let what = Claimed::Number {
                meaning: meaning.into(),
                stated: Stated::exactly(Decimal::ZERO),
                said: Phrasing::Nothing,
            };
            self.claims.push(Claim { what, digits: range.start..range.start, range });
        }
    }
}
