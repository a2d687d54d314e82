//! The pages as they would be exported, beside the editor: they follow what is being edited, and a click on a
//! page goes to what is printed there.

mod arrange;
mod laid;
mod pages;
mod state;
mod strip;
mod style;
mod textures;
mod thumbs;

pub use laid::Laid;
pub use state::PreviewState;

use super::action::Action;
use super::below::below_ui;
use super::theme;
use crate::app::previewing::Preview;
use crate::app::sheets::Sheets;
use crate::checks::Level;
use crate::page::structure::Source;
use crate::ui::lines::{InLines, Tip};
use egui::text::LayoutJob;
use egui::{FontId, Key, Modifiers, Panel, RichText, ScrollArea, Spinner, TextStyle, Ui};
use std::sync::Arc;
use strip::Zoom;

/// What the line above the pages takes with all its words, in points.
const ONE_LINE: f32 = 460.0;
/// Where － and ＋ stop.
const STOPS: [f32; 8] = [25.0, 40.0, 55.0, 75.0, 100.0, 125.0, 150.0, 200.0];

/// The panel; `pages` are kept up elsewhere with what the panel wants of them.
pub fn preview_ui(
    ui: &mut Ui,
    of: &Laid<'_>,
    pages: &mut Preview,
    shown: &mut PreviewState,
    actions: &mut Vec<Action>,
) {
    let dots = thumbs::dots(ui.pixels_per_point());
    shown.textures.receive(ui.ctx(), pages, dots);
    if pages.no_room {
        actions.push(Action::NoRoomForPages);
        return;
    }
    let (sheets, failed) = (pages.sheets.clone(), pages.failed.clone());
    header_ui(ui, shown, sheets.as_deref());
    if let Some(sentence) = &failed {
        ui.words(RichText::new(format!("▲ {sentence}")).color(theme::color(Level::Warning)));
    }
    if let Some(s) = sheets.as_ref().filter(|s| s.faults.len().saturating_add(s.warnings.len()) > 0) {
        // Below: the pages stay where they are when it comes.
        below_ui(ui, Panel::bottom("told of the pages"), |ui| told_ui(ui, &s.faults, &s.warnings));
    }
    ui.separator();
    if shown.arranging {
        // The pages keep most of the room.
        let choices = ScrollArea::vertical().id_salt("arrange").max_height(ui.available_height() * 0.4);
        ui.scope(|ui| {
            // What is cut off is seen to go on.
            ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
            choices.auto_shrink([false, true]).show(ui, |ui| {
                arrange::arrange_ui(ui, of, actions);
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
            ui.words("正在排版…");
        });
        return;
    };
    sheets_ui(ui, shown, &sheets, of.place, actions);
}

/// Lines that each of these sentences may take.
const ROWS: usize = 2;

/// What is wrong with these pages, and what else an export will say of them; all of it under the pointer where it
/// is long.
pub fn told_ui(ui: &mut Ui, faults: &[String], warnings: &[String]) {
    let all = faults.iter().map(|f| (Level::Error, f)).chain(warnings.iter().map(|w| (Level::Warning, w)));
    // In a room of their own: when they come, what stands below keeps the focus.
    ui.vertical(|ui| {
        for (level, words) in all {
            let (text, font) =
                (format!("{} {words}", theme::sign(level)), TextStyle::Small.resolve(ui.style()));
            let mut job = LayoutJob::simple(text, font, theme::color(level), ui.available_width());
            job.wrap.max_rows = ROWS;
            ui.words(job);
        }
    });
}

fn sheets_ui(
    ui: &mut Ui,
    shown: &mut PreviewState,
    sheets: &Arc<Sheets>,
    place: &Source,
    actions: &mut Vec<Action>,
) {
    let count = sheets.pages.pages.len();
    shown.go = shown.go.map(|g| g.min(count.saturating_sub(1)));
    shown.textures.begin(sheets.clone());
    let mut has_keys = false;
    if shown.thumbs {
        let panel = Panel::left("thumbs").exact_size(thumbs::WIDTH + 28.0).resizable(false);
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
fn header_ui(ui: &mut Ui, shown: &mut PreviewState, sheets: Option<&Sheets>) {
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 5.0;
        let font = FontId::proportional(13.0);
        ui.style_mut().override_font_id = Some(font);
        ui.set_min_height(26.0);
        let words = match sheets.map(|s| s.pages.pages.len()) {
            Some(count) => format!("第 {} 页，共 {count} 页", shown.current.saturating_add(1)),
            None => "预览".to_string(),
        };
        // In a narrow panel shorter words, before there is a second line.
        let narrow = ui.available_width() < ONE_LINE;
        let words = if narrow { words.replace(' ', "") } else { words };
        ui.words(RichText::new(words).strong());
        let apart = if narrow { 0.0 } else { 6.0 };
        ui.add_space(apart);
        for (zoom, name, short, tip) in [
            (Zoom::Width, "适合宽度", "页宽", "让页面和右边一样宽"),
            (Zoom::Page, "整页", "整页", "看到整整一页"),
        ] {
            let label = ui.selectable_label(shown.zoom == zoom, if narrow { short } else { name });
            if label.accessible_name(name).tip(tip).clicked() {
                shown.zoom = zoom;
            }
        }
        let percent = shown.percent;
        let below = STOPS.iter().rev().find(|s| **s < percent - 0.5).copied();
        let above = STOPS.iter().find(|s| **s > percent + 0.5).copied();
        for (stop, sign, name) in [(below, "－", "页面缩小"), (above, "＋", "页面放大")] {
            let tip = format!("{name}（也可以按住 Ctrl 滚动鼠标）");
            let button = ui.add_enabled(stop.is_some(), egui::Button::new(sign).small());
            if button.accessible_name(name).tip(tip).clicked() {
                shown.zoom = Zoom::Percent(stop.unwrap_or(percent));
            }
            if sign == "－" {
                ui.words(format!("{percent:.0}%"));
            }
        }
        ui.add_space(apart);
        ui.toggle_value(&mut shown.thumbs, "缩略图").tip("在左边列出每一页的小图，点一下就到");
        ui.toggle_value(&mut shown.arranging, "版式").tip("横排的表、图表、印章位置");
    });
}
