//! The keys of the grid: moving, typing, ranges, the clipboard.

use super::cx::{CellCx, GridCx};
use super::filling::{as_last_year, clear, copy, fill, fill_all};
use super::paint::{NUMBER, fits};
use super::state::{Editing, GridState, cell_id};
use super::steps::{focus, next_column, position, row_beyond, step_right};
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::value::Cell;
use crate::ui::action::Action;
use crate::ui::theme;
use egui::{Align2, Event, EventFilter, FontId, Frame, Id, ImeEvent, Key, Margin, Modifiers, TextEdit, Ui};

/// Begins editing: with the old text, or with what was just typed.
pub fn begin(report: &Report, key: &CellKey, state: &mut GridState, typed: Option<&str>) {
    let before = report.cell(key);
    let text = match typed {
        Some(_) => String::new(),
        None => match before {
            Cell::Compared(paper) => paper.to_string(),
            _ => report.canonical(key).unwrap_or_default(),
        },
    };
    state.ended = false;
    state.visit = state.visit.saturating_add(1);
    state.editing = Some(Editing { text, before, fresh: true, typed: typed.is_some() });
}

/// The field in a cell that is edited.
pub fn editor_id(key: &CellKey) -> Id {
    cell_id(key).with("editor")
}

/// The text field in the cell being edited. Every keystroke is in the report at once, so that totals and
/// findings follow; all of them are one step of the history.
pub fn editor(
    ui: &mut Ui,
    report: &Report,
    (cell, scale): (&CellCx<'_>, f32),
    state: &mut GridState,
    actions: &mut Vec<Action>,
) {
    let (key, rect, size) = (cell.key, cell.rect, NUMBER * scale);
    let group = format!("{key}#{}", state.visit);
    let Some(e) = &mut state.editing else { return };
    let id = editor_id(key);
    let old = e.text.clone();
    if e.fresh {
        // Before the field is shown, so that it takes the very key that began the editing.
        ui.memory_mut(|m| m.request_focus(id));
    }
    // All keys are ours here; of an arrow left to the toolkit it would move on from the cell that we moved to.
    let filter = EventFilter { tab: true, escape: true, horizontal_arrows: true, vertical_arrows: true };
    let fits = fits(ui, &e.text, size, rect.width() - 12.0);
    let field = TextEdit::singleline(&mut e.text)
        .id(id)
        .font(FontId::proportional(size))
        .desired_width(rect.width() - 12.0)
        .align(if fits { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER })
        .frame(Frame::NONE.inner_margin(Margin::symmetric(6, 0)))
        .background_color(theme::get().paper)
        .event_filter(filter);
    ui.painter().rect_filled(rect.shrink(2.0), 0.0, theme::get().paper);
    let response = ui.put(rect, field);
    response.clone().accessible_name(format!("{}（编辑）", report.form().cell_said(key)));
    if e.fresh {
        e.fresh = false;
        let end = egui::text::CCursor::new(e.text.chars().count());
        let mut s = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        s.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        s.store(ui.ctx(), id);
    }
    if e.text != old {
        actions.push(typed(group, Edit::from_paper(report.form(), key, &e.before, &e.text)));
    }
}

/// Who has the focus in this frame.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    Cell,
    Editor,
    Elsewhere,
}

/// Who has the focus in this pass, before anybody takes one. A block pasted while a field is open is for the grid,
/// not for the field.
pub fn holder(ui: &Ui, state: &mut GridState) -> Keys {
    let cursor = state.cursor.as_ref();
    let keys = ui.memory(|m| match cursor {
        Some(k) if m.has_focus(editor_id(k)) => Keys::Editor,
        Some(k) if m.has_focus(cell_id(k)) => Keys::Cell,
        _ => Keys::Elsewhere,
    });
    if keys == Keys::Editor {
        ui.input_mut(|i| {
            let block = |e: &Event| matches!(e, Event::Paste(t) if t.trim_end().contains(['\t', '\n']));
            if let Some(at) = i.events.iter().position(block)
                && let Event::Paste(t) = i.events.remove(at)
            {
                state.block = Some(t);
            }
        });
    }
    keys
}

