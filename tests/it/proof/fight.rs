//! Two programs with one file.

use super::{STEP, spawn, tell, times};
use crate::made::folder::Folder;
use gongkai::form::table::CellKey;
use gongkai::report::Report;
use gongkai::report::edit::Edit;
use gongkai::store::lock::{self, Holder, Taken};
use gongkai::store::{RealDisk, project};
use std::path::Path;
use std::process::Child;

/// Counts up in the document as often as it gets the lock.
pub fn fighter(dir: &Path) {
    let doc = dir.join("报告.gknb");
    let rounds: usize =
        std::env::var("GONGKAI_PROOF_ROUNDS").ok().and_then(|r| r.parse().ok()).expect("a number");
    let me = Holder::me(&RealDisk, &std::process::id().to_string());
    let mut counted = 0;
    for _ in 0..rounds {
        let Taken::Ours(l) = lock::take(&RealDisk, &doc, &me, false) else { continue };
        let mut r = project::load(&RealDisk, &doc).expect("readable");
        let key = CellKey::parse(STEP);
        let n: usize = r.canonical(&key).and_then(|t| t.parse().ok()).unwrap_or(0);
        Edit::enter(r.form(), &key, &(n + 1).to_string()).apply(&mut r);
        project::save(&RealDisk, &doc, &r).expect("saved");
        counted += 1;
        l.release(&RealDisk);
    }
    println!("\ncounted {counted}");
}

#[test]
fn of_programs_that_fight_for_one_file_none_loses_anything() {
    let rounds = times(40, 4000);
    let dir = Folder::new();
    let doc = dir.at("报告.gknb");
    project::save(&RealDisk, &doc, &Report::new(2025, "示范局")).expect("saved");
    let children: Vec<Child> = (0..2)
        .map(|_| spawn("fighter", dir.path(), &[("GONGKAI_PROOF_ROUNDS", rounds.to_string())]))
        .collect();
    let mut counted = 0;
    for c in children {
        let o = c.wait_with_output().expect("ended");
        let text = String::from_utf8_lossy(&o.stdout).into_owned();
        let n = text.lines().find_map(|l| l.strip_prefix("counted ")).and_then(|n| n.parse::<usize>().ok());
        counted += n.unwrap_or_else(|| panic!("{text}{}", String::from_utf8_lossy(&o.stderr)));
    }
    let r = project::load(&RealDisk, &doc).expect("readable");
    let n: usize = r.canonical(&CellKey::parse(STEP)).and_then(|t| t.parse().ok()).unwrap_or(0);
    assert_eq!(n, counted);
    tell(
        "two programs that lock, read, count up and save one file",
        format!("2 × {rounds}"),
        &format!("{counted} times got the lock, {n} counted; lost: nothing"),
    );
}
