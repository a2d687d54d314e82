//! What a session does on threads, asked for and waited for.

use super::LONG;
use gongkai::app::arrived::Arrived;
use gongkai::app::reading::Reading;
use gongkai::app::session::Session;
use gongkai::app::session::saved::Saved;
use gongkai::app::version_read::VersionRead;
use gongkai::report::Shared;
use gongkai::store::recovery::{self, Found};
use gongkai::store::versions::Version;
use gongkai::store::{RealDisk, StoreError};
use std::path::Path;

/// Saves; whether the file holds the report now.
pub fn save(s: &mut Session) -> bool {
    s.save();
    s.take_saved(LONG) == Some(Saved::Written)
}
pub fn save_as(s: &mut Session, path: &Path) -> bool {
    s.save_as(path);
    s.take_saved(LONG) == Some(Saved::Written)
}
/// Goes on with left-over work; whether it is open.
pub fn restore(s: &mut Session, found: &Found) -> bool {
    s.begin_reading(Reading::LeftOver(found.clone()));
    s.arrive(LONG) == Arrived::Opened
}
/// The versions kept, newest first.
pub fn versions(s: &mut Session) -> Vec<Version> {
    s.begin_versions();
    let Arrived::Versions(list) = s.arrive(LONG) else { panic!("listed") };
    list
}
pub fn version(s: &mut Session, n: usize) -> Result<Shared, StoreError> {
    let version = versions(s)[n].clone();
    s.begin_version(version);
    let Arrived::Version(read) = s.arrive(LONG) else { panic!("read") };
    read.map(|v| match v {
        VersionRead::Report(r) => r,
        VersionRead::Collection(..) => panic!("a report's"),
    })
}

/// The report in a copy that was left.
pub fn copied(found: &Found) -> gongkai::report::Shared {
    let work = recovery::read(&RealDisk, found).expect("readable");
    work.report().expect("a report").clone()
}
