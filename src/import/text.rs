//! Plain and pasted text: lines, with the cells of a table one a line, or apart by tabs or `|`. A line of
//! nothing but spaces that is indented like a cell is an empty cell; a line of nothing at all ends a row.

use super::budget::{Budget, modest};
use super::cell::is_value;
use super::input::Input;
use super::raw::{Line, Piece, Raw, SEAM};
use super::{ImportError, Imported, Importer};
use crate::chinese::width::nfkc;
use crate::format::Format;
use std::borrow::Cow;

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
    modest(&text, name)?;
    Ok(Imported::Raw(read(&text, budget)))
}

/// The lines of a text, within a budget.
pub fn read(text: &str, budget: &Budget<'_>) -> Raw {
    let mut lines = Vec::new();
    for (number, line) in whole_cells(text) {
        if !budget.take(1) {
            break;
        }
        let line: &str = &line;
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let inner = line.trim_matches(blank);
        let indent =
            line.chars().take_while(|c| blank(*c)).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
        let piece = if line.is_empty() || line == "\u{c}" {
            Piece::Gap
        } else if inner.is_empty() {
            Piece::Blank
        } else if inner.trim_matches(['|', ' ', '\u{3000}']).is_empty() {
            // Nothing but marks: between cells, or where merged cells were.
            continue;
        } else {
            match cells(line, inner) {
                Some(cells) if budget.take(cells.len()) => Piece::Row(cells),
                Some(_) => break,
                None => Piece::Text(inner.trim_matches(['|', ' ']).into()),
            }
        };
        lines.push(Line { indent, ..Line::new(number, piece) });
    }
    Raw { lines, broken: true, ..Raw::default() }
}

/// The lines of a text with their numbers; a cell that a spreadsheet copied with quotes around its line ends is in one.
fn whole_cells(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    /// Most lines that one cell takes.
    const MOST: usize = 12;
    let mut lines = text.lines().enumerate().peekable();
    std::iter::from_fn(move || {
        let (i, line) = lines.next()?;
        let opens = |l: &str| (l.starts_with('"') || l.contains("\t\"")) && l.matches('"').count() % 2 == 1;
        if !opens(line) {
            return Some((i + 1, Cow::Borrowed(line)));
        }
        let mut ahead = lines.clone().take(MOST).map(|l| l.1);
        let Some(more) = ahead.position(|l| l.matches('"').count() % 2 == 1) else {
            return Some((i + 1, Cow::Borrowed(line)));
        };
        let mut whole = line.to_string();
        for (_, l) in lines.by_ref().take(more + 1) {
            whole.push(SEAM);
            whole.push_str(l);
        }
        Some((i + 1, Cow::Owned(whole)))
    })
}

/// The cells of a line that has several, apart by tabs or bars.
fn cells(line: &str, inner: &str) -> Option<Vec<String>> {
    let bare = |c: &str| {
        let c = c.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let quoted = c.strip_prefix('"').and_then(|c| c.strip_suffix('"')).filter(|c| c.contains(SEAM));
        quoted.map_or(c.to_string(), |q| q.replace("\"\"", "\""))
    };
    if inner.contains('|') && !inner.contains('\t') {
        let row = inner.strip_prefix('|').unwrap_or(inner);
        let row = row.strip_suffix('|').unwrap_or(row);
        // A number in a cell that is merged over the rest of its row: its label stands in the line before.
        let first = row.split('|').next().unwrap_or_default();
        let is_alone =
            is_value(first) && row.get(first.len()..).is_some_and(|r| r.trim_matches(['|', ' ']).is_empty());
        return (row.contains('|') && !is_alone).then(|| row.split('|').map(bare).collect());
    }
    // Tabs behind a label are empty cells; one before a line is its indent.
    let empty = line.trim_end_matches(' ').ends_with("\t\t");
    (inner.contains('\t') || empty).then(|| line.split('\t').map(bare).collect())
}

