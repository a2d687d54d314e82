//! A sentence → what it claims. One pass over its pieces, clause by clause; what is not understood claims
//! nothing. What a sentence leaves for the next one to go on from is its `Carry`.

mod clauses;
mod each;
mod lists;
mod numbers;
mod ratios;
mod time;
mod without_number;

use super::lex::{self, Kind, Token};
use super::mean::{Around, Meaning, Tier};
use super::number::Stated;
use super::words::{Is, Set, Unit, words};
use lists::List;
use rust_decimal::Decimal;
use std::ops::Range;

/// What a sentence claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// So many of this.
    Number { meaning: Meaning, stated: Stated, said: Said },
    /// The parts of a whole, added up; `complete` if they are all of it.
    Parts { whole: Stated, of: Tier, sum: Decimal, tier: Tier, complete: bool },
    /// `part` as a share of one of `wholes`, or of a base in the table.
    Share { part: Stated, percent: Stated, wholes: Vec<Stated> },
    /// More or less than last year.
    Change { meaning: Meaning, by: Stated, unit: Unit, up: bool, now: Option<Stated> },
    /// 信息处理费 collected, in 元.
    HandlingFee { yuan: Stated },
}

/// How a number is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Number,
    /// 未收到
    Nothing,
    /// 均: nothing of anything else.
    Rest,
}

/// A claim with its place in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub what: What,
    /// Bytes of the words that make it.
    pub range: Range<usize>,
    /// Bytes of the number's digits.
    pub digits: Range<usize>,
}

impl Claim {
    /// What its number must agree with, where it states one.
    pub fn meaning(&self) -> Option<&Meaning> {
        if let What::Number { meaning, .. } = &self.what { Some(meaning) } else { None }
    }
}

/// What a sentence goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Carry {
    pub topic: Set,
    /// Requests or cases are those of this report.
    pub public: bool,
    /// The last base, which 其中 at the beginning takes apart.
    base: Option<(Stated, Tier)>,
}

/// What does not change within a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    pub year: u16,
    /// 全市 is more than this office.
    pub narrow: bool,
    /// 办公室 is this office itself.
    pub bureau: bool,
}

/// The last number understood.
#[derive(Clone, Debug)]
struct Last {
    stated: Stated,
    meaning: Option<Meaning>,
    tier: Tier,
}

struct Reader<'a> {
    text: &'a str,
    topic: Set,
    public: bool,
    setting: Setting,
    /// A part of the year or of the office is spoken of.
    scoped: bool,
    whole_named: bool,
    versus: bool,
    /// A clause of other things governs what follows.
    shadow: bool,
    /// Cases named since the last 均.
    cases: Set,
    pending: Set,
    last: Option<Last>,
    bases: Vec<Stated>,
    base: Option<(Stated, Tier)>,
    lists: Vec<List>,
    claims: Vec<Claim>,
}

/// Reads one sentence.
pub fn read(text: &str, before: &Carry, setting: Setting) -> (Vec<Claim>, Carry) {
    let tokens = time::dated(text, lex::tokens(text), setting.year);
    let w = words();
    let public = before.public || text.contains("公开");
    let mut r = Reader {
        text,
        topic: before.topic,
        public,
        setting,
        scoped: time::partial_months(&tokens),
        whole_named: false,
        versus: false,
        shadow: false,
        cases: Set::default(),
        pending: Set::default(),
        last: before.base.map(|(stated, tier)| Last { stated, meaning: None, tier }),
        bases: before.base.iter().map(|b| b.0).collect(),
        base: before.base,
        lists: Vec::new(),
        claims: Vec::new(),
    };
    r.clauses(&tokens);
    while let Some(l) = r.lists.pop() {
        r.close(l);
    }
    let public = before.public || w.any(r.topic, Is::Request);
    (r.claims, Carry { topic: r.topic, public, base: r.base })
}

fn is(t: &Token) -> Option<Is> {
    if let Kind::Word(id) = t.kind { Some(words().is(id)) } else { None }
}

/// Words that say something of their own.
fn telling(i: Is) -> bool {
    !matches!(i, Is::Filler | Is::Among | Is::This | Is::Whole | Is::Bureau | Is::All | Is::Each | Is::Noise)
}

/// The telling concepts of some pieces, and the last of them.
fn gather(tokens: &[Token]) -> (Set, Option<usize>) {
    let mut set = Set::default();
    let mut last = None;
    for (i, t) in tokens.iter().enumerate() {
        if let Kind::Word(id) = t.kind
            && telling(words().is(id))
        {
            set = set.with(id);
            last = Some(i);
        }
    }
    (set, last)
}

fn other(t: &Token) -> bool {
    matches!(t.kind, Kind::Other | Kind::Foreign | Kind::Month(_))
}

impl Reader<'_> {
    /// A piece as it is written.
    fn spelling(&self, t: &Token) -> &str {
        &self.text[t.from..t.to]
    }

    fn around(&self, set: Set, nearest: Option<Is>, plain: bool) -> Around {
        Around {
            set,
            nearest,
            topic: self.topic,
            public: self.public,
            listing: self.lists.last().map(|l| l.parts.last().map_or(Tier::Other, |p| p.1)),
            plain,
            shadow: self.shadow,
            example: false,
        }
    }
}
