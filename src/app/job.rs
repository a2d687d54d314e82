//! Long work on a thread, so that the window never hangs. The work is given what it needs and changes nothing
//! of the session, which takes the result when it comes. What the work has to say on the way comes through
//! `JobLine`, by which it also learns that nobody wants it any more. Dropping a job is calling it off.

use crate::store::Wake;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Work going on: `T` comes of it, `S` it says on the way.
pub struct Job<T, S = ()> {
    /// What a clerk reads: 正在读取….
    pub name: String,
    result: Receiver<T>,
    said: Receiver<S>,
    stop: Arc<AtomicBool>,
}

/// Work that is done within this time needs no word about waiting; keys that come meanwhile wait for it.
pub const AT_ONCE: Duration = Duration::from_millis(400);

/// How a job stands.
pub enum Progress<T> {
    Going,
    Done(T),
    /// The thread ended without a result.
    Died,
}

/// The work's end of the line.
pub struct JobLine<S> {
    say: Sender<S>,
    stop: Arc<AtomicBool>,
}

impl<S> JobLine<S> {
    /// Says something on the way.
    pub fn say(&self, words: S) {
        if self.say.send(words).is_err() {
            log::debug!("nobody listens to a job");
        }
    }
    /// Whether the work was called off. Long work asks between its pieces.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl<T: Send + 'static, S: Send + 'static> Job<T, S> {
    /// Starts `work`.
    pub fn start(name: &str, work: impl FnOnce(&JobLine<S>) -> T + Send + 'static) -> Job<T, S> {
        Job::start_waking(name, Arc::new(|| {}), work)
    }
    /// Starts `work`; once it has ended the window is woken to look at it.
    pub fn start_waking(
        name: &str,
        wake: Wake,
        work: impl FnOnce(&JobLine<S>) -> T + Send + 'static,
    ) -> Job<T, S> {
        let (send, result) = channel();
        let (say, said) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let line = JobLine { say, stop: stop.clone() };
        let run = move || {
            if send.send(work(&line)).is_err() {
                log::debug!("result of a job called off");
            }
            wake();
        };
        // Where no thread is to be had, the end of the channel says so.
        if let Err(e) = std::thread::Builder::new().name("job".into()).stack_size(16 << 20).spawn(run) {
            log::warn!("no thread: {e}");
        }
        Job { name: name.into(), result, said, stop }
    }

    /// The result, if it comes within `wait`.
    pub fn poll(&self, wait: Duration) -> Progress<T> {
        match self.result.recv_timeout(wait) {
            Ok(t) => Progress::Done(t),
            Err(RecvTimeoutError::Timeout) => Progress::Going,
            Err(RecvTimeoutError::Disconnected) => Progress::Died,
        }
    }
    /// The result, however long it takes; never on the window's thread.
    pub fn wait(&self) -> Option<T> {
        self.result.recv().ok()
    }
    /// What was said since the last call. After the result nothing more comes.
    pub fn said(&self) -> impl Iterator<Item = S> {
        self.said.try_iter()
    }
}

impl<T, S> Job<T, S> {
    /// Calls the work off; it ends at its next piece, with what it has by then.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl<T, S> std::fmt::Debug for Job<T, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl<T, S> Drop for Job<T, S> {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn work_that_is_called_off_ends_between_its_pieces_with_what_it_has() {
        let (go, gate) = channel::<()>();
        let job: Job<usize, usize> = Job::start("数数", move |line| {
            let piece = |n: &usize| {
                line.say(*n);
                gate.recv_timeout(LONG).is_ok() && !line.stopped()
            };
            (1..1000).take_while(piece).count()
        });
        go.send(()).expect("counting");
        assert!(matches!(job.poll(Duration::ZERO), Progress::Going));
        job.stop();
        go.send(()).expect("counting");
        assert!(matches!(job.poll(LONG), Progress::Done(0 | 1)));
        assert!(job.said().next() == Some(1) && job.said().all(|n| n < 3));
    }

    #[test]
    fn work_that_panics_is_known_to_have_died() {
        let job: Job<()> = Job::start("出错", |_| panic!("on purpose"));
        assert!(matches!(job.poll(LONG), Progress::Died));
    }
}