/// Handles the keys while a cell or its editor has them.
pub fn handle(ui: &mut Ui, cx: &GridCx<'_>, state: &mut GridState, keys: Keys, actions: &mut Vec<Action>) {
    let (report, rows) = (cx.report, cx.rows());
    let Some(key) = state.cursor.clone() else { return };
    // The field lets go of the focus at Enter; the key was meant for it all the same.
    let on_editor = keys == Keys::Editor || ui.memory(|m| m.has_focus(editor_id(&key)));
    let on_cell = ui.memory(|m| m.has_focus(cell_id(&key)));
    if state.editing.is_some() && !on_editor && !state.editing.as_ref().is_some_and(|e| e.fresh) {
        // The pointer went elsewhere; what was typed stands.
        state.editing = None;
    }
    if !on_cell && !on_editor {
        return;
    }
    if let Some(t) = state.block.take().filter(|_| !cx.options.read_only) {
        state.editing = None;
        actions.extend(paste(cx, state, t));
        return focus(ui, state);
    }
    for event in ui.input(|i| i.events.clone()) {
        if cx.options.read_only && changes(&event) {
            continue;
        }
        match event {
            Event::Key { key: k, pressed: true, modifiers, .. } => {
                let (was, typing) = (state.cursor.clone(), state.editing.is_some());
                let goes_on = typing || state.ended;
                if typing {
                    editing_key(ui, cx, state, (k, modifiers), actions);
                } else {
                    cell_key(ui, cx, state, (k, modifiers), actions);
                }
                if matches!(k, Key::Enter | Key::Tab | Key::ArrowUp | Key::ArrowDown) {
                    state.ended = goes_on && state.editing.is_none() && state.cursor == was;
                }
            }
            Event::Text(t) | Event::Ime(ImeEvent::Commit(t))
                if state.editing.is_none() && !state.ended && matches!(t.as_str(), "=" | "＝") =>
            {
                let filled = as_last_year(report, state, actions);
                if filled {
                    cell_key(ui, cx, state, (Key::Enter, Modifiers::NONE), actions);
                }
            }
            Event::Text(t) | Event::Ime(ImeEvent::Commit(t))
                if state.editing.is_none() && !t.trim().is_empty() =>
            {
                type_over(ui, report, state, &t, actions);
            }
            Event::Copy if state.editing.is_none() => copy(ui, report, rows, state),
            Event::Cut if state.editing.is_none() => {
                copy(ui, report, rows, state);
                clear(report, rows, state, actions);
            }
            Event::Paste(t) if state.editing.is_none() => {
                actions.extend(paste(cx, state, t));
            }
            _ => {}
        }
    }
}

/// Whether an event would change what stands in cells.
fn changes(event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => match key {
            Key::F2 | Key::Delete | Key::Backspace => true,
            Key::D | Key::R | Key::Enter => modifiers.command,
            _ => false,
        },
        Event::Text(_) | Event::Ime(_) | Event::Cut | Event::Paste(_) => true,
        _ => false,
    }
}

/// What is typed in one visit to a cell is one step of the history.
fn typed(group: String, edit: Edit) -> Action {
    Action::Edit { name: "录入".into(), group: Some(group), edits: vec![edit] }
}

/// Text put where the selection begins.
fn paste(cx: &GridCx<'_>, state: &GridState, text: String) -> Option<Action> {
    let [at, _] = state.range(cx.rows())?;
    Some(Action::PasteCells { table: cx.table.key.clone(), at, text })
}

/// Typing on a selected cell replaces what stands there.
fn type_over(ui: &Ui, report: &Report, state: &mut GridState, text: &str, actions: &mut Vec<Action>) {
    let Some(key) = state.cursor.clone() else { return };
    if state.ended {
        return actions
            .push(Action::Tell("后面没有格了，这个数没有填；要改这一格，先点它一下，或者按 F2。".into()));
    }
    state.anchor = Some(key.clone());
    begin(report, &key, state, Some(text));
    if let Some(e) = &mut state.editing {
        e.text = text.to_string();
        let group = format!("{key}#{}", state.visit);
        actions.push(typed(group, Edit::from_paper(report.form(), &key, &e.before, text)));
    }
    ui.memory_mut(|m| m.request_focus(editor_id(&key)));
}

