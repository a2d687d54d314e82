//! The open report with all that belongs to it: what was done to it, what follows from it, its pages, its file. It
//! says what came of what it was asked; in which words the clerk learns it is the session's business.

use super::catch_panic::guarded;
use super::claim::{ClaimedFile, LockClaim};
use super::derived::Derived;
use super::desk::{Desk, Faces};
use super::keeping::{Keeping, Leaving};
use super::merge;
use super::previewing::{Preview, Wanted};
use super::recovery::TakenOver;
use super::saving::{KnownFile, SaveOutcome, Saving};
use super::sent_out::SentOut;
use super::shared_file::Question;
use super::ticks::Ticks;
use crate::report::document::{Applied, Document};
use crate::report::edit::{Edit, Spot};
use crate::report::weight::TooHeavy;
use crate::report::{Date, Report, Shared};
use crate::store::lock::{Holder, NoLock};
use crate::store::recovery::CopiedWork;
use crate::store::settings::Settings;
use crate::store::watch::Seen;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// See the module.
pub struct OpenReport {
    pub(super) doc: Document,
    pub(super) keeping: Keeping,
    derived: Arc<Derived>,
    preview: Preview,
    pub(super) taken_over: Option<TakenOver>,
    /// Saves going on: one to its file, and those that were put aside for it.
    saves: Vec<Saving>,
    /// What the clerk has to decide about its file.
    pub(super) question: Option<Question>,
    /// What was made of it since it was opened.
    pub(super) sent: Vec<SentOut>,
    /// The file of the collection that it was made of, where that was open before.
    pub(super) behind: Option<PathBuf>,
}

/// What became of edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditOutcome {
    Applied(Applied),
    /// It is only read here.
    ReadOnly(Holder),
    /// It would be too much for a report; nothing was changed.
    TooHeavy(TooHeavy),
}

/// What became of asking for a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    Going,
    /// It comes after the one that is going on.
    Queued,
    /// It has no file yet.
    NoFile,
    ReadOnly(Holder),
}

impl OpenReport {
    pub(super) fn new(doc: Document, keeping: Keeping) -> OpenReport {
        OpenReport {
            doc,
            keeping,
            derived: Arc::default(),
            preview: Preview::default(),
            taken_over: None,
            saves: Vec::new(),
            question: None,
            sent: Vec::new(),
            behind: None,
        }
    }
    /// Another document in the same file.
    pub(super) fn renew(&mut self, doc: Document) {
        (self.doc, self.derived, self.preview) = (doc, Arc::default(), Preview::default());
        self.taken_over = None;
    }

    /// The report with its history.
    pub fn document(&self) -> &Document {
        &self.doc
    }
    /// The report as it stands.
    pub fn report(&self) -> &Shared {
        self.doc.report()
    }
    /// Where it was saved.
    pub fn path(&self) -> Option<&Path> {
        self.keeping.at.as_ref().map(|at| at.path.as_path())
    }
    /// What was made of it before, as it is remembered with its file.
    pub(super) fn know_sent(&mut self, settings: &Settings) {
        self.sent = self.path().map(|p| SentOut::of_file(&settings.sent, p)).unwrap_or_default();
    }
    /// Whether it is still as it went out there.
    pub fn is_as(&self, sent: &SentOut) -> bool {
        let saved = (!self.doc.is_changed()).then_some(self.keeping.digest.as_str());
        sent.holds(self.report(), saved)
    }
    /// The documents that were made of it, with the digests of what was written.
    pub fn made(&self) -> Vec<(PathBuf, String)> {
        let of = |s: &SentOut| Some((s.file.clone()?, s.made()?.to_string()));
        self.sent.iter().filter_map(of).collect()
    }
    /// How it went out last as a Word file, where it was changed since: what comes back from there knows nothing of that.
    pub fn changed_since_word(&self) -> Option<&SentOut> {
        let is_word = |s: &&SentOut| s.file.as_ref().and_then(|f| f.extension()).is_some_and(|e| e == "docx");
        self.sent.iter().rev().find(is_word).filter(|s| !self.is_as(s))
    }
    /// Who has its file open, if it is only read here.
    pub fn holder(&self) -> Option<&Holder> {
        self.keeping.holder.as_ref()
    }
    /// What the clerk has to decide about its file.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }
    /// The save that is waited for.
    pub fn saving(&self) -> Option<&Saving> {
        self.saves.iter().find(|s| !s.aside)
    }

    /// Carries out edits as one step.
    pub(super) fn apply(
        &mut self,
        name: &str,
        group: Option<&str>,
        edits: impl IntoIterator<Item = Edit>,
    ) -> EditOutcome {
        if let Some(h) = &self.keeping.holder {
            return EditOutcome::ReadOnly(h.clone());
        }
        match self.doc.apply_grouped(name, group, edits) {
            Ok(done) => {
                if done.changed {
                    self.journal();
                }
                EditOutcome::Applied(done)
            }
            Err(heavy) => EditOutcome::TooHeavy(heavy),
        }
    }
    /// Takes the last step back; where it was.
    pub(super) fn undo(&mut self) -> Option<Spot> {
        let spot = self.doc.undo();
        self.journal();
        spot
    }
    /// Brings it again; where it is.
    pub(super) fn redo(&mut self) -> Option<Spot> {
        let spot = self.doc.redo();
        self.journal();
        spot
    }
    /// Takes over what is ticked of another report.
    pub(super) fn take_over(&mut self, name: &str, mine: &Report, theirs: &Report, ticks: &Ticks) {
        let merged = merge::merged(mine, theirs, ticks.chosen());
        if self.doc.apply(name, [Edit::Replace(Box::new(merged))]) {
            self.journal();
        }
    }
    /// Puts what has changed into the journal.
    pub(super) fn journal(&self) {
        let doc = &self.doc;
        self.keeping.hold(doc.is_changed(), || CopiedWork::Report(doc.report().clone()));
    }

