//! Rows and columns of a sheet that nobody sees, and where those that are seen stand without them.

use std::ops::RangeInclusive;

/// Rows, or columns, that are hidden: from where to where, and how many before.
#[derive(Clone, Debug, Default)]
pub struct HiddenLines(Vec<(RangeInclusive<usize>, usize)>);

impl HiddenLines {
    pub fn of(mut ranges: Vec<RangeInclusive<usize>>) -> HiddenLines {
        ranges.sort_by_key(|r| *r.start());
        let mut out: Vec<(RangeInclusive<usize>, usize)> = Vec::new();
        for r in ranges.into_iter().filter(|r| r.start() <= r.end()) {
            match out.last_mut() {
                Some((last, _)) if *r.start() <= last.end().saturating_add(1) => {
                    *last = *last.start()..=*last.end().max(r.end());
                }
                _ => out.push((r, 0)),
            }
        }
        let mut before = 0usize;
        for (r, count) in &mut out {
            *count = before;
            before = before.saturating_add(r.end() - r.start() + 1);
        }
        HiddenLines(out)
    }

    pub fn hides(&self, i: usize) -> bool {
        let n = self.0.partition_point(|(r, _)| *r.start() <= i);
        n.checked_sub(1).and_then(|n| self.0.get(n)).is_some_and(|(r, _)| r.contains(&i))
    }

    /// Where a place stands once the hidden ones are gone; a hidden one where the next that is seen does.
    pub fn closed_up(&self, i: usize) -> usize {
        let n = self.0.partition_point(|(r, _)| *r.start() <= i);
        let last = n.checked_sub(1).and_then(|n| self.0.get(n));
        last.map_or(i, |(r, before)| {
            (i.max(*r.end() + 1) - (r.end() - r.start() + 1)).saturating_sub(*before)
        })
    }

    /// Where a place that is seen stood in the sheet.
    pub fn own(&self, seen: usize) -> usize {
        let n = self.0.partition_point(|(r, before)| *r.start() <= seen.saturating_add(*before));
        let last = n.checked_sub(1).and_then(|i| self.0.get(i));
        last.map_or(seen, |(r, before)| seen.saturating_add(*before).saturating_add(r.end() - r.start() + 1))
    }
}

/// What is hidden in a sheet, as its file says it.
#[derive(Clone, Debug, Default)]
pub struct HiddenParts {
    pub rows: Vec<RangeInclusive<usize>>,
    pub columns: Vec<RangeInclusive<usize>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_closes_up_and_knows_its_own_place() {
        let h = HiddenLines::of(vec![5..=6, 2..=2, 6..=8]);
        let seen: Vec<usize> = (0..12).filter(|i| !h.hides(*i)).collect();
        assert_eq!(seen, [0, 1, 3, 4, 9, 10, 11]);
        for (now, own) in seen.iter().enumerate() {
            assert_eq!((h.closed_up(*own), h.own(now)), (now, *own));
        }
        assert_eq!((h.closed_up(2), h.closed_up(7)), (2, 4));
    }
}
