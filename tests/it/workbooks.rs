//! Workbooks in, as offices send them: of several sheets the one that is meant, and of a cell what it shows, or
//! nothing, and told.

use crate::made::desk::Desk;
use crate::made::folder::Folder;
use crate::made::workbook::{TestSheet, number, of, of_parts, report, rows_of, words};
use gongkai::form::table::CellKey;
use gongkai::import::{Hints, ImportError, read_document};
use gongkai::report::{Anchor, NoteKind, Part, Report, Section};

fn cell(r: &Report, key: &str) -> Option<String> {
    r.canonical(&CellKey::parse(key))
}

const FIRST: [&str; 3] = [
    "disclosure.rules.regulation/issued",
    "disclosure.rules.regulation/repealed",
    "disclosure.rules.regulation/in_force",
];

fn plain(numbers: [&str; 3]) -> [String; 3] {
    numbers.map(|n| number(n, 0))
}

/// The first row of the only table, where its cells are these.
#[track_caller]
fn check_row(first: [String; 3], formats: &[&str], wanted: [Option<&str>; 3], told: &str) {
    let bytes = of(&[("表", false, report("示范局", first))], formats);
    let r = read_document(&bytes, "x.xlsx", None).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(FIRST.map(|k| cell(&r, k)), wanted.map(|w| w.map(str::to_string)), "{:?}", r.notes);
    assert_eq!(cell(&r, "disclosure.rules.normative_document/in_force").as_deref(), Some("16"));
    assert_eq!(r.words(Part::Before(Section::Overview)), "全年公开信息208条。");
    let words: String = r.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(words.contains(told), "{told}: {words}");
}

#[test]
fn numbers_are_read_as_they_are_kept_whatever_they_are_written_as() {
    check_row(plain(["1", "2", "12"]), &[], [Some("1"), Some("2"), Some("12")], "");
    let text = ["1", "2", " 12 "].map(words);
    check_row(text, &[], [Some("1"), Some("2"), Some("12")], "");
    let rounded = plain(["1.0000000000000002", "2.9999999999999996", "1.2E1"]);
    check_row(rounded, &[], [Some("1"), Some("3"), Some("12")], "");
    let unit = [words("1件"), number("2", 1), number("1200", 2)];
    check_row(unit, &["0\"件\"", "#,##0"], [Some("1"), Some("2"), Some("1200")], "");
}

#[test]
fn a_cell_that_shows_another_number_than_it_keeps_is_asked() {
    let first = [number("38000", 1), number("2", 2), number("12", 0)];
    check_row(first, &["0!.0,", "0%"], [None, None, Some("12")], "B6、C6");
}

#[test]
fn a_number_whose_format_shows_nothing_a_day_or_money_is_asked() {
    let first = [number("38", 1), number("45366", 2), number("12", 0)];
    check_row(first, &[";;;", "m/d"], [None, None, Some("12")], "写的是“2024年3月15日”");
    let first = [number("38", 1), number("9768", 2), number("12", 3)];
    check_row(first, &["[$¥-804]#,##0", "\"￥\"0", "#,##0_ ;-#,##0"], [None, None, Some("12")], "B6、C6");
}

#[test]
fn a_number_that_is_white_on_white_is_as_good_as_struck_out() {
    let styles = |color: &str, fill: &str| {
        format!(
            "<s><fonts><font/><font><color {color}/></font></fonts>\
             <fills><fill><patternFill patternType='none'/></fill><fill>{fill}</fill></fills>\
             <cellXfs><xf/><xf fontId='1' fillId='1'/></cellXfs></s>"
        )
    };
    let read = |color: &str, fill: &str| {
        let first = ["9", "2", "12"].map(String::from);
        let rows = report("示范局", [number(&first[0], 1), number(&first[1], 0), number(&first[2], 0)]);
        let sheet = format!("<w><sheetData>{}</sheetData></w>", rows_of(&rows));
        let file = of_parts(&[("表", "", sheet)], "<s/>", &styles(color, fill));
        let r = read_document(&file, "x.xlsx", None).expect("read");
        (cell(&r, FIRST[0]), r.notes.iter().any(|n| n.text.contains("写成白色的文字“9”没有读入")))
    };
    let (none, blue) =
        ("<patternFill/>", "<patternFill patternType='solid'><fgColor rgb='FF4472C4'/></patternFill>");
    let white = "<patternFill patternType='solid'><fgColor theme='0'/></patternFill>";
    for color in ["rgb='FFFFFFFF'", "theme='0'"] {
        assert_eq!(read(color, none), (None, true), "{color}");
        assert_eq!(read(color, white), (None, true), "{color}");
        assert_eq!(read(color, blue), (Some("9".into()), false), "{color}");
    }
    for color in ["rgb='FF000000'", "theme='0' tint='-0.499984740745262'"] {
        assert_eq!(read(color, none), (Some("9".into()), false), "{color}");
    }
}

