//! The walk over a sentence's pieces: clauses, brackets, the words before and behind each number, and what takes
//! them out.

use super::super::lex::{Kind, Token};
use super::super::mean::is_subject;
use super::super::words::{Is, Set, words};
use super::{Reader, gather, is};

impl Reader<'_> {
    pub(super) fn clauses(&mut self, tokens: &[Token]) {
        let mut clause: Vec<Token> = Vec::new();
        let mut segment = 0;
        let mut counted = false;
        let mut i = 0;
        while i < tokens.len() {
            let t = tokens[i];
            i += 1;
            match t.kind {
                Kind::Open => {
                    let end = close_of(tokens, i);
                    self.inside(&tokens[i..end]);
                    i = end + 1;
                }
                Kind::Comma => {
                    self.end_clause(&clause, counted);
                    clause.clear();
                    (segment, counted) = (0, false);
                }
                Kind::Number { .. } => {
                    let behind = right_of(&tokens[i..]);
                    i += behind.len();
                    let left = &clause[segment..];
                    match self.apart(left, &t, &tokens[i..], behind.is_empty()) {
                        Some(used) => i += used,
                        None => self.number(left, &t, behind),
                    }
                    self.speak_of(&clause[segment..], behind);
                    if behind.last().is_some_and(|b| self.spelling(b).ends_with('中')) {
                        self.open(t.to);
                    }
                    clause.push(t);
                    clause.extend_from_slice(behind);
                    (segment, counted) = (clause.len(), true);
                }
                Kind::Foreign => {
                    clause.push(t);
                    (segment, counted) = (clause.len(), true);
                    self.last = None;
                }
                _ => {
                    self.scope(&t);
                    clause.push(t);
                }
            }
        }
        self.end_clause(&clause, counted);
    }

    /// What stands in brackets, with the last number as its whole.
    pub(super) fn inside(&mut self, tokens: &[Token]) {
        let (topic, last, pending, scoped) = (self.topic, self.last.clone(), self.pending, self.scoped);
        let depth = self.lists.len();
        self.pending = Set::default();
        self.clauses(tokens);
        while self.lists.len() > depth {
            if let Some(l) = self.lists.pop() {
                self.close(l);
            }
        }
        (self.topic, self.last, self.pending, self.scoped) = (topic, last, pending, scoped);
    }

    /// A part of the year or of the office takes out what follows, until the whole is named.
    pub(super) fn scope(&mut self, t: &Token) {
        match is(t) {
            Some(Is::Scope) => self.scoped = true,
            Some(Is::Members) if !self.whole_named => self.scoped = true,
            Some(Is::Bureau) if !self.setting.bureau => self.scoped = true,
            Some(Is::Whole) if self.setting.narrow => self.scoped = true,
            Some(Is::Whole) => self.whole_named = true,
            Some(Is::Versus) => self.versus = true,
            _ => {}
        }
    }

    pub(super) fn speak_of(&mut self, left: &[Token], right: &[Token]) {
        let set = gather(left).0.and(gather(right).0);
        let subjects = words().only(set, is_subject);
        self.cases = self.cases.and(words().only(set, |i| i == Is::Case));
        if words().any(set, Is::Verb) || words().any(set, Is::Deed) {
            self.shadow = false;
        } else if words().any(set, Is::Out) || words().any(set, Is::Disclose) {
            self.shadow = true;
        }
        if !subjects.is_empty() {
            self.topic = subjects;
        } else if words().any(set, Is::Out) && !words().any(set, Is::Verb) {
            self.topic = Set::default();
        }
    }
}

/// Where the bracket that opened before `from` closes.
fn close_of(tokens: &[Token], from: usize) -> usize {
    let mut depth = 1;
    for (i, t) in tokens.iter().enumerate().skip(from) {
        match t.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    tokens.len()
}

/// The words behind a number that belong to it: up to a stop, but none if another number comes first.
fn right_of(rest: &[Token]) -> &[Token] {
    for (i, t) in rest.iter().enumerate() {
        match t.kind {
            Kind::Number { .. } | Kind::Foreign => return &rest[..0],
            Kind::Comma | Kind::List | Kind::Open | Kind::Close => return &rest[..i],
            Kind::Word(_)
                if matches!(
                    is(t),
                    Some(
                        Is::Among | Is::All | Is::Not | Is::Share | Is::Versus | Is::Up | Is::Down | Is::Each
                    )
                ) =>
            {
                return &rest[..i];
            }
            _ => {}
        }
    }
    rest
}
