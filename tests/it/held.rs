//! What a file says is held to what a clerk may type: at and beyond every bound a file is refused in a sentence, or
//! read so that nothing that is worked out of it goes wrong.

use crate::made::dice::Dice;
use crate::made::{shapes, today};
use gongkai::app::{compare, differences};
use gongkai::checks::{self, repair};
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::import;
use gongkai::page::blocks;
use gongkai::page::fonts::Fonts;
use gongkai::report::strict::Strict;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::value::{Cell, Unit, Value};
use gongkai::report::*;
use gongkai::store::{StoreError, project};
use rust_decimal::Decimal;
use std::path::Path;
use std::sync::Arc;

const FEE: &str = "disclosure.fees.fee/amount";
const RECEIVED: &str = "requests.received/natural";

fn decoded(r: &Report) -> Result<Report, StoreError> {
    let text = project::encode(r).expect("writes");
    project::decode(text.as_bytes(), Path::new("x.gknb"))
}

#[test]
fn what_nobody_can_enter_is_refused_with_its_place_and_value() {
    let share = |places| {
        let of = vec![CellKey::parse(RECEIVED)];
        let value = FieldValue::Share { of: of.clone(), base: of, places };
        vec![Para::plain("一"), Para::Text(vec![Run::field(value, FieldStyle::Arabic)])]
    };
    type Spoil = Box<dyn Fn(&mut Report)>;
    let cases: [(Spoil, &str); 7] = [
        (Box::new(|r| r.year = 65535), "年度写的是65535"),
        (Box::new(|r| r.heading_set = 7), "第7种"),
        (
            Box::new(|r| r.layout.charts = [(ChartKind::Results, Section::Disclosure)].into()),
            "图“申请办理结果”放在第二部分，只能放在第一或第三部分",
        ),
        (Box::new(move |r| r.sections[0].before = share(70_000)), "“一 总体情况”第2段的百分比要70000位小数"),
        (Box::new(|r| r.edition = "fy1999".into()), "不认识的格式“fy1999”"),
        (
            Box::new(|r| {
                r.earlier = Some(Earlier { year: 1, edition: "fy2019".into(), ..Earlier::default() })
            }),
            "前年的年度写的是1",
        ),
        (
            Box::new(|r| {
                let snapshot = Arc::new(Report { year: 0, ..Report::new(2023, "示范局") });
                r.predecessor = Some(Predecessor { path: String::new(), digest: String::new(), snapshot });
            }),
            "去年的报告里，年度写的是0",
        ),
    ];
    for (spoil, words) in cases {
        let mut r = Report::new(2024, "示范局");
        assert_eq!(decoded(&r).expect("sound"), r);
        spoil(&mut r);
        let said = decoded(&r).expect_err(words).to_string();
        assert!(said.contains(words) && said.contains("没有改动") && said.ends_with("x.gknb"), "{said}");
    }
}

#[test]
fn a_part_that_no_report_has_is_refused_with_its_number() {
    let mut r = Report::new(2024, "示范局");
    r.notes = vec![Note::new(NoteKind::Missing, Place::Section(Chapter::Signature), "x".into())];
    r.layout.charts = [(ChartKind::Results, Section::Overview)].into();
    let part = Part::Before(Section::Overview);
    let anchor = Anchor::Quote { part, words: "x".into() };
    let explained = Explanation { code: "Y104".into(), anchor, values: Vec::new(), text: "x".into() };
    r.explanations = vec![explained];
    let text = project::encode(&r).expect("writes");
    for (sound, spoilt, number) in
        [("Section(7)", "Section(99)", 99), ("Results: 1", "Results: 0", 0), ("Before(1)", "Before(7)", 7)]
    {
        let words = format!("没有第{number}部分");
        assert_eq!(text.matches(sound).count(), 1, "{text}");
        let said = project::decode(text.replace(sound, spoilt).as_bytes(), Path::new("x.gknb"));
        let said = said.expect_err(&words).to_string();
        assert!(said.contains(&words) && said.contains("没有改动") && said.ends_with("x.gknb"), "{said}");
    }
}

