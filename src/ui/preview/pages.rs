//! The pages one below the other, with the place being edited marked on them.

use super::super::action::Action;
use super::super::scrolled::steady;
use super::super::theme;
use super::state::PreviewState;
use super::strip::{BLANK, DOTS, PERCENT, Strip, Zoom, paper};
use super::textures::PageLook;
use super::thumbs;
use crate::app::sheets::{SheetSpot, Sheets};
use crate::form::bounds::between;
use crate::page::structure::Source;
use crate::preview::WIDEST;
use egui::containers::scroll_area::{ScrollBarVisibility, ScrollSource};
use egui::emath::GuiRounding;
use egui::{
    Align, Align2, Color32, Event, FontId, Id, MouseWheelUnit, Pos2, Rect, Response, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit, pos2, vec2,
};

/// Whether one of the pages has the focus.
pub fn pages_ui(
    ui: &mut Ui,
    shown: &mut PreviewState,
    sheets: &Sheets,
    place: &Source,
    actions: &mut Vec<Action>,
) -> bool {
    let area = ui.available_rect_before_wrap();
    let zooming = by_wheel(ui, shown, area);
    ui.painter().rect_filled(area, 0.0, theme::get().head);
    let strip = Strip::new(shown.zoom, sheets, area);
    let spot = sheets.find(place);
    let scroll = scroll(ui, shown, sheets, place, (&strip, &spot), area);
    shown.laid = Some((area.size(), shown.zoom));
    let mut has_keys = false;
    let out = steady(ui, "pages", scroll, |ui, viewport| {
        let width = strip.whole.x.max(viewport.width());
        ui.set_min_size(vec2(width, strip.whole.y));
        let origin = ui.min_rect().min.to_vec2();
        let seen: Vec<Rect> =
            strip.pages(width).map(|r| r.translate(origin).round_to_pixels(ui.pixels_per_point())).collect();
        if shown.zoom != Zoom::Page {
            if let Some(r) = shown.go.take().and_then(|i| seen.get(i)) {
                ui.scroll_to_rect(r.expand(BLANK), Some(Align::Min));
            }
            if is_new(shown, sheets, place) {
                follow(ui, sheets, &spot, &seen);
            }
        }
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
        let nearest = |a: &(usize, &Rect), b: &(usize, &Rect)| away(a.1, clip).total_cmp(&away(b.1, clip));
        if let Some((i, rect)) = seen.iter().enumerate().min_by(nearest) {
            shown.current = i;
            shown.percent = rect.width() / paper(sheets, i).x / DOTS * 100.0;
        }
    });
    shown.offset = out.state.clamped_offset();
    shown.anchor = match shown.zoom {
        Zoom::Page => (shown.current, 0.0),
        _ => strip.anchor(shown.offset.y),
    };
    has_keys
}

/// How the pages are scrolled: a page alone is turned to, the others are left where they are.
fn scroll(
    ui: &Ui,
    shown: &mut PreviewState,
    sheets: &Sheets,
    place: &Source,
    (strip, spot): (&Strip, &SheetSpot),
    area: Rect,
) -> ScrollArea {
    let scroll = ScrollArea::both().auto_shrink([false, false]);
    if shown.zoom == Zoom::Page {
        let new = is_new(shown, sheets, place);
        turned(ui, shown, area);
        let followed = spot.boxes.first().filter(|_| new).map(|(page, _)| *page);
        let last = sheets.pages.pages.len().saturating_sub(1);
        shown.current = shown.go.take().or(followed).unwrap_or(shown.current).min(last);
        let at = vec2(0.0, shown.current as f32 * area.height());
        let scroll = scroll.scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden);
        scroll.scroll_source(ScrollSource::NONE).scroll_offset(at)
    } else {
        let moved = shown.laid != Some((area.size(), shown.zoom));
        let kept = || moved.then(|| vec2(shown.offset.x, strip.height_of(shown.anchor)));
        match shown.scroll_to.take().or_else(kept) {
            Some(to) => scroll.scroll_offset(to.max(Vec2::ZERO)),
            None => scroll,
        }
    }
}

/// Where whole pages are shown, the wheel turns them.
fn turned(ui: &Ui, shown: &mut PreviewState, area: Rect) {
    /// A finger's way on a touchpad, in points.
    const SWEEP: f32 = 60.0;
    let events = if ui.rect_contains_pointer(area) { ui.input(|i| i.events.clone()) } else { Vec::new() };
    for event in events {
        let Event::MouseWheel { unit, delta, modifiers, .. } = event else { continue };
        if modifiers.command {
            continue;
        }
        shown.rolled += if unit == MouseWheelUnit::Point { delta.y } else { delta.y.signum() * SWEEP };
        if shown.rolled.abs() >= SWEEP {
            shown.turn(shown.rolled < 0.0);
            shown.rolled = 0.0;
        }
    }
}

