//! The program in its window: the passes of a frame, and eframe's loop.

use super::action::Action;
use super::dialog::Cx;
use super::dialog::frame::dialog_ui;
use super::fallen::{Fallen, FallenPlace};
use super::file_dialogs::Dialogs;
use super::panels::panels_ui;
use super::timing::{report_time, timing};
use super::view::{self, View};
use super::window::Window;
use super::{arriving, asking, clipboard, closing, focus_return, opening};
use super::{atlas, perform, shortcuts, theme, turns, waiting};
use crate::app::catch_panic::guarded;
use crate::app::job::AT_ONCE;
use crate::app::message::Message;
use crate::app::reading::Reading;
use crate::app::session::Session;
use egui::{Context, Ui};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// The program in its window.
pub struct App {
    window: Window,
    /// What could be seen at the end of the last pass.
    seen: Option<view::Stance>,
    /// The window is to close once all that came before was taken.
    closing: bool,
    started: Option<Instant>,
    /// Milliseconds of each frame's own code, kept where times are asked for.
    frames: Vec<f64>,
    titled: String,
    /// To the screen.
    fitted: bool,
}

impl App {
    /// The app as it runs, with `file` opened; fonts and colours are set in `ctx`.
    pub fn new(ctx: &Context, session: Session, dialogs: Box<dyn Dialogs>, file: Option<PathBuf>) -> App {
        theme::install(ctx, session.settings().look);
        turns::install(ctx);
        atlas::install(ctx);
        ctx.set_zoom_factor(session.settings().zoom as f32 / 100.0);
        let new_year = session.today().map_or(2025, |d| d.year.saturating_sub(1));
        let mut window = Window {
            session,
            view: View { new_year: new_year.to_string(), ..View::default() },
            dialogs,
            clipboard: clipboard::Clipboard::default(),
            pending: None,
            actions: Vec::new(),
            later: Vec::new(),
            looked_for: None,
            fallen: Fallen::default(),
        };
        let wake = ctx.clone();
        window.session.set_wake(Arc::new(move || wake.request_repaint()));
        opening::tell_news(&mut window);
        if let Some(f) = file {
            arriving::read(&mut window, Reading::File(f));
            // There is no frame yet that would wait for it.
            arriving::arrive(&mut window, AT_ONCE);
        }
        App {
            window,
            seen: None,
            closing: false,
            started: None,
            frames: Vec::new(),
            titled: String::new(),
            fitted: false,
        }
    }

    /// The session, for tests.
    pub fn session(&mut self) -> &mut Session {
        &mut self.window.session
    }

    /// Whether something is being done on a thread that the window waits for, for tests.
    pub fn is_busy(&self) -> bool {
        self.window.is_busy()
    }

    /// Gives a command as a menu does, for tests.
    pub fn command(&mut self, id: crate::app::command::Id) {
        self.window.actions.push(Action::Command(id));
    }

    /// Shows a report in place of what is open, saved or not, for tests.
    pub fn show(&mut self, report: crate::report::Report) {
        self.window.session.show_opened(report);
        self.window.view.dialogs.open = None;
        self.window.view.begin_afresh();
    }

    /// What the clerk can see of where he is, for tests: two of them are equal where nothing tells them apart.
    pub fn whereabouts(&self, ctx: &Context) -> String {
        self.window.view.whereabouts(ctx, self.window.session.report().map(|r| &**r))
    }

    /// Lets a panel go wrong by a mistake of its own, for tests.
    pub fn mistake(&mut self, place: FallenPlace) {
        self.window.fallen.mistake(place);
    }

    /// How often a panel, a dialog or a step went wrong by a mistake of the program's own, for tests.
    pub fn faults(&self) -> usize {
        self.window.fallen.times()
    }

