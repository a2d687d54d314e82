//! 重新汇总: a report that was made of a collection, brought up to date; every change is listed before it is made.

use super::Collection;
use super::figures;
use super::hand_made::{ByHand, HandMade, KeptByHand};
use super::into_report::{MARK, confirm_scope, lighten, sums};
use super::matching::{Matcher, Placement};
use super::overview::Overview;
use super::roster::{RosterUnit, UnitKind};
use super::scope;
use super::standing::Standing;
use crate::form::table::CellKey;
use crate::report::edit::Edit;
use crate::report::text::{FieldValue, Para, RunKind};
use crate::report::value::{Cell, Value};
use crate::report::{Part, Report, UnitReport};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap, HashSet};

/// One number of a report that the sums say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumChange {
    pub cell: CellKey,
    pub was: Option<Value>,
    pub now: Option<Value>,
    pub by_hand: ByHand,
}

/// Units of which a report's text has live values, and which are not among those that it was made of.
pub fn without_numbers(report: &Report) -> BTreeSet<&str> {
    let runs = report.worded().flat_map(|p| report.paras(p)).filter_map(|p| match p {
        Para::Text(runs) => Some(runs),
        Para::Picture { .. } => None,
    });
    let named = runs.flatten().filter_map(|run| match &run.kind {
        RunKind::Field { value: FieldValue::OfUnit { unit, .. }, .. } => Some(unit.as_str()),
        _ => None,
    });
    named.filter(|n| !report.units.iter().any(|u| u.name == *n)).collect()
}

impl Collection {
    /// Whether a report was made of a collection of this government, year and edition.
    pub fn is_source_of(&self, report: &Report) -> bool {
        let is_made = !report.units.is_empty() || report.notes.iter().any(|n| n.text.starts_with(MARK));
        let name = report.office.name.trim();
        let is_ours = name == self.office || Matcher::of(self).is_own(name);
        is_made && is_ours && (report.year, &report.edition) == (self.year, &self.edition)
    }

    /// Cells of a report that say something else than the sums do now, whoever changed them.
    pub fn changes_to(&self, report: &Report, standing: &Standing) -> Vec<SumChange> {
        let now = standing.totals.figures(self.form());
        let change = |key: &CellKey| {
            let (was, now) = (report.value(key), now.by_key(key));
            (was != now).then(|| SumChange {
                by_hand: self.is_by_hand(report, key),
                cell: key.clone(),
                was,
                now,
            })
        };
        self.form().ledger().keys.iter().filter_map(change).collect()
    }

    /// Whether a number of a report is none that came of the units which it was made of. A total of the program's follows
    /// its parts.
    fn is_by_hand(&self, report: &Report, key: &CellKey) -> ByHand {
        let form = self.form();
        if form.total_of(key).is_some() {
            return if matches!(report.cells.get(key), Some(Cell::Typed(_))) {
                ByHand::Yes
            } else {
                ByHand::No
            };
        }
        if report.units.is_empty() {
            return ByHand::No;
        }
        // Of a light one nobody knows what its units gave.
        if report.units.iter().all(|u| u.cells.is_empty()) {
            return ByHand::Perhaps;
        }
        let number = |v: Option<Value>| v.as_ref().and_then(figures::number);
        let given = report.units.iter().filter_map(|u| number(u.value(form, key)));
        let sum = given.fold(None, |sum: Option<Decimal>, n| sum.unwrap_or_default().checked_add(n));
        let (sum, stands) = (sum.unwrap_or_default(), number(report.value(key)).unwrap_or_default());
        let adjusted = self.adjustments.iter().find(|a| a.cell == *key);
        match adjusted {
            _ if stands == sum => ByHand::No,
            Some(a) if sum.checked_add(a.by) == Some(stands) => ByHand::No,
            Some(_) => ByHand::Perhaps,
            None => ByHand::Yes,
        }
    }

    /// The program's own sentence of what the numbers of a report cover.
    fn scope_then(&self, report: &Report) -> String {
        let by_name: HashMap<&str, UnitKind> = self.units.iter().map(|u| (u.name.as_str(), u.kind)).collect();
        let kind = |u: &UnitReport| {
            by_name.get(u.name.as_str()).copied().unwrap_or_else(|| RosterUnit::named(&u.name).kind)
        };
        scope::own(&report.units.iter().map(kind).collect::<Vec<_>>())
    }

    /// Live values of units that are called otherwise now go on with those.
    fn rename_live(&self, report: &mut Report) {
        let matcher = Matcher::of(self);
        let now = |u: &UnitReport| {
            let Placement::Of(at) = matcher.by_name(&u.name) else { return None };
            let name = &self.units.get(at)?.name;
            (*name != u.name).then(|| (u.name.clone(), name.clone()))
        };
        let renamed: HashMap<String, String> = report.units.iter().filter_map(now).collect();
        if renamed.is_empty() {
            return;
        }
        let parts: Vec<Part> = report.worded().collect();
        for part in parts {
            let mut paras = report.paras(part).to_vec();
            let texts =
                paras.iter_mut().filter_map(|p| if let Para::Text(runs) = p { Some(runs) } else { None });
            for run in texts.flatten() {
                if let RunKind::Field { value: FieldValue::OfUnit { unit, .. }, .. } = &mut run.kind
                    && let Some(name) = renamed.get(unit)
                {
                    unit.clone_from(name);
                }
            }
            if paras != report.paras(part) {
                Edit::Text(part, paras).apply(report);
            }
        }
    }

    /// The report brought up to date but for what is `kept`; its units, what is missing, and the program's own sentence of
    /// what the numbers cover come along. All else is the clerk's.
    pub fn updated(&self, report: &Report, overview: &Overview, kept: &KeptByHand) -> Report {
        let standing = &overview.standing;
        let mut out = report.clone();
        let changes = self.changes_to(report, standing).into_iter().map(|c| c.cell);
        let cells: HashSet<CellKey> =
            changes.filter(|k| !kept.contains(&HandMade::Cell(k.clone()))).collect();
        let chosen = sums(self.form(), standing).into_iter().filter(|(k, _)| cells.contains(k));
        chosen.for_each(|(key, cell)| Edit::Cell(key, cell).apply(&mut out));
        self.rename_live(&mut out);
        Edit::Units(self.unit_reports(standing)).apply(&mut out);
        let before = out.clone();
        scope::bring_up(&mut out, report, &self.scope_words(standing), kept);
        // A sentence that somebody has seen as it is needs no second look, as long as it covers the same.
        let covers_same = self.scope_then(report) == self.scope_then(&out);
        let asks = before != out || !covers_same || report.notes.contains(&confirm_scope());
        out.notes.retain(|n| !n.text.starts_with(MARK));
        out.notes.extend(self.notes(overview).into_iter().filter(|n| asks || *n != confirm_scope()));
        lighten(&mut out);
        out
    }
}
