//! The lock beside an open document, `.报告.gknb.lock`: who has it open, on which machine, since when. The system's own
//! lock on that file decides, which dies with its program. Where there is no such lock, or it may not reach another
//! machine, what stands in the file does: its program is asked for on this machine, and elsewhere the file's age
//! decides, which its holder renews. That no lock is to be had never means that nobody has the document. It keeps
//! two people from overwriting one another unawares; what guards the document itself is that nobody saves over a
//! file that changed since it was read.

mod holder;

use super::beside::{self, Fresh};
use super::disk::{Access, Disk, HeldFile};
use super::error::StoreError;
pub use holder::Holder;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A holder on another machine who has not renewed his lock for so long is gone.
const STALE: Duration = Duration::from_secs(600);
/// How often a lock is to be renewed.
pub const RENEW: Duration = Duration::from_secs(60);
/// Longest lock file.
const MOST: u64 = 4096;
/// How many this program asked for.
static MADE: AtomicU64 = AtomicU64::new(0);

/// A document held open. Dropping it without `release` leaves the file, as a crash does.
pub struct Lock {
    path: PathBuf,
    text: String,
    held: Option<HeldFile>,
}

/// What came of asking for a lock.
pub enum Taken {
    Ours(Lock),
    /// Somebody has it open.
    Theirs(Holder),
    /// No lock can be put there, so nobody knows who has it open; why.
    Nowhere(NoLock),
}

/// Why there is no lock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLock {
    #[error("旁边叫 .lock 的是别的文件")]
    Foreign,
    #[error("{0}")]
    NotWritten(String),
}

impl NoLock {
    /// What the clerk should know where a report is open without one.
    pub fn warning(&self) -> String {
        let more = "别人也打开这份报告时不会提醒；保存前仍会看文件有没有被别人改过。";
        match self {
            NoLock::Foreign => format!("这里放不了锁（{self}）：{more}"),
            // What takes no lock takes no report.
            NoLock::NotWritten(_) => {
                format!("这个文件夹里写不进东西（{self}），改了多半存不回这里，请用“另存为”存到别处；{more}")
            }
        }
    }
    fn because(path: &Path, e: &io::Error) -> NoLock {
        NoLock::NotWritten(StoreError::writing(path, e).cause())
    }
}

/// What stands where a lock is to be.
enum LockState {
    Nothing,
    /// No program has it; without a handle where it can't be opened for writing.
    Free(Option<HeldFile>),
    Theirs(Holder),
    /// It is none of ours.
    Foreign(Option<HeldFile>),
}

/// For whom a lock is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Will {
    /// It was made just now.
    Made,
    /// It is to be taken from whoever has it on another machine.
    Force,
    Ask,
}

/// Asks for the lock of a document; `force` takes it from whoever has it on another machine.
pub fn take(disk: &dyn Disk, document: &Path, me: &Holder, force: bool) -> Taken {
    match disk.resolve(document) {
        Ok(at) => take_at(disk, &beside::lock(&at), me, force),
        Err(e) => Taken::Nowhere(NoLock::because(document, &e)),
    }
}

/// Asks for the lock whose file is `path`.
pub(super) fn take_at(disk: &dyn Disk, path: &Path, me: &Holder, force: bool) -> Taken {
    let because = |e: &io::Error| Taken::Nowhere(NoLock::because(path, e));
    let Ok(text) = ron::to_string(me) else { return because(&ErrorKind::InvalidData.into()) };
    // Numbered, so that of two locks that one program makes at once each knows its own.
    let text = format!("{text}\n// {}", MADE.fetch_add(1, Ordering::Relaxed));
    let mut last = None;
    // Between two calls the holder may let go of it.
    for _ in 0..3 {
        let new = match disk.write_new(path, text.as_bytes(), Access::Common) {
            Ok(()) => true,
            Err(e) if e.kind() == ErrorKind::AlreadyExists => false,
            Err(e) => return because(&e),
        };
        let will = match force {
            _ if new => Will::Made,
            true => Will::Force,
            false => Will::Ask,
        };
        let held = match look(disk, path, me, will) {
            LockState::Free(held) => held,
            LockState::Theirs(h) => return Taken::Theirs(h),
            LockState::Foreign(_) => return Taken::Nowhere(NoLock::Foreign),
            LockState::Nothing => continue,
        };
        let is_mine = new
            || match &held {
                Some(h) => h.write(text.as_bytes()).is_ok(),
                // It can't be written to, but may be replaced.
                None => match let_go(disk, path) {
                    Ok(()) => continue,
                    Err(e) => {
                        last = Some(NoLock::because(path, &e));
                        false
                    }
                },
            };
        // The file may have been removed while it was being opened; then the lock is on nothing.
        if is_mine && disk.read_own(path, MOST).is_ok_and(|t| t == text.as_bytes()) {
            return Taken::Ours(Lock { path: path.into(), text, held });
        }
    }
    match (look(disk, path, me, Will::Ask), last) {
        (LockState::Theirs(h), _) => Taken::Theirs(h),
        (_, Some(why)) => Taken::Nowhere(why),
        // Others take it and let it go all the while.
        _ => Taken::Theirs(Holder::default()),
    }
}

