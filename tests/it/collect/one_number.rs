//! One number everywhere: what JSON, the report, the tables, the data and the way back from a cell say of it is the same.

use super::files::put;
use crate::made::county::{County, OFFICE, YEAR, name};
use crate::made::dice::Dice;
use crate::made::folder::Folder;
use gongkai::app::unit_lines;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::figures;
use gongkai::collect::overview::Overview;
use gongkai::collect::ruling::{Adjustment, Ruling};
use gongkai::collect::trace::Trace;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::export::collected::{Collected, CollectedTable};
use gongkai::form::table::CellKey;
use gongkai::page::blocks::DocBlock;
use gongkai::report::value::Value;
use gongkai::store::{RealDisk, collection};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A county with what goes wrong with numbers: totals printed otherwise, words, blanks, what is too large, adjustments.
fn troubled(seed: u64) -> Collection {
    let mut county = County::new(8, seed);
    let mut dice = Dice(seed);
    let cells = county.handed[0].report.form().cells();
    for _ in 0..6 {
        let unit = dice.below(8);
        let text = dice.pick(&["", "25", "若干", "999999999999", "0"]);
        let key = dice.pick(&cells);
        county.enter(unit, key.as_str(), text);
    }
    county.enter(3, "requests.received/total", "25");
    let mut c = county.collection();
    let leaves: Vec<CellKey> = cells.into_iter().filter(|k| c.form().total_of(k).is_none()).collect();
    for _ in 0..3 {
        let cell = dice.pick(&leaves);
        let by = dice.pick(&[
            Decimal::from(-3),
            Decimal::from(2),
            Decimal::MAX,
            Decimal::from(999_999_999_999u64),
        ]);
        let ruling = Ruling { reason: "重复".into(), ..Ruling::default() };
        CollectEdit::Adjust(Adjustment { cell, by, of: BTreeMap::new(), ruling }).apply(&mut c);
    }
    c
}

fn words(c: &Collection, key: &CellKey, value: Option<&Value>) -> Option<String> {
    value.map(|v| v.canonical(c.form().kind(key)))
}

#[test]
fn every_way_to_a_sum_leads_to_the_same_number() {
    for seed in 0..30 {
        let c = troubled(seed);
        let o = Overview::of(&c, &FilesSeen::default());
        let totals = &o.standing.totals;
        let (figures, report) = (totals.figures(c.form()), c.report(&o));
        for (place, key) in c.form().ledger().keys.iter().enumerate() {
            let wanted = words(&c, key, totals.cells[place].value.as_ref());
            assert_eq!(words(&c, key, figures.value(place).as_ref()), wanted, "figures {seed} {key}");
            assert_eq!(words(&c, key, report.value(key).as_ref()), wanted, "report {seed} {key}");
            assert!(c.changes_to(&report, &o.standing).is_empty(), "{seed}");
            let t = Trace::of(&c, &o.standing, key).expect("a cell");
            assert_eq!(words(&c, key, t.total.value.as_ref()), wanted, "trace {seed} {key}");
            let units = t.parts.iter().filter_map(|p| p.number);
            let all = units.chain([t.total.adjusted]).try_fold(Decimal::ZERO, |a, b| a.checked_add(b));
            if let Some(told) = t.total.value.as_ref().and_then(figures::number) {
                assert_eq!(Some(told), all, "what the units give adds up: {seed} {key}");
            }
        }
    }
}

#[test]
fn the_command_line_the_report_and_the_data_say_the_same() {
    let d = Folder::new();
    let mut county = County::new(6, 4);
    county.enter(3, "requests.received/total", "25");
    county.enter(2, "disclosure.licensing.licence/decisions", "999999999999");
    county.enter(4, "disclosure.licensing.licence/decisions", "999999999999");
    put(&d, &county, &["gknb"]);
    let args = ["collect", "各单位", "-o", "a.gknh", "--year", "2025", "--office", OFFICE, "--json"];
    let o = d.run(&[&args[..], &["--report", "年报.gknb", "--csv", "数据.csv"]].concat());
    let told: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    let (made, c) = (d.load("年报.gknb"), collection::load(&RealDisk, &d.at("a.gknh")).expect("read"));
    for key in c.form().cells() {
        let told = told["sums"][key.as_str()].as_str().map(str::to_string);
        assert_eq!(words(&c, &key, made.value(&key).as_ref()), told, "{key}");
    }
    // The data of the units add up to it, printed totals among them.
    let csv = String::from_utf8(d.read("数据.csv")).expect("UTF-8");
    let lines: Vec<Vec<&str>> = csv.lines().map(|l| l.split(',').collect()).collect();
    let key = "requests.received/total";
    let of_cell = lines.iter().filter(|l| l.contains(&key));
    let sum: u64 = of_cell.map(|l| l.iter().rev().find_map(|f| f.parse::<u64>().ok()).unwrap_or(0)).sum();
    assert_eq!(Some(sum.to_string().as_str()), told["sums"][key].as_str(), "{csv:.600}");
    assert!(csv.contains(&name(3)));
}

