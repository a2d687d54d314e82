//! Reports out as workbooks, data and packages, and back: whatever a unit types into a workbook is where it belongs,
//! and what was put otherwise is told.

use crate::made::documents::zip_of;
use crate::made::folder::Folder;
use crate::made::fonts;
use crate::made::offices;
use crate::made::reports::{enter, paras, value};
use crate::made::shapes::report;
use gongkai::export::{self, csv, xlsx};
use gongkai::form;
use gongkai::form::table::CellKey;
use gongkai::import::{ImportError, read_document};
use gongkai::report::keyed::{self, NamedPart};
use gongkai::report::value::Cell;
use gongkai::report::{NoteKind, OfficeLevel, Part, Report, Section};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

fn read(bytes: &[u8]) -> Report {
    read_document(bytes, "x.xlsx", None).unwrap_or_else(|e| panic!("{e}"))
}

fn workbook(r: &Report) -> Vec<u8> {
    xlsx::write(r).expect("made").bytes
}

/// The parts of a package by their names.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = Vec::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        out.push((part.name().expect("a name").into_owned(), text));
    }
    out
}

/// The workbook with each of its parts changed.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let parts: Vec<(String, String)> =
        parts(bytes).into_iter().map(|(n, t)| (n.clone(), change(&n, t))).collect();
    zip_of(&parts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect::<Vec<_>>())
}

/// Where each name of the workbook leads: sheet's file and cell.
fn places(bytes: &[u8]) -> BTreeMap<String, (String, String)> {
    let all = parts(bytes);
    let book = &all.iter().find(|(n, _)| n == "xl/workbook.xml").expect("a book").1;
    let sheets: Vec<&str> =
        book.split("<sheet name=\"").skip(1).map(|s| s.split('"').next().unwrap_or("")).collect();
    let names = book.split("<definedName name=\"").skip(1);
    let of = |n: &str| {
        let (name, rest) = n.split_once("\">")?;
        let (sheet, cell) = rest.split_once("</")?.0.rsplit_once('!')?;
        let at = sheets.iter().position(|s| *s == sheet.trim_matches('\''))?;
        Some((name.to_string(), (format!("xl/worksheets/sheet{}.xml", at + 1), cell.replace('$', ""))))
    };
    names.filter_map(of).collect()
}

/// Types something into a cell as a program would that writes workbooks: its XML behind the cell's style.
fn typed(bytes: &[u8], at: &(String, String), content: &str) -> Vec<u8> {
    changed(bytes, |name, text| {
        if name != at.0 {
            return text;
        }
        let cell = at.1.split(':').next().unwrap_or_default();
        let (before, rest) = text.split_once(&format!("<c r=\"{cell}\"")).expect("the cell");
        let (head, inside) = rest.split_once('>').expect("a tag");
        let behind = match head.ends_with('/') {
            true => inside,
            false => inside.split_once("</c>").expect("its end").1,
        };
        let style = head.split("s=\"").nth(1).and_then(|s| s.split('"').next()).unwrap_or("0");
        let kind = if content.starts_with("<is>") { " t=\"inlineStr\"" } else { "" };
        format!("{before}<c r=\"{cell}\" s=\"{style}\"{kind}>{content}</c>{behind}")
    })
}

fn words(t: &str) -> String {
    format!("<is><t>{t}</t></is>")
}

/// Where a cell of the form stands.
fn place(r: &Report, bytes: &[u8], key: &str) -> (String, String) {
    places(bytes)[&NamedPart::Cell(CellKey::parse(key)).name(r.form())].clone()
}

/// Everything that a workbook holds of a report.
fn held(r: &Report) -> (u16, String, usize, BTreeMap<CellKey, Cell>, Vec<Vec<String>>) {
    let trimmed = |s: &NamedPart| -> Vec<String> {
        let lines = s.words(r).into_iter().flat_map(|l| l.lines().map(str::to_string).collect::<Vec<_>>());
        lines.map(|l| l.trim().to_string()).filter(|l| !l.is_empty()).collect()
    };
    let cells = r.cells.clone().into_iter().filter(|(_, c)| *c != Cell::Unfilled).collect();
    (r.year, r.edition.clone(), r.heading_set, cells, keyed::worded(r.form()).iter().map(trimmed).collect())
}

#[track_caller]
fn check_back(r: &Report) {
    let bytes = workbook(r);
    let back = read(&bytes);
    assert_eq!(held(&back), held(r));
    assert_eq!(back.notes, Vec::new());
    assert_eq!(workbook(r), bytes, "equal reports give equal bytes");
}

