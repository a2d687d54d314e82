//! A report's numbers in the tables of another edition of the form (format.md §2.6): what has the same key, or
//! is the same under another name (`Renamed`), goes over; what has no place is named; nothing is guessed.

use super::Report;
use super::edit::Edit;
use super::value::{Cell, Value};
use crate::form::table::CellKey;
use crate::form::{self, Form};

/// What leads from one edition to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    pub edits: Vec<Edit>,
    /// Names of cells whose numbers have no place in the new tables.
    pub lost: Vec<String>,
}

/// The edits that put `report` on the tables of `to`.
pub fn to_edition(report: &Report, to: &'static Form) -> Conversion {
    let from = report.form();
    let mut edits = vec![Edit::Edition(to.edition.clone())];
    let mut kept: Vec<CellKey> = Vec::new();
    let mut cells = Vec::new();
    // What lies between the two, from the new one back.
    let way = form::between(to, from);
    for key in to.cells() {
        let (cell, sources) = taken_over(report, &way, &key).unwrap_or_default();
        let cell = match cell {
            // A total that follows its parts goes on doing so.
            Cell::Unfilled | Cell::Computed | Cell::Compared(_) if to.total_of(&key).is_some() => {
                Cell::Computed
            }
            Cell::Computed | Cell::Compared(_) => sum(report, &sources).unwrap_or_default(),
            cell => cell,
        };
        kept.extend(sources);
        cells.push(Edit::Cell(key, cell));
    }
    let gone = report.cells.keys().filter(|k| !to.has(k));
    edits.extend(gone.map(|k| Edit::Cell(k.clone(), Cell::Unfilled)));
    edits.extend(cells);
    edits.push(Edit::Letters(to.letters.iter().map(|l| l.number.clone()).collect()));
    for section in to.order() {
        if report.section(section).heading == from.heading(section, report.heading_set) {
            edits.push(Edit::Heading(section, to.heading(section, report.heading_set)));
        }
    }
    let says = |k: &&CellKey| report.value(k).is_some_and(|v| !v.is_zero());
    let lost =
        from.cells().iter().filter(|k| !kept.contains(k)).filter(says).map(|k| from.cell_name(k)).collect();
    Conversion { edits, lost }
}

