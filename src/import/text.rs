//! Plain and pasted text: lines, with the cells of a table one a line, or apart by tabs or `|`. A line of
//! nothing but spaces that is indented like a cell is an empty cell; a line of nothing at all ends a row.

use super::budget::Budget;
use super::input::Input;
use super::raw::{Line, Piece, Raw};
use super::{ImportError, Imported, Importer};
use crate::chinese::numerals::is_arabic;
use crate::format::Format;

/// The last that is asked: it takes whatever has words.
pub const IMPORTER: Importer = Importer {
    format: Format { name: "文本", extensions: &["txt", "md"] },
    is: |_| true,
    read: Some(import),
};

/// A text of a length that is read.
pub fn import(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let text = input.into_text()?;
    super::modest(&text, name)?;
    Ok(Imported::Raw(read(&text, budget)))
}

/// The lines of a text, within a budget.
pub fn read(text: &str, budget: &Budget<'_>) -> Raw {
    let mut raw = Raw::default();
    for (i, line) in text.lines().enumerate() {
        if !budget.take(1) {
            break;
        }
        let number = i + 1;
        let mut push = |piece| raw.lines.push(Line::new(number, piece));
        let inner = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() {
            push(Piece::Gap);
        } else if inner.is_empty() {
            push(Piece::Blank);
        } else if inner.trim_matches(['|', ' ', '\u{3000}']).is_empty() {
            // Nothing but marks: between cells, or where merged cells were.
        } else if let Some(cells) = cells(inner) {
            let many = cells.len() > 1;
            // An empty place between marks may be an empty cell or part of a merged one: it proves nothing.
            for c in cells.into_iter().filter(|c| !c.is_empty()).take_while(|_| budget.take(1)) {
                push(Piece::Text(c.into()));
            }
            if many {
                push(Piece::Break);
            }
        } else {
            push(Piece::Text(inner.into()));
        }
    }
    raw
}

/// The cells of a line that has several: apart by tabs, bars or wide blanks, or a label with numbers behind it.
pub fn cells(line: &str) -> Option<Vec<&str>> {
    if line.contains(['\t', '|']) {
        return Some(line.trim_matches('|').trim().split(['\t', '|']).map(str::trim).collect());
    }
    if is_page_number(line) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let numbers = words.iter().rev().take_while(|w| is_number(w)).count();
    if numbers == 0 || words.len() < 2 || line.contains('。') || (numbers < 3 && numbers < words.len()) {
        // One or two numbers belong to a label only where they stand well apart from it.
        let apart: Vec<&str> = line.split("   ").map(str::trim).filter(|w| !w.is_empty()).collect();
        let row = apart.len() > 1 && apart[1..].iter().all(|w| is_number(w));
        return row.then_some(apart);
    }
    let first = words[words.len() - numbers];
    let label = line[..first.as_ptr() as usize - line.as_ptr() as usize].trim();
    let label = Some(label).filter(|l| !l.is_empty());
    Some(label.into_iter().chain(words[words.len() - numbers..].iter().copied()).collect())
}

/// — 5 —
pub fn is_page_number(t: &str) -> bool {
    let dashes = |c: char| matches!(c, '-' | '—' | '－' | '–' | '―') || c.is_whitespace();
    let inner = t.trim_matches(dashes);
    let framed = t.starts_with(['—', '－', '–', '―']) && t.ends_with(['—', '－', '–', '―']);
    framed && !inner.is_empty() && inner.len() <= 3 && inner.chars().all(|c| c.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    word == "/" || word == "-" || word == "—" || {
        let digits = word.trim_start_matches(['+', '-', '＋', '－']);
        let digits = digits.trim_end_matches(['万', '元', '件', '项']);
        digits.chars().next().is_some_and(is_arabic)
            && digits.chars().all(|c| is_arabic(c) || ".,，．".contains(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Raw {
        super::read(text, &Budget::default())
    }

    #[test]
    fn an_indented_empty_line_is_an_empty_cell() {
        let raw = read("\t规章\n\t\n\t0\n\n甲\t1\t\t2");
        let pieces: Vec<Piece> = raw.lines.into_iter().map(|l| l.piece).collect();
        let t = |s: &str| Piece::Text(s.into());
        assert_eq!(
            pieces,
            [t("规章"), Piece::Blank, t("0"), Piece::Gap, t("甲"), t("1"), t("2"), Piece::Break]
        );
    }

    #[test]
    fn bars_and_blanks_part_cells() {
        let words = |line: &str| cells(line).unwrap_or_default().join("/");
        assert_eq!(words("行政许可 | 41 | ||"), "行政许可/41/");
        assert_eq!(words("规章 |"), "规章");
        assert_eq!(words("（一）予以公开  3 0 0 0 0 0 3"), "（一）予以公开/3/0/0/0/0/0/3");
        assert_eq!(words("3 0 0 0 0 0 3"), "3/0/0/0/0/0/3");
        assert_eq!(words("行政许可      41"), "行政许可/41");
        assert_eq!(words("全年公开信息 208"), "");
        assert_eq!(words("电话： 0000 1234567"), "");
        assert!(read("|\n|||\n规章 |\n").lines.len() == 1);
    }
}
