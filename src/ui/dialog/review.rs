//! What was read from a document, before it is taken over: how much of it, and in groups what is to be looked at.

use super::source::{self, UnreadPlace};
use super::widgets::{cell_ui, focus};
use super::{Cx, Dialog, Stay, WavedBy};
use crate::app::open;
use crate::app::reading::Purpose;
use crate::checks::Level;
use crate::report::{Note, NoteKind, Report};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::{InLines, Tip};
use crate::ui::scrolled::scrolled;
use crate::ui::theme;
use egui::{CollapsingHeader, Grid, RichText, ScrollArea, Ui};

/// Its groups, the one that a clerk looks at first before the others; whether it has to be looked at.
const GROUPS: [(NoteKind, bool); 5] = [
    (NoteKind::Doubtful, true),
    (NoteKind::Missing, true),
    (NoteKind::NotCarried, true),
    (NoteKind::ReadDifferently, false),
    (NoteKind::Dropped, false),
];

/// As wide as there is room and eyes follow a line.
fn width(ui: &Ui) -> f32 {
    crate::form::bounds::between(ui.ctx().content_rect().width() - 96.0, 400.0, 1040.0)
}

/// Shows the notes of what was read.
#[derive(Debug, Default)]
pub struct Review {
    /// What of the document is chosen to be put somewhere.
    chosen: Option<UnreadPlace>,
}

impl Dialog for Review {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(ready) = cx.review else { return Stay::Done };
        let r = &ready.report;
        // Few words need no wide sheet.
        let looked_at = |n: &Note| GROUPS.contains(&(n.kind, true));
        let wide = r.notes.iter().any(looked_at);
        ui.set_width(if wide { width(ui) } else { width(ui).min(620.0) });
        let draft = r.predecessor.is_some();
        heading(
            ui,
            if draft {
                "去年的报告读好了，请看过再开始"
            } else {
                "读入的结果，请看过再用"
            },
        );
        ui.words(RichText::new(sentence(r)).strong());
        ui.words(
            RichText::new(format!("{}（{}）", r.title_line(), r.form().label)).color(theme::get().faint),
        );
        ui.separator();
        let height = ui.ctx().content_rect().height() - 250.0;
        scrolled(ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]), ui, |ui| {
            for (kind, wide) in GROUPS {
                let notes: Vec<&Note> = r.notes.iter().filter(|n| n.kind == kind).collect();
                if !notes.is_empty() {
                    group_ui(ui, kind, wide, &notes);
                }
                // Behind what is doubtful, which is where it can be settled.
                if kind == NoteKind::Doubtful {
                    source::ui(ui, ready, &mut self.chosen, actions);
                }
            }
        });
        if let Some(words) = afterwards(r, draft) {
            ui.separator();
            ui.words(RichText::new(words).small().color(theme::get().faint));
        }
        let changed = cx.report().and_then(|open| ready.is_of_same(open));
        let mut keep = true;
        ui.horizontal_wrapped(|ui| {
            let mut first = cx.first;
            let mut button = |words: &str, tip: &str| {
                let clicked = focus(std::mem::take(&mut first), ui.button(words)).tip(tip).clicked();
                keep &= !clicked;
                clicked
            };
            // Who changed it sends it back, and it comes by this door.
            if let Some(file) = changed
                && button(
                    "和打开的逐处比，采用改过的",
                    "打开着的也是这个机关、这一年的报告；它留着，改过的逐处采用",
                )
            {
                actions.push(Action::Decline);
                actions.push(Action::LookAtOther(file.to_path_buf(), Purpose::Compare));
            }
            if button("用这份", "打开这一份") {
                actions.push(Action::Accept);
            }
            if button("不用", "什么也不变") {
                actions.push(Action::Decline);
            }
        });
        Stay::when(keep)
    }
    /// It can be read again.
    fn waved_by(&self) -> WavedBy {
        WavedBy::Escape
    }
    fn closed(&self, escaped: bool) -> Option<Action> {
        escaped.then_some(Action::Decline)
    }
    fn left(&self) -> Option<Action> {
        Some(Action::Decline)
    }
    fn is_of_report(&self) -> bool {
        false
    }
    fn width(&self, ui: &Ui) -> f32 {
        width(ui)
    }
}

/// What becomes of the notes, where there are any; a `draft` says what waits in it.
fn afterwards(r: &Report, draft: bool) -> Option<&'static str> {
    let doubtful = r.notes.iter().any(|n| n.kind == NoteKind::Doubtful);
    match (draft, doubtful, r.notes.is_empty()) {
        (true, ..) => Some("今年的数都等您填；开始以后，右边还会逐条列着，可以改。"),
        (_, true, _) => Some("拿不准的都留作未填，没有猜；用了以后，右边还会逐条列着，可以改。"),
        (_, _, false) => Some("用了以后，右边还会逐条列着。"),
        _ => None,
    }
}

/// How many cells were read, and how many things are to be looked at.
fn sentence(r: &Report) -> String {
    // Of this year's report nothing was read but what is carried over.
    let (source, whose) = match &r.predecessor {
        Some(p) => (&*p.snapshot, format!("{}年的报告：", p.snapshot.year)),
        None => (r, String::new()),
    };
    let cells = source.form().cells();
    let filled = cells.iter().filter(|k| source.value(k).is_some()).count();
    let count = |wanted: bool| {
        let kinds = GROUPS.iter().filter(|(_, open)| *open == wanted);
        kinds.map(|(k, _)| r.notes.iter().filter(|n| n.kind == *k).count()).sum::<usize>()
    };
    let read = match cells.len().saturating_sub(filled) {
        0 => format!("{whose}{}格的数都读到了", cells.len()),
        n => format!("{whose}{}格里读到{filled}格，{n}格未填", cells.len()),
    };
    match (count(true), count(false)) {
        (0, 0) => format!("{read}。"),
        (0, rest) => format!("{read}；没有要看的，另有{rest}处已按规范处理。"),
        (n, _) => format!("{read}；有{n}处要看一看。"),
    }
}

fn group_ui(ui: &mut Ui, kind: NoteKind, wide: bool, notes: &[&Note]) {
    let color = if wide { theme::color(Level::Warning) } else { theme::get().faint };
    let head = RichText::new(format!("{}　{}处", kind.word(), notes.len())).color(color);
    let text = ui.available_width() * 0.62;
    let source = ui.available_width() * 0.32;
    CollapsingHeader::new(head).id_salt(kind.word()).default_open(wide).show(ui, |ui| {
        Grid::new(kind.word()).num_columns(2).striped(true).spacing([16.0, 6.0]).show(ui, |ui| {
            for n in notes {
                // Said once at the top.
                cell_ui(ui, text, RichText::new(n.text.strip_prefix(open::OF_LAST).unwrap_or(&n.text)));
                let words = n.told_source().unwrap_or_default();
                cell_ui(ui, source, RichText::new(words).small().color(theme::get().faint));
                ui.end_row();
            }
        });
    });
}