fn editing_key(
    ui: &Ui,
    cx: &GridCx<'_>,
    state: &mut GridState,
    (k, m): (Key, Modifiers),
    actions: &mut Vec<Action>,
) {
    match k {
        Key::Escape => {
            let (Some(e), Some(key)) = (state.editing.take(), state.cursor.clone()) else { return };
            let group = format!("{key}#{}", state.visit);
            actions.push(typed(group, Edit::Cell(key.clone(), e.before)));
            ui.memory_mut(|mem| mem.request_focus(cell_id(&key)));
        }
        Key::Enter | Key::Tab | Key::ArrowUp | Key::ArrowDown => {
            state.editing = None;
            cell_key(ui, cx, state, (k, m), actions);
        }
        Key::ArrowLeft | Key::ArrowRight
            if m.is_none() && state.editing.as_ref().is_some_and(|e| e.typed) =>
        {
            state.editing = None;
            cell_key(ui, cx, state, (k, m), actions);
        }
        _ => {}
    }
}

fn cell_key(
    ui: &Ui,
    cx: &GridCx<'_>,
    state: &mut GridState,
    (k, m): (Key, Modifiers),
    actions: &mut Vec<Action>,
) {
    let (report, rows) = (cx.report, cx.rows());
    let Some((r, c)) = state.cursor.as_ref().and_then(|key| position(rows, key)) else { return };
    let last = rows.len().saturating_sub(1);
    let end = rows.get(r).map_or(0, Vec::len).saturating_sub(1);
    let to = match k {
        Key::F2 => {
            if let Some(key) = state.cursor.clone() {
                begin(report, &key, state, None);
                ui.memory_mut(|mem| mem.request_focus(editor_id(&key)));
            }
            return;
        }
        Key::Delete | Key::Backspace => return clear(report, rows, state, actions),
        Key::A if m.command => {
            state.anchor = rows.first().and_then(|r| r.first()).cloned();
            state.cursor = rows.last().and_then(|r| r.last()).cloned();
            return focus(ui, state);
        }
        Key::D if m.command => return fill(report, rows, state, true, actions),
        Key::R if m.command => return fill(report, rows, state, false, actions),
        Key::Tab => {
            let column = state.tab_column.unwrap_or(c);
            step_right(ui, cx, state, m.shift);
            state.tab_column = Some(column);
            return;
        }
        Key::Enter if m.command => return fill_all(report, rows, state, actions),
        Key::Enter if cx.options.enter_right => return step_right(ui, cx, state, m.shift),
        Key::Enter => {
            let first = state.tab_column.take();
            let column = first.unwrap_or(c);
            let below = row_beyond(cx, r, column, m.shift);
            // At the foot on with the next column's head, as Tab goes on with the next row.
            let on = first.is_none() && !m.shift && below == r;
            on.then(|| next_column(cx, column)).flatten().unwrap_or((below, column))
        }
        Key::ArrowUp => (if m.command { 0 } else { r.saturating_sub(1) }, c),
        Key::ArrowDown => (if m.command { last } else { r.saturating_add(1).min(last) }, c),
        Key::ArrowLeft => (r, if m.command { 0 } else { c.saturating_sub(1) }),
        Key::ArrowRight => (r, if m.command { end } else { c.saturating_add(1).min(end) }),
        Key::Home => (if m.command { 0 } else { r }, 0),
        Key::End => (if m.command { last } else { r }, usize::MAX),
        Key::PageUp => (r.saturating_sub(10), c),
        Key::PageDown => (r.saturating_add(10).min(last), c),
        _ => return,
    };
    let extend = m.shift && k != Key::Enter;
    if let Some(key) = rows.get(to.0).and_then(|row| row.get(to.1).or(row.last())) {
        state.go(key.clone(), extend);
    }
    focus(ui, state);
}
