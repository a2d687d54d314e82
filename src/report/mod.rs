//! One office's report of one year: numbers, text, the office's facts, last year's report, notes. All of
//! it stands in format 1 of the project file. No I/O, no clock; nothing here can fail.

// Amounts know no overflow but a panic: they are added up by `checked_…` alone.
#![deny(clippy::arithmetic_side_effects)]

pub mod change;
pub mod clause;
pub mod comment;
pub mod contact;
pub mod convert;
pub mod date;
pub mod document;
pub mod edit;
pub mod emphasis;
pub mod emphasised;
mod entered;
mod explanation;
pub mod facts;
pub mod hold;
pub mod keyed;
pub mod last_years_text;
pub mod level;
mod live;
pub mod memo;
pub mod merge_typed;
pub mod next_year;
pub mod note;
mod numbered;
mod office;
mod options;
mod others;
mod paper;
mod part;
pub mod passage;
pub mod picture;
pub mod reckoned;
pub mod repetition;
pub mod rows;
mod run;
pub mod sheet;
pub mod strict;
pub mod text;
pub mod unseen;
pub mod value;
pub mod weight;

pub use crate::form::{Chapter, Section};
pub use date::Date;
pub use explanation::{Anchor, Explanation};
pub use facts::Datum;
pub use level::OfficeLevel;
pub use note::{Note, NoteKind, Place};
pub use office::{Office, Signature};
pub use options::{
    BlankPolicy, ChartKind, Layout, LinePitch, NumberPlace, PageMargins, PageStyle, Thresholds, TitleSize,
};
pub use others::{Earlier, Predecessor, UnitReport};
pub use part::{Part, SectionText};

use crate::form::{self, Form, relation::Relation, table::CellKey};
use comment::Comment;
use picture::Picture;
use reckoned::KnownValues;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use strict::Strict;
use text::Para;
use value::{Cell, Value};

/// The report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Report {
    pub year: u16,
    /// Name of its form: `fy2021`.
    pub edition: String,
    pub office: Office,
    /// 0 = wording of the form (set A), 1 = wording of article 50 (set B).
    pub heading_set: usize,
    /// Numbers of the letters cited.
    pub letters: Vec<String>,
    pub deadline: Option<Date>,
    /// What stands in a field that can't be what the field takes, as it was typed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub typed: BTreeMap<Strict, String>,
    pub title: Vec<Para>,
    pub preamble: Vec<Para>,
    /// By `Section::index`; in what order they stand the form says.
    pub sections: [SectionText; Section::ALL.len()],
    pub signature: Signature,
    pub blank_policy: BlankPolicy,
    pub layout: Layout,
    pub thresholds: Thresholds,
    /// Codes of checks switched off.
    pub switched_off: BTreeSet<String>,
    /// Only what is not 未填; keys as the form spells them.
    pub cells: BTreeMap<CellKey, Cell>,
    pub explanations: Vec<Explanation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    pub notes: Vec<Note>,
    pub predecessor: Option<Predecessor>,
    /// Of a predecessor's own predecessor.
    pub earlier: Option<Earlier>,
    pub units: Vec<UnitReport>,
}

impl Report {
    /// An empty report of the edition that `year` uses; totals follow their parts.
    pub fn new(year: u16, office: &str) -> Report {
        let form = form::for_year(year);
        let mut r = Report {
            year,
            edition: form.edition.clone(),
            office: Office { name: office.into(), ..Office::default() },
            letters: form.letters.iter().map(|l| l.number.clone()).collect(),
            deadline: level::deadline(year, level::guess(office)),
            title: vec![Para::plain(format!("{office}{year}年政府信息公开工作年度报告"))],
            signature: Signature { office: office.into(), ..Signature::default() },
            ..Report::default()
        };
        r.take_headings();
        r.compute_totals();
        r
    }

