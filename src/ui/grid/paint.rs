//! What cells, heads and labels look like in each of their states.

use super::cx::{CellCx, GridCx};
use super::hairlines;
use super::layout::{GridLayout, Layer};
use super::measure::{PAD, SIZE, fold};
use super::state::GridState;
use crate::form::grid::Content;
use crate::form::table::CellKey;
use crate::report::next_year;
use crate::report::value::{Cell, Value};
use crate::ui::theme;
use egui::emath::GuiRounding;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Color32, FontId, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

/// Size of the numbers.
pub const NUMBER: f32 = 14.0;

/// What lies under the cells and the heads among them, and the lines between: painted once, and all at once.
pub fn ground(ui: &Ui, cx: &GridCx<'_>, origin: Pos2, state: &GridState) -> Mesh {
    let GridCx { report, table, layout, .. } = *cx;
    let p = theme::get();
    let selected = if state.anchor == state.cursor { Vec::new() } else { state.selected(table) };
    let color = |content: &Content| match content {
        Content::Cell(key) if selected.contains(key) => Some(p.selected),
        Content::Cell(key) if report.cell(key).follows() => Some(p.computed),
        Content::Cell(_) => None,
        _ => Some(p.head),
    };
    let [body, ..] = &layout.layers;
    let mut mesh = Mesh::default();
    let cells = Rect::from_min_max(layout.fixed.to_pos2(), layout.size.to_pos2());
    fill(&mut mesh, ui, cells.translate(origin.to_vec2()), p.paper);
    layer(&mut mesh, ui, layout, body, origin.to_vec2(), color);
    mesh
}

/// The grounds of a layer's tiles and the lines between them.
fn layer(
    mesh: &mut Mesh,
    ui: &Ui,
    layout: &GridLayout,
    layer: &Layer,
    by: Vec2,
    color: impl Fn(&Content) -> Option<Color32>,
) {
    for (tile, rect) in layout.of(layer) {
        if let Some(color) = color(&tile.content) {
            fill(mesh, ui, rect.translate(by), color);
        }
    }
    hairlines::draw(mesh, &layer.lines, by, ui.pixels_per_point(), theme::get().hairline);
}

/// A ground to whole dots, so that neighbours leave no gap and share no dot.
fn fill(mesh: &mut Mesh, ui: &Ui, rect: Rect, color: Color32) {
    let rect = rect.intersect(ui.clip_rect());
    if rect.is_positive() {
        mesh.add_colored_rect(rect.round_to_pixels(ui.pixels_per_point()), color);
    }
}

/// A number or a word, clipped only where it is too long: every change of the clip is a draw of its own.
fn words(ui: &Ui, rect: Rect, (at, align): (Pos2, Align2), text: String, size: f32, color: Color32) {
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(text, FontId::proportional(size), color);
    let place = align.anchor_size(at, galley.size());
    if rect.x_range().contains(place.left()) && rect.x_range().contains(place.right()) {
        painter.galley(place.min, galley, color);
    } else {
        let painter = painter.with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.galley(place.min, galley, color);
    }
}

