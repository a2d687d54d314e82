//! What was read, looked at before it is taken: the source beside the table it went to, and what the clerk puts where.

use super::*;
use gongkai::report::Report;

/// A row of one number and three cells.
const MADE: &str = "disclosure.rules.regulation/made";
const PUBLISHED: &str = "disclosure.rules.regulation/published";

fn read(file: &Path) -> Desk {
    let d = Desk::with(&[], Some(file), Arc::new(RealDisk));
    assert!(d.shows("读入的结果，请看过再用") && d.shows("对照原文"));
    d
}

fn name(d: &mut Desk, key: &str) -> String {
    let ready = d.session().review().expect("read");
    ready.report.form().cell_name(&CellKey::parse(key))
}

#[test]
fn a_number_that_nobody_could_place_goes_where_the_clerk_says_and_comes_back() {
    let mut d = read(&data("flat-2020-vanished/source.txt"));
    let (made, published) = (name(&mut d, MADE), name(&mut d, PUBLISHED));
    let put = |name: &str| format!("把0放进{name}");
    let back = format!("取回{made}里的0");
    assert!(d.shows("35格未填") && d.shows("原文第18行第1个：0"));
    d.click(&put(&made));
    assert!(d.shows("34格未填") && d.shows(&back), "it is counted");
    assert!(!d.shows(&put(&published)), "there is one number in the row");
    d.click(&back);
    assert!(d.shows("35格未填") && !d.shows(&back));
    d.click(&put(&published));
    d.click("用这份");
    assert_eq!((d.cell(PUBLISHED).as_str(), d.cell(MADE).as_str()), ("0", ""));
}

#[test]
fn the_keys_alone_put_a_number_where_it_belongs() {
    let mut d = read(&data("flat-2020-vanished/source.txt"));
    let made = name(&mut d, MADE);
    assert_eq!(d.focused(), "用这份");
    let wanted = format!("把0放进{made}");
    for _ in 0..100 {
        if d.focused() == wanted {
            break;
        }
        d.keys(Modifiers::SHIFT, Key::Tab);
    }
    d.key(Key::Enter);
    assert!(d.shows(&format!("取回{made}里的0")), "{}", d.focused());
    d.click("用这份");
    assert_eq!(d.cell(MADE), "0");
}

#[test]
fn the_number_that_is_chosen_goes_and_a_note_that_is_settled_with_it() {
    let mut d = read(&data("extra-column-and-one-row-for-three/source.html"));
    let key = "requests.done.total/natural";
    let cell = name(&mut d, key);
    assert!(d.shows(&format!("“{cell}”里写的是“6 9”")));
    assert!(!d.shows("把6 9放进"), "it is no number");
    d.h.get_by_label_contains("个：3").click();
    d.run();
    d.click(&format!("把3放进{cell}"));
    assert!(!d.shows("里写的是“6 9”"), "the clerk has settled it");
    d.click("用这份");
    assert_eq!(d.cell(key), "3");
    assert!(!d.report().notes.iter().any(|n| n.text.contains("6 9")));
}

#[test]
fn what_is_put_right_in_last_years_report_is_carried_over() {
    let mut d = Desk::new(&[Some("去年.html")]);
    let key = "requests.carried_out/natural";
    let html =
        std::fs::read_to_string(data("extra-column-and-one-row-for-three/source.html")).expect("there");
    let html = html.replace("（七）总计", "四、结转下年度继续办理");
    std::fs::write(d.path("去年.html"), html).expect("written");
    d.click("以去年报告为底稿…");
    let ready = d.session().review().expect("read");
    let cell = ready.read().form().cell_name(&CellKey::parse(key));
    d.click(&format!("把3放进{cell}"));
    d.click("用这份");
    assert_eq!(d.cell("requests.carried_in/natural"), "3");
}

#[test]
fn errors_that_last_years_own_file_has_are_told_before_it_is_used() {
    let mut d = Desk::new(&[Some("去年.json")]);
    let mut last = gongkai::app::sample::report();
    last.year = 2024;
    std::fs::write(d.path("去年.json"), gongkai::export::json::write(&last)).expect("written");
    d.click("以去年报告为底稿…");
    assert!(
        d.shows("去年的报告读好了，请看过再开始") && d.shows("去年的报告自己有") && d.shows("四 复议诉讼")
    );
    assert!(d.shows("数要接着用，请核对"));
    d.click("用这份");
    assert!(d.shows("正文里的年份往后推一年"));
}

#[test]
fn a_file_of_the_open_reports_office_and_year_is_offered_to_be_compared_with_it() {
    let mut d = Desk::sample();
    let mut theirs = d.report();
    enter(&mut theirs, GRANTED, "9");
    let path = d.path("领导改过.docx");
    std::fs::write(&path, crate::made::documents::word(&theirs)).expect("written");
    d.drop_files(&[path]);
    if d.shows("打开它") {
        d.click("打开它");
    }
    assert!(d.focused().starts_with("和打开的逐处比"), "{}", d.focused());
    let was = d.session().report().cloned();
    d.key(Key::Enter);
    d.run();
    assert!(d.shows("改成左边的") && d.session().report().cloned() == was);
}

const FEE: &str = "disclosure.fees.fee/amount";

/// The report as a web page in which the fee, 976.81, stands so.
fn page(report: &Report, fee: &str) -> String {
    let made = gongkai::export::bytes(report, Path::new("a.html"), &|| crate::made::fonts().clone());
    let page = String::from_utf8(made.expect("made").bytes).expect("UTF-8");
    let changed = page.replace(">976.81<", fee);
    assert!(changed != page);
    changed
}

/// The open report beside its page.
fn beside_its_page(fee: &str) -> Desk {
    let mut d = Desk::new(&[Some("领导改过.html")]);
    d.click("打开样例试一试");
    let mut ours = d.report();
    enter(&mut ours, FEE, "976.81");
    d.session().apply("修改", None, [Edit::Replace(Box::new(ours.clone()))]);
    std::fs::write(d.path("领导改过.html"), page(&ours, fee)).expect("written");
    d.choose("报告", "领导改过的 Word…");
    d
}

#[test]
fn what_was_not_read_is_told_above_the_comparison_and_erases_nothing() {
    let mut d = beside_its_page(">976.81<br>980.5<");
    for words in
        ["读左边的文件时有", "里写的是“976.81 980.5”，看不出是哪个数", "没有读出来", "都改成左边的（0处）"]
    {
        assert!(d.shows(words), "{words}");
    }
    d.key(Key::F8);
    assert_eq!(d.cell(FEE), "976.81");
    let d = beside_its_page(">976.81<s>5</s><");
    for words in ["划掉或写成白色的文字“5”没有读入", "读出来的数字、标题和文字都一样；上面列的"]
    {
        assert!(d.shows(words), "{words}");
    }
}

#[test]
fn what_was_noted_as_last_years_report_was_read_stands_among_the_notes() {
    let mut last = gongkai::app::sample::report();
    last.year = 2024;
    enter(&mut last, FEE, "976.81");
    let mut d = Desk::new(&[Some("去年.html")]);
    std::fs::write(d.path("去年.html"), page(&last, ">976.81<br>980.5<")).expect("written");
    d.click("打开样例试一试");
    d.choose("报告", "指定去年的报告…");
    assert!(d.message().contains("列在右边"), "{}", d.message());
    let noted = |d: &mut Desk| d.report().notes.iter().any(|n| n.text.contains("976.81 980.5"));
    assert!(noted(&mut d));
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(!noted(&mut d));
}
