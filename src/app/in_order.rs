//! Work over many files, as many at a time as the machine does, with what came of each in the files' order.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

/// At most so many at a time: each may hold a large document.
const AT_A_TIME: usize = 4;
/// So many for each thread, before what came of them is looked at.
const ROUND: usize = 8;
/// A document may be nested deeply.
const STACK: usize = 16 << 20;

/// Does `work` on each item and gives what came of it to `take`, in the order of the items, until `take` says that it is
/// enough. What was begun by then is done and given all the same: nothing is done that nobody hears of.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) {
    let threads = available_parallelism().map_or(1, NonZeroUsize::get).min(AT_A_TIME);
    for round in items.chunks(threads.saturating_mul(ROUND)) {
        let done = side_by_side(round, threads, &work);
        let mut wanted = true;
        for one in done {
            wanted &= take(one);
        }
        if !wanted {
            return;
        }
    }
}

/// Does `aside` on a thread while `here` is done on this one.
pub fn at_once<A: Send, B>(aside: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    scope(|s| {
        let begun = Builder::new().stack_size(STACK).spawn_scoped(s, &aside);
        let done = here();
        let other = match begun {
            Ok(thread) => thread.join().unwrap_or_else(|fell| std::panic::resume_unwind(fell)),
            // Where there is no thread to be had, this one does it all.
            Err(_) => aside(),
        };
        (other, done)
    })
}

/// What comes of each item, worked on by some threads; this one works with them.
fn side_by_side<T: Sync, R: Send>(items: &[T], threads: usize, work: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let one_after_the_other = || {
        while let Some((i, item)) = {
            let i = next.fetch_add(1, Ordering::Relaxed);
            items.get(i).map(|item| (i, item))
        } {
            let result = work(item);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((i, result));
        }
    };
    scope(|s| {
        for _ in 1..threads.min(items.len()) {
            // Where there is no thread to be had, this one does it all.
            let _ = Builder::new().stack_size(STACK).spawn_scoped(s, one_after_the_other);
        }
        one_after_the_other();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
