//! What stands since an older year: a law revised then, a practice begun then, a thing known by its date.

use super::plan;
use super::role::{NUMBERING, YearAround, YearRole};
use super::stops::first_clause;
use super::tells::is_towards;
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::chinese::years::{day_at, years};

impl YearAround<'_> {
    /// Of what stands since: 「2019年修订的条例」, 「自2023年起」.
    pub(super) fn of_old(&self) -> Option<YearRole> {
        let v = vocabulary();
        let day = day_at(self.s, self.y.end());
        let rest = day.as_ref().map_or(self.behind(), |d| &self.s[d.end..]);
        let clause = first_clause(rest);
        if self.is_known_by_it() {
            return Some(YearRole::Free);
        }
        // 自2024年1月1日起至2024年12月31日 is a stretch of time of its own.
        let period = day.is_some()
            && !rest.starts_with("至今")
            && rest.trim_start_matches('起').starts_with(['至', '到', '—', '-', '－', '~']);
        if period {
            return None;
        }
        // 「2024年，国务院公布新的条例，我局认真学习」 is true of whichever year's report.
        if self.is_of_the_highest() {
            return Some(YearRole::Free);
        }
        let from = self.opening().ends_with(['自', '从']);
        // 「进入2024年以来，管委会公开惠企政策」
        let entered = self.opening() == "进入";
        // 「在2024年基础上新增栏目6个」
        if self.opening().ends_with('在') && clause.contains("基础上") {
            return Some(YearRole::Free);
        }
        // 「2024年下半年起」
        let part = v.parts.iter().find_map(|p| rest.strip_prefix(p.as_str()));
        // 「打算从2026年开始实行」
        if ends(self.opening().trim_end(), &v.intends) {
            return Some(YearRole::Plan).filter(|_| plan::is_plan(self.before(), self.own_words()));
        }
        // 「公开栏于2024年6月前全部改造」 says when it was done.
        let told_at = self.opening().ends_with(['于', '在']);
        let started = begins(part.unwrap_or(rest), &v.since) && !rest.starts_with("起草");
        // 「2024年1月起每周更新，全年更新52次」 is told of that year alone.
        let whole = holds(self.own_words(), &v.whole_year);
        let first =
            day.as_ref().is_some_and(|d| d.month == 1) || part.is_some() && begins(rest, &v.first_part);
        if started && first && whole && plan::counts_something(rest) && !holds(self.s, &v.added) {
            return Some(YearRole::Told);
        }
        if from && (started || holds(clause, &v.since)) {
            return Some(YearRole::Free);
        }
        let until = rest.starts_with('前') && !told_at
            || rest.starts_with("之前")
            || rest.starts_with("以前")
            || rest.starts_with("及以前");
        // 「2026年起镇里将每季度检查」, 「打算：2026年6月前形成清单」 are still to come; 「2028年前将完成」 and
        // 「2025年12月31日前收到的将在2026年1月答复」 say until when.
        if started && plan::will(self.own_words()) || (started || until) && self.is_under_plans() {
            return Some(YearRole::Plan);
        }
        if started || until {
            // 「将公开2021年以来资产的管护人」: of the thing.
            let leads = entered || self.before().trim().trim_start_matches(NUMBERING).is_empty();
            let year_only = day.is_none() && rest.starts_with("以来") && (leads || from);
            // 「2022年以来困扰基层的问题已基本解决」
            let year_only = year_only && !(holds(clause, &v.problems) && holds(self.s, &v.solved));
            return Some(if year_only && !holds(self.s, &v.added) { YearRole::Told } else { YearRole::Free });
        }
        None
    }

    /// Whether a thing is known by it: 「2019年修订的条例」, 「2024年底提前发放的补贴一并公示」.
    fn is_known_by_it(&self) -> bool {
        let v = vocabulary();
        let day = day_at(self.s, self.y.end());
        let rest = day.as_ref().map_or(self.behind(), |d| &self.s[d.end..]);
        let clause = first_clause(rest);
        // 「规程（2023年版）」, 「2023年曾发生行政诉讼1起」
        if rest.starts_with(['版', '曾']) {
            return true;
        }
        if self.is_aside(rest) || self.is_of_another_report(clause) {
            return true;
        }
        // 「2024年提出的“十日公开”目标，2025年没有达到」
        let later = || years(self.s).iter().any(|y| y.year > self.y.year);
        if begins(clause, &v.set) && holds(clause, &v.aimed) && later() {
            return true;
        }
        let near: String = clause.chars().take(8).collect();
        let made =
            v.made.iter().filter_map(|m| near.find(m.as_str()).map(|i| &clause[i.saturating_add(m.len())..]));
        // 「区政府办公室2024年印发《要点》1份」 is a deed of its year.
        let deed = || {
            let titled = clause.rsplit_once('》').is_some_and(|(_, r)| plan::counts_something(r));
            titled && self.behind_who(self.opening().trim())
        };
        if !self.own()
            && !deed()
            && !is_towards(rest)
            && made
                .into_iter()
                .any(|r| r.starts_with(['的', '《', '版', '》', '）']) || r.starts_with("，自"))
        {
            return true;
        }
        // 「2024年9月停更的微博已注销」: known by when it began.
        let of_a_thing = day.is_some() && near.find('的').is_some_and(|i| clause[i..].contains('已'));
        if of_a_thing && !plan::counts_something(clause) {
            return true;
        }
        let part = v.parts.iter().find_map(|p| rest.strip_prefix(p.as_str()));
        // 「2024年底提前发放的补贴一并公示」
        let known = part.and_then(|r| r.split_once('的')).is_some_and(|(what, r)| {
            !what.starts_with('前') && what.chars().count() <= 6 && holds(first_clause(r), &v.publishes)
        });
        known && !plan::counts_something(clause)
    }

    /// Whether another report is spoken of: told where it is, 「2021年报告仍可在原栏目查阅」, that it came out the year after,
    /// 「2024年度报告已于2025年1月公布」, or what was taken from it, 「涉及2024年的数字均引自上一年度报告」.
    fn is_of_another_report(&self, clause: &str) -> bool {
        let v = vocabulary();
        let Some(at) = clause.find("报告") else { return false };
        let next = || years(self.s).into_iter().find(|y| y.digits.start >= self.until);
        let year_after = || next().is_some_and(|n| self.y.year.checked_add(1) == Some(n.year));
        let out = clause.contains("报告已于") && self.own_words().ends_with("已于") && year_after();
        at == 0 && holds(clause, &v.to_be_read) || out || holds(&clause[..at], &v.quoted)
    }

    /// 「村两委换届（2021年完成）后，更新分工信息8条」: an aside that dates it; what was done with it in a later year may follow,
    /// 「评估报告（2023年形成）摘要版2025年公布」. Or the time that something is set beside, 「较机构组建之初（2019年）增加21项」.
    fn is_aside(&self, rest: &str) -> bool {
        let v = vocabulary();
        let Some(of) = self.opening().strip_suffix(['（', '(']) else { return false };
        let Some((inside, behind)) = rest.split_once(['）', ')']) else { return false };
        let clause = first_clause(behind);
        let later = || years(clause).into_iter().any(|y| y.year > self.y.year);
        let dated = v.dated.iter().any(|d| d == inside) && (begins(behind, &v.dates) || later());
        let alone = v.compared.iter().any(|c| c == of);
        dated || inside.is_empty() && begins(of, &v.compared) && !alone && !holds(of, &v.last_year)
    }

    /// Whether what the country's own organs made public then is all that is told.
    fn is_of_the_highest(&self) -> bool {
        let v = vocabulary();
        let said = self.own_words().trim_start_matches(['，', ',']);
        let first = first_clause(said);
        begins(said, &v.highest) && holds(first, &v.made) && !plan::counts_something(self.own_words())
    }

    /// 「本局于2024年12月挂牌」: of an office itself, known by its month.
    pub(super) fn is_founding(&self) -> bool {
        let rest = day_at(self.s, self.y.end()).and_then(|d| self.s.get(d.end..)).unwrap_or("");
        begins(rest.trim_start_matches("正式"), &vocabulary().founded)
    }

    /// What is made public the year before: 「2026年度参保缴费公告已于2025年9月公布」.
    pub(super) fn is_announced(&self) -> bool {
        let next = years(self.s).into_iter().find(|y| y.digits.start >= self.until);
        let before = next.is_some_and(|n| n.year.checked_add(1) == Some(self.y.year));
        before && self.own_words().ends_with('于')
    }

    /// 「2023年，我局启用新网站」; not 「2023年，我局公开实施方案14个」, where it is but in a name.
    pub(super) fn happened_once(&self) -> bool {
        let v = vocabulary();
        let said = v.notices.iter().fold(self.behind().to_string(), |said, n| said.replace(n.as_str(), ""));
        // 「第一批目录已于2022年印发」
        holds(&said, &v.events) || self.opening().ends_with("已于")
    }

    /// 「去年（2024年）」
    pub(super) fn is_renamed(&self) -> bool {
        self.is_called(&vocabulary().last_year)
    }

    /// 「“下年度”指2026年」
    pub(super) fn is_next_named(&self) -> bool {
        self.is_called(&vocabulary().next_year)
    }

    fn is_called(&self, names: &[String]) -> bool {
        let opening = self.opening();
        // 「本报告中“上年”指2024年」
        let name = opening.trim_end_matches(['（', '(', '即', '指', '均', '都', '为', '是', '”', '"']);
        let name = name.trim_end_matches('“');
        name.len() < opening.len() && ends(name, names)
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    #[test]
    fn years_that_date_what_stands_beside_them_were_called_left_over() {
        let says = |words: &str| zeros(2025).saying(Part::Before(Section::Overview), words);
        for words in [
            "“十四五”规划中期评估报告（2023年形成）摘要版2025年对外公布后，浏览量4.6万次。",
            "公布办事指南38项，较机构组建之初（2023年）增加21项。",
            "上年度收到的唯一1件申请已在2024年内答复，本年度没有新的申请。",
            "行政处罚案件信息公开率100%，2025年1583件均已公示。",
            "审计项目计划年初公布，2025年计划项目42个，年中追加3个，实际完成45个。",
            "2025年计划培训4期，实际举办5期。",
            "公布2024年度违建治理成果和2025年拆违计划，全年拆除违建42.7万平方米。",
            "公开试点任务均已在2024年完成，2025年重点是巩固提升。",
            "按照《2023年政务公开工作要点》确定的长效机制，定期更新规范性文件库。",
            "每季度发布上一季度排名，2025年1月发布的是2024年全年排名。",
            "督察整改销号公示64项，其中2023年第二轮督察反馈问题41项、2024年警示片问题23项。",
            "2024年以来困扰基层的重复录入问题，随着9月统一平台上线已基本解决。",
            "县领导接听热线2次，2024年度重点工作完成情况在春节前公布。",
            "全县15个乡镇全部完成公开栏改造，2024年仅完成6个。",
            "结转2026年的1件于2025年12月23日收到，尚在答复期限内。",
        ] {
            check_silent("D103", &says(words));
        }
        for words in [
            "政务公开培训（2024年开展）共3次。",
            "全年行政处罚80件，较上年（2023年）增加5件。",
            "2025年我局计划培训4期。",
        ] {
            check_finds("D103", &says(words), "年");
        }
    }

    #[test]
    fn what_a_year_set_itself_and_what_another_report_says_were_called_left_over() {
        let says = |words: &str| zeros(2025).saying(Part::Before(Section::Problems), words);
        check_silent("D103", &says("2024年提出的“办理十日内”的目标，2025年没有达到。"));
        check_silent("D103", &says("2024年定下的“村村有屏”目标，2025年6月实现。"));
        let preamble = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_silent("D103", &preamble("涉及2024年的数字均引自上一年度报告。"));
        check_silent("D103", &preamble("2024年度报告已于2025年1月20日公布，数据以该报告为准。"));
    }
}
