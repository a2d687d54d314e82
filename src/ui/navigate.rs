//! Going to a place of the report: a cell, a part, what is printed somewhere.

use super::action::TextSpot;
use super::compare::Comparison;
use super::grid::GridState;
use super::window::Window;
use crate::app::{changed_words, stale_list};
use crate::checks::{Finding, explain, repair};
use crate::form::table::CellKey;
use crate::page::structure::Source;
use crate::report::edit;
use crate::report::passage::Quote;
use crate::report::{Chapter, Part, Shared};

impl Window {
    /// Goes to a cell: its section, its grid, its place.
    pub fn go_to_cell(&mut self, key: &CellKey) {
        let Some(r) = self.session.report() else { return };
        let Some((table, _, _)) = r.form().locate(key) else { return };
        self.view.compare = None;
        self.view.section = Chapter::Section(table.section);
        self.view.desk.grids.entry(table.key.clone()).or_default().jump = Some(key.clone());
    }
    /// Selects from the cell that is gone to as far as `last`, where there are just so many between: what lies
    /// between the rows of a paste by their names is not selected with them.
    pub fn select_to(&mut self, last: Option<&CellKey>, count: usize) {
        let Some(r) = self.session.report() else { return };
        let Some((table, _, _)) = last.and_then(|k| r.form().locate(k)) else { return };
        if let Some(grid) = self.view.desk.grids.get_mut(&table.key) {
            let block =
                GridState { cursor: grid.jump.clone(), anchor: last.cloned(), ..GridState::default() };
            grid.jump_over = last.filter(|_| block.selected(table).len() == count).cloned();
        }
    }
    /// Goes to a section; a grid gets the focus where it was, an editor at its text.
    pub fn go_to_section(&mut self, chapter: Chapter) {
        self.view.section = chapter;
        let table = self.session.report().and_then(|r| r.form().table_of_chapter(chapter));
        match table.map(|t| (t.key.clone(), t.cells().first().cloned())) {
            Some((key, first)) => {
                let grid = self.view.desk.grids.entry(key).or_default();
                grid.jump = grid.cursor.clone().or(first);
            }
            None => self.view.desk.texts.focus = Some(Part::of_chapter(chapter)),
        }
    }
    /// Goes to a section; what is wrong there comes into view beside it.
    pub fn turn_to(&mut self, chapter: Chapter) {
        self.go_to_section(chapter);
        let findings = self.session.findings();
        // What is only not filled yet is known to who came to fill it.
        let here = |f: &Finding| f.is_open() && !f.quiet && f.section.unwrap_or_default() == chapter;
        let there = findings.iter().enumerate().filter(|(_, f)| here(f));
        if let Some((worst, _)) = there.min_by_key(|(_, f)| f.level) {
            self.view.findings.looking.choose(&findings, worst);
        }
    }
    /// Goes so many parts on in the outline, as far as there are any.
    pub fn turn_by(&mut self, by: isize) {
        let Some(r) = self.session.report() else { return };
        let chapters = r.form().chapters();
        let now = r.form().place(self.view.section);
        let next = now.saturating_add_signed(by).min(chapters.len().saturating_sub(1));
        if let Some(chapter) = chapters.get(next).copied() {
            self.turn_to(chapter);
        }
    }
    /// Goes to what a place on a page came from.
    pub fn go_to_source(&mut self, source: Source) {
        match source {
            Source::Cell(k) => self.go_to_cell(&k),
            Source::Chapter(c) => self.go_to_section(c),
            Source::Para(part, paragraph) => {
                self.go_to_part(part);
                self.view.desk.texts.select =
                    Some(Quote { part, paragraph, range: 0..0, words: String::new() });
            }
        }
    }
    /// Where in the words of the shown section something is to be put: where the cursor was last, or at the end.
    pub fn place(&self) -> Option<TextSpot> {
        let report = self.session.report()?;
        let last = self.view.desk.texts.last.clone();
        last.filter(|s| s.part.chapter() == self.view.section).or_else(|| {
            let part = match self.view.section {
                Chapter::Front => Part::Preamble,
                Chapter::Section(s) => Part::Before(s),
                Chapter::Signature => return None,
            };
            let paragraph = report.paras(part).len().saturating_sub(1);
            let end = report.paras(part).last().map_or(0, |p| p.resolved(report).len());
            Some(TextSpot { part, paragraph, range: end..end })
        })
    }
    pub fn go_to_part(&mut self, part: Part) {
        self.view.compare = None;
        self.view.section = part.chapter();
        self.view.desk.texts.focus = Some(part);
    }
    /// Goes to some words and selects them.
    pub fn go_to_words(&mut self, words: Quote) {
        self.go_to_part(words.part);
        self.view.desk.texts.select = Some(words);
    }
    /// Goes to a sentence of last year's; to the last one where there are fewer.
    pub fn show_stale(&mut self, i: usize) {
        let known = self.session.derived();
        let i = i.min(known.stale.len().saturating_sub(1));
        if let Some(s) = known.stale.get(i) {
            self.view.stale.go(s);
            self.go_to_words(s.quote.clone());
        }
    }
    /// Goes to the next of them, or the one before.
    pub fn step_stale(&mut self, forward: bool) {
        let known = self.session.derived();
        let Some(report) = self.session.report().cloned() else { return };
        self.show_stale(self.view.stale.step(&known.stale, &report, &self.view.work_spot(), forward));
    }
    /// Goes to the next number of last year's behind the cursor, or the one before it.
    pub fn step_figure(&mut self, forward: bool) {
        // Each number typed over is a step of its own.
        self.session.end_group();
        let Some(report) = self.session.report() else { return };
        match stale_list::step_figure(report, &self.view.work_spot(), forward) {
            Some(figure) => self.go_to_words(figure),
            None => {
                // Nothing is left to be typed over: a digit more would be one too many.
                if let Some(at) = self.view.work_spot().caret {
                    let end = at.range.end;
                    self.go_to_words(Quote { range: end..end, words: String::new(), ..at });
                }
                self.session.tell("没有去年的数了；还标着的话看过属实，就点“照用”。")
            }
        }
    }
    /// Looks at a finding and goes to it.
    pub fn show(&mut self, i: usize) {
        let findings = self.session.findings();
        let Some(f) = findings.get(i) else { return };
        self.view.findings.looking.choose(&findings, i);
        self.view.spoken.say(explain::spoken(f));
        if let (Some(part), Some((paragraph, range))) = (f.part, f.stretch.clone()) {
            let words = f.quote.clone().unwrap_or_default();
            return self.go_to_words(Quote { part, paragraph, range, words });
        }
        // What the likeliest repair changes, else what does not come to its parts.
        let report = self.session.report();
        let first = report.and_then(|r| repair::candidates(r, f).into_iter().next());
        let likely = first.filter(|r| !r.slip.guessed()).map(|r| r.key);
        match (likely.as_ref().or(f.right.first()).or(f.left.first()), f.part) {
            (Some(k), _) => self.go_to_cell(k),
            (None, Some(part)) => self.go_to_part(part),
            (None, None) => self.go_to_section(f.section.unwrap_or_default()),
        }
    }
    /// The next finding or the one before; of two reports side by side, the next difference.
    pub fn step(&mut self, forward: bool) {
        let found = self.session.findings();
        if let Some(c) = &mut self.view.compare {
            c.step(forward);
            return;
        }
        if let Some(i) = self.view.findings.looking.step(&found, forward, self.view.section) {
            self.show(i);
        }
    }
    /// The pages, or no more; where they took the editor's place, the keys come back to it.
    pub fn toggle_preview(&mut self, ctx: &egui::Context) {
        let alone = self.view.shows_pages_alone(ctx);
        self.view.toggle_preview(ctx);
        if alone {
            self.go_to_section(self.view.section);
        }
    }
    /// Gives the focus to the findings.
    pub fn focus_findings(&mut self) {
        if self.session.collection().is_some() {
            return self.view.collecting.focus_beside();
        }
        let found = self.session.findings();
        self.view.panel = Some(true);
        let first = || self.view.findings.looking.order(&found).first().copied();
        self.view.findings.focus = self.view.findings.looking.at(&found).or_else(first);
    }
    pub fn undo(&mut self) {
        let was = self.session.report().cloned();
        let spot = self.session.undo();
        self.go_to_change(spot, was);
    }
    pub fn redo(&mut self) {
        let was = self.session.report().cloned();
        let spot = self.session.redo();
        self.go_to_change(spot, was);
    }
    /// Undo and redo show where they changed something.
    fn go_to_change(&mut self, spot: Option<edit::Spot>, was: Option<Shared>) {
        match spot {
            // The comparison shows it.
            _ if self.view.compare.is_some() => {}
            Some(edit::Spot::Cell(k)) => self.go_to_cell(&k),
            Some(edit::Spot::Part(p)) => {
                self.view.section = p.chapter();
                let now = self.session.report().cloned();
                let changed = was.zip(now).and_then(|(was, now)| changed_words::changed(&was, &now, p));
                // What was selected stands elsewhere now.
                changed.into_iter().for_each(|words| self.go_to_words(words));
            }
            Some(edit::Spot::Facts) | None => {}
        }
    }
    /// Last year's report beside the open one.
    pub fn compare_last(&mut self, about: Option<&Finding>) {
        let last = self.session.report().and_then(|r| r.predecessor.as_ref()).map(|p| p.snapshot.clone());
        let Some(last) = last else { return };
        let Some(doc) = self.session.document() else { return };
        let mut shown = Comparison::new(last, "去年的报告".into(), doc, self.view.section);
        if let Some(f) = about {
            shown.look_for(f);
        }
        self.view.compare = Some(shown);
    }
    /// What was looked at beside the open one.
    pub fn compare_other(&mut self) {
        let Some(o) = self.session.take_other() else { return };
        let name = o.name();
        let Some(open) = self.session.open() else { return };
        let mut compared = Comparison::new(o.report, name, open.document(), self.view.section);
        if let Some(sent) = open.changed_since_word() {
            let then = sent.report().cloned().or(o.then);
            compared.came_back(open.document(), sent.at.clone(), then);
        }
        self.view.compare = Some(compared);
    }
}
