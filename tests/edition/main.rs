//! An invented third edition of another shape: another order of sections and other headings, one more group of
//! results, one more kind of applicant, one more block and column in table two, one more row in table four,
//! another letter. It is one file, and everything works with it without a line of code knowing it.

#[allow(dead_code, reason = "the other tests need the rest of it")]
#[path = "../it/made/mod.rs"]
mod made;
mod prose;
mod steps;
mod window;

use gongkai::app::session::Session;
use gongkai::app::{paste, read_back};
use gongkai::checks::{self, Finding};
use gongkai::cli::{self, CliCommand, ExportArgs, HintArgs};
use gongkai::export;
use gongkai::form::editions::FormError;
use gongkai::form::table::{self, CellKey, Table};
use gongkai::form::{self, Form};
use gongkai::import::read_document;
use gongkai::page::blocks;
use gongkai::page::fonts::Fonts;
use gongkai::page::structure::Source;
use gongkai::report::edit::{Edit, filled};
use gongkai::report::value::Cell;
use gongkai::report::{Chapter, Date, Part, Report, Section};
use gongkai::store::{RealDisk, project};
use made::shapes;
use std::path::Path;
use std::sync::{Arc, OnceLock};

const TEXT: &str = include_str!("../data/forms/fy2040.ron");
const YEAR: u16 = 2041;
const OFFICE: &str = "示范县水利局";

/// The third edition, made known.
fn third() -> &'static Form {
    static ADDED: OnceLock<()> = OnceLock::new();
    ADDED.get_or_init(|| form::add(TEXT).expect("a form"));
    form::for_year(YEAR)
}

/// A report of it with every number 0 but these.
fn zeros(numbers: &[(&str, &str)]) -> Report {
    third();
    filled(YEAR, OFFICE, numbers)
}

/// One with a number of its own in every cell that is no total, and words everywhere.
fn told() -> Report {
    third();
    let mut r = shapes::report(YEAR, 11, 0);
    let text = gongkai::report::text::Para::plain("本年度没有需要补充的事项。");
    r.section_mut(Section::Other).before = vec![text];
    r
}

fn value(r: &Report, key: &str) -> Option<String> {
    r.canonical(&CellKey::parse(key))
}

fn found(r: &Report, code: &str) -> Vec<Finding> {
    checks::run(r, Date::new(YEAR + 1, 1, 20)).into_iter().filter(|f| f.code == code).collect()
}

fn rows(t: &Table) -> Vec<Vec<CellKey>> {
    let of = |b: &table::Block| {
        let columns = table::leaves(&b.columns);
        let row = |r: &table::Leaf<'_>| {
            columns.iter().map(|c| CellKey::new(&r.node().key, &c.node().key)).collect::<Vec<_>>()
        };
        table::leaves(&b.rows).iter().map(row).collect::<Vec<_>>()
    };
    t.blocks.iter().flat_map(of).collect()
}

#[test]
fn an_edition_comes_in_once_and_whole_or_not_at_all() {
    assert_eq!(third().edition, "fy2040");
    assert_eq!(form::for_year(2039).edition, "fy2021");
    assert_eq!(form::newest().edition, "fy2040");
    assert_eq!(form::add(TEXT), Err(FormError::NotNewer { edition: "fy2040".into() }));
    let later = TEXT.replace("fy2040", "fy2050").replace("first_year: 2040", "first_year: 2050");
    let broken = [
        ("sections: [", "sections [", "写法有误"),
        ("section: Other,", "section: Problems,", "每个部分"),
        (
            "OtherResult: [\"requests.done.other.other\"]",
            "OtherResult: [\"requests.nowhere\"]",
            "requests.nowhere",
        ),
        ("before: [\"repealed\"]", "before: [\"nowhere\"]", "nowhere"),
    ];
    for (was, now, said) in broken {
        let error = form::add(&later.replace(was, now)).expect_err("refused");
        assert!(error.to_string().contains(said), "{error}");
    }
    assert_eq!(form::all().count(), 3, "nothing of what was refused stayed");
}

