//! The findings in the window: going through them, repairing with the change seen first, explaining, switching a
//! check off, and the errors named before a document goes out.

use super::*;
use crate::made::reports::predecessor;
use gongkai::checks::{Finding, Level};
use gongkai::report::comment::Comment;
use gongkai::report::text::{Para, Run};
use gongkai::report::{Anchor, Part, Report, Section};

const TOTAL: &str = "review.count/reconsideration.total";
const IN_FORCE: &str = "disclosure.rules.normative_document/in_force";

/// The sample, whose 现行有效 doesn't follow from a year before it, with a area code missing.
fn desk() -> Desk {
    let mut d = Desk::sample();
    let r = d.report();
    let mut last = Report::new(2024, &r.office.name);
    enter(&mut last, IN_FORCE, "20");
    let last = predecessor(last);
    let mut office = r.office.clone();
    office.phone = "1234567".into();
    d.session().apply("准备", None, [Edit::Predecessor(Some(Box::new(last))), Edit::Office(office)]);
    d.session().take_message();
    d.h.run();
    d
}

/// Looks at the finding of that code by F8.
fn look(d: &mut Desk, code: &str) -> Finding {
    let f = d.finding(code).expect("found");
    for _ in 0..20 {
        d.key(Key::F8);
        if d.looked_at().contains(&f.message) {
            return f;
        }
    }
    panic!("{code} is not reached, but {}", d.looked_at());
}

#[test]
fn f8_goes_round_and_what_was_mended_gives_way_to_its_neighbour() {
    let mut d = desk();
    let count = d.session().findings().len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..count {
        d.key(Key::F8);
        seen.insert(d.looked_at());
    }
    assert_eq!(seen.len(), count);
    let f = look(&mut d, "T205");
    assert!(d.shows("2 → 1") && d.shows("改了以后这一条就没有了"), "the change is seen first");
    assert_eq!(d.cell(TOTAL), "2");
    d.h.get_all_by_label_contains("应用：把").next().expect("a repair").click();
    d.h.run();
    assert_eq!(d.cell(TOTAL), "1");
    assert!(!d.shows(&f.message) && d.looked_at().is_empty());
    d.key(Key::F8);
    assert!(!d.looked_at().is_empty());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(TOTAL), "2");
}

#[test]
fn the_key_that_applies_a_repair_goes_on_to_the_next_finding() {
    let mut d = desk();
    look(&mut d, "T205");
    d.keys(Modifiers::COMMAND, Key::F8);
    assert_eq!(d.cell(TOTAL), "1");
    d.until("the next is looked at", |d| !d.looked_at().is_empty());
}

/// Answers the reminder of documents in force with a sentence.
fn explain_y102(d: &mut Desk) {
    look(d, "Y102");
    d.click("说明…");
    d.h.event(Event::Text("清理时失效七件。".into()));
    d.h.run();
    d.click("确定");
}

