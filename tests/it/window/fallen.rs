//! A panel that goes wrong by a mistake of the program's own is a sentence with a way on; all else goes on.

use super::*;
use gongkai::ui::FallenPlace;

fn fall(d: &mut Desk, place: FallenPlace) {
    d.h.state_mut().mistake(place);
    d.h.run();
    assert_eq!(d.h.state().faults(), 1);
}

#[test]
fn a_start_page_that_goes_wrong_leaves_its_ways_in_and_comes_again_when_it_is_asked_for() {
    let mut d = Desk::new(&[]);
    fall(&mut d, FallenPlace::Start);
    assert!(d.shows("显示“开始页”时程序自己出了错。") && !d.shows("打开样例试一试"));
    d.click("再试一次");
    assert!(d.shows("打开样例试一试") && !d.shows("出了错"));
    let mut d = Desk::new(&[]);
    fall(&mut d, FallenPlace::Start);
    assert!(!d.shows("报告的内容都在"), "there is none");
    d.click("新建空白报告…");
    d.type_text("示范县水利局");
    d.click("建立");
    assert_eq!(d.report().office.name, "示范县水利局");
    assert!(!d.shows("出了错"));
}

#[test]
fn a_comparison_that_goes_wrong_can_be_left_for_the_editor() {
    let mut d = Desk::sample();
    let mut theirs = d.report();
    enter(&mut theirs, GRANTED, "9");
    std::fs::write(d.path("甲.json"), gongkai::export::json::write(&theirs)).expect("written");
    let path = d.path("甲.json");
    d.drop_files(&[path]);
    d.click("与打开的报告对比");
    assert!(d.shows("结束对比"));
    let was = d.report();
    fall(&mut d, FallenPlace::Compare);
    assert!(d.shows("显示“对比”时程序自己出了错。报告的内容都在") && !d.shows("结束对比"));
    d.click("再试一次");
    assert!(d.shows("结束对比"));
    d.h.state_mut().mistake(FallenPlace::Compare);
    d.h.run();
    d.click("关闭对比");
    assert!(!d.shows("出了错") && d.report() == was);
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    assert_eq!(d.cell(GRANTED), "8");
}