    /// One pass: shows everything, then carries out what was asked for.
    fn pass_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.safely(|w| {
            asking::poll(w, &ctx);
            arriving::came(w, &ctx);
            // Consumed before any text field sees them; a question has all keys to itself.
            if w.view.dialogs.open.is_none() && !waiting::is_shown(w.session.work()) {
                shortcuts::shortcuts(&ctx, w.session.opened(), &mut w.actions);
            }
        });
        let form = self.window.session.report().map(|r| r.form());
        let undoable = self.window.session.opened().undo_name().is_some();
        self.window.fallen.begin(self.stamp(&ctx), form, undoable);
        let shown = self.window.view.shown(self.window.session.report().map(|r| &**r));
        if !self.window.fallen.is_closed(FallenPlace::Section(shown)) {
            self.window.session.showing(shown);
        }
        let middle = self.panels_ui(ui, &ctx);
        let Window { session, view, fallen, actions, .. } = &mut self.window;
        waiting::waiting_ui(&ctx, session.work(), actions);
        let cx = Cx {
            desk: session.desk(),
            open: session.open(),
            collection: session.collection(),
            review: session.review(),
            other: session.other(),
            left_over: session.left_over(),
            writes: session.is_writing(),
            first: false,
            keys: false,
        };
        dialog_ui(&ctx, cx, &mut view.dialogs, fallen, actions);
        let covered =
            self.window.view.dialogs.open.is_some() || waiting::is_shown(self.window.session.work());
        let cursors: Vec<_> = self.window.view.cursors().cloned().collect();
        focus_return::keep(&ctx, &mut self.window.view.home, cursors.iter(), middle, covered);
        let acted = self.act(&ctx);
        self.safely(|w| {
            arriving::dropped(w, &ctx);
            if let Some(wait) = w.session.tick() {
                ctx.request_repaint_after(wait);
            }
        });
        self.fitted = self.fitted || opening::fit(&ctx);
        opening::note_size(&mut self.window, &ctx);
        let title = self.window.session.title();
        self.window.speak(&ctx, &title);
        if title != self.titled {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
        focus_return::hold_keys(&ctx, self.window.view.cursors());
        let seen = view::Stance::of(&ctx, &self.window.view);
        let moved = seen.adrift || Some(&seen) != self.seen.as_ref();
        self.seen = Some(seen);
        let waits = !self.window.later.is_empty() || !self.window.actions.is_empty();
        turns::end(&ctx, acted || moved || waits, self.window.is_soon_done());
        // When it is known whether something is still to be taken.
        self.guard_close(&ctx);
    }

    /// The panels. What a question covers knows nothing of the pointer: it tells nothing over the question.
    fn panels_ui(&mut self, ui: &mut Ui, ctx: &Context) -> egui::Rect {
        let covered =
            self.window.view.dialogs.open.is_some() || waiting::is_shown(self.window.session.work());
        let pointer = covered.then(|| ctx.input_mut(|i| std::mem::take(&mut i.pointer)));
        let middle = panels_ui(ui, &mut self.window);
        if let Some(p) = pointer {
            ctx.input_mut(|i| i.pointer = p);
        }
        middle
    }

    /// What a panel shows depends on these; while they stand, one that went wrong would go wrong again.
    fn stamp(&self, ctx: &Context) -> impl std::hash::Hash + use<> {
        let size = ctx.content_rect().size().round();
        let revision = self.window.session.revision();
        let look = (
            self.window.session.settings().zoom,
            self.window.session.settings().look as u8,
            self.window.session.settings().last_year,
        );
        (revision, size.x as i32, size.y as i32, look)
    }

    /// What stands in no panel: where it goes wrong, that is told, and all else goes on.
    fn safely(&mut self, work: impl FnOnce(&mut Window)) {
        if guarded("这一步", || work(&mut self.window)).is_err() {
            self.window.fallen.count();
            let words =
                "做这一步时程序自己出了错，可能只做了一半。请看一看，可以按“撤销”（Ctrl+Z）回到前一步。";
            self.window.session.tell(Message::bad(words));
        }
    }

    /// Carries out what was asked for; whether there was anything.
    fn act(&mut self, ctx: &Context) -> bool {
        let mut asked = std::mem::take(&mut self.window.later);
        asked.append(&mut self.window.actions);
        let any = !asked.is_empty();
        // Known before what is typed is done, and until it is left: what is written meanwhile says so.
        if let Some(cell) = self.window.typed_in() {
            self.window.session.is_typed_in(Some(&cell));
        }
        for a in asked {
            self.safely(|w| perform::perform(w, ctx, a));
        }
        let typed_in = self.window.typed_in();
        self.window.session.is_typed_in(typed_in.as_ref());
        any
    }

    /// Nothing is lost by closing the window.
    fn guard_close(&mut self, ctx: &Context) {
        let asked = ctx.input(|i| i.viewport().close_requested());
        if turns::is_behind(ctx) || !self.window.later.is_empty() {
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
        closing::close(&mut self.window, ctx);
    }
}

/// The window is shown, before the others, and has the keys.
fn come_forward(ctx: &Context) {
    for command in [egui::ViewportCommand::Minimized(false), egui::ViewportCommand::Focus] {
        ctx.send_viewport_cmd(command);
    }
}

impl eframe::App for App {
    /// A window that is not shown has no pass in which it could ask about what is not saved: it comes back first.
    fn logic(&mut self, ctx: &Context, _: &mut eframe::Frame) {
        let (asked, hidden) = ctx.input(|i| {
            let v = i.viewport();
            (v.close_requested(), v.minimized == Some(true) || v.occluded == Some(true))
        });
        if self.window.session.was_called() {
            come_forward(ctx);
        }
        if asked && hidden && (closing::would_lose(&self.window) || turns::is_behind(ctx)) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            come_forward(ctx);
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
        self.window.session.leave();
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
