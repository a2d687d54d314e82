//! The lock beside an open document, `报告.gknb.lock`: who has it open, on which machine, since when. The system's own
//! lock on that file decides, which dies with its program. Where there is no such lock, or it may not reach another
//! machine, what stands in the file does: its program is asked for on this machine, and elsewhere the file's age
//! decides, which its holder renews. That no lock is to be had never means that nobody has the document. It keeps
//! two people from overwriting one another unawares; what guards the document itself is that nobody saves over a
//! file that changed since it was read.

use super::beside::{self, Fresh};
use super::disk::{Access, Disk, Held, machine};
use super::error::StoreError;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A holder on another machine who has not renewed his lock for so long is gone.
const STALE: Duration = Duration::from_secs(600);
/// How often a lock is to be renewed.
pub const RENEW: Duration = Duration::from_secs(60);
/// Longest lock file.
const MOST: u64 = 4096;

/// Who has a document open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    pub who: String,
    /// The machine's name.
    pub host: String,
    /// In words.
    pub since: String,
    /// Tells machines of one name apart.
    pub machine: String,
    /// The machine's run, and the program's number in it.
    pub run: String,
    pub process: u32,
}

impl Holder {
    /// The person at this machine.
    pub fn me(disk: &dyn Disk, since: &str) -> Holder {
        let set = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
        let file = || String::from_utf8(disk.read(Path::new("/proc/sys/kernel/hostname"), 256).ok()?).ok();
        let host = set(&["COMPUTERNAME"]).or_else(file).or_else(|| set(&["HOSTNAME"])).unwrap_or_default();
        let who = set(&["USERNAME", "USER", "LOGNAME"]).unwrap_or_default();
        Holder {
            who: short(&who),
            host: short(&host),
            since: since.into(),
            machine: machine::id().into(),
            run: machine::run().into(),
            process: std::process::id(),
        }
    }
    /// “王某（电脑 KJ-01）”
    pub fn words(&self) -> String {
        let or = |t: &str, other: &str| if t.is_empty() { other.to_string() } else { t.to_string() };
        format!("{}（电脑 {}）", or(&self.who, "另一个人"), or(&self.host, "名称不详"))
    }
    /// What a lock's file says; nothing where it is none of ours.
    fn read(bytes: &[u8]) -> Option<Holder> {
        let text = std::str::from_utf8(bytes).ok().filter(|t| t.starts_with("(who:"))?;
        let h: Holder = ron::from_str(text).ok()?;
        Some(Holder { who: short(&h.who), host: short(&h.host), since: short(&h.since), ..h })
    }
    fn is_at_the_machine_of(&self, other: &Holder) -> bool {
        let told = !self.machine.is_empty() && !other.machine.is_empty();
        if told { self.machine == other.machine } else { self.host == other.host }
    }
    /// Whether its program ended, where that can be known. `locked` if the system's lock was to be had.
    fn is_known_to_be_gone(&self, me: &Holder, locked: bool) -> Option<bool> {
        match locked {
            // It would have the lock itself.
            true if self.is_at_the_machine_of(me) => Some(true),
            _ if !me.run.is_empty() && self.run == me.run => Some(!machine::is_running(self.process)),
            _ => None,
        }
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
    held: Option<Held>,
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
        format!("这里放不了锁（{self}）：别人也打开这份报告时不会提醒；保存前仍会看文件有没有被别人改过。")
    }
    fn because(path: &Path, e: &io::Error) -> NoLock {
        NoLock::NotWritten(StoreError::writing(path, e).cause())
    }
}

