//! N108: numbers that cannot be: a share of 178%, 12 of 9.

use super::untouched::Untouched;
use crate::checks::text::{Passage, clauses};
use crate::checks::{Check, Context, Finding, Level};
use crate::chinese::figures::figures;
use crate::chinese::numerals::is_arabic;
use crate::chinese::signs::is_han;
use crate::form::words::words as lists;
use crate::report::memo::Memo;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "N108",
    title: "不可能的数",
    level: Level::Warning,
    why: "占比和办结率、答复率一类的数最多是100%，若干个里有几个也多不过总数；写多了多半是打字或抄数的错。",
    how: "核对后改正。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

thread_local! {
    static SEEN: Memo<(), String, Vec<(Range<usize>, String)>> = Memo::default();
}

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let untouched = Untouched::of(cx);
    for p in cx.text() {
        let found = SEEN.with(|m| m.get((), &*p.words, || found_in(&p.words)));
        let new = found.iter().filter(|(range, _)| !untouched.all(p, range));
        out.extend(new.map(|(range, message)| finding(p, range, message)));
    }
}

fn finding(p: &Passage<'_>, range: &Range<usize>, message: &str) -> Finding {
    Finding::new(&CHECK, message).words(p, range.clone())
}

fn found_in(words: &str) -> Vec<(Range<usize>, String)> {
    // 信函-5件、网络-20件: dashes before the items of a list.
    let several = words.matches(MINUS).count() > 1;
    let of = |(at, clause): (usize, &str)| {
        let here = more_than_all(clause).into_iter().chain(more_than_there_are(clause));
        let here = here.chain(less_than_nothing(clause, several));
        here.map(|(r, m)| (r.start.saturating_add(at)..r.end.saturating_add(at), m)).collect::<Vec<_>>()
    };
    clauses(words).flat_map(of).collect()
}

/// The number that a text ends with, 1,204 too, and what stands before it.
fn number_at_end(text: &str) -> Option<(&str, f64)> {
    let signs = |c: char| c.is_ascii_digit() || ".,，".contains(c);
    let near = text.get(text.trim_end_matches(signs).len()..)?;
    let figure = figures(near).pop().filter(|f| f.end == near.len())?;
    let number = near.get(figure)?;
    let digits: String = number.chars().filter(|c| !matches!(c, ',' | '，')).collect();
    Some((text.strip_suffix(number)?, digits.parse().ok()?))
}

/// 占比达178%, 办复率101%; not 增长120%, nor 完成率105%.
fn more_than_all(clause: &str) -> Vec<(Range<usize>, String)> {
    let w = &lists().impossible;
    let mut out = Vec::new();
    for (at, sign) in clause.match_indices(['%', '％']) {
        let Some((before, number)) = clause.get(..at).and_then(number_at_end) else { continue };
        if number <= 100.0 {
            continue;
        }
        let mut head = before;
        while let Some(shorter) = w.reaches.iter().find_map(|r| head.strip_suffix(r.as_str())) {
            head = shorter;
        }
        let rate = w.at_most_all.iter().find(|r| head.ends_with(r.as_str())).map(String::as_str);
        let piece = head.rsplit(['，', '、', '：', '（', ',']).next().unwrap_or(head);
        let share = || {
            let (_, of) = piece.rsplit_once('占')?;
            let whole = of.chars().all(is_han) && !w.wholes_of_plans.iter().any(|p| of.contains(p.as_str()));
            (whole && of.ends_with(['数', '量', '的', '比']) || of.is_empty()).then_some("占比")
        };
        if let Some(what) = rate.or_else(share) {
            let end = at.saturating_add(sign.len());
            let said = clause.get(before.len()..end).unwrap_or_default();
            out.push((before.len()..end, format!("{what}写的是 {said}，最多是 100%")));
        }
    }
    out
}

/// What is written for less than nothing.
const MINUS: [char; 3] = ['-', '－', '−'];

