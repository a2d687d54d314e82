//! Lines that were broken at the right margin (the text of a PDF file, mail) become paragraphs again: a line that
//! reaches the margin and ends in the middle of a sentence goes on in the next.

use super::facts_in_prose;
use super::raw::RawPicture;
use crate::chinese::numerals::counts;

/// A line of words, or a picture among them.
#[derive(Clone, Debug, Default)]
pub struct ReadWords {
    pub line: usize,
    pub text: String,
    pub indent: usize,
    pub picture: Option<RawPicture>,
}

/// No margin is wider, in half characters.
const WIDEST: usize = 104;
/// None is narrower.
const NARROWEST: usize = 36;
/// A line that ends so close to the margin reaches it.
const CLOSE: usize = 5;

fn width(w: &ReadWords) -> usize {
    w.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() + w.indent
}

/// Where the lines of a document were broken.
#[derive(Clone, Copy, Debug)]
pub struct Margin {
    right: usize,
    left: usize,
}

/// The margin of a document's prose; none where its paragraphs are whole.
pub fn margin(lines: &[ReadWords]) -> Option<Margin> {
    let words = || lines.iter().filter(|l| l.picture.is_none());
    let right = words().map(width).max()?;
    let left = words().map(|l| l.indent).min()?;
    let m = Margin { right, left };
    let several = words().filter(|l| m.is_full(l)).count() > 1;
    ((NARROWEST..=WIDEST).contains(&right) && several).then_some(m)
}

impl Margin {
    fn is_full(self, w: &ReadWords) -> bool {
        width(w) + CLOSE > self.right
    }

    /// The lines with paragraphs put together.
    pub fn joined(self, lines: Vec<ReadWords>) -> Vec<ReadWords> {
        let mut out: Vec<ReadWords> = Vec::new();
        // Whether the last line goes on, and which comes right behind it.
        let mut open = None;
        for l in lines {
            let is_title = is_title(&l.text);
            let goes_on = l.picture.is_none()
                && open == Some(l.line)
                && l.indent <= self.left + 1
                && !begins(&l.text)
                && !is_title;
            let ends = l.text.ends_with(['。', '？', '！', '：', '；', '?', '!', ':']);
            open = (self.is_full(&l) && !ends && !is_title).then_some(l.line + 1);
            match out.last_mut() {
                Some(before) if goes_on => before.text.push_str(&l.text),
                _ => out.push(l),
            }
        }
        out
    }
}

/// A whole title: nothing goes on in it, and it in nothing.
fn is_title(t: &str) -> bool {
    t.ends_with("年度报告")
        && !t.contains(['，', '《', '“'])
        && facts_in_prose::year(t).is_some()
        && facts_in_prose::office_of_title(t)
            .is_some_and(|o| t.starts_with(&o) || t.starts_with(char::is_numeric))
}

/// 一、 （一） 1. 第一 begin a paragraph of their own.
fn begins(t: &str) -> bool {
    let rest = t.trim_start_matches(['（', '(', '第']);
    let marks = |c: char| counts(c) || c.is_ascii_digit();
    let behind = rest.trim_start_matches(marks);
    behind.len() < rest.len() && behind.starts_with(['、', '）', ')', '.', '．', '部'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let line = |(line, t): (usize, &str)| {
            let indent = t.chars().take_while(|c| c.is_whitespace()).count() * 2;
            ReadWords { line, text: t.trim().into(), indent, ..ReadWords::default() }
        };
        let lines: Vec<ReadWords> = text.lines().enumerate().map(line).collect();
        let joined = match margin(&lines) {
            Some(m) => m.joined(lines),
            None => lines,
        };
        joined.into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn broken_lines_become_paragraphs_and_headings_and_cells_do_not() {
        let text = "一、总体情况\n今年我局认真做好各项公开工作，坚持以公开为常态，\n不公开为例外，全年公布各类信息若干条，方便了群众。\n\
            （一）主动公开。坚持做好政策文件的公开和解读，发布\n若干篇。\n无";
        assert_eq!(
            read(text),
            [
                "一、总体情况",
                "今年我局认真做好各项公开工作，坚持以公开为常态，不公开为例外，全年公布各类信息若干条，方便了群众。",
                "（一）主动公开。坚持做好政策文件的公开和解读，发布若干篇。",
                "无"
            ]
        );
    }

    #[test]
    fn whole_paragraphs_stay_as_they_are() {
        let long = "很长的一段话".repeat(20);
        let text = format!("标题\n{long}\n{long}\n无");
        assert_eq!(read(&text).len(), 4);
    }
}
