//! Characters → lines: by baseline, then from left to right, with the blanks that the eye sees.

use super::page::PrintedGlyph;
use crate::chinese::numerals::is_arabic;
use crate::chinese::signs::is_to_left;
use crate::import::marks::Script;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedLine {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    /// Its baseline.
    pub y: f32,
    pub size: f32,
    /// The length of what can't be broken at its begin: a word or number in Latin letters, and what clings to it.
    pub head: f32,
    /// Its words as far as they stand apart: at wide gaps, and numbers at any.
    pub parts: Vec<PrintedPart>,
}

/// Words of a line that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPart {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
}

/// What stands between words that are wide apart: as in a text, where it parts cells.
pub const WIDE: &str = "   ";
/// And within a cell, where it is a blank like others.
pub const NARROW: &str = " ";

/// Characters on one line differ less than this in height, in parts of their size.
const LEVEL: f32 = 0.45;
/// The same character so close to itself is printed twice, to look bold.
pub const TWICE: f32 = 0.15;

/// A mark of a note is smaller than this, in parts of the line's type, and this much off its line.
const MARK: [f32; 2] = [0.8, 0.12];

/// The lines of text that runs to the right, from above to below.
pub fn of(mut glyphs: Vec<PrintedGlyph>, wide: &str) -> Vec<PrintedLine> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut out = Vec::new();
    let mut row: Vec<PrintedGlyph> = Vec::new();
    for g in glyphs {
        if row.last().is_some_and(|last| g.y - last.y > LEVEL * g.size.min(last.size)) {
            out.extend(line(std::mem::take(&mut row), wide));
        }
        row.push(g);
    }
    out.extend(line(row, wide));
    out
}

/// The line that these characters are.
fn line(mut row: Vec<PrintedGlyph>, wide: &str) -> Option<PrintedLine> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    raise(&mut row);
    let stretch = stretch(&row);
    let mut text = String::new();
    let mut last: Option<PrintedGlyph> = None;
    let mut blank = false;
    let (mut size, mut y, mut x0) = (0.0f32, 0.0, None);
    let mut head: Option<f32> = None;
    let mut parts: Vec<PrintedPart> = Vec::new();
    for g in row {
        if g.c.is_whitespace() {
            blank = true;
            continue;
        }
        let mut apart = last.is_none();
        if let Some(l) = &last {
            if l.c == g.c && (g.x - l.x).abs() < TWICE * g.size {
                continue;
            }
            let wide_pair = is_wide(l.c) || is_wide(g.c);
            let gap = (g.x - l.end()) / g.size.max(l.size).max(0.1) - if wide_pair { stretch } else { 0.0 };
            // Between Chinese characters and others there is some room anyway.
            let close = match wide_pair {
                true => 0.5,
                // Their letters meet where no blank is.
                false if is_to_left(l.c) && is_to_left(g.c) => 0.12,
                false => 0.3,
            };
            if gap > 1.0 {
                text.push_str(wide);
                apart = true;
            } else if gap > close || (blank && gap > -0.2) {
                text.push(' ');
                apart = part_of_number(l.c) && part_of_number(g.c);
                if let Some(p) = parts.last_mut().filter(|_| !apart) {
                    p.text.push(' ');
                }
            }
        }
        match parts.last_mut().filter(|_| !apart) {
            Some(p) => {
                p.text.push(g.c);
                p.x1 = g.end();
            }
            None => parts.push(PrintedPart { text: g.c.into(), x0: g.x, x1: g.end() }),
        }
        x0 = x0.or(Some(g.x));
        if head.is_none() && (is_wide(g.c) || blank) && last.is_some() {
            head = last.as_ref().map(|l| l.end() - x0.unwrap_or(g.x));
        }
        blank = false;
        if g.size > size {
            (size, y) = (g.size, g.y);
        }
        text.push(g.c);
        last = Some(g);
    }
    let x1 = last?.end();
    let x0 = x0?;
    let text = as_read(&text);
    parts.iter_mut().for_each(|p| p.text = as_read(&p.text));
    Some(PrintedLine { text, x0, x1, y, size, head: head.unwrap_or(x1 - x0), parts })
}

/// Small digits that stand higher or lower than the line's own are no part of its numbers.
fn raise(row: &mut [PrintedGlyph]) {
    let Some((size, y)) = row.iter().map(|g| (g.size, g.y)).max_by(|a, b| a.0.total_cmp(&b.0)) else {
        return;
    };
    for g in row.iter_mut().filter(|g| g.size < MARK[0] * size) {
        let script = match y - g.y {
            up if up > MARK[1] * size => Script::Raised,
            up if up < -MARK[1] * size => Script::Lowered,
            _ => continue,
        };
        g.c = script.of(g.c);
    }
}