/// 收到申请-2件, 减少-4件, 下降-66.7%; not 增减-4件, nor 3-5件.
fn less_than_nothing(clause: &str, several: bool) -> Vec<(Range<usize>, String)> {
    let w = &lists().impossible;
    let ends = |head: &str, of: &[String]| of.iter().any(|e| head.ends_with(e.as_str()));
    let found = |(at, sign): (usize, &str)| {
        let (head, rest) = (clause.get(..at)?, clause.get(at.saturating_add(sign.len())..)?);
        let number = rest
            .len()
            .saturating_sub(rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len());
        let (digits, unit) = rest.split_at_checked(number)?;
        let (mut said, led) = (head.trim_end_matches(['了', '为', '达']), head.chars().next_back()?);
        said = if said.is_empty() { head } else { said };
        // Else a dash may stand for a colon: 其中：网站-120条.
        let got = |v: &String| {
            let of = head.rsplit_once(v.as_str()).map(|(_, of)| of);
            sign != "－" && !several && of.is_some_and(|of| of.chars().all(is_han))
        };
        let verb = ends(said, &w.one_way) || ends(said, &w.grows) || w.got.iter().any(got);
        let counts = verb && w.counted.iter().any(|u| unit.starts_with(u.as_str()));
        let share = unit.starts_with(['%', '％']) && ends(said, &w.one_way);
        if !digits.contains(|c: char| ('1'..='9').contains(&c)) || !is_han(led) || !(counts || share) {
            return None;
        }
        let end = at.saturating_add(sign.len()).saturating_add(number);
        let told = clause.get(at..end)?;
        Some((at..end, format!("写的是 {told}，没有比零还少的数；增减的方向用“增加”“减少”写")))
    };
    clause.match_indices(MINUS).filter_map(found).collect()
}

