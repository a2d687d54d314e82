//! Saving, on a thread: the report as it stands when it is asked for goes into its file, and what came of it is
//! taken in when it is known. What is typed meanwhile is not saved, and is known not to be.

use super::claim::{ClaimedFile, LockClaim, NamedPath};
use super::desk::Desk;
use super::differences;
use super::job::{AT_ONCE, Job, Progress};
use crate::report::Shared;
use crate::store::lock::Holder;
use crate::store::versions;
use crate::store::watch::{self, Seen, Theirs};
use crate::store::{Disk, MOST_BYTES, StoreError, atomic, digest, head, project};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Where the document stands while it is being saved.
#[derive(Clone)]
pub(super) struct KnownFile {
    pub at: NamedPath,
    /// Of the file as we know it.
    pub digest: String,
    /// Who has it, if it is only read here.
    pub holder: Option<Holder>,
}

/// What is to be written where.
struct Order {
    disk: Arc<dyn Disk>,
    data: PathBuf,
    report: Shared,
    path: PathBuf,
    from: Option<KnownFile>,
}

/// What came of a save.
pub enum SaveOutcome {
    Written {
        /// Of the file's bytes.
        digest: String,
        /// Why no version was kept.
        version: Result<(), StoreError>,
        /// The file, where it is another one than before.
        moved: Option<ClaimedFile>,
    },
    /// Others wrote to the file; nothing was written.
    Changed(Theirs),
    /// Somebody has the file open; nothing was written.
    Held(Holder),
    Failed(StoreError),
    /// It was called off before anything was written.
    CalledOff,
    /// The program went wrong.
    Died,
}

/// A save going on.
pub struct Saving {
    job: Job<SaveOutcome>,
    pub(super) path: PathBuf,
    /// What it writes.
    pub(super) report: Shared,
    since: Instant,
    /// It was asked for again meanwhile: what stands then is saved next.
    pub(super) again: bool,
    /// The document goes to another file; this one is not waited for.
    pub(super) aside: bool,
}

impl Saving {
    /// Begins to save the report to `path`, where it may stand already.
    pub(super) fn begin(desk: &Desk, report: Shared, path: &Path, from: Option<KnownFile>) -> Saving {
        let order = Order {
            disk: desk.disk.clone(),
            data: desk.data.clone(),
            report: report.clone(),
            path: path.into(),
            from,
        };
        let job = Job::start_waking("正在保存", desk.wake.clone(), move |line| {
            order.carry_out(&|| line.stopped())
        });
        Saving { job, path: path.into(), report, since: Instant::now(), again: false, aside: false }
    }
    /// Whether it began so short a time ago that it may be over at once.
    pub fn is_young(&self) -> bool {
        self.since.elapsed() < AT_ONCE
    }
    /// Whether it takes so long that something is wrong with the disk.
    pub fn is_long(&self) -> bool {
        const LONG: Duration = Duration::from_secs(5);
        self.since.elapsed() > LONG
    }
    /// Leaves it to itself: it ends before it writes, if it has not begun to.
    pub(super) fn put_aside(&mut self) {
        self.job.stop();
        (self.aside, self.again) = (true, false);
    }
    /// What came of it, if that is known within `wait`.
    pub(super) fn outcome(&self, wait: Duration) -> Option<SaveOutcome> {
        match self.job.poll(wait) {
            Progress::Going => None,
            Progress::Done(outcome) => Some(outcome),
            Progress::Died => Some(SaveOutcome::Died),
        }
    }
    /// Waits until it is over, whatever comes of it.
    pub(super) fn outlast(&self) {
        self.job.stop();
        drop(self.job.wait());
    }
}

impl Order {
    fn carry_out(self, stopped: &dyn Fn() -> bool) -> SaveOutcome {
        let at = NamedPath::of(&*self.disk, &self.path);
        let stays = self.from.as_ref().filter(|f| f.at.is(&*self.disk, &at));
        let at_real = at.real.clone();
        let moved = match stays {
            Some(KnownFile { holder: Some(h), .. }) => return SaveOutcome::Held(h.clone()),
            Some(from) if at.is_unplugged(&*self.disk, &from.at) => {
                return SaveOutcome::Failed(StoreError::OtherDisk { path: self.path });
            }
            Some(from) => match watch::look(&*self.disk, &from.at.path, &from.digest) {
                Some(Seen::Changed(theirs)) if !self.is_same(&theirs) => return SaveOutcome::Changed(theirs),
                _ => None,
            },
            None => match LockClaim::ask(&self.disk, &self.path, false) {
                LockClaim::Theirs(h) => return SaveOutcome::Held(h),
                claim => Some(ClaimedFile { at, claim }),
            },
        };
        // Behind a link by which it was opened; a link that it is newly saved to is refused.
        let target = if stays.is_some() { at_real } else { self.path.clone() };
        let before = keep_version_before(&*self.disk, &self.data, &self.path);
        if stopped() {
            return SaveOutcome::CalledOff;
        }
        let done = project::proved(&self.report, &self.path)
            .and_then(|text| atomic::replace(&*self.disk, &target, text.as_bytes()).map(|()| text));
        let text = match done {
            Ok(text) => text,
            Err(e) => return SaveOutcome::Failed(e),
        };
        let moment = super::moment(std::time::SystemTime::now());
        let keep = || versions::keep(&*self.disk, &self.data, &self.path, text.as_bytes(), &moment);
        SaveOutcome::Written { digest: digest(text.as_bytes()), version: before.and_then(|_| keep()), moved }
    }
    /// Whether what others wrote is the same report, written otherwise.
    fn is_same(&self, theirs: &Theirs) -> bool {
        theirs.report.as_ref().is_ok_and(|t| differences::between(&self.report, t).is_empty())
    }
}

/// That a file was saved, but not among its versions, and what was the matter with the folder for them.
pub fn without_version(e: &StoreError) -> String {
    format!("已保存；没有留进“以前的版本”（程序存放版本的文件夹：{}）", e.cause())
}

/// What a save replaces is kept too: it may be somebody else's work. Whether there is any.
pub fn keep_version_before(disk: &dyn Disk, data: &Path, path: &Path) -> Result<bool, StoreError> {
    let Ok(bytes) = disk.read(path, MOST_BYTES) else { return Ok(false) };
    if !head::is_own(&bytes) {
        return Ok(false);
    }
    let modified = disk.stamp(path).ok().and_then(|s| s.modified);
    let when = super::moment(modified.unwrap_or(std::time::UNIX_EPOCH));
    versions::keep(disk, data, path, &bytes, &when).map(|()| true)
}
