//! The model: every variant of it survives the project file, and every change can be undone.

use crate::made::dice::Dice;
use crate::made::edits::{KINDS, MAKERS};
use crate::made::full::full;
use crate::made::{Kinds, kinds};
use gongkai::form::table::CellKey;
use gongkai::report::document::Document;
use gongkai::report::edit::{self, Edit, Spot};
use gongkai::report::emphasis::Emphasis;
use gongkai::report::strict::Strict;
use gongkai::report::text::{FieldValue, Para, RunKind};
use gongkai::report::value::{Cell, Value};
use gongkai::report::*;
use gongkai::store::project;
use std::collections::BTreeSet;
use std::path::Path;

fn key(k: &str) -> CellKey {
    CellKey::parse(k)
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
        assert!(d.apply_grouped("录入", Some("cell"), [e]).is_ok_and(|a| a.changed));
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
    let mut dice = Dice(9);
    for (make, kind) in MAKERS.iter().zip(KINDS.0) {
        // Some say again what stands there already.
        let mut d = Document::opened(from.clone());
        let changes = (0..100).map(|_| make(&mut dice, &from)).any(|e| d.apply("改", [e]));
        assert!(changes && d.is_changed(), "{kind}");
        d.undo();
        assert_eq!(**d.report(), from, "{kind}");
        assert!(!d.is_changed());
    }
}

#[test]
fn the_full_report_holds_a_value_text_note_and_anchor_of_every_kind() {
    fn check<'a, T: 'a, const N: usize>((all, kind): Kinds<T, N>, held: impl Iterator<Item = &'a T>) {
        let held: BTreeSet<&str> = held.map(kind).collect();
        assert_eq!(held, (*all).into());
    }
    let r = full();
    let last = &r.predecessor.as_ref().expect("set").snapshot;
    let typed = r.cells.values().chain(last.cells.values()).filter_map(|c| match c {
        Cell::Typed(v) => Some(v),
        _ => None,
    });
    check(kinds!(Value: Count, Signed, Amount, NotApplicable, Raw), typed);
    let paras = || r.sections.iter().flat_map(|s| s.before.iter().chain(&s.after)).chain(&r.preamble);
    check(kinds!(Para: Text, Picture), paras());
    let runs = || paras().flat_map(|p| if let Para::Text(runs) = p { runs.as_slice() } else { &[] });
    check(kinds!(RunKind: Text, Old, Field), runs().map(|r| &r.kind));
    assert!(runs().any(|r| r.emphasis == Emphasis { bold: true, underline: true }));
    let values =
        runs().filter_map(|r| if let RunKind::Field { value, .. } = &r.kind { Some(value) } else { None });
    check(kinds!(FieldValue: Sum, Share, Change, ToldChange, Datum, Units, OfUnit), values);
    check(kinds!(Place: Whole, Section, Cells), r.notes.iter().map(|n| &n.place));
    check(kinds!(Anchor: Cells, Quote), r.explanations.iter().map(|e| &e.anchor));
}

/// A field that is new has to be named here, and filled in `full`.
#[test]
fn the_full_report_leaves_nothing_out() {
    let Report {
        year,
        edition,
        office,
        heading_set,
        letters,
        deadline,
        typed,
        title,
        preamble,
        sections,
        signature,
        blank_policy,
        layout,
        thresholds,
        switched_off,
        cells,
        explanations,
        comments,
        notes,
        predecessor,
        earlier,
        units,
    } = full();
    let of = Report::default();
    assert!(year != of.year && edition != of.edition && office != of.office && letters != of.letters);
    assert!(heading_set != of.heading_set && sections != of.sections && title != of.title);
    assert!(deadline.is_some() || typed.contains_key(&Strict::Due));
    assert!(preamble != of.preamble && signature != of.signature && blank_policy != of.blank_policy);
    assert!(layout != of.layout && thresholds != of.thresholds && switched_off != of.switched_off);
    assert!(
        cells != of.cells && explanations != of.explanations && comments != of.comments && notes != of.notes
    );
    // Only a predecessor knows of an earlier one.
    assert!(earlier.is_none() && predecessor.is_some_and(|p| p.snapshot.earlier.is_some()));
    assert!(units != of.units);
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
