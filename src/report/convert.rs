//! A report's numbers in the tables of another edition of the form (format.md §2.6): what has the same key, or
//! the same role, goes over; what has no place is named; nothing is guessed.

use super::Report;
use super::edit::Edit;
use super::value::{Cell, Value};
use crate::form::table::CellKey;
use crate::form::{Form, Role};

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
    for key in to.cells() {
        let (cell, sources) = taken_over(report, from, to, &key);
        kept.extend(sources);
        // A total that follows its parts goes on doing so.
        let follows = to.total_of(&key).is_some() && matches!(cell, Cell::Unfilled | Cell::Computed);
        cells.push(Edit::Cell(key, if follows { Cell::Computed } else { cell }));
    }
    let gone = report.cells.keys().filter(|k| !to.has(k));
    edits.extend(gone.map(|k| Edit::Cell(k.clone(), Cell::Unfilled)));
    edits.extend(cells);
    edits.push(Edit::Letters(to.letters.iter().map(|l| l.number.clone()).collect()));
    for n in 1..=6 {
        if report.sections[n - 1].heading == from.heading(n, report.heading_set) {
            edits.push(Edit::Heading(n, to.heading(n, report.heading_set)));
        }
    }
    let says = |k: &&CellKey| report.value(k).is_some_and(|v| !v.is_zero());
    let lost =
        from.cells().iter().filter(|k| !kept.contains(k)).filter(says).map(|k| from.cell_name(k)).collect();
    Conversion { edits, lost }
}

/// What stands in a cell of the new tables, and the old cells it comes from.
fn taken_over(
    report: &Report,
    from: &'static Form,
    to: &'static Form,
    key: &CellKey,
) -> (Cell, Vec<CellKey>) {
    if from.has(key) && from.kind(key) == to.kind(key) {
        return (report.cell(key), vec![key.clone()]);
    }
    // The same column under another name.
    let column = renamed(from, to, Role::Issued, key.column());
    if let Some(old) = column.map(|c| CellKey::new(key.row(), c)).filter(|k| from.has(k)) {
        return (report.cell(&old), vec![old]);
    }
    results(report, from, to, key).unwrap_or_default()
}

fn renamed<'f>(from: &'f Form, to: &Form, role: Role, name: &str) -> Option<&'f str> {
    let at = to.role(role).iter().position(|n| n == name)?;
    from.role(role).get(at).map(String::as_str)
}

/// 其他处理: one row in one edition, several in another. Several add up to one; one is split only when it is 0.
fn results(report: &Report, from: &'static Form, to: &Form, key: &CellKey) -> Option<(Cell, Vec<CellKey>)> {
    let (old, new) = (from.role(Role::OtherResults), to.role(Role::OtherResults));
    if !new.iter().any(|r| r == key.row()) || old.is_empty() {
        return None;
    }
    let sources: Vec<CellKey> = old.iter().map(|r| CellKey::new(r, key.column())).collect();
    let sum = sources.iter().map(|k| report.value(k)?.whole()).sum::<Option<i128>>()?;
    let count = |n: i128| Value::typed_count(n).map(Cell::Typed);
    match (new.len(), sum) {
        (1, n) => Some((count(n)?, sources)),
        (_, 0) => Some((count(0)?, sources)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    fn report(year: u16, cells: &[(&str, &str)]) -> Report {
        let mut r = Report::new(year, "示范县水利局");
        for (k, v) in cells {
            Edit::enter(&r.clone(), &CellKey::parse(k), v).apply(&mut r);
        }
        r
    }
    fn converted(r: &Report, edition: &str) -> (Report, Vec<String>) {
        let c = to_edition(r, form::by_edition(edition).expect("known"));
        let mut after = r.clone();
        c.edits.iter().for_each(|e| e.apply(&mut after));
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
            Edit::enter(&r.clone(), &CellKey::parse(k), v).apply(&mut r);
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
