//! Problems that are told with a year: to come to terms with, or mended.

use super::plan;
use super::role::{YearAround, YearRole};
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::chinese::years::years;

impl YearAround<'_> {
    /// 「针对2025年存在的问题」 to come to terms with, 「针对2024年的问题，已逐项整改」 done.
    pub(super) fn problem(&self) -> Option<YearRole> {
        let v = vocabulary();
        // 「2024年度报告中提出的三项改进措施已落实两项」
        if self.clause().starts_with("报告") && holds(self.clause(), &v.pointed_out) {
            return Some(YearRole::Mended);
        }
        // 「对照2025年工作实际，我局还存在解读不够的问题」
        let of_work = ends(self.opening(), &v.towards) && ends(self.clause(), &v.own_work);
        let lacks = || holds(self.behind(), &v.problems) && holds(self.behind(), &v.lacking);
        if of_work && lacks() {
            return Some(YearRole::Problem);
        }
        if self.own() || !holds(self.clause(), &v.problems) {
            return None;
        }
        // 「2025年底前将把栏目重复问题彻底解决」 is a plan.
        let told = v.problems.iter().filter_map(|p| self.clause().find(p.as_str())).min().unwrap_or(0);
        // 「2026年要补短板」 is one, too.
        if plan::will(self.clause().get(..told).unwrap_or("")) || plan::means(self.clause()) {
            return None;
        }
        // 「2024年已指出的问题尚有3项未整改」: of whichever year.
        let pointed_out = begins(self.clause().trim_start_matches(['已', '曾', '就', '所']), &v.pointed_out);
        // 「2024年报告中提出的问题，已…」: of a report that is there.
        let towards = ends(self.opening(), &v.towards) || self.clause().contains("报告") || pointed_out;
        // Behind what the problem is called: 「2024年报告列出的问题已销号」.
        let named = v
            .problems
            .iter()
            .filter_map(|p| self.clause().find(p.as_str()).map(|i| i.saturating_add(p.len())));
        let after = self.behind().get(named.max().unwrap_or(0)..).unwrap_or("");
        let mended = towards && (holds(after, &v.mended) || plan::counts_something(after))
            || holds(after, &v.solved) && !holds(after, &v.unsolved);
        let done = mended && !plan::is_plan("", after) && !plan::is_ahead(after);
        // 「做好2024年度问题整改」, 「根据反馈的2024年度问题清单」
        // 「2021年督察反馈问题41项、2022年警示片问题23项」: each of its year.
        let counted = after.starts_with(|c: char| c.is_ascii_digit());
        if counted && years(self.s).into_iter().any(|y| y.year != self.y.year) {
            return Some(YearRole::Free);
        }
        let listed = begins(after, &v.put_right);
        let earlier = listed || pointed_out && self.clause().starts_with(['已', '曾', '就', '所']);
        Some(if done || earlier { YearRole::Mended } else { YearRole::Problem })
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    #[test]
    fn what_last_years_work_still_lacks_was_not_told() {
        let says = |words: &str| zeros(2025).saying(Part::Before(Section::Problems), words);
        check_finds("D103", &says("对照2024年工作实际，我局还存在解读不够、更新不够及时的问题。"), "2024年");
        check_silent("D103", &says("对照2025年工作实际，我局还存在解读不够的问题。"));
        check_silent("D103", &says("对照2024年测评结果，我局还存在解读不够的问题。"));
    }
}
