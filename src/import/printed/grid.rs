//! Crossing lines → regions of a table: the smallest fields between all lines, united wherever no line parts them.

use super::rules::{Ruled, Sets, Straight};

/// Edges no farther apart than this are one.
pub const NEAR: f32 = 4.0;
/// A drawing has more fields than a table.
const MOST: usize = 20_000;

/// A region of a table: rows counted from 0, sides in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    pub row: usize,
    pub rows: usize,
    pub x0: f32,
    pub x1: f32,
}

/// Where a table's regions are.
#[derive(Debug)]
pub struct RuledGrid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// The region of each field, row by row.
    fields: Vec<usize>,
    pub regions: Vec<Region>,
}

impl RuledGrid {
    /// The layout that lines make; `None` where they make no table.
    pub fn of(ruled: &Ruled) -> Option<RuledGrid> {
        // Cut by a page, a table may lack its outer lines: the others' ends stand for them.
        let edges = |at: &[Straight], ends: &[Straight]| {
            clustered(at.iter().map(|l| l.at).chain(ends.iter().flat_map(|l| [l.from, l.to])).collect())
        };
        let (xs, ys) = (edges(&ruled.down, &ruled.across), edges(&ruled.across, &ruled.down));
        let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if cols * rows < 2 || cols * rows > MOST {
            return None;
        }
        let mut set = Sets::of(cols * rows);
        for (row, y) in ys.windows(2).enumerate() {
            for (col, x) in xs.windows(2).enumerate() {
                let field = row * cols + col;
                if col + 1 < cols && !covered(&ruled.down, x[1], (y[0] + y[1]) / 2.0) {
                    set.unite(field, field + 1);
                }
                if row + 1 < rows && !covered(&ruled.across, y[1], (x[0] + x[1]) / 2.0) {
                    set.unite(field, field + cols);
                }
            }
        }
        let mut regions: Vec<Region> = Vec::new();
        let mut number = vec![usize::MAX; cols * rows];
        let mut fields = Vec::with_capacity(cols * rows);
        for field in 0..cols * rows {
            let (row, col, root) = (field / cols, field % cols, set.root(field));
            if number[root] == usize::MAX {
                number[root] = regions.len();
                regions.push(Region { row, rows: 1, x0: xs[col], x1: xs[col + 1] });
            }
            let r = &mut regions[number[root]];
            r.rows = r.rows.max(row + 1 - r.row);
            (r.x0, r.x1) = (r.x0.min(xs[col]), r.x1.max(xs[col + 1]));
            fields.push(number[root]);
        }
        (regions.len() > 1).then_some(RuledGrid { xs, ys, fields, regions })
    }

    /// The region that a place lies in.
    pub fn at(&self, x: f32, y: f32) -> Option<usize> {
        let within = |edges: &[f32], v: f32| edges.windows(2).position(|w| w[0] <= v && v < w[1]);
        let (col, row) = (within(&self.xs, x)?, within(&self.ys, y)?);
        self.fields.get(row * (self.xs.len() - 1) + col).copied()
    }

    pub fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or(0.0)
    }
    pub fn rows(&self) -> usize {
        self.ys.len() - 1
    }
    /// Its left and right edge.
    pub fn sides(&self) -> (f32, f32) {
        (self.xs.first().copied().unwrap_or(0.0), self.xs.last().copied().unwrap_or(0.0))
    }
}

/// Whether one of the lines at `at` goes past `place`.
fn covered(lines: &[Straight], at: f32, place: f32) -> bool {
    lines.iter().any(|l| (l.at - at).abs() <= NEAR && l.from <= place && place <= l.to)
}

/// Places in ascending order, those near each other once.
pub fn clustered(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= NEAR);
    places
}
