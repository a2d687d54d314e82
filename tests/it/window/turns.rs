//! What was pressed decides, not how it fell into frames: any sequence of events gives the same report, cursor,
//! selection and history whether the frames are many or one. `GONGKAI_SEQUENCES` asks for more of them.

use super::monkey::{Bare, fenced};
use super::*;
use crate::made::dice::Dice;
use gongkai::app::command::{COMMANDS, Id, MENUS, Menu};
use gongkai::report::Section;
use gongkai::report::document::Document;
use std::sync::OnceLock;

/// Sequences in a run of the tests.
const SEQUENCES: u64 = 2000;
/// Runs of them side by side.
const THREADS: u64 = 4;

/// Events that always come together, as the system sends them.
type Unit = Vec<Event>;

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn let_go(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers }
}

/// A key with its character, and the key let go.
fn typed(c: char) -> Vec<Unit> {
    let key = Key::from_name(&c.to_string()).unwrap_or(Key::Num0);
    let none = Modifiers::NONE;
    vec![vec![pressed(key, none), Event::Text(c.to_string())], vec![let_go(key, none)]]
}

fn struck(key: Key, modifiers: Modifiers) -> Vec<Unit> {
    vec![vec![pressed(key, modifiers)], vec![let_go(key, modifiers)]]
}

fn button(pos: egui::Pos2, pressed: bool, modifiers: Modifiers) -> Unit {
    vec![Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers }]
}

/// A click with the left button or the right one.
fn clicked(pos: egui::Pos2, button: egui::PointerButton) -> Vec<Unit> {
    let half = |pressed| vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }];
    vec![vec![Event::PointerMoved(pos)], half(true), half(false)]
}

/// Where each menu stands, and in it the lines that ask the system for nothing and begin no work.
fn menus() -> &'static [(egui::Pos2, Vec<egui::Pos2>)] {
    static MENU: OnceLock<Vec<(egui::Pos2, Vec<egui::Pos2>)>> = OnceLock::new();
    let outside = |id: Id| {
        let asks =
            [Id::ChooseLast, Id::CompareWith, Id::AuditOther, Id::ExportFindings, Id::ExportExplanations];
        asks.contains(&id)
            || matches!(
                id,
                Id::BundledFonts | Id::SystemFonts | Id::InsertPicture | Id::CopyPage | Id::CopyTable
            )
    };
    MENU.get_or_init(|| {
        let mut d = Desk::sample();
        let mut lines = |(menu, name): &(Menu, &str)| {
            d.click(name);
            let here = COMMANDS.iter().filter(|c| c.menu == *menu && !outside(c.id));
            let at = here
                .filter_map(|c| d.h.query_all_by_label_contains(c.text).last().map(|n| n.rect().center()));
            let at = at.collect();
            let menu = d.h.get_by_label(name).rect().center();
            d.key(Key::Escape);
            (menu, at)
        };
        MENUS.iter().filter(|(menu, _)| *menu != Menu::File).map(&mut lines).collect()
    })
}

/// A menu is opened, and what a hand does in it.
fn in_a_menu(dice: &mut Dice) -> Vec<Unit> {
    let (menu, lines) = &menus()[dice.roll(menus().len() as u64) as usize];
    let mut out = clicked(*menu, egui::PointerButton::Primary);
    match dice.roll(4) {
        0 => {}
        1 => {
            let down = (0..=dice.roll(4)).flat_map(|_| struck(Key::ArrowDown, Modifiers::NONE));
            out.extend(down.chain(struck(Key::Escape, Modifiers::NONE)));
        }
        _ => {
            let line = lines[dice.roll(lines.len() as u64) as usize];
            out.extend(clicked(line, egui::PointerButton::Primary));
        }
    }
    out
}

/// A point below the menu bar, where clicks only go about in the report. `beside` the preview, which may be open: what
/// a click on it does is a matter of whether its pages have come.
fn somewhere(dice: &mut Dice, beside: bool) -> egui::Pos2 {
    let right = if beside { 240 } else { 920 };
    // The outline and the table are where most clicks are.
    let (x, y) = match dice.roll(4) {
        0 => (10 + dice.roll(150), 50 + dice.roll(240)),
        _ => (180 + dice.roll(right), 110 + dice.roll(560)),
    };
    egui::pos2(x as f32, y as f32)
}

