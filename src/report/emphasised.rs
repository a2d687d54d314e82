//! What of a report's words stands out, and putting it on and off.

use super::edit::Edit;
use super::emphasis::{Emphasis, Emphasised, note};
use super::reckoned::KnownValues;
use super::run::{Run, merge};
use super::text::Para;
use super::{Part, Report};
use crate::form::bounds::between;
use std::ops::Range;

/// Some bytes of a paragraph, by its index in its part.
pub type InPara = (usize, Range<usize>);

/// What stands out of a paragraph's words as they print.
pub fn of(para: &Para, known: &KnownValues<'_>) -> Vec<Emphasised> {
    let Para::Text(runs) = para else { return Vec::new() };
    let mut out: Vec<Emphasised> = Vec::new();
    let mut at = 0_usize;
    if runs.iter().all(|r| r.emphasis == Emphasis::NONE) {
        return out;
    }
    for run in runs {
        let from = at;
        at = at.saturating_add(run.told(known).len());
        note(&mut out, from, at, run.emphasis);
    }
    out
}

/// The runs with some bytes of their words standing out, or not any more; a live value does as a whole.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn put(runs: &[Run], changes: &[Emphasised], on: bool, report: &Report) -> Vec<Run> {
    let known = KnownValues::of(report);
    let changed = |r: Run, by: Emphasis| {
        let emphasis = if on { r.emphasis.or(by) } else { r.emphasis.without(by) };
        r.with(emphasis)
    };
    let mut out = Vec::with_capacity(runs.len() + 2 * changes.len());
    let mut changes = changes.iter().peekable();
    let mut at = 0;
    for run in runs {
        let words = run.told(&known);
        let (from, to) = (at, at + words.len());
        at = to;
        let mut pos = from;
        let mut whole = run.clone();
        let cut = |a: usize, b: usize| run.piece(words.get(a - from..b - from).unwrap_or_default());
        while let Some((range, by)) = changes.peek().filter(|(r, _)| r.start < to) {
            let (a, b) = (between(range.start, pos, to), between(range.end, pos, to));
            if a < b {
                whole = changed(whole, *by);
                out.extend([cut(pos, a), changed(cut(a, b), *by)].into_iter().filter(|_| !run.is_field()));
                pos = b;
            }
            if range.end > to {
                break;
            }
            changes.next();
        }
        out.push(if run.is_field() { whole } else { cut(pos, to) });
    }
    out.retain(|r| !r.is_empty());
    merge(out)
}

/// Whether all of these words stand out so.
pub fn is_on(report: &Report, part: Part, places: &[InPara], by: Emphasis) -> bool {
    let known = KnownValues::of(report);
    let paras = report.paras(part);
    let all = |(paragraph, range): &InPara| {
        let on = paras.get(*paragraph).map(|p| of(p, &known)).unwrap_or_default();
        let mut at = range.start;
        for (r, _) in on.into_iter().filter(|(r, e)| e.holds(by) && r.end > range.start) {
            if r.start <= at {
                at = r.end;
            }
        }
        at >= range.end
    };
    places.iter().any(|(_, r)| !r.is_empty()) && places.iter().all(all)
}

/// Makes these words stand out so, or no more where all of them do.
pub fn toggle(report: &Report, part: Part, places: &[InPara], by: Emphasis) -> Edit {
    let on = !is_on(report, part, places, by);
    let mut paras = report.paras(part).to_vec();
    for (paragraph, range) in places {
        if let Some(Para::Text(runs)) = paras.get_mut(*paragraph) {
            *runs = put(runs, &[(range.clone(), by)], on, report);
        }
    }
    Edit::Text(part, paras)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::{FieldStyle, FieldValue};
    use crate::report::{Datum, Section};

    fn report() -> Report {
        let mut r = Report::new(2025, "示范局");
        let field = Run::field(FieldValue::Datum(Datum::Office), FieldStyle::Arabic);
        r.sections[0].before = vec![
            Para::Text(vec![Run::text("今年，"), field, Run::old("公开208条。")]),
            Para::plain("第二段。"),
        ];
        r
    }

    const PART: Part = Part::Before(Section::Overview);

    fn seen(r: &Report) -> Vec<(String, Emphasis)> {
        let known = KnownValues::of(r);
        let words = r.paras(PART)[0].told(&known);
        of(&r.paras(PART)[0], &known).into_iter().map(|(r, e)| (words[r].to_string(), e)).collect()
    }

    #[test]
    fn words_a_live_value_and_last_years_words_stand_out_and_stay_what_they_are() {
        let mut r = report();
        let at = "今".len()..("今年，示范局公开208条").len();
        assert!(!is_on(&r, PART, &[(0, at.clone())], Emphasis::BOLD));
        toggle(&r, PART, &[(0, at.clone()), (1, 0..3)], Emphasis::BOLD).apply(&mut r);
        assert_eq!(seen(&r), [("年，示范局公开208条".into(), Emphasis::BOLD)]);
        let Para::Text(runs) = &r.paras(PART)[0] else { panic!("text") };
        assert!(runs[2].is_field() && runs[3].is_old(), "{runs:?}");
        assert!(is_on(&r, PART, &[(0, at.clone()), (1, 0..3)], Emphasis::BOLD));
        toggle(&r, PART, &[(0, 3..9)], Emphasis::UNDERLINE).apply(&mut r);
        assert_eq!(seen(&r)[0], ("年，".into(), Emphasis { bold: true, underline: true }));
        // Back again it is what it was, run by run.
        toggle(&r, PART, &[(0, at), (1, 0..3)], Emphasis::BOLD).apply(&mut r);
        toggle(&r, PART, &[(0, 3..9)], Emphasis::UNDERLINE).apply(&mut r);
        assert_eq!(r, report());
    }

    #[test]
    fn a_live_value_stands_out_as_a_whole() {
        let mut r = report();
        let inside = "今年，示".len().."今年，示范".len();
        toggle(&r, PART, &[(0, inside)], Emphasis::BOLD).apply(&mut r);
        assert_eq!(seen(&r), [("示范局".into(), Emphasis::BOLD)]);
    }
}
