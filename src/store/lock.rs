//! The lock beside an open document, `报告.gknb.lock`: who has it open, on which machine, since when. On one
//! machine the system's own lock on that file decides, which dies with its program; from another machine the
//! file's age does, which its holder renews. It keeps two people from overwriting one another unawares; what
//! guards the document itself is that nobody saves over a file that changed since it was read.

use super::disk::{Disk, folder_of};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A holder on another machine who has not renewed his lock for so long is gone.
const STALE: Duration = Duration::from_secs(600);

/// Who has a document open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    pub who: String,
    /// The machine's name.
    pub host: String,
    /// In words.
    pub since: String,
}

impl Holder {
    /// The person at this machine.
    pub fn me(disk: &dyn Disk, since: &str) -> Holder {
        let set = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
        let file = || String::from_utf8(disk.read(Path::new("/proc/sys/kernel/hostname"), 256).ok()?).ok();
        let host = set(&["COMPUTERNAME"]).or_else(file).or_else(|| set(&["HOSTNAME"])).unwrap_or_default();
        let who = set(&["USERNAME", "USER", "LOGNAME"]).unwrap_or_default();
        Holder { who: short(&who), host: short(&host), since: since.into() }
    }
    /// “王某（电脑 KJ-01）”
    pub fn words(&self) -> String {
        let or = |t: &str, other: &str| if t.is_empty() { other.to_string() } else { t.to_string() };
        format!("{}（电脑 {}）", or(&self.who, "另一个人"), or(&self.host, "名称不详"))
    }
}

/// A line of a foreign file, as far as it can be shown.
fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(40).collect()
}

/// A document held open. Dropping it without `release` leaves the file, as a crash does.
pub struct Lock {
    path: PathBuf,
    text: String,
    file: Option<File>,
}

/// What came of asking for a lock.
pub enum Taken {
    Ours(Lock),
    /// Somebody has it open.
    Theirs(Holder),
    /// No lock can be put there: a read-only folder, say.
    Nowhere,
}

/// Where the lock of a document stands.
pub fn path_of(document: &Path) -> PathBuf {
    let mut name: OsString = document.file_name().unwrap_or_default().to_os_string();
    name.push(".lock");
    document.with_file_name(name)
}

/// Asks for the lock of a document; `force` takes it from whoever has it on another machine.
pub fn take(disk: &dyn Disk, document: &Path, me: &Holder, force: bool) -> Taken {
    let Ok(at) = disk.resolve(document) else { return Taken::Nowhere };
    let path = path_of(&at);
    let Ok(text) = ron::to_string(me) else { return Taken::Nowhere };
    // Between two calls the holder may let go of it.
    for _ in 0..3 {
        let new = match disk.write_new(&path, text.as_bytes()) {
            Ok(()) => true,
            Err(e) if e.kind() == ErrorKind::AlreadyExists => false,
            Err(_) => return Taken::Nowhere,
        };
        let file = match hold(&path) {
            Ok(f) => f,
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            Err(e) if e.kind() == ErrorKind::WouldBlock => return Taken::Theirs(holder(disk, &path)),
            Err(_) if new => None,
            Err(_) => return Taken::Theirs(holder(disk, &path)),
        };
        if !new && !force {
            let other = holder(disk, &path);
            if other.host != me.host && !is_stale(disk, &path) {
                return Taken::Theirs(other);
            }
        }
        let lock = Lock { path: path.clone(), text: text.clone(), file };
        // The file may have been removed while it was being opened; then the lock is on nothing.
        if (new || lock.renew().is_ok()) && disk.read(&path, 4096).is_ok_and(|t| t == text.as_bytes()) {
            return Taken::Ours(lock);
        }
    }
    Taken::Theirs(holder(disk, &path))
}

impl Lock {
    /// Writes the lock's file again, so that its time shows that the holder is still there.
    pub fn renew(&self) -> std::io::Result<()> {
        let Some(mut f) = self.file.as_ref() else { return Ok(()) };
        f.rewind()?;
        f.write_all(self.text.as_bytes())?;
        f.set_len(self.text.len() as u64)?;
        f.sync_all()
    }
    /// The document is closed.
    pub fn release(self, disk: &dyn Disk) {
        self.release_on(disk, cfg!(windows));
    }
    /// Windows removes no file that is held (`held_stay`); elsewhere it is held until it is gone, so that nobody
    /// takes what is about to be removed.
    fn release_on(self, disk: &dyn Disk, held_stay: bool) {
        // Somebody else may have taken it over by force.
        let ours = disk.read(&self.path, 4096).is_ok_and(|t| t == self.text.as_bytes());
        let Lock { path, file, .. } = self;
        let held = file.filter(|_| !held_stay);
        if ours && let Err(e) = disk.remove(&path) {
            log::warn!("lock not removed: {e}");
        }
        drop(held);
    }
}

/// Opens a lock file so that no other program can; `WouldBlock` if one has. Nothing where such locks are not
/// to be had.
fn hold(path: &Path) -> std::io::Result<Option<File>> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true);
    // Others may read who has it, and nothing else.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 1);
    match options.open(path) {
        Err(e) if cfg!(windows) && e.raw_os_error() == Some(32) => Err(ErrorKind::WouldBlock.into()),
        Err(e) => Err(e),
        Ok(f) if cfg!(windows) => Ok(Some(f)),
        Ok(f) => match f.try_lock() {
            Ok(()) => Ok(Some(f)),
            Err(std::fs::TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
            Err(std::fs::TryLockError::Error(_)) => Ok(Some(f)),
        },
    }
}

