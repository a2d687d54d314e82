//! The last versions of each document, as dated copies in the program's data folder: they outlive a lost stick
//! and lie in nobody's way. They take no more room than is said here, and those of a report that is gone go at last.

use super::disk::{Access, Disk, FileKind};
use super::kept::{self, KeptFile};
use super::{StoreError, atomic, beside, collection, digest, head, path_text, project, read_document};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How many are kept of one document.
pub const KEPT: usize = 10;
/// Most bytes of one document; the newest version is kept however long it is.
const MOST: u64 = 128 << 20;
/// Most bytes of all documents.
const MOST_OF_ALL: u64 = 512 << 20;
/// A document that is gone, or on a stick that is not plugged in, keeps its versions for so long: until after the next
/// year's report.
const GONE: Duration = Duration::from_secs(400 * 24 * 3600);
/// The file in a folder of versions that says whose they are.
const OF: &str = "报告.txt";

/// A version kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub path: PathBuf,
    /// When it was saved, as it was named: `2026年1月20日 9.05.12`.
    named: String,
    /// It is what the document's file holds.
    pub is_now: bool,
}

impl Version {
    /// When it was saved: `2026年1月20日 9:05:12`.
    pub fn when(&self) -> String {
        // No file name has a colon on Windows.
        self.named.replace('.', ":")
    }
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
    disk.make_folder(&folder, Access::Private).map_err(fail)?;
    note_document(disk, &folder, document).map_err(fail)?;
    let mut files = files(disk, &folder);
    if files.last().is_some_and(|f| disk.read_own(f, bytes.len() as u64).is_ok_and(|b| b == bytes)) {
        return Ok(());
    }
    let next = files.last().map_or(0, |f| number(f)) + 1;
    let of = if head::is_collection(bytes) { &collection::FORMAT } else { &project::FORMAT };
    let path = folder.join(format!("{next:06} {when}.{}", of.extension()));
    atomic::put_whole(disk, &path, bytes).map_err(fail)?;
    files.push(path);
    for f in too_many(disk, &files) {
        beside::remove(disk, f, head::is_own).map_err(fail)?;
    }
    Ok(())
}

/// The versions beyond what is kept of one document, of all of them, oldest first.
fn too_many<'a>(disk: &dyn Disk, files: &'a [PathBuf]) -> &'a [PathBuf] {
    let sizes = files.iter().rev().scan(0u64, |sum, f| {
        *sum = sum.saturating_add(size(disk, f));
        Some(*sum)
    });
    let kept = sizes.enumerate().take_while(|(i, sum)| *i == 0 || *i < KEPT && *sum <= MOST).count();
    &files[..files.len().saturating_sub(kept)]
}

fn size(disk: &dyn Disk, file: &Path) -> u64 {
    disk.stamp(file).map_or(0, |s| s.length)
}

/// Says beside the versions whose they are, so that they can be known to be left over.
fn note_document(disk: &dyn Disk, folder: &Path, document: &Path) -> std::io::Result<()> {
    let at = std::path::absolute(document).unwrap_or_else(|_| document.to_path_buf());
    let Some(text) = path_text::text(&at) else { return Ok(()) };
    let note = folder.join(OF);
    if disk.read_own(&note, text.len() as u64).is_ok_and(|t| t == text.as_bytes()) {
        return Ok(());
    }
    atomic::put_whole(disk, &note, text.as_bytes())
}

/// The versions of one document.
struct OfDocument {
    folder: PathBuf,
    files: Vec<PathBuf>,
    bytes: u64,
    /// When the newest was kept.
    last: SystemTime,
}

/// Removes the versions of documents that are long gone, and the oldest of what is too much for all. It looks for
/// every document, so a share that doesn't answer holds it up: for a thread of its own.
pub fn tidy(disk: &dyn Disk, data: &Path) {
    let folders = disk.list(&data.join("versions")).unwrap_or_default();
    let mut all: Vec<OfDocument> = folders.into_iter().filter_map(|f| kept(disk, f)).collect();
    all.sort_by_key(|k| k.last);
    let mut bytes: u64 = all.iter().map(|k| k.bytes).sum();
    let newest = all.len().saturating_sub(1);
    for (i, k) in all.iter().enumerate() {
        let is_too_much = bytes > MOST_OF_ALL && i != newest;
        if (is_too_much || is_left_over(disk, k)) && forget(disk, k) {
            bytes = bytes.saturating_sub(k.bytes);
        }
    }
}

fn kept(disk: &dyn Disk, folder: PathBuf) -> Option<OfDocument> {
    let files = files(disk, &folder);
    let last = disk.stamp(files.last()?).ok()?.modified?;
    let bytes = files.iter().map(|f| size(disk, f)).sum();
    Some(OfDocument { folder, files, bytes, last })
}

fn is_left_over(disk: &dyn Disk, kept: &OfDocument) -> bool {
    let is_old = kept.last.elapsed().is_ok_and(|age| age > GONE);
    let note = || disk.read_own(&kept.folder.join(OF), 16 << 10).ok();
    let document = || path_text::path(&String::from_utf8(note()?).ok()?);
    is_old && !document().is_some_and(|d| disk.exists(&d))
}