#[test]
fn a_sentence_answers_a_reminder_until_its_numbers_change() {
    let mut d = desk();
    explain_y102(&mut d);
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

#[test]
fn an_explanation_that_nothing_asks_for_any_more_is_shown_and_removed() {
    let mut d = desk();
    explain_y102(&mut d);
    assert!(!d.shows("已不需要的说明"));
    d.session().apply("没有去年的报告", None, [Edit::Predecessor(None)]);
    d.h.run();
    assert!(d.shows("已不需要的说明　1") && d.shows("清理时失效七件。"));
    d.h.get_by_label_contains("删去说明：").click();
    d.h.run();
    assert!(!d.shows("已不需要的说明") && d.session().report().expect("open").explanations.is_empty());
    d.session().undo();
    d.h.run();
    assert!(d.shows("已不需要的说明　1"));
    // What is asked for again is no longer unneeded.
    d.session().undo();
    d.h.run();
    assert!(!d.shows("已不需要的说明") && d.shows("已说明　1"));
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
    assert!(d.finding("Y102").is_none() && d.message().contains("1条不再列出"), "{}", d.message());
    assert!(d.shows("已停用1项审核") && d.h.query_by_label_contains("恢复：").is_none());
    d.click("恢复");
    d.h.get_by_label_contains("恢复：").click();
    d.h.run();
    assert!(d.finding("Y102").is_some() && !d.shows("已停用"));
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
    assert!(d.looked_at().starts_with("提醒："), "{}", d.looked_at());
    d.key(Key::Enter);
    assert!(d.focused().starts_with("行政规范性文件"), "{}", d.focused());
}

#[test]
fn errors_are_named_before_a_document_goes_out() {
    let mut d = desk();
    d.keys(Modifiers::COMMAND, Key::P);
    assert!(d.shows("还有1项错误没有改") && d.shows("四 复议诉讼："));
    d.click("去改第一项");
    assert!(d.looked_at().starts_with("错误："));
    d.keys(Modifiers::COMMAND, Key::P);
    d.h.get_by_label_contains("四 复议诉讼：").click();
    d.run();
    assert!(!d.shows("还有1项错误没有改") && d.focused() == d.name(TOTAL));
    d.keys(Modifiers::COMMAND, Key::E);
    d.click("取消");
    assert!(!d.shows("还有1项错误没有改"));
    d.choose("文件", "导出JSON…");
    assert!(d.shows("还有1项错误没有改"), "data goes out too");
    d.click("取消");
    let fix = d.finding("T205").and_then(|f| f.fix).expect("a repair");
    d.session().apply("改", None, fix.edits);
    d.keys(Modifiers::COMMAND, Key::E);
    assert!(
        !d.shows("错误没有改") && d.shows("没有错误；还有1条提醒没有看过"),
        "what nobody looked at is asked once"
    );
    d.click("仍然导出PDF");
    assert!(d.shows("文件位置"));
    d.click("取消");
    d.keys(Modifiers::COMMAND, Key::E);
    assert!(d.shows("文件位置"), "and not again");
}

#[test]
fn what_is_open_before_handing_in_is_listed_and_each_line_leads_there() {
    let mut d = desk();
    let old = Run::old("2024年公开862条。");
    let words = vec![Para::Text(vec![old])];
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), words)]);
    d.h.run();
    d.choose("审核", "上报前检查…");
    for line in [
        "上报前检查：还有1项错误没有改",
        "去年的文字1处，没有看过",
        "联系方式齐全",
        "还没有保存",
        "还没有导出，也没有打印",
    ] {
        assert!(d.shows(line), "{line}");
    }
    d.h.get_by_label_contains("去年的文字1处").click();
    d.run();
    assert!(!d.shows("还有1项错误没有改") && d.shows("去年的文字 1处"));
    d.choose("审核", "上报前检查…");
    d.click("去改第一项");
    assert!(d.looked_at().starts_with("错误："));
}

#[test]
fn sentences_without_a_number_are_confirmed_by_one_answer() {
    let mut d = desk();
    let old = Run::old("2024年公开862条。各项工作有序开展。逐月检查栏目。");
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), vec![Para::Text(vec![old])])]);
    d.h.run();
    d.click("全部照用…");
    assert!(d.shows("去年的文字还有3处，都照用吗？") && d.shows("其中1处写着年份、日期或数字"));
    d.click("没有数字的2处照用");
    assert!(d.shows("去年的文字 1处"));
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(d.shows("去年的文字 3处"));
}

#[test]
fn the_settings_of_the_report_are_steps_that_can_be_undone() {
    let mut d = desk();
    d.choose("报告", "报告设置…");
    assert!(d.shows("从名称看是县级部门"), "the guess is shown");
    d.h.get_all_by_label("上报截止").last().expect("a field").focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::A);
    d.type_text("2026年1月15日");
    assert_eq!(d.session().report().expect("open").deadline, Date::new(2026, 1, 15));
    assert!(d.shows("用这个日期"));
    d.click("印成 0");
    d.click("审核项目");
    let title = d.finding("Y102").and_then(|f| f.check()).expect("known").title;
    d.h.get_by_label_contains(&format!("▲ {title}")).focus();
    d.h.run();
    d.key(Key::Space);
    assert!(d.finding("Y102").is_none());
    d.click("关闭");
    let r = d.session().report().cloned().expect("open");
    assert_eq!(r.blank_policy, gongkai::report::BlankPolicy::Zero);
    for _ in 0..3 {
        d.keys(Modifiers::COMMAND, Key::Z);
    }
    let r = d.session().report().cloned().expect("open");
    assert_eq!((r.deadline, r.switched_off.len()), (Date::new(2026, 1, 31), 0));
}

/// A report of somebody else in the desk's folder.
fn theirs(d: &Desk) -> PathBuf {
    let mut r = gongkai::app::sample::report();
    r.office.name = "示范县水利局".into();
    enter(&mut r, GRANTED, "9");
    let path = d.path("别人的.gknb");
    save(&path, &r);
    path
}

