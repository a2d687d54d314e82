//! Long work on a thread, so that the window never hangs. The work is given what it needs and changes nothing
//! of the session, which takes the result when it comes. Dropping a job is cancelling it: nobody waits.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// Work going on.
pub struct Job<T> {
    /// What a clerk reads: 正在读取….
    pub name: String,
    result: Receiver<T>,
}

/// How a job stands.
pub enum Progress<T> {
    Going,
    Done(T),
    /// The thread ended without a result.
    Died,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work`.
    pub fn start(name: &str, work: impl FnOnce() -> T + Send + 'static) -> Job<T> {
        let (send, result) = channel();
        let run = move || {
            if send.send(work()).is_err() {
                log::debug!("result of a cancelled job");
            }
        };
        // Where no thread is to be had, the end of the channel says so.
        if let Err(e) = std::thread::Builder::new().name("job".into()).stack_size(16 << 20).spawn(run) {
            log::warn!("no thread: {e}");
        }
        Job { name: name.into(), result }
    }

    /// The result, if it comes within `wait`.
    pub fn poll(&self, wait: Duration) -> Progress<T> {
        match self.result.recv_timeout(wait) {
            Ok(t) => Progress::Done(t),
            Err(RecvTimeoutError::Timeout) => Progress::Going,
            Err(RecvTimeoutError::Disconnected) => Progress::Died,
        }
    }
}
