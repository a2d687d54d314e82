//! The collection's own file: opened with its lock, saved in one step, with the versions before kept. Asks the disk, so
//! never on the window's thread.

use super::beside;
use crate::app::claim::LockClaim;
use crate::app::saving;
use crate::collect::last_year::NotBeside;
use crate::collect::roster::RosterUnit;
use crate::collect::{Collection, LastYear};
use crate::store::known::KnownBytes;
use crate::store::lock::Holder;
use crate::store::{Disk, StoreError, collection, digest, head, kept, read_document, versions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a collection was not opened or saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CollectionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("这不是汇总文件（.{}），没有打开；请另选一个：{}", collection::FORMAT.extension(), .0.display())]
    NotACollection(PathBuf),
    #[error("这个文件正由{}打开着，没有写；请先在那里关闭，或者换一个文件名：{}", .0.words(), .1.display())]
    Held(Box<Holder>, PathBuf),
    #[error("{why}：{}", path.display())]
    NotBeside { why: NotBeside, path: PathBuf },
}

/// A collection as it was opened.
pub struct OpenedCollection {
    pub collection: Collection,
    /// Of the file's bytes.
    pub digest: String,
}

/// Opens one, to be looked at or gone on with.
pub fn read(disk: &dyn Disk, path: &Path) -> Result<OpenedCollection, CollectionError> {
    let bytes = read_document(disk, path)?;
    if !head::is_collection(&bytes) {
        return Err(CollectionError::NotACollection(path.into()));
    }
    Ok(OpenedCollection { collection: kept::decode(&bytes, path)?, digest: digest(&bytes) })
}

/// The lock of a collection's file, for as long as it is worked on.
pub fn claim(disk: &Arc<dyn Disk>, path: &Path) -> LockClaim {
    LockClaim::ask(disk, path, false)
}

/// A collection as it was saved.
#[derive(Debug)]
pub struct WrittenCollection {
    /// Of the file's bytes.
    pub digest: String,
    /// Why no version was kept.
    pub version: Result<(), StoreError>,
}

/// Saves it where the file still is as it is known. Versions are kept in `data`, where it is given.
pub fn save(
    disk: &dyn Disk,
    data: Option<&Path>,
    path: &Path,
    collection: &Collection,
    known: KnownBytes<'_>,
) -> Result<WrittenCollection, CollectionError> {
    known.stands(disk, path)?;
    let text = kept::proved(collection, path)?;
    let before = data.map_or(Ok(false), |data| saving::keep_version_before(disk, data, path));
    known.replace(disk, path, text.as_bytes())?;
    let when = crate::app::moment(std::time::SystemTime::now());
    let kept = data.map_or(Ok(()), |data| versions::keep(disk, data, path, text.as_bytes(), &when));
    Ok(WrittenCollection { digest: digest(text.as_bytes()), version: before.and(kept) })
}

/// Last year's, to stand beside the collection at `at`, and those of its units that are to report this year too.
pub fn last_year(
    disk: &dyn Disk,
    (collection, at): (&Collection, &Path),
    last: &Path,
) -> Result<(LastYear, Vec<RosterUnit>), CollectionError> {
    let opened = read(disk, last)?;
    collection
        .follows(&opened.collection)
        .map_err(|why| CollectionError::NotBeside { why, path: last.into() })?;
    let read = LastYear::of(&opened.collection, &beside::named(at, last), &opened.digest);
    Ok((read, opened.collection.staying().cloned().collect()))
}
