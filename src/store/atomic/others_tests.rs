//! Saves beside files of others: what stays, what is refused, who may read what lies there meanwhile.

use super::tests::AtomicDesk;
use super::*;
use crate::store::disk::{FaultyDisk, RealDisk, temporary};
use std::path::PathBuf;
use std::sync::Arc;

#[test]
fn a_backup_that_is_somebody_elses_stays() {
    let d = AtomicDesk::new(Some(b"rep.one"));
    std::fs::write(beside::backup(&d.path), b"diary").expect("written");
    for text in ["rep.two", "rep.three"] {
        replace(&RealDisk, &d.path, text.as_bytes()).expect("saved");
    }
    let other = d.dir.path().join(".报告.gknb.2.bak");
    assert_eq!(d.backup().as_deref(), Some(b"diary".as_slice()));
    assert_eq!(RealDisk.read(&other, 99).expect("kept"), b"rep.two");
    for n in 2..10 {
        std::fs::write(d.dir.path().join(format!(".报告.gknb.{n}.bak")), b"diary").expect("written");
    }
    let e = replace(&RealDisk, &d.path, b"rep.four").expect_err("no place for the old one");
    assert!(matches!(e, StoreError::InTheWay { what: InTheWay::Backups, .. }), "{e}");
    assert_eq!(d.now().as_deref(), Some(b"rep.three".as_slice()));
}

#[test]
fn a_file_too_large_to_be_a_report_is_neither_read_nor_replaced() {
    let d = AtomicDesk::new(None);
    std::fs::File::create(&d.path).and_then(|f| f.set_len(10 << 30)).expect("made");
    let e = replace(&RealDisk, &d.path, b"new").expect_err("too large");
    assert!(matches!(e, StoreError::InTheWay { what: InTheWay::Huge, .. }), "{e}");
    assert_eq!((RealDisk.stamp(&d.path).expect("there").length, d.names().len()), (10 << 30, 1));
}

#[test]
fn a_folder_that_could_not_be_synced_is_told() {
    let d = AtomicDesk::new(Some(b"rep.one"));
    let e = replace(&FaultyDisk::new("sync_folder", 1, ErrorKind::Other), &d.path, b"rep.two");
    assert!(matches!(e, Err(StoreError::NotSynced { .. })), "{e:?}");
    assert_eq!(d.now().as_deref(), Some(b"rep.two".as_slice()));
    assert!(put_whole(&FaultyDisk::new("sync_folder", 1, ErrorKind::Other), &d.path, b"x").is_err());
}

