//! What stands out of a document's paragraphs, in the paragraphs of the report that read so. A heading's own bold is
//! its face, which the page gives it; and what most of a text has is no emphasis.

use crate::form;
use crate::import::raw::{Emphasised, Raw, RawEmphasis, SEAM};
use crate::report::edit::Edit;
use crate::report::emphasis::Emphasis;
use crate::report::emphasised;
use crate::report::text::Para;
use crate::report::{Part, Report};
use std::collections::{BTreeMap, VecDeque};

/// A paragraph of the report, and what of its words is to stand out.
struct EmphasisedPara {
    part: Part,
    paragraph: usize,
    words: String,
    on: Vec<Emphasised>,
}

/// The same of paragraphs that are no report yet; all of them may be bold.
pub fn with_looks(raw: &Raw, paras: Vec<Para>) -> Vec<Para> {
    let mut report = Report::new(*form::years().end(), "");
    report.preamble = paras;
    put(raw, &mut report, false);
    report.preamble
}

/// Puts it on; but not what is `usual` of all the words, where that is left out.
pub(super) fn put(raw: &Raw, report: &mut Report, leave_usual: bool) {
    if raw.emphasis.is_empty() {
        return;
    }
    let mut places = Vec::new();
    for part in report.worded().filter(|p| *p != Part::Title) {
        for (paragraph, p) in report.paras(part).iter().enumerate() {
            if matches!(p, Para::Text(_)) {
                places.push(EmphasisedPara { part, paragraph, words: p.resolved(report), on: Vec::new() });
            }
        }
    }
    let mut by_words: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (i, p) in places.iter().enumerate() {
        by_words.entry(bare(&p.words).map(|(_, c)| c).collect()).or_default().push_back(i);
    }
    for source in &raw.emphasis {
        let words: String = bare(&source.words).map(|(_, c)| c).collect();
        let place = by_words.get_mut(&words).and_then(VecDeque::pop_front);
        if let Some(place) = place.and_then(|i| places.get_mut(i)) {
            place.on = kept(source, &place.words);
        }
    }
    let usual = if leave_usual { usual(&places) } else { Emphasis::NONE };
    for part in report.worded().collect::<Vec<_>>() {
        let mut paras = report.paras(part).to_vec();
        for place in places.iter().filter(|p| p.part == part && !p.on.is_empty()) {
            let on: Vec<Emphasised> = place.on.iter().map(|(r, e)| (r.clone(), e.without(usual))).collect();
            if let Some(Para::Text(runs)) = paras.get_mut(place.paragraph) {
                *runs = emphasised::put(runs, &on, true, report);
            }
        }
        Edit::Text(part, paras).apply(report);
    }
}

/// Characters that are read, with their places: documents differ in their blanks.
fn bare(words: &str) -> impl Iterator<Item = (usize, char)> {
    words.char_indices().filter(|(_, c)| !c.is_whitespace() && *c != SEAM)
}

/// What stands out in the source, by the bytes of the same words in the report; without a heading's face.
fn kept(source: &RawEmphasis, words: &str) -> Vec<Emphasised> {
    let there: Vec<usize> = bare(&source.words).map(|(at, _)| at).collect();
    let here: Vec<(usize, char)> = bare(words).collect();
    let heading = match Para::level(words) {
        Some(_) => words.len(),
        None => Para::opening(words).len().max(Para::numbered_sentence(words).len()),
    };
    let all = heading == words.len();
    let mut out = Vec::new();
    for (range, e) in &source.on {
        let first = there.partition_point(|at| *at < range.start);
        let last = there.partition_point(|at| *at < range.end);
        let (Some((from, _)), Some((to, c))) =
            (here.get(first), last.checked_sub(1).and_then(|l| here.get(l)))
        else {
            continue;
        };
        let (from, to) = (*from, to.saturating_add(c.len_utf8()));
        let face = heading > 0 && from == 0 && (to >= heading && all || to <= heading && !all);
        let e = if face { e.without(Emphasis::BOLD) } else { *e };
        if from < to && e != Emphasis::NONE {
            out.push((from..to, e));
        }
    }
    out
}

/// What more than half of the words have: it is how the document is written.
fn usual(places: &[EmphasisedPara]) -> Emphasis {
    let long = |with: Emphasis| -> usize {
        let on = places.iter().flat_map(|p| &p.on).filter(|(_, e)| e.holds(with));
        on.map(|(r, _)| r.len()).sum()
    };
    let all: usize = places.iter().map(|p| p.words.len()).sum();
    let most = |with: Emphasis| long(with).saturating_mul(2) > all;
    Emphasis { bold: most(Emphasis::BOLD), underline: most(Emphasis::UNDERLINE) }
}
