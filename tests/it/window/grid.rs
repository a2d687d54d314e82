//! The table in the window: typing, moving, blocks, fills, and undoing all of it.

use super::*;

#[test]
fn typing_on_a_cell_replaces_and_escape_gives_back() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("58");
    assert_eq!(d.cell(GRANTED), "58");
    d.key(Key::Escape);
    assert_eq!(d.cell(GRANTED), "7");
    d.type_text("５８");
    d.key(Key::Enter);
    assert_eq!(d.cell(GRANTED), "58");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "7", "one visit to a cell is one step");
}

#[test]
fn keys_that_come_in_one_frame_go_to_the_cells_they_were_meant_for() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    let key = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    for (text, after) in [("31", Key::Tab), ("42", Key::Enter), ("5", Key::Enter), ("6", Key::ArrowDown)] {
        for c in text.chars() {
            d.h.input_mut().events.push(Event::Text(c.to_string()));
        }
        d.h.input_mut().events.push(key(after));
    }
    d.h.run_steps(24);
    let cells = [
        "requests.done.granted/natural",
        "requests.done.granted/org.business",
        "requests.done.partly_granted/natural",
        "requests.done.refused.state_secret/natural",
    ];
    assert_eq!(cells.map(|k| d.cell(k)), ["31", "42", "5", "6"]);
}

#[test]
fn tab_passes_over_the_totals_and_over_the_end_of_the_row() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go("requests.received/org.other");
    d.key(Key::Tab);
    d.type_text("3");
    d.key(Key::Enter);
    assert_eq!(d.cell("requests.carried_in/natural"), "3");
    d.go("requests.carried_in/natural");
    d.keys(Modifiers::SHIFT, Key::Tab);
    d.type_text("5");
    d.key(Key::Enter);
    assert_eq!(d.cell("requests.received/org.other"), "5");
}

#[test]
fn a_total_typed_from_paper_is_compared_and_the_sum_stands() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let total = "requests.received/total";
    assert!(d.told(total).1.contains("按分项计算"));
    d.go(total);
    d.type_text("14");
    d.key(Key::Enter);
    let (value, words) = d.told(total);
    assert_eq!(value, "13", "what is printed is the sum");
    assert!(words.contains("纸上的总计 14") && words.contains("差 1"), "{words}");
    assert!(d.finding("T206").is_some());
    // Back to it: what is typed behind the last cell of a column is for none.
    d.go("requests.received/natural");
    d.go(total);
    d.type_text("13");
    d.key(Key::Enter);
    let words = d.told(total).1;
    assert!(d.finding("T206").is_none() && words.contains("和分项之和相同"), "{words}");
    d.key(Key::F9);
    let (value, words) = d.told(total);
    assert_eq!((value.as_str(), words.as_str()), ("13", "按分项计算"));
}

#[test]
fn behind_the_last_cell_nothing_typed_takes_the_place_of_its_number() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let (foot, head) = ("requests.carried_out/natural", "requests.received/org.business");
    d.go(foot);
    d.type_text("5");
    d.key(Key::Enter);
    let name = d.name(head);
    assert_eq!(d.focused(), name, "on with the next column, as Tab with the next row");
    let last = "requests.carried_out/org.other";
    for key in [Key::Enter, Key::Tab, Key::ArrowDown] {
        d.go(head);
        d.go(last);
        d.type_text("7");
        d.key(key);
        d.type_text("99");
        assert_eq!(d.cell(last), "7", "{key:?}");
        assert!(d.message().contains("后面没有格了"), "{key:?}: {}", d.message());
        // Who goes back to it may type over it.
        d.key(Key::ArrowUp);
        d.key(Key::ArrowDown);
        d.type_text("8");
        d.key(Key::Enter);
        assert_eq!(d.cell(last), "8", "{key:?}");
    }
    assert_eq!(d.cell(foot), "5");
}

#[test]
fn tab_and_enter_treat_totals_alike() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let (above, total) = ("requests.done.other.other/natural", "requests.done.total/natural");
    let next = "requests.carried_out/natural";
    d.go(above);
    d.key(Key::Enter);
    let name = d.name(next);
    assert_eq!(d.focused(), name, "Enter passes over the total, as Tab does");
    d.keys(Modifiers::SHIFT, Key::Enter);
    let name = d.name(above);
    assert_eq!(d.focused(), name);
    d.choose("查看", "总计也停");
    d.go(above);
    d.key(Key::Enter);
    let name = d.name(total);
    assert_eq!(d.focused(), name);
    d.go("requests.received/org.other");
    d.key(Key::Tab);
    let name = d.name("requests.received/total");
    assert_eq!(d.focused(), name);
}

#[test]
fn what_was_pasted_stays_selected() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.h.event(Event::Paste("1\t2\t3\r\n4\t5\t6".into()));
    d.h.run();
    assert!(d.shows("选中 6 格"), "{}", d.message());
    let name = d.name(GRANTED);
    assert_eq!(d.focused(), name);
}

