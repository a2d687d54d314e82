//! Copies left behind, found, taken over and tidied away.

use super::*;
use crate::report::Report;
use crate::store::RealDisk;

fn entry(report: &Report) -> Entry {
    let document = Some("/某处/报告.gknb".into());
    Entry {
        work: CopiedWork::Report(report.clone().into()),
        document,
        base: Some("ab".into()),
        when: "9时5分".into(),
        typing: None,
    }
}

#[test]
fn a_copy_is_offered_once_its_program_is_gone_and_not_before() {
    let dir = tempfile::tempdir().expect("a folder");
    let report = Report::new(2025, "示范局");
    let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
    copy.write(&RealDisk, &entry(&report)).expect("written");
    assert_eq!(left_over(&RealDisk, dir.path()), []);
    drop(copy);
    let found = left_over(&RealDisk, dir.path());
    assert_eq!(found[0].document.as_deref(), Some(Path::new("/某处/报告.gknb")));
    assert_eq!(found[0].base.as_deref(), Some("ab"));
    assert_eq!((found[0].title.as_str(), found[0].when.as_str()), (report.title_line().as_str(), "9时5分"));
    assert_eq!(read(&RealDisk, &found[0]).expect("readable"), CopiedWork::Report(report.into()));
    discard(&RealDisk, &found[0]);
    assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
}

#[test]
fn a_copy_says_which_cell_was_being_typed_in_and_one_of_before_says_none() {
    let dir = tempfile::tempdir().expect("a folder");
    let report = Report::new(2025, "示范局");
    let key = report.form().cells().swap_remove(0);
    let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
    copy.write(&RealDisk, &Entry { typing: Some(key.clone()), ..entry(&report) }).expect("written");
    drop(copy);
    let found = left_over(&RealDisk, dir.path());
    assert_eq!(found[0].typing.as_ref(), Some(&key));
    let text = String::from_utf8(RealDisk.read(&found[0].path, 1 << 24).expect("read")).expect("UTF-8");
    let older: String =
        text.lines().filter(|l| !l.starts_with("// 正在输入")).map(|l| format!("{l}\n")).collect();
    assert!(older.len() < text.len());
    atomic::put_whole(&RealDisk, &found[0].path, older.as_bytes()).expect("written");
    let found = left_over(&RealDisk, dir.path());
    assert!(found.len() == 1 && found[0].typing.is_none() && read(&RealDisk, &found[0]).is_ok());
}

#[test]
fn a_collection_that_is_not_saved_is_offered_as_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let collection = Arc::new(Collection::new(2025, "示范县人民政府"));
    let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
    let work = CopiedWork::Collection(collection.clone());
    copy.write(&RealDisk, &Entry { work, document: None, base: None, when: String::new(), typing: None })
        .expect("written");
    drop(copy);
    let found = left_over(&RealDisk, dir.path());
    assert!(found[0].is_collection && found[0].title == collection.title());
    assert_eq!(read(&RealDisk, &found[0]).expect("readable"), CopiedWork::Collection(collection));
}

#[test]
fn several_windows_have_several_copies_and_each_is_taken_over_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let copies: Vec<Copy> = (0..3).map(|_| Copy::new(&RealDisk, dir.path()).expect("a place")).collect();
    for (c, year) in copies.iter().zip([2023, 2024, 2025]) {
        c.write(&RealDisk, &entry(&Report::new(year, "示范局"))).expect("written");
    }
    assert_eq!(left_over(&RealDisk, dir.path()), []);
    drop(copies);
    let found = left_over(&RealDisk, dir.path());
    let year = |f: &Found| read(&RealDisk, f).expect("readable").report().expect("a report").year;
    let years: Vec<u16> = found.iter().map(year).collect();
    assert!(years.len() == 3 && [2023, 2024, 2025].iter().all(|y| years.contains(y)), "{years:?}");
    let taken = Copy::adopt(&RealDisk, &found[1]).expect("free");
    assert!(Copy::adopt(&RealDisk, &found[1]).is_none());
    assert_eq!(left_over(&RealDisk, dir.path()).len(), 2);
    // A new window finds a name of its own.
    let other = Copy::new(&RealDisk, dir.path()).expect("a place");
    assert_ne!(other.path(), taken.path());
}

#[test]
fn what_an_interrupted_write_left_is_tidied_away() {
    let dir = tempfile::tempdir().expect("a folder");
    let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
    RealDisk.write_beside(copy.path(), b"half", Access::Private).expect("written");
    assert_eq!(left_over(&RealDisk, dir.path()), []);
    assert_eq!(RealDisk.list(dir.path()).expect("listed").len(), 2, "still being written");
    drop(copy);
    assert_eq!(left_over(&RealDisk, dir.path()), []);
    assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
}

