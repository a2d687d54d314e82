//! 分别: as many numbers as things named before.

use super::super::lex::{Token, TokenKind};
use super::super::meaning::Tier;
use super::super::words::{ClaimUnit, Class, ConceptId, Set, words};
use super::lists::ListedNumber;
use super::{SentenceReader, gather, is, other};

impl SentenceReader<'_> {
    /// 各: the number is that of each thing named before, 「复议、诉讼各1件」.
    pub(super) fn alike(&mut self, left: &[Token], number: &Token) -> bool {
        let (TokenKind::Number { stated, .. }, [named @ .., each]) = (number.kind, left) else {
            return false;
        };
        let id = |t: &Token| if let TokenKind::Word(id) = t.kind { Some(id) } else { None };
        let of =
            |kind: Class| named.iter().filter_map(id).filter(|i| words().is(*i) == kind).collect::<Vec<_>>();
        let kinds = [
            Class::Case,
            Class::ResultGroup,
            Class::Result,
            Class::Applicant,
            Class::Outcome,
            Class::DocumentDeed,
        ];
        let Some(things) = kinds.into_iter().map(of).find(|ids| ids.len() > 1) else { return false };
        if self.spelling(each) != "各" || self.scoped || named.iter().any(other) {
            return false;
        }
        let shared = words().only(gather(named).0, |i| i != words().is(things[0]));
        for thing in things {
            let set = shared.with(thing);
            if let Some(m) = self.around(set, Some(words().is(thing)), true).meaning() {
                let unit = self.unit(number);
                let item = ListedNumber { stated, tier: Tier::Other, set, unit, joined: true, again: false };
                self.understood(m, item, (number.from..number.to, number.from..number.digits));
            }
        }
        true
    }

    /// Where 其中 stands before a number; not 「行政处罚126件、行政强制18件，而上年分别是97件和22件」: of last year's nothing is a part.
    pub(super) fn among(&self, left: &[Token]) -> Option<usize> {
        let among = left.iter().rposition(|t| matches!(is(t), Some(Class::OfWhich | Class::DividedBy)))?;
        let (before, from) = left.split_at_checked(among)?;
        let then = before.iter().any(|t| is(t) == Some(Class::LastYear))
            && from.first().is_some_and(|t| self.spelling(t).starts_with("分别"));
        (!then).then_some(among)
    }

    /// 分别: as many numbers as things named before, 「制发、废止行政规范性文件分别为6件、2件」; not
    /// 「同比分别增长13.3%、6%」. Says how many pieces it took.
    pub(super) fn apart(
        &mut self,
        left: &[Token],
        first: &Token,
        rest: &[Token],
        plain: bool,
    ) -> Option<usize> {
        let each = left.iter().position(|t| is(t) == Some(Class::Respectively))?;
        if !plain || left.iter().any(other) || self.scoped {
            return None;
        }
        let end = rest.iter().position(|t| t.kind == TokenKind::Comma).unwrap_or(rest.len());
        let numbers: Vec<Token> = std::iter::once(*first)
            .chain(rest[..end].iter().filter(|t| matches!(t.kind, TokenKind::Number { .. })).copied())
            .collect();
        let between = |t: &Token| {
            matches!(t.kind, TokenKind::Number { .. } | TokenKind::List)
                || matches!(
                    is(t),
                    Some(Class::Filler | Class::And | Class::AndSoOn | Class::Altogether | Class::Request)
                )
        };
        if !rest[..end].iter().all(between) {
            return None;
        }
        let named = |kind: Class| -> Vec<ConceptId> {
            let id = |t: &Token| if let TokenKind::Word(id) = t.kind { Some(id) } else { None };
            left[..each].iter().filter_map(id).filter(|i| words().is(*i) == kind).collect()
        };
        let kinds = [
            Class::ResultGroup,
            Class::Result,
            Class::Outcome,
            Class::Applicant,
            Class::DocumentDeed,
            Class::Decision,
            Class::Document,
            Class::Case,
            Class::Handling,
        ];
        let fits = |ids: &Vec<ConceptId>| ids.len() == numbers.len() && ids.len() > 1;
        // 复议68件，诉讼53件，被纠正的分别为12件和3件: of what was counted before.
        let before = || {
            let from = self.cases.len().checked_sub(numbers.len())?;
            (named(Class::Outcome).len() == 1).then(|| self.cases[from..].to_vec())
        };
        let told = || self.cases_told(&left[..each], numbers.len());
        let pairs = kinds.into_iter().map(named).find(fits).or_else(before).or_else(told).filter(fits)?;
        let shared = words().only(shared(left, each), |i| i != words().is(pairs[0]));
        for (id, n) in pairs.iter().zip(&numbers) {
            let TokenKind::Number { stated, unit } = n.kind else { continue };
            let set = shared.with(*id);
            if unit == ClaimUnit::Percent {
                self.share_of(set, stated, Set::default(), None, (n.from..n.to, n.from..n.digits));
            } else if let Some(m) = self.around(set, Some(words().is(*id)), true).meaning() {
                let item = ListedNumber {
                    stated,
                    tier: Tier::Other,
                    set,
                    unit: self.unit(n),
                    joined: true,
                    again: false,
                };
                self.understood(m, item, (n.from..n.to, n.from..n.digits));
            }
        }
        Some(end)
    }
}

impl SentenceReader<'_> {
    /// The cases told last, where nothing is named: 「复议、诉讼各有发生，数量分别为2件、2件」.
    fn cases_told(&self, left: &[Token], count: usize) -> Option<Vec<ConceptId>> {
        let from = self.cases.len().checked_sub(count).filter(|_| gather(left).0.is_empty())?;
        Some(self.cases[from..].to_vec())
    }
}

/// What those named before 分别 have in common; what was done with them may stand behind it:
/// 「规章和规范性文件分别新制定3件、44件」.
fn shared(left: &[Token], each: usize) -> Set {
    let (before, behind) = left.split_at(each);
    let deeds = words().only(gather(behind).0, |i| {
        matches!(i, Class::DocumentDeed | Class::Handling | Class::Outcome | Class::Document | Class::Case)
    });
    gather(before).0.and(deeds)
}
