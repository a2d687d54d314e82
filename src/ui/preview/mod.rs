//! The pages as they would be exported, beside the editor: they follow what is being edited, and a click on a
//! page goes to what is printed there.

#![deny(clippy::indexing_slicing, clippy::string_slice)]

mod arrange;
mod pages;
mod strip;
mod textures;
mod thumbs;

use super::action::Action;
use super::theme;
use super::view::View;
use crate::app::command::Id;
use crate::app::session::Session;
use crate::app::sheets::Sheets;
use crate::checks::Level;
use crate::page::structure::Source;
use crate::report::Part;
use egui::{Context, FontId, Key, Label, Modifiers, RichText, ScrollArea, Spinner, Ui, Vec2};
use std::sync::Arc;
use std::time::Instant;
use textures::Textures;

/// How large the pages are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    /// As wide as there is room.
    #[default]
    Width,
    /// A whole page.
    Page,
    /// Per cent of the paper's own size on a screen of 96 dots an inch.
    Percent(f32),
}

/// Least and most per cent.
const PERCENT: std::ops::RangeInclusive<f32> = 25.0..=200.0;
/// Where － and ＋ stop.
const STOPS: [f32; 8] = [25.0, 40.0, 55.0, 75.0, 100.0, 125.0, 150.0, 200.0];

/// Said where the pages are too much for the machine.
const NO_ROOM: &str = "内存不够，预览关掉了；报告没有受影响，可以照常编辑、保存、导出。请先保存，关掉别的程序，再按 F5 打开预览。";

/// What the preview remembers from frame to frame.
#[derive(Default)]
pub struct Shown {
    zoom: Zoom,
    /// Whether small pages stand at the left.
    thumbs: bool,
    /// Whether the choices of 版式 stand above the pages.
    pub arranging: bool,
    /// The page that is looked at, from 0.
    pub current: usize,
    /// A page to be gone to.
    pub go: Option<usize>,
    textures: Textures,
    /// The place that was followed, and the revision of the pages it was followed on.
    followed: Option<(Source, u64)>,
    /// Per cent at which the page looked at is shown.
    percent: f32,
    /// How far the pages were scrolled.
    offset: Vec2,
    /// Keeps the point under the mouse where it is.
    scroll_to: Option<Vec2>,
    /// The place at the upper edge, which stays there when there is more or less room.
    anchor: strip::Anchor,
    /// The room and the size of the last frame.
    laid: Option<(Vec2, Zoom)>,
    /// How far the wheel was rolled towards another page.
    rolled: f32,
}

impl Shown {
    /// With small pages at the left, or without.
    pub fn new(thumbs: bool) -> Shown {
        Shown { thumbs, ..Shown::default() }
    }
    /// The same choices for another report.
    pub fn for_another(&self) -> Shown {
        Shown { zoom: self.zoom, thumbs: self.thumbs, ..Shown::default() }
    }
    /// The page that stands so many pages further.
    pub fn turn(&mut self, forward: bool) {
        let from = self.go.unwrap_or(self.current);
        self.go = Some(if forward { from + 1 } else { from.saturating_sub(1) });
    }
}

/// The place being edited.
pub fn place(ctx: &Context, view: &View, session: &Session) -> Source {
    let n = view.section;
    let table = session.report().and_then(|r| r.form().table_of_section(n));
    let cell = table.and_then(|t| view.grids.get(&t.key)).and_then(|g| g.cursor.clone());
    let caret = view.editors.caret.filter(|(part, _)| part.section() == n);
    let typing = |part: Part| ctx.memory(|m| m.has_focus(super::text::id(part)));
    match (caret, cell) {
        (Some((part, _)), Some(cell)) if !typing(part) => Source::Cell(cell),
        (Some((part, paragraph)), _) => Source::Para(part, paragraph),
        (None, Some(cell)) => Source::Cell(cell),
        (None, None) if n == 7 => Source::Para(Part::Signature, 0),
        (None, None) => Source::Section(n),
    }
}

