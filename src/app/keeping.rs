//! Where the open document stands and what holds it there: its file, the lock beside it, the watch over it, the
//! journal of what is not saved. Taking and giving back a lock may wait for a share, so both are done on threads.

use super::desk::Desk;
use super::job::Job;
use super::saving::Saving;
use crate::report::document::Document;
use crate::store::disk::folder_of;
use crate::store::journal::{CopyPlace, Journal};
use crate::store::lock::{self, Holder, Lock, NoLock, Taken};
use crate::store::recovery;
use crate::store::watch::Watch;
use crate::store::{Disk, Wake};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A file as it is called, and as it is called behind links: two names are compared without asking the disk of the
/// one that is open, which may not answer any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    pub path: PathBuf,
    pub(super) real: PathBuf,
    /// Which disk its folder is on.
    volume: Option<u64>,
}

impl NamedPath {
    /// Asks the disk, so never on the window's thread.
    pub(super) fn of(disk: &dyn Disk, path: &Path) -> NamedPath {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let real = disk.resolve(&absolute).unwrap_or(absolute);
        let volume = disk.volume(folder_of(&real));
        NamedPath { path: path.into(), real, volume }
    }
    /// Whether its folder is on the disk that it was on. A stick or a share that is pulled out leaves the folder on
    /// which it stood, empty.
    pub(super) fn is_on_the_disk_of(&self, before: &NamedPath) -> bool {
        self.volume.is_none() || before.volume.is_none() || self.volume == before.volume
    }
    /// Whether both are one file.
    pub(super) fn is(&self, disk: &dyn Disk, other: &NamedPath) -> bool {
        let by_another_way = || self.real.file_name() == other.real.file_name();
        self.path == other.path
            || self.real == other.real
            || by_another_way() && disk.is_same(&self.real, &other.real)
    }
}

/// See the module.
pub(super) struct Keeping {
    pub at: Option<NamedPath>,
    /// Files that it was made from: nothing is exported over them.
    pub sources: Vec<PathBuf>,
    /// Of the file as we know it; empty where there is to be none.
    pub digest: String,
    pub journal: Option<Journal>,
    pub watch: Option<Watch>,
    /// Who has it open, if not we: it is only read then.
    pub holder: Option<Holder>,
    /// The failure of the journal was told.
    pub told: bool,
}

/// A lock that no document has yet; it is given back if none takes it.
pub struct Guarded {
    disk: Arc<dyn Disk>,
    lock: Option<Lock>,
}

impl Guarded {
    pub(super) fn take(mut self) -> Option<Lock> {
        self.lock.take()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else { return };
        let disk = self.disk.clone();
        let release = move || lock.release(&*disk);
        if let Err(e) = std::thread::Builder::new().name("lock".into()).spawn(release) {
            log::warn!("lock not given back: {e}");
        }
    }
}

/// A document's file, and what came of asking for its lock.
pub struct ClaimedFile {
    pub at: NamedPath,
    pub claim: LockClaim,
}

/// What came of asking for a lock.
pub enum LockClaim {
    /// The document is open here already, and has it.
    Own,
    Ours(Guarded),
    Theirs(Holder),
    /// No lock can be put there.
    Nowhere(NoLock),
}

impl LockClaim {
    /// Asks for the lock of a file, on a thread; `force` takes it from whoever has it on another machine.
    pub(super) fn ask(disk: &Arc<dyn Disk>, path: &Path, force: bool) -> LockClaim {
        match lock::take(&**disk, path, &Holder::me(&**disk, &super::now()), force) {
            Taken::Ours(lock) => LockClaim::Ours(Guarded { disk: disk.clone(), lock: Some(lock) }),
            Taken::Theirs(holder) => LockClaim::Theirs(holder),
            Taken::Nowhere(why) => LockClaim::Nowhere(why),
        }
    }
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
            journal: None,
            watch: None,
            holder: None,
            told: false,
        }
    }
    /// The document stands there now, with the digest that is known, and others who write to it are noticed.
    pub fn settle(&mut self, desk: &Desk, at: NamedPath, lock: Option<Lock>) {
        let (disk, digest) = (desk.disk.clone(), self.digest.clone());
        self.watch = Some(Watch::start(disk, at.path.clone(), digest, lock, desk.wake.clone()));
        self.at = Some(at);
    }
    /// The document has no file any more.
    pub fn let_go_of_file(&mut self) {
        (self.at, self.watch, self.digest) = (None, None, String::new());
    }
    pub fn know(&mut self, digest: String) {
        if let Some(w) = &self.watch {
            w.know(&digest);
        }
        self.digest = digest;
    }
    /// Puts what is not saved of the document into the journal.
    pub fn hold(&self, doc: &Document) {
        let Some(j) = &self.journal else { return };
        if !doc.is_changed() {
            return j.clear();
        }
        j.hold(recovery::Entry {
            report: doc.report().clone(),
            document: self.at.as_ref().map(|at| at.path.clone()),
            base: Some(self.digest.clone()),
            when: super::now(),
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
