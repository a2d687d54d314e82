//! The window with a report of the third edition.

use super::{YEAR, told, value};
use eframe::egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use gongkai::app::session::Session;
use gongkai::report::Date;
use gongkai::store::{RealDisk, project};
use gongkai::ui::App;
use gongkai::ui::file_dialogs::{Asked, Dialogs, Pending};
use std::path::PathBuf;
use std::sync::Arc;

struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&mut self, _: &Asked, _: &str, _: Option<PathBuf>) -> Pending {
        Pending::None
    }
}

#[test]
fn its_parts_are_listed_in_its_order_and_its_tables_are_typed_into() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("报告.gknb");
    project::save(&RealDisk, &file, &told()).expect("saved");
    let data = dir.path().join("data");
    let mut h = Harness::builder().with_size([1366.0, 720.0]).with_max_steps(40).build_eframe(move |cc| {
        let session = Session::new(Arc::new(RealDisk), data, Date::new(YEAR + 1, 1, 20));
        App::new(&cc.egui_ctx, session, Box::new(NoDialogs), Some(file))
    });
    let mut frames = 0..100_000;
    while h.state_mut().session().report().is_none() {
        assert!(frames.next().is_some(), "never opened");
        h.step();
        std::thread::yield_now();
    }
    let names = [
        "封面与导语",
        "一 年度概况",
        "二 申请办理",
        "三 主动发布",
        "四 争议情况",
        "五 补充说明",
        "六 不足打算",
        "落款",
    ];
    let heights: Vec<f64> = names
        .iter()
        .map(|n| h.get_by_label(n).accesskit_node().bounding_box().map_or(0.0, |b| b.y0))
        .collect();
    assert!(heights.is_sorted(), "{heights:?}");
    h.get_by_label("四 争议情况").click();
    h.run_ok();
    let cell = by().predicate(|n| n.author_id() == Some("review.branch/suit_direct.upheld"));
    let name = h.get(cell).accesskit_node().label().unwrap_or_default();
    assert!(
        name.contains("派出机构") && name.contains("未经复议直接起诉") && name.ends_with("结果维持：0"),
        "{name}"
    );
    h.get_by_label(&name).focus();
    h.run_ok();
    h.event(Event::Text("7".into()));
    h.run_ok();
    h.key_press(Key::Enter);
    h.run_ok();
    let report = h.state_mut().session().report().cloned().expect("open");
    assert_eq!(value(&report, "review.branch/suit_direct.upheld").as_deref(), Some("7"));
}
