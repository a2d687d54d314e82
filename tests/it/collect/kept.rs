//! The collection's file: what is saved comes back, what is broken or newer is refused in a sentence.

use crate::made::county::County;
use crate::made::folder::Folder;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::history::Collecting;
use gongkai::collect::ruling::Ruling;
use gongkai::store::{RealDisk, collection};
use std::sync::Arc;

#[test]
fn what_is_saved_comes_back_whole() {
    let d = Folder::new();
    let mut county = County::new(30, 2);
    county.enter(3, "requests.received/natural", "很多");
    county.enter(4, "disclosure.fees.fee/amount", "12元");
    county.enter(5, "requests.received/total", "9999");
    county.absent(6);
    let c = county.collection();
    collection::save(&RealDisk, &d.at("2025.gknh"), &c).expect("saved");
    assert_eq!(collection::load(&RealDisk, &d.at("2025.gknh")).expect("read"), c);
}

#[test]
fn a_broken_a_newer_and_a_foreign_file_are_refused() {
    let d = Folder::new();
    let c = County::new(5, 2).collection();
    collection::save(&RealDisk, &d.at("a.gknh"), &c).expect("saved");
    let text = String::from_utf8(d.read("a.gknh")).expect("UTF-8");
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    for (file, text, words) in [
        ("half.gknh", half, "行"),
        ("newer.gknh", text.replacen("collection: 1", "collection: 7", 1), "更新版本"),
        ("strange.gknh", text.replace("fy2021", "fy2199"), "fy2199"),
    ] {
        d.write(file, text);
        let said = collection::load(&RealDisk, &d.at(file)).expect_err("refused").to_string();
        assert!(said.contains(words) && said.contains(file), "{said}");
    }
    let said = d.run(&["collect", ".", "-o", "half.gknh", "--year", "2025"]);
    assert_eq!(said.status.code(), Some(2));
}

#[test]
fn every_step_can_be_taken_back_and_brought_again() {
    let county = County::new(8, 1);
    let before = county.collection();
    let mut work = Collecting::opened(Arc::new(before.clone()));
    let digest = before.submissions[2].digest.clone();
    let ruling = Ruling { reason: "重复".into(), ..Ruling::default() };
    work.apply([CollectEdit::SetAside { digest, ruling: Some(ruling) }]).expect("light");
    work.apply([CollectEdit::RemoveUnit(before.units[1].id.clone())]).expect("light");
    let after = work.collection().clone();
    assert!(work.is_changed() && work.undo() && work.undo() && !work.undo());
    assert!(**work.collection() == before && !work.is_changed());
    assert!(work.redo() && work.redo() && *work.collection() == after);
}
