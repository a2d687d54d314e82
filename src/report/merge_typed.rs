//! Edited words back into paragraphs and runs: what an edit did not touch stays what it was.

use super::Report;
use super::emphasis::Emphasis;
use super::run::merge;
use super::text::{Para, Run};
use crate::form::bounds::between;
use std::ops::Range;
use std::slice::from_ref;

/// The runs with other ones in place of some bytes of their words, in the order of the text; what stood there is
/// gone, the rest stays. What is put in stands out as the words did that it stands for.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn splice(runs: &[Run], changes: &[(Range<usize>, &Run)], report: &Report) -> Vec<Run> {
    let mut out = Vec::with_capacity(runs.len() + 2 * changes.len());
    let mut changes = changes.iter().peekable();
    // Behind what was put in last.
    let (mut at, mut done) = (0, 0);
    let mut before: Option<&Run> = None;
    let put = |new: &Run, like: Option<&Run>| {
        new.clone().with(new.emphasis.or(like.map(|r| r.emphasis).unwrap_or_default()))
    };
    for run in runs {
        let words = run.resolved(report);
        let (from, to) = (at, at + words.len());
        at = to;
        let piece = |a: usize, b: usize| run.piece(words.get(a - from..b - from).unwrap_or_default());
        let mut pos = between(done, from, to);
        while let Some((range, new)) = changes.next_if(|(r, _)| r.start < to) {
            let (start, end) = (between(range.start, pos, to), range.end.max(range.start));
            if start > pos {
                out.push(piece(pos, start));
            }
            // What is only put in goes on what stands before it.
            let behind = before.filter(|_| range.is_empty() && start == from);
            out.push(put(new, behind.or(Some(run))));
            (pos, done) = (between(end, start, to), end);
        }
        match pos {
            p if p == from => out.push(run.clone()),
            p if p < to => out.push(piece(p, to)),
            _ => {}
        }
        before = Some(run);
    }
    out.extend(changes.map(|(_, new)| put(new, before)));
    out.retain(|r| !r.is_empty());
    merge(out)
}

/// New paragraphs from edited text, one a line: paragraphs and runs that the edit did not touch stay
/// what they were, so that live values, pictures and 旧 marks survive typing beside them. What replaces the bytes that
/// were selected is new as a whole, whatever it has in common with them.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn retext(old: &[Para], text: &str, selected: &Range<usize>, report: &Report) -> Vec<Para> {
    let old_lines: Vec<String> = old.iter().map(|p| line_of(p, report)).collect();
    let new_lines: Vec<&str> = if text.is_empty() { Vec::new() } else { text.split('\n').collect() };
    let kept = kept_around(&old_lines.join("\n"), text, selected);
    let head = old_lines.iter().zip(&new_lines).take_while(|(a, b)| a == *b).count();
    let head = head.min(kept.lines_before);
    let most = old_lines.len().min(new_lines.len()) - head;
    let tail = (0..most.min(kept.lines_behind))
        .take_while(|i| old_lines[old_lines.len() - 1 - i] == new_lines[new_lines.len() - 1 - i])
        .count();
    let mut out = old[..head].to_vec();
    let changed = &new_lines[head..new_lines.len() - tail];
    let before = &old[head..old.len() - tail];
    match before.len() == changed.len() {
        // Each line changed in place.
        true => {
            before.iter().zip(changed).for_each(|(p, l)| out.extend(remade(from_ref(p), &[l], kept, report)));
        }
        false => out.extend(remade(before, changed, kept, report)),
    }
    out.extend_from_slice(&old[old.len() - tail..]);
    out
}

/// What of a text can have stayed at most: lines before and behind those that the selection was in, and bytes of these
/// before and behind it.
#[derive(Clone, Copy)]
struct KeptAround {
    lines_before: usize,
    lines_behind: usize,
    before: usize,
    behind: usize,
}

/// What stands around the selected bytes, where something was typed over them and nothing else changed.
fn kept_around(old: &str, new: &str, selected: &Range<usize>) -> KeptAround {
    let most = usize::MAX;
    let any = KeptAround { lines_before: most, lines_behind: most, before: most, behind: most };
    let (Some(before), Some(behind)) = (old.get(..selected.start), old.get(selected.end..)) else {
        return any;
    };
    let typed_over = new.strip_prefix(before).is_some_and(|rest| rest.ends_with(behind));
    if selected.is_empty() || !typed_over {
        return any;
    }
    let lines = |of: &str| of.matches('\n').count();
    let of_line = |part: Option<&str>| part.map_or(0, str::len);
    KeptAround {
        lines_before: lines(before),
        lines_behind: lines(behind),
        before: of_line(before.rsplit('\n').next()),
        behind: of_line(behind.split('\n').next()),
    }
}

/// What a paragraph looks like in the plain editor; a picture is a line of its own.
pub fn line_of(p: &Para, report: &Report) -> String {
    match p {
        Para::Picture { caption, .. } => format!("{PICTURE}{caption}】"),
        p => p.resolved(report).replace('\n', " "),
    }
}

const PICTURE: &str = "【图：";

/// The caption in a line of the plain editor that looks like a picture's.
pub fn caption(line: &str) -> Option<&str> {
    line.strip_prefix(PICTURE).map(|c| c.trim_end().trim_end_matches('】'))
}

