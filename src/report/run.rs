//! The runs of a paragraph: words, words still standing from last year, live values, each with its emphasis.

use super::Report;
use super::emphasis::Emphasis;
use super::live::{FieldStyle, FieldValue};
use super::reckoned::KnownValues;
use crate::chinese::numerals::is_multiplier;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of a paragraph that is one throughout.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    pub kind: RunKind,
    pub emphasis: Emphasis,
}

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RunKind {
    Text(String),
    /// 旧: came from last year's report and is not confirmed yet.
    Old(String),
    /// A live value.
    Field {
        value: FieldValue,
        style: FieldStyle,
    },
}

impl Run {
    pub fn text(words: impl Into<String>) -> Run {
        RunKind::Text(words.into()).into()
    }
    pub fn old(words: impl Into<String>) -> Run {
        RunKind::Old(words.into()).into()
    }
    pub fn field(value: FieldValue, style: FieldStyle) -> Run {
        RunKind::Field { value, style }.into()
    }
    /// The same with this emphasis.
    pub fn with(self, emphasis: Emphasis) -> Run {
        Run { emphasis, ..self }
    }
    /// A part of its words, which stays what it is; of a live value plain text.
    pub fn piece(&self, words: impl Into<String>) -> Run {
        if self.is_old() { Run::old(words) } else { Run::text(words) }.with(self.emphasis)
    }
    /// Its words, which stand in it; a live value has none.
    pub fn own_words(&self) -> Option<&str> {
        match &self.kind {
            RunKind::Text(t) | RunKind::Old(t) => Some(t),
            RunKind::Field { .. } => None,
        }
    }
    /// Whether it is words, and none.
    pub fn is_empty(&self) -> bool {
        self.own_words().is_some_and(str::is_empty)
    }
    pub fn is_old(&self) -> bool {
        matches!(self.kind, RunKind::Old(_))
    }
    /// The same, no more as last year's.
    pub fn of_this_year(self) -> Run {
        match self.kind {
            RunKind::Old(t) => Run::text(t).with(self.emphasis),
            kind => Run { kind, ..self },
        }
    }
    pub fn is_field(&self) -> bool {
        matches!(self.kind, RunKind::Field { .. })
    }
    /// Takes the words of the other one in where both are of one kind; else gives it back.
    pub fn join(&mut self, other: Run) -> Option<Run> {
        match (&mut self.kind, other.kind) {
            (RunKind::Text(a), RunKind::Text(b)) | (RunKind::Old(a), RunKind::Old(b))
                if self.emphasis == other.emphasis =>
            {
                a.push_str(&b);
                None
            }
            (_, kind) => Some(Run { kind, emphasis: other.emphasis }),
        }
    }
    /// Its words as they print.
    pub fn resolved(&self, report: &Report) -> String {
        self.told(&KnownValues::of(report))
    }
    /// The same, of a report whose cells are asked for again and again.
    pub fn told(&self, known: &KnownValues<'_>) -> String {
        match &self.kind {
            RunKind::Text(t) | RunKind::Old(t) => t.clone(),
            RunKind::Field { value, style } => value.told(known, *style),
        }
    }
}

impl From<RunKind> for Run {
    fn from(kind: RunKind) -> Run {
        Run { kind, emphasis: Emphasis::NONE }
    }
}

/// Joins neighbouring plain runs. A number of which a part was typed is new as a whole: where 2024 was typed over 2023,
/// its first digits are no more last year's than its last.
pub fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for mut r in runs {
        if let Some(before) = out.last_mut() {
            let digits = torn(before, &mut r);
            if before.is_old() && before.is_empty() {
                out.pop();
            }
            digits.into_iter().for_each(|d| join(&mut out, d));
        }
        join(&mut out, r);
    }
    out
}

fn join(out: &mut Vec<Run>, run: Run) {
    if run.is_old() && run.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(before) => {
            let apart = before.join(run);
            out.extend(apart);
        }
        None => out.push(run),
    }
}

/// Takes the digits of last year's, and 万 behind them, out of a number that goes on in the other run; they stand out as
/// they did.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn torn(before: &mut Run, behind: &mut Run) -> Option<Run> {
    let (digits, of) = match (&mut before.kind, &mut behind.kind) {
        (RunKind::Old(a), RunKind::Text(b)) if b.trim_start_matches(['.', ',']).starts_with(is_digit) => {
            let words = a.trim_end_matches(of_number);
            // A stop behind words begins no number.
            let kept = words.len() + a[words.len()..].find(is_digit).unwrap_or(a.len() - words.len());
            (a.split_off(kept), before.emphasis)
        }
        (RunKind::Text(a), RunKind::Old(b)) if a.ends_with(is_digit) => {
            let number = b.find(|c| !of_number(c)).unwrap_or(b.len());
            let digits = b[..number].trim_end_matches(|c| !is_digit(c));
            let rest = &b[digits.len()..];
            let taken = digits.len() + rest.len() - rest.trim_start_matches(is_multiplier).len();
            (b.drain(..taken).collect(), behind.emphasis)
        }
        _ => return None,
    };
    (!digits.is_empty()).then(|| Run::text(digits).with(of))
}

/// 2.6, 1,208
fn of_number(c: char) -> bool {
    is_digit(c) || c == '.' || c == ','
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// As it stands in a file, where runs without emphasis are what they were before there was any.
#[derive(Deserialize)]
enum KeptRun {
    Text(String),
    Old(String),
    Field { value: FieldValue, style: FieldStyle },
    Emphasised { emphasis: Emphasis, run: RunKind },
}

/// The same, lent.
#[derive(Serialize)]
#[serde(rename = "KeptRun")]
enum LentRun<'a> {
    Emphasised { emphasis: Emphasis, run: &'a RunKind },
}

impl Serialize for Run {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.emphasis {
            Emphasis::NONE => self.kind.serialize(to),
            emphasis => LentRun::Emphasised { emphasis, run: &self.kind }.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Run {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Run, D::Error> {
        Ok(match KeptRun::deserialize(from)? {
            KeptRun::Text(t) => Run::text(t),
            KeptRun::Old(t) => Run::old(t),
            KeptRun::Field { value, style } => Run::field(value, style),
            KeptRun::Emphasised { emphasis, run } => Run { kind: run, emphasis },
        })
    }
}