#[test]
fn a_difference_waits_until_its_column_is_filled() {
    let mut d = Desk::new(&[]);
    d.click("新建空白报告…");
    d.type_text("示范县水利局");
    d.click("建立");
    d.click_nth("三 申请情况", 0);
    d.go(RECEIVED);
    d.type_text("37");
    assert!(!d.shows("差 37"), "one number is no difference");
    d.key(Key::F7);
    d.go(RECEIVED);
    assert!(d.shows("一 + 二 = 37，三（七） + 四 = 0，差 37"));
}

#[test]
fn heads_stay_whole_and_a_table_fills_the_window() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let width = |d: &Desk, name: &str| d.h.get_by_label(name).rect().width();
    for zoom in [1.0, 2.0] {
        d.h.ctx.set_zoom_factor(zoom);
        d.h.set_size(egui::vec2(1366.0, 720.0) / zoom);
        d.h.run();
        assert!(width(&d, "列：自然人") >= 3.0 * 13.0 + 8.0);
    }
    d.h.ctx.set_zoom_factor(1.0);
    d.h.set_size(egui::vec2(1366.0, 720.0));
    d.h.run();
    let small = d.h.get_by_label("行：一、本年新收政府信息公开申请数量").rect();
    d.h.set_size(egui::vec2(1920.0, 1040.0));
    d.h.run();
    let large = d.h.get_by_label("行：一、本年新收政府信息公开申请数量").rect();
    assert!(large.height() > 1.2 * small.height(), "{small:?} {large:?}");
}

#[test]
fn a_block_is_copied_and_pasted_as_spreadsheets_do() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(RECEIVED);
    d.keys(Modifiers::SHIFT, Key::ArrowRight);
    d.keys(Modifiers::SHIFT, Key::ArrowDown);
    d.h.event(Event::Copy);
    d.h.step();
    let copied = d.h.output().platform_output.commands.iter().find_map(|c| match c {
        OutputCommand::CopyText(t) => Some(t.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("11\t2\r\n1\t0"));
    d.go(GRANTED);
    d.h.event(Event::Paste("１，２００\t—\r\n3\t\r\n".into()));
    d.h.run();
    assert_eq!(d.cell(GRANTED), "1200");
    assert_eq!(d.cell("requests.done.partly_granted/natural"), "3");
    assert!(d.message().contains("粘贴"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "7");
}

#[test]
fn every_key_moves_where_a_spreadsheet_user_expects() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    let name = |d: &mut Desk, k: &str| d.name(k);
    let none = Modifiers::NONE;
    let (command, shift) = (Modifiers::COMMAND, Modifiers::SHIFT);
    let start = "requests.done.granted/org.business";
    for (modifiers, key, to) in [
        (none, Key::ArrowDown, "requests.done.partly_granted/org.business"),
        (none, Key::ArrowUp, "requests.carried_in/org.business"),
        (none, Key::ArrowLeft, "requests.done.granted/natural"),
        (none, Key::ArrowRight, "requests.done.granted/org.research"),
        (command, Key::ArrowDown, "requests.carried_out/org.business"),
        (command, Key::ArrowUp, "requests.received/org.business"),
        (command, Key::ArrowLeft, "requests.done.granted/natural"),
        (command, Key::ArrowRight, "requests.done.granted/total"),
        (none, Key::Home, "requests.done.granted/natural"),
        (none, Key::End, "requests.done.granted/total"),
        (command, Key::Home, "requests.received/natural"),
        (command, Key::End, "requests.carried_out/total"),
        (none, Key::PageDown, "requests.done.unavailable.not_held/org.business"),
        (none, Key::PageUp, "requests.received/org.business"),
        (none, Key::Enter, "requests.done.partly_granted/org.business"),
        (shift, Key::Enter, "requests.carried_in/org.business"),
        (none, Key::Tab, "requests.done.granted/org.research"),
        (shift, Key::Tab, "requests.done.granted/natural"),
    ] {
        d.go(start);
        d.keys(modifiers, key);
        assert_eq!(d.focused(), name(&mut d, to), "{modifiers:?} {key:?}");
    }
    d.h.get_by_label("查看").click();
    d.h.run();
    d.h.get_by_label("回车方向").click();
    d.h.run();
    d.h.get_by_label("回车向右").click();
    d.h.run();
    d.go("requests.done.granted/total");
    d.key(Key::Enter);
    assert_eq!(
        d.focused(),
        name(&mut d, "requests.done.partly_granted/natural"),
        "回车向右 goes on with the next row"
    );
}

#[test]
fn editing_in_place_keeps_what_stands_there() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go(RECEIVED);
    d.key(Key::F2);
    d.type_text("5");
    d.key(Key::Enter);
    assert_eq!(d.cell(RECEIVED), "115");
    d.go(RECEIVED);
    d.h.event(Event::Ime(egui::ImeEvent::Commit("４２".into())));
    d.h.run();
    d.key(Key::Enter);
    assert_eq!(d.cell(RECEIVED), "42");
    d.go(RECEIVED);
    d.key(Key::Delete);
    assert_eq!(d.cell(RECEIVED), "");
}