#[test]
fn what_is_struck_out_is_none_of_a_number_and_a_raised_mark_no_digit_of_it() {
    let run = |words: &str, look: &str| format!("<r><rPr><{look}/></rPr><t>{words}</t></r>");
    let rich = |runs: String| format!("<c t='inlineStr'><is>{runs}</is></c>");
    let first = [
        rich(run("12", "strike") + &run("15", "b")),
        rich(format!("<r><t>2</t></r>{}", run("1", "vertAlign val='superscript'"))),
        rich(run("3", "strike val='0'")),
    ];
    check_row(first, &[], [Some("15"), Some("2"), Some("3")], "划掉或写成白色的文字“12”没有读入");
}

#[test]
fn formulas_give_what_came_of_them_and_those_nobody_calculated_nothing() {
    let first =
        ["<c><f>1+1</f><v>2</v></c>", "<c><f>1+1</f><v></v></c>", "<c t='e'><f>1/0</f><v>#DIV/0!</v></c>"];
    check_row(first.map(String::from), &[], [Some("2"), None, None], "没有算出来的数（C6）");
}

#[test]
fn a_blank_is_no_nought_and_two_numbers_in_a_cell_are_none() {
    check_row([words("0"), words(""), words("1\n2")], &[], [Some("0"), None, None], "");
}

#[test]
fn hidden_sheets_are_told_and_not_read() {
    let sheets: [TestSheet<'_>; 2] = [
        ("上年", true, report("示范局", plain(["7", "8", "9"]))),
        ("本年", false, report("示范局", plain(["1", "2", "3"]))),
    ];
    let r = read_document(&of(&sheets, &[]), "x.xlsx", None).expect("read");
    assert_eq!(cell(&r, FIRST[0]).as_deref(), Some("1"));
    let hidden = r.notes.iter().find(|n| n.text.contains("“上年”")).expect("told");
    assert_eq!(hidden.kind, NoteKind::Dropped);
}

#[test]
fn a_remark_on_a_cell_comes_along_with_who_made_it() {
    for (format, bytes) in [
        ("xlsx", &include_bytes!("../data/white-words-and-remarks-xlsx/source.xlsx")[..]),
        ("xls", include_bytes!("../data/white-words-and-remarks-xls/source.xls")),
        ("ods", include_bytes!("../data/white-words-and-remarks-ods/source.ods")),
    ] {
        let r = read_document(bytes, &format!("x.{format}"), None).expect("read");
        let [c] = r.comments.as_slice() else { panic!("{format}: {:?}", r.comments) };
        assert_eq!((c.by.as_str(), c.text.as_str()), ("李科长", "这个数请再核一遍"), "{format}");
        assert_eq!(c.about, Anchor::Cells(vec![CellKey::parse(FIRST[2])]), "{format}");
    }
}

#[test]
fn a_row_of_no_height_is_hidden() {
    let rows = report("示范局", plain(["1", "2", "3"]));
    let flat = rows_of(&rows).replacen(
        "<row><c t='inlineStr'><is><t>规章",
        "<row ht='0'><c t='inlineStr'><is><t>规章",
        1,
    );
    let sheet = format!("<w><sheetData>{flat}</sheetData></w>");
    let file = of_parts(&[("表", "", sheet)], "<s/>", "<s/>");
    let r = read_document(&file, "x.xlsx", None).expect("read");
    assert_eq!(cell(&r, FIRST[0]), None);
    assert!(r.notes.iter().any(|n| n.text.contains("隐藏的行、列没有读入（4格有内容）")), "{:?}", r.notes);
}

