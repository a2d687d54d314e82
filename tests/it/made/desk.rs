//! The window without display or GPU, found by its accessible names.

use super::{LONG, today};
use eframe::egui::{self, Event, Key, Modifiers, ViewportCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{self, NodeT, Queryable};
use gongkai::app::session::Session;
use gongkai::checks::Finding;
use gongkai::form::table::CellKey;
use gongkai::report::{Part, Report};
use gongkai::store::{Disk, RealDisk};
use gongkai::ui::App;
use gongkai::ui::file_dialogs::{Asked, Dialogs, Pending};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Dialogs that answer what the test wrote down; with nothing left they are not there at all.
struct Answers(VecDeque<Option<PathBuf>>);

impl Dialogs for Answers {
    fn ask(&mut self, _: &Asked, _: &str, _: Option<PathBuf>) -> Pending {
        self.0.pop_front().map_or(Pending::None, |a| Pending::Ready(a.into_iter().collect()))
    }
}

/// A clerk's desk: the window, and a folder of its own.
pub struct Desk {
    pub dir: TempDir,
    pub h: Harness<'static, App>,
}

impl Desk {
    pub fn new(answers: &[Option<&str>]) -> Desk {
        Desk::with(answers, None, Arc::new(RealDisk))
    }

    /// `answers` and `file` are names in the desk's own folder.
    pub fn with(answers: &[Option<&str>], file: Option<&Path>, disk: Arc<dyn Disk>) -> Desk {
        let dir = tempfile::tempdir().expect("a folder");
        Desk::at(dir, answers, file, disk)
    }

    pub fn at(dir: TempDir, answers: &[Option<&str>], file: Option<&Path>, disk: Arc<dyn Disk>) -> Desk {
        let answers = answers.iter().map(|a| a.map(|n| dir.path().join(n))).collect();
        Desk::asking(dir, Box::new(Answers(answers)), file, disk)
    }

    /// With file dialogs of the test's own.
    pub fn asking(dir: TempDir, dialogs: Box<dyn Dialogs>, file: Option<&Path>, disk: Arc<dyn Disk>) -> Desk {
        let data = dir.path().join("data");
        let file = file.map(Path::to_path_buf);
        let h = Harness::builder()
            .with_size([1366.0, 720.0])
            .with_max_steps(40)
            .build_eframe(move |cc| App::new(&cc.egui_ctx, Session::new(disk, data, today()), dialogs, file));
        let mut desk = Desk { dir, h };
        desk.h.run();
        desk
    }

    /// The window ends as in a crash, and another begins in the same folder.
    pub fn crashed(mut self) -> Desk {
        assert!(self.session().flush_journal(LONG));
        let Desk { dir, h } = self;
        drop(h);
        Desk::at(dir, &[], None, Arc::new(RealDisk))
    }

    pub fn sample() -> Desk {
        let mut d = Desk::new(&[]);
        d.click("打开样例试一试");
        d
    }

    pub fn session(&mut self) -> &mut Session {
        self.h.state_mut().session()
    }
    /// Frames until nothing more happens and no work is waited for.
    pub fn run(&mut self) {
        // Who waits for work sees something move all the time.
        if self.h.run_ok().is_none() || self.h.state().is_busy() {
            self.until("the work is done", |d| !d.h.state().is_busy() && d.h.run_ok().is_some());
        }
    }
    /// Frames until `done`.
    pub fn until(&mut self, what: &str, mut done: impl FnMut(&mut Desk) -> bool) {
        let begun = std::time::Instant::now();
        while !done(self) {
            assert!(begun.elapsed().as_secs() < 120, "never: {what}");
            self.h.step();
            std::thread::yield_now();
        }
    }
    pub fn click(&mut self, name: &str) {
        self.h.get_by_label(name).click();
        self.run();
    }
    /// Clicks the `n`th widget of that name.
    pub fn click_nth(&mut self, name: &str, n: usize) {
        self.h.get_all_by_label(name).nth(n).unwrap_or_else(|| panic!("{name}")).click();
        self.run();
    }
    /// Clicks at a place of the window, whatever stands there.
    pub fn click_at(&mut self, pos: egui::Pos2) {
        self.h.event(Event::PointerMoved(pos));
        self.h.run_steps(2);
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            self.h.event(Event::PointerButton { pos, button, pressed, modifiers });
        }
        self.h.run_steps(4);
    }
    /// What a screen reader says of the finding looked at.
    pub fn looked_at(&self) -> String {
        let cards = self.h.query_all(kittest::by().predicate(|n| {
            n.role() == egui::accesskit::Role::ListBoxOption && n.is_selected() == Some(true)
        }));
        cards.filter_map(|n| n.accesskit_node().label()).next().unwrap_or_default()
    }
    /// Goes to the cell of that key as a click does.
    pub fn go(&mut self, key: &str) {
        let name = self.name(key);
        self.h.get_by_label(&name).focus();
        self.h.run();
    }
    pub fn name(&mut self, key: &str) -> String {
        gongkai::ui::grid::name(self.session().report().expect("open"), &CellKey::parse(key))
    }
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.h.event(Event::Text(c.to_string()));
            self.h.run();
        }
    }
    pub fn key(&mut self, key: Key) {
        self.h.key_press(key);
        self.run();
    }
    pub fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.h.key_press_modifiers(modifiers, key);
        self.run();
    }
    /// As `click`, for a few frames only: with the pages beside the editor something always moves.
    pub fn tap(&mut self, name: &str) {
        self.h.get_by_label(name).click();
        self.h.run_steps(4);
    }
    /// As `keys`, for a few frames only.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.h.key_press_modifiers(modifiers, key);
        self.h.run_steps(4);
    }
    /// Chooses a command in its menu.
    pub fn choose(&mut self, menu: &str, command: &str) {
        self.click(menu);
        self.h.get_all_by_label_contains(command).last().expect("listed").click();
        self.run();
    }
    /// What stands in the last field of that name.
    pub fn field(&self, name: &str) -> String {
        let mut fields = self.h.get_all_by_label(name).filter_map(|n| n.accesskit_node().value());
        fields.next_back().unwrap_or_default()
    }
    /// Types `text` in place of what stands in the field.
    pub fn fill(&mut self, name: &str, text: &str) {
        self.h.get_all_by_label(name).last().expect("a field").focus();
        self.h.run();
        self.keys(Modifiers::COMMAND, Key::A);
        self.key(Key::Backspace);
        self.type_text(text);
    }
    pub fn drop_files(&mut self, files: &[PathBuf]) {
        self.h.input_mut().dropped_files.extend(files.iter().map(|f| Arc::new(Dropped(f.clone())) as _));
        self.run();
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
    pub fn report(&mut self) -> Report {
        (**self.session().report().expect("open")).clone()
    }
    pub fn part(&mut self, part: Part) -> String {
        self.session().report().expect("open").words(part)
    }
    pub fn findings(&mut self, code: &str) -> Vec<Finding> {
        self.session().findings().iter().filter(|f| f.code == code).cloned().collect()
    }
    pub fn finding(&mut self, code: &str) -> Option<Finding> {
        self.findings(code).into_iter().next()
    }
    pub fn cell(&mut self, key: &str) -> String {
        self.session().report().expect("open").canonical(&CellKey::parse(key)).unwrap_or_default()
    }
    /// What a screen reader is told of a cell: its value and its description.
    pub fn told(&mut self, key: &str) -> (String, String) {
        let node = self.h.get(kittest::by().predicate(move |n| n.author_id() == Some(key)));
        let node = node.accesskit_node();
        let name = node.label().unwrap_or_default();
        let value = name.rsplit_once('：').map(|(_, v)| v.to_string());
        (value.unwrap_or_default(), node.description().unwrap_or_default())
    }
    pub fn shows(&self, words: &str) -> bool {
        self.h.query_all_by_label_contains(words).next().is_some()
    }
    /// What has the keyboard's focus, by its name.
    pub fn focused(&self) -> String {
        let nodes = self.h.query_all(kittest::by().predicate(|n| n.is_focused()));
        nodes.filter_map(|n| n.accesskit_node().label()).next_back().unwrap_or_default()
    }
    /// What the window asked of the system in its last frame.
    pub fn commands(&self) -> Vec<ViewportCommand> {
        self.h.output().viewport_output.values().flat_map(|v| v.commands.clone()).collect()
    }
    pub fn message(&mut self) -> String {
        self.session().message().map(|m| m.text.clone()).unwrap_or_default()
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);
impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}
