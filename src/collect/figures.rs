//! The numbers of a report by themselves, by place in the ledger of their form: small enough to keep those of some
//! thousand units, quick to add up. In files they stand a row a line, in the words of cells.

use crate::form::ledger::Ledger;
use crate::form::table::{CellKey, Kind};
use crate::form::{self, Form};
use crate::report::value::{Cell, Unit, Value};
use crate::report::{Report, convert};
use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The numbers of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresText<'a> {
    #[serde(borrow)]
    edition: Cow<'a, str>,
    #[serde(borrow)]
    rows: BTreeMap<FigureWord<'a>, Vec<FigureWord<'a>>>,
}

/// Lent by the text that it stands in, where that writes it as it is.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
struct FigureWord<'a>(#[serde(borrow)] Cow<'a, str>);

/// Before words that are no number; a total that follows its parts.
const WORDS: char = '\'';
const FOLLOWS: &str = "=";

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = |place: &usize, kinds: &[Kind]| match self.cells.get(*place) {
            None | Some(Cell::Unfilled) => "".into(),
            Some(Cell::Computed | Cell::Compared(_)) => FOLLOWS.into(),
            Some(Cell::Typed(Value::Raw(t))) => format!("{WORDS}{t}").into(),
            Some(Cell::Typed(v)) => v.canonical(kinds.get(*place).copied().unwrap_or_default()).into(),
        };
        let ledger = self.form().map(|f| f.ledger());
        let row = |(row, places): (&'static String, &Vec<usize>), kinds: &[Kind]| {
            (FigureWord(row.as_str().into()), places.iter().map(|p| FigureWord(text(p, kinds))).collect())
        };
        let rows = ledger.map_or_else(BTreeMap::new, |l| l.rows.iter().map(|r| row(r, &l.kinds)).collect());
        FiguresText { edition: self.edition.as_str().into(), rows }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Figures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Figures, D::Error> {
        FiguresText::deserialize(deserializer)?.figures().map_err(D::Error::custom)
    }
}

impl FiguresText<'_> {
    /// Held to the form: its rows are those that it has, each as long as there.
    fn figures(self) -> Result<Figures, UnknownFigures> {
        if self.edition.is_empty() {
            return Ok(Figures::default());
        }
        let edition = self.edition.into_owned();
        let Some(form) = form::by_edition(&edition) else { return Err(UnknownFigures::Edition(edition)) };
        let ledger = form.ledger();
        let mut cells = vec![Cell::Unfilled; ledger.keys.len()];
        for (FigureWord(row), words) in self.rows {
            let Some(places) = ledger.rows.get(row.as_ref()) else {
                return Err(UnknownFigures::Row(edition, row.into_owned()));
            };
            let (wanted, len) = (places.len(), words.len());
            if wanted != len {
                return Err(UnknownFigures::Cells(edition, row.into_owned(), wanted, len));
            }
            for (place, FigureWord(word)) in places.iter().zip(&words) {
                let cell = cell(ledger, *place, word);
                cells.get_mut(*place).into_iter().zip(cell).for_each(|(at, cell)| *at = cell);
            }
        }
        Ok(Figures { edition, cells })
    }
}

/// What a word of a file stands for; none for what the place does not take.
fn cell(ledger: &Ledger, place: usize, word: &str) -> Option<Cell> {
    let kind = ledger.kinds.get(place).copied().unwrap_or_default();
    match word {
        "" => None,
        FOLLOWS => ledger.follows.get(place).copied().flatten().map(|_| Cell::Computed),
        t => match t.strip_prefix(WORDS) {
            Some(words) => Value::Raw(words.into()).held(kind).map(Cell::Typed),
            None => Value::parse(kind, t).map(Cell::Typed),
        },
    }
}

impl Figures {
    /// Those of a report.
    pub fn of(report: &Report) -> Figures {
        let form = report.form();
        let stands = form.ledger().spread(&report.cells).into_iter();
        let cells = stands.map(|c| c.cloned().unwrap_or_default()).collect();
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

    /// Whether a part of a total, however deep, is words: what it comes to nobody knows.
    pub fn lacks(&self, place: usize) -> bool {
        let Some(form) = self.form() else { return false };
        let ledger = form.ledger();
        let sum = ledger.follows.get(place).copied().flatten().and_then(|s| ledger.sums.get(s));
        let is_words = |p: usize| self.value(p).is_some_and(|v| number(&v).is_none());
        sum.is_some_and(|s| s.left.iter().any(|p| is_words(*p) || self.lacks(*p)))
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