/// Commands that neither ask the system for something nor end the window.
fn within() -> Vec<(Modifiers, Key)> {
    let (none, command, shift) = (Modifiers::NONE, Modifiers::COMMAND, Modifiers::SHIFT);
    vec![
        (command, Key::Z),
        (command, Key::Z),
        (command, Key::Y),
        (command, Key::PageDown),
        (command, Key::PageUp),
        (none, Key::F2),
        (none, Key::F3),
        (none, Key::F4),
        (none, Key::F5),
        (shift, Key::F5),
        (shift, Key::F10),
        (none, Key::Menu),
        (none, Key::F6),
        (none, Key::F7),
        (none, Key::F8),
        (shift, Key::F8),
        (none, Key::F9),
        (none, Key::F10),
        (command, Key::F8),
        (command, Key::F10),
        (command, Key::F),
        (command, Key::G),
        (command, Key::H),
        (command, Key::I),
        (command, Key::D),
        (command, Key::R),
        (command, Key::A),
        (command, Key::Enter),
        (command, Key::Home),
    ]
}

/// What a hand at the keyboard and the mouse could send.
fn sequence(dice: &mut Dice) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    let none = Modifiers::NONE;
    let moves = [
        Key::Enter,
        Key::Tab,
        Key::ArrowDown,
        Key::ArrowUp,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::Escape,
        Key::Delete,
        Key::Backspace,
        Key::Home,
        Key::End,
        Key::PageDown,
    ];
    let within = within();
    while out.len() < 16 {
        let opens = |e: &Event| matches!(e, Event::Key { key: Key::F5, .. });
        let in_menu = |e: &Event| matches!(e, Event::PointerMoved(p) if p.y < 40.0);
        let beside = out.iter().flatten().any(|e| opens(e) || in_menu(e));
        match dice.roll(19) {
            0..=5 => {
                let digit = char::from_digit(dice.roll(10) as u32, 10).unwrap_or('0');
                out.extend(typed(digit));
                let key = moves[dice.roll(4) as usize];
                out.extend(struck(key, none));
            }
            6..=7 => out.extend(typed(char::from_digit(dice.roll(10) as u32, 10).unwrap_or('0'))),
            8..=9 => {
                let shift = if dice.roll(3) == 0 { Modifiers::SHIFT } else { none };
                out.extend(struck(moves[dice.roll(moves.len() as u64) as usize], shift));
            }
            10..=11 => {
                let (modifiers, key) = within[dice.roll(within.len() as u64) as usize];
                out.extend(struck(key, modifiers));
            }
            12..=13 => {
                out.extend(clicked(somewhere(dice, beside), egui::PointerButton::Primary));
            }
            15 => {
                out.extend(clicked(somewhere(dice, beside), egui::PointerButton::Secondary));
                match dice.roll(3) {
                    0 => out.extend(clicked(somewhere(dice, beside), egui::PointerButton::Primary)),
                    1 => out.extend(struck(Key::ArrowDown, none).into_iter().chain(struck(Key::Enter, none))),
                    _ => {}
                }
            }
            16..=17 => out.extend(in_a_menu(dice)),
            14 => {
                let (from, to) = (somewhere(dice, beside), somewhere(dice, beside));
                out.extend([vec![Event::PointerMoved(from)], button(from, true, none)]);
                out.extend([vec![Event::PointerMoved(to)], button(to, false, none)]);
            }
            _ => {
                let texts = ["收到申请", "1\t2\r\n3\t4", "全年共收到申请49件，同比增长16.7%", "5"];
                let text = texts[dice.roll(texts.len() as u64) as usize].to_string();
                out.push(match dice.roll(3) {
                    0 => vec![Event::Paste(text)],
                    1 => vec![Event::Ime(egui::ImeEvent::Commit(text.replace(['\t', '\r', '\n'], "")))],
                    _ => vec![Event::Copy],
                });
            }
        }
    }
    out
}

