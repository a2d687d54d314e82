//! Parts that are told with their whole. A check asks only of those that are all of it whether they add up; a repair is
//! asked of those that did before it: 复议3件，其中维持2件、纠正1件 of which 维持 becomes 1件.

use super::read::Claimed;
use crate::checks::Context;
use crate::report::Part;
use rust_decimal::Decimal;
use std::ops::Range;

/// A whole and its parts added up, where they stand.
pub struct ToldSum {
    pub part: Part,
    pub paragraph: usize,
    /// Bytes of the sentence.
    pub sentence: Range<usize>,
    pub fits: bool,
    /// What does not fit, where it does not.
    pub message: String,
}

/// All of them in a report's words.
pub fn told_sums(cx: &Context<'_>) -> Vec<ToldSum> {
    let told = cx.claims().iter().filter_map(|p| match &p.told.claim.what {
        Claimed::Parts { whole, sum, .. } => Some(ToldSum {
            part: p.part,
            paragraph: p.paragraph,
            sentence: p.sentence.clone(),
            fits: whole.holds(*sum),
            message: apart(whole.low, *sum)?,
        }),
        _ => None,
    });
    told.collect()
}

/// By how much a whole and its parts differ, in words.
pub(super) fn apart(whole: Decimal, sum: Decimal) -> Option<String> {
    let (a, b) = (whole.normalize(), sum.normalize());
    let by = a.checked_sub(b)?.abs();
    Some(format!("分项相加是 {b}，总数写的是 {a}，差 {by}"))
}
