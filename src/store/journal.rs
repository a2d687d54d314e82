//! The journal of an open document: every change goes to its recovery copy, on a thread of its own, so that
//! typing never waits for a disk. What comes while a copy is being written goes into the next one.

use super::disk::Disk;
use super::lock;
use super::recovery::{Copy, Entry};
use super::{StoreError, Wake};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Rest between two copies while typing goes on; with the time two copies take it stays well below a second.
const REST: Duration = Duration::from_millis(250);
/// A copy that could not be written is tried again after this.
const AGAIN: Duration = Duration::from_secs(1);

/// Where the copy is.
pub enum CopyPlace {
    /// To be made in this folder.
    In(PathBuf),
    /// It goes on with one that is there.
    Held(Copy),
}

impl CopyPlace {
    /// The copy; made now where it is not there yet.
    fn copy(&mut self, disk: &dyn Disk) -> Result<&Copy, StoreError> {
        if let CopyPlace::In(folder) = self {
            *self = CopyPlace::Held(Copy::new(disk, folder)?);
        }
        match self {
            CopyPlace::Held(copy) => Ok(copy),
            CopyPlace::In(folder) => Err(StoreError::Gone { path: folder.clone() }),
        }
    }
}

/// What the copy is to hold.
enum Wish {
    Hold(Entry),
    /// Nothing is unsaved any more.
    Nothing,
}

#[derive(Default)]
struct JournalState {
    wish: Option<Wish>,
    /// A wish is being carried out.
    busy: bool,
    error: Option<String>,
    /// Tries that failed since the last that didn't.
    failed: usize,
    /// Somebody waits: no rest before the next try.
    urgent: bool,
    stop: bool,
}

#[derive(Default)]
struct JournalShared {
    state: Mutex<JournalState>,
    changed: Condvar,
}