#[test]
fn somebody_elses_report_is_audited_and_the_open_one_stays() {
    let mut d = Desk::new(&[Some("去年.json"), Some("审核单.docx")]);
    d.click("打开样例试一试");
    let was = d.session().report().cloned();
    let path = theirs(&d);
    d.drop_files(&[path]);
    d.click("只审核它");
    assert!(d.shows("审核别人的报告") && d.shows("自然人"), "its findings are listed");
    assert!(!d.shows("现行有效件数”是"));
    let mut last = gongkai::app::sample::report();
    last.year = 2024;
    enter(&mut last, IN_FORCE, "30");
    std::fs::write(d.path("去年.json"), gongkai::export::json::write(&last)).expect("written");
    d.click("对照它去年的报告…");
    assert!(d.shows("现行有效件数”是"), "what last year's says is listed too");
    d.click("导出审核单…");
    assert!(d.path("审核单.docx").exists(), "{}", d.message());
    assert_eq!(d.session().report().cloned(), was);
    assert!(!d.session().is_changed());
}

#[test]
fn two_reports_are_walked_through_side_by_side() {
    let mut d = desk();
    let path = theirs(&d);
    d.drop_files(&[path]);
    d.click("与打开的报告对比");
    let here = |d: &Desk| d.looked_at();
    assert!(here(&d).starts_with("机关全称：示范县水利局 → 示范市云溪区水务局"), "{}", here(&d));
    let mut seen = Vec::new();
    for _ in 0..30 {
        seen.push(here(&d));
        d.key(Key::F8);
        if seen.first() == Some(&here(&d)) {
            break;
        }
    }
    assert!(seen.iter().any(|s| s.contains("予以公开") && s.ends_with("9 → 7")), "{seen:#?}");
    let until = |d: &mut Desk, done: &dyn Fn(&str) -> bool| {
        for _ in 0..30 {
            if done(&d.looked_at()) {
                return;
            }
            d.key(Key::F8);
        }
        panic!("not reached");
    };
    until(&mut d, &|s| s.ends_with("9 → 7"));
    d.click("改成左边的");
    assert_eq!(d.cell(GRANTED), "9");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "7");
    until(&mut d, &|s| s == seen[0]);
    let last = seen.last().cloned().expect("some");
    d.keys(Modifiers::SHIFT, Key::F8);
    assert_eq!(here(&d), last, "back over the beginning");
    d.key(Key::Escape);
    assert!(!d.shows("结束对比"));
}

#[test]
fn a_finding_about_last_year_leads_to_both_reports() {
    let mut d = desk();
    look(&mut d, "Y102");
    d.click("对比去年");
    assert!(d.shows("去年的报告（2024年）") && d.shows("结束对比"));
    d.key(Key::F3);
    d.click("结束对比");
    assert!(!d.shows("去年的报告（2024年）"));
}

#[test]
fn explanations_are_exported_from_the_window() {
    let mut d = Desk::new(&[Some("说明")]);
    d.click("打开样例试一试");
    let mut office = d.session().report().expect("open").office.clone();
    office.phone = "1234567".into();
    d.session().apply("准备", None, [Edit::Office(office)]);
    d.h.run();
    let f = d.finding("S107").expect("found");
    let edit = gongkai::checks::explain::explain(d.session().report().expect("open"), &f, "电话正在更换。");
    d.session().apply("说明", None, [edit]);
    d.h.run();
    d.choose("审核", "导出审核说明…");
    assert!(d.path("说明.pdf").exists(), "{}", d.message());
}

#[test]
fn last_years_report_can_be_named_for_a_report_that_has_none() {
    let mut d = Desk::new(&[Some("去年.json")]);
    let mut last = gongkai::app::sample::report();
    last.year = 2024;
    enter(&mut last, IN_FORCE, "30");
    std::fs::write(d.path("去年.json"), gongkai::export::json::write(&last)).expect("written");
    d.click("打开样例试一试");
    assert!(d.finding("Y102").is_none());
    d.choose("报告", "指定去年的报告…");
    assert!(d.message().contains("已和去年的报告对照"), "{}", d.message());
    assert!(d.finding("Y102").is_some());
    d.key(Key::F3);
    assert!(d.shows("去年的报告（2024年）"));
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(d.finding("Y102").is_none());
}

