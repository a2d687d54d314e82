//! Tables found by what they are: by their labels, whatever stands over them, in one piece or in several, in a table
//! of the source or in lines.

use super::cell::is_value;
use super::labels::{self, Labels};
use super::lone::is_like_page;
use super::scale::{self, Scale};
use super::source_rows::{SourceKind, SourceRow};
use crate::form::Form;
use crate::form::words::TableWords;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A table of lines with fewer labels is none, where no heading says that it is.
const OURS: usize = 3;
/// So few short lines may stand between the pieces of a table.
const BETWEEN: usize = 4;
/// More numbers than this without any label are a table all the same, under its heading.
const NUMBERS: usize = 50;

/// The labels of all tables of a form.
pub struct KnownWords {
    pub tables: Vec<Labels>,
    /// Words that more than one table has.
    shared: BTreeSet<String>,
}

impl KnownWords {
    pub fn of(tables: &[crate::form::table::Table]) -> KnownWords {
        let tables: Vec<Labels> = tables.iter().map(Labels::of).collect();
        let mut seen = BTreeSet::new();
        let shared = tables.iter().flat_map(Labels::keys).filter(|k| !seen.insert(*k)).cloned().collect();
        KnownWords { tables, shared }
    }

    /// The table that words tell, and by which label.
    fn tells(&self, words: &str) -> Option<(usize, String)> {
        let key = labels::key(words);
        if key.is_empty() || self.shared.contains(&key) || is_value(words) {
            return None;
        }
        (0..self.tables.len()).find(|t| self.tables[*t].find(words).is_some()).map(|t| (t, key))
    }

    /// The tables that a row tells, each with its labels.
    fn told_by(&self, row: &SourceRow) -> Vec<(usize, String)> {
        let Some(text) = row.text() else { return row.words().filter_map(|t| self.tells(t)).collect() };
        if let Some(told) = self.tells(text) {
            return vec![told];
        }
        if text.chars().count() > 160 || text.contains('。') {
            return Vec::new();
        }
        for (t, labels) in self.tables.iter().enumerate() {
            let words = labels.split(text).map_or(text, |s| s.0);
            let parts = labels.segment(words).unwrap_or_default();
            let telling = |w: &str| {
                let key = labels::key(w);
                (!self.shared.contains(&key)).then_some((t, key))
            };
            let told: Vec<(usize, String)> = parts.iter().filter_map(|(w, _)| telling(w)).collect();
            if !told.is_empty() {
                return told;
            }
            if words.len() < text.len()
                && let Some((_, rest)) = words.split_once(char::is_whitespace)
                && labels.find(rest).is_some()
                && let Some(told) = telling(rest)
            {
                return vec![told];
            }
        }
        // A line of heads may have one that is none of the form's.
        text.split_whitespace().filter_map(|w| self.tells(w)).collect()
    }
}

/// Whose each row is: the table of the form that it belongs to.
pub struct FoundParts {
    pub owner: Vec<Option<usize>>,
}

impl FoundParts {
    /// Where a table begins.
    pub fn first(&self, table: usize) -> Option<usize> {
        self.owner.iter().position(|o| *o == Some(table))
    }
    /// Rows outside of the tables that are nothing but a number, as those of pages are.
    pub fn bare_numbers(&self, rows: &[SourceRow]) -> BTreeSet<usize> {
        let is_number = |i: &usize| self.owner[*i].is_none() && rows[*i].text().is_some_and(is_like_page);
        (0..rows.len()).filter(is_number).collect()
    }
    /// A word right above a table of lines, where it may be the head of a column: short, and of nothing that stands
    /// over tables (单位：件, 表四).
    pub fn above(
        &self,
        rows: &[SourceRow],
        headings: &[Option<usize>],
        (form, table): (&Form, usize),
    ) -> Option<String> {
        let first = self.first(table).filter(|i| rows[*i].kind == SourceKind::Line)?;
        let empty = |i: &usize| !rows[*i].kind.is_empty();
        let before = (0..first).rev().find(empty)?;
        if self.owner[before].is_some() || headings.contains(&Some(before)) {
            return None;
        }
        let words = rows[before].text()?;
        let own = |k: &String| words.contains(k.as_str());
        let TableWords { of_table, offices, drafts, .. } = &crate::form::words::words().tables;
        let speaks_of_table = form.sections.iter().flat_map(|s| &s.keywords).any(own)
            || of_table.iter().chain(drafts).any(own)
            || offices.iter().any(|o| words.ends_with(o.as_str()))
            || words.ends_with('下')
            || words.contains("单位");
        let is_word = (2..=8).contains(&words.chars().count()) && words.chars().all(char::is_alphabetic);
        (is_word && !speaks_of_table).then(|| words.to_string())
    }
    /// The rows right above a table, at its head, at its foot and right below it, that are its own or nobody's; so many each.
    pub fn near<'r>(&self, rows: &'r [SourceRow], table: usize, many: usize) -> Vec<&'r SourceRow> {
        let own = |i: &usize| self.owner[*i] == Some(table);
        let Some((first, last)) = self.first(table).zip((0..rows.len()).rfind(own)) else {
            return Vec::new();
        };
        let head = first.saturating_sub(many)..(first + many).min(last + 1);
        // A note below it may stand in its own last row.
        let below = (last + 1).saturating_sub(many).max(head.end)..(last + 1 + many).min(rows.len());
        head.chain(below).filter(|i| self.owner[*i].is_none() || own(i)).map(|i| &rows[i]).collect()
    }
    /// The units of money that are named over a table, in its first rows, or in a note right below it: 单位：元.
    pub fn units(&self, rows: &[SourceRow], table: usize) -> BTreeSet<Scale> {
        const NEAR: usize = 3;
        /// Longer words are prose.
        const LONGEST: usize = 30;
        let words = self.near(rows, table, NEAR).into_iter().flat_map(SourceRow::words);
        let names = |w: &&str| w.contains("单位") && w.chars().count() <= LONGEST;
        words.filter(names).filter_map(scale::scale).collect()
    }
    /// The rows of a table, without headings of sections that stand among them.
    pub fn rows(&self, rows: &[SourceRow], table: usize, headings: &[Option<usize>]) -> Vec<SourceRow> {
        let own = |i: &usize| self.owner[*i] == Some(table) && !headings.contains(&Some(*i));
        (0..rows.len()).filter(own).map(|i| rows[i].clone()).collect()
    }
}

