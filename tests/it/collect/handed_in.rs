//! What lies in the folders that units hand in: links, archives, files of any ending, what can't be opened.

use super::files::put;
use crate::made::county::{County, OFFICE};
use crate::made::documents::zip_of;
use crate::made::folder::Folder;
use crate::made::workbook::{self, number};
use gongkai::app::collecting::taking::Taker;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::overview::Overview;
use gongkai::collect::ruling::Ruling;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::export;
use gongkai::page::fonts::Fonts;
use gongkai::report::Report;
use gongkai::store::{RealDisk, project};
use serde_json::Value;
use std::path::Path;

/// Runs the command line on `各单位`: what it says, and how it ends.
fn collect(d: &Folder, more: &[&str]) -> (Value, Option<i32>) {
    let args = ["collect", "各单位", "-o", "2025.gknh", "--year", "2025", "--office", OFFICE, "--json"];
    let o = d.run(&[&args[..], more].concat());
    let text = String::from_utf8_lossy(&o.stdout).into_owned();
    let said = String::from_utf8_lossy(&o.stderr).into_owned();
    (serde_json::from_str(&text).unwrap_or_else(|_| panic!("{said}")), o.status.code())
}

fn codes(found: &Value) -> Vec<String> {
    let all = found["findings"].as_array().expect("a list");
    all.iter().filter(|f| f["level"] != "hint").map(|f| format!("{} {}", f["code"], f["message"])).collect()
}

/// The same units in each test.
fn county(units: usize) -> County {
    County::new(units, 4)
}

fn bytes(r: &Report) -> Vec<u8> {
    project::encode(r).expect("written").into_bytes()
}

#[test]
fn what_cannot_be_opened_is_an_error_until_it_can_be_or_somebody_rules_on_it() {
    let d = Folder::new();
    let county = county(4);
    put(&d, &County { handed: county.handed[..3].to_vec(), roster: Vec::new() }, &["gknb"]);
    for (file, content) in
        [("旧.rar", b"Rar!".to_vec()), ("坏.zip", b"PK\x03\x04".to_vec()), ("图.png", b"x".to_vec())]
    {
        d.write(&format!("各单位/{file}"), content);
    }
    let (found, status) = collect(&d, &[]);
    let told = codes(&found);
    for file in ["旧.rar", "坏.zip"] {
        assert!(told.iter().any(|t| t.contains("U105") && t.contains(file)), "{file}: {told:?}");
    }
    assert!(!told.iter().any(|t| t.contains("图.png")), "{told:?}");
    let left: Vec<&str> =
        found["left_out"].as_array().expect("a list").iter().filter_map(|l| l["file"].as_str()).collect();
    assert!(["图.png", "旧.rar", "坏.zip"].iter().all(|f| left.iter().any(|l| l.ends_with(f))), "{left:?}");
    assert_eq!(status, Some(1));
    // It comes again and can be opened, or goes: nothing more is said of it.
    d.write("各单位/坏.zip", zip_of(&[("年报.gknb", bytes(&county.handed[3].report))]));
    std::fs::remove_file(d.at("各单位/旧.rar")).expect("removed");
    let (found, _) = collect(&d, &[]);
    assert!(!codes(&found).iter().any(|t| t.contains("U105")), "{:?}", codes(&found));
    assert_eq!(found["counted"], 4);
}

#[test]
fn a_file_that_was_read_once_stays_though_it_cannot_be_opened_now() {
    let county = county(4);
    let mut c = county.collection();
    let before = c.clone();
    let file = county.handed[2].file.clone();
    let unopened = |f: String| gongkai::collect::submission::Submission::unopened(f, None, "没有权限".into());
    CollectEdit::TakeIn(vec![unopened(file)]).apply(&mut c);
    assert_eq!(c, before);
    // A folder that nobody could look into is asked about until it can be.
    let folder = county.handed[3].file.rsplit_once('/').expect("in a folder").0.to_string();
    let mut c = Collection { submissions: Vec::new(), ..c };
    CollectEdit::TakeIn(vec![unopened(folder)]).apply(&mut c);
    let asked =
        |c: &Collection| Overview::of(c, &FilesSeen::default()).findings.iter().any(|f| f.code == "U105");
    assert!(asked(&c));
    let mut ruled = c.clone();
    let digest = c.submissions[0].digest.clone();
    CollectEdit::SetAside { digest, ruling: Some(Ruling::default()) }.apply(&mut ruled);
    assert!(!asked(&ruled));
    CollectEdit::TakeIn(vec![county.handed[3].submission()]).apply(&mut c);
    assert!(!asked(&c) && c.submissions.len() == 1);
}