#[test]
fn heads_select_their_cells_and_fills_go_over_the_selection() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go("requests.done.granted/natural");
    for _ in 0..2 {
        d.keys(Modifiers::SHIFT, Key::ArrowDown);
    }
    d.keys(Modifiers::COMMAND, Key::D);
    assert_eq!(d.cell("requests.done.refused.state_secret/natural"), "7");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell("requests.done.refused.state_secret/natural"), "0");
    d.go("requests.done.granted/natural");
    for _ in 0..2 {
        d.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    d.keys(Modifiers::COMMAND, Key::R);
    assert_eq!(d.cell("requests.done.granted/org.research"), "7");
    d.keys(Modifiers::COMMAND, Key::Z);
    d.go("requests.done.granted/org.other");
    d.keys(Modifiers::SHIFT, Key::ArrowLeft);
    d.keys(Modifiers::SHIFT, Key::ArrowLeft);
    d.keys(Modifiers::COMMAND, Key::Enter);
    assert!(d.shows("选中 3 格"));
    d.keys(Modifiers::COMMAND, Key::A);
    assert!(d.shows("选中 175 格"));
    d.click("列：自然人");
    assert!(d.shows("选中 25 格"));
    d.click("行：（三）不予公开");
    assert!(d.shows("选中 56 格"));
    d.click("列：法人或其他组织");
    assert!(d.shows("选中 125 格"));
}

#[test]
fn what_is_found_is_gone_to() {
    let mut d = Desk::sample();
    d.keys(Modifiers::COMMAND, Key::G);
    d.h.event(Event::Text("cfsq syqy".into()));
    d.h.run();
    d.key(Key::Enter);
    assert_eq!(d.focused(), d.name("requests.done.not_processed.repeated/org.business"));
}

#[test]
fn a_block_pasted_into_an_open_field_goes_to_the_grid() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go(GRANTED);
    d.key(Key::F2);
    d.h.event(Event::Paste("1\t2\n3\t4".into()));
    d.h.run();
    assert_eq!(
        (d.cell(GRANTED), d.cell("requests.done.partly_granted/org.business")),
        ("1".into(), "4".into())
    );
}

#[test]
fn a_random_walk_is_undone_to_its_start_and_redone_to_its_end() {
    let mut d = Desk::sample();
    d.click_nth("三 申请情况", 0);
    d.go(GRANTED);
    let start = d.session().report().cloned().expect("open");
    let mut dice = crate::made::dice::Dice(5);
    let moves = [
        Key::ArrowDown,
        Key::ArrowUp,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::Tab,
        Key::Enter,
        Key::Home,
        Key::PageDown,
    ];
    for _ in 0..500 {
        match dice.roll(12) {
            0..=4 => d.h.key_press(moves[dice.roll(moves.len() as u64) as usize]),
            5..=7 => d.h.event(Event::Text(dice.roll(10).to_string())),
            8 => {
                d.h.event(Event::Paste(format!("{}\t{}\n{}\t/", dice.roll(90), dice.roll(9), dice.roll(999))))
            }
            9 => d.h.key_press(if dice.roll(2) == 0 { Key::Delete } else { Key::Escape }),
            10 => d.h.key_press_modifiers(Modifiers::SHIFT, moves[dice.roll(4) as usize]),
            _ => d.h.key_press_modifiers(Modifiers::COMMAND, if dice.roll(3) == 0 { Key::Y } else { Key::Z }),
        }
        d.h.run_steps(3);
        if d.shows("放不下") {
            d.click("粘贴放得下的");
        }
    }
    let end = d.session().report().cloned().expect("open");
    while d.session().undo().is_some() {}
    assert_eq!(d.session().report().cloned().expect("open"), start);
    while d.session().redo().is_some() {}
    assert_eq!(d.session().report().cloned().expect("open"), end);
}

#[test]
fn a_table_of_long_numbers_is_whole_beside_the_pages() {
    let mut d = Desk::sample();
    let (first, last) = ("review.count/reconsideration.upheld", "review.count/suit_after_review.pending");
    let mut before = d.report();
    let keys = before.form().table_of_section(Section::Disputes).expect("a table").cells();
    for key in keys.iter().filter(|k| before.form().total_of(k).is_none()).cloned().collect::<Vec<_>>() {
        Edit::enter(before.form(), &key, "131").apply(&mut before);
    }
    before.year -= 1;
    let predecessor = gongkai::report::Predecessor {
        path: "去年".into(),
        digest: String::new(),
        snapshot: Arc::new(before),
    };
    let mut report = d.report();
    report.predecessor = Some(predecessor);
    d.h.state_mut().show(report);
    d.run();
    d.click("四 复议诉讼");
    d.press(Modifiers::NONE, Key::F5);
    let rect = |d: &mut Desk, key: &str| {
        let name = d.name(key);
        d.h.get_by_label(&name).rect()
    };
    let go = |d: &mut Desk, key: &str| {
        let name = d.name(key);
        d.h.get_by_label(&name).focus();
        d.h.run_steps(8);
    };
    go(&mut d, first);
    let stood = rect(&mut d, first);
    go(&mut d, last);
    assert_eq!(rect(&mut d, first), stood, "nothing has to be scrolled");
    assert!(rect(&mut d, last).right() < 900.0);
}
