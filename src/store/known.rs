//! Replacing a file of which something is known: what somebody else wrote meanwhile is never written over.

use super::disk::{Disk, FileKind};
use super::error::StoreError;
use super::{MOST_BYTES, atomic, digest};
use std::path::Path;

/// What is known of the file that is to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBytes<'a> {
    /// Somebody said that it may be replaced, whatever it says.
    Whatever,
    /// There was none.
    Absent,
    /// What it said, by the digest of its bytes.
    Digest(&'a str),
}

impl<'a> KnownBytes<'a> {
    /// By a digest that is empty where there was no file.
    pub fn of(digest: &'a str) -> KnownBytes<'a> {
        if digest.is_empty() { KnownBytes::Absent } else { KnownBytes::Digest(digest) }
    }

    /// Whether the file still is as it is known; what can't be read is not.
    pub fn stands(self, disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
        let failed = |e: std::io::Error| StoreError::reading(path, &e);
        let is_there = || Ok(disk.kind(path).map_err(failed)? != FileKind::Nothing);
        let stands = match self {
            KnownBytes::Whatever => true,
            KnownBytes::Absent => !is_there()?,
            // Where it is gone nothing is lost by writing it again.
            KnownBytes::Digest(_) if !is_there()? => true,
            KnownBytes::Digest(known) => digest(&disk.read(path, MOST_BYTES).map_err(failed)?) == known,
        };
        if stands { Ok(()) } else { Err(StoreError::Changed { path: path.into() }) }
    }

    /// Puts `bytes` in its place where it still is as it is known.
    pub fn replace(self, disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.stands(disk, path)?;
        atomic::replace(disk, path, bytes)
    }
}
