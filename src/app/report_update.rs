//! A report that was made of a collection, written anew with what the sums say now. Asks the disk, so never on the
//! window's thread.

use super::claim::LockClaim;
use super::collecting::collection_file::CollectionError;
use super::collecting::made_report::MadeReport;
use super::collection_work::NotSaved;
use super::desk::Desk;
use super::saving;
use crate::store::known::KnownBytes;
use crate::store::{Disk, StoreError, project, versions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What changes, before it is made.
pub struct Update {
    pub path: PathBuf,
    pub made: MadeReport,
}

impl Update {
    /// Made ready for a thread.
    pub(super) fn order(self, desk: &Desk) -> UpdateOrder {
        UpdateOrder { disk: desk.disk.clone(), data: desk.data.clone(), update: self }
    }
}

/// See [`Update::order`].
pub(super) struct UpdateOrder {
    disk: Arc<dyn Disk>,
    data: PathBuf,
    update: Update,
}

impl UpdateOrder {
    /// Writes it, what stood there before kept as a version; where it stands.
    pub fn carry_out(self) -> (PathBuf, Result<(), NotSaved>) {
        let written = match LockClaim::ask(&self.disk, &self.update.path, false) {
            LockClaim::Theirs(h) => Err(NotSaved::Held(h, self.update.path.clone())),
            claim => {
                let written = self.write().map_err(NotSaved::from);
                if let LockClaim::Ours(guarded) = claim
                    && let Some(lock) = guarded.take()
                {
                    lock.release(&*self.disk);
                }
                written
            }
        };
        (self.update.path, written)
    }
    fn write(&self) -> Result<(), CollectionError> {
        let (disk, path) = (&*self.disk, self.update.path.as_path());
        let known = KnownBytes::of(&self.update.made.known);
        known.stands(disk, path)?;
        let text = project::proved(&self.update.made.report, path)?;
        let before = saving::keep_version_before(disk, &self.data, path);
        known.replace(disk, path, text.as_bytes())?;
        if let Err(e) = before.and_then(|()| self.keep(path, &text)) {
            log::warn!("no version kept: {e}");
        }
        Ok(())
    }
    fn keep(&self, path: &Path, text: &str) -> Result<(), StoreError> {
        let when = super::moment(std::time::SystemTime::now());
        versions::keep(&*self.disk, &self.data, path, text.as_bytes(), &when)
    }
}
