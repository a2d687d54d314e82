//! Which documents the program made, by their digests: what stands somewhere and is none of them, somebody went on with.

use super::disk::{Access, Disk};
use super::{atomic, digest};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// So many are remembered, the last ones.
const MOST: usize = 4000;
/// Largest list, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Many documents are written at once.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn list(data: &Path) -> PathBuf {
    data.join("made.digests")
}

fn read(disk: &dyn Disk, data: &Path) -> Vec<String> {
    let bytes = disk.read_own(&list(data), MOST_BYTES).unwrap_or_default();
    String::from_utf8_lossy(&bytes).lines().map(str::to_string).collect()
}

/// The digests that are remembered in the program's folder.
pub fn known(disk: &dyn Disk, data: &Path) -> BTreeSet<String> {
    read(disk, data).into_iter().collect()
}

/// Remembers a document.
pub fn note(disk: &dyn Disk, data: &Path, document: &[u8]) -> io::Result<()> {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let new = digest(document);
    let mut all = read(disk, data);
    if all.contains(&new) {
        return Ok(());
    }
    all.push(new);
    all.drain(..all.len().saturating_sub(MOST));
    disk.make_folder(data, Access::Common)?;
    atomic::put_whole(disk, &list(data), (all.join("\n") + "\n").as_bytes())
}