/// Last year's numbers, put out of sight: a row right below this year's, and a column before the first.
#[test]
fn hidden_rows_and_columns_are_told_and_not_read() {
    let mut rows = report("示范局", plain(["1", "2", "3"]));
    for (i, row) in rows.iter_mut().enumerate().skip(4).take(3) {
        row.insert(1, if i == 4 { words("现行有效件数") } else { number("77", 0) });
    }
    let mut last = rows[5].clone();
    last.truncate(1);
    last.extend(["7", "7", "8", "9"].map(|n| number(n, 0)));
    rows.insert(6, last);
    let seen = rows_of(&rows);
    let row = rows_of(&rows[6..7]);
    let sheet = |row_is: &str, columns: &str| {
        let data = seen.replacen(&row, &row.replace("<row>", row_is), 1);
        of_parts(&[("表", "", format!("<w>{columns}<sheetData>{data}</sheetData></w>"))], "<s/>", "<s/>")
    };
    let hidden = sheet("<row hidden='1'>", "<cols><col min='2' max='2' hidden='1'/></cols>");
    let r = read_document(&hidden, "x.xlsx", None).expect("read");
    assert_eq!(FIRST.map(|k| cell(&r, k)), ["1", "2", "3"].map(|n| Some(n.to_string())));
    assert_eq!(cell(&r, "disclosure.rules.normative_document/in_force").as_deref(), Some("16"));
    let told: Vec<&str> = r.notes.iter().map(|n| n.text.as_str()).filter(|t| t.contains("隐藏")).collect();
    assert_eq!(told, ["工作表“表”里隐藏的行、列没有读入（8格有内容）；要读入它们，请取消隐藏再导入"]);
    // Seen, they are read, and contradict: then nothing is.
    let r = read_document(&sheet("<row>", ""), "x.xlsx", None).expect("read");
    assert_eq!(FIRST.map(|k| cell(&r, k)), [None, None, None]);
}

/// Three sheets: two offices, and a note that is nobody's.
fn offices() -> Vec<u8> {
    let note = vec![vec![words("填报说明：按国办公开办函〔2021〕30号填写。")]];
    let sheets: [TestSheet<'_>; 3] = [
        ("说明", false, note),
        ("教育局", false, report("示范市教育局", plain(["1", "2", "3"]))),
        ("水务局", false, report("示范市水务局", plain(["4", "5", "6"]))),
    ];
    of(&sheets, &[])
}

#[test]
fn of_several_offices_in_a_workbook_none_is_read_until_one_is_named() {
    let bytes = offices();
    let e = read_document(&bytes, "汇总.xlsx", None).expect_err("which?");
    assert!(
        matches!(&e, ImportError::SeveralSheets { sheets, .. } if *sheets == ["教育局", "水务局"]),
        "{e}"
    );
    let named = |s: &str| Hints { sheets: vec![s.into()], ..Hints::default() };
    for (sheet, first, other) in [("教育局", "1", "水务局"), ("水务局", "4", "教育局")] {
        let r = read_document(&bytes, "汇总.xlsx", named(sheet)).expect("read");
        assert_eq!(cell(&r, FIRST[0]).as_deref(), Some(first));
        assert_eq!(r.office.name, format!("示范市{sheet}"));
        let told = r.notes.iter().any(|n| n.text == format!("工作表“{other}”没有读入"));
        assert!(told, "{:?}", r.notes);
    }
    let e = read_document(&bytes, "汇总.xlsx", named("卫健委")).expect_err("no such").to_string();
    assert!(e.contains("卫健委") && e.contains("“教育局”“水务局”"), "{e}");
}

#[test]
fn the_command_line_names_the_sheets_and_takes_one() {
    let d = Folder::new();
    d.write("汇总.xlsx", offices());
    d.refused(&["import", "汇总.xlsx", "-o", "a.gknb"], "“教育局”“水务局”");
    d.ok(&["import", "汇总.xlsx", "--sheet", "水务局", "-o", "a.gknb"]);
    assert_eq!(cell(&d.load("a.gknb"), FIRST[0]).as_deref(), Some("4"));
    d.ok(&["next", "汇总.xlsx", "--sheet", "教育局", "-o", "b.gknb"]);
    assert_eq!(d.load("b.gknb").office.name, "示范市教育局");
    d.refused(&["check", "汇总.xlsx"], "“教育局”“水务局”");
    let found = d.run(&["check", "汇总.xlsx", "--sheet", "水务局"]);
    let found = String::from_utf8_lossy(&found.stdout);
    assert!(found.contains("汇总.xlsx："), "{found}");
}

#[test]
fn the_window_asks_which_sheet_is_meant() {
    let mut d = Desk::new(&[]);
    let path = d.path("汇总.xlsx");
    std::fs::write(&path, offices()).expect("written");
    d.drop_files(&[path]);
    d.until("the question", |d| d.shows("读哪张工作表"));
    d.click("水务局");
    d.until("what was read", |d| d.session().review().is_some() || d.session().report().is_some());
    d.session().accept();
    assert_eq!(d.report().office.name, "示范市水务局");
    assert_eq!(cell(&d.report(), FIRST[0]).as_deref(), Some("4"));
}