#[test]
fn a_part_at_which_the_program_ended_is_known_to_the_next_start_and_only_then() {
    let dir = tempfile::tempdir().expect("a folder");
    let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
    copy.write(&RealDisk, &entry(&Report::new(2025, "示范局"))).expect("written");
    let shown = Showing::begin(&RealDisk, copy.path(), 2).expect("noted");
    shown.end(&RealDisk);
    let ended = Showing::begin(&RealDisk, copy.path(), 3).expect("noted");
    drop((copy, ended));
    let found = left_over(&RealDisk, dir.path());
    assert_eq!(found[0].fell_at, Some(3));
    discard(&RealDisk, &found[0]);
    assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
}

#[test]
fn a_clean_end_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
    copy.write(&RealDisk, &entry(&Report::new(2025, "示范局"))).expect("written");
    copy.close(&RealDisk);
    assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
}

/// A document restored from a copy is saved to its own file, however that is called.
#[test]
fn a_copy_knows_its_document_whatever_its_name_holds() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["/甲/a\nb.gknb", "/甲/x.gknb ", "/甲/100%0A.gknb"] {
        let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
        let report = Report::new(2025, "示范局");
        copy.write(&RealDisk, &Entry { document: Some(name.into()), ..entry(&report) }).expect("written");
        drop(copy);
        let found = left_over(&RealDisk, dir.path());
        assert_eq!(found[0].document.as_deref(), Some(Path::new(name)));
        assert_eq!(read(&RealDisk, &found[0]).expect("readable"), CopiedWork::Report(report.into()));
        discard(&RealDisk, &found[0]);
    }
}

/// An NFS home: every window that was running looked crashed to the next one, which could throw its copy away.
#[test]
fn a_live_copy_is_not_offered_where_no_lock_is_to_be_had() {
    use crate::store::disk::{FaultyDisk, machine};
    use std::io::ErrorKind;
    if machine::run().is_empty() {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let disk = FaultyDisk::new("hold", 1, ErrorKind::Unsupported);
    let copy = Copy::new(&disk, dir.path()).expect("a place");
    copy.write(&disk, &entry(&Report::new(2025, "示范局"))).expect("written");
    assert_eq!(left_over(&disk, dir.path()), []);
    copy.close(&disk);
    assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
}

#[test]
fn what_is_no_copy_is_neither_offered_nor_removed() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["1-0.gknb", "1-0.lock", "1-0.showing", "2-0.lock"] {
        std::fs::write(dir.path().join(name), "somebody's").expect("written");
    }
    assert_eq!(left_over(&RealDisk, dir.path()), []);
    let found = Found {
        is_collection: false,
        path: dir.path().join("1-0.gknb"),
        document: None,
        base: None,
        title: String::new(),
        when: String::new(),
        fell_at: None,
        typing: None,
    };
    discard(&RealDisk, &found);
    assert_eq!(RealDisk.list(dir.path()).expect("listed").len(), 4);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_copy() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("recovery");
    let copy = Copy::new(&RealDisk, &folder).expect("a place");
    copy.write(&RealDisk, &entry(&Report::new(2025, "示范局"))).expect("written");
    let mode = |p: &Path| std::fs::metadata(p).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(copy.path())), (0o700, 0o600));
}

/// Who looks removes locks without a copy; others were just being made there.
#[test]
fn copies_made_while_another_window_looked_for_left_over_ones_shared_a_place() {
    for _ in 0..200 {
        let dir = tempfile::tempdir().expect("a folder");
        let made = || (0..6).map(|_| Copy::new(&RealDisk, dir.path()).expect("a place")).collect();
        let copies: Vec<Copy> = std::thread::scope(|s| {
            let makers: Vec<_> = (0..3).map(|_| s.spawn(made)).collect();
            let looking = s.spawn(|| (0..20).for_each(|_| assert_eq!(left_over(&RealDisk, dir.path()), [])));
            let all = |m: std::thread::ScopedJoinHandle<'_, Vec<Copy>>| m.join().expect("made");
            let copies = makers.into_iter().flat_map(all).collect();
            looking.join().expect("looked");
            copies
        });
        let mut paths: Vec<&Path> = copies.iter().map(Copy::path).collect();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), copies.len(), "{paths:?}");
    }
}
