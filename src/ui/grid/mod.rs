//! A statutory table on the screen: hand-placed cells under heads and labels that stay in view. It reads the
//! report and returns edits; it changes nothing itself.

mod hairlines;
mod keys;
mod layout;
mod paint;
mod told;

pub use told::no_number;

use super::action::Action;
use super::context::{self, Entry, Place};
use crate::app::command::Id as Command;
use crate::checks::Finding;
use crate::form::table::{CellKey, Content, Table, Tile};
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::value::Cell;
use egui::{Id, Pos2, Rect, Response, ScrollArea, Sense, Ui, Vec2, WidgetInfo, accesskit};
use layout::Layout;

/// What the grid remembers from frame to frame.
#[derive(Default)]
pub struct GridState {
    /// The cell that has the keys.
    pub cursor: Option<CellKey>,
    /// The other corner of the selection.
    pub anchor: Option<CellKey>,
    /// The text being typed, and what stood in the cell before.
    editing: Option<Editing>,
    /// Go there in the next frame.
    pub jump: Option<CellKey>,
    layout: Option<Layout>,
    /// Numbers the edits of cells, so that each visit is a step of its own.
    visit: u64,
    /// A block pasted while a field was open.
    block: Option<String>,
    /// Column where a run of Tabs began.
    tab_column: Option<usize>,
    menu: Place,
    /// The menu is asked for, with the right button at a point or by key.
    pub menu_wanted: bool,
    menu_at: Option<Pos2>,
}

struct Editing {
    text: String,
    before: Cell,
    /// The editor must be given the keys and the caret.
    fresh: bool,
}

/// What the grid shows beside the numbers.
pub struct GridOptions<'a> {
    /// Of the report: what was measured of it holds while this stands.
    pub revision: u64,
    pub enter_right: bool,
    /// Whether last year's numbers stand beside.
    pub last_year: bool,
    pub findings: &'a [Finding],
    /// The finding being looked at: its left cells framed solid, its right ones dashed.
    pub shown: Option<&'a Finding>,
}

/// One step for the history.
pub struct GridEdit {
    pub name: &'static str,
    pub group: Option<String>,
    pub edits: Vec<Edit>,
}

/// What a frame brought.
#[derive(Default)]
pub struct GridOutput {
    pub edits: Vec<GridEdit>,
    /// Text to be pasted at this row and column of the table's cells.
    pub paste: Option<((usize, usize), String)>,
    /// What else is to be done.
    pub actions: Vec<Action>,
}

/// Count, filled and sum of the selected cells.
pub struct Selection {
    pub count: usize,
    pub filled: usize,
    pub sum: i128,
    /// Names of the first and the last cell.
    pub ends: (String, String),
}

