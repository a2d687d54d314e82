//! Noticing that others write to a file that is open here, on a thread, so that a slow share holds nothing up;
//! the lock of the document is renewed on the way. Who has the lock hears too when its window is called to the front.

use super::disk::{Disk, Stamp};
use super::lock::{Lock, RENEW};
use super::{MOST_BYTES, StoreError, Wake, digest, project, summons};
use crate::report::Shared as Report;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often the file is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// What others did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// This stands there now.
    Changed(Theirs),
    Gone,
    /// It is as it was known, whatever was there meanwhile.
    Same,
}

/// What others wrote to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theirs {
    /// Of the file's bytes.
    pub digest: String,
    pub report: Result<Report, StoreError>,
}

impl Theirs {
    fn read(bytes: &[u8], path: &Path) -> Theirs {
        Theirs { digest: digest(bytes), report: project::decode(bytes, path).map(Report::new) }
    }
}

/// Looks at the file, whose digest was `known`. A disk that doesn't answer tells nothing.
pub fn look(disk: &dyn Disk, path: &Path, known: &str) -> Option<Seen> {
    match disk.read(path, MOST_BYTES) {
        Ok(b) if digest(&b) == known => Some(Seen::Same),
        Ok(b) => Some(Seen::Changed(Theirs::read(&b, path))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Some(Seen::Gone),
        Err(_) => None,
    }
}

struct WatchState {
    known: String,
    seen: Option<Seen>,
    /// The window was called to the front.
    called: bool,
    stop: bool,
    /// The file is to be looked at now.
    at_once: bool,
    /// Left by the thread at its end.
    ended: Option<Option<Lock>>,
}

struct WatchShared {
    state: Mutex<WatchState>,
    changed: Condvar,
}

impl WatchShared {
    fn lock(&self) -> MutexGuard<'_, WatchState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is watched.
pub struct Watched {
    pub path: PathBuf,
    pub lock: Option<Lock>,
    /// Where its window is called to the front.
    pub calls: PathBuf,
}

/// See the module. Dropping it waits for nothing and leaves the lock's file, as a crash does.
pub struct Watch {
    shared: Arc<WatchShared>,
}

impl Watch {
    /// Watches a file, whose bytes had the digest `known`, and keeps its lock. Without a thread to be had nothing is
    /// watched; a save looks at the file all the same.
    pub fn start(disk: Arc<dyn Disk>, watched: Watched, known: String, wake: Wake) -> Watch {
        let state = WatchState { known, seen: None, called: false, stop: false, at_once: false, ended: None };
        let shared = Arc::new(WatchShared { state: Mutex::new(state), changed: Condvar::new() });
        let inner = shared.clone();
        let run = move || {
            keep_looking(&*disk, &watched, &inner, &wake);
            let lock = watched.lock;
            inner.lock().ended = Some(lock);
            inner.changed.notify_all();
        };
        if let Err(e) = std::thread::Builder::new().name("watch".into()).spawn(run) {
            log::warn!("no thread: {e}");
            shared.lock().ended = Some(None);
        }
        Watch { shared }
    }
    /// The file has this digest now, by our own doing or to our knowledge.
    pub fn know(&self, digest: &str) {
        let mut s = self.shared.lock();
        s.known = digest.into();
        s.seen = None;
    }
    /// What others did since, once.
    pub fn seen(&self) -> Option<Seen> {
        self.shared.lock().seen.take()
    }
    /// Whether the window was called to the front since, once.
    pub fn was_called(&self) -> bool {
        std::mem::take(&mut self.shared.lock().called)
    }
    /// Has the file looked at now, not when its turn comes.
    pub fn look_at_once(&self) {
        self.shared.lock().at_once = true;
        self.shared.changed.notify_all();
    }
    /// Whether the file is still to be looked at.
    pub fn is_looking(&self) -> bool {
        self.shared.lock().at_once
    }
    /// Ends it and gives the lock back; waits for a disk that doesn't answer, so never on the window's thread.
    pub fn end(self) -> Option<Lock> {
        let s = self.stop();
        let going = |s: &mut WatchState| s.ended.is_none();
        let wait = self.shared.changed.wait_while(s, going);
        wait.unwrap_or_else(PoisonError::into_inner).ended.take()?
    }
    /// Ends it and leaves the lock's file, as a crash does; waits no longer than `most` for its thread to let go.
    pub fn abandon(self, most: Duration) {
        let s = self.stop();
        let going = |s: &mut WatchState| s.ended.is_none();
        let wait = self.shared.changed.wait_timeout_while(s, most, going);
        drop(wait.unwrap_or_else(PoisonError::into_inner).0.ended.take());
    }
    fn stop(&self) -> MutexGuard<'_, WatchState> {
        let mut s = self.shared.lock();
        s.stop = true;
        self.shared.changed.notify_all();
        s
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.stop());
    }
}

