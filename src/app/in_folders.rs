//! Which reports files and folders stand for, where many are chosen at once; what is left out is told.

use super::exporting::SendError;
use super::formats;
use crate::format::Format;
use crate::store::{Disk, StoreError, collection, project};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The reports, and the files of the folders that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFolders {
    pub files: Vec<PathBuf>,
    pub left_out: Vec<LeftOut>,
}

/// A file that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub file: PathBuf,
    pub why: String,
}

/// The reports that files and folders stand for, each once.
pub fn reports_of(disk: &dyn Disk, paths: &[PathBuf]) -> Result<InFolders, SendError> {
    let mut out = InFolders::default();
    for p in paths {
        match disk.is_folder(p) {
            true => {
                let found = reports_in(disk, p)?;
                out.files.extend(found.files);
                out.left_out.extend(found.left_out);
            }
            false if disk.exists(p) => out.files.push(p.clone()),
            false => return Err(SendError::NotThere(p.clone())),
        }
    }
    let mut seen = BTreeSet::new();
    out.files.retain(|p| seen.insert(p.clone()));
    Ok(out)
}

/// How deep folders in folders are looked into: 各单位/水利局/2025年/年报.docx.
const DEEPEST: usize = 8;

/// What files and folders stand for where reports are handed in: those of the folders within too, and collections.
pub fn submissions_of(disk: &dyn Disk, paths: &[PathBuf]) -> Result<InFolders, SendError> {
    let mut out = InFolders::default();
    for p in paths {
        match disk.is_folder(p) {
            true => below(disk, p, DEEPEST, &mut out)?,
            false if disk.exists(p) => out.files.push(p.clone()),
            false => return Err(SendError::NotThere(p.clone())),
        }
    }
    let mut seen = BTreeSet::new();
    out.files.retain(|p| seen.insert(p.clone()));
    Ok(out)
}

/// A folder within that can't be looked into is told; the one that was chosen is refused.
fn below(disk: &dyn Disk, folder: &Path, depth: usize, out: &mut InFolders) -> Result<(), SendError> {
    let all = list(disk, folder)?;
    let found = sorted_out(disk, &all, Some(&collection::FORMAT));
    out.files.extend(found.files);
    out.left_out.extend(found.left_out);
    for inner in all.iter().filter(|p| disk.is_folder(p) && !is_hidden(p)) {
        let told = match depth {
            0 => Some("文件夹套得太深，里面没有看".to_string()),
            _ => below(disk, inner, depth.saturating_sub(1), out).err().map(|e| e.to_string()),
        };
        out.left_out.extend(told.map(|why| LeftOut { file: inner.clone(), why }));
    }
    Ok(())
}

fn list(disk: &dyn Disk, folder: &Path) -> Result<Vec<PathBuf>, SendError> {
    disk.list(folder).map_err(|e| SendError::Unreadable(StoreError::reading(folder, &e), folder.into()))
}

fn name(p: &Path) -> String {
    p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What programs keep beside a document.
fn is_hidden(file: &Path) -> bool {
    name(file).starts_with(['.', '~'])
}

/// The reports of a folder, of any kind that can be read. Of one name there is one: the project file, else the
/// document that tells most.
pub fn reports_in(disk: &dyn Disk, folder: &Path) -> Result<InFolders, SendError> {
    let out = sorted_out(disk, &list(disk, folder)?, None);
    if out.files.is_empty() {
        return Err(SendError::NoReports(folder.into()));
    }
    Ok(out)
}

/// `with` says what else counts as readable.
fn sorted_out(disk: &dyn Disk, all: &[PathBuf], with: Option<&Format>) -> InFolders {
    let visible = |p: &&PathBuf| !is_hidden(p) && !disk.is_folder(p) && !is_beside(p);
    let mut files: Vec<(usize, &PathBuf)> = all.iter().filter(visible).map(|p| (rank(p, with), p)).collect();
    files.sort();
    let mut out = InFolders::default();
    let mut taken: BTreeMap<OsString, String> = BTreeMap::new();
    for (rank, file) in files {
        let stem = file.file_stem().unwrap_or_default().to_os_string();
        let why = match taken.get(&stem) {
            _ if rank == usize::MAX && is_archive(file) => "是压缩包，请先解压再收".to_string(),
            _ if rank == usize::MAX => "不是能读的报告".to_string(),
            Some(twin) => format!("和 {twin} 同名，只取那一份"),
            None => {
                taken.insert(stem, name(file));
                out.files.push(file.clone());
                continue;
            }
        };
        out.left_out.push(LeftOut { file: file.clone(), why });
    }
    out.files.sort();
    out
}

/// Locks and versions of our own: 报告.gknb.lock.
fn is_beside(file: &Path) -> bool {
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| e == "lock" || e == "bak")
}

/// Reports packed together, as units send them.
fn is_archive(file: &Path) -> bool {
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| ["zip", "rar", "7z"].contains(&e.as_str()))
}

/// Of two files of one name the lower rank is the report.
fn rank(file: &Path, with: Option<&Format>) -> usize {
    if project::FORMAT.names(file) || with.is_some_and(|f| f.names(file)) {
        return 0;
    }
    formats::readable().position(|f| f.names(file)).map_or(usize::MAX, |i| i.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::store::RealDisk;

    #[test]
    fn a_folder_gives_every_readable_kind_once_by_name_and_tells_what_it_leaves_out() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = dir.path();
        assert!(reports_in(&RealDisk, at).is_err_and(|e| e.to_string().contains("没有报告")));
        let put =
            |name: &str| crate::store::atomic::replace(&RealDisk, &at.join(name), b"x").expect("written");
        ["b.docx", "b.html", "~$b.docx", "c.png", "z.docx", "一月.zip"].iter().for_each(|n| put(n));
        project::save(&RealDisk, &at.join("z.gknb"), &Report::new(2025, "示范局")).expect("saved");
        let found = reports_in(&RealDisk, at).expect("found");
        assert_eq!(found.files, [at.join("b.docx"), at.join("z.gknb")]);
        let told: Vec<_> = found.left_out.iter().map(|l| l.why.as_str()).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        let reasons = [
            "和 z.gknb 同名，只取那一份",
            "和 b.docx 同名，只取那一份",
            "不是能读的报告",
            "是压缩包，请先解压再收",
        ];
        for why in reasons {
            assert!(told.contains(&why), "{told:?}");
        }
        assert!(reports_in(&RealDisk, &at.join("nowhere")).is_err());
    }
}
