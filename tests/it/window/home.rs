//! The keys go back to where the clerk writes, once a question, a menu or a button elsewhere is done with.

use super::*;
use gongkai::report::Section;

const BODY: &str = "第6部分正文";

/// Questions with the keys that ask them, and how each is taken back.
fn asked() -> Vec<(&'static str, Modifiers, Key, &'static str)> {
    let none = Modifiers::NONE;
    let (command, both) = (Modifiers::COMMAND, Modifiers::COMMAND | Modifiers::SHIFT);
    vec![
        ("查找、转到", command, Key::F, "Esc"),
        ("全部命令", both, Key::P, "Esc"),
        ("新建空白报告", command, Key::N, "取消"),
        ("查找和替换", command, Key::H, "关闭"),
        ("插入表中的数", command, Key::I, "取消"),
        ("使用说明", none, Key::F1, "关闭"),
        ("还有1项错误没有改", command, Key::P, "取消"),
        ("还有1项错误没有改", command, Key::E, "Esc"),
    ]
}

fn ask_and_take_back(d: &mut Desk, (what, modifiers, key, back): (&str, Modifiers, Key, &str)) {
    d.keys(modifiers, key);
    assert!(d.shows(what), "{what} is not asked");
    match back {
        "Esc" => d.key(Key::Escape),
        button => d.click(button),
    }
    d.h.run_steps(6);
}

#[test]
fn a_cell_has_the_keys_again_after_any_question() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.keys(Modifiers::SHIFT, Key::ArrowDown);
    let name = d.name("requests.done.partly_granted/natural");
    for q in asked() {
        ask_and_take_back(&mut d, q);
        assert_eq!(d.focused(), name, "after {}", q.0);
        assert!(d.shows("选中 2 格"), "after {}", q.0);
    }
    d.type_text("3");
    ask_and_take_back(&mut d, asked()[0]);
    let name = d.name("requests.done.partly_granted/natural");
    assert_eq!(d.focused(), name, "what was being typed stands in its cell");
    assert_eq!(d.cell("requests.done.partly_granted/natural"), "3");
}

#[test]
fn a_text_has_the_keys_again_after_any_question_with_the_cursor_where_it_was() {
    let mut d = Desk::sample();
    d.click("六 其他事项");
    let words = d.session().report().expect("open").words(Part::Before(Section::Other));
    d.h.get_by_label(BODY).focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::Home);
    for q in asked() {
        ask_and_take_back(&mut d, q);
        assert_eq!(d.focused(), BODY, "after {}", q.0);
    }
    d.h.event(Event::Text("此外，".into()));
    d.h.run();
    assert_eq!(
        d.session().report().expect("open").words(Part::Before(Section::Other)),
        format!("此外，{words}")
    );
}

#[test]
fn a_menu_and_a_button_leave_the_keys_with_the_cell() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(RECEIVED);
    let name = d.name(RECEIVED);
    d.click("其余填零");
    assert_eq!(d.focused(), name);
    d.click("查看");
    d.h.get_all_by_label_contains("去年的数").last().expect("listed").click();
    d.run();
    assert_eq!(d.focused(), name);
    d.click("列出提示");
    assert_eq!(d.focused(), name);
    d.type_text("21");
    assert_eq!(d.cell(RECEIVED), "21");
}

#[test]
fn a_part_that_is_chosen_has_the_keys_at_once() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    assert_eq!(d.focused(), d.name(RECEIVED));
    d.type_text("21");
    assert_eq!(d.cell(RECEIVED), "21");
    d.click("六 其他事项");
    assert_eq!(d.focused(), BODY);
    d.keys(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(d.focused(), "成文日期");
}

#[test]
fn an_empty_signature_is_filled_with_the_office_and_today() {
    let mut d = Desk::new(&[]);
    d.click("新建空白报告…");
    d.h.event(Event::Text("示范县水利局".into()));
    d.h.run();
    d.click("建立");
    let mut signature = d.session().report().expect("open").signature.clone();
    signature.office = String::new();
    d.session().apply("清空", None, [Edit::Signature(signature)]);
    d.click("落款");
    d.click("用机关全称“示范县水利局”");
    d.click("用今天的日期 2026年1月20日");
    let s = d.session().report().expect("open").signature.clone();
    assert_eq!((s.office.as_str(), s.date), ("示范县水利局", today()));
    assert!(!d.shows("用机关全称") && !d.shows("用今天的日期"));
}

#[test]
fn a_draft_made_of_last_years_report_speaks_of_last_year_and_leads_to_its_notes() {
    let source = data("flat-2020-vanished/source.txt");
    let mut d = Desk::new(&[source.to_str()]);
    d.click("以去年报告为底稿…");
    assert!(d.shows("去年的报告读好了，请看过再开始"));
    assert!(d.shows("2020年的报告：198格里读到163格，35格未填；有"));
    assert!(!d.shows("读去年的报告时："), "said once");
    d.click("用这份");
    d.click("先不推");
    let notes = d.session().report().expect("open").notes.len();
    let head = |d: &Desk| d.h.get_all_by_label(&format!("导入说明 {notes}")).next().map(|n| n.rect().top());
    let before = head(&d);
    d.click(&format!("导入说明 {notes} 条"));
    assert!(head(&d) < before && head(&d).is_some_and(|y| y < 300.0), "{before:?} {:?}", head(&d));
}
