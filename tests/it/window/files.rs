//! The window and its files: closing, full disks, dialogs that are not there, work left over, two windows at one
//! file, versions kept.

use super::*;
use crate::made::folder::Folder;
use gongkai::store::{beside, recovery};

#[test]
fn closing_asks_about_unsaved_work() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    close(&mut d);
    assert!(d.commands().contains(&ViewportCommand::CancelClose));
    d.h.run();
    assert!(d.shows("有还没保存的修改"));
    d.click("取消");
    assert_eq!(d.cell(GRANTED), "8");
    close(&mut d);
    d.h.run();
    // Behind the question no key does anything; Esc takes the question back.
    d.h.key_press(Key::F5);
    d.h.run();
    assert!(!d.shows("适合宽度") && d.shows("有还没保存的修改"));
    d.h.key_press(Key::Escape);
    d.h.run();
    assert!(!d.shows("有还没保存的修改"));
    assert_eq!(d.cell(GRANTED), "8");
    close(&mut d);
    d.h.run();
    d.h.get_by_label("不保存").click();
    d.h.step();
    d.h.step();
    assert!(d.session().document().is_none());
}

#[test]
fn a_window_that_is_taken_away_leaves_the_recovery_copy_and_no_lock() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("报告.gknb");
    let report = gongkai::app::sample::report();
    save(&path, &report);
    let mut d = Desk::at(dir, &[], Some(&path), Arc::new(RealDisk));
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    d.h.key_press(Key::Enter);
    d.h.run();
    // As where the connection to the display is lost: nobody is asked.
    eframe::App::on_exit(d.h.state_mut(), None);
    let left = recovery::left_over(&RealDisk, &d.path("data/recovery"));
    let copy = crate::made::sessions::copied(&left[0]);
    assert_eq!(copy.canonical(&CellKey::parse(GRANTED)).as_deref(), Some("8"));
    assert!(!beside::lock(&path).exists());
}

fn close(d: &mut Desk) {
    let root = d.h.input_mut().viewports.get_mut(&ViewportId::ROOT).expect("root");
    root.events.push(ViewportEvent::Close);
    d.h.step();
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_open_report_alone() {
    let mut d = Desk::new(&[Some("坏.txt"), Some("没有.gknb")]);
    std::fs::write(d.path("坏.txt"), [0u8, 1, 2, 255]).expect("written");
    d.click("打开样例试一试");
    for _ in 0..2 {
        let was = d.session().report().cloned();
        d.keys(Modifiers::COMMAND, Key::O);
        assert!(d.session().message().is_some_and(|m| m.amiss.is_some()));
        assert_eq!(d.session().report().cloned(), was);
    }
}

#[test]
fn going_on_without_saving_keeps_the_report_until_the_next_one_is_there() {
    let doubtful = data("flat-2020-vanished/source.txt");
    let doubtful = doubtful.to_str();
    let mut d = Desk::new(&[Some("没有.gknb"), doubtful, doubtful]);
    d.click("打开样例试一试");
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    let kept = |d: &mut Desk| {
        assert!(d.session().flush_journal(LONG));
        let copies = RealDisk.list(&d.path("data/recovery")).unwrap_or_default();
        d.cell(GRANTED) == "8" && d.session().is_changed() && !copies.is_empty()
    };
    for way_back in ["", "不用"] {
        d.keys(Modifiers::COMMAND, Key::O);
        d.click("不保存");
        if !way_back.is_empty() {
            d.click(way_back);
        }
        assert!(kept(&mut d) && d.session().review().is_none(), "{}", d.message());
    }
    // Each time is asked about anew.
    d.keys(Modifiers::COMMAND, Key::O);
    d.click("不保存");
    let was = d.session().report().cloned();
    d.click("用这份");
    assert!(d.session().report().cloned() != was && !d.shows("有还没保存的修改"), "{}", d.message());
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
        d.session().message().is_some_and(|m| m.amiss.is_some() && m.text.contains("空间")),
        "{}",
        d.message()
    );
    assert!(d.session().is_changed());
    assert!(!d.path("报告.gknb").exists());
}

#[test]
fn what_was_read_with_doubts_can_be_declined() {
    let source = data("flat-2020-vanished/source.txt");
    let mut d = Desk::with(&[], Some(&source), Arc::new(RealDisk));
    assert!(d.shows("198格里读到163格，35格未填；有5处要看一看。"));
    assert!(d.shows("拿不准　3处") && d.shows("没有找到　2处") && d.shows("原文第"));
    d.click("不用");
    assert!(d.session().document().is_none());
    assert!(d.shows("新建空白报告"));
}