/// Ctrl and the wheel; what is under the mouse stays there. True while it is being turned.
fn by_wheel(ui: &Ui, shown: &mut PreviewState, area: Rect) -> bool {
    let turned = ui.input(|i| i.zoom_delta());
    let over = ui.rect_contains_pointer(area);
    let Some(at) = ui.input(|i| i.pointer.hover_pos()).filter(|_| over && turned != 1.0) else {
        return false;
    };
    let percent = between(shown.percent * turned, *PERCENT.start(), *PERCENT.end());
    let ratio = percent / shown.percent.max(1.0);
    // A page alone begins where it stands among the others.
    let alone = std::mem::replace(&mut shown.zoom, Zoom::Percent(percent)) == Zoom::Page;
    shown.percent = percent;
    let inside = at - area.min;
    shown.scroll_to = (!alone).then(|| (shown.offset + inside) * ratio - inside);
    true
}

/// Whether what is being edited is another place, or was moved by what was typed.
fn is_new(shown: &mut PreviewState, sheets: &Sheets, place: &Source) -> bool {
    let now = (place.clone(), sheets.revision);
    let new = shown.followed.as_ref() != Some(&now);
    shown.followed = Some(now);
    new
}

/// Brings what is being edited into view.
fn follow(ui: &Ui, sheets: &Sheets, spot: &SheetSpot, seen: &[Rect]) {
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

/// How far a page is from the middle of the window.
fn away(page: &Rect, clip: Rect) -> f32 {
    let middle = clip.center().y;
    (page.top() - middle).max(middle - page.bottom()).max(0.0)
}

/// Asks for the pages that are seen, then for those that may be seen next.
fn want(ui: &Ui, shown: &mut PreviewState, seen: &[Rect], clip: Rect, zooming: bool) {
    let dots = |r: &Rect| {
        let least = thumbs::dots(ui.pixels_per_point()).saturating_add(1);
        between((r.width() * ui.pixels_per_point()).round() as usize, least, WIDEST)
    };
    // What is near is drawn beforehand, but of large pages only what is seen is kept.
    let ahead = if seen.iter().any(|r| dots(r) > 1000) { 0.0 } else { clip.height() * 0.5 };
    let near = clip.expand2(vec2(0.0, ahead));
    let visible = |r: &Rect| r.intersects(clip);
    // What is looked at first: the page at the middle of the window.
    let mut order: Vec<(usize, &Rect)> =
        seen.iter().enumerate().filter(|(_, r)| r.intersects(near)).collect();
    order.sort_by(|a, b| away(a.1, clip).total_cmp(&away(b.1, clip)));
    // A size that is passed through is not worth drawing.
    if zooming {
        ui.ctx().request_repaint();
    } else {
        // None of them stays white: a small one is drawn in no time.
        for (i, _) in order.iter().filter(|(_, r)| visible(r)) {
            shown.textures.want_any(*i, thumbs::dots(ui.pixels_per_point()));
        }
        let (now, soon): (Vec<_>, Vec<_>) = order.iter().partition(|(_, r)| visible(r));
        now.into_iter().chain(soon).for_each(|(i, r)| shown.textures.want_large(i, dots(r)));
    }
    if shown.thumbs {
        thumbs::want(shown, ui.pixels_per_point(), seen.len());
    }
    shown.textures.keep(|page| seen.get(page).is_some_and(|r| r.intersects(near)));
}

fn page_ui(ui: &Ui, shown: &PreviewState, page: usize, rect: Rect) -> Response {
    let response = ui.interact(rect, Id::unique(("page", page)), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Image, true, format!("第{}页", page.saturating_add(1)))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    let blank = || painter.rect_filled(rect, 0.0, Color32::WHITE);
    let middle = |words: &str| {
        let grey = Color32::from_gray(110);
        painter.text(rect.center(), Align2::CENTER_CENTER, words, FontId::proportional(14.0), grey);
    };
    match shown.textures.large(page) {
        PageLook::Picture(t) => {
            let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            painter.image(t.id(), rect, uv, Color32::WHITE);
        }
        PageLook::Failed => {
            blank();
            middle("这一页没有画出来；导出和打印不受影响");
        }
        PageLook::Blank => {
            blank();
            middle("正在排版…");
        }
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
fn mark(ui: &Ui, sheets: &Sheets, spot: &SheetSpot, page: usize, rect: Rect) {
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
