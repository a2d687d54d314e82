//! What a collection keeps of a report: whose it is, its numbers, what was found in it, what its reading is unsure of.

use crate::checks::{self, Finding, Level};
use crate::chinese::offices;
use crate::collect::figures::Figures;
use crate::collect::holding::HoldingSaid;
use crate::collect::submission::SubmittedReport;
use crate::report::{Chapter, Date, Note, NoteKind, Place, Report};
use std::sync::Arc;

/// Most sentences that are kept of what was found in one report.
const MOST_FOUND: usize = 40;

/// Nobody names so many whose numbers are in his.
const MOST_NAMED: usize = 500;

/// A report as it is taken in, judged on a day.
pub fn submitted(report: &Report, today: Option<Date>) -> SubmittedReport {
    let findings = checks::run(report, today);
    let of = |level: Level| findings.iter().filter(move |f| f.level == level && f.is_open());
    let sentence = |f: &Finding| format!("{}：{}", f.place(report.form()), f.message);
    let found = of(Level::Error).chain(of(Level::Warning)).map(sentence);
    let named = report.office.name.trim();
    let in_title = || offices::in_title(&report.title_line()).unwrap_or_default();
    let office = if named.is_empty() { in_title() } else { named.to_string() };
    let signed = report.signature.office.trim();
    let said = HoldingSaid::of(report);
    SubmittedReport {
        sheet: String::new(),
        signed: if signed == office { String::new() } else { signed.into() },
        office,
        year: report.year,
        figures: Arc::new(Figures::of(report)),
        errors: of(Level::Error).count(),
        warnings: of(Level::Warning).count(),
        found: found.take(MOST_FOUND).collect(),
        doubts: doubts(report),
        units: report
            .units
            .iter()
            .map(|u| u.name.clone())
            .chain(said.names.into_iter().take(MOST_NAMED))
            .collect(),
        is_gathered: said.below,
        is_of_all: said.all,
        above: said.above.into_iter().take(MOST_NAMED).collect(),
    }
}

/// One that says no year, taken for the one that it was read as.
pub fn undated(report: &Report, today: Option<Date>) -> SubmittedReport {
    let mut out = submitted(report, today);
    out.doubts.insert(0, format!("没有写年度，当作{}年", report.year));
    out
}

/// What its reading is unsure of, as far as a number may hang on it: a signature that was not found keeps nothing from
/// being added.
fn doubts(report: &Report) -> Vec<String> {
    let form = report.form();
    // Totals are added up from their parts: one that is not there takes nothing from a sum.
    let on_numbers = |place: &Place| match place {
        Place::Cells(keys) => keys.iter().any(|k| form.total_of(k).is_none()),
        Place::Section(Chapter::Section(s)) => form.table_of_section(*s).is_some(),
        Place::Section(_) | Place::Whole => false,
    };
    let counts = |n: &&Note| match n.kind {
        NoteKind::Doubtful => n.place == Place::Whole || on_numbers(&n.place),
        NoteKind::Missing => on_numbers(&n.place),
        NoteKind::Dropped | NoteKind::ReadDifferently | NoteKind::NotCarried => false,
    };
    let notes = report.notes.iter().filter(counts);
    notes.map(|n| format!("{}：{}", n.kind.word(), n.text)).take(MOST_FOUND).collect()
}
