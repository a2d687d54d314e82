//! Sums, shares and growth of numbers that no table has: 「全年主动公开政府信息188条，其中目录公开102条，专栏公开86条」.
//! Parts make no more than their whole, and all of it where the rest is named; what requests, cases and their answers
//! come to is left to the reader of those (`read`).

mod above;
mod another;
mod another_year;
mod apart;
mod averages;
mod became;
mod beside;
mod compared;
mod digits;
mod earlier;
mod elsewhere;
mod fitting;
mod grown;
mod in_all;
mod lex;
mod listed;
mod of_whole;
mod over_time;
mod pairs;
mod percent;
mod rates;
mod row;
mod shared_parts;
mod shares;
mod slip;
mod totals;
mod two_rows;
mod untold;

pub use above::{begins_with_parts, holds_parts, of_paragraph_above};
pub use earlier::{PlainFact, facts, names_last_year};
pub use fitting::odd;
pub use percent::{is_of_told, is_rounded_to_fit};
pub use two_rows::is_second_row;
pub use untold::untold;

use elsewhere::{is_elsewhere, is_of_documents};
use lex::{Count, PlainPiece};
use percent::near;
use std::ops::Range;

use super::words::words;

/// Numbers that do not fit one another.
#[derive(Clone, Debug)]
pub struct Odd {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    pub message: String,
    /// Bytes of the sentence in whose place another number belongs, and that number.
    pub right: Option<(Range<usize>, String)>,
}

impl Odd {
    pub fn of(range: Range<usize>, message: String) -> Odd {
        Odd { range, message, right: None }
    }
}

/// A part of a whole.
struct PlainPart<'p> {
    count: &'p Count,
    /// The words before it.
    name: &'p str,
}

/// The parts found of a whole.
#[derive(Default)]
struct PlainParts<'p> {
    all: Vec<PlainPart<'p>>,
    /// Something stands among them that is counted otherwise, or only nearly.
    foreign: bool,
    /// What is counted in other units: 「会议信息220条，政策文件3302件」.
    others: Vec<&'p Count>,
    /// 等 stands behind them: there are more.
    open: bool,
    /// Behind a colon, or right behind the whole: they are all of it.
    complete: bool,
    /// A number is told roughly: 36.2万条.
    rough: bool,
    /// 、 stood between all of them.
    listed: bool,
    /// A comma or 、 stood between two of them.
    stopped: bool,
    /// The wholes of which the whole itself is a part.
    around: Vec<&'p Count>,
}

struct SumWalk<'p> {
    pieces: &'p [PlainPiece],
    out: Vec<Odd>,
    /// Documents are spoken of, whose sums are read elsewhere: only parts that are too many are told.
    of_documents: bool,
}

fn holds(text: &str, list: &[String]) -> bool {
    list.iter().any(|w| text.contains(w.as_str()))
}