/// Whether a line is a row of a table: cells apart by marks, or by wide blanks, or a label with several numbers.
pub fn is_row(line: &str) -> bool {
    if line.contains(['\t', '|']) {
        return true;
    }
    if is_page_number(line) || line.contains('。') {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let numbers = words.iter().rev().take_while(|w| is_value(w)).count();
    let apart: Vec<&str> = line.split("   ").map(str::trim).filter(|w| !w.is_empty()).collect();
    (words.len() > 1 && numbers > 0 && (numbers >= 3 || numbers == words.len()))
        || (apart.len() > 1 && apart[1..].iter().all(|w| is_value(w)))
}

/// — 5 —, -5-, 第5页, 第 5 页 共 9 页, 5/9
pub fn is_page_number(t: &str) -> bool {
    let t: String = nfkc(t).chars().filter(|c| !c.is_whitespace()).collect();
    let digits = |t: &str| (1..=3).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    let dashes = ['-', '—', '–', '―', '─', '·', '•', '~', '−'];
    let inner = t.trim_matches(dashes);
    let framed = t.starts_with(dashes) && t.ends_with(dashes);
    let named = t.strip_prefix('第').and_then(|r| r.split_once('页')).is_some_and(|(n, rest)| {
        let rest = rest.trim_matches(['/', ',', '，', '(', ')', '共', '页']);
        digits(n) && (rest.is_empty() || digits(rest))
    });
    let of = t
        .split_once('/')
        .is_some_and(|(a, b)| digits(a) && digits(b) && a.parse::<u16>().ok() <= b.parse().ok());
    let english = t.to_lowercase().strip_prefix("page").is_some_and(|r| r.split("of").all(digits));
    (framed && digits(inner)) || named || of || english
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Raw {
        super::read(text, &Budget::default())
    }

    #[test]
    fn an_indented_empty_line_is_an_empty_cell() {
        let raw = read("\t规章\n\t\n\t0\n\n甲\t1\t\t2\n乙\t\t\t\n");
        let pieces: Vec<Piece> = raw.lines.into_iter().map(|l| l.piece).collect();
        let t = |s: &str| Piece::Text(s.into());
        let row = |s: &str| Piece::Row(s.split('/').map(String::from).collect());
        assert_eq!(pieces, [t("规章"), Piece::Blank, t("0"), Piece::Gap, row("甲/1//2"), row("乙///")]);
    }

    #[test]
    fn bars_part_cells_and_quoted_cells_are_whole() {
        let words = |line: &str| cells(line, line.trim()).unwrap_or_default().join("/");
        assert_eq!(words("行政许可 | 41 | ||"), "行政许可/41//");
        assert_eq!(words("| 甲 |  | 1 |"), "甲//1");
        assert_eq!(words("规章 |"), "");
        assert!(read("|\n|||\n规章 |\n").lines.len() == 1);
        let pieces: Vec<Piece> =
            read("行政许可 |\n46209 | ||\n").lines.into_iter().map(|l| l.piece).collect();
        assert_eq!(pieces, ["行政许可", "46209"].map(|t| Piece::Text(t.into())));
        let raw = read("甲\t\"商业\n企业\"\t乙\n丙");
        assert_eq!(
            raw.lines[0].piece,
            Piece::Row(["甲", "商业\u{2060}企业", "乙"].map(String::from).to_vec())
        );
        assert_eq!(raw.lines[1].number, 3);
    }

    #[test]
    fn page_numbers_of_any_shape_are_told() {
        for t in ["— 5 —", "-2-", "－ 2 －", "第2页", "第 2 页 共 9 页", "2/5", "·3·", "Page 2 of 9"]
        {
            assert!(is_page_number(t), "{t}");
        }
        for t in ["2", "-2", "-", "—", "5/2", "第二十条第（一）项", "2024/1", "/"] {
            assert!(!is_page_number(t), "{t}");
        }
    }
}
