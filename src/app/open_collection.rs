//! The open collection with all that belongs to it: its history, what follows from it, its file with the lock.

use super::claim::{ClaimedFile, LockClaim};
use super::collecting::{beside, moved};
use super::desk::Desk;
use super::keeping::{Keeping, Leaving};
use crate::checks::{Finding, Level};
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::history::Collecting;
use crate::collect::overview::Overview;
use crate::collect::ruling::Ruling;
use crate::collect::standing::HeadCount;
use crate::collect::unit_row::FilesSeen;
use crate::collect::weight::TooMany;
use crate::report::{Date, Predecessor, Report, Shared};
use crate::store::journal::CopyPlace;
use crate::store::lock::{Holder, NoLock};
use crate::store::recovery::{self, CopiedWork, Found};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// See the module.
pub struct OpenCollection {
    work: Collecting,
    keeping: Keeping,
    seen: FilesSeen,
    known: Arc<CollectionKnown>,
}

/// A collection that a session left which ended without being closed.
pub struct CollectionLeft {
    pub collection: Arc<Collection>,
    pub found: Found,
    /// In which it goes on.
    pub copy: recovery::Copy,
    pub file: Option<ClaimedFile>,
}

/// What follows from a collection as it stands.
#[derive(Default)]
pub struct CollectionKnown {
    /// Of the collection that it follows from.
    pub revision: u64,
    pub overview: Overview,
    pub head_count: HeadCount,
    /// The sums, as a report has them, with last year's behind.
    pub sums: Shared,
    /// What is to be known of single sums, for who looks at the tables.
    pub marks: Vec<Finding>,
}

/// What became of edits.
#[derive(Debug)]
pub enum CollectOutcome {
    Done,
    /// It is only read here.
    ReadOnly(Holder),
    TooMany(TooMany),
}

impl OpenCollection {
    /// One that stands in no file yet.
    pub(super) fn new(desk: &Desk, collection: Collection) -> OpenCollection {
        OpenCollection::with(Collecting::new(collection), Keeping::new(desk, Keeping::place(desk)))
    }
    /// One as it stands in its file; why it has no lock there.
    pub(super) fn opened(
        desk: &Desk,
        (collection, digest): (Collection, String),
        file: ClaimedFile,
    ) -> (OpenCollection, Option<NoLock>) {
        let keeping = Keeping { digest, ..Keeping::new(desk, Keeping::place(desk)) };
        let mut open = OpenCollection::with(Collecting::opened(collection), keeping);
        let no_lock = open.hold_file(desk, file);
        (open, no_lock)
    }
    /// One that a session left which ended without being closed, in its own copy; who has its file open meanwhile, so
    /// that this stays apart, or why it has no lock there.
    pub(super) fn left_over(desk: &Desk, left: CollectionLeft) -> (OpenCollection, Option<String>) {
        let digest = left.found.base.clone().unwrap_or_default();
        let keeping = Keeping::new(desk, CopyPlace::Held(left.copy));
        let mut open = OpenCollection::with(Collecting::new((*left.collection).clone()), keeping);
        let told = match left.file {
            Some(ClaimedFile { claim: LockClaim::Theirs(_), .. }) => {
                Some("原来的文件正由别人编辑，恢复的内容成了另一份；请另存为一个新的名字。".into())
            }
            Some(file) => {
                open.keeping.digest = digest;
                open.hold_file(desk, file).map(|why| why.warning())
            }
            None => None,
        };
        open.journal();
        (open, told)
    }
    fn with(work: Collecting, keeping: Keeping) -> OpenCollection {
        let mut open = OpenCollection { work, keeping, seen: FilesSeen::default(), known: Arc::default() };
        open.work_out();
        open
    }
    /// Puts what has changed into the journal.
    fn journal(&self) {
        let work = &self.work;
        self.keeping.hold(work.is_changed(), || CopiedWork::Collection(work.collection().clone()));
    }
    /// What keeps the journal from being written, told once.
    pub(super) fn journal_error(&mut self) -> Option<String> {
        self.keeping.journal_error()
    }
    pub(super) fn flush_journal(&self, most: Duration) -> bool {
        self.keeping.journal.as_ref().is_none_or(|j| j.flush(most))
    }
    fn hold_file(&mut self, desk: &Desk, file: ClaimedFile) -> Option<NoLock> {
        let (mut no_lock, mut lock) = (None, None);
        match file.claim {
            LockClaim::Ours(l) => lock = l.take(),
            LockClaim::Theirs(h) => self.keeping.holder = Some(h),
            LockClaim::Own => {}
            LockClaim::Nowhere(why) => no_lock = Some(why),
        }
        self.keeping.settle(desk, file.at, lock);
        no_lock
    }

