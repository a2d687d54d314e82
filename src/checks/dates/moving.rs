//! The years of a report's words that don't fit its own: each with the year that would. What D103 tells of, and what
//! is moved on in one go when a report begins from last year's.

use super::asked::{ToLookUp, asked};
use super::excuses::{excused, far};
use super::last_sentences::LastSentences;
use super::role::{SpokenYear, YearRole};
use super::spoken::spoken;
use super::stops::STOPS;
use super::together;
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::checks::Context;
use crate::checks::text::Passage;
use crate::chinese::years::{YearAt, bare_years, years};
use crate::report::memo::Memo;
use crate::report::{Part, Section};
use std::rc::Rc;

/// A year that does not fit.
#[derive(Clone, Debug)]
pub struct Misfit {
    pub part: Part,
    pub paragraph: usize,
    pub at: YearAt,
    /// The year that would be right.
    pub meant: u16,
    pub role: YearRole,
    /// Nobody moves it on who has not looked it up.
    pub asked: Option<ToLookUp>,
}

thread_local! {
    static SPOKEN: Memo<(), String, PassageYears> = Memo::default();
}

/// The years of a paragraph.
struct PassageYears {
    spoken: Vec<SpokenYear>,
    /// Those that lost their 年.
    bare: Vec<YearAt>,
}

fn read(words: &str) -> Rc<PassageYears> {
    SPOKEN.with(|m| m.get((), words, || PassageYears { spoken: spoken(words), bare: bare_years(words) }))
}

/// All of them, in the report's order.
pub fn misfits(cx: &Context<'_>) -> Vec<Misfit> {
    let last = LastSentences::of(cx);
    let mut out = Vec::new();
    for p in cx.text() {
        let misfit = |at: YearAt, meant: u16, role: YearRole| Misfit {
            part: p.part,
            paragraph: p.paragraph,
            at,
            meant,
            role,
            asked: None,
        };
        if p.part == Part::Title {
            out.extend(
                years(&p.words)
                    .into_iter()
                    .filter(|y| y.year != cx.year)
                    .map(|y| misfit(y, cx.year, YearRole::Told)),
            );
            continue;
        }
        let near = |y: &YearAt| y.year.abs_diff(cx.year) <= 2 && y.year != cx.year;
        // Whatever else it does there, nobody can say without its sign.
        let announced = |y: &YearAt| {
            p.part == Part::Preamble && ends(&p.words[..y.digits.start], &vocabulary().announces)
        };
        // 「2024，我局高度重视」
        let leads = |y: &YearAt| {
            let before = &p.words[..y.digits.start];
            y.year < cx.year && (before.is_empty() || before.ends_with(['。', '\n']))
        };
        let known = read(&p.words);
        let all = known.spoken.as_slice();
        // 「公布2024某局政府信息公开工作情况」
        let lost = known.bare.iter().filter(|y| near(y) && (announced(y) || leads(y)));
        out.extend(lost.map(|y| misfit(y.clone(), cx.year, YearRole::Told)));
        let mut right: Vec<_> = (0..all.len()).map(|i| judged(cx, p, all, i, &last)).collect();
        together::stay_in_a_row(&p.words, all, &mut right, cx.year);
        together::move_together(&p.words, all, &mut right, cx.year);
        let told: Vec<Option<ToLookUp>> =
            all.iter().zip(&right).map(|(s, meant)| meant.and_then(|_| asked(&p.words, s))).collect();
        for ((s, meant), why) in all.iter().zip(right).zip(&told) {
            let Some(meant) = meant else { continue };
            // What a year to come would put right was meant as a plan.
            let planned = meant > s.at.year && s.at.year == cx.year && s.role != YearRole::TooEarly;
            let role = if planned { YearRole::Plan } else { s.role };
            let onto = |o: &SpokenYear| o.sentence == s.sentence && o.at.year == meant;
            let beside = all.iter().zip(&told).any(|(o, why)| why.is_some() && onto(o));
            let asked = why.or(beside.then_some(ToLookUp::Beside));
            out.push(Misfit { asked, ..misfit(s.at.clone(), meant, role) });
        }
    }
    out
}

