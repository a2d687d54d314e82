//! Growth told otherwise than by 增长: as many as last year, twice as many, so many times as many.

use super::super::lex::{Token, TokenKind};
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, Set, words};
use super::{SentenceReader, gather, is, other};
use rust_decimal::Decimal;
use std::ops::Range;

impl SentenceReader<'_> {
    /// 「与上年持平」, 「比上年翻了一番」; not 「与上年基本持平」. Says whether it was.
    pub(super) fn level(&mut self, clause: &[Token]) -> bool {
        let told = |t: &Token| matches!(is(t), Some(Class::Even | Class::Doubled));
        let Some(at) = clause.iter().position(told) else { return false };
        let set = gather(clause).0;
        let w = words();
        let compared = w.any(set, Class::LastYear) || w.any(set, Class::Compared);
        if !compared || clause.iter().any(other) || self.scoped || w.any(set, Class::ExcludesClause) {
            return true;
        }
        self.versus = true;
        let (by, unit) = match is(&clause[at]) {
            Some(Class::Even) => (Stated::exactly(Decimal::ZERO), ClaimUnit::Count),
            // As people say it: nearly.
            _ => (
                Stated {
                    low: Decimal::new(9, 1),
                    high: Decimal::new(13, 1),
                    ..Stated::exactly(Decimal::ONE)
                },
                ClaimUnit::Times,
            ),
        };
        let word = clause[at].from..clause[at].to;
        self.change(self.as_up(set), by, unit, (word.clone(), word.start..word.start));
        true
    }

    /// 「是上年的1.2倍」, 「为上年15件的1.2倍」
    pub(super) fn fold(&mut self, left: &[Token], set: Set, by: Stated, at: (Range<usize>, Range<usize>)) {
        if self.scoped || left.iter().any(other) || words().any(set, Class::ExcludesClause) {
            return;
        }
        self.versus = true;
        self.change(self.as_up(set), by, ClaimUnit::Fold, at);
    }

    fn as_up(&self, set: Set) -> Set {
        let set = words().only(set, |i| !matches!(i, Class::Even | Class::Doubled | Class::ThisYear));
        words().first(Class::Up).map_or(set, |up| set.with(up))
    }

    /// Whether 分别 stands before in its clause: 「同比分别增长5.1%、下降9.9%、下降22.2%」 is of what was told, one by one.
    pub(super) fn in_a_row(&self, at: usize) -> bool {
        let clause = self.text.get(..at).and_then(|t| t.rsplit(['，', '；', '。']).next());
        clause.is_some_and(|c| c.contains("分别"))
    }

    /// Whether what grew are those of one matter: 「城市更新类申请净增31件」.
    pub(super) fn grows_in_part(&self, left: &[Token]) -> bool {
        let about = |t: &Token| words().reading.about.iter().any(|a| self.spelling(t).ends_with(a.as_str()));
        left.windows(2).any(|w| about(&w[0]) && is(&w[1]) == Some(Class::Request))
    }

    /// Whether it is told right behind a number, in the same measure, by how much that grew: 「行政处罚86件，增加14件」.
    pub(super) fn grew_by(&self, left: &[Token], number: &Token, unit: ClaimUnit) -> bool {
        let bare = |t: &Token| matches!(is(t), Some(Class::Up | Class::Down | Class::Filler));
        let alike = |of: &str| unit == ClaimUnit::Percent || of == self.unit(number);
        let from = left.first().map_or(number.from, |t| t.from);
        let beside = |c: &super::Claim| {
            let between = self.text.get(c.range.end..from).unwrap_or("");
            matches!(between.trim(), "，" | "," | "（" | "(")
        };
        left.iter().all(bare)
            && self.last.as_ref().is_some_and(|l| l.meaning.is_some() && alike(l.unit))
            && self.claims.last().is_some_and(beside)
            && matches!(number.kind, TokenKind::Number { .. })
    }
}

/// Whether it is compared with something that no word names here: not 「收费386.5万元，比预算减少12万元」.
pub(super) fn against_another(left: &[Token]) -> bool {
    let from = left.iter().position(|t| is(t) == Some(Class::Compared));
    let to = left.iter().rposition(|t| matches!(is(t), Some(Class::Up | Class::Down)));
    let between = from.zip(to).and_then(|(a, b)| left.get(a..b));
    between.is_some_and(|b| b.iter().any(other))
}