    /// The form of its edition; of its year where the edition is unknown.
    pub fn form(&self) -> &'static Form {
        form::by_edition(&self.edition).unwrap_or_else(|| form::for_year(self.year))
    }

    /// What is written in a section.
    pub fn section(&self, section: Section) -> &SectionText {
        &self.sections[section.index()]
    }

    /// The same to be changed.
    pub fn section_mut(&mut self, section: Section) -> &mut SectionText {
        &mut self.sections[section.index()]
    }

    /// Heads every section as its form and heading set do.
    pub fn take_headings(&mut self) {
        let (form, set) = (self.form(), self.heading_set);
        form.order().for_each(|s| self.section_mut(s).heading = form.heading(s, set));
    }

    /// Parts that hold words, in the report's order.
    pub fn worded(&self) -> impl Iterator<Item = Part> + use<> {
        let sections = self.form().order().flat_map(|s| [Part::Before(s), Part::After(s)]);
        [Part::Title, Part::Preamble].into_iter().chain(sections)
    }

    /// Makes every total that nobody has filled follow its parts.
    pub fn compute_totals(&mut self) {
        for key in totals(self.form()) {
            if self.cell(&key) == Cell::Unfilled {
                self.cells.insert(key, Cell::Computed);
            }
        }
    }

    /// What stands in a cell.
    pub fn cell(&self, key: &CellKey) -> Cell {
        self.cells.get(key).cloned().unwrap_or_default()
    }

    /// The value a cell shows: typed, or summed up; `None` for 未填.
    pub fn value(&self, key: &CellKey) -> Option<Value> {
        match self.cells.get(key) {
            None | Some(Cell::Unfilled) => None,
            Some(Cell::Typed(v)) => Some(v.clone()),
            Some(Cell::Computed | Cell::Compared(_)) => {
                let r = self.form().total_of(key)?;
                self.sum(&r.left).and_then(Value::count)
            }
        }
    }

    /// Sum of the filled parts; `None` when none is filled, or one is text: nobody knows what it comes to.
    pub fn sum(&self, parts: &[CellKey]) -> Option<i128> {
        let filled = parts.iter().filter_map(|k| self.value(k)).map(|v| v.whole());
        filled.reduce(|sum, n| sum?.checked_add(n?)).flatten()
    }

    /// Canonical text of a cell; `None` for 未填.
    pub fn canonical(&self, key: &CellKey) -> Option<String> {
        self.value(key).map(|v| v.canonical(self.form().kind(key)))
    }

    /// What a spreadsheet may take of a cell; `None` for 未填.
    pub fn for_sheet(&self, key: &CellKey) -> Option<String> {
        self.value(key).map(|v| v.for_sheet(self.form().kind(key)))
    }

    /// What the page prints in a cell, by the report's policy.
    pub fn printed(&self, key: &CellKey) -> String {
        match (self.value(key), self.blank_policy) {
            (None, _) | (Some(Value::NotApplicable), BlankPolicy::Blank) => String::new(),
            (Some(Value::NotApplicable), BlankPolicy::Zero) => "0".into(),
            (Some(v), _) => v.canonical(self.form().kind(key)),
        }
    }

    /// Last year's value of a cell, where last year's form had it.
    pub fn last_year(&self, key: &CellKey) -> Option<Value> {
        self.predecessor.as_ref().and_then(|p| p.snapshot.value(key))
    }

    /// A number's years, the oldest first: year and value as text, 未填 ones left out.
    pub fn years_of(&self, key: &CellKey) -> Vec<(u16, String)> {
        let kind = self.form().kind(key);
        let last = self.predecessor.as_ref().map(|p| &*p.snapshot);
        let before = last.and_then(|l| match (&l.predecessor, &l.earlier) {
            (Some(p), _) => Some((p.snapshot.year, p.snapshot.value(key))),
            (None, Some(e)) => {
                let r = Report {
                    year: e.year,
                    edition: e.edition.clone(),
                    cells: e.cells.clone(),
                    ..Report::default()
                };
                Some((e.year, r.value(key)))
            }
            (None, None) => None,
        });
        let all = [before, last.map(|l| (l.year, l.value(key))), Some((self.year, self.value(key)))];
        all.into_iter().flatten().filter_map(|(y, v)| Some((y, v?.canonical(kind)))).collect()
    }

    /// Paragraphs of a part; the signature has none.
    pub fn paras(&self, part: Part) -> &[Para] {
        match part {
            Part::Title => &self.title,
            Part::Preamble => &self.preamble,
            Part::Before(s) => &self.section(s).before,
            Part::After(s) => &self.section(s).after,
            Part::Signature => &[],
        }
    }

    /// The same to be changed.
    pub fn paras_mut(&mut self, part: Part) -> Option<&mut Vec<Para>> {
        match part {
            Part::Title => Some(&mut self.title),
            Part::Preamble => Some(&mut self.preamble),
            Part::Before(s) => Some(&mut self.section_mut(s).before),
            Part::After(s) => Some(&mut self.section_mut(s).after),
            Part::Signature => None,
        }
    }

    /// The words of a part, one paragraph a line.
    pub fn words(&self, part: Part) -> String {
        let known = KnownValues::of(self);
        let lines: Vec<String> = self.paras(part).iter().map(|p| p.told(&known)).collect();
        lines.join("\n")
    }

    /// Whether a part says anything.
    pub fn speaks(&self, part: Part) -> bool {
        let known = KnownValues::of(self);
        self.paras(part).iter().any(|p| !p.told(&known).trim().is_empty())
    }

    /// The title in one line.
    pub fn title_line(&self) -> String {
        self.words(Part::Title).replace('\n', "")
    }

    /// A copy fit to be kept inside next year's file: its own predecessor shrinks to year and cells, its pictures to
    /// their captions.
    pub fn snapshot(&self) -> Report {
        let mut s = self.clone();
        for part in s.worded() {
            let paras = s.paras_mut(part).into_iter().flatten();
            for p in paras {
                if let Para::Picture { bytes, .. } = p {
                    *bytes = Picture::default();
                }
            }
        }
        if let Some(p) = s.predecessor.take() {
            let Report { year, edition, cells, .. } = &*p.snapshot;
            s.earlier = Some(Earlier { year: *year, edition: edition.clone(), cells: cells.clone() });
        }
        s.units.clear();
        s
    }
}

/// Keys of all totals of a form. The corner of table three is listed once.
pub fn totals(form: &'static Form) -> BTreeSet<CellKey> {
    form.relations().iter().filter_map(Relation::total).cloned().collect()
}

/// Shares a report between the history, the checks and threads.
pub type Shared = Arc<Report>;