/// Finds the tables; `bodies` are the rows under the heading of each, where it has one.
pub fn find(known: &KnownWords, rows: &[SourceRow], bodies: &[Option<Range<usize>>]) -> FoundParts {
    let told: Vec<Vec<(usize, String)>> = rows.iter().map(|r| known.told_by(r)).collect();
    let mut owner: Vec<Option<usize>> = vec![None; rows.len()];
    of_grids(rows, &told, &mut owner);
    of_lines_above(known, rows, &mut owner);
    for t in 0..known.tables.len() {
        if owner.contains(&Some(t)) {
            continue;
        }
        let body = bodies.get(t).cloned().flatten();
        let here = body.and_then(|b| run(known, rows, &told, &owner, (t, b, 1)));
        let found = here.or_else(|| run(known, rows, &told, &owner, (t, 0..rows.len(), OURS)));
        found.into_iter().flatten().for_each(|i| owner[i] = Some(t));
    }
    FoundParts { owner }
}

/// Tables of the source: by the labels in them; a piece without labels is of the table before it.
fn of_grids(rows: &[SourceRow], told: &[Vec<(usize, String)>], owner: &mut [Option<usize>]) {
    let mut grids: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, r) in rows.iter().enumerate().filter(|(_, r)| r.table > 0) {
        grids.entry(r.table).or_default().push(i);
    }
    let mut grids: Vec<Vec<usize>> = grids.into_values().collect();
    grids.sort_by_key(|g| g.first().copied());
    let mut last: Option<(usize, usize)> = None;
    for grid in grids {
        let mut by_table: BTreeMap<usize, BTreeSet<&String>> = BTreeMap::new();
        for (t, key) in grid.iter().flat_map(|i| &told[*i]) {
            by_table.entry(*t).or_default().insert(key);
        }
        let (Some(start), Some(end)) = (grid.first(), grid.last()) else { continue };
        let near = last.filter(|(_, to)| {
            let between = rows.get(to + 1..*start).unwrap_or_default();
            let words: Vec<&str> = between.iter().filter_map(SourceRow::text).collect();
            words.len() <= BETWEEN && words.iter().all(|w| w.chars().count() <= 20)
        });
        // One label may stand in any table; a row of it with numbers goes on with the table before.
        by_table.retain(|t, keys| keys.len() > 1 || near.is_some_and(|n| n.0 == *t));
        let numbers = grid.iter().flat_map(|i| rows[*i].words()).filter(|w| is_value(w)).count();
        let words = grid.iter().flat_map(|i| rows[*i].words()).count();
        match by_table.len() {
            0 => match near {
                Some((t, _)) if numbers * 2 > words => grid.iter().for_each(|i| owner[*i] = Some(t)),
                _ => continue,
            },
            _ => part(rows, told, (&grid, &by_table), owner),
        }
        last = owner[*end].map(|t| (t, *end));
    }
}

