//! What the window remembers about what is shown, and which panels there is room for.

use super::dialog::Dialog;
use super::dialog::stack::Stack;
use super::editor::EditorState;
use super::grid::{GridState, cell_id};
use super::spoken::Spoken;
use super::{collecting, compare, findings, focus_return, preview, text};
use crate::app::stale_list::{LookedAt, WorkSpot};
use crate::form::Chapter;
use crate::form::table::CellKey;
use crate::page::structure::Source;
use crate::report::{Part, Report};
use egui::{Context, Id, LayerId, Order, Rect};
use std::collections::HashSet;

/// A window narrower than this, in points, shows the parts by their numerals and the findings on demand.
const NARROW: f32 = 960.0;
/// Pages alone.
const ALONE: f32 = 760.0;
/// A table beside the findings, and an outline of numbers alone.
const TIGHT: f32 = 1120.0;

/// A window wider than this has room for the pages and the findings side by side.
const WIDE: f32 = 1560.0;

/// What the window remembers about what is shown; nothing of it is in the report.
#[derive(Default)]
pub struct View {
    /// What is being worked on.
    pub(super) section: Chapter,
    pub(super) desk: EditorState,
    pub(super) findings: findings::Panel,
    /// Another report beside the open one, in place of the editor.
    pub(super) compare: Option<compare::Comparison>,
    /// The collection, in place of a report.
    pub(super) collecting: collecting::CollectingState,
    /// The pages in place of the findings.
    pub(super) preview: Option<preview::PreviewState>,
    /// Whether the findings stand beside; unset, the room decides.
    pub(super) panel: Option<bool>,
    /// Which of last year's sentences is looked at.
    pub(super) stale: LookedAt,
    /// What is asked.
    pub(super) dialogs: Stack,
    /// What nobody had looked at when the clerk let the report go out all the same.
    pub(super) let_out: Option<String>,
    /// How it was printed last.
    pub(super) printed: crate::print::Choices,
    pub(super) home: focus_return::Home,
    /// What a screen reader says of what was found.
    pub(super) spoken: Spoken,
    /// As it is typed.
    pub(super) new_year: String,
    pub(super) new_office: String,
    /// Reports came into the collection: of whom nobody is known is asked once it is worked out.
    pub(super) asks_strays: bool,
}

