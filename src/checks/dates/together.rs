//! Years of one sentence that are set beside one another are moved together: 「2024年比2023年多3件」 of last year's report.

use super::role::{SpokenYear, YearRole};
use super::vocabulary::{ends, holds, vocabulary};

/// Moves what a year that moves by one would else be moved onto, or away from.
pub(super) fn move_together(words: &str, all: &[SpokenYear], right: &mut [Option<u16>], year: u16) {
    for _ in 0..all.len().min(MOST) {
        // The report's own year stays.
        let old = |i: &usize| all.get(*i).is_some_and(|s| s.at.year < year);
        let more = (0..all.len()).filter(old).find_map(|i| follows(words, all, right, i));
        let Some((i, next)) = more else { return };
        if let Some(r) = right.get_mut(i) {
            *r = Some(next);
        }
    }
}

/// More years are not set beside one another.
const MOST: usize = 16;

/// The year that one that stays must become, because another of its sentence moves.
fn follows(words: &str, all: &[SpokenYear], right: &[Option<u16>], i: usize) -> Option<(usize, u16)> {
    let (s, None) = (all.get(i)?, right.get(i)?) else { return None };
    let near = i.saturating_sub(MOST)..all.len().min(i.saturating_add(MOST));
    let moves = |n: usize| {
        let (o, meant) = (all.get(n)?, (*right.get(n)?)?);
        (o.sentence == s.sentence && o.at.year.checked_add(1) == Some(meant)).then_some(o.at.year)
    };
    let next = s.at.year.checked_add(1)?;
    // 「按照2024年修订的办法，申请量比2023年增加3件」: a law's year stays.
    let stays = matches!(s.role, YearRole::Free | YearRole::Event);
    let here = |o: &SpokenYear| o.sentence == s.sentence;
    // 「从2023年的5件增加到2024年的8件，再到2025年的18件」: nothing is moved onto what stands there already.
    let taken = all[near.clone()]
        .iter()
        .zip(&right[near.clone()])
        .any(|(o, r)| here(o) && r.is_none() && o.at.year == next);
    let must = !taken
        && near.into_iter().filter_map(moves).any(|year| {
            // Onto this one: 2023年 becomes 2024年 beside 2024年.
            let onto = year.checked_add(1) == Some(s.at.year) && !stays;
            // Away from it: 「公开2024年部门预算、2023年部门决算」.
            let away = next == year && is_beside(words, s);
            onto || away
        });
    must.then_some((i, next))
}

/// 「从2023年的5件增加到2024年的8件，再到2025年的18件」: where this year and last stand there as they should, an older one
/// is the first of a row.
pub(super) fn stay_in_a_row(words: &str, all: &[SpokenYear], right: &mut [Option<u16>], year: u16) {
    let last = year.saturating_sub(1);
    for i in 0..all.len() {
        let Some(s) = all.get(i).filter(|s| s.at.year < last) else { continue };
        // One behind the other, and not 「2025年新收25件，比2023年的20件增加5件，2024年结转5件」.
        let here = |o: &&SpokenYear| o.sentence == s.sentence;
        let mut behind = all.iter().skip(i.saturating_add(1)).take(MOST).take_while(here);
        let rising = behind.any(|o| o.at.year == last) && behind.any(|o| o.at.year == year);
        let towards = || ends(&words[..s.at.digits.start], &vocabulary().towards);
        let set_beside = match s.role {
            YearRole::Compared | YearRole::Beside | YearRole::CarriedIn | YearRole::Mended => true,
            // 「对照2023年评估结果，2024年评估指出的问题已于2025年全部整改」
            YearRole::Lagging => towards(),
            _ => false,
        };
        if set_beside
            && rising
            && let Some(r) = right.get_mut(i)
        {
            *r = None;
        }
    }
}

/// Whether a year is one that goes with the year after.
fn is_beside(words: &str, s: &SpokenYear) -> bool {
    let near: String = words[s.at.end()..].chars().take(8).collect();
    match s.role {
        YearRole::Compared | YearRole::Beside | YearRole::CarriedIn | YearRole::Lagging => true,
        YearRole::Free => holds(&near, &vocabulary().yearly),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, check_words_fixed, zeros};
    use crate::report::{Part, Section};

    #[test]
    fn of_two_years_set_side_by_side_one_was_moved_onto_the_other() {
        let last = |words: &str| {
            let told = zeros(2024).saying(Part::Before(Section::Overview), words).report;
            crate::checks::last_year::tests::with_last(2025, told)
                .saying(Part::Before(Section::Overview), words)
        };
        for (was, now) in [
            ("2024年比2023年多3件。", "2025年比2024年多3件。"),
            ("2023年结转至2024年办理的1件已办结。", "2024年结转至2025年办理的1件已办结。"),
            ("从2023年的5件增加到2024年的8件。", "从2024年的5件增加到2025年的8件。"),
            ("2024年申请5件，比2023年多1件。", "2025年申请5件，比2024年多1件。"),
        ] {
            check_words_fixed("D103", &last(was), Part::Before(Section::Overview), now);
        }
        let says = |words: &str| zeros(2025).saying(Part::Before(Section::Overview), words);
        check_silent("D103", &says("2025年申请5件，比2024年多1件；按2019年修订的条例答复。"));
    }

    #[test]
    fn the_first_of_a_row_of_years_was_moved_onto_the_next() {
        let says = |words: &str| zeros(2025).saying(Part::Before(Section::Overview), words);
        for row in [
            "从2023年的5件增加到2024年的8件，再到2025年的18件。",
            "申请量由2023年的30件降至2024年的22件、2025年的18件。",
            "与2023年相比，2024年、2025年申请量持续下降。",
            "对照2023年评估结果，2024年评估指出的问题已于2025年全部整改。",
            "2023年结转至2024年办理的1件已办结，2025年无此类情况。",
        ] {
            check_silent("D103", &says(row));
        }
        check_finds("D103", &says("2025年新收25件，比2023年的20件增加5件，2024年结转5件。"), "2023年");
        let law = says("按照2024年修订的办法，申请量比2023年增加3件。");
        check_finds("D103", &law, "2023年");
        let right = "按照2024年修订的办法，申请量比2024年增加3件。";
        check_words_fixed("D103", &law, Part::Before(Section::Overview), right);
    }
}
