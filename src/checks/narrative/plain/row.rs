//! A row of names with their numbers right behind a whole: 「解读材料53篇，文字解读21篇、图表解读19篇、视频解读11篇」.

use super::super::words::words;
use super::SumWalk;
use super::became::{are_fates, opposite, too_many};
use super::digits::{exchanged, mistyped};
use super::elsewhere::is_elsewhere;
use super::lex::{Count, PlainPiece};
use rust_decimal::Decimal;

impl<'p> SumWalk<'p> {
    /// Whether a row of parts of one name stands right behind the whole, and nothing behind it:
    /// 「解读材料53篇，文字解读21篇、图表解读19篇、视频解读11篇」; not 「收到建议53件，采纳31件、答复53件」.
    pub(super) fn is_row(&self, from: usize, whole: Option<&Count>, told: &[&Count]) -> bool {
        let Some(whole) = whole else { return false };
        let behind = from
            .checked_sub(2)
            .is_some_and(|b| matches!(&self.pieces[b], PlainPiece::Count(c) if c.at == whole.at));
        let behind = behind || self.names_whole(from, whole);
        let of_all = || self.names_fates(from, whole);
        let Some((row, rest)) = self.row(from, whole).filter(|_| behind || of_all()) else { return false };
        let again = |i: usize| match &rest[i..] {
            [PlainPiece::Count(c), ..] => c.unit == whole.unit,
            [PlainPiece::Total { .. }, PlainPiece::Count(c), ..] => c.unit == whole.unit,
            [PlainPiece::Words(w), PlainPiece::Percent(..), ..] => w.contains('占'),
            _ => false,
        };
        // What stands behind a semicolon is told of something else.
        let here = rest.iter().position(|p| matches!(p, PlainPiece::Semicolon)).unwrap_or(rest.len());
        let rest = &rest[..here];
        // 「其余109条为动态」
        let rest = match rest {
            [PlainPiece::Words(_), more @ ..] if row.ends_with_rest() => more,
            more => more,
        };
        let ends = matches!(rest, [] | [PlainPiece::Comma | PlainPiece::Semicolon | PlainPiece::Close, ..]);
        // 「信息64条，主动公开16条，依申请公开12条、不予公开36条」: one of them itself.
        let all = whole.stated.low.saturating_add(row.sum);
        let itself = told.iter().any(|t| t.unit == whole.unit && t.stated.low == all);
        let parts = behind && row.is_of(whole) || of_all();
        ends && !(0..rest.len()).any(again) && !itself && parts
    }

    /// Whether a short word for what the whole counts stands behind it: 「收了187条意见，当场答121条，一周内办49条，报区里协调17条」.
    fn names_whole(&self, from: usize, whole: &Count) -> bool {
        use PlainPiece::{Count, Words};
        let told = from.checked_sub(3).and_then(|b| self.pieces.get(b..));
        let Some([Count(c), Words(w), ..]) = told else { return false };
        c.at == whole.at && w.chars().count() <= 4
    }

    /// Whether what became of the whole follows: 「48个新媒体账号逐一核验，注销11个、整改7个、保留35个」.
    fn names_fates(&self, from: usize, whole: &Count) -> bool {
        use PlainPiece::{Comma, Count, Words};
        let here = match self.pieces.get(..from) {
            Some([.., Count(c), Words(_), Comma] | [.., Count(c), Comma]) => c.at == whole.at,
            _ => false,
        };
        let Some((row, _)) = self.row(from, whole).filter(|_| here && !self.of_documents) else {
            return false;
        };
        are_fates(&row.names) && whole.stated.is_exact() && too_many(&row.counts, whole.stated.low)
    }

