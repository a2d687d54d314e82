//! The units of a collection as a list: which lines are shown, in which order.

use super::find;
use super::unit_lines::UnitLine;
use crate::collect::unit_row::UnitState;
use std::cmp::{Ordering, Reverse};

/// What a list can be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitColumn {
    /// As the roster has them.
    #[default]
    Roster,
    State,
    Received,
    Errors,
    Warnings,
    /// One of `NUMBERS`.
    Number(usize),
    Change,
}

/// Which lines are shown, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitView {
    /// Only those of this state.
    pub only: Option<UnitState>,
    pub query: String,
    pub by: UnitColumn,
    pub falling: bool,
}

/// How many are in each state, those that are in any.
pub fn states(lines: &[UnitLine]) -> Vec<(UnitState, usize)> {
    let count = |s: UnitState| lines.iter().filter(|l| l.state == Some(s)).count();
    UnitState::ALL.into_iter().map(|s| (s, count(s))).filter(|(_, n)| *n > 0).collect()
}

impl UnitView {
    /// Orders by a column; by the same again the other way round, then as the roster has them.
    pub fn turn(&mut self, by: UnitColumn) {
        // Of numbers the largest are looked for.
        let first = !matches!(by, UnitColumn::State | UnitColumn::Received);
        (self.by, self.falling) = match self.by == by {
            false => (by, first),
            true if self.falling == first => (by, !first),
            true => (UnitColumn::Roster, false),
        };
    }

    /// Places of the lines shown.
    pub fn shown(&self, lines: &[UnitLine]) -> Vec<usize> {
        let query = self.query.trim();
        let fits = |l: &UnitLine| {
            self.only.is_none_or(|s| l.state == Some(s))
                && (query.is_empty() || find::holds_all(&l.name, query))
        };
        let mut out: Vec<usize> = lines.iter().enumerate().filter(|(_, l)| fits(l)).map(|(i, _)| i).collect();
        let (by, falling) = (self.by, self.falling);
        out.sort_by(|a, b| match (lines.get(*a), lines.get(*b)) {
            (Some(a), Some(b)) if falling => compare(by, b, a),
            (Some(a), Some(b)) => compare(by, a, b),
            _ => Ordering::Equal,
        });
        out
    }
}

fn compare(by: UnitColumn, a: &UnitLine, b: &UnitLine) -> Ordering {
    match by {
        UnitColumn::Roster => Ordering::Equal,
        UnitColumn::State => (a.state, Reverse(a.errors)).cmp(&(b.state, Reverse(b.errors))),
        UnitColumn::Received => a.received.cmp(&b.received),
        UnitColumn::Errors => a.errors.cmp(&b.errors),
        UnitColumn::Warnings => a.warnings.cmp(&b.warnings),
        UnitColumn::Number(n) => a.numbers.get(n).cmp(&b.numbers.get(n)),
        UnitColumn::Change => a.change.map(|c| c.abs()).cmp(&b.change.map(|c| c.abs())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn line(name: &str, state: UnitState, errors: usize, received: i64) -> UnitLine {
        let numbers = [Some(Decimal::from(received)), None, None];
        UnitLine { name: name.into(), state: Some(state), errors, numbers, ..UnitLine::default() }
    }

    fn names(view: &UnitView, lines: &[UnitLine]) -> Vec<String> {
        view.shown(lines).into_iter().map(|i| lines[i].name.clone()).collect()
    }

    #[test]
    fn a_column_orders_up_and_down_and_a_third_click_gives_the_roster_back() {
        use UnitState::{Absent, Passed, Wrong};
        let lines = [
            line("示范县水利局", Passed, 0, 3),
            line("示范县教育局", Wrong, 4, 12),
            line("青石镇人民政府", Absent, 0, 0),
        ];
        let mut view = UnitView::default();
        view.turn(UnitColumn::Number(0));
        assert_eq!(names(&view, &lines), ["示范县教育局", "示范县水利局", "青石镇人民政府"]);
        view.turn(UnitColumn::Number(0));
        assert_eq!(names(&view, &lines), ["青石镇人民政府", "示范县水利局", "示范县教育局"]);
        view.turn(UnitColumn::Number(0));
        assert_eq!(view, UnitView::default());
        view.turn(UnitColumn::State);
        assert_eq!(names(&view, &lines), ["青石镇人民政府", "示范县教育局", "示范县水利局"]);
        let view = UnitView { only: Some(Wrong), ..UnitView::default() };
        assert_eq!(names(&view, &lines), ["示范县教育局"]);
        let view = UnitView { query: "slj".into(), ..UnitView::default() };
        assert_eq!(names(&view, &lines), ["示范县水利局"]);
        assert_eq!(states(&lines), [(Absent, 1), (Wrong, 1), (Passed, 1)]);
    }
}
