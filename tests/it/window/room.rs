//! Where things stand: in their panel, in the window, in view when they have the keys.

use super::*;
use gongkai::app::command::{COMMANDS, Id};
use std::collections::BTreeMap;

/// What is nowhere, or seen beside its panel or question, or over another panel.
pub fn out_of_place(all: &egui::WidgetRects, window: egui::Rect) -> Option<String> {
    // What is seen of each panel's contents.
    let mut panels: BTreeMap<String, egui::Rect> = BTreeMap::new();
    for (layer, widgets) in all.layers() {
        let in_panels = layer.order == egui::Order::Background;
        for w in widgets.iter() {
            let (seen, holder) = (w.interact_rect, holder(all, w, in_panels));
            if w.rect.any_nan() || seen.any_nan() {
                return Some(format!("{:?} is nowhere: {:?} {seen:?}", w.id, w.rect));
            }
            let room = holder.interact_rect.intersect(window).expand(1.0);
            if seen.is_positive() && !room.contains_rect(seen) && !is_backdrop(w, window) {
                return Some(format!("{:?} {seen:?} beside {:?} {room:?}", w.id, holder.id));
            }
            if in_panels && holder.id != w.id && seen.is_positive() {
                let whole = panels.entry(format!("{:?}", holder.id)).or_insert(seen);
                *whole = whole.union(seen);
            }
        }
    }
    let panels: Vec<_> = panels.into_iter().collect();
    for (i, (a, there)) in panels.iter().enumerate() {
        if let Some((b, here)) =
            panels.iter().skip(i + 1).find(|(_, r)| r.shrink(0.5).intersect(*there).is_positive())
        {
            return Some(format!("{a} {there:?} over {b} {here:?}"));
        }
    }
    None
}

/// The panel that something stands in, or the question.
fn holder<'a>(all: &'a egui::WidgetRects, w: &'a egui::WidgetRect, in_panels: bool) -> &'a egui::WidgetRect {
    let parent = |w: &&'a egui::WidgetRect| all.get(w.parent_id).filter(|p| p.id != w.id);
    let line: Vec<_> = std::iter::successors(Some(w), parent).collect();
    line[(line.len() - 1).saturating_sub(usize::from(in_panels))]
}

/// Whether it is what keeps the pointer from all that a question covers.
fn is_backdrop(w: &egui::WidgetRect, window: egui::Rect) -> bool {
    w.rect.contains_rect(window.shrink(1.0))
}

/// What of a question stands beyond its sides, or it beyond the window.
fn wider(all: &egui::WidgetRects, window: egui::Rect) -> Vec<String> {
    let questions = all.layers().filter(|(l, _)| l.order == egui::Order::Foreground);
    let mut out = Vec::new();
    // The handle of a list is noted where it was asked for, before the list moves into the window; nobody sees it.
    let is_handle = |w: &egui::WidgetRect| format!("{:?}", w.id).ends_with(".with(\"move\")");
    for w in questions.flat_map(|(_, w)| w.iter()).filter(|w| !is_backdrop(w, window) && !is_handle(w)) {
        let room = holder(all, w, false).rect.intersect(window).expand(1.0);
        if !room.x_range().contains(w.rect.left()) || !room.x_range().contains(w.rect.right()) {
            out.push(format!("{:?} {:?} in {room:?}", w.id, w.rect));
        }
    }
    out
}

/// Where the keys are, and what of it is seen.
fn keys(d: &Desk) -> Option<(egui::Rect, egui::Rect)> {
    let id = d.h.ctx.memory(|m| m.focused())?;
    d.h.ctx.viewport(|v| v.prev_pass.widgets.get(id).map(|w| (w.rect, w.interact_rect)))
}

/// 900 × 520 at 200 %.
const SMALL: egui::Vec2 = egui::vec2(450.0, 260.0);

