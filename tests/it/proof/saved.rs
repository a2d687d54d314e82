//! Saves with every call to the disk failing, and the store beside a plain model.

use super::{tell, times};
use crate::made::dice::Dice;
use crate::made::folder::Folder;
use crate::made::shapes::report;
use gongkai::report::Report;
use gongkai::store::disk::FaultyDisk;
use gongkai::store::{Disk, RealDisk, StoreError, atomic, beside, project};
use std::collections::BTreeMap;
use std::io::ErrorKind;

#[test]
fn a_save_with_any_call_failing_leaves_the_old_or_the_new_one_whole() {
    let kinds = [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::NotFound,
        ErrorKind::ResourceBusy,
        ErrorKind::CrossesDevices,
        ErrorKind::Other,
    ];
    let (old, new) = (Report::new(2024, "示范局"), report(2024, 3, 10));
    let mut tried = 0;
    for onwards in [false, true] {
        for kind in kinds {
            for n in 1.. {
                let dir = Folder::new();
                let path = dir.at("报告.gknb");
                project::save(&RealDisk, &path, &old).expect("saved");
                let disk = FaultyDisk::calls(n..if onwards { usize::MAX } else { n + 1 }, kind);
                let done = project::save(&disk, &path, &new);
                tried += 1;
                let at =
                    if matches!(done, Err(StoreError::Torn { .. })) { beside::backup(&path) } else { path };
                let found = project::load(&RealDisk, &at).expect("readable");
                let fits = if done.is_ok() { found == new } else { found == old || found == new };
                assert!(fits, "call {n} {kind:?}");
                if disk.counted() < n {
                    break;
                }
            }
        }
    }
    tell(
        "a save with an error at each call to the disk in turn, once and from then on",
        tried,
        "old or new one whole each time; lost: nothing",
    );
}

/// The store beside a plain map of what it should hold.
#[test]
fn the_store_does_what_a_plain_model_does() {
    let tries = times(400, 20_000);
    let dir = Folder::new();
    let at = |i: usize| dir.at(&format!("{i}.gknb"));
    let mut model: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut backups: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut dice = Dice(23);
    let mut refused = 0;
    for n in 0..tries {
        let (i, fails) = (dice.roll(3) as usize, dice.roll(3) == 0);
        match dice.roll(8) {
            0 => {
                if RealDisk.exists(&at(i)) {
                    RealDisk.remove(&at(i)).expect("removed");
                }
                model.remove(&i);
            }
            _ => {
                let bytes = format!("报告 {n} {}", "字".repeat(dice.roll(300) as usize)).into_bytes();
                let call = 1 + dice.roll(20) as usize;
                let end = if dice.roll(2) == 0 { call + 1 } else { usize::MAX };
                let kind = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other]
                    [dice.roll(3) as usize];
                let disk = FaultyDisk::calls(if fails { call..end } else { 0..0 }, kind);
                let old = model.get(&i).cloned();
                match atomic::replace(&disk, &at(i), &bytes) {
                    // Written, though a power cut may still bring the old one back.
                    Ok(()) | Err(StoreError::Unverified { .. } | StoreError::NotSynced { .. }) => {
                        model.insert(i, bytes);
                        if let Some(o) = old {
                            backups.insert(i, o);
                        }
                    }
                    Err(StoreError::Torn { .. }) => {
                        // The backup stands for it.
                        assert_eq!(RealDisk.read(&beside::backup(&at(i)), 1 << 20).ok(), old);
                        RealDisk.remove(&at(i)).expect("removed");
                        backups.extend(old.map(|o| (i, o)));
                        model.remove(&i);
                    }
                    Err(_) => {
                        refused += 1;
                        // A torn backup beside a whole document loses nothing.
                        let now = RealDisk.read(&beside::backup(&at(i)), 1 << 20).ok();
                        backups.remove(&i);
                        backups.extend(now.map(|b| (i, b)));
                    }
                }
            }
        }
        for i in 0..3 {
            assert_eq!(RealDisk.read(&at(i), 1 << 20).ok().as_ref(), model.get(&i), "{n}");
            let kept = RealDisk.read(&beside::backup(&at(i)), 1 << 20).ok();
            assert!(kept.as_ref() == backups.get(&i), "{n}");
        }
    }
    tell(
        "random writes and removals, a third of them failing, beside a plain model",
        tries,
        &format!("the same each time; {refused} refused; lost: nothing"),
    );
}
