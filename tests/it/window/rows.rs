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

/// What was exported was cut off behind 「已导出…已核对：」, and read under the pointer only.
#[test]
fn what_the_line_below_has_no_room_for_is_read_without_the_pointer() {
    let mut d = Desk::sample();
    let told = |d: &Desk| d.h.query_all_by_label_contains("PDF已导出").map(|n| n.rect()).collect::<Vec<_>>();
    for window in [egui::vec2(683.0, 384.0), egui::vec2(800.0, 600.0), egui::vec2(1366.0, 720.0)] {
        d.h.set_size(window);
        // In more lines, and of what has no room in those either the rest by the keys.
        for (length, nodes) in [(16, 1), (60, 2)] {
            d.session().tell(format!("PDF已导出：{}。", "很长的文件夹".repeat(length)));
            d.run();
            let line = told(&d);
            assert!(line.len() == 1 && line[0].height() > 30.0, "{window}: {line:?}");
            d.h.get_by_label_contains("PDF已导出").focus();
            d.run();
            d.key(Key::Enter);
            let all = told(&d);
            assert_eq!(all.len(), nodes, "{window}");
            let whole = all.into_iter().max_by(|a, b| a.height().total_cmp(&b.height())).expect("shown");
            let room = egui::Rect::from_min_size(egui::Pos2::ZERO, window);
            assert!(room.contains_rect(whole), "{window}: {whole}");
            d.key(Key::Escape);
            d.session().take_message();
            d.run();
        }
    }
}

/// Which file it is went before what became of the export.
#[test]
fn what_was_done_is_whole_on_a_usual_screen() {
    let mut d = Desk::sample();
    let text = "已导出 PDF、Word，放在“报告”文件夹里。已核对：导出文件与报告一致。";
    let file = Some(d.path("示范市云溪区水务局2025年政府信息公开工作年度报告.pdf"));
    d.h.set_size(egui::vec2(1366.0, 720.0));
    d.session().tell(gongkai::app::message::Message { text: text.into(), file, ..Default::default() });
    d.run();
    let (told, zoom) = (d.h.get_by_label(text).rect(), d.h.get_by_label("100%").rect());
    assert!(told.height() < 30.0 && (told.center().y - zoom.center().y).abs() < 6.0, "{told} {zoom}");
    let button = d.h.get_by_label("打开PDF").rect();
    assert!(told.right() <= button.left(), "{told} {button}");
}
