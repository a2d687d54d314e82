//! Lists of files: a row is clicked over its whole width, not on its words alone, and entered by the keys.

use super::*;
use egui::accesskit::Role;

/// At the right end of the row that a button begins.
fn end_of(d: &Desk, name: &str, list: f32) -> egui::Pos2 {
    let words = d.h.get_by_role_and_label(Role::Button, name).rect();
    egui::pos2(list - 24.0, words.center().y)
}

#[test]
fn a_recent_file_opens_wherever_its_row_is_clicked_and_by_enter() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("报告.gknb");
    save(&path, &gongkai::app::sample::report());
    for window in [egui::vec2(1366.0, 720.0), egui::vec2(800.0, 600.0), egui::vec2(683.0, 384.0)] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut d = Desk::at(folder, &[], Some(&path), Arc::new(RealDisk));
        d.h.set_size(window);
        d.keys(Modifiers::COMMAND, Key::W);
        assert!(d.session().document().is_none());
        let right = (window.x + 1040.0_f32.min(window.x - 16.0)) / 2.0;
        let at = end_of(&d, "报告.gknb", right);
        d.click_at(at);
        d.run();
        assert!(d.session().document().is_some(), "{window} {at}");
        d.keys(Modifiers::COMMAND, Key::W);
        d.h.get_by_role_and_label(Role::Button, "报告.gknb").focus();
        d.key(Key::Enter);
        assert!(d.session().document().is_some(), "{window}");
    }
}

#[test]
fn a_file_of_the_window_s_own_dialog_is_taken_wherever_its_row_is_clicked() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("报告.gknb");
    save(&path, &gongkai::app::sample::report());
    let mut d = Desk::at(dir, &[], Some(&path), Arc::new(RealDisk));
    d.keys(Modifiers::COMMAND, Key::O);
    d.until("the folder is listed", |d| d.h.query_by_role_and_label(Role::Button, "报告.gknb").is_some());
    let field = d.h.get_by_label("文件位置").rect();
    let at = end_of(&d, "报告.gknb", field.right());
    d.click_at(at);
    assert!(d.field("文件位置").ends_with("报告.gknb"), "{} at {at}", d.field("文件位置"));
}

/// At 200 % the line was cut, and what was cut off showed in one line again, beyond the screen.
#[test]
fn what_the_line_below_has_no_room_for_is_read_at_a_click() {
    let long = format!("PDF已导出：{}。", "很长的文件夹".repeat(20));
    let mut d = Desk::sample();
    for window in [egui::vec2(683.0, 384.0), egui::vec2(800.0, 600.0), egui::vec2(1366.0, 720.0)] {
        d.h.set_size(window);
        d.session().tell(long.as_str());
        d.run();
        let told =
            |d: &Desk| d.h.query_all_by_label_contains("PDF已导出").map(|n| n.rect()).collect::<Vec<_>>();
        let line = told(&d);
        assert_eq!(line.len(), 1, "{window}");
        d.click_at(line[0].left_center() + egui::vec2(20.0, 0.0));
        let all = told(&d);
        assert_eq!(all.len(), 2, "{window}");
        let whole = all.into_iter().max_by(|a, b| a.height().total_cmp(&b.height())).expect("shown");
        let room = egui::Rect::from_min_size(egui::Pos2::ZERO, window);
        assert!(room.contains_rect(whole) && whole.height() > 30.0, "{window}: {whole}");
        d.key(Key::Escape);
        d.session().take_message();
        d.run();
    }
}