/// What stands in a cell of the first of these forms, and the report's cells it comes from; the last is the report's.
fn taken_over(report: &Report, way: &[&'static Form], key: &CellKey) -> Option<(Cell, Vec<CellKey>)> {
    let (here, from) = (way.first()?, way.last()?);
    if from.has(key) && from.kind(key) == here.kind(key) {
        return Some((report.cell(key), vec![key.clone()]));
    }
    let rest = &way[1..];
    let Names { rows, columns, whole } = names(here, rest.first()?, key)?;
    let keys = rows.iter().flat_map(|r| columns.iter().map(|c| CellKey::new(r, c)));
    // Another name is no other kind of number.
    let alike = |k: &CellKey| rest.first().is_some_and(|f| f.kind(k) == here.kind(key));
    let over = |k: CellKey| if alike(&k) { taken_over(report, rest, &k) } else { None };
    let found: Vec<(Cell, Vec<CellKey>)> = keys.map(over).collect::<Option<_>>()?;
    let sources: Vec<CellKey> = found.iter().flat_map(|(_, s)| s.clone()).collect();
    let cell = match found.as_slice() {
        [(cell, _)] if whole => cell.clone(),
        all if all.iter().all(|(c, _)| c.follows()) => Cell::Computed,
        // Several add up to one; one is split only when it is 0.
        _ => sum(report, &sources).filter(|c| whole || *c == Cell::Typed(Value::Count(0)))?,
    };
    Some((cell, sources))
}

/// What cells of the report come to together, once all of them are known.
fn sum(report: &Report, keys: &[CellKey]) -> Option<Cell> {
    let sum = keys.iter().map(|k| report.value(k)?.whole()).sum::<Option<i128>>()?;
    Value::typed_count(sum).map(Cell::Typed)
}

/// The rows and columns of the next form that a cell stands for.
struct Names {
    rows: Vec<String>,
    columns: Vec<String>,
    /// All of what they hold is the cell's.
    whole: bool,
}

/// What a cell's row and column are called in the form before or behind this one.
fn names(here: &Form, next: &Form, key: &CellKey) -> Option<Names> {
    let mut whole = true;
    let mut named = |name: &str, same: bool| {
        if same {
            return Some(vec![name.to_string()]);
        }
        let forward = here.first_year > next.first_year;
        let pairs = if forward { &here.renamed } else { &next.renamed };
        let sides = pairs.iter().map(|r| if forward { (&r.now, &r.before) } else { (&r.before, &r.now) });
        let (own, others) = sides.into_iter().find(|(own, _)| own.iter().any(|n| n == name))?;
        whole &= own.len() == 1;
        Some(others.clone())
    };
    let rows = named(key.row(), next.has_row(key.row()))?;
    let of_row = next.columns_of(rows.first()?);
    let columns = named(key.column(), of_row.iter().any(|c| c == key.column()))?;
    Some(Names { rows, columns, whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(year: u16, cells: &[(&str, &str)]) -> Report {
        let mut r = Report::new(year, "示范县水利局");
        for (k, v) in cells {
            Edit::enter(r.form(), &CellKey::parse(k), v).apply(&mut r);
        }
        r
    }
    fn converted(r: &Report, edition: &str) -> (Report, Vec<String>) {
        let c = to_edition(r, form::by_edition(edition).expect("known"));
        let mut after = r.clone();
        c.edits.into_iter().for_each(|e| e.apply(&mut after));
        (after, c.lost)
    }

    #[test]
    fn what_both_editions_have_goes_over_and_the_rest_is_named() {
        let r = report(
            2022,
            &[
                ("requests.received/natural", "7"),
                ("requests.done.other/natural", "0"),
                ("review.count/suit_direct.upheld", "2"),
            ],
        );
        let mut r = Report { edition: "fy2019".into(), ..r };
        r.cells.clear();
        r.compute_totals();
        for (k, v) in [
            ("requests.received/natural", "7"),
            ("requests.done.other/natural", "0"),
            ("requests.done.other/org.other", "2"),
            ("disclosure.rules.normative_document/made", "3"),
            ("disclosure.rules.normative_document/public_total", "14"),
            ("disclosure.licensing.licence/decisions", "9"),
        ] {
            Edit::enter(r.form(), &CellKey::parse(k), v).apply(&mut r);
        }
        let (after, lost) = converted(&r, "fy2021");
        let shown = |k: &str| after.canonical(&CellKey::parse(k));
        assert_eq!(after.edition, "fy2021");
        assert_eq!(shown("requests.received/total").as_deref(), Some("7"));
        assert_eq!(shown("requests.done.other.fee_unpaid/natural").as_deref(), Some("0"));
        assert_eq!(shown("requests.done.other.other/org.other"), None, "two can't be split");
        assert_eq!(shown("disclosure.rules.normative_document/issued").as_deref(), Some("3"));
        assert_eq!(shown("disclosure.rules.normative_document/in_force"), None, "another meaning");
        assert_eq!(shown("disclosure.licensing.licence/decisions").as_deref(), Some("9"));
        assert!(
            lost.iter().any(|n| n.contains("对外公开总数量"))
                && lost.iter().any(|n| n.contains("（六）其他处理"))
        );
        assert!(after.cells.keys().all(|k| after.form().has(k)));
    }

    #[test]
    fn there_and_back_keeps_the_numbers() {
        let r = report(
            2025,
            &[
                ("requests.done.other.fee_unpaid/natural", "1"),
                ("requests.done.other.other/natural", "2"),
                ("requests.done.other.not_corrected/natural", "0"),
            ],
        );
        let (after, _) = converted(&r, "fy2019");
        assert_eq!(after.canonical(&CellKey::parse("requests.done.other/natural")).as_deref(), Some("3"));
    }
}
