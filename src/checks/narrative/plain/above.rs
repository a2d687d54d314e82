//! Parts that open a paragraph, of a whole that ended the one above:
//! 「主动公开信息83条。\n具体包括履职依据1条，法规文件1条，机构职能6条，政务动态50条，其他信息20条」.

use super::super::words::words;
use super::{Odd, odd};

/// Whether a sentence takes apart what was told before it: 其中, 具体包括.
pub fn begins_with_parts(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    words().plain.takes_apart.iter().any(|w| sentence.starts_with(w.as_str()))
}

/// Whether parts are told of: 其中.
pub fn holds_parts(text: &str) -> bool {
    words().plain.takes_apart.iter().any(|w| text.contains(w.as_str()))
}

/// What does not fit in a sentence that takes apart the last one above, which tells one number.
pub fn of_paragraph_above(above: &str, sentence: &str) -> Vec<Odd> {
    let joined = format!("{above}{sentence}");
    let here = |o: &Odd| {
        let range = o.range.start.saturating_sub(above.len())..o.range.end.saturating_sub(above.len());
        (o.range.start < above.len() && o.range.end > above.len()).then(|| Odd::of(range, o.message.clone()))
    };
    odd(&joined).iter().filter_map(here).collect()
}