#[test]
fn a_report_is_known_by_its_content_whatever_its_ending() {
    let d = Folder::new();
    let county = county(4);
    std::fs::create_dir_all(d.at("各单位")).expect("made");
    for (h, file) in county.handed.iter().zip(["年报", "年报.dat", "年报.2025", "年报.gknb.txt1"]) {
        d.write(&format!("各单位/{file}"), bytes(&h.report));
    }
    d.write("各单位/通讯录.dat", "张三 12345");
    let (found, _) = collect(&d, &[]);
    assert_eq!(found["counted"], 4, "{found}");
    assert!(!codes(&found).iter().any(|t| t.contains("通讯录")), "{:?}", codes(&found));
    assert_eq!(found["left_out"].as_array().map(Vec::len), Some(1), "{found}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_or_above_are_told_and_not_followed() {
    let d = Folder::new();
    put(&d, &county(3), &["gknb"]);
    std::fs::create_dir_all(d.at("别处/深")).expect("made");
    d.write("别处/深/年报.gknb", bytes(&county(4).handed[3].report));
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, d.at(at)).expect("linked");
    (0..6).for_each(|n| link(".", &format!("各单位/环{n}")));
    link("..", "各单位/上");
    link("/", "各单位/根");
    link("../各单位", "各单位/又");
    link("../别处", "各单位/甲");
    let taker =
        Taker {
            disk: &RealDisk, collection: &d.at("a.gknh"), today: None, year: 2025, title: "汇总".into()
        };
    let read = |sources: &[&str]| {
        let sources: Vec<_> = sources.iter().map(|s| d.at(s)).collect();
        taker.take(&sources, &[], &mut |_, _, _| true).expect("read")
    };
    // A folder within that is chosen too changes nothing, and is no link.
    for sources in [["别处", "别处/深"], ["别处/深", "别处"]] {
        let read = read(&sources);
        assert!(read.submissions.len() == 1 && read.left_out.is_empty(), "{:?}", read.left_out);
    }
    let read = read(&["各单位"]);
    assert_eq!(read.submissions.len(), 4);
    assert_eq!(read.left_out.len(), 9, "{:?}", read.left_out);
    assert!(read.submissions.iter().any(|s| s.file() == "各单位/甲/深/年报.gknb"));
}

#[test]
fn a_second_report_in_one_file_is_asked_about_and_not_lost() {
    let d = Folder::new();
    let county = county(2);
    std::fs::create_dir_all(d.at("各单位")).expect("made");
    let pages = county.handed.iter().map(|h| {
        let made = export::bytes(&h.report, Path::new("a.html"), &|| Fonts::new(None)).expect("made");
        String::from_utf8(made.bytes).expect("UTF-8")
    });
    let pages: Vec<String> = pages.collect();
    let body = |page: &str| {
        let from = page.find("<body").and_then(|at| Some(at + page[at..].find('>')? + 1)).expect("a body");
        page[from..page.find("</body>").expect("its end")].to_string()
    };
    let both = pages[0].replace("</body>", &format!("{}</body>", body(&pages[1])));
    d.write("各单位/合订.html", both);
    let (found, status) = collect(&d, &[]);
    assert!(codes(&found).iter().any(|c| c.contains("U109") && c.contains("还有一份报告")), "{found}");
    assert_eq!((&found["counted"], status), (&0.into(), Some(1)));
}

