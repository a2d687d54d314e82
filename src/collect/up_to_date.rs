//! 重新汇总: a report that was made of a collection, brought up to date; every change is listed before it is made.

use super::Collection;
use super::into_report::{COVERED, MARK, confirm_scope, lighten, sums};
use super::overview::Overview;
use super::standing::Standing;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::text::Para;
use crate::report::value::Value;
use crate::report::{Part, Report, Section};

/// One number of a report that the sums say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumChange {
    pub cell: CellKey,
    pub was: Option<Value>,
    pub now: Option<Value>,
}

impl Collection {
    /// Whether a report was made of a collection of this government and year.
    pub fn is_source_of(&self, report: &Report) -> bool {
        !report.units.is_empty() && report.year == self.year && report.office.name.trim() == self.office
    }

    /// Cells of a report that say something else than the sums do now, whoever changed them.
    pub fn changes_to(&self, report: &Report, standing: &Standing) -> Vec<SumChange> {
        let now = standing.totals.figures(self.form());
        let change = |key: &CellKey| {
            let (was, now) = (report.value(key), now.by_key(key));
            (was != now).then(|| SumChange { cell: key.clone(), was, now })
        };
        self.form().ledger().keys.iter().filter_map(change).collect()
    }

    /// The report brought up to date in these cells; its units, what is missing, and the program's own sentence of what
    /// the numbers cover come along. All else is the clerk's.
    pub fn updated(&self, report: &Report, overview: &Overview, cells: &[CellKey]) -> Report {
        let standing = &overview.standing;
        let mut out = report.clone();
        let chosen = sums(self.form(), standing).into_iter().filter(|(k, _)| cells.contains(k));
        chosen.for_each(|(key, cell)| Edit::Cell(key, cell).apply(&mut out));
        Edit::Units(self.unit_reports(standing)).apply(&mut out);
        let part = Part::Before(Section::Overview);
        let scope = Para::plain(self.scope_words(standing));
        let paras = out.paras(part).iter();
        let paras: Vec<Para> =
            paras.map(|p| if is_covered(report, p) { scope.clone() } else { p.clone() }).collect();
        // A sentence that somebody has seen as it is needs no second look.
        let asks = paras != out.paras(part) || report.notes.contains(&confirm_scope());
        Edit::Text(part, paras).apply(&mut out);
        out.notes.retain(|n| !n.text.starts_with(MARK));
        out.notes.extend(self.notes(overview).into_iter().filter(|n| asks || *n != confirm_scope()));
        lighten(&mut out);
        out
    }
}

/// Whether a paragraph is the sentence that the program wrote.
fn is_covered(report: &Report, para: &Para) -> bool {
    let words = para.resolved(report);
    words.starts_with(COVERED) && words.ends_with('。') && words.matches('。').count() == 1
}