impl GridState {
    /// The selected cells as a rectangle of `rows`.
    fn range(&self, rows: &[Vec<CellKey>]) -> Option<[(usize, usize); 2]> {
        let find = |k: &CellKey| {
            rows.iter().enumerate().find_map(|(r, row)| row.iter().position(|c| c == k).map(|c| (r, c)))
        };
        let a = find(self.cursor.as_ref()?)?;
        let b = self.anchor.as_ref().and_then(find).unwrap_or(a);
        Some([(a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1))])
    }

    /// Keys of the selected cells, row by row.
    pub fn selected(&self, table: &Table) -> Vec<CellKey> {
        let rows = rows_of(table);
        let Some([(r0, c0), (r1, c1)]) = self.range(&rows) else { return Vec::new() };
        let row = |r: &Vec<CellKey>| r.iter().skip(c0).take(c1 + 1 - c0).cloned().collect::<Vec<_>>();
        rows[r0..=r1].iter().flat_map(row).collect()
    }

    /// The selection as text with the names of its rows and columns.
    pub fn labelled(&self, report: &Report, table: &Table) -> String {
        let form = report.form();
        let rows = rows_of(table);
        let Some([(r0, c0), (r1, c1)]) = self.range(&rows) else { return String::new() };
        let names = |k: &CellKey| {
            let found = form.locate(k);
            let (row, column) = found.map(|(_, r, c)| (r.labels(), c.labels())).unwrap_or_default();
            (row.join(" › "), column.last().copied().unwrap_or_default().to_string())
        };
        let mut out = String::new();
        let mut heads = Vec::new();
        for row in &rows[r0..=r1] {
            let cells: Vec<&CellKey> = row.iter().skip(c0).take(c1 + 1 - c0).collect();
            let now: Vec<String> = cells.iter().map(|k| names(k).1).collect();
            if now != heads {
                out.push_str(&format!("\t{}\r\n", now.join("\t")));
                heads = now;
            }
            let label = cells.first().map(|k| names(k).0).unwrap_or_default();
            let values: Vec<String> = cells.iter().map(|k| report.for_sheet(k).unwrap_or_default()).collect();
            out.push_str(&format!("{label}\t{}\r\n", values.join("\t")));
        }
        out
    }

    /// What the selection adds up to.
    pub fn selection(&self, report: &Report, table: &Table) -> Option<Selection> {
        let keys = self.selected(table);
        let values: Vec<_> = keys.iter().filter_map(|k| report.value(k)).collect();
        let sum = values.iter().filter_map(|v| v.whole()).sum();
        let name = |k: &CellKey| report.form().cell_name(k);
        let ends = (name(keys.first()?), name(keys.last()?));
        Some(Selection { count: keys.len(), filled: values.len(), sum, ends })
    }

    /// Cursor, selection and what is being typed, in words.
    pub fn whereabouts(&self) -> String {
        let key = |k: &Option<CellKey>| k.as_ref().map(|k| k.as_str().to_string());
        let typed = self.editing.as_ref().map(|e| &e.text);
        format!("{:?} {:?} {typed:?}", key(&self.cursor), key(&self.anchor))
    }

    /// Ends editing; what was typed stands in the report already.
    pub fn commit(&mut self) {
        self.editing = None;
    }

    fn go(&mut self, key: CellKey, extend: bool) {
        if !extend {
            self.anchor = Some(key.clone());
        }
        self.cursor = Some(key);
        self.editing = None;
        self.tab_column = None;
        self.visit += 1;
    }
}

/// The cells of a table row by row, as the keys and the clipboard walk them.
pub fn rows_of(table: &Table) -> Vec<Vec<CellKey>> {
    let mut rows: Vec<Vec<CellKey>> = Vec::new();
    for k in table.cells() {
        match rows.last_mut().filter(|r| r[0].row() == k.row()) {
            Some(r) => r.push(k),
            None => rows.push(vec![k]),
        }
    }
    rows
}

/// Shows the table and takes the keys.
pub fn grid_ui(
    ui: &mut Ui,
    report: &Report,
    table: &Table,
    state: &mut GridState,
    options: &GridOptions<'_>,
) -> GridOutput {
    let mut out = GridOutput::default();
    let layout = Layout::cached(ui, report, table, options, &mut state.layout);
    let before = state.cursor.clone();
    let mut moved = false;
    if let Some(key) = state.jump.take() {
        state.go(key.clone(), false);
        ui.memory_mut(|m| m.request_focus(cell_id(&key)));
        moved = true;
    }
    let keys = keys::holder(ui, state);
    let scroll = ScrollArea::both().id_salt(("grid", &table.key)).auto_shrink([false, true]);
    scroll.show_viewport(ui, |ui, view| {
        let (area, _) = ui.allocate_exact_size(layout.size, Sense::hover());
        let origin = area.min;
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(accesskit::Role::Table);
            node.set_label(table.title.clone());
        });
        // Heads and labels stay where the visible part begins.
        let pinned = Vec2::new(view.min.x.max(0.0), view.min.y.max(0.0));
        let ground = ui.painter().add(egui::Shape::Noop);
        for (i, tile) in layout.grid.tiles.iter().enumerate() {
            let Some(key) = tile.cell() else { continue };
            let rect = layout.rects[i].translate(origin.to_vec2());
            cell_ui(ui, report, key, rect, state, options, &mut out);
        }
        // Once it is known what is selected.
        ui.painter().set(ground, paint::ground(ui, report, table, &layout, origin, state));
        paint::frames(ui, report, &layout, origin, options, state);
        paint::furniture(ui, &layout, origin, pinned);
        heads(ui, table, &layout, origin, pinned, state);
        keys::handle(ui, report, table, state, options, keys, &mut out);
        if (moved || state.cursor != before)
            && let Some(rect) = state.cursor.as_ref().and_then(|k| layout.rect(k))
        {
            let fixed = layout.fixed;
            let mut rect = rect.translate(origin.to_vec2());
            // Not only into the view: out from under the heads.
            rect.min -= fixed;
            ui.scroll_to_rect(rect, None);
        }
    });
    state.layout = Some(layout);
    out
}

