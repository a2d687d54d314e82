//! The numbers of a report by themselves, by place in the ledger of their form: small enough to keep those of some
//! thousand units, quick to add up. In files they stand a row a line, in the words of cells.

use crate::form::table::{CellKey, Kind};
use crate::form::{self, Form};
use crate::report::value::{Cell, Unit, Value};
use crate::report::{Report, convert};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The numbers of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "FiguresText", into = "FiguresText")]
pub struct Figures {
    edition: String,
    /// By place.
    cells: Vec<Cell>,
}

/// A file holds numbers that no form has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownFigures {
    #[error("不认识的格式“{0}”")]
    Edition(String),
    #[error("格式“{0}”的表里没有“{1}”这一行")]
    Row(String, String),
    #[error("格式“{0}”的“{1}”这一行应当是{2}格，文件里是{3}格")]
    Cells(String, String, usize, usize),
}

/// As it stands in a file: the cells of each row, in the order of its columns.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresText {
    edition: String,
    rows: BTreeMap<String, Vec<String>>,
}

/// Before words that are no number; a total that follows its parts.
const WORDS: char = '\'';
const FOLLOWS: &str = "=";

impl From<Figures> for FiguresText {
    fn from(figures: Figures) -> FiguresText {
        let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let form = figures.form();
        for (key, cell) in form.into_iter().flat_map(|f| &f.ledger().keys).zip(&figures.cells) {
            let text = match cell {
                Cell::Unfilled => String::new(),
                Cell::Computed | Cell::Compared(_) => FOLLOWS.into(),
                Cell::Typed(Value::Raw(t)) => format!("{WORDS}{t}"),
                Cell::Typed(v) => v.canonical(form.map_or(Kind::Count, |f| f.kind(key))),
            };
            rows.entry(key.row().to_string()).or_default().push(text);
        }
        FiguresText { edition: figures.edition, rows }
    }
}

