//! The source beside the table it went to: rows of the document that were not taken whole, each beside its row of the
//! form. What nobody could place is marked in both; an empty cell that is clicked takes it, and gives it back.

use crate::app::reading::Ready;
use crate::app::source_rows::is_readable;
use crate::checks::Level;
use crate::form::Form;
use crate::form::bounds::between;
use crate::form::table::CellKey;
use crate::import::proof::TakenRow;
use crate::report::value::SEAM;
use crate::ui::action::Action;
use crate::ui::lines::{InLines, Tip, one_line, wrapped};
use crate::ui::theme;
use egui::{Align, Button, CollapsingHeader, Frame, Layout, RichText, Stroke, Ui, vec2};

/// A cell of the document: its row, its place there.
pub type UnreadPlace = (usize, usize);

/// Most rows that are shown: more are better filled in by hand.
const MOST: usize = 60;
/// How wide a cell of the form is shown: the names of seven columns have room, or those of three in full.
const CELL: (f32, f32) = (76.0, 116.0);
/// Between two of them.
const GAP: f32 = 4.0;

pub fn ui(ui: &mut Ui, ready: &Ready, chosen: &mut Option<UnreadPlace>, actions: &mut Vec<Action>) {
    let open = ready.source.open(ready.read());
    let head = match open.len() {
        0 => return,
        n => RichText::new(format!("对照原文　{n}行")).color(theme::color(Level::Warning)),
    };
    let more = open.len().saturating_sub(MOST);
    CollapsingHeader::new(head).id_salt("对照原文").default_open(true).show(ui, |ui| {
        let words = "左边是原文，右边是表里的这一行；点一个未填的格，原文的数就放进去，再点一下取回。";
        ui.words(RichText::new(words).small().color(theme::get().faint));
        for (at, row) in open.into_iter().take(MOST) {
            let line = Stroke::new(1.0, theme::get().hairline);
            Frame::new().inner_margin(6).fill(theme::get().paper).stroke(line).show(ui, |ui| {
                OpenRow { ready, at, row }.ui(ui, chosen, actions);
            });
        }
        if more > 0 {
            let words = format!("另有{more}行没有列出，用了以后照原文填。");
            ui.words(RichText::new(words).small().color(theme::get().faint));
        }
    });
}

/// A row of the document.
#[derive(Clone, Copy)]
struct OpenRow<'a> {
    ready: &'a Ready,
    at: usize,
    row: &'a TakenRow,
}

