//! Going to a place of the report: a cell, a part, what is printed somewhere.

use super::{App, text};
use crate::form::table::CellKey;
use crate::page::structure::Source;
use crate::report::stale::Stale;
use crate::report::{Chapter, Part};

impl App {
    /// Goes to a cell: its section, its grid, its place.
    pub(super) fn go_to_cell(&mut self, key: &CellKey) {
        let Some(r) = self.session.report() else { return };
        let Some((table, _, _)) = r.form().locate(key) else { return };
        self.view.compare = None;
        self.view.section = Chapter::Section(table.section);
        self.view.grids.entry(table.key.clone()).or_default().jump = Some(key.clone());
    }
    /// Goes to a section; a grid gets the keys where they were, an editor at its text.
    pub(super) fn go_to_section(&mut self, chapter: Chapter) {
        self.view.section = chapter;
        let table = self.session.report().and_then(|r| r.form().table_of_chapter(chapter));
        match table.map(|t| (t.key.clone(), t.cells().first().cloned())) {
            Some((key, first)) => {
                let grid = self.view.grids.entry(key).or_default();
                grid.jump = grid.cursor.clone().or(first);
            }
            None => self.view.editors.focus = Some(Part::of_chapter(chapter)),
        }
    }
    /// Goes to a section; what is wrong there comes into view beside it.
    pub(super) fn turn_to(&mut self, chapter: Chapter) {
        self.go_to_section(chapter);
        let findings = self.session.findings();
        let there = findings
            .iter()
            .enumerate()
            .filter(|(_, f)| f.is_open() && f.section.unwrap_or_default() == chapter);
        if let Some((worst, _)) = there.min_by_key(|(_, f)| f.level) {
            self.view.looking.choose(&findings, worst);
        }
        if let Some(first) = self.session.stale().iter().position(|s| s.part.chapter() == chapter) {
            self.view.stale = first;
        }
    }
    /// Goes so many parts on in the outline, as far as there are any.
    pub(super) fn turn_by(&mut self, by: isize) {
        let Some(r) = self.session.report() else { return };
        let chapters = r.form().chapters();
        let now = r.form().place(self.view.section);
        let next = now.saturating_add_signed(by).min(chapters.len() - 1);
        self.turn_to(chapters[next]);
    }
    /// Goes to what a place on a page came from.
    pub(super) fn go_to_source(&mut self, source: Source) {
        match source {
            Source::Cell(k) => self.go_to_cell(&k),
            Source::Chapter(c) => self.go_to_section(c),
            Source::Para(part, paragraph) => {
                self.go_to_part(part);
                self.view.editors.select = Some(Stale { part, paragraph, range: 0..0, words: String::new() });
            }
        }
    }
    /// Where in the words of the shown section something is to be put: where the cursor was last, or at the end.
    pub(super) fn place(&self) -> Option<text::Spot> {
        let report = self.session.report()?;
        let last = self.view.editors.last.clone();
        last.filter(|s| s.part.chapter() == self.view.section).or_else(|| {
            let part = match self.view.section {
                Chapter::Front => Part::Preamble,
                Chapter::Section(s) => Part::Before(s),
                Chapter::Signature => return None,
            };
            let paragraph = report.paras(part).len().saturating_sub(1);
            let end = report.paras(part).last().map_or(0, |p| p.resolved(report).len());
            Some(text::Spot { part, paragraph, range: end..end })
        })
    }
    pub(super) fn go_to_part(&mut self, part: Part) {
        self.view.compare = None;
        self.view.section = part.chapter();
        self.view.editors.focus = Some(part);
    }
}
