//! From folders of files to the sums, on the command line.

use crate::made::county::{County, Handed, OFFICE, name, report};
use crate::made::dice::Dice;
use crate::made::folder::Folder;
use crate::made::reports::save;
use crate::made::{documents, workbook};
use gongkai::app::collecting::taking::Taker;
use gongkai::export;
use gongkai::page::fonts::Fonts;
use gongkai::report::Report;
use gongkai::store::{RealDisk, collection};
use std::path::Path;

/// The reports of a county in a folder each, of all kinds of files in turn.
pub fn put(d: &Folder, county: &County, kinds: &[&str]) {
    for (i, h) in county.handed.iter().enumerate() {
        let folder = d.at("各单位").join(&h.report.office.name);
        std::fs::create_dir_all(&folder).expect("made");
        let kind = kinds[i % kinds.len()];
        let file = folder.join(format!("年报.{kind}"));
        if kind == "gknb" {
            save(&file, &h.report);
            continue;
        }
        let made = export::bytes(&h.report, &file, &|| Fonts::new(None)).expect("made");
        std::fs::write(&file, made.bytes).expect("written");
    }
}

pub fn roster(county: &County) -> String {
    county.roster.iter().map(|u| format!("{}\n", u.name)).collect()
}

fn sums(text: &str) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(text).expect("JSON")["sums"].clone()
}

#[test]
fn files_of_all_kinds_in_folders_come_to_the_sum_of_their_reports() {
    let d = Folder::new();
    let county = County::new(12, 4);
    put(&d, &county, &["gknb", "docx", "html", "xlsx"]);
    d.write("户册.csv", roster(&county));
    for name in ["~$年报.docx", ".年报.gknb.bak", "说明.tmp"] {
        d.write(&format!("各单位/{name}"), "x");
    }
    let collect = |out: &str| {
        d.run(&[
            "collect",
            "各单位",
            "-o",
            out,
            "--year",
            "2025",
            "--office",
            OFFICE,
            "--roster",
            "户册.csv",
            "--json",
            "--report",
            "年报.gknb",
            "--csv",
            "数据.csv",
        ])
    };
    let o = collect("2025.gknh");
    let text = String::from_utf8(o.stdout).expect("UTF-8");
    let said = String::from_utf8_lossy(&o.stderr).to_string();
    let found: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&found["counted"], &found["due"]), (&12.into(), &12.into()), "{said} {}", found["findings"]);
    let reports: Vec<&Report> = county.handed.iter().map(|h| &h.report).collect();
    for (key, n) in super::sums::plain(&reports) {
        let wanted = n.normalize().to_string();
        let told = found["sums"][key.as_str()].as_str().map(|t| t.trim_start_matches('+').to_string());
        assert_eq!(told.as_deref(), Some(wanted.as_str()), "{key}");
    }
    let made = crate::made::reports::load(&d.at("年报.gknb"));
    assert_eq!(
        crate::made::reports::value(&made, "requests.received/total"),
        sums(&text)["requests.received/total"]
    );
    assert_eq!(made.units.len(), 12);
    let csv = String::from_utf8(d.read("数据.csv")).expect("UTF-8");
    assert!(csv.contains(&name(3)) && csv.lines().count() > 12 * 100);
    // Taken in again, nothing changes.
    let before = d.read("2025.gknh");
    let again = collect("2025.gknh");
    assert_eq!(sums(&String::from_utf8(again.stdout).expect("UTF-8")), sums(&text));
    assert!(d.read("2025.gknh") == before);
}

