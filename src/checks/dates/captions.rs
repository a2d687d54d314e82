//! Years under pictures: 「图1 2024年各月公开信息数量」 in a report for 2025. Part of D103.

use super::d103_other_year::CHECK;
use super::moving::{LastSentences, judged};
use super::spoken::spoken;
use crate::checks::{Context, Finding, Fix};
use crate::chinese::years::spelled;
use crate::report::edit::Edit;
use crate::report::passage::Passage;
use crate::report::text::Para;
use std::borrow::Cow;

/// One finding a caption.
pub fn findings(cx: &Context<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let last = LastSentences::of(cx);
    for (part, paragraph, caption, paras) in cx.captions() {
        let p = Passage { part, paragraph, words: Cow::Borrowed(caption), live: Vec::new() };
        let all = spoken(caption);
        let wrong = all.iter().enumerate().filter_map(|(i, s)| Some((s, judged(cx, &p, &all, i, &last)?)));
        let mut right = caption.to_string();
        let mut meant = None;
        for (s, year) in wrong.collect::<Vec<_>>().into_iter().rev() {
            right.replace_range(s.at.digits.clone(), &spelled(year, &caption[s.at.digits.clone()]));
            meant = Some(year);
        }
        let Some(year) = meant else { continue };
        let message = format!("图注写的是“{caption}”，{}年度的报告应为 {year}年", cx.year);
        let mut mended = paras.to_vec();
        if let Some(Para::Picture { caption, .. }) = mended.get_mut(paragraph) {
            caption.clone_from(&right);
        }
        let fix = Fix { title: format!("改为“{right}”"), edits: vec![Edit::Text(part, mended)] };
        out.push(Finding::new(&CHECK, message).part(part, Some(caption.into())).fix(Some(fix)));
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::text::Para;

    fn captioned(caption: &str) -> Case {
        let mut case = zeros(2025);
        case.report.sections[0].before = vec![
            Para::plain("全年公开信息120条。"),
            Para::Picture { bytes: vec![1].into(), caption: caption.into() },
        ];
        case
    }

    #[test]
    fn last_year_under_a_picture_was_left_in() {
        let case = captioned("图1 2024年各月公开信息数量");
        check_finds("D103", &case, "图注写的是“图1 2024年各月公开信息数量”");
        let mut after = case.clone();
        let fix = case.findings("D103").remove(0).fix.expect("a fix");
        fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert!(
            matches!(&after.report.sections[0].before[1], Para::Picture { caption, .. } if caption == "图1 2025年各月公开信息数量")
        );
        check_silent("D103", &after);
        for fine in [
            "图1 2025年各月公开信息数量",
            "图2 2021—2025年申请数量",
            "图3 2024年与2025年申请量对比",
            "图4 政务公开专区",
        ] {
            check_silent("D103", &captioned(fine));
        }
    }
}
