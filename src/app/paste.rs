//! What a paste into a grid does: a table with its labels goes where the labels say, a bare block of the whole
//! table's size fills the table, anything else goes to the cursor. What would not fit is asked about first.

use super::pasted_cells::{among_names, at_cursor, is_label};
use crate::form::table::{CellKey, Table};
use crate::import::{self, PastedCells};
use crate::report::edit::{self, Edit};
use crate::report::value::{Cell, Value};
use crate::report::{Note, NoteKind, Place, Report, totals};
use std::collections::BTreeMap;
use std::ops::Range;

/// A paste worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paste {
    pub edits: Vec<Edit>,
    /// What was placed, what was not, and why.
    pub summary: String,
    /// A question to be answered before.
    pub question: Option<String>,
    /// Where the first number goes, and the last.
    pub first: Option<CellKey>,
    pub last: Option<CellKey>,
}

/// Works out what pasting `text` at `(row, col)` of the table's cells means.
pub fn plan(report: &Report, table: &Table, rows: &[Vec<CellKey>], at: (usize, usize), text: &str) -> Paste {
    let named = among_names(text);
    if named.is_empty() {
        return Paste { summary: "剪贴板里没有可以粘贴的文字。".into(), ..Paste::default() };
    }
    if named.iter().flatten().any(|c| is_label(c))
        && let Some(p) = by_labels(report, table, &named, text)
    {
        return p;
    }
    let left = rows.get(at.0).and_then(|r| r.get(at.1..)).unwrap_or_default();
    let block = at_cursor(text, report.form(), left);
    if let Some(cells) = whole(table, rows, &block) {
        return finish(report, cells, "按整张表粘贴了", 0);
    }
    let (edits, outside) = edit::paste(report, rows, at, &block);
    let mut p = finish(report, edits, "粘贴了", outside);
    if outside > 0 {
        let (height, width) = (block.len(), block.iter().map(Vec::len).max().unwrap_or(0));
        p.question = Some(format!(
            "要粘贴的是 {height} 行 {width} 列，从这一格放起有 {outside} 格超出表格，放不下。只粘贴放得下的吗？"
        ));
    }
    p
}

/// The table of the form that most labels belong to; the one with the cursor where they tell nothing else.
fn by_labels(report: &Report, table: &Table, block: &[Vec<String>], text: &str) -> Option<Paste> {
    let form = report.form();
    let read = |t: &Table| import::read_pasted(text, block, form, t);
    let found = |p: &PastedCells| p.cells.len() + p.unclear.len();
    let best = std::iter::once(table)
        .chain(form.tables.iter().filter(|t| t.key != table.key))
        .map(read)
        .reduce(|best, next| if found(&next) > found(&best) { next } else { best })?;
    if found(&best) == 0 {
        return None;
    }
    let entered = best.emptied.iter().map(|k| (k, String::new()));
    let mut entered: BTreeMap<&CellKey, String> = entered.collect();
    for (k, words) in &best.unclear {
        // What is in doubt for its unit reads as a number all the same: it is told, and its cell left empty.
        let is_raw = matches!(Value::parse(form.kind(k), words), Some(Value::Raw(_)));
        entered.insert(k, if is_raw { words.clone() } else { String::new() });
    }
    for (k, c) in &best.cells {
        let Cell::Typed(v) = c else { continue };
        entered.insert(k, v.canonical(form.kind(k)));
    }
    let edits: Vec<Edit> = entered.iter().map(|(k, text)| Edit::enter(form, k, text)).collect();
    let raw = |k: &CellKey| {
        edits.iter().any(|e| matches!(e, Edit::Cell(of, Cell::Typed(Value::Raw(_))) if of == k))
    };
    // Of rows that were not copied nothing is said, and of words in cells it is said how many.
    let is_told = |n: &&Note| {
        n.kind != NoteKind::Missing && !matches!(&n.place, Place::Cells(keys) if keys.iter().all(raw))
    };
    let told: Vec<&str> = best.notes.iter().filter(is_told).map(|n| n.text.as_str()).collect();
    let doubts = match told.len() {
        0 => String::new(),
        n => format!("请核对{n}处：{}。", told.join("；")),
    };
    let mut p = finish(report, edits, "按行名粘贴了", 0);
    p.summary.push_str(&doubts);
    Some(p)
}

