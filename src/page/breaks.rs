//! Where a line may end: no closing mark begins one, no opening mark ends one (GB/T 15834), and what is read in one
//! stays together: 2020年, 〔2021〕30号, a word of Latin.

use crate::chinese::signs::in_latin_run;
use crate::form::bounds::part;

/// Never at the start of a line.
pub const CLOSERS: &str = "，。、；：？！）》〉〕】」』”’％…—·,.;:?!)]}%℃";
/// Never at the end of a line.
pub const OPENERS: &str = "（《〈〔【「『“‘([{";
/// A longer run of Latin (a web address) may be broken behind these.
const URL_BREAKS: &str = "/.-?&=_";
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
    // 2020年, 30号, 100%, 〔2021〕30号 stay together.
    if a.is_ascii_digit() && "年月日号件条项元万％%".contains(b) {
        return false;
    }
    !(a == '〕' && b.is_ascii_digit())
}

/// Length of the run of Latin around position `i`.
fn run_length(c: &[char], i: usize) -> usize {
    let before = part(c, ..=i).iter().rev().take_while(|x| in_latin_run(**x)).take(200).count();
    before.saturating_add(
        part(c, i.saturating_add(1)..).iter().take_while(|x| in_latin_run(**x)).take(200).count(),
    )
}
