//! A workbook of ours whose names are not believed, put in the order of a report: its words, each table behind the
//! heading of its section. So it is read as any document is.

use super::super::{MergedArea, WorkSheet};
use crate::form::Form;
use crate::report::keyed::{self, NamedPart};

/// The sheets with those of ours put together in the first; as they are where the words are not found.
pub fn in_order(mut sheets: Vec<WorkSheet>, form: &'static Form) -> Vec<WorkSheet> {
    let parts = keyed::worded(form);
    let first = parts.first().map_or("", |p| p.label(form));
    let begins = |s: &WorkSheet| s.cells.iter().find(|(at, t)| at.1 == 0 && *t == first).map(|(at, _)| at.0);
    let Some((at, begin)) =
        sheets.iter().enumerate().find_map(|(i, s)| Some((i, begins(s).filter(|_| !s.hidden)?)))
    else {
        return sheets;
    };
    let words = sheets.remove(at);
    let mut out = Assembled { sheet: WorkSheet::new(&words.name, false), row: 0 };
    let mut sections = form.order();
    let end = words.cells.keys().next_back().map_or(begin, |k| k.0);
    let mut part = None;
    for row in begin..=end {
        let text = |col: usize| words.cells.get(&(row, col)).map(String::as_str);
        let label = text(0).unwrap_or_default();
        if let Some(known) = parts.iter().find(|p| !label.is_empty() && p.label(form) == label) {
            part = Some(known);
        } else if !label.is_empty() {
            out.line(label);
            let name = sections.next().and_then(|s| form.section(s)).map_or("", |s| s.name.as_str());
            let table = sheets.iter().position(|s| !s.hidden && s.name == name);
            if let Some(table) = table {
                out.table(sheets.remove(table));
            }
            part = None;
        }
        // What is known of the office besides its name is no part of the text.
        if !matches!(part, Some(NamedPart::Fact(_) | NamedPart::Level)) {
            text(1).into_iter().for_each(|t| out.line(t));
        }
    }
    sheets.insert(at, out.sheet);
    sheets
}

/// A sheet that grows downwards.
struct Assembled {
    sheet: WorkSheet,
    row: usize,
}

impl Assembled {
    fn line(&mut self, words: &str) {
        self.sheet.cells.insert((self.row, 0), words.into());
        self.row += 1;
    }

    /// A table with a blank row before and behind.
    fn table(&mut self, table: WorkSheet) {
        let from = self.row + 1;
        let down = |at: (usize, usize)| (at.0 + from, at.1);
        let last = table.cells.keys().next_back().map_or(0, |k| k.0);
        let merged = table.merged.iter().filter(|a| a.bottom <= last + from);
        self.sheet.merged.extend(merged.map(|a| MergedArea {
            top: a.top + from,
            bottom: a.bottom + from,
            ..*a
        }));
        self.sheet.uncalculated.extend(table.uncalculated.into_iter().map(down));
        self.sheet.struck.extend(table.struck.into_iter().map(|(at, words)| (down(at), words)));
        self.sheet.disguised.extend(table.disguised.into_iter().map(down));
        self.sheet.formulas.extend(table.formulas.into_iter().map(down));
        self.sheet.cells.extend(table.cells.into_iter().map(|(at, t)| (down(at), t)));
        self.row = from + last + 2;
    }
}