#[test]
fn a_new_report_follows_it_and_is_edited_saved_and_undone() {
    let form = third();
    let dir = tempfile::tempdir().expect("a folder");
    let output = dir.path().join("新.gknb");
    let new = CliCommand::New { year: YEAR, office: OFFICE.into(), output: output.clone() };
    assert_eq!(cli::run(&new, &mut Vec::new(), &mut Vec::new()), 0);
    let r = project::load(&RealDisk, &output).expect("readable");
    assert_eq!((r.edition.as_str(), r.letters[0].as_str()), ("fy2040", "国信公开函〔2040〕7号"));
    assert_eq!(r.section(Section::Disclosure).heading, "三、主动发布的政府信息");
    assert_eq!(r.section(Section::Problems).heading, "六、工作中的不足和打算");
    assert_eq!(form.chapter_name(Chapter::Section(Section::Requests)), "二 申请办理");
    let mut s = Session::new(Arc::new(RealDisk), dir.path().join("data"), Date::new(YEAR + 1, 1, 20));
    s.new_report(YEAR, OFFICE);
    let enter = |s: &mut Session, key: &str, text: &str| {
        s.apply("录入", None, [Edit::enter(form, &CellKey::parse(key), text)]);
    };
    for (key, text) in [
        ("requests.received/natural", "3"),
        ("requests.received/org.media", "4"),
        ("requests.done.granted/org.media", "5"),
        ("requests.done.passed_on.upwards/org.media", "2"),
        ("review.branch/suit_direct.upheld", "1"),
    ] {
        enter(&mut s, key, text);
    }
    let shown = |s: &Session, key: &str| value(s.report().expect("open"), key);
    assert_eq!(shown(&s, "requests.received/total").as_deref(), Some("7"));
    assert_eq!(shown(&s, "requests.done.total/org.media").as_deref(), Some("7"));
    assert_eq!(shown(&s, "requests.done.total/total").as_deref(), Some("7"), "the corner follows");
    assert_eq!(shown(&s, "review.branch/suit_direct.total").as_deref(), Some("1"));
    s.undo();
    assert_eq!(shown(&s, "review.branch/suit_direct.total"), None);
    let text = project::encode(s.report().expect("open")).expect("writes");
    let again = project::decode(text.as_bytes(), Path::new("a.gknb")).expect("reads");
    assert_eq!(again, **s.report().expect("open"));
}

#[test]
fn a_block_with_a_column_for_all_organisations_is_pasted() {
    let table = third().table("requests").expect("there");
    let r = Report::new(YEAR, OFFICE);
    let line = |n: usize| format!("{n}\t21\t1\t2\t3\t4\t5\t6\t{}", n + 21);
    let block: Vec<String> = (0..rows(table).len()).map(line).collect();
    let p = paste::plan(&r, table, &rows(table), (0, 0), &block.join("\n"));
    let mut after = r;
    p.edits.into_iter().for_each(|e| e.apply(&mut after));
    assert_eq!(value(&after, "requests.received/org.business").as_deref(), Some("1"));
    assert_eq!(value(&after, "requests.received/org.media").as_deref(), Some("5"));
    assert_eq!(after.cell(&CellKey::parse("requests.received/total")), Cell::Computed);
}

