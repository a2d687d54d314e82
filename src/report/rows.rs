//! A report's numbers one a row, with whose they are and how they came about: as data files have them, written by the
//! export and read back by the import.

use super::value::{Cell, Unit, Value};
use super::{OfficeLevel, Report};
use crate::form::table::{CellKey, Kind};

/// What the columns are called. Files of before have no `paper`.
pub const COLUMNS: [&str; 9] =
    ["year", "office", "level", "edition", "cell", "value", "unit", "state", "paper"];

/// One cell of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRow {
    pub year: String,
    pub office: String,
    pub level: String,
    pub edition: String,
    pub key: String,
    /// Exact; empty for 未填, "/" for 不适用.
    pub value: String,
    /// 元 or 万元 of an amount.
    pub unit: String,
    pub state: String,
    /// What the paper form says of a total that is compared with it.
    pub paper: String,
}

/// How a cell came to what it says.
const TYPED: &str = "typed";
const COMPUTED: &str = "computed";
const BLANK: &str = "blank";
const NOT_APPLICABLE: &str = "na";

impl CellRow {
    /// The rows of a report, in the form's order.
    pub fn all(report: &Report) -> impl Iterator<Item = CellRow> {
        // What a name says of its office's level takes as long to find out as all else.
        let facts = CellRow::facts(report);
        report.form().cells().into_iter().map(move |key| CellRow::with(facts.clone(), report, &key))
    }

    pub fn of(report: &Report, key: &CellKey) -> CellRow {
        CellRow::with(CellRow::facts(report), report, key)
    }

    fn with(facts: [String; 4], report: &Report, key: &CellKey) -> CellRow {
        let kind = report.form().kind(key);
        let value = report.value(key);
        let (text, unit) = match &value {
            Some(Value::Amount { value, unit }) => (value.to_string(), unit.map_or("", Unit::word)),
            Some(v) => (v.canonical(kind), ""),
            None => (String::new(), ""),
        };
        let state = match (report.cell(key), &value) {
            (Cell::Computed | Cell::Compared(_), _) => COMPUTED,
            (_, None) => BLANK,
            (_, Some(Value::NotApplicable)) => NOT_APPLICABLE,
            _ => TYPED,
        };
        let [year, office, level, edition] = facts;
        CellRow {
            year,
            office,
            level,
            edition,
            key: key.to_string(),
            value: text,
            unit: unit.into(),
            state: state.into(),
            paper: match report.cell(key) {
                Cell::Compared(n) => n.to_string(),
                _ => String::new(),
            },
        }
    }

    /// Year, office, level and edition of all rows of a report.
    pub fn facts(report: &Report) -> [String; 4] {
        let level = report.level().word().to_string();
        [report.year.to_string(), report.office.name.clone(), level, report.edition.clone()]
    }

    /// By the names of the columns.
    pub fn from_fields(fields: [String; 9]) -> CellRow {
        let [year, office, level, edition, key, value, unit, state, paper] = fields;
        CellRow { year, office, level, edition, key, value, unit, state, paper }
    }

    pub fn fields(self) -> [String; 9] {
        let CellRow { year, office, level, edition, key, value, unit, state, paper } = self;
        [year, office, level, edition, key, value, unit, state, paper]
    }

    /// Its cell; `None` where what it says can't be.
    pub fn cell(&self, kind: Kind) -> Option<Cell> {
        let value = || match kind {
            Kind::WanYuan | Kind::Money => Value::parse(kind, &format!("{}{}", self.value, self.unit)),
            _ => Value::parse(kind, &self.value),
        };
        match self.state.as_str() {
            COMPUTED if self.paper.is_empty() => Some(Cell::Computed),
            COMPUTED => self.paper.parse().ok().map(Cell::Compared),
            _ if !self.paper.is_empty() => None,
            BLANK => self.value.is_empty().then_some(Cell::Unfilled),
            TYPED | NOT_APPLICABLE => value().map(Cell::Typed),
            _ => None,
        }
    }

    pub fn level(&self) -> Option<OfficeLevel> {
        OfficeLevel::ALL.into_iter().find(|l| l.word() == self.level)
    }
}