impl<'a> OpenRow<'a> {
    fn form(&self) -> &'static Form {
        self.ready.read().form()
    }
    /// Numbers of the document that went nowhere, by their places.
    fn unread(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let (form, any) = (self.form(), self.row.wanted.first());
        let here = self.row.cells.iter().enumerate().filter(|(_, (t, to))| to.is_none() && !t.is_empty());
        let text = here.map(|(n, (t, _))| (n, t.as_str()));
        text.filter(move |(_, t)| any.is_some_and(|k| is_readable(form, k, t)))
    }
    /// The one that goes where the clerk clicks: what was chosen, else the first.
    fn next(&self, chosen: Option<UnreadPlace>) -> Option<(usize, &'a str)> {
        let taken = chosen.and_then(|(row, n)| self.unread().find(|(m, _)| (row, n) == (self.at, *m)));
        taken.or_else(|| self.unread().next())
    }
    fn put(&self, cell: usize, key: &CellKey) -> Action {
        Action::PutRead { row: self.at, cell, key: key.clone() }
    }

    fn ui(&self, ui: &mut Ui, chosen: &mut Option<UnreadPlace>, actions: &mut Vec<Action>) {
        let width = ui.available_width() - 2.0;
        let left = width * 0.36;
        ui.set_width(width);
        ui.horizontal_top(|ui| {
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(vec2(left, 0.0), down, |ui| {
                ui.set_width(left);
                self.source_ui(ui, chosen);
            });
            ui.vertical(|ui| self.cells_ui(ui, *chosen, actions));
        });
    }

    /// As it stands in the document.
    fn source_ui(&self, ui: &mut Ui, chosen: &mut Option<UnreadPlace>) {
        let label = if self.row.label.is_empty() { "（没有行名）" } else { &self.row.label };
        let words = format!("原文第{}行　{label}", self.row.line);
        ui.add(wrapped(ui, RichText::new(words).small().color(theme::get().faint)));
        let next = self.next(*chosen).map(|(n, _)| n);
        ui.horizontal_wrapped(|ui| {
            for (n, (text, to)) in self.row.cells.iter().enumerate().filter(|(_, c)| !c.0.is_empty()) {
                let shown = text.replace(SEAM, " ");
                let unread = self.unread().any(|(m, _)| m == n);
                let color = if to.is_some() { theme::get().faint } else { theme::color(Level::Warning) };
                let words = RichText::new(&shown).color(color);
                if !unread {
                    let label = ui.words(words);
                    if to.is_none() {
                        label.tip("看不出是哪个数；用了以后照原文填");
                    }
                    continue;
                }
                let button = ui.add(Button::selectable(next == Some(n), words));
                let name = format!("原文第{}行第{}个：{shown}", self.row.line, n.saturating_add(1));
                let button = button.accessible_name(name).tip("先点它，再点右边它该在的格");
                if button.clicked() {
                    *chosen = Some((self.at, n));
                }
            }
        });
    }

    /// Its row of the form; columns that are called alike stand behind their group.
    fn cells_ui(&self, ui: &mut Ui, chosen: Option<UnreadPlace>, actions: &mut Vec<Action>) {
        let form = self.form();
        let group = |k: &CellKey| form.column_path(k).rsplit_once(" › ").map(|(g, _)| g.replace(" › ", " "));
        if let Some(k) = self.row.wanted.first() {
            let table = form.table_of(k).map_or("", |t| t.title.as_str());
            let row = form.row_path(k);
            let words = if row.is_empty() { table.to_string() } else { format!("{table}　{row}") };
            ui.add(wrapped(ui, RichText::new(words).small().color(theme::get().faint)));
        }
        for cells in self.row.wanted.chunk_by(|a, b| group(a) == group(b)) {
            if let Some(g) = cells.first().and_then(group) {
                ui.words(RichText::new(g).small());
            }
            let room = ui.available_width() + GAP;
            let fit = ((room / (CELL.0 + GAP)) as usize).max(1);
            let width = between(room / cells.len().min(fit) as f32 - GAP, CELL.0, CELL.1);
            for line in cells.chunks(fit) {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = GAP;
                    line.iter().for_each(|k| self.cell_ui(ui, (k, width), chosen, actions));
                });
            }
        }
    }

    /// A cell of the form under the name of its column.
    fn cell_ui(
        &self,
        ui: &mut Ui,
        (key, width): (&CellKey, f32),
        chosen: Option<UnreadPlace>,
        actions: &mut Vec<Action>,
    ) {
        let (form, p) = (self.form(), theme::get());
        let (name, column) = (form.cell_name(key), form.column_name(key));
        let value = self.ready.read().canonical(key);
        let by_hand = self.ready.source.is_by_hand(key);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.add(one_line(RichText::new(column).small().color(p.faint)));
            let size = vec2(width, 24.0);
            let amber = theme::color(Level::Warning);
            let (words, action) = match (&value, self.next(chosen)) {
                (Some(v), _) if by_hand => {
                    (format!("取回{name}里的{v}"), Some(Action::TakeBack(key.clone())))
                }
                (Some(_), _) => (String::new(), None),
                (None, Some((n, text))) => {
                    (format!("把{}放进{name}", text.replace(SEAM, " ")), Some(self.put(n, key)))
                }
                (None, None) => (String::new(), None),
            };
            let color = match &value {
                Some(_) if by_hand => p.accent,
                Some(_) => p.faint,
                None => amber,
            };
            let text = RichText::new(value.as_deref().unwrap_or("未填")).color(color);
            let Some(action) = action else {
                ui.add_sized(size, one_line(text));
                return;
            };
            let button = Button::new(text).stroke(Stroke::new(1.0, color));
            if ui.add_sized(size, button).tip(&words).accessible_name(words).clicked() {
                actions.push(action);
            }
        });
    }
}