/// The panel.
pub fn preview_ui(ui: &mut Ui, session: &mut Session, view: &mut View, actions: &mut Vec<Action>) {
    let place = place(ui.ctx(), view, session);
    let Some(shown) = &mut view.preview else { return };
    let dots = thumbs::dots(ui.pixels_per_point());
    let (preview, wait) = session.preview(shown.textures.wanted(), Instant::now());
    if let Some(w) = wait {
        ui.ctx().request_repaint_after(w);
    }
    shown.textures.receive(ui.ctx(), preview, dots);
    if preview.no_room {
        session.end_preview();
        session.tell_bad(NO_ROOM.into());
        actions.push(Action::Command(Id::Preview));
        return;
    }
    let (sheets, failed) = (preview.sheets.clone(), preview.failed.clone());
    header_ui(ui, shown, sheets.as_deref());
    if let Some(sentence) = &failed {
        ui.colored_label(theme::color(Level::Warning), format!("▲ {sentence}"));
    }
    warnings_ui(ui, sheets.as_ref().map_or(&[], |s| &s.warnings));
    ui.separator();
    if shown.arranging
        && let Some(report) = session.report()
    {
        // The pages keep most of the room.
        let choices = ScrollArea::vertical().id_salt("arrange").max_height(ui.available_height() * 0.4);
        ui.scope(|ui| {
            // What is cut off is seen to go on.
            ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
            choices.auto_shrink([false, true]).show(ui, |ui| {
                arrange::arrange_ui(ui, report, session.settings.fonts, actions);
            });
        });
        ui.separator();
    }
    let Some(sheets) = sheets else {
        if failed.is_some() {
            return;
        }
        ui.horizontal(|ui| {
            ui.add(Spinner::new());
            ui.label("正在排版…");
        });
        return;
    };
    sheets_ui(ui, shown, &sheets, &place, actions);
}

/// What an export will say of these pages, one line each; the whole of it under the pointer.
pub fn warnings_ui(ui: &mut Ui, warnings: &[String]) {
    // In a room of their own: when they come, what stands below keeps the keys.
    ui.vertical(|ui| {
        for w in warnings {
            let text = RichText::new(format!("▲ {w}")).small().color(theme::color(Level::Warning));
            ui.add(Label::new(text).truncate()).on_hover_text(w);
        }
    });
}

fn sheets_ui(
    ui: &mut Ui,
    shown: &mut Shown,
    sheets: &Arc<Sheets>,
    place: &Source,
    actions: &mut Vec<Action>,
) {
    let count = sheets.pages.pages.len();
    shown.go = shown.go.map(|g| g.min(count.saturating_sub(1)));
    shown.textures.begin(sheets.clone());
    let mut has_keys = false;
    if shown.thumbs {
        let panel = egui::Panel::left("thumbs").exact_size(thumbs::WIDTH + 28.0).resizable(false);
        panel.frame(egui::Frame::NONE).show(ui, |ui| has_keys |= thumbs::thumbs_ui(ui, shown, sheets));
    }
    has_keys |= pages::pages_ui(ui, shown, sheets, place, actions);
    if has_keys {
        let pressed = |k| ui.input_mut(|i| i.consume_key(Modifiers::NONE, k));
        match () {
            () if pressed(Key::PageDown) => shown.turn(true),
            () if pressed(Key::PageUp) => shown.turn(false),
            () if pressed(Key::Home) => shown.go = Some(0),
            () if pressed(Key::End) => shown.go = Some(count.saturating_sub(1)),
            () => return,
        }
        ui.ctx().request_repaint();
    }
}

/// Where one is, and how large it is shown.
fn header_ui(ui: &mut Ui, shown: &mut Shown, sheets: Option<&Sheets>) {
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 5.0;
        let font = FontId::proportional(13.0);
        ui.style_mut().override_font_id = Some(font);
        ui.set_min_height(26.0);
        let words = match sheets.map(|s| s.pages.pages.len()) {
            Some(count) => format!("第 {} 页，共 {count} 页", shown.current + 1),
            None => "预览".to_string(),
        };
        ui.label(RichText::new(words).strong());
        ui.add_space(6.0);
        for (zoom, name, tip) in
            [(Zoom::Width, "适合宽度", "让页面和右边一样宽"), (Zoom::Page, "整页", "看到整整一页")]
        {
            if ui.selectable_label(shown.zoom == zoom, name).on_hover_text(tip).clicked() {
                shown.zoom = zoom;
            }
        }
        let percent = shown.percent;
        let below = STOPS.iter().rev().find(|s| **s < percent - 0.5).copied();
        let above = STOPS.iter().find(|s| **s > percent + 0.5).copied();
        for (stop, sign, name) in [(below, "－", "页面缩小"), (above, "＋", "页面放大")] {
            let tip = format!("{name}（也可以按住 Ctrl 滚动鼠标）");
            let button = ui.add_enabled(stop.is_some(), egui::Button::new(sign).small());
            if button.accessible_name(name).on_hover_text(tip).clicked() {
                shown.zoom = Zoom::Percent(stop.unwrap_or(percent));
            }
            if sign == "－" {
                ui.label(format!("{percent:.0}%"));
            }
        }
        ui.add_space(6.0);
        ui.toggle_value(&mut shown.thumbs, "缩略图").on_hover_text("在左边列出每一页的小图，点一下就到");
        ui.toggle_value(&mut shown.arranging, "版式").on_hover_text("横排的表、图表、印章位置");
    });
}
