//! Saves with every call to the disk failing in turn, and on shares that refuse.

use super::*;
use crate::store::disk::{FaultyDisk, RealDisk};
use std::path::PathBuf;
use std::sync::Arc;

const KINDS: [ErrorKind; 5] = [
    ErrorKind::StorageFull,
    ErrorKind::PermissionDenied,
    ErrorKind::NotFound,
    ErrorKind::ResourceBusy,
    ErrorKind::Other,
];

pub(super) struct AtomicDesk {
    pub dir: tempfile::TempDir,
    pub path: PathBuf,
}
impl AtomicDesk {
    pub fn new(old: Option<&[u8]>) -> AtomicDesk {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("报告.gknb");
        if let Some(b) = old {
            std::fs::write(&path, b).expect("written");
        }
        AtomicDesk { dir, path }
    }
    pub fn now(&self) -> Option<Vec<u8>> {
        RealDisk.read(&self.path, 99).ok()
    }
    pub fn backup(&self) -> Option<Vec<u8>> {
        RealDisk.read(&beside::backup(&self.path), 99).ok()
    }
    pub fn names(&self) -> Vec<String> {
        let files = RealDisk.list(self.dir.path()).expect("listed");
        files.iter().map(|p| p.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect()
    }
}

/// How many calls a save over an existing file makes.
fn calls() -> usize {
    let d = AtomicDesk::new(Some(b"old"));
    let disk = FaultyDisk::calls(0..0, ErrorKind::Other);
    replace(&disk, &d.path, b"new!").expect("saved");
    disk.counted()
}

#[test]
fn what_was_kept_stays_where_the_same_is_saved_again() {
    let d = AtomicDesk::new(Some(b"rep.by hand"));
    for _ in 0..2 {
        replace(&RealDisk, &d.path, b"rep.made").expect("saved");
    }
    assert_eq!(d.backup().as_deref(), Some(b"rep.by hand".as_slice()));
}

#[test]
fn whichever_call_fails_once_the_document_is_whole_and_nothing_is_left_behind() {
    for n in 1..=calls() + 2 {
        for kind in KINDS {
            let d = AtomicDesk::new(Some(b"old"));
            let done = replace(&FaultyDisk::calls(n..n + 1, kind), &d.path, b"new!");
            let now = d.now().expect("there");
            match &done {
                Ok(()) => assert_eq!(now, b"new!", "{n} {kind:?}"),
                Err(StoreError::Unverified { .. } | StoreError::NotSynced { .. }) => {
                    assert_eq!(now, b"new!", "{n} {kind:?}");
                }
                Err(_) => assert_eq!(now, b"old", "{n} {kind:?}"),
            }
            if done.is_ok() {
                assert_eq!(d.backup().as_deref(), Some(b"old".as_slice()), "{n} {kind:?}");
            }
            let left = d.names().iter().filter(|n| n.ends_with(".tmp")).count();
            assert!(left == 0 || done.is_ok(), "{n} {kind:?}: {:?}", d.names());
        }
    }
}

/// From one call on nothing works any more: a stick pulled out, or the power gone.
#[test]
fn wherever_a_save_is_cut_off_the_old_or_the_new_one_is_whole() {
    for old in [None, Some(b"old".as_slice())] {
        for n in 1..=calls() + 2 {
            for kind in KINDS {
                let d = AtomicDesk::new(old);
                let done = replace(&FaultyDisk::calls(n..usize::MAX, kind), &d.path, b"new!");
                let (now, backup) = (d.now(), d.backup());
                let torn = matches!(done, Err(StoreError::Torn { .. }));
                let kept = if torn { backup.as_deref() == old } else { now.as_deref() == old };
                assert!(kept || now.as_deref() == Some(b"new!"), "{n} {kind:?} {now:?} {backup:?}");
                assert!(done.is_err() || now.as_deref() == Some(b"new!"), "{n} {kind:?}");
            }
        }
    }
}

#[test]
fn a_share_that_refuses_to_rename_is_written_over() {
    for method in ["rename", "keep_access"] {
        for kind in [ErrorKind::PermissionDenied, ErrorKind::Unsupported] {
            let d = AtomicDesk::new(Some(b"old and longer"));
            replace(&FaultyDisk::new(method, 1, kind), &d.path, b"new").expect("saved");
            assert_eq!(d.now().as_deref(), Some(b"new".as_slice()));
            assert_eq!(d.backup().as_deref(), Some(b"old and longer".as_slice()));
            assert_eq!(d.names(), [".报告.gknb.bak", "报告.gknb"]);
        }
        let d = AtomicDesk::new(None);
        replace(&FaultyDisk::new(method, 1, ErrorKind::Unsupported), &d.path, b"new").expect("saved");
        assert_eq!(d.names(), ["报告.gknb"]);
    }
}

#[test]
fn neither_document_nor_backup_is_torn_where_the_backup_cannot_be_written() {
    for n in 1..=2 {
        let d = AtomicDesk::new(Some(b"rep.one"));
        replace(&RealDisk, &d.path, b"rep.two").expect("saved");
        let refusing = FaultyDisk::new("rename", 1, ErrorKind::Unsupported);
        let full = FaultyDisk::calls_of("overwrite", n..n + 1, ErrorKind::StorageFull);
        let disk = refusing.and(full);
        replace(&disk, &d.path, b"rep.three").expect_err("no room");
        assert_eq!(d.now().as_deref(), Some(b"rep.two".as_slice()), "{n}");
        let kept = if n == 1 { b"rep.one" } else { b"rep.two" };
        assert_eq!(d.backup().as_deref(), Some(kept.as_slice()), "{n}");
        assert_eq!(d.names().len(), 2, "{:?}", d.names());
    }
}

#[test]
fn a_file_that_somebody_else_put_there_meanwhile_stays() {
    let d = AtomicDesk::new(None);
    let path = d.path.clone();
    let disk = FaultyDisk::new("rename", 1, ErrorKind::Unsupported)
        .meanwhile(move || std::fs::write(&path, b"theirs").expect("written"));
    replace(&disk, &d.path, b"ours").expect_err("it is theirs");
    assert_eq!((d.now().as_deref(), d.names().len()), (Some(b"theirs".as_slice()), 1));
}

#[test]
fn a_file_held_by_a_virus_scanner_is_tried_again() {
    let d = AtomicDesk::new(Some(b"old"));
    let disk = FaultyDisk::calls_of("rename", 1..4, ErrorKind::ResourceBusy);
    replace(&disk, &d.path, b"new").expect("saved");
    assert_eq!((d.now().as_deref(), disk.counted()), (Some(b"new".as_slice()), 5));
}

#[test]
fn the_version_before_is_kept() {
    let d = AtomicDesk::new(None);
    replace(&RealDisk, &d.path, b"one").expect("saved");
    replace(&RealDisk, &d.path, b"two").expect("saved");
    assert_eq!(d.now().as_deref(), Some(b"two".as_slice()));
    assert_eq!(d.backup().as_deref(), Some(b"one".as_slice()));
}

/// The names of the files beside it were too long once: the first save worked, and none after it.
#[test]
fn a_name_as_long_as_a_name_may_be_is_saved_again_and_again() {
    for length in [248, 252, 255] {
        let d = AtomicDesk::new(None);
        let name = format!("{}{}.gknb", "报".repeat(81), "x".repeat(length - 248));
        let path = d.dir.path().join(&name);
        for text in ["rep.one", "rep.two", "rep.three"] {
            replace(&RealDisk, &path, text.as_bytes()).expect("saved");
        }
        assert_eq!(RealDisk.read(&path, 9).expect("read"), b"rep.three");
        assert_eq!(RealDisk.read(&beside::backup(&path), 9).expect("read"), b"rep.two");
        assert_eq!((name.len(), d.names().len()), (length, 2), "{:?}", d.names());
    }
}

#[test]
fn many_savers_at_once_leave_one_whole_version() {
    let d = Arc::new(AtomicDesk::new(Some(b"0")));
    let threads: Vec<_> = (0..4u8)
        .map(|i| {
            let d = d.clone();
            std::thread::spawn(move || {
                for _ in 0..20 {
                    replace(&RealDisk, &d.path, &[b'a' + i; 4096]).ok();
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().expect("no panic"));
    let now = RealDisk.read(&d.path, 1 << 20).expect("there");
    assert!(now.len() == 4096 && now.iter().all(|b| *b == now[0]));
}