#[test]
fn numbers_and_days_beyond_all_bounds_stay_as_they_stand_and_are_found() {
    let mut r = Report::new(2024, "示范局");
    let huge = Value::Amount { value: Decimal::MAX, unit: Some(Unit::万元) };
    r.cells.insert(CellKey::parse(FEE), Cell::Typed(huge));
    r.cells.insert(CellKey::parse(RECEIVED), Cell::Typed(Value::Count(u64::MAX)));
    let yuan = Value::Amount { value: 251_000.into(), unit: Some(Unit::元) };
    r.cells.insert(CellKey::parse("requests.carried_in/natural"), Cell::Typed(Value::Signed(-1)));
    r.signature.date = Some(Date { year: 2025, month: 0, day: 0 });
    r.deadline = Some(Date { year: 65535, month: 1, day: 31 });
    r.thresholds.change_ratio = 0;
    let keys = vec![CellKey::parse(FEE), CellKey::parse(FEE)];
    let live = Run::field(FieldValue::Sum(keys), FieldStyle::Arabic);
    r.sections[0].before = vec![Para::Text(vec![live])];
    let held = decoded(&r).expect("read");
    assert_eq!(held.canonical(&CellKey::parse(RECEIVED)).as_deref(), Some("18446744073709551615"));
    assert_eq!(held.words(Part::Before(Section::Overview)), "〔未填〕");
    assert_eq!((held.signature.date, held.deadline, held.thresholds.change_ratio), (None, None, 3));
    assert_eq!(Strict::Signed.text(&held), "2025年0月0日");
    assert_eq!(Strict::Due.text(&held), "65535年1月31日");
    assert_eq!(Strict::Ratio.text(&held), "0");
    let found = checks::run(&held, None);
    let count = |code: &str| found.iter().filter(|f| f.code == code).count();
    assert_eq!((count("T101"), count("D107")), (3, 3), "{found:#?}");
    // 元 in a column of 万元 is the same money, not the same digits.
    let mut r = Report::new(2024, "示范局");
    r.cells.insert(CellKey::parse(FEE), Cell::Typed(yuan));
    assert_eq!(decoded(&r).expect("read").canonical(&CellKey::parse(FEE)).as_deref(), Some("25.1"));
}

#[test]
fn a_day_in_json_that_is_none_is_kept_and_told_and_a_year_beyond_the_forms_is_refused() {
    let mut r = shapes::report(2024, 3, 0);
    Strict::Signed.enter(&mut r, "2025.1.20");
    let json = export::json::write(&r);
    let read = |json: &str| import::read_document(json.as_bytes(), "x.json", None);
    assert_eq!(read(&json).expect("read").signature.date, Date::new(2025, 1, 20));
    let wrong = read(&json.replace("2025年1月20日", "2025年2月30日")).expect("read");
    assert_eq!((wrong.signature.date, Strict::Signed.text(&wrong).as_str()), (None, "2025年2月30日"));
    assert!(wrong.notes.iter().any(|n| n.text.contains("2025年2月30日")), "{:?}", wrong.notes);
    let e = read(&json.replace("\"year\": 2024", "\"year\": 65535")).expect_err("refused").to_string();
    assert!(e.contains("65535年没有这种格式"), "{e}");
}

fn any_value(dice: &mut Dice) -> Value {
    let most = 999_999_999_999;
    let amounts = ["0", "1.50", "59237.2449", "-1", "0.0000000000000000000000000001", "99999999999999"];
    match dice.roll(5) {
        0 => Value::Count(dice.pick(&[0, 1, 7, 60, most, most + 1, u64::MAX])),
        1 => Value::Signed(dice.pick(&[i64::MIN, -1, 0, 3, i64::MAX])),
        2 => Value::NotApplicable,
        3 => Value::Raw(dice.pick(&["", " 12 ", "22（其中修订16件）", "1e9", "=1+1", "-", "９"]).into()),
        _ => {
            let value = match dice.roll(4) {
                0 => Decimal::MAX,
                1 => Decimal::MIN,
                _ => dice.pick(&amounts).parse().expect("a number"),
            };
            Value::Amount { value, unit: dice.pick(&[None, Some(Unit::元), Some(Unit::万元)]) }
        }
    }
}

fn any_text(dice: &mut Dice, keys: &[CellKey]) -> Vec<Para> {
    let digits =
        dice.pick(&["7", "999999999999999", "１２", "二十三", "999999999999999.12345678", "约3万余"]);
    let words = dice.pick(&[
        "全年收到政府信息公开申请#件，其中自然人#件、商业企业#件，办结#件，占#%。",
        "网络申请#件、信函申请#件，合计#件，比上年增长#%，较去年的#件增加#件。",
        "收取信息处理费#万元、#亿元；行政事业性收费#万元；予以公开#件，占全部申请#件的#成。",
    ]);
    let some = |dice: &mut Dice| (0..=dice.roll(3)).map(|_| dice.pick(keys)).collect::<Vec<_>>();
    let value = match dice.roll(5) {
        0 => FieldValue::Sum(some(dice)),
        4 => FieldValue::ToldChange(some(dice)),
        1 => FieldValue::Change(some(dice)),
        2 => FieldValue::Datum(dice.pick(&[Datum::Year, Datum::Deadline])),
        _ => {
            let places = dice.pick(&[0, 1, 8, 8, 8, 9, 70_000, u32::MAX]);
            FieldValue::Share { of: some(dice), base: some(dice), places }
        }
    };
    let style = dice.pick(&[FieldStyle::Arabic, FieldStyle::Chinese]);
    vec![Para::Text(vec![Run::text(words.replace('#', digits)), Run::field(value, style)])]
}