    /// The names and numbers from here on, one behind the other, and what follows them.
    fn row(&self, from: usize, whole: &Count) -> Option<(PartsRow<'p>, &'p [PlainPiece])> {
        let mut row = PartsRow::default();
        let mut rest = self.pieces.get(from..).unwrap_or_default();
        while let [PlainPiece::Words(name), PlainPiece::Count(c), more @ ..] = rest {
            if c.unit != whole.unit {
                return None;
            }
            row.names.push(name);
            row.sum = row.sum.saturating_add(c.stated.low);
            row.counts.push(c.stated.low);
            rest = match more {
                [PlainPiece::List, more @ ..] => more,
                [PlainPiece::Comma, more @ ..] if matches!(more, [PlainPiece::Words(_), PlainPiece::Count(c), ..] if c.unit == whole.unit) =>
                {
                    row.parted = true;
                    more
                }
                more => more,
            };
        }
        Some((row, rest))
    }
}

/// A row of names with their numbers.
#[derive(Default)]
struct PartsRow<'p> {
    names: Vec<&'p str>,
    counts: Vec<Decimal>,
    sum: Decimal,
    /// A comma stands between two of them.
    parted: bool,
}

impl PartsRow<'_> {
    /// Whether the last of them is what remains.
    fn ends_with_rest(&self) -> bool {
        self.names.last().is_some_and(|n| words().plain.rest.iter().any(|r| n == r))
    }
    /// Whether they are the parts of a whole.
    fn is_of(&self, whole: &Count) -> bool {
        let (names, plain) = (&self.names, &words().plain);
        let begins = |n: &&str, list: &[String]| list.iter().any(|d| n.starts_with(d.as_str()));
        // 「采纳288条、部分采纳131条、未采纳767条」: all that can become of them.
        let opposed =
            names.iter().any(|n| n.strip_prefix(['未', '不']).is_some_and(|of| names.contains(&of)));
        // 「上年591处，新增38处、拆除17处，年末612处」: how many there are is no part.
        if names.last().is_some_and(|n| plain.stands.iter().any(|s| n == s)) {
            return false;
        }
        let (whole, short) = (whole.stated, |most: usize| names.iter().all(|n| n.chars().count() <= most));
        let times = |n: i64| whole.low.saturating_mul(Decimal::new(n, 2));
        // 「收集意见318条，当场答复205条，会后办理113条」: the one way or the other.
        let near = self.sum > whole.low && self.sum <= times(125)
            || exchanged(self.sum, whole.low)
            || mistyped(self.sum, whole.low);
        if opposite(names) && near && short(8) {
            return true;
        }
        // What requests come to is read elsewhere.
        if names.iter().any(|n| is_elsewhere(n) || n.contains("结转") || n.contains("办结")) {
            return false;
        }
        // 「参加部署会3次、推进会4次」 are other things.
        if !opposed && names.iter().any(|n| begins(n, &plain.deeds) || begins(n, &plain.anew)) {
            return false;
        }
        let over = self.sum > whole.high;
        // 「栏目86个，保留61个、合并17个、关停8个」: what became of all of them, and hardly more.
        let nearly = names.len() > 2 && over && self.sum <= times(110) && short(4);
        let rest = names.last().is_some_and(|n| plain.rest.iter().any(|r| n.starts_with(r.as_str())));
        let ways = names.iter().any(|n| plain.channels.iter().any(|c| n.contains(c.as_str())));
        let levels = names.iter().all(|n| plain.levels.iter().any(|l| n.starts_with(l.as_str())));
        let close = self.sum >= times(92) && self.sum <= times(115);
        if !self.parted {
            return names.len() > 1 && (of_one_name(names) || nearly || opposed || rest && close && short(8));
        }
        names.len() > 1 && close && short(8) && (rest || levels || names.len() > 2 && over && !ways)
    }
}

/// Whether short names end alike: 文字解读, 图表解读; 镇级, 村级.
pub(super) fn of_one_name(names: &[&str]) -> bool {
    const LONGEST: usize = 8;
    let last = |n: &str| n.chars().next_back();
    let Some(end) = names.first().and_then(|n| last(n)) else { return false };
    names.iter().all(|n| last(n) == Some(end) && (2..=LONGEST).contains(&n.chars().count()))
}