#[test]
fn what_is_wrong_with_files_is_said_and_the_others_are_added() {
    let d = Folder::new();
    let mut county = County::new(8, 4);
    county.absent(7);
    put(&d, &county, &["gknb"]);
    d.write("户册.txt", roster(&County::new(8, 4)));
    d.write("各单位/坏.docx", "PK\u{3}\u{4}坏的");
    d.write("各单位/空.docx", "");
    d.write("各单位/图.png", "x");
    let args = ["collect", "各单位", "-o", "2025.gknh", "--year", "2025", "--office", OFFICE];
    let o = d.run(&[&args[..], &["--roster", "户册.txt"]].concat());
    let (out, err) = (String::from_utf8_lossy(&o.stdout), String::from_utf8_lossy(&o.stderr));
    assert_eq!(o.status.code(), Some(1), "{err}");
    assert!(err.contains("图.png"), "{err}");
    for words in ["应报8", "已汇总7", "U101", &name(7), "U105", "坏.docx", "空.docx读不出来：文件是空的"]
    {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn what_cannot_be_collected_is_refused_in_a_sentence() {
    let d = Folder::new();
    put(&d, &County::new(3, 4), &["gknb"]);
    d.refused(&["collect", "各单位", "-o", "a.pdf", "--year", "2025"], "gknh");
    d.refused(&["collect", "各单位", "-o", "a.gknh"], "--year");
    d.refused(&["collect", "各单位", "-o", "a.gknh", "--year", "2012"], "--year");
    d.refused(&["collect", "没有", "-o", "a.gknh", "--year", "2025"], "没有");
    d.refused(&["collect", "各单位", "-o", "a.gknh", "--year", "2025", "--roster", "没有.csv"], "没有.csv");
    d.run(&["collect", "各单位", "-o", "a.gknh", "--year", "2025"]);
    d.refused(&["collect", "各单位", "-o", "a.gknh", "--year", "2024"], "2025年的汇总");
}

#[test]
fn two_files_of_one_name_in_folders_far_away_stay_two() {
    let d = Folder::new();
    put(&d, &County::new(3, 4), &["gknb"]);
    std::fs::create_dir_all(d.at("汇总")).expect("made");
    d.run(&["collect", "各单位", "-o", "汇总/a.gknh", "--year", "2025", "--office", OFFICE]);
    let c = collection::load(&RealDisk, Path::new(&d.at("汇总/a.gknh"))).expect("read");
    assert_eq!(c.submissions.len(), 3);
    assert!(c.submissions.iter().all(|s| s.file().starts_with("../各单位/")), "{:?}", c.submissions[0].files);
}

#[test]
fn a_city_collects_the_collections_of_its_counties() {
    let d = Folder::new();
    put(&d, &County::new(6, 4), &["gknb"]);
    d.run(&["collect", "各单位", "-o", "示范县.gknh", "--year", "2025", "--office", OFFICE]);
    let o = d.run(&[
        "collect",
        "示范县.gknh",
        "-o",
        "示范市.gknh",
        "--year",
        "2025",
        "--office",
        "示范市人民政府",
        "--json",
    ]);
    let found: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    assert_eq!(found["counted"], 1, "{found}");
}

#[test]
fn a_roster_is_read_out_of_a_spreadsheet_a_word_table_and_a_text() {
    let d = Folder::new();
    put(&d, &County::new(3, 4), &["gknb"]);
    let rows: Vec<Vec<String>> = [
        ["", "2025年报送单位名单", "", ""],
        ["序号", "单位名称", "应报", "备注"],
        ["1", &name(1), "应报", ""],
        ["2", &name(2), "免报", "今年成立"],
        ["3", "示范县没报局", "应报", ""],
    ]
    .map(|r| r.map(String::from).to_vec())
    .to_vec();
    let cells: Vec<Vec<String>> =
        rows.iter().map(|r| r.iter().map(|c| workbook::words(c)).collect()).collect();
    d.write("户册.xlsx", workbook::of(&[("名单", false, cells)], &[]));
    let tagged = |tag: &str, inner: String| format!("<w:{tag}>{inner}</w:{tag}>");
    let cell = |c: &String| tagged("tc", tagged("p", tagged("r", tagged("t", c.clone()))));
    let table = rows.iter().map(|r| tagged("tr", r.iter().map(cell).collect())).collect();
    let document = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{}</w:document>",
        tagged("body", tagged("tbl", table))
    );
    d.write("户册.docx", documents::word_of(document.as_bytes()));
    let lines: Vec<String> = rows.iter().map(|r| r.join("\t")).collect();
    d.write("户册.txt", lines.join("\r\n"));
    for file in ["户册.xlsx", "户册.docx", "户册.txt"] {
        let out = d.run(&["collect", "各单位", "-o", "a.gknb", "--year", "2025", "--roster", file, "--json"]);
        let found: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let units: Vec<_> = found["units"].as_array().expect("a list").iter().collect();
        let states: Vec<_> = units.iter().map(|u| (u["name"].as_str(), u["state"].as_str())).collect();
        let (first, second) = (name(1), name(2));
        let wanted = [
            (Some(first.as_str()), Some("有错误")),
            (Some(second.as_str()), Some("待核")),
            (Some("示范县没报局"), Some("未报")),
        ];
        assert_eq!(states, wanted, "{file}: {}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn reading_that_is_stopped_gives_what_was_read_by_then() {
    let d = Folder::new();
    put(&d, &County::new(80, 4), &["gknb"]);
    let taker =
        Taker {
            disk: &RealDisk, collection: &d.at("a.gknh"), today: None, year: 2025, title: "汇总".into()
        };
    let read = taker.take(&[d.at("各单位")], &[], &mut |done, all, _| all == 80 && done < 20).expect("read");
    assert!(read.submissions.len() >= 20 && read.submissions.len() < 80, "{}", read.submissions.len());
    let left = 80 - read.submissions.len();
    assert!(read.summary().contains(&format!("取消后还有{left}份没有读")), "{}", read.summary());
}

#[test]
fn a_word_file_of_before_2007_is_added_with_files_of_all_other_kinds() {
    let d = Folder::new();
    let mut dice = Dice(4);
    let kinds = ["gknb", "docx", "html", "xlsx", "pdf", "json"];
    let handed = kinds.iter().enumerate().map(|(n, _)| Handed::new(report(&name(n + 1), 2024, &mut dice)));
    let county = County { roster: Vec::new(), handed: handed.collect() };
    put(&d, &county, &kinds);
    let old = std::fs::read(crate::made::data("word-2024/source.doc")).expect("a case");
    d.write("各单位/年报.doc", &old);
    let old = gongkai::import::read_document(&old, "年报.doc", None).expect("read");
    let o = d.run(&["collect", "各单位", "-o", "a.gknh", "--year", "2024", "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    assert_eq!(found["counted"], 7, "{found}");
    let mut reports: Vec<&Report> = county.handed.iter().map(|h| &h.report).collect();
    reports.push(&old);
    for (key, n) in super::sums::plain(&reports) {
        let told = found["sums"][key.as_str()].as_str().map(|t| t.trim_start_matches('+').to_string());
        assert_eq!(told, Some(n.normalize().to_string()), "{key}");
    }
}