/// What stands in a cell: number, marks.
pub fn cell(ui: &Ui, cx: &GridCx<'_>, c: &CellCx<'_>, has_keys: bool) {
    let (report, CellCx { key, rect, text, findings, .. }) = (cx.report, c);
    let (rect, size) = (*rect, NUMBER * cx.layout.scale);
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let cell = report.cell(key);
    // What is wrong with a sentence that tells the number leaves the cell white: else the table's own faults drown.
    let of = |prose: bool| findings.iter().filter(move |f| f.is_open() && f.part.is_some() == prose);
    let own = of(false).map(|f| f.level).min();
    if let Some(level) = own.or(of(true).map(|f| f.level).min()) {
        let c = theme::color(level).gamma_multiply(if own.is_some() { 1.0 } else { 0.5 });
        if own.is_some() {
            painter.rect_filled(rect.shrink(1.0), 0.0, c.gamma_multiply(0.10));
        }
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
    last_year(ui, cx, c);
    let stacked = cx.layout.stacked;
    let right = match stacked {
        true => (rect.right_bottom() - vec2(6.0, 1.0), Align2::RIGHT_BOTTOM),
        false => (pos2(rect.right() - 6.0, rect.center().y), Align2::RIGHT_CENTER),
    };
    let raw = matches!(cell, Cell::Typed(Value::Raw(_)));
    let color = if raw { theme::color(crate::checks::Level::Error) } else { theme::get().ink };
    match report.value(key) {
        None => words(ui, rect, right, "·".into(), size, theme::get().faint),
        Some(_) => {
            let own = number(ui, (rect, stacked), text, size, color);
            if next_year::source_of(report, key).is_some() {
                // Came over from last year.
                let (at, font) = (own.left_center() - vec2(2.0, 0.0), FontId::proportional(size - 4.0));
                painter.text(at, Align2::RIGHT_CENTER, "→", font, theme::get().accent);
            }
        }
    }
    if has_keys {
        painter.rect_stroke(rect, 0.0, Stroke::new(2.0, theme::get().accent), StrokeKind::Inside);
    }
}

/// Last year's number, grey at the left: this year's stand at the right. While one is typed it is drawn over the field.
pub fn last_year(ui: &Ui, cx: &GridCx<'_>, cell: &CellCx<'_>) {
    let (report, key, rect) = (cx.report, cell.key, cell.rect);
    let Some(v) = report.last_year(key).filter(|_| cx.options.last_year) else { return };
    let last = v.canonical(report.form().kind(key));
    let (at, smaller) = match cx.layout.stacked {
        true => ((rect.left_top() + vec2(6.0, 2.0), Align2::LEFT_TOP), 2.0),
        false => ((pos2(rect.left() + 6.0, rect.center().y), Align2::LEFT_CENTER), 1.0),
    };
    let size = NUMBER * cx.layout.scale - smaller;
    // Words that are no number take its place.
    let raw = matches!(report.cell(key), Cell::Typed(Value::Raw(_)));
    let digits = last.chars().count() as f32 * size / 2.0;
    if raw && !cx.layout.stacked && !fits(ui, &cell.text, size, rect.width() - digits - 18.0) {
        return;
    }
    words(ui, rect, at, last, size, theme::get().faint);
}

/// Whether a text has room in a field; where it has none, the field follows the caret only from the left.
pub fn fits(ui: &Ui, text: &str, size: f32, room: f32) -> bool {
    const MOST: usize = 40;
    let font = FontId::proportional(size);
    let width = |t: &str| ui.painter().layout_no_wrap(t.into(), font, Color32::BLACK).size().x;
    text.chars().nth(MOST).is_none() && width(text) <= room
}

/// A number at the right; what has no room shows its beginning, and the whole stands in the line above the table.
/// Where it stands.
fn number(ui: &Ui, (rect, below): (Rect, bool), text: &str, size: f32, color: Color32) -> Rect {
    let painter = ui.painter();
    let room = (rect.width() - 12.0).max(0.0);
    let mut job = LayoutJob::simple_singleline(short(text), FontId::proportional(size), color);
    job.wrap = TextWrapping::truncate_at_width(room);
    let galley = painter.layout_job(job);
    let x = if galley.elided { rect.left() + 6.0 } else { rect.right() - 6.0 - galley.size().x };
    let middle = rect.center().y - galley.size().y / 2.0;
    let y = if below { rect.bottom() - galley.size().y - 1.0 } else { middle };
    let stands = Rect::from_min_size(pos2(x, y), galley.size());
    painter.galley(stands.min, galley, color);
    stands
}

/// As much of a text as a cell could ever show, in one line.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    let line = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().take(MOST).map(line).collect()
}

/// Frames the two sides of the finding being looked at, the left one solid, the right one dashed; else the
/// parts of the total that has the focus.
pub fn frames(ui: &Ui, cx: &GridCx<'_>, origin: Pos2, state: &GridState) {
    let GridCx { report, layout, options, .. } = *cx;
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
pub fn furniture(ui: &Ui, layout: &GridLayout, origin: Pos2, view: Vec2) {
    for (i, l) in layout.layers.iter().enumerate() {
        let by = origin.to_vec2() + l.shift(view);
        // What lies under the first is there already.
        if i > 0 {
            let mut mesh = Mesh::default();
            layer(&mut mesh, ui, layout, l, by, |_| Some(theme::get().head));
            ui.painter().add(mesh);
        }
        for (tile, rect) in layout.of(l) {
            name(ui, &tile.content, rect.translate(by), SIZE * layout.scale);
        }
    }
}

fn name(ui: &Ui, content: &Content, rect: Rect, size: f32) {
    let (text, left) = match content {
        Content::Label(t) => (t, true),
        Content::Caption(t) | Content::Corner(t) | Content::Head(t) => (t, false),
        Content::Cell(_) => return,
    };
    if !ui.is_rect_visible(rect) {
        return;
    }
    let (painter, color) = (ui.painter(), theme::get().ink);
    let inner = rect.width() - 2.0 * PAD;
    let galley =
        painter.layout(fold(text, inner, size), FontId::proportional(size), color, inner.max(2.0 * size));
    let y = rect.center().y - galley.size().y / 2.0;
    let x = if left { rect.left() + PAD } else { rect.center().x - galley.size().x / 2.0 };
    painter.galley(pos2(x, y), galley, color);
}
