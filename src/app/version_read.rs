//! A version that was kept, read to be looked at beside what is open.

use super::collection_differences;
use super::differences::Difference;
use crate::collect::Collection;
use crate::report::Shared;
use crate::store::versions::{self, Version};
use crate::store::{Disk, StoreError};
use std::sync::Arc;

/// As it was then.
#[derive(Clone, Debug, PartialEq)]
pub enum VersionRead {
    Report(Shared),
    /// With what differs from the collection as it stands.
    Collection(Arc<Collection>, Vec<Difference>),
}

impl VersionRead {
    /// Reads one, of a collection where `now` is one.
    pub fn read(
        disk: &dyn Disk,
        version: &Version,
        now: Option<&Collection>,
    ) -> Result<VersionRead, StoreError> {
        let Some(now) = now else {
            return Ok(VersionRead::Report(Shared::new(versions::read(disk, version)?)));
        };
        let then: Collection = versions::read(disk, version)?;
        let differences = collection_differences::between(now, &then);
        Ok(VersionRead::Collection(Arc::new(then), differences))
    }
}
