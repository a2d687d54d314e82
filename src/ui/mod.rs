//! The window: one panel a file. Views read the session and push actions, which are carried out after the
//! frame. egui stands only here.

mod action;
mod answers;
mod choice;
mod clipboard;
mod commands;
mod compare;
mod context;
pub mod dialogs;
mod editor;
mod fallen;
mod findings;
mod going;
pub mod grid;
mod home;
mod insert;
mod keeping;
mod launch;
mod many;
mod menus;
mod modal;
mod outline;
mod path_box;
mod preview;
mod printing;
mod renderer;
mod review;
mod settings;
mod shell;
mod start;
mod strict;
mod text;
mod theme;
mod turns;
mod view;
mod waiting;

use crate::app::guard::guarded;
use crate::app::reading::{Arrived, Purpose, Reading};
use crate::app::session::Session;
use action::Action;
use dialogs::Dialogs;
use egui::{CentralPanel, Context, Panel, Ui};
use fallen::{Fallen, Place};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use view::View;

pub use launch::run;

/// A document read within this time needs no word about waiting.
const AT_ONCE: Duration = Duration::from_millis(400);

/// A file dialog that has not answered yet.
struct Waiting {
    asked: dialogs::Asked,
    pending: dialogs::Pending,
    /// On the clock of the window.
    since: Option<f64>,
    /// Something else had the keys meanwhile: a dialog is there.
    seen: bool,
}

/// The program in its window.
pub struct App {
    session: Session,
    view: View,
    dialogs: Box<dyn Dialogs>,
    clipboard: clipboard::Clipboard,
    pending: Option<Waiting>,
    actions: Vec<Action>,
    /// Put off to the next pass.
    later: Vec<Action>,
    /// Panels and dialogs that went wrong.
    fallen: Fallen,
    /// What could be seen at the end of the last pass.
    seen: Option<view::Stance>,
    /// The window is to close once all that came before was taken.
    closing: bool,
    started: Option<Instant>,
    /// Milliseconds of each frame's own code, kept where times are asked for.
    frames: Vec<f64>,
    titled: String,
}

impl App {
    /// The app as it runs, with `file` opened; fonts and colours are set in `ctx`.
    pub fn new(ctx: &Context, session: Session, dialogs: Box<dyn Dialogs>, file: Option<PathBuf>) -> App {
        theme::install(ctx, session.settings.look);
        turns::install(ctx);
        ctx.set_zoom_factor(session.settings.zoom as f32 / 100.0);
        let new_year = session.today().map_or(2025, |d| d.year.saturating_sub(1));
        let mut app = App {
            session,
            view: View { new_year: new_year.to_string(), ..View::default() },
            dialogs,
            clipboard: clipboard::Clipboard::default(),
            pending: None,
            actions: Vec::new(),
            later: Vec::new(),
            fallen: Fallen::default(),
            seen: None,
            closing: false,
            started: None,
            frames: Vec::new(),
            titled: String::new(),
        };
        let wake = ctx.clone();
        app.session.set_wake(Arc::new(move || wake.request_repaint()));
        if let Some(f) = file {
            app.read(Reading::File(f));
        }
        app
    }

