//! Whether parts of a whole go on behind a stop that ends others.

use super::super::words::words;
use super::elsewhere::is_elsewhere;
use super::lex::{Count, PlainPiece};
use super::{PlainPart, PlainParts, SumWalk, holds};
use rust_decimal::Decimal;
use std::ops::Range;

impl<'p> SumWalk<'p> {
    /// Where the bracket that opened before `from` closes.
    pub(super) fn close_of(&self, from: usize) -> usize {
        let mut depth = 1usize;
        for (i, p) in self.pieces.iter().enumerate().skip(from) {
            match p {
                PlainPiece::Open => depth = depth.saturating_add(1),
                PlainPiece::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return i;
            }
        }
        self.pieces.len()
    }
    /// Whether what is in brackets takes the number before apart: （含动态50条、公告32条）.
    pub(super) fn lists(&self, from: usize, end: usize) -> bool {
        let counts = self.pieces[from..end].iter().filter(|p| matches!(p, PlainPiece::Count(_))).count();
        counts > 1 && from.checked_sub(2).is_some_and(|b| matches!(self.pieces[b], PlainPiece::Count(_)))
    }

    /// Whether parts go on behind a semicolon: 「主动公开960件，占80%；不公开240件，占20%」.
    pub(super) fn goes_on(&self, pieces: Range<usize>, whole: &Count) -> bool {
        use PlainPiece::{Comma, Count, Percent, Words};
        match &self.pieces[pieces] {
            [Words(_), Count(c), Comma, Words(w), Percent(..), ..] => {
                c.unit == whole.unit && words().plain.shares.iter().any(|s| w.ends_with(s.as_str()))
            }
            _ => false,
        }
    }

    /// Whether parts stand each between semicolons: 「其中：动态38条；公告1条；解读6条」, 「其中：1.文件1条；2.动态12条」.
    pub(super) fn lists_on(&self, pieces: Range<usize>, whole: &Count, parts: &PlainParts<'p>) -> bool {
        use PlainPiece::{Count, Semicolon, Words};
        let one = !parts.foreign && !parts.stopped && !parts.all.is_empty();
        match &self.pieces[pieces] {
            [Words(_), Count(c)] | [Words(_), Count(c), Semicolon, ..] => one && c.unit == whole.unit,
            [Words(_), Count(c), PlainPiece::Comma] => one && c.unit == whole.unit,
            _ => false,
        }
    }

    /// 公开信息420条：组织机构20条，财政信息80条.
    pub(super) fn follows(&self, from: usize, whole: &Count) -> bool {
        // 「更新3174条信息：政务动态1108条」: what they are stands behind them.
        let counted = |b: usize| matches!(&self.pieces[b], PlainPiece::Count(_));
        let noun = |b: usize| matches!(&self.pieces[b], PlainPiece::Words(w) if w.chars().count() <= 4);
        let right_behind = from
            .checked_sub(2)
            .is_some_and(|b| counted(b) || noun(b) && b.checked_sub(1).is_some_and(counted));
        let of_unit = |p: &&PlainPiece| matches!(p, PlainPiece::Count(c) if c.unit == whole.unit);
        right_behind && self.pieces[from..].iter().filter(of_unit).count() > 1
    }

