//! Where a number was to be filled in and none stands: 共主动公开条, 现行有效的规范性文件。

use crate::chinese::signs::is_han;
use crate::form::words::words as lists;
use std::ops::Range;

const STOPS: [char; 6] = ['，', '。', '；', '（', '、', ','];

/// The clauses that say how many, without the number.
pub fn lost(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0usize;
    let mut counted = false;
    words.split_inclusive(STOPS).filter_map(move |clause| {
        let at = from;
        from = from.saturating_add(clause.len());
        let said = clause.trim_end_matches(STOPS).trim();
        let w = &lists().counts_of;
        let lead = clause.find(said).unwrap_or_default();
        let whole = counted && clause.ends_with(['。', '；']) && w.whole.iter().any(|x| x == said);
        // 「制定0件，废止0件，现行有效的规范性文件。」
        counted =
            clause.ends_with(STOPS) && !clause.ends_with('。') && said.ends_with('件') && holds_digit(said);
        let start = if whole { Some(0) } else { without_number(said) };
        let begin = at.saturating_add(lead);
        start.map(|s| begin.saturating_add(s)..begin.saturating_add(said.len()))
    })
}

fn holds_digit(said: &str) -> bool {
    said.contains(|c: char| c.is_ascii_digit())
}

/// Where 共公开条 begins in a clause that ends so.
fn without_number(said: &str) -> Option<usize> {
    const LONGEST: usize = 12;
    let w = &lists().counts_of;
    let unit = said.chars().next_back().filter(|c| w.measures.contains(*c))?;
    let before = said.strip_suffix(unit)?;
    let deed = w.deeds.iter().any(|d| before.ends_with(d.as_str()));
    // 依申请公开件 is a word.
    let word = unit == '件' && before.ends_with("公开");
    let at = w.totals.iter().filter_map(|t| before.rfind(t.as_str())).max().filter(|_| deed && !word)?;
    let near = &before[at..];
    (near.chars().count() <= LONGEST && near.chars().all(is_han)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::{check_finds, check_silent};

    #[test]
    fn a_number_left_out_before_its_measure_was_passed_over() {
        for (words, near) in [
            ("全年共主动公开条，其中网站公开30条。", "“共主动公开条”"),
            ("累计发布信息篇。", "“累计发布信息篇”"),
            ("制定0件，废止0件，现行有效的规范性文件。", "“现行有效的规范性文件”"),
        ] {
            check_finds("S106", &section(words), near);
        }
        for fine in [
            "公共服务事项公开条目清晰。",
            "共主动公开12条，梳理现行有效的规范性文件。",
            "公开本局制定、现行有效的规范性文件。",
            "全年共办理依申请公开件，均已答复。",
        ] {
            check_silent("S106", &section(fine));
        }
    }
}
