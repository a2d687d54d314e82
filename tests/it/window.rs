//! The window by its accessible names, without display or GPU: what a clerk does and what stands there then.

#[path = "home.rs"]
mod home;
#[path = "panel.rs"]
mod panel;
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
use gongkai::report::{Date, Part};
use gongkai::store::disk::FaultyDisk;
use gongkai::store::{Disk, RealDisk, project};
use gongkai::ui::App;
use gongkai::ui::dialogs::{Asked, Dialogs, Pending};
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
        if self.h.run_ok().is_none() || self.session().work().is_some() {
            self.until("the work is done", |d| d.session().work().is_none());
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
        self.session().message.as_ref().map(|m| m.text.clone()).unwrap_or_default()
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

const GRANTED: &str = "requests.done.granted/natural";
const RECEIVED: &str = "requests.received/natural";

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
fn typing_on_a_cell_replaces_and_escape_gives_back() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("58");
    assert_eq!(d.cell(GRANTED), "58");
    d.key(Key::Escape);
    assert_eq!(d.cell(GRANTED), "7");
    d.type_text("５８");
    d.key(Key::Enter);
    assert_eq!(d.cell(GRANTED), "58");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "7", "one visit to a cell is one step");
}

#[test]
fn keys_that_come_in_one_frame_go_to_the_cells_they_were_meant_for() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    for (text, after) in [("31", Key::Tab), ("42", Key::Enter), ("5", Key::Enter), ("6", Key::ArrowDown)] {
        for c in text.chars() {
            d.h.input_mut().events.push(Event::Text(c.to_string()));
        }
        d.h.input_mut().events.push(key(after));
    }
    d.h.run_steps(24);
    let cells = [
        "requests.done.granted/natural",
        "requests.done.granted/org.business",
        "requests.done.partly_granted/natural",
        "requests.done.refused.state_secret/natural",
    ];
    assert_eq!(cells.map(|k| d.cell(k)), ["31", "42", "5", "6"]);
}

#[test]
fn tab_passes_over_the_totals_and_over_the_end_of_the_row() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go("requests.received/org.other");
    d.key(Key::Tab);
    d.type_text("3");
    d.key(Key::Enter);
    assert_eq!(d.cell("requests.carried_in/natural"), "3");
    d.go("requests.carried_in/natural");
    d.keys(Modifiers::SHIFT, Key::Tab);
    d.type_text("5");
    d.key(Key::Enter);
    assert_eq!(d.cell("requests.received/org.other"), "5");
}

#[test]
fn a_total_typed_over_is_marked_and_given_back_by_one_command() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let total = "requests.received/total";
    assert!(d.told(total).1.contains("按分项计算"));
    d.go(total);
    d.type_text("14");
    d.key(Key::Enter);
    let (value, words) = d.told(total);
    assert_eq!(value, "14");
    assert!(words.contains("差 1"), "{words}");
    d.key(Key::F9);
    let (value, words) = d.told(total);
    assert_eq!((value.as_str(), words.as_str()), ("13", "按分项计算"));
}