/// 320 × 240 dots at 200 %, and larger: what a window manager gives that asks for no least size.
#[test]
fn no_panel_stands_over_another_in_any_small_window() {
    let mut wrong = Vec::new();
    let shown = [Id::Panel, Id::Preview, Id::CompareLast, Id::Panel, Id::NextPart, Id::NextPart, Id::Preview];
    let mut d = Desk::sample();
    for (n, id) in shown.into_iter().enumerate() {
        d.h.state_mut().command(id);
        d.h.run_steps(4);
        d.key(Key::Escape);
        for width in [160.0, 190.0, 230.0, 280.0, 319.0, 360.0, 450.0, 700.0] {
            for height in [120.0, 170.0, 260.0, 520.0] {
                let window = egui::vec2(width, height);
                d.h.set_size(window);
                d.h.run_steps(3);
                let here = d.h.ctx.content_rect();
                let found = d.h.ctx.viewport(|v| out_of_place(&v.prev_pass.widgets, here));
                wrong.extend(found.map(|w| format!("{n} {id:?} {window:?}: {w}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_question_has_room_in_a_small_window() {
    let mut wrong = Vec::new();
    for c in COMMANDS.iter().filter(|c| c.id != Id::Quit) {
        let mut d = Desk::sample();
        d.h.set_size(SMALL);
        d.h.run();
        d.h.state_mut().command(c.id);
        d.run();
        let window = d.h.ctx.content_rect();
        let found = d.h.ctx.viewport(|v| wider(&v.prev_pass.widgets, window));
        wrong.extend(found.into_iter().map(|w| format!("{}: {w}", c.text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_has_the_keys_in_a_scrolled_question_is_in_view() {
    for id in [Id::ReportSettings, Id::Print, Id::Guide, Id::InsertValue, Id::Find] {
        let mut d = Desk::sample();
        d.h.set_size(SMALL);
        d.h.run();
        d.h.state_mut().command(id);
        d.run();
        for back in [false, true] {
            for n in 0..24 {
                let shift = if back { Modifiers::SHIFT } else { Modifiers::NONE };
                d.keys(shift, Key::Tab);
                let Some((rect, seen)) = keys(&d) else { continue };
                let whole = rect.height() - seen.height() < 1.0;
                assert!(seen.is_positive() && whole, "{id:?}, {n}: {rect:?} {seen:?}");
            }
        }
    }
}

#[test]
fn what_lies_behind_a_question_tells_nothing_over_it() {
    let mut d = Desk::sample();
    let tip = "按公文版式导出";
    d.h.get_by_label("导出PDF…").hover();
    d.h.run_steps(60);
    assert!(d.shows(tip), "the tip of the button is there");
    d.keys(Modifiers::COMMAND, Key::F);
    assert!(d.shows("查找、转到"), "the question is there");
    assert!(!d.shows(tip), "and the tip is gone");
}

#[test]
fn a_word_limit_that_is_none_moves_no_button() {
    let mut d = Desk::sample();
    d.click("六 其他事项");
    let at = |d: &Desk| d.h.get_by_label("查找和替换…").rect();
    let before = at(&d);
    d.h.get_by_label("字数限制").focus();
    d.h.run();
    d.type_text("12x");
    assert!(d.shows("写好以前不限"));
    assert_eq!(at(&d), before);
}

#[test]
fn what_is_counted_of_the_words_moves_no_button() {
    let mut d = Desk::sample();
    d.click("六 其他事项");
    let at = |d: &Desk| d.h.get_by_label("查找和替换…").rect();
    let before = at(&d);
    let words = vec![gongkai::report::text::Para::plain("政府信息公开".repeat(300))];
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), words)]);
    d.run();
    assert_eq!(at(&d).left(), before.left());
}

#[test]
fn the_foot_of_the_findings_has_room_in_a_low_window() {
    for window in [egui::vec2(1024.0, 560.0), egui::vec2(1366.0, 720.0)] {
        let mut d = Desk::sample();
        d.h.set_size(window);
        d.h.run();
        let next = d.h.get_by_label("看下一条").rect();
        assert!(next.right() < window.x - 2.0, "{next} {window}");
    }
}

#[test]
fn a_report_that_is_opened_has_the_keys_at_its_title() {
    let d = Desk::sample();
    assert_eq!(d.focused(), "标题");
}

#[test]
fn all_commands_are_listed_by_menu_and_narrowed_by_pinyin() {
    let mut d = Desk::sample();
    d.choose("帮助", "全部命令…");
    assert!(d.shows("保存") && d.shows("年份往后推一年…"));
    d.h.event(Event::Text("piliangsh".into()));
    d.h.run();
    assert!(!d.shows("年份往后推一年…"));
    d.key(Key::Enter);
    assert!(d.shows("开始审核"));
}

#[test]
fn a_date_filled_by_a_button_moves_nothing() {
    let mut d = Desk::sample();
    let mut s = d.report().signature.clone();
    s.date = None;
    d.session().apply("准备", None, [Edit::Signature(s)]);
    d.click("落款");
    let at = |d: &Desk| d.h.get_by_label_contains("给印章留位置").rect();
    let before = at(&d);
    let button = "用今天的日期";
    if d.shows(button) {
        d.h.get_by_label_contains(button).click();
        d.run();
    }
    assert!(d.report().signature.date.is_some() && at(&d) == before);
}

#[test]
fn what_went_wrong_is_said_without_moving_the_work() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let at =
        |d: &Desk| ["其余填零", "行：（一）予以公开", "看下一条"].map(|name| d.h.get_by_label(name).rect());
    let before = at(&d);
    let told = |d: &mut Desk, words: &str| {
        d.session().tell(gongkai::app::message::Message::bad(words));
        d.h.run();
        assert!(d.shows(words));
        let seen = at(d);
        d.click("知道了");
        assert!(!d.shows("没有保存：磁盘已满。"));
        seen
    };
    assert_eq!(told(&mut d, "没有保存：磁盘已满。"), before);
    // However long it is, what is pressed again and again stays.
    assert_eq!(told(&mut d, &"没有保存：磁盘已满。".repeat(20)).last(), before.last());
}

/// The status bar grew over the report where an error named a long path.
#[test]
fn a_long_error_message_leaves_the_report_in_view() {
    let mut d = Desk::sample();
    d.h.set_size(egui::vec2(900.0, 500.0));
    d.click_nth("三 申请情况", 0);
    let long = format!("没有写到“{}”：磁盘已满。", "很长的文件夹名/".repeat(400));
    d.session().tell(gongkai::app::message::Message::bad(&long));
    d.h.run();
    assert!(d.shows("磁盘已满"), "all of it is there to be heard");
    let window = d.h.ctx.content_rect();
    assert_eq!(d.h.ctx.viewport(|v| out_of_place(&v.prev_pass.widgets, window)), None);
    let known = d.h.get_by_label("知道了").rect();
    assert!(known.top() > window.height() * 0.7, "{known}");
    d.click("知道了");
    assert!(!d.shows("磁盘已满"));
}

/// Where the findings begin, by what stands at their left.
fn panel(d: &Desk) -> f32 {
    d.h.get_by_label("列出错误").rect().left()
}

#[test]
fn the_panel_of_findings_is_as_wide_whatever_stands_in_it() {
    for window in [egui::vec2(1366.0, 720.0), egui::vec2(1024.0, 560.0), egui::vec2(1920.0, 1040.0)] {
        let mut d = Desk::sample();
        d.h.set_size(window);
        d.h.run();
        let before = panel(&d);
        let long = "政府信息公开申请一百二十三件".repeat(20);
        let old = gongkai::report::text::Run::old(format!("2024年，{long}5件。"));
        let words = vec![gongkai::report::text::Para::Text(vec![old])];
        d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), words)]);
        for key in [Key::F8, Key::F8, Key::F8, Key::F6, Key::F12] {
            d.key(key);
            assert_eq!(panel(&d), before, "{key:?} {window}");
        }
        d.click("全部照用…");
        assert_eq!(panel(&d), before, "{window}");
        d.key(Key::Escape);
        for code in ["T205", "N101"] {
            let fix = d.finding(code).and_then(|f| f.fix).map(|f| f.edits).unwrap_or_default();
            d.session().apply("改", None, fix);
            d.run();
            assert_eq!(panel(&d), before, "{code} {window}");
        }
    }
}