/// Who a lock file names; nobody in particular where it can't be read.
fn holder(disk: &dyn Disk, path: &Path) -> Holder {
    let bytes = disk.read(path, 4096).unwrap_or_default();
    let h: Holder = std::str::from_utf8(&bytes).ok().and_then(|t| ron::from_str(t).ok()).unwrap_or_default();
    Holder { who: short(&h.who), host: short(&h.host), since: short(&h.since) }
}

/// Whether a lock is old, by the clock of the disk it stands on.
fn is_stale(disk: &dyn Disk, path: &Path) -> bool {
    let Ok(fresh) = disk.write_beside(path, b"") else { return false };
    let written = |p: &Path| disk.stamp(p).ok()?.modified;
    let (now, then) = (written(&fresh), written(path));
    if let Err(e) = disk.remove(&fresh) {
        log::warn!("{}: left-over not removed: {e}", folder_of(path).display());
    }
    let age = now.zip(then).and_then(|(now, then)| now.duration_since(then).ok());
    age.is_some_and(|a| a > STALE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;
    use crate::store::disk::FaultyDisk;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::SystemTime;

    fn person(who: &str, host: &str) -> Holder {
        Holder { who: who.into(), host: host.into(), since: "2026年1月20日 9:05".into() }
    }
    fn desk() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("报告.gknb");
        RealDisk.write_new(&path, b"x").expect("written");
        (dir, path)
    }
    fn ours(t: Taken) -> Lock {
        match t {
            Taken::Ours(l) => l,
            Taken::Theirs(h) => panic!("held by {}", h.words()),
            Taken::Nowhere => panic!("no place"),
        }
    }

    #[test]
    fn the_second_opener_learns_who_has_it_and_gets_it_when_it_is_let_go() {
        let (dir, path) = desk();
        let (a, b) = (person("甲", "KJ-01"), person("乙", "KJ-01"));
        let held = ours(take(&RealDisk, &path, &a, false));
        for force in [false, true] {
            let Taken::Theirs(h) = take(&RealDisk, &path, &b, force) else { panic!("held") };
            assert_eq!(h, a);
        }
        held.release(&RealDisk);
        assert_eq!(RealDisk.list(dir.path()).expect("listed"), std::slice::from_ref(&path));
        ours(take(&RealDisk, &path, &b, false)).release(&RealDisk);
    }

    #[test]
    fn where_held_files_stay_the_lock_is_let_go_before_its_file_is_removed() {
        for held_stay in [true, false] {
            let (_dir, path) = desk();
            let lock = ours(take(&RealDisk, &path, &person("甲", "KJ-01"), false));
            let (free, at) = (Arc::new(AtomicBool::new(false)), path_of(&path));
            let seen = free.clone();
            // A second handle asks while it is being removed.
            let disk = FaultyDisk::new("remove", 1, ErrorKind::PermissionDenied)
                .meanwhile(move || seen.store(hold(&at).is_ok(), Ordering::SeqCst));
            lock.release_on(&disk, held_stay);
            assert_eq!(free.load(Ordering::SeqCst), held_stay);
        }
    }

    #[test]
    fn a_lock_whose_program_is_gone_is_taken_over() {
        let (_dir, path) = desk();
        drop(ours(take(&RealDisk, &path, &person("甲", "KJ-01"), false)));
        assert!(path_of(&path).exists());
        ours(take(&RealDisk, &path, &person("乙", "KJ-01"), false)).release(&RealDisk);
        assert!(!path_of(&path).exists());
    }

    #[test]
    fn a_lock_of_another_machine_holds_until_it_is_old_or_taken_by_will() {
        let (_dir, path) = desk();
        let (a, b) = (person("甲", "KJ-01"), person("乙", "KJ-02"));
        // Dropped: on another machine the system's own lock may not be seen.
        drop(ours(take(&RealDisk, &path, &a, false)));
        let Taken::Theirs(h) = take(&RealDisk, &path, &b, false) else { panic!("held") };
        assert_eq!(h, a);
        drop(ours(take(&RealDisk, &path, &b, true)));
        drop(ours(take(&RealDisk, &path, &a, true)));
        let old = SystemTime::now() - Duration::from_secs(3600);
        let file = File::options().write(true).open(path_of(&path)).expect("there");
        file.set_modified(old).expect("set");
        ours(take(&RealDisk, &path, &b, false)).release(&RealDisk);
    }

    #[test]
    fn what_took_it_over_by_force_is_not_removed_by_the_one_before() {
        let (_dir, path) = desk();
        let first = ours(take(&RealDisk, &path, &person("甲", "KJ-01"), false));
        RealDisk.overwrite(&path_of(&path), b"(who: \"\xe4\xb9\x99\")").expect("written");
        first.release(&RealDisk);
        assert!(path_of(&path).exists());
    }

    #[test]
    fn a_strange_lock_file_is_nobodys_and_no_lock_stands_in_no_folder() {
        let (dir, path) = desk();
        RealDisk.write_new(&path_of(&path), &[0xff; 9000]).expect("written");
        let Taken::Theirs(h) = take(&RealDisk, &path, &person("甲", "KJ-01"), false) else { panic!("held") };
        assert_eq!(h.words(), "另一个人（电脑 名称不详）");
        let gone = dir.path().join("没有/报告.gknb");
        assert!(matches!(take(&RealDisk, &gone, &person("甲", "KJ-01"), false), Taken::Nowhere));
    }
}
