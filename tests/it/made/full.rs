//! A report that holds every kind of thing.

use super::every;
use gongkai::form::table::CellKey;
use gongkai::report::comment::Comment;
use gongkai::report::edit::Edit;
use gongkai::report::emphasis::Emphasis;
use gongkai::report::strict::Strict;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::value::{Cell, Unit, Value};
use gongkai::report::*;

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
    r.cells.extend(cells.into_iter().map(|(k, c)| (CellKey::parse(k), c)));
    let all =
        vec![CellKey::parse("requests.received/natural"), CellKey::parse("requests.carried_in/natural")];
    let field = |value| Run::field(value, FieldStyle::Arabic);
    r.preamble = vec![Para::Text(vec![
        Run::text("甲\u{3000}“乙”\\n"),
        Run::old("去年的话"),
        Run::old("着重的话").with(Emphasis { bold: true, underline: true }),
        field(FieldValue::Sum(all.clone())),
        field(FieldValue::Share { of: all.clone(), base: all.clone(), places: 2 }),
        Run::field(FieldValue::Change(all.clone()), FieldStyle::Chinese),
        Run::field(FieldValue::ToldChange(all.clone()), FieldStyle::Chinese),
        field(FieldValue::Datum(Datum::PublishedAt)),
        field(FieldValue::Units),
        field(FieldValue::OfUnit { unit: "示范县水利局".into(), of: all.clone() }),
    ])];
    r.sections[0].after = vec![Para::picture((0..=255).collect::<Vec<u8>>().into(), "图1".into())];
    r.office = Office {
        level: OfficeLevel::CountyDepartment,
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
    r.layout.turned.insert("requests".into());
    r.layout.charts.insert(ChartKind::Results, Section::Requests);
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
    r.comments = vec![Comment {
        by: "某处长".into(),
        date: Date::new(2025, 1, 9),
        text: "再核对一下".into(),
        about: Anchor::Cells(all.clone()),
    }];
    let places = [Place::Whole, Place::Section(Chapter::Section(Section::Disputes)), Place::Cells(all)];
    let kinds = every!(NoteKind: Missing, Dropped, ReadDifferently, Doubtful, NotCarried);
    r.notes = kinds
        .into_iter()
        .zip(places.into_iter().cycle())
        .map(|(kind, place)| Note { kind, place, line: Some(7), source: "原文".into(), text: "说".into() })
        .collect();
    // Of the form that asks for what grew or shrank.
    let mut last = Report::new(2020, "示范市云溪区水务局");
    last.cells.insert(CellKey::parse("disclosure.licensing.licence/change"), Cell::Typed(Value::Signed(-3)));
    last.predecessor =
        Some(Predecessor { path: "a".into(), digest: "b".into(), snapshot: Report::new(2019, "x").into() });
    r.predecessor = Some(Predecessor {
        path: "../去年.gknb".into(),
        digest: "00ff".into(),
        snapshot: last.snapshot().into(),
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
