//! What is clicked stays where it is: messages come and go, the keys go from place to place, numbers are typed.

use super::*;
use egui::accesskit::Role;
use gongkai::app::command::Id;
use gongkai::app::message::Message;
use gongkai::report::text::{Para, Run};
use std::collections::BTreeMap;

const WINDOWS: [egui::Vec2; 3] =
    [egui::vec2(1366.0, 768.0), egui::vec2(1024.0, 600.0), egui::vec2(800.0, 600.0)];

/// What can be clicked, by its name and the how manieth of that name it is.
type Places = BTreeMap<(String, usize), egui::Pos2>;

fn places(d: &Desk) -> Places {
    const ROLES: [Role; 8] = [
        Role::Button,
        Role::CheckBox,
        Role::RowHeader,
        Role::ColumnHeader,
        Role::TextInput,
        Role::MultilineTextInput,
        Role::ListBoxOption,
        Role::Image,
    ];
    let mut out = Places::new();
    for node in d.h.query_all(kittest::by().predicate(|n| ROLES.contains(&n.role()))) {
        let name = node.accesskit_node().label().unwrap_or_default();
        let nth = (0..).find(|n| !out.contains_key(&(name.clone(), *n))).expect("a number");
        // What is cut off below is still where it begins.
        out.insert((name, nth), node.rect().min);
    }
    out
}

/// What of `before` stands elsewhere now.
fn moved(before: &Places, d: &Desk) -> Vec<String> {
    let now = places(d);
    let other = |(of, was): (&(String, usize), &egui::Pos2)| {
        let is = now.get(of).filter(|is| *is != was);
        is.map(|is| format!("“{}” {was} → {is}", of.0))
    };
    before.iter().filter_map(other).collect()
}

/// A message of about so many lines comes and goes.
fn told(d: &mut Desk, when: &str, wrong: &mut Vec<String>) {
    let before = places(d);
    for words in [8, 40, 200] {
        d.session().tell(Message::bad("没有保存。".repeat(words)));
        d.h.run_steps(4);
        assert!(d.shows("知道了"), "{when}");
        wrong.extend(moved(&before, d).into_iter().map(|m| format!("{when}, {words}: {m}")));
        d.tap("知道了");
        d.h.run_steps(2);
        wrong.extend(moved(&before, d).into_iter().map(|m| format!("{when}, {words}, gone: {m}")));
    }
}

