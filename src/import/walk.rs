//! Walking down a table of a document: its heads, its rows with what stands in their cells. What the words mean is
//! said here; what is certain of it, `proof` says.

use super::cell::{self, is_in_place_of_a_value, is_value};
use super::heads::{Heads, Word};
use super::labels::{self, Labels, Match};
use super::lone::{Lone, LoneNumbers};
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
pub struct HeldCell {
    pub text: String,
    pub cols: Option<Range<usize>>,
    pub tall: bool,
    /// It stood alone on its line, as a page's number does.
    pub lone: bool,
    /// It stands as the document's other cells do not: a page's number, if its row has all its cells without it.
    pub stray: bool,
}

impl HeldCell {
    /// One of several in their line.
    fn beside(text: &str) -> HeldCell {
        HeldCell { text: text.into(), cols: None, tall: false, lone: false, stray: false }
    }
    fn alone(text: &str) -> HeldCell {
        HeldCell { lone: true, ..HeldCell::beside(text) }
    }
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
    pub cells: Vec<HeldCell>,
    /// How many cells the whole row has, and how many of them come before the label ends.
    pub before: usize,
    /// Something near it was out of its place: its number may be another's.
    pub shaken: bool,
}

impl SeenRow {
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|c| c.text.as_str()).filter(|t| !t.is_empty())
    }
    /// Its cells without those that may be a page's number.
    pub fn sure(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|i| !self.cells[*i].stray).collect()
    }
    pub fn has_strays(&self) -> bool {
        self.cells.iter().any(|c| c.stray)
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
    /// Numbers of pages were passed over.
    pub has_pages: bool,
}

/// A label that is not whole yet, and what came with it.
struct Torn {
    words: String,
    line: usize,
    values: Vec<HeldCell>,
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
    /// The label of a group that stood in the line before.
    group: Option<(String, usize)>,
    lone: &'a LoneNumbers,
}

/// Walks down the rows of a table, with the word right above them; `lone`: how the document's numbers stand.
pub fn walk(labels: &Labels, rows: &[SourceRow], above: Option<&str>, lone: &LoneNumbers) -> Walk {
    let mut w = Walker {
        labels,
        walk: Walk {
            heads: vec![Heads { above: above.map(str::to_string), ..Heads::default() }],
            odd: above.map(|a| (rows.first().map_or(0, |r| r.line), a.to_string())).into_iter().collect(),
            ..Walk::default()
        },
        rows_since: false,
        open: false,
        torn: None,
        last_label: String::new(),
        group: None,
        lone,
    };
    for (i, r) in rows.iter().enumerate() {
        match r.kind {
            SourceKind::Placed | SourceKind::Counted | SourceKind::Even => w.across(r),
            SourceKind::Line => {
                w.line(rows, i);
                w.group = w.group.take().filter(|g| g.1 == r.line);
            }
            SourceKind::Blank => w.blank(&rows[i..]),
            SourceKind::Gap | SourceKind::Picture => {}
        }
    }
    w.tear_off();
    w.walk
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
    fn push(&mut self, cell: HeldCell) {
        if let Some(r) = self.walk.rows.last_mut() {
            r.cells.push(cell);
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

    /// An empty cell: of the open row, or the first of the row without a label whose numbers follow.
    fn blank(&mut self, rest: &[SourceRow]) {
        let mut next = rest.iter().filter(|r| !r.kind.is_empty());
        if !self.open
            && self.is_among_heads()
            && let Some(key) = self.labels.unlabelled.clone()
            && next.next().and_then(SourceRow::text).is_some_and(is_value)
        {
            self.row(rest[0].line, Label::Row(key), "", RowShape::Loose);
            self.open = true;
        }
        if self.open {
            self.push(HeldCell::alone(""));
        }
    }

    /// A number alone on its line.
    fn number(&mut self, rows: &[SourceRow], i: usize, t: &str) {
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
    fn numbers(&mut self, line: usize, numbers: &[&str]) {
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

    /// A label with its numbers in one line; whether it is one.
    fn labelled(&mut self, line: usize, words: &str, numbers: &[&str]) -> bool {
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
            self.odd(t.line, &t.words);
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
        } else if !self.labels.is_piece_of_group(t) || self.is_among_heads() {
            self.odd(line, t);
            self.open = false;
        }
    }

    /// Whether heads were met, and no row below them yet.
    fn is_among_heads(&self) -> bool {
        !self.rows_since && self.walk.heads.last().is_some_and(|h| h.corner || !h.words.is_empty())
    }

    /// Words that are not understood; among heads they may be one.
    fn odd(&mut self, line: usize, t: &str) {
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
        let numbers = texts.next().and_then(|t| split(self.labels, t)).is_some_and(|s| s.0.is_empty());
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
