//! Walking down a table of a document: its heads, its rows with what stands in their cells. What the words mean is
//! said here; what is certain of it, `proof` says.

use super::cell::{self, is_in_place_of_a_value, is_value};
use super::heads::{Heads, Word};
use super::labels::{self, Labels, Match};
use super::sheet::{SourceKind, SourceRow};
use std::collections::BTreeMap;
use std::ops::Range;

/// How the cells of a row are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowShape {
    /// Each in its columns.
    Placed,
    /// Each in its columns, where no span can be wrong.
    Even,
    /// In their order, empty ones too.
    Counted,
    /// In their order; empty ones may be lost.
    Loose,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    Row(String),
    /// The rows of a group, where it stands itself in the place of a row.
    Group(Vec<String>),
    /// Words that are no label, or none.
    Other(String),
}

/// A cell behind a label; its words are empty where it is.
#[derive(Clone, Debug)]
pub struct HeldLabel {
    pub text: String,
    pub cols: Option<Range<usize>>,
    pub tall: bool,
}

/// A row as met.
#[derive(Clone, Debug)]
pub struct SeenRow {
    pub line: usize,
    pub label: Label,
    /// Its label as it stands there.
    pub words: String,
    pub shape: RowShape,
    /// Which heads it stands under.
    pub heads: usize,
    pub cells: Vec<HeldLabel>,
    /// How many cells the whole row has, and how many of them come before the label ends.
    pub before: usize,
    /// Something near it was out of its place: its number may be another's.
    pub shaken: bool,
}

impl SeenRow {
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|c| c.text.as_str()).filter(|t| !t.is_empty())
    }
}

/// What was met.
#[derive(Default)]
pub struct Walk {
    pub rows: Vec<SeenRow>,
    pub heads: Vec<Heads>,
    /// Other wordings of labels, as found: line, official, how often.
    pub aliases: BTreeMap<String, (usize, String, usize)>,
    /// Words not understood.
    pub odd: Vec<(usize, String)>,
}

/// A label that is not whole yet, and what came with it.
struct Torn {
    words: String,
    line: usize,
    values: Vec<HeldLabel>,
}

pub(super) struct Walker<'a> {
    pub labels: &'a Labels,
    pub walk: Walk,
    /// A row was met since the last head.
    rows_since: bool,
    /// The row whose cells still come, one a line.
    open: bool,
    torn: Option<Torn>,
    /// Words of the last label, which may go on.
    last_label: String,
    /// Numbers that stand alone between rows are those of pages.
    lone_are_pages: Lone,
}

/// What a number alone on its line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lone {
    Cell,
    /// A page's where empty lines stand around it.
    PageBetweenGaps,
    Page,
}

/// Walks down the rows of a table.
pub fn walk(labels: &Labels, rows: &[SourceRow]) -> Walk {
    let mut w = Walker {
        labels,
        walk: Walk { heads: vec![Heads::default()], ..Walk::default() },
        rows_since: false,
        open: false,
        torn: None,
        last_label: String::new(),
        lone_are_pages: lone(labels, rows),
    };
    for (i, r) in rows.iter().enumerate() {
        match r.kind {
            SourceKind::Placed | SourceKind::Counted | SourceKind::Even => w.across(r),
            SourceKind::Line => w.line(rows, i),
            SourceKind::Blank if w.open => w.push(String::new()),
            SourceKind::Blank | SourceKind::Gap | SourceKind::Picture => {}
        }
    }
    w.tear_off();
    w.walk
}

/// What numbers alone on their lines are: where the cells of most rows stand in one line, or without gaps between,
/// a short number that does not is a page's.
fn lone(labels: &Labels, rows: &[SourceRow]) -> Lone {
    let value = |r: &SourceRow| r.text().is_some_and(is_value);
    let whole =
        rows.iter().filter(|r| r.text().is_some_and(|t| split(labels, t).is_some_and(|s| s.1.len() > 1)));
    let (whole, single) = (whole.count(), rows.iter().filter(|r| value(r)).count());
    let apart = (0..rows.len()).filter(|i| value(&rows[*i]) && between_gaps(rows, *i)).count();
    if whole >= 3 && single * 5 <= whole {
        Lone::Page
    } else if apart * 4 <= single {
        Lone::PageBetweenGaps
    } else {
        Lone::Cell
    }
}

