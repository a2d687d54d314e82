//! Amounts: the fee of the tables, and the handling fee that stands in none.

use super::super::meaning::ClaimMeaning;
use super::super::number::Stated;
use super::super::words::{Class, Set, words};
use super::{Claim, Claimed, Phrasing, SentenceReader};
use rust_decimal::Decimal;
use std::ops::Range;

impl SentenceReader<'_> {
    /// 「全市行政事业性收费5.92亿元」, 「共计1200万元」 of the handling fee; not 「涉及金额2.4万元」.
    pub(super) fn money(&mut self, set: Set, stated: Stated, yuan: u32, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let set = if w.only(set, Class::is_subject).is_empty() { set.and(self.topic) } else { set };
        let Some(value) = stated.times(yuan) else { return };
        if !w.only(set, Class::is_subject).is_empty() {
            self.untold = None;
        }
        // 「应收信息处理费5200元」 was not taken yet.
        let clause = self.text[..at.1.start].rsplit(['，', '；', '。']).next().unwrap_or("");
        let due = ["应收", "应缴", "免收", "减免", "退还"].iter().any(|w| clause.contains(w));
        if due {
            self.last = None;
        } else if w.any(set, Class::HandlingFee) {
            self.claims.push(Claim { what: Claimed::HandlingFee { yuan: value }, range: at.0, digits: at.1 });
        } else if let Some(c) =
            w.of_kind(set, Class::Fee).next().filter(|_| !w.any(set, Class::ExcludesClause))
        {
            // Tables speak of 万元; what is stated in it was rounded to its last digit.
            let half = if yuan > 1 { half_step(stated.places, yuan) } else { Decimal::ZERO };
            let (Some(low), Some(high)) = (value.low.checked_sub(half), value.high.checked_add(half)) else {
                return;
            };
            let stated = Stated { low, high, ..value };
            let what =
                Claimed::Number { meaning: ClaimMeaning::of_fee(c).into(), stated, said: Phrasing::Number };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
        self.last = None;
    }
}

/// Half of the last digit behind the point, in 元.
fn half_step(places: u32, yuan: u32) -> Decimal {
    let ten = Decimal::from(10u64.saturating_pow(places.min(15)));
    let last = Decimal::from(yuan).checked_div(ten).and_then(|d| d.checked_div(Decimal::TWO));
    last.unwrap_or_default()
}
