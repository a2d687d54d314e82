//! The window by its accessible names, without display or GPU: what a clerk does and what stands there then.

mod beside;
mod collecting;
mod collecting_keys;
mod day;
mod fallen;
mod files;
mod grid;
mod help;
mod home;
mod kept;
mod monkey;
mod package;
mod panel;
mod paper;
mod passes;
mod reviewed;
mod room;
mod rows;
mod seen;
mod slow;
mod small;
mod spoken;
mod step_told;
mod still;
mod together;
mod turns;
mod whole_day;
mod words;
mod writing;

use crate::made::desk::Desk;
use crate::made::reports::{enter, load, save};
use crate::made::{LONG, blesses, data, root, today};
use eframe::egui::{self, Event, Key, Modifiers, OutputCommand, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::{self, NodeT, Queryable};
use gongkai::app::arrived::Arrived;
use gongkai::app::reading::Reading;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::{Date, Part, Section};
use gongkai::store::disk::FaultyDisk;
use gongkai::store::{Disk, RealDisk, project};
use gongkai::ui::file_dialogs::{Asked, Dialogs, Pending};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const GRANTED: &str = "requests.done.granted/natural";
const RECEIVED: &str = "requests.received/natural";

#[test]
fn the_whole_job_on_an_imported_report() {
    let source = data("flat-2020/source.txt");
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
    let saved = d.path("报告.gknb");
    assert!(saved.exists(), "{}", d.message());
    assert!(!d.session().is_changed());
    d.keys(Modifiers::COMMAND, Key::E);
    assert!(d.shows("还有1项错误没有改"));
    d.click("仍然导出PDF");
    let pdf = std::fs::read(d.path("报告.pdf")).expect("exported");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(d.shows("打开PDF"));
    let was = d.session().report().cloned();
    d.session().begin_reading(Reading::File(saved));
    assert_eq!(d.session().arrive(LONG), Arrived::Opened);
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
    use gongkai::app::command::{CHOICES, COMMANDS, Command, MENUS};
    let mut d = Desk::sample();
    for (menu, name) in MENUS {
        d.click(name);
        let chosen = |c: &Command| CHOICES.iter().find(|(_, all)| all.contains(&c.id));
        for c in COMMANDS.iter().filter(|c| c.menu == menu) {
            let name = chosen(c).map_or(c.text, |(name, _)| name);
            assert!(d.shows(name), "{name}");
        }
        d.key(Key::Escape);
    }
}

/// `GONGKAI_BLESS` takes the window's guide over into the README, its headings one deeper.
#[test]
fn the_guide_of_the_window_is_the_guide_of_the_readme() {
    let read = |p: &str| std::fs::read_to_string(root().join(p)).expect("there").replace('\r', "");
    let (guide, readme) = (read("assets/help/guide.md"), read("README.md"));
    // The pictures stand beside the guide.
    let wanted = format!("#{}", guide.trim_end().replace("\n#", "\n##").replace("](", "](assets/help/"));
    let start = readme.find("## 使用说明\n").expect("a guide");
    let end = readme.find("\n## Command line\n").expect("what follows it");
    if blesses() {
        let whole = format!("{}{wanted}\n{}", &readme[..start], &readme[end..]);
        return std::fs::write(root().join("README.md"), whole).expect("written");
    }
    assert_eq!(readme[start..end].trim_end(), wanted);
}

#[test]
fn last_years_word_file_becomes_this_years_report() {
    let mut d = Desk::new(&[Some("去年.docx")]);
    let last = crate::made::shapes::report(2024, 9, 0);
    std::fs::write(d.path("去年.docx"), crate::made::documents::word(&last)).expect("written");
    d.click("以去年报告为底稿…");
    assert_eq!(d.session().report().expect("open").year, 2025);
    let stale =
        |d: &mut Desk| gongkai::report::last_years_text::list(d.session().report().expect("open")).len();
    let before = stale(&mut d);
    assert!(d.shows(&format!("去年的文字 {before}处")));
    d.click("照用");
    assert_eq!(stale(&mut d), before - 1);
    d.key(Key::F6);
    d.h.event(Event::Text("今年新写的一句。".into()));
    d.h.run();
    assert_eq!(stale(&mut d), before - 2, "the sentence was selected and replaced");
    d.click("全部照用…");
    assert!(d.shows(&format!("去年的文字还有{}处，都照用吗？", before - 2)));
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