fn keep_looking(disk: &dyn Disk, watched: &Watched, shared: &WatchShared, wake: &Wake) {
    let Watched { path, lock, calls } = watched;
    let mut last: Option<Stamp> = disk.stamp(path).ok();
    let mut renewed = Instant::now();
    // The file may have changed between being read and being watched.
    let mut fresh = true;
    let mut told = false;
    loop {
        let (known, asked) = {
            let s = shared.lock();
            if s.stop {
                return;
            }
            (s.known.clone(), s.at_once)
        };
        let now = disk.stamp(path).ok();
        if std::mem::take(&mut fresh) || asked || now != last {
            last = now;
            let seen = look(disk, path, &known);
            let mut s = shared.lock();
            // A save of our own may have come between.
            let news = seen.as_ref().is_some_and(|s| *s != Seen::Same || told);
            if news && s.known == known {
                told = seen != Some(Seen::Same);
                s.seen = seen;
                drop(s);
                wake();
            }
        }
        if let Some(l) = lock
            && renewed.elapsed() > RENEW
        {
            renewed = Instant::now();
            if let Err(e) = l.renew() {
                log::warn!("lock not renewed: {e}");
            }
        }
        if asked {
            // What asked to be looked at meanwhile asks again.
            shared.lock().at_once = false;
        }
        // Who only reads is not the window that is meant.
        rest(shared, &mut || {
            if lock.is_some() && summons::hear(disk, calls) {
                shared.lock().called = true;
                wake();
            }
        });
    }
}

/// Waits until the file is to be looked at again; `listen` is asked on the way.
fn rest(shared: &WatchShared, listen: &mut dyn FnMut()) {
    let since = Instant::now();
    while since.elapsed() < EVERY {
        listen();
        let s = shared.lock();
        if s.stop || s.at_once {
            return;
        }
        drop(shared.changed.wait_timeout(s, summons::EVERY).unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::RealDisk;
    use std::sync::mpsc::channel;

    #[test]
    fn what_others_write_is_noticed_and_what_we_write_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("报告.gknb");
        std::fs::write(&path, b"ours").expect("written");
        let (send, woken) = channel();
        let wake: Wake = Arc::new(move || {
            send.send(()).ok();
        });
        let ours = digest(b"ours");
        assert_eq!(look(&RealDisk, &path, &ours), Some(Seen::Same));
        let watched = Watched { path: path.clone(), lock: None, calls: dir.path().join("called/x") };
        let w = Watch::start(Arc::new(RealDisk), watched, ours, wake);
        RealDisk.overwrite(&path, b"theirs, and longer").expect("written");
        woken.recv_timeout(Duration::from_secs(60)).expect("noticed");
        let Some(Seen::Changed(theirs)) = w.seen() else { panic!("changed") };
        assert!(theirs.digest == digest(b"theirs, and longer") && theirs.report.is_err());
        assert_eq!(w.seen(), None);
        RealDisk.overwrite(&path, b"ours").expect("written");
        woken.recv_timeout(Duration::from_secs(60)).expect("noticed");
        assert_eq!(w.seen(), Some(Seen::Same));
        RealDisk.remove(&path).expect("removed");
        woken.recv_timeout(Duration::from_secs(60)).expect("noticed");
        assert_eq!(w.seen(), Some(Seen::Gone));
        assert!(w.end().is_none());
    }
}
