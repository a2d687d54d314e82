//! What cells, heads and labels look like in each of their states.

use super::GridState;
use super::layout::{Layout, PAD, SIZE, fold};
use super::{GridOptions, rows_of};
use crate::checks::Finding;
use crate::form::table::{CellKey, Content};
use crate::report::Report;
use crate::report::next_year;
use crate::report::value::{Cell, Value};
use crate::ui::theme;
use egui::{Align2, Color32, FontId, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

/// Size of the numbers.
pub const NUMBER: f32 = 14.0;

/// A cell: ground, number, marks.
#[allow(clippy::too_many_arguments)] // one call, from `cell_ui`
pub fn cell(
    ui: &Ui,
    report: &Report,
    key: &CellKey,
    rect: Rect,
    text: &str,
    findings: &[&Finding],
    state: &GridState,
    options: &GridOptions<'_>,
) {
    let painter = ui.painter();
    let cell = report.cell(key);
    let worst = findings.iter().filter(|f| f.is_open()).map(|f| f.level).min();
    let selected = in_selection(report, key, state);
    let ground = match (selected, &cell) {
        (true, _) => theme::get().selected,
        (false, Cell::Computed) => theme::get().computed,
        _ => theme::get().paper,
    };
    painter.rect(rect, 0.0, ground, Stroke::new(1.0, theme::get().hairline), StrokeKind::Middle);
    if let Some(level) = worst {
        let c = theme::color(level);
        painter.rect_filled(rect.shrink(1.0), 0.0, c.gamma_multiply(0.10));
        // A sign in the corner, so that colour is not the only one.
        let p = rect.left_top() + vec2(1.0, 1.0);
        painter.add(Shape::convex_polygon(vec![p, p + vec2(8.0, 0.0), p + vec2(0.0, 8.0)], c, Stroke::NONE));
    } else if !findings.is_empty() {
        // Explained: the same corner, grey and hollow.
        let p = rect.left_top() + vec2(2.0, 2.0);
        let corner = vec![p, p + vec2(7.0, 0.0), p + vec2(0.0, 7.0)];
        painter.add(Shape::closed_line(corner, Stroke::new(1.0, theme::get().faint)));
    }
    if matches!(cell, Cell::Typed(_)) && report.form().total_of(key).is_some() {
        // Typed over a sum.
        let p = rect.right_bottom() - vec2(1.0, 1.0);
        painter.add(Shape::convex_polygon(
            vec![p, p - vec2(7.0, 0.0), p - vec2(0.0, 7.0)],
            theme::get().accent,
            Stroke::NONE,
        ));
    }
    if next_year::source_of(report, key).is_some() {
        // Came over from last year.
        let at = rect.left_top() + vec2(5.0, 5.0);
        painter.text(at, Align2::CENTER_CENTER, "→", FontId::proportional(8.0), theme::get().accent);
    }
    if options.last_year
        && let Some(v) = report.last_year(key)
    {
        // Small at the left: this year's numbers stand at the right.
        let words = v.canonical(report.form().kind(key));
        let at = rect.left_bottom() + vec2(4.0, -1.0);
        painter.with_clip_rect(rect.intersect(ui.clip_rect())).text(
            at,
            Align2::LEFT_BOTTOM,
            words,
            FontId::proportional(9.0),
            theme::get().faint,
        );
    }
    let right = pos2(rect.right() - 6.0, rect.center().y);
    let raw = matches!(cell, Cell::Typed(Value::Raw(_)));
    let color = if raw { theme::color(crate::checks::Level::Error) } else { theme::get().ink };
    if report.value(key).is_none() {
        painter.text(right, Align2::RIGHT_CENTER, "·", FontId::proportional(NUMBER), theme::get().faint);
    } else {
        painter.with_clip_rect(rect.intersect(ui.clip_rect())).text(
            right,
            Align2::RIGHT_CENTER,
            text,
            FontId::proportional(NUMBER),
            color,
        );
    }
    if state.cursor.as_ref() == Some(key) {
        painter.rect_stroke(rect, 0.0, Stroke::new(2.0, theme::get().accent), StrokeKind::Inside);
    }
}

fn in_selection(report: &Report, key: &CellKey, state: &GridState) -> bool {
    if state.anchor == state.cursor {
        return false;
    }
    let Some(cursor) = &state.cursor else { return false };
    let Some((table, _, _)) = report.form().locate(cursor) else { return false };
    let rows = rows_of(table);
    let Some([(r0, c0), (r1, c1)]) = state.range(&rows) else { return false };
    rows[r0..=r1].iter().any(|r| r.iter().skip(c0).take(c1 + 1 - c0).any(|k| k == key))
}

/// Frames the two sides of the finding being looked at, the left one solid, the right one dashed; else the
/// parts of the total that has the keys.
pub fn frames(
    ui: &Ui,
    report: &Report,
    layout: &Layout,
    origin: Pos2,
    options: &GridOptions<'_>,
    state: &GridState,
) {
    let rect = |k: &CellKey| layout.rect(k).map(|r| r.translate(origin.to_vec2()).shrink(1.5));
    // A table that is hardly begun would be nothing but frames.
    if let Some(f) = options.shown.filter(|f| !f.quiet) {
        let stroke = Stroke::new(1.5, theme::color(f.level));
        for r in f.left.iter().filter_map(rect) {
            ui.painter().rect_stroke(r, 0.0, stroke, StrokeKind::Inside);
        }
        for r in f.right.iter().filter_map(rect) {
            let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
            ui.painter().extend(Shape::dashed_line(&corners, stroke, 4.0, 3.0));
        }
        return;
    }
    let total = state.cursor.as_ref().and_then(|k| report.form().total_of(k));
    for r in total.into_iter().flat_map(|t| &t.left).filter_map(rect) {
        ui.painter().rect_stroke(r, 0.0, Stroke::new(1.0, theme::get().accent), StrokeKind::Inside);
    }
}

/// Heads and labels, drawn over the cells that scroll beneath them.
pub fn furniture(ui: &Ui, layout: &Layout, origin: Pos2, pinned: Vec2) {
    let grid = &layout.grid;
    // Labels first, then heads over them, the corner last.
    for pass in 0..3 {
        for (i, t) in grid.tiles.iter().enumerate() {
            if t.cell().is_some() {
                continue;
            }
            let head = t.row < grid.head_rows;
            let label = t.col + t.cols <= grid.label_cols;
            let mine = match (head, label) {
                (true, true) => 2,
                (true, false) => 1,
                _ => 0,
            };
            if mine != pass {
                continue;
            }
            let shift = vec2(if label { pinned.x } else { 0.0 }, if head { pinned.y } else { 0.0 });
            tile(ui, &t.content, layout.rects[i].translate(origin.to_vec2() + shift));
        }
    }
}

fn tile(ui: &Ui, content: &Content, rect: Rect) {
    let painter = ui.painter();
    painter.rect(rect, 0.0, theme::get().head, Stroke::new(1.0, theme::get().hairline), StrokeKind::Middle);
    let (text, left) = match content {
        Content::Label(t) => (t, true),
        Content::Caption(t) | Content::Corner(t) | Content::Head(t) => (t, false),
        Content::Cell(_) => return,
    };
    let color: Color32 = theme::get().ink;
    let inner = rect.width() - 2.0 * PAD;
    let galley = painter.layout(fold(text, inner), FontId::proportional(SIZE), color, inner.max(2.0 * SIZE));
    let y = rect.center().y - galley.size().y / 2.0;
    let x = if left { rect.left() + PAD } else { rect.center().x - galley.size().x / 2.0 };
    painter.galley(pos2(x, y), galley, color);
}