    /// What follows from the report as it stands, worked out again only after a change; and whether that went wrong,
    /// so that it is what followed before.
    pub(super) fn work_out(&mut self, today: Option<Date>) -> bool {
        let revision = self.doc.revision();
        if self.derived.revision == revision {
            return true;
        }
        let was = self.derived.clone();
        let after = guarded("审核", || was.after(self.doc.report(), revision, today));
        let fine = after.is_ok();
        self.derived = Arc::new(after.unwrap_or_else(|_| was.held_over(revision)));
        fine
    }
    /// What follows from the report, as it was last worked out.
    pub fn known(&self) -> &Arc<Derived> {
        &self.derived
    }
    /// The pages, kept up on a thread with the report and with what is shown of it; and how long until it is worth
    /// asking again.
    pub(super) fn preview(
        &mut self,
        faces: &Faces,
        shown: &[Wanted],
        now: Instant,
    ) -> (&mut Preview, Option<Duration>) {
        let wait = self.preview.keep_up(self.doc.report(), self.doc.revision(), faces, shown, now);
        (&mut self.preview, wait)
    }
    /// What is wrong with the pages as they were last laid out: characters lost in print.
    pub fn faults(&self) -> &[String] {
        self.preview.sheets.as_ref().map_or(&[], |s| &s.faults)
    }
    /// Lets go of the pages; they are made when they are next wanted.
    pub(super) fn end_preview(&mut self) {
        self.preview = Preview::default();
    }

    /// Begins to save where it stands.
    pub(super) fn save(&mut self, desk: &Desk) -> Begun {
        match (self.path().map(Path::to_path_buf), &self.keeping.holder) {
            (None, _) => Begun::NoFile,
            (_, Some(h)) => Begun::ReadOnly(h.clone()),
            (Some(path), None) => self.save_as(desk, &path),
        }
    }
    /// Begins to save to `path`, which becomes its file. A save to another file is put aside for it.
    pub(super) fn save_as(&mut self, desk: &Desk, path: &Path) -> Begun {
        if let Some(going) = self.saves.iter_mut().find(|s| s.path == path) {
            // What was put aside may still write: nothing overtakes it.
            (going.again, going.aside) = (true, false);
            return Begun::Queued;
        }
        self.saves.iter_mut().for_each(Saving::put_aside);
        let from = self.keeping.at.clone().map(|at| KnownFile {
            at,
            digest: self.keeping.last_digest().to_string(),
            holder: self.keeping.holder.clone(),
        });
        self.saves.push(Saving::begin(desk, self.doc.report().clone(), path, from));
        Begun::Going
    }
    /// The next save that is over, with what came of it, if one is within `wait`.
    pub(super) fn next_saved(&mut self, wait: Duration) -> Option<(Saving, SaveOutcome)> {
        let over = |s: &Saving| Some(s.outcome(if s.aside { Duration::ZERO } else { wait }));
        let (at, outcome) = self.saves.iter().enumerate().find_map(|(i, s)| Some((i, over(s)??)))?;
        Some((self.saves.remove(at), outcome))
    }
    /// What a save wrote stands in the file now; why it has no lock there, where it went to another file.
    pub(super) fn take_saved(
        &mut self,
        desk: &Desk,
        save: &Saving,
        digest: String,
        moved: Option<ClaimedFile>,
    ) -> Option<NoLock> {
        let mut no_lock = None;
        self.doc.mark_saved(save.report.clone());
        self.question = None;
        self.keeping.know(digest);
        if let Some(ClaimedFile { at, claim }) = moved {
            let mut old = std::mem::replace(&mut self.keeping, Keeping::nothing());
            let (journal, sources) = (old.journal.take(), std::mem::take(&mut old.sources));
            let digest = std::mem::take(&mut old.digest);
            drop(Leaving::begin(desk.disk.clone(), old, Vec::new(), false, desk.wake.clone()));
            self.keeping = Keeping { journal, sources, digest, ..Keeping::nothing() };
            let lock = match claim {
                LockClaim::Ours(lock) => lock.take(),
                LockClaim::Nowhere(why) => {
                    no_lock = Some(why);
                    None
                }
                _ => None,
            };
            self.keeping.settle(desk, at, lock);
        }
        self.journal();
        no_lock
    }

    /// What others did to its file since the last time. What a save of our own does is none of theirs.
    pub(super) fn seen(&self) -> Option<Seen> {
        if !self.saves.is_empty() {
            return None;
        }
        self.keeping.watch.as_ref()?.seen()
    }

    /// Lets go of everything, on a thread. What is not saved is gone, unless its copy is to stay.
    pub(super) fn leave(mut self, desk: &Desk, copy_stays: bool) -> Leaving {
        if copy_stays {
            self.journal();
        }
        let stays = copy_stays && self.doc.is_changed();
        let saves = std::mem::take(&mut self.saves);
        Leaving::begin(desk.disk.clone(), self.keeping, saves, stays, desk.wake.clone())
    }
    /// The files that it was read from, and its own.
    pub(super) fn sources(&self) -> impl Iterator<Item = &PathBuf> {
        self.keeping.at.iter().map(|at| &at.path).chain(&self.keeping.sources)
    }
}