/// A bare block of exactly the table's size, or with one more column that adds up a group of others.
fn whole(table: &Table, rows: &[Vec<CellKey>], block: &[Vec<String>]) -> Option<Vec<Edit>> {
    let width = rows.first()?.len();
    if rows.len() < 2 || block.len() != rows.len() || rows.iter().any(|r| r.len() != width) {
        return None;
    }
    let length = block[0].len();
    if block.iter().any(|r| r.len() != length) || block.iter().flatten().any(|c| is_label(c)) {
        return None;
    }
    let extra = match length {
        l if l == width => None,
        l if l == width + 1 => Some(sum_column(table, block)?),
        _ => return None,
    };
    let mut edits = Vec::new();
    for (keys, row) in rows.iter().zip(block) {
        let cells = row.iter().enumerate().filter(|(i, _)| Some(*i) != extra).map(|(_, t)| t);
        for (key, text) in keys.iter().zip(cells) {
            let value = Value::parse(crate::form::table::Kind::Count, text);
            edits.push(Edit::Cell(key.clone(), value.map_or(Cell::Unfilled, Cell::Typed)));
        }
    }
    Some(edits)
}

/// The one column that is in every row the sum of others side by side that have no total on the form (法人合计).
fn sum_column(table: &Table, block: &[Vec<String>]) -> Option<usize> {
    let number = |t: &String| Value::parse(crate::form::table::Kind::Count, t).map_or(Some(0), |v| v.whole());
    let rows: Vec<Vec<i128>> =
        block.iter().map(|r| r.iter().map(number).collect::<Option<_>>()).collect::<Option<_>>()?;
    if rows.iter().flatten().all(|n| *n == 0) {
        return None;
    }
    let fits = |(c, parts): &(usize, Range<usize>)| {
        rows.iter().all(|r| r.get(parts.clone()).is_some_and(|p| p.iter().sum::<i128>() == r[*c]))
    };
    let [b] = table.blocks.as_slice() else { return None };
    // It stands before or behind its parts.
    let groups = b.groups_without_total().into_iter();
    let places = groups.flat_map(|g| [(g.start, g.start + 1..g.end + 1), (g.end, g)]);
    let found: Vec<usize> = places.filter(fits).map(|(c, _)| c).collect();
    if let [one] = found[..] { Some(one) } else { None }
}

