//! What a file says is held to what a clerk may type. Numbers of cells are taken as if they were typed; a day that
//! is none and a limit out of bounds stay in their fields as they stand; what no field can hold is named with its
//! place and its value, and the file is refused.

use super::strict::Strict;
use super::text::{FieldValue, MOST_PLACES, Para, RunKind};
use super::value::{Cell, MOST};
use super::{Date, Report, Section};
use crate::form::table::CellKey;
use crate::form::{self, Form};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can't stand in any report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("不认识的格式“{0}”")]
    Edition(String),
    #[error("{what}写的是{year}，只能是{}到{}", form::years().start(), form::years().end())]
    Year { what: &'static str, year: u16 },
    #[error("各部分标题的写法是第{0}种，只有第0种和第1种")]
    Headings(usize),
    /// Numbers of the parts: where it stands, and the two where it may.
    #[error("图“{title}”放在第{at}部分，只能放在第{}或第{}部分", may.0, may.1)]
    Chart { title: &'static str, at: String, may: (String, String) },
    #[error("“{place}”第{paragraph}段的百分比要{places}位小数，最多{MOST_PLACES}位")]
    Share { place: String, paragraph: usize, places: u32 },
    #[error("“{0}”不是能调整的格")]
    Cell(String),
    #[error("去年的报告里，{0}")]
    OfLast(Box<Unsound>),
}

impl Report {
    /// Holds it.
    pub fn held(mut self) -> Result<Report, Unsound> {
        if form::by_edition(&self.edition).is_none() {
            return Err(Unsound::Edition(self.edition));
        }
        year("年度", self.year)?;
        if self.heading_set > 1 {
            return Err(Unsound::Headings(self.heading_set));
        }
        self.charts()?;
        self.shares()?;
        self.days();
        self.limits();
        let form = self.form();
        cells(form, &mut self.cells);
        for u in &mut self.units {
            cells(form, &mut u.cells);
            u.path = local(&u.path);
        }
        if let Some(e) = &mut self.earlier {
            year("前年的年度", e.year)?;
            cells(form::by_edition(&e.edition).unwrap_or_else(|| form::for_year(e.year)), &mut e.cells);
        }
        if let Some(mut p) = self.predecessor.take() {
            let last = Arc::unwrap_or_clone(p.snapshot).snapshot().held();
            p.snapshot = last.map_err(|e| Unsound::OfLast(Box::new(e)))?.into();
            p.path = local(&p.path);
            self.predecessor = Some(p);
        }
        Ok(self)
    }

    fn charts(&self) -> Result<(), Unsound> {
        let fits = |at: &Section| matches!(at, Section::Overview | Section::Requests);
        let Some((kind, at)) = self.layout.charts.iter().find(|(_, at)| !fits(at)) else { return Ok(()) };
        let number = |s| self.form().numeral(s).to_string();
        let may = (number(Section::Overview), number(Section::Requests));
        Err(Unsound::Chart { title: kind.title(), at: number(*at), may })
    }

    /// A share has only so many digits behind its point.
    fn shares(&self) -> Result<(), Unsound> {
        for part in self.worded() {
            for (i, p) in self.paras(part).iter().enumerate() {
                let Para::Text(runs) = p else { continue };
                let places = runs.iter().filter_map(|r| match &r.kind {
                    RunKind::Field { value: FieldValue::Share { places, .. }, .. } => Some(*places),
                    _ => None,
                });
                if let Some(places) = places.into_iter().find(|n| *n > MOST_PLACES) {
                    let place = self.form().chapter_name(part.chapter()).to_string();
                    return Err(Unsound::Share { place, paragraph: i.saturating_add(1), places });
                }
            }
        }
        Ok(())
    }

    fn days(&mut self) {
        for (field, day) in [(Strict::Signed, self.signature.date), (Strict::Due, self.deadline)] {
            match day {
                Some(d) if Date::new(d.year, d.month, d.day).is_none() => field.enter(self, &d.to_string()),
                // A day that is one is no words.
                Some(_) => drop(self.typed.remove(&field)),
                None => {
                    let words = self.typed.get(&field).cloned();
                    words.into_iter().for_each(|t| field.enter(self, &t));
                }
            }
        }
    }

    fn limits(&mut self) {
        let said = std::mem::take(&mut self.thresholds);
        let typed = std::mem::take(&mut self.typed);
        for field in Strict::LIMITS {
            field.enter(self, &field.said(&said).to_string());
        }
        for (field, words) in typed {
            field.enter(self, &words);
        }
    }
}

/// A path that begins at the root of some computer, by its last name alone: `C:\\张三\\2024.gknb` → `2024.gknb`.
fn local(path: &str) -> String {
    let rooted = path.starts_with(['/', '\\']) || path.get(1..2) == Some(":");
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    if rooted { name.into() } else { path.into() }
}

fn year(what: &'static str, year: u16) -> Result<(), Unsound> {
    form::years().contains(&year).then_some(()).ok_or(Unsound::Year { what, year })
}

/// Every number as if it were typed; what follows its parts can only be a total.
fn cells(form: &'static Form, cells: &mut BTreeMap<CellKey, Cell>) {
    let held = |key: &CellKey, cell: &Cell| match cell {
        Cell::Unfilled => None,
        Cell::Computed => form.total_of(key).map(|_| Cell::Computed),
        Cell::Compared(n) if *n <= MOST => form.total_of(key).map(|_| Cell::Compared(*n)),
        Cell::Compared(_) => form.total_of(key).map(|_| Cell::Computed),
        Cell::Typed(v) => v.held(form.kind(key)).map(Cell::Typed),
    };
    cells.retain(|key, cell| match held(key, cell) {
        Some(c) => {
            *cell = c;
            true
        }
        None => false,
    });
}
