//! What excuses a year that its role does not: how far off it is, and what is told beside it.

use super::role::{SpokenYear, YearRole};
use crate::checks::Context;

/// Years long gone have their reasons, but not at the head of what the office did, nor as plans.
pub(super) fn far(s: &SpokenYear) -> bool {
    match s.role {
        YearRole::Told => s.leads && s.own && s.done,
        YearRole::Plan => s.leads,
        YearRole::Renamed => true,
        _ => false,
    }
}

/// What else excuses a year that its role does not.
pub(super) fn excused(cx: &Context<'_>, s: &SpokenYear, all: &[SpokenYear], i: usize, off: i32) -> bool {
    match (s.role, off) {
        // What happened once, before last year.
        (YearRole::Event, ..=-2) => true,
        // What is to come, unless it is told as done.
        (
            YearRole::Told
            | YearRole::Entered
            | YearRole::Event
            | YearRole::Lagging
            | YearRole::Notice
            | YearRole::Titled
            | YearRole::CarriedIn,
            1..,
        ) => {
            // 「到2027年将实现全覆盖；2026年先期建成60个」
            let further = |o: &SpokenYear| i32::from(o.at.year) > i32::from(cx.year) && o.ahead;
            !s.done || !s.own || s.ahead || all.iter().take(i).any(further)
        }
        (YearRole::Plan | YearRole::CarriedOut, 2..) => !s.leads,
        // 上年结转到2025年: this year's report says so, too.
        (YearRole::Compared | YearRole::Beside, 0) => {
            s.ahead || all.iter().any(|o| i32::from(o.at.year) > i32::from(cx.year))
        }
        (YearRole::Compared | YearRole::Beside, 1..) => true,
        // 「2024年解读不多。2025年，已逐项改进。」: this year is set against it.
        (YearRole::Told | YearRole::Event | YearRole::Problem, -1) => {
            // 「2024年，省里印发新的规范，我局今年据此调整目录」
            if s.this_year {
                return true;
            }
            let behind = |o: &&SpokenYear| o.at.year == cx.year && o.at.digits.start > s.at.digits.start;
            let told = |o: &SpokenYear| o.leads && matches!(o.role, YearRole::Told) && o.done;
            // 「2024年网站获评优秀；2025年继续位列前三」
            let next = |o: &SpokenYear| told(o) || s.role == YearRole::Event && o.leads;
            // 「2024年末网站改版，2025年起按新栏目发布」: both are told apart.
            // Not 「2024年，我局落实《2025年政务公开工作要点》」, which was carried out in its own.
            let in_all = s.leads && s.own && s.role == YearRole::Told;
            let apart = |o: &SpokenYear| {
                o.sentence == s.sentence
                    && !matches!(o.role, YearRole::Plan | YearRole::CarriedOut | YearRole::Entered)
                    && !(o.role == YearRole::Notice && in_all)
            };
            // 「2025年收到申请7件。2024年收到申请1件，同比增加600%」
            let now = i.checked_sub(1).and_then(|b| all.get(b));
            s.compares
                && now.is_some_and(|o| {
                    o.at.year == cx.year && o.role == YearRole::Told && o.sentence != s.sentence
                })
                || all.get(i.saturating_add(1)).filter(|o| o.at.year == cx.year).is_some_and(next)
                || all.iter().filter(behind).any(apart)
        }
        _ => false,
    }
}
