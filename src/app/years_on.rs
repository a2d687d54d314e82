//! 年份往后推一年: the years that came along from last year's report and stand one year behind, listed with their
//! sentences, and moved on all at once. Numbers of letters, titles of laws and history are none of them.

use crate::checks::Context;
use crate::checks::dates::asked::ToLookUp;
use crate::checks::dates::d103_other_year::moved;
use crate::checks::dates::moving::{Misfit, misfits};
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::text::sentences;
use std::ops::Range;

/// A year one behind.
#[derive(Clone, Debug)]
pub struct Behind {
    misfit: Misfit,
    /// 第一部分
    pub place: String,
    pub year: u16,
    /// The sentence it stands in.
    pub sentence: String,
    /// Its digits in that sentence.
    pub digits: Range<usize>,
}

impl Behind {
    /// Why somebody must look it up before it moves on: a letter's number stands with it, or a day.
    pub fn why_asked(&self) -> Option<&'static str> {
        self.misfit.asked.map(ToLookUp::why)
    }
}

/// All of them, in the report's order.
pub fn behind(report: &Report) -> Vec<Behind> {
    let cx = Context::new(report, None);
    let one_behind = |m: &Misfit| m.at.year.checked_add(1) == Some(m.meant);
    misfits(&cx).into_iter().filter(one_behind).map(|m| told(report, m)).collect()
}

fn told(report: &Report, misfit: Misfit) -> Behind {
    let words =
        report.paras(misfit.part).get(misfit.paragraph).map(|p| p.resolved(report)).unwrap_or_default();
    let at = misfit.at.digits.clone();
    let stretch = sentences(&words).into_iter().find(|r| r.contains(&at.start)).unwrap_or(0..words.len());
    let whole = words.get(stretch.clone()).unwrap_or_default();
    let begun = stretch.start + whole.len() - whole.trim_start().len();
    let digits = at.start.saturating_sub(begun)..at.end.saturating_sub(begun);
    let place = report.form().chapter_name(misfit.part.chapter());
    Behind { place, year: misfit.at.year, sentence: whole.trim().to_string(), digits, misfit }
}

/// What moves some of them on.
pub fn move_on<'a>(report: &Report, some: impl IntoIterator<Item = &'a Behind>) -> Vec<Edit> {
    let some: Vec<Misfit> = some.into_iter().map(|b| b.misfit.clone()).collect();
    moved(&Context::new(report, None), &some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::Para;
    use crate::report::{Part, next_year};

    #[test]
    fn years_carried_over_move_on_together_and_history_and_letters_stay() {
        let mut last = Report::new(2024, "示范县水利局");
        last.sections[0].before = vec![
            Para::plain("2024年，我局公开信息862条，比2023年增加74条。"),
            Para::plain(
                "按照国办发〔2016〕80号和2019年修订的条例，落实《法治政府建设实施纲要（2021—2025年）》。",
            ),
        ];
        last.sections[4].before =
            vec![Para::plain("针对2023年度报告指出的问题，已逐项整改。2025年，我局将重点做好培训。")];
        last.sections[5].before = vec![Para::plain("2024年收到申请28件，申请量比2023年净增4件。")];
        let mut now = next_year::begin(&last, "去年.gknb", "");
        let all = behind(&now);
        let listed: Vec<(u16, &str)> = all.iter().map(|b| (b.year, b.place.as_str())).collect();
        assert_eq!(listed.len(), 6, "{all:#?}");
        assert_eq!(all[3].sentence, "2025年，我局将重点做好培训。");
        for b in &all {
            assert_eq!(b.sentence.get(b.digits.clone()), Some(b.year.to_string().as_str()), "{b:#?}");
        }
        for e in move_on(&now, &all) {
            e.apply(&mut now);
        }
        let words = |p| now.words(p);
        assert_eq!(
            words(Part::Before(crate::report::Section::Overview)),
            "2025年，我局公开信息862条，比2024年增加74条。\n\
             按照国办发〔2016〕80号和2019年修订的条例，落实《法治政府建设实施纲要（2021—2025年）》。"
        );
        assert_eq!(
            words(Part::Before(crate::report::Section::Problems)),
            "针对2024年度报告指出的问题，已逐项整改。2026年，我局将重点做好培训。"
        );
        assert!(behind(&now).is_empty(), "{:#?}", behind(&now));
    }

    #[test]
    fn a_letter_s_year_and_a_day_are_asked_about_and_what_has_its_number_stays() {
        let mut last = Report::new(2023, "示范县水利局");
        last.sections[0].before = [
            "落实《关于印发2023年政务公开工作要点的通知》（示办发〔2023〕5号）。",
            "2023年3月15日召开政务公开工作会议。",
            "2023年3月15日召开的会议作了部署。",
            "2023年第1期公报刊登文件3件。",
            "落实《实施纲要（2021—2023年）》，“十四五”期间逐步推进。",
            "2023年，我局公开信息862条。",
        ]
        .map(Para::plain)
        .to_vec();
        let now = next_year::begin(&last, "去年.gknb", "");
        let all = behind(&now);
        let asked: Vec<(bool, &str)> = all
            .iter()
            .map(|b| (b.why_asked().is_some(), b.sentence.split(['，', '》']).next().unwrap_or("")))
            .collect();
        let told = [
            (true, "落实《关于印发2023年政务公开工作要点的通知"),
            (true, "2023年3月15日召开政务公开工作会议。"),
            (false, "2023年"),
        ];
        assert_eq!(asked, told);
    }
}
