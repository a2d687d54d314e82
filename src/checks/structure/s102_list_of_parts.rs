//! S102: the parts that the preamble lists are not those of the report.

use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::numerals::digit;
use crate::report::Part;

pub static CHECK: Check = Check {
    code: "S102",
    title: "导语所列部分与标题不一致",
    level: Level::Warning,
    why: "导语列出的各部分名称、个数，应与正文的标题一字不差。",
    how: "对照正文的六个标题改导语。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// So many of the headings make a list; fewer are mentioned for other reasons.
const A_LIST: usize = 3;

#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let bare = |h: &str| -> String {
        let words = h.split_once(['、', '.', '．']).map_or(h, |(_, w)| w);
        words.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let headings: Vec<String> = cx.form.order().map(|s| bare(cx.heading(s))).collect();
    for p in cx.of_part(Part::Preamble) {
        let words: String = p.words.chars().filter(|c| !c.is_whitespace()).collect();
        let missing: Vec<&str> = headings
            .iter()
            .filter(|h| !h.is_empty() && !words.contains(h.as_str()))
            .map(String::as_str)
            .collect();
        if !missing.is_empty() && headings.len() - missing.len() >= A_LIST {
            let message = format!("导语所列的部分里没有“{}”", missing.join("”“"));
            out.push(Finding::new(&CHECK, message).part(Part::Preamble, None));
        }
        if let Some((n, at)) = counted(&p.words).filter(|(n, _)| *n != headings.len()) {
            let message = format!("导语说报告有{}个部分，正文有{}个", n, headings.len());
            out.push(Finding::new(&CHECK, message).words(p, at));
        }
    }
}

/// `六个部分`, `6部分`: how many parts the words promise, and where.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn counted(words: &str) -> Option<(usize, std::ops::Range<usize>)> {
    words.match_indices("部分").find_map(|(at, word)| {
        let before = words[..at].trim_end_matches(['个', '大']);
        let c = before.chars().next_back()?;
        let from = before.len() - c.len_utf8();
        // 第六部分 is one of them, 十六部分 none of ours.
        let alone = !before[..from].ends_with(|c: char| c == '第' || c == '十' || c.is_ascii_digit());
        let n = usize::from(digit(c)?);
        (alone && n > 2).then_some((n, from..at + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::Part;

    pub fn bad() -> Bad {
        (
            preamble(&LIST.replace("复议、行政", "复议和行政")),
            "导语所列的部分里没有“政府信息公开行政复议、行政诉讼情况”",
        )
    }

    fn preamble(words: &str) -> Case {
        zeros(2025).saying(Part::Preamble, words)
    }
    const LIST: &str = "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";

    #[test]
    fn the_list_says_what_the_headings_say() {
        check_silent("S102", &preamble(&format!("{LIST}六个部分。")));
        check_finds(
            "S102",
            &preamble(&LIST.replace("复议、行政", "复议行政")),
            "没有“政府信息公开行政复议、行政诉讼情况”",
        );
        check_finds("S102", &preamble(&format!("{LIST}共七部分。")), "导语说报告有7个部分，正文有6个");
    }

    #[test]
    fn without_a_list_there_is_nothing_to_compare() {
        check_silent("S102", &preamble("本报告由总体情况等6个部分组成，数据部分由各科室提供。"));
        check_silent("S102", &preamble("本报告第五部分为存在的主要问题及改进情况。"));
    }
}
