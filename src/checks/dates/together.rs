//! Years of one sentence that are set beside one another are moved together: 「2024年比2023年多3件」 of last year's report.

use super::role::{SpokenYear, YearRole};
use super::vocabulary::{holds, vocabulary};

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
    let must = near.into_iter().filter_map(moves).any(|year| {
        // Onto this one: 2023年 becomes 2024年 beside 2024年.
        let onto = year.checked_add(1) == Some(s.at.year);
        // Away from it: 「公开2024年部门预算、2023年部门决算」.
        let away = next == year && is_beside(words, s);
        onto || away
    });
    must.then_some((i, next))
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