/// What stands where a lock is to be.
enum Found {
    Nothing,
    /// No program has it; without a handle where it can't be opened for writing.
    Free(Option<Held>),
    Theirs(Holder),
    /// It is none of ours.
    Foreign(Option<Held>),
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
            Found::Free(held) => held,
            Found::Theirs(h) => return Taken::Theirs(h),
            Found::Foreign(_) => return Taken::Nowhere(NoLock::Foreign),
            Found::Nothing => continue,
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
        (Found::Theirs(h), _) => Taken::Theirs(h),
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
fn look(disk: &dyn Disk, path: &Path, me: &Holder, will: Will) -> Found {
    let held = match disk.hold(path) {
        Ok(held) => Some(held),
        Err(e) if e.kind() == ErrorKind::NotFound => return Found::Nothing,
        Err(e) if e.kind() == ErrorKind::WouldBlock => {
            return Found::Theirs(whose(disk, path).unwrap_or_default());
        }
        // Another person's: it may be read only.
        Err(_) => None,
    };
    let other = match &held {
        Some(h) => h.read(MOST).ok().and_then(|b| Holder::read(&b)),
        None => whose(disk, path),
    };
    let Some(other) = other else { return Found::Foreign(held) };
    let locked = held.as_ref().is_some_and(Held::is_locked);
    let is_gone = match other.is_known_to_be_gone(me, locked) {
        _ if will == Will::Made => true,
        Some(is_gone) => is_gone,
        None => will == Will::Force || is_stale(disk, path),
    };
    if is_gone { Found::Free(held) } else { Found::Theirs(other) }
}

/// Who a lock's file names.
fn whose(disk: &dyn Disk, path: &Path) -> Option<Holder> {
    Holder::read(&disk.read_own(path, MOST).ok()?)
}

/// A lock that nobody has, held where that can be done, so that nobody takes it meanwhile; nothing where somebody has
/// it, or where that can't be known. One that is not there is nobody's.
pub(super) fn free(disk: &dyn Disk, path: &Path, me: &Holder) -> Option<Unheld> {
    match look(disk, path, me, Will::Ask) {
        Found::Free(held) => Some(Unheld { _held: held }),
        Found::Foreign(held) if held.as_ref().is_none_or(Held::is_locked) => Some(Unheld { _held: held }),
        Found::Nothing => Some(Unheld { _held: None }),
        Found::Theirs(_) | Found::Foreign(_) => None,
    }
}

/// See `free`.
pub(super) struct Unheld {
    _held: Option<Held>,
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
mod tests {
    use super::*;
    use crate::store::RealDisk;
    use crate::store::disk::FaultyDisk;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::SystemTime;

    fn person(who: &str, host: &str) -> Holder {
        Holder {
            who: who.into(), host: host.into(), since: "2026年1月20日 9:05".into(), ..Holder::default()
        }
    }
    fn desk() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("报告.gknb");
        std::fs::write(&path, b"x").expect("written");
        (dir, path)
    }
    fn ours(t: Taken) -> Lock {
        match t {
            Taken::Ours(l) => l,
            Taken::Theirs(h) => panic!("held by {}", h.words()),
            Taken::Nowhere(_) => panic!("no place"),
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
            let (free, at) = (Arc::new(AtomicBool::new(false)), beside::lock(&path));
            let seen = free.clone();
            // A second handle asks while it is being removed.
            let disk = FaultyDisk::new("remove", 1, ErrorKind::PermissionDenied)
                .meanwhile(move || seen.store(RealDisk.hold(&at).is_ok(), Ordering::SeqCst));
            lock.release_on(&disk, held_stay);
            assert_eq!(free.load(Ordering::SeqCst), held_stay);
        }
    }

    #[test]
    fn a_lock_whose_program_is_gone_is_taken_over() {
        let (_dir, path) = desk();
        drop(ours(take(&RealDisk, &path, &person("甲", "KJ-01"), false)));
        assert!(beside::lock(&path).exists());
        ours(take(&RealDisk, &path, &person("乙", "KJ-01"), false)).release(&RealDisk);
        assert!(!beside::lock(&path).exists());
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
        let file = std::fs::File::options().write(true).open(beside::lock(&path)).expect("there");
        file.set_modified(old).expect("set");
        ours(take(&RealDisk, &path, &b, false)).release(&RealDisk);
    }

    #[test]
    fn what_took_it_over_by_force_is_not_removed_by_the_one_before() {
        let (_dir, path) = desk();
        let first = ours(take(&RealDisk, &path, &person("甲", "KJ-01"), false));
        RealDisk.overwrite(&beside::lock(&path), b"(who: \"\xe4\xb9\x99\")").expect("written");
        first.release(&RealDisk);
        assert!(beside::lock(&path).exists());
    }

    #[test]
    fn a_file_that_is_no_lock_stays_and_no_lock_stands_in_no_folder() {
        let (dir, path) = desk();
        std::fs::write(beside::lock(&path), [0xff; 9000]).expect("written");
        let taken = take(&RealDisk, &path, &person("甲", "KJ-01"), false);
        assert!(matches!(taken, Taken::Nowhere(NoLock::Foreign)));
        let gone = dir.path().join("没有/报告.gknb");
        assert!(matches!(
            take(&RealDisk, &gone, &person("甲", "KJ-01"), false),
            Taken::Nowhere(NoLock::NotWritten(_))
        ));
    }