/// Whether all of them went, and their folder.
fn forget(disk: &dyn Disk, kept: &OfDocument) -> bool {
    let gone = |f: &PathBuf| beside::remove(disk, f, head::is_own).unwrap_or(false);
    let all = kept.files.iter().filter(|f| !gone(f)).count() == 0;
    let whose = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok();
    let alone = all && beside::remove(disk, &kept.folder.join(OF), whose).unwrap_or(false);
    let done = if alone { disk.remove_folder(&kept.folder) } else { Ok(()) };
    done.inspect_err(|e| log::warn!("folder of versions not removed: {e}")).is_ok() && all
}

/// The versions kept of a document, newest first; `now` is the digest of what its file holds.
pub fn list(disk: &dyn Disk, data: &Path, document: &Path, now: Option<&str>) -> Vec<Version> {
    let files = files(disk, &folder(disk, data, document)).into_iter().rev();
    let holds =
        |path: &Path| disk.read_own(path, MOST).is_ok_and(|bytes| Some(digest(&bytes).as_str()) == now);
    files
        .enumerate()
        .map(|(i, path)| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let named = stem.split_once(' ').map_or("", |(_, w)| w).to_string();
            Version { is_now: i == 0 && now.is_some() && holds(&path), path, named }
        })
        .collect()
}

/// The document as its file of that digest held it.
pub fn of_digest<K: KeptFile>(disk: &dyn Disk, data: &Path, document: &Path, of: &str) -> Option<K> {
    let holds = |path: &PathBuf| disk.read_own(path, MOST).is_ok_and(|bytes| digest(&bytes) == of);
    let path = files(disk, &folder(disk, data, document)).into_iter().rev().find(holds)?;
    kept::decode(&read_document(disk, &path).ok()?, &path).ok()
}

/// Reads a version.
pub fn read<K: KeptFile>(disk: &dyn Disk, version: &Version) -> Result<K, StoreError> {
    kept::decode(&read_document(disk, &version.path)?, &version.path)
}

/// Oldest first.
fn files(disk: &dyn Disk, folder: &Path) -> Vec<PathBuf> {
    let mut files = disk.list(folder).unwrap_or_default();
    let is_plain = |f: &PathBuf| disk.kind(f).is_ok_and(|k| k == FileKind::Plain);
    files.retain(|f| {
        number(f) > 0 && (project::FORMAT.names(f) || collection::FORMAT.names(f)) && is_plain(f)
    });
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
    use crate::report::Report;
    use crate::store::RealDisk;
    use crate::store::disk::folder_of;

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
        let kept = list(&RealDisk, &data, &doc, None);
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0].when(), "2026年1月14日 9:05:00");
        assert_eq!(read::<Report>(&RealDisk, &kept[9]).expect("readable").year, 2025);
        assert_eq!(list(&RealDisk, &data, &dir.path().join("别的/报告.gknb"), None), []);
    }

    fn keep_one(data: &Path, document: &Path, bytes: &[u8]) {
        keep(&RealDisk, data, document, bytes, "2026年1月1日 9.05.00").expect("kept");
    }
    fn set_age(data: &Path, document: &Path, age: Duration) {
        for v in list(&RealDisk, data, document, None) {
            let file = std::fs::File::options().write(true).open(v.path).expect("there");
            file.set_modified(SystemTime::now() - age).expect("set");
        }
    }

    #[test]
    fn heavy_versions_are_fewer_and_the_newest_is_kept_however_heavy() {
        let dir = tempfile::tempdir().expect("a folder");
        let sizes = [60, 60, 60, 60].map(|mb: u64| mb << 20);
        let files: Vec<PathBuf> = (1..=4).map(|n| dir.path().join(format!("{n:06} x.gknb"))).collect();
        for (f, size) in files.iter().zip(sizes) {
            std::fs::File::create(f).and_then(|f| f.set_len(size)).expect("made");
        }
        assert_eq!(too_many(&RealDisk, &files), &files[..2]);
        std::fs::File::create(&files[3]).and_then(|f| f.set_len(MOST + 1)).expect("made");
        assert_eq!(too_many(&RealDisk, &files), &files[..3]);
    }

    #[test]
    fn versions_of_a_report_that_is_long_gone_go_and_others_stay() {
        let dir = tempfile::tempdir().expect("a folder");
        let data = dir.path().join("data");
        let text = project::encode(&Report::new(2025, "示范局")).expect("writes");
        let [there, gone, lately] = ["有.gknb", "没有.gknb", "刚没有.gknb"].map(|n| dir.path().join(n));
        std::fs::write(&there, &text).expect("written");
        for document in [&there, &gone, &lately] {
            keep_one(&data, document, text.as_bytes());
        }
        set_age(&data, &there, GONE * 2);
        set_age(&data, &gone, GONE * 2);
        // Somebody's own file among them stays, and its folder with it.
        let strange = folder(&RealDisk, &data, &gone).join("笔记.txt");
        std::fs::write(&strange, "x").expect("written");
        tidy(&RealDisk, &data);
        let left = [&there, &gone, &lately].map(|d| list(&RealDisk, &data, d, None).len());
        assert_eq!(left, [1, 0, 1]);
        assert!(strange.exists());
        std::fs::remove_file(&strange).expect("removed");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_a_version() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let (data, document) = (dir.path().join("data"), dir.path().join("报告.gknb"));
        let text = project::encode(&Report::new(2025, "示范局")).expect("writes");
        keep_one(&data, &document, text.as_bytes());
        let version = &list(&RealDisk, &data, &document, None)[0].path;
        let mode = |p: &Path| std::fs::metadata(p).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(folder_of(version)), mode(version)), (0o700, 0o600));
    }
}
