//! The open collection with all that belongs to it: its history, what follows from it, its file with the lock.

use super::claim::{ClaimedFile, LockClaim, NamedPath};
use super::collecting::{beside, moved};
use super::collection_known::{CollectionKnown, WantedKnown, WorkedOut, WorkingOut};
use super::desk::Desk;
use super::keeping::{JournalTurn, Keeping, Leaving};
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::history::Collecting;
use crate::collect::ruling::Ruling;
use crate::collect::submission::Submission;
use crate::collect::unit_row::FilesSeen;
use crate::collect::weight::TooMany;
use crate::report::Date;
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
    seen: Arc<FilesSeen>,
    working: WorkingOut,
}

/// A collection that a session left which ended without being closed.
pub struct CollectionLeft {
    pub known: CollectionKnown,
    pub found: Found,
    /// In which it goes on.
    pub copy: recovery::Copy,
    pub file: Option<ClaimedFile>,
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
        let known = CollectionKnown::of(&Arc::new(collection), &FilesSeen::default());
        let work = Collecting::new(known.of.clone());
        OpenCollection::with(desk, (work, known), Keeping::new(desk, Keeping::place(desk)))
    }
    /// One as it stands in its file; why it has no lock there.
    pub(super) fn opened(
        desk: &Desk,
        (known, digest): (CollectionKnown, String),
        file: ClaimedFile,
    ) -> (OpenCollection, Option<NoLock>) {
        let keeping = Keeping { digest, ..Keeping::new(desk, Keeping::place(desk)) };
        let work = Collecting::opened(known.of.clone());
        let mut open = OpenCollection::with(desk, (work, known), keeping);
        let no_lock = open.hold_file(desk, file);
        (open, no_lock)
    }
    /// One that a session left which ended without being closed, in its own copy; who has its file open meanwhile, so
    /// that this stays apart, or why it has no lock there.
    pub(super) fn left_over(desk: &Desk, left: CollectionLeft) -> (OpenCollection, Option<String>) {
        let digest = left.found.base.clone().unwrap_or_default();
        let keeping = Keeping::new(desk, CopyPlace::Held(left.copy));
        let work = Collecting::new(left.known.of.clone());
        let mut open = OpenCollection::with(desk, (work, left.known), keeping);
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
    fn with(desk: &Desk, (work, known): (Collecting, CollectionKnown), keeping: Keeping) -> OpenCollection {
        let working = WorkingOut::new(known, desk.wake.clone());
        OpenCollection { work, keeping, seen: working.seen(), working }
    }
    /// Puts what has changed into the journal.
    fn journal(&self) {
        let work = &self.work;
        self.keeping.hold(work.is_changed(), || CopiedWork::Collection(work.collection().clone()));
    }
    /// What keeps the journal from being written, or that nothing does any more, told once.
    pub(super) fn journal_turned(&mut self) -> Option<JournalTurn> {
        self.keeping.journal_turned()
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

    /// Where its file stands, with the disk that it is on.
    pub(super) fn at(&self) -> Option<&NamedPath> {
        self.keeping.at.as_ref()
    }

    /// The collection with its history.
    pub fn work(&self) -> &Collecting {
        &self.work
    }
    /// As it stands.
    pub fn collection(&self) -> &Arc<Collection> {
        self.work.collection()
    }
    /// What follows from it, as it was last worked out.
    pub fn known(&self) -> &Arc<CollectionKnown> {
        self.working.known()
    }
    /// What that followed from: whoever shows places of units or submissions shows these.
    pub fn shown(&self) -> &Arc<Collection> {
        &self.known().of
    }
    /// Whether what is known is being worked out anew.
    pub fn is_working(&self) -> bool {
        self.working.is_going()
    }
    /// Whether that may be over at once.
    pub fn is_soon_known(&self) -> bool {
        self.working.is_young()
    }
    /// What is known, for work on a thread.
    pub(super) fn wanted(&self) -> WantedKnown {
        self.working.wanted()
    }
    /// Takes what was worked out, if it comes within `wait`.
    pub(super) fn take_known(&mut self, wait: Duration) -> WorkedOut {
        self.working.take(wait)
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
    /// The name of a submission's file, of several one that is still there.
    pub fn file_of<'a>(&self, submission: &'a Submission) -> &'a str {
        self.known().overview.seen.file(submission)
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
        if *self.seen != seen {
            self.seen = Arc::new(seen);
            self.work_out();
        }
    }
    /// Begins to work out anew what follows, after a change only.
    fn work_out(&mut self) {
        self.working.work_out(self.work.collection(), &self.seen);
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
        if let Some(from) = self.path().map(Path::to_path_buf) {
            // Its files are named from another folder on now, in what can be taken back too.
            let mut renaming = moved::Renaming::new(&from, &file.at.path);
            self.work.reword(|c| renaming.of(c));
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

/// A ruling of whoever sits here, today.
pub fn ruling(reason: &str, today: Option<Date>) -> Ruling {
    let set = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
    let who = set(&["USERNAME", "USER", "LOGNAME"]).unwrap_or_default();
    Ruling { reason: reason.trim().into(), who, on: today, ..Ruling::default() }
}
