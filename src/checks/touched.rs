//! Running only what a change touched. What changed is seen by laying the report beside the one judged
//! before, so that typing, undo and a whole report put in its place are all alike.

use super::{CHECKS, Check, Context, Finding, Reads, findings_of, in_order};
use crate::form::table::CellKey;
use crate::report::text::{Para, Run};
use crate::report::{Chapter, Date, Part, Report};
use std::collections::BTreeSet;

/// What differs between two reports.
struct Touched {
    /// Tables by their place in the form.
    tables: Vec<bool>,
    /// Where words differ.
    words: BTreeSet<Chapter>,
    headings: bool,
    dates: bool,
    facts: bool,
    last_year: bool,
}

/// Findings of `now`, where `found` are those of `was` on the same day: checks that read nothing of what
/// changed keep theirs.
pub fn again(was: &Report, found: &[Finding], now: &Report, today: Option<Date>) -> Vec<Finding> {
    let Some(touched) = Touched::between(was, now) else { return super::run(now, today) };
    let runs = |c: &Check| c.reads.iter().any(|r| touched.meets(r, now));
    let rerun: Vec<&Check> = CHECKS.iter().copied().filter(|c| runs(c)).collect();
    let kept = found.iter().filter(|f| !rerun.iter().any(|c| c.code == f.code)).cloned();
    let mut out: Vec<Finding> = kept.collect();
    let cx = Context::new(now, today);
    for check in rerun {
        findings_of(check, &cx, &mut out);
    }
    in_order(cx.form, &mut out);
    super::explain::attach(now, &mut out);
    out
}

impl Touched {
    /// `None` where everything may be different: another year, another form, other checks switched off.
    fn between(was: &Report, now: &Report) -> Option<Touched> {
        let same_kind =
            was.year == now.year && was.edition == now.edition && was.switched_off == now.switched_off;
        if !same_kind {
            return None;
        }
        let facts = was.office != now.office
            || was.letters != now.letters
            || was.thresholds != now.thresholds
            || was.heading_set != now.heading_set
            || was.units != now.units;
        let last_year = was.predecessor != now.predecessor || was.earlier != now.earlier;
        let tables = tables(was, now);
        let dates = was.signature != now.signature || was.deadline != now.deadline;
        let live = facts || last_year || dates || tables.contains(&true);
        let changed = |p: &Part| was.paras(*p) != now.paras(*p) || (live && has_live(now, *p));
        let mut words: BTreeSet<Chapter> = now.worded().filter(changed).map(Part::chapter).collect();
        words.extend((was.signature != now.signature).then_some(Chapter::Signature));
        let headings = was.sections.iter().zip(&now.sections).any(|(a, b)| a.heading != b.heading);
        Some(Touched { tables, words, headings, dates, facts, last_year })
    }

    fn meets(&self, reads: &Reads, report: &Report) -> bool {
        let form = report.form();
        match reads {
            Reads::Cells => self.tables.contains(&true),
            Reads::Roles(roles) => roles.iter().flat_map(|r| form.role(*r)).any(|name| {
                form.tables.iter().zip(&self.tables).any(|(t, touched)| *touched && t.names(name))
            }),
            Reads::Text => !self.words.is_empty(),
            Reads::Chapter(c) => self.words.contains(c),
            Reads::Headings => self.headings,
            Reads::Dates => self.dates,
            Reads::Facts => self.facts,
            Reads::LastYear => self.last_year,
        }
    }
}

/// Which tables hold a cell that differs.
fn tables(was: &Report, now: &Report) -> Vec<bool> {
    let form = now.form();
    let mut out = vec![false; form.tables.len()];
    let ledger = form.ledger();
    let mut mark = |key: &CellKey| match ledger.table(key) {
        Some(t) => out[t] = true,
        // A cell that the form doesn't have belongs to no table, but to the report.
        None => out.iter_mut().for_each(|t| *t = true),
    };
    if was.cells != now.cells {
        let differs = |key: &&CellKey| was.cells.get(*key) != now.cells.get(*key);
        was.cells.keys().chain(now.cells.keys()).filter(differs).for_each(&mut mark);
    }
    out
}

/// Whether a part holds a live value.
fn has_live(report: &Report, part: Part) -> bool {
    let live =
        |p: &Para| matches!(p, Para::Text(runs) if runs.iter().any(|r| matches!(r, Run::Field { .. })));
    report.paras(part).iter().any(live)
}
