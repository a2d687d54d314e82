//! Growth of a number that does not stand right before its percentage.

use super::super::number::Stated;
use super::super::words::words;
use super::earlier::names_last_year;
use super::lex::{Count, PlainPiece};
use super::{SumWalk, holds, near};
use rust_decimal::Decimal;

/// What a number before a percentage is.
#[derive(PartialEq)]
pub(super) enum Is {
    Now,
    Before,
    By,
}

/// Last year's number behind the percentage: 「发布信息35128条，同比增长5%，比上年的33460条增加1668条」.
pub(super) fn then_behind(pieces: &[PlainPiece], i: usize) -> Option<(&Count, Stated, Stated)> {
    use PlainPiece::{Comma, Count, Words};
    let [told @ .., Words(of), Count(now), Comma, Words(_)] = pieces.get(..i)? else { return None };
    let [Comma, Words(then), Count(before), ..] = pieces.get(i.saturating_add(1)..)? else { return None };
    // 「公开信息371条，同比增长9.1%（上年340条）」
    let alone = !told.iter().any(|p| matches!(p, Count(_) | PlainPiece::Parts { .. }));
    let of_then = |w: &str| alone && words().plain.last_year.iter().any(|l| w.trim_end_matches('为') == l);
    let alike = now.unit == before.unit
        && (names_last_year(then) || of_then(then))
        && is(then) == Is::Before
        && is(of) == Is::Now;
    (alike && !super::elsewhere::is_elsewhere(of)).then_some((now, before.stated, now.stated))
}

/// Both numbers behind the percentage: 「立案数同比下降23.4%，从538起降到412起」.
pub(super) fn both_behind(pieces: &[PlainPiece], i: usize) -> Option<(&Count, Stated, Stated)> {
    use PlainPiece::{Comma, Count, Words};
    let [Comma, Words(from), Count(then), Words(to), Count(now), ..] = pieces.get(i.saturating_add(1)..)?
    else {
        return None;
    };
    let both = matches!(from.as_str(), "从" | "由")
        && words().plain.reached.iter().any(|w| to.ends_with(w.as_str()));
    (both && then.unit == now.unit).then_some((then, then.stated, now.stated))
}

/// Whether a percentage follows where by how much something grew, or what it was, is said of another number told before:
/// 「发布信息983条，其中通关政策486条、统计数据231条、行政执法174条、队伍建设92条，比2021年的864条增长13.8%」.
pub(super) fn of_another(before: &[PlainPiece], stated: Stated, up: bool) -> bool {
    let mut told =
        before.iter().rev().filter_map(|p| if let PlainPiece::Count(c) = p { Some(c) } else { None });
    let Some(said) = told.next() else { return false };
    let grown = |now: &Count| {
        let (by, now) = (said.stated.low, now.stated.low);
        let then = if up { now.checked_sub(by) } else { now.checked_add(by) };
        // Said is by how much, or what it was.
        let more = if up { now.checked_sub(by) } else { by.checked_sub(now) };
        [(Some(by), then), (more, Some(by))]
    };
    let fits = |(by, then): (Option<Decimal>, Option<Decimal>)| {
        let share = || by?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then?);
        share().is_some_and(|g| near(g, stated))
    };
    told.filter(|c| c.unit == said.unit).take(24).any(|c| grown(c).into_iter().any(fits))
}

/// The year that words name: 「2024年公开」.
pub(super) fn year_of(words: &str) -> Option<u16> {
    let at = words.find('年')?;
    let digits = words.get(at.checked_sub(4)?..at)?;
    digits.parse().ok().filter(|y: &u16| (2000..2100).contains(y))
}

pub(super) fn is(words_before: &str) -> Is {
    let plain = &words().plain;
    // 「结转上年10件后新收268件」 are this year's to deal with.
    if words_before.contains("结转") || plain.reached.iter().any(|w| words_before.ends_with(w.as_str())) {
        Is::Now
    } else if matches!(words_before, "少" | "增" | "减")
        || holds(words_before, &plain.up)
        || holds(words_before, &plain.down)
        || words_before.ends_with('少') && holds(words_before, &plain.then)
        || holds(words_before, &plain.then) && holds(words_before, &plain.begun)
    {
        Is::By
    } else if holds(words_before, &plain.then) || set_beside(words_before) {
        Is::Before
    } else {
        Is::Now
    }
}

/// Whether a year by its number is set beside: 「与2022年的15406条相比」.
fn set_beside(words: &str) -> bool {
    words.starts_with(['与', '和', '同']) && words.ends_with("年的") && year_of(words).is_some()
}

/// The same of a number before which `later` were looked at: 「各类会议合计50件，2023年为44件，增加6件」 tells of another year.
pub(super) fn is_then(words_before: &str, later: usize) -> Is {
    let of_year = year_of(words_before).is_some() && words_before.ends_with(['年', '为', '是', '有']);
    match is(words_before) {
        Is::Now if of_year && later == 1 => Is::Before,
        said => said,
    }
}

impl SumWalk<'_> {
    /// Whether a number says by how much something changed, or what it was; 「教育、卫健单位各3个」 is one of more.
    pub(super) fn is_change(&self, i: usize) -> bool {
        let before = self.words_before(i);
        // 「比2021年的257条多36条」
        let by = || is(before) == Is::By && before.chars().count() == 1;
        before.ends_with('各') || holds(before, &words().plain.changes) || by()
    }

    /// 「新增公开栏10处，其中村级8处」 are all that is new; not where others were told before.
    pub(super) fn may_be_whole(&self, i: usize, last: Option<&Count>) -> bool {
        let new = |w: &str| words().plain.begun.iter().any(|b| w.contains(b.as_str()));
        let but_new = || {
            let other = words().plain.changes.iter().filter(|c| !new(c));
            !other.into_iter().any(|c| self.words_before(i).contains(c.as_str()))
        };
        !self.is_change(i) || last.is_none() && but_new()
    }

    /// Whether a number behind a comma is last year's: 「行政处罚126件、行政强制18件，而上年分别是97件和22件」.
    pub(super) fn is_of_last_year(&self, i: usize) -> bool {
        let behind_comma = i.checked_sub(2).is_some_and(|b| matches!(self.pieces[b], PlainPiece::Comma));
        let last = |w: &str| words().plain.last_year.iter().any(|y| w.contains(y.as_str()));
        // 上年结转 are dealt with this year.
        let carried = ["结转", "遗留"].iter().any(|c| self.words_before(i).contains(c));
        behind_comma && !carried && last(self.words_before(i)) && !self.is_change(i)
    }
}
