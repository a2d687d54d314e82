//! The window by its accessible names, without display or GPU: what a clerk does and what stands there then.

#[path = "files.rs"]
mod files;
#[path = "grid.rs"]
mod grid;
#[path = "home.rs"]
mod home;
#[path = "kept.rs"]
mod kept;
#[path = "monkey.rs"]
mod monkey;
#[path = "panel.rs"]
mod panel;
#[path = "slow.rs"]
mod slow;
#[path = "turns.rs"]
mod turns;
#[path = "words.rs"]
mod words;
#[path = "writing.rs"]
mod writing;

use eframe::egui::{self, Event, Key, Modifiers, OutputCommand, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use gongkai::app::reading::{Arrived, Reading};
use gongkai::app::session::Session;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::{Date, Part, Section};
use gongkai::store::disk::FaultyDisk;
use gongkai::store::{Disk, RealDisk, project};
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
        let answers: VecDeque<_> = answers.iter().map(|a| a.map(|n| dir.path().join(n))).collect();
        let data = dir.path().join("data");
        let file = file.map(Path::to_path_buf);
        let h = Harness::builder().with_size([1366.0, 720.0]).with_max_steps(40).build_eframe(move |cc| {
            let session = Session::new(disk, data, Date::new(2026, 1, 20));
            App::new(&cc.egui_ctx, session, Box::new(Answers(answers)), file)
        });
        let mut desk = Desk { dir, h };
        desk.h.run();
        desk
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
            self.until("the work is done", |d| !d.h.state().is_busy());
            self.h.run();
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
    /// Goes to the cell of that key as a click does.
    pub fn go(&mut self, key: &str) {
        let name = self.name(key);
        self.h.get_by_label(&name).focus();
        self.h.run();
    }
    pub fn name(&mut self, key: &str) -> String {
        self.session().report().expect("open").form().cell_name(&CellKey::parse(key))
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
    pub fn cell(&mut self, key: &str) -> String {
        self.session().report().expect("open").canonical(&CellKey::parse(key)).unwrap_or_default()
    }
    /// What a screen reader is told of a cell: its value and its description.
    pub fn told(&mut self, key: &str) -> (String, String) {
        let name = self.name(key);
        let node = self.h.get_by_label(&name);
        let node = node.accesskit_node();
        (node.value().unwrap_or_default(), node.description().unwrap_or_default())
    }
    pub fn shows(&self, words: &str) -> bool {
        self.h.query_all_by_label_contains(words).next().is_some()
    }
    pub fn message(&mut self) -> String {
        self.session().message().map(|m| m.text.clone()).unwrap_or_default()
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

const GRANTED: &str = "requests.done.granted/natural";
const RECEIVED: &str = "requests.received/natural";

/// The cell that has the keys, by its name.
fn focused(d: &Desk) -> String {
    let nodes = d.h.query_all(egui_kittest::kittest::by().predicate(|n| n.is_focused()));
    nodes.filter_map(|n| n.accesskit_node().label()).next_back().unwrap_or_default()
}

fn commands(d: &Desk) -> Vec<ViewportCommand> {
    d.h.output().viewport_output.values().flat_map(|v| v.commands.clone()).collect()
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

#[test]
fn the_whole_job_on_an_imported_report() {
    let source = fixture("flat-2020/source.txt");
    let mut d = Desk::with(&[Some("报告"), Some("报告")], Some(&source), Arc::new(RealDisk));
    assert!(d.shows("读入的结果") && d.session().document().is_none());
    assert!(d.shows("格的数都读到了；没有要看的，另有2处已按规范处理。"));
    d.click("用这份");
    assert!(d.shows("导入说明"));
    d.click("三 申请情况");
    let before = d.cell(GRANTED);
    let findings = d.session().findings().len();
    d.go(GRANTED);
    d.type_text("9999");
    assert!(d.session().findings().len() > findings);
    assert!(d.shows("差"));
    assert!(d.told(GRANTED).0 == "9999");
    let total = d.told("requests.done.total/natural").1;
    assert!(total.contains("差"), "{total}");
    d.key(Key::Enter);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), before);
    assert_eq!(d.session().findings().len(), findings);
    d.keys(Modifiers::COMMAND, Key::S);
    let saved = d.dir.path().join("报告.gknb");
    assert!(saved.exists(), "{}", d.message());
    assert!(!d.session().is_changed());
    d.keys(Modifiers::COMMAND, Key::E);
    assert!(d.shows("还有1项错误没有改"));
    d.click("仍然导出PDF");
    let pdf = std::fs::read(d.dir.path().join("报告.pdf")).expect("exported");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(d.shows("打开"));
    let was = d.session().report().cloned();
    d.session().begin_reading(Reading::File(saved));
    assert_eq!(d.session().arrive(std::time::Duration::from_secs(60)), Arrived::Opened);
    assert_eq!(d.session().report().cloned(), was);
}

#[test]
fn a_finding_leads_to_its_cell_and_its_fix_can_be_undone() {
    let mut d = Desk::sample();
    let key = "review.count/reconsideration.total";
    assert_eq!(d.cell(key), "2");
    d.h.get_by_label_contains("错误：").click();
    d.h.run();
    let name = d.name(key);
    assert!(d.h.get_by_label(&name).accesskit_node().is_focused());
    d.h.get_all_by_label_contains("应用：把").next().expect("a repair").click();
    d.h.run();
    assert_eq!(d.cell(key), "1");
    assert!(d.session().findings().is_empty());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(key), "2");
}

#[test]
fn a_fixed_finding_far_down_is_scrolled_to() {
    let mut d = Desk::sample();
    d.h.set_size(egui::vec2(1366.0, 420.0));
    d.click("三 申请情况");
    d.go("requests.carried_out/natural");
    d.type_text("9");
    d.key(Key::Enter);
    d.go(RECEIVED);
    d.h.get_all_by_label_contains("错误：").next().expect("a finding").click();
    d.h.run();
    let name = d.name("requests.done.total/natural");
    let node = d.h.get_by_label(&name);
    assert!(node.accesskit_node().is_focused());
    assert!(node.rect().bottom() < 420.0, "{:?}", node.rect());
}

#[test]
fn words_typed_into_a_section_stand_in_the_report() {
    let mut d = Desk::sample();
    d.click("六 其他事项");
    let field = "第6部分正文";
    d.h.get_by_label(field).focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::A);
    d.h.event(Event::Text("本年度没有收取信息处理费。".into()));
    d.h.run();
    d.h.event(Event::Ime(egui::ImeEvent::Commit("其他无。".into())));
    d.h.run();
    assert_eq!(
        d.session().report().expect("open").words(Part::Before(Section::Other)),
        "本年度没有收取信息处理费。其他无。"
    );
}

