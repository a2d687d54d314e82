//! Which reports files and folders stand for, where many are chosen at once; what is left out is told.

use super::exporting::SendError;
use super::folders_met::{FolderAt, FoldersMet};
use super::formats;
use crate::store::packed::{self, Archive};
use crate::store::{Disk, StoreError, collection, project};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The reports, and the files of the folders that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFolders {
    pub files: Vec<PathBuf>,
    /// Of an ending that no format has; only their content tells.
    pub strange: Vec<PathBuf>,
    pub left_out: Vec<LeftOut>,
}

/// A file or folder that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub file: PathBuf,
    pub why: String,
    /// There may be a report in it.
    pub is_unread: bool,
}

/// What is left out of files that are no reports.
pub const NO_REPORT: &str = "不是能读的报告";

impl LeftOut {
    /// It is none of what is wanted.
    pub fn other(file: &Path, why: &str) -> LeftOut {
        LeftOut { file: file.into(), why: why.into(), is_unread: false }
    }
    /// There may be a report in it, that nobody can read.
    pub fn unread(file: &Path, why: &str) -> LeftOut {
        LeftOut { file: file.into(), why: why.into(), is_unread: true }
    }
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

/// What is handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedIn {
    pub files: Vec<PathBuf>,
    /// Of an ending that no format has; only their content tells.
    pub strange: Vec<PathBuf>,
    /// To be looked into.
    pub archives: Vec<PathBuf>,
    pub left_out: Vec<LeftOut>,
}

/// What files and folders stand for where reports are handed in: those of the folders within too, collections, and
/// archives.
pub fn submissions_of(disk: &dyn Disk, paths: &[PathBuf]) -> Result<HandedIn, SendError> {
    let mut out = HandedIn::default();
    let mut met = FoldersMet::of(disk, paths);
    for p in paths {
        match disk.is_folder(p) {
            true => {
                let folder = FolderAt::chosen(disk, p);
                if met.is_new(&folder, false).is_ok() {
                    below(disk, &folder, (DEEPEST, &mut met), &mut out)?;
                }
            }
            false if !disk.exists(p) => return Err(SendError::NotThere(p.clone())),
            false if packed::FORMAT.names(p) => out.archives.push(p.clone()),
            false if is_archive(p) => out.left_out.push(LeftOut::unread(p, &unopened(p))),
            false => out.files.push(p.clone()),
        }
    }
    for all in [&mut out.files, &mut out.strange, &mut out.archives] {
        let mut seen = BTreeSet::new();
        all.retain(|p| seen.insert(p.clone()));
    }
    Ok(out)
}

/// The reports in an archive, a folder in it being one as on the disk.
pub fn submissions_in(archive: &Archive) -> InFolders {
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let is_for_people = |p: &PathBuf| {
        let within = packed::parts(p).map(|(_, name)| name).unwrap_or_default();
        !within.split('/').any(|part| part.starts_with(['.', '~']) || part == "__MACOSX")
    };
    for file in archive.files().filter(|p| is_for_people(p)) {
        folders.entry(file.parent().unwrap_or(file).into()).or_default().push(file.clone());
    }
    let mut out = InFolders::default();
    for files in folders.values() {
        let found = sorted_out(files, true);
        out.files.extend(found.files);
        out.strange.extend(found.strange);
        out.left_out.extend(found.left_out);
    }
    let twin = |p: &PathBuf| LeftOut::unread(p, "压缩包里有两个同名的，只取了一个");
    out.left_out.extend(archive.twins().iter().filter(|p| is_for_people(p)).map(twin));
    out
}

/// A folder within that can't be looked into is told; the one that was chosen is refused.
fn below(
    disk: &dyn Disk,
    folder: &FolderAt,
    (depth, met): (usize, &mut FoldersMet),
    out: &mut HandedIn,
) -> Result<(), SendError> {
    let all = list(disk, &folder.named)?.into_iter().filter(|p| !is_hidden(p));
    let (folders, plain): (Vec<_>, Vec<_>) = all.partition(|p| disk.is_folder(p));
    let is_packed = |p: &PathBuf| packed::FORMAT.names(p);
    let (archives, plain): (Vec<_>, Vec<_>) = plain.into_iter().partition(is_packed);
    let found = sorted_out(&plain, true);
    out.archives.extend(archives);
    out.files.extend(found.files);
    out.strange.extend(found.strange);
    out.left_out.extend(found.left_out);
    let inner = folders.iter().map(|p| folder.within(disk, p));
    // Files are named by the folders that they lie in, not by links to those.
    let mut inner: Vec<(bool, FolderAt)> = inner.map(|f| (f.is_link(folder), f)).collect();
    inner.sort_by_key(|(by_link, _)| *by_link);
    for (by_link, inner) in &inner {
        let told = match met.is_new(inner, *by_link) {
            Err(why) => why.map(|why| LeftOut::other(&inner.named, why)),
            Ok(()) if depth == 0 => Some(LeftOut::unread(&inner.named, "文件夹套得太深，里面没有看")),
            Ok(()) => {
                let looked = below(disk, inner, (depth.saturating_sub(1), met), out);
                looked.err().map(|e| LeftOut::unread(&inner.named, &cause(e)))
            }
        };
        out.left_out.extend(told);
    }
    Ok(())
}

