//! Years that are not moved on without a look: with them stands a day that is last year's own, or the number of a letter.

use super::role::SpokenYear;
use super::vocabulary::{begins, vocabulary};
use crate::chinese::numerals::{is_arabic, is_numeral};
use crate::chinese::signs::is_han;
use crate::chinese::years::day_at;

/// Why only somebody who looks it up can move a year on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToLookUp {
    /// 「《关于印发2024年政务公开工作要点的通知》（示办发〔2024〕5号）」
    Letter,
    /// 「2024年3月15日召开会议」
    Day,
    /// 「2024年3月15日的会议比2023年多两项」: it would be moved onto one of those.
    Beside,
}

impl ToLookUp {
    /// For the clerk.
    pub fn why(self) -> &'static str {
        match self {
            ToLookUp::Letter => "带着文号，今年的文件文号不同",
            ToLookUp::Day => "写着几月几日，今年不会正好是这一天",
            ToLookUp::Beside => "和旁边要核对的年份连在一起",
        }
    }
}

/// No title and no number behind it is longer.
const LONGEST: usize = 120;

/// Why a year is to be looked at, given the words of its paragraph.
pub(super) fn asked(words: &str, s: &SpokenYear) -> Option<ToLookUp> {
    let behind = words.get(s.at.end()..)?;
    if let Some(title) = rest_of_title(words, s) {
        let after = behind.get(title.len()..).unwrap_or("").trim_start_matches(['》', '〉']);
        return (is_numbered(title) || is_lettered(after)).then_some(ToLookUp::Letter);
    }
    let day = day_at(words, s.at.end())?;
    let whole = [(1, Some(1)), (12, Some(31))].contains(&(day.month, day.day));
    let until = begins(words.get(day.end..)?, &vocabulary().until_day);
    (day.day.is_some() && !whole && !until).then_some(ToLookUp::Day)
}

/// What of a title in 《》 stands behind the year; none where it stands in no title.
fn rest_of_title<'w>(words: &'w str, s: &SpokenYear) -> Option<&'w str> {
    let before = words.get(s.sentence.start..s.at.digits.start)?;
    let near = before.char_indices().rev().take(LONGEST).find(|(_, c)| "《》".contains(*c));
    near.filter(|(_, c)| *c == '《')?;
    let behind = words.get(s.at.end()..)?;
    let end = behind.char_indices().take(LONGEST).find(|(_, c)| *c == '》')?.0;
    behind.get(..end)
}

/// 「《示范局2024年第3号公告》」
fn is_numbered(title: &str) -> bool {
    title.split_once('第').is_some_and(|(_, rest)| {
        let behind = rest.trim_start_matches(|c: char| is_arabic(c) || is_numeral(c));
        behind.len() < rest.len() && behind.starts_with(['号', '期'])
    })
}

/// Whether the number of a letter stands behind a title.
fn is_lettered(after: &str) -> bool {
    let near: String = after.chars().take(LONGEST).take_while(|c| !"。；，、》".contains(*c)).collect();
    let number = near.split('号').next().filter(|n| n.len() < near.len());
    number.is_some_and(|n| {
        let agency = n.trim_start_matches(['（', '(']);
        let year = |c: char| "〔[［【（(〖".contains(c);
        agency.starts_with(is_han) && agency.contains(year) || agency.starts_with("第")
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::last_year::tests::with_last;
    use crate::checks::tests::{check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::{Part, Section};

    /// What a report begun from last year's says of words that came along: whether they are told of, and whether changed.
    #[track_caller]
    fn check_asked(words: &str) {
        let last = zeros(2023).saying(Part::Before(Section::Overview), words).report;
        let r = with_last(2024, last).saying(Part::Before(Section::Overview), words);
        let found = r.findings("D103");
        assert_eq!(found.len(), 1, "{words}: {found:?}");
        assert!(found[0].fix.is_none() && found[0].message.contains("请核对"), "{words}: {found:?}");
    }

    #[test]
    fn a_letter_s_title_was_moved_on_without_its_number_and_a_day_to_one_on_which_nothing_was() {
        for words in [
            "落实《关于印发2023年政务公开工作要点的通知》（示办发〔2023〕5号）。",
            "2023年3月15日召开政务公开工作会议。",
            "我局于2023年3月15日组织培训1次。",
        ] {
            check_asked(words);
        }
    }

    #[test]
    fn what_has_its_number_or_stands_in_a_row_stays() {
        let says = |words: &str| zeros(2024).saying(Part::Before(Section::Overview), words);
        for words in [
            "2023年第1期公报刊登文件3件。",
            "落实《实施纲要（2021—2023年）》，“十四五”期间逐步推进。",
            "《示范局2023年第3号公告》已上网。",
            "根据2023年3月15日印发的办法办理。",
        ] {
            check_silent("D103", &says(words));
        }
    }

    #[test]
    fn years_that_stand_alone_are_changed_and_those_to_be_looked_up_are_told_with_them() {
        let words = "2023年公开信息312条。2023年3月15日召开会议。";
        let r = zeros(2024).saying(Part::Before(Section::Overview), words);
        check_finds("D103", &r, "请核对以后自己改");
        let fixed = "2024年公开信息312条。2023年3月15日召开会议。";
        let f = r.findings("D103").remove(0).fix.expect("the other year");
        let mut after = r;
        f.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert_eq!(after.report.words(Part::Before(Section::Overview)), fixed);
        let plain = zeros(2024).saying(Part::Before(Section::Overview), "截至2023年12月31日，公开312条。");
        check_words_fixed("D103", &plain, Part::Before(Section::Overview), "截至2024年12月31日，公开312条。");
    }
}
