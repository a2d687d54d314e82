//! What a sentence claims: numbers, parts of a whole, shares, growth.

use super::super::expr::Expr;
use super::super::meaning::{ClaimMeaning, Tier};
use super::super::number::Stated;
use super::super::words::ClaimUnit;
use rust_decimal::Decimal;
use std::ops::Range;
use std::rc::Rc;

/// What a sentence claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// So many of this.
    Number { meaning: Rc<ClaimMeaning>, stated: Stated, said: Phrasing },
    /// The parts of a whole, added up; `complete` if they are all of it.
    Parts { whole: Stated, of: Tier, sum: Decimal, tier: Tier, complete: bool },
    /// So many of this last year.
    Earlier { meaning: ClaimMeaning, stated: Stated },
    /// `part` as a share of one of `wholes`, or of one of the table's sums.
    Share { part: ShareOf, percent: Stated, wholes: Vec<Stated>, of: Vec<Expr> },
    /// More or less than last year, which may be stated too.
    Change {
        meaning: Rc<ClaimMeaning>,
        by: Stated,
        unit: ClaimUnit,
        up: bool,
        /// Whether it is the report's own that grew; 「行政诉讼53件，同比增长6%」 is, if the table has as many.
        sure: bool,
        now: Option<Stated>,
        before: Option<Stated>,
    },
    /// 信息处理费 collected, in 元.
    HandlingFee { yuan: Stated },
}

/// What is a share of something: a number of the sentence, or one of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareOf {
    Stated(Stated),
    /// The last number of a row, or all of the row: 「全部公开12件、部分公开4件，占59.3%」.
    Row(Stated, Stated),
    Table(ClaimMeaning),
}

/// How a number is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrasing {
    Number,
    /// 未收到
    Nothing,
    /// 出现了: how many is not said.
    Something,
    /// 均: nothing of anything else.
    Rest,
    /// 公示: no more than there are.
    Shown,
}

/// A claim with its place in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub what: Claimed,
    /// Bytes of the words that make it.
    pub range: Range<usize>,
    /// Bytes of the number's digits.
    pub digits: Range<usize>,
}

impl Claim {
    /// What its number must agree with, where it states one.
    pub fn meaning(&self) -> Option<&ClaimMeaning> {
        if let Claimed::Number { meaning, .. } = &self.what { Some(meaning) } else { None }
    }
}
