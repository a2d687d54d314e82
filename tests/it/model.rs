//! The model: every variant of it survives the project file, and every change can be undone.

use gongkai::form::table::CellKey;
use gongkai::report::document::Document;
use gongkai::report::edit::{self, Edit, Spot};
use gongkai::report::strict::Strict;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::value::{Cell, Unit, Value};
use gongkai::report::*;
use gongkai::store::project;
use std::path::Path;
use std::sync::Arc;

fn key(k: &str) -> CellKey {
    CellKey::parse(k)
}

/// A report that holds every kind of thing a report can hold.
pub fn full() -> Report {
    let mut r = Report::new(2024, "示范市云溪区水务局");
    let cells = [
        ("requests.received/natural", Cell::Typed(Value::Count(999_999_999_999))),
        ("requests.received/org.other", Cell::Typed(Value::NotApplicable)),
        ("requests.carried_in/natural", Cell::Typed(Value::Raw("22（其中“修订”16件）\n另".into()))),
        (
            "disclosure.fees.fee/amount",
            Cell::Typed(Value::Amount {
                value: "59237.2449".parse().expect("a number"),
                unit: Some(Unit::万元),
            }),
        ),
        ("disclosure.rules.regulation/issued", Cell::Typed(Value::Raw("-3".into()))),
    ];
    r.cells.extend(cells.into_iter().map(|(k, c)| (key(k), c)));
    let all = vec![key("requests.received/natural"), key("requests.carried_in/natural")];
    let field = |value| Run::Field { value, style: FieldStyle::Arabic };
    r.preamble = vec![Para::Text(vec![
        Run::Text("甲\u{3000}“乙”\\n".into()),
        Run::Old("去年的话".into()),
        field(FieldValue::Sum(all.clone())),
        field(FieldValue::Share { of: all.clone(), base: all.clone(), places: 2 }),
        Run::Field { value: FieldValue::Change(all.clone()), style: FieldStyle::Chinese },
        field(FieldValue::Datum(Datum::PublishedAt)),
    ])];
    r.sections[0].after =
        vec![Para::Picture { bytes: (0..=255).collect::<Vec<u8>>().into(), caption: "图1".into() }];
    r.office = Office {
        level: Level::CountyDepartment,
        address: "某路".into(),
        phone: "1".into(),
        postcode: "2".into(),
        fax_or_mail: "3".into(),
        published_at: "4".into(),
        ..r.office
    };
    r.heading_set = 1;
    r.signature = Signature { office: "某局".into(), date: Date::new(2025, 1, 15), seal: true };
    Edit::Strict(Strict::Due, "2025-2-30".into()).apply(&mut r);
    Edit::Strict(Strict::Ratio, "很多".into()).apply(&mut r);
    r.blank_policy = BlankPolicy::Blank;
    r.thresholds.repetition = 40;
    r.switched_off.insert("S201".into());
    r.explanations = vec![
        Explanation {
            code: "Y104".into(),
            anchor: Anchor::Cells(all.clone()),
            values: vec!["8".into()],
            text: "机构合并".into(),
        },
        Explanation {
            code: "D102".into(),
            anchor: Anchor::Quote { part: Part::After(Section::Requests), words: "某".into() },
            values: vec![],
            text: "延期".into(),
        },
    ];
    let places = [Place::Whole, Place::Section(Chapter::Section(Section::Disputes)), Place::Cells(all)];
    let kinds = [NoteKind::Missing, NoteKind::Dropped, NoteKind::ReadDifferently, NoteKind::Doubtful];
    r.notes = kinds
        .into_iter()
        .zip(places.into_iter().cycle())
        .map(|(kind, place)| Note { kind, place, line: Some(7), source: "原文".into(), text: "说".into() })
        .collect();
    let mut last = Report::new(2023, "示范市云溪区水务局");
    last.predecessor = Some(Predecessor {
        path: "a".into(),
        digest: "b".into(),
        snapshot: Arc::new(Report::new(2022, "x")),
    });
    r.predecessor = Some(Predecessor {
        path: "../去年.gknb".into(),
        digest: "00ff".into(),
        snapshot: Arc::new(last.snapshot()),
    });
    r.units = vec![UnitReport {
        name: "云溪镇".into(),
        path: "云溪镇.gknb".into(),
        digest: "1".into(),
        own: true,
        cells: r.cells.clone(),
    }];
    r
}

#[test]
fn every_variant_survives_the_project_file() {
    let r = full();
    let text = project::encode(&r).expect("writes");
    let again = project::decode(text.as_bytes(), Path::new("a.gknb")).expect("reads");
    assert_eq!(again, r);
    assert_eq!(project::encode(&again).expect("writes"), text);
}

#[test]
fn sections_stand_in_the_project_file_by_their_numbers() {
    let mut r = full();
    r.layout.charts = [(ChartKind::Results, Section::Requests)].into();
    let text = project::encode(&r).expect("writes");
    let read = |text: &str| project::decode(text.as_bytes(), Path::new("a.gknb"));
    assert_eq!(read(&text).expect("reads"), r);
    for (was, now) in [("Results: 3", "Results: 9"), ("After(3)", "After(0)"), ("Section(4)", "Section(8)")] {
        assert!(text.contains(was), "{was}: {text}");
        assert!(read(&text.replace(was, now)).is_err(), "there is no {now}");
    }
}

