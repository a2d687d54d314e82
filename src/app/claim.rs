//! A document's file by its name, and the lock asked for it. Both ask the disk, which may be a slow share, so never
//! on the window's thread.

use crate::store::Disk;
use crate::store::disk::folder_of;
use crate::store::lock::{self, Holder, Lock, NoLock, Taken};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// Whether the disk that it stood on is gone, and another one is there under its name.
    pub(super) fn is_unplugged(&self, disk: &dyn Disk, before: &NamedPath) -> bool {
        !self.is_on_the_disk_of(before) && !disk.exists(&self.real)
    }
    /// Whether both are one file.
    pub(super) fn is(&self, disk: &dyn Disk, other: &NamedPath) -> bool {
        let by_another_way = || self.real.file_name() == other.real.file_name();
        self.path == other.path
            || self.real == other.real
            || by_another_way() && disk.is_same(&self.real, &other.real)
    }
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
