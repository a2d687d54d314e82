//! What the program says of itself: the guide by its parts, the first five steps, what a new version brought.

use super::*;
use gongkai::app::guide::{guide, news};
use gongkai::store::PROGRAM;

#[test]
fn who_is_here_for_the_first_time_is_shown_five_steps_and_the_sample() {
    let mut d = Desk::new(&[]);
    d.click("第一次用看这里");
    let steps = &guide().parts[guide().place("第一次用看这里").expect("there")].lines;
    assert!(steps.iter().all(|s| d.shows(s)), "{steps:?}");
    d.click_nth("打开样例试一试", d.h.get_all_by_label("打开样例试一试").count() - 1);
    assert!(d.session().document().is_some());
}

#[test]
fn the_guide_is_looked_through_jumped_about_in_and_saved_as_pdf() {
    let mut d = Desk::new(&[Some("说明.pdf")]);
    d.key(Key::F1);
    let far = guide().parts.last().expect("parts").lines.last().expect("lines");
    let seen = |d: &Desk| d.h.get_by_label(far).rect().bottom() < 720.0;
    assert!(!seen(&d));
    d.click("转到：输入法");
    assert!(seen(&d), "{:?}", d.h.get_by_label(far).rect());
    d.fill("在说明里查找", "fcitx5");
    assert!(d.shows(far) && d.h.query_by_label("转到：填表").is_none());
    d.fill("在说明里查找", "没有这样的话");
    assert!(d.shows("说明里没有这样的话，换一个词试试。"));
    d.click("存成 PDF…");
    d.until("it is written", |d| d.path("说明.pdf").exists());
    d.run();
    assert!(std::fs::read(d.path("说明.pdf")).expect("there").starts_with(b"%PDF-"));
}

#[test]
fn the_guide_shows_the_window_beside_what_it_says_and_leaves_the_pictures_out_of_what_was_looked_for() {
    let mut d = Desk::new(&[]);
    d.key(Key::F1);
    let part = &guide().parts[guide().place("填表").expect("there")];
    let caption = part.pictures[0].caption;
    d.click("转到：填表");
    let name = format!("小图：{caption}");
    d.until("the picture is drawn", |d| d.h.query_by_label(&name).is_some());
    assert!(d.shows(caption));
    let wide = d.h.get_by_label(&name).rect().width();
    assert!((300.0..=700.0).contains(&wide), "{wide}");
    d.fill("在说明里查找", "回车 方向键");
    assert!(d.shows("转到：填表") && d.h.query_by_label(&name).is_none());
}

/// A desk whose program was used before, in a version.
fn used(version: &str) -> Desk {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(dir.path().join("data")).expect("made");
    let text = format!("(zoom: 120, version: \"{version}\")");
    std::fs::write(dir.path().join("data/settings.ron"), text).expect("written");
    Desk::at(dir, &[], None, Arc::new(RealDisk))
}

#[test]
fn what_is_new_is_told_once_after_an_update_and_to_nobody_at_first() {
    let told = |d: &Desk| d.shows("新版本有什么") && d.shows("知道了");
    assert!(!told(&Desk::new(&[])), "everything is new");
    assert!(!told(&used(PROGRAM)));
    let mut d = used("0.0.9");
    assert!(told(&d) && d.shows(&news().parts[0].lines[0]));
    assert_eq!(d.session().settings().zoom, 120, "the settings of before are kept");
    d.click("知道了");
    assert!(!d.shows("知道了"));
    d.session().leave();
    let Desk { dir, h } = d;
    drop(h);
    assert!(!told(&Desk::at(dir, &[], None, Arc::new(RealDisk))), "once");
}

/// What the window asked for, on a screen of that size in points.
fn asked_on(screen: egui::Vec2) -> Vec<ViewportCommand> {
    let mut d = Desk::new(&[]);
    let window =
        egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(screen.x.min(1280.0), screen.y.min(690.0)));
    let root = d.h.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    (root.monitor_size, root.inner_rect) = (Some(screen), Some(window));
    d.h.step();
    d.commands()
}

#[test]
fn a_window_fills_the_screen_that_has_no_room_for_it() {
    for (x, y, fills) in
        [(800.0, 600.0, true), (1024.0, 600.0, true), (1366.0, 768.0, false), (1920.0, 1080.0, false)]
    {
        let asked = asked_on(egui::vec2(x, y));
        assert_eq!(asked.contains(&ViewportCommand::Maximized(true)), fills, "{x} × {y}: {asked:?}");
    }
}