#[test]
fn a_block_is_copied_and_pasted_as_spreadsheets_do() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(RECEIVED);
    d.keys(Modifiers::SHIFT, Key::ArrowRight);
    d.keys(Modifiers::SHIFT, Key::ArrowDown);
    d.h.event(Event::Copy);
    d.h.step();
    let copied = d.h.output().platform_output.commands.iter().find_map(|c| match c {
        OutputCommand::CopyText(t) => Some(t.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("11\t2\r\n1\t0"));
    d.go(GRANTED);
    d.h.event(Event::Paste("１，２００\t—\r\n3\t\r\n".into()));
    d.h.run();
    assert_eq!(d.cell(GRANTED), "1200");
    assert_eq!(d.cell("requests.done.partly_granted/natural"), "3");
    assert!(d.message().contains("粘贴"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "7");
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
        d.session().report().expect("open").words(Part::Before(6)),
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
fn closing_asks_about_unsaved_work() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    close(&mut d);
    assert!(commands(&d).contains(&ViewportCommand::CancelClose));
    d.h.run();
    assert!(d.shows("有没有保存的修改"));
    d.click("取消");
    assert_eq!(d.cell(GRANTED), "8");
    close(&mut d);
    d.h.run();
    // Behind the question no key does anything; Esc takes the question back.
    d.h.key_press(Key::F5);
    d.h.run();
    assert!(!d.shows("适合宽度") && d.shows("有没有保存的修改"));
    d.h.key_press(Key::Escape);
    d.h.run();
    assert!(!d.shows("有没有保存的修改"));
    assert_eq!(d.cell(GRANTED), "8");
    close(&mut d);
    d.h.run();
    d.h.get_by_label("不保存").click();
    d.h.step();
    d.h.step();
    assert!(d.session().document().is_none());
}

fn close(d: &mut Desk) {
    let root = d.h.input_mut().viewports.get_mut(&ViewportId::ROOT).expect("root");
    root.events.push(ViewportEvent::Close);
    d.h.step();
}
fn commands(d: &Desk) -> Vec<ViewportCommand> {
    d.h.output().viewport_output.values().flat_map(|v| v.commands.clone()).collect()
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_open_report_alone() {
    let mut d = Desk::new(&[Some("坏.txt"), Some("没有.gknb")]);
    std::fs::write(d.dir.path().join("坏.txt"), [0u8, 1, 2, 255]).expect("written");
    d.click("打开样例试一试");
    for _ in 0..2 {
        let was = d.session().report().cloned();
        d.keys(Modifiers::COMMAND, Key::O);
        assert!(d.session().message.as_ref().is_some_and(|m| m.bad));
        assert_eq!(d.session().report().cloned(), was);
    }
}

#[test]
fn going_on_without_saving_keeps_the_report_until_the_next_one_is_there() {
    let doubtful = fixture("flat-2020-vanished/source.txt");
    let doubtful = doubtful.to_str();
    let mut d = Desk::new(&[Some("没有.gknb"), doubtful, doubtful]);
    d.click("打开样例试一试");
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    let kept = |d: &mut Desk| {
        assert!(d.session().flush_journal(std::time::Duration::from_secs(60)));
        let copies = RealDisk.list(&d.dir.path().join("data/recovery")).unwrap_or_default();
        d.cell(GRANTED) == "8" && d.session().is_changed() && !copies.is_empty()
    };
    for way_back in ["", "不用"] {
        d.keys(Modifiers::COMMAND, Key::O);
        d.click("不保存");
        if !way_back.is_empty() {
            d.click(way_back);
        }
        assert!(kept(&mut d) && d.session().review.is_none(), "{}", d.message());
    }
    // Each time is asked about anew.
    d.keys(Modifiers::COMMAND, Key::O);
    d.click("不保存");
    let was = d.session().report().cloned();
    d.click("用这份");
    assert!(d.session().report().cloned() != was && !d.shows("有没有保存的修改"), "{}", d.message());
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
fn a_full_disk_is_told_and_the_work_stays_unsaved() {
    let disk = FaultyDisk::new("write_beside", 1, std::io::ErrorKind::StorageFull);
    let mut d = Desk::with(&[Some("报告.gknb")], None, Arc::new(disk));
    d.click("打开样例试一试");
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    d.keys(Modifiers::COMMAND, Key::S);
    assert!(
        d.session().message.as_ref().is_some_and(|m| m.bad && m.text.contains("空间")),
        "{}",
        d.message()
    );
    assert!(d.session().is_changed());
    assert!(!d.dir.path().join("报告.gknb").exists());
}

#[test]
fn what_was_read_with_doubts_can_be_declined() {
    let source = fixture("flat-2020-vanished/source.txt");
    let mut d = Desk::with(&[], Some(&source), Arc::new(RealDisk));
    assert!(d.shows("198格里读到163格，35格未填；有5处要看一看。"));
    assert!(d.shows("拿不准　3处") && d.shows("没有找到　2处") && d.shows("原文第"));
    d.click("不用");
    assert!(d.session().document().is_none());
    assert!(d.shows("新建空白报告"));
}

#[test]
fn a_dropped_file_is_opened() {
    let mut d = Desk::new(&[]);
    d.h.input_mut().dropped_files.push(Arc::new(Dropped(fixture("flat-2024/source.txt"))));
    d.h.run();
    d.click("用这份");
    assert!(d.session().report().is_some(), "{}", d.message());
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
fn work_that_was_not_saved_is_offered_at_the_next_start() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    assert!(d.session().flush_journal(crate::saving::LONG));
    let Desk { dir, h } = d;
    drop(h);
    let mut d = Desk::at(dir, &[], None, Arc::new(RealDisk));
    assert!(d.shows("上次有没来得及保存的内容"));
    assert!(d.shows("示范市云溪区水务局2025年"));
    while d.shows("正在和原来的文件比较") {
        std::thread::yield_now();
        d.h.step();
    }
    assert!(d.shows("只有这一份"));
    d.click("恢复");
    assert_eq!(d.cell(GRANTED), "8");
    assert!(d.session().is_changed());
}

#[test]
fn two_windows_with_one_file_are_told_and_led_apart() {
    let mut a = Desk::new(&[Some("报告.gknb")]);
    a.click("打开样例试一试");
    a.keys(Modifiers::COMMAND, Key::S);
    let path = a.dir.path().join("报告.gknb");
    let mut b = Desk::with(&[], Some(&path), Arc::new(RealDisk));
    assert!(b.shows("有人正在编辑这份报告"));
    b.click("只看不改");
    assert!(b.shows("正在编辑") && !b.shows("有人正在编辑这份报告"));
    b.click("三 申请情况");
    b.go(GRANTED);
    b.type_text("8");
    assert_ne!(b.cell(GRANTED), "8");
    assert!(b.message().contains("只能看"));
    assert!(b.shows("另存为…"));
    let mut c = Desk::with(&[], Some(&path), Arc::new(RealDisk));
    c.click("另做一份来改");
    assert!(c.session().path().is_none() && c.session().is_changed());
}

#[test]
fn what_others_wrote_is_shown_by_cell_and_taken_over_as_chosen() {
    let mut d = Desk::new(&[Some("报告.gknb")]);
    d.click("打开样例试一试");
    d.keys(Modifiers::COMMAND, Key::S);
    let path = d.dir.path().join("报告.gknb");
    let mut theirs = project::load(&RealDisk, &path).expect("readable");
    for (key, text) in [(GRANTED, "88"), (RECEIVED, "99")] {
        Edit::enter(&theirs.clone(), &CellKey::parse(key), text).apply(&mut theirs);
    }
    project::save(&RealDisk, &path, &theirs).expect("saved");
    let was = d.cell(GRANTED);
    d.keys(Modifiers::COMMAND, Key::S);
    d.h.run();
    assert!(d.shows("文件被别人改过了") && d.shows("88"));
    let place = theirs.form().cell_path(&CellKey::parse(GRANTED));
    d.click(&place);
    d.click("采用勾选的");
    d.h.run();
    assert_eq!((d.cell(GRANTED), d.cell(RECEIVED)), (was, "99".into()));
    assert!(d.session().is_changed() && !d.shows("文件被别人改过了"));
}

#[test]
fn a_version_kept_is_compared_and_restored() {
    let mut d = Desk::new(&[Some("报告.gknb")]);
    d.click("打开样例试一试");
    d.keys(Modifiers::COMMAND, Key::S);
    let was = d.cell(GRANTED);
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    d.keys(Modifiers::COMMAND, Key::S);
    let kept = d.session().versions();
    assert_eq!(kept.len(), 2);
    d.click("文件");
    d.h.get_by_label_contains("以前的版本…").click();
    d.h.run();
    let last = d.h.get_all_by_label(&kept[1].when).count() - 1;
    d.click_nth(&kept[1].when, last);
    assert!(d.shows("那时的"));
    d.click("恢复勾选的");
    d.h.run();
    assert_eq!(d.cell(GRANTED), was);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "8");
}

#[test]
fn without_a_file_dialog_the_window_has_a_path_box() {
    let mut d = Desk::sample();
    let path = d.dir.path().join("写的.gknb");
    d.keys(Modifiers::COMMAND, Key::S);
    d.h.get_by_label("文件位置").focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::A);
    d.h.event(Event::Text(path.display().to_string()));
    d.h.run();
    d.key(Key::Enter);
    assert!(path.exists(), "{}", d.message());
    assert_eq!(d.message(), "已保存。");
}

/// A dialog that never answers: a portal that hangs.
struct Hanging(Vec<std::sync::mpsc::Sender<(Vec<PathBuf>, std::time::Duration)>>);
impl Dialogs for Hanging {
    fn ask(&mut self, _: &Asked, _: &str, _: Option<PathBuf>) -> Pending {
        let (send, receive) = std::sync::mpsc::channel();
        self.0.push(send);
        Pending::Thread(receive)
    }
}

#[test]
fn a_dialog_that_hangs_holds_nothing_up_and_is_done_without() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(dir.path().join("报告")).expect("made");
    std::fs::copy(fixture("flat-2024/source.txt"), dir.path().join("报告/去年.txt")).expect("copied");
    std::fs::write(dir.path().join("报告/照片.png"), "x").expect("written");
    let data = dir.path().join("data");
    let h = Harness::builder().with_size([1366.0, 720.0]).with_max_steps(40).build_eframe(move |cc| {
        let session = Session::new(Arc::new(RealDisk), data, Date::new(2026, 1, 20));
        App::new(&cc.egui_ctx, session, Box::new(Hanging(Vec::new())), None)
    });
    let mut d = Desk { dir, h };
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::O);
    // The window goes on while the dialog hangs.
    d.click("打开样例试一试");
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    assert_eq!(d.cell(GRANTED), "8");
    d.h.run_steps(600);
    d.click("改用程序自带的");
    let folder = d.dir.path().join("报告");
    d.h.input_mut().dropped_files.push(Arc::new(Dropped(folder)));
    d.h.run();
    assert!(d.shows("去年.txt") && !d.shows("照片.png"));
    d.click("去年.txt");
    d.click("确定");
    d.h.run();
    assert!(d.shows("有没有保存的修改"), "{}", d.message());
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

/// The cell that has the keys, by its name.
fn focused(d: &Desk) -> String {
    let nodes = d.h.query_all(egui_kittest::kittest::by().predicate(|n| n.is_focused()));
    nodes.filter_map(|n| n.accesskit_node().label()).next_back().unwrap_or_default()
}

#[test]
fn every_key_moves_where_a_spreadsheet_user_expects() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    let name = |d: &mut Desk, k: &str| d.name(k);
    let none = Modifiers::NONE;
    let (command, shift) = (Modifiers::COMMAND, Modifiers::SHIFT);
    let start = "requests.done.granted/org.business";
    for (modifiers, key, to) in [
        (none, Key::ArrowDown, "requests.done.partly_granted/org.business"),
        (none, Key::ArrowUp, "requests.carried_in/org.business"),
        (none, Key::ArrowLeft, "requests.done.granted/natural"),
        (none, Key::ArrowRight, "requests.done.granted/org.research"),
        (command, Key::ArrowDown, "requests.carried_out/org.business"),
        (command, Key::ArrowUp, "requests.received/org.business"),
        (command, Key::ArrowLeft, "requests.done.granted/natural"),
        (command, Key::ArrowRight, "requests.done.granted/total"),
        (none, Key::Home, "requests.done.granted/natural"),
        (none, Key::End, "requests.done.granted/total"),
        (command, Key::Home, "requests.received/natural"),
        (command, Key::End, "requests.carried_out/total"),
        (none, Key::PageDown, "requests.done.unavailable.not_held/org.business"),
        (none, Key::PageUp, "requests.received/org.business"),
        (none, Key::Enter, "requests.done.partly_granted/org.business"),
        (shift, Key::Enter, "requests.carried_in/org.business"),
        (none, Key::Tab, "requests.done.granted/org.research"),
        (shift, Key::Tab, "requests.done.granted/natural"),
    ] {
        d.go(start);
        d.keys(modifiers, key);
        assert_eq!(focused(&d), name(&mut d, to), "{modifiers:?} {key:?}");
    }
    d.h.get_by_label("查看").click();
    d.h.run();
    d.h.get_by_label_contains("回车方向").click();
    d.h.run();
    d.go("requests.done.granted/total");
    d.key(Key::Enter);
    assert_eq!(
        focused(&d),
        name(&mut d, "requests.done.partly_granted/natural"),
        "回车向右 goes on with the next row"
    );
}