/// The edits with totals settled, and the summary.
fn finish(report: &Report, edits: Vec<Edit>, done: &str, outside: usize) -> Paste {
    let form = report.form();
    let mut after = report.clone();
    edits.iter().cloned().for_each(|e| e.apply(&mut after));
    let sums = totals(form);
    let (mut same, mut typed, mut raw) = (0, Vec::new(), Vec::new());
    let mut out = Vec::new();
    let mut keys = edits.iter().filter_map(|e| if let Edit::Cell(k, _) = e { Some(k) } else { None });
    let first = keys.next().cloned();
    let last = keys.next_back().or(first.as_ref()).cloned();
    let count = edits.len();
    let emptied =
        |e: &&Edit| matches!(e, Edit::Cell(k, Cell::Unfilled) if matches!(report.cell(k), Cell::Typed(_)));
    let emptied = edits.iter().filter(emptied).count();
    for e in edits {
        let Edit::Cell(key, cell) = &e else { continue };
        if let Cell::Typed(Value::Raw(t)) = cell {
            raw.push(t.clone());
        }
        if sums.contains(key) && matches!(cell, Cell::Typed(_)) {
            // A total that says what its parts say follows them on.
            let of = form.total_of(key).and_then(|r| after.sum(&r.left));
            if of.is_some() && of == after.value(key).and_then(|v| v.whole()) {
                same += 1;
                out.push(Edit::Cell(key.clone(), Cell::Computed));
                continue;
            }
            typed.push(form.cell_name(key));
        }
        out.push(e);
    }
    let mut summary = format!("{done} {count} 格");
    if same > 0 {
        summary.push_str(&format!("，其中 {same} 格总计与分项相符，仍由程序计算"));
    }
    if !typed.is_empty() {
        let more = if typed.len() > 2 { "等" } else { "" };
        let names: Vec<&str> = typed.iter().take(2).map(String::as_str).collect();
        summary.push_str(&format!(
            "；{} 格总计与分项之和不同，成了自填（{}{more}）",
            typed.len(),
            names.join("、")
        ));
    }
    if !raw.is_empty() {
        let more = if raw.len() > 1 { "等" } else { "" };
        summary.push_str(&format!("；{} 格不是数字（“{}”{more}），照原样放着", raw.len(), raw[0]));
    }
    if emptied > 0 {
        summary.push_str(&format!("；{emptied} 格原来有数，现在是空的"));
    }
    if outside > 0 {
        summary.push_str(&format!("；有 {outside} 格超出表格，没有粘贴"));
    }
    summary.push('。');
    Paste { edits: out, summary, question: None, first, last }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(t: &Table) -> Vec<Vec<CellKey>> {
        let mut rows: Vec<Vec<CellKey>> = Vec::new();
        for k in t.cells() {
            match rows.last_mut().filter(|r| r[0].row() == k.row()) {
                Some(r) => r.push(k),
                None => rows.push(vec![k]),
            }
        }
        rows
    }

    fn pasted(text: &str, at: (usize, usize)) -> (Report, Paste) {
        let mut r = Report::new(2025, "示范局");
        let table = r.form().table("requests").expect("there");
        let p = plan(&r, table, &rows(table), at, text);
        p.edits.iter().cloned().for_each(|e| e.apply(&mut r));
        (r, p)
    }

    fn cell(r: &Report, key: &str) -> Option<String> {
        r.canonical(&CellKey::parse(key))
    }

    #[test]
    fn a_row_with_its_label_goes_to_its_row_wherever_the_cursor_is() {
        let (r, p) = pasted("2.重复申请\t1\t\t0\t0\t0\t0\t1\r\n", (0, 0));
        assert_eq!(cell(&r, "requests.done.not_processed.repeated/natural").as_deref(), Some("1"));
        assert_eq!(cell(&r, "requests.done.not_processed.repeated/org.business"), None);
        assert_eq!(cell(&r, "requests.received/natural"), None);
        assert!(p.summary.contains("按行名"), "{}", p.summary);
    }

    #[test]
    fn a_whole_block_fills_the_table_also_with_a_column_for_organisations() {
        let line = |n: i32| format!("{n}\t1\t2\t3\t4\t5\t{}", n + 15);
        let block: Vec<String> = (0..25).map(line).collect();
        let (r, p) = pasted(&block.join("\n"), (3, 3));
        assert_eq!(cell(&r, "requests.received/natural").as_deref(), Some("0"));
        assert_eq!(cell(&r, "requests.carried_out/natural").as_deref(), Some("24"));
        assert_eq!(r.cell(&CellKey::parse("requests.received/total")), Cell::Computed);
        assert!(p.summary.contains("成了自填"), "{}", p.summary);
        let line = |n: i32| format!("{n} 15 1 2 3 4 5 {}", n + 15);
        let block: Vec<String> = (0..25).map(line).collect();
        let (r, _) = pasted(&block.join("\n"), (3, 3));
        assert_eq!(cell(&r, "requests.received/org.business").as_deref(), Some("1"));
        assert_eq!(cell(&r, "requests.received/org.other").as_deref(), Some("5"));
    }

    #[test]
    fn what_does_not_fit_is_asked_about() {
        let (_, p) = pasted("1\t2\t3\n4\t5\t6", (24, 5));
        assert!(p.question.is_some_and(|q| q.contains("4 格超出")));
        let (r, p) = pasted("1,234\t—\n１２\t/", (0, 0));
        assert_eq!(p.question, None);
        assert_eq!(cell(&r, "requests.received/natural").as_deref(), Some("1234"));
        assert_eq!(cell(&r, "requests.carried_in/natural").as_deref(), Some("12"));
    }
}
