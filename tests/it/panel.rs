//! The findings in the window: going through them, repairing with the change seen first, explaining, switching a
//! check off, and the errors named before a document goes out.

use super::*;
use gongkai::checks::{Finding, Level};
use gongkai::report::edit::Edit;
use gongkai::report::{Predecessor, Report};

const TOTAL: &str = "review.count/reconsideration.total";
const IN_FORCE: &str = "disclosure.rules.normative_document/in_force";

/// The sample, whose 现行有效 doesn't follow from a year before it, with a telephone number missing.
fn desk() -> Desk {
    let mut d = Desk::sample();
    let r = d.session().report().cloned().expect("open");
    let mut last = Report::new(2024, &r.office.name);
    Edit::enter(&last.clone(), &CellKey::parse(IN_FORCE), "20").apply(&mut last);
    let last = Predecessor { path: "去年.gknb".into(), digest: String::new(), snapshot: Box::new(last) };
    let mut office = r.office.clone();
    office.phone.clear();
    d.session().apply("准备", None, &[Edit::Predecessor(Some(Box::new(last))), Edit::Office(office)]);
    d.h.run();
    d
}

fn of(d: &mut Desk, code: &str) -> Option<Finding> {
    d.session().findings().iter().find(|f| f.code == code).cloned()
}
/// What a screen reader says of the finding looked at.
fn looked_at(d: &Desk) -> String {
    let cards =
        d.h.query_all(egui_kittest::kittest::by().predicate(|n| {
            n.role() == egui::accesskit::Role::ListBoxOption && n.is_selected() == Some(true)
        }));
    cards.filter_map(|n| n.accesskit_node().label()).next().unwrap_or_default()
}
/// Looks at the finding of that code by F8.
fn look(d: &mut Desk, code: &str) -> Finding {
    let f = of(d, code).expect("found");
    for _ in 0..20 {
        d.key(Key::F8);
        if looked_at(d).ends_with(&f.message) {
            return f;
        }
    }
    panic!("{code} is not reached, but {}", looked_at(d));
}

#[test]
fn f8_goes_round_and_what_was_mended_gives_way_to_its_neighbour() {
    let mut d = desk();
    let count = d.session().findings().len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..count {
        d.key(Key::F8);
        seen.insert(looked_at(&d));
    }
    assert_eq!(seen.len(), count);
    let f = look(&mut d, "T205");
    assert!(d.shows("2 → 1") && d.shows("改了以后这一条就没有了"), "the change is seen first");
    assert_eq!(d.cell(TOTAL), "2");
    d.h.get_by_label_contains("应用：把").click();
    d.h.run();
    assert_eq!(d.cell(TOTAL), "1");
    assert!(!d.shows(&f.message) && looked_at(&d).is_empty());
    d.key(Key::F8);
    assert!(!looked_at(&d).is_empty());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(TOTAL), "2");
}

#[test]
fn a_sentence_answers_a_reminder_until_its_numbers_change() {
    let mut d = desk();
    look(&mut d, "Y102");
    d.click("说明…");
    d.h.event(Event::Text("清理时失效七件。".into()));
    d.h.run();
    d.click("确定");
    assert!(d.shows("说明：清理时失效七件。") && d.shows("已说明　1"));
    assert_eq!(d.session().known().open(Level::Warning), 0);
    assert!(d.told(IN_FORCE).1.contains("已说明：清理时失效七件。"));
    d.go(IN_FORCE);
    d.type_text("13");
    d.key(Key::Enter);
    assert!(d.shows("数有变化，请重新说明；原来的说明：清理时失效七件。"));
    assert_eq!(d.session().known().open(Level::Warning), 1);
    d.keys(Modifiers::COMMAND, Key::Z);
    look_explained(&mut d);
    d.click("撤回说明");
    assert!(!d.shows("清理时失效七件"));
    assert_eq!(d.session().known().open(Level::Warning), 1);
}

/// An explained finding is not on F8's round; it is clicked.
fn look_explained(d: &mut Desk) {
    d.h.get_by_label_contains("提醒：").click();
    d.h.run();
}

#[test]
fn a_reminder_can_be_switched_off_and_an_error_cannot() {
    let mut d = desk();
    look(&mut d, "T205");
    assert!(d.h.query_by_label("说明…").is_none());
    d.click("依据和办法");
    assert!(d.shows("依据：") && d.shows("编号：T205"));
    assert!(d.h.query_by_label("不再审核这一项").is_none());
    look(&mut d, "Y102");
    d.click("不再审核这一项");
    assert!(of(&mut d, "Y102").is_none() && d.shows("这份报告不再审核"));
    d.h.get_by_label_contains("恢复：").click();
    d.h.run();
    assert!(of(&mut d, "Y102").is_some());
}

#[test]
fn levels_are_filtered_and_arrows_go_through_the_list() {
    let mut d = desk();
    let all = |d: &Desk| d.h.query_all_by_role(egui::accesskit::Role::ListBoxOption).count();
    let n = d.session().findings().len();
    assert_eq!(all(&d), n);
    d.click("列出提示");
    assert!(all(&d) < n && !d.shows("没有写：电话"));
    d.click("列出提示");
    d.click("按轻重");
    let first = d.h.query_all_by_role(egui::accesskit::Role::ListBoxOption).next().expect("one");
    assert!(first.accesskit_node().label().is_some_and(|l| l.starts_with("错误：")));
    first.focus();
    d.h.run();
    d.key(Key::ArrowDown);
    assert!(looked_at(&d).starts_with("提醒："), "{}", looked_at(&d));
    d.key(Key::Enter);
    assert!(focused(&d).starts_with("行政规范性文件"), "{}", focused(&d));
}

#[test]
fn errors_are_named_before_a_document_goes_out() {
    let mut d = desk();
    d.keys(Modifiers::COMMAND, Key::P);
    assert!(d.shows("还有1项错误没有改") && d.shows("四 复议诉讼："));
    d.click("去改第一项");
    assert!(looked_at(&d).starts_with("错误："));
    d.keys(Modifiers::COMMAND, Key::E);
    d.click("取消");
    assert!(!d.shows("还有1项错误没有改"));
    let fix = of(&mut d, "T205").and_then(|f| f.fix).expect("a repair");
    d.session().apply("改", None, &fix.edits);
    d.keys(Modifiers::COMMAND, Key::E);
    assert!(!d.shows("错误没有改") && d.shows("文件位置"), "nothing is asked without errors");
}
