//! What makes one report of another, kept small: a step of the history holds what stood there before it, a cell or
//! some paragraphs, not the whole report.

#![expect(clippy::arithmetic_side_effects, reason = "places and bytes of what is in memory are counted")]

use super::text::{Para, Run, RunKind};
use super::value::Cell;
use super::{Note, Part, Report, SectionText, UnitReport};
use crate::form::table::CellKey;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Range;

/// See the module.
#[derive(Clone, Debug)]
pub struct ReportChange {
    cells: Vec<(CellKey, Option<Cell>)>,
    texts: Vec<ChangedParas>,
    notes: Option<Vec<Note>>,
    units: Option<Vec<UnitReport>>,
    /// All else, where any of it differs.
    facts: Option<Box<Report>>,
}

/// Paragraphs in the place of some of a part's.
#[derive(Clone, Debug)]
struct ChangedParas {
    part: Part,
    range: Range<usize>,
    paras: Vec<Para>,
}

impl ReportChange {
    /// What makes `to` of `from`.
    pub fn between(from: &Report, to: &Report) -> ReportChange {
        let facts = facts(to);
        ReportChange {
            cells: cells(from, to),
            texts: parts().filter_map(|p| text(p, from.paras(p), to.paras(p))).collect(),
            notes: (from.notes != to.notes).then(|| to.notes.clone()),
            units: (from.units != to.units).then(|| to.units.clone()),
            facts: (self::facts(from) != facts).then(|| Box::new(facts)),
        }
    }

    /// Whether it changes nothing.
    pub fn is_nothing(&self) -> bool {
        let ReportChange { cells, texts, notes, units, facts } = self;
        cells.is_empty() && texts.is_empty() && notes.is_none() && units.is_none() && facts.is_none()
    }

    /// The paragraphs that it puts in.
    pub fn paras(&self) -> impl Iterator<Item = &Para> + Clone {
        self.texts.iter().flat_map(|t| &t.paras)
    }

    /// Carries it out.
    pub fn apply(self, r: &mut Report) {
        if let Some(mut facts) = self.facts {
            // The rest of the report stays where it is.
            mem::swap(&mut facts.cells, &mut r.cells);
            mem::swap(&mut facts.notes, &mut r.notes);
            mem::swap(&mut facts.units, &mut r.units);
            for part in parts() {
                if let (Some(a), Some(b)) = (facts.paras_mut(part), r.paras_mut(part)) {
                    mem::swap(a, b);
                }
            }
            *r = *facts;
        }
        for (key, cell) in self.cells {
            match cell {
                Some(c) => drop(r.cells.insert(key, c)),
                None => drop(r.cells.remove(&key)),
            }
        }
        for t in self.texts {
            if let Some(paras) = r.paras_mut(t.part) {
                let range = t.range.start.min(paras.len())..t.range.end.min(paras.len());
                paras.splice(range, t.paras);
            }
        }
        r.notes = self.notes.unwrap_or(mem::take(&mut r.notes));
        r.units = self.units.unwrap_or(mem::take(&mut r.units));
    }

    /// About how many bytes of memory it takes; what is shared with the report takes none.
    pub fn size(&self) -> usize {
        const PIECE: usize = 96;
        let runs = |p: &Para| match p {
            Para::Text(runs) => runs.iter().map(|r| PIECE + run_size(r)).sum(),
            Para::Picture { caption, .. } => caption.len(),
        };
        let notes = self.notes.iter().flatten().map(|n| 2 * PIECE + n.text.len() + n.source.len());
        let units = self.units.iter().flatten().map(|u| 2 * PIECE + u.cells.len() * PIECE);
        let facts = self.facts.as_ref().map_or(0, |f| 4096 + super::weight::Weight::of(f).words);
        let paras: usize = self.paras().map(|p| PIECE + runs(p)).sum();
        PIECE * (1 + self.cells.len()) + paras + notes.sum::<usize>() + units.sum::<usize>() + facts
    }
}

fn run_size(run: &Run) -> usize {
    match &run.kind {
        RunKind::Text(t) | RunKind::Old(t) => t.len(),
        RunKind::Field { value, .. } => value.keys().len() * 16,
    }
}

/// Every part that holds paragraphs, whatever the form.
fn parts() -> impl Iterator<Item = Part> {
    let sections = super::Section::ALL.into_iter().flat_map(|s| [Part::Before(s), Part::After(s)]);
    [Part::Title, Part::Preamble].into_iter().chain(sections)
}

/// The report without cells, paragraphs, notes and units.
fn facts(r: &Report) -> Report {
    let heading = |s: &SectionText| SectionText { heading: s.heading.clone(), ..SectionText::default() };
    Report {
        year: r.year,
        edition: r.edition.clone(),
        office: r.office.clone(),
        heading_set: r.heading_set,
        letters: r.letters.clone(),
        deadline: r.deadline,
        typed: r.typed.clone(),
        title: Vec::new(),
        preamble: Vec::new(),
        sections: r.sections.each_ref().map(heading),
        signature: r.signature.clone(),
        blank_policy: r.blank_policy,
        layout: r.layout.clone(),
        thresholds: r.thresholds.clone(),
        switched_off: r.switched_off.clone(),
        cells: BTreeMap::new(),
        explanations: r.explanations.clone(),
        comments: r.comments.clone(),
        notes: Vec::new(),
        predecessor: r.predecessor.clone(),
        earlier: r.earlier.clone(),
        units: Vec::new(),
    }
}

fn cells(from: &Report, to: &Report) -> Vec<(CellKey, Option<Cell>)> {
    let keys: BTreeSet<&CellKey> = from.cells.keys().chain(to.cells.keys()).collect();
    let differing = keys.into_iter().filter(|k| from.cells.get(*k) != to.cells.get(*k));
    differing.map(|k| (k.clone(), to.cells.get(k).cloned())).collect()
}

/// The paragraphs from the first that differs to the last.
fn text(part: Part, from: &[Para], to: &[Para]) -> Option<ChangedParas> {
    let head = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let (was, now) = (from.get(head..)?, to.get(head..)?);
    let tail = was.iter().rev().zip(now.iter().rev()).take_while(|(a, b)| a == b).count();
    let (was, now) = (was.get(..was.len() - tail)?, now.get(..now.len() - tail)?);
    let differs = !was.is_empty() || !now.is_empty();
    differs.then(|| ChangedParas { part, range: head..head + was.len(), paras: now.to_vec() })
}