/// 9个局属单位中有12个未更新; not 3个乡镇中有5个村: those are others.
fn more_than_there_are(clause: &str) -> Vec<(Range<usize>, String)> {
    let w = &lists().impossible;
    let mut out = Vec::new();
    for (at, link) in w.among.iter().flat_map(|l| clause.match_indices(l.as_str())) {
        let behind = clause.get(at.saturating_add(link.len())..).unwrap_or_default();
        let digits =
            behind.len().saturating_sub(behind.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        let Some(some) = behind.get(..digits).and_then(|d| d.parse::<f64>().ok()) else { continue };
        let rest = behind.get(digits..).unwrap_or_default();
        let Some(measure) = rest.chars().next().filter(|c| w.measures.contains(*c)) else { continue };
        let told = rest.get(measure.len_utf8()..).unwrap_or_default();
        // Nobody counts together what stands further off.
        let told =
            told.get(..told.char_indices().nth(NEAR).map_or(told.len(), |(i, _)| i)).unwrap_or_default();
        let before = clause.get(..at).unwrap_or_default();
        let near = before.char_indices().rev().nth(NEAR).map_or(0, |(i, _)| i);
        let before = before.get(near..).unwrap_or_default();
        // The nearest number that counts the same, and what it counts.
        let Some((counted, kind)) = before.rsplit_once(measure) else { continue };
        let Some((head, _)) = number_at_end(counted) else { continue };
        // 第3个项目 is one; 本级与55个部门 are one more.
        let beside = head.trim_end_matches(|c| w.joins.contains(c));
        let joined = beside.rsplit(['，', ',', '：', '；']).next().unwrap_or_default();
        if head.ends_with('第') || beside.len() < head.len() && !joined.contains(is_arabic) {
            continue;
        }
        let all = all_together(before, measure);
        let one_kind = !kind.is_empty() && kind.chars().all(|c| is_han(c) && c != '的');
        let of_them = told.is_empty()
            || told.starts_with(|c: char| !c.is_alphanumeric())
            || w.says_of_them.iter().any(|s| told.starts_with(s.as_str()))
            || told.starts_with(kind);
        let of_them = of_them && !says_of_others(told);
        if one_kind && of_them && some > all {
            let from = at.saturating_add(link.len());
            let end = from.saturating_add(digits).saturating_add(measure.len_utf8());
            out.push((from..end, format!("{all}{measure}{kind}里写有{some}{measure}，多过总数")));
        }
    }
    out
}

/// Characters in which a whole is told.
const NEAR: usize = 80;

/// What all the numbers of one measure make: of 12个乡镇、25个部门 the whole is both.
fn all_together(before: &str, measure: char) -> f64 {
    let counted = before.match_indices(measure).filter_map(|(i, _)| number_at_end(before.get(..i)?));
    counted.filter(|(head, _)| !head.ends_with('第')).map(|(_, n)| n).sum()
}

/// 3个单位中有5个未公开的事项: what is counted is named behind 的.
fn says_of_others(told: &str) -> bool {
    let said = told.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    said.split_once('的').is_some_and(|(_, thing)| thing.starts_with(is_han))
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    pub fn bad() -> Bad {
        (section("申请集中在房屋征收方面，占比达178%。"), "占比写的是 178%，最多是 100%")
    }

    fn section(words: &str) -> Case {
        zeros(2025).saying(Part::Before(Section::Overview), words)
    }

    #[test]
    fn more_than_all_there_is_went_out_unnoticed() {
        for (words, message) in [
            ("办理提案23件，办复率101%，均已公开。", "办复率写的是 101%"),
            ("按时办结率达到110%。", "办结率写的是 110%"),
            ("工作动态512条，占信息总数的150.5％。", "占比写的是 150.5％"),
            ("其中网站公开98条，占120%。", "占比写的是 120%"),
            ("9个局属单位中有12个全年主动公开不足10条。", "9个局属单位里写有12个"),
            ("全县85个村里，有90个，未按时更新；", "85个村里写有90个"),
            ("抽查的20家单位中，有21家单位按时更新。", "20家单位里写有21家"),
            ("设村务公开栏3处，9个村中有12个未更新。", "9个村里写有12个"),
        ] {
            check_finds("N108", &section(words), message);
        }
    }

    #[test]
    fn a_whole_said_in_thousands_or_in_several_numbers_was_read_in_part() {
        for words in [
            "全县1,204个村中有300个未更新。",
            "全县1，204个村中有300个未更新。",
            "3个街道、12个乡镇中有14个未更新。",
            "12个乡镇和5个街道中有14个未更新。",
            "第3个项目中有5个未公开。",
            "全县12个乡镇、县直25个部门中有30个按时报送。",
            "第一批12个单位、第二批8个单位中有14个按时报送。",
            "机关8个科室和二级机构的3个单位中有9个未更新。",
            "本级与55个部门单位中有56个已公开。",
            "3个单位中有5个未公开的事项已整改。",
            "2个县区中有7个已建成公开专区。",
        ] {
            check_silent("N108", &section(words));
        }
        check_finds("N108", &section("全县1,204个村中有1300个未更新。"), "1204个村里写有1300个");
    }

    #[test]
    fn a_minus_behind_more_or_less_went_out_unnoticed() {
        for words in [
            "收到政府信息公开申请2件，比去年减少-4件。",
            "比去年增加-4件。",
            "全年收到政府信息公开申请-2件。",
            "申请量同比下降-66.7%。",
        ] {
            check_finds("N108", &section(words), "写的是 -");
        }
    }

    #[test]
    fn what_can_be_is_left_alone() {
        for words in [
            "其中：网站-120条、公众号-80条；信函-5件、网络-20件。",
            "文字类-800条，规章-0件，编号为甲-5件，收到网上申请－3件，信函申请－2件。",
            "较上年增减-4件，答复用时3-5个工作日，联系电话0571-88881234。",
            "申请量增长-5%，每月公开3-5条，见附件-2。",
            "办结率100%，答复率100%。",
            "比上年增长178%，任务完成率120%，阅读量提高到原来的300%。",
            "占年度计划的105%，占上年同期的130%。",
            "12个乡镇中有9个未更新。",
            "3个乡镇中有5个村未设公开栏。",
            "9个单位的栏目中有12个未更新。",
            "栏目中有12个未更新。",
            "满意度由95%提升120个百分点。",
        ] {
            check_silent("N108", &section(words));
        }
    }
}