#[test]
fn a_message_that_comes_and_goes_moves_nothing() {
    let mut wrong = Vec::new();
    for window in WINDOWS {
        let mut d = Desk::sample();
        d.h.set_size(window);
        d.session().take_message();
        d.run();
        for part in 0..8 {
            told(&mut d, &format!("{window} part {part}"), &mut wrong);
            d.h.state_mut().command(Id::NextPart);
            d.h.run_steps(4);
        }
        for id in [Id::CompareLast, Id::CompareLast, Id::Preview] {
            d.h.state_mut().command(id);
            d.h.run_steps(4);
            if id == Id::CompareLast {
                d.press(Modifiers::NONE, Key::Escape);
            }
            d.until("the pages are there", |d| !d.shows("正在排版"));
            d.h.run_steps(8);
            told(&mut d, &format!("{window} {id:?}"), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn going_from_place_to_place_and_typing_move_nothing_around() {
    let mut wrong = Vec::new();
    for window in WINDOWS {
        let mut d = Desk::sample();
        let old = |n: usize| Para::Text(vec![Run::old(format!("公开各类信息{n}条，回应关切{n}件。"))]);
        let words = (21..27).map(old).collect();
        d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Overview), words)]);
        d.h.set_size(window);
        d.run();
        d.click("一 总体情况");
        // What is in the list changes with what is found; beside it nothing does.
        assert!(d.shows("第1部分正文"));
        let beside = |d: &Desk| {
            let edge = d.h.query_by_label("看下一条").map_or(window.x, |n| n.rect().left() - 200.0);
            let foot = |name: &str| name == "看下一条";
            let mut all = places(d);
            all.retain(|(name, _), at| foot(name) || at.x < edge);
            all
        };
        let ctrl = Modifiers { ctrl: true, ..Modifiers::COMMAND };
        for (modifiers, key) in [
            (Modifiers::NONE, Key::F12),
            (Modifiers::NONE, Key::F12),
            (Modifiers::NONE, Key::F12),
            (ctrl, Key::F12),
            (Modifiers::NONE, Key::F6),
            (ctrl, Key::F6),
            (Modifiers::NONE, Key::F8),
            (ctrl, Key::F8),
            (Modifiers::NONE, Key::F8),
            (Modifiers::NONE, Key::F8),
        ] {
            let before = beside(&d);
            d.press(modifiers, key);
            d.h.run_steps(4);
            wrong.extend(moved(&before, &d).into_iter().map(|m| format!("{window} {key:?}: {m}")));
        }
        for c in "2345".chars() {
            let before = beside(&d);
            d.h.event(Event::Text(c.to_string()));
            d.h.run_steps(4);
            wrong.extend(moved(&before, &d).into_iter().map(|m| format!("{window} {c}: {m}")));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_next_number_that_is_in_sight_slides_the_text_by_nothing() {
    let mut d = Desk::sample();
    let old = |n: usize| Para::Text(vec![Run::old(format!("公开各类信息{n}条，回应关切{n}件。"))]);
    let words = (21..60).map(old).collect();
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Overview), words)]);
    d.click("一 总体情况");
    let top = |d: &Desk| d.h.get_by_label("第1部分正文").rect().top();
    let begun = top(&d);
    let mut slid = Vec::new();
    for n in 0..60 {
        let before = top(&d);
        d.press(Modifiers::NONE, Key::F12);
        d.h.run_steps(2);
        if top(&d) != before {
            slid.push(n);
        }
    }
    assert!(slid.first().is_some_and(|n| *n > 20), "the first screen stands still: {slid:?}");
    // Back up to what is seen already.
    let (before, half) = (top(&d), Modifiers::SHIFT);
    for _ in 0..10 {
        d.press(half, Key::F12);
        d.h.run_steps(2);
    }
    assert!(before < begun && top(&d) == before, "{begun} {before} {}", top(&d));
}