#[test]
fn a_workbook_gives_back_the_very_report() {
    for year in [2019, 2024] {
        check_back(&Report::new(year, ""));
        for seed in 0..12 {
            let mut r = report(year, seed, [0, 10, 60][seed as usize % 3]);
            r.office.phone = "0000-0031".into();
            r.office.level = OfficeLevel::CountyDepartment;
            check_back(&r);
        }
    }
    offices::reports().iter().for_each(|(_, r)| check_back(r));
}

#[test]
fn what_is_no_number_a_typed_total_and_words_like_formulas_come_back_too() {
    let mut r = report(2024, 3, 0);
    for (key, text) in [
        ("requests.received/natural", "22（其中修订16件）"),
        ("requests.received/total", "99"),
        ("requests.carried_in/natural", "=1+1"),
        ("requests.carried_in/org.business", "/"),
        ("requests.carried_in/org.research", "999999999999"),
        ("requests.carried_in/org.other", ""),
        ("disclosure.fees.fee/amount", "4166.241619"),
        ("disclosure.rules.regulation/issued", "_x0041_"),
    ] {
        enter(&mut r, key, text);
    }
    r.preamble = paras(&["=HYPERLINK(\"x\")", "第二段 <b>&amp;", "+86 0000"]);
    check_back(&r);
    enter(&mut r, "disclosure.fees.fee/amount", "12345678901234.123456");
    check_back(&r);
}

#[test]
fn an_empty_workbook_that_is_filled_in_elsewhere_comes_back_filled() {
    let d = Folder::new();
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "空表.xlsx"]);
    let empty = d.read("空表.xlsx");
    let blank = read(&empty);
    let mut bytes = empty.clone();
    for (key, content) in [
        ("requests.received/natural", "<v>12</v>".to_string()),
        ("requests.received/org.business", words("／")),
        ("requests.received/org.other", "<f>1+2</f><v>3</v>".to_string()),
        ("requests.carried_in/natural", words(" 4件 ")),
        ("disclosure.fees.fee/amount", "<v>0.30000000000000004</v>".to_string()),
        // As one types it who doesn't know that totals are reckoned.
        ("requests.carried_in/total", "<v>5</v>".to_string()),
    ] {
        bytes = typed(&bytes, &place(&blank, &empty, key), &content);
    }
    let one = places(&empty)["gk_before.1"].clone();
    bytes = typed(&bytes, &one, &words("甲。\n乙。"));
    d.write("填好.xlsx", &bytes);
    d.ok(&["import", "填好.xlsx", "-o", "a.gknb"]);
    let r = d.load("a.gknb");
    for (key, text) in [
        ("requests.received/natural", "12"),
        ("requests.received/org.business", "/"),
        ("requests.received/org.other", "3"),
        ("requests.received/total", "15"),
        ("requests.carried_in/natural", "4"),
        ("requests.carried_in/total", "5"),
        ("disclosure.fees.fee/amount", "0.3"),
        ("requests.carried_out/natural", ""),
    ] {
        assert_eq!(value(&r, key), text, "{key}");
    }
    assert_eq!((r.year, r.office.name.as_str()), (2025, "示范县水利局"));
    assert_eq!(r.words(Part::Before(Section::Overview)), "甲。\n乙。");
    // The program that filled it in did not reckon.
    let told: Vec<&str> = r.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(told.iter().any(|t| t.contains("公式没有算过") && t.contains("申请情况")), "{told:?}");
}

#[test]
fn a_total_that_shows_something_else_than_its_parts_stays_and_is_told() {
    let r = report(2024, 3, 0);
    let bytes = workbook(&r);
    let at = place(&r, &bytes, "requests.received/total");
    let formula = parts(&bytes).into_iter().find(|(n, _)| *n == at.0).expect("there").1;
    let cell = formula.split(&format!("<c r=\"{}\"", at.1)).nth(1).expect("there");
    let formula = cell.split("<f>").nth(1).and_then(|f| f.split("</f>").next()).expect("a formula");
    let bytes = typed(&bytes, &at, &format!("<f>{formula}</f><v>7</v>"));
    let back = read(&bytes);
    assert_eq!(value(&back, "requests.received/total"), "7");
    let told = back.notes.iter().find(|n| n.text.contains("照文件里的读入")).expect("told");
    assert_eq!(told.kind, NoteKind::Doubtful);
}

