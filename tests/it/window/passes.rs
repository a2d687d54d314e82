//! What a step costs: how often the window is laid out before it stands still. An event has a pass of its own, and one
//! more in which it is seen that nothing follows (`ui/turns`); then frames are laid out once.

use super::*;

/// Frames with these events, each in one, and then without any: how many passes each took.
fn passes(d: &mut Desk, events: Vec<Event>) -> (Vec<usize>, Vec<usize>) {
    let mut frame = |e: Option<Event>| {
        d.h.input_mut().events.extend(e);
        d.h.step();
        let platform = &d.h.output().platform_output;
        platform.num_completed_passes
    };
    let given = events.into_iter().map(|e| frame(Some(e))).collect();
    (given, (0..8).map(|_| frame(None)).collect())
}

fn enter() -> Event {
    let (key, modifiers) = (Key::Enter, Modifiers::NONE);
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

#[test]
fn a_burst_of_enter_at_the_foot_of_table_three_is_laid_out_twice_a_key_and_then_rests() {
    let mut d = Desk::sample();
    d.h.set_size(egui::vec2(1366.0, 696.0));
    d.run();
    d.click("三 申请情况");
    d.go("requests.done.total/natural");
    let (given, after) = passes(&mut d, vec![enter(); 10]);
    assert!(given.iter().all(|n| *n <= 2) && after.iter().all(|n| *n == 1), "{given:?} {after:?}");
}

#[test]
fn a_list_that_closes_over_its_repairs_rests_at_once() {
    let mut d = Desk::sample();
    let part = Part::Before(Section::Other);
    let said = gongkai::report::text::Para::plain("抓好一下几项工作。采取一下措施。");
    d.session().apply("准备", None, [Edit::Text(part, vec![said])]);
    d.run();
    let f = d.finding("S201").expect("found");
    while !d.looked_at().contains(&f.message) {
        d.key(Key::F8);
    }
    d.click("同类的都改（2 处）…");
    let (given, after) = passes(&mut d, vec![enter()]);
    assert!(!d.shows("不改") && d.message().contains("Ctrl+Z"));
    assert!(given.iter().all(|n| *n <= 4) && after.iter().all(|n| *n == 1), "{given:?} {after:?}");
}