impl View {
    /// Part, cells, selections, questions and panels in words.
    pub fn whereabouts(&self, ctx: &Context, report: Option<&Report>) -> String {
        let grids: Vec<String> = self.desk.grids.values().map(GridState::whereabouts).collect();
        let words: Vec<_> =
            report.into_iter().flat_map(Report::worded).map(|p| text::selected(ctx, p)).collect();
        format!(
            "part {:?} · cells {grids:?} · words {words:?} · {:?} · {:?} · {:?}",
            self.section,
            self.collecting,
            self.dialogs.open,
            (self.compare.is_some(), self.preview.is_some(), self.panel, self.desk.words_open, &self.stale),
        )
    }
    /// Where the clerk works.
    pub fn work_spot(&self) -> WorkSpot {
        WorkSpot { chapter: self.section, caret: self.desk.texts.at() }
    }
    /// Place of the shown part in the outline.
    pub fn shown(&self, report: Option<&Report>) -> usize {
        report.map_or(0, |r| r.form().place(self.section))
    }
    /// Asks at once; a question that is open already comes again after it.
    pub fn ask(&mut self, question: impl Dialog + 'static) {
        self.dialogs.ask(question);
    }
    /// A new document is shown from its beginning.
    pub fn begin_afresh(&mut self) {
        *self = View {
            panel: self.panel,
            findings: self.findings.for_another(),
            preview: self.preview.as_ref().map(preview::PreviewState::for_another),
            printed: std::mem::take(&mut self.printed),
            new_year: std::mem::take(&mut self.new_year),
            new_office: std::mem::take(&mut self.new_office),
            dialogs: self.dialogs.for_another(),
            spoken: self.spoken.for_another(),
            ..View::default()
        };
        // Who opens a report by the keys goes on by them.
        self.desk.texts.focus = Some(Part::of_chapter(self.section));
    }
    /// What is being typed stands in the report already; the cells only let go of it.
    pub fn let_go(&mut self) {
        self.desk.grids.values_mut().for_each(GridState::commit);
    }
    /// The pages, opened where they aren't yet.
    pub fn show_preview(&mut self, ctx: &Context) -> &mut preview::PreviewState {
        let wide = is_wide(ctx);
        if !wide {
            self.panel = Some(true);
        }
        self.preview.get_or_insert_with(|| preview::PreviewState::new(wide))
    }
    pub fn toggle_preview(&mut self, ctx: &Context) {
        match self.preview.take() {
            Some(_) if !is_wide(ctx) => self.panel = None,
            Some(_) => {}
            None => {
                self.show_preview(ctx);
            }
        }
    }
    pub fn toggle_findings(&mut self, ctx: &Context) {
        let instead = !is_wide(ctx) && self.preview.take().is_some();
        self.panel = Some(instead || !self.beside(ctx));
    }
    /// What an import had to say comes into view.
    pub fn show_notes(&mut self) {
        (self.panel, self.findings.to_notes) = (Some(true), true);
    }
    /// The cells that have the focus in their grids.
    pub fn cursors(&self) -> impl Iterator<Item = &CellKey> {
        self.desk.grids.values().chain(self.collecting.grids()).filter_map(|g| g.cursor.as_ref())
    }
    /// The place being edited.
    pub fn place(&self, ctx: &Context, report: Option<&Report>) -> Source {
        let n = self.section;
        let table = report.and_then(|r| r.form().table_of_chapter(n));
        let cell = table.and_then(|t| self.desk.grids.get(&t.key)).and_then(|g| g.cursor.clone());
        let caret = self.desk.texts.caret.filter(|(part, _)| part.chapter() == n);
        let typing = |part: Part| ctx.memory(|m| m.has_focus(text::id(part)));
        match (caret, cell) {
            (Some((part, _)), Some(cell)) if !typing(part) => Source::Cell(cell),
            (Some((part, paragraph)), _) => Source::Para(part, paragraph),
            (None, Some(cell)) => Source::Cell(cell),
            (None, None) if n == Chapter::Signature => Source::Para(Part::Signature, 0),
            (None, None) => Source::Chapter(n),
        }
    }
    fn beside(&self, ctx: &Context) -> bool {
        self.panel.unwrap_or(!is_narrow(ctx))
    }
    /// Whether the findings stand beside.
    pub fn shows_findings(&self, ctx: &Context) -> bool {
        self.beside(ctx) && (is_wide(ctx) || self.preview.is_none())
    }
    /// Whether the pages stand beside, or in place of what is worked on.
    pub fn shows_preview(&self, ctx: &Context) -> bool {
        self.preview.is_some() && (is_wide(ctx) || self.beside(ctx))
    }
    /// Whether there is no room for anything beside the pages.
    pub fn shows_pages_alone(&self, ctx: &Context) -> bool {
        self.shows_preview(ctx) && ctx.content_rect().width() < ALONE
    }
}

/// What the clerk can see and where the focus is: while it changes from pass to pass, the window has not settled.
#[derive(PartialEq)]
pub struct Stance {
    focused: Option<Id>,
    /// The keys are with something that is not there, or not yet.
    pub adrift: bool,
    /// Menus and questions, by their layers: one may come in place of another.
    open: HashSet<LayerId>,
    section: Chapter,
    cursor: Option<CellKey>,
    asking: Option<Rect>,
    panels: [bool; 4],
}

impl Stance {
    pub fn of(ctx: &Context, view: &View) -> Stance {
        let focused = ctx.memory(|m| m.focused());
        Stance {
            focused,
            adrift: focused.is_some_and(|id| !ctx.viewport(|v| v.this_pass.widgets.contains(id))),
            open: ctx.memory(|m| {
                let all = m.areas().visible_layer_ids();
                all.into_iter().filter(|l| l.order == Order::Foreground).collect()
            }),
            section: view.section,
            cursor: view.cursors().find(|k| focused == Some(cell_id(k))).cloned(),
            asking: view.dialogs.open.as_ref().and(view.dialogs.place),
            panels: [
                view.dialogs.open.is_some(),
                view.compare.is_some(),
                view.shows_findings(ctx),
                view.shows_preview(ctx),
            ],
        }
    }
}

pub fn is_narrow(ctx: &Context) -> bool {
    ctx.content_rect().width() < NARROW
}

/// Whether there is no room for names in the outline beside a table and the findings.
pub fn is_tight(ctx: &Context) -> bool {
    ctx.content_rect().width() < TIGHT
}

pub fn is_wide(ctx: &Context) -> bool {
    ctx.content_rect().width() >= WIDE
}
