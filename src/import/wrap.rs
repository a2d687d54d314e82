//! Lines that were broken at the right margin (the text of a PDF file, mail) become paragraphs again: a line that
//! reaches the margin and ends in the middle of a sentence goes on in the next.

use super::cell::is_value;
use super::raw::{Line, Piece};
use crate::chinese::numerals::counts;

/// No margin is wider, in half characters.
const WIDEST: usize = 104;
/// None is narrower.
const NARROWEST: usize = 36;
/// A line that ends so close to the margin reaches it.
const CLOSE: usize = 5;

fn width(t: &str) -> usize {
    t.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The lines with paragraphs put together; each comes with its indent.
pub fn joined(lines: Vec<(Line, usize)>) -> Vec<Line> {
    let prose = |l: &(Line, usize)| l.0.text().is_some_and(|t| !is_value(t) && !ends_in_numbers(t));
    let widths = || lines.iter().filter(|l| prose(l)).filter_map(|(l, indent)| Some(width(l.text()?) + indent));
    let margin = widths().max().unwrap_or(0);
    let full = |n: usize| n + CLOSE > margin;
    if !(NARROWEST..=WIDEST).contains(&margin) || widths().filter(|n| full(*n)).count() < 2 {
        return lines.into_iter().map(|l| l.0).collect();
    }
    let left = lines.iter().filter(|l| prose(l)).map(|l| l.1).min().unwrap_or(0);
    let mut out: Vec<Line> = Vec::new();
    // Whether the last line goes on.
    let mut open = false;
    for (l, indent) in lines {
        let Some(t) = l.text().map(str::to_string) else {
            open = false;
            out.push(l);
            continue;
        };
        let plain = !is_value(&t) && !ends_in_numbers(&t);
        let goes_on = open && plain && indent <= left + 1 && !begins(&t);
        open = plain && full(width(&t) + indent) && !t.ends_with(['。', '？', '！', '：', '；', '?', '!', ':']);
        match out.last_mut().map(|l| &mut l.piece) {
            Some(Piece::Text(before)) if goes_on => before.push_str(&t),
            _ => out.push(l),
        }
    }
    out
}

/// 一、 （一） 1. 第一 begin a paragraph of their own.
fn begins(t: &str) -> bool {
    let rest = t.trim_start_matches(['（', '(', '第']);
    let marks = |c: char| counts(c) || c.is_ascii_digit();
    let behind = rest.trim_start_matches(marks);
    behind.len() < rest.len() && behind.starts_with(['、', '）', ')', '.', '．', '部'])
}

/// A label with its numbers is no prose.
fn ends_in_numbers(t: &str) -> bool {
    t.split_whitespace().count() > 1 && t.split_whitespace().next_back().is_some_and(is_value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let line = |(i, t): (usize, &str)| {
            (Line::new(i + 1, Piece::Text(t.trim().into())), t.chars().take_while(|c| c.is_whitespace()).count() * 2)
        };
        joined(text.lines().enumerate().map(line).collect()).iter().filter_map(|l| l.text()).map(String::from).collect()
    }

    #[test]
    fn broken_lines_become_paragraphs_and_headings_and_cells_do_not() {
        let text = "一、总体情况\n今年我局认真做好各项公开工作，坚持以公开为常态，\n不公开为例外，全年公布各类信息若干条，方便了群众。\n\
            （一）主动公开。坚持做好政策文件的公开和解读，发布\n若干篇。\n行政许可\n5";
        assert_eq!(
            read(text),
            [
                "一、总体情况",
                "今年我局认真做好各项公开工作，坚持以公开为常态，不公开为例外，全年公布各类信息若干条，方便了群众。",
                "（一）主动公开。坚持做好政策文件的公开和解读，发布若干篇。",
                "行政许可",
                "5"
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
