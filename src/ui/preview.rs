//! The pages as they would be exported, in place of the findings; they follow the part being edited.

use super::View;
use super::theme;
use crate::app::session::Session;
use egui::{ColorImage, RichText, ScrollArea, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, vec2};
use std::time::Instant;

/// What is shown.
#[derive(Default)]
pub struct Shown {
    revision: u64,
    pages: Vec<TextureHandle>,
    /// The section that the pages were scrolled to.
    section: Option<usize>,
}

/// The panel at the right.
pub fn preview_ui(ui: &mut Ui, session: &mut Session, view: &mut View) {
    let section = view.section;
    let Some(shown) = &mut view.preview else { return };
    let (preview, wait) = session.preview(Instant::now());
    if let Some(w) = wait {
        ui.ctx().request_repaint_after(w);
    }
    if shown.revision != preview.revision {
        shown.revision = preview.revision;
        shown.pages = preview
            .pages
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let image = ColorImage::from_rgba_premultiplied([p.width, p.height], &p.rgba);
                ui.ctx().load_texture(format!("page {i}"), image, TextureOptions::LINEAR)
            })
            .collect();
    }
    let words = match shown.pages.len() {
        0 => "正在排版…".to_string(),
        n => format!("预览　共{n}页"),
    };
    ui.add_space(6.0);
    ui.label(RichText::new(words).strong());
    ui.separator();
    let target = preview.sections.get(section.min(6)).copied().unwrap_or(shown.pages.len().saturating_sub(1));
    let follow = shown.section != Some(section) && !shown.pages.is_empty();
    if follow {
        shown.section = Some(section);
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (i, page) in shown.pages.iter().enumerate() {
            let width = ui.available_width();
            let size = vec2(width, width * page.size_vec2().y / page.size_vec2().x);
            let response = ui.add(egui::Image::new((page.id(), size)).alt_text(format!("第{}页", i + 1)));
            let line = Stroke::new(1.0, theme::get().hairline);
            ui.painter().rect_stroke(response.rect, 0.0, line, StrokeKind::Outside);
            if follow && i == target {
                response.scroll_to_me(Some(egui::Align::Min));
            }
            ui.add_space(8.0);
        }
    });
}
