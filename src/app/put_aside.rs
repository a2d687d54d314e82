//! What stands where a document is to be written, and is not what this program made there: somebody went on with it,
//! as who changes the exported Word file. It stays under a name of its own.

use crate::store::disk::Access;
use crate::store::{Disk, StoreError, digest};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What is larger was made by no program of this kind.
const MOST: u64 = 256 << 20;
/// Names that are tried.
const TRIES: usize = 99;

/// Copies what stands at `path` beside it, where it is neither `new` nor what was `made` there, by its digest; where to.
pub fn put_aside(
    disk: &dyn Disk,
    path: &Path,
    made: &[(PathBuf, String)],
    new: &[u8],
) -> Result<Option<PathBuf>, StoreError> {
    let Ok(there) = disk.read_own(path, MOST) else { return Ok(None) };
    let is_own = || made.iter().any(|(file, of)| file == path && *of == digest(&there));
    if there.is_empty() || there == new || is_own() {
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
    Ok(None)
}

/// That it is not lost.
pub fn sentence(aside: &Path) -> String {
    let name = aside.file_name().unwrap_or_default().to_string_lossy();
    let word =
        if name.ends_with(".docx") { "，用“领导改过的 Word…”看改了什么" } else { "" };
    format!("原来那里的文件不是上次导出的样子，留作“{name}”{word}。")
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
        let aside =
            |made: &[(PathBuf, String)], new: &[u8]| put_aside(&RealDisk, &path, made, new).expect("done");
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