/// The year that should stand there; `None` where the one that does has its reason.
pub(super) fn judged(
    cx: &Context<'_>,
    p: &Passage<'_>,
    all: &[SpokenYear],
    i: usize,
    last: &LastSentences,
) -> Option<u16> {
    let s = &all[i];
    if s.role == YearRole::TooEarly {
        return s.at.year.checked_add(1);
    }
    let off = i32::from(s.at.year).saturating_sub(i32::from(cx.year));
    let in_period = p.part == Part::Preamble && super::d104_period::tells(p, &s.at);
    // In the preamble a year is the report's own, but for the day of a letter: 「根据2024年12月印发的通知」.
    let dated = p.words[s.at.end()..].starts_with(|c: char| c.is_ascii_digit());
    let within = s.role == YearRole::Within && (p.part != Part::Preamble || dated || !of_report(&p.words, s))
        || s.role == YearRole::Titled && p.part == Part::Preamble && !announces(&p.words, s.at.end());
    // Where problems and plans are told, the next year is the plans' own.
    let problems = p.part.chapter().section() == Some(Section::Problems);
    let lacks = s.role == YearRole::Problem && holds(clause_behind(&p.words, s), &vocabulary().lacking);
    let to_come = off == 1 && !lacks && (problems || p.part == Part::Preamble && plans_to_come(&p.words, s));
    // 「2019年以来，行政诉讼案件均未败诉」: since long before.
    let since = off < -1 && begins(&p.words[s.at.end()..], &vocabulary().ever_since);
    if since
        || off < -1 && is_told_above(&p.words, all, i, cx.year)
        || s.role == YearRole::Free
        || within
        || in_period
        || to_come
        || off.unsigned_abs() > 2 && !far(s)
    {
        return None;
    }
    let right: &[i32] = match s.role {
        // Of this very report: 「现公布某局2025年政府信息公开工作年度报告」.
        // Nothing is told beside its own year there.
        YearRole::Lagging | YearRole::Beside | YearRole::Within | YearRole::Titled
            if p.part == Part::Preamble =>
        {
            &[0]
        }
        role => role.right(),
    };
    let year = |off: i32| u16::try_from(i32::from(cx.year).saturating_add(off)).ok();
    let next = off.saturating_add(1);
    // A sentence of last year's whose year did not move.
    if last.said(&p.words[s.sentence.clone()], off) {
        return year(next);
    }
    let beside = p.part != Part::Preamble;
    // The preamble speaks of the report's own year, whatever parts it lists.
    if !beside && off == 0 && !matches!(s.role, YearRole::Renamed | YearRole::Plan) {
        return None;
    }
    if off == 0 && s.leads && s.aims && s.role == YearRole::Told && plans_before(cx, p, s) {
        return year(1);
    }
    let of_this = !beside && (off < 0 || !dated && of_report(&p.words, s) && s.role != YearRole::Within);
    if right.contains(&off) || !of_this && excused(cx, s, all, i, off) {
        return None;
    }
    year(right.iter().copied().find(|r| *r == next).or(right.first().copied())?)
}

/// Whether it is set beside a year whose own number stands before it, and this one's: 「2023年5件、2024年6件、2025年8件，2025年较
/// 2023年增长60%」.
fn is_told_above(words: &str, all: &[SpokenYear], i: usize, year: u16) -> bool {
    let Some((s, before)) = all.get(i).zip(all.get(..i)) else { return false };
    let counted = |o: &SpokenYear| clause_behind(words, o).contains(|c: char| c.is_ascii_digit());
    let told =
        |of: u16| before.iter().rev().take(MOST).any(|o| o.at.year == of && o.role != s.role && counted(o));
    s.role == YearRole::Compared && told(s.at.year) && told(year)
}

/// No number stands further off.
const MOST: usize = 8;

/// Whether, where problems are told, what is planned was announced right before: 「改进措施：」, 「下一步」.
fn plans_before(cx: &Context<'_>, p: &Passage<'_>, s: &SpokenYear) -> bool {
    let v = vocabulary();
    let before = p.words[..s.sentence.start].trim_end();
    let above =
        || cx.text().iter().find(|o| o.part == p.part && o.paragraph.checked_add(1) == Some(p.paragraph));
    let text = if before.is_empty() { above().map_or("", |o| &*o.words) } else { before };
    let last = |list: &[String]| list.iter().filter_map(|w| text.rfind(w.as_str())).max();
    p.part.chapter().section() == Some(Section::Problems)
        && last(&v.plan_heads).is_some_and(|plan| last(&v.done_heads).is_none_or(|done| done < plan))
}

/// The clause behind a year; no longer than one is.
fn clause_behind<'w>(words: &'w str, s: &SpokenYear) -> &'w str {
    const LONGEST: usize = 80;
    let rest = words[s.at.end()..].trim_start_matches('度');
    let long = rest.char_indices().take(LONGEST).find(|(_, c)| STOPS.contains(c));
    let end = long.or_else(|| rest.char_indices().nth(LONGEST)).map_or(rest.len(), |(i, _)| i);
    &rest[..end]
}

/// Whether the preamble tells there what the report is of.
fn of_report(words: &str, s: &SpokenYear) -> bool {
    let clause = clause_behind(words, s);
    clause.is_empty() || clause.starts_with(['。', '）']) || holds(clause, &vocabulary().of_report)
}

