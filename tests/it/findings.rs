//! What is made of findings: explanations, the sheet for the unit, the annex; on the command line.

use crate::made::folder::Folder;
use crate::made::reports::{after, enter};
use crate::made::{fonts, today};
use gongkai::checks::{self, explain};
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::page::blocks::DocBlock;
use gongkai::report::Report;
use gongkai::report::edit::Edit;
use std::path::Path;

const IN_FORCE: &str = "disclosure.rules.normative_document/in_force";

/// The sample with a report of the year before that its 现行有效 does not follow from.
fn broken() -> Report {
    let r = gongkai::app::sample::report();
    let mut last = Report::new(2024, &r.office.name);
    enter(&mut last, IN_FORCE, "20");
    after(r, last)
}

fn explained() -> Report {
    let mut r = broken();
    let found = checks::run(&r, None);
    let f = found.iter().find(|f| f.code == "Y102").expect("found");
    explain::explain(&r, f, "清理规范性文件时失效七件。").apply(&mut r);
    r
}

#[test]
fn an_explanation_is_kept_in_the_file_listed_and_counted_apart() {
    let dir = Folder::new();
    dir.save("a.gknb", &explained());
    let text = String::from_utf8(dir.run(&["check", "a.gknb"]).stdout).expect("UTF-8");
    assert!(text.contains("错误1") && text.contains("已说明1") && !text.contains("提醒1"), "{text}");
    assert!(text.contains("（已说明：清理规范性文件时失效七件。）"), "{text}");
    let json = dir.run(&["check", "a.gknb", "--json"]).stdout;
    let list: Vec<serde_json::Value> = serde_json::from_slice(&json).expect("JSON");
    let of = |code: &str| list.iter().find(|f| f["code"] == code).expect("listed")["explained"].clone();
    assert_eq!(of("Y102"), "清理规范性文件时失效七件。");
    assert!(of("T205").is_null());
}

#[test]
fn last_year_is_named_for_one_check_and_the_sheet_is_a_page() {
    let dir = Folder::new();
    let mut r = broken();
    let last = r.predecessor.take().expect("set").snapshot;
    dir.save("a.gknb", &r);
    dir.save("去年.gknb", &last);
    let plain = dir.run(&["check", "a.gknb"]);
    assert!(!String::from_utf8_lossy(&plain.stdout).contains("Y102"));
    let args = ["check", "a.gknb", "--last", "去年.gknb", "--today", "2026-01-20", "--report", "单.pdf"];
    let o = dir.run(&args);
    assert_eq!(o.status.code(), Some(1), "{}", String::from_utf8_lossy(&o.stderr));
    assert!(String::from_utf8_lossy(&o.stdout).contains("Y102"));
    let sheet = dir.read("单.pdf");
    let pdf = lopdf::Document::load_mem(&sheet).expect("a PDF");
    assert_eq!(pdf.get_pages().len(), 1);
    dir.run(&args);
    assert_eq!(dir.read("单.pdf"), sheet, "made again it is the same");
    for wrong in [
        vec!["check", "a.gknb", "去年.gknb", "--report", "x.pdf"],
        vec!["check", "a.gknb", "--last", "没有.gknb"],
    ] {
        let o = dir.run(&wrong);
        assert_eq!(o.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&o.stderr).trim_end().lines().count(), 1);
    }
    assert!(!dir.has("x.pdf"));
}

#[test]
fn a_sheet_of_many_findings_is_still_a_page() {
    let mut r = broken();
    for column in ["natural", "org.business", "org.research", "org.welfare", "org.legal_service", "org.other"]
    {
        for (row, n) in [("requests.received", "37"), ("requests.done.total", "35")] {
            Edit::enter(r.form(), &CellKey::new(row, column), n).apply(&mut r);
        }
    }
    r.sections[4].before.clear();
    r.signature = Default::default();
    let findings = checks::run(&r, None);
    assert!(findings.len() >= 15, "{}", findings.len());
    let doc = export::findings::sheet(&r, &findings, today());
    assert_eq!(gongkai::page::lay_out(&doc, &fonts()).pages.len(), 1);
}

#[test]
fn the_sheet_names_office_year_and_each_finding_with_what_to_do() {
    let r = explained();
    let findings = checks::run(&r, None);
    let doc = export::findings::sheet(&r, &findings, today());
    let html = export::html::fragment(&doc);
    for f in &findings {
        let place = f.place(r.form());
        assert!(html.contains(&f.message) && html.contains(&place), "{html}");
        assert!(
            !html.contains(&format!("（{}）", f.code)),
            "the office that gets it has no use for our numbers"
        );
    }
    assert!(html.contains("示范市云溪区水务局") && html.contains("2025年") && html.contains("2026年1月20日"));
    assert!(html.contains("办法：") && html.contains("已说明：清理规范性文件"));
    let clean = export::findings::sheet(&r, &[], None);
    assert!(!clean.blocks.iter().any(|b| matches!(b, DocBlock::Table(_))));
    assert!(export::html::fragment(&clean).contains("可以上报"));
}

#[test]
fn the_annex_answers_what_is_explained_in_every_format() {
    let r = explained();
    let doc = export::explanations::annex(&r, &checks::run(&r, None)).expect("one is explained");
    for name in ["说明.pdf", "说明.docx", "说明.html"] {
        let made = export::document(&doc, Path::new(name), &fonts).expect("made");
        assert!(made.bytes.len() > 500 && made.warnings.len() <= 1, "{name} {:?}", made.warnings);
    }
    let html = export::html::fragment(&doc);
    assert!(html.contains("说明：清理规范性文件时失效七件。") && html.contains("2026年1月20日"));
    assert!(!html.contains("总计"), "what is not explained is not in it");
    let changed = {
        let mut r = r;
        enter(&mut r, IN_FORCE, "15");
        r
    };
    assert!(export::explanations::annex(&changed, &checks::run(&changed, None)).is_none());
}
