//! A word written twice: 满意率满意率, 和和. Two characters are doubled only where the list knows that nothing else can
//! be meant: in 县政府政府信息公开 each 政府 is another's.

use super::Rewording;
use crate::chinese::signs::is_han;

/// So many characters are no two words that happen to be alike.
const SHORTEST: usize = 3;
const LONGEST: usize = 10;

/// Three characters and more that stand there twice, one behind the other.
pub(super) fn twice(text: &str) -> Vec<Rewording> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let place = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let said = |i: usize, long: usize| text.get(place(i)..place(i.saturating_add(long)));
    let (mut out, mut i) = (Vec::new(), 0usize);
    while i < chars.len() {
        let doubled = |long: &usize| {
            let next = i.saturating_add(*long);
            // Most lengths are out by their first character.
            let begins = chars.get(i).zip(chars.get(next)).is_some_and(|(a, b)| a.1 == b.1);
            let word = said(i, *long).filter(|w| begins && said(next, *long) == Some(*w));
            word.is_some_and(|w| w.chars().all(is_han) && w.chars().any(|c| !w.starts_with(c)))
        };
        let long = (SHORTEST..=LONGEST).find(doubled);
        if let Some(word) = long.and_then(|l| said(i, l)) {
            let from = place(i);
            out.push((from..from.saturating_add(word.len().saturating_mul(2)), word.to_string()));
        }
        i = i.saturating_add(long.map_or(1, |l| l.saturating_mul(2)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_silent, check_words_fixed};
    use crate::report::{Part, Section};

    #[test]
    fn a_word_written_twice_was_passed_over() {
        for (was, now) in [
            ("综合满意率满意率达98%。", "综合满意率达98%。"),
            ("信息公开和和政务服务。", "信息公开和政务服务。"),
            ("不断加强加强培训。", "不断加强培训。"),
        ] {
            check_words_fixed("S201", &section(was), Part::Before(Section::Overview), now);
        }
        let fine = "县政府政府信息公开工作，共和和谐，审议通过通过率，各单位单位预算，一二三一二。";
        check_silent("S201", &section(fine));
    }
}