/// A report whose values stand at all bounds and beyond them.
fn any_report(dice: &mut Dice, last: bool) -> Report {
    let years = [2019, 2020, 2024, 2025, 2099];
    let mut r = shapes::report(dice.pick(&years), dice.0, dice.roll(60));
    let keys = r.form().cells();
    for _ in 0..dice.roll(40) {
        let cell = match dice.roll(8) {
            0 => Cell::Computed,
            1 => Cell::Unfilled,
            2 => Cell::Compared(dice.pick(&[0, 14, 999_999_999_999, u64::MAX])),
            _ => Cell::Typed(any_value(dice)),
        };
        r.cells.insert(dice.pick(&keys), cell);
    }
    for part in
        [Part::Before(Section::Overview), Part::After(Section::Requests), Part::Before(Section::Other)]
    {
        edit::Edit::Text(part, any_text(dice, &keys)).apply(&mut r);
    }
    let day = |dice: &mut Dice| {
        let (year, month) = (dice.pick(&[0, 999, 2025, 9999, 65535]), dice.pick(&[0, 1, 2, 12, 13, 255]));
        Some(Date { year, month, day: dice.pick(&[0, 1, 30, 31, 255]) })
    };
    (r.signature.date, r.deadline) = (day(dice), day(dice));
    r.thresholds.change_ratio = dice.pick(&[0, 1, 3, 100, u32::MAX]);
    r.thresholds.change_least = dice.pick(&[0, 20, u32::MAX]);
    r.thresholds.repetition = dice.pick(&[0, 9, 10, 100, 101, u32::MAX]);
    if dice.roll(3) == 0 {
        r.typed.insert(dice.pick(&Strict::DAYS), dice.pick(&["abc", "2026.1.20", ""]).into());
        r.typed.insert(dice.pick(&Strict::LIMITS), dice.pick(&["1", "50", ""]).into());
    }
    match dice.roll(40) {
        0 => r.year = dice.pick(&[0, 1, 2018, 2100, 65535]),
        1 => r.heading_set = dice.pick(&[2, usize::MAX]),
        2 => {
            r.layout.charts = [(ChartKind::Results, dice.pick(&[Section::Disclosure, Section::Other]))].into()
        }
        _ => {
            let sections = [Section::Overview, Section::Requests];
            r.layout.charts = [(dice.pick(&ChartKind::ALL), dice.pick(&sections))].into();
        }
    }
    if last {
        let snapshot = Arc::new(any_report(dice, false));
        r.predecessor = Some(Predecessor { path: "去年".into(), digest: String::new(), snapshot });
    }
    r
}

/// Everything that is worked out of a report; a repair leaves one that can be saved and opened.
fn work_out(r: &Report, fonts: &Fonts) {
    let found = checks::run(r, today());
    for f in &found {
        assert!(!f.message.contains("程序自己出了错"), "{} {}", f.code, f.message);
        let others = repair::candidates(r, f).into_iter().map(|c| c.fix);
        for fix in f.fix.iter().chain(&f.live).cloned().chain(others) {
            let mut after = r.clone();
            fix.edits.iter().cloned().for_each(|e| e.apply(&mut after));
            assert_eq!(decoded(&after).expect("read"), after, "{} {}", f.code, fix.title);
        }
    }
    for key in r.form().cells() {
        let _ = (r.printed(&key), r.for_sheet(&key), r.years_of(&key));
    }
    let doc = blocks::of(r);
    let page = export::html::page(&doc);
    assert!(!page.contains("年0月") && !page.contains("月0日") && !page.contains("65535年"));
    export::docx::write(&doc, fonts).expect("a document");
    let json = export::json::write(r);
    let _ = import::read_document(json.as_bytes(), "x.json", None);
    let next = next_year::begin(r, "去年", "");
    let _ = (compare::compare(r, &next).len(), differences::between(r, &next).len());
    for form in ["fy2019", "fy2021"].map(|e| gongkai::form::by_edition(e).expect("known")) {
        convert::to_edition(r, form);
    }
}

/// A report of a file that nobody wrote by hand, with values at all bounds; `None` where it is refused.
pub fn hostile(dice: &mut Dice) -> Option<Report> {
    let last = dice.roll(2) == 0;
    decoded(&any_report(dice, last)).ok()
}

#[test]
fn any_values_of_a_file_are_refused_or_everything_is_worked_out_of_them() {
    let mut dice = Dice(2026);
    let fonts = Fonts::new(None);
    let mut read = 0;
    for _ in 0..150 {
        let last = dice.roll(2) == 0;
        match decoded(&any_report(&mut dice, last)) {
            Ok(r) => {
                assert_eq!(decoded(&r).expect("read again"), r);
                work_out(&r, &fonts);
                read += 1;
            }
            Err(e) => assert!(matches!(e, StoreError::Unsound { .. }), "{e}"),
        }
    }
    assert!((30..150).contains(&read), "{read}");
}
