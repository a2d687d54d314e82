//! The units of a collection as a list: what stands in a line, which of them are shown, in which order.

use super::find;
use crate::collect::figures::{Figures, number};
use crate::collect::standing::Standing;
use crate::collect::unit_row::{UnitRow, UnitState};
use crate::collect::{Collection, roster};
use crate::form::{Form, Role};
use crate::report::Date;
use rust_decimal::Decimal;
use std::cmp::{Ordering, Reverse};

/// The numbers shown of each unit: what a clerk calls them, and the row of the form.
pub const NUMBERS: [(&str, Role); 3] =
    [("新收", Role::Received), ("办结", Role::ResultTotal), ("结转", Role::CarriedOut)];

/// What stands in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitLine {
    pub id: String,
    pub name: String,
    pub kind: roster::UnitKind,
    pub state: Option<UnitState>,
    /// 退回2次, behind the state.
    pub returned: usize,
    pub received: Option<Date>,
    pub errors: usize,
    pub warnings: usize,
    /// As they were handed in, whether they count or not.
    pub numbers: [Option<Decimal>; 3],
    /// Of the first of them, since last year.
    pub change: Option<Decimal>,
    pub counts: bool,
    /// Its file says something else now, or is gone.
    pub changed: bool,
}

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

/// The lines in the roster's order.
pub fn lines(collection: &Collection, standing: &Standing) -> Vec<UnitLine> {
    let form = collection.form();
    let places = NUMBERS.map(|(_, role)| place(form, role));
    let line = |row: &UnitRow| {
        let unit = collection.units.get(row.unit)?;
        let counted = standing.figures(row.unit);
        let shown = || collection.submissions.get(row.shown?)?.figures();
        let of = |f: &Figures, place: Option<usize>| f.value(place?).as_ref().and_then(number);
        let figures = counted.or_else(|| shown().filter(|f| f.edition() == form.edition));
        let numbers = places.map(|p| figures.and_then(|f| of(f, p)));
        let [first, ..] = places;
        let key = first.and_then(|p| form.ledger().keys.get(p));
        let last = collection.last.as_ref().and_then(|l| l.units.get(&unit.id)?.as_ref());
        let before = last.zip(key).and_then(|(f, k)| f.by_key(k)).as_ref().and_then(number);
        let [now, ..] = numbers;
        Some(UnitLine {
            id: unit.id.clone(),
            name: unit.name.clone(),
            kind: unit.kind,
            state: Some(row.state),
            returned: row.returned,
            received: row.received,
            errors: row.errors,
            warnings: row.warnings,
            numbers,
            change: now.zip(before).and_then(|(n, b)| n.checked_sub(b)),
            counts: row.counts.is_some(),
            changed: row.changed,
        })
    };
    standing.rows.iter().map(|r| line(r).unwrap_or_default()).collect()
}

/// Place of the total of the row that has a role.
fn place(form: &Form, role: Role) -> Option<usize> {
    form.role(role).first().and_then(|row| form.ledger().total(row))
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
