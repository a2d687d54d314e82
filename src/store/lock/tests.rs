//! Locks asked for, taken over, let go of; what only has a lock's name; shares without locks.

use super::*;
use crate::store::RealDisk;
use crate::store::disk::FaultyDisk;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

fn person(who: &str, host: &str) -> Holder {
    Holder { who: who.into(), host: host.into(), since: "2026年1月20日 9:05".into(), ..Holder::default() }
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
    let foreign = dir.path().join(".Cargo.lock");
    let old = SystemTime::now() - Duration::from_secs(3600);
    for content in ["version = 4\n", "", "(who: [", "(name: \"x\")"] {
        std::fs::write(&foreign, content).expect("written");
        std::fs::File::options().write(true).open(&foreign).and_then(|f| f.set_modified(old)).expect("set");
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
        std::fs::File::options().write(true).open(&victim).and_then(|f| f.set_modified(old)).expect("set");
        std::os::unix::fs::symlink(&victim, &lock).expect("linked");
        let taken = take(&RealDisk, &path, &person("甲", "KJ-01"), true);
        assert!(matches!(taken, Taken::Nowhere(NoLock::Foreign)));
        assert_eq!(std::fs::read_to_string(&victim).expect("there"), content);
        std::fs::remove_file(&lock).expect("removed");
    }
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().expect("made").success());
    assert!(matches!(take(&RealDisk, &path, &person("甲", "KJ-01"), false), Taken::Nowhere(NoLock::Foreign)));
    assert!(RealDisk.kind(&lock).expect("there") == crate::store::disk::FileKind::Special);
}