#[test]
fn its_sums_and_balances_are_judged_and_mended() {
    let r = zeros(&[("requests.done.passed_on.upwards/org.media", "5")]);
    let balance = found(&r, "T204");
    assert!(balance.iter().any(|f| f.all_cells().any(|k| k.column() == "org.media")), "{balance:?}");
    for (code, key, wrong) in [
        ("T202", "requests.received/total", "9"),
        ("T203", "requests.done.total/org.media", "9"),
        ("T205", "review.branch/reconsideration.total", "2"),
    ] {
        let mut r = zeros(&[(key, wrong)]);
        let fix = found(&r, code).into_iter().find_map(|f| f.fix).unwrap_or_else(|| panic!("{code}: no fix"));
        fix.edits.into_iter().for_each(|e| e.apply(&mut r));
        assert!(found(&r, code).is_empty(), "{code}");
    }
    let words = |r: &mut Report, s: Section, t: &str| {
        Edit::Text(Part::Before(s), vec![gongkai::report::text::Para::plain(t)]).apply(r);
    };
    let mut r = zeros(&[]);
    words(&mut r, Section::Overview, "全年开展了培训。");
    words(&mut r, Section::Problems, "无");
    let said: Vec<String> = found(&r, "S101").into_iter().map(|f| f.message).collect();
    assert!(said.iter().any(|m| m.contains("“六、工作中的不足和打算”只写了“无”")), "{said:?}");
    assert!(said.iter().any(|m| m.contains("“五、需要补充说明的事项”还没有内容")), "{said:?}");
    assert!(!said.iter().any(|m| m.contains("编号")), "{said:?}");
    let places: Vec<usize> =
        checks::run(&r, None).iter().map(|f| r.form().place(f.section.unwrap_or_default())).collect();
    assert!(places.is_sorted(), "in the order of the form: {places:?}");
    let wrong: Vec<Finding> =
        checks::run(&told(), None).into_iter().filter(|f| f.code < "T3" && f.code > "T").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_kind_of_document_gives_back_every_field() {
    let r = told();
    let doc = blocks::of(&r);
    let json = export::json::write(&r).into_bytes();
    let word = export::docx::write(&doc, &Fonts::new(None)).expect("a document");
    let html = export::html::page(&doc).into_bytes();
    for (kind, bytes) in [("docx", word), ("html", html), ("json", json)] {
        let got = read_document(&bytes, kind, None).unwrap_or_else(|e| panic!("{kind}: {e}"));
        assert_eq!(got.edition, "fy2040", "{kind}");
        assert_eq!(shapes::shown(&got), shapes::shown(&r), "{kind}");
        let path = format!("年报.{kind}");
        assert_eq!(read_back::differences(&r, &bytes, Path::new(&path)), Some(Vec::new()), "{kind}");
    }
}

#[test]
fn the_command_line_carries_it_out_and_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = |name: &str| dir.path().join(name);
    let mut r = told();
    project::save(&RealDisk, &at("报告.gknb"), &r).expect("saved");
    let run = |command: &CliCommand| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = cli::run(command, &mut out, &mut err);
        (status, String::from_utf8(out).expect("text"), String::from_utf8(err).expect("text"))
    };
    for name in ["年报.docx", "年报.pdf", "年报.json"] {
        let export = CliCommand::Export(ExportArgs {
            files: vec![at("报告.gknb")],
            output: at(name),
            format: None,
            style: None,
            comments: false,
        });
        let (status, _, told) = run(&export);
        assert_eq!(status, 0, "{name}: {told}");
    }
    for name in ["年报.docx", "年报.json"] {
        let output = at("读回.gknb");
        let (status, _, told) =
            run(&CliCommand::Import { source: at(name), said: HintArgs::default(), output: output.clone() });
        assert_eq!(status, 0, "{name}: {told}");
        let back = project::load(&RealDisk, &output).expect("readable");
        assert_eq!(shapes::shown(&back), shapes::shown(&r), "{name}");
        std::fs::remove_file(output).expect("gone");
    }
    Edit::enter(r.form(), &CellKey::parse("disclosure.inspection.visit/flaws"), "若干").apply(&mut r);
    project::save(&RealDisk, &at("报告.gknb"), &r).expect("saved");
    let check = CliCommand::Check {
        files: vec![at("报告.gknb")],
        last: None,
        today: None,
        json: true,
        report: None,
        said: HintArgs::default(),
    };
    let (status, listed, _) = run(&check);
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("json");
    let found = listed.as_array().expect("a list").iter().find(|f| f["code"] == "T101").expect("no number");
    assert_eq!((status, found["section"].as_u64()), (1, Some(3)), "the third section here");
}

#[test]
fn every_layout_of_text_is_read_whole() {
    for (name, layout) in shapes::LAYOUTS {
        let r = told();
        let got = read_document(shapes::text(&r, layout).as_bytes(), name, None).expect(name);
        let (_, missing, wrong) = shapes::compare(&r, &got);
        let notes: Vec<&str> = got.notes.iter().map(|n| n.text.as_str()).collect();
        assert!(wrong.is_empty() && missing == 0, "{name}: {wrong:#?} {missing} missing, {notes:#?}");
        assert_eq!(got.words(Part::Before(Section::Other)), r.words(Part::Before(Section::Other)), "{name}");
        assert_eq!(got.section(Section::Disputes).heading, "四、公开争议的复议和诉讼", "{name}");
    }
    let cited = "根据国信公开函[2040]7号编制，统计期限自2041年1月1日起至2041年12月31日止。";
    let mut r = told();
    r.preamble = vec![gongkai::report::text::Para::plain(cited)];
    let text = shapes::text(&r, shapes::LAYOUTS[0].1);
    let got = read_document(text.as_bytes(), "引文", None).expect("a report");
    assert_eq!(got.letters, ["国信公开函〔2040〕7号"]);
}

#[test]
fn every_cell_stands_on_the_pages() {
    let r = told();
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/FandolFang-Regular.otf");
    let fonts = Fonts::new(Some(std::sync::Arc::new(std::fs::read(font).expect("the font"))));
    let (made, pages) = export::paged(&blocks::of(&r), &fonts).expect("a PDF");
    assert!(made.bytes.starts_with(b"%PDF") && made.warnings.is_empty(), "{:?}", made.warnings);
    let areas: Vec<&Source> = pages.pages.iter().flat_map(|p| &p.areas).map(|a| &a.source).collect();
    for key in r.form().cells() {
        assert!(areas.contains(&&Source::Cell(key.clone())), "{key}");
    }
    let (width, height) = pages.pages[0].size();
    for page in &pages.pages {
        assert!(page.areas.iter().all(|a| a.rect[2] <= width && a.rect[3] <= height), "beyond the page");
    }
}