#[test]
fn names_that_no_longer_stand_by_their_labels_are_not_believed_and_no_number_is_wrong() {
    let r = report(2024, 3, 0);
    let bytes = workbook(&r);
    let (a, b) = (
        place(&r, &bytes, "requests.received/natural").1,
        place(&r, &bytes, "requests.carried_in/natural").1,
    );
    let absolute = |c: &str| format!("${}${}", &c[..1], &c[1..]);
    let in_book = |from: &str, to: &str| {
        changed(&bytes, |n, t| if n == "xl/workbook.xml" { t.replace(from, to) } else { t })
    };
    let (a, b) = (format!("!{}<", absolute(&a)), format!("!{}<", absolute(&b)));
    let spoilt: [(&str, Vec<u8>); 6] = [
        ("a name is gone", in_book("gk_requests.received__natural", "other")),
        ("a name leads nowhere", in_book(&a, "!#REF!<")),
        ("two names lead to one cell", in_book(&a, &b)),
        ("two names are exchanged", {
            changed(&bytes, |n, t| match n {
                "xl/workbook.xml" => t.replace(&a, "@@").replace(&b, &a).replace("@@", &b),
                _ => t,
            })
        }),
        ("two labels are exchanged, as by sorting", {
            changed(&bytes, |n, t| match n {
                "xl/sharedStrings.xml" => t
                    .replace("二、上年结转", "@@")
                    .replace("一、本年新收", "二、上年结转")
                    .replace("@@", "一、本年新收"),
                _ => t,
            })
        }),
        (
            "another edition",
            changed(
                &bytes,
                |n, t| if n == "xl/sharedStrings.xml" { t.replace(">fy2021<", ">fy1999<") } else { t },
            ),
        ),
    ];
    for (what, bytes) in spoilt {
        let back = read(&bytes);
        assert!(back.notes.iter().any(|n| n.text.contains("被改动过")), "{what}: {:?}", back.notes);
        let sorted = what.contains("sorting");
        for key in r.form().cells() {
            let moved = sorted && ["requests.received", "requests.carried_in"].contains(&key.row());
            let right = back.value(&key).is_none_or(|v| Some(v) == r.value(&key));
            assert!(right || moved, "{what}: {key} {:?} {:?}", back.canonical(&key), r.canonical(&key));
        }
        for part in
            [Part::Title, Part::Preamble, Part::Before(Section::Overview), Part::After(Section::Requests)]
        {
            assert_eq!(back.words(part), r.words(part), "{what}");
        }
        assert_eq!(back.signature.date, r.signature.date, "{what}");
        let read = r.form().cells().iter().filter(|k| back.canonical(k).is_some()).count();
        assert!(read > 150, "{what}: {read} are read by the labels");
    }
}

#[test]
fn rows_put_in_between_and_words_written_beside_are_not_lost_silently() {
    let r = report(2024, 3, 0);
    let bytes = workbook(&r);
    // A row below everything, and a sheet of somebody's own.
    let beside = changed(&bytes, |n, t| match n {
        "xl/worksheets/sheet3.xml" => t.replace(
            "</sheetData>",
            "<row r=\"90\"><c r=\"B90\" t=\"inlineStr\"><is><t>经核对无误</t></is></c></row></sheetData>",
        ),
        _ => t,
    });
    let back = read(&beside);
    assert_eq!(held(&back), held(&r));
    let told: String = back.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(told.contains("B90“经核对无误”"), "{told}");
}

#[test]
fn what_stands_on_the_paper_form_goes_along_with_the_numbers_and_comes_back() {
    let mut r = Report::new(2024, "示范县水利局");
    enter(&mut r, "requests.received/natural", "48");
    let total = CellKey::parse("requests.received/total");
    r.compare_with_paper(&total, 49);
    r.compare_with_paper(&CellKey::parse("requests.received/natural"), 50);
    assert_eq!(r.paper_totals().collect::<Vec<_>>(), [(&total, 49)], "what is typed is no total");
    for name in ["x.csv", "x.xlsx", "x.json"] {
        let made = export::bytes(&r, Path::new(name), &fonts).expect("made").bytes;
        let back = read_document(&made, name, None).expect("read");
        assert_eq!((back.cell(&total), back.notes.len()), (Cell::Compared(49), 0), "{name}");
        assert_eq!(back.value(&total), r.value(&total), "{name}: the sum stands in the report all the while");
    }
    let made = export::bytes(&r, Path::new("x.csv"), &fonts).expect("made").bytes;
    let text = String::from_utf8(made).expect("UTF-8");
    // Files of before have no such column.
    let before: String =
        text.lines().map(|l| l.rsplit_once(',').map_or("", |(l, _)| l).to_string() + "\r\n").collect();
    let back = read_document(before.as_bytes(), "x.csv", None).expect("read");
    assert_eq!((back.cell(&total), back.value(&total)), (Cell::Computed, r.value(&total)));
    let odd = text.replace(",computed,49", ",computed,很多");
    let back = read_document(odd.as_bytes(), "x.csv", None).expect("read");
    assert_eq!(back.notes.len(), 1, "{:?}", back.notes);
}