#[test]
fn what_a_killed_program_left_is_removed_by_the_next_and_nothing_else_is() {
    let d = AtomicDesk::new(None);
    // As of a program that is gone, of another report in the same folder.
    let own = temporary::beginning(Path::new("别的.pdf"));
    let (mark, _) = own.split_once(&std::process::id().to_string()).expect("a number");
    let is_known = !crate::store::disk::machine::run().is_empty();
    let left = format!("{mark}{}-aB3xY9.tmp", u32::MAX);
    let going_on = format!("{own}aB3xY9.tmp");
    let foreign = [".报告.gknb.aB3xY9.tmp", "报告.tmp", ".x.gongkai-.tmp", &going_on];
    for name in foreign.iter().copied().chain([left.as_str()]) {
        std::fs::write(d.dir.path().join(name), b"%PDF").expect("written");
    }
    replace(&RealDisk, &d.path, b"new").expect("saved");
    assert!(foreign.iter().all(|n| d.dir.path().join(n).exists()), "{:?}", d.names());
    assert_eq!(d.names().contains(&left), !is_known, "{:?}", d.names());
    // Who can't be asked about is known by the time.
    let old = std::time::SystemTime::now() - Duration::from_secs(3600);
    let file = std::fs::File::options().write(true).open(d.dir.path().join(&going_on)).expect("there");
    file.set_modified(old).expect("set");
    replace(&RealDisk, &d.path, b"newer").expect("saved");
    assert!(!d.names().contains(&going_on), "{:?}", d.names());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::sync::Mutex;

    fn mode(p: &Path) -> u32 {
        std::fs::metadata(p).expect("there").permissions().mode() & 0o777
    }
    fn set_mode(p: &Path, mode: u32) {
        std::fs::set_permissions(p, std::fs::Permissions::from_mode(mode)).expect("set");
    }

    #[test]
    fn an_output_that_is_a_link_a_pipe_or_a_device_is_refused_and_stays() {
        let d = AtomicDesk::new(Some(b"precious"));
        let at = |name: &str| d.dir.path().join(name);
        symlink("报告.gknb", at("link")).expect("linked");
        symlink("nothing", at("dangling")).expect("linked");
        symlink("loop", at("loop")).expect("linked");
        symlink("/dev/zero", at("zeroes")).expect("linked");
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("made");
        assert!(made.success());
        let _socket = UnixListener::bind(at("socket")).expect("bound");
        let before = d.names();
        let all = ["link", "dangling", "loop", "zeroes", "pipe", "socket"].map(at);
        for path in all.iter().map(PathBuf::as_path).chain([Path::new("/dev/full"), Path::new("/dev/stdout")])
        {
            let e = replace(&RealDisk, path, b"ours").expect_err("refused");
            assert!(matches!(e, StoreError::InTheWay { .. }), "{}: {e}", path.display());
            put_whole(&RealDisk, path, b"ours").expect_err("refused");
        }
        assert_eq!((d.names(), d.now().as_deref()), (before, Some(b"precious".as_slice())));
    }

    #[test]
    fn a_backup_that_is_a_link_or_a_pipe_stays_as_it_is() {
        let d = AtomicDesk::new(Some(b"rep.one"));
        let victim = d.dir.path().join("victim");
        std::fs::write(&victim, b"rep.precious").expect("written");
        symlink("victim", beside::backup(&d.path)).expect("linked");
        let pipe = d.dir.path().join(".报告.gknb.2.bak");
        std::process::Command::new("mkfifo").arg(&pipe).status().expect("made");
        replace(&RealDisk, &d.path, b"rep.two").expect("saved");
        assert_eq!(RealDisk.read(&victim, 99).expect("there"), b"rep.precious");
        assert_eq!(RealDisk.kind(&pipe).expect("there"), FileKind::Special);
        assert_eq!(RealDisk.read(&d.dir.path().join(".报告.gknb.3.bak"), 99).expect("kept"), b"rep.one");
    }

    #[test]
    fn rights_and_attributes_stay_and_the_backup_has_them_too() {
        let d = AtomicDesk::new(Some(b"rep.one"));
        set_mode(&d.path, 0o640);
        let label = xattr::set(&d.path, "user.gongkai", b"secret").is_ok();
        // One more reader, as setfacl writes it: user::rw- user:1:r-- group::r-- mask::r-- other::---
        let entry = |tag: u16, may: u16, id: u32| {
            [&tag.to_le_bytes()[..], &may.to_le_bytes(), &id.to_le_bytes()].concat()
        };
        let none = u32::MAX;
        let entries =
            [entry(1, 6, none), entry(2, 4, 1), entry(4, 4, none), entry(16, 4, none), entry(32, 0, none)];
        let list = [&2u32.to_le_bytes()[..], &entries.concat()].concat();
        let listed = xattr::set(&d.path, "system.posix_acl_access", &list).is_ok();
        replace(&RealDisk, &d.path, b"rep.two").expect("saved");
        for p in [&d.path, &beside::backup(&d.path)] {
            assert_eq!(mode(p), 0o640);
            let has = |name: &str| xattr::get(p, name).ok().flatten();
            assert_eq!(has("user.gongkai").is_some_and(|v| v == b"secret"), label, "{}", p.display());
            assert_eq!(has("system.posix_acl_access").is_some_and(|v| v == list), listed, "{}", p.display());
        }
    }

    /// The group of a list of rights became the group's own rights once.
    #[test]
    fn a_list_of_rights_that_the_folder_gives_is_not_given_to_a_report_that_has_none() {
        let d = AtomicDesk::new(Some(b"rep.one"));
        set_mode(&d.path, 0o600);
        let entry = |tag: u16, may: u16, id: u32| {
            [&tag.to_le_bytes()[..], &may.to_le_bytes(), &id.to_le_bytes()].concat()
        };
        let none = u32::MAX;
        let entries =
            [entry(1, 7, none), entry(2, 7, 1), entry(4, 7, none), entry(16, 7, none), entry(32, 7, none)];
        let list = [&2u32.to_le_bytes()[..], &entries.concat()].concat();
        if xattr::set(d.dir.path(), "system.posix_acl_default", &list).is_err() {
            return;
        }
        replace(&RealDisk, &d.path, b"rep.two").expect("saved");
        assert_eq!(mode(&d.path), 0o600);
        assert_eq!(xattr::get(&d.path, "system.posix_acl_access").expect("asked"), None);
    }

    #[test]
    fn nothing_that_lies_beside_a_report_meanwhile_can_be_read_by_more_people() {
        let d = AtomicDesk::new(Some(b"rep.one"));
        set_mode(&d.path, 0o600);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (folder, modes) = (d.dir.path().to_path_buf(), seen.clone());
        let look = move || {
            let files = RealDisk.list(&folder).unwrap_or_default();
            modes.lock().expect("seen").extend(files.iter().map(|f| mode(f)));
        };
        for (method, bytes) in
            [("keep_access", b"rep.two"), ("rename", b"rep.tri"), ("sync_folder", b"rep.for")]
        {
            let look = look.clone();
            let disk = FaultyDisk::calls_of(method, 1..2, ErrorKind::Interrupted).meanwhile(look);
            replace(&disk, &d.path, bytes).ok();
        }
        let seen = seen.lock().expect("seen");
        assert!(seen.len() > 5 && seen.iter().all(|m| *m == 0o600), "{seen:?}");
    }
}
