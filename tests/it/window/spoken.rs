//! Without looking and without a mouse: what a screen reader says, and the whole job by the keyboard alone.

use super::*;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::by;
use gongkai::checks::explain;

const TOTAL: &str = "requests.received/total";

/// What was said last of what was found, and in which of the two places.
fn said(d: &Desk) -> Vec<(usize, String)> {
    let live = |at: usize| {
        let id = format!("spoken {at}");
        let node = d.h.get(by().predicate(move |n| n.author_id() == Some(id.as_str())));
        let node = node.accesskit_node();
        Some((at, node.label().filter(|_| node.live() == Live::Polite)?))
    };
    (0..2).filter_map(live).collect()
}

/// The nodes of a role with their names.
fn named(d: &Desk, role: Role) -> Vec<String> {
    let nodes = d.h.query_all(by().predicate(move |n| n.role() == role));
    nodes.map(|n| n.accesskit_node().label().unwrap_or_default()).collect()
}

#[test]
fn a_cell_says_its_path_its_value_that_it_is_computed_and_what_is_wrong() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    let path = "三、本年度办理结果，（一）予以公开，申请人情况，自然人";
    assert_eq!(d.focused(), format!("{path}：7"));
    d.key(Key::Delete);
    assert_eq!(d.focused(), format!("{path}：未填"), "an empty cell is not silent, and not 0");
    d.type_text("8");
    assert!(d.focused().ends_with("自然人（编辑）"), "{}", d.focused());
    assert_eq!(d.told("requests.done.total/natural").1.split('；').next_back(), Some("按分项计算"));
    assert!(d.told("requests.done.total/natural").1.contains("差"), "{}", d.told(GRANTED).1);
    let cell = d.h.get(by().predicate(|n| n.author_id() == Some(TOTAL)));
    let place = (cell.accesskit_node().data().row_index(), cell.accesskit_node().data().column_index());
    let grid = d.report().form().grid("requests").clone();
    let tile = grid.tiles.iter().find(|t| t.cell().is_some_and(|k| k.as_str() == TOTAL)).expect("there");
    assert_eq!(place, (Some(tile.row), Some(tile.col)));
}

#[test]
fn what_arises_is_said_once_when_the_cell_is_left_and_what_was_there_from_the_start_is_not() {
    let mut d = Desk::sample();
    assert_eq!(d.session().findings().len(), 1);
    assert!(said(&d).is_empty(), "{:?}", said(&d));
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("9");
    assert!(said(&d).is_empty(), "half a number is not judged aloud: {:?}", said(&d));
    d.key(Key::Enter);
    let first = said(&d);
    assert!(first.len() == 1 && first[0].1.starts_with("错误："), "{first:?}");
    d.key(Key::ArrowDown);
    d.go(GRANTED);
    d.type_text("10");
    d.key(Key::Enter);
    assert!(said(&d).is_empty(), "the same thing is wrong, by another number: {:?}", said(&d));
    d.keys(Modifiers::COMMAND, Key::Z);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.session().findings().len(), 1);
    d.keys(Modifiers::COMMAND, Key::Y);
    let again = said(&d);
    assert!(again.len() == 1 && again[0].0 != first[0].0, "it went and came again: {again:?}");
}

#[test]
fn f8_says_the_finding_and_says_it_again() {
    let mut d = Desk::sample();
    let f = d.session().findings()[0].clone();
    d.key(Key::F8);
    let first = said(&d);
    assert_eq!(first.iter().map(|s| s.1.as_str()).collect::<Vec<_>>(), [explain::spoken(&f)]);
    assert!(
        explain::spoken(&f).starts_with("错误：") && explain::spoken(&f).contains(&f.message),
        "{}",
        explain::spoken(&f)
    );
    d.key(Key::F8);
    assert!(said(&d)[0].0 != first[0].0, "words that stay where they are would not be heard");
}

#[test]
fn the_window_says_its_file_and_that_it_is_not_saved() {
    let mut d = Desk::new(&[Some("报告")]);
    d.click("打开样例试一试");
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("9");
    d.key(Key::Enter);
    let window = |d: &Desk| d.h.root().accesskit_node().label().unwrap_or_default();
    assert!(window(&d).contains("● 未保存"), "{}", window(&d));
    d.keys(Modifiers::COMMAND, Key::S);
    assert_eq!(window(&d), "报告.gknb — 公开年报");
    let saved = d.h.get_by_label_contains("已保存");
    assert_eq!(saved.accesskit_node().live(), Live::Polite);
    // Where a desktop draws no words in the title bar the status bar still says which report it is.
    d.h.get(by().role(Role::Label).label("报告.gknb"));
}

