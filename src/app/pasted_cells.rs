//! The cells of pasted text: apart by tabs, or by blanks where these can be nothing else. `1 234` and `5 件` are one cell.

use crate::chinese::units::is_step;
use crate::chinese::width::nfkc;
use crate::form::Form;
use crate::form::table::{CellKey, Kind};
use crate::form::words::words;
use crate::report::sheet::from_sheet;
use crate::report::value::Value;

/// Lines of cells.
pub type PastedLines = Vec<Vec<String>>;

/// Cells among which names may be: a line without tabs that has no name in it is one of cells.
pub fn among_names(text: &str) -> PastedLines {
    block_of(text, |line| line.iter().all(|w| !is_label(w)))
}

/// Cells that go to the cursor, before which `keys` are left of its row.
pub fn at_cursor(text: &str, form: &Form, keys: &[CellKey]) -> PastedLines {
    let lines: Vec<Vec<&str>> =
        text.lines().map(|l| l.split_whitespace().collect()).filter(|l: &Vec<&str>| !l.is_empty()).collect();
    let are_cells = !text.contains('\t') && are_cells(&lines, form, keys);
    block_of(text, |_| are_cells)
}

fn block_of(text: &str, are_cells: impl Fn(&[&str]) -> bool) -> PastedLines {
    let text = text.trim_end_matches(['\r', '\n']);
    let row = |l: &str| -> Vec<String> {
        if l.contains('\t') {
            return l.split('\t').map(|c| from_sheet(c.trim()).to_string()).collect();
        }
        let words: Vec<&str> = l.split_whitespace().collect();
        match words.len() > 1 && are_cells(&words) {
            true => words.into_iter().map(str::to_string).collect(),
            false => vec![from_sheet(l.trim()).to_string()],
        }
    };
    let rows: PastedLines = text.lines().map(row).collect();
    if rows.iter().flatten().all(String::is_empty) { Vec::new() } else { rows }
}

/// Whether the words of lines are numbers of cells: in one line just as many as are left of the row, in several lines
/// as many in each.
fn are_cells(lines: &[Vec<&str>], form: &Form, keys: &[CellKey]) -> bool {
    let is_number = |kind: Kind, w: &str| Value::parse(kind, w).is_some_and(|v| !matches!(v, Value::Raw(_)));
    let all_numbers = match lines {
        [] => false,
        [one] => one.len() == keys.len() && one.iter().zip(keys).all(|(w, k)| is_number(form.kind(k), w)),
        [first, ..] => {
            let any = |w: &&str| is_number(Kind::Signed, w) || is_number(Kind::Money, w);
            lines.iter().all(|l| l.len() == first.len()) && lines.iter().flatten().all(any)
        }
    };
    all_numbers && !lines.iter().all(|l| may_be_one(l))
}

/// Whether words may be one number: its thousands apart by blanks, or its sign.
fn may_be_one(line: &[&str]) -> bool {
    /// As many thousands as a cell takes.
    const MOST: usize = 4;
    let line: Vec<String> = line.iter().map(|w| nfkc(w).to_string()).collect();
    let digits = |w: &String| w.bytes().all(|b| b.is_ascii_digit());
    let [first, rest @ ..] = line.as_slice() else { return false };
    let is_sign = rest.len() == 1 && matches!(first.as_str(), "+" | "-" | "−" | "–" | "—");
    let begins = first.len() <= 3 && digits(first) && !first.starts_with('0');
    is_sign || begins && line.len() <= MOST && rest.iter().all(|w| w.len() == 3 && digits(w))
}

/// Whether words are no number, no mark for one and no unit.
pub fn is_label(t: &str) -> bool {
    let of_number = |c: char| is_step(c) || words().counters.contains(&c) || "其中修订增减".contains(c);
    t.chars().filter(|c| c.is_alphabetic() && !of_number(*c)).count() >= 2
}
