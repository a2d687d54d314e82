//! A statutory table on the screen: hand-placed cells under heads and labels that stay in view. It reads the
//! report and asks for edits; it changes nothing itself.

mod cx;
mod filling;
mod hairlines;
mod keys;
mod layout;
mod legend;
mod measure;
mod options;
mod paint;
mod state;
mod steps;
mod told;

pub use keys::editor_id;
pub use layout::rows_of;
pub use legend::legend_ui;
pub use options::GridOptions;
pub use state::{GridState, cell_id};
pub use told::{name, no_number, on_paper};

use super::action::Action;
use super::context::{self, ListPlace, MenuEntry};
use super::scrolled::steady;
use crate::app::command::Id as CommandId;
use crate::form::grid::{Content, Tile};
use crate::form::table::{CellKey, Table};
use crate::report::Report;
use cx::{CellCx, GridCx};
use egui::{Event, Id, Pos2, Response, ScrollArea, Sense, Ui, Vec2, WidgetInfo, accesskit};
use layout::GridLayout;

/// Shows the table and takes the focus.
pub fn grid_ui(
    ui: &mut Ui,
    report: &Report,
    table: &Table,
    state: &mut GridState,
    options: &GridOptions<'_>,
    actions: &mut Vec<Action>,
) {
    let layout = GridLayout::cached(ui, report, table, options, &mut state.layout);
    let cx = GridCx { report, table, layout: &layout, options };
    let before = (state.cursor.clone(), state.editing.is_some());
    let mut moved = false;
    if let Some(key) = state.jump.take() {
        state.go(key.clone(), false);
        if let Some(last) = state.jump_over.take() {
            state.anchor = Some(last);
        }
        ui.memory_mut(|m| m.request_focus(cell_id(&key)));
        moved = true;
    }
    let keyed = |e: &Event| matches!(e, Event::Key { .. } | Event::Text(_) | Event::Ime(_));
    if moved || ui.input(|i| i.events.iter().any(keyed)) {
        state.rests = ui.input(|i| i.pointer.latest_pos());
    }
    let keys = keys::holder(ui, state);
    let scroll = ScrollArea::both().auto_shrink([false, true]).animated(false);
    let mut began = Vec2::ZERO;
    let shown = steady(ui, &format!("grid {}", table.key), scroll, |ui, view| {
        began = view.min.to_vec2();
        let (area, _) = ui.allocate_exact_size(layout.size, Sense::hover());
        let origin = area.min;
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(accesskit::Role::Table);
            node.set_label(table.title.clone());
            node.set_row_count(layout.grid.rows);
            node.set_column_count(layout.grid.cols);
        });
        // Heads and labels stay where the visible part begins.
        let pinned = Vec2::new(view.min.x.max(0.0), view.min.y.max(0.0));
        let ground = ui.painter().add(egui::Shape::Noop);
        for (i, tile) in layout.grid.tiles.iter().enumerate() {
            let (Some(key), Some(rect)) = (tile.cell(), layout.rects.get(i)) else { continue };
            let rect = rect.translate(origin.to_vec2());
            cell_ui(ui, &cx, &cx.cell(key, (tile.row, tile.col), rect), state, actions);
        }
        // Once it is known what is selected.
        ui.painter().set(ground, paint::ground(ui, &cx, origin, state));
        paint::frames(ui, &cx, origin, state);
        paint::furniture(ui, &layout, origin, pinned);
        heads(ui, &cx, origin, pinned, state);
        keys::handle(ui, &cx, state, keys, actions);
        // Also where a cell is written in that was scrolled out of sight.
        let begun = state.editing.is_some() && !before.1;
        if (moved || begun || state.cursor != before.0)
            && let Some(rect) = state.cursor.as_ref().and_then(|k| layout.rect(k))
        {
            let fixed = layout.fixed;
            let mut rect = rect.translate(origin.to_vec2());
            // Not only into the view: out from under the heads.
            rect.min -= fixed;
            ui.scroll_to_rect(rect, None);
        }
    });
    // Painted where it comes to rest, not on the way.
    if shown.state.clamped_offset() != began {
        ui.ctx().request_discard("the cell comes into view");
    }
    state.layout = Some(layout);
}

