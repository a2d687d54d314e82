//! 合计: numbers told one after another, and behind them what they make together.

use super::super::words::words;
use super::another::{Is, is};
use super::another_year::is_aside_of_a_year;
use super::lex::{Count, PlainPiece};
use super::{Odd, SumWalk, holds};
use crate::report::value::total;
use rust_decimal::Decimal;

impl<'p> SumWalk<'p> {
    /// 网站100条，新媒体80条，合计180条: the last numbers before make it.
    pub(super) fn totals(&mut self) {
        let mut told: Vec<&'p Count> = Vec::new();
        let mut depth = 0usize;
        let (mut begun, mut gone) = (false, false);
        for (i, p) in self.pieces.iter().enumerate() {
            match p {
                PlainPiece::Open => depth = depth.saturating_add(1),
                PlainPiece::Close => depth = depth.saturating_sub(1),
                PlainPiece::Parts { .. } | PlainPiece::Semicolon => told.clear(),
                PlainPiece::Words(w) => {
                    begun |= holds(w, &words().plain.begun);
                    gone |= holds(w, &words().plain.gone);
                }
                // 「教育、卫健单位各3个」: how many together, nobody says.
                PlainPiece::Count(_) if self.words_before(i).ends_with('各') => return,
                PlainPiece::Count(c) if depth == 0 || self.alone_in_brackets(i) => {
                    let run = self.run(i, c);
                    let told_so = self.pieces[..i].ends_with_total() || run.is_some() || self.is_same_deed(i);
                    let alike = || told.iter().filter(|t| t.unit == c.unit && t.stated.is_exact()).copied();
                    let before: Vec<&Count> = run.unwrap_or_else(|| alike().collect());
                    // 「失效链接372个、错敏词45处，合计417个问题」
                    let mixed = total(told.iter().map(|t| Some(t.stated.low))) == Some(c.stated.low);
                    if self.mixed(i, c) {
                        told.clear();
                    } else if begun && (gone || self.is_of_now(i)) {
                        // 「新增2个、注销1个，目前共计6个」: what there is now.
                        told.clear();
                    } else if told_so && before.len() > 1 && c.stated.is_exact() && !mixed {
                        self.total(c, &before);
                        told.clear();
                    }
                    // 「发布图文244条，比上年少59条，视频108条，多了22条，两者合计352条」
                    if !self.compares(i) {
                        told.push(c);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a number says by how much there is more or less than last year.
    fn compares(&self, i: usize) -> bool {
        let before = self.words_before(i);
        is(before) == Is::By && (holds(before, &words().plain.then) || before.ends_with('了'))
    }

    /// Whether it is told how many there are now, whatever is new: 累计18个, 目前共计6个.
    fn is_of_now(&self, i: usize) -> bool {
        use PlainPiece::{Total, Words};
        let now = |w: &str| words().plain.now.iter().any(|n| w.contains(n.as_str()));
        match &self.pieces[..i] {
            [.., Total { ever: true }] => true,
            [.., Words(w), Total { .. }] | [.., Words(w)] => now(w),
            _ => false,
        }
    }

    /// 「更新指南4项、目录12项、制度3项，共更新19项」: what was done with each was done with all of them.
    fn is_same_deed(&self, i: usize) -> bool {
        let [before @ .., PlainPiece::Comma, PlainPiece::Words(of)] = &self.pieces[..i] else { return false };
        let deed = of.strip_prefix('共').filter(|d| d.chars().count() > 1);
        let (row, first) = row_before(before);
        row.len() > 1 && deed.is_some_and(|d| first.contains(d))
    }

    /// 「以网上为主（15件）」: told as if it stood beside.
    fn alone_in_brackets(&self, i: usize) -> bool {
        use PlainPiece::{Close, Open, Words};
        let (before, behind) = self.pieces.split_at(i);
        matches!(before, [.., Words(_), Open]) && matches!(behind, [_, Close, ..])
    }

    /// The numbers that 共 right behind a row of 、 makes one of: 「17个镇街、25个部门共42家单位」.
    fn run(&self, i: usize, whole: &Count) -> Option<Vec<&'p Count>> {
        let [before @ .., PlainPiece::Total { .. }] = &self.pieces[..i] else { return None };
        let (mut run, mut listed): (Vec<&'p Count>, bool) = (Vec::new(), true);
        for p in before.iter().rev() {
            match p {
                PlainPiece::Words(_) => {}
                PlainPiece::List => listed = true,
                PlainPiece::Count(c) if listed => {
                    run.push(c);
                    listed = false;
                }
                _ => break,
            }
        }
        run.reverse();
        // 个 of offices are 家.
        let alike = |c: &&Count| c.unit == whole.unit || (c.unit == "个" && whole.unit == "家");
        (run.len() > 1 && run.iter().all(alike) && run.iter().all(|c| c.stated.is_exact())).then_some(run)
    }

    /// 「图文解读56篇、视频解读23个、专家访谈11期，共计90件」: a row of different measures, and right behind it what they come to,
    /// told nearly right.
    fn mixed(&mut self, i: usize, whole: &Count) -> bool {
        let (before, least) = match &self.pieces[..i] {
            [before @ .., PlainPiece::Comma, PlainPiece::Total { .. }] => (before, 3),
            // 「政策问答12期、宣讲9场，两项活动合计21场」
            [
                before @ ..,
                PlainPiece::Comma,
                PlainPiece::Count(n),
                PlainPiece::Words(_),
                PlainPiece::Total { .. },
            ] if n.stated.chinese && n.stated.low == Decimal::from(row_before(before).0.len()) => (before, 2),
            _ => return false,
        };
        let mut row = row_before(before).0;
        let differ = row.iter().any(|c| c.unit != whole.unit) && row.iter().all(|c| c.stated.is_exact());
        let Some(sum) = total(row.iter().map(|c| Some(c.stated.low))) else { return false };
        let off = sum.checked_sub(whole.stated.low).map_or(Decimal::MAX, |d| d.abs());
        let near = off.checked_mul(Decimal::from(3)).is_some_and(|o| o <= sum);
        if row.len() < least || !differ || !whole.stated.is_exact() || off.is_zero() || !near {
            return false;
        }
        row.reverse();
        self.total(whole, &row);
        true
    }

    pub(super) fn total(&mut self, whole: &Count, before: &[&Count]) {
        let mut sum = Decimal::ZERO;
        let mut sums = Vec::new();
        for c in before.iter().rev() {
            let Some(next) = sum.checked_add(c.stated.low) else { return };
            sum = next;
            sums.push(sum);
        }
        let a = whole.stated.low;
        if sums.iter().skip(1).any(|s| *s == a) {
            return;
        }
        let Some(by) = a.checked_sub(sum).map(|d| d.abs().normalize()) else { return };
        let message = format!("分项相加是 {}，总数写的是 {}，差 {by}", sum.normalize(), a.normalize());
        let from = before.first().map_or(whole.at.start, |c| c.at.start);
        self.out.push(Odd::of(from..whole.at.end, message));
    }
}

/// What the numbers come to that end these pieces with 、 between them; none of one alone.
pub(super) fn row_sum(pieces: &[PlainPiece]) -> Option<Decimal> {
    let row = row_before(pieces).0;
    let exact = row.len() > 1 && row.iter().all(|c| c.unit == row[0].unit && c.stated.is_exact());
    total(row.iter().map(|c| Some(c.stated.low))).filter(|_| exact)
}

/// The numbers that end these pieces with 、 between them, the last one first, and the words before the first of them.
fn row_before(pieces: &[PlainPiece]) -> (Vec<&Count>, &str) {
    let (mut row, mut first, mut rest) = (Vec::new(), "", pieces);
    while let [more @ .., PlainPiece::Words(name), PlainPiece::Count(c)] = rest {
        row.push(c);
        first = name;
        match more {
            [more @ .., PlainPiece::List] => rest = more,
            _ => break,
        }
    }
    (row, first)
}

/// 「采纳21条，未采纳14条」: both together are all that was told before, 「征集意见35条」.
pub(super) fn done_or_not(pieces: &[PlainPiece], out: &mut Vec<Odd>) {
    use PlainPiece::{Comma, Count, List, Percent, Words};
    for (i, p) in pieces.iter().enumerate() {
        let Count(whole) = p else { continue };
        let behind = pieces.get(i.saturating_add(1)..).unwrap_or_default();
        let (done, a, not, b) = match behind {
            [Comma, Words(done), Count(a), Comma | List, Words(not), Count(b), ..] => (done, a, not, b),
            // 「抽检3128批次，合格3064批次，合格率98.0%，不合格64批次」
            [Comma, Words(done), Count(a), Comma, Words(_), Percent(..), Comma, Words(not), Count(b), ..] => {
                (done, a, not, b)
            }
            _ => continue,
        };
        let denied = not.strip_prefix(['未', '不', '没']).is_some_and(|n| n == done.trim_start_matches('已'));
        let alike =
            [a, b].iter().all(|c| c.unit == whole.unit && c.stated.is_exact()) && whole.stated.is_exact();
        let sum = a.stated.low.checked_add(b.stated.low).filter(|s| *s != whole.stated.low);
        if let (true, Some(sum)) = (denied && alike && !super::is_elsewhere(done), sum) {
            let (sum, all) = (sum.normalize(), whole.stated.low.normalize());
            let message = format!("“{done}”“{not}”相加是 {sum}，总数写的是 {all}");
            out.push(Odd::of(whole.at.start..b.at.end, message));
        }
    }
}

/// Whether words mean all that was told: 三项, 二者, 以上, 各类活动.
pub(super) fn is_all(words: &str) -> bool {
    const LONGEST: usize = 5;
    let plain = &super::super::words::words().plain;
    let mut first = words.chars();
    let (number, measure) = (first.next(), first.next());
    let is = |c: Option<char>, of: &[char]| c.is_some_and(|c| of.contains(&c));
    words.chars().count() <= LONGEST
        && (words.ends_with(['项', '者'])
            || is(number, &plain.counted.0) && is(measure, &plain.counted.1)
            || plain.all_told.iter().any(|w| words.starts_with(w.as_str())))
}

impl<'p> SumWalk<'p> {
    fn place_of(&self, count: &Count) -> Option<usize> {
        self.pieces.iter().position(|p| matches!(p, PlainPiece::Count(c) if c.at == count.at))
    }

    /// Halves or quarters, and the year: 「上半年公开信息270条，下半年公开240条，全年共公开510条」.
    pub(super) fn of_year(&mut self) {
        let plain = &words().plain;
        let named: Vec<(&str, &'p Count)> = self
            .pieces
            .iter()
            .enumerate()
            .filter(|(i, _)| !is_aside_of_a_year(self.pieces, *i))
            .filter_map(
                |(i, p)| if let PlainPiece::Count(c) = p { Some((self.words_before(i), c)) } else { None },
            )
            .collect();
        for spans in &plain.spans {
            // One number each, told one behind the other.
            let at = |span: &String| named.iter().position(|(w, _)| w.contains(span.as_str()));
            let Some(places) = spans.iter().map(at).collect::<Option<Vec<usize>>>() else { continue };
            let apart = places.windows(2).any(|p| p[0].checked_add(1) != Some(p[1]));
            let (Some(first), Some(last)) = (places.first(), places.last()) else { continue };
            let parts: Vec<&Count> = named[*first..=*last].iter().map(|n| n.1).collect();
            let beside = [first.checked_sub(1), last.checked_add(1)];
            let mut around = beside.into_iter().flatten().filter_map(|i| named.get(i));
            let whole = around.find(|(w, _)| w.contains(plain.year.as_str()));
            // 「问题132个，其中第一季度54个、第二季度37个、第三季度22个、第四季度19个」
            let taken_apart = || {
                let first = parts.first().and_then(|c| self.place_of(c))?;
                let mut whole = named.get(beside[0]?)?;
                // 「来信357件：网站231件、邮寄98件、窗口28件；按季度分，一季度71件」: of the first.
                let at = self.place_of(whole.1)?..first;
                if self.pieces.get(at)?.iter().any(|p| matches!(p, PlainPiece::Semicolon)) {
                    whole = named.first()?;
                }
                let apart = self.place_of(whole.1)?.saturating_add(1)..first;
                let parted = |p: &PlainPiece| matches!(p, PlainPiece::Parts { .. } | PlainPiece::Colon);
                self.pieces.get(apart)?.iter().any(parted).then_some(whole)
            };
            let Some((_, whole)) = whole.or_else(taken_apart).filter(|_| !apart) else { continue };
            if parts.iter().any(|c| c.unit != whole.unit) {
                continue;
            }
            let sum = total(parts.iter().map(|c| Some(c.stated.low)));
            if sum.is_some_and(|s| self.tells_before(s, whole)) {
                continue;
            }
            match parts.iter().all(|c| c.stated.is_exact()) && whole.stated.is_exact() {
                true => self.total(whole, &parts),
                // 「接听38.2万通，上半年18.0万通，下半年20.2万通」
                false => self.out.extend(super::over_time::odd(&parts, whole)),
            }
        }
    }
}

trait EndsWithTotal {
    fn ends_with_total(&self) -> bool;
}

impl EndsWithTotal for [PlainPiece] {
    /// Whether 合计 stands right before, behind a stop.
    fn ends_with_total(&self) -> bool {
        matches!(self, [.., PlainPiece::Comma, PlainPiece::Total { .. }])
            || matches!(self, [.., PlainPiece::Comma, PlainPiece::Words(w), PlainPiece::Total { .. }] if is_all(w))
    }
}
