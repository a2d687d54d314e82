//! Years under pictures: 「图1 2024年各月公开信息数量」 in a report for 2025. Part of D103.

use super::last_sentences::LastSentences;
use super::moving::judged;
use super::role::YearRole;
use super::spoken::spoken;
use crate::checks::Context;
use crate::chinese::years::spelled;
use crate::report::Part;
use crate::report::edit::Edit;
use crate::report::passage::Passage;
use crate::report::text::Para;
use std::borrow::Cow;

/// A caption with another year, and what puts it right.
pub struct MisdatedCaption<'a> {
    pub part: Part,
    pub caption: &'a str,
    pub right: String,
    /// The year that would be right.
    pub meant: u16,
    pub edit: Edit,
}

/// All of them, in the report's order.
pub fn misdated<'a>(cx: &Context<'a>) -> Vec<MisdatedCaption<'a>> {
    let mut out = Vec::new();
    let last = LastSentences::of(cx);
    for (part, paragraph, caption, paras) in cx.captions() {
        let p = Passage::new(part, paragraph, Cow::Borrowed(caption), Vec::new());
        let mut all = spoken(caption);
        // 「图1 2024年各月公开信息数量」: what it names is the picture.
        let heads = all.iter_mut().filter(|s| s.role == YearRole::Within && s.leads);
        heads.for_each(|s| s.role = YearRole::Told);
        let wrong = all.iter().enumerate().filter_map(|(i, s)| Some((s, judged(cx, &p, &all, i, &last)?)));
        let mut right = caption.to_string();
        let mut meant = None;
        for (s, year) in wrong.collect::<Vec<_>>().into_iter().rev() {
            right.replace_range(s.at.digits.clone(), &spelled(year, &caption[s.at.digits.clone()]));
            meant = Some(year);
        }
        let Some(meant) = meant else { continue };
        let mut mended = paras.to_vec();
        if let Some(Para::Picture { caption, .. }) = mended.get_mut(paragraph) {
            caption.clone_from(&right);
        }
        out.push(MisdatedCaption { part, caption, right, meant, edit: Edit::Text(part, mended) });
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::text::Para;

    fn captioned(caption: &str) -> Case {
        let mut case = zeros(2025);
        case.report.sections[0].before =
            vec![Para::plain("全年公开信息120条。"), Para::picture(vec![1].into(), caption.into())];
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
