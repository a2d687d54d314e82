//! What the clerk settles about the program: sizes, looks, fonts, where Enter goes, how it is printed.

use super::theme;
use super::window::Window;
use crate::form::bounds::between;
use crate::print::Choices;
use crate::store::settings::{Enter, FontChoice, Look};
use egui::Context;

pub fn zoom(w: &mut Window, ctx: &Context, percent: u32) {
    w.session.settings.zoom = between(percent, 80, 200);
    ctx.set_zoom_factor(w.session.settings.zoom as f32 / 100.0);
    w.session.keep_settings();
}

pub fn limit_words(w: &mut Window, most: usize) {
    w.session.settings.word_limit = most;
    w.session.keep_settings();
}

/// Whether Enter goes down or to the right.
pub fn turn_enter(w: &mut Window) {
    let s = &mut w.session.settings;
    s.enter = if s.enter == Enter::Down { Enter::Right } else { Enter::Down };
    let word = if s.enter == Enter::Down { "向下" } else { "向右" };
    w.session.keep_settings();
    w.session.tell(format!("回车后{word}移动。"));
}

/// Whether last year's numbers stand beside this year's.
pub fn last_year(w: &mut Window) {
    w.session.settings.last_year = !w.session.settings.last_year;
    w.session.keep_settings();
}

pub fn next_look(w: &mut Window, ctx: &Context) {
    let (look, word) = match w.session.settings.look {
        Look::Light => (Look::Dark, "深色"),
        Look::Dark => (Look::Contrast, "黑白高对比"),
        Look::Contrast => (Look::Light, "浅色"),
    };
    w.session.settings.look = look;
    theme::dress(ctx, look);
    w.session.keep_settings();
    w.session.tell(format!("外观已换成{word}。"));
}

pub fn other_fonts(w: &mut Window) {
    let other = match w.session.settings.fonts {
        FontChoice::Bundled => FontChoice::System,
        FontChoice::System => FontChoice::Bundled,
    };
    w.session.begin_choosing_fonts(other);
}

/// Prints, and remembers how.
pub fn print(w: &mut Window, choices: Choices) {
    w.view.printed = choices.clone();
    w.session.begin_printing(choices);
}
