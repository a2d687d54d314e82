//! Amounts: the fee of the tables, and the handling fee that stands in none.

use super::super::fee_said::names_own_fee;
use super::super::meaning::ClaimMeaning;
use super::super::number::Stated;
use super::super::words::{Class, Set, words};
use super::{Claim, Claimed, Phrasing, SentenceReader};
use rust_decimal::Decimal;
use std::ops::Range;
use std::rc::Rc;

impl SentenceReader<'_> {
    /// 「全市行政事业性收费5.92亿元」, 「共计1200万元」 of the handling fee; not 「涉及金额2.4万元」.
    pub(super) fn money(&mut self, set: Set, stated: Stated, yuan: u32, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let Some(value) = stated.times(yuan) else { return };
        let clause = self.text[..at.1.start].rsplit(['，', '；', '。']).next().unwrap_or("");
        // 「全年收费12.5万元」
        let handling = w.any(self.topic, Class::HandlingFee);
        let charged = self.of_fees && set.is_empty() && !handling && clause.contains("收费");
        let set = if charged { w.all(Class::Fee) } else { set };
        // 「未收取信息处理费；生活垃圾处理费共12.4万元」
        let part = self.text[..at.1.start].rsplit(['；', '。']).next().unwrap_or("");
        let another = names_own_fee(part) == Some(false);
        let unsaid = w.only(set, Class::is_subject).is_empty() && !another;
        let set = if unsaid { set.and(self.topic) } else { set };
        // What grows behind it is the fee, or nothing that the tables have.
        let mut grown = None;
        if !w.only(set, Class::is_subject).is_empty() {
            self.untold = None;
        }
        // 「应收5200元」 was not taken yet.
        let due = !clause.contains("实收") && w.reading.due.iter().any(|w| clause.contains(w.as_str()));
        if due {
            self.last = None;
        } else if w.any(set, Class::HandlingFee) {
            self.claims.push(Claim { what: Claimed::HandlingFee { yuan: value }, range: at.0, digits: at.1 });
        } else if let Some(c) =
            w.of_kind(set, Class::Fee).next().filter(|_| !w.any(set, Class::ExcludesClause))
        {
            let Some(stated) = in_yuan(stated, yuan) else { return };
            let meaning = Rc::new(ClaimMeaning::of_fee(c));
            grown = Some((meaning.clone(), Some(stated)));
            let what = Claimed::Number { meaning, stated, said: Phrasing::Number };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
        self.last = None;
        self.grown = grown;
    }
}

/// So many 元. Tables speak of 万元; what is stated in it was rounded to its last digit.
pub(super) fn in_yuan(stated: Stated, yuan: u32) -> Option<Stated> {
    let value = stated.times(yuan)?;
    let none = stated.high.is_zero();
    let half = if yuan > 1 && !none { half_step(stated.places, yuan) } else { Decimal::ZERO };
    Some(Stated { low: value.low.checked_sub(half)?, high: value.high.checked_add(half)?, ..value })
}

/// Half of the last digit behind the point, in 元.
fn half_step(places: u32, yuan: u32) -> Decimal {
    let ten = Decimal::from(10u64.saturating_pow(places.min(15)));
    let last = Decimal::from(yuan).checked_div(ten).and_then(|d| d.checked_div(Decimal::TWO));
    last.unwrap_or_default()
}