/// A click on a head or a label selects its cells.
fn heads(ui: &Ui, table: &Table, layout: &Layout, origin: egui::Pos2, pinned: Vec2, state: &mut GridState) {
    let grid = &layout.grid;
    for (i, t) in grid.tiles.iter().enumerate().filter(|(_, t)| t.cell().is_none()) {
        let (head, label) = (t.row < grid.head_rows, t.col + t.cols <= grid.label_cols);
        let shift = Vec2::new(if label { pinned.x } else { 0.0 }, if head { pinned.y } else { 0.0 });
        let rect = layout.rects[i].translate(origin.to_vec2() + shift).intersect(ui.clip_rect());
        let id = Id::unique(("head", table.key.as_str(), i));
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
fn under<'a>(grid: &'a crate::form::table::Grid, t: &'a Tile) -> impl Iterator<Item = &'a CellKey> {
    let captions =
        |r: usize| grid.tiles.iter().any(|o| o.row == r && matches!(o.content, Content::Caption(_)));
    let end = (t.row + 1..grid.rows).find(|r| captions(*r)).unwrap_or(grid.rows);
    grid.tiles.iter().filter_map(move |o| {
        let in_rows = o.row >= t.row && o.row < t.row + t.rows;
        let in_columns = o.col >= t.col && o.col + o.cols <= t.col + t.cols;
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

/// The widget id of a cell: the same wherever the table stands.
pub fn cell_id(key: &CellKey) -> Id {
    Id::unique(("cell", key.as_str()))
}

fn cell_ui(
    ui: &mut Ui,
    report: &Report,
    key: &CellKey,
    rect: Rect,
    state: &mut GridState,
    options: &GridOptions<'_>,
    out: &mut GridOutput,
) {
    let id = cell_id(key);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let findings: Vec<&Finding> =
        options.findings.iter().filter(|f| !f.quiet && f.all_cells().any(|k| k == key)).collect();
    let text = report.canonical(key).unwrap_or_default();
    told::describe(ui, report, key, &text, &findings, &response, id);
    // Enter counts as a click too; on the cell that has the keys it is no choice of another.
    let chosen = response.clicked() && state.cursor.as_ref() != Some(key);
    if response.drag_started() || response.clicked_by(egui::PointerButton::Primary) || chosen {
        let extend = ui.input(|i| i.modifiers.shift);
        state.go(key.clone(), extend);
        response.request_focus();
    } else if response.has_focus() && state.cursor.as_ref() != Some(key) {
        // Reached by a screen reader or by Tab from outside.
        state.go(key.clone(), false);
    }
    if response.secondary_clicked() {
        let of_selection = |(t, ..): (&Table, _, _)| state.selected(t).contains(key);
        if !report.form().locate(key).is_some_and(of_selection) {
            state.go(key.clone(), false);
        }
        (state.menu_wanted, state.menu_at) = (true, response.interact_pointer_pos());
    }
    if state.cursor.as_ref() == Some(key) {
        menu(&response, state, out);
    }
    if response.double_clicked() {
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
    paint::cell(ui, report, key, rect, &text, &findings, state, options);
    if state.cursor.as_ref() == Some(key) && state.editing.is_some() {
        keys::editor(ui, report, key, rect, state, out);
    }
    told::hover(report, key, &findings, response);
}

/// What the right button and the menu key offer in a cell.
fn menu(response: &Response, state: &mut GridState, out: &mut GridOutput) {
    let asked = std::mem::take(&mut state.menu_wanted).then(|| {
        response.request_focus();
        let at = state.menu_at.take();
        Place::new(at.unwrap_or(response.rect.center()), at.is_none())
    });
    let entries = || {
        let table = [Command::CopyLabelled, Command::FillZero, Command::Compute];
        context::clipboard().chain(table.into_iter().filter_map(Entry::command)).collect()
    };
    context::offer(response, &mut state.menu, asked, entries, &mut out.actions);
}