impl FiguresText {
    /// Whether its rows are those of the form, each as long as there.
    fn fits(&self, form: &'static Form) -> Result<(), UnknownFigures> {
        let mut lengths: BTreeMap<&str, usize> = BTreeMap::new();
        for key in &form.ledger().keys {
            let n = lengths.entry(key.row()).or_default();
            *n = n.saturating_add(1);
        }
        let edition = || self.edition.clone();
        for (row, cells) in &self.rows {
            match lengths.get(row.as_str()) {
                None => return Err(UnknownFigures::Row(edition(), row.clone())),
                Some(n) if *n != cells.len() => {
                    return Err(UnknownFigures::Cells(edition(), row.clone(), *n, cells.len()));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

impl TryFrom<FiguresText> for Figures {
    type Error = UnknownFigures;
    fn try_from(text: FiguresText) -> Result<Figures, UnknownFigures> {
        if text.edition.is_empty() {
            return Ok(Figures::default());
        }
        let Some(form) = form::by_edition(&text.edition) else {
            return Err(UnknownFigures::Edition(text.edition));
        };
        text.fits(form)?;
        let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
        let mut cell = |key: &'static CellKey| {
            let at = columns.entry(key.row()).or_default();
            let word = text.rows.get(key.row()).and_then(|row| row.get(*at));
            *at = at.saturating_add(1);
            let held = |v: Value| v.held(form.kind(key)).map(Cell::Typed);
            match word.map(String::as_str) {
                None | Some("") => None,
                Some(FOLLOWS) => form.total_of(key).map(|_| Cell::Computed),
                Some(t) => match t.strip_prefix(WORDS) {
                    Some(words) => held(Value::Raw(words.into())),
                    None => Value::parse(form.kind(key), t).map(Cell::Typed),
                },
            }
        };
        let cells = form.ledger().keys.iter().map(|k| cell(k).unwrap_or_default()).collect();
        Ok(Figures { edition: text.edition, cells })
    }
}

impl Figures {
    /// Those of a report.
    pub fn of(report: &Report) -> Figures {
        let form = report.form();
        let cells = form.ledger().keys.iter().map(|k| report.cell(k)).collect();
        Figures { edition: form.edition.clone(), cells }
    }

    /// What stands at each place of a form.
    pub fn of_cells(form: &'static Form, cells: Vec<Cell>) -> Figures {
        Figures { edition: form.edition.clone(), cells }
    }

    /// As they are added up: a total that says something else than its parts is what those of them that are numbers
    /// come to.
    pub fn following(self: &Arc<Figures>) -> Arc<Figures> {
        let Some(form) = self.form() else { return self.clone() };
        let ledger = form.ledger();
        let mut out: Option<Figures> = None;
        for place in &ledger.order {
            let now = out.as_ref().unwrap_or(self);
            let sum = ledger.follows.get(*place).copied().flatten().and_then(|s| ledger.sums.get(s));
            let parts = sum.into_iter().flat_map(|s| &s.left).filter_map(|p| now.value(*p)?.whole());
            let wanted = parts.reduce(i128::saturating_add).and_then(Value::count);
            if now.value(*place) == wanted {
                continue;
            }
            let follows = now.parts(*place).and_then(Value::count) == wanted;
            let cell = if follows { Cell::Computed } else { wanted.map(Cell::Typed).unwrap_or_default() };
            let own = out.get_or_insert_with(|| Figures::clone(self));
            own.cells.get_mut(*place).into_iter().for_each(|c| *c = cell.clone());
        }
        out.map_or_else(|| self.clone(), Arc::new)
    }

    /// With those of another of the same edition added, cell by cell; totals follow.
    pub fn plus(&self, other: &Figures) -> Figures {
        let Some(form) = self.form().filter(|_| self.edition == other.edition) else { return self.clone() };
        let of = |f: &Figures, place: usize| f.value(place).as_ref().and_then(number);
        let cell = |(place, key): (usize, &CellKey)| {
            if form.total_of(key).is_some() {
                return Cell::Computed;
            }
            let sum = match (of(self, place), of(other, place)) {
                (Some(a), Some(b)) => a.checked_add(b),
                (a, b) => a.or(b),
            };
            sum.and_then(|n| value(form.kind(key), n)).map(Cell::Typed).unwrap_or_default()
        };
        Figures::of_cells(form, form.ledger().keys.iter().enumerate().map(cell).collect())
    }

    pub fn edition(&self) -> &str {
        &self.edition
    }

    pub fn form(&self) -> Option<&'static Form> {
        form::by_edition(&self.edition)
    }

    /// What stands at each place.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// What stands there, totals added up; `None` for 未填.
    pub fn value(&self, place: usize) -> Option<Value> {
        match self.cells.get(place)? {
            Cell::Unfilled => None,
            Cell::Typed(v) => Some(v.clone()),
            Cell::Computed | Cell::Compared(_) => self.parts(place).and_then(Value::count),
        }
    }

    /// What the parts of a total come to; `None` where none is filled, or one is words.
    pub fn parts(&self, place: usize) -> Option<i128> {
        let ledger = self.form()?.ledger();
        let sum = ledger.sums.get(ledger.follows.get(place).copied()??)?;
        let filled = sum.left.iter().filter_map(|p| self.value(*p)).map(|v| v.whole());
        filled.reduce(|sum, n| sum?.checked_add(n?)).flatten()
    }

    /// How long what is no number is.
    pub fn words_len(&self) -> usize {
        let words = self.cells.iter().filter_map(|c| match c {
            Cell::Typed(Value::Raw(words)) => Some(words.len()),
            _ => None,
        });
        words.sum()
    }

    /// By key.
    pub fn by_key(&self, key: &CellKey) -> Option<Value> {
        self.value(self.form()?.ledger().place(key.as_str())?)
    }

    /// Keys and cells, those not filled left out.
    pub fn filled(&self) -> BTreeMap<CellKey, Cell> {
        let keys = self.form().into_iter().flat_map(|f| &f.ledger().keys);
        keys.zip(&self.cells)
            .filter(|(_, c)| **c != Cell::Unfilled)
            .map(|(k, c)| (k.clone(), c.clone()))
            .collect()
    }

    /// Those that certainly mean the same in another edition; what has no place there is named.
    pub fn to_edition(&self, to: &'static Form) -> (Figures, Vec<String>) {
        let from = match self.form() {
            Some(f) if f.edition != to.edition => f,
            _ => return (self.clone(), Vec::new()),
        };
        let mut report = Report {
            year: from.first_year,
            edition: self.edition.clone(),
            cells: self.filled(),
            ..Report::default()
        };
        let way = convert::to_edition(&report, to);
        way.edits.into_iter().for_each(|e| e.apply(&mut report));
        (Figures::of(&report), way.lost)
    }
}

/// These in an edition, as far as they certainly mean the same there.
pub fn in_edition(figures: &Arc<Figures>, form: &'static Form) -> Arc<Figures> {
    match figures.edition() == form.edition {
        true => figures.clone(),
        false => Arc::new(figures.to_edition(form).0),
    }
}

/// A value as a number that can be added up: counts, amounts in 万元, 不适用 as 0; none for words, and for an amount
/// whose unit nobody wrote.
pub fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Count(n) => Some(Decimal::from(*n)),
        Value::Signed(n) => Some(Decimal::from(*n)),
        Value::NotApplicable => Some(Decimal::ZERO),
        Value::Amount { value, .. } if value.is_zero() => Some(Decimal::ZERO),
        Value::Amount { value, unit } => {
            value.checked_mul(unit.as_ref()?.yuan())?.checked_div(Unit::万元.yuan()).map(|n| n.normalize())
        }
        Value::Raw(_) => None,
    }
}

/// A number as a cell of `kind` takes it; none where it takes no such number.
pub fn value(kind: Kind, number: Decimal) -> Option<Value> {
    let whole = || number.is_integer().then(|| i128::try_from(number).ok()).flatten();
    let value = match kind {
        Kind::Count => Value::typed_count(whole()?)?,
        Kind::Signed => Value::Signed(i64::try_from(whole()?).ok()?),
        Kind::WanYuan | Kind::Money => Value::Amount { value: number.normalize(), unit: Some(Unit::万元) },
    };
    value.held(kind).filter(|v| !matches!(v, Value::Raw(_)))
}

/// Whether a cell of `kind` can be adjusted by this: a count by whole ones, an amount to the 分.
pub fn adjusts(kind: Kind, by: Decimal) -> bool {
    let places = if matches!(kind, Kind::Count | Kind::Signed) { 0 } else { 6 };
    by.normalize().scale() <= places
}

/// A difference with its sign: +3, -1.
pub fn signed(number: Decimal) -> String {
    let sign = if number.is_sign_positive() && !number.is_zero() { "+" } else { "" };
    format!("{sign}{}", words(number))
}

/// A number as people read it: 1234, -3, 0.56.
pub fn words(number: Decimal) -> String {
    number.normalize().to_string()
}
