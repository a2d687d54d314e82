//! A command that changes more than what stands at the cursor says so, and how it is taken back.

use super::*;
use gongkai::app::command::{COMMANDS, Id};
use gongkai::app::differences;
use gongkai::form::Form;
use gongkai::report::Report;
use gongkai::report::text::{Para, Run};

/// A report with something for every command: cells to fill, typed totals, last year's words and years.
fn half_done() -> Desk {
    let mut d = Desk::sample();
    let form: &Form = d.report().form();
    let blank = |key: &str| Edit::enter(form, &CellKey::parse(key), "");
    let typed = |key: &str| Edit::enter(form, &CellKey::parse(key), "5");
    let old = |t: &str| Para::Text(vec![Run::old(t.to_string())]);
    let years = "2024年，我局公开信息862条，比2023年增加74条。";
    let said = vec![old(years), old("抓好一下几项工作。采取一下措施。培训7次。"), old(years)];
    let edits = vec![
        Edit::Text(Part::Before(Section::Other), said),
        blank("requests.received/natural"),
        blank("requests.done.granted/natural"),
        typed("requests.received/total"),
        typed("requests.done.total/total"),
    ];
    d.session().apply("准备", None, edits);
    d.run();
    d.click("三 申请情况");
    d.go(RECEIVED);
    d
}

/// How many cells, clauses and facts are others.
fn changed(before: &Report, after: &Report) -> usize {
    differences::between(before, after).len()
}

/// Those that go to the system, to the disk or out of the report.
fn goes_elsewhere(id: Id) -> bool {
    use gongkai::app::command::Menu;
    COMMANDS.iter().any(|c| c.id == id && matches!(c.menu, Menu::File | Menu::Help | Menu::Collect))
        || matches!(
            id,
            Id::Undo | Id::Redo | Id::Cut | Id::Copy | Id::CopyPage | Id::CopyTable | Id::CopyLabelled
        )
}

#[test]
fn no_command_changes_many_places_without_a_word() {
    let mut told = Vec::new();
    for c in COMMANDS.iter().filter(|c| !goes_elsewhere(c.id)) {
        let mut d = half_done();
        let before = d.report();
        drop(d.session().take_message());
        d.h.state_mut().command(c.id);
        d.h.run_steps(6);
        // A list is answered by the button that has the focus.
        if d.session().report().is_some_and(|r| **r == before) {
            d.h.key_press_modifiers(Modifiers::NONE, Key::Enter);
            d.h.run_steps(6);
        }
        let Some(after) = d.session().report().cloned() else { continue };
        if changed(&before, &after) > 1 {
            told.push(c.text);
            assert!(d.message().contains("Ctrl+Z"), "{}: {}", c.text, d.message());
            assert!(d.message().chars().any(|c| c.is_ascii_digit()), "{}: {}", c.text, d.message());
        }
    }
    assert!(told.contains(&"其余填零") && told.contains(&"年份往后推一年…"), "{told:?}");
}
