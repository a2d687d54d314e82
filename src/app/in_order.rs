//! Work over many files, as many at a time as the machine does, with what came of each in the files' order.

use crate::side_by_side::side_by_side;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;

/// At most so many at a time: each may hold a large document.
const AT_A_TIME: usize = 4;
/// So many for each thread, before what came of them is looked at.
const ROUND: usize = 8;

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

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
