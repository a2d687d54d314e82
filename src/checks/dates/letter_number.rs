//! Numbers of letters in a text, and how they are to be written. Part of D105.

use crate::chinese::signs::is_han;
use crate::chinese::years::year_before;
use crate::form::{self, Letter};
use crate::report::memo::Memo;
use std::ops::Range;
use std::rc::Rc;

const OPENING: [char; 9] = ['〔', '[', '［', '【', '（', '(', '〖', '{', '<'];
const CLOSING: [char; 9] = ['〕', ']', '］', '】', '）', ')', '〗', '}', '>'];

thread_local! {
    static SEEN: Memo<(), String, Vec<LetterNumber>> = Memo::default();
}

/// A letter's number in a text, and how it is written.
pub(super) struct LetterNumber {
    pub range: Range<usize>,
    pub plain: String,
    /// An answer to a request has it: 依复〔2025〕第1号.
    pub of_answer: bool,
}

/// Numbers like 国办公开办函〔2021〕30号, in whatever brackets.
pub(super) fn letter_numbers(words: &str) -> Rc<Vec<LetterNumber>> {
    SEEN.with(|m| m.get((), words, || read(words)))
}

fn read(words: &str) -> Vec<LetterNumber> {
    let mut out = Vec::new();
    for (close, sign) in words.match_indices(CLOSING) {
        let Some(y) = year_before(words, close).filter(|y| words[y.digits.clone()].is_ascii()) else {
            continue;
        };
        let Some(open) = words[..y.digits.start].chars().next_back().filter(|c| OPENING.contains(c)) else {
            continue;
        };
        let start = y.digits.start.saturating_sub(open.len_utf8());
        let rest = &words[close.saturating_add(sign.len())..];
        let plain = rest.strip_prefix('第').unwrap_or(rest);
        let digits = plain.len().saturating_sub(plain.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        if digits == 0 || digits > 5 || !plain[digits..].starts_with('号') {
            continue;
        }
        let agency: String = words[..start].chars().rev().take_while(|c| is_han(*c)).collect();
        let agency: String = agency.chars().rev().collect();
        let decree = form::words::words().decrees.iter().any(|d| agency.ends_with(d.as_str()));
        if agency.is_empty() || decree {
            continue;
        }
        let end =
            words.len().saturating_sub(plain.len()).saturating_add(digits).saturating_add('号'.len_utf8());
        let tail = format!("〔{}〕{}号", y.year, plain[..digits].trim_start_matches('0'));
        let (mark, written) = known_mark(&agency, &tail);
        let from = start.saturating_sub(written);
        let of_answer = agency.ends_with('复') || agency.ends_with('答');
        out.push(LetterNumber { range: from..end, plain: format!("{mark}{tail}"), of_answer });
    }
    out
}

/// The agency's mark at the end of the words before a bracket, and how many bytes it takes there: a known letter's, in
/// the very number of that letter perhaps with one character wrong (国办公开办涵); none of an agency that nobody knows.
fn known_mark<'a>(agency: &'a str, number: &str) -> (&'a str, usize) {
    let slip = |l: &'static Letter| {
        let m = l.mark();
        let long = m.chars().count();
        let tail = agency.char_indices().rev().nth(long.checked_sub(1)?).map(|(i, _)| &agency[i..])?;
        let wrong = tail.chars().zip(m.chars()).filter(|(a, b)| a != b).count();
        (wrong == 1 && long > 3 && l.number.ends_with(number)).then_some((m, tail.len()))
    };
    if let Some(slip) = form::letters().find_map(slip) {
        return slip;
    }
    let known = form::letters().map(Letter::mark).find(|m| agency.ends_with(m));
    known.map_or(("", 0), |m| (m, m.len()))
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::Part;

    #[test]
    fn a_letter_of_another_agency_was_put_right_into_the_state_council_s() {
        let says = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_finds("D105", &says("根据宁政办公开办函[2023]2号编制。"), "应写作“〔2023〕2号”");
        check_finds("D105", &says("根据国办公开办涵〔2021〕30号编制。"), "国办公开办函〔2021〕30号");
    }

    #[test]
    fn the_number_of_an_answer_was_taken_for_that_of_a_letter() {
        check_silent("D105", &zeros(2025).saying(Part::Preamble, "答复书见云依复〔2025〕第1号。"));
    }
}
