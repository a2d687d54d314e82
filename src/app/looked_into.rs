//! What stands at a place on the disk, looked at on a thread: a share may be slow to answer.

use super::desk::Desk;
use super::job::{AT_ONCE, Job, Progress};
use crate::store::{Disk, StoreError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStanding {
    /// A folder with what is in it, folders first and marked.
    Folder(Vec<(PathBuf, bool)>),
    File,
    Nothing,
    Unreadable(StoreError),
}

/// A look that is going on.
#[derive(Debug)]
pub struct PathLook {
    job: Job<(PathBuf, PathStanding)>,
    since: Instant,
}

/// So many are listed: nobody looks through more.
const MOST: usize = 2000;

impl PathLook {
    /// Whether it began so short a time ago that it may be over at once.
    pub fn is_young(&self) -> bool {
        self.since.elapsed() < AT_ONCE
    }
    /// What was seen, and where, once it is known.
    pub fn seen(&self) -> Option<(PathBuf, PathStanding)> {
        match self.job.poll(Duration::ZERO) {
            Progress::Going => None,
            Progress::Done(seen) => Some(seen),
            Progress::Died => Some((PathBuf::new(), PathStanding::Nothing)),
        }
    }
}

impl Desk {
    /// Begins to look at the first of these places that is a folder, or at the last.
    pub fn look_into(&self, places: Vec<PathBuf>) -> PathLook {
        let disk = self.disk.clone();
        let look = move |_: &_| {
            let folder = places.iter().find(|p| disk.is_folder(p));
            let place = folder.or(places.last()).cloned().unwrap_or_default();
            let standing = standing(&*disk, &place);
            (place, standing)
        };
        let job = Job::start_waking("正在看文件夹", self.wake.clone(), look);
        PathLook { job, since: Instant::now() }
    }
}

fn standing(disk: &dyn Disk, path: &Path) -> PathStanding {
    if !disk.is_folder(path) {
        return if disk.exists(path) { PathStanding::File } else { PathStanding::Nothing };
    }
    let files = match disk.list(path) {
        Ok(files) => files,
        Err(e) => return PathStanding::Unreadable(StoreError::reading(path, &e)),
    };
    let hidden = |p: &PathBuf| p.file_name().is_none_or(|n| n.as_encoded_bytes().starts_with(b"."));
    let shown = files.into_iter().filter(|p| !hidden(p)).take(MOST);
    let mut out: Vec<(PathBuf, bool)> = shown.map(|p| (disk.is_folder(&p), p)).map(|(f, p)| (p, f)).collect();
    out.sort_by_key(|(_, folder)| !folder);
    PathStanding::Folder(out)
}
