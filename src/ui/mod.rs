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
mod findings;
mod going;
pub mod grid;
mod home;
mod insert;
mod keeping;
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
mod text;
mod theme;
mod view;
mod waiting;

use crate::app::reading::{Arrived, Purpose, Reading};
use crate::app::session::Session;
use crate::store::{RealDisk, folders};
use action::Action;
use dialogs::{Dialogs, Native};
use egui::{CentralPanel, Context, Panel, Ui};
use grid::GridState;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use view::View;

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
    /// Put off to the next frame.
    later: Vec<Action>,
    /// Commands given by key.
    commands: Vec<Action>,
    /// What has the keys gets these as if they were pressed.
    pressed: Vec<egui::Event>,
    started: Option<Instant>,
    /// Milliseconds of each frame's own code, kept where times are asked for.
    frames: Vec<f64>,
    titled: String,
}

impl App {
    /// The app as it runs, with `file` opened; fonts and colours are set in `ctx`.
    pub fn new(ctx: &Context, session: Session, dialogs: Box<dyn Dialogs>, file: Option<PathBuf>) -> App {
        theme::install(ctx, session.settings.look);
        ctx.set_zoom_factor(session.settings.zoom as f32 / 100.0);
        let new_year = session.today().map_or(2025, |d| d.year.saturating_sub(1));
        let mut app = App {
            session,
            view: View { new_year, ..View::default() },
            dialogs,
            clipboard: clipboard::Clipboard::default(),
            pending: None,
            actions: Vec::new(),
            commands: Vec::new(),
            pressed: Vec::new(),
            later: Vec::new(),
            started: None,
            frames: Vec::new(),
            titled: String::new(),
        };
        let wake = ctx.clone();
        app.session.set_wake(Arc::new(move || wake.request_repaint()));
        if let Some(f) = file {
            app.read(Reading::File(f));
        }
        if !app.session.left_over.is_empty() {
            app.view.modal = Some(modal::Modal::Recover);
        }
        app
    }

