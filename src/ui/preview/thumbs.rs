//! Small pages at the left of the preview.

use super::super::scrolled::steady;
use super::super::theme;
use super::state::PreviewState;
use super::textures::PageLook;
use crate::app::sheets::Sheets;
use egui::{
    Align, Align2, Color32, FontId, Id, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit, pos2, vec2,
};

/// Width of a small page in points.
pub const WIDTH: f32 = 62.0;

/// The same in dots of the screen.
pub fn dots(pixels_per_point: f32) -> usize {
    (WIDTH * pixels_per_point).round() as usize
}

/// Asks for the small pages around the one that is looked at.
pub fn want(shown: &mut PreviewState, pixels_per_point: f32, count: usize) {
    const AROUND: usize = 12;
    let (from, to) = (
        shown.current.saturating_sub(AROUND),
        shown.current.saturating_add(AROUND).saturating_add(1).min(count),
    );
    for page in (shown.current..to).chain((from..shown.current).rev()) {
        shown.textures.want_small(page, dots(pixels_per_point));
    }
}

/// Whether one of them has the focus.
pub fn thumbs_ui(ui: &mut Ui, shown: &mut PreviewState, sheets: &Sheets) -> bool {
    let mut has_keys = false;
    steady(ui, "thumbs", ScrollArea::vertical().auto_shrink([false, false]), |ui, _| {
        ui.add_space(6.0);
        for (i, page) in sheets.pages.pages.iter().enumerate() {
            let (w, h) = page.size();
            let size = vec2(WIDTH, WIDTH * h / w);
            let (rect, _) = ui.allocate_exact_size(size + vec2(12.0, 22.0), Sense::hover());
            let response = ui.interact(rect, Id::unique(("thumb", i)), Sense::click());
            let name = format!("到第{}页", i.saturating_add(1));
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &name));
            has_keys |= response.has_focus();
            let picture = Rect::from_min_size(rect.min + vec2(6.0, 2.0), size);
            let painter = ui.painter();
            let look = shown.textures.small(i);
            if let PageLook::Picture(t) = look {
                let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                painter.image(t.id(), picture, uv, Color32::WHITE);
            } else {
                painter.rect_filled(picture, 0.0, Color32::WHITE);
            }
            if let PageLook::Blank = look {
                let (grey, font) = (Color32::from_gray(110), FontId::proportional(12.0));
                painter.text(picture.center(), Align2::CENTER_CENTER, "正在排版", font, grey);
            }
            let p = theme::get();
            let looked_at = i == shown.current;
            let line = match (looked_at, response.hovered() || response.has_focus()) {
                (true, _) => Stroke::new(2.0, p.accent),
                (false, true) => Stroke::new(1.0, p.accent),
                (false, false) => Stroke::new(1.0, p.hairline),
            };
            painter.rect_stroke(picture, 0.0, line, StrokeKind::Outside);
            let ink = if looked_at { p.ink } else { p.faint };
            let below = pos2(picture.center().x, rect.bottom() - 1.0);
            painter.text(below, Align2::CENTER_BOTTOM, i.saturating_add(1), FontId::proportional(12.0), ink);
            if looked_at && !ui.clip_rect().contains_rect(rect) && !ui.rect_contains_pointer(ui.clip_rect()) {
                ui.scroll_to_rect(rect, Some(Align::Center));
            }
            if response.clicked() {
                shown.go = Some(i);
                response.request_focus();
            }
        }
    });
    has_keys
}