/// Why a folder could not be looked into, without what becomes of the whole.
fn cause(e: SendError) -> String {
    match e {
        SendError::Unreadable(e, _) => format!("文件夹打不开：{}", e.cause()),
        e => e.to_string(),
    }
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
    let all = list(disk, folder)?;
    let mut out = sorted_out(&plain_of(disk, &all), false);
    let within = all.iter().filter(|p| disk.is_folder(p) && !is_hidden(p));
    out.left_out.extend(within.map(|p| LeftOut::unread(p, "是里面的文件夹，没有看；要看的请单独选它")));
    if out.files.is_empty() {
        return Err(SendError::NoReports(folder.into()));
    }
    Ok(out)
}

/// Files that people put there.
fn plain_of(disk: &dyn Disk, all: &[PathBuf]) -> Vec<PathBuf> {
    all.iter().filter(|p| !is_hidden(p) && !disk.is_folder(p)).cloned().collect()
}

/// The files of one folder; where they are `handed_in` collections are readable too.
fn sorted_out(all: &[PathBuf], handed_in: bool) -> InFolders {
    let plain = all.iter().filter(|p| !is_beside(p));
    let mut files: Vec<(usize, &PathBuf)> = plain.map(|p| (rank(p, handed_in), p)).collect();
    files.sort();
    let mut out = InFolders::default();
    let mut taken: BTreeMap<OsString, String> = BTreeMap::new();
    for (rank, file) in files {
        let stem = file.file_stem().unwrap_or_default().to_os_string();
        let why = match taken.get(&stem) {
            _ if rank == usize::MAX && is_archive(file) => {
                out.left_out.push(LeftOut::unread(file, &unopened(file)));
                continue;
            }
            _ if rank == usize::MAX && handed_in => {
                out.strange.push(file.clone());
                continue;
            }
            _ if rank == usize::MAX => NO_REPORT.to_string(),
            // 年报.docx and 年报.pdf may be of two units, or say other numbers: whoever adds up takes both.
            Some(twin) if !handed_in => format!("和 {twin} 同名，只取那一份"),
            _ => {
                taken.insert(stem, name(file));
                out.files.push(file.clone());
                continue;
            }
        };
        out.left_out.push(LeftOut::other(file, &why));
    }
    out.files.sort();
    out
}

/// Locks and versions of our own: .报告.gknb.lock.
fn is_beside(file: &Path) -> bool {
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| e == "lock" || e == "bak")
}

/// Reports packed together, as units send them.
fn is_archive(file: &Path) -> bool {
    const ENDINGS: [&str; 7] = ["zip", "rar", "7z", "tar", "gz", "tgz", "iso"];
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

/// Why such a one is not looked into.
fn unopened(file: &Path) -> String {
    let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    format!("是 .{ending} 压缩包，不能直接读；请先解压成文件夹再选")
}

/// Of two files of one name the lower rank is the report.
fn rank(file: &Path, handed_in: bool) -> usize {
    if project::FORMAT.names(file) || handed_in && collection::FORMAT.names(file) {
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
        std::fs::create_dir(at.join("二月")).expect("made");
        let found = reports_in(&RealDisk, at).expect("found");
        assert_eq!(found.files, [at.join("b.docx"), at.join("z.gknb")]);
        let told: Vec<_> = found.left_out.iter().map(|l| l.why.as_str()).collect();
        assert_eq!(told.len(), 5, "{told:?}");
        let reasons = [
            "和 z.gknb 同名，只取那一份",
            "和 b.docx 同名，只取那一份",
            "不是能读的报告",
            "是 .zip 压缩包，不能直接读；请先解压成文件夹再选",
            "是里面的文件夹，没有看；要看的请单独选它",
        ];
        for why in reasons {
            assert!(told.contains(&why), "{told:?}");
        }
        assert!(reports_in(&RealDisk, &at.join("nowhere")).is_err());
    }
}
