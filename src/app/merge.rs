//! What one report can take over from another, and taking it over: a cell, some clauses, a fact. The lists of what
//! differs (`differences`, `compare`) both come here, so that a live value or a mark is taken over with its words.

use super::diff::diff;
use super::facts::FACTS;
use crate::form::table::CellKey;
use crate::report::clause::{self, Clause};
use crate::report::edit::Edit;
use crate::report::{Part, Report};
use std::collections::BTreeMap;
use std::ops::Range;

/// Something that the other report has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherThing {
    /// Everything, where nothing can be compared.
    Whole,
    Cell(CellKey),
    /// Clauses of a part, theirs in the place of mine; none where they only come or go.
    Words {
        part: Part,
        mine: Range<usize>,
        theirs: Range<usize>,
        /// Only words were compared, not where paragraphs begin: those breaks stay mine.
        own_paragraphs: bool,
    },
    /// By its place in `FACTS`.
    Fact(usize),
}

/// `mine` with what was chosen as it is in `theirs`.
pub fn merged<'a>(
    mine: &Report,
    theirs: &Report,
    chosen: impl DoubleEndedIterator<Item = &'a OtherThing>,
) -> Report {
    let mut out = mine.clone();
    let mut texts: BTreeMap<Part, Vec<Clause>> = BTreeMap::new();
    // From the end, so that the places before stay where they are.
    for what in chosen.rev() {
        match what {
            OtherThing::Whole => return theirs.clone(),
            OtherThing::Fact(i) => (FACTS[*i].copy)(&mut out, theirs),
            OtherThing::Cell(k) => Edit::Cell(k.clone(), theirs.cell(k)).apply(&mut out),
            OtherThing::Words { part, mine: m, theirs: t, own_paragraphs } => {
                let text = texts.entry(*part).or_insert_with(|| clause::split(mine.paras(*part)));
                splice(text, m.clone(), clauses(theirs, *part, t), *own_paragraphs);
            }
        }
    }
    for (part, text) in texts {
        Edit::Text(part, clause::join(&text)).apply(&mut out);
    }
    out
}

fn clauses(of: &Report, part: Part, range: &Range<usize>) -> Vec<Clause> {
    clause::split(of.paras(part)).get(range.clone()).unwrap_or_default().to_vec()
}

fn splice(text: &mut Vec<Clause>, range: Range<usize>, mut new: Vec<Clause>, own_paragraphs: bool) {
    let Some(old) = text.get(range.clone()) else { return };
    if own_paragraphs && let Some(begins) = old.first().map(|c| c.opens) {
        match new.first_mut() {
            Some(first) => first.opens = begins,
            // What follows in the paragraph begins it now.
            None => text.iter_mut().skip(range.end).take(1).for_each(|c| c.opens |= begins),
        }
    }
    text.splice(range, new);
}

/// One of them as the edit that takes it over; `None` where nothing would change.
pub fn edit(mine: &Report, theirs: &Report, what: &OtherThing) -> Option<Edit> {
    match what {
        OtherThing::Cell(k) => {
            (mine.cell(k) != theirs.cell(k)).then(|| Edit::Cell(k.clone(), theirs.cell(k)))
        }
        OtherThing::Words { part, mine: m, theirs: t, own_paragraphs } => {
            let mut text = clause::split(mine.paras(*part));
            splice(&mut text, m.clone(), clauses(theirs, *part, t), *own_paragraphs);
            let new = clause::join(&text);
            (new != mine.paras(*part)).then_some(Edit::Text(*part, new))
        }
        OtherThing::Whole | OtherThing::Fact(_) => {
            let new = merged(mine, theirs, std::iter::once(what));
            (new != *mine).then(|| Edit::Replace(Box::new(new)))
        }
    }
}

/// Whether only they made it since `base`: it can be taken over without losing anything.
pub fn only_theirs(base: &Report, mine: &Report, what: &OtherThing) -> bool {
    match what {
        OtherThing::Whole => base == mine,
        OtherThing::Fact(i) => (FACTS[*i].same)(base, mine),
        OtherThing::Cell(k) => base.cell(k) == mine.cell(k),
        OtherThing::Words { part, mine: range, .. } => {
            let (was, is) = (clause::split(base.paras(*part)), clause::split(mine.paras(*part)));
            let apart = |r: &Range<usize>| r.end < range.start || range.end < r.start;
            diff(&was, &is).iter().all(|h| h.same || apart(&h.right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::differences;
    use crate::report::Section;
    use crate::report::text::Para;

    #[test]
    fn what_both_wrote_in_one_paragraph_is_put_together_where_it_does_not_touch() {
        let with = |text: &str| {
            let mut r = Report::new(2025, "示范局");
            r.sections[0].before = text.split('\n').map(Para::plain).collect();
            r
        };
        let base = with("甲。乙。丙。丁。\n戊。");
        let mine = with("甲改。乙。丙。丁。\n戊。己。");
        let theirs = with("甲。乙。丙改。丁。\n戊改。");
        let found = differences::between(&mine, &theirs);
        let only: Vec<bool> = found.iter().map(|d| only_theirs(&base, &mine, &d.what)).collect();
        assert_eq!(only, [false, true, false], "{found:#?}");
        let chosen = found.iter().zip(&only).filter(|(_, o)| **o).map(|(d, _)| &d.what);
        assert_eq!(
            merged(&mine, &theirs, chosen).words(Part::Before(Section::Overview)),
            "甲改。乙。丙改。丁。\n戊。己。"
        );
    }
}
