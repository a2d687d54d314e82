//! The years of a report's words that don't fit its own: each with the year that would. What D103 tells of, and what
//! is moved on in one go when a report begins from last year's.

use super::role::{STOPS, SpokenYear, YearRole};
use super::spoken::spoken;
use super::vocabulary::{begins, ends, holds, vocabulary};
use crate::checks::Context;
use crate::checks::text::Passage;
use crate::chinese::years::{YearAt, years};
use crate::report::memo::Memo;
use crate::report::passage::passages;
use crate::report::text::clauses;
use crate::report::{Part, Report, Section};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::{Arc, Weak};

/// A year that does not fit.
#[derive(Clone, Debug)]
pub struct Misfit {
    pub part: Part,
    pub paragraph: usize,
    pub at: YearAt,
    /// The year that would be right.
    pub meant: u16,
    pub role: YearRole,
}

thread_local! {
    static SPOKEN: Memo<(), String, Vec<SpokenYear>> = Memo::default();
}

fn read(words: &str) -> Rc<Vec<SpokenYear>> {
    SPOKEN.with(|m| m.get((), words, || spoken(words)))
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
        let all = read(&p.words);
        for (i, s) in all.iter().enumerate() {
            if let Some(meant) = judged(cx, p, &all, i, &last) {
                // What a year to come would put right was meant as a plan.
                let role = if meant > s.at.year && s.at.year == cx.year { YearRole::Plan } else { s.role };
                out.push(misfit(s.at.clone(), meant, role));
            }
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
    let off = i32::from(s.at.year).saturating_sub(i32::from(cx.year));
    let in_period = p.part == Part::Preamble && super::d104_period::tells(p, &s.at);
    // In the preamble a year is the report's own, but for the day of a letter: 「根据2024年12月印发的通知」.
    let dated = p.words[s.at.end()..].starts_with(|c: char| c.is_ascii_digit());
    let within = s.role == YearRole::Within && (p.part != Part::Preamble || dated || !of_report(&p.words, s))
        || s.role == YearRole::Titled && p.part == Part::Preamble && !announces(&p.words, s.at.end());
    // Where problems and plans are told, the next year is the plans' own.
    let problems = p.part.chapter().section() == Some(Section::Problems);
    let to_come = off == 1 && (problems || p.part == Part::Preamble && plans_to_come(&p.words, s));
    if s.role == YearRole::Free || within || in_period || to_come || off.unsigned_abs() > 2 && !far(s) {
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

/// Whether the preamble tells there what the report is of.
fn of_report(words: &str, s: &SpokenYear) -> bool {
    let clause = words[s.at.end()..].trim_start_matches('度').split(STOPS).next().unwrap_or("");
    clause.is_empty() || clause.starts_with(['。', '）']) || holds(clause, &vocabulary().of_report)
}

/// Whether plans are told there beside the report: 「现将2025年工作情况和2026年工作计划报告如下」.
fn plans_to_come(words: &str, s: &SpokenYear) -> bool {
    let clause = words[s.at.end()..].trim_start_matches('度').split(STOPS).next().unwrap_or("");
    let plan = vocabulary().coming.iter().filter_map(|w| clause.find(w.as_str())).min();
    let own = |until: usize| !["情况", "报告", "、"].iter().any(|w| clause[..until].contains(w));
    plan.is_some_and(own)
}

/// Whether it is this very report whose title ends behind the year: 「《…2025年政府信息公开工作年度报告》现全文刊载」,
/// 「我镇编制了《…2025年政府信息公开工作年度报告》」.
fn announces(words: &str, at: usize) -> bool {
    let Some((title, rest)) = words[at..].split_once('》') else { return false };
    let before = words[..at].rsplit_once('《').map_or("", |(before, _)| before);
    let v = vocabulary();
    title.ends_with("政府信息公开工作年度报告") && (begins(rest, &v.announced) || ends(before, &v.announces))
}

/// Years long gone have their reasons, but not at the head of what the office did, nor as plans.
fn far(s: &SpokenYear) -> bool {
    match s.role {
        YearRole::Told => s.leads && s.own && s.done,
        YearRole::Plan => s.leads,
        YearRole::Renamed => true,
        _ => false,
    }
}

/// What else excuses a year that its role does not.
fn excused(cx: &Context<'_>, s: &SpokenYear, all: &[SpokenYear], i: usize, off: i32) -> bool {
    match (s.role, off) {
        // What happened once, before last year.
        (YearRole::Event, ..=-2) => true,
        // What is to come, unless it is told as done.
        (
            YearRole::Told
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
            // 「2024年末网站改版，2025年起按新栏目发布」: both are told apart.
            let apart = |o: &SpokenYear| {
                o.sentence == s.sentence && !matches!(o.role, YearRole::Plan | YearRole::CarriedOut)
            };
            // 「2025年收到申请7件。2024年收到申请1件，同比增加600%」
            let now = i.checked_sub(1).and_then(|b| all.get(b));
            s.compares
                && now.is_some_and(|o| {
                    o.at.year == cx.year && o.role == YearRole::Told && o.sentence != s.sentence
                })
                || all.get(i.saturating_add(1)).filter(|o| o.at.year == cx.year).is_some_and(told)
                || all.iter().filter(behind).any(apart)
        }
        _ => false,
    }
}

type Sentences = HashSet<String, ahash::RandomState>;

thread_local! {
    /// Those of the report that was asked about last: it stays the same while this year's is typed.
    static LAST: RefCell<(Weak<Report>, Rc<Sentences>)> = RefCell::default();
}

/// The sentences of last year's report that name a year.
pub(super) struct LastSentences(Option<Rc<Sentences>>);

impl LastSentences {
    pub(super) fn of(cx: &Context<'_>) -> LastSentences {
        let last = cx.last_year().filter(|l| l.year.checked_add(1) == Some(cx.year));
        LastSentences(last.map(|last| {
            LAST.with_borrow_mut(|(of, sentences)| {
                if !of.upgrade().is_some_and(|known| Arc::ptr_eq(&known, last)) {
                    (*of, *sentences) = (Arc::downgrade(last), Rc::new(naming_a_year(last)));
                }
                sentences.clone()
            })
        }))
    }
    /// Whether last year's report said the same, of its own year or one beside it.
    fn said(&self, sentence: &str, off: i32) -> bool {
        (-2..=0).contains(&off) && self.0.as_ref().is_some_and(|all| all.contains(sentence))
    }
}

fn naming_a_year(report: &Report) -> Sentences {
    let mut all = Sentences::default();
    for p in passages(report).iter().filter(|p| p.words.contains('年')) {
        all.extend(clauses(&p.words).into_iter().map(|r| p.words[r].to_string()));
    }
    all
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
    fn last_year_s_title_within_brackets_was_passed_over() {
        let preamble = |words: &str| zeros(2025).saying(Part::Preamble, words);
        check_finds(
            "D103",
            &preamble("我局编制了《示范县水利局2024年政府信息公开工作年度报告》。"),
            "2024年",
        );
        check_silent("D103", &preamble("本局由2024年机构改革时的两个单位合并而成，现公布2025年度报告。"));
    }
}
