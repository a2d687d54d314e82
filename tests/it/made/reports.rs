//! Reports, their cells and their words.

use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::{Predecessor, Report};
use gongkai::store::{RealDisk, project};
use std::path::Path;

/// Enters `text` in a cell as a clerk does.
pub fn enter(r: &mut Report, key: &str, text: &str) {
    let key = CellKey::parse(key);
    assert!(r.form().has(&key), "{key}");
    Edit::enter(r.form(), &key, text).apply(r);
}

/// What stands in a cell; nothing where it is 未填.
pub fn value(r: &Report, key: &str) -> String {
    r.canonical(&CellKey::parse(key)).unwrap_or_default()
}

/// The report with that one of the year before.
pub fn after(mut r: Report, last: Report) -> Report {
    r.predecessor = Some(predecessor(last));
    r
}

pub fn predecessor(last: Report) -> Predecessor {
    Predecessor { path: "去年.gknb".into(), digest: String::new(), snapshot: last.into() }
}

pub fn paras(texts: &[&str]) -> Vec<Para> {
    texts.iter().map(|t| Para::plain(*t)).collect()
}

pub fn save(path: &Path, r: &Report) {
    project::save(&RealDisk, path, r).expect("saved");
}

pub fn load(path: &Path) -> Report {
    project::load(&RealDisk, path).expect("readable")
}
