//! What follows from a collection as it stands: worked out on a thread after each change, for thousands of units take
//! their time. Until it is there, what was known before is shown with the collection that it followed from.

use super::catch_panic::guarded;
use super::job::{AT_ONCE, Job, Progress};
use super::unit_lines::{self, UnitLine};
use crate::checks::{Finding, Level};
use crate::collect::Collection;
use crate::collect::overview::Overview;
use crate::collect::standing::HeadCount;
use crate::collect::unit_row::FilesSeen;
use crate::report::{Predecessor, Report, Shared};
use crate::store::Wake;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// See the module.
#[derive(Default)]
pub struct CollectionKnown {
    /// Grows with each time that it is worked out.
    pub revision: u64,
    /// What it follows from: places of units and submissions are those of this.
    pub of: Arc<Collection>,
    pub overview: Overview,
    pub head_count: HeadCount,
    /// A line a unit, in the roster's order.
    pub lines: Vec<UnitLine>,
    /// The sums, as a report has them, with last year's behind.
    pub sums: Shared,
    /// What is to be known of single sums, for who looks at the tables.
    pub marks: Vec<Finding>,
}

impl CollectionKnown {
    pub fn of(collection: &Arc<Collection>, seen: &FilesSeen) -> CollectionKnown {
        let overview = Overview::of(collection, seen);
        let head_count = overview.standing.head_count(collection);
        let sums =
            Report { predecessor: last_year(collection), ..collection.report_of_sums(&overview.standing) };
        let marks = marks(collection, &overview);
        let lines = unit_lines::lines(collection, &overview.standing);
        let (of, sums) = (collection.clone(), Arc::new(sums));
        CollectionKnown { revision: 0, of, overview, head_count, lines, sums, marks }
    }
}

/// What is known, and what is being worked out.
pub(super) struct WorkingOut {
    known: Arc<CollectionKnown>,
    /// What it is to follow from.
    wanted: (Arc<Collection>, Arc<FilesSeen>),
    job: Option<Job<Option<CollectionKnown>>>,
    since: Instant,
    /// What is being worked out is what is wanted no longer.
    outdated: bool,
    wake: Wake,
}

/// What became of working out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkedOut {
    Nothing,
    /// It is known now.
    Known,
    /// It went wrong by a mistake of the program's own.
    Fell,
}

impl WorkingOut {
    /// Begins with what is known of it already.
    pub fn new(known: CollectionKnown, wake: Wake) -> WorkingOut {
        let wanted = (known.of.clone(), Arc::default());
        let known = Arc::new(CollectionKnown { revision: 1, ..known });
        WorkingOut { known, wanted, job: None, since: Instant::now(), outdated: false, wake }
    }
    pub fn known(&self) -> &Arc<CollectionKnown> {
        &self.known
    }
    /// The files that it follows from.
    pub fn seen(&self) -> Arc<FilesSeen> {
        self.wanted.1.clone()
    }
    /// Whether what is known follows from something that has changed since.
    pub fn is_going(&self) -> bool {
        self.job.is_some()
    }
    /// Whether it may be known at once.
    pub fn is_young(&self) -> bool {
        self.is_going() && self.since.elapsed() < AT_ONCE
    }
    /// What is known, for work on a thread, which works it out where it is not known yet.
    pub fn wanted(&self) -> WantedKnown {
        let known = Some(&self.known).filter(|_| !self.is_going()).cloned();
        WantedKnown { known, of: self.wanted.clone() }
    }

