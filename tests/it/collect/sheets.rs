//! A workbook with a sheet for each office: each sheet is taken in as a file of its own.

use super::sums::{comes_to, plain};
use crate::made::county::{County, OFFICE, YEAR, name, report};
use crate::made::dice::Dice;
use crate::made::documents::zip_of;
use crate::made::folder::Folder;
use crate::made::reports::enter;
use crate::made::workbook::of_reports;
use gongkai::app::collecting::{moved, seen};
use gongkai::app::open;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::overview::Overview;
use gongkai::collect::ruling::Ruling;
use gongkai::collect::unit_row::{FilesSeen, UnitState};
use gongkai::form::table::CellKey;
use gongkai::import::budget::Budget;
use gongkai::report::Report;
use gongkai::report::text::Para;
use gongkai::store::{RealDisk, collection, digest, kept};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const RECEIVED: &str = "requests.received/natural";

/// Four units of the county and their reports, and what their sheets are called.
fn county() -> (County, [String; 4]) {
    let sheets = [0, 1, 2, 3].map(|n| name(n).replace("示范县", ""));
    (County::new(4, 7), sheets)
}

fn book(county: &County, sheets: &[String; 4]) -> Vec<u8> {
    let reports = sheets.iter().zip(&county.handed).map(|(s, h)| (s.as_str(), Some(&h.report)));
    of_reports(&std::iter::once(("封面", None)).chain(reports).collect::<Vec<_>>())
}

fn folder() -> Folder {
    let d = Folder::new();
    std::fs::create_dir(d.at("发来的")).expect("made");
    d
}

fn collected(d: &Folder, county: &County) -> (Collection, String) {
    d.write("户册.txt", super::files::roster(county));
    let year = YEAR.to_string();
    let args = ["collect", "发来的", "-o", "a.gknh", "--year", &year, "--office", OFFICE];
    let o = d.run(&[&args[..], &["--roster", "户册.txt"]].concat());
    let said = String::from_utf8_lossy(&[o.stdout, o.stderr].concat()).into_owned();
    (collection::load(&RealDisk, &d.at("a.gknh")).unwrap_or_else(|e| panic!("{e} {said}")), said)
}

fn files(c: &Collection) -> Vec<&str> {
    let mut files: Vec<&str> =
        c.submissions.iter().flat_map(|s| s.files.iter().map(String::as_str)).collect();
    files.sort();
    files
}

/// The digest of what lies under a name that ends so.
fn known(c: &Collection, end: &str) -> String {
    let mut all = c.submissions.iter();
    all.find(|s| s.files.iter().any(|f| f.ends_with(end))).expect("known").digest.clone()
}

fn state(c: &Collection, n: usize) -> UnitState {
    Overview::of(c, &FilesSeen::default()).standing.rows[n].state
}

fn of(county: &County, units: &[usize]) -> BTreeMap<CellKey, Decimal> {
    plain(&units.iter().map(|n| &county.handed[*n].report).collect::<Vec<&Report>>())
}

