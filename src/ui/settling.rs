//! What the clerk settles about the program: sizes, looks, fonts, where Enter goes, how it is printed.

use super::action::Deliverables;
use super::theme;
use super::window::Window;
use crate::app::message::Message;
use crate::form::bounds::between;
use crate::print::Choices;
use crate::store::settings::{Enter, Look};
use egui::Context;

/// Said where the pages are too much for the machine.
const NO_ROOM: &str = "内存不够，预览关掉了；报告没有受影响，可以照常编辑、保存、导出。请先保存，关掉别的程序，再按 F5 打开预览。";

pub fn zoom(w: &mut Window, ctx: &Context, percent: u32) {
    let zoom = between(percent, 80, 200);
    w.session.set(move |s| s.zoom = zoom);
    ctx.set_zoom_factor(zoom as f32 / 100.0);
}

pub fn limit_words(w: &mut Window, most: usize) {
    w.session.set(move |s| s.word_limit = most);
}

/// Where Enter goes from a cell.
pub fn enter_goes(w: &mut Window, enter: Enter) {
    w.session.set(move |s| s.enter = enter);
}

/// Whether Tab and Enter stop at totals.
pub fn stop_at_totals(w: &mut Window) {
    let on = !w.session.settings().stop_at_totals;
    w.session.set(move |s| s.stop_at_totals = on);
}

/// Whether last year's numbers stand beside this year's.
pub fn last_year(w: &mut Window) {
    let on = !w.session.settings().last_year;
    w.session.set(move |s| s.last_year = on);
}

/// How the window looks.
pub fn look(w: &mut Window, ctx: &Context, look: Look) {
    w.session.set(move |s| s.look = look);
    theme::dress(ctx, look);
}

/// Closes the preview: its pages are too much for the machine.
pub fn give_up_pages(w: &mut Window, ctx: &Context) {
    w.session.end_preview();
    if w.view.preview.is_some() {
        w.view.toggle_preview(ctx);
    }
    w.session.tell(Message::bad(NO_ROOM));
}

/// Prints, and remembers how.
pub fn print(w: &mut Window, choices: Choices) {
    w.view.printed = choices.clone();
    w.session.begin_printing(choices);
}

/// Makes several documents of the report; printed as it was printed last.
pub fn make_all(w: &mut Window, what: Deliverables) {
    match what {
        Deliverables::Package(folder, also) => w.session.begin_publishing(&folder, also),
        Deliverables::Documents { formats, print } => {
            let choices = Choices { pages: Vec::new(), copies: 1, ..w.view.printed.clone() };
            w.session.begin_finishing(formats, print.then_some(choices));
        }
    }
}
