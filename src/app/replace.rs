//! Finding words in the text and putting others in their place, in every part at once. Live values are never
//! torn: a hit that touches one is left alone.

use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::merge_typed::splice;
use crate::report::passage::Quote;
use crate::report::text::{Para, Run};
use std::ops::Range;

/// Every place where words stand, in the report's order.
pub fn hits(report: &Report, find: &str) -> Vec<Quote> {
    let mut out = Vec::new();
    for part in report.worded().filter(|_| !find.is_empty()) {
        for (paragraph, p) in report.paras(part).iter().enumerate() {
            let Para::Text(runs) = p else { continue };
            let words = p.resolved(report);
            let live = live(runs, report);
            for (at, found) in words.match_indices(find) {
                let range = at..at + found.len();
                if !live.iter().any(|l| l.start < range.end && range.start < l.end) {
                    out.push(Quote { part, paragraph, range, words: found.into() });
                }
            }
        }
    }
    out
}

/// Bytes of the live values of a paragraph.
pub fn live(runs: &[Run], report: &Report) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut out = Vec::new();
    for r in runs {
        let from = at;
        at += r.resolved(report).len();
        if r.is_field() {
            out.push(from..at);
        }
    }
    out
}

/// The edits that put `with` in place of these hits.
pub fn replace(report: &Report, hits: &[Quote], with: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for part in report.worded() {
        let mut paras = report.paras(part).to_vec();
        let mut here: Vec<&Quote> = hits.iter().filter(|h| h.part == part).collect();
        here.sort_by_key(|h| (h.paragraph, h.range.start));
        let new = Run::text(with);
        for of_one in here.chunk_by(|a, b| a.paragraph == b.paragraph) {
            let changes: Vec<_> = of_one.iter().map(|h| (h.range.clone(), &new)).collect();
            if let Some(Para::Text(runs)) = of_one.first().and_then(|h| paras.get_mut(h.paragraph)) {
                *runs = splice(runs, &changes, report);
            }
        }
        if !here.is_empty() {
            out.push(Edit::Text(part, paras));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Datum;
    use crate::report::text::{FieldStyle, FieldValue};
    use crate::report::{Part, Section};

    #[test]
    fn words_are_replaced_everywhere_but_in_live_values() {
        let mut r = Report::new(2025, "示范局");
        let field = Run::field(FieldValue::Datum(Datum::Office), FieldStyle::Arabic);
        r.sections[0].before = vec![Para::Text(vec![Run::text("示范区和示范县，由"), field.clone()])];
        r.sections[4].before = vec![Para::plain("示范不够。")];
        r.title = vec![Para::plain("年度报告")];
        let found = hits(&r, "示范");
        assert_eq!(found.len(), 3);
        for e in replace(&r, &found, "云溪") {
            e.apply(&mut r);
        }
        assert_eq!(r.words(Part::Before(Section::Overview)), "云溪区和云溪县，由示范局");
        assert!(matches!(&r.sections[0].before[0], Para::Text(runs) if runs.contains(&field)));
        assert_eq!(r.words(Part::Before(Section::Problems)), "云溪不够。");
        assert!(hits(&r, "").is_empty());
    }
}