    #[test]
    fn a_foreign_file_named_like_the_lock_is_neither_written_nor_removed() {
        let dir = tempfile::tempdir().expect("a folder");
        let document = dir.path().join("Cargo");
        let foreign = dir.path().join("Cargo.lock");
        let old = SystemTime::now() - Duration::from_secs(3600);
        for content in ["version = 4\n", "", "(who: [", "(name: \"x\")"] {
            std::fs::write(&foreign, content).expect("written");
            std::fs::File::options()
                .write(true)
                .open(&foreign)
                .and_then(|f| f.set_modified(old))
                .expect("set");
            for force in [false, true] {
                let taken = take(&RealDisk, &document, &person("甲", "KJ-01"), force);
                assert!(matches!(taken, Taken::Nowhere(NoLock::Foreign)), "{content}");
            }
            assert_eq!(std::fs::read_to_string(&foreign).expect("there"), content);
        }
    }

    #[test]
    fn of_two_machines_of_one_name_the_second_is_told_until_the_lock_is_old() {
        let (_dir, path) = desk();
        let at = |machine: &str| Holder { machine: machine.into(), ..person("甲", "localhost") };
        drop(ours(take(&RealDisk, &path, &at("a1"), false)));
        assert!(matches!(take(&RealDisk, &path, &at("b2"), false), Taken::Theirs(_)));
        ours(take(&RealDisk, &path, &at("a1"), false)).release(&RealDisk);
    }

    /// ENOLCK on a share: nobody has a lock, and a window is open all the same.
    #[test]
    fn where_no_lock_is_to_be_had_a_running_program_has_its_document_and_a_dead_one_has_not() {
        let (_dir, path) = desk();
        let disk = FaultyDisk::new("hold", 1, ErrorKind::Unsupported);
        let me = Holder::me(&RealDisk, "");
        let lock = ours(take(&disk, &path, &me, false));
        let Taken::Theirs(h) = take(&disk, &path, &me, false) else { panic!("it is open") };
        assert_eq!(h.process, std::process::id());
        if me.run.is_empty() {
            return;
        }
        drop(lock);
        let dead = Holder { process: u32::MAX, ..me.clone() };
        std::fs::write(beside::lock(&path), ron::to_string(&dead).expect("text")).expect("written");
        ours(take(&disk, &path, &me, false)).release(&disk);
        assert!(!beside::lock(&path).exists());
    }

    #[test]
    fn a_lock_that_another_took_over_is_not_written_over_when_it_is_renewed() {
        let (_dir, path) = desk();
        let first = ours(take(&RealDisk, &path, &person("甲", "KJ-01"), false));
        first.renew().expect("still ours");
        std::fs::write(beside::lock(&path), "(who:\"乙\")").expect("written");
        first.renew().expect_err("theirs");
        assert_eq!(std::fs::read_to_string(beside::lock(&path)).expect("there"), "(who:\"乙\")");
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_a_link_or_a_pipe_is_not_followed_written_or_waited_for() {
        let (dir, path) = desk();
        let victim = dir.path().join("victim");
        let (lock, old) = (beside::lock(&path), SystemTime::now() - Duration::from_secs(3600));
        let theirs = ron::to_string(&person("乙", "KJ-02")).expect("text");
        for content in ["precious", &theirs] {
            std::fs::write(&victim, content).expect("written");
            std::fs::File::options()
                .write(true)
                .open(&victim)
                .and_then(|f| f.set_modified(old))
                .expect("set");
            std::os::unix::fs::symlink(&victim, &lock).expect("linked");
            let taken = take(&RealDisk, &path, &person("甲", "KJ-01"), true);
            assert!(matches!(taken, Taken::Nowhere(NoLock::Foreign)));
            assert_eq!(std::fs::read_to_string(&victim).expect("there"), content);
            std::fs::remove_file(&lock).expect("removed");
        }
        assert!(std::process::Command::new("mkfifo").arg(&lock).status().expect("made").success());
        assert!(matches!(
            take(&RealDisk, &path, &person("甲", "KJ-01"), false),
            Taken::Nowhere(NoLock::Foreign)
        ));
        assert!(RealDisk.kind(&lock).expect("there") == crate::store::disk::FileKind::Special);
    }
}
