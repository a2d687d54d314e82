//! The sentence that says what the numbers cover: written by the program, known again wherever it stands in a report's
//! text, brought up to date there, and told of where a clerk made another of it.

use super::hand_made::{HandMade, KeptByHand};
use super::roster::UnitKind;
use crate::checks::units_said::{number, plain};
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::text::{Para, Run, sentences};
use std::ops::Range;

/// A paragraph with it that says something else now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordChange {
    pub was: String,
    pub now: String,
    /// Somebody wrote another number of units there than the report was made of.
    pub by_hand: bool,
}

/// How it begins and ends.
const COVERED: &str = "本报告的统计数据";
const GATHERED: &str = "单位的年度报告汇总而成";

/// 本报告的统计数据由本级1个、部门35个、乡镇20个共56个单位的年度报告汇总而成。
pub fn own(counted: &[UnitKind]) -> String {
    let of = |kind: UnitKind| counted.iter().filter(|k| **k == kind).count();
    let kinds: Vec<String> = UnitKind::ALL
        .into_iter()
        .map(|k| (k.word(), of(k)))
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{word}{n}个"))
        .collect();
    match kinds.as_slice() {
        [] => format!("{COVERED}还没有汇总任何单位的年度报告。"),
        [one] => format!("{COVERED}由{one}{GATHERED}。"),
        all => format!("{COVERED}由{}共{}个{GATHERED}。", all.join("、"), counted.len()),
    }
}

/// Whether words are that sentence, whatever units it was written of.
fn is_own(words: &str) -> bool {
    const MOST: usize = 100_000;
    let words = format!("{}。", plain(words).trim_end_matches('。'));
    let listed = |words: &str| -> Option<Vec<UnitKind>> {
        let middle =
            words.strip_prefix(COVERED)?.strip_prefix("由")?.strip_suffix('。')?.strip_suffix(GATHERED)?;
        let list = middle.split_once('共').map_or(middle, |(list, _)| list);
        let mut out = Vec::new();
        for part in list.split('、') {
            let kind = UnitKind::ALL.into_iter().find(|k| part.starts_with(k.word()))?;
            let n: usize = part.strip_prefix(kind.word())?.strip_suffix('个')?.parse().ok()?;
            out.extend(std::iter::repeat_n(kind, Some(n).filter(|n| *n <= MOST)?));
        }
        Some(out)
    };
    words == own(&[]) || listed(&words).is_some_and(|kinds| words == own(&kinds))
}

/// Where it stands among words, to the end of its sentence, the stop left out. What goes on is the clerk's own.
pub fn find(words: &str) -> Option<Range<usize>> {
    let of = |from: usize, sentence: &str| {
        let at = sentence.find(COVERED)?;
        let said = sentence.get(at..)?.trim_end().trim_end_matches('。');
        let from = from.saturating_add(at);
        is_own(said).then(|| from..from.saturating_add(said.len()))
    };
    sentences(words).into_iter().find_map(|s| of(s.start, words.get(s.clone())?))
}

/// The report with that sentence as it is now, wherever it stands, but for paragraphs that are `kept` as they read in the
/// report as it `was`, paragraph by paragraph: the live values in them say something else by now.
pub fn bring_up(report: &mut Report, was: &Report, now: &str, kept: &KeptByHand) {
    let parts: Vec<_> = report.worded().collect();
    for part in parts {
        let stays = |p: &Para| !kept.is_empty() && kept.contains(&HandMade::Words(p.resolved(was)));
        let new = |(p, was)| if stays(was) { Para::clone(p) } else { brought_up(p, report, now) };
        let paras = report.paras(part).iter().zip(was.paras(part)).map(new).collect::<Vec<_>>();
        if paras != report.paras(part) {
            Edit::Text(part, paras).apply(report);
        }
    }
}

fn brought_up(para: &Para, report: &Report, now: &str) -> Para {
    let Para::Text(runs) = para else { return para.clone() };
    let Some(place) = find(&para.resolved(report)) else { return para.clone() };
    let now = now.trim_end_matches('。');
    let mut out: Vec<Run> = Vec::new();
    let (mut at, mut written) = (0, false);
    for run in runs {
        let words = run.resolved(report);
        let (from, to) = (at, words.len().saturating_add(at));
        at = to;
        if to <= place.start || from >= place.end {
            out.push(run.clone());
            continue;
        }
        let before = words.get(..place.start.saturating_sub(from)).unwrap_or_default();
        let behind = words.get(place.end.saturating_sub(from)..).unwrap_or_default();
        let said = if std::mem::replace(&mut written, true) { "" } else { now };
        out.push(run.piece(format!("{before}{said}{behind}")));
    }
    out.retain(|r| !r.is_empty());
    Para::Text(out)
}

/// Paragraphs in which it stands, where they say something else now.
pub fn reworded(was: &Report, now: &Report) -> Vec<WordChange> {
    let of = |part| {
        let both = was.paras(part).iter().zip(now.paras(part)).filter(|(a, b)| a != b);
        let words = both.map(|(a, b)| (a.resolved(was), b.resolved(now)));
        words
            .filter_map(|(a, b)| {
                let by_hand = number(a.get(find(&a)?)?).is_some_and(|n| n != was.units.len());
                Some(WordChange { was: a, now: b, by_hand })
            })
            .collect::<Vec<_>>()
    };
    was.worded().flat_map(of).collect()
}