#[test]
fn what_was_made_of_the_collection_beside_the_units_files_is_no_error() {
    let d = Folder::new();
    put(&d, &county(6), &["gknb"]);
    let mut more = vec!["--report".to_string(), "各单位/年报.gknb".into()];
    for kind in ["xlsx", "docx", "pdf", "html", "ofd"] {
        more.extend(["--tables".to_string(), format!("各单位/汇总表.{kind}")]);
    }
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    let (before, _) = collect(&d, &more);
    std::fs::copy(d.at("2025.gknh"), d.at("各单位/2025 - 副本.gknh")).expect("copied");
    for kind in ["docx", "json", "pdf"] {
        let to = format!("各单位/汇总年报.{kind}");
        // With what the draft keeps noted, which is told.
        assert!(
            matches!(d.run(&["export", "各单位/年报.gknb", "-o", &to]).status.code(), Some(0 | 1)),
            "{kind}"
        );
        assert!(d.at(&to).is_file(), "{kind}");
    }
    let (found, _) = collect(&d, &[]);
    assert_eq!(codes(&found), codes(&before));
    assert_eq!(found["sums"], before["sums"]);
    let left = found["left_out"].as_array().expect("a list");
    // Those with the statutory tables are read, and say the sums.
    assert!(!left.is_empty() && left.iter().all(|l| l["why"] == "是这份汇总做出来的表"), "{left:?}");
    // Under the name of a unit it is what the unit is thought to have handed in.
    std::fs::copy(d.at("各单位/汇总表.xlsx"), d.at("各单位/示范县水利局.xlsx")).expect("copied");
    let (found, _) = collect(&d, &[]);
    let told = "各单位/示范县水利局.xlsx读不出来：里面是这份汇总做出来的表，不是年报";
    assert!(codes(&found).iter().any(|c| c.contains(told)), "{found}");
}

#[test]
fn of_two_years_in_one_workbook_the_collection_s_is_read() {
    let d = Folder::new();
    let numbers = |n: u64| [n, n + 1, n + 2].map(|n| number(&n.to_string(), 0));
    let of_year = |year: &str, n: u64| -> Vec<Vec<String>> {
        let rows = workbook::report("示范县水利局", numbers(n)).into_iter();
        rows.map(|r| r.into_iter().map(|c| c.replace("2024年", year)).collect()).collect()
    };
    let sheets = [("去年", false, of_year("2024年", 1)), ("今年", false, of_year("2025年", 5))];
    std::fs::create_dir_all(d.at("各单位")).expect("made");
    d.write("各单位/水利局.xlsx", workbook::of(&sheets, &[]));
    let (found, _) = collect(&d, &[]);
    assert_eq!(found["units"][0]["name"], "示范县水利局", "{found}");
    assert_ne!(found["units"][0]["state"], "格式不符", "{found}");
    let twice = [("甲", false, of_year("2025年", 1)), ("乙", false, of_year("2025年", 5))];
    d.write("各单位/水利局.xlsx", workbook::of(&twice, &[]));
    let (found, _) = collect(&d, &[]);
    assert!(codes(&found).iter().any(|c| c.contains("U102")), "{found}");
}

#[test]
fn a_blank_cell_of_exported_data_is_left_open_and_the_sheet_that_goes_back_names_it() {
    let d = Folder::new();
    let mut county = county(4);
    county.enter(2, "requests.received/org.business", "");
    let blank = county.of(2).report.clone();
    let handed = [&county.handed[..2], &county.handed[3..]].concat();
    put(&d, &County { handed, roster: Vec::new() }, &["gknb"]);
    let json = format!(
        r#"{{"edition":"fy2021","year":2025,"office":"{}","cells":{{"requests.received/natural":"3","requests.received/org.business":""}}}}"#,
        blank.office.name
    );
    d.write("各单位/数.json", json.into_bytes());
    let (found, _) = collect(&d, &[]);
    let told = codes(&found);
    assert!(!told.iter().any(|t| t.contains("U109")), "{told:?}");
    let c = county.collection();
    let standing = Overview::of(&c, &FilesSeen::default()).standing;
    let asked = gongkai::collect::returned::to_ask(&c, &standing, 2).expect("handed in").asked;
    assert!(asked.iter().any(|a| a.contains("没有填的格子：“") && !a.contains('等')), "{asked:?}");
}