/// How a sequence falls into frames.
#[derive(Clone, Copy, Debug)]
enum Split {
    Each,
    All,
    Random(u64),
    Empty,
}

/// Everything that may not depend on frames.
#[derive(PartialEq)]
struct Outcome {
    whereabouts: String,
    report: gongkai::report::Report,
    /// Names of the steps, from the last one.
    history: Vec<String>,
}

fn play(part: usize, units: &[Unit], split: Split) -> Outcome {
    let dir = tempfile::tempdir().expect("a folder");
    let disk = fenced(&dir);
    let mut d = Desk::at(dir, &[], None, disk);
    d.session().set_programs(Arc::new(Bare));
    d.click("打开样例试一试");
    let start = (**d.session().report().expect("open")).clone();
    let mut dice = Dice(match split {
        Split::Random(seed) => seed,
        _ => 0,
    });
    for _ in 0..part {
        d.keys(Modifiers::COMMAND, Key::PageDown);
    }
    let began = d.h.ctx.input(|i| i.time);
    for (n, u) in units.iter().enumerate() {
        // Hands have a time of their own, whatever the frames take.
        d.h.input_mut().time = Some(began + 0.03 * n as f64);
        let now = match split {
            Split::Each | Split::Empty => true,
            Split::All => false,
            Split::Random(_) => dice.roll(3) == 0,
        };
        if now {
            d.h.step();
        }
        if matches!(split, Split::Empty) {
            d.h.run_steps(3);
        }
        d.h.input_mut().events.extend(u.iter().cloned());
    }
    d.h.run_steps(2);
    d.h.run_ok();
    assert_eq!(d.h.state().faults(), 0);
    let whereabouts = d.h.state().whereabouts(&d.h.ctx);
    let mut document: Document = d.session().document().cloned().expect("open");
    let report = (**document.report()).clone();
    let mut history = Vec::new();
    while let Some(name) = document.undo_name().map(str::to_string) {
        history.push(name);
        document.undo();
    }
    assert!(**document.report() == start, "undoing everything gives the beginning again");
    Outcome { whereabouts, report, history }
}

/// Where two outcomes are not the same.
fn told(a: &Outcome, b: &Outcome) -> String {
    let value = |o: &Outcome, k: &CellKey| o.report.canonical(k);
    let cells = a.report.form().cells();
    let cells = cells.iter().filter(|k| value(a, k) != value(b, k));
    let cells: Vec<String> = cells.map(|k| format!("{k}: {:?} {:?}", value(a, k), value(b, k))).collect();
    let words = format!("{}\n{}\n{:?}\n{:?}", a.whereabouts, b.whereabouts, a.history, b.history);
    format!("{words}\n{}", cells.join("\n"))
}

fn same_however_split(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
        let part = dice.roll(8) as usize;
        let units = sequence(&mut dice);
        let one_each = play(part, &units, Split::Each);
        let split = match seed % 4 {
            0 => Split::All,
            1 => Split::Empty,
            _ => Split::Random(seed),
        };
        let other = play(part, &units, split);
        if one_each != other {
            // The shortest beginning that differs says more.
            let differs =
                |n: &usize| play(part, &units[..*n], Split::Each) != play(part, &units[..*n], split);
            let many = (1..units.len()).find(differs).unwrap_or(units.len());
            let units = &units[..many];
            let shown: Vec<String> = units.iter().flatten().map(|e| format!("{e:?}")).collect();
            let told = told(&play(part, units, Split::Each), &play(part, units, split));
            panic!("seed {seed}, part {part}, {split:?}\n{}\n{told}", shown.join("\n"));
        }
    }
}

#[test]
fn a_click_on_the_part_that_is_shown_leaves_the_arrows_to_its_text() {
    let click = clicked(egui::pos2(124.0, 63.0), egui::PointerButton::Primary);
    let units: Vec<Unit> =
        click.into_iter().chain(struck(Key::ArrowUp, Modifiers::NONE)).chain(typed('9')).collect();
    let history = |split| play(1, &units, split).history;
    assert_eq!(history(Split::Each), history(Split::Empty));
    assert_eq!(history(Split::Each), ["修改第1部分正文"]);
}

