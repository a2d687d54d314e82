//! The pages one below the other, with the place being edited marked on them.

use super::super::action::Action;
use super::super::theme;
use super::textures::Look;
use super::{PERCENT, Shown, Zoom, thumbs};
use crate::app::previewing::{Sheets, Spot};
use crate::page::structure::Source;
use crate::preview::WIDEST;
use egui::emath::GuiRounding;
use egui::{
    Align, Align2, Color32, FontId, Id, Pos2, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, accesskit, pos2, vec2,
};

/// Blank around and between the pages.
const BLANK: f32 = 10.0;
/// Dots of a screen to a point of paper at 100 %.
const DOTS: f32 = 96.0 / 72.0;

/// Whether one of the pages has the keys.
pub fn pages_ui(
    ui: &mut Ui,
    shown: &mut Shown,
    sheets: &Sheets,
    place: &Source,
    actions: &mut Vec<Action>,
) -> bool {
    let area = ui.available_rect_before_wrap();
    let zooming = by_wheel(ui, shown, area);
    ui.painter().rect_filled(area, 0.0, theme::get().head);
    let sizes = sizes(shown.zoom, sheets, area);
    let content = vec2(
        sizes.iter().map(|s| s.x).fold(0.0, f32::max) + 2.0 * BLANK,
        sizes.iter().map(|s| s.y + BLANK).sum::<f32>() + BLANK,
    );
    let spot = sheets.find(place);
    let mut scroll = ScrollArea::both().id_salt("pages").auto_shrink([false, false]);
    if let Some(to) = shown.scroll_to.take() {
        scroll = scroll.scroll_offset(to.max(Vec2::ZERO));
    }
    let mut has_keys = false;
    let out = scroll.show_viewport(ui, |ui, viewport| {
        let width = content.x.max(viewport.width());
        ui.set_min_size(vec2(width, content.y));
        let origin = ui.min_rect().min;
        let mut y = BLANK;
        let mut seen = Vec::new();
        for (i, size) in sizes.iter().enumerate() {
            let rect = Rect::from_min_size(origin + vec2((width - size.x) / 2.0, y), *size);
            y += size.y + BLANK;
            seen.push(rect.round_to_pixels(ui.pixels_per_point()));
            if shown.go == Some(i) {
                ui.scroll_to_rect(rect.expand(BLANK), Some(Align::Min));
            }
        }
        shown.go = None;
        follow(ui, shown, sheets, place, &spot, &seen);
        let clip = ui.clip_rect();
        want(ui, shown, &seen, clip, zooming);
        for (i, rect) in seen.iter().enumerate() {
            let response = page_ui(ui, shown, i, *rect);
            if response.has_focus() {
                has_keys = true;
                shown.current = i;
            }
            if ui.is_rect_visible(*rect) {
                mark(ui, sheets, &spot, i, *rect);
            }
            if response.clicked() {
                go(sheets, i, *rect, response.interact_pointer_pos(), actions);
            }
        }
        // The page at the middle is the one looked at.
        let middle = clip.center().y;
        let away = |r: &Rect| (r.top() - middle).max(middle - r.bottom()).max(0.0);
        let nearest = |a: &(usize, &Rect), b: &(usize, &Rect)| away(a.1).total_cmp(&away(b.1));
        if let Some((i, rect)) = seen.iter().enumerate().min_by(nearest) {
            shown.current = i;
            shown.percent = rect.width() / paper(sheets, i).x / DOTS * 100.0;
        }
    });
    shown.offset = out.state.clamped_offset();
    has_keys
}

/// Width and height of a page in points of paper.
fn paper(sheets: &Sheets, page: usize) -> Vec2 {
    let (w, h) = sheets.pages.pages.get(page).map_or(crate::page::PAPER, crate::page::Page::size);
    vec2(w, h)
}

fn sizes(zoom: Zoom, sheets: &Sheets, area: Rect) -> Vec<Vec2> {
    let room = area.size() - Vec2::splat(2.0 * BLANK);
    let size = |i: usize| {
        let p = paper(sheets, i);
        let scale = match zoom {
            Zoom::Width => room.x / p.x,
            Zoom::Page => (room.x / p.x).min(room.y / p.y),
            Zoom::Percent(percent) => DOTS * percent / 100.0,
        };
        p * scale.max(PERCENT.start() / 100.0 * DOTS / 2.0)
    };
    (0..sheets.pages.pages.len()).map(size).collect()
}

/// Ctrl and the wheel; what is under the mouse stays there. True while it is being turned.
fn by_wheel(ui: &Ui, shown: &mut Shown, area: Rect) -> bool {
    let turned = ui.input(|i| i.zoom_delta());
    let over = ui.rect_contains_pointer(area);
    let Some(at) = ui.input(|i| i.pointer.hover_pos()).filter(|_| over && turned != 1.0) else {
        return false;
    };
    let percent = (shown.percent * turned).clamp(*PERCENT.start(), *PERCENT.end());
    let ratio = percent / shown.percent.max(1.0);
    shown.zoom = Zoom::Percent(percent);
    shown.percent = percent;
    let inside = at - area.min;
    shown.scroll_to = Some((shown.offset + inside) * ratio - inside);
    true
}