fn let_go(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    beside::remove(disk, path, is_lock).map(drop)
}

/// Whether a file is a lock of ours.
pub(super) fn is_lock(bytes: &[u8]) -> bool {
    Holder::read(bytes).is_some()
}

/// Whether anybody has the lock whose file is `path`.
fn look(disk: &dyn Disk, path: &Path, me: &Holder, will: Will) -> LockState {
    let held = match disk.hold(path) {
        Ok(held) => Some(held),
        Err(e) if e.kind() == ErrorKind::NotFound => return LockState::Nothing,
        Err(e) if e.kind() == ErrorKind::WouldBlock => {
            return LockState::Theirs(whose(disk, path).unwrap_or_default().seen_by(me));
        }
        // Another person's: it may be read only.
        Err(_) => None,
    };
    let other = match &held {
        Some(h) => h.read(MOST).ok().and_then(|b| Holder::read(&b)),
        None => whose(disk, path),
    };
    let Some(other) = other else { return LockState::Foreign(held) };
    let locked = held.as_ref().is_some_and(HeldFile::is_locked);
    let is_gone = match other.is_known_to_be_gone(me, locked) {
        _ if will == Will::Made => true,
        Some(is_gone) => is_gone,
        None => will == Will::Force || is_stale(disk, path),
    };
    if is_gone { LockState::Free(held) } else { LockState::Theirs(other.seen_by(me)) }
}

/// Who has a document open; nothing where that is nobody, or can't be known.
pub fn holder(disk: &dyn Disk, document: &Path, me: &Holder) -> Option<Holder> {
    let at = disk.resolve(document).ok()?;
    match look(disk, &beside::lock(&at), me, Will::Ask) {
        LockState::Theirs(h) => Some(h),
        _ => None,
    }
}

/// Who a lock's file names.
fn whose(disk: &dyn Disk, path: &Path) -> Option<Holder> {
    Holder::read(&disk.read_own(path, MOST).ok()?)
}

/// A lock that nobody has, held where that can be done, so that nobody takes it meanwhile; nothing where somebody has
/// it, or where that can't be known. One that is not there is nobody's.
pub(super) fn free(disk: &dyn Disk, path: &Path, me: &Holder) -> Option<Unheld> {
    match look(disk, path, me, Will::Ask) {
        LockState::Free(held) => Some(Unheld { _held: held }),
        LockState::Foreign(held) if held.as_ref().is_none_or(HeldFile::is_locked) => {
            Some(Unheld { _held: held })
        }
        LockState::Nothing => Some(Unheld { _held: None }),
        LockState::Theirs(_) | LockState::Foreign(_) => None,
    }
}

/// See `free`.
pub(super) struct Unheld {
    _held: Option<HeldFile>,
}

impl Lock {
    /// Writes the lock's file again, so that its time shows that the holder is still there; not over what somebody
    /// wrote who took it over.
    pub fn renew(&self) -> io::Result<()> {
        let Some(held) = &self.held else { return Ok(()) };
        if held.read(MOST)? != self.text.as_bytes() {
            return Err(ErrorKind::InvalidData.into());
        }
        held.write(self.text.as_bytes())
    }
    /// The document is closed.
    pub fn release(self, disk: &dyn Disk) {
        self.release_on(disk, cfg!(windows));
    }
    /// Windows removes no file that is held (`held_stay`); elsewhere it is held until it is gone, so that nobody
    /// takes what is about to be removed.
    fn release_on(self, disk: &dyn Disk, held_stay: bool) {
        let Lock { path, held, text } = self;
        let held = held.filter(|_| !held_stay);
        // Somebody else may have taken it over by force.
        if let Err(e) = beside::remove(disk, &path, |t| t == text.as_bytes()) {
            log::warn!("lock not removed: {e}");
        }
        drop(held);
    }
}

/// Whether a lock is old, by the clock of the disk it stands on.
fn is_stale(disk: &dyn Disk, path: &Path) -> bool {
    let Ok(fresh) = Fresh::write(disk, path, b"", Access::Private) else { return false };
    let written = |p: &Path| disk.stamp(p).ok()?.modified;
    let (now, then) = (written(fresh.path()), written(path));
    let age = now.zip(then).and_then(|(now, then)| now.duration_since(then).ok());
    age.is_some_and(|a| a > STALE)
}

#[cfg(test)]
mod tests;