#[test]
fn any_sequence_of_events_does_the_same_however_it_falls_into_frames() {
    let sequences = std::env::var("GONGKAI_SEQUENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(SEQUENCES);
    let from: u64 = std::env::var("GONGKAI_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let each = sequences / THREADS;
    let (rest, share) = (sequences % THREADS, |n: u64| from + n * each..from + (n + 1) * each);
    std::thread::scope(|s| {
        let runs: Vec<_> = (0..THREADS).map(|n| s.spawn(move || same_however_split(share(n)))).collect();
        same_however_split(from + sequences - rest..from + sequences);
        for r in runs {
            if let Err(e) = r.join() {
                std::panic::resume_unwind(e);
            }
        }
    });
}

#[test]
fn a_menu_asked_for_over_another_one_has_the_keys_at_once() {
    let typed_over = |at_once: bool| {
        let mut d = Desk::sample();
        d.click("六 其他事项");
        d.h.get_by_label("第6部分正文").focus();
        d.h.run();
        let before = d.session().report().expect("open").words(Part::Before(Section::Other));
        let menu = d.h.get_by_label("报告").rect().center();
        let units = clicked(menu, egui::PointerButton::Primary);
        for u in units.into_iter().chain(struck(Key::Menu, Modifiers::NONE)).chain(typed('6')) {
            d.h.input_mut().events.extend(u);
            if !at_once {
                d.h.run();
            }
        }
        d.run();
        (before, d.session().report().expect("open").words(Part::Before(Section::Other)))
    };
    let (before, after) = typed_over(false);
    assert_eq!(typed_over(true), (before.clone(), after.clone()));
    assert_eq!(before, after, "a line of the menu has the keys");
}

#[test]
fn the_question_that_follows_another_has_the_keys_at_once() {
    for at_once in [false, true] {
        let mut d = Desk::sample();
        let there = d.path("有.gknb");
        std::fs::write(&there, "留着").expect("written");
        d.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        d.fill("文件位置", &there.display().to_string());
        d.h.input_mut().events.extend(struck(Key::Enter, Modifiers::NONE).into_iter().flatten());
        if !at_once {
            d.run();
            assert!(d.shows("文件已经存在"));
            assert_eq!(d.focused(), "取消");
        }
        d.h.input_mut().events.extend(struck(Key::Enter, Modifiers::NONE).into_iter().flatten());
        d.run();
        assert!(!d.shows("文件已经存在") && !d.shows("文件位置"), "answered by the second Enter");
        assert_eq!(std::fs::read(&there).expect("there"), "留着".as_bytes());
    }
}

#[test]
fn a_click_on_a_part_and_a_digit_in_one_frame_write_into_the_new_part() {
    let mut d = Desk::sample();
    let at = d.h.get_by_label("三 申请情况").rect().center();
    let events = [Event::PointerMoved(at)]
        .into_iter()
        .chain(button(at, true, Modifiers::NONE))
        .chain(button(at, false, Modifiers::NONE))
        .chain("36".chars().flat_map(typed).flatten());
    d.h.input_mut().events.extend(events);
    d.run();
    assert_eq!(d.cell(RECEIVED), "36");
}

#[test]
fn a_digit_and_tab_go_into_neighbouring_cells_at_any_speed() {
    for each in 1..12 {
        let mut d = Desk::sample();
        d.click("三 申请情况");
        let keys: Vec<Event> = "12 34 56 78 91 23"
            .chars()
            .flat_map(|c| if c == ' ' { struck(Key::Tab, Modifiers::NONE) } else { typed(c) })
            .flatten()
            .collect();
        for events in keys.chunks(each) {
            d.h.input_mut().events.extend(events.iter().cloned());
            d.h.step();
        }
        d.run();
        let columns =
            ["natural", "org.business", "org.research", "org.welfare", "org.legal_service", "org.other"];
        let row = columns.map(|c| d.cell(&format!("requests.received/{c}")));
        assert_eq!(row, ["12", "34", "56", "78", "91", "23"], "{each} events a frame");
    }
}

/// The keys of the grid as a clerk knows them, on the cells of table three alone.
#[test]
fn numbers_go_where_a_clerk_at_a_spreadsheet_expects_them() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let form = d.session().report().expect("open").form();
    let table = form.table_of_section(Section::Requests).expect("the table of requests");
    let rows = gongkai::ui::grid::rows_of(table);
    let mut dice = Dice(11);
    for round in 0..60 {
        let (mut r, mut c) = (dice.roll(12) as usize, dice.roll(4) as usize);
        d.go(rows[r][c].as_str());
        let mut expected = std::collections::BTreeMap::new();
        let mut events = Vec::new();
        let mut tabbed = None;
        for _ in 0..5 {
            let number = (10 + dice.roll(90)).to_string();
            events.extend(number.chars().flat_map(typed).flatten());
            expected.insert(rows[r][c].clone(), number);
            let key = [Key::Enter, Key::Tab, Key::ArrowDown, Key::ArrowUp][dice.roll(4) as usize];
            events.extend(struck(key, Modifiers::NONE).into_iter().flatten());
            match key {
                Key::Tab => {
                    tabbed.get_or_insert(c);
                    // Past the total, which is computed.
                    (r, c) = if c == 5 { (r + 1, 0) } else { (r, c + 1) };
                }
                Key::ArrowUp => (r, tabbed) = (r.saturating_sub(1), None),
                Key::ArrowDown => (r, tabbed) = (r + 1, None),
                _ => (r, c) = (r + 1, tabbed.take().unwrap_or(c)),
            }
        }
        let each = 1 + dice.roll(40) as usize;
        for some in events.chunks(each) {
            d.h.input_mut().events.extend(some.iter().cloned());
            d.h.step();
        }
        d.run();
        for (key, number) in expected {
            assert_eq!(d.cell(key.as_str()), number, "{key} in round {round}, {each} events a frame");
        }
    }
}

#[test]
fn a_shortcut_counts_as_often_as_it_was_pressed() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    let before = d.cell(RECEIVED);
    for n in ["7", "8", "9"] {
        d.go(RECEIVED);
        d.type_text(n);
        d.key(Key::Enter);
    }
    let undo = || struck(Key::Z, Modifiers::COMMAND).into_iter().flatten();
    d.h.input_mut().events.extend(undo().chain(undo()));
    d.run();
    assert_eq!(d.cell(RECEIVED), "7");
    d.h.input_mut().events.extend(undo());
    d.run();
    assert_eq!(d.cell(RECEIVED), before);
}

