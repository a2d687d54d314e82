//! Work on several things at once, with what came of each in its place.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, scope};

/// A document may be nested deeply.
pub const STACK: usize = 16 << 20;

/// What comes of each item, worked on by so many threads; this one is one of them. The items are begun in their order.
pub fn side_by_side<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: &(impl Fn(&T) -> R + Sync),
) -> Vec<R> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let one_after_the_other = || {
        while let Some((i, item)) = {
            let i = next.fetch_add(1, Ordering::Relaxed);
            items.get(i).map(|item| (i, item))
        } {
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((i, result));
        }
    };
    scope(|s| {
        for _ in 1..threads.min(items.len()) {
            // Where there is no thread to be had, this one does it all.
            let _ = Builder::new().stack_size(STACK).spawn_scoped(s, one_after_the_other);
        }
        one_after_the_other();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does one thing on a thread of its own while this one does another.
pub fn both<A: Send, B>(there: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    scope(|s| {
        let begun = Builder::new().stack_size(STACK).spawn_scoped(s, &there);
        let done = here();
        match begun {
            Ok(thread) => (thread.join().unwrap_or_else(|panic| resume_unwind(panic)), done),
            Err(_) => (there(), done),
        }
    })
}