impl<'p> SumWalk<'p> {
    /// Whether 、 stands before a number and its words.
    fn is_listed(&self, i: usize) -> bool {
        i.checked_sub(2).is_some_and(|l| matches!(self.pieces[l], PlainPiece::List))
    }
    fn words_before(&self, i: usize) -> &'p str {
        match i.checked_sub(1).map(|b| &self.pieces[b]) {
            Some(PlainPiece::Words(w)) => w,
            _ => "",
        }
    }
    fn top(&mut self) {
        let (mut i, mut last): (usize, Option<&'p Count>) = (0, None);
        let mut told: Vec<&'p Count> = Vec::new();
        // What requests come to is read elsewhere.
        let mut of_requests = false;
        while let Some(p) = self.pieces.get(i) {
            let next = i.saturating_add(1);
            i = next;
            match p {
                // 「在公开的50条信息中，动态20条，公告30条」
                PlainPiece::Words(w)
                    if w.ends_with(['中', '里', '内'])
                        && self.is_whole(next)
                        && (!of_requests || self.names_ways(next)) =>
                {
                    if let Some(whole) = last.filter(|w| self.follows(next, w)) {
                        i = self.group(next..self.pieces.len(), whole, &[]);
                    }
                }
                PlainPiece::Words(w) => {
                    self.of_documents |= is_of_documents(w);
                    of_requests |= is_elsewhere(w) && !is_of_documents(w);
                    // 「行政许可339项，网站发布信息53篇」
                    of_requests &= !self.tells_of_information(next.saturating_sub(1));
                }
                PlainPiece::Count(c) if self.may_be_whole(next.saturating_sub(1), last) => {
                    last = Some(c);
                    told.push(c);
                }
                PlainPiece::Comma if self.is_row(next, last, &told) && !of_requests => {
                    if let Some(whole) = last {
                        i = self.group(next..self.pieces.len(), whole, &[]);
                    }
                }
                PlainPiece::Semicolon => {
                    (last, of_requests, self.of_documents) = (None, false, false);
                    told.clear();
                }
                PlainPiece::Parts { .. } | PlainPiece::Colon | PlainPiece::Open => {
                    let bracket = matches!(p, PlainPiece::Open);
                    let end = if bracket { self.close_of(next) } else { self.pieces.len() };
                    let whole = if bracket { last } else { self.of_unit(next, &told).or(last) };
                    // 「网站80条，新媒体90条，其他5条。其中，微信40条、微博50条」: of which of them?
                    let anew = matches!(p, PlainPiece::Parts { anew: true, .. });
                    let sure = |w: &&Count| !anew || told.iter().filter(|t| t.unit == w.unit).count() < 2;
                    if anew && whole.is_some_and(|w| !sure(&w)) && !of_requests {
                        self.more_than_all(next, &told);
                    }
                    let read_here =
                        || bracket && self.names_levels(next, end) || self.takes_apart(next, &told);
                    let whole = whole
                        .filter(sure)
                        .filter(|_| (!of_requests || read_here()) && (!bracket || self.lists(next, end)));
                    if let Some(whole) = whole
                        && !self.is_joined(whole)
                        && (!matches!(p, PlainPiece::Colon) || self.follows(next, whole))
                    {
                        i = self.group(next..end, whole, &[]);
                    }
                    if bracket {
                        i = end.saturating_add(1);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the words before `next`, between a number and a comma, make it a whole.
    fn is_whole(&self, next: usize) -> bool {
        matches!(self.pieces.get(next), Some(PlainPiece::Comma))
    }
    /// The parts of a whole, in these pieces; says where they end. Behind a 其中 within others' parts, what is more than
    /// the whole is a part of those: 「信息96条，其中动态41条，其中图片20条，公告55条」. `around`: the wholes of which this one is a part.
    fn group(&mut self, pieces: Range<usize>, whole: &'p Count, around: &[&'p Count]) -> usize {
        let mut parts = self.begun(pieces.start, around);
        let own = around.is_empty();
        let (mut i, end) = (pieces.start, pieces.end);
        let mut parted = "";
        while i < end {
            let next = i.saturating_add(1);
            match &self.pieces[i] {
                PlainPiece::Semicolon if self.goes_on(next..end, whole) => parted = "",
                PlainPiece::Semicolon if self.lists_on(next..end, whole, &parts) => parted = "",
                PlainPiece::Total { .. } if self.is_own_total(i, &parts, whole) => {}
                PlainPiece::Total { .. } | PlainPiece::Semicolon => break,
                PlainPiece::List => parts.stopped |= !parts.all.is_empty(),
                PlainPiece::Comma => {
                    parts.stopped |= !parts.all.is_empty();
                    // 、 between all of them, and a comma ends them, but for the rest.
                    if parts.listed && parts.all.len() > 1 {
                        if !self.is_rest(next..end, whole)
                            && (!self.is_last(next..end, whole) || parts.fill(whole))
                        {
                            break;
                        }
                        i = next;
                        continue;
                    }
                    parts.listed &= parts.all.is_empty();
                    parted = "";
                }
                PlainPiece::Count(_) if self.begins_anew(i, &parts) || self.is_of_last_year(i) => break,
                // 「其中公告930条，动态1730条，“某某”公众号发布信息2715条」: the list was full.
                PlainPiece::Count(_) if self.is_of_another(i) && parts.fill(whole) => break,
                PlainPiece::Count(c) if self.is_change(i) => parts.foreign |= c.unit == whole.unit,
                PlainPiece::Count(c)
                    if c.unit == whole.unit && !own && !self.is_listed(i) && parts.overflow(c, whole) =>
                {
                    break;
                }
                PlainPiece::Count(c) if c.unit == whole.unit => {
                    parts.all.push(PlainPart { count: c, name: self.words_before(i) });
                    parts.rough |= !c.stated.is_exact();
                }
                PlainPiece::Count(c) => {
                    parts.foreign = true;
                    parts.others.push(c);
                }
                PlainPiece::Percent(share, at) => self.share((*share, at), parted, &parts, whole),
                PlainPiece::Words(w) => {
                    parted = w;
                    parts.open |= w.starts_with('等') || self.is_untold_rest(w, next);
                }
                PlainPiece::Parts { .. } | PlainPiece::Open => {
                    if let Some(behind) = self.inner(i, end, &parts, whole) {
                        i = behind;
                        continue;
                    }
                }
                _ => {}
            }
            i = next;
        }
        self.judge(parts, whole, i);
        i
    }

    /// No parts yet of a whole.
    fn begun(&self, at: usize, around: &[&'p Count]) -> PlainParts<'p> {
        // 「更新信息12360条，拆开来看，部门5218条，街道7142条」
        let unfolded = at.checked_sub(1).and_then(|b| self.pieces.get(b));
        let complete = self.begins_row(at) || matches!(unfolded, Some(PlainPiece::Parts { all: true, .. }));
        let foreign = self.of_documents;
        PlainParts { listed: true, complete, foreign, around: around.to_vec(), ..PlainParts::default() }
    }
}