#[test]
fn what_was_typed_before_the_window_is_closed_is_asked_about() {
    let mut d = Desk::sample();
    d.keys(Modifiers::COMMAND, Key::PageDown);
    d.click("三 申请情况");
    d.h.input_mut().events.extend("36".chars().flat_map(typed).flatten());
    let viewport = d.h.input_mut().viewports.get_mut(&ViewportId::ROOT).expect("a window");
    viewport.events.push(ViewportEvent::Close);
    d.h.step();
    assert!(d.commands().contains(&ViewportCommand::CancelClose));
    d.run();
    assert_eq!(d.cell(RECEIVED), "36");
}

#[test]
fn a_digit_and_the_end_of_the_window_in_one_frame_are_asked_about() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    assert!(!d.session().is_changed());
    d.h.input_mut().events.extend(typed('3').remove(0));
    let viewport = d.h.input_mut().viewports.get_mut(&ViewportId::ROOT).expect("a window");
    viewport.events.push(ViewportEvent::Close);
    d.h.step();
    let said = d.commands();
    assert!(
        said.contains(&ViewportCommand::CancelClose) && said.contains(&ViewportCommand::Close),
        "{said:?}"
    );
    assert_eq!(d.cell(RECEIVED), "3", "taken before the window is asked again");
}
