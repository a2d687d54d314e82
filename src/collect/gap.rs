//! 差额表: any two of the sums, the government's draft, last year's sums and what was published last year, cell by
//! cell, with the units that explain a difference.

use super::Collection;
use super::figures::{self, Figures};
use super::standing::Standing;
use crate::form::table::CellKey;
use crate::report::value::Value;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::sync::Arc;

/// What can be set beside something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapSide {
    Sum,
    /// The government's own draft of this year.
    Draft,
    LastSum,
    LastPublished,
}

impl GapSide {
    pub const ALL: [GapSide; 4] = [GapSide::Sum, GapSide::Draft, GapSide::LastSum, GapSide::LastPublished];

    pub fn word(self) -> &'static str {
        match self {
            GapSide::Sum => "汇总数",
            GapSide::Draft => "本级底稿",
            GapSide::LastSum => "去年汇总数",
            GapSide::LastPublished => "去年公布数",
        }
    }

    /// Its numbers, in the edition of the collection, where there are any.
    pub fn figures(self, collection: &Collection, standing: &Standing) -> Option<Arc<Figures>> {
        let form = collection.form();
        let own = |f: &Arc<Figures>| figures::in_edition(f, form);
        match self {
            GapSide::Sum => Some(Arc::new(standing.totals.figures(form))),
            GapSide::Draft => collection.draft.as_ref().map(|d| own(&d.figures)),
            GapSide::LastSum => collection.last.as_ref().map(|l| own(&l.sums)),
            GapSide::LastPublished => collection.published.as_ref().map(|p| own(&p.figures)),
        }
    }
}

/// One line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLine {
    pub cell: CellKey,
    pub left: Option<Value>,
    pub right: Option<Value>,
    /// Left less right; none where one of the two is no number.
    pub difference: Option<Decimal>,
    /// What was adjusted in the sums.
    pub adjusted: Decimal,
    /// Places of the units that explain it, with what they do: the change since last year, or a number that is just
    /// the difference.
    pub units: Vec<(usize, Decimal)>,
}

/// Most units that are named with a line.
const NAMED: usize = 5;

/// The cells in which the two sides differ, the largest difference first; `all` gives those that agree too.
pub fn lines(
    collection: &Collection,
    standing: &Standing,
    sides: (GapSide, GapSide),
    all: bool,
) -> Vec<GapLine> {
    let figures = |s: GapSide| s.figures(collection, standing);
    let (Some(left), Some(right)) = (figures(sides.0), figures(sides.1)) else { return Vec::new() };
    let last = last_figures(collection, sides);
    let mut out = Vec::new();
    for (place, cell) in collection.form().ledger().keys.iter().enumerate() {
        let (l, r) = (left.value(place), right.value(place));
        let number = |v: &Option<Value>| v.as_ref().and_then(figures::number);
        let difference = number(&l).zip(number(&r)).and_then(|(l, r)| l.checked_sub(r));
        let agree = match difference {
            Some(d) => d.is_zero(),
            None => l == r,
        };
        if agree && !all {
            continue;
        }
        let adjusted = standing.totals.cell(place).map(|c| c.adjusted).unwrap_or_default();
        let units = match difference {
            Some(d) if !d.is_zero() => explaining(standing, last.as_deref(), sides, (place, d)),
            _ => Vec::new(),
        };
        out.push(GapLine { cell: cell.clone(), left: l, right: r, difference, adjusted, units });
    }
    // Those of one size stay in the form's order.
    out.sort_by_key(|l| Reverse(l.difference.map_or(Decimal::MAX, |d| d.abs())));
    out
}

/// What each unit gave last year, by its place, where last year's sums are set beside this year's.
fn last_figures(collection: &Collection, sides: (GapSide, GapSide)) -> Option<Vec<Option<Arc<Figures>>>> {
    let is_asked = matches!(sides, (GapSide::Sum, GapSide::LastSum) | (GapSide::LastSum, GapSide::Sum));
    let last = collection.last.as_ref().filter(|_| is_asked)?;
    Some(collection.units.iter().map(|u| last.figures(&u.id, collection.form())).collect())
}

fn explaining(
    standing: &Standing,
    last: Option<&[Option<Arc<Figures>>]>,
    sides: (GapSide, GapSide),
    (place, difference): (usize, Decimal),
) -> Vec<(usize, Decimal)> {
    let number = |f: &Figures| f.value(place).as_ref().and_then(figures::number);
    let now = |unit: usize| standing.figures(unit).and_then(|f| number(f));
    let units = 0..standing.rows.len();
    let mut found: Vec<(usize, Decimal)> = match last {
        Some(last) => {
            let last = |unit: usize| last.get(unit)?.as_ref().and_then(|f| number(f));
            let change = |u: usize| {
                let (n, l) = (now(u).unwrap_or_default(), last(u).unwrap_or_default());
                if sides.0 == GapSide::Sum { n.checked_sub(l) } else { l.checked_sub(n) }
            };
            units.filter_map(|u| Some((u, change(u)?))).filter(|(_, d)| !d.is_zero()).collect()
        }
        // Left out of one side, or counted twice in it.
        _ => units.filter_map(|u| Some((u, now(u)?))).filter(|(_, n)| *n == difference.abs()).collect(),
    };
    found.sort_by_key(|(u, d)| (Reverse(d.abs()), *u));
    found.truncate(NAMED);
    found
}