#[test]
fn the_open_report_is_not_its_own_last_year() {
    let mut d = Desk::new(&[Some("报告.gknb"), Some("报告.gknb")]);
    d.click("打开样例试一试");
    d.keys(Modifiers::COMMAND, Key::S);
    d.choose("报告", "指定去年的报告…");
    assert!(d.message().contains("就是打开着的这一份"), "{}", d.message());
    assert!(d.session().report().expect("open").predecessor.is_none() && !d.session().is_changed());
}

#[test]
fn a_finding_gone_to_is_said_below_where_there_is_no_room_for_the_list() {
    let mut d = desk();
    let f = d.finding("T205").expect("found");
    look(&mut d, "T205");
    let said = |d: &Desk| d.h.query_all_by_label(&f.message).count();
    assert_eq!(said(&d), 1, "in the list");
    d.h.set_size(egui::vec2(900.0, 520.0));
    d.h.run_steps(4);
    assert_eq!(said(&d), 1, "in the status bar");
    d.key(Key::F10);
    assert_eq!(said(&d), 1, "in the list again");
}

#[test]
fn what_a_menu_switches_shows_whether_it_is_on() {
    let mut d = desk();
    let state = |d: &Desk, name: &str| d.h.get_all_by_label(name).find_map(|n| n.accesskit_node().toggled());
    let ticked = |d: &mut Desk, name: &str| {
        d.h.get_by_label("查看").click();
        d.h.run_steps(4);
        let on = state(d, name);
        d.h.key_press(Key::Escape);
        d.h.run_steps(4);
        on
    };
    let on = |on| Some(if on { egui::accesskit::Toggled::True } else { egui::accesskit::Toggled::False });
    assert_eq!(ticked(&mut d, "去年的数"), on(true));
    d.key(Key::F4);
    assert_eq!(ticked(&mut d, "去年的数"), on(false));
    assert_eq!(ticked(&mut d, "预览"), on(false));
    d.h.key_press(Key::F5);
    d.h.run_steps(4);
    assert_eq!(ticked(&mut d, "预览"), on(true));
    d.h.get_by_label("查看").click();
    d.h.run_steps(4);
    d.h.get_by_label("外观").click();
    d.h.run_steps(4);
    assert_eq!(["浅色外观", "深色外观"].map(|t| state(&d, t)), [on(true), on(false)]);
}

#[test]
fn everything_about_a_finding_can_be_done_by_key() {
    let mut d = desk();
    look(&mut d, "T205");
    d.keys(Modifiers::COMMAND, Key::F8);
    assert!(d.finding("T205").is_none() && d.cell(TOTAL) == "1");
    d.keys(Modifiers::COMMAND, Key::Z);
    look(&mut d, "T205");
    d.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F8);
    assert!(d.message().contains("不能用说明代替"), "{}", d.message());
    look(&mut d, "Y102");
    d.keys(Modifiers::COMMAND, Key::F10);
    assert!(d.focused().starts_with("提醒："), "{}", d.focused());
    d.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F8);
    d.h.event(Event::Text("清理时失效七件。".into()));
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::Enter);
    assert!(d.shows("说明：清理时失效七件。"));
}

#[test]
fn a_part_or_a_count_that_is_clicked_brings_its_finding_into_view() {
    let mut d = desk();
    d.click("四 复议诉讼");
    assert!(d.looked_at().contains(&d.finding("T205").expect("found").message));
    d.click("一 总体情况");
    d.click("● 错误1");
    assert!(d.looked_at().contains(&d.finding("T205").expect("found").message));
    assert!(d.shows("政府信息公开行政复议、行政诉讼情况"));
}

#[test]
fn comments_of_the_word_file_that_came_back_are_taken_over_as_findings() {
    let mut d = desk();
    let mut r = d.session().report().map(|r| (**r).clone()).expect("open");
    let about = Anchor::Cells(vec![CellKey::parse(GRANTED)]);
    r.comments = vec![Comment { by: "王处长".into(), date: None, text: "再核对一下".into(), about }];
    let doc = gongkai::app::papers::commented(&r);
    let word = gongkai::export::document(&doc, Path::new("a.docx"), &|| crate::made::fonts().clone());
    std::fs::write(d.path("领导改过的.docx"), word.expect("made").bytes).expect("written");
    let path = d.path("领导改过的.docx");
    d.drop_files(&[path]);
    d.click("与打开的报告对比");
    assert!(d.shows("左边的文件里有1条批注。"));
    d.click("把批注收进来");
    assert!(!d.shows("把批注收进来"), "once");
    let found = d.finding("S110").expect("told");
    assert_eq!(found.message, "批注“王处长：再核对一下”");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(d.finding("S110").is_none());
}
