//! Whether parts of a whole go on behind a stop that ends others.

use super::super::words::words;
use super::another::year_of;
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
    /// Whether what is in brackets takes the number before apart: （含动态50条、公告32条）; not 「现行有效83件（2024年末85件，净减2件）」.
    pub(super) fn lists(&self, from: usize, end: usize) -> bool {
        let then = |w: &str| year_of(w).is_some() || holds(w, &words().plain.last_year);
        if matches!(self.pieces.get(from), Some(PlainPiece::Words(w)) if then(w))
            && self.changes_in(from, end)
        {
            return false;
        }
        let counts = self.pieces[from..end].iter().filter(|p| matches!(p, PlainPiece::Count(_))).count();
        counts > 1 && from.checked_sub(2).is_some_and(|b| matches!(self.pieces[b], PlainPiece::Count(_)))
    }

    /// Whether a number there says by how much something changed.
    fn changes_in(&self, from: usize, end: usize) -> bool {
        (from..end).any(|i| matches!(self.pieces[i], PlainPiece::Count(_)) && self.is_change(i))
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
        // 「发布会46场，其中系列发布会18场；县区举办75场」: others did that.
        let deed = |n: &str| words().plain.held.iter().any(|d| n.ends_with(d.as_str()));
        let other = matches!(self.pieces.get(pieces.start), Some(Words(w)) if deed(w));
        let one = one && (!other || parts.all.iter().any(|p| deed(p.name)));
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

    /// The parts of the last part, or its share in brackets; says where they end.
    pub(super) fn inner(
        &mut self,
        at: usize,
        end: usize,
        parts: &PlainParts<'p>,
        whole: &'p Count,
    ) -> Option<usize> {
        let next = at.saturating_add(1);
        let bracket = matches!(self.pieces[at], PlainPiece::Open);
        let close = if bracket { self.close_of(next).min(end) } else { end };
        if let Some(part) = parts.all.last().map(|p| p.count)
            && (!bracket || self.lists(next, close))
        {
            // Nothing is around what stands in brackets.
            let around = if bracket { Vec::new() } else { parts.wholes(whole) };
            let behind = self.group(next..close, part, &around);
            return Some(if bracket { close.saturating_add(1) } else { behind });
        }
        bracket.then(|| self.bracketed_share(next, close, parts, whole))
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

    /// Whether all that is counted there are levels: 「登记申请1671件（市级部门611件，县区1060件）」.
    pub(super) fn names_levels(&self, from: usize, end: usize) -> bool {
        let counted = |i: &usize| matches!(self.pieces[*i], PlainPiece::Count(_));
        let level = |i: usize| {
            let name = self.words_before(i);
            let own = words().plain.own_levels.iter().any(|l| name.ends_with(l.as_str()));
            (own || words().plain.levels.iter().any(|l| name.starts_with(l.as_str()))) && !is_elsewhere(name)
        };
        let mut all = (from..end).filter(counted).peekable();
        all.peek().is_some() && all.all(level)
    }

    /// Whether the pieces from here on are all parts that there are: a row behind a colon or right behind its whole.
    pub(super) fn begins_row(&self, from: usize) -> bool {
        matches!(
            from.checked_sub(1).and_then(|b| self.pieces.get(b)),
            Some(PlainPiece::Colon | PlainPiece::Comma)
        ) || self.fills_brackets(from)
    }

    /// Whether the brackets behind a whole hold names with their numbers and nothing else: 529条（街道214条、社区305条）.
    fn fills_brackets(&self, from: usize) -> bool {
        let open = from.checked_sub(1).is_some_and(|b| matches!(self.pieces[b], PlainPiece::Open));
        let inside = self.pieces.get(from..self.close_of(from)).unwrap_or_default();
        let some = |w: &str| ["含", "如", "有"].iter().any(|s| w.starts_with(s));
        let plain = |p: &PlainPiece| match p {
            PlainPiece::Words(w) => !some(w),
            PlainPiece::Count(_) | PlainPiece::List | PlainPiece::Comma => true,
            _ => false,
        };
        open && inside.iter().all(plain)
    }

    /// Whether a total within a part is its own, not that of the list: 「解读信息共计110条，其他1827条」.
    pub(super) fn is_own_total(&self, at: usize, parts: &PlainParts<'p>, whole: &Count) -> bool {
        use PlainPiece::{Comma, Count, List, Words};
        let named = matches!(&self.pieces[..at], [.., Comma | List, Words(w)] if !super::totals::is_all(w));
        let goes_on = match self.pieces.get(at.saturating_add(1)..) {
            Some([Count(c), Comma | List, Words(_), Count(next), ..]) => {
                c.unit == whole.unit && next.unit == whole.unit && c.stated.low != parts.sum()
            }
            _ => false,
        };
        named && goes_on
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
        // 「另有微信60条」 is no part.
        if self.words_before(i).starts_with(['共', '另']) {
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

impl<'p> SumWalk<'p> {
    /// Whether a number is told of another channel than what is before it, of something done, or of what there is
    /// besides: 「法院已审结15件，其中维持12件，纠正3件，尚有5件在审」.
    pub(super) fn is_of_another(&self, i: usize) -> bool {
        let (plain, name) = (&words().plain, self.words_before(i));
        let other = holds(name, &plain.channels) || holds(name, &plain.deeds);
        !self.is_listed(i) && (other || name.starts_with(['尚', '还']))
    }

    /// Whether a whole is told with another, 「文件30件和解读15件」: parts are of both.
    pub(super) fn is_joined(&self, whole: &Count) -> bool {
        let at = self.pieces.iter().position(|p| matches!(p, PlainPiece::Count(c) if c.at == whole.at));
        match at.map(|i| &self.pieces[..i]) {
            Some([.., PlainPiece::Count(other), PlainPiece::Words(w)]) => {
                other.unit == whole.unit && w.starts_with(['和', '及', '与'])
            }
            _ => false,
        }
    }

    /// What the numbers come to that 、 joins to the whole, with it.
    pub(super) fn row_to(&self, whole: &Count) -> Option<Decimal> {
        use PlainPiece::{Count, List, Words};
        let at = self.pieces.iter().position(|p| matches!(p, Count(c) if c.at == whole.at))?;
        let (mut sum, mut rest) = (whole.stated.low, self.pieces.get(..at)?);
        while let [more @ .., Count(c), List, Words(_)] = rest {
            if c.unit != whole.unit {
                return None;
            }
            sum = sum.checked_add(c.stated.low)?;
            rest = more;
        }
        Some(sum)
    }

    /// Whether words tell of information made public, not of requests: 「网站发布信息53篇」.
    pub(super) fn tells_of_information(&self, at: usize) -> bool {
        let (plain, words) = (&words().plain, self.pieces.get(at..));
        match words {
            Some([PlainPiece::Words(w), PlainPiece::Count(c), ..]) => {
                c.unit != "件"
                    && plain.published.contains(&c.unit)
                    && !is_elsewhere(w)
                    && holds(w, &plain.deeds)
            }
            _ => false,
        }
    }

    /// Whether one more part of a short name ends the list, behind others with 、 between them:
    /// 「概况类22条、动态1335条，目录350条。」
    pub(super) fn is_last(&self, pieces: Range<usize>, whole: &Count) -> bool {
        use PlainPiece::{Comma, Count, Semicolon, Words};
        const LONGEST: usize = 6;
        let plain = &words().plain;
        let of_another = |w: &str| {
            let begins = |list: &[String]| list.iter().any(|d| w.starts_with(d.as_str()));
            begins(&plain.deeds)
                || begins(&plain.anew)
                || begins(&plain.changes)
                || w.starts_with(['共', '另'])
        };
        let named = |w: &str| w.chars().count() <= LONGEST && !of_another(w) && !holds(w, &plain.changes);
        match &self.pieces[pieces] {
            [Words(w), Count(c)] | [Words(w), Count(c), Comma] | [Words(w), Count(c), Semicolon, ..] => {
                c.unit == whole.unit && named(w)
            }
            _ => false,
        }
    }
}

impl PlainParts<'_> {
    /// Whether they are the whole already.
    pub(super) fn fill(&self, whole: &Count) -> bool {
        self.all.len() > 1 && !self.rough && self.sum() == whole.stated.low
    }
    /// Whether the same things went out by several ways: 「信息73条，其中网站73条、公众号73条」.
    pub(super) fn are_channels(&self, whole: &Count) -> bool {
        let way = |name: &str| words().plain.channels.iter().any(|c| name.contains(c.as_str()));
        let all = |p: &&PlainPart<'_>| p.count.stated.low == whole.stated.low;
        let wholes = self.all.iter().filter(all).count();
        self.all.len() > 1 && (wholes == self.all.len() || wholes > 0 && self.all.iter().all(|p| way(p.name)))
    }
}
