//! What is known of the words of a part, shown in place: last year's words on a ground of their own, live values
//! as runs apart, headings as they print, the first line of a paragraph two characters in.
//! Made once a revision.

use super::pictured::Pictured;
use super::sheet::{Sheet, lines};
use crate::app::replace;
use crate::checks::Level;
use crate::form::bounds;
use crate::report::Part;
use crate::report::emphasis::Emphasis;
use crate::report::emphasised;
use crate::report::last_years_text;
use crate::report::merge_typed::caption;
use crate::report::reckoned::KnownValues;
use crate::report::repetition::Repetition;
use crate::report::text::Para;
use crate::ui::{lines as in_lines, theme};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, FontFamily, FontId, Galley, TextStyle, Ui};
use std::ops::Range;
use std::sync::Arc;

/// What is known of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Came along from last year.
    Old,
    /// A figure in such words.
    Figure,
    /// A live value.
    Live,
    /// Stood in last year's report.
    Same,
    /// A finding, by its place in the list.
    Found(usize, Level),
    /// Stands out.
    Emphasised(Emphasis),
}

/// The text of a part with its marks.
pub struct MarkedText {
    pub part: Part,
    pub text: String,
    /// Where each paragraph begins.
    starts: Vec<usize>,
    pub marks: Vec<(Range<usize>, Mark)>,
    pub pictures: Vec<Pictured>,
    revision: u64,
    repeated: bool,
    ink: egui::Color32,
    /// The last layout: for which text and width.
    laid: Option<(String, f32, LayoutJob)>,
}

impl MarkedText {
    /// `repeated` is what is marked as repeating last year's report, where that is asked for.
    pub fn new(sheet: &Sheet<'_>, part: Part, repeated: Option<&Repetition>) -> MarkedText {
        let all = lines(sheet.report, part);
        let mut starts = Vec::with_capacity(all.len());
        let mut at = 0_usize;
        for l in &all {
            starts.push(at);
            at = at.saturating_add(l.len()).saturating_add(1);
        }
        let mut page = MarkedText {
            part,
            text: all.join("\n"),
            starts,
            marks: Vec::new(),
            pictures: Pictured::all(sheet.report.paras(part)),
            revision: sheet.revision,
            repeated: repeated.is_some(),
            ink: theme::get().ink,
            laid: None,
        };
        page.mark(sheet, repeated);
        page
    }

    /// Whether nothing changed since it was made.
    pub fn is_of(&self, sheet: &Sheet<'_>, repeated: bool) -> bool {
        (self.revision, self.repeated, self.ink) == (sheet.revision, repeated, theme::get().ink)
    }

    fn mark(&mut self, sheet: &Sheet<'_>, repeated: Option<&Repetition>) {
        let mut marks = Vec::new();
        let stale = last_years_text::list_of(sheet.report, self.part);
        let known = KnownValues::of(sheet.report);
        for (i, p) in sheet.report.paras(self.part).iter().enumerate() {
            let Some(start) = self.start(i) else { continue };
            let Para::Text(runs) = p else {
                if p.is_old() {
                    marks.push((start..start.saturating_add(self.length(i)), Mark::Old));
                }
                continue;
            };
            let shift = |r: Range<usize>| r.start.saturating_add(start)..r.end.saturating_add(start);
            for old in last_years_text::marked(&stale, (self.part, i), runs, sheet.report) {
                let words = self.text.get(shift(old.clone())).unwrap_or_default();
                let figures = last_years_text::figures_of_last(words, sheet.report.year)
                    .into_iter()
                    .map(|f| shift(f.start.saturating_add(old.start)..f.end.saturating_add(old.start)));
                marks.extend(figures.map(|f| (f, Mark::Figure)));
                marks.push((shift(old), Mark::Old));
            }
            marks.extend(replace::live(runs, sheet.report).into_iter().map(|r| (shift(r), Mark::Live)));
            let on = emphasised::of(p, &known).into_iter();
            marks.extend(on.map(|(r, e)| (shift(r), Mark::Emphasised(e))));
        }
        for (i, f) in sheet.findings.iter().enumerate().filter(|(_, f)| f.is_open()) {
            for (paragraph, range) in f.stretches(self.part) {
                if let Some(start) = self.start(paragraph) {
                    marks.push((
                        range.start.saturating_add(start)..range.end.saturating_add(start),
                        Mark::Found(i, f.level),
                    ));
                }
            }
        }
        let same = repeated.into_iter().flat_map(|r| &r.sentences).filter(|s| s.part == self.part);
        for s in same {
            if let Some(start) = self.start(s.paragraph) {
                marks.push((
                    s.range.start.saturating_add(start)..s.range.end.saturating_add(start),
                    Mark::Same,
                ));
            }
        }
        let whole = |r: &Range<usize>| self.text.get(r.clone()).is_some_and(|w| !w.is_empty());
        marks.retain(|(r, _)| whole(r));
        self.marks = marks;
    }