#[test]
fn a_dropped_file_of_each_format_is_opened() {
    let formats = Folder::new();
    for path in crate::formats::readable(formats.path()) {
        let mut d = Desk::new(&[]);
        d.drop_files(std::slice::from_ref(&path));
        if d.shows("用这份") {
            d.click("用这份");
        }
        assert!(d.session().report().is_some(), "{}: {}", path.display(), d.message());
    }
}

#[test]
fn work_that_was_not_saved_is_offered_at_the_next_start() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    let mut d = d.crashed();
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
    let path = a.path("报告.gknb");
    let mut b = Desk::with(&[], Some(&path), Arc::new(RealDisk));
    assert!(b.shows("已在另一个窗口打开") && !b.shows("另一个人"), "it was nobody else");
    b.click("只看不改");
    assert!(b.shows("只读：您在另一个窗口正在编辑"));
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
fn the_window_that_has_a_file_open_comes_to_the_front_where_it_is_opened_again() {
    let mut a = Desk::new(&[Some("报告.gknb")]);
    a.click("打开样例试一试");
    a.keys(Modifiers::COMMAND, Key::S);
    let (path, data) = (a.path("报告.gknb"), a.path("data"));
    let again = move || gongkai::app::called::is_shown_elsewhere(Arc::new(RealDisk), data, path);
    let second = std::thread::spawn(again.clone());
    a.until("it comes forward", |d| d.commands().contains(&ViewportCommand::Focus));
    assert!(second.join().expect("answered"), "no second window is wanted");
    drop(a);
    assert!(!again(), "nobody has it open any more");
}

#[test]
fn what_others_wrote_is_shown_by_cell_and_taken_over_as_chosen() {
    let mut d = Desk::new(&[Some("报告.gknb")]);
    d.click("打开样例试一试");
    d.keys(Modifiers::COMMAND, Key::S);
    let path = d.path("报告.gknb");
    let mut theirs = load(&path);
    for (key, text) in [(GRANTED, "88"), (RECEIVED, "99")] {
        enter(&mut theirs, key, text);
    }
    save(&path, &theirs);
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
    let kept = crate::made::sessions::versions(d.session());
    assert_eq!(kept.len(), 2);
    d.click("文件");
    d.h.get_by_label_contains("以前的版本…").click();
    d.h.run();
    let last = d.h.get_all_by_label(&kept[1].when()).count() - 1;
    d.click_nth(&kept[1].when(), last);
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
    let path = d.path("写的.gknb");
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
    std::fs::copy(data("flat-2024/source.txt"), dir.path().join("报告/去年.txt")).expect("copied");
    std::fs::write(dir.path().join("报告/照片.png"), "x").expect("written");
    let mut d = Desk::asking(dir, Box::new(Hanging(Vec::new())), None, Arc::new(RealDisk));
    d.keys(Modifiers::COMMAND, Key::O);
    // The word about waiting comes above everything; what is clicked has to stand still.
    d.h.run_steps(12);
    assert!(d.shows("改用程序自带的"));
    // The window goes on while the dialog hangs.
    d.click("打开样例试一试");
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    assert_eq!(d.cell(GRANTED), "8");
    d.h.run_steps(600);
    d.click("改用程序自带的");
    let folder = d.path("报告");
    d.drop_files(&[folder]);
    assert!(d.shows("去年.txt") && !d.shows("照片.png"));
    // A click gives the file the keys: Enter answers.
    d.click("去年.txt");
    d.key(Key::Enter);
    d.h.run();
    assert!(d.shows("有还没保存的修改"), "{}", d.message());
}

fn dir_name(d: &Desk) -> std::ffi::OsString {
    d.dir.path().file_name().expect("a name").to_os_string()
}

#[test]
fn a_closed_report_stands_first_among_the_recent_ones_with_what_is_known_of_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("报告.gknb");
    save(&path, &gongkai::app::sample::report());
    let mut d = Desk::at(dir, &[], Some(&path), Arc::new(RealDisk));
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    d.key(Key::Enter);
    d.keys(Modifiers::COMMAND, Key::W);
    assert!(d.shows("有还没保存的修改"));
    d.click("不保存");
    assert!(d.session().document().is_none() && d.shows("最近文件"));
    assert!(d.shows("2025年 示范市云溪区水务局"), "year, office and state");
    let folder = dir_name(&d);
    let round = d.path("..").join(folder).join("报告.gknb");
    d.drop_files(&[round]);
    d.keys(Modifiers::COMMAND, Key::W);
    assert_eq!(d.session().settings().recent().count(), 1, "one file is one name");
    d.click("报告.gknb");
    assert!(d.session().document().is_some());
}
