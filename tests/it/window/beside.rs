//! The pages beside the editor: they follow what is edited, lead back to it, and stay where they are looked at.

use crate::made::desk::Desk;
use eframe::egui::{Event, Id, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gongkai::app::sheets::Sheets;
use gongkai::form::table::CellKey;
use gongkai::page::structure::Source;
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::{ChartKind, LinePitch, NumberPlace, Part, Section};
use std::sync::Arc;
use std::time::Instant;

/// The sample with its pages beside it.
fn previewed() -> Desk {
    let mut d = Desk::sample();
    d.h.key_press(Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    d.h.run_steps(2);
    d
}

fn sheets(d: &mut Desk) -> Option<Arc<Sheets>> {
    let revision = d.session().document().expect("open").revision();
    let sheets = d.session().preview(&[], Instant::now()).0.sheets.clone();
    sheets.filter(|s| s.revision == revision)
}

/// Whether the line above the pages tells of that one; in a narrow panel it has no blanks.
fn on_page(d: &Desk, page: usize) -> bool {
    d.shows(&format!("第 {page} 页，共")) || d.shows(&format!("第{page}页，共"))
}

/// Clicks the page where `place` is printed, a little inside its left top corner.
fn click_on_page(d: &mut Desk, place: &Source) {
    let sheets = sheets(d).expect("laid out");
    let (page, [x0, y0, ..]) = sheets.find(place).boxes[0];
    let on_screen = d.h.get_by_label(&format!("第{}页", page + 1)).rect();
    let scale = on_screen.width() / sheets.pages.pages[page].size().0;
    let at = on_screen.min + eframe::egui::vec2(x0 + 4.0, y0 + 4.0) * scale;
    d.click_at(at);
}

#[test]
fn the_pages_follow_what_is_edited_and_are_drawn_anew_when_it_changes() {
    let mut d = previewed();
    assert!(on_page(&d, 1));
    d.tap("整页");
    let key = "requests.carried_out/total";
    let place = Source::Cell(CellKey::parse(key));
    let page = sheets(&mut d).expect("laid out").find(&place).boxes[0].0;
    assert!(page > 0, "it stands on a later page");
    d.tap("三 申请情况");
    let name = d.name(key);
    d.h.get_by_label(&name).focus();
    d.until("the page of the cell is gone to", |d| on_page(d, page + 1));
    let before = sheets(&mut d).expect("laid out");
    d.session().apply("修改", None, [Edit::Heading(Section::Other, "六、其他".into())]);
    d.until("laid out anew", |d| sheets(d).is_some_and(|s| s.revision > before.revision));
    let after = sheets(&mut d).expect("laid out");
    assert!(after.looks[0] == before.looks[0] && after.looks != before.looks, "only what changed");
    d.press(Modifiers::NONE, Key::F10);
    assert!(!on_page(&d, 1) && d.shows("才能上报"));
}

#[test]
fn a_click_on_the_page_goes_to_its_cell_and_to_its_paragraph() {
    let mut d = previewed();
    d.tap("整页");
    let key = CellKey::parse("disclosure.rules.regulation/issued");
    let place = Source::Cell(key.clone());
    let page = sheets(&mut d).expect("laid out").find(&place).boxes[0].0;
    for _ in 0..page {
        d.press(Modifiers::ALT, Key::PageDown);
        d.h.run_steps(30);
    }
    click_on_page(&mut d, &place);
    let name = d.name(&key.to_string());
    assert!(d.h.get_by_label(&name).accesskit_node().is_focused(), "{name}");

    let place = Source::Para(Part::Before(Section::Overview), 1);
    let page = sheets(&mut d).expect("laid out").find(&place).boxes[0].0;
    for _ in 0..9 {
        d.press(Modifiers::ALT, Key::PageUp);
        d.h.run_steps(30);
    }
    for _ in 0..page {
        d.press(Modifiers::ALT, Key::PageDown);
        d.h.run_steps(30);
    }
    click_on_page(&mut d, &place);
    d.h.event(Event::Text("甲".into()));
    d.h.run_steps(4);
    let words = d.session().report().expect("open").words(Part::Before(Section::Overview));
    assert!(words.lines().nth(1).is_some_and(|l| l.starts_with('甲')), "{words}");
}

#[test]
fn small_pages_and_keys_lead_through_the_pages() {
    let mut d = previewed();
    d.tap("整页");
    d.tap("缩略图");
    let count = sheets(&mut d).expect("laid out").pages.pages.len();
    d.tap(&format!("到第{count}页"));
    d.until("the last page", |d| on_page(d, count));
    d.press(Modifiers::NONE, Key::PageUp);
    d.until("the page before", |d| on_page(d, count - 1));
    d.press(Modifiers::NONE, Key::Home);
    d.until("the first page", |d| on_page(d, 1));
    d.press(Modifiers::NONE, Key::End);
    d.until("the last page", |d| on_page(d, count));
}

#[test]
fn what_is_chosen_about_the_pages_is_seen_on_them_and_can_be_undone() {
    let mut d = Desk::sample();
    let start = d.session().report().cloned().expect("open");
    d.press(Modifiers::SHIFT, Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    let turned = |d: &mut Desk| sheets(d).expect("laid out").pages.pages.iter().filter(|p| p.turned).count();
    assert_eq!(turned(&mut d), 0);
    d.tap("横排 三 申请情况");
    d.until("laid out anew", |d| sheets(d).is_some());
    assert!(turned(&mut d) > 0);
    d.tap("独占一页 四 复议诉讼");
    d.tap("页码居中");
    let report = d.session().report().cloned().expect("open");
    assert_eq!((report.layout.alone.len(), report.layout.numbers), (1, NumberPlace::Middle));
    d.h.get_by_label("给印章留位置").scroll_to_me();
    d.h.run_steps(4);
    d.tap("给印章留位置");
    d.tap("印 0");
    d.h.get_by_label("行距").focus();
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        d.press(Modifiers::NONE, key);
    }
    d.until("laid out anew", |d| sheets(d).is_some());
    assert_eq!(d.session().report().expect("open").layout.style.pitch, LinePitch::Points28);
    d.tap("图：申请办理结果放在哪里");
    d.tap("放在第三部分末尾");
    let report = d.session().report().cloned().expect("open");
    assert_eq!(report.layout.charts.get(&ChartKind::Results), Some(&Section::Requests));
    assert!(report.signature.seal);
    for _ in 0..7 {
        d.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(d.session().report().cloned().expect("open"), start);
}

#[test]
fn a_style_is_named_kept_and_used_by_another_report() {
    let mut d = Desk::sample();
    let start = d.session().report().cloned().expect("open");
    d.press(Modifiers::SHIFT, Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    let reach = |d: &mut Desk, label: &str| {
        d.h.get_by_label(label).scroll_to_me();
        d.h.run_steps(4);
        d.tap(label);
    };
    reach(&mut d, "标题上面印发文机关标志");
    reach(&mut d, "末页下面印抄送和印发机关");
    d.h.get_by_label("抄送机关").scroll_to_me();
    d.h.run_steps(4);
    d.h.get_by_label("抄送机关").focus();
    d.h.run_steps(4);
    d.h.event(Event::Text("区政府办公室".into()));
    d.h.run_steps(4);
    reach(&mut d, "存为版式…");
    d.h.event(Event::Text("本县版式".into()));
    d.h.run_steps(4);
    d.click("存在这台电脑上");
    assert!(d.message().contains("版式“本县版式”存在这台电脑上了"), "{}", d.message());
    let report = d.session().report().cloned().expect("open");
    assert_eq!(report.layout.issue.copies_to, "区政府办公室");
    assert_eq!(d.session().settings().styles, [report.layout.set()]);
    for _ in 0..4 {
        d.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(d.session().report().cloned().expect("open"), start, "each is a step");
    reach(&mut d, "用版式");
    d.tap("本县版式");
    let layout = d.session().report().expect("open").layout.clone();
    assert_eq!(
        (layout.set(), layout.issue.copies_to.as_str()),
        (report.layout.set(), ""),
        "its own words stay"
    );
}

/// Pages of which something is seen, and of those whether the whole.
fn seen(d: &Desk) -> Vec<(usize, bool)> {
    let page = |n: usize| Id::unique(("page", n));
    let at =
        |n| d.h.ctx.viewport(|v| v.prev_pass.widgets.get(page(n)).map(|w| (n + 1, w.rect, w.interact_rect)));
    let pages = (0..4).filter_map(at).filter(|(_, _, seen)| seen.is_positive());
    pages.map(|(n, all, seen)| (n, seen == all)).collect()
}

#[test]
fn a_whole_page_is_exactly_one_and_the_wheel_turns_it() {
    let mut d = previewed();
    for size in [[900.0, 520.0], [1366.0, 720.0]] {
        d.h.set_size(size.into());
        d.h.run_steps(4);
        d.tap("整页");
        for arranging in 0..2 {
            d.h.run_steps(8);
            assert!(matches!(seen(&d)[..], [(1, true)]), "{size:?} {arranging} {:?}", seen(&d));
            d.tap("版式");
        }
        d.tap("适合宽度");
    }
    d.tap("整页");
    let at = d.h.get_by_label("第1页").rect().center();
    d.h.event(Event::PointerMoved(at));
    for (turns, page) in [(-1.0, 2), (-3.0, 3), (1.0, 2)] {
        let unit = eframe::egui::MouseWheelUnit::Line;
        let delta = eframe::egui::vec2(0.0, turns);
        let (phase, source) = (eframe::egui::TouchPhase::Move, eframe::egui::MouseWheelSource::Wheel);
        d.h.event(Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
        d.h.run_steps(8);
        assert_eq!(seen(&d), [(page, true)]);
    }
}

#[test]
fn the_pages_stay_where_they_are_when_there_is_less_room() {
    let mut d = previewed();
    d.press(Modifiers::ALT, Key::PageDown);
    d.press(Modifiers::ALT, Key::PageDown);
    d.h.run_steps(60);
    let upper = |d: &Desk| {
        let (head, page) = (d.h.get_by_label("适合宽度").rect(), d.h.get_by_label("第3页").rect());
        (page.top() - head.bottom()) / page.height()
    };
    let before = upper(&d);
    assert!(before.abs() < 0.1, "{before}");
    d.h.set_size([1100.0, 600.0].into());
    d.h.run_steps(12);
    assert!((upper(&d) - before).abs() < 0.03, "{before} {}", upper(&d));
    d.tap("整页");
    d.tap("适合宽度");
    d.h.run_steps(12);
    assert!((upper(&d) - before).abs() < 0.06, "{before} {}", upper(&d));
    d.tap("页面缩小");
    d.h.run_steps(12);
    assert!((upper(&d) - before).abs() < 0.06, "{before} {}", upper(&d));
}

#[test]
fn what_an_export_will_say_stands_beside_the_pages_and_in_the_print_dialog() {
    let mut d = Desk::sample();
    let damaged = Para::picture(vec![1, 2].into(), "坏图".into());
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), vec![damaged])]);
    d.h.key_press(Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    d.h.run_steps(4);
    let said = |d: &Desk| d.h.query_all_by_label_contains("图片“坏图”是坏的").count();
    assert_eq!(said(&d), 1);
    d.h.key_press_modifiers(Modifiers::COMMAND, Key::P);
    d.h.run_steps(4);
    for key in [Key::Tab, Key::Enter] {
        d.press(Modifiers::NONE, key);
    }
    d.until("the pages are known", |d| said(d) == 2);
    d.press(Modifiers::NONE, Key::Enter);
    assert!(!d.shows("打印报告"), "Enter prints, whatever came above the button meanwhile");
}

#[test]
fn where_the_system_has_no_faces_for_papers_the_bundled_ones_stay_chosen() {
    use gongkai::store::RealDisk;
    use gongkai::store::settings::FontChoice;
    let mut d = Desk::sample();
    d.click("查看");
    d.click("公文字体");
    d.click("用系统里的公文字体");
    let none = gongkai::store::fonts::load(&RealDisk, FontChoice::System).1.is_empty();
    let chosen = if none { FontChoice::Bundled } else { FontChoice::System };
    assert_eq!(d.session().settings().fonts, chosen);
    assert_eq!(d.message().contains("仍用自带"), none, "{}", d.message());
}