#[test]
fn data_come_back_as_numbers_and_of_several_reports_none_is_guessed() {
    for year in [2019, 2024] {
        let mut r = report(year, 9, 20);
        enter(&mut r, "requests.received/natural", "12（含转办）,\"乙\"");
        enter(&mut r, "requests.carried_in/natural", "/");
        let name = Path::new("x.csv");
        let made = export::bytes(&r, name, &fonts).expect("made");
        let back = read_document(&made.bytes, "x.csv", None).expect("read");
        let cells = |r: &Report| r.form().cells().into_iter().map(|k| r.value(&k)).collect::<Vec<_>>();
        assert_eq!((back.year, &back.edition, &back.office.name), (r.year, &r.edition, &r.office.name));
        assert_eq!((cells(&back), back.notes.len()), (cells(&r), 0));
        assert!(
            made.bytes.starts_with(b"\xef\xbb\xbfyear,office,level,edition,cell,value,unit,state,paper\r\n")
        );
    }
    let mut two = csv::long_head();
    csv::long(&report(2024, 1, 0), &mut two);
    csv::long(&report(2023, 1, 0), &mut two);
    let refused = read_document(two.as_bytes(), "x.csv", None).expect_err("two");
    assert!(matches!(refused, ImportError::SeveralReports { .. }), "{refused}");
    let r = report(2024, 1, 0);
    let mut bad = csv::long_head();
    csv::long(&r, &mut bad);
    let bad = bad.replace("requests.received/natural,", "requests.received/nobody,").replacen(
        ",computed",
        ",guessed",
        1,
    );
    let back = read_document(bad.as_bytes(), "x.csv", None).expect("read");
    assert_eq!(back.notes.iter().filter(|n| n.kind == NoteKind::Doubtful).count(), 2, "{:?}", back.notes);
}

#[test]
fn numbers_of_a_folder_stand_in_one_file_with_one_that_explains_them() {
    let d = Folder::new();
    std::fs::create_dir(d.at("各单位")).expect("made");
    for (name, year) in [("甲", 2023), ("乙", 2024)] {
        d.save(&format!("各单位/{name}.gknb"), &report(year, 4, 10));
    }
    d.ok(&["data", "各单位", "-o", "数据.csv"]);
    let long = String::from_utf8(d.read("数据.csv")).expect("UTF-8");
    assert_eq!(long.lines().count(), 1 + 2 * form::for_year(2024).cells().len());
    let explained = String::from_utf8(d.read("数据.cells.csv")).expect("UTF-8");
    assert!(explained.contains("requests.received/natural,fy2021,"), "{explained}");
    // In the folder itself, and again.
    d.ok(&["data", "各单位", "-o", "各单位/数据.csv"]);
    d.ok(&["data", "各单位", "-o", "各单位/数据.csv"]);
    assert_eq!(d.read("各单位/数据.csv"), d.read("数据.csv"));
    ["数据.csv", "数据.cells.csv"].iter().for_each(|n| {
        std::fs::remove_file(d.at("各单位").join(n)).expect("there");
    });
    d.ok(&["data", "各单位", "-o", "宽.csv", "--wide"]);
    let wide = String::from_utf8(d.read("宽.csv")).expect("UTF-8");
    assert_eq!(wide.lines().count(), 3);
    d.refused(&["data", "没有", "-o", "x.csv"], "没有这个文件");
    d.refused(&["data", "各单位/甲.gknb", "-o", "各单位/甲.gknb"], "数据文件叫 .csv");
}

#[test]
fn a_package_holds_every_format_and_a_sheet_that_says_each_was_read_again() {
    let d = Folder::new();
    let r = offices::reports().swap_remove(0).1;
    d.save("a.gknb", &r);
    d.ok(&["publish", "a.gknb", "-o", ".", "--also", "ofd"]);
    let folder = d.at(&format!("{}{}年度报告发布包", r.office.name, r.year));
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("made")
        .map(|e| e.expect("there").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for end in [".pdf", ".docx", ".html", ".xlsx", ".csv", ".ofd"] {
        assert_eq!(
            names.iter().filter(|n| n.ends_with(end)).count(),
            if end == ".pdf" { 2 } else { 1 },
            "{names:?}"
        );
    }
    assert_eq!(names.len(), 7, "{names:?}");
    assert!(folder.join("核对单.pdf").is_file());
    d.refused(&["publish", "a.gknb", "-o", ".", "--also", "json"], "不放");
}