#[test]
fn editing_in_place_keeps_what_stands_there() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go(RECEIVED);
    d.key(Key::F2);
    d.type_text("5");
    d.key(Key::Enter);
    assert_eq!(d.cell(RECEIVED), "115");
    d.go(RECEIVED);
    d.h.event(Event::Ime(egui::ImeEvent::Commit("４２".into())));
    d.h.run();
    d.key(Key::Enter);
    assert_eq!(d.cell(RECEIVED), "42");
    d.go(RECEIVED);
    d.key(Key::Delete);
    assert_eq!(d.cell(RECEIVED), "");
}

#[test]
fn heads_select_their_cells_and_fills_go_over_the_selection() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go("requests.done.granted/natural");
    for _ in 0..2 {
        d.keys(Modifiers::SHIFT, Key::ArrowDown);
    }
    d.keys(Modifiers::COMMAND, Key::D);
    assert_eq!(d.cell("requests.done.refused.state_secret/natural"), "7");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell("requests.done.refused.state_secret/natural"), "0");
    d.go("requests.done.granted/natural");
    for _ in 0..2 {
        d.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    d.keys(Modifiers::COMMAND, Key::R);
    assert_eq!(d.cell("requests.done.granted/org.research"), "7");
    d.keys(Modifiers::COMMAND, Key::Z);
    d.go("requests.done.granted/org.other");
    d.keys(Modifiers::SHIFT, Key::ArrowLeft);
    d.keys(Modifiers::SHIFT, Key::ArrowLeft);
    d.keys(Modifiers::COMMAND, Key::Enter);
    assert!(d.shows("选中 3 格"));
    d.keys(Modifiers::COMMAND, Key::A);
    assert!(d.shows("选中 175 格"));
    d.click("列：自然人");
    assert!(d.shows("选中 25 格"));
    d.click("行：（三）不予公开");
    assert!(d.shows("选中 56 格"));
    d.click("列：法人或其他组织");
    assert!(d.shows("选中 125 格"));
}

