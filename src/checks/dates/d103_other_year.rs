//! D103: another year where the report's year is expected: in the title, in the preamble, at the head of a
//! sentence about the year's work; and the report's own year in a promise for the year to come.

use crate::checks::text::{Passage, clauses};
use crate::checks::{Check, Context, Finding, Fix, Level};
use crate::chinese::numerals::{counts, is_arabic};
use crate::chinese::years::{YearAt, day_at, spelled, years};
use crate::form::words::words;
use crate::report::memo::Memo;
use crate::report::{Part, Section};
use std::ops::Range;

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
    for p in cx.text() {
        match p.part {
            Part::Title => {
                for y in years(&p.words).into_iter().filter(|y| y.year != cx.year) {
                    tell(cx, p, y, cx.year, "标题", out);
                }
            }
            Part::Preamble => preamble(cx, p, out),
            _ => {
                let led = LED.with(|m| m.get((), &*p.words, || led_by_a_year(&p.words)));
                led.iter().for_each(|l| sentence(cx, p, l, out));
            }
        }
    }
}

fn tell(cx: &Context<'_>, p: &Passage<'_>, y: YearAt, meant: u16, place: &str, out: &mut Vec<Finding>) {
    let near: String = p.words[y.digits.start..].chars().take(16).collect();
    let message = format!("{place}写的是“{near}”，{}年度的报告应为 {meant}年", cx.year);
    let word = spelled(meant, &p.words[y.digits.clone()]);
    let edits = vec![cx.reword(p.part, &[(p.paragraph, y.digits.clone(), word)])];
    let fix = Fix { title: format!("改为 {meant}年"), edits };
    out.push(Finding::new(&CHECK, message).words(p, y.digits.start..y.end()).fix(Some(fix)));
}

/// `2024年度政府信息公开工作年度报告` outside of a document's title.
fn preamble(cx: &Context<'_>, p: &Passage<'_>, out: &mut Vec<Finding>) {
    for y in years(&p.words).into_iter().filter(|y| y.year != cx.year) {
        let (before, behind) = (&p.words[..y.digits.start], &p.words[y.end()..]);
        let cited = before.matches('《').count() > before.matches('》').count();
        let clause = behind.split(['，', '。', '；', '（', '《', '、', '与', '和']).next().unwrap_or("");
        if !cited && clause.ends_with("年度报告") {
            tell(cx, p, y, cx.year, "导语", out);
        }
    }
}

/// A sentence that begins with a year.
struct Led {
    /// Its bytes in the paragraph.
    range: Range<usize>,
    /// The year, from the sentence's beginning.
    year: YearAt,
    /// Behind 截至; 0 where nothing like it stands before the year.
    as_of: usize,
}

thread_local! {
    static LED: Memo<(), String, Vec<Led>> = Memo::default();
}

fn led_by_a_year(words: &str) -> Vec<Led> {
    clauses(words).filter_map(|(at, s)| led(at, s)).collect()
}

fn led(at: usize, s: &str) -> Option<Led> {
    let lead =
        s.len().saturating_sub(s.trim_start_matches(|c| counts(c) || " 　（）()是、.".contains(c)).len());
    let as_of = &words().as_of;
    let as_of =
        as_of.iter().find(|x| s[lead..].starts_with(x.as_str())).map_or(0, |x| lead.saturating_add(x.len()));
    // A year in Chinese digits begins with one of the signs of a numbering.
    let year = years(s).into_iter().next().filter(|y| y.digits.start <= lead.max(as_of))?;
    Some(Led { range: at..at.saturating_add(s.len()), year, as_of })
}

/// A sentence of a section.
fn sentence(cx: &Context<'_>, p: &Passage<'_>, led: &Led, out: &mut Vec<Finding>) {
    let Led { range, year: y, as_of } = led;
    let (year, w, s) = (cx.year, words(), &p.words[range.clone()]);
    let behind = s[y.end()..].trim_start_matches('度');
    let year_end = *as_of > 0 && day_at(s, y.end()).is_some_and(|d| d.month == 12);
    let said_of_us = w.subjects.iter().any(|x| behind.starts_with(x.as_str())) || names(cx, behind);
    if !(year_end || *as_of == 0 && said_of_us) {
        return;
    }
    let has = |list: &[String]| list.iter().any(|x| s.contains(x.as_str()));
    let here = |y: &YearAt| YearAt {
        year: y.year,
        digits: range.start.saturating_add(y.digits.start)..range.start.saturating_add(y.digits.end),
    };
    let Some(section) = p.part.chapter().section() else { return };
    let place = format!("第{}部分", cx.form.numeral(section));
    if y.year.checked_add(1) == Some(year) {
        // Beside the report's own year another one is a comparison.
        let own = years(&p.words).iter().any(|o| o.year == year);
        let looks_back = matches!(section, Section::Problems | Section::Other);
        let compared = own && (years(s).len() > 1 || looks_back);
        if !compared && !has(&w.comparing) {
            tell(cx, p, here(y), year, &place, out);
        }
    } else if y.year == year {
        let promise =
            behind.split('将').skip(1).any(|r| w.promises.iter().any(|x| r.starts_with(x.as_str())));
        let done = s.contains(['了', '已']) || counts_something(&s[y.end()..]);
        if promise && !done {
            tell_promise(cx, p, here(y), &place, out);
        }
    } else if year.checked_add(1) == Some(y.year) {
        let done =
            s.contains(|c: char| c.is_ascii_digit()) && w.told.iter().any(|x| behind.contains(x.as_str()));
        if done && !has(&w.future) {
            tell(cx, p, here(y), year, &place, out);
        }
    }
}