    /// The collection with its history.
    pub fn work(&self) -> &Collecting {
        &self.work
    }
    pub fn collection(&self) -> &Arc<Collection> {
        self.work.collection()
    }
    /// What follows from it.
    pub fn known(&self) -> &Arc<CollectionKnown> {
        &self.known
    }
    pub fn path(&self) -> Option<&Path> {
        self.keeping.at.as_ref().map(|at| at.path.as_path())
    }
    /// Who has its file open, if it is only read here.
    pub fn holder(&self) -> Option<&Holder> {
        self.keeping.holder.as_ref()
    }
    /// Of its file's bytes as they are known; empty where there is none.
    pub(super) fn digest(&self) -> &str {
        &self.keeping.digest
    }
    /// Its own file, and those that were taken in: nothing is written over them.
    pub(super) fn sources(&self) -> Vec<PathBuf> {
        let names = self.collection().submissions.iter().flat_map(|s| &s.files);
        self.path().map(Path::to_path_buf).into_iter().chain(names.filter_map(|f| self.file(f))).collect()
    }
    /// Where the file of a submission lies.
    pub fn file(&self, name: &str) -> Option<PathBuf> {
        Some(beside::path(self.path()?, name))
    }

    /// Carries edits out as one step.
    pub(super) fn apply(&mut self, edits: Vec<CollectEdit>) -> CollectOutcome {
        if let Some(h) = self.holder() {
            return CollectOutcome::ReadOnly(h.clone());
        }
        let done = self.work.apply(edits);
        self.changed();
        done.map_or_else(CollectOutcome::TooMany, |_| CollectOutcome::Done)
    }
    pub(super) fn undo(&mut self) {
        self.work.undo();
        self.changed();
    }
    pub(super) fn redo(&mut self) {
        self.work.redo();
        self.changed();
    }
    fn changed(&mut self) {
        self.journal();
        self.work_out();
    }
    /// What became of the files that were taken in.
    pub(super) fn see(&mut self, seen: FilesSeen) {
        if self.seen != seen {
            self.seen = seen;
            self.known = Arc::default();
            self.work_out();
        }
    }
    /// Works out anew what follows, after a change only.
    fn work_out(&mut self) {
        let revision = self.work.revision();
        if self.known.revision == revision {
            return;
        }
        let collection = self.work.collection();
        let overview = Overview::of(collection, &self.seen);
        let head_count = overview.standing.head_count(collection);
        let sums: Report = Report { predecessor: last_year(collection), ..collection.report(&overview) };
        let marks = marks(collection, &overview);
        self.known =
            Arc::new(CollectionKnown { revision, overview, head_count, sums: Arc::new(sums), marks });
    }

    /// What was saved stands in its file now; why it has no lock there, where it went to another file.
    pub(super) fn take_saved(
        &mut self,
        desk: &Desk,
        (saved, digest): (Arc<Collection>, String),
        moved: Option<ClaimedFile>,
    ) -> Option<NoLock> {
        let Some(file) = moved else {
            self.work.mark_saved(saved);
            self.keeping.know(digest);
            self.journal();
            return None;
        };
        if let Some(from) = self.path()
            && *saved != **self.collection()
        {
            // Its files are named from another folder on now.
            let renamed = moved::renamed(self.collection(), from, &file.at.path);
            self.work = Collecting::new(renamed);
            self.known = Arc::default();
            self.work_out();
        }
        self.work.mark_saved(saved);
        let mut old = std::mem::replace(&mut self.keeping, Keeping::nothing());
        let journal = old.journal.take();
        drop(Leaving::begin(desk.disk.clone(), old, Vec::new(), false, desk.wake.clone()));
        self.keeping = Keeping { digest, journal, ..Keeping::nothing() };
        let no_lock = self.hold_file(desk, file);
        self.journal();
        no_lock
    }
    /// Lets go of its file, on a thread; of the recovery copy too, unless it is to stay.
    pub(super) fn leave(self, desk: &Desk, copy_stays: bool) -> Leaving {
        Leaving::begin(desk.disk.clone(), self.keeping, Vec::new(), copy_stays, desk.wake.clone())
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
        if follows.is_some() {
            continue;
        }
        if total.beyond {
            say("U203", Level::Error, "合计是负数，或者大得放不下，空着".into());
        }
        if !total.unread.is_empty() {
            say("U202", Level::Error, format!("{}家填的不是数，没有加进来", total.unread.len()));
        }
        if !total.unfilled.is_empty() {
            say("U201", Level::Warning, format!("{}家没有填", total.unfilled.len()));
        }
        if !total.adjusted.is_zero() {
            say("", Level::Hint, format!("调整了{}", total.adjusted));
        }
    }
    out
}

/// A ruling of whoever sits here, today.
pub fn ruling(reason: &str, today: Option<Date>) -> Ruling {
    let set = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
    let who = set(&["USERNAME", "USER", "LOGNAME"]).unwrap_or_default();
    Ruling { reason: reason.trim().into(), who, on: today, ..Ruling::default() }
}
