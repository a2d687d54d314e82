//! Calling the window that has a document open to the front: a file in the person's own data folder, which that
//! window looks for. It stands under a name that only the document gives, is no link, and does no more than show a
//! window; what else stands there is left alone.

use super::disk::{Access, Disk, FileKind, folder_of};
use super::{atomic, beside, digest};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a window looks whether it is called.
pub const EVERY: Duration = Duration::from_millis(400);
/// How often, and at what distance, it is looked whether a call was heard.
const LOOKS: u32 = 40;
const APART: Duration = Duration::from_millis(50);
/// What stands in the file.
const CALL: &[u8] = b"gongkai: show the window";

/// Where the window that has `document` open is called; `document` is its name behind links.
pub fn place(data: &Path, document: &Path) -> PathBuf {
    data.join("called").join(&digest(document.as_os_str().as_encoded_bytes())[..16])
}

/// Calls the window that has `document` open; whether it heard. It waits for that, so never on the window's thread.
pub fn call(disk: &dyn Disk, data: &Path, document: &Path) -> bool {
    let place = &place(data, document);
    let called = disk
        .make_folder(folder_of(place), Access::Private)
        .and_then(|()| atomic::put_whole(disk, place, CALL));
    if let Err(e) = called {
        log::debug!("not called: {e}");
        return false;
    }
    let heard = |_| {
        disk.pause(APART);
        disk.kind(place).is_ok_and(|k| k == FileKind::Nothing)
    };
    (0..LOOKS).any(heard) || !take(disk, place).unwrap_or(true)
}

/// Whether the window is called; the call is gone then.
pub fn hear(disk: &dyn Disk, place: &Path) -> bool {
    take(disk, place).unwrap_or(false)
}

/// Takes a call away; whether there was one.
fn take(disk: &dyn Disk, place: &Path) -> io::Result<bool> {
    let stands = disk.kind(place)? == FileKind::Plain;
    Ok(stands && beside::remove(disk, place, |bytes| bytes == CALL)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;

    #[test]
    fn a_call_is_heard_once_and_what_is_none_of_ours_stays() {
        let dir = tempfile::tempdir().expect("a folder");
        let document = Path::new("/报告.gknb");
        let at = place(dir.path(), document);
        assert!(!hear(&RealDisk, &at), "nobody calls");
        assert!(!call(&RealDisk, dir.path(), document), "nobody is there");
        assert!(!at.exists(), "an unheard call doesn't stay");
        std::thread::scope(|s| {
            let listens = s.spawn(|| (0..2000).any(|_| hear(&RealDisk, &at) || wait()));
            assert!(call(&RealDisk, dir.path(), document));
            assert!(listens.join().expect("heard"));
        });
        assert!(!hear(&RealDisk, &at));
        RealDisk.write_new(&at, b"somebody's", Access::Private).expect("written");
        assert!(!hear(&RealDisk, &at) && at.exists());
    }

    fn wait() -> bool {
        RealDisk.pause(Duration::from_millis(5));
        false
    }
}
