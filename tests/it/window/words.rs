//! What is known of the words where they stand: findings underlined, live values, the limit; and what the right
//! button, Shift+F10 and the 编辑 menu do with them.

use super::*;
use gongkai::report::Section;
use gongkai::report::text::{Para, Run};

const BODY: &str = "第1部分正文";

/// The sample with a sentence in section one that contradicts the table.
fn contradicting() -> Desk {
    let mut d = Desk::sample();
    let words = vec![Para::plain("全年新收政府信息公开申请9876件。"), Para::plain("主动公开工作有序。")];
    d.session().apply("写", None, [Edit::Text(Part::Before(Section::Overview), words)]);
    d.click("一 总体情况");
    d
}

/// Moves the pointer over the first line of the text until something is said that holds `words`.
fn hover_until(d: &mut Desk, words: &str) -> egui::Pos2 {
    let rect = d.h.get_by_label(BODY).rect();
    for step in 0..60 {
        let at = rect.left_top() + egui::vec2(8.0 * step as f32, 14.0);
        d.h.hover_at(at);
        d.h.run_steps(80);
        if d.shows(words) {
            return at;
        }
    }
    panic!("nothing is said of the words: {words}");
}

fn secondary(d: &mut Desk, pos: egui::Pos2) {
    d.h.hover_at(pos);
    d.h.run();
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Secondary, Modifiers::NONE);
        d.h.event(Event::PointerButton { pos, button, pressed, modifiers });
        d.h.run();
    }
}

fn words(d: &mut Desk) -> String {
    d.session().report().expect("open").words(Part::Before(Section::Overview))
}

fn has_live(d: &mut Desk) -> bool {
    let live = |p: &Para| matches!(p, Para::Text(r) if r.iter().any(Run::is_field));
    d.session().report().expect("open").sections[0].before.iter().any(live)
}

#[test]
fn an_underlined_finding_says_what_it_is_and_its_menu_mends_it() {
    let mut d = contradicting();
    let f = d.session().findings().iter().find(|f| f.code == "N101").cloned().expect("found");
    let at = hover_until(&mut d, "右键可以改，也可以写说明");
    assert!(d.h.query_all_by_label(&f.message).count() >= 2, "in the panel and at the pointer");
    secondary(&mut d, at);
    assert!(d.shows("说明…") && d.shows("粘贴"));
    let fix = f.fix.expect("a repair").title;
    d.click_nth(&fix, d.h.get_all_by_label(&fix).count() - 1);
    assert!(!words(&mut d).contains("9876") && !has_live(&mut d));
    assert_eq!(d.focused(), BODY, "the keys are back in the text");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(words(&mut d).contains("9876"));
}

fn cursor_at_digits(d: &mut Desk) {
    d.h.get_by_label(BODY).focus();
    d.h.run();
    d.key(Key::ArrowUp);
    d.keys(Modifiers::COMMAND, Key::Home);
    let before = words(d).chars().take_while(|c| !c.is_ascii_digit()).count();
    (0..before).for_each(|_| d.key(Key::ArrowRight));
}

#[test]
fn the_same_menu_opens_by_key_and_puts_the_table_s_number_in_or_makes_it_plain() {
    let mut d = contradicting();
    cursor_at_digits(&mut d);
    d.keys(Modifiers::SHIFT, Key::F10);
    let live = d.session().findings().iter().find_map(|f| f.live.clone()).expect("a live value").title;
    assert!(d.shows(&live));
    // The first line has the keys; the arrows go on to the next.
    let reached = (0..6).any(|_| {
        let here = d.focused() == live;
        if !here {
            d.key(Key::ArrowDown);
        }
        here
    });
    assert!(reached, "{}", d.focused());
    d.key(Key::Enter);
    let total = d.cell("requests.received/total");
    assert!(has_live(&mut d) && words(&mut d).contains(&format!("申请{total}件")));
    assert_eq!(d.focused(), BODY);
    // On the live value the menu offers to make it plain.
    cursor_at_digits(&mut d);
    d.key(Key::Menu);
    d.click("变成普通文字");
    assert!(!has_live(&mut d) && words(&mut d).contains(&format!("申请{total}件")));
}

#[test]
fn a_live_value_says_where_it_comes_from() {
    let mut d = contradicting();
    let live = d.session().findings().iter().find_map(|f| f.live.clone()).expect("a live value");
    d.session().apply("换", None, live.edits);
    d.h.run();
    let at = hover_until(&mut d, "随表变动：");
    secondary(&mut d, at);
    d.click("变成普通文字");
    assert!(!has_live(&mut d));
}

