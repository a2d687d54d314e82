//! Work over many files, as many at a time as the machine does, with what came of each in the files' order. The threads
//! stay for all of it: what they remember of one file helps with the next.

use crate::side_by_side::STACK;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, available_parallelism, panicking, scope};

/// At most so many at a time: each may hold a large document.
const AT_A_TIME: usize = 4;
/// So many for each thread may be done before the first of them is looked at.
const AHEAD: usize = 8;

/// Does `work` on each item and gives what came of it to `take`, in the order of the items, until `take` says that it is
/// enough. What was begun by then is done and given all the same: nothing is done that nobody hears of.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    let threads = available_parallelism().map_or(1, NonZeroUsize::get).min(AT_A_TIME);
    let line = WorkLine::new(items.len(), threads.saturating_mul(AHEAD));
    let done = |at: usize| items.get(at).map(&work);
    scope(|s| {
        let _fallen = Falls(&line);
        for _ in 1..threads.min(items.len()) {
            // Where there is no thread to be had, this one does it all.
            let _ = Builder::new().stack_size(STACK).spawn_scoped(s, || {
                let _fallen = Falls(&line);
                while let Some(at) = line.begin() {
                    line.put(at, done(at));
                }
            });
        }
        loop {
            match line.next() {
                NextWork::Look(result) => {
                    if !take(result) {
                        line.stop();
                    }
                }
                NextWork::Begin(at) => line.put(at, done(at)),
                NextWork::End => return,
            }
        }
    });
}

/// What the looking thread does next.
enum NextWork<R> {
    Look(R),
    Begin(usize),
    End,
}

/// The items in their order: looked at, done, begun, waiting.
struct WorkLine<R> {
    stands: Mutex<WorkStands<R>>,
    moved: Condvar,
    items: usize,
    /// How many may be begun and not looked at.
    most: usize,
}

struct WorkStands<R> {
    begun: usize,
    looked_at: usize,
    done: BTreeMap<usize, R>,
    /// Nothing more is begun.
    stopped: bool,
    /// What was begun may never be done.
    fallen: bool,
}

/// A thread that falls leaves nobody waiting.
struct Falls<'a, R>(&'a WorkLine<R>);

impl<R> Drop for Falls<'_, R> {
    fn drop(&mut self) {
        if panicking() {
            self.0.now().fallen = true;
            self.0.stop();
        }
    }
}

impl<R> WorkLine<R> {
    fn new(items: usize, most: usize) -> WorkLine<R> {
        let stands =
            WorkStands { begun: 0, looked_at: 0, done: BTreeMap::new(), stopped: false, fallen: false };
        WorkLine { stands: Mutex::new(stands), moved: Condvar::new(), items, most }
    }
    fn now(&self) -> MutexGuard<'_, WorkStands<R>> {
        self.stands.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn wait<'a>(&self, now: MutexGuard<'a, WorkStands<R>>) -> MutexGuard<'a, WorkStands<R>> {
        self.moved.wait(now).unwrap_or_else(PoisonError::into_inner)
    }
    /// Begins the next one, if it is its turn.
    fn begun(&self, now: &mut WorkStands<R>) -> Option<usize> {
        let ahead = now.begun.saturating_sub(now.looked_at);
        let next = (!now.stopped && now.begun < self.items && ahead < self.most).then_some(now.begun);
        now.begun = now.begun.saturating_add(usize::from(next.is_some()));
        next
    }
    /// Waits for its turn; none where nothing more is begun.
    fn begin(&self) -> Option<usize> {
        let mut now = self.now();
        loop {
            match self.begun(&mut now) {
                None if now.stopped || now.begun >= self.items => return None,
                None => now = self.wait(now),
                next => return next,
            }
        }
    }
    fn put(&self, at: usize, result: Option<R>) {
        self.now().done.extend(result.map(|r| (at, r)));
        self.moved.notify_all();
    }
    fn next(&self) -> NextWork<R> {
        let mut now = self.now();
        loop {
            let at = now.looked_at;
            if let Some(result) = now.done.remove(&at) {
                now.looked_at = at.saturating_add(1);
                self.moved.notify_all();
                return NextWork::Look(result);
            }
            if let Some(next) = self.begun(&mut now) {
                return NextWork::Begin(next);
            }
            if now.looked_at >= now.begun || now.fallen {
                return NextWork::End;
            }
            now = self.wait(now);
        }
    }
    fn stop(&self) {
        self.now().stopped = true;
        self.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_thread_that_falls_leaves_nobody_waiting() {
        let items: Vec<usize> = (0..200).collect();
        let fall = |i: &usize| if *i == 57 { panic!("this one") } else { *i };
        let done = std::panic::catch_unwind(|| in_order(&items, fall, |_| true));
        assert!(done.is_err());
        let looking = std::panic::catch_unwind(|| in_order(&items, |i| *i, |i| i != 57 || panic!("here")));
        assert!(looking.is_err());
    }

    #[test]
    fn what_comes_of_each_is_given_in_order_and_all_that_was_done_is_given() {
        let items: Vec<usize> = (0..500).collect();
        let worked = AtomicUsize::new(0);
        let work = |i: &usize| {
            worked.fetch_add(1, Ordering::Relaxed);
            i * 2
        };
        let mut all = Vec::new();
        in_order(&items, work, |r| {
            all.push(r);
            true
        });
        assert!(all.iter().copied().eq((0..500).map(|i| i * 2)));
        let (mut few, before) = (Vec::new(), worked.load(Ordering::Relaxed));
        in_order(&items, work, |r| {
            few.push(r);
            few.len() < 3
        });
        assert!(few.len() >= 3 && few.len() < 500);
        assert_eq!(few.len(), worked.load(Ordering::Relaxed) - before);
    }
}
