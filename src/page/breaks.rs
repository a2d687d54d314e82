//! Where a line may end: no closing mark begins one, no opening mark ends one (GB/T 15834), and what is read in one
//! stays together: 2020年, 〔2021〕30号, a word of Latin.

use super::shaping::is_one_word;
use crate::chinese::signs::in_latin_run;
use crate::form::bounds::part;

/// Never at the start of a line.
pub const CLOSERS: &str = "，。、；：？！）》〉〕】」』”’％…—·,.;:?!)]}%℃";
/// Never at the end of a line.
pub const OPENERS: &str = "（《〈〔【「『“‘([{";
/// A longer run of Latin (a web address) may be broken behind these.
const URL_BREAKS: &str = "/.-?&=_#%@";
const LONG_RUN: usize = 14;

/// Whether a line may end between characters `i` and `i + 1`.
pub fn breakable(c: &[char], i: usize) -> bool {
    let (Some(&a), Some(&b)) = (c.get(i), c.get(i.saturating_add(1))) else { return true };
    if OPENERS.contains(a) || CLOSERS.contains(b) || b == ' ' {
        return false;
    }
    if in_latin_run(a) && in_latin_run(b) {
        let run = run_length(c, i);
        return run > LONG_RUN && URL_BREAKS.contains(a) && a != b;
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
    // 2020年, 30号, 100%, 〔2021〕30号 stay together.
    if a.is_ascii_digit() && "年月日号件条项元万％%".contains(b) {
        return false;
    }
    !(a == '〕' && b.is_ascii_digit())
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

/// Length of the run of Latin around position `i`.
fn run_length(c: &[char], i: usize) -> usize {
    let before = part(c, ..=i).iter().rev().take_while(|x| in_latin_run(**x)).take(200).count();
    before.saturating_add(
        part(c, i.saturating_add(1)..).iter().take_while(|x| in_latin_run(**x)).take(200).count(),
    )
}
