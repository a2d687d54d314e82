//! Where a line may end: no closing mark begins one, no opening mark ends one (GB/T 15834), and what is read in one
//! stays together: 2020年, 〔2021〕30号, a word of Latin.

use super::shaping::is_one_word;
use crate::chinese::signs::in_latin_run;
use crate::form::bounds::part;

/// Never at the start of a line.
pub const CLOSERS: &str = "，。、；：？！）》〉〕】」』”’％…—·,.;:?!)]}%℃";
/// Never at the end of a line.
pub const OPENERS: &str = "（《〈〔【「『“‘([{";
/// A longer run of Latin (a web address) may be broken behind these, as other programs break it; behind a dot it would
/// seem to end.
const URL_BREAKS: &str = "/?-";
const LONG_RUN: usize = 14;
/// A shorter one behind a hyphen that has so many characters on each side: a telephone number behind its area's.
const HYPHENED: usize = 3;

/// Whether a line may end between characters `i` and `i + 1`.
pub fn breakable(c: &[char], i: usize) -> bool {
    let (Some(&a), Some(&b)) = (c.get(i), c.get(i.saturating_add(1))) else { return true };
    if OPENERS.contains(a) || CLOSERS.contains(b) || b == ' ' {
        return false;
    }
    if in_latin_run(a) && in_latin_run(b) {
        let [before, behind] = run_around(c, i);
        let long = before.saturating_add(behind) > LONG_RUN;
        let hyphened = a == '-' && before > HYPHENED && behind >= HYPHENED;
        return URL_BREAKS.contains(a) && a != b && (long || hyphened);
    }
    if is_one_word(a, b) {
        return false;
    }
    // People’s
    if b.is_ascii_alphabetic() && is_apostrophe(c, i) {
        return false;
    }
    if year_in_chinese(c, i) {
        return false;
    }
    // 2020年, 100% and 〔2021〕30号 stay together; other numbers and what they count part, as Word parts them.
    if a.is_ascii_digit() && ("年％%".contains(b) || b == '号' && is_of_document(c, i)) {
        return false;
    }
    !(a == '〕' && b.is_ascii_digit())
}

/// Whether the number that ends at `i` is a document's: 〔2021〕30.
fn is_of_document(c: &[char], i: usize) -> bool {
    part(c, ..=i).iter().rev().find(|x| !x.is_ascii_digit()) == Some(&'〕')
}

/// Whether the mark at `i` is the one within an English word, People’s.
pub fn is_apostrophe(c: &[char], i: usize) -> bool {
    let letter = |i: Option<usize>| i.and_then(|i| c.get(i)).is_some_and(char::is_ascii_alphabetic);
    c.get(i) == Some(&'’') && letter(i.checked_sub(1)) && letter(i.checked_add(1))
}

/// Whether a year written in four Chinese numerals goes on behind `i`: 二〇｜三五年.
fn year_in_chinese(c: &[char], i: usize) -> bool {
    const NUMERALS: &str = "〇○零一二三四五六七八九";
    const DIGITS: usize = 4;
    let (before, behind) = (part(c, ..=i), part(c, i.saturating_add(1)..));
    let run = |n: usize| n.min(DIGITS.saturating_add(1));
    let left = run(before.iter().rev().take_while(|x| NUMERALS.contains(**x)).count());
    let right = run(behind.iter().take_while(|x| NUMERALS.contains(**x)).count());
    left > 0 && left.saturating_add(right) == DIGITS && behind.get(right) == Some(&'年')
}

/// How long a run of Latin is up to position `i`, and behind it.
fn run_around(c: &[char], i: usize) -> [usize; 2] {
    const FAR: usize = 200;
    let (before, behind) = (part(c, ..=i), part(c, i.saturating_add(1)..));
    let before = before.iter().rev().take_while(|x| in_latin_run(**x)).take(FAR).count();
    [before, behind.iter().take_while(|x| in_latin_run(**x)).take(FAR).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_part_where_word_parts_them_but_years_and_documents_stay_whole() {
        let parted = |text: &str| {
            let c: Vec<char> = text.chars().collect();
            let breaks = |i: &usize| breakable(&c, *i) && i.saturating_add(1) < c.len();
            let ends: Vec<usize> = (0..c.len()).filter(breaks).map(|i| i.saturating_add(1)).collect();
            ends
        };
        assert_eq!(parted("第711号"), [1, 4]);
        assert_eq!(parted("收到12件"), [1, 2, 4]);
        assert_eq!(parted("在2024年"), [1]);
        assert_eq!(parted("发〔2021〕30号"), [1]);
        assert_eq!(parted("占85%"), [1]);
    }

    #[test]
    fn addresses_and_telephone_numbers_part_where_other_programs_part_them() {
        let pieces = |text: &str| {
            let c: Vec<char> = text.chars().collect();
            let mut out = vec![String::new()];
            for (i, ch) in c.iter().enumerate() {
                out.last_mut().expect("a piece").push(*ch);
                if breakable(&c, i) && i.saturating_add(1) < c.len() {
                    out.push(String::new());
                }
            }
            out
        };
        let address = "https://www.example-city.gov.cn/col/2024/t1_2.html?id=1&at=2";
        let parted = ["https://", "www.example-", "city.gov.cn/", "col/", "2024/", "t1_2.html?", "id=1&at=2"];
        assert_eq!(pieces(address), parted);
        assert_eq!(pieces("0000-6620188"), ["0000-", "6620188"]);
        for whole in ["xxgk_2024@mail.example.com", "GB/T9704-12", "-5.5", "Wi-Fi"] {
            assert_eq!(pieces(whole), [whole]);
        }
    }
}
