//! What was done to the open collection and not saved outlives a crash.

use crate::made::LONG;
use crate::made::county::County;
use crate::made::folder::{Folder, open};
use crate::made::sessions::restore;
use gongkai::app::arrived::Arrived;
use gongkai::app::recovery::Against;
use gongkai::app::session::Session;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::roster::RosterUnit;
use gongkai::store::disk::FaultyDisk;
use gongkai::store::{Disk, RealDisk, collection, kept};
use std::io::ErrorKind;
use std::sync::Arc;

const FILE: &str = "汇总.gknh";

fn units(s: &Session) -> usize {
    s.collection().expect("a collection").collection().units.len()
}

fn crash(s: Session) {
    assert!(s.flush_journal(LONG));
    drop(s);
}

#[test]
fn a_collection_that_was_not_saved_is_offered_and_goes_on_in_its_file() {
    let d = Folder::new();
    kept::save(&RealDisk, &d.at(FILE), &County::new(4, 1).collection()).expect("saved");
    let mut s = d.session();
    open(&mut s, &d.at(FILE));
    s.collect(vec![CollectEdit::AddUnit(RosterUnit::named("示范县新设局"))]);
    crash(s);
    for again in [true, false] {
        let mut s = d.session();
        let found = s.left_over().found()[0].clone();
        assert!(found.is_collection && found.document == Some(d.at(FILE)), "{found:?}");
        while s.tick().is_some() {
            std::thread::yield_now();
        }
        let Some(Against::Differences(told)) = s.left_over().against(&found) else { panic!("compared") };
        assert!(told.len() == 1 && told[0].place.contains("示范县新设局"), "{told:?}");
        assert!(restore(&mut s, &found), "{:?}", s.message());
        assert_eq!((units(&s), s.path()), (5, Some(d.at(FILE).as_path())));
        assert_eq!(collection::load(&RealDisk, &d.at(FILE)).expect("read").units.len(), 4);
        if again {
            crash(s);
            continue;
        }
        s.save();
        assert_eq!(s.arrive(LONG), Arrived::CollectionSaved(true), "{:?}", s.message());
        assert!(s.flush_journal(LONG) && !s.is_changed());
        drop(s);
    }
    assert_eq!(collection::load(&RealDisk, &d.at(FILE)).expect("read").units.len(), 5);
    assert!(d.session().left_over().found().is_empty(), "{:?}", d.left());
}

#[test]
fn a_collection_without_a_file_is_offered_and_what_is_taken_back_leaves_nothing() {
    let d = Folder::new();
    let mut s = d.session();
    s.new_collection(2025, "示范县人民政府");
    s.collect(vec![CollectEdit::AddUnit(RosterUnit::named("示范县水利局"))]);
    crash(s);
    let mut s = d.session();
    let found = s.left_over().found()[0].clone();
    assert!(found.title.contains("示范县人民政府2025年") && found.document.is_none(), "{found:?}");
    assert!(restore(&mut s, &found) && s.path().is_none() && units(&s) == 1);
    let d = Folder::new();
    kept::save(&RealDisk, &d.at(FILE), &County::new(4, 1).collection()).expect("saved");
    let mut s = d.session();
    open(&mut s, &d.at(FILE));
    s.collect(vec![CollectEdit::AddUnit(RosterUnit::named("示范县新设局"))]);
    s.undo();
    crash(s);
    assert!(d.session().left_over().found().is_empty(), "{:?}", d.left());
}

#[test]
fn a_folder_whose_disk_is_gone_takes_no_collection() {
    let d = Folder::new();
    kept::save(&RealDisk, &d.at(FILE), &County::new(4, 1).collection()).expect("saved");
    if RealDisk.volume(d.path()).is_none() {
        return;
    }
    // Asked once when it is opened.
    let mut s = d.session_on(Arc::new(FaultyDisk::new("volume", 2, ErrorKind::NotFound)));
    open(&mut s, &d.at(FILE));
    s.collect(vec![CollectEdit::AddUnit(RosterUnit::named("示范县新设局"))]);
    s.save();
    // It may be the same stick, put there anew: its file is there.
    assert_eq!(s.arrive(LONG), Arrived::CollectionSaved(true), "{:?}", s.message());
    s.collect(vec![CollectEdit::AddUnit(RosterUnit::named("示范县再设局"))]);
    std::fs::rename(d.at(FILE), d.at("elsewhere")).expect("moved");
    s.save();
    assert_eq!(s.arrive(LONG), Arrived::CollectionSaved(false));
    let told = s.message().map(|m| m.text.clone()).unwrap_or_default();
    assert!(told.contains("同一个磁盘") && !d.has(FILE) && s.is_changed(), "{told}");
}
