//! Another year that this one is set beside: 「比2024年增加12条」, 「收信418封（2024年506封）」.

use super::plan;
use super::role::{YearAround, YearRole};
use super::stops::{behind_first, first_clause, last_clause};
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::chinese::years::years;

impl YearAround<'_> {
    pub(super) fn compared(&self) -> Option<YearRole> {
        let v = vocabulary();
        let opening = self.opening().trim_end();
        let clause = self.clause();
        // 「对照2025年县级测评指标」 is measured by something.
        let measured = opening.ends_with("对照") && !clause.is_empty() && !clause.starts_with(['的', '同']);
        // 「对比数据取自2024年报告」
        let directly = opening.contains("对比数据")
            || ends(opening, &v.compared) && !measured
            || ends(opening, &v.beside) && (holds(clause, &v.compares) || clause.starts_with('比'))
            || ends(opening, &v.from) && holds(self.behind(), &v.grows) && !clause.is_empty();
        let inside = clause.split(['）', ')']).next().unwrap_or("");
        let bracketed = opening.ends_with(['（', '('])
            && plan::counts_something(inside)
            && !inside.contains('的')
            && self.counts_before()
            // 「累计注册1200人（2025年300人）」, 「（2023年8件，2024年10件）」
            && !holds(last_clause(self.before()), &v.added)
            && years(self.in_these_brackets()).is_empty();
        if !bracketed && let Some(role) = self.in_brackets() {
            return Some(role);
        }
        if self.is_set_against_a_count() || self.is_less_than_above() {
            return Some(YearRole::Compared);
        }
        // 「满意度96.8%，2024年为95.2%」
        let told_before = opening.is_empty() && self.before().contains(|c: char| c.is_ascii_digit());
        // 「（2024年为5月1日起，2025年为4月15日起）」: a row of years.
        let told_before = told_before && years(self.before()).iter().all(|y| y.year >= self.y.year);
        let number = v.was.iter().filter_map(|w| clause.strip_prefix(w.as_str()));
        let digit = |n: &str| n.starts_with(|c: char| c.is_ascii_digit());
        // 「2025年度获评先进，2024年度为良好等次」
        let next = years(self.before()).into_iter().any(|y| self.y.year.checked_add(1) == Some(y.year));
        // 「2025年许可88件、2024年80件」
        // 「自2021年起办了87场，其中2025年39场、2024年28场」: down from the latest.
        let down = || years(opening).iter().all(|y| y.year > self.y.year);
        let row = opening.ends_with('、') && self.counts_at_once(clause) && down();
        // 「三栏均为0，而2024年收到3件」
        let but = opening == "而" && has_number(self.before());
        let other = but || next && (opening.is_empty() && clause.starts_with('为') || row);
        // 「本年新收74件，2024年新收64件」
        let this = holds(self.before(), &v.this_year);
        let counted = plan::counts_something(self.before()) && plan::counts_something(clause);
        if !directly && !other && this && counted && opening.trim_start_matches('而').is_empty() {
            return Some(YearRole::BesideThis);
        }
        // 「收到申请89件，2024年收到102件，下降12.7%」
        let next_clause = behind_first(self.behind());
        let first = years(self.before()).is_empty();
        let changed = told_before && first && counted && begins(next_clause, &v.changed);
        // 「全部完成改造，2020年仅完成6个」
        let only = told_before && first && counted && clause.starts_with(['仅', '只']);
        let than = other
            || changed
            || only
            || told_before && self.denies_what_was_counted(clause)
            || told_before && (number.into_iter().any(digit) || self.counts_by_itself(clause));
        let same_time = clause.starts_with("同期") || clause.starts_with("全年同期");
        let role = if holds(self.s, &v.spread) { YearRole::Free } else { YearRole::Compared };
        (directly || bracketed || same_time || than).then_some(role)
    }

    /// 「行政诉讼2件，2024年无行政诉讼」; not 「收到申请25件，2024年未发生行政复议」.
    fn denies_what_was_counted(&self, clause: &str) -> bool {
        let counted = self.before().trim_end_matches(['，', ',']);
        let counted = counted.rsplit(['，', '；', '。', ',', ';']).next().unwrap_or("");
        let clause = clause.trim_end_matches(['。', '；', '\n']);
        let noun = clause.char_indices().rev().nth(1).and_then(|(i, _)| clause.get(i..));
        let denied = ["未", "无", "没有"].iter().any(|n| clause.starts_with(n));
        denied && has_number(counted) && noun.is_some_and(|n| counted.contains(n))
    }

    /// What stands behind it within brackets.
    fn in_these_brackets(&self) -> &str {
        self.behind().split(['）', ')']).next().unwrap_or("")
    }

    /// 「收信418封（2024年506封）」, 「差错率1.5%（2024年为2.3%）」, 「粉丝102.6万（2024年底94.1万，净增8.5万）」: its number behind
    /// another.
    fn in_brackets(&self) -> Option<YearRole> {
        let v = vocabulary();
        let of = last_clause(self.before().trim_end().strip_suffix(['（', '('])?);
        let inside = self.in_these_brackets();
        let bare = |text| [&v.parts, &v.was].into_iter().fold(text, |text, words| strip_one(text, words));
        let number = bare(inside);
        let unit = first_clause(number)
            .trim_start_matches(|c: char| c.is_ascii_digit() || ".,%％万亿余多".contains(c));
        let counted = unit.len() < first_clause(number).len() && unit.chars().count() <= LONGEST_UNIT;
        let day = unit.starts_with(['年', '月', '日', '号', '-', '—']);
        let behind_one = of.contains(|c: char| c.is_ascii_digit()) || ends(of, &v.year_on_year);
        let row = || !years(inside).is_empty();
        (counted && !day && behind_one).then(|| if row() { YearRole::Free } else { YearRole::BesideThis })
    }

    /// 「42所学校全部公开了章程；2024年只有9所公开」, 「2025年举办96场；2024年受疫情影响只办了58场」: so few, beside what was counted
    /// before.
    fn is_less_than_above(&self) -> bool {
        let Some(before) = self.above.strip_suffix('；').filter(|_| self.before().trim().is_empty()) else {
            return false;
        };
        let last = before.rsplit(['。', '；', '\n']).next().unwrap_or("");
        let clause = self.clause();
        let few = clause.find(['仅', '只']).map(|i| &clause[i..]).filter(|c| has_number(c));
        // In the same measure, or of the same deed: not 「公开信息212条；2024年只收到申请6件」.
        let units = |text: &str| -> Vec<char> {
            let figure = |c: char| c.is_ascii_digit() || ".,".contains(c);
            let behind =
                |(i, c): (usize, char)| figure(c).then(|| text[i..].chars().find(|c| !figure(*c))).flatten();
            text.char_indices().filter_map(behind).collect()
        };
        let few = few.is_some_and(|c| {
            let theirs = units(last);
            units(c).iter().any(|u| theirs.contains(u))
        });
        let later = years(last).iter().map(|y| y.year).max();
        few && has_number(last) && later.is_none_or(|y| self.y.year.checked_add(1) == Some(y))
    }

    /// 「公开决定书213份；2024年公开187份，增长13.9%」: the same was counted in the sentence before.
    fn is_set_against_a_count(&self) -> bool {
        let v = vocabulary();
        let Some(before) = self.above.strip_suffix('；').filter(|_| self.before().trim().is_empty()) else {
            return false;
        };
        let last = before.rsplit(['。', '；', '\n']).next().unwrap_or("");
        let clause = self.clause();
        let Some(at) = clause.find(|c: char| c.is_ascii_digit()) else { return false };
        let (verb, number) = clause.split_at(at);
        let figure = |c: char| c.is_ascii_digit() || ".,万亿余多".contains(c);
        let unit = number.trim_start_matches(figure);
        let same = |part: &str| {
            let rest = part.trim_start_matches(figure);
            rest.len() < part.len() && rest.chars().next().is_some_and(|c| unit.starts_with(c))
        };
        let counted = last.char_indices().any(|(i, c)| c.is_ascii_digit() && same(&last[i..]));
        counted
            && verb.chars().count() <= LONGEST_UNIT
            && last.contains(verb)
            && years(last).is_empty()
            && begins(behind_first(self.behind()), &v.changed)
    }
}

