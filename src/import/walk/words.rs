//! Lines of a table with words: labels, heads, captions, pieces of them, and what is not understood.

use super::{Label, RowShape, Torn, Walker};
use crate::import::cell::{is_in_place_of_a_value, is_value};
use crate::import::labels::{self, Match};
use crate::import::lone::Lone;
use crate::import::scale;
use crate::import::source_rows::SourceRow;

impl Walker<'_> {
    /// Words that were torn off and never became a label.
    pub(super) fn tear_off(&mut self) {
        let Some(t) = self.torn.take() else { return };
        if t.values.is_empty() {
            self.odd(t.line, &t.words);
        } else {
            self.row(t.line, Label::Other(t.words.clone()), &t.words, RowShape::Loose).cells = t.values;
        }
        self.open = false;
    }

    /// A line of words.
    pub(super) fn words(&mut self, rows: &[SourceRow], i: usize, t: &str) {
        let line = rows[i].line;
        if let Some(torn) = self.torn.take() {
            let joined = format!("{}{t}", torn.words);
            if let Some(Label::Row(key)) = self.row_label(line, &joined) {
                self.last_label = joined.clone();
                let more = torn.values.is_empty();
                self.row(torn.line, Label::Row(key), &joined, RowShape::Loose).cells = torn.values;
                self.open = more;
                return;
            }
            if self.labels.find(&joined).is_some() {
                return self.label(rows, i, &joined);
            }
            let goes_on = self.labels.begins(&joined);
            self.torn = Some(Torn { words: if goes_on { joined } else { torn.words.clone() }, ..torn });
            if goes_on {
                return;
            }
            self.tear_off();
        }
        if self.labels.find(t).is_some() {
            return self.label(rows, i, t);
        }
        if let Some(parts) = self.labels.segment(t) {
            let parts: Vec<(String, Match)> =
                parts.into_iter().map(|(w, m)| (w.to_string(), m.clone())).collect();
            return self.labels_in_line(line, &parts);
        }
        let begun = self.labels.after_groups(t);
        if self.is_begun(begun, t) {
            self.torn = Some(Torn { words: begun.into(), line, values: Vec::new() });
            self.open = false;
            return;
        }
        let goes_on = labels::key(&format!("{}{t}", self.last_label));
        if !self.last_label.is_empty()
            && (self.labels.find_key(&goes_on).is_some() || self.labels.begins(&goes_on))
        {
            self.last_label.push_str(t);
            return;
        }
        self.other(line, t);
    }

    /// Words that are nothing of the table.
    fn other(&mut self, line: usize, t: &str) {
        let parts: Vec<&str> = t.split_whitespace().collect();
        let known = |w: &&str| self.labels.find(w).is_some_and(|m| m.row.is_none() || m.head.is_some());
        let heads = parts.len() > 1 && parts.iter().filter(|w| known(w)).count() * 2 >= parts.len();
        if heads {
            for w in parts {
                let m = self.labels.find(w).cloned();
                match &m {
                    Some(m) if m.head.is_none() => self.furniture(w, m),
                    m => self.head(w, m.as_ref(), (0, None)),
                }
            }
        } else if let Some(scale) = scale::scale(t) {
            self.begin_heads();
            self.heads().scale = Some(scale);
        } else if !self.labels.is_piece_of_group(t) || self.is_among_heads() {
            self.odd(line, t);
            self.open = false;
        }
    }

    /// Whether heads were met, and no row below them yet.
    pub(super) fn is_among_heads(&self) -> bool {
        !self.rows_since && self.walk.heads.last().is_some_and(|h| h.corner || !h.words.is_empty())
    }

    /// Words that are not understood; among heads they may be one.
    pub(super) fn odd(&mut self, line: usize, t: &str) {
        /// Longer words are no head.
        const LONGEST: usize = 40;
        self.walk.odd.push((line, t.to_string()));
        if self.is_among_heads() && t.chars().count() <= LONGEST && !t.contains('。') {
            self.head(t, None, (0, None));
        }
    }

    /// A caption, or the words over the labels.
    pub(super) fn furniture(&mut self, words: &str, m: &Match) {
        self.open = false;
        if m.caption {
            self.caption(words);
        } else if m.group.is_none() {
            self.begin_heads();
            self.heads().corner = true;
        }
    }

    /// A line that is one label.
    fn label(&mut self, rows: &[SourceRow], i: usize, t: &str) {
        let line = rows[i].line;
        let Some(m) = self.labels.find(t).cloned() else { return };
        self.told(line, t, &m);
        // Empty lines behind a head may be mere layout, and a number behind the last of them a page's.
        let is_passed = |n: &usize| rows[*n].kind.is_empty() || self.lone.of_number(rows, *n) == Lone::Page;
        let next = (i + 1..rows.len()).find(|n| !is_passed(n)).and_then(|n| rows.get(n));
        let is_cell = |t: &str| {
            is_value(t) || is_in_place_of_a_value(t) || self.labels.split(t).is_some_and(|s| s.0.is_empty())
        };
        let cells_come = next.is_some_and(|r| match r.text() {
            Some(t) => is_cell(t),
            None => r.table == 0 && r.words().next().is_some_and(is_value),
        });
        self.last_label = t.to_string();
        match (&m.row, &m.head, &m.group) {
            (Some(key), head, _) if head.is_none() || cells_come => {
                self.row(line, Label::Row(key.clone()), t, RowShape::Loose);
                self.open = true;
            }
            (_, Some(_), _) => self.head(t, Some(&m), (0, None)),
            (_, _, Some(g)) if cells_come && !self.is_parted_by_numbers(&rows[i + 1..], t) => {
                self.row(line, Label::Group(g.clone()), t, RowShape::Loose);
                self.open = true;
            }
            (_, _, group) => {
                self.group = group.as_ref().map(|_| (t.to_string(), line));
                self.furniture(t, &m);
            }
        }
    }

    /// Whether the numbers that follow stand in the middle of a label: （三）不予公开, 0 0 1 0 0 0 1, 1.属于国家秘密.
    fn is_parted_by_numbers(&self, rest: &[SourceRow], group: &str) -> bool {
        let mut texts = rest.iter().filter_map(SourceRow::text);
        let numbers = texts.next().and_then(|t| self.labels.split(t)).is_some_and(|s| s.0.is_empty());
        let ends_row = |t: &str| {
            let whole = format!("{group}{t}");
            self.labels.segment(&whole).is_some_and(|p| p.last().is_some_and(|(_, m)| m.row.is_some()))
        };
        numbers && texts.next().is_some_and(ends_row)
    }

    /// Labels in one line without numbers: heads, or a group with the row whose numbers come in the next line.
    fn labels_in_line(&mut self, line: usize, parts: &[(String, Match)]) {
        let heads = parts.iter().any(|(_, m)| m.head.is_some() && m.row.is_none());
        if !heads
            && let Some((words, m)) = parts.last()
            && let Some(key) = &m.row
        {
            self.told(line, words, m);
            self.last_label = words.clone();
            self.row(line, Label::Row(key.clone()), words, RowShape::Loose);
            self.open = true;
            return;
        }
        for (words, m) in parts {
            self.told(line, words, m);
            match m.head.is_some() {
                true => self.head(words, Some(m), (0, None)),
                false => self.furniture(words, m),
            }
        }
        self.open = false;
    }
}
