//! A document that this person has open in another window: that window is called to the front.

use super::claim::NamedPath;
use super::job::{Job, Progress};
use crate::store::lock::{self, Holder};
use crate::store::{Disk, summons};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// So long who starts the program waits for that; a disk that doesn't answer is waited for in a window.
const PATIENCE: Duration = Duration::from_millis(2500);

/// Calls the window that has a document open; whether it heard. Asks the disk and waits, so never on the window's
/// thread.
pub(super) fn call(disk: &dyn Disk, data: &Path, document: &NamedPath) -> bool {
    let me = Holder::me(disk, "");
    let mine = lock::holder(disk, &document.real, &me).is_some_and(|h| h.is_me);
    mine && summons::call(disk, data, &document.real)
}

/// Whether a file that the program is started with is open in another window of this person's, which has come to the
/// front: no second window is wanted then.
pub fn is_shown_elsewhere(disk: Arc<dyn Disk>, data: PathBuf, file: PathBuf) -> bool {
    let job: Job<bool> =
        Job::start("正在看窗口", move |_| call(&*disk, &data, &NamedPath::of(&*disk, &file)));
    matches!(job.poll(PATIENCE), Progress::Done(true))
}