/// Characters of a unit, or of the verb before it: 人次, 平方米.
const LONGEST_UNIT: usize = 4;

/// Whether a number stands in it.
fn has_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// A text without one of some words at its head.
fn strip_one<'t>(text: &'t str, words: &[String]) -> &'t str {
    words.iter().filter_map(|w| text.strip_prefix(w.as_str())).min_by_key(|r| r.len()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    fn overview(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Overview), words)
    }

    #[test]
    fn the_number_of_last_year_in_brackets_was_taken_for_this_year_s() {
        for words in [
            "局长信箱收信418封（2024年506封），回复418封。",
            "差错率1.5%（2024年为2.3%）。",
            "热线接听11,640人次（2024年10,215人次，增1,425人次）。",
            "粉丝102.6万（2024年底94.1万，净增8.5万）。",
            "满意度92.3分，同比提高0.7分（2024年91.6分）。",
            "接警较2024年下降7.9%（2024年2,611起）。",
            "新收同比（2024年119件）+23.5%。",
            "公交线路全长186公里（2024年179公里）。",
            "累计注册1200人（2025年300人）。",
            "收到申请9件（2023年8件，2024年10件）。",
            "名单公告1次（2024年度评价结果，28,417户）。",
        ] {
            check_silent("D103", &overview(words));
        }
        for words in [
            "局长信箱收信418封（2023年506封），回复418封。",
            "差错率1.5%（2023年为2.3%）。",
            "热线接听11,640人次（2023年10,215人次，增1,425人次）。",
            "粉丝102.6万（2023年底94.1万，净增8.5万）。",
            "收到申请42件（2024年度），同比增长16.7%。",
            "培训3期（2024年6月举办）。",
            "公开信息（2024年）312条。",
        ] {
            check_finds("D103", &overview(words), "年");
        }
    }

    #[test]
    fn last_year_s_number_behind_this_one_s_was_taken_for_it() {
        for words in [
            "公开决定书213份，其中维持120份；2024年公开187份，增长13.9%。",
            "热线接听1.2万次；2024年接听9800次，增长22.4%。",
        ] {
            check_silent("D103", &overview(words));
        }
        for words in [
            "公开决定书213份；2024年培训12期，增长20%。",
            "公开决定书213份；2024年公开187条，增长13.9%。",
            "公开决定书213份；2023年公开187份，增长13.9%。",
            "2024年公开187份，增长13.9%。",
        ] {
            check_finds("D103", &overview(words), "年");
        }
    }

    #[test]
    fn so_few_of_last_year_behind_this_one_s_were_taken_for_this_year_s() {
        for words in [
            "全市42所学校全部公布了章程；2024年只有9所公布。",
            "开放日2025年举办46场，接待3742人次；2024年受疫情影响只办了18场。",
            "新收、结转、办理三栏均为0，而2024年收到3件，予以公开2件。",
            "行政许可48件，行政处罚2件，2024年未实施行政处罚。",
            "收到行政诉讼2件，2024年无行政诉讼。",
            "自2023年推行宣讲以来，三年举办87场，其中2025年39场、2024年28场、2023年20场。",
        ] {
            check_silent("D103", &overview(words));
        }
        for words in [
            "全市学校公布了章程；2024年只有9所公布。",
            "开放日2025年举办46场；2023年受疫情影响只办了18场，2024年举办28场。",
            "其中2024年39场、2023年28场。",
            "全市42所学校公布了章程；2024年公布制度9项。",
            "收到申请25件，2024年未发生行政复议。",
        ] {
            check_finds("D103", &overview(words), "年");
        }
    }

    #[test]
    fn the_first_of_a_row_of_years_was_taken_for_this_one() {
        for words in [
            "平台2023年答复咨询1.9万件，2024年3.4万件，2025年5.1万件。",
            "近三年新收申请：2023年5,873件、2024年6,204件、2025年6,813件；2025年较2023年增长16.0%。",
            "网站2023年发布312条，2024年365条，2025年402条，较2023年增加90条。",
        ] {
            check_silent("D103", &overview(words));
        }
        for words in
            ["平台2022年答复咨询1.9万件，2023年3.4万件，2024年5.1万件。", "2025年新收25件，较2023年增加5件。"]
        {
            check_finds("D103", &overview(words), "年");
        }
    }
}