#[test]
fn each_sheet_is_the_report_of_its_office_and_taking_it_in_twice_changes_nothing() {
    let (d, (county, sheets)) = (folder(), county());
    d.write("发来的/各单位.xlsx", book(&county, &sheets));
    let (c, said) = collected(&d, &county);
    comes_to(&c, &of(&county, &[0, 1, 2, 3]));
    let mut wanted = sheets.clone().map(|s| format!("发来的/各单位.xlsx//{s}"));
    wanted.sort();
    assert_eq!(files(&c), wanted, "{said}");
    assert!(said.contains("没有收（这张工作表里没有年报的表）") && said.contains("封面"), "{said}");
    assert_eq!(collected(&d, &county).0, c);
    // Each is found again and opens by itself, wherever the collection goes.
    let at = d.at("a.gknh");
    assert_eq!(seen::look(&RealDisk, &at, &c, &|| false), FilesSeen::default());
    let moved = moved::renamed(&c, &at, &d.at("存档/a.gknh"));
    assert_eq!(files(&moved), wanted.clone().map(|f| format!("../{f}")));
    let path = d.at(&format!("发来的/各单位.xlsx//{}", sheets[1]));
    let opened = open::read_any(&RealDisk, &path, None, &Budget::default()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(opened.digest, digest(&d.read("发来的/各单位.xlsx")));
    assert_eq!(opened.apart().0.office.name, name(1));
}

#[test]
fn a_sheet_that_changes_leaves_the_others_and_what_was_ruled_of_them() {
    let (d, (mut county, sheets)) = (folder(), county());
    d.write("发来的/各单位.xlsx", book(&county, &sheets));
    let (mut c, _) = collected(&d, &county);
    let ruling = Some(Ruling { reason: "看过".into(), ..Ruling::default() });
    CollectEdit::SetAside { digest: known(&c, &sheets[3]), ruling }.apply(&mut c);
    d.write("a.gknh", kept::encode(&c).expect("written"));
    enter(&mut county.handed[1].report, RECEIVED, "77");
    d.write("发来的/各单位.xlsx", book(&county, &sheets));
    let seen = seen::look(&RealDisk, &d.at("a.gknh"), &c, &|| false);
    assert_eq!(Vec::from_iter(&seen.changed), [&format!("发来的/各单位.xlsx//{}", sheets[1])]);
    let (now, said) = collected(&d, &county);
    comes_to(&now, &of(&county, &[0, 1, 2]));
    let kept = now.submission(&known(&c, &sheets[3])).unwrap_or_else(|| panic!("{said}"));
    assert!(kept.set_aside.is_some() && known(&now, &sheets[1]) != known(&c, &sheets[1]));
}

#[test]
fn the_sheet_of_an_office_that_also_sent_a_file_is_asked_about() {
    let (d, (mut county, sheets)) = (folder(), county());
    d.write("发来的/各单位.xlsx", book(&county, &sheets));
    enter(&mut county.handed[1].report, RECEIVED, "99");
    d.write("发来的/又报.xlsx", of_reports(&[("年报", Some(&county.handed[1].report))]));
    let (c, said) = collected(&d, &county);
    assert_eq!(state(&c, 1), UnitState::Duplicate, "{said}");
    let file = format!("发来的/各单位.xlsx 的“{}”表", sheets[1]);
    assert!(said.contains(&format!("U102 {}有2份报告", name(1))) && said.contains(&file), "{said}");
    comes_to(&c, &of(&county, &[0, 2, 3]));
}

#[test]
fn a_sheet_called_by_one_office_and_titled_by_another_is_asked_and_one_without_title_is_whose_it_is_called() {
    let (d, (mut county, mut sheets)) = (folder(), county());
    let (wanted, roster) = (of(&county, &[0, 1, 3]), county.clone());
    let untitled = &mut county.handed[3].report;
    untitled.office.name.clear();
    untitled.title = vec![Para::plain("2025年政府信息公开工作年度报告")];
    sheets[3] = format!("3.{}", sheets[3]);
    let title = format!("{}2025年政府信息公开工作年度报告", name(1));
    county.handed[2].report.title = vec![Para::plain(title)];
    d.write("发来的/各单位.xlsx", book(&county, &sheets));
    let (c, said) = collected(&d, &roster);
    let asked = format!("标题写的是“{}”，工作表叫“{}”", name(1), sheets[2]);
    assert!(said.contains("U106") && said.contains(&asked), "{said}");
    assert_eq!(state(&c, 2), UnitState::Absent);
    comes_to(&c, &wanted);
}

#[test]
fn a_workbook_of_sheets_in_an_archive_is_read_as_one_on_the_disk() {
    let (d, (county, sheets)) = (folder(), county());
    d.write("发来的/报送.zip", zip_of(&[("县里/各单位.xlsx", book(&county, &sheets))]));
    let (c, said) = collected(&d, &county);
    comes_to(&c, &of(&county, &[0, 1, 2, 3]));
    let file = format!("发来的/报送.zip//县里/各单位.xlsx//{}", sheets[2]);
    assert!(files(&c).contains(&file.as_str()), "{said}");
    assert_eq!(seen::look(&RealDisk, &d.at("a.gknh"), &c, &|| false), FilesSeen::default());
    let opened = open::read_any(&RealDisk, &d.at(&file), None, &Budget::default());
    assert_eq!(opened.unwrap_or_else(|e| panic!("{e}")).apart().0.office.name, name(2));
}

#[test]
fn last_year_s_sheet_of_the_same_office_is_left_and_two_drafts_are_asked() {
    let (d, (mut county, _)) = (folder(), county());
    let last = report(&name(1), YEAR - 1, &mut Dice(3));
    let of_unit = [("今年", Some(&county.handed[1].report)), ("去年", Some(&last))];
    d.write("发来的/一.xlsx", of_reports(&of_unit));
    let draft = county.handed[2].report.clone();
    enter(&mut county.handed[2].report, RECEIVED, "55");
    d.write(
        "发来的/二.xlsx",
        of_reports(&[("初稿", Some(&draft)), ("定稿", Some(&county.handed[2].report))]),
    );
    let (c, said) = collected(&d, &county);
    assert_eq!(state(&c, 2), UnitState::Duplicate, "{said}");
    // A collection is a file of ours too.
    assert!(d.ok(&["open-check", "a.gknh"]).contains("不会丢失"));
    assert_eq!(files(&c), ["发来的/一.xlsx", "发来的/二.xlsx//初稿", "发来的/二.xlsx//定稿"]);
    comes_to(&c, &of(&county, &[1]));
    assert!(said.contains("去年") && said.contains("其他年度"), "{said}");
}

/// Where one of two units had left last year's title in, only the other's sheet was taken in, without a word.
#[test]
fn sheets_whose_years_differ_are_one_unit_s_only_where_they_say_so() {
    let years = "2025年政府信息公开工作年度报告";
    let last = "2024年政府信息公开工作年度报告";
    let named = format!("{}{years}", name(0));
    for (sheets, titles, each) in [
        (["水利", "教育"], [years, last], true),
        (["水利", "教育"], [named.as_str(), last], true),
        (["2025", "2024"], [years, last], false),
        (["2025年", "2024年"], [years, last], false),
        (["水利局2025年", "教育局2024年"], [years, last], true),
    ] {
        let (d, (mut county, _)) = (folder(), county());
        for (handed, title) in county.handed.iter_mut().zip(titles) {
            handed.report.office.name.clear();
            handed.report.title = vec![Para::plain(title)];
        }
        let reports = sheets.iter().zip(&county.handed).map(|(s, h)| (*s, Some(&h.report)));
        d.write("发来的/一本.xlsx", of_reports(&reports.collect::<Vec<_>>()));
        let (c, said) = collected(&d, &county);
        assert_eq!(files(&c).len(), if each { 2 } else { 1 }, "{sheets:?} {titles:?} {said}");
        assert_eq!(said.contains("其他年度"), !each, "{said}");
    }
}

#[test]
fn short_called_sheets_with_titles_left_from_last_year_are_not_one_office_s_years() {
    let (d, (mut county, _)) = (folder(), county());
    let sheets = ["水利", "农业农村", "教育"];
    for (handed, year) in county.handed.iter_mut().zip([YEAR - 1, YEAR, YEAR - 1]) {
        handed.report.office.name.clear();
        handed.report.title = vec![Para::plain(format!("{year}年政府信息公开工作年度报告"))];
    }
    let reports = sheets.iter().zip(&county.handed).map(|(s, h)| (*s, Some(&h.report)));
    d.write("发来的/各单位.xlsx", of_reports(&reports.collect::<Vec<_>>()));
    let (c, said) = collected(&d, &county);
    let mut wanted = sheets.map(|s| format!("发来的/各单位.xlsx//{s}"));
    wanted.sort();
    assert_eq!(files(&c), wanted, "{said}");
    assert!(sheets.iter().all(|s| said.contains(&format!("各单位.xlsx 的“{s}”表"))), "{said}");
}
