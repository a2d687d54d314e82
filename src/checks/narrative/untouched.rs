//! Numbers of last year's that nobody has typed over yet: they are marked, and asked about as that. What does not fit
//! among them alone is no finding before one of them is this year's.

use crate::checks::Context;
use crate::checks::text::Passage;
use crate::chinese::figures::figures;
use crate::report::last_years_text::Stale;
use std::cell::OnceCell;
use std::ops::Range;

/// They are looked for when they are first asked for.
pub struct Untouched<'c, 'a> {
    cx: &'c Context<'a>,
    unread: OnceCell<Vec<Stale>>,
}

impl<'c, 'a> Untouched<'c, 'a> {
    pub fn of(cx: &'c Context<'a>) -> Untouched<'c, 'a> {
        Untouched { cx, unread: OnceCell::new() }
    }
    /// Whether the number that begins there in a paragraph is one; its unit may be this year's.
    pub fn begins(&self, p: &Passage<'_>, at: usize) -> bool {
        let unread = self.unread.get_or_init(|| self.cx.unread());
        let here = |s: &&Stale| (s.quote.part, s.quote.paragraph) == (p.part, p.paragraph);
        unread.iter().filter(here).any(|s| s.old.iter().any(|o| o.contains(&at)))
    }
    /// Whether all numbers in some words are; years and days, which may have been moved on, say nothing of it.
    pub fn all(&self, p: &Passage<'_>, words: &Range<usize>) -> bool {
        let told = p.words.get(words.clone()).unwrap_or_default();
        let is_day = |f: &Range<usize>| told.get(f.clone()).is_some_and(|f| f.contains(['年', '月', '日']));
        let all: Vec<Range<usize>> = figures(told).into_iter().filter(|f| !is_day(f)).collect();
        !all.is_empty() && all.iter().all(|f| self.begins(p, words.start.saturating_add(f.start)))
    }
}
