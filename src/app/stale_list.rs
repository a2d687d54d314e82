//! Which of last year's sentences is looked at. They go as the clerk writes; where one was gone to stays known, so
//! that the next is what stands behind it.

use crate::form::Chapter;
use crate::report::last_years_text::{Stale, old_figures};
use crate::report::passage::Quote;
use crate::report::{Part, Report};

/// A place in the words: which part of the report's, which paragraph, which byte.
type WordPlace = (usize, usize, usize);

/// Where the clerk works: in which part, and where in the words the caret is.
#[derive(Clone, Debug)]
pub struct WorkSpot {
    pub chapter: Chapter,
    pub caret: Option<Quote>,
}

impl WorkSpot {
    fn caret(&self) -> Option<&Quote> {
        self.caret.as_ref().filter(|q| q.part.chapter() == self.chapter)
    }
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedAt {
    /// The sentence that was gone to last.
    gone_to: Option<Quote>,
}

impl LookedAt {
    /// It was gone to.
    pub fn go(&mut self, to: &Stale) {
        self.gone_to = Some(to.quote.clone());
    }
    /// Where one is in the list while `here` is worked on: the sentence with the caret, or the first behind it; else
    /// the one gone to, or what stands behind where it stood; in another part, a table too, the first from there on.
    /// Round at the end.
    pub fn at(&self, list: &[Stale], report: &Report, here: &WorkSpot) -> usize {
        let from = self.from(report, here);
        list.iter().position(|s| end(report, &s.quote) > from).unwrap_or(0)
    }
    /// Whether the caret is in that sentence, or it was gone to: so it is seen.
    pub fn is_in(&self, s: &Stale, report: &Report, here: &WorkSpot) -> bool {
        let from = self.known(here).map(|q| place(report, q));
        from.is_some_and(|from| place(report, &s.quote) <= from && from < end(report, &s.quote))
    }
    /// The next one, or the one before; round at the ends. One that nobody went to comes first itself.
    pub fn step(&self, list: &[Stale], report: &Report, here: &WorkSpot, forward: bool) -> usize {
        let at = self.at(list, report, here);
        // A caret before its first character is where a part begins: nobody went there.
        let begins = |s: &Stale, q: &Quote| q.range.is_empty() && place(report, q) == place(report, &s.quote);
        let there = list.get(at).is_some_and(|s| {
            let gone = self.gone_to.as_ref().is_some_and(|q| place(report, q) == place(report, &s.quote));
            self.is_in(s, report, here) && (gone || !here.caret().is_some_and(|q| begins(s, q)))
        });
        let last = list.len().saturating_sub(1);
        match forward {
            true if there && at == last => 0,
            true => at.saturating_add(usize::from(there)).min(last),
            false => at.checked_sub(1).unwrap_or(last),
        }
    }
    fn mine(&self, here: Chapter) -> Option<&Quote> {
        self.gone_to.as_ref().filter(|q| q.part.chapter() == here)
    }
    fn known<'a>(&'a self, here: &'a WorkSpot) -> Option<&'a Quote> {
        here.caret().or_else(|| self.mine(here.chapter))
    }
    fn from(&self, report: &Report, here: &WorkSpot) -> WordPlace {
        let begin = (order(report, Part::of_chapter(here.chapter)), 0, 0);
        self.known(here).map_or(begin, |q| place(report, q))
    }
}

/// The next number of last year's behind the caret, or the one before it; round at the ends. With the caret in another
/// part it begins with the part that is worked on.
pub fn step_figure(report: &Report, here: &WorkSpot, forward: bool) -> Option<Quote> {
    let mut all = old_figures(report);
    let at = here.caret();
    let begin = (order(report, Part::of_chapter(here.chapter)), 0, 0);
    let found = match forward {
        true => {
            let behind = at.map_or(begin, |q| (order(report, q.part), q.paragraph, q.range.end));
            all.iter().position(|f| place(report, f) >= behind).unwrap_or(0)
        }
        false => {
            let from = at.map_or(begin, |q| place(report, q));
            let before = all.iter().rposition(|f| place(report, f) < from);
            before.unwrap_or(all.len().saturating_sub(1))
        }
    };
    (found < all.len()).then(|| all.swap_remove(found))
}

fn place(report: &Report, q: &Quote) -> WordPlace {
    (order(report, q.part), q.paragraph, q.range.start)
}

fn end(report: &Report, q: &Quote) -> WordPlace {
    (order(report, q.part), q.paragraph, q.range.end)
}

/// Which of the report's parts it is; what holds no words stands behind them all.
fn order(report: &Report, part: Part) -> usize {
    report.worded().position(|p| p == part).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;
    use crate::report::last_years_text::{confirm, list};
    use crate::report::text::{Para, Run};

    fn report() -> Report {
        let mut r = Report::new(2025, "示范局");
        let old = |t: &str| vec![Para::Text(vec![Run::old(t)])];
        r.preamble = old("2024年的导语。再一句。");
        r.sections[3].before = old("2024年收到复议3件。收到诉讼2件。");
        r.sections[4].before = old("有5个问题。");
        r
    }

    fn working(chapter: Chapter) -> WorkSpot {
        WorkSpot { chapter, caret: None }
    }
    fn work_spot(caret: &Quote) -> WorkSpot {
        WorkSpot { chapter: caret.part.chapter(), caret: Some(caret.clone()) }
    }

    #[test]
    fn the_first_step_goes_to_the_first_sentence_of_the_part_that_is_worked_on() {
        let (r, mut at) = (report(), LookedAt::default());
        let (all, front) = (list(&r), &working(Chapter::Front));
        let review = &working(Chapter::Section(Section::Disputes));
        assert_eq!((at.at(&all, &r, front), at.step(&all, &r, front, true)), (0, 0));
        assert_eq!((at.at(&all, &r, review), at.step(&all, &r, review, true)), (2, 2));
        assert_eq!(at.step(&all, &r, review, false), 1);
        at.go(&all[2]);
        assert_eq!((at.at(&all, &r, review), at.step(&all, &r, review, true)), (2, 3));
        // In a part with a table, what comes below it.
        let table = &working(Chapter::Section(Section::Requests));
        assert_eq!((at.at(&all, &r, table), at.step(&all, &r, table, true)), (2, 2));
        // In another part, that part's.
        let problems = &working(Chapter::Section(Section::Problems));
        assert_eq!(at.at(&all, &r, problems), 4);
        at.go(&all[4]);
        assert_eq!(at.step(&all, &r, problems, true), 0);
    }

    #[test]
    fn behind_a_sentence_that_is_done_comes_the_one_behind_it() {
        let (mut r, mut at) = (report(), LookedAt::default());
        let review = &working(Chapter::Section(Section::Disputes));
        let all = list(&r);
        at.go(&all[2]);
        confirm(&r, &all[2]).expect("an edit").apply(&mut r);
        let left = list(&r);
        assert_eq!(left[at.step(&left, &r, review, true)].quote.words, "收到诉讼2件。");
    }

    #[test]
    fn what_is_looked_at_is_what_the_caret_is_in_or_comes_to_next() {
        let (r, mut at) = (report(), LookedAt::default());
        let all = list(&r);
        at.go(&all[2]);
        let caret = |range: std::ops::Range<usize>| work_spot(&Quote { range, ..all[3].quote.clone() });
        let start = all[3].quote.range.start;
        let (begins, inside) = (caret(start..start), caret(start + 6..start + 7));
        assert!(at.at(&all, &r, &inside) == 3 && at.is_in(&all[3], &r, &inside));
        assert_eq!(at.step(&all, &r, &inside, true), 4);
        assert_eq!(at.step(&all, &r, &begins, true), 3, "nobody went there");
        let end = all[3].quote.range.end;
        let behind = caret(end..end);
        assert!(at.at(&all, &r, &behind) == 4 && !at.is_in(&all[4], &r, &behind));
    }

    #[test]
    fn from_number_to_number_goes_who_types_this_years_over_last_years() {
        let mut r = report();
        r.sections[0].before = vec![Para::Text(vec![Run::old("公开905条，占97.6%，按第711号令。")])];
        let overview = working(Chapter::Section(Section::Overview));
        let words = |q: &Option<Quote>| q.as_ref().map(|q| q.words.clone()).unwrap_or_default();
        let first = step_figure(&r, &overview, true).expect("there");
        assert_eq!(first.words, "905");
        let second = step_figure(&r, &work_spot(&first), true);
        assert_eq!(words(&second), "97.6", "the sign behind it stays");
        assert_eq!(words(&step_figure(&r, &work_spot(&second.expect("there")), false)), "905");
        // Typed over: the caret stands behind what was typed.
        r.sections[0].before = vec![Para::Text(vec![
            Run::old("公开"),
            Run::text("1012"),
            Run::old("条，占97.6%，按第711号令。"),
        ])];
        let caret = "公开1012".len();
        let at = Quote { range: caret..caret, ..first };
        assert_eq!(words(&step_figure(&r, &work_spot(&at), true)), "97.6");
        let front = step_figure(&r, &working(Chapter::Front), true);
        assert_eq!(words(&front), "2024");
        assert_eq!(step_figure(&Report::new(2025, "示范局"), &working(Chapter::Front), true), None);
    }
}
