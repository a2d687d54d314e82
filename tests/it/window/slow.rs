//! A share that does not answer: the window goes on, says what it waits for, and loses nothing.

use super::*;
use crate::made::share::Share;
use gongkai::app::command::Id;
use gongkai::report::Report;
use gongkai::store::recovery;

const SAVING: &str = "正在保存…";
const CARRIED: &str = "requests.carried_in/natural";

/// The sample open from a share that answers so far, with 8 typed into a cell.
fn opened(answers: &[Option<&str>]) -> (Desk, Share) {
    let dir = tempfile::tempdir().expect("a folder");
    let (share, disk) = Share::at(&dir.path().join("共享"));
    let path = dir.path().join("共享/报告.gknb");
    project::save(&RealDisk, &path, &gongkai::app::sample::report()).expect("saved");
    let mut d = Desk::at(dir, answers, Some(&path), disk);
    d.run();
    d.click("三 申请情况");
    fill(&mut d, GRANTED, "8");
    (d, share)
}

/// Types into a cell, also while something is waited for.
fn fill(d: &mut Desk, key: &str, text: &str) {
    let name = d.name(key);
    d.h.get_by_label(&name).focus();
    d.h.step();
    for c in text.chars() {
        d.h.event(Event::Text(c.to_string()));
    }
    d.h.key_press(Key::Enter);
    d.until("what was typed is there", |d| d.cell(key) == text);
}

fn press(d: &mut Desk, modifiers: Modifiers, key: Key) {
    d.h.key_press_modifiers(modifiers, key);
    d.h.step();
}

/// Gives a command as a menu does.
fn give(d: &mut Desk, id: Id) {
    d.h.state_mut().command(id);
    d.h.step();
}

fn tap(d: &mut Desk, name: &str) {
    d.h.get_by_label(name).click();
    d.h.step();
    d.h.step();
}

/// Saves on a share that has just died.
fn hang(d: &mut Desk, share: &Share) {
    share.dies();
    press(d, Modifiers::COMMAND, Key::S);
    d.until("it says so", |d| d.shows(SAVING));
}

fn in_file(d: &Desk) -> Report {
    project::load(&RealDisk, &d.dir.path().join("共享/报告.gknb")).expect("readable")
}

fn of(report: &Report, key: &str) -> String {
    report.canonical(&CellKey::parse(key)).unwrap_or_default()
}

