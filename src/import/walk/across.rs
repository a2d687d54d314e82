//! A row of a table whose cells are known: heads, or a label with what stands behind it.

use super::{HeldCell, Label, RowShape, Walker};
use crate::form::words::words;
use crate::import::cell::{is_in_place_of_a_value, is_value};
use crate::import::labels::{self, Match};
use crate::import::scale;
use crate::import::source_rows::{SourceCell, SourceKind, SourceRow};

impl Walker<'_> {
    /// Takes up a row of cells.
    pub(super) fn across(&mut self, row: &SourceRow) {
        self.tear_off();
        if self.goes_on_across(row) {
            return;
        }
        let filled: Vec<(usize, &SourceCell)> =
            row.cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()).collect();
        let found: Vec<Option<Match>> = row
            .cells
            .iter()
            .map(|c| self.labels.find(&c.text).filter(|_| !is_value(&c.text)).cloned())
            .collect();
        let of = |i: usize| found.get(i).and_then(Option::as_ref);
        let is_head = |m: &Match| m.head.is_some() && m.row.is_none();
        let heads = filled.iter().any(|(i, _)| of(*i).is_some_and(is_head));
        let values = filled.iter().any(|(_, c)| is_value(&c.text));
        if heads && !values {
            return self.heads_across(row, &found);
        }
        let label = filled.iter().rev().find(|(i, _)| {
            of(*i).is_some_and(|m| m.row.is_some() || (m.group.is_some() && values))
                && i + 1 < row.cells.len()
        });
        if let Some((i, c)) = label
            && let Some(m) = of(*i)
        {
            // Two tables side by side, this year's and last year's: nobody can tell whose numbers these are.
            let before = filled.iter().filter(|(j, _)| j < i);
            let again =
                before.clone().any(|(j, _)| of(*j).is_some_and(|o| o.row.is_some() && o.row == m.row));
            let is_doubled = again && before.clone().any(|(_, c)| is_value(&c.text));
            let meaning = match (&m.row, &m.group) {
                _ if is_doubled => Label::Other(c.text.clone()),
                (Some(k), _) => Label::Row(k.clone()),
                (None, Some(g)) => Label::Group(g.clone()),
                (None, None) => Label::Other(c.text.clone()),
            };
            self.told(row.line, &c.text, m);
            return self.cells_across(row, meaning, *i + 1);
        }
        match filled[..] {
            [] => self.blank_across(row),
            [(i, c)] if !values => match of(i) {
                Some(m) if m.head.is_none() && m.row.is_none() => self.furniture(&c.text, m),
                _ if scale::scale(&c.text).is_some() => self.heads().scale = scale::scale(&c.text),
                _ if i == 0 || self.is_apart_from_heads() || names_no_column(&c.text) => {
                    self.walk.remarks.push((row.line, c.text.clone()));
                }
                _ => self.heads_across(row, &found),
            },
            // 填表单位 | 示范县林业局
            [(i, a), (j, b)]
                if !values
                    && of(i).is_none()
                    && of(j).is_none()
                    && (self.is_apart_from_heads() || tells_of_all(&a.text, &b.text))
                    && !labels::says_nothing(&b.text) =>
            {
                self.walk.remarks.push((row.line, format!("{}　{}", a.text, b.text)));
            }
            _ if values => self.unlabelled_across(row),
            _ if filled.iter().any(|(i, _)| of(*i).is_some_and(|m| m.row.is_some() || m.group.is_some())) => {
            }
            _ => self.heads_across(row, &found),
        }
    }

    /// The cells of a row whose name stands in the line above: 规章 | / 0 | 0 | 0 |.
    fn goes_on_across(&mut self, row: &SourceRow) -> bool {
        let is_cell =
            |c: &SourceCell| c.text.is_empty() || is_value(&c.text) || is_in_place_of_a_value(&c.text);
        let numbers = row.kind == SourceKind::Counted && row.table == 0 && row.words().any(is_value);
        if !(self.open && numbers && row.cells.iter().all(is_cell)) {
            return false;
        }
        let Some(last) = self.walk.rows.last_mut().filter(|r| r.cells.is_empty()) else { return false };
        last.shape = RowShape::Counted;
        last.cells = row.cells.iter().map(|c| HeldCell::beside(&c.text)).collect();
        self.open = false;
        true
    }

    /// Whether words that nobody knows are no head: before all heads, or below rows, where the next caption has not come.
    fn is_apart_from_heads(&self) -> bool {
        let [first] = &self.walk.heads[..] else { return self.rows_since };
        self.rows_since || first.words.is_empty() && !first.corner
    }

    fn heads_across(&mut self, row: &SourceRow, found: &[Option<Match>]) {
        for (i, c) in row.cells.iter().enumerate().filter(|(_, c)| !c.text.is_empty()) {
            let m = found.get(i).and_then(Option::as_ref);
            // Corner and caption are known, and no heads.
            if let Some(m) = m.filter(|m| m.head.is_none()) {
                self.furniture(&c.text, m);
                continue;
            }
            if let Some(m) = m {
                self.told(row.line, &c.text, m);
            }
            let group = m.is_some_and(|m| m.is_group_of_heads);
            let next = row.cells.iter().skip(i + 1).position(|c| !c.text.is_empty());
            let to = next.map_or(row.cells.len(), |n| i + 1 + n);
            let cols = match row.kind {
                SourceKind::Placed => Some(c.col..c.col + c.cols),
                SourceKind::Even => Some(c.col..if group { to } else { c.col + 1 }),
                _ => None,
            };
            let over = m.filter(|_| cols.is_some()).map_or(&[][..], |m| m.over.as_slice());
            for group in over {
                let group = Match { head: Some(group.clone()), ..Match::default() };
                self.head(&c.text, Some(&group), (row.line, cols.clone()));
            }
            self.head(&c.text, m, (row.line, cols));
        }
    }

    /// An empty row: where the row without a label is due, right below its heads, it is that.
    fn blank_across(&mut self, row: &SourceRow) {
        let wide = self.labels.widths.iter().any(|w| row.cells.len() >= *w);
        let due = self.is_among_heads() && !self.open && wide;
        if let Some(key) = self.labels.unlabelled.clone().filter(|_| due) {
            self.cells_across(row, Label::Row(key), 0);
        }
    }

    /// A row of numbers whose label is not known, or that has none.
    fn unlabelled_across(&mut self, row: &SourceRow) {
        let said = |c: &SourceCell| c.text.is_empty() || is_value(&c.text) || is_in_place_of_a_value(&c.text);
        let from = row.cells.iter().rposition(|c| !said(c)).map_or(0, |i| i + 1);
        match self.labels.unlabelled.clone() {
            Some(key) => {
                // Before its numbers may stand words of any kind; they are under no head.
                let words = row.cells.iter().rposition(|c| !said(c) && !c.text.chars().any(char::is_numeric));
                self.cells_across(row, Label::Row(key), words.map_or(0, |i| i + 1).min(from));
            }
            None => {
                let words = row.cells.get(from.wrapping_sub(1)).map_or("", |c| c.text.as_str());
                self.cells_across(row, Label::Other(words.to_string()), from);
            }
        }
    }

    fn cells_across(&mut self, row: &SourceRow, label: Label, from: usize) {
        let shape = match row.kind {
            SourceKind::Placed => RowShape::Placed,
            SourceKind::Even => RowShape::Even,
            _ => RowShape::Counted,
        };
        let held = |c: &SourceCell| HeldCell {
            text: c.text.clone(),
            cols: (row.kind != SourceKind::Counted).then(|| c.col..c.col + c.cols),
            tall: c.rows > 1,
            lone: false,
            stray: false,
        };
        let words = row.cells.get(from.wrapping_sub(1)).map_or("", |c| c.text.as_str()).to_string();
        let seen = self.row(row.line, label, &words, shape);
        seen.cells = row.cells.iter().skip(from).map(held).collect();
        seen.before = from;
    }
}

/// （件）, 单位：件, 2025年度: of all numbers of a table, and no column's.
fn names_no_column(said: &str) -> bool {
    let bare = said.trim().trim_matches(['（', '）', '(', ')']);
    let year = bare.trim_end_matches(['度', '年']);
    scale::is_unit(bare)
        || year.len() == 4 && year.len() < bare.len() && year.chars().all(|c| c.is_ascii_digit())
}

/// 填表单位 | 示范县林业局, 说明 | 全年: whose numbers they are, or a note; not 说明 | 截至上年累计数.
fn tells_of_all(a: &str, b: &str) -> bool {
    let words = &words().tables;
    let a = a.trim_end_matches(['：', ':', ' ']);
    let begins = |list: &[String]| list.iter().any(|w| w.trim_end_matches(['：', ':', ' ']) == a);
    let counts = b.contains(['数', '件', '量', '额', '计']);
    !counts && (begins(&words.before_office) || begins(&words.notes))
}
