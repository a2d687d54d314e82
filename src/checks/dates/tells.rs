//! Whether a year says when something was done, and what of a report's own: its period, the day it was made.

use super::plan;
use super::role::{NUMBERING, YearAround};
use super::stops::{STOPS, first_clause, last_clause};
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::chinese::years::{day_at, year_before, years};

/// More characters are no name of who did something.
const LONGEST_SUBJECT: usize = 14;
/// From one day to another.
const UNTIL: [char; 9] = ['至', '到', '—', '–', '-', '－', '~', '～', '起'];

impl YearAround<'_> {
    /// Whether it says when something was done: at the head of its clause or behind who did it, 「我局2024年共受理…」. A year
    /// within what is spoken of is told of that thing, 「参照2024年度全国检查指标自查」, unless every year has its own.
    pub(super) fn tells(&self) -> bool {
        let v = vocabulary();
        let opening = self.opening().trim().trim_start_matches(NUMBERING);
        let opening = v.as_of.iter().find_map(|x| opening.strip_prefix(x.as_str())).unwrap_or(opening);
        // 「虽然2021年信息公开工作有序推进，但还有欠缺」
        let opening = if v.connects.iter().any(|c| c == opening) { "" } else { opening };
        // 「一是2024年新进人员多」, 「主要是2024年培训次数偏少」
        let item = opening.strip_suffix('是').map(|o| o.trim_start_matches("主要").trim_end_matches("原因"));
        // 「一个是2023年公示栏看的人少」
        let item = item.map(|o| o.trim_start_matches('个'));
        let opening = if item == Some("") { "" } else { opening };
        // 「2023年收到12件、2024年15件」: one of a row.
        // 「2021年答复1.9万件，2022年3.4万件，2023年5.1万件」
        let earlier = || years(self.before()).iter().any(|y| y.year < self.y.year);
        let bracketed =
            || self.before().matches(['（', '(']).count() > self.before().matches(['）', ')']).count();
        let next = opening.ends_with('、') || opening.is_empty() && earlier() && !bracketed();
        let in_a_row = || next && self.own_words().starts_with(|c: char| c.is_ascii_digit());
        // 「（2022年立项的17项在列）」
        let of_a_thing = || self.clause().split(['）', ')']).next().is_some_and(|c| c.contains('的'));
        // 「第一次为2025年2月13日」
        let one_of_many = || opening.starts_with('第') && opening.ends_with('为') && !opening.contains('（');
        // 「办理2025年人大代表建议6件」: each year has its own.
        let taken = || ends(opening, &v.takes) && holds(self.clause(), &v.taken);
        // 「公开栏于2024年9月全部换成电子屏」 is told of a thing that is still there.
        let at = opening.strip_suffix(['于', '在']);
        opening.is_empty() && self.leads_what_was_done()
            || at.is_some_and(|o| {
                o.is_empty()
                    || self.behind_who(o)
                    || self.is_by_then()
                    || plan::counts_something(self.clause())
            })
            || opening.ends_with(['（', '(']) && !of_a_thing()
            || self.behind_who(opening)
            || ends(opening, &v.as_of)
            || matches!(opening, "到" | "至")
            || ends(opening, &v.reports)
            || holds(self.clause(), &v.notices)
            || self.counts_a_deed()
            || !holds(opening, &v.publishes)
                && self.clause().strip_prefix("全年").is_some_and(|r| !r.is_empty() && !r.starts_with('的'))
            || in_a_row()
            || one_of_many()
            || taken()
    }

    /// Whether a year at the head of its clause says when: a comma, who did it, or what was done stands behind it. With a
    /// thing right behind, 「2023年停用的视频号未再恢复」, it is that thing's.
    fn leads_what_was_done(&self) -> bool {
        let v = vocabulary();
        let rest = day_at(self.s, self.y.end()).and_then(|d| self.s.get(d.end..)).unwrap_or(self.behind());
        let rest = v.parts.iter().find_map(|p| rest.strip_prefix(p.as_str())).unwrap_or(rest);
        // 「2024年3月、6月、9月，市政府办公室通报更新情况」
        let months = |c: char| c.is_ascii_digit() || "、和及至-—月日".contains(c);
        let rest =
            if rest.starts_with(['、', '和', '及']) { rest.trim_start_matches(months) } else { rest };
        let clause = first_clause(rest);
        let spell = || ends(clause, &v.spells) && !clause.contains('的') && clause.len() < rest.len();
        // 「2024年受理的疑难申请2件，经补正后于本年2月答复」 are of that year, too.
        let of_a_thing = || clause.split_once('的').is_some_and(|(verb, _)| !plan::counts_something(verb));
        rest.is_empty()
            || rest.starts_with(STOPS)
            || begins(rest, &v.subjects)
            || begins(rest, &v.leads)
            || is_towards(rest)
            || spell()
            || self.names_who(rest)
            || rest.starts_with('“') && holds(clause, &v.did) && !of_a_thing()
            || begins(rest, &v.made) && plan::counts_something(clause) && !of_a_thing()
            || [&v.did, &v.told, &v.causes].into_iter().any(|words| begins(rest, words)) && !of_a_thing()
    }

    /// 「公开栏于2024年6月前全部改造」: what was to be done by then.
    fn is_by_then(&self) -> bool {
        let rest = day_at(self.s, self.y.end()).and_then(|d| self.s.get(d.end..)).unwrap_or(self.behind());
        let rest = vocabulary().parts.iter().find_map(|p| rest.strip_prefix(p.as_str())).unwrap_or(rest);
        rest.starts_with(['前', '内'])
    }

    /// Whether an office is named at once: 「2022年枫桥头镇政府信息公开工作有序开展」; not 「2022年县级测评指标」.
    fn names_who(&self, rest: &str) -> bool {
        const LONGEST: usize = 8;
        let head = first_clause(rest).split('的').next().unwrap_or("");
        let ends = |(i, c): (usize, char)| {
            let behind = &rest[i.saturating_add(c.len_utf8())..];
            plan::ENDS_NAME.contains(&c)
                && !behind.starts_with(['级', '内', '里', '中', '的', '、', '理', '罚', '置', '长'])
        };

        let near: String = head.chars().take(LONGEST).collect();
        head.char_indices().take(LONGEST).skip(1).any(ends) || holds(&near, &vocabulary().bodies)
    }

    /// Whether who did it stands before: 「我局2024年共受理…」; not 「公布全县2024年度耕地保护目标」.
    pub(super) fn behind_who(&self, opening: &str) -> bool {
        let published = holds(opening, &vocabulary().publishes) && !opening.starts_with('现');
        opening.chars().count() <= LONGEST_SUBJECT
            && !published
            && (opening.ends_with(plan::ENDS_NAME) || ends(opening, &vocabulary().who_ends))
    }

    /// Whether what was done and how much of it stands behind: 「镇公众号2024年推送图文149期」; not 「2024年公开的信息12条」.
    fn counts_a_deed(&self) -> bool {
        let clause = self.clause();
        // 「区政府网站2025年度独立用户访问量186万」
        let v = vocabulary();
        let own = ends(self.opening(), &v.channels) && !holds(self.opening(), &v.publishes);
        // 「厅网站2024年新开专栏，全年更新信息96条」
        let alone = self.until == self.s.len();
        if own && alone && begins(self.own_words(), &v.did) && !clause.contains('的') {
            return true;
        }
        (own || begins(self.own_words(), &vocabulary().did))
            && plan::counts_something(clause)
            && !clause.contains('的')
    }

    /// Whether something is counted before it: 「增幅为42.9%（2024年7件）」.
    pub(super) fn counts_before(&self) -> bool {
        plan::counts_something(self.before()) || self.before().contains('%')
    }

    /// Whether the clause before names what was published of another year, and this one goes on without a verb of its own:
    /// 「发布2024年重点排污单位名录1批，2023年度清洁生产审核名单2批」.
    pub(super) fn goes_on_naming(&self) -> bool {
        let v = vocabulary();
        let Some(before) = self.before().strip_suffix(['，', ',']) else { return false };
        let last = last_clause(before);
        let named = begins(last, &v.publishes) && !years(last).is_empty();
        named && !self.own() && !holds(self.clause(), &v.did) && !holds(self.clause(), &v.told)
    }

    /// 「全年行政复议20件，2024年21件」; not 「2023年12件，2024年15件」, a row of years.
    pub(super) fn counts_by_itself(&self, clause: &str) -> bool {
        self.counts_at_once(clause) && !years(self.before()).iter().any(|y| y.year < self.y.year)
    }

    /// Whether a number of something stands right behind it, that the clause is of.
    pub(super) fn counts_at_once(&self, clause: &str) -> bool {
        let unit = clause.trim_start_matches(|c: char| c.is_ascii_digit() || ".,万亿余".contains(c));
        let behind = unit.strip_prefix(|m| vocabulary().measures.contains(&m));
        // 「2025年1583件均已公示」 is told of them.
        let alone = |rest: &str| !begins(rest, &vocabulary().of_each);
        unit.len() < clause.len() && behind.is_some_and(alone)
    }

    /// 「2025年1月1日至12月31日」, either year of it.
    pub(super) fn is_whole_year(&self) -> bool {
        // 「2025年1—12月」
        let months: String =
            self.behind().chars().take(6).filter(|c| !UNTIL.contains(c) && *c != '月').collect();
        if months.starts_with("112") && self.behind().contains("12月") {
            return true;
        }
        let Some(day) = day_at(self.s, self.y.end()) else { return false };
        let last = |from: usize| day_at(self.s, from).is_some_and(|d| (d.month, d.day) == (12, Some(31)));
        match (day.month, day.day) {
            (1, Some(1)) => {
                let rest = self.s[day.end..].trim_start_matches(UNTIL);
                // 「2025年1月1日至同年12月31日」
                let same = vocabulary().same_year.iter().find_map(|w| rest.strip_prefix(w.as_str()));
                let rest = same.unwrap_or(rest);
                let from = self.s.len().saturating_sub(rest.len());
                let year = rest.find('年').and_then(|i| year_before(self.s, from.saturating_add(i)));
                let own = year.filter(|y| y.digits.start == from);
                let same = own.as_ref().is_none_or(|y| y.year == self.y.year);
                from > day.end && same && last(own.map_or(from, |y| y.end()))
            }
            (12, Some(31)) => {
                let before = self.before().trim_end_matches(UNTIL);
                let first = |y: &crate::chinese::years::YearAt| {
                    let day = day_at(before, y.end());
                    day.is_some_and(|d| (d.month, d.day, d.end) == (1, Some(1), before.len()))
                };
                before.len() < self.before().len()
                    && years(before).last().is_some_and(|y| y.year == self.y.year && first(y))
            }
            _ => false,
        }
    }

    /// 「公开2024年部门决算和2025年部门预算」: the budget is of the year itself; not 「2024年部门预算执行情况」.
    pub(super) fn is_budget(&self) -> bool {
        let v = vocabulary();
        let budget = v.budgets.iter().find_map(|b| self.behind().strip_prefix(b.as_str()));
        budget.is_some_and(|rest| !begins(rest, &v.budget_done))
    }

    /// 「下一年，我镇将对照2026年县级要点早谋划」
    pub(super) fn is_of_next_year(&self) -> bool {
        let v = vocabulary();
        let asked = holds(self.clause(), &v.notices) || self.clause().contains("要点");
        asked && !self.opening().is_empty() && holds(self.before(), &v.next)
    }

    /// 「本报告于2026年1月20日经局长办公会审定」: a report is made in the year after its own.
    pub(super) fn is_made(&self) -> bool {
        let who = self.opening().trim().trim_end_matches(['于', '在', '已']);
        let early = day_at(self.s, self.y.end()).is_some_and(|d| d.month < 7);
        early && who.len() < self.opening().len() && ends(who, &vocabulary().this_report)
    }
}

