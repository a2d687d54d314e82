//! The words that say what a picture shows: below it in most documents, above it in others.

use crate::chinese::numerals::counts;
use crate::form::words;
use crate::import::raw::{Line, Piece};
use std::collections::BTreeSet;

/// Those of a document: where they stand is known when all of it was read.
#[derive(Default)]
pub(super) struct Captions {
    /// The paragraphs that read like one.
    met: BTreeSet<usize>,
}

impl Captions {
    /// Puts the lines and the pictures of a paragraph behind those `out` has.
    pub fn put(&mut self, lines: Vec<Line>, shown: Vec<Line>, is_caption: bool, out: &mut Vec<Line>) {
        if !is_caption {
            out.extend(lines);
            out.extend(shown);
            return;
        }
        let beside = !shown.is_empty();
        out.extend(shown);
        let of = out.last_mut().filter(|_| beside);
        if let Some(caption) = of.and_then(Line::uncaptioned) {
            caption.extend(lines.iter().filter_map(Line::text));
            return;
        }
        self.met.extend(lines.iter().map(|l| l.number));
        out.extend(lines);
    }

    /// Gives the pictures their words. They stand where more of the pictures have some, and where as many have them above
    /// as below, the last picture tells: above the first there may be other words: 图1　各渠道公开情况如下：
    pub fn give(&self, out: &mut Vec<Line>) {
        let pictures = || (0..out.len()).filter(|i| is_picture(out.get(*i)));
        let below = |i: &usize| self.is_caption(out.get(i.saturating_add(1)));
        let above = |i: &usize| self.is_caption(i.checked_sub(1).and_then(|i| out.get(i)));
        let Some(last) = pictures().rfind(|i| below(i) || above(i)) else { return };
        let (are_below, are_above) = (pictures().filter(below).count(), pictures().filter(above).count());
        let place = if are_below == are_above { below(&last) } else { are_below > are_above };
        let mut whose: Vec<Line> = Vec::with_capacity(out.len());
        let mut lines = std::mem::take(out).into_iter().peekable();
        while let Some(mut line) = lines.next() {
            if let Some(caption) = line.uncaptioned() {
                if place {
                    let number = lines.peek().filter(|l| self.is_caption(Some(l))).map(|l| l.number);
                    while let Some(l) = lines.next_if(|l| Some(l.number) == number) {
                        caption.extend(l.text());
                    }
                } else {
                    let number = whose.last().filter(|l| self.is_caption(Some(l))).map(|l| l.number);
                    while let Some(l) = whose.pop_if(|l| Some(l.number) == number) {
                        caption.insert_str(0, l.text().unwrap_or_default());
                    }
                }
            }
            whose.push(line);
        }
        *out = whose;
    }

    /// The same in a cell. The numbers of its lines, all behind that one, are given again: they are forgotten.
    pub fn give_in_cell(&mut self, out: &mut Vec<Line>, number: usize) {
        self.give(out);
        self.met.retain(|n| *n <= number);
    }

    fn is_caption(&self, line: Option<&Line>) -> bool {
        line.is_some_and(|l| l.text().is_some() && self.met.contains(&l.number))
    }
}

fn is_picture(line: Option<&Line>) -> bool {
    matches!(line, Some(Line { piece: Piece::Picture(_), .. }))
}

/// 图1公开渠道占比, 图1　公开渠道占比，单位：%: what stands beside a picture, is no sentence (图1显示…) and leads to no
/// picture (图1、图2如下).
pub(super) fn is_caption(text: &str) -> bool {
    const LONGEST: usize = 40;
    let words = &words::words().captions;
    let number = |c: char| counts(c) || c.is_ascii_digit() || matches!(c, '-' | '—' | '.');
    let counted = |t: &str| t.starts_with(|c: char| counts(c) || c.is_ascii_digit());
    let Some(rest) = text.strip_prefix('图').map(str::trim_start) else { return false };
    let named = counted(rest) || rest.starts_with(['：', ':']);
    let behind = rest.trim_start_matches(number).trim_start();
    let tells = words.tells.iter().any(|w| behind.starts_with(w.as_str()))
        || text.split('，').skip(1).any(|t| !t.starts_with(words.measure.as_str()));
    let leads = text.contains("如下") || text.split('图').skip(2).any(counted);
    named && !tells && !leads && text.chars().count() <= LONGEST && !text.ends_with(['。', '；'])
}
