//! Years under a heading within their sentence: 「问题：2025年栏目更新不均衡」, 「打算：2026年6月前形成清单」.

use super::plan;
use super::role::{NUMBERING, YearAround};
use super::vocabulary::{ends, holds, vocabulary};

/// Characters of a heading.
const LONGEST_HEADING: usize = 12;
/// Characters of what a thing is known by: 新招的.
const SHORTEST_CLAUSE: usize = 3;

impl YearAround<'_> {
    /// 「问题：人少事多，2025年有4次更新晚了」; not 「问题：2024年招录的人员不熟业务」, 「问题：2024年换届后人员变动大」.
    pub(super) fn is_under_problems(&self) -> bool {
        let v = vocabulary();
        let opening = self.opening().trim().trim_start_matches(NUMBERING);
        let opening = opening.strip_suffix('是').map_or(opening, |o| o.trim_matches('个'));
        // 「主要问题出现在2025年：」
        let names = self.behind().starts_with(['：', ':'])
            && opening.ends_with(['在', '于'])
            && holds(opening, &v.problem_heads);
        if names {
            return true;
        }
        let head = self.before().trim_start().trim_start_matches(NUMBERING);
        let Some((head, _)) = head.split_once(['：', ':']) else { return false };
        let headed = head.chars().count() <= LONGEST_HEADING
            && holds(head, &v.problem_heads)
            && !holds(head, &v.solved)
            && !holds(head, &v.put_right)
            && !ends(head, &v.plan_heads);
        let clause = self.clause();
        let of_a_thing = clause.split_once('的').is_some_and(|(what, _)| {
            let known = [&v.made, &v.begun, &v.carried, &v.pointed_out];
            what.chars().count() <= SHORTEST_CLAUSE || known.into_iter().any(|words| holds(what, words))
        });
        headed
            && (opening.is_empty() || self.behind_who(opening))
            && !clause.is_empty()
            && !clause.contains('后')
            && !of_a_thing
            && !holds(self.behind(), &v.solved)
            && !self.happened_once()
    }

    /// 「打算：2026年6月前形成清单」
    pub(super) fn is_under_plans(&self) -> bool {
        let headed = self.before().trim_end().strip_suffix(['：', ':']);
        let behind = self.own_words();
        // 「整改措施：2025年6月前补发信息32条」 heads what was done as often as what is planned.
        let planned = |h: &str| !h.trim_end().ends_with("措施") || plan::will(behind);
        headed.is_some_and(|h| ends(h, &vocabulary().plan_heads) && planned(h))
            && !plan::past(behind)
            && !behind.contains('已')
    }

    /// 「国家林草局2025年对我市开展的监测结果，将在上级发布后转载」: what of this year is still to be made public.
    pub(super) fn is_yet_to_be_published(&self) -> bool {
        let (v, clause) = (vocabulary(), self.clause());
        let rest = self.behind().get(clause.len()..).unwrap_or("").trim_start_matches(['，', ',']);
        clause.contains('的')
            && ends(clause, &v.outcomes)
            && rest.starts_with('将')
            && holds(rest, &v.publishes)
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    fn problems(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Problems), words)
    }

    #[test]
    fn problems_of_last_year_under_a_heading_of_their_own_were_passed_over() {
        for words in [
            "（一）问题：2024年隶属海关栏目更新不均衡，有2个季度更新少于5条；（二）下一步实行月调度。",
            "问题：2024年抓拍设备检定证书未同步公开。",
            "问题：人少事多，2024年有4次更新晚了一个多星期。",
            "存在的主要问题：一、2024年数据公开格式不统一；二、查询不便。",
            "毛病有两个：一个是2024年公示栏看的人少；一个是管网站的就一个人。",
            "主要问题出现在2024年：社区更新频次差异大。",
            "不足：2024年解读少。",
        ] {
            check_finds("D103", &problems(words), "2024年");
            check_silent("D103", &problems(&words.replace("2024年", "2025年")));
        }
        for fine in [
            "问题：2024年招录的人员不熟业务。",
            "问题：2024年换届后人员变动大。",
            "问题：2024年上级检查发现的栏目空白尚有2处。",
            "问题：2024年以前的文件没有全部上网。",
            "问题：2024年存在的栏目重复问题已整改到位。",
            "问题整改：2024年测评指出的3个问题已销号。",
            "问题：2024年更新3次，2025年更新2次，次数减少。",
        ] {
            check_silent("D103", &problems(fine));
        }
    }

    #[test]
    fn plans_for_the_year_that_is_over_were_passed_over_under_their_heading() {
        for words in [
            "打算：2025年6月前将形成统一的公开清单，简报改为每季一期。",
            "打算：2025年底前形成统一的公开清单。",
            "措施：（1）2025年4月起，乡镇专区将纳入便民服务中心统一管理。",
            "办法：2025年从司法所抽一个人来兼职，从下个月起每月25号对一次账。",
            "2025年，信息公开将列入干部必修课。",
        ] {
            check_finds("D103", &problems(words), "打算应是 2026年的");
            check_silent("D103", &problems(&words.replace("2025年", "2026年")));
        }
        for fine in [
            "目标：2025年底前全部上线的栏目已上线。",
            "2025年4月起，乡镇将政务专区纳入便民服务中心统一管理。",
            "措施：2025年开展培训2次。",
            "整改措施：2025年4月起每周更新，全年更新52次。",
            "改进措施：2025年6月前补发信息32条。",
            "2025年12月31日前收到、未到期限的2件申请将在2026年1月答复。",
            "2028年前将完成全部图件数字化，2026年数字化2000幅。",
            "2025年，我局将列入计划的事项全部公开。",
        ] {
            check_silent("D103", &problems(fine));
        }
        let other = |words: &str| zeros(2025).saying(Part::Before(Section::Other), words);
        let kept = "国家林草局2025年对我市开展的监测结果，将在上级发布后转载。";
        check_silent("D103", &other(kept));
        check_finds("D103", &other(&kept.replace("2025年", "2024年")), "2024年");
    }

    #[test]
    fn what_a_group_within_an_office_did_last_year_was_passed_over() {
        let overview = |words: &str| zeros(2025).saying(Part::Before(Section::Overview), words);
        for words in [
            "总局党组2024年2次研究政务公开工作，抽查结果纳入2025年度司局考核。",
            "支队党委2024年研究公开工作2次。",
            "领导小组2024年召开例会4次。",
        ] {
            check_finds("D103", &overview(words), "2024年");
        }
        check_silent("D103", &overview("领导小组2025年召开例会4次，结果纳入2025年度考核。"));
        check_silent(
            "D103",
            &overview(
                "2019年街道成立公开小组，2022年换届时由5人增到7人，2025年调整为9人（主任、副主任各1人，成员7人）。",
            ),
        );
    }
}
