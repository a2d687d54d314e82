//! Walking down a table of a document: its heads, its rows with what stands in their cells. What the words mean is
//! said here; what is certain of it, `proof` says.

mod across;
mod numbers;
mod row;
mod words;

use super::cell::{is_in_place_of_a_value, is_value};
use super::head::Word;
use super::heads::Heads;
use super::labels::{self, Labels, Match};
use super::lone::LoneNumbers;
use super::scale::{self, Scale};
use super::source_rows::{SourceKind, SourceRow};
pub use row::{HeldCell, Label, RowShape, SeenRow};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What was met.
#[derive(Default)]
pub struct Walk {
    pub rows: Vec<SeenRow>,
    pub heads: Vec<Heads>,
    /// Other wordings of labels, as found: line, official, how often.
    pub aliases: BTreeMap<String, (usize, String, usize)>,
    /// Words not understood.
    pub odd: Vec<(usize, String)>,
    /// Rows of nothing but words that are none of the form's: 注：以上为2024年数据.
    pub remarks: Vec<(usize, String)>,
    /// Numbers of pages were passed over.
    pub has_pages: bool,
    /// Units of money that are named for the whole table.
    pub units: BTreeSet<Scale>,
}

impl Walk {
    /// The row met next.
    pub fn after(&self, row: &SeenRow) -> Option<&SeenRow> {
        self.rows.iter().skip_while(|r| !std::ptr::eq(*r, row)).nth(1)
    }
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
            scale: scale::of_head(words),
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
        self.heads().scale = scale::scale(words);
    }

    pub(super) fn told(&mut self, line: usize, words: &str, m: &Match) {
        // What is found by its year's or unit's words taken off may say the opposite with them: 上年收费金额.
        let opposite = |o: &&String| labels::is_opposite(words, o);
        let wording = |o: &&String| {
            labels::key(o) != labels::key(words) && (scale::scale(words).is_none() || opposite(o))
        };
        let official = m.official.as_ref().filter(wording).or(m.head.as_ref().filter(opposite));
        if let Some(official) = official {
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
            in_two_lines: false,
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
        let is_cell = || self.open || self.is_first_cell(&rows[i + 1..]);
        if is_value(t) || (is_in_place_of_a_value(t) && is_cell()) {
            return self.number(rows, i, t);
        }
        match self.labels.split(t) {
            Some(("", numbers)) => self.numbers(line, &numbers),
            Some((label, numbers)) if self.labelled(line, label, &numbers) => {}
            _ => self.words(rows, i, t),
        }
    }
}
