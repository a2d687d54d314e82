//! What stands where a document is to be written, and is not what this program made there: somebody went on with it,
//! as who changes the exported Word file. It stays under a name of its own.

use crate::store::disk::{Access, FileKind};
use crate::store::error::InTheWay;
use crate::store::{Disk, StoreError, atomic, digest, made};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is larger was made by no program of this kind.
const MOST: u64 = 256 << 20;
/// Names that are tried.
const TRIES: usize = 99;

/// How the program knows what it made itself.
pub struct OwnWork<'a> {
    pub disk: &'a dyn Disk,
    /// Its folder, where it remembers all that it made.
    pub data: &'a Path,
    /// What is remembered of a report's documents with its file.
    pub made: &'a [(PathBuf, String)],
}

impl OwnWork<'_> {
    /// Writes `new` to `path`; what stands there and is not the program's own is copied beside it first: where to.
    /// Where that can't be done nothing is written.
    pub fn replace(&self, path: &Path, new: &[u8]) -> Result<Option<PathBuf>, StoreError> {
        let aside = self.keep(path, new)?;
        atomic::replace(self.disk, path, new)?;
        if let Err(e) = made::note(self.disk, self.data, new) {
            log::warn!("what is made is not remembered: {e}");
        }
        Ok(aside)
    }

    /// Only copies what stands there, where it is neither `new` nor the program's own.
    pub fn keep(&self, path: &Path, new: &[u8]) -> Result<Option<PathBuf>, StoreError> {
        let is_own = |of: &str| {
            self.made.iter().any(|(file, made)| file == path && made == of)
                || made::known(self.disk, self.data).contains(of)
        };
        put_aside(self.disk, path, &is_own, new)
    }
}

/// The same with how its own is known, by a digest, given.
fn put_aside(
    disk: &dyn Disk,
    path: &Path,
    is_own: &dyn Fn(&str) -> bool,
    new: &[u8],
) -> Result<Option<PathBuf>, StoreError> {
    let there = match disk.read_own(path, MOST) {
        Ok(there) => there,
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        // What can't be read can't be kept; over what is no file nothing is written anyway.
        Err(e) if disk.kind(path).map_or(true, |k| k == FileKind::Plain) => {
            return Err(StoreError::reading(path, &e));
        }
        Err(_) => return Ok(None),
    };
    if there.is_empty() || there == new || is_own(&digest(&there)) {
        return Ok(None);
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    for n in 1..=TRIES {
        let nth = if n > 1 { n.to_string() } else { String::new() };
        let aside = path.with_file_name(format!("{stem}（原来的{nth}）{end}"));
        match disk.write_new(&aside, &there, Access::Common) {
            Ok(()) => return Ok(Some(aside)),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                // It was put aside before, by a writing that came to nothing.
                if disk.read_own(&aside, MOST).is_ok_and(|known| known == there) {
                    return Ok(Some(aside));
                }
            }
            Err(e) => return Err(StoreError::writing(&aside, &e)),
        }
    }
    Err(StoreError::InTheWay { what: InTheWay::Asides, path: path.into() })
}

/// That it is not lost.
pub fn sentence(aside: &Path) -> String {
    let name = aside.file_name().unwrap_or_default().to_string_lossy();
    let word =
        if name.ends_with(".docx") { "，用“领导改过的 Word…”看改了什么" } else { "" };
    format!("原来那里的文件不是这台电脑上次导出的样子，留作“{name}”{word}。")
}

/// The same of many.
pub fn sentences(asides: &[PathBuf]) -> Option<String> {
    match asides {
        [] => None,
        [one] => Some(sentence(one)),
        [one, ..] => {
            let (all, name) = (asides.len(), one.file_name().unwrap_or_default().to_string_lossy());
            Some(format!("原来那里有{all}个文件不是这台电脑上次导出的样子，都留了一份，如“{name}”。"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    #[test]
    fn what_somebody_made_of_an_exported_file_stood_in_no_file_after_two_exports() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.docx");
        let own = |of: &[u8]| vec![(path.clone(), digest(of))];
        let aside = |made: &[(PathBuf, String)], new: &[u8]| {
            let is_own = |of: &str| made.iter().any(|(_, made)| made == of);
            put_aside(&RealDisk, &path, &is_own, new).expect("done")
        };
        let put = |bytes: &[u8]| std::fs::write(&path, bytes).expect("written");
        assert_eq!(aside(&[], b"one"), None, "nothing stands there");
        put(b"one");
        let made = own(b"one");
        assert_eq!((aside(&made, b"two"), aside(&[], b"one")), (None, None), "our own");
        put(b"theirs");
        let kept = aside(&made, b"two").expect("kept");
        assert_eq!(std::fs::read(&kept).expect("there"), b"theirs");
        assert_eq!(aside(&made, b"two").as_ref(), Some(&kept), "once");
        put(b"theirs too");
        let second = aside(&made, b"three").expect("kept");
        assert!(second != kept && std::fs::read(&second).expect("there") == b"theirs too");
    }
}