/// The characters of a line as they are read: words of a script that is read to the left stand the other way round.
fn as_read(seen: &str) -> String {
    if !seen.contains(is_to_left) {
        return seen.to_string();
    }
    let mut out: Vec<char> = Vec::new();
    // Where such words begin, and the last of their letters.
    let mut words: Option<(usize, usize)> = None;
    let turn = |out: &mut Vec<char>, words: &mut Option<(usize, usize)>| {
        if let Some((from, to)) = words.take() {
            out[from..=to].reverse();
        }
    };
    for c in seen.chars() {
        if is_to_left(c) {
            words = Some((words.map_or(out.len(), |w| w.0), out.len()));
        } else if c != ' ' && !c.is_ascii_punctuation() {
            turn(&mut out, &mut words);
        }
        out.push(c);
    }
    turn(&mut out, &mut words);
    out.into_iter().collect()
}

/// How far apart the characters of a line stand that was stretched to the margin, in parts of their size.
fn stretch(row: &[PrintedGlyph]) -> f32 {
    /// In fewer gaps nobody sees what is usual.
    const ENOUGH: usize = 6;
    let inked: Vec<&PrintedGlyph> = row.iter().filter(|g| !g.c.is_whitespace()).collect();
    let pairs = inked.windows(2).filter(|p| is_wide(p[0].c) || is_wide(p[1].c));
    let mut gaps: Vec<f32> = pairs.map(|p| (p[1].x - p[0].end()) / p[1].size.max(0.1)).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    if gaps.len() < ENOUGH { 0.0 } else { usual.max(0.0) }
}

/// Chinese characters and their punctuation: they stand without blanks.
pub fn is_wide(c: char) -> bool {
    c as u32 > 0x2e80
}

/// The words of a cell whose inner width is `width`, out of its lines. A number goes on in the next line only where
/// there was no room for it: two numbers one above the other are never one.
pub fn cell(lines: &[PrintedLine], width: f32) -> String {
    let mut out = String::new();
    let mut above: Option<&PrintedLine> = None;
    for l in lines {
        if let Some(a) = above {
            let digits = out.ends_with(part_of_number) && l.text.starts_with(part_of_number);
            let latin = out.ends_with(|c: char| c.is_ascii_alphabetic())
                && l.text.starts_with(|c: char| c.is_ascii_alphabetic());
            let full = width - (a.x1 - a.x0) < 12.0 + 0.6 * a.size;
            if latin || (digits && !full) {
                out.push(' ');
            }
        }
        out.push_str(&l.text);
        above = Some(l);
    }
    out
}

fn part_of_number(c: char) -> bool {
    is_arabic(c) || matches!(c, '.' | ',' | '+' | '-' | '，' | '．' | '/')
}

pub fn is_digit(c: char) -> bool {
    is_arabic(c)
}

/// Whether words are nothing but a number or a mark for none.
pub fn is_number(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| part_of_number(c) || c.is_whitespace())
}

/// Whether words begin with a number of their own: （四）, 3., 二、
pub fn begins_anew(words: &str) -> bool {
    let numeral = |c: char| crate::chinese::numerals::counts(c) || is_digit(c);
    let t = words.trim_start();
    if let Some(inner) = t.strip_prefix(['（', '(']) {
        return inner.starts_with(numeral);
    }
    let rest = t.trim_start_matches(numeral);
    rest.len() < t.len() && rest.starts_with(['、', '.', '．'])
}

/// Whether a line is a heading by its number: 五、存在的主要问题及改进情况.
pub fn is_heading(line: &str) -> bool {
    let rest = line.trim_start().trim_start_matches(crate::chinese::numerals::counts);
    rest.len() < line.trim_start().len() && rest.starts_with('、') && !line.contains(['，', '。', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_read_to_the_left_are_read_from_their_right_end() {
        for (before, words, behind) in
            [("上面写着", "سلا سس", "几个字"), ("（", "ئۇيغۇر", "）30号"), ("", "سلا", "")]
        {
            let seen: String = before.chars().chain(words.chars().rev()).chain(behind.chars()).collect();
            assert_eq!(as_read(&seen), format!("{before}{words}{behind}"));
        }
        assert_eq!(as_read("FAX 0797，二"), "FAX 0797，二");
    }
}