    /// The session, for tests.
    pub fn session(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Begins to read; what is read at once is open at once.
    fn read(&mut self, what: Reading) {
        self.session.begin_reading(what);
        self.arrive(AT_ONCE);
    }

    fn arrive(&mut self, wait: Duration) {
        match self.session.arrive(wait) {
            Arrived::Opened => action::fresh(self),
            Arrived::Other(Purpose::Audit | Purpose::TheirLast) => {
                self.view.modal = Some(modal::Modal::Other)
            }
            Arrived::Other(Purpose::Compare) => self.actions.push(Action::CompareOther),
            Arrived::Other(Purpose::Last) => self.session.take_as_last(),
            Arrived::Unsaved => {
                self.view.modal = Some(modal::Modal::Unsaved(Box::new(Action::Accept)));
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

    fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        ctx.input_mut(|i| i.events.append(&mut self.pressed));
        self.poll(&ctx);
        if self.session.work().is_some() {
            self.arrive(Duration::ZERO);
            ctx.request_repaint_after(Duration::from_millis(40));
        }
        printing::keep_up(&ctx, &mut self.session, &mut self.view);
        // Consumed before any text field sees them, carried out after what was typed before them.
        // A question has all keys to itself.
        if self.view.modal.is_none() {
            shell::shortcuts(&ctx, &self.session, &mut self.commands);
        }
        let findings = self.session.findings();
        let mut middle = egui::Rect::NOTHING;
        Panel::top("menu").show(ui, |ui| {
            shell::menu_ui(ui, &mut self.session, &self.view, &mut self.actions);
        });
        let now = ctx.input(|i| i.time);
        let patient = dialogs::PATIENCE.as_secs_f64();
        if self.pending.as_ref().and_then(|w| w.since).is_some_and(|t| now - t > patient) {
            Panel::top("waiting").show(ui, |ui| path_box::waiting_ui(ui, &mut self.actions));
        }
        Panel::bottom("status")
            .show(ui, |ui| shell::status_ui(ui, &self.session, &self.view, &mut self.actions));
        if self.session.document().is_some() {
            // Where there is little room (a small screen, large type) the table gets it.
            let short = view::is_narrow(&ctx);
            let outline = Panel::left(if short { "short outline" } else { "outline" });
            let outline = if short {
                outline.exact_size(70.0).resizable(false)
            } else {
                outline.default_size(164.0).size_range(120.0..=260.0)
            };
            outline.show(ui, |ui| {
                outline::outline_ui(ui, &mut self.session, &mut self.view, short, &mut self.actions);
            });
            if self.view.shows_findings(&ctx) {
                Panel::right("findings").default_size(256.0).size_range(210.0..=480.0).show(ui, |ui| {
                    findings::findings_ui(ui, &mut self.session, &mut self.view, &mut self.actions);
                });
            }
            if self.view.shows_preview(&ctx) {
                let width = if view::is_wide(&ctx) { 620.0 } else { 440.0 };
                let panel = Panel::right("preview").default_size(width);
                panel.size_range(240.0..=1100.0).show(ui, |ui| {
                    preview::preview_ui(ui, &mut self.session, &mut self.view, &mut self.actions);
                });
            }
            let frame = egui::Frame::central_panel(ui.style()).inner_margin(egui::Margin::symmetric(8, 4));
            let shown = CentralPanel::default().frame(frame).show(ui, |ui| {
                if self.view.compare.is_some() {
                    compare::compare_ui(ui, &self.session, &mut self.view, &mut self.actions);
                } else {
                    editor::editor_ui(ui, &self.session, &findings, &mut self.view, &mut self.actions);
                }
            });
            middle = shown.response.rect;
        } else {
            CentralPanel::default()
                .show(ui, |ui| start::start_ui(ui, &self.session, &mut self.view, &mut self.actions));
        }
        modal::modal_ui(&ctx, &self.session, &mut self.view, &mut self.actions);
        let covered = self.view.modal.is_some() || waiting::is_shown(&self.session);
        home::keep(&ctx, &mut self.view, middle, covered);
        self.guard_close(&ctx);
        for f in ctx.input(|i| i.raw.dropped_files.clone()) {
            let path = f.path().to_path_buf();
            if let Some(modal::Modal::Path(b)) = &mut self.view.modal {
                b.take(&self.session, &path);
            } else if self.session.document().is_some() {
                self.view.modal = Some(modal::Modal::Dropped(path));
            } else {
                self.actions.push(Action::OpenPath(path));
            }
        }
        let later = std::mem::take(&mut self.later);
        let behind = self.view.grids.values().any(GridState::is_behind);
        if !behind {
            self.actions.append(&mut self.commands);
        }
        if !later.is_empty() || !self.actions.is_empty() {
            // What they change is drawn already.
            ctx.request_repaint();
        }
        for a in later.into_iter().chain(std::mem::take(&mut self.actions)) {
            action::perform(self, &ctx, a);
        }
        if let Some(wait) = self.session.tick() {
            ctx.request_repaint_after(wait);
        }
        self.remember_size(&ctx);
        let title = self.session.title();
        if title != self.titled {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.titled = title;
        }
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
            modal => *modal = Some(modal::Modal::Path(path_box::PathBox::new(w.asked, &self.session))),
        }
    }

    /// Nothing is lost by closing the window.
    fn guard_close(&mut self, ctx: &Context) {
        if !ctx.input(|i| i.viewport().close_requested()) {
            return;
        }
        if self.session.is_writing() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.session.tell_bad("还在写文件，做完再关；不想等就先点“取消”。".into());
        } else if self.session.is_changed() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.view.modal = Some(modal::Modal::Unsaved(Box::new(Action::Quit)));
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
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        let begun = Instant::now();
        self.frame_ui(ui);
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
        self.session.close();
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

/// Opens the window and stays until it is closed. On failure: a sentence that says what can be done without.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let Err(first) = open(eframe::Renderer::Glow, file.clone()) else { return Ok(()) };
    log::warn!("glow: {first}");
    let Err(second) = open(eframe::Renderer::Wgpu, file) else { return Ok(()) };
    log::warn!("wgpu: {second}");
    let sentence = "打不开窗口：这台机器没有可用的显示器或图形接口；不用窗口也可以用命令行 gongkai import、check、export 编制和导出报告";
    Err(sentence.into())
}

fn open(renderer: eframe::Renderer, file: Option<PathBuf>) -> eframe::Result {
    let session = Session::new(Arc::new(RealDisk), folders::data(), crate::app::today());
    let size = session.settings.window;
    let options = eframe::NativeOptions {
        renderer,
        viewport: egui::ViewportBuilder::default()
            .with_title("公开年报")
            .with_app_id("gongkai")
            .with_inner_size([size.0, size.1])
            .with_min_inner_size([900.0, 520.0])
            .with_drag_and_drop(true),
        // There are no shades of colour that it would smooth.
        dithering: false,
        ..Default::default()
    };
    let make = move |cc: &eframe::CreationContext<'_>| {
        theme::spare(renderer::is_software(cc));
        let app = App::new(&cc.egui_ctx, session, Box::new(Native), file);
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("gongkai", options, Box::new(make))
}
