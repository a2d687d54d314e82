//! Y107: the text repeats last year's.

use crate::checks::{Check, Context, Finding, Level};
use crate::report::repetition::{self, Share};
use crate::report::{Chapter, Part, Section};

pub static CHECK: Check = Check {
    code: "Y107",
    title: "文字与去年雷同",
    level: Level::Warning,
    why: "国办公开办函〔2021〕30号要求对内容雷同、敷衍塞责的年度报告追究责任；有的地方规定与去年重复过半要扣分。",
    how: "按今年的实际重写重复的句子；只改年份的也算重复。界限可以在“报告设置…”里改。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

/// Fewer sentences than this may well be the same again.
const LEAST: usize = 4;

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(found) = cx.repetition() else { return };
    let most = cx.thresholds().repetition;
    let over = |s: Share| s.all >= LEAST && s.percent() > most;
    let words = |what: &str, s: Share| {
        format!("{what} {} 句，有 {} 句和去年一样，占 {}%，超过 {most}%", s.all, s.same, s.percent())
    };
    let total = found.total();
    let of_sections = || cx.form.order().map(|s| (s, found.of(s))).filter(|(_, share)| over(*share));
    // What is marked as last year's is known to repeat it.
    if !over(total) && of_sections().next().is_none() || !cx.unread().is_empty() {
        return;
    }
    if over(total) {
        let shares = cx.form.order().map(|s| (s, found.of(s)));
        let sections: Vec<String> = shares
            .filter(|(_, share)| share.same > 0)
            .map(|(s, share)| format!("第{}部分 {}%", cx.form.numeral(s), share.percent()))
            .collect();
        let message = format!("{}（{}）", words("全文", total), sections.join("，"));
        out.push(Finding::new(&CHECK, message).part(first(&found, None), None));
        return;
    }
    for (s, share) in of_sections() {
        out.push(Finding::new(&CHECK, words("这一部分", share)).part(first(&found, Some(s)), None));
    }
}

/// The part of the first repeated sentence, of a section or of all.
fn first(found: &repetition::Repetition, section: Option<Section>) -> Part {
    let of = |p: &Part| section.is_none_or(|s| p.chapter() == Chapter::Section(s));
    found.sentences.iter().map(|s| s.part).find(of).unwrap_or(Part::Title)
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_last;
    use crate::checks::tests::{Bad, check_finds, check_silent, zeros};
    use crate::report::text::{Para, Run};
    use crate::report::{Part, Section, last_years_text};

    pub fn bad() -> Bad {
        let words = "组织政务公开培训一次。建立信息发布审核制度。设立政务公开专区一处。新开设惠农专栏一个。";
        let last = zeros(2024).saying(Part::Before(Section::Overview), words);
        (
            with_last(2025, last.report).saying(Part::Before(Section::Overview), words),
            "全文 4 句，有 4 句和去年一样，占 100%，超过 50%（第一部分 100%）",
        )
    }

    #[test]
    fn while_sentences_are_marked_as_last_years_nothing_is_said_of_their_repeating_it() {
        let words = "组织政务公开培训一次。建立信息发布审核制度。设立政务公开专区一处。新开设惠农专栏一个。";
        let last = zeros(2024).saying(Part::Before(Section::Overview), words);
        let mut r = with_last(2025, last.report);
        r.report.sections[0].before = vec![Para::Text(vec![Run::old(words)])];
        check_silent("Y107", &r);
        for edit in last_years_text::confirm_all(&r.report) {
            edit.apply(&mut r.report);
        }
        check_finds("Y107", &r, "全文 4 句，有 4 句和去年一样");
    }

    #[test]
    fn half_of_last_years_sentences_are_too_many() {
        let text = |year: u16, own: &str| {
            let same = format!("{year}年组织政务公开培训一次。建立信息发布审核制度。设立政务公开专区一处。");
            vec![Para::plain(format!("{same}{own}"))]
        };
        let mut last = zeros(2024).report;
        last.sections[0].before = text(2024, "新开设惠农专栏一个。");
        let mut r = with_last(2025, last);
        r.report.sections[0].before = text(2025, "新开设养老专栏两个。");
        check_finds("Y107", &r, "全文 4 句，有 3 句和去年一样，占 75%，超过 50%（第一部分 75%）");
        r.report.thresholds.repetition = 80;
        check_silent("Y107", &r);
        r.report.thresholds.repetition = 50;
        r.report.sections[0].before =
            vec![Para::plain("今年换了写法。逐月检查栏目更新。增设村务公开点。编印办事指南。")];
        check_silent("Y107", &r);
    }
}