#[test]
fn a_new_report_begins_unfilled() {
    let mut d = Desk::new(&[]);
    d.click("新建空白报告…");
    d.h.event(Event::Text("示范县水利局".into()));
    d.h.run();
    d.click("建立");
    let r = d.session().report().cloned().expect("open");
    assert_eq!((r.year, r.office.name.as_str()), (2025, "示范县水利局"));
    assert!(r.form().cells().iter().all(|k| r.value(k).is_none()));
    d.click_nth("四 复议诉讼", 0);
    d.key(Key::F7);
    assert_eq!(d.cell("review.count/reconsideration.upheld"), "0");
}

#[test]
fn enter_on_cancel_begins_no_report() {
    let mut d = Desk::new(&[]);
    for (tabs, begun) in [(2, false), (0, true)] {
        d.keys(Modifiers::COMMAND, Key::N);
        d.type_text("云溪区水务局");
        (0..tabs).for_each(|_| d.key(Key::Tab));
        d.key(Key::Enter);
        assert!(d.h.query_by_label("建立").is_none());
        assert_eq!(d.session().document().is_some(), begun);
    }
}

#[test]
fn every_menu_opens_and_names_its_commands() {
    use gongkai::app::command::{COMMANDS, MENUS};
    let mut d = Desk::sample();
    for (menu, name) in MENUS {
        d.click(name);
        for c in COMMANDS.iter().filter(|c| c.menu == menu) {
            assert!(d.shows(c.text), "{}", c.text);
        }
        d.key(Key::Escape);
    }
}

#[test]
fn the_guide_of_the_window_is_the_guide_of_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |p: &str| std::fs::read_to_string(root.join(p)).expect("there").replace('\r', "");
    let guide = read("assets/help/guide.md");
    let body = guide.split_once("\n## ").expect("sections").1;
    for line in body.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        assert!(read("README.md").contains(line), "{line}");
    }
}

#[test]
fn last_years_word_file_becomes_this_years_report() {
    let mut d = Desk::new(&[Some("去年.docx")]);
    let last = crate::zoo::report(2024, 9, 0);
    let fonts = gongkai::page::fonts::Fonts::new(None);
    let word = gongkai::export::docx::write(&gongkai::page::blocks::of(&last), &fonts).expect("a document");
    std::fs::write(d.dir.path().join("去年.docx"), word).expect("written");
    d.click("以去年报告为底稿…");
    assert_eq!(d.session().report().expect("open").year, 2025);
    let stale = |d: &mut Desk| gongkai::report::stale::list(d.session().report().expect("open")).len();
    let before = stale(&mut d);
    assert!(d.shows(&format!("去年的文字 还有{before}处")));
    d.click("照用");
    assert_eq!(stale(&mut d), before - 1);
    d.key(Key::F6);
    d.h.event(Event::Text("今年新写的一句。".into()));
    d.h.run();
    assert_eq!(stale(&mut d), before - 2, "the sentence was selected and replaced");
    d.click("全部照用…");
    assert!(
        d.shows(&format!("去年的文字还有{}处，都照用吗？", before - 2)) && d.shows("写着年份、日期或数字")
    );
    d.click("取消");
    assert_eq!(stale(&mut d), before - 2);
    d.click("全部照用…");
    d.click("全部照用");
    assert_eq!(stale(&mut d), 0);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(stale(&mut d), before - 2);
    d.click_nth("三 申请情况", 0);
    assert!(d.told("requests.carried_in/natural").1.contains("来自2024年"));
}
