//! Where the open document stands and what holds it there: its file, the lock beside it, the watch over it, the
//! journal of what is not saved. Giving back a lock may wait for a share, so it is done on a thread.

use super::claim::NamedPath;
use super::desk::Desk;
use super::job::Job;
use super::saving::Saving;
use crate::form::table::CellKey;
use crate::store::journal::{CopyPlace, Journal};
use crate::store::lock::{Holder, Lock};
use crate::store::recovery::{self, CopiedWork};
use crate::store::watch::{Watch, Watched};
use crate::store::{Disk, Wake, summons};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// See the module.
pub(super) struct Keeping {
    pub at: Option<NamedPath>,
    /// Files that it was made from: nothing is exported over them.
    pub sources: Vec<PathBuf>,
    /// Of the file as we know it; empty where there is to be none.
    pub digest: String,
    /// Of the file as it was when it was gone, as with a stick: so it may come back.
    pub gone: String,
    pub journal: Option<Journal>,
    pub watch: Option<Watch>,
    /// Who has it open, if not we: it is only read then.
    pub holder: Option<Holder>,
    /// The failure of the journal was told.
    pub told: bool,
    /// The cell that is being typed in.
    pub typing: Option<CellKey>,
}

/// What turned with the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalTurn {
    /// It is not written any more: why.
    Fails(String),
    /// It is written again.
    Written,
}

impl Keeping {
    /// Begins to keep a document that has no file.
    pub fn new(desk: &Desk, place: CopyPlace) -> Keeping {
        let journal = Journal::start(desk.disk.clone(), place, desk.wake.clone());
        let journal = journal.map_err(|e| log::warn!("no thread for the journal: {e}")).ok();
        Keeping { journal, ..Keeping::nothing() }
    }
    /// A place for its copy among the others.
    pub fn place(desk: &Desk) -> CopyPlace {
        CopyPlace::In(recovery::folder(&desk.data))
    }
    pub fn nothing() -> Keeping {
        Keeping {
            at: None,
            sources: Vec::new(),
            digest: String::new(),
            gone: String::new(),
            journal: None,
            watch: None,
            holder: None,
            told: false,
            typing: None,
        }
    }
    /// The document stands there now, with the digest that is known, and others who write to it are noticed.
    pub fn settle(&mut self, desk: &Desk, at: NamedPath, lock: Option<Lock>) {
        let (disk, digest) = (desk.disk.clone(), self.digest.clone());
        let calls = summons::place(&desk.data, &at.real);
        let watched = Watched { path: at.path.clone(), lock, calls };
        self.watch = Some(Watch::start(disk, watched, digest, desk.wake.clone()));
        self.at = Some(at);
    }
    /// The document has no file any more.
    pub fn let_go_of_file(&mut self) {
        (self.at, self.watch) = (None, None);
        (self.digest, self.gone) = (String::new(), String::new());
    }
    pub fn know(&mut self, digest: String) {
        if let Some(w) = &self.watch {
            w.know(&digest);
        }
        (self.digest, self.gone) = (digest, String::new());
    }
    /// The file is gone.
    pub fn lose(&mut self) {
        let was = std::mem::take(&mut self.digest);
        self.know(String::new());
        self.gone = was;
    }
    /// Of the file as it was known last, gone or not.
    pub fn last_digest(&self) -> &str {
        if self.digest.is_empty() { &self.gone } else { &self.digest }
    }
    /// Why the journal is not written, or that it is again, once each time it turns.
    pub fn journal_turned(&mut self) -> Option<JournalTurn> {
        let error = self.journal.as_ref().and_then(Journal::error);
        let turned = error.is_some() != self.told;
        self.told = error.is_some();
        turned.then(|| error.map_or(JournalTurn::Written, JournalTurn::Fails))
    }
    /// Puts what is not saved of what is worked on into the journal.
    pub fn hold(&self, is_changed: bool, work: impl FnOnce() -> CopiedWork) {
        let Some(j) = &self.journal else { return };
        if !is_changed {
            return j.clear();
        }
        j.hold(recovery::Entry {
            work: work(),
            document: self.at.as_ref().map(|at| at.path.clone()),
            base: Some(self.digest.clone()),
            when: super::now(),
            typing: self.typing.clone(),
        });
    }
}

/// A document's file being let go of, on a thread: saves that are going on are waited for, then the journal ends and
/// the lock goes.
#[derive(Clone)]
pub(super) struct Leaving {
    pub at: Option<NamedPath>,
    over: Arc<(Mutex<bool>, Condvar)>,
}

impl Leaving {
    /// Lets go; of the recovery copy too, unless it is to stay.
    pub fn begin(
        disk: Arc<dyn Disk>,
        keeping: Keeping,
        saves: Vec<Saving>,
        copy_stays: bool,
        wake: Wake,
    ) -> Leaving {
        let Keeping { at, journal, watch, .. } = keeping;
        let over = Arc::new((Mutex::new(false), Condvar::new()));
        let said = over.clone();
        let leave = move |_: &_| {
            match journal {
                Some(j) if !copy_stays => j.close(),
                stays => drop(stays),
            }
            saves.iter().for_each(Saving::outlast);
            if let Some(lock) = watch.and_then(Watch::end) {
                lock.release(&*disk);
            }
            *said.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
            said.1.notify_all();
        };
        // The thread goes on by itself.
        drop(Job::<(), ()>::start_waking("正在放开文件", wake, leave));
        Leaving { at, over }
    }
    /// Whether it is done within `most`.
    pub fn is_done(&self, most: Duration) -> bool {
        let over = self.over.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.over.1.wait_timeout_while(over, most, |over| !*over);
        *wait.unwrap_or_else(PoisonError::into_inner).0
    }
}