/// Brings what is being edited into view when it is another place, or was moved by what was typed.
fn follow(ui: &Ui, shown: &mut Shown, sheets: &Sheets, place: &Source, spot: &Spot, seen: &[Rect]) {
    let now = (place.clone(), sheets.revision);
    if shown.followed.as_ref() == Some(&now) {
        return;
    }
    shown.followed = Some(now);
    let Some((page, on_paper)) = spot.boxes.first() else { return };
    let Some(rect) = seen.get(*page) else { return };
    let rect = on_screen(sheets, *page, *rect, *on_paper);
    let clip = ui.clip_rect();
    let inside = rect.top() >= clip.top() && rect.top() + 20.0 <= clip.bottom();
    if !inside {
        // A long paragraph from its beginning, anything else in the middle.
        let long = rect.height() > clip.height() * 0.6;
        ui.scroll_to_rect(rect.expand(BLANK), Some(if long { Align::Min } else { Align::Center }));
    }
}

/// Asks for the pages that are seen, then for those that may be seen next.
fn want(ui: &Ui, shown: &mut Shown, seen: &[Rect], clip: Rect, zooming: bool) {
    let dots = |r: &Rect| {
        let least = thumbs::dots(ui.pixels_per_point()) + 1;
        ((r.width() * ui.pixels_per_point()).round() as usize).clamp(least, WIDEST)
    };
    // What is near is drawn beforehand, but of large pages only what is seen is kept.
    let ahead = if seen.iter().any(|r| dots(r) > 1000) { 0.0 } else { clip.height() * 0.5 };
    let near = clip.expand2(vec2(0.0, ahead));
    let visible = |r: &Rect| r.intersects(clip);
    // A size that is passed through is not worth drawing.
    if zooming {
        ui.ctx().request_repaint();
    } else {
        for (i, r) in seen.iter().enumerate().filter(|(_, r)| visible(r)) {
            shown.textures.want_large(i, dots(r));
        }
    }
    for (i, r) in seen.iter().enumerate().filter(|(_, r)| !zooming && !visible(r) && r.intersects(near)) {
        shown.textures.want_large(i, dots(r));
    }
    if shown.thumbs {
        thumbs::want(shown, ui.pixels_per_point(), seen.len());
    }
    shown.textures.keep(|page| seen.get(page).is_some_and(|r| r.intersects(near)));
}

fn page_ui(ui: &Ui, shown: &Shown, page: usize, rect: Rect) -> Response {
    let response = ui.interact(rect, Id::unique(("page", page)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Image, true, format!("第{}页", page + 1)));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, Color32::WHITE);
    let middle = |words: &str| {
        let grey = Color32::from_gray(110);
        painter.text(rect.center(), Align2::CENTER_CENTER, words, FontId::proportional(14.0), grey);
    };
    match shown.textures.large(page) {
        Look::Picture(t) => {
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(t.id(), rect, uv, Color32::WHITE);
        }
        Look::Failed => middle("这一页没有画出来；导出和打印不受影响"),
        Look::Blank => {}
    }
    let line = match response.has_focus() {
        true => Stroke::new(2.0, theme::get().accent),
        false => Stroke::new(1.0, theme::get().hairline),
    };
    painter.rect_stroke(rect, 0.0, line, StrokeKind::Outside);
    response
}

/// A box on paper as it stands on the screen.
fn on_screen(sheets: &Sheets, page: usize, rect: Rect, [x0, y0, x1, y1]: [f32; 4]) -> Rect {
    let scale = rect.width() / paper(sheets, page).x;
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * scale;
    Rect::from_min_max(at(x0, y0), at(x1, y1))
}

/// Softly marks the place being edited.
fn mark(ui: &Ui, sheets: &Sheets, spot: &Spot, page: usize, rect: Rect) {
    let accent = theme::get().accent;
    for (_, on_paper) in spot.boxes.iter().filter(|(p, _)| *p == page && spot.itself) {
        let box_ = on_screen(sheets, page, rect, *on_paper).expand(2.0);
        ui.painter().rect_filled(box_, 2.0, accent.gamma_multiply(0.12));
        let side = Rect::from_min_max(box_.min - vec2(3.0, 0.0), pos2(box_.left(), box_.bottom()));
        ui.painter().rect_filled(side, 1.0, accent.gamma_multiply(0.7));
    }
}

/// Goes to what is printed at a point; by the keys, to the first thing on the page.
fn go(sheets: &Sheets, page: usize, rect: Rect, at: Option<Pos2>, actions: &mut Vec<Action>) {
    let Some(p) = sheets.pages.pages.get(page) else { return };
    let scale = paper(sheets, page).x / rect.width().max(1.0);
    let source = match at {
        Some(at) => {
            let v = (at - rect.min) * scale;
            p.source_at(v.x, v.y)
        }
        None => p.areas.first().map(|a| &a.source),
    };
    if let Some(s) = source {
        actions.push(Action::GoSource(s.clone()));
    }
}