/// Paragraphs in which one stretch was typed over, of any lines: what stands before and behind it stays what it is.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn remade(old: &[Para], lines: &[&str], kept: KeptAround, report: &Report) -> Vec<Para> {
    let [Some(first), Some(last)] = [old.first(), old.last()] else {
        return lines.iter().map(|l| Para::plain(*l)).collect();
    };
    let (open, close) = (line_of(first, report), line_of(last, report));
    let (Some(begin), Some(end)) = (lines.first(), lines.last()) else { return Vec::new() };
    let head = common(open.chars(), begin.chars()).min(kept.before);
    // What is kept at the beginning is not kept at the end once more.
    let behind = |words: &str, alone: bool| words[if alone { head } else { 0 }..].to_string();
    let (a, b) = (behind(&close, old.len() == 1), behind(end, lines.len() == 1));
    let tail = common(a.chars().rev(), b.chars().rev()).min(kept.behind);
    let alone = old.len() == 1 && lines.len() == 1;
    let cut_short = shortened(&open, head, tail).filter(|_| alone).unwrap_or_default();
    let remade = |(i, line): (usize, &&str)| {
        let (is_first, is_last) = (i == 0, i + 1 == lines.len());
        // A picture stays beside its line.
        let own = is_first.then_some(first).or((is_last && old.len() > 1).then_some(last));
        if let (Some(Para::Picture { bytes, old, .. }), Some(c)) = (own, caption(line)) {
            return Para::Picture { bytes: bytes.clone(), caption: c.into(), old: *old };
        }
        let (from, to) = (if is_first { head } else { 0 }, line.len() - if is_last { tail } else { 0 });
        let mut runs = if is_first { cut(first, 0..head, report) } else { Vec::new() };
        if let Some(before) = runs.pop() {
            let words = before.own_words().map_or(0, str::len);
            runs.extend(renewed(before, words.saturating_sub(cut_short.0)..words));
        }
        let like = if is_first {
            like(first, head, old.len() > 1 || head + tail < open.len(), report)
        } else {
            Emphasis::NONE
        };
        runs.push(Run::text(&line[from..to]).with(like));
        if is_last {
            let mut behind = cut(last, close.len() - tail..close.len(), report).into_iter();
            runs.extend(behind.next().into_iter().flat_map(|r| renewed(r, 0..cut_short.1)));
            runs.extend(behind);
        }
        runs.retain(|r| !r.is_empty());
        Para::Text(merge(runs))
    };
    lines.iter().enumerate().map(remade).collect()
}

/// How many of the bytes before and behind what was taken out between `head` and `tail` bytes of a line are of a number
/// that lost digits there: what is left of it is no number of last year's.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn shortened(line: &str, head: usize, tail: usize) -> Option<(usize, usize)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let of_number = |c: char| is_digit(c) || c == '.' || c == ',';
    let goes_on = |text: &str| text.trim_start_matches(['.', ',']).starts_with(is_digit);
    let to = line.len().checked_sub(tail).filter(|to| *to > head)?;
    let (before, behind) = (&line[..head], &line[to..]);
    let (mut left, mut right) = (0, 0);
    if before.ends_with(is_digit) && goes_on(&line[head..]) {
        left = head - before.trim_end_matches(of_number).len();
    }
    if goes_on(behind) && line[..to].trim_end_matches(['.', ',']).ends_with(is_digit) {
        let number = &behind[..behind.find(|c| !of_number(c)).unwrap_or(tail)];
        right = number.trim_end_matches(['.', ',']).len();
    }
    Some((left, right))
}

/// A run of which these bytes are this year's, as far as it is plain words.
fn renewed(run: Run, bytes: Range<usize>) -> Vec<Run> {
    let Some(words) = run.own_words().filter(|_| run.is_old()) else { return vec![run] };
    let [from, to] = [bytes.start, bytes.end].map(|at| between(at, 0, words.len()));
    let piece = |of: Range<usize>| run.piece(words.get(of).unwrap_or_default());
    vec![piece(0..from), piece(from..to).of_this_year(), piece(to..words.len())]
}

/// The runs of some bytes of a paragraph's line: whole ones as they are, of a live value's part plain words.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn cut(para: &Para, range: Range<usize>, report: &Report) -> Vec<Run> {
    let Para::Text(runs) = para else {
        return vec![Run::text(line_of(para, report).get(range).unwrap_or_default())];
    };
    let mut at = 0;
    let mut out = Vec::new();
    for run in runs {
        let words = run.resolved(report);
        let (from, to) = (at, at + words.len());
        at = to;
        let (a, b) = (between(range.start, from, to), between(range.end, from, to));
        match b - a {
            n if n == words.len() && range.start <= from && to <= range.end => out.push(run.clone()),
            0 => {}
            _ => out.push(run.piece(words.get(a - from..b - from).unwrap_or_default())),
        }
    }
    out
}

/// How words stand out that are typed at a byte of a paragraph: as those they are typed over, else as those before.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn like(para: &Para, at: usize, over: bool, report: &Report) -> Emphasis {
    let Para::Text(runs) = para else { return Emphasis::NONE };
    let mut end = 0;
    let mut last = Emphasis::NONE;
    for run in runs {
        end += run.resolved(report).len();
        last = run.emphasis;
        if at < end || at == end && !over && at > 0 {
            break;
        }
    }
    last
}

/// Bytes that two texts share from their start, ending at a character of both.
pub(super) fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

#[cfg(test)]
mod tests;
