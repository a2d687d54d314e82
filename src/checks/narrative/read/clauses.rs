//! The walk over a sentence's pieces: clauses, brackets, the words before and behind each number, and what takes
//! them out.

use super::super::lex::{Token, TokenKind};
use super::super::meaning::{ClaimMeaning, Tier};
use super::super::words::{ClaimUnit, Class, Set, words};
use super::behind::is_inline;
use super::offices::scopes;
use super::whose::{denied, narrowed, of_the_whole};
use super::{SentenceReader, gather, is, speaks_of_it};

/// Brackets deeper within one another say nothing.
const DEEPEST: usize = 8;

impl SentenceReader<'_> {
    /// Piece by piece: a number with the words on both sides up to the next stop or number,
    /// 「12件予以公开，4件部分公开」 as well as 「予以公开12件，部分公开4件」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn clauses(&mut self, tokens: &[Token]) {
        let mut clause: Vec<Token> = Vec::new();
        let mut segment = 0;
        let mut counted = false;
        let mut scoped = self.scoped;
        let mut i = 0;
        while i < tokens.len() {
            let t = self.of_offices(tokens[i], tokens.get(i + 1));
            i += 1;
            match t.kind {
                TokenKind::Open => {
                    let end = close_of(tokens, i);
                    let (inside, behind) = (&tokens[i..end], clause.len() == segment);
                    let named = clause.last().is_some_and(|t| matches!(t.kind, TokenKind::Word(_)));
                    if named && !behind && is_inline(inside, tokens.get(end + 1)) {
                        continue;
                    }
                    if !counted {
                        self.speak_of(&clause, &[], false);
                    }
                    if self.depth < DEEPEST {
                        self.depth += 1;
                        self.inside(inside, behind && self.last.is_some());
                        self.depth -= 1;
                    }
                    i = end + 1;
                }
                TokenKind::Comma => {
                    self.end_clause(&clause, segment, counted);
                    self.go_on(&t, &clause, scoped);
                    scoped = self.scoped;
                    clause.clear();
                    (segment, counted, self.aside) = (0, false, false);
                }
                TokenKind::Number { .. } => {
                    let behind = self.right_of(&tokens[i..]);
                    i += behind.len();
                    // 「3件未到期」 are none of what was spoken of.
                    if tokens.get(i).and_then(is) == Some(Class::Not) {
                        self.pending = Set::default();
                    }
                    let left = &clause[segment..];
                    match self.apart(left, &t, &tokens[i..], behind.is_empty()) {
                        Some(used) => i += used,
                        None if self.alike(left, &t) || self.before_change(left, &t, &tokens[i..]) => {}
                        None => self.number(left, &t, behind),
                    }
                    self.speak_of_counted(&clause[segment..], behind, &t);
                    if behind.last().is_some_and(|b| self.spelling(b).ends_with(['中', '里'])) {
                        self.open(t.to, false);
                    }
                    clause.push(t);
                    clause.extend_from_slice(behind);
                    (segment, counted) = (clause.len(), true);
                }
                TokenKind::Foreign => {
                    // 「收取信息处理费的有3名申请人，共计90元」
                    self.speak_of(&clause[segment..], &[], false);
                    clause.push(t);
                    (segment, counted) = (clause.len(), true);
                    self.last = None;
                }
                _ => {
                    self.scope(&t, &clause);
                    clause.push(t);
                }
            }
        }
        self.end_clause(&clause, segment, counted);
    }

    /// What the next clause begins from, where this one began from the whole or a part.
    fn go_on(&mut self, stop: &Token, clause: &[Token], scoped: bool) {
        // 行政诉讼53件：直接起诉24件、复议后起诉29件
        let told = clause.last().is_some_and(|t| matches!(t.kind, TokenKind::Number { .. }));
        let colon = matches!(self.spelling(stop), "：" | ":") && self.depth == 0;
        if told && colon && self.last.is_some() {
            self.open(stop.to, false);
        }
        let named = gather(clause).0;
        if colon && told && !words().any(named, Class::Case) {
            self.ended = words().only(named, |i| i == Class::Outcome);
        }
        self.led = if colon && !told { clause.to_vec() } else { Vec::new() };
        // 「复议4件、诉讼3件，合计7件；2件在审」: of all of them.
        let altogether = clause.iter().any(|t| is(t) == Some(Class::Altogether));
        if altogether && !self.both.is_empty() && !clause.iter().any(|t| is(t) == Some(Class::Case)) {
            self.topic = self.both;
        }
        if matches!(self.spelling(stop), "；" | ";") {
            let part = self.text[stop.to..].split(['；', ';']).next().unwrap_or("");
            let own = self.reports_own || speaks_of_it(of_the_whole(part), self.problems);
            self.public = own && !denied(part);
            self.shadow = false;
            self.past = false;
            self.both = Set::default();
            // 「其他处理1件、待审1件；行政诉讼2件，均判决驳回原告诉讼请求」: how the former ended was told.
            if self.claims.iter().any(|c| c.meaning().is_some_and(|m| m.tier == Tier::Outcome)) {
                self.cases.clear();
            }
            (self.before, self.compared) = (None, None);
            self.back_to_the_whole(part);
        }
        // 「诉讼19件，直接起诉10件，复议后起诉9件；维持13件」: of all of them.
        self.topic = self.wider_cases(stop).unwrap_or(self.topic);
        // 「行政处罚较上年（118.7万件）增长1.4%，行政强制下降4.2%」: what grew was told.
        if clause.iter().any(|t| matches!(is(t), Some(Class::Up | Class::Down))) {
            self.compared = None;
        }
        // The parts of offices are told: the whole is spoken of again.
        if scopes(clause) > 1 && clause.iter().any(|t| is(t) == Some(Class::OfWhich)) {
            self.scoped = scoped;
        }
        // 诉讼53件，其中直接起诉24件；维持36件: of all of them.
        if let Some(l) = self.lists.last().filter(|_| matches!(self.spelling(stop), "；" | ";"))
            && words().any(l.topic, Class::Case)
        {
            self.topic = l.topic;
        }
    }

    /// What stands in brackets: parts of the number before, 「行政复议4件（维持2件、纠正1件、未审结1件）」; not
    /// 「全市1200个村（社区）公开村务信息」.
    fn inside(&mut self, tokens: &[Token], parts: bool) {
        let (topic, last, pending, scoped) = (self.topic, self.last.clone(), self.pending, self.scoped);
        let public = self.public;
        let depth = self.lists.len();
        self.pending = Set::default();
        self.public |= speaks_of_it(self.text, self.problems);
        // What is inside of 主动公开的13件 is counted by no table either.
        self.scoped |= self.shadow;
        if parts && let [first, .., _] = tokens {
            self.open(first.from, false);
        }
        self.clauses(tokens);
        while self.lists.len() > depth {
            if let Some(l) = self.lists.pop() {
                self.close(&l);
            }
        }
        (self.topic, self.last, self.pending, self.scoped) = (topic, last, pending, scoped);
        // 「各类行政复议214件、行政诉讼63件，其中涉政府信息公开复议19件」
        let said = tokens.first().zip(tokens.last()).map_or("", |(a, b)| &self.text[a.from..b.to]);
        self.public &= public || said.contains("公开") || !narrowed(self.text);
    }

    /// A part of the year or of the office takes out what follows, 「上半年收到申请11件，下半年收到14件」, until the
    /// whole is named: 「全市各级各部门新收申请2104件」. Another office does, too: not 「区住房和城乡建设局收到申请9件」.
    fn scope(&mut self, t: &Token, before: &[Token]) {
        match is(t) {
            None if t.kind == TokenKind::Other && !self.whole_named => {
                // 区住房和城乡建设局 is one name.
                let name = before.iter().rev().take_while(|b| {
                    b.kind == TokenKind::Other || is(b) == Some(Class::And) || self.spelling(b) == "属"
                });
                let from = name.last().map_or(t.from, |b| b.from);
                self.scoped |= self.setting.names_another(&self.text[from..t.to]) && !self.decides_cases(t);
                // 「区属8家医院收到信息公开申请合计13件」
                let counted = |b: &Token| matches!(b.kind, TokenKind::Foreign | TokenKind::Number { .. });
                // 120处 are no offices.
                let offices = words().organs.are_offices(self.spelling(t));
                self.scoped |=
                    before.last().is_some_and(counted) && offices && self.spelling(t).chars().count() > 1;
                // 「支队机关及各大队」 are all of it.
                if let [own @ .., each] = before {
                    let each = self.spelling(each) == "各" && !self.is_with_own(own);
                    self.scoped |= each && words().organs.are_offices(self.spelling(t));
                }
            }
            Some(Class::ExcludesAfter) => self.scoped = true,
            // 部机关及所属单位
            Some(Class::PartOfOffice) if self.is_with_own(before) => self.whole_named = true,
            Some(Class::PartOfOffice) if !self.whole_named || self.is_lower(t) => {
                (self.scoped, self.lower) = (true, true);
            }
            // 「按照国务院办公厅的规定，收取信息处理费8900元」
            Some(Class::GovernmentOffice) if self.is_led_by(before) || self.takes_the_lead(t) => {}
            Some(Class::GovernmentOffice) if !self.setting.bureau && !self.is_own_office(t, before) => {
                self.scoped = true;
            }
            // 「全区共收到申请310件，其中区政府办25件」: the office is the part, so the whole is none of its own.
            Some(Class::GovernmentOffice | Class::Filler) if self.is_own_part(t, before) => {
                let whole = |m: &ClaimMeaning| matches!(m.tier, Tier::Base(_) | Tier::Case);
                self.claims.pop_if(|c| c.meaning().is_some_and(whole));
            }
            Some(Class::WholePlace)
                if self.setting.narrow && !self.is_own_field(t)
                    || before.is_empty() && self.setting.is_below(self.spelling(t)) =>
            {
                self.scoped = true;
            }
            // 「以县直部门为被申请人的复议94件；全市因政府信息公开被申请复议68件」: the whole is spoken of again.
            Some(Class::WholePlace) => {
                self.whole_named = true;
                self.scoped &= self.timed || !self.lower || !before.is_empty();
            }
            Some(Class::Compared) => self.versus = true,
            Some(Class::Remainder) => self.aside = true,
            Some(Class::OfWhich) => self.public |= speaks_of_it(self.text, self.problems),
            // 县政府收到的申请 are not those of a bureau, nor are 县政府印发的规范性文件.
            Some(Class::Handling | Class::DocumentDeed | Class::Decision)
                if self.done_by_another(before) || self.done_by_part(before) =>
            {
                self.scoped = true;
            }
            _ => {}
        }
    }

    /// The same of a number's words, unless they end nothing.
    fn speak_of_counted(&mut self, left: &[Token], right: &[Token], number: &Token) {
        if !is_rate_of_others(left, number) {
            self.speak_of(left, right, true);
        }
    }

    /// What these words speak of, the next ones go on with: 「制发规范性文件6件，废止2件」,
    /// 「落实规范性文件集中公开，新制发6件、废止2件」; but other things between end it: not 「全年审查规范性文件草案30件，其中印发20件」.
    pub(super) fn speak_of(&mut self, left: &[Token], right: &[Token], counted: bool) {
        let set = gather(left).0.and(gather(right).0);
        let subjects = words().only(set, Class::is_subject);
        for t in left.iter().chain(right) {
            if let TokenKind::Word(id) = t.kind
                && words().is(id) == Class::Case
                && !self.cases.contains(&id)
            {
                self.cases.push(id);
            }
        }
        let (all, text) = (|| left.iter().chain(right), self.text);
        let spelled = |t: &Token, of: &[String]| of.iter().any(|w| w == &text[t.from..t.to]);
        // 「对规范性文件进行清理，宣布废止2件」
        let cleared = words().any(set, Class::Document)
            && words().any(set, Class::ExcludesClause)
            && all()
                .filter(|t| is(t) == Some(Class::ExcludesClause))
                .all(|t| spelled(t, &words().reading.cleared));
        if words().any(set, Class::Handling) || words().any(set, Class::DocumentDeed) || cleared {
            self.shadow = false;
        } else if words().any(set, Class::ExcludesClause) || (counted && words().any(set, Class::Disclosed)) {
            self.shadow = true;
            let w = &words().reading;
            let ends = |t: &Token, of: &[String]| of.iter().any(|w| text[t.from..t.to].ends_with(w.as_str()));
            self.shown =
                all().any(|t| is(t) == Some(Class::Disclosed) || ends(t, &w.shows) || ends(t, &w.reviews));
        }
        if !subjects.is_empty() {
            self.topic = subjects;
            self.some.named = true;
        } else if words().any(set, Class::ExcludesClause)
            && !words().any(set, Class::Handling)
            && !left.iter().any(|t| is(t) == Some(Class::AllOfThem))
        {
            self.topic = Set::default();
        }
    }
}

/// Whether it is a percentage of something else, which ends nothing: 「出台规范性文件6件，解读率100%，废止2件」.
fn is_rate_of_others(left: &[Token], number: &Token) -> bool {
    let set = gather(left).0;
    matches!(number.kind, TokenKind::Number { unit: ClaimUnit::Percent, .. })
        && words().any(set, Class::ExcludesClause)
        && !words().any(set, Class::Handling)
}

/// Where the bracket that opened before `from` closes.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn close_of(tokens: &[Token], from: usize) -> usize {
    let mut depth = 1;
    for (i, t) in tokens.iter().enumerate().skip(from) {
        match t.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len()
}
