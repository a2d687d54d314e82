//! D103: another year where the report's year is expected. Every year has a reason (`role`) or is told here, all of a
//! report in one finding: they were left in together and are put right together.

use super::captions::{MisdatedCaption, misdated};
use super::moving::{Misfit, misfits};
use super::role::YearRole;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::years::{spelled, years};
use crate::report::edit::{Edit, Rewording};
use crate::report::text::Run;
use crate::report::{Part, Section};
use std::collections::BTreeMap;

pub static CHECK: Check = Check {
    code: "D103",
    title: "年份像是没有改",
    level: Level::Warning,
    why: "标题、导语和正文写的应是报告的年度；沿用去年的文字，最容易留下去年的年份（国办公开办函〔2021〕30号要求不得照搬照抄）。",
    how: "核对这一句说的是哪一年；确实说的是别的年份，可以说明。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    out.extend(headings(cx));
    out.extend(misdated(cx).into_iter().map(|c| of_caption(cx, c)));
    let all = misfits(cx);
    let told: Vec<(&Passage<'_>, &Misfit)> = all.iter().filter_map(|m| Some((passage(cx, m)?, m))).collect();
    let Some((first, m)) = told.first() else { return };
    let message = match told.as_slice() {
        [(p, m)] => alone(cx, p, m),
        all => {
            let one = |(p, m): &(&Passage<'_>, &Misfit)| {
                format!("{}“{}”应为 {}年", place(cx, p), near(p, m), m.meant)
            };
            let each: Vec<String> = all.iter().map(one).collect();
            format!("有 {} 处年份像是没有改：{}", all.len(), each.join("；"))
        }
    };
    // What only somebody who looks it up can put right is told, not changed.
    let sure: Vec<Misfit> = all.iter().filter(|m| m.asked.is_none()).cloned().collect();
    let title = match sure.as_slice() {
        [m] => format!("改为 {}年", m.meant),
        all => format!("{} 处都改过来", all.len()),
    };
    let fix = Some(Fix { title, edits: moved(cx, &sure) }).filter(|_| !sure.is_empty());
    let message = format!("{message}{}", to_be_looked_up(&told));
    let mut f = Finding::new(&CHECK, message).words(first, m.at.digits.start..m.at.end()).fix(fix);
    f.more = told.iter().skip(1).map(|(p, m)| (p.part, p.paragraph, m.at.digits.start..m.at.end())).collect();
    if told.len() > 1 {
        f.quote = Some(told.iter().map(|(p, m)| near(p, m)).collect::<Vec<_>>().join("…"));
    }
    out.push(f);
}

/// What of them is not changed with the others, and why.
fn to_be_looked_up(told: &[(&Passage<'_>, &Misfit)]) -> String {
    let mut asked = told.iter().filter_map(|(p, m)| Some((near(p, m), m.asked?)));
    match (asked.next(), asked.count()) {
        (None, _) => String::new(),
        (Some((words, why)), 0) => format!("；“{words}”{}，请核对以后自己改", why.why()),
        (Some((words, why)), n) => {
            format!("；“{words}”等 {} 处（{}）请核对以后自己改", n.saturating_add(1), why.why())
        }
    }
}

fn passage<'c>(cx: &'c Context<'_>, m: &Misfit) -> Option<&'c Passage<'c>> {
    cx.text().iter().find(|p| p.part == m.part && p.paragraph == m.paragraph)
}

/// The edits that put each of these years right, one a part.
pub fn moved(cx: &Context<'_>, all: &[Misfit]) -> Vec<Edit> {
    let mut by_part: BTreeMap<Part, Vec<Rewording>> = BTreeMap::new();
    for m in all {
        let Some(p) = passage(cx, m) else { continue };
        let word = spelled(m.meant, &p.words[m.at.digits.clone()]);
        by_part.entry(m.part).or_default().push(p.put(m.at.digits.clone(), Run::text(word)));
    }
    by_part.into_iter().map(|(part, changes)| Edit::Reword(part, changes)).collect()
}

/// The year with the words behind it.
fn near(p: &Passage<'_>, m: &Misfit) -> String {
    p.words[m.at.digits.start..].chars().take_while(|c| !"。；".contains(*c)).take(16).collect()
}

fn place(cx: &Context<'_>, p: &Passage<'_>) -> String {
    match (p.part, p.part.chapter().section()) {
        (Part::Title, _) => "标题".into(),
        (_, Some(section)) => format!("第{}部分", cx.form.numeral(section)),
        _ => "导语".into(),
    }
}

fn alone(cx: &Context<'_>, p: &Passage<'_>, m: &Misfit) -> String {
    let (place, near) = (place(cx, p), near(p, m));
    match m.role {
        YearRole::Plan if m.at.year == cx.year => {
            format!("{place}写着“{near}”，{}年已经过去，打算应是 {}年的", cx.year, m.meant)
        }
        _ => format!("{place}写的是“{near}”，{}年度的报告应为 {}年", cx.year, m.meant),
    }
}

fn of_caption(cx: &Context<'_>, c: MisdatedCaption<'_>) -> Finding {
    let message = format!("图注写的是“{}”，{}年度的报告应为 {}年", c.caption, cx.year, c.meant);
    let fix = Fix { title: format!("改为“{}”", c.right), edits: vec![c.edit] };
    Finding::new(&CHECK, message).part(c.part, Some(c.caption.into())).fix(Some(fix))
}

/// A year in the heading of a section; none stands in the form's.
fn headings(cx: &Context<'_>) -> Vec<Finding> {
    let in_heading = |section: Section| {
        let heading = cx.heading(section);
        let y = years(heading).into_iter().find(|y| y.year != cx.year)?;
        let mut right = heading.to_string();
        right.replace_range(y.digits.clone(), &spelled(cx.year, &heading[y.digits.clone()]));
        let message = format!("标题写的是“{heading}”，{}年度的报告应为 {}年", cx.year, cx.year);
        let fix = Fix { title: format!("改为“{right}”"), edits: vec![Edit::Heading(section, right)] };
        Some(Finding::new(&CHECK, message).part(Part::Before(section), Some(heading.into())).fix(Some(fix)))
    };
    cx.form.order().filter_map(in_heading).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::last_year::tests::with_last;
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::{Part, Section};

    pub fn bad() -> Bad {
        (
            zeros(2025).saying(Part::Title, "示范县水利局2024年政府信息公开工作年度报告"),
            "标题写的是“2024年政府信息公开工作年度报”，2025年度的报告应为 2025年",
        )
    }

    fn section(n: Section, words: &str) -> Case {
        zeros(2025).saying(Part::Before(n), words)
    }

    #[test]
    fn the_year_of_the_title_is_the_report_s() {
        let r = zeros(2025).saying(Part::Title, "示范县水利局2024年政府信息公开工作年度报告");
        check_finds("D103", &r, "标题写的是“2024年");
        check_words_fixed("D103", &r, Part::Title, "示范县水利局2025年政府信息公开工作年度报告");
        check_silent("D103", &zeros(2025));
    }

    #[test]
    fn the_preamble_may_cite_documents_of_other_years() {
        let r = zeros(2025).saying(Part::Preamble, "现公布示范县水利局2024年政府信息公开工作年度报告。");
        check_finds("D103", &r, "导语写的是“2024年");
        for second in [
            "2025年，我局认真落实条例；2024年的公开情况报告如下。",
            "本报告反映2025年工作，统计口径为2024年度。",
        ] {
            check_finds("D103", &zeros(2025).saying(Part::Preamble, second), "导语写的是“2024年");
        }
        for fine in [
            "根据2019年修订的条例和《示范县2024年政府信息公开工作年度报告》的要求编制。",
            "按照2025年度政府信息公开工作年度报告的要求编制。",
            "根据2024年12月印发的通知，编制2025年度报告。",
        ] {
            check_silent("D103", &zeros(2025).saying(Part::Preamble, fine));
        }
    }

    #[test]
    fn last_year_at_the_head_of_a_sentence_was_left_in() {
        for words in [
            "2024年，我局公开信息208条。",
            "二〇二四年，全县公开信息208条。",
            "2024年度，我局认真落实条例要求。",
        ] {
            check_finds("D103", &section(Section::Overview, words), "第一部分写的是");
        }
        check_words_fixed(
            "D103",
            &section(Section::Overview, "二〇二四年，全县公开信息208条。"),
            Part::Before(Section::Overview),
            "二〇二五年，全县公开信息208条。",
        );
    }

    #[test]
    fn last_year_wherever_it_stands_without_a_reason_was_left_in() {
        for words in [
            "2024年示范县水利局坚持以公开促规范，稳步推进各项工作。",
            "截至2024年12月31日，主动公开信息312条。",
            "截止到2024年12月底，主动公开信息312条。",
            "2024年，我局公开信息862条，比上年增加74条。",
            "收到申请42件（2024年度），同比增长16.7%。",
            "我局于2024年6月开展培训两次。",
            "2024年以来，我局严格落实条例要求。",
            "按照《2024年政务公开工作要点》推进。",
            "公开信息862条，较2023年增加74条。",
            "公开2023年部门决算。",
            "2 024 年没有空格，2024 年，我局公开信息。",
        ] {
            check_finds("D103", &section(Section::Overview, words), "第一部分写的是");
        }
    }

    #[test]
    fn problems_are_this_year_s_and_plans_next_year_s() {
        for words in [
            "2024年主要存在问题：一是解读形式不够丰富。",
            "2024年，公开工作取得新进展，但仍有不足。",
            "针对2023年度报告指出的问题，我局已逐项整改。",
            "针对2024年存在的不足，下一步将逐项整改。",
            "2025年，将重点从以下方面做好改进。",
            "2025年工作打算：一是丰富解读形式。",
            "下一步，2025年我局要加强培训。",
            "2025年，我局计划开展培训4次。",
        ] {
            check_finds("D103", &section(Section::Problems, words), "年");
        }
        for fine in [
            "2025年存在的主要问题：一是解读形式不够丰富。",
            "针对2024年度报告指出的问题，我局已逐项整改。",
            "针对2025年存在的不足，2026年将逐项整改。",
            "2026年工作打算：一是丰富解读形式。",
        ] {
            check_silent("D103", &section(Section::Problems, fine));
        }
    }

    #[test]
    fn all_years_of_a_report_are_one_finding_and_one_repair() {
        let r = section(Section::Overview, "2024年，我局公开信息312条，较2023年增加12条。")
            .saying(Part::Before(Section::Problems), "2025年，我局将重点做好以下工作。");
        let found = r.findings("D103");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.starts_with("有 3 处年份像是没有改：第一部分“2024年，"), "{found:?}");
        assert_eq!(found[0].more.len(), 2);
        let mut after = r.clone();
        found[0].fix.clone().expect("a fix").edits.into_iter().for_each(|e| e.apply(&mut after.report));
        let words = after.report.words(Part::Before(Section::Overview));
        assert_eq!(words, "2025年，我局公开信息312条，较2024年增加12条。");
        check_silent("D103", &after);
    }

    #[test]
    fn a_sentence_of_last_year_s_report_whose_year_did_not_move_is_certain() {
        let words = "我局2024年部门预算已公开。";
        let last = zeros(2024).saying(Part::Before(Section::Overview), words).report;
        let mut r = with_last(2025, last).saying(Part::Before(Section::Overview), words);
        check_finds("D103", &r, "应为 2025年");
        r = r.saying(Part::Before(Section::Overview), "条例2019年修订的规定已落实。");
        check_silent("D103", &r);
    }

    #[test]
    fn a_heading_names_no_year_but_its_own() {
        let mut r = zeros(2025);
        r.report.sections[1].heading = "二、2024年主动公开政府信息情况".into();
        check_finds("D103", &r, "应为 2025年");
    }

    #[test]
    fn other_years_with_reason_are_left_alone() {
        for words in [
            "2025年，我局公开信息208条，比2024年增加12条。",
            "2024年，全县收到申请9件，2025年收到12件。",
            "2024年以来，我局累计公开信息900条。",
            "2024年度结转的申请均已办结。",
            "2023年，我局启用新网站。",
            "2026年，我局将继续完善目录，全年培训2次。",
            "2025年，我局将政务公开纳入年度考核，进一步规范流程。",
            "公开2024年部门决算和2025年部门预算。",
            "落实《法治政府建设实施纲要（2021—2025年）》。",
            "荣获2024年度政务公开优秀单位。",
            "3件结转至2026年办理。",
            "截至2025年12月31日，主动公开信息312条。",
            "截至2024年12月31日有3件未办结，2025年全部办结。",
            "“十四五”期间（2021年至2025年）累计公开900条。",
            "自2023年起，每季度抽查一次。",
        ] {
            check_silent("D103", &section(Section::Overview, words));
            check_silent("D103", &section(Section::Problems, words));
        }
        check_silent(
            "D103",
            &section(Section::Problems, "2024年，我局存在解读不多的问题。2025年，已逐项改进。"),
        );
    }

    #[test]
    fn a_promise_for_the_year_that_is_over_is_noticed() {
        let r = section(Section::Problems, "2025年，我局将进一步完善目录。");
        check_finds("D103", &r, "打算应是 2026年的");
        check_words_fixed("D103", &r, Part::Before(Section::Problems), "2026年，我局将进一步完善目录。");
        check_finds("D103", &section(Section::Overview, "2026年，我局共公开信息208条。"), "2026年");
    }
}
