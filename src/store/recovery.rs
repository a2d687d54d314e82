//! Recovery copies in the program's data folder: what was not saved when the program ended without
//! being closed. A running program holds a lock, so only left-over copies are offered.

use super::disk::{Disk, folder_of};
use super::{StoreError, atomic, project, read_document};
use crate::report::Report;
use std::fs::File;
use std::path::{Path, PathBuf};

/// The copy of one open document. Dropping it lets go of the lock, not of the copy.
pub struct Copy {
    path: PathBuf,
    _lock: Option<File>,
}

/// A copy left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// Where the document itself stands; `None` if it was never saved.
    pub document: Option<PathBuf>,
    /// The report's title, and when the copy was written.
    pub title: String,
    pub when: String,
}

impl Copy {
    /// A place for the copy of a document in `folder`, held by this process.
    pub fn new(disk: &dyn Disk, folder: &Path) -> Result<Copy, StoreError> {
        disk.make_folder(folder).map_err(|e| StoreError::writing(folder, &e))?;
        let pid = std::process::id();
        let free =
            (0..1000).map(|n| folder.join(format!("{pid}-{n}.gknb"))).find(|p| !disk.exists(&lock_of(p)));
        let path = free.unwrap_or_else(|| folder.join(format!("{pid}.gknb")));
        let lock = File::create(lock_of(&path)).map_err(|e| StoreError::writing(&path, &e))?;
        // Where locks are not to be had, the copy is offered once too often rather than never.
        let held = lock.try_lock().is_ok();
        Ok(Copy { path, _lock: held.then_some(lock) })
    }
    /// Writes the report as it stands; `document` is its file, `when` the time of day in words.
    pub fn write(
        &self,
        disk: &dyn Disk,
        report: &Report,
        document: Option<&Path>,
        when: &str,
    ) -> Result<(), StoreError> {
        let place = document.map(|d| d.display().to_string()).unwrap_or_default();
        let head = [place, report.title_line(), when.to_string()].map(|t| t.replace(['\r', '\n'], " "));
        let head: String = HEAD.iter().zip(head).map(|(name, t)| format!("{name}{t}\n")).collect();
        let text = head + &project::encode(report)?;
        atomic::put_whole(disk, &self.path, text.as_bytes()).map_err(|e| StoreError::writing(&self.path, &e))
    }
    /// Nothing is unsaved any more.
    pub fn clear(&self, disk: &dyn Disk) {
        if disk.exists(&self.path)
            && let Err(e) = disk.remove(&self.path)
        {
            log::warn!("recovery copy not removed: {e}");
        }
    }
    /// At a clean end: copy and lock go.
    pub fn close(self, disk: &dyn Disk) {
        self.clear(disk);
        if let Err(e) = disk.remove(&lock_of(&self.path)) {
            log::warn!("recovery lock not removed: {e}");
        }
    }
}

/// Comments at the head of a copy, so that the offer need not read all of it.
const HEAD: [&str; 3] = ["// 原文件：", "// 报告：", "// 时间："];

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

/// The folder of recovery copies within the program's folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("recovery")
}

/// Copies whose program is gone.
pub fn left_over(disk: &dyn Disk, folder: &Path) -> Vec<Found> {
    let files = disk.list(folder).unwrap_or_default();
    let copies = files.into_iter().filter(|p| p.extension().is_some_and(|e| e == "gknb"));
    copies
        .filter(|p| match File::open(lock_of(p)) {
            Ok(f) => f.try_lock().is_ok(),
            Err(_) => true,
        })
        .map(|path| {
            let head = disk.read(&path, 8192).unwrap_or_default();
            let head = String::from_utf8_lossy(&head).into_owned();
            let [place, title, when] = HEAD.map(|name| {
                let line = head.lines().take(HEAD.len()).find_map(|l| l.strip_prefix(name));
                line.unwrap_or_default().trim().to_string()
            });
            let document = Some(place).filter(|p| !p.is_empty()).map(PathBuf::from);
            Found { path, document, title, when }
        })
        .collect()
}

/// Reads a copy.
pub fn read(disk: &dyn Disk, found: &Found) -> Result<Report, StoreError> {
    project::decode(&read_document(disk, &found.path)?, &found.path)
}

/// Throws a copy away.
pub fn discard(disk: &dyn Disk, found: &Found) {
    for p in [found.path.clone(), lock_of(&found.path)] {
        if disk.exists(&p)
            && let Err(e) = disk.remove(&p)
        {
            log::warn!("recovery copy not removed from {}: {e}", folder_of(&p).display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    #[test]
    fn a_copy_is_offered_once_its_program_is_gone_and_not_before() {
        let dir = tempfile::tempdir().expect("a folder");
        let report = Report::new(2025, "示范局");
        let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
        copy.write(&RealDisk, &report, Some(Path::new("/某处/报告.gknb")), "9时5分").expect("written");
        assert_eq!(left_over(&RealDisk, dir.path()), []);
        drop(copy);
        let found = left_over(&RealDisk, dir.path());
        assert_eq!(found[0].document.as_deref(), Some(Path::new("/某处/报告.gknb")));
        assert_eq!(
            (found[0].title.as_str(), found[0].when.as_str()),
            (report.title_line().as_str(), "9时5分")
        );
        assert_eq!(read(&RealDisk, &found[0]).expect("readable"), report);
        discard(&RealDisk, &found[0]);
        assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_clean_end_leaves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let copy = Copy::new(&RealDisk, dir.path()).expect("a place");
        copy.write(&RealDisk, &Report::new(2025, "示范局"), None, "").expect("written");
        copy.close(&RealDisk);
        assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<PathBuf>::new());
    }
}
