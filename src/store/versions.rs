//! The last versions of each document, as dated copies in the program's data folder: they outlive a lost stick
//! and lie in nobody's way.

use super::disk::{Disk, folder_of};
use super::{StoreError, atomic, digest, project, read_document};
use crate::report::Report;
use std::path::{Path, PathBuf};

/// How many are kept of one document.
pub const KEPT: usize = 10;

/// A version kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub path: PathBuf,
    /// When it was saved, as it was named: `2026年1月20日 9.05.12`.
    pub when: String,
}

/// The folder of a document's versions within the program's folder.
fn folder(disk: &dyn Disk, data: &Path, document: &Path) -> PathBuf {
    let at = std::path::absolute(document).unwrap_or_else(|_| document.to_path_buf());
    let at = disk.resolve(&at).unwrap_or(at);
    let key = digest(at.as_os_str().as_encoded_bytes());
    let name: String = at.file_stem().unwrap_or_default().to_string_lossy().chars().take(40).collect();
    data.join("versions").join(format!("{name}-{}", &key[..12]))
}

/// Keeps `bytes` as the version of `when`, unless the newest one is the same; the oldest go.
pub fn keep(
    disk: &dyn Disk,
    data: &Path,
    document: &Path,
    bytes: &[u8],
    when: &str,
) -> Result<(), StoreError> {
    let folder = folder(disk, data, document);
    let fail = |e: std::io::Error| StoreError::writing(&folder, &e);
    disk.make_folder(&folder).map_err(fail)?;
    let mut files = files(disk, &folder);
    if files.last().is_some_and(|f| disk.read(f, bytes.len() as u64).is_ok_and(|b| b == bytes)) {
        return Ok(());
    }
    let next = files.last().map_or(0, |f| number(f)) + 1;
    let path = folder.join(format!("{next:06} {when}.gknb"));
    atomic::put_whole(disk, &path, bytes).map_err(fail)?;
    files.push(path);
    for f in &files[..files.len().saturating_sub(KEPT)] {
        disk.remove(f).map_err(fail)?;
    }
    Ok(())
}

/// The versions kept of a document, newest first.
pub fn list(disk: &dyn Disk, data: &Path, document: &Path) -> Vec<Version> {
    let files = files(disk, &folder(disk, data, document)).into_iter().rev();
    files
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let when = stem.split_once(' ').map_or("", |(_, w)| w).to_string();
            Version { path, when }
        })
        .collect()
}

/// Reads a version.
pub fn read(disk: &dyn Disk, version: &Version) -> Result<Report, StoreError> {
    project::decode(&read_document(disk, &version.path)?, &version.path)
}

/// Oldest first.
fn files(disk: &dyn Disk, folder: &Path) -> Vec<PathBuf> {
    let mut files = disk.list(folder).unwrap_or_default();
    files.retain(|f| number(f) > 0 && f.extension().is_some_and(|e| e == "gknb") && folder_of(f) == folder);
    files.sort_by_key(|f| number(f));
    files
}

/// Its place in the order of saving; 0 for a file that is none of ours.
fn number(file: &Path) -> u64 {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    #[test]
    fn the_last_ten_are_kept_each_once_and_apart_for_each_document() {
        let dir = tempfile::tempdir().expect("a folder");
        let (data, doc) = (dir.path().join("data"), dir.path().join("报告.gknb"));
        for n in 0..15 {
            let text = project::encode(&Report::new(2020 + n, "示范局")).expect("writes");
            for _ in 0..2 {
                keep(&RealDisk, &data, &doc, text.as_bytes(), &format!("2026年1月{n}日 9.05.00"))
                    .expect("kept");
            }
        }
        let kept = list(&RealDisk, &data, &doc);
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0].when, "2026年1月14日 9.05.00");
        assert_eq!(read(&RealDisk, &kept[9]).expect("readable").year, 2025);
        assert_eq!(list(&RealDisk, &data, &dir.path().join("别的/报告.gknb")), []);
    }
}