    /// The session, for tests.
    pub fn session(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Gives a command as a menu does, for tests.
    pub fn command(&mut self, id: crate::app::command::Id) {
        self.actions.push(Action::Command(id));
    }

    /// Shows a report in place of what is open, saved or not, for tests.
    pub fn show(&mut self, report: crate::report::Report) {
        self.session.show_opened(report);
        self.view.modal = None;
        action::fresh(self);
    }

    /// What the clerk can see of where he is, for tests: two of them are equal where nothing tells them apart.
    pub fn whereabouts(&self, ctx: &Context) -> String {
        self.view.whereabouts(ctx, self.session.report().map(|r| &**r))
    }

    /// How often a panel, a dialog or a step went wrong by a mistake of the program's own, for tests.
    pub fn faults(&self) -> usize {
        self.fallen.times()
    }

    /// Begins to read; what is read at once is open at once.
    fn read(&mut self, what: Reading) {
        self.session.begin_reading(what);
        self.arrive(AT_ONCE);
    }

    fn arrive(&mut self, wait: Duration) {
        match self.session.arrive(wait) {
            Arrived::Opened => action::fresh(self),
            Arrived::Other(Purpose::Audit | Purpose::TheirLast) => self.view.ask(modal::Modal::Other),
            Arrived::Other(Purpose::Compare) => self.actions.push(Action::CompareOther),
            Arrived::Other(Purpose::Last) => self.session.take_as_last(),
            Arrived::Unsaved => {
                self.view.ask(modal::Modal::Unsaved(Box::new(Action::Accept)));
            }
            Arrived::Done => {
                // What became of them takes the place of the question.
                self.view.modal.take_if(|m| matches!(m, modal::Modal::Many(_)));
            }
            Arrived::Failed => {
                if let Some(modal::Modal::Many(form)) = &mut self.view.modal {
                    form.failed(self.session.message.take().map(|m| m.text).unwrap_or_default());
                }
            }
            Arrived::Nothing | Arrived::Review => {}
        }
    }

    /// One pass: shows everything, then carries out what was asked for.
    fn pass_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.safely(|app| {
            app.poll(&ctx);
            if app.session.work().is_some() {
                app.arrive(Duration::ZERO);
                ctx.request_repaint_after(Duration::from_millis(40));
            }
            printing::keep_up(&ctx, &mut app.session, &mut app.view);
            // Consumed before any text field sees them; a question has all keys to itself.
            if app.view.modal.is_none() {
                shell::shortcuts(&ctx, &app.session, &mut app.actions);
            }
        });
        let form = self.session.report().map(|r| r.form());
        self.fallen.begin(self.stamp(&ctx), form);
        let shown = self.view.shown(&self.session);
        if !self.fallen.is_closed(Place::Section(shown)) {
            self.session.showing(shown);
        }
        let middle = self.panels_ui(ui);
        modal::modal_ui(&ctx, &self.session, &mut self.view, &mut self.fallen, &mut self.actions);
        let covered = self.view.modal.is_some() || waiting::is_shown(&self.session);
        home::keep(&ctx, &mut self.view, middle, covered);
        let acted = self.act(&ctx);
        self.safely(|app| {
            answers::dropped(app, &ctx);
            if let Some(wait) = app.session.tick() {
                ctx.request_repaint_after(wait);
            }
        });
        self.remember_size(&ctx);
        let title = self.session.title();
        if title != self.titled {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
        let seen = Some(view::Stance::of(&ctx, &self.view));
        let moved = seen != self.seen;
        self.seen = seen;
        turns::end(&ctx, acted || moved || !self.later.is_empty() || !self.actions.is_empty());
        // When it is known whether something is still to be taken.
        self.guard_close(&ctx);
    }

    /// The menu, the panels and what stands in the middle; returns where the middle is.
    fn panels_ui(&mut self, ui: &mut Ui) -> egui::Rect {
        let ctx = ui.ctx().clone();
        let App { session, view, fallen, actions, .. } = self;
        let findings = session.findings();
        Panel::top("menu").show(ui, |ui| {
            fallen.show(ui, Place::Menu, actions, |ui, actions| shell::menu_ui(ui, session, view, actions));
        });
        let now = ctx.input(|i| i.time);
        let patient = dialogs::PATIENCE.as_secs_f64();
        if self.pending.as_ref().and_then(|w| w.since).is_some_and(|t| now - t > patient) {
            Panel::top("waiting").show(ui, |ui| path_box::waiting_ui(ui, actions));
        }
        Panel::bottom("status").show(ui, |ui| {
            fallen
                .show(ui, Place::Status, actions, |ui, actions| shell::status_ui(ui, session, view, actions));
        });
        if session.document().is_none() {
            let shown = CentralPanel::default().show(ui, |ui| {
                fallen.show(ui, Place::Start, actions, |ui, actions| {
                    start::start_ui(ui, session, view, actions)
                });
            });
            return shown.response.rect;
        }
        // Where there is little room (a small screen, large type) the table gets it.
        let short = view::is_narrow(&ctx);
        let outline = Panel::left(if short { "short outline" } else { "outline" });
        let outline = if short {
            outline.exact_size(70.0).resizable(false)
        } else {
            outline.default_size(164.0).size_range(120.0..=260.0)
        };
        outline.show(ui, |ui| {
            fallen.show(ui, Place::Outline, actions, |ui, actions| {
                outline::outline_ui(ui, session, view, short, actions);
            });
        });
        if view.shows_findings(&ctx) {
            Panel::right("findings").default_size(256.0).size_range(210.0..=480.0).show(ui, |ui| {
                fallen.show(ui, Place::Findings, actions, |ui, actions| {
                    findings::findings_ui(ui, session, view, actions);
                });
            });
        }
        if view.shows_preview(&ctx) {
            let width = if view::is_wide(&ctx) { 620.0 } else { 440.0 };
            let panel = Panel::right("preview").default_size(width);
            panel.size_range(240.0..=1100.0).show(ui, |ui| {
                fallen.show(ui, Place::Preview, actions, |ui, actions| {
                    preview::preview_ui(ui, session, view, actions);
                });
            });
        }
        let frame = egui::Frame::central_panel(ui.style()).inner_margin(egui::Margin::symmetric(8, 4));
        let shown = CentralPanel::default().frame(frame).show(ui, |ui| {
            if view.compare.is_some() {
                fallen.show(ui, Place::Compare, actions, |ui, actions| {
                    compare::compare_ui(ui, session, view, actions);
                });
            } else {
                let shown = view.shown(session);
                fallen.show(ui, Place::Section(shown), actions, |ui, actions| {
                    editor::editor_ui(ui, session, &findings, view, actions);
                });
            }
        });
        shown.response.rect
    }

    /// What a panel shows depends on these; while they stand, one that went wrong would go wrong again.
    fn stamp(&self, ctx: &Context) -> impl std::hash::Hash + use<> {
        let size = ctx.content_rect().size().round();
        let revision = self.session.document().map(|d| d.revision());
        let look =
            (self.session.settings.zoom, self.session.settings.look as u8, self.session.settings.last_year);
        (revision, size.x as i32, size.y as i32, look)
    }

    /// What stands in no panel: where it goes wrong, that is told, and all else goes on.
    fn safely(&mut self, work: impl FnOnce(&mut App)) {
        if guarded("这一步", || work(self)).is_err() {
            self.fallen.count();
            let words =
                "做这一步时程序自己出了错，可能只做了一半。请看一看，可以按“撤销”（Ctrl+Z）回到前一步。";
            self.session.tell_bad(words.into());
        }
    }

    /// Carries out what was asked for; whether there was anything.
    fn act(&mut self, ctx: &Context) -> bool {
        let mut asked = std::mem::take(&mut self.later);
        asked.append(&mut self.actions);
        let any = !asked.is_empty();
        for a in asked {
            self.safely(|app| action::perform(app, ctx, a));
        }
        any
    }

    /// Takes the answer of a file dialog.
    fn poll(&mut self, ctx: &Context) {
        let Some(w) = &mut self.pending else { return };
        let (now, focused) = ctx.input(|i| (i.time, i.focused));
        w.since.get_or_insert(now);
        // A dialog that is there takes the keys.
        w.seen |= !focused;
        match w.pending.poll() {
            dialogs::Answer::Waiting => ctx.request_repaint_after(Duration::from_millis(60)),
            dialogs::Answer::Nothing if w.seen => self.pending = None,
            dialogs::Answer::Cancelled => self.pending = None,
            dialogs::Answer::Nothing | dialogs::Answer::NoDialog => self.own_dialog(),
            dialogs::Answer::Paths(paths) => {
                let asked = w.asked.clone();
                self.pending = None;
                self.actions.extend(asked.answered(paths));
            }
        }
    }
    /// The window's own file dialog in place of the system's.
    fn own_dialog(&mut self) {
        let Some(w) = self.pending.take() else { return };
        match &mut self.view.modal {
            // It has fields of its own for the paths.
            Some(modal::Modal::Many(form)) if w.asked.is_for_many() => form.no_dialog(),
            _ => self.view.ask(modal::Modal::Path(path_box::PathBox::new(w.asked, &self.session))),
        }
    }

    /// Nothing is lost by closing the window.
    fn guard_close(&mut self, ctx: &Context) {
        let asked = ctx.input(|i| i.viewport().close_requested());
        if turns::is_behind(ctx) || !self.later.is_empty() {
            if asked {
                // Keys that came before are taken first.
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                self.closing = true;
            }
            return;
        }
        if std::mem::take(&mut self.closing) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if !asked {
            return;
        }
        ctx.request_repaint();
        if self.session.is_writing() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.session.tell_bad("还在写文件，做完再关；不想等就先点“取消”。".into());
        } else if self.session.is_changed() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.view.ask_to_quit();
        } else {
            self.session.close();
        }
    }

    fn remember_size(&mut self, ctx: &Context) {
        let (size, large) = ctx.input(|i| (i.viewport().inner_rect, i.viewport().maximized.unwrap_or(false)));
        if let Some(r) = size.filter(|_| !large) {
            let s = r.size() * ctx.zoom_factor();
            self.session.settings.window = (s.x, s.y);
        }
    }
}

