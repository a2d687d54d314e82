//! Lines of a table with numbers: alone, behind a label, or in the middle of one.

use super::{HeldCell, Label, RowShape, SeenRow, Torn, Walker};
use crate::import::cell::is_value;
use crate::import::labels::{self, Match, RowLabel};
use crate::import::lone::Lone;
use crate::import::source_rows::SourceRow;

impl Walker<'_> {
    /// Whether a cell without a number is the first of the row without a label: heads before it, numbers behind it.
    pub(super) fn is_first_cell(&self, behind: &[SourceRow]) -> bool {
        let next = || behind.iter().find(|r| !r.kind.is_empty()).and_then(SourceRow::text);
        !self.open
            && self.is_among_heads()
            && self.labels.unlabelled.is_some()
            && next().is_some_and(is_value)
    }

    /// An empty cell: of the open row, or the first of the row without a label.
    pub(super) fn blank(&mut self, rest: &[SourceRow]) {
        if self.is_first_cell(rest)
            && let Some(key) = self.labels.unlabelled.clone()
        {
            self.row(rest[0].line, Label::Row(key), "", RowShape::Loose);
            self.open = true;
        }
        if self.open {
            self.push(HeldCell::alone(""));
        }
    }

    /// A number alone on its line.
    pub(super) fn number(&mut self, rows: &[SourceRow], i: usize, t: &str) {
        let as_page = self.lone.of_number(rows, i);
        if as_page == Lone::Page {
            self.walk.has_pages = true;
            if self.open {
                self.push(HeldCell { stray: true, ..HeldCell::alone(t) });
            }
        } else if let Some(torn) = &mut self.torn {
            torn.values.push(HeldCell::alone(t));
        } else if self.open {
            self.push(HeldCell::alone(t));
            if as_page == Lone::Doubtful {
                self.walk.rows.last_mut().into_iter().for_each(|r| r.shaken = true);
            }
        } else if let Some(key) = self.labels.unlabelled.clone()
            && self.walk.heads.last().is_some_and(|h| !h.words.is_empty())
            && !self.rows_since
        {
            self.row(rows[i].line, Label::Row(key), "", RowShape::Loose);
            self.open = true;
            self.push(HeldCell::alone(t));
        } else {
            // Whose it is, nobody knows; most likely of the row before it.
            self.walk.odd.push((rows[i].line, t.to_string()));
            if let Some(last) = self.walk.rows.last_mut() {
                last.shaken = true;
            }
        }
    }

    /// Numbers in one line without a label.
    pub(super) fn numbers(&mut self, line: usize, numbers: &[&str]) {
        let values = || numbers.iter().map(|t| HeldCell::beside(t));
        if let Some(torn) = &mut self.torn {
            torn.values.extend(values());
            return;
        }
        if self.open && self.walk.rows.last().is_some_and(|r| r.cells.is_empty()) {
            self.walk.rows.last_mut().into_iter().for_each(|r| r.cells.extend(values()));
            self.open = false;
            return;
        }
        if let Some(begun) = self.broken_off(line, numbers.len()) {
            begun.in_two_lines = true;
            return begun.cells.extend(values());
        }
        if let Some((words, line)) = self.group.take() {
            // In the middle of a label of two lines: （三）不予公开, its numbers, 1.属于国家秘密.
            self.torn = Some(Torn { words, line, values: values().collect() });
            return;
        }
        let label = match &self.labels.unlabelled {
            Some(key) => Label::Row(key.clone()),
            None => Label::Other(String::new()),
        };
        self.row(line, label, "", RowShape::Loose).cells = values().collect();
        self.open = false;
    }

    /// The row in the line before, where so many more numbers are just those that it lacks: 3.其他 1 / 0 1 1 2 2 7.
    fn broken_off(&mut self, line: usize, more: usize) -> Option<&mut SeenRow> {
        let widths = &self.labels.widths;
        let last = self.walk.rows.last_mut().filter(|r| matches!(r.label, Label::Row(_)))?;
        let is_begun = last.line + 1 == line && last.shape == RowShape::Loose && !last.in_two_lines;
        let fits = !last.cells.is_empty() && widths.contains(&(last.cells.len() + more));
        (is_begun && fits && !widths.contains(&last.cells.len())).then_some(last)
    }

    /// A label with its numbers in one line; whether it is one.
    pub(super) fn labelled(&mut self, line: usize, words: &str, numbers: &[&str]) -> bool {
        let held = |t: &&str| HeldCell::beside(t);
        let mut before = self.torn.take();
        let joined = before.as_ref().map(|t| format!("{}{words}", t.words));
        let whole = joined.as_deref().and_then(|j| self.row_label(line, j).map(|l| (l, j.to_string())));
        let found = whole.or_else(|| self.row_label(line, words).map(|l| (l, words.to_string())));
        if found.is_none() {
            let begun = self.labels.after_groups(joined.as_deref().unwrap_or(words));
            if self.is_begun(begun, words) || self.labels.begins(words) {
                let values = numbers.iter().map(held).collect();
                self.torn = Some(Torn { words: begun.into(), line, values });
                return true;
            }
            self.torn = before.take();
            self.tear_off();
            if self.walk.rows.is_empty() && self.walk.heads.iter().all(|h| h.words.is_empty()) {
                return false;
            }
        }
        let (label, own) = found.unwrap_or_else(|| (Label::Other(words.to_string()), words.to_string()));
        let mut values = before.map(|t| t.values).unwrap_or_default();
        values.extend(numbers.iter().map(held));
        self.last_label = own.clone();
        self.row(line, label, &own, RowShape::Loose).cells = values;
        self.open = false;
        true
    }

    /// Whether words begin a label; behind the label of a group one character is enough, of its number too:
    /// （三）不予公开1 / 0 0 7 0 0 0 7 / .属于国家秘密.
    pub(super) fn is_begun(&self, words: &str, whole: &str) -> bool {
        let own = labels::key(words);
        let one = own.chars().count() <= 1;
        let first = |r: &RowLabel| match own.is_empty() {
            true => r.official.starts_with(words.trim_end()),
            false => r.words.starts_with(&own) || r.official.starts_with(words.trim_end()),
        };
        self.labels.begins(words) || (words.len() < whole.len() && one && self.labels.rows.iter().any(first))
    }

    /// The row that words end with: groups may stand before it, or a piece of one set upright.
    pub(super) fn row_label(&mut self, line: usize, words: &str) -> Option<Label> {
        if let Some(parts) = self.labels.segment(words)
            && let Some((text, m)) = parts.last()
        {
            if let Some(key) = &m.row {
                let (text, m) = (text.to_string(), Match::clone(m));
                let label = Label::Row(key.clone());
                self.told(line, &text, &m);
                return Some(label);
            }
            if let Some(g) = &m.group {
                return Some(Label::Group(g.clone()));
            }
        }
        let (edge, rest) = words.split_once(char::is_whitespace)?;
        let m = self.labels.find(rest).filter(|_| self.labels.is_piece_of_group(edge))?;
        m.row.clone().map(Label::Row)
    }
}
