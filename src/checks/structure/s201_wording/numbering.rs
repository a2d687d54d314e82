//! A numbering in words that leaves one out.

use super::CHECK;
use crate::checks::text::Passage;
use crate::checks::{Context, Finding};
use crate::chinese::numerals::{counts, digit, heading};
use crate::report::Part;

/// 一是…三是 without 二是, within a part.
pub(super) fn numbering(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut last: Option<(Part, u16)> = None;
    for p in cx.text() {
        for (at, word) in p.words.match_indices('是') {
            let before = &p.words[..at];
            let Some(c) = before.chars().next_back().filter(|c| counts(*c) && *c != '十') else { continue };
            let from = at.saturating_sub(c.len_utf8());
            if !(from == 0
                || before[..from].ends_with(['。', '；', '：', '，', '、', ' ', '　', ';', ')', '）']))
            {
                continue;
            }
            let n = digit(c).unwrap_or_default();
            let was = last.filter(|(part, _)| *part == p.part).map_or(0, |(_, n)| n);
            let next = was.saturating_add(1);
            let first = || was == 0 && n == 2 && !begun(cx, p, from);
            if n > next && was > 0 || first() {
                let lost = heading(usize::from(next));
                let message = format!("“{}是”前面没有“{lost}是”", &p.words[from..at]);
                out.push(Finding::new(&CHECK, message).words(p, from..at.saturating_add(word.len())));
            }
            last = Some((p.part, n));
        }
    }
}

/// Whether something was told as the first of several before: 一是, 首先, （一）.
fn begun(cx: &Context<'_>, p: &Passage<'_>, at: usize) -> bool {
    let first = |words: &str| crate::form::words::words().firsts.iter().any(|f| words.contains(f.as_str()));
    let above = |o: &&Passage<'_>| o.part == p.part && o.paragraph < p.paragraph;
    first(&p.words[..at]) || cx.text().iter().filter(above).any(|o| first(&o.words))
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_finds, check_silent};

    #[test]
    fn a_numbering_that_leaves_one_out_is_noticed() {
        check_finds("S201", &section("一是抓培训；三是抓督查。"), "“三是”前面没有“二是”");
        check_finds("S201", &section("存在问题：二是解读少。三是培训少。"), "“二是”前面没有“一是”");
        check_finds("S201", &section("一是抓培训。\n二是抓督查。\n四是抓整改。"), "“四是”前面没有“三是”");
        for fine in [
            "一是抓培训；二是抓督查。一是培训多；二是督查多。",
            "进一步明确谁是主体，三是重点。",
            "第一是培训。",
            "首先抓培训；二是抓督查。",
            "（一）抓培训。\n二是抓督查。",
        ] {
            check_silent("S201", &section(fine));
        }
    }
}
