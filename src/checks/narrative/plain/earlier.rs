//! Last year's number of what no table has: 「网站发布信息1250条，较上年的1000条增长25%」 names it, and last year's report told it.

use super::super::number::Stated;
use super::super::words::words;
use super::elsewhere::is_elsewhere;
use super::lex::{PlainPiece, pieces};
use super::{holds, near};
use crate::report::memo::Memo;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;
use std::rc::Rc;

/// So many of something.
#[derive(Clone, Debug)]
pub struct PlainFact {
    /// The words before the number, and its unit.
    pub name: (String, String),
    pub number: Decimal,
    /// Bytes of the sentence.
    range: Range<usize>,
    then: Option<Then>,
}

/// What is said of last year's.
#[derive(Clone, Debug)]
enum Then {
    Number(Stated),
    Grown {
        by: Stated,
        up: bool,
    },
    /// So many more or less: 比上年增加74条.
    By {
        number: Stated,
        up: bool,
    },
}

thread_local! {
    static FACTS: Memo<(), String, Vec<PlainFact>> = Memo::default();
}

/// What a sentence counts that no table has.
pub fn facts(sentence: &str) -> Rc<Vec<PlainFact>> {
    FACTS.with(|m| m.get((), sentence, || read(sentence)))
}

fn read(sentence: &str) -> Vec<PlainFact> {
    if !sentence.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return Vec::new();
    }
    let all = pieces(sentence);
    let mut out: Vec<PlainFact> = Vec::new();
    for (i, p) in all.iter().enumerate() {
        let before = match i.checked_sub(1).and_then(|b| all.get(b)) {
            Some(PlainPiece::Words(w)) => w.as_str(),
            _ => "",
        };
        let then = names_last_year(before);
        let (up, down) = (holds(before, &words().plain.up), holds(before, &words().plain.down));
        match (p, out.last_mut()) {
            (PlainPiece::Count(c), Some(last)) if then && last.name.1 == c.unit && c.stated.is_exact() => {
                let said = match (up, down) {
                    (false, false) => Some(Then::Number(c.stated)),
                    (true, true) => None,
                    _ => Some(Then::By { number: c.stated, up }),
                };
                last.then = last.then.take().or(said);
            }
            (PlainPiece::Percent(by, _), Some(last)) if then && up != down => {
                last.then.get_or_insert(Then::Grown { by: *by, up });
            }
            (PlainPiece::Count(c), _) => {
                let name = named(before);
                let told = c.stated.is_exact()
                    && name.chars().count() >= SHORTEST
                    && !holds(before, &words().plain.changes);
                if told && !is_elsewhere(before) {
                    let name = (name, c.unit.clone());
                    out.push(PlainFact { name, number: c.stated.low, range: c.at.clone(), then: None });
                }
            }
            _ => {}
        }
    }
    out
}

/// A shorter name may be that of anything: 信息.
const SHORTEST: usize = 4;

/// Whether words set last year's beside this year's: 较上年的, 同比增长.
pub fn names_last_year(said: &str) -> bool {
    words().plain.beside_last.iter().any(|w| said.contains(w.as_str()))
}

/// What is counted, by the words before its number: 「2025年，我局全年共发布动态信息120条」 counts 发布动态信息.
fn named(before: &str) -> String {
    let year = |c: char| c.is_ascii_digit() || c == '年';
    let mut name = before.trim_start_matches(year).to_string();
    words().plain.unnamed.iter().for_each(|s| name = name.replace(s.as_str(), ""));
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

impl PlainFact {
    /// What does not fit last year's number, and where.
    pub fn odd(&self, then: Decimal) -> Option<(Range<usize>, String)> {
        let (name, unit) = &self.name;
        let message = match self.then.as_ref()? {
            Then::Number(said) if said.low != then => {
                format!(
                    "“{name}”去年的数写的是 {}{unit}，去年报告是 {}{unit}",
                    said.low.normalize(),
                    then.normalize()
                )
            }
            Then::Grown { by, up } => {
                let more = if *up { self.number.checked_sub(then) } else { then.checked_sub(self.number) };
                let right = more?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then)?;
                if near(right, *by) {
                    return None;
                }
                let word = if *up { "增长" } else { "下降" };
                let right =
                    right.round_dp_with_strategy(by.places.max(1), RoundingStrategy::MidpointAwayFromZero);
                format!(
                    "“{name}”写的是{word} {}%，去年报告是 {}{unit}、今年 {}{unit}，算来是 {}%",
                    by.low.normalize(),
                    then.normalize(),
                    self.number.normalize(),
                    right.normalize()
                )
            }
            Then::By { number, up } => {
                let more = if *up { self.number.checked_sub(then) } else { then.checked_sub(self.number) }?;
                if more == number.low {
                    return None;
                }
                let word = if *up { "增加" } else { "减少" };
                format!(
                    "“{name}”写的是{word} {}{unit}，去年报告是 {}{unit}、今年 {}{unit}，算来是 {}{unit}",
                    number.low.normalize(),
                    then.normalize(),
                    self.number.normalize(),
                    more.normalize()
                )
            }
            Then::Number(_) => return None,
        };
        Some((self.range.clone(), message))
    }
    /// Whether anything is said of last year's.
    pub fn compares(&self) -> bool {
        self.then.is_some()
    }
}