#[test]
fn the_window_takes_keys_while_a_save_hangs_and_knows_what_is_not_saved() {
    let (mut d, share) = opened(&[]);
    hang(&mut d, &share);
    let asked_for = d.session().report().cloned().expect("open");
    fill(&mut d, CARRIED, "77");
    assert!(d.shows(SAVING) && d.session().is_changed());
    share.answers();
    d.run();
    assert_eq!(in_file(&d), *asked_for, "exactly what stood when it was asked for");
    assert!(d.session().is_changed() && d.shows("● 未保存"), "{}", d.message());
    assert!(d.message().contains("开始保存以后的修改还没有存"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::S);
    assert_eq!((of(&in_file(&d), CARRIED).as_str(), d.session().is_changed()), ("77", false));
    assert_eq!(d.message(), "已保存。");
}

#[test]
fn a_save_asked_for_while_another_hangs_comes_after_it() {
    let (mut d, share) = opened(&[]);
    hang(&mut d, &share);
    fill(&mut d, CARRIED, "77");
    press(&mut d, Modifiers::COMMAND, Key::S);
    share.answers();
    d.run();
    let now = in_file(&d);
    assert_eq!((of(&now, GRANTED), of(&now, CARRIED)), ("8".into(), "77".into()));
    assert!(!d.session().is_changed() && !d.shows("文件被别人改过了"));
}

fn close(d: &mut Desk) {
    let root = d.h.input_mut().viewports.get_mut(&ViewportId::ROOT).expect("root");
    root.events.push(ViewportEvent::Close);
    d.h.step();
}

#[test]
fn closing_while_a_save_hangs_waits_for_it_and_then_closes() {
    let (mut d, share) = opened(&[]);
    hang(&mut d, &share);
    d.until("the save is no matter of a moment", |d| d.session().saving().is_some_and(|s| !s.is_young()));
    close(&mut d);
    assert!(d.commands().contains(&ViewportCommand::CancelClose));
    d.until("it asks", |d| d.shows("还没有存好"));
    tap(&mut d, "取消");
    fill(&mut d, CARRIED, "77");
    press(&mut d, Modifiers::COMMAND, Key::S);
    close(&mut d);
    d.until("it asks again", |d| d.shows("还没有存好"));
    share.answers();
    d.until("it closes by itself", |d| d.commands().contains(&ViewportCommand::Close));
    assert_eq!(of(&in_file(&d), CARRIED), "77");
    assert!(!d.session().is_changed());
}

#[test]
fn who_does_not_wait_for_a_dead_share_finds_the_work_at_the_next_start() {
    let (mut d, share) = opened(&[]);
    hang(&mut d, &share);
    d.until("the save is no matter of a moment", |d| d.session().saving().is_some_and(|s| !s.is_young()));
    close(&mut d);
    d.until("it asks", |d| d.shows("还没有存好"));
    tap(&mut d, "不等了");
    d.until("it is closed", |d| d.session().document().is_none());
    let data = d.dir.path().join("data");
    let left = recovery::left_over(&RealDisk, &recovery::folder(&data));
    let copy = crate::made::sessions::copied(left.first().expect("a copy"));
    assert_eq!(of(&copy, GRANTED), "8");
    share.answers();
}

#[test]
fn saving_elsewhere_waits_for_no_dead_share_and_what_hung_writes_nothing_afterwards() {
    let (mut d, share) = opened(&[Some("别处.gknb")]);
    let before = in_file(&d);
    hang(&mut d, &share);
    press(&mut d, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    d.until("it is saved", |d| d.session().path().is_some_and(|p| p.ends_with("别处.gknb")));
    assert!(!d.session().is_changed());
    let saved = project::load(&RealDisk, &d.dir.path().join("别处.gknb")).expect("readable");
    assert_eq!(of(&saved, GRANTED), "8");
    share.answers();
    d.run();
    assert_eq!(in_file(&d), before);
}

#[test]
fn a_picture_a_report_and_another_s_are_read_with_a_way_out() {
    let (mut d, share) = opened(&[Some("共享/图.png"), Some("共享/别的.gknb")]);
    d.click("六 其他事项");
    d.h.get_by_label("第6部分正文").focus();
    d.h.run();
    share.dies();
    let was = d.session().report().cloned();
    give(&mut d, Id::InsertPicture);
    d.until("it says what it reads", |d| d.shows("正在读取") && d.shows("图.png"));
    tap(&mut d, "取消");
    assert!(d.session().work().is_none() && d.session().report().cloned() == was);
    give(&mut d, Id::CompareWith);
    d.until("it says what it reads", |d| d.shows("正在读取") && d.shows("别的.gknb"));
    tap(&mut d, "取消");
    fill_section(&mut d);
    share.answers();
}

/// The window is as usable as ever.
fn fill_section(d: &mut Desk) {
    tap(d, "三 申请情况");
    fill(d, CARRIED, "5");
}

#[test]
fn looking_into_a_folder_that_does_not_answer_holds_nothing_up() {
    let (mut d, share) = opened(&[]);
    share.dies();
    // There is no system's dialog here: the window's own looks into the document's folder.
    press(&mut d, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    d.until("it says so", |d| d.shows("正在看这个位置"));
    tap(&mut d, "取消");
    fill_section(&mut d);
    press(&mut d, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    d.until("it looks", |d| d.shows("正在看这个位置"));
    share.answers();
    d.run();
    assert!(!d.shows("正在看这个位置") && d.shows("报告.gknb"));
}

#[test]
fn the_versions_kept_are_listed_and_read_without_holding_the_window() {
    let dir = tempfile::tempdir().expect("a folder");
    let (kept, disk) = Share::at(&dir.path().join("data/versions"));
    let path = dir.path().join("报告.gknb");
    project::save(&RealDisk, &path, &gongkai::app::sample::report()).expect("saved");
    let mut d = Desk::at(dir, &[], Some(&path), disk);
    d.run();
    d.click("三 申请情况");
    fill(&mut d, GRANTED, "8");
    d.keys(Modifiers::COMMAND, Key::S);
    kept.dies();
    give(&mut d, Id::Versions);
    d.until("it says so", |d| d.shows("正在找以前的版本"));
    tap(&mut d, "取消");
    fill(&mut d, CARRIED, "5");
    kept.answers();
    let versions = crate::made::sessions::versions(d.session());
    give(&mut d, Id::Versions);
    d.run();
    kept.dies();
    d.h.get_all_by_label(&versions[1].when()).last().expect("listed").click();
    d.h.step();
    d.h.step();
    d.until("it says so", |d| d.shows("正在读取以前的版本"));
    kept.answers();
    d.run();
    assert!(d.shows("那时的"));
}

#[test]
fn a_lock_that_a_share_does_not_give_is_waited_for_apart_and_is_there_in_the_end() {
    let (mut d, share) = opened(&[Some("共享/报告.gknb")]);
    d.keys(Modifiers::COMMAND, Key::S);
    share.dies();
    // Another document in its place: the lock is given back on the way.
    give(&mut d, Id::New);
    d.until("it asks", |d| d.shows("建立"));
    d.h.event(Event::Text("示范局".into()));
    d.h.step();
    tap(&mut d, "建立");
    d.until("it is there", |d| d.session().path().is_none());
    let lock = gongkai::store::beside::lock(&d.dir.path().join("共享/报告.gknb"));
    assert!(lock.exists());
    press(&mut d, Modifiers::COMMAND, Key::O);
    d.until("it is read", |d| d.shows("正在读取"));
    share.answers();
    d.run();
    // What was just let go of is not somebody else's.
    assert!(d.session().path().is_some() && d.session().holder().is_none(), "{}", d.message());
    assert!(d.session().question().is_none() && lock.exists());
}
