//! Everything that changes a report, each with the name the undo menu shows. Fixes of checks, imports
//! and the window all go through here, so all of it can be undone.

use super::comment::Comment;
use super::strict::Strict;
use super::text::{Para, Run};
use super::value::{Cell, Value};
use super::{
    BlankPolicy, Date, Explanation, Layout, Office, Part, Predecessor, Report, Section, Signature,
    Thresholds, UnitReport,
};
use crate::form::Form;
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use std::collections::BTreeSet;
use std::ops::Range;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Cell(CellKey, Cell),
    Text(Part, Vec<Para>),
    /// The same of a part that repairs put right: what of it is last year's says itself.
    PutRight(Part, Vec<Para>),
    /// Words in the place of some of a part's, in the order of the text.
    Reword(Part, Vec<Rewording>),
    Heading(Section, String),
    HeadingSet(usize),
    Year(u16),
    Edition(String),
    Office(Office),
    Letters(Vec<String>),
    Deadline(Option<Date>),
    /// What was typed into a field that takes only some values.
    Strict(Strict, String),
    Signature(Signature),
    BlankPolicy(BlankPolicy),
    Layout(Layout),
    Thresholds(Thresholds),
    SwitchedOff(BTreeSet<String>),
    Explain(Explanation),
    /// Takes the explanation at this index back.
    Unexplain(usize),
    /// All comments in place of the present ones.
    Comments(Vec<Comment>),
    /// Dismisses the note at this index.
    DismissNote(usize),
    DismissAllNotes,
    Predecessor(Option<Box<Predecessor>>),
    Units(Vec<UnitReport>),
    /// A whole report in place of the present one.
    Replace(Box<Report>),
}

/// A run in the place of some words of a paragraph. Where these words don't stand any more, nothing happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    pub paragraph: usize,
    /// Bytes of its words.
    pub range: Range<usize>,
    pub was: String,
    pub new: Run,
}

/// Where a change was made, so that undo can show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    Cell(CellKey),
    Part(Part),
    /// Facts of the report.
    Facts,
}

impl Edit {
    /// What the cell becomes when `text` is entered in it: blank gives 未填, for a total it gives the sum back.
    pub fn enter(form: &Form, key: &CellKey, text: &str) -> Edit {
        let cell = match Value::parse(form.kind(key), text) {
            Some(v) => Cell::Typed(v),
            None if form.total_of(key).is_some() => Cell::Computed,
            None => Cell::Unfilled,
        };
        Edit::Cell(key.clone(), cell)
    }

    /// The same of what is typed from paper. A total that follows its parts goes on following them, and is
    /// compared: 纸上总计 49, 分项之和 48. `before` is what stood there before the typing.
    pub fn from_paper(form: &Form, key: &CellKey, before: &Cell, text: &str) -> Edit {
        match Edit::enter(form, key, text) {
            Edit::Cell(k, Cell::Typed(Value::Count(n))) if before.follows() => {
                Edit::Cell(k, Cell::Compared(n))
            }
            edit => edit,
        }
    }

    /// Carries the change out.
    pub fn apply(self, r: &mut Report) {
        match self {
            Edit::Cell(k, Cell::Unfilled) => {
                r.cells.remove(&k);
            }
            Edit::Cell(k, c) => {
                r.cells.insert(k, c);
            }
            Edit::Text(part, p) | Edit::PutRight(part, p) => {
                if let Some(paras) = r.paras_mut(part) {
                    *paras = p;
                }
            }
            Edit::Reword(part, changes) => reword(r, part, &changes),
            Edit::Heading(s, h) => r.section_mut(s).heading = h,
            Edit::HeadingSet(set) => {
                r.heading_set = set.min(1);
                r.take_headings();
            }
            Edit::Year(y) => r.year = y,
            Edit::Edition(e) => {
                r.edition = e;
                r.compute_totals();
            }
            Edit::Office(o) => r.take_office(o),
            Edit::Letters(l) => r.letters = l,
            Edit::Deadline(d) => {
                r.deadline = d;
                r.typed.remove(&Strict::Due);
            }
            Edit::Strict(field, text) => field.enter(r, &text),
            Edit::Signature(s) => {
                // Another office's name leaves the date as it was typed.
                if s.date.is_some() {
                    r.typed.remove(&Strict::Signed);
                }
                r.signature = s;
            }
            Edit::BlankPolicy(p) => r.blank_policy = p,
            Edit::Layout(l) => r.layout = l,
            Edit::Thresholds(t) => {
                r.thresholds = t;
                Strict::LIMITS.iter().for_each(|f| drop(r.typed.remove(f)));
            }
            Edit::SwitchedOff(s) => r.switched_off = s,
            Edit::Explain(e) => {
                r.explanations.retain(|x| (&x.code, &x.anchor) != (&e.code, &e.anchor));
                r.explanations.push(e);
            }
            Edit::Unexplain(i) => {
                if i < r.explanations.len() {
                    r.explanations.remove(i);
                }
            }
            Edit::Comments(c) => r.comments = c,
            Edit::DismissNote(i) => {
                if i < r.notes.len() {
                    r.notes.remove(i);
                }
            }
            Edit::DismissAllNotes => r.notes.clear(),
            Edit::Predecessor(p) => r.predecessor = p.map(|p| *p),
            Edit::Units(u) => r.units = u,
            Edit::Replace(new) => *r = *new,
        }
    }

