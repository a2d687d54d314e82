//! What repairs changed, in lines: a sentence each, or a cell.

use crate::app::diff::{self, Stretch};
use crate::app::differences::{self, Difference};
use crate::app::merge::OtherThing;
use crate::app::repairing::is_of_repairs;
use crate::checks::judged::Judged;
use crate::checks::narrative::adding_up::{ToldSum, told_sums};
use crate::checks::{Context, Finding};
use crate::report::clause::{self, Clause};
use crate::report::text::sentences;
use crate::report::{Part, Report};
use std::ops::Range;

/// What changes together.
#[derive(Clone, Debug)]
pub struct PlanLine {
    /// 第一部分第2段
    pub place: String,
    pub stretches: Vec<Stretch>,
    /// What will not fit then and has no repair.
    pub unfit: Vec<String>,
    pub on: bool,
    pub(super) whats: Vec<OtherThing>,
}

impl PlanLine {
    fn of(place: String, what: OtherThing, stretches: Vec<Stretch>) -> PlanLine {
        PlanLine { place, stretches, unfit: Vec::new(), on: true, whats: vec![what] }
    }
}

/// A sentence: its paragraph and bytes of that.
type SentencePlace = (usize, Range<usize>);

/// A part's clauses, each with the sentence that it stands in.
struct InSentences<'r> {
    report: &'r Report,
    clauses: Vec<(Clause, SentencePlace)>,
}

impl<'r> InSentences<'r> {
    fn of(report: &'r Report, part: Part) -> InSentences<'r> {
        let paras = report.paras(part);
        let mut whole: Vec<Range<usize>> = Vec::new();
        let (mut begun, mut at) = (0_usize, 0_usize);
        let place = |c: Clause| {
            if c.opens {
                let words = paras.get(begun).map(|p| p.resolved(report)).unwrap_or_default();
                (whole, begun, at) = (sentences(&words), begun.saturating_add(1), 0);
            }
            let here = whole.iter().find(|s| s.contains(&at)).cloned().unwrap_or(at..at);
            at = at.saturating_add(c.words(report).len());
            (c, (begun.saturating_sub(1), here))
        };
        InSentences { report, clauses: clause::split(paras).into_iter().map(place).collect() }
    }
    fn words(&self, range: Range<usize>) -> String {
        self.clauses.get(range).unwrap_or_default().iter().map(|c| c.0.words(self.report)).collect()
    }
    fn places(&self, range: Range<usize>) -> impl Iterator<Item = SentencePlace> {
        self.clauses.get(range).unwrap_or_default().iter().map(|c| c.1.clone())
    }
    /// The clauses of the sentences that some clauses stand in.
    fn whole(&self, some: &Range<usize>) -> Range<usize> {
        let at = |i: usize| self.clauses.get(i).map(|c| &c.1);
        let last = some.end.saturating_sub(1).max(some.start);
        let (mut from, mut to) = (some.start, some.end);
        while from > 0 && at(from).is_some() && at(from.saturating_sub(1)) == at(from) {
            from = from.saturating_sub(1);
        }
        while to > 0 && at(last).is_some() && at(to) == at(last) {
            to = to.saturating_add(1);
        }
        from..to
    }
}

/// A report before its repairs and behind them.
pub(super) struct BothSides<'j> {
    now: &'j Judged,
    then: &'j Judged,
    sums: [Vec<ToldSum>; 2],
}