/// Whether something is counted: 公开312条.
fn counts_something(said: &str) -> bool {
    said.char_indices().any(|(i, c)| {
        let rest = said[i.saturating_add(c.len_utf8())..].trim_start_matches(['余', '多']);
        is_arabic(c) && rest.starts_with(|m| words().measures.contains(&m))
    })
}

/// Whether words begin with the office's own name; a place alone begins many other things.
fn names(cx: &Context<'_>, words: &str) -> bool {
    const TELLING: usize = 4;
    let name = &cx.office().name;
    let alike = name.chars().zip(words.chars()).take_while(|(a, b)| a == b).count();
    alike > 0 && alike >= TELLING.min(name.chars().count())
}

/// A promise for the report's own year, which is over.
fn tell_promise(cx: &Context<'_>, p: &Passage<'_>, y: YearAt, place: &str, out: &mut Vec<Finding>) {
    let next = cx.year.saturating_add(1);
    let near: String = p.words[y.digits.start..].chars().take(16).collect();
    let message = format!("{place}写着“{near}”，{}年已经过去，打算应是 {next}年的", cx.year);
    let word = spelled(next, &p.words[y.digits.clone()]);
    let edits = vec![cx.reword(p.part, &[(p.paragraph, y.digits.clone(), word)])];
    let fix = Fix { title: format!("改为 {next}年"), edits };
    out.push(Finding::new(&CHECK, message).words(p, y.digits.start..y.end()).fix(Some(fix)));
}

#[cfg(test)]
mod tests {
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
        for fine in [
            "根据2019年修订的条例和《示范县2024年政府信息公开工作年度报告》的要求编制。",
            "按照2025年度政府信息公开工作年度报告的要求编制。",
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
    fn last_year_before_the_office_s_name_or_at_the_year_s_end_was_left_in() {
        for words in [
            "2024年示范县水利局坚持以公开促规范，稳步推进各项工作。",
            "截至2024年12月31日，主动公开信息312条。",
            "截止到2024年12月底，主动公开信息312条。",
        ] {
            check_finds("D103", &section(Section::Overview, words), "第一部分写的是");
        }
        for fine in [
            "2024年示范县政务公开要点印发后，我局逐项落实。",
            "截至2025年12月31日，主动公开信息312条。",
            "截至2024年6月，栏目共有12个。",
            "截至2024年12月31日有3件未办结，2025年全部办结。",
        ] {
            check_silent("D103", &section(Section::Overview, fine));
        }
    }

    #[test]
    fn other_years_with_reason_are_left_alone() {
        for words in [
            "2025年，我局公开信息208条，比2024年增加12条。",
            "2024年，全县收到申请9件，2025年收到12件。",
            "2024年以来，我局累计公开信息900条。",
            "2024年12月，我局印发办法。",
            "2024年，我局被列为试点，同比多公开30条。",
            "2024年度结转的申请均已办结。",
            "按照《2024年政务公开工作要点》推进。",
            "2023年，我局启用新网站。",
            "2026年，我局将继续完善目录，全年培训2次。",
            "2025年，我局将政务公开纳入年度考核，进一步规范流程。",
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
    fn what_was_done_with_something_is_no_promise() {
        for words in [
            "2025年，我局将重点领域信息公开列入年度计划，公开312条。",
            "2025年，我局将重点领域信息列入年度计划。",
            "2025年，我局将按照条例应当公开的信息全部公开。",
            "2025年，我局将从群众来信中梳理的问题逐项答复。",
            "2025年，我局将持续更新的目录公开312条。",
        ] {
            check_silent("D103", &section(Section::Overview, words));
        }
    }

    #[test]
    fn a_promise_for_the_year_that_is_over_is_noticed() {
        let r = section(Section::Problems, "2025年，我局将进一步完善目录。");
        check_finds("D103", &r, "打算应是 2026年的");
        check_words_fixed("D103", &r, Part::Before(Section::Problems), "2026年，我局将进一步完善目录。");
        check_finds("D103", &section(Section::Overview, "2026年，我局共公开信息208条。"), "2026年");
    }
}