impl JournalShared {
    fn lock(&self) -> MutexGuard<'_, JournalState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Waits until everything is written; false if it could not be, or not in time.
    fn flush(&self, most: Duration) -> bool {
        let end = Instant::now() + most;
        let mut s = self.lock();
        let failed = s.failed;
        s.urgent = true;
        self.changed.notify_all();
        while (s.wish.is_some() || s.busy) && s.failed == failed {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            s = self.changed.wait_timeout(s, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        s.wish.is_none() && !s.busy
    }
}

/// Journals of this process, for a panic to flush.
static LIVE: Mutex<Vec<Weak<JournalShared>>> = Mutex::new(Vec::new());

/// The journal's end at the document. Dropping it writes what is left and keeps the copy, as after a crash.
pub struct Journal {
    shared: Arc<JournalShared>,
    thread: Option<JoinHandle<Option<Copy>>>,
    disk: Arc<dyn Disk>,
}

impl Journal {
    /// Keeps a copy up to date; `wake` is called when writing begins to fail or works again.
    pub fn start(disk: Arc<dyn Disk>, mut place: CopyPlace, wake: Wake) -> std::io::Result<Journal> {
        let shared = Arc::new(JournalShared::default());
        let (inner, own) = (shared.clone(), disk.clone());
        let thread = std::thread::Builder::new().name("journal".into()).spawn(move || {
            keep_up(&*own, &mut place, &inner, &wake);
            match place {
                CopyPlace::Held(copy) => Some(copy),
                CopyPlace::In(_) => None,
            }
        })?;
        let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
        live.retain(|w| w.strong_count() > 0);
        live.push(Arc::downgrade(&shared));
        Ok(Journal { shared, thread: Some(thread), disk })
    }
    /// The copy is to hold this, and soon.
    pub fn hold(&self, entry: Entry) {
        self.wish(Wish::Hold(entry));
    }
    /// Nothing is unsaved any more.
    pub fn clear(&self) {
        self.wish(Wish::Nothing);
    }
    fn wish(&self, wish: Wish) {
        self.shared.lock().wish = Some(wish);
        self.shared.changed.notify_all();
    }
    /// Why the last copy was not written, while that is so.
    pub fn error(&self) -> Option<String> {
        self.shared.lock().error.clone()
    }
    /// Waits until everything is written; false if it could not be, or not in time.
    pub fn flush(&self, most: Duration) -> bool {
        self.shared.flush(most)
    }
    /// At a clean end: nothing stays. Waits for the disk, so never on the window's thread.
    pub fn close(mut self) {
        self.shared.lock().wish = None;
        if let Some(copy) = self.stop() {
            copy.close(&*self.disk);
        }
    }
    fn stop(&mut self) -> Option<Copy> {
        self.shared.lock().stop = true;
        self.shared.changed.notify_all();
        self.thread.take()?.join().ok()?
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Writes what every journal of the process still has to write; for a panic. False if one could not, nothing
/// where there is no journal.
pub fn flush_all(most: Duration) -> Option<bool> {
    if std::thread::current().name() == Some("journal") {
        return Some(false);
    }
    let live: Vec<_> = LIVE.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let written: Vec<bool> = live.iter().filter_map(Weak::upgrade).map(|s| s.flush(most)).collect();
    (!written.is_empty()).then(|| !written.contains(&false))
}

fn carry_out(disk: &dyn Disk, place: &mut CopyPlace, wish: &Wish) -> Result<(), StoreError> {
    let copy = place.copy(disk)?;
    match wish {
        Wish::Hold(entry) => copy.write(disk, entry),
        Wish::Nothing => copy.clear(disk),
    }
}

fn keep_up(disk: &dyn Disk, place: &mut CopyPlace, shared: &JournalShared, wake: &Wake) {
    // That there is no place for a copy is told before anything is typed.
    if let Err(e) = place.copy(disk) {
        shared.lock().error = Some(e.to_string());
        wake();
    }
    loop {
        let mut s = shared.lock();
        while s.wish.is_none() && !s.stop {
            let (woken, waited) =
                shared.changed.wait_timeout(s, lock::RENEW).unwrap_or_else(PoisonError::into_inner);
            s = woken;
            if waited.timed_out()
                && let CopyPlace::Held(copy) = place
            {
                drop(s);
                copy.renew();
                s = shared.lock();
            }
        }
        let Some(wish) = s.wish.take() else { return };
        (s.busy, s.urgent) = (true, false);
        let stopping = s.stop;
        drop(s);
        let work = || carry_out(disk, place, &wish).map_err(|e| e.cause());
        let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("程序出错".into()));
        let mut s = shared.lock();
        s.busy = false;
        let turned = s.error.is_some() != done.is_err();
        let rest = if done.is_ok() { REST } else { AGAIN };
        s.error = done.err();
        if s.error.is_some() {
            s.failed += 1;
            if s.wish.is_none() && !stopping {
                s.wish = Some(wish);
            }
        }
        shared.changed.notify_all();
        if turned {
            wake();
        }
        let end = Instant::now() + rest;
        while !s.stop && !s.urgent {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            s = shared.changed.wait_timeout(s, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Report;
    use crate::store::RealDisk;
    use crate::store::disk::FaultyDisk;
    use crate::store::recovery::{CopiedWork, left_over, read};
    use std::io::ErrorKind;

    const LONG: Duration = Duration::from_secs(60);

    fn entry(year: u16) -> Entry {
        let work = CopiedWork::Report(Arc::new(Report::new(year, "示范局")));
        Entry { work, document: None, base: None, when: String::new(), typing: None }
    }
    fn journal(disk: Arc<dyn Disk>, folder: &std::path::Path) -> Journal {
        Journal::start(disk, CopyPlace::In(folder.into()), Arc::new(|| {})).expect("a thread")
    }

    #[test]
    fn the_last_change_is_what_the_copy_holds() {
        let dir = tempfile::tempdir().expect("a folder");
        let j = journal(Arc::new(RealDisk), dir.path());
        (2019..2040).for_each(|y| j.hold(entry(y)));
        assert!(j.flush(LONG));
        assert_eq!(flush_all(LONG), Some(true));
        drop(j);
        let found = left_over(&RealDisk, dir.path());
        assert_eq!(read(&RealDisk, &found[0]).expect("readable").report().map(|r| r.year), Some(2039));
    }

    #[test]
    fn a_saved_document_has_no_copy_and_a_clean_end_leaves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let j = journal(Arc::new(RealDisk), dir.path());
        j.hold(entry(2024));
        assert!(j.flush(LONG));
        j.clear();
        assert!(j.flush(LONG));
        assert!(
            RealDisk.list(dir.path()).expect("listed").iter().all(|p| p.extension() != Some("gknb".as_ref()))
        );
        j.hold(entry(2024));
        j.close();
        assert_eq!(RealDisk.list(dir.path()).expect("listed"), Vec::<std::path::PathBuf>::new());
    }

    #[test]
    fn a_full_disk_is_told_and_tried_again_until_it_works() {
        let dir = tempfile::tempdir().expect("a folder");
        let full = FaultyDisk::new("write_beside", 1, ErrorKind::StorageFull);
        let j = journal(Arc::new(full), dir.path());
        j.hold(entry(2024));
        assert!(!j.flush(LONG));
        assert!(j.error().is_some_and(|e| e.contains("磁盘已满")));
        drop(j);
        let full_for_a_while = FaultyDisk::calls_of("write_beside", 1..3, ErrorKind::StorageFull);
        let j = journal(Arc::new(full_for_a_while), dir.path());
        j.hold(entry(2024));
        while !j.flush(LONG) {}
        assert_eq!(j.error(), None);
        drop(j);
        assert_eq!(left_over(&RealDisk, dir.path()).len(), 1);
    }
}
