//! A red head and a 版记 of a document that is read: they are the page style's, and prose stays prose.

use crate::made::fonts;
use crate::style::headed;
use gongkai::app::read_back;
use gongkai::export::{self, ReadsBack};
use gongkai::import;
use gongkai::report::{Issue, Report};
use std::path::Path;

#[test]
fn a_red_head_and_an_imprint_are_read_into_the_style_and_never_as_prose() {
    let office = headed(4).layout.issue;
    let long = "示范维吾尔自治区云溪哈萨克自治州察布查尔锡伯自治县人力资源和社会保障事业发展服务中心办公室";
    let issues = [
        office.clone(),
        Issue::default(),
        Issue { number: "云水发〔2026〕12号".into(), ..Issue::default() },
        Issue {
            mark: "示范市云溪区水务局办公室文件".into(),
            date: "二〇二六年一月三十日".into(),
            ..office.clone()
        },
        Issue { issuer: long.trim_end_matches("办公室").into(), ..office.clone() },
        Issue { mark: format!("{long}文件"), issuer: long.into(), ..office.clone() },
        Issue { issuer: long.into(), copies_to: String::new(), ..office },
    ];
    for issue in issues {
        for path in ["x.docx", "x.html", "x.ofd", "x.pdf"].map(Path::new) {
            let mut r = headed(4);
            r.layout.issue = issue.clone();
            let made = export::bytes(&r, path, &fonts).expect("made");
            let back = import::read_document(&made.bytes, &path.display().to_string(), None).expect("read");
            let said = format!("{}: {issue:?}", path.display());
            assert_eq!(back.layout.issue, issue, "{said}");
            assert!(back.layout.style.red_head && back.layout.style.imprint, "{said}");
            assert_eq!(back.notes, Vec::new(), "{said}");
            assert_eq!(
                read_back::against(&r, &made.bytes, path, ReadsBack::AsPrinted),
                Some(Vec::new()),
                "{said}"
            );
        }
    }
}

#[test]
fn a_red_head_that_is_lost_on_the_way_is_told() {
    let r = headed(2);
    let mut plain = r.clone();
    plain.layout = Default::default();
    let path = Path::new("x.docx");
    let made = export::bytes(&plain, path, &fonts).expect("made");
    assert_eq!(read_back::differences(&r, &made.bytes, path), Some(vec!["红头".into(), "版记".into()]));
}

#[test]
fn the_path_of_a_portal_above_a_title_is_no_red_head() {
    let page = export::bytes(&headed(2), Path::new("x.html"), &fonts).expect("made").bytes;
    let page = String::from_utf8(page).expect("text");
    let path = "<p>首页</p><p>政务公开</p><p>规范性文件</p>";
    let at = page.find("<p style").expect("the mark");
    let headed_page = format!("{}{path}{}", &page[..at], &page[at..]);
    let read = |page: &str| import::read_document(page.as_bytes(), "x.html", None).expect("read").layout;
    assert_eq!(read(&headed_page).issue, headed(2).layout.issue);
    let mut bare = headed(2);
    bare.layout = Default::default();
    let page = export::bytes(&bare, Path::new("x.html"), &fonts).expect("made").bytes;
    let page = String::from_utf8(page).expect("text").replacen("<h1", &format!("{path}<h1"), 1);
    assert!(page.contains(path) && read(&page) == bare.layout);
}

/// A report of the plain style, as a page with these words put before that place.
fn with(words: &str, place: &str) -> Report {
    let mut r = headed(2);
    r.layout = Default::default();
    let page =
        String::from_utf8(export::bytes(&r, Path::new("x.html"), &fonts).expect("made").bytes).expect("text");
    let at = page.rfind(place).expect(place);
    let page = format!("{}{words}{}", &page[..at], &page[at..]);
    import::read_document(page.as_bytes(), "x.html", None).expect("read")
}

#[test]
fn a_line_that_ends_with_a_day_of_issue_is_prose_before_the_signature() {
    for line in ["2.《云溪区政务公开规范》2025年5月1日印发", "政务公开工作要点2025年3月1日印发"]
    {
        let got = with(&format!("{line}</p><p>"), "无其他需要报告的事项。");
        assert!(!got.layout.style.imprint, "{line}");
        let last = line.rsplit("<p>").next().expect("a line");
        assert!(export::json::write(&got).contains(last), "{line}");
    }
}

#[test]
fn words_of_a_portal_above_a_document_s_number_are_no_red_head() {
    for above in ["<p>当前位置</p><p>首页</p><p>年报</p>", "<p>信息公开年报</p><p>水利局</p>"]
    {
        let got = with(&format!("{above}<p>示水公开〔2026〕3号</p>"), "<h1");
        assert!(!got.layout.style.red_head, "{above}: {:?}", got.layout.issue);
    }
}