    /// Whether a row of parts of one name stands right behind the whole, and nothing behind it:
    /// 「解读材料53篇，文字解读21篇、图表解读19篇、视频解读11篇」; not 「收到建议53件，采纳31件、答复53件」.
    pub(super) fn is_row(&self, from: usize, whole: Option<&Count>, told: &[&Count]) -> bool {
        let Some(whole) = whole else { return false };
        let behind = from
            .checked_sub(2)
            .is_some_and(|b| matches!(&self.pieces[b], PlainPiece::Count(c) if c.at == whole.at));
        let Some((row, rest)) = self.row(from, whole).filter(|_| behind) else { return false };
        let again = |i: usize| match &rest[i..] {
            [PlainPiece::Count(c), ..] => c.unit == whole.unit,
            [PlainPiece::Total, PlainPiece::Count(c), ..] => c.unit == whole.unit,
            [PlainPiece::Words(w), PlainPiece::Percent(..), ..] => w.contains('占'),
            _ => false,
        };
        let ends = matches!(rest, [] | [PlainPiece::Comma | PlainPiece::Semicolon | PlainPiece::Close, ..]);
        // 「信息64条，主动公开16条，依申请公开12条、不予公开36条」: one of them itself.
        let all = whole.stated.low.saturating_add(row.sum);
        let itself = told.iter().any(|t| t.unit == whole.unit && t.stated.low == all);
        ends && !(0..rest.len()).any(again) && !itself && row.is_of(whole)
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

    /// Whether what remains is named, and no number of it: 「信访投诉类2件，其余按规定分别告知」.
    pub(super) fn is_untold_rest(&self, words_of_it: &str, next: usize) -> bool {
        let rest = words().plain.rest.iter().any(|r| words_of_it.starts_with(r.as_str()));
        rest && !matches!(self.pieces.get(next), Some(PlainPiece::Count(_)))
    }
    /// Whether all that is counted from here on came in by a way of its own: 「当面提交81件，来信52件，网上33件」.
    pub(super) fn names_ways(&self, from: usize) -> bool {
        let counted = |i: &usize| matches!(self.pieces[*i], PlainPiece::Count(_));
        let mut all = (from..self.pieces.len()).filter(counted).peekable();
        all.peek().is_some() && all.all(|i| holds(self.words_before(i), &words().plain.ways))
    }

    /// Whether the pieces from here on are all parts that there are: a row behind a colon or right behind its whole.
    pub(super) fn begins_row(&self, from: usize) -> bool {
        matches!(
            from.checked_sub(1).and_then(|b| self.pieces.get(b)),
            Some(PlainPiece::Colon | PlainPiece::Comma)
        )
    }

    /// The number told last in the unit of the parts that begin here: 「举办活动14场，参加620人次，其中养老机构9场」.
    pub(super) fn of_unit(&self, from: usize, told: &[&'p Count]) -> Option<&'p Count> {
        let part = self
            .pieces
            .get(from..)?
            .iter()
            .find_map(|p| if let PlainPiece::Count(c) = p { Some(c) } else { None })?;
        told.iter().rev().find(|c| c.unit == part.unit).copied()
    }

    /// Whether what follows in the same measure makes the sum right: 「其他18条，调整栏目3个，微信60条」.
    pub(super) fn fits_further(&self, sum: Decimal, whole: &Count, end: usize) -> bool {
        let (mut all, mut inside) = (sum, false);
        self.pieces.get(end..).unwrap_or_default().iter().any(|p| match p {
            // （中英文各1条） says of what it stands behind.
            PlainPiece::Open | PlainPiece::Close => {
                inside = matches!(p, PlainPiece::Open);
                false
            }
            PlainPiece::Count(c) if c.unit == whole.unit && !inside => {
                all = all.saturating_add(c.stated.low);
                all == whole.stated.low
            }
            _ => false,
        })
    }

    /// Whether a number ends a list: what was listed, once more, 「其中目录中公开60条、42条，共发布102条」, or something that
    /// was done besides, 「其中文件2件，受理来信9件」.
    pub(super) fn begins_anew(&self, i: usize, parts: &PlainParts<'p>) -> bool {
        if self.words_before(i).starts_with('共') {
            return true;
        }
        let anew = |name: &str| words().plain.anew.iter().any(|d| name.starts_with(d.as_str()));
        let behind_comma = i.checked_sub(2).is_some_and(|b| matches!(self.pieces[b], PlainPiece::Comma));
        behind_comma && anew(self.words_before(i)) && parts.all.first().is_none_or(|p| !anew(p.name))
    }

    /// Whether the whole is called by its parts: 「其中人大代表建议31件、政协提案38件」.
    pub(super) fn names_all(&self, parts: &PlainParts<'p>, whole: &Count) -> bool {
        let is_whole = |p: &PlainPiece| matches!(p, PlainPiece::Count(c) if c.at == whole.at);
        let name = self.pieces.iter().position(is_whole).map_or("", |i| self.words_before(i));
        parts.all.len() > 1 && parts.all.iter().all(|p| p.name.chars().count() > 1 && name.contains(p.name))
    }

    /// Whether what remains of the whole is named: 「动态20条、公告30条，其他10条」.
    pub(super) fn is_rest(&self, pieces: Range<usize>, whole: &Count) -> bool {
        let rest = |w: &str| words().plain.rest.iter().any(|r| w == r);
        matches!(&self.pieces[pieces], [PlainPiece::Words(w), PlainPiece::Count(c), ..] if rest(w) && c.unit == whole.unit)
    }
}

impl PlainParts<'_> {
    /// Whether the same things went out by several ways: 「信息73条，其中网站73条、公众号73条」.
    pub(super) fn are_channels(&self, whole: &Count) -> bool {
        let way = |name: &str| words().plain.channels.iter().any(|c| name.contains(c.as_str()));
        let all = |p: &&PlainPart<'_>| p.count.stated.low == whole.stated.low;
        let wholes = self.all.iter().filter(all).count();
        self.all.len() > 1 && (wholes == self.all.len() || wholes > 0 && self.all.iter().all(|p| way(p.name)))
    }
}

/// A row of names with their numbers.
#[derive(Default)]
struct PartsRow<'p> {
    names: Vec<&'p str>,
    sum: Decimal,
    /// A comma stands between two of them.
    parted: bool,
}

impl PartsRow<'_> {
    /// Whether they are the parts of a whole.
    fn is_of(&self, whole: &Count) -> bool {
        let (names, plain) = (&self.names, &words().plain);
        let begins = |n: &&str, list: &[String]| list.iter().any(|d| n.starts_with(d.as_str()));
        // 「采纳288条、部分采纳131条、未采纳767条」: all that can become of them.
        let opposed = names.iter().any(|n| n.strip_prefix('未').is_some_and(|of| names.contains(&of)));
        // What requests come to is read elsewhere.
        if names.iter().any(|n| is_elsewhere(n) || n.contains("结转") || n.contains("办结")) {
            return false;
        }
        // 「参加部署会3次、推进会4次」 are other things.
        if !opposed && names.iter().any(|n| begins(n, &plain.deeds) || begins(n, &plain.anew)) {
            return false;
        }
        let (whole, short) = (whole.stated, |most: usize| names.iter().all(|n| n.chars().count() <= most));
        let times = |n: i64| whole.low.saturating_mul(Decimal::new(n, 2));
        let over = self.sum > whole.high;
        // 「栏目86个，保留61个、合并17个、关停8个」: what became of all of them, and hardly more.
        let nearly = names.len() > 2 && over && self.sum <= times(110) && short(4);
        if !self.parted {
            return names.len() > 1 && (of_one_name(names) || nearly || opposed);
        }
        let rest = names.last().is_some_and(|n| plain.rest.iter().any(|r| n.starts_with(r.as_str())));
        let ways = names.iter().any(|n| plain.channels.iter().any(|c| n.contains(c.as_str())));
        let levels = names.iter().all(|n| plain.levels.iter().any(|l| n.starts_with(l.as_str())));
        let close = self.sum >= times(92) && self.sum <= times(115);
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