#[test]
fn an_adjustment_beyond_all_numbers_does_not_forget_the_units() {
    let county = County::new(6, 4);
    let mut c = county.collection();
    let cell = CellKey::parse("requests.received/natural");
    for by in [Decimal::MAX, Decimal::MAX, Decimal::ONE] {
        let ruling = Ruling { reason: "试".into(), ..Ruling::default() };
        CollectEdit::Adjust(Adjustment { cell: cell.clone(), by, of: BTreeMap::new(), ruling }).apply(&mut c);
    }
    let o = Overview::of(&c, &FilesSeen::default());
    let place = c.form().ledger().place(cell.as_str()).expect("a cell");
    assert_eq!(o.standing.totals.cells[place].value, None);
    assert!(o.findings.iter().any(|f| f.code == "U203"), "{:?}", o.findings);
}

#[test]
fn a_cell_is_adjusted_by_numbers_of_its_kind_only() {
    use gongkai::form::table::Kind;
    for (by, count, money) in
        [("0.5", false, true), ("-3", true, true), ("2.00", true, true), ("0.0000001", false, false)]
    {
        let by: Decimal = by.parse().expect("a number");
        assert_eq!(
            (figures::adjusts(Kind::Count, by), figures::adjusts(Kind::WanYuan, by)),
            (count, money),
            "{by}"
        );
    }
    let mut c = County::new(3, 4).collection();
    let cell = CellKey::parse("requests.received/natural");
    let half = Adjustment {
        cell,
        by: "0.5".parse().expect("a number"),
        of: BTreeMap::new(),
        ruling: Ruling::default(),
    };
    CollectEdit::Adjust(half.clone()).apply(&mut c);
    assert!(c.adjustments.is_empty());
    c.adjustments.push(half);
    assert!(c.held().is_err());
}

#[test]
fn the_number_in_a_sentence_about_carry_over_is_the_one_in_the_table() {
    let mut last = County::new(12, 6);
    last.handed.iter_mut().for_each(|h| h.report.year = YEAR - 1);
    let mut before = Collection::new(YEAR - 1, OFFICE);
    CollectEdit::Roster(last.roster.clone()).apply(&mut before);
    CollectEdit::TakeIn(last.submissions()).apply(&mut before);
    let mut county = County::new(12, 7);
    for (n, h) in last.handed.iter().enumerate() {
        let out = crate::made::reports::value(&h.report, "requests.carried_out/natural");
        county.enter(n, "requests.carried_in/natural", &out);
    }
    county.enter(5, "requests.carried_in/natural", "333");
    let mut c = Collection::begun(&before, "去年.gknh", "00");
    CollectEdit::TakeIn(county.submissions()).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    let key = CellKey::parse("requests.carried_in/natural");
    let gap = o.carried.iter().find(|g| g.cell == key).expect("a gap");
    let place = c.form().ledger().place(key.as_str()).expect("a cell");
    let shown = o.standing.totals.cells[place].value.as_ref().and_then(figures::number);
    assert_eq!(Some(gap.found), shown);
    let carried = o.standing.totals.cells[place].clone();
    assert_eq!(carried.adjusted, Decimal::ZERO);
    let place = before.form().ledger().place("requests.carried_out/natural").expect("a cell");
    let was = Overview::of(&before, &FilesSeen::default()).standing.totals.cells[place].clone();
    assert_eq!(Some(gap.expected), was.value.as_ref().and_then(figures::number));
    let said = o.findings.iter().find(|f| f.code == "U301" && f.cells == [key.clone()]).expect("told");
    let (found, expected) = (figures::words(gap.found), figures::words(gap.expected));
    assert!(
        said.message.contains(&format!("是{found}，"))
            && said.message.contains(&format!("应当是{expected}："))
    );
}

#[test]
fn a_total_of_which_a_part_is_words_is_no_number_that_a_sentence_may_name() {
    const TOTAL: &str = "requests.received/total";
    let mut county = County::new(6, 4);
    county.enter(3, "requests.received/natural", "12若干");
    county.enter(3, "requests.received/org.business", "9");
    let c = county.collection();
    let report = c.report(&Overview::of(&c, &FilesSeen::default()));
    let known: Vec<bool> =
        report.units.iter().map(|u| u.cells.contains_key(&CellKey::parse(TOTAL))).collect();
    assert_eq!(known, [true, true, true, false, true, true]);
}

#[test]
fn what_a_unit_comes_to_without_words_is_marked_wherever_it_is_shown() {
    let mut county = County::new(8, 4);
    county.enter(3, "requests.received/org.other", "若干");
    let c = county.collection();
    let overview = Overview::of(&c, &FilesSeen::default());
    let lines = unit_lines::lines(&c, &overview.standing);
    assert!(lines.iter().enumerate().all(|(n, l)| l.lacking == [n == 3, false, false]));
    let doc =
        Collected { collection: &c, overview: &overview, today: None }.document(&[CollectedTable::Units]);
    let of = |b: &DocBlock| match b {
        DocBlock::Table(t) => t.values.values().cloned().collect(),
        _ => Vec::new(),
    };
    let cells: Vec<String> = doc.blocks.iter().flat_map(of).collect();
    let marked = cells.iter().filter(|c| c.ends_with('*')).count();
    assert_eq!(marked, 2, "the unit's and the sum: {cells:?}");
}