#[test]
fn what_is_found_is_gone_to() {
    let mut d = Desk::sample();
    d.keys(Modifiers::COMMAND, Key::G);
    d.h.event(Event::Text("cfsq syqy".into()));
    d.h.run();
    d.key(Key::Enter);
    assert_eq!(focused(&d), d.name("requests.done.not_processed.repeated/org.business"));
}

#[test]
fn a_block_pasted_into_an_open_field_goes_to_the_grid() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go(GRANTED);
    d.key(Key::F2);
    d.h.event(Event::Paste("1\t2\n3\t4".into()));
    d.h.run();
    assert_eq!(
        (d.cell(GRANTED), d.cell("requests.done.partly_granted/org.business")),
        ("1".into(), "4".into())
    );
}

#[test]
fn a_random_walk_is_undone_to_its_start_and_redone_to_its_end() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go(GRANTED);
    let start = d.session().report().cloned().expect("open");
    let mut dice = crate::zoo::Dice(5);
    let moves = [
        Key::ArrowDown,
        Key::ArrowUp,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::Tab,
        Key::Enter,
        Key::Home,
        Key::PageDown,
    ];
    for _ in 0..500 {
        match dice.roll(12) {
            0..=4 => d.h.key_press(moves[dice.roll(moves.len() as u64) as usize]),
            5..=7 => d.h.event(Event::Text(dice.roll(10).to_string())),
            8 => {
                d.h.event(Event::Paste(format!("{}\t{}\n{}\t/", dice.roll(90), dice.roll(9), dice.roll(999))))
            }
            9 => d.h.key_press(if dice.roll(2) == 0 { Key::Delete } else { Key::Escape }),
            10 => d.h.key_press_modifiers(Modifiers::SHIFT, moves[dice.roll(4) as usize]),
            _ => d.h.key_press_modifiers(Modifiers::COMMAND, if dice.roll(3) == 0 { Key::Y } else { Key::Z }),
        }
        d.h.run_steps(3);
        if d.shows("放不下") {
            d.click("粘贴放得下的");
        }
    }
    let end = d.session().report().cloned().expect("open");
    while d.session().undo().is_some() {}
    assert_eq!(d.session().report().cloned().expect("open"), start);
    while d.session().redo().is_some() {}
    assert_eq!(d.session().report().cloned().expect("open"), end);
}