/// 「2021年对印发的文件逐件评估」: what was done with something.
pub(super) fn is_towards(rest: &str) -> bool {
    let other = rest.starts_with("对外") || rest.starts_with("对口");
    let clause = first_clause(rest);
    rest.starts_with('对') && !other && !clause.contains('已')
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    fn overview(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Overview), words)
    }

    #[test]
    fn a_year_that_names_a_thing_was_taken_for_when_something_was_done() {
        for words in [
            "2024年建成的档案查阅室面向公众开放，全年接待查阅62人次。",
            "2024年停用的视频号未再恢复。",
            "公开栏于2024年9月全部换成电子屏。",
            "2024年受理的疑难申请2件，经补正后于本年2月答复。",
            "在2024年基础上新增栏目6个。",
            "2024年度企业年报公示率为92.6%。",
            "2024学年招生简章在官网公开。",
            "2026年春季学期教材目录已公示。",
            "2024年末在办3件，本年收到21件，答复22件。",
            "汛期（2024年为5月1日起，2025年为4月15日起）每日发布水情。",
        ] {
            check_silent("D103", &overview(words));
        }
    }

    #[test]
    fn what_was_done_is_told_with_or_without_who_did_it() {
        for words in [
            "2024年通过网站发布信息118条。",
            "2024年水利系统主动公开信息118条。",
            "2024年积极开展政策解读，发布图解6期。",
            "2024年设立信息公开专栏3个。",
            "2024年未收取信息处理费。",
        ] {
            check_finds("D103", &overview(words), "2024年");
        }
    }
}