/// At 200 % what can be done about a finding of a collection stood below the window, its words over the list.
#[test]
fn what_can_be_done_about_a_collection_s_finding_is_whole_in_any_window() {
    let mut county = crate::made::county::County::new(6, 3);
    county.handed.truncate(3);
    let mut d = super::collecting::with(&county, &[]);
    let mut wrong = Vec::new();
    for window in WINDOWS.into_iter().chain([egui::vec2(683.0, 384.0)]) {
        d.h.set_size(window);
        d.run();
        d.keys(Modifiers::COMMAND, Key::Num4);
        for _ in 0..3 {
            let all = d.h.query_all(kittest::by().predicate(|n| n.role() == Role::Button));
            let low = all.map(|n| n.rect()).filter(|r| r.bottom() > window.y - 2.0 || r.right() > window.x);
            wrong.extend(low.map(|r| format!("{window}: {r}")));
            // The list ends where what stands below it begins.
            let below =
                d.h.get_all_by_label_contains("到示范县").map(|n| n.rect().top()).fold(f32::MAX, f32::min);
            let rows = d.h.query_all_by_role(Role::ListBoxOption).map(|n| n.rect().top());
            wrong.extend(
                rows.filter(|top| *top >= below).map(|top| format!("{window}: a row at {top}, {below}")),
            );
            told(&mut d, &format!("{window}"), &mut wrong);
            d.key(Key::ArrowDown);
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The page was pulled down by the height of the message when that went.
#[test]
fn a_page_scrolled_to_its_end_stays_where_it_is_when_a_message_comes_and_goes() {
    let mut wrong = Vec::new();
    for window in WINDOWS.into_iter().chain([egui::vec2(683.0, 384.0)]) {
        let mut d = long_words();
        d.h.set_size(window);
        d.run();
        for part in 0..8 {
            to_the_end(&mut d);
            told(&mut d, &format!("{window} part {part}, before"), &mut wrong);
            // And one during which it is scrolled.
            d.session().tell(Message::bad("没有保存。".repeat(40)));
            d.h.run_steps(4);
            to_the_end(&mut d);
            let before = places(&d);
            d.tap("知道了");
            wrong.extend(moved(&before, &d).into_iter().map(|m| format!("{window} part {part}, gone: {m}")));
            d.h.state_mut().command(Id::NextPart);
            d.h.run_steps(4);
        }
        d.h.state_mut().command(Id::CompareLast);
        d.h.run_steps(4);
        to_the_end(&mut d);
        d.session().tell(Message::bad("没有保存。".repeat(40)));
        d.h.run_steps(4);
        to_the_end(&mut d);
        let before = places(&d);
        d.tap("知道了");
        wrong.extend(moved(&before, &d).into_iter().map(|m| format!("{window} compare: {m}")));
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The lists of a collection have a scrolling of their own: they slid down by the height of the message as well.
#[test]
fn a_list_of_a_collection_scrolled_to_its_end_stays_where_it_is_when_a_message_comes_and_goes() {
    let county = crate::made::county::County::new(60, 4);
    let mut d = super::collecting::with(&county, &[]);
    let mut wrong = Vec::new();
    for window in WINDOWS.into_iter().chain([egui::vec2(683.0, 384.0)]) {
        d.h.set_size(window);
        d.run();
        for page in [Key::Num1, Key::Num4] {
            d.keys(Modifiers::COMMAND, page);
            to_the_end(&mut d);
            let at_start = places(&d);
            told(&mut d, &format!("{window} {page:?}, before"), &mut wrong);
            d.session().tell(Message::bad("没有保存。".repeat(40)));
            d.h.run_steps(4);
            to_the_end(&mut d);
            let before = places(&d);
            assert!(before != at_start, "{window} {page:?} is scrolled further while there is a message");
            d.tap("知道了");
            wrong.extend(moved(&before, &d).into_iter().map(|m| format!("{window} {page:?}, gone: {m}")));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The sample with more words than a window has room for in its parts of words.
fn long_words() -> Desk {
    let mut d = Desk::sample();
    let old = |n: usize| Para::Text(vec![Run::old(format!("公开各类信息{n}条，回应关切{n}件。"))]);
    let words: Vec<Para> = (21..60).map(old).collect();
    for part in [Part::Preamble, Part::Before(Section::Overview), Part::Before(Section::Problems)] {
        d.session().apply("准备", None, [Edit::Text(part, words.clone())]);
    }
    d.session().take_message();
    d
}

/// What is scrolled in the middle, as far as it goes.
fn to_the_end(d: &mut Desk) {
    let middle = d.h.ctx.content_rect().center();
    for _ in 0..3 {
        d.h.event(Event::PointerMoved(middle));
        let delta = egui::vec2(0.0, -20_000.0);
        let (unit, source) = (egui::MouseWheelUnit::Point, egui::MouseWheelSource::Wheel);
        let (phase, modifiers) = (egui::TouchPhase::Move, Modifiers::NONE);
        d.h.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
        d.h.run_steps(6);
    }
    d.h.event(Event::PointerGone);
    d.h.run_steps(2);
}

/// F12 slid the page by a line at each number once the lowest line was reached.
#[test]
fn going_on_from_number_to_number_slides_the_page_now_and_then_only() {
    let mut wrong = Vec::new();
    for window in WINDOWS {
        let mut d = long_words();
        d.h.set_size(window);
        d.run();
        d.click("一 总体情况");
        let top = |d: &Desk| d.h.get_by_label("第1部分正文").rect().top();
        let mut slid = 0;
        for _ in 0..70 {
            let before = top(&d);
            d.press(Modifiers::NONE, Key::F12);
            slid += usize::from(top(&d) != before);
        }
        if slid > 8 {
            wrong.push(format!("{window}: {slid} times"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