/// Captions and the words over the labels, where they stand as lines right above a table of the source.
fn of_lines_above(known: &KnownWords, rows: &[SourceRow], owner: &mut [Option<usize>]) {
    for i in (0..rows.len()).rev().filter(|i| rows[*i].table == 0) {
        let below = (i + 1..rows.len()).find(|n| !rows[*n].kind.is_empty());
        let Some(t) = below.and_then(|n| owner[n]) else { continue };
        let m = rows[i].text().and_then(|text| known.tables[t].find(text));
        if owner[i].is_none() && m.is_some_and(|m| m.head.is_none() && m.row.is_none() && m.group.is_none()) {
            owner[i] = Some(t);
        }
    }
}

/// A table of the source that holds one or several of the form.
fn part(
    rows: &[SourceRow],
    told: &[Vec<(usize, String)>],
    (grid, by_table): (&[usize], &BTreeMap<usize, BTreeSet<&String>>),
    owner: &mut [Option<usize>],
) {
    let of = |i: usize| told[i].iter().map(|t| t.0).find(|t| by_table.contains_key(t));
    let mut current = grid.iter().find_map(|i| of(*i));
    let mut waiting: Vec<usize> = Vec::new();
    for i in grid.iter().copied() {
        match of(i) {
            Some(t) => {
                waiting.drain(..).for_each(|w| owner[w] = Some(t));
                current = Some(t);
                owner[i] = current;
            }
            // A line over the whole width may be the heading of what comes.
            None if rows[i].alone().is_some_and(|t| !is_value(t)) => waiting.push(i),
            None if !waiting.is_empty() && by_table.len() > 1 => waiting.push(i),
            None => {
                waiting.drain(..).for_each(|w| owner[w] = current);
                owner[i] = current;
            }
        }
    }
    waiting.into_iter().for_each(|w| owner[w] = current);
}

/// The lines of a table: from its first label to its last number.
fn run(
    known: &KnownWords,
    rows: &[SourceRow],
    told: &[Vec<(usize, String)>],
    owner: &[Option<usize>],
    (t, within, least): (usize, Range<usize>, usize),
) -> Option<Range<usize>> {
    let labels = &known.tables[t];
    let free = |i: &usize| owner[*i].is_none() && rows[*i].table == 0;
    let tells = |i: &usize| free(i) && told[*i].iter().any(|(o, _)| *o == t);
    let strange = |i: &usize| !free(i) || told[*i].iter().any(|(o, _)| *o != t) && !tells(i);
    let value = |i: &usize| {
        let r = &rows[*i];
        let split = || {
            r.text()
                .and_then(|x| labels.split(x))
                .is_some_and(|s| s.0.is_empty() || labels.segment(s.0).is_some())
        };
        r.text().is_some_and(is_value) || split() || (r.is_of_table() && r.words().any(is_value))
    };
    let begin = |from: usize| (from..within.end).find(&tells);
    let mut from = begin(within.start).or_else(|| {
        let numbers = within.clone().filter(|i| free(i) && value(i)).count();
        let many = within.clone().filter(free).flat_map(|i| rows[i].words()).flat_map(str::split_whitespace);
        let enough = many.filter(|w| is_value(w)).count() > NUMBERS && numbers > 0 && least == 1;
        enough.then(|| within.clone().find(|i| free(i) && value(i)))?
    })?;
    loop {
        let mut to = from;
        let mut far = 0;
        for (i, row) in rows.iter().enumerate().take(within.end).skip(from) {
            if strange(&i) && i > from {
                break;
            }
            let ends_with_numbers = |x: &str| labels.split(x).is_some_and(|s| s.1.len() > 1);
            let is_prose = |x: &str| x.chars().count() > 60 && x.contains('。') && !ends_with_numbers(x);
            let prose = row.text().is_some_and(is_prose);
            if tells(&i) || value(&i) {
                (to, far) = (i, 0);
            } else if prose || far > BETWEEN * 2 {
                break;
            } else if row.text().is_some() {
                far += 1;
            }
        }
        let keys: BTreeSet<&String> = (from..=to).flat_map(|i| &told[i]).map(|k| &k.1).collect();
        let numbers = (from..=to).any(|i| value(&i));
        if keys.len() >= least && (numbers || least == 1) || (least == 1 && keys.is_empty()) {
            let blank =
                |i: &usize| rows[*i].kind == SourceKind::Blank || is_cell_at_end(rows, labels, to, *i);
            return Some(from..(to + 1..within.end).find(|i| !blank(i)).unwrap_or(within.end));
        }
        from = begin(to + 1)?;
    }
}

/// 无 right behind the label of the last row.
fn is_cell_at_end(rows: &[SourceRow], labels: &Labels, last: usize, i: usize) -> bool {
    let row = rows[last].text().and_then(|t| labels.find(t)).is_some_and(|m| m.row.is_some());
    row && i == last + 1 && rows[i].text().is_some_and(super::cell::is_in_place_of_a_value)
}