    /// Where it happens.
    pub fn spot(&self) -> Spot {
        match self {
            Edit::Cell(k, _) => Spot::Cell(k.clone()),
            Edit::Text(p, _) | Edit::PutRight(p, _) | Edit::Reword(p, _) => Spot::Part(*p),
            Edit::Heading(n, _) => Spot::Part(Part::Before(*n)),
            Edit::Signature(_) | Edit::Strict(Strict::Signed, _) => Spot::Part(Part::Signature),
            _ => Spot::Facts,
        }
    }
}

/// Other words in some paragraphs of a part; live values beside them stay.
fn reword(r: &mut Report, part: Part, changes: &[Rewording]) {
    for of_one in changes.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let Some(at) = of_one.first().map(|c| c.paragraph) else { continue };
        let Some(Para::Text(runs)) = r.paras(part).get(at) else { continue };
        let words: String = runs.iter().map(|run| run.resolved(r)).collect();
        let stands = |c: &&Rewording| words.get(c.range.clone()) == Some(c.was.as_str());
        let changes: Vec<_> = of_one.iter().filter(stands).map(|c| (c.range.clone(), &c.new)).collect();
        let new = super::merge_typed::splice(runs, &changes, r);
        if let Some(p) = r.paras_mut(part).and_then(|p| p.get_mut(at)) {
            *p = Para::Text(new);
        }
    }
}

/// Gives typed-over totals back to their sums (运算). Empty when all follow already.
pub fn give_back_totals(report: &Report, keys: &[CellKey]) -> Vec<Edit> {
    let form = report.form();
    let totals: BTreeSet<&CellKey> = form.relations().iter().filter_map(Relation::total).collect();
    keys.iter()
        .filter(|k| totals.contains(k) && report.cell(k) != Cell::Computed)
        .map(|k| Edit::Cell(k.clone(), Cell::Computed))
        .collect()
}

/// Fills what is still 未填 among `keys` with 0 (其余填零); totals are left to their sums.
pub fn fill_with_zero(report: &Report, keys: &[CellKey]) -> Vec<Edit> {
    let form = report.form();
    keys.iter()
        .filter(|k| report.cell(k) == Cell::Unfilled)
        .map(|k| Edit::enter(report.form(), k, if form.total_of(k).is_some() { "" } else { "0" }))
        .collect()
}

/// A report with every number 0 but these, each by its key.
pub fn filled(year: u16, office: &str, numbers: &[(&str, &str)]) -> Report {
    let mut r = Report::new(year, office);
    for e in fill_with_zero(&r, &r.form().cells()) {
        e.apply(&mut r);
    }
    for (key, text) in numbers {
        Edit::enter(r.form(), &CellKey::parse(key), text).apply(&mut r);
    }
    r
}

/// Places a block of texts with its top left at `(row, col)` of the table's cells, by their order on the grid.
/// Texts beyond the table's edge are counted, not placed.
pub fn paste(
    report: &Report,
    rows: &[Vec<CellKey>],
    at: (usize, usize),
    block: &[Vec<String>],
) -> (Vec<Edit>, usize) {
    let (mut edits, mut outside) = (Vec::new(), 0_usize);
    for (i, line) in block.iter().enumerate() {
        for (j, text) in line.iter().enumerate() {
            match rows.get(at.0.saturating_add(i)).and_then(|r| r.get(at.1.saturating_add(j))) {
                Some(k) => edits.push(Edit::enter(report.form(), k, text)),
                None => outside = outside.saturating_add(usize::from(!text.trim().is_empty())),
            }
        }
    }
    (edits, outside)
}