    /// It changed: one thing is worked out at a time, then what is wanted by then.
    pub fn work_out(&mut self, collection: &Arc<Collection>, seen: &Arc<FilesSeen>) {
        if Arc::ptr_eq(&self.wanted.0, collection) && Arc::ptr_eq(&self.wanted.1, seen) {
            return;
        }
        self.wanted = (collection.clone(), seen.clone());
        self.outdated = self.is_going();
        if !self.outdated {
            self.begin();
        }
    }
    fn begin(&mut self) {
        let (collection, seen) = self.wanted.clone();
        self.since = Instant::now();
        self.job = Some(Job::start_waking("正在重算", self.wake.clone(), move |_| {
            guarded("重算", || CollectionKnown::of(&collection, &seen)).ok()
        }));
    }
    /// Takes it, if it comes within `wait`.
    pub fn take(&mut self, wait: Duration) -> WorkedOut {
        let known = match self.job.as_ref().map(|j| j.poll(wait)) {
            None | Some(Progress::Going) => return WorkedOut::Nothing,
            Some(Progress::Died) => None,
            Some(Progress::Done(known)) => known,
        };
        self.job = None;
        let fell = known.is_none();
        if let Some(known) = known {
            let revision = self.known.revision.saturating_add(1);
            self.known = Arc::new(CollectionKnown { revision, ..known });
        }
        if std::mem::take(&mut self.outdated) {
            self.begin();
        }
        if fell { WorkedOut::Fell } else { WorkedOut::Known }
    }
}

/// What is known, or what it is to follow from.
pub(super) struct WantedKnown {
    known: Option<Arc<CollectionKnown>>,
    of: (Arc<Collection>, Arc<FilesSeen>),
}

impl WantedKnown {
    /// Never on the window's thread.
    pub fn get(self) -> Arc<CollectionKnown> {
        let (collection, seen) = &self.of;
        self.known.unwrap_or_else(|| Arc::new(CollectionKnown::of(collection, seen)))
    }
}

/// Last year's sums as a report, to stand beside this year's.
fn last_year(collection: &Collection) -> Option<Predecessor> {
    let last = collection.last.as_ref()?;
    let snapshot = Report {
        year: last.year,
        edition: last.sums.edition().into(),
        cells: last.sums.filled(),
        ..Report::default()
    };
    Some(Predecessor { path: last.file.clone(), digest: last.digest.clone(), snapshot: Arc::new(snapshot) })
}

/// Sums that lack a number, are no number, or were adjusted.
fn marks(collection: &Collection, overview: &Overview) -> Vec<Finding> {
    let form = collection.form();
    let ledger = form.ledger();
    let mut out = Vec::new();
    let cells = ledger.keys.iter().zip(&ledger.follows).zip(&overview.standing.totals.cells);
    for ((key, follows), total) in cells {
        let mut say = |code, level, words: String| {
            out.push(Finding::said(code, level, words).cells(form, vec![key.clone()], Vec::new()));
        };
        // A total lacks what its parts lack, and is what people copy first.
        let (among, of) = if follows.is_some() { ("分项里有", "分项里") } else { ("", "") };
        if total.beyond {
            say("U203", Level::Error, format!("{of}合计是负数，或者大得放不下，空着"));
        }
        if !total.unread.is_empty() {
            say("U202", Level::Error, format!("{among}{}家填的不是数，没有加进来", total.unread.len()));
        }
        if !total.unfilled.is_empty() {
            say("U201", Level::Warning, format!("{among}{}家没有填", total.unfilled.len()));
        }
        if !total.adjusted.is_zero() {
            say("", Level::Hint, format!("{of}调整了{}", total.adjusted));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::edit::CollectEdit;
    use crate::collect::roster::RosterUnit;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn what_changed_while_it_was_worked_out_is_worked_out_next_and_what_is_shown_belongs_together() {
        let mut c = Collection::new(2025, "示范县人民政府");
        let first = Arc::new(c.clone());
        let seen = Arc::default();
        let mut w = WorkingOut::new(CollectionKnown::of(&first, &seen), Arc::new(|| {}));
        assert!(!w.is_going());
        for name in ["示范县水利局", "示范县教育局", "示范县林业局"] {
            CollectEdit::AddUnit(RosterUnit::named(name)).apply(&mut c);
            w.work_out(&Arc::new(c.clone()), &seen);
            assert_eq!(w.known().overview.standing.rows.len(), w.known().of.units.len());
        }
        assert!(w.is_going());
        let wanted = w.wanted();
        assert_eq!(wanted.get().head_count.due, 3);
        while w.is_going() {
            assert_eq!(w.take(LONG), WorkedOut::Known);
            assert_eq!(w.known().overview.standing.rows.len(), w.known().of.units.len());
        }
        assert!(w.known().head_count.due == 3 && w.known().revision > 1);
    }
}