#[test]
fn a_question_is_called_by_its_heading_and_lists_say_how_long_they_are() {
    let mut d = Desk::sample();
    assert!(named(&d, Role::Heading).iter().any(|h| h == "审核结果"));
    let card = d.h.get(by().predicate(|n| n.role() == Role::ListBoxOption));
    assert_eq!(card.accesskit_node().position_in_set(), Some(0));
    let sizes = |role| {
        let list = d.h.query_all(by().predicate(move |n| n.role() == role && n.size_of_set().is_some()));
        list.map(|n| n.accesskit_node().size_of_set()).collect::<Vec<_>>()
    };
    assert_eq!((sizes(Role::ListBox), sizes(Role::List)), (vec![Some(1)], vec![Some(8)]));
    d.key(Key::F1);
    assert!(named(&d, Role::Dialog).contains(&"使用说明".to_string()), "{:?}", named(&d, Role::Dialog));
    assert!(named(&d, Role::Heading).contains(&"填表".to_string()), "{:?}", named(&d, Role::Heading));
}

/// Tabs on until something of that name has the keys, and presses Enter.
fn press(d: &mut Desk, name: &str) {
    let begun = d.focused();
    for _ in 0..80 {
        if d.focused() == name {
            return d.key(Key::Enter);
        }
        d.key(Key::Tab);
    }
    panic!("no Tab leads from {begun} to {name}, the last is {}", d.focused());
}

/// Goes on, part by part, to that one.
fn turn_to(d: &mut Desk, chapter: gongkai::form::Chapter) {
    let place = |d: &mut Desk| {
        let r = d.report();
        (r.form().place(chapter), r.form().chapters().len())
    };
    let (at, all) = place(d);
    (0..all).for_each(|_| d.keys(Modifiers::COMMAND, Key::PageUp));
    (0..at).for_each(|_| d.keys(Modifiers::COMMAND, Key::PageDown));
}

#[test]
fn the_whole_job_is_done_without_a_mouse() {
    use gongkai::form::Chapter::Section as In;
    let mut d = Desk::new(&[Some("去年.docx"), Some("报告"), Some("报告")]);
    let last = crate::made::shapes::report(2024, 9, 0);
    std::fs::write(d.path("去年.docx"), crate::made::documents::word(&last)).expect("written");
    press(&mut d, "以去年报告为底稿…");
    d.until("it is read", |d| d.session().review().is_some() || d.session().document().is_some());
    if d.shows("读入的结果") {
        press(&mut d, "用这份");
    }
    if d.shows("正文里的年份往后推一年") {
        press(&mut d, "往后推一年");
    }
    assert_eq!(d.report().year, 2025);
    for section in [Section::Disclosure, Section::Requests, Section::Disputes] {
        turn_to(&mut d, In(section));
        assert!(d.focused().ends_with("未填") || d.focused().contains('：'), "{}", d.focused());
        d.type_text("3");
        d.key(Key::Enter);
        d.key(Key::F7);
    }
    turn_to(&mut d, In(Section::Other));
    d.keys(Modifiers::COMMAND, Key::A);
    d.type_text("本年度没有收取信息处理费。");
    assert!(d.part(Part::Before(Section::Other)).ends_with("本年度没有收取信息处理费。"));
    // What is wrong is gone to and put right by its first repair, as far as it has one.
    for _ in 0..40 {
        d.key(Key::F8);
        d.keys(Modifiers::COMMAND, Key::F8);
    }
    d.keys(Modifiers::SHIFT, Key::F9);
    assert!(!named(&d, Role::Dialog).is_empty());
    d.key(Key::Escape);
    d.keys(Modifiers::COMMAND, Key::S);
    assert!(d.path("报告.gknb").exists(), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::E);
    if d.shows("仍然导出PDF") {
        press(&mut d, "仍然导出PDF");
    }
    d.until("it is written", |d| d.path("报告.pdf").exists());
    assert_eq!(d.cell("requests.received/org.business"), "0");
    d.keys(Modifiers::COMMAND, Key::W);
    assert!(d.session().document().is_none());
}