impl eframe::App for App {
    /// A window that is not shown has no pass in which it could ask about what is not saved: it comes back first.
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        let (asked, hidden) = ctx.input(|i| {
            let v = i.viewport();
            (v.close_requested(), v.minimized == Some(true) || v.occluded == Some(true))
        });
        if asked
            && hidden
            && (self.session.is_changed() || self.session.is_writing() || turns::is_behind(ctx))
        {
            for command in [
                egui::ViewportCommand::CancelClose,
                egui::ViewportCommand::Minimized(false),
                egui::ViewportCommand::Focus,
            ] {
                ctx.send_viewport_cmd(command);
            }
            self.closing = true;
        }
    }
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let begun = Instant::now();
        self.pass_ui(ui);
        if timing() && self.frames.len() < 100_000 {
            let ms = begun.elapsed().as_secs_f64() * 1000.0;
            report_time(&format!("frame {}", ui.ctx().cumulative_frame_nr()), ms);
            self.frames.push(ms);
        }
        if self.started.is_none() {
            self.started = Some(begun);
            report_time("first frame at", crate::app::uptime_ms());
        }
    }
    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.session.leave();
        self.session.keep_settings();
        self.frames.sort_by(f64::total_cmp);
        if let Some(median) = self.frames.get(self.frames.len() / 2) {
            report_time("own code per frame, median", *median);
        }
    }
    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        theme::get().panel.to_normalized_gamma_f32()
    }
    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn timing() -> bool {
    std::env::var_os("GONGKAI_TIMING").is_some()
}

/// Times for the benchmark, when it asks for them.
fn report_time(what: &str, ms: f64) {
    if timing() {
        eprintln!("{what}: {ms:.2} ms");
    }
}