    /// Where a paragraph begins.
    pub fn start(&self, paragraph: usize) -> Option<usize> {
        self.starts.get(paragraph).copied()
    }
    /// Paragraph and byte in it of a byte of the text.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let i = self.starts.partition_point(|s| *s <= at).saturating_sub(1);
        (i, at.saturating_sub(bounds::at(&self.starts, i)))
    }
    /// Bytes of a paragraph.
    pub fn length(&self, paragraph: usize) -> usize {
        let end =
            self.starts.get(paragraph.saturating_add(1)).map_or(self.text.len(), |n| n.saturating_sub(1));
        end.saturating_sub(bounds::at(&self.starts, paragraph))
    }
    /// Byte of a character.
    pub fn byte(&self, char: usize) -> usize {
        self.text.char_indices().nth(char).map_or(self.text.len(), |(i, _)| i)
    }
    /// Whether a line begins at a character.
    pub fn begins(&self, char: usize) -> bool {
        self.place(self.byte(char)).1 == 0
    }
    /// What is known of the word at a byte.
    pub fn at(&self, byte: usize) -> impl Iterator<Item = &(Range<usize>, Mark)> {
        self.marks.iter().filter(move |(r, _)| r.start <= byte && byte < r.end)
    }

    /// The text laid out; while the clerk types it may be ahead of the marks.
    pub fn galley(&mut self, ui: &Ui, text: &str, width: f32) -> Arc<Galley> {
        let fresh = self.laid.as_ref().is_some_and(|(t, w, _)| t == text && *w == width);
        if !fresh {
            let job = job(ui, self, text, width);
            self.laid = Some((text.to_string(), width, job));
        }
        let job = self.laid.as_ref().map(|l| l.2.clone()).unwrap_or_default();
        in_lines::laid(ui.ctx(), job)
    }

    /// The marks moved to a text that differs in one place.
    pub fn moved(&self, text: &str) -> Vec<(Range<usize>, &Mark)> {
        if text == self.text {
            return self.marks.iter().map(|(r, m)| (r.clone(), m)).collect();
        }
        let head = self.text.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        let shift = |at: usize| at.saturating_add(text.len()).checked_sub(self.text.len());
        let moved = |r: &Range<usize>| {
            let to = match () {
                () if r.end <= head => r.clone(),
                () if r.start > head => shift(r.start)?..shift(r.end)?,
                () => return None,
            };
            text.get(to.clone()).is_some().then_some(to)
        };
        self.marks.iter().filter_map(|(r, m)| Some((moved(r)?, m))).collect()
    }
}

/// The layout of the text with everything that is known of it.
fn job(ui: &Ui, page: &MarkedText, text: &str, width: f32) -> LayoutJob {
    let body = TextStyle::Body.resolve(ui.style());
    let marks = page.moved(text);
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(r, _)| [r.start, r.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
    let mut at = 0_usize;
    for (paragraph, line) in text.split_inclusive('\n').enumerate() {
        let end = at.saturating_add(line.len());
        let plain = heading(&body, line.trim_end_matches('\n'));
        // Two characters in, as it prints; the title stands in the middle there.
        let mut space = if page.part == Part::Title { 0.0 } else { body.size * 2.0 };
        let picture = page.pictures.iter().find(|p| p.paragraph == paragraph && caption(line).is_some());
        // The first sign of a caption makes room for its picture.
        if let (Some(p), Some(first)) = (picture, line.chars().next()) {
            let format = TextFormat { line_height: Some(p.room().y), ..plain.clone() };
            job.append(
                text.get(at..at.saturating_add(first.len_utf8())).unwrap_or_default(),
                p.room().x,
                format,
            );
            at = at.saturating_add(first.len_utf8());
            space = 0.0;
        }
        let inner = cuts.iter().copied().filter(|c| at < *c && *c < end);
        let points: Vec<usize> = std::iter::once(at).chain(inner).chain([end]).collect();
        for pair in points.windows(2) {
            let &[from, to] = pair else { continue };
            let over = marks.iter().filter(|(r, _)| r.start <= from && to <= r.end).map(|(_, m)| *m);
            job.append(text.get(from..to).unwrap_or_default(), space, format(&plain, over));
            space = 0.0;
        }
        at = end;
    }
    if text.is_empty() || text.ends_with('\n') {
        job.append("", 0.0, heading(&body, ""));
    }
    job
}

/// The face of a line by its numbering: （一） in 楷体, the rest as it is.
fn heading(body: &FontId, line: &str) -> TextFormat {
    let font = match Para::level(line) {
        Some(2) => FontId::new(body.size * 1.1, FontFamily::Name("kai".into())),
        _ => body.clone(),
    };
    // Lines as far apart as on paper.
    let line_height = Some(body.size * 1.65);
    TextFormat { line_height, valign: Align::Center, ..TextFormat::simple(font, theme::get().ink) }
}

pub fn format<'a>(plain: &TextFormat, over: impl Iterator<Item = &'a Mark>) -> TextFormat {
    let mut f = plain.clone();
    for mark in over {
        match mark {
            Mark::Old => f.background = theme::get().aged,
            Mark::Live => {
                f.background = theme::get().computed;
                f.color = theme::get().accent;
            }
            Mark::Same => f.color = theme::get().faint,
            // Drawn by `underlines`.
            Mark::Figure | Mark::Found(..) | Mark::Emphasised(_) => {}
        }
    }
    f
}