/// A click on a head or a label selects its cells.
fn heads(ui: &Ui, cx: &GridCx<'_>, origin: Pos2, pinned: Vec2, state: &mut GridState) {
    let grid = &cx.layout.grid;
    for (i, t) in grid.tiles.iter().enumerate().filter(|(_, t)| t.cell().is_none()) {
        let (head, label) = (t.row < grid.head_rows, t.right() <= grid.label_cols);
        let shift = Vec2::new(if label { pinned.x } else { 0.0 }, if head { pinned.y } else { 0.0 });
        let Some(rect) = cx.layout.rects.get(i) else { continue };
        let rect = rect.translate(origin.to_vec2() + shift).intersect(ui.clip_rect());
        let id = Id::unique(("head", cx.table.key.as_str(), i));
        if !rect.is_positive() || t.text().is_empty() {
            continue;
        }
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| match t.content {
            Content::Label(_) => {
                WidgetInfo::labeled(accesskit::Role::RowHeader, true, format!("行：{}", t.text()))
            }
            _ => WidgetInfo::labeled(accesskit::Role::ColumnHeader, true, format!("列：{}", t.text())),
        });
        if !response.clicked() {
            continue;
        }
        let cells: Vec<&CellKey> = under(grid, t).collect();
        if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            state.go((*first).clone(), false);
            state.anchor = Some((*last).clone());
            ui.memory_mut(|m| m.request_focus(cell_id(first)));
        }
    }
}

/// The cells that a head, label, caption or corner stands for.
fn under<'a>(grid: &'a crate::form::grid::TileGrid, t: &'a Tile) -> impl Iterator<Item = &'a CellKey> {
    let captions =
        |r: usize| grid.tiles.iter().any(|o| o.row == r && matches!(o.content, Content::Caption(_)));
    let end = (t.row.saturating_add(1)..grid.rows).find(|r| captions(*r)).unwrap_or(grid.rows);
    grid.tiles.iter().filter_map(move |o| {
        let in_rows = o.row >= t.row && o.row < t.below();
        let in_columns = o.col >= t.col && o.right() <= t.right();
        let below = o.row >= t.row && o.row < end;
        let mine = match t.content {
            Content::Label(_) => in_rows,
            Content::Head(_) => below && in_columns,
            Content::Caption(_) | Content::Corner(_) => below,
            Content::Cell(_) => false,
        };
        o.cell().filter(|_| mine)
    })
}

fn cell_ui(
    ui: &mut Ui,
    cx: &GridCx<'_>,
    cell: &CellCx<'_>,
    state: &mut GridState,
    actions: &mut Vec<Action>,
) {
    let (report, key) = (cx.report, cell.key);
    let response = ui.interact(cell.rect, cell_id(key), Sense::click_and_drag());
    told::describe(ui, report, cell, &response);
    // egui reports Enter as a click too; on the cell that has the focus already it chooses nothing.
    let chosen = response.clicked() && state.cursor.as_ref() != Some(key);
    if response.drag_started() || response.clicked_by(egui::PointerButton::Primary) || chosen {
        let extend = ui.input(|i| i.modifiers.shift);
        state.go(key.clone(), extend);
        response.request_focus();
    } else if response.has_focus() && state.cursor.as_ref() != Some(key) {
        // Reached by a screen reader or by Tab from outside.
        state.go(key.clone(), false);
    }
    if response.secondary_clicked() && !cx.options.read_only {
        let of_selection = |(t, ..): (&Table, _, _)| state.selected(t).contains(key);
        if !report.form().locate(key).is_some_and(of_selection) {
            state.go(key.clone(), false);
        }
        (state.menu_wanted, state.menu_at) = (true, response.interact_pointer_pos());
    }
    if state.cursor.as_ref() == Some(key) {
        menu(&response, state, actions);
    }
    if response.double_clicked() && !cx.options.read_only {
        keys::begin(report, key, state, None);
    }
    let dragging = ui.input(|i| i.pointer.primary_down() && i.pointer.is_decidedly_dragging());
    if dragging
        && response.contains_pointer()
        && state.anchor.is_some()
        && state.editing.is_none()
        && state.cursor.as_ref() != Some(key)
    {
        state.cursor = Some(key.clone());
        response.request_focus();
    }
    paint::cell(ui, cx, cell, state.cursor.as_ref() == Some(key));
    if state.cursor.as_ref() == Some(key) && state.editing.is_some() {
        keys::editor(ui, report, (cell, cx.layout.scale), state, actions);
        // A long number needs the room.
        const SHORT: usize = 4;
        if state.editing.as_ref().is_some_and(|e| e.text.chars().count() <= SHORT) {
            paint::last_year(ui, cx, cell);
        }
    }
    if ui.input(|i| i.pointer.latest_pos()) != state.rests {
        told::hover(report, cell, response);
    }
}

/// What the right button and the menu key offer in a cell.
fn menu(response: &Response, state: &mut GridState, actions: &mut Vec<Action>) {
    let asked = std::mem::take(&mut state.menu_wanted).then(|| {
        response.request_focus();
        let at = state.menu_at.take();
        ListPlace::new(at.unwrap_or(response.rect.center()), at.is_none())
    });
    let entries = || {
        let table = [CommandId::CopyLabelled, CommandId::FillZero, CommandId::Compute];
        context::clipboard().chain(table.into_iter().filter_map(MenuEntry::command)).collect()
    };
    context::offer(response, &mut state.menu, asked, entries, actions);
}