#[test]
fn a_reminder_is_explained_from_the_words_themselves() {
    let mut d = contradicting();
    let at = hover_until(&mut d, "右键可以改，也可以写说明");
    secondary(&mut d, at);
    d.click_nth("说明…", d.h.get_all_by_label("说明…").count() - 1);
    d.h.event(Event::Text("口径不同。".into()));
    d.h.run();
    d.click("确定");
    assert!(d.session().findings().iter().any(|f| f.code == "N101" && f.explained() == Some("口径不同。")));
}

#[test]
fn more_words_than_the_limit_are_said() {
    let mut d = contradicting();
    let count = words(&mut d).chars().filter(|c| !c.is_whitespace()).count();
    d.session().set(move |s| s.word_limit = count);
    d.h.run();
    assert!(d.shows(&format!("{count} 字")) && !d.shows("字，多"));
    d.h.get_by_label(BODY).focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::End);
    d.h.event(Event::Text("又三字".into()));
    d.h.run();
    assert!(d.shows(&format!("{} 字，多 3 字", count + 3)));
    d.h.get_by_label("字数限制").focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::A);
    d.h.event(Event::Text((count + 3).to_string()));
    d.h.run();
    d.key(Key::Enter);
    assert_eq!(d.session().settings().word_limit, count + 3);
    assert!(!d.shows("字，多"));
}

/// Chooses a command in the 编辑 menu; what the window asks its surroundings for then.
fn edit(d: &mut Desk, command: &str) -> Vec<ViewportCommand> {
    d.click("编辑");
    d.h.get_all_by_label_contains(command).next().expect("listed").click();
    d.h.step();
    let mut asked = d.commands();
    d.h.step();
    asked.extend(d.commands());
    d.h.run();
    asked
}

#[test]
fn the_edit_menu_cuts_copies_pastes_and_selects_in_the_text() {
    let mut d = contradicting();
    d.h.get_by_label(BODY).focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::Home);
    for (command, asks) in [
        ("粘贴", ViewportCommand::RequestPaste),
        ("剪切", ViewportCommand::RequestCut),
        ("复制", ViewportCommand::RequestCopy),
    ] {
        assert!(edit(&mut d, command).contains(&asks), "{command}");
        assert_eq!(d.focused(), BODY, "{command}");
    }
    edit(&mut d, "全选");
    d.h.event(Event::Paste("只有这一句。".into()));
    d.h.run();
    assert_eq!(words(&mut d), "只有这一句。");
}

#[test]
fn the_edit_menu_and_the_right_button_serve_the_table_too() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    assert!(edit(&mut d, "粘贴").contains(&ViewportCommand::RequestPaste));
    d.h.event(Event::Paste("5\t6".into()));
    d.h.run();
    assert_eq!((d.cell(GRANTED), d.cell("requests.done.granted/org.business")), ("5".into(), "6".into()));
    edit(&mut d, "全选");
    assert!(d.shows("选中 175 格"));
    let name = d.name("requests.done.partly_granted/natural");
    let at = d.h.get_by_label(&name).rect().center();
    secondary(&mut d, at);
    assert!(d.shows("选中 175 格"), "the selection stays under the right button");
    d.key(Key::Escape);
    d.go(RECEIVED);
    let at = d.h.get_by_label(&name).rect().center();
    secondary(&mut d, at);
    d.click("其余填零 F7");
    assert_eq!(d.focused(), name);
    d.keys(Modifiers::SHIFT, Key::F10);
    assert!(d.shows("复制（带行名列名）"));
    d.key(Key::Escape);
    assert_eq!(d.focused(), name);
}

#[test]
fn enter_goes_on_to_the_next_place_and_what_was_replaced_is_told() {
    let mut d = Desk::sample();
    let words = vec![gongkai::report::text::Para::plain("甲乙。甲丙。")];
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), words)]);
    d.keys(Modifiers::COMMAND, Key::H);
    d.fill("查找", "甲");
    assert!(d.shows("第 1 处，共 2 处"));
    d.key(Key::Enter);
    assert!(d.shows("第 2 处，共 2 处") && d.focused() == "查找");
    d.click("替换");
    d.click("替换");
    assert!(d.shows("替换了 2 处，没有别的了；可以撤销"));
}
