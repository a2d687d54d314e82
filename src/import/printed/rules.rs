//! Ruling lines as drawn → long straight lines, and which of them belong together.

use super::page::Rule;
use crate::import::budget::Budget;

/// A box thinner than this is a line, in points.
pub const THIN: f32 = 3.5;
/// Lines no farther apart than this are one: a double rule.
const DOUBLE: f32 = 2.5;
/// Pieces of a line with a gap no larger than this are one line: dashes, cells ruled each by itself.
const GAP: f32 = 3.0;
/// Shorter lines rule nothing.
const SHORT: f32 = 4.0;
/// So many comparisons are a piece of the budget.
const COMPARED: usize = 256;
/// A page with more lines is a drawing.
const MOST: usize = 20_000;

/// A straight line: where it is, and from where to where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Straight {
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// Lines that cross each other.
#[derive(Debug, Default)]
pub struct Ruled {
    /// Lines from left to right.
    pub across: Vec<Straight>,
    /// Lines from above to below.
    pub down: Vec<Straight>,
}

/// The groups of crossing lines of a page.
pub fn groups(rules: &[Rule], budget: &Budget<'_>) -> Vec<Ruled> {
    let flat = |r: &&Rule| r.y1 - r.y0 < THIN && r.x1 - r.x0 > r.y1 - r.y0;
    let across = rules.iter().filter(flat);
    let across = across.map(|r| Straight { at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1 }).collect();
    let upright = |r: &&Rule| r.x1 - r.x0 < THIN && r.y1 - r.y0 > r.x1 - r.x0;
    let down = rules.iter().filter(upright);
    let down = down.map(|r| Straight { at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1 }).collect();
    let (across, down) = (merged(across), merged(down));
    let too_many = across.len() + down.len() > MOST;
    if too_many || !budget.take(across.len() * down.len() / COMPARED) {
        return Vec::new();
    }
    crossing(across, down)
}

/// Lines with their pieces put together.
fn merged(mut lines: Vec<Straight>) -> Vec<Straight> {
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|l| l.at - first.at <= DOUBLE).count();
        let (near, next) = rest.split_at(n);
        rest = next;
        let mut near = near.to_vec();
        near.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Straight> = None;
        for l in near {
            match &mut open {
                Some(o) if l.from <= o.to + GAP => o.to = o.to.max(l.to),
                _ => out.extend(open.replace(l)),
            }
        }
        out.extend(open);
    }
    out.retain(|l| l.to - l.from >= SHORT);
    out
}

/// Groups of lines that touch.
fn crossing(across: Vec<Straight>, down: Vec<Straight>) -> Vec<Ruled> {
    let mut set = Sets::of(across.len() + down.len());
    for (i, a) in across.iter().enumerate() {
        for (k, d) in down.iter().enumerate() {
            let meets = |at: f32, l: &Straight| at >= l.from - GAP && at <= l.to + GAP;
            if meets(d.at, a) && meets(a.at, d) {
                set.unite(i, across.len() + k);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Ruled> = Default::default();
    let count = across.len();
    for (i, l) in across.into_iter().enumerate() {
        groups.entry(set.root(i)).or_default().across.push(l);
    }
    for (k, l) in down.into_iter().enumerate() {
        groups.entry(set.root(count + k)).or_default().down.push(l);
    }
    groups.into_values().filter(|g| g.across.len() + g.down.len() > 2).collect()
}

/// Things that are united, by number.
pub struct Sets(Vec<usize>);

impl Sets {
    pub fn of(count: usize) -> Sets {
        Sets((0..count).collect())
    }
    /// The number that all things united with this one share.
    pub fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }
    pub fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
