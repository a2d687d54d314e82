//! What came over from last year, or goes over to the next: 「2024年结转的5件」, 「结转2026年办理3件」.

use super::plan;
use super::role::{YearAround, YearRole};
use super::vocabulary::{begins, holds, vocabulary};
use crate::chinese::numerals::digit;
use crate::chinese::years::{YearAt, years};

impl YearAround<'_> {
    pub(super) fn carry(&self) -> Option<YearRole> {
        let v = vocabulary();
        let opening = self.opening();
        // 上年结转2025年办理: carried from last year into this.
        let past = || {
            let year_before = |y: YearAt| y.year.checked_add(1) == Some(self.y.year);
            holds(self.before(), &v.last_year) || years(self.before()).into_iter().any(year_before)
        };
        // 「2023年提起的行政诉讼1件，二审维持原判」: a suit takes as long as it takes.
        if begins(self.clause(), &v.sued) {
            return Some(YearRole::Free);
        }
        if begins(self.clause(), &v.goes_on) {
            return Some(if past() { YearRole::CarriedOver } else { YearRole::CarriedOut });
        }
        // 「办结50件，转2022年办理1件」; not 「完成档案流转2023年文件12件」.
        if opening == "转"
            || opening.strip_suffix('转').is_some_and(|o| o.ends_with(['另', '并', '则', '件']))
        {
            return Some(YearRole::CarriedOut);
        }
        // 「结转2025年的1件于2024年12月23日收到」: the year behind it is the one it goes to.
        let carries = v.carries.iter().filter_map(|c| opening.rfind(c.as_str())).max();
        if let Some(at) = carries.filter(|at| years(&opening[*at..]).is_empty()) {
            let near = opening[at..].chars().count() <= 12;
            return near.then_some(if past() { YearRole::CarriedOver } else { YearRole::CarriedOut });
        }
        let clause = self.clause();
        // 「上年度收到的2件已于2024年内办结」: then, or since.
        let of_last_year = begins(opening.trim_start(), &v.last_year) && opening.contains('的');
        if of_last_year && (holds(clause, &v.over) || holds(clause, &v.answered)) {
            return Some(YearRole::CarriedIn);
        }
        // 「2025年收到21件、上年结转2件」, 「2025年受理108件（含上年结转）」: of the year before that.
        let mut own = clause.split("（含").next().unwrap_or(clause).to_string();
        v.brought.iter().for_each(|w| own = own.replace(w.as_str(), ""));
        let near: String = own.chars().take(14).collect();
        let settled = || self.behind().contains('已') || self.behind().contains("办结");
        // 「2024年涉及1件民事诉讼已结案」
        let over = || {
            clause.split_once('已').is_some_and(|(of, end)| plan::counts_something(of) && holds(end, &v.over))
        };
        // 「2024年收到，结转至2025年答复的2件」
        let carried_on = || {
            let rest = v.carries.iter().filter_map(|c| self.behind().split_once(c.as_str())).map(|(_, r)| r);
            let year = |r: &str| {
                r.trim_start_matches(['至', '到']).chars().take_while(|c| digit(*c).is_some()).count()
            };
            rest.into_iter().any(|r| year(r) == 4)
        };
        let begun = begins(clause, &v.begun) && (clause.contains('的') && settled() || carried_on());
        ((begun || over() || holds(&near, &v.carried)) && !self.own()).then_some(YearRole::CarriedIn)
    }
}