/// Whether plans are told there beside the report: 「现将2025年工作情况和2026年工作计划报告如下」.
fn plans_to_come(words: &str, s: &SpokenYear) -> bool {
    let clause = clause_behind(words, s);
    let plan = vocabulary().coming.iter().filter_map(|w| clause.find(w.as_str())).min();
    let own = |until: usize| !holds(&clause[..until], &vocabulary().told_before_plans);
    plan.is_some_and(own)
}

/// Whether it is this very report whose title ends behind the year: 「《…2025年政府信息公开工作年度报告》现全文刊载」,
/// 「我镇编制了《…2025年政府信息公开工作年度报告》」.
fn announces(words: &str, at: usize) -> bool {
    let Some((title, rest)) = words[at..].split_once('》') else { return false };
    let before = words[..at].rsplit_once('《').map_or("", |(before, _)| before);
    let v = vocabulary();
    title.ends_with("政府信息公开工作年度报告")
        && (begins(rest, &v.announced) || ends(before.trim_end_matches('了'), &v.announces))
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::{Part, Section};

    #[test]
    fn the_report_s_own_year_was_called_wrong_before_a_list_of_its_parts() {
        let words = "本年报由2025年度政府信息公开工作总体情况，主动公开政府信息情况，存在的主要问题和改进情况等6项内容组成。";
        check_silent("D103", &zeros(2025).saying(Part::Preamble, words));
    }

    #[test]
    fn plans_without_a_word_for_them_were_passed_over_behind_what_announces_them() {
        let problems = |words: &str| zeros(2025).saying(Part::Before(Section::Problems), words);
        check_finds("D103", &problems("存在解读少的问题。改进措施：2025年，加强学习培训。"), "2025年");
        check_silent("D103", &problems("改进情况：2025年，加强学习培训，提高业务水平。"));
        check_silent("D103", &problems("2026年，把公开事项清单发到每个村。"));
    }

    #[test]
    fn plans_of_the_year_to_come_were_taken_for_the_report() {
        let preamble = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_silent("D103", &preamble("现将2025年工作情况和2026年工作计划报告如下。"));
        check_silent("D103", &preamble("现将2025年政府信息公开情况及2026年工作打算公布如下。"));
        check_finds("D103", &preamble("现将2026年工作情况和工作计划报告如下。"), "2026年");
        check_finds("D103", &preamble("现将2024年工作情况和2025年工作计划报告如下。"), "2024年");
    }

    #[test]
    fn another_year_without_its_sign_was_passed_over() {
        let says = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_finds("D103", &says("现公布2024鹤川市水利局政府信息公开工作情况。"), "2024鹤川市");
        check_silent("D103", &says("现公布2025鹤川市水利局政府信息公开工作情况。"));
        let overview = |words: &str| zeros(2025).saying(Part::Before(Section::Overview), words);
        check_finds("D103", &overview("2024，我局高度重视政府信息公开工作。"), "2024");
        check_finds("D103", &overview("2024政府信息公开工作仍存在不足。"), "2024");
        check_silent("D103", &overview("落实2024政务公开要点。"));
    }

    #[test]
    fn a_report_was_published_before_its_year_was_over() {
        let says = |words: &str| zeros(2025).saying(Part::Before(Section::Overview), words);
        check_finds("D103", &says("按时完成2025年年度报告，并于2025年1月15日前向社会公布。"), "应为 2026年");
        check_silent("D103", &says("按时完成2024年年度报告，并于2025年1月15日前向社会公布。"));
        check_silent("D103", &says("2024年，国务院公布新的条例，我局认真组织学习。"));
        check_finds("D103", &says("2024年，国务院公布新的条例，我局公开信息208条。"), "2024年");
        check_silent("D103", &says("今年我局公开信息59条，2025年收到申请3件。"));
        check_silent("D103", &says("2025年，我局将深化公开要求融入作风建设之中。"));
        check_silent("D103", &says("公开信息9条，其中，指南1条，2024年政府信息公开工作年度报告1条。"));
        check_finds("D103", &says("厅网站2024年新开“工程质量”专栏，全年更新信息96条。"), "2024年");
        check_finds("D103", &says("2024年局党组先后两次听取汇报，研究解决问题。"), "2024年");
        check_finds("D103", &says("文件清理：2024年对本局印发的文件逐件评估。"), "2024年");
        check_finds("D103", &says("（三）政府信息管理情况 2024年，我局公开信息208条。"), "2024年");
    }

    #[test]
    fn last_year_s_title_within_brackets_was_passed_over() {
        let preamble = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_finds(
            "D103",
            &preamble("我局编制了《示范县水利局2024年政府信息公开工作年度报告》。"),
            "2024年",
        );
        check_finds(
            "D103",
            &preamble("编制形成了《示范县水利局2024年政府信息公开工作年度报告》。"),
            "2024年",
        );
        check_silent("D103", &preamble("本局由2024年机构改革时的两个单位合并而成，现公布2025年度报告。"));
    }
}
