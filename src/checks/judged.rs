//! A report judged, and judged again after a change: then only those checks run that looked at what changed.
//! That is seen by laying the reports side by side, so that typing, undo and a whole report put in its place
//! are all alike.

use super::reads::Reads;
use super::{CHECKS, Context, Finding, explain};
use crate::report::{Date, Report, Shared};
use std::collections::HashSet;
use std::sync::Arc;

/// The findings with the report they were found in.
#[derive(Clone, Debug)]
pub struct Judged {
    report: Shared,
    today: Option<Date>,
    /// What each check looked at, in the catalogue's order.
    reads: Vec<Reads>,
    pub findings: Arc<Vec<Finding>>,
}

impl Judged {
    pub fn of(report: &Shared, today: Option<Date>) -> Judged {
        Judged::from(None, report, today)
    }
    /// The report as it is now.
    pub fn again(&self, now: &Shared, today: Option<Date>) -> Judged {
        let differing = Reads::differing(&self.report, now).filter(|_| self.today == today);
        Judged::from(differing.map(|d| (self, d)), now, today)
    }
    pub fn report(&self) -> &Report {
        &self.report
    }
    /// The day on which it was judged.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    fn from(before: Option<(&Judged, Reads)>, report: &Shared, today: Option<Date>) -> Judged {
        let (reads, findings) = judge(report, today, before);
        Judged { report: report.clone(), today, reads, findings: Arc::new(findings) }
    }
}

/// Runs every check that is not switched off; errors cannot be switched off. Findings come in the
/// report's order: by section, then as the checks found them.
pub fn run(report: &Report, today: Option<Date>) -> Vec<Finding> {
    judge(report, today, None).1
}

/// The same of the same words is told once, in however many ways it was come to.
fn told_once(found: &mut Vec<Finding>) {
    let mut told = HashSet::new();
    found.retain(|f| f.stretch.is_none() || told.insert((f.part, f.stretch.clone(), f.message.clone())));
}

/// `before`: how a report was judged of which this one differs in so much.
fn judge(
    report: &Report,
    today: Option<Date>,
    before: Option<(&Judged, Reads)>,
) -> (Vec<Reads>, Vec<Finding>) {
    let cx = Context::new(report, today);
    let (mut reads, mut findings) = (Vec::with_capacity(CHECKS.len()), Vec::new());
    for (i, check) in CHECKS.iter().enumerate() {
        match before.filter(|(was, differing)| !was.reads[i].meets(*differing)) {
            Some((was, _)) => {
                findings.extend(was.findings.iter().filter(|f| f.code == check.code).cloned());
                reads.push(was.reads[i]);
            }
            None => {
                let (mut found, read) = cx.run(check);
                told_once(&mut found);
                findings.extend(found);
                reads.push(read);
            }
        }
    }
    // Those of one section stay in the order of the catalogue.
    findings.sort_by_key(|f| cx.form.place(f.section.unwrap_or_default()));
    explain::attach(report, &mut findings);
    (reads, findings)
}