#[test]
fn a_computed_total_follows_its_parts_and_the_corner_its_row() {
    let mut d = Document::new(Report::new(2024, "某局"));
    let enter = |d: &mut Document, k: &str, t: &str| {
        let e = Edit::enter(d.report().form(), &key(k), t);
        d.apply("录入", [e]);
    };
    assert_eq!(d.report().canonical(&key("requests.received/total")), None, "nothing filled yet");
    enter(&mut d, "requests.received/natural", "3");
    enter(&mut d, "requests.received/org.other", "４");
    enter(&mut d, "requests.done.granted/natural", "5");
    let shown = |d: &Document, k: &str| d.report().canonical(&key(k));
    assert_eq!(shown(&d, "requests.received/total").as_deref(), Some("7"));
    assert_eq!(shown(&d, "requests.done.total/natural").as_deref(), Some("5"));
    assert_eq!(shown(&d, "requests.done.total/total").as_deref(), Some("5"));
    enter(&mut d, "requests.received/total", "9");
    assert_eq!(shown(&d, "requests.received/total").as_deref(), Some("9"));
    let back = edit::give_back_totals(d.report(), &[key("requests.received/total")]);
    d.apply("运算", back);
    assert_eq!(shown(&d, "requests.received/total").as_deref(), Some("7"));
}

#[test]
fn steps_are_named_grouped_and_come_back_in_both_directions() {
    let mut d = Document::new(Report::new(2024, "某局"));
    let start = d.report().clone();
    let k = key("requests.received/natural");
    for t in ["1", "12", "128"] {
        let e = Edit::enter(d.report().form(), &k, t);
        d.apply_grouped("录入", Some("cell"), [e]);
    }
    d.end_group();
    let rows = vec![vec![k.clone(), key("requests.received/org.business")]];
    let block = vec![vec!["５".into(), "—".into(), "7".into()]];
    let (edits, outside) = edit::paste(d.report(), &rows, (0, 0), &block);
    assert_eq!(outside, 1);
    d.apply("粘贴", edits);
    d.apply("改标题", [Edit::Text(Part::Title, vec![Para::plain("新标题")])]);
    let end = d.report().clone();
    assert_eq!(d.undo_name(), Some("改标题"));
    assert_eq!(d.undo(), Some(Spot::Part(Part::Title)));
    assert_eq!(d.undo_name(), Some("粘贴"));
    assert_eq!(d.undo(), Some(Spot::Cell(k.clone())));
    assert_eq!(d.report().canonical(&k).as_deref(), Some("128"), "three keystrokes are one step");
    d.undo();
    assert_eq!(**d.report(), *start);
    assert_eq!(d.undo(), None);
    while d.redo().is_some() {}
    assert_eq!(**d.report(), *end);
}

#[test]
fn a_thousand_steps_can_be_taken_back() {
    let mut d = Document::new(Report::new(2024, "某局"));
    let start = d.report().clone();
    for i in 0..1000 {
        let e = Edit::enter(d.report().form(), &key("requests.received/natural"), &i.to_string());
        assert!(d.apply("录入", [e]));
    }
    while d.undo().is_some() {}
    assert_eq!(**d.report(), *start);
}

#[test]
fn an_edit_of_every_kind_can_be_undone() {
    let from = full();
    let edits = [
        Edit::Cell(key("requests.received/natural"), Cell::Unfilled),
        Edit::Text(Part::After(Section::Problems), vec![Para::plain("x")]),
        Edit::Heading(Section::Disclosure, "二、别的".into()),
        Edit::HeadingSet(0),
        Edit::Year(2025),
        Edit::Edition("fy2019".into()),
        Edit::Office(Office::default()),
        Edit::Letters(vec![]),
        Edit::Deadline(Date::new(2025, 2, 1)),
        Edit::Strict(Strict::Signed, "2025-2-30".into()),
        Edit::Signature(Signature::default()),
        Edit::BlankPolicy(BlankPolicy::Zero),
        Edit::Thresholds(Thresholds { repetition: 1, ..Thresholds::default() }),
        Edit::SwitchedOff(Default::default()),
        Edit::Unexplain(0),
        Edit::DismissNote(1),
        Edit::DismissAllNotes,
        Edit::Predecessor(None),
        Edit::Units(vec![]),
        Edit::Replace(Box::new(Report::new(2020, "y"))),
    ];
    for e in edits {
        let mut d = Document::opened(from.clone());
        assert!(!d.is_changed());
        assert!(d.apply("改", [e.clone()]), "{e:?}");
        assert!(d.is_changed());
        d.undo();
        assert_eq!(**d.report(), from, "{e:?}");
        assert!(!d.is_changed());
    }
}

#[test]
fn a_date_is_understood_as_people_type_it() {
    let day = gongkai::report::Date::new(2022, 1, 20);
    for typed in [
        "2022年1月20日",
        "2022年1月20",
        "2022.1.20",
        "2022-01-20",
        "2022/1/20",
        "２０２２．１．２０",
        "二〇二二年一月二十日",
    ] {
        assert_eq!(gongkai::report::Date::parse(typed), day, "{typed}");
    }
    for typed in [
        "2026-2-30",
        "二〇二二年一月二十八九日",
        "二〇二二年一月三二十日",
        "22年1月20日",
        "2022-1-20起",
        "2022-1-32",
        "2022.1",
        "2022年1月",
        "22.1.20",
        "1.20.2022",
        "2022--20",
        "2022.1.20.5",
    ] {
        assert_eq!(gongkai::report::Date::parse(typed), None, "{typed}");
    }
}
