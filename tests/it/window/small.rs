//! A small screen of large type: what is wrong and how it is mended stays in sight; and questions are found at once.

use super::*;

/// What is left of 1366 × 768 and of 1024 × 600 at 200 %.
const WINDOWS: [egui::Vec2; 2] = [egui::vec2(683.0, 352.0), egui::vec2(512.0, 268.0)];

#[test]
fn how_many_errors_there_are_is_in_the_head_of_a_small_window() {
    let mut d = Desk::sample();
    for window in WINDOWS {
        d.h.set_size(window);
        d.h.run();
        let count = d.h.get_by_label("● 错误1").rect();
        assert!(egui::Rect::from_min_size(egui::Pos2::ZERO, window).contains_rect(count), "{count}");
    }
    // Where there is room all the buttons are there too.
    d.h.set_size(egui::vec2(1366.0, 720.0));
    d.h.run();
    assert!(d.shows("打印…") && d.shows("● 错误1"));
}

#[test]
fn what_mends_the_finding_looked_at_is_in_sight_in_a_small_window() {
    for window in WINDOWS {
        let mut d = Desk::sample();
        d.h.set_size(window);
        d.h.run();
        d.key(Key::F10);
        d.key(Key::F8);
        d.h.run_steps(4);
        let button = d.h.get_all_by_label_contains("应用：把").next().expect("a repair").rect();
        let status = d.h.get_by_label("－").rect().top();
        assert!(button.top() > 0.0 && button.bottom() < status, "{button} {window}");
        d.keys(Modifiers::COMMAND, Key::F8);
        assert!(d.session().findings().is_empty());
    }
}

#[test]
fn all_that_is_open_is_said_above_the_list_that_has_no_room_for_it() {
    let mut d = Desk::sample();
    let old = gongkai::report::text::Run::old("2024年公开862条。");
    let words = vec![gongkai::report::text::Para::Text(vec![old])];
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), words)]);
    d.h.set_size(WINDOWS[1]);
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::E);
    let said = "处去年的文字没有看过";
    let line = kittest::by().role(egui::accesskit::Role::Heading).label_contains(said);
    let at = d.h.query_all(line).next().expect("said").rect();
    assert!(at.top() > 0.0 && at.bottom() < WINDOWS[1].y / 2.0, "{at}");
}

#[test]
fn what_is_told_of_a_collection_stands_below_its_list_in_a_small_window() {
    let mut county = crate::made::county::County::new(12, 4);
    (3..9).for_each(|n| county.absent(n));
    let mut d = super::collecting::with(&county, &[]);
    for window in WINDOWS {
        d.h.set_size(window);
        d.h.run();
        d.keys(Modifiers::COMMAND, Key::Num4);
        d.h.run_steps(3);
        let row = d.h.query_all_by_role(egui::accesskit::Role::ListBoxOption).next().expect("a row").rect();
        let told = d.h.get_by_label_contains("办法：").rect();
        assert!(row.height() > 10.0 && row.bottom() <= told.top(), "{row} {told} {window}");
    }
}

#[test]
fn a_command_is_found_by_its_name_before_one_that_only_explains_itself_so() {
    for (typed, wanted) in [("dcpdf", "仍然导出PDF"), ("daochu", "仍然导出PDF"), ("全部命令", "要找的字")]
    {
        let mut d = Desk::sample();
        d.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        let field = |d: &Desk| d.h.get_by_label("要找的字").rect();
        let before = field(&d);
        d.h.event(Event::Text(typed.into()));
        d.h.run();
        assert_eq!(field(&d), before, "the field stays where it is");
        d.key(Key::Enter);
        assert!(d.shows(wanted), "{typed}");
    }
}

#[test]
fn the_offices_name_is_one_thing_on_the_cover_in_the_title_and_under_the_report() {
    let mut d = Desk::sample();
    let was = d.report().office.name;
    let title = d.part(Part::Title);
    d.fill("机关全称", "示范县水利局");
    assert_eq!(d.part(Part::Title), title.replace(&was, "示范县水利局"));
    assert_eq!(d.report().signature.office, "示范县水利局");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!((d.part(Part::Title), d.report().signature.office), (title, was));
}

#[test]
fn a_click_beside_a_question_that_stays_leaves_it_the_keys() {
    let source = data("flat-2020/source.txt");
    let mut d = Desk::with(&[], Some(&source), Arc::new(RealDisk));
    assert_eq!(d.focused(), "用这份");
    let beside = egui::pos2(4.0, 4.0);
    d.click_at(beside);
    assert_eq!(d.focused(), "用这份");
    d.key(Key::Enter);
    assert!(d.session().document().is_some());
}

#[test]
fn the_first_page_begins_at_its_recent_files_however_far_the_report_was_scrolled() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("报告.gknb");
    let mut report = gongkai::app::sample::report();
    let long = (0..60).map(|n| gongkai::report::text::Para::plain(format!("第{n}件事。"))).collect();
    report.sections[0].before = long;
    save(&path, &report);
    let mut d = Desk::at(dir, &[], Some(&path), Arc::new(RealDisk));
    d.h.set_size(WINDOWS[0]);
    d.h.run();
    d.click("一 总体情况");
    d.h.get_by_label("第1部分正文").focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::End);
    d.keys(Modifiers::COMMAND, Key::W);
    let head = kittest::by().role(egui::accesskit::Role::Heading).label("最近文件");
    let at = d.h.query_all(head).next().expect("listed").rect();
    assert!(at.top() > 0.0 && at.bottom() < WINDOWS[0].y, "{at}");
}

/// 应用并看下一条 stayed, and what it would apply was out of sight.
#[test]
fn the_finding_looked_at_stays_in_sight_whatever_size_the_window_gets() {
    let mut d = Desk::sample();
    let slips = (1..40).map(|n| gongkai::report::text::Para::plain(format!("第{n}件，采取一下措施。")));
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), slips.collect())]);
    d.h.set_size(egui::vec2(1366.0, 720.0));
    d.run();
    (0..25).for_each(|_| d.key(Key::F8));
    for window in [egui::vec2(1920.0, 1040.0), egui::vec2(1366.0, 700.0), egui::vec2(1100.0, 640.0)] {
        d.h.set_size(window);
        d.h.run_steps(6);
        let open = kittest::by()
            .role(egui::accesskit::Role::ListBoxOption)
            .predicate(|n| n.is_selected() == Some(true));
        let card = d.h.query_all(open).next().expect("one is looked at").rect();
        let foot = d.h.get_by_label("看下一条").rect();
        assert!(card.top() > 60.0 && card.bottom() <= foot.top() + 8.0, "{window}: {card} {foot}");
    }
}