fn between_gaps(rows: &[SourceRow], i: usize) -> bool {
    let gap = |r: Option<&SourceRow>| r.is_none_or(|r| r.kind == SourceKind::Gap);
    gap(i.checked_sub(1).and_then(|i| rows.get(i))) && gap(rows.get(i + 1))
}

/// A line's label and the numbers behind it; none where it ends with no number.
pub fn split<'t>(labels: &Labels, text: &'t str) -> Option<(&'t str, Vec<&'t str>)> {
    if labels.find(text).is_some() {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let said = |w: &&&str| is_value(w) || is_in_place_of_a_value(w);
    let mut numbers = words.iter().rev().take_while(said).count();
    // 无 alone is no number.
    if !words.iter().rev().take(numbers).any(|w| is_value(w)) && numbers != 1 {
        numbers = 0;
    }
    let first = words.get(words.len() - numbers)?;
    let at = first.as_ptr() as usize - text.as_ptr() as usize;
    let label = text.get(..at)?.trim();
    let numbers = words.get(words.len() - numbers..)?.to_vec();
    (!label.is_empty() || numbers.len() > 1).then_some((label, numbers))
}

impl Walker<'_> {
    pub(super) fn heads(&mut self) -> &mut Heads {
        if self.walk.heads.is_empty() {
            self.walk.heads.push(Heads::default());
        }
        let last = self.walk.heads.len() - 1;
        &mut self.walk.heads[last]
    }

    /// A head; after a row it begins others.
    pub(super) fn head(&mut self, words: &str, m: Option<&Match>, place: (usize, Option<Range<usize>>)) {
        self.begin_heads();
        let word = Word {
            text: words.to_string(),
            head: m.and_then(|m| m.head.clone()),
            scale: cell::scale(words),
            row: place.0,
            cols: place.1,
        };
        self.heads().words.push(word);
    }

    pub(super) fn begin_heads(&mut self) {
        if std::mem::take(&mut self.rows_since) {
            self.walk.heads.push(Heads::default());
        }
        self.open = false;
    }

    /// A caption begins a block, whose heads are others.
    pub(super) fn caption(&mut self, words: &str) {
        self.rows_since = true;
        self.begin_heads();
        self.heads().scale = cell::scale(words);
    }

    pub(super) fn told(&mut self, line: usize, words: &str, m: &Match) {
        if let Some(official) = &m.official
            && labels::key(official) != labels::key(words)
            && cell::scale(words).is_none()
        {
            let met =
                self.walk.aliases.entry(words.to_string()).or_insert_with(|| (line, official.clone(), 0));
            met.2 += 1;
        }
    }

    pub(super) fn row(&mut self, line: usize, label: Label, words: &str, shape: RowShape) -> &mut SeenRow {
        self.rows_since = true;
        self.walk.rows.push(SeenRow {
            line,
            label,
            words: words.to_string(),
            shape,
            heads: self.walk.heads.len() - 1,
            cells: Vec::new(),
            before: 0,
            shaken: false,
        });
        let last = self.walk.rows.len() - 1;
        &mut self.walk.rows[last]
    }

    /// Another cell of the row whose cells come one a line.
    fn push(&mut self, text: String) {
        if let Some(r) = self.walk.rows.last_mut() {
            r.cells.push(HeldLabel { text, cols: None, tall: false });
        }
    }

    fn line(&mut self, rows: &[SourceRow], i: usize) {
        let Some(t) = rows[i].text() else { return };
        let line = rows[i].line;
        if is_value(t) || (self.open && is_in_place_of_a_value(t)) {
            return self.number(rows, i, t);
        }
        match split(self.labels, t) {
            Some(("", numbers)) => self.numbers(line, &numbers),
            Some((label, numbers)) if self.labelled(line, label, &numbers) => {}
            _ => self.words(rows, i, t),
        }
    }

    /// A number alone on its line.
    fn number(&mut self, rows: &[SourceRow], i: usize, t: &str) {
        let short = t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
        let page = match self.lone_are_pages {
            Lone::Cell => false,
            Lone::PageBetweenGaps => between_gaps(rows, i),
            Lone::Page => true,
        };
        if short && page {
            return;
        }
        if let Some(torn) = &mut self.torn {
            torn.values.push(HeldLabel { text: t.into(), cols: None, tall: false });
        } else if self.open {
            self.push(t.into());
        } else if let Some(key) = self.labels.unlabelled.clone()
            && self.walk.heads.last().is_some_and(|h| !h.words.is_empty())
            && !self.rows_since
        {
            self.row(rows[i].line, Label::Row(key), "", RowShape::Loose);
            self.open = true;
            self.push(t.into());
        } else {
            // Whose it is, nobody knows; most likely of the row before it.
            self.walk.odd.push((rows[i].line, t.to_string()));
            if let Some(last) = self.walk.rows.last_mut() {
                last.shaken = true;
            }
        }
    }

    /// Numbers in one line without a label.
    fn numbers(&mut self, line: usize, numbers: &[&str]) {
        let held = |t: &&str| HeldLabel { text: (*t).to_string(), cols: None, tall: false };
        if let Some(torn) = &mut self.torn {
            torn.values.extend(numbers.iter().map(held));
            return;
        }
        if self.open && self.walk.rows.last().is_some_and(|r| r.cells.is_empty()) {
            numbers.iter().for_each(|t| self.push((*t).to_string()));
            self.open = false;
            return;
        }
        let label = match &self.labels.unlabelled {
            Some(key) => Label::Row(key.clone()),
            None => Label::Other(String::new()),
        };
        let row = self.row(line, label, "", RowShape::Loose);
        row.cells = numbers.iter().map(held).collect();
        self.open = false;
    }

    /// A label with its numbers in one line; whether it is one.
    fn labelled(&mut self, line: usize, words: &str, numbers: &[&str]) -> bool {
        let held = |t: &&str| HeldLabel { text: (*t).to_string(), cols: None, tall: false };
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

    /// Whether words begin a label; behind the label of a group one character is enough.
    fn is_begun(&self, words: &str, whole: &str) -> bool {
        let first = || {
            labels::key(words).chars().count() == 1
                && self.labels.rows.iter().any(|r| r.words.starts_with(&labels::key(words)))
        };
        self.labels.begins(words) || (words.len() < whole.len() && first())
    }

    /// The row that words end with: groups may stand before it, or a piece of one set upright.
    fn row_label(&mut self, line: usize, words: &str) -> Option<Label> {
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

    /// Words that were torn off and never became a label.
    pub(super) fn tear_off(&mut self) {
        let Some(t) = self.torn.take() else { return };
        if t.values.is_empty() {
            self.walk.odd.push((t.line, t.words));
        } else {
            self.row(t.line, Label::Other(t.words.clone()), &t.words, RowShape::Loose).cells = t.values;
        }
        self.open = false;
    }

    /// A line of words.
    fn words(&mut self, rows: &[SourceRow], i: usize, t: &str) {
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
        /// Longer words are no head.
        const LONGEST: usize = 40;
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
        } else if let Some(scale) = cell::scale(t) {
            self.begin_heads();
            self.heads().scale = Some(scale);
        } else if !self.labels.is_piece_of_group(t) {
            self.walk.odd.push((line, t.to_string()));
            let begun = !self.rows_since && (self.heads().corner || !self.heads().words.is_empty());
            if begun && t.chars().count() <= LONGEST && !t.contains('。') {
                self.head(t, None, (0, None));
            }
            self.open = false;
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
        // Empty lines behind a head may be mere layout.
        let mut next = rows[i + 1..]
            .iter()
            .filter(|r| !matches!(r.kind, SourceKind::Gap | SourceKind::Picture | SourceKind::Blank));
        let cells_come = next.next().and_then(SourceRow::text).is_some_and(|t| {
            is_value(t) || is_in_place_of_a_value(t) || split(self.labels, t).is_some_and(|s| s.0.is_empty())
        });
        self.last_label = t.to_string();
        match (&m.row, &m.head, &m.group) {
            (Some(key), head, _) if head.is_none() || cells_come => {
                self.row(line, Label::Row(key.clone()), t, RowShape::Loose);
                self.open = true;
            }
            (_, Some(_), _) => self.head(t, Some(&m), (0, None)),
            (_, _, Some(g)) if cells_come => {
                self.row(line, Label::Group(g.clone()), t, RowShape::Loose);
                self.open = true;
            }
            _ => self.furniture(t, &m),
        }
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
