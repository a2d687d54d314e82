//! Numbers and places that cannot go wrong: beyond the end there is what there is. A report or a window of a kind
//! that nobody thought of must not end the program.

use std::ops::{Bound, RangeBounds};

/// `x`, at least `least` and at most `most`; `least` where the two cross, and for what is no number.
pub fn between<T: PartialOrd>(x: T, least: T, most: T) -> T {
    match (x > least, x > most) {
        (true, false) => x,
        (true, true) if most > least => most,
        _ => least,
    }
}

/// What stands at a place; beyond the end nothing, which is 0.
pub fn at<T: Copy + Default>(all: &[T], place: usize) -> T {
    all.get(place).copied().unwrap_or_default()
}

/// The next of so many places, or the one before, round at the ends.
pub fn round(place: usize, forward: bool, many: usize) -> usize {
    let last = many.saturating_sub(1);
    match forward {
        true => Some(place.saturating_add(1)).filter(|p| *p <= last).unwrap_or(0),
        false => place.checked_sub(1).unwrap_or(last).min(last),
    }
}

/// What of a range there is.
pub fn part<T>(all: &[T], range: impl RangeBounds<usize>) -> &[T] {
    all.get(within(range, all.len())).unwrap_or_default()
}

/// What of a range there is, to be changed.
pub fn part_mut<T>(all: &mut [T], range: impl RangeBounds<usize>) -> &mut [T] {
    let range = within(range, all.len());
    all.get_mut(range).unwrap_or_default()
}

fn within(range: impl RangeBounds<usize>, len: usize) -> std::ops::Range<usize> {
    let from = match range.start_bound() {
        Bound::Included(n) => *n,
        Bound::Excluded(n) => n.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let to = match range.end_bound() {
        Bound::Included(n) => n.saturating_add(1),
        Bound::Excluded(n) => *n,
        Bound::Unbounded => len,
    };
    from.min(len)..to.min(len).max(from.min(len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_between_its_bounds_even_where_they_cross() {
        assert_eq!([between(0, 1, 3), between(2, 1, 3), between(9, 1, 3)], [1, 2, 3]);
        assert_eq!([between(0, 3, 1), between(2, 3, 1), between(9, 3, 1)], [3, 3, 3]);
        assert_eq!(between(f32::NAN, 1.0, 3.0), 1.0);
        assert_eq!(between(f32::INFINITY, 1.0, 3.0), 3.0);
    }

    #[test]
    fn who_goes_round_comes_by_every_place_and_stays_where_there_is_none() {
        assert_eq!([round(0, true, 3), round(2, true, 3), round(9, true, 3)], [1, 0, 0]);
        assert_eq!([round(2, false, 3), round(0, false, 3), round(9, false, 3)], [1, 2, 2]);
        assert_eq!([round(0, true, 0), round(0, false, 0), round(usize::MAX, true, 0)], [0, 0, 0]);
    }

    #[test]
    fn a_part_is_what_there_is_of_it() {
        let mut all = [1, 2, 3];
        assert_eq!((at(&all, 2), at(&all, 3)), (3, 0));
        assert_eq!(
            (part(&all, ..2), part(&all, 1..), part(&all, ..=0)),
            (&[1, 2][..], &[2, 3][..], &[1][..])
        );
        assert_eq!((part(&all, 2..9), part(&all, 7..9)), (&[3][..], &[][..]));
        let (crossed, most) = (std::ops::Range { start: 2, end: 1 }, ..=usize::MAX);
        assert!(part(&all, crossed).is_empty() && part(&all, most).len() == 3);
        part_mut(&mut all, 1..9).fill(7);
        assert_eq!(all, [1, 7, 7]);
    }
}
