//! From the window to the public: the 发布包, and a table copied with its look.

use crate::made::desk::Desk;
use eframe::egui::Key;
use egui_kittest::kittest::Queryable;
use gongkai::app::copying;

#[test]
fn a_package_is_made_where_the_clerk_says_and_each_file_is_told() {
    let mut d = Desk::new(&[Some("发布")]);
    d.click("打开样例试一试");
    let folder = d.path("发布");
    std::fs::create_dir(&folder).expect("made");
    d.choose("文件", "做发布包…");
    // The sample has errors, which nobody publishes unasked.
    d.click("仍然做发布包");
    d.click("选…");
    d.click("也做 OFD");
    d.click("开始");
    d.until("the package is made", |d| d.shows("做发布包的结果"));
    assert!(d.shows("导出了7份。"), "{}", d.message());
    d.key(Key::Escape);
    let made: Vec<_> = std::fs::read_dir(&folder).expect("there").collect();
    assert_eq!(made.len(), 1, "one folder, named by office and year");
    let inside = made[0].as_ref().expect("there").path();
    assert!(inside.join("核对单.pdf").exists() && std::fs::read_dir(inside).expect("there").count() == 7);
    assert!(d.h.query_by_label("做发布包的结果").is_none());
    d.choose("审核", "上报前检查…");
    assert!(d.shows("2025年度报告发布包（"), "what went out is on the list");
    assert!(!d.shows("还没有导出，也没有打印"));
}

#[test]
fn a_table_is_copied_with_its_spans_and_as_text() {
    let mut d = Desk::sample();
    let r = d.report();
    let (html, text) = copying::table(&r, "requests").expect("a table");
    assert!(html.contains("<table") && html.contains("colspan=\"3\"") && !html.contains("<html"), "{html}");
    let grid = r.form().grid("requests");
    assert!(
        text.lines().count() == grid.rows && text.lines().all(|l| l.matches('\t').count() + 1 == grid.cols)
    );
    assert!(text.contains("四、结转下年度继续办理\t"), "{text}");
    assert!(copying::table(&r, "nothing").is_none());
}