impl<'j> BothSides<'j> {
    pub fn of(now: &'j Judged, then: &'j Judged) -> BothSides<'j> {
        let sums = [now, then].map(|j| told_sums(&Context::new(j.report(), j.today())));
        BothSides { now, then, sums }
    }
    /// What the repairs changed, in the report's order.
    pub fn lines(&self) -> Vec<PlanLine> {
        let part = |d: &Difference| match &d.what {
            OtherThing::Words { part, .. } => Some(*part),
            _ => None,
        };
        let found = differences::between(self.now.report(), self.then.report());
        let of_part = |found: &[Difference]| match found.first().and_then(part) {
            Some(p) => self.lines_of(p, found),
            None => found.iter().cloned().map(line_of_cell).collect(),
        };
        found.chunk_by(|a, b| part(a) == part(b)).flat_map(of_part).collect()
    }
    /// What differs in a part, sentence by sentence.
    fn lines_of(&self, part: Part, found: &[Difference]) -> Vec<PlanLine> {
        let [a, b] = [self.now, self.then].map(|j| InSentences::of(j.report(), part));
        let mut out: Vec<(Range<usize>, PlanLine)> = Vec::new();
        for d in found {
            for what in pieces(&d.what) {
                let OtherThing::Words { mine, .. } = &what else { continue };
                let whole = a.whole(mine);
                match out.last_mut().filter(|(clauses, _)| whole.start < clauses.end) {
                    Some((clauses, line)) => {
                        clauses.end = clauses.end.max(whole.end);
                        line.whats.push(what);
                    }
                    None => out.push((whole, PlanLine::of(d.place.clone(), what, Vec::new()))),
                }
            }
        }
        let told = |(clauses, line): (Range<usize>, PlanLine)| {
            let (mut right, mut next) = (String::new(), clauses.start);
            let mut come: Vec<SentencePlace> = Vec::new();
            for what in &line.whats {
                let OtherThing::Words { mine, theirs, .. } = what else { continue };
                right += &(a.words(next..mine.start) + &b.words(theirs.clone()));
                next = mine.end;
                come.extend(b.places(b.whole(theirs)));
            }
            right += &a.words(next..clauses.end);
            let gone: Vec<SentencePlace> = a.places(clauses.clone()).collect();
            let stretches = diff::stretches(&a.words(clauses), &right);
            PlanLine { stretches, unfit: self.unfit(part, &gone, &come), ..line }
        };
        out.into_iter().map(told).collect()
    }
    /// What does not fit in sentences since they changed, and has no repair.
    fn unfit(&self, part: Part, gone: &[SentencePlace], come: &[SentencePlace]) -> Vec<String> {
        let here = |f: &&Finding| f.fix.is_none() && f.stretches(part).any(|(n, r)| is_among(come, n, r));
        let found = self.then.findings.iter().filter(here);
        let found = found.filter(|f| is_of_repairs(self.now, self.then, f));
        let mut out: Vec<String> = found.map(|f| f.message.clone()).collect();
        let [before, after] = &self.sums;
        let is_here = |s: &&ToldSum, some| s.part == part && is_among(some, s.paragraph, &s.sentence);
        if before.iter().filter(|s| is_here(s, gone)).all(|s| s.fits) {
            let odd = after.iter().filter(|s| is_here(s, come) && !s.fits);
            let odd: Vec<_> = odd.filter(|s| !out.contains(&s.message)).map(|s| s.message.clone()).collect();
            out.extend(odd);
        }
        out
    }
}

fn is_among(some: &[SentencePlace], paragraph: usize, range: &Range<usize>) -> bool {
    some.iter().any(|(n, s)| *n == paragraph && s.start < range.end && range.start < s.end)
}

fn line_of_cell(d: Difference) -> PlanLine {
    let stretches = vec![Stretch { left: d.mine, right: d.theirs, same: false }];
    PlanLine::of(d.place, d.what, stretches)
}

/// What differs, clause by clause where there are as many.
fn pieces(what: &OtherThing) -> Vec<OtherThing> {
    let OtherThing::Words { part, mine, theirs, own_paragraphs } = what else { return vec![what.clone()] };
    if mine.len() != theirs.len() {
        return vec![what.clone()];
    }
    let one = |(m, t): (usize, usize)| OtherThing::Words {
        part: *part,
        mine: m..m.saturating_add(1),
        theirs: t..t.saturating_add(1),
        own_paragraphs: *own_paragraphs,
    };
    mine.clone().zip(theirs.clone()).map(one).collect()
}
