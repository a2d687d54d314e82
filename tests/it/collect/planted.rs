//! Every bad case planted singly and together: each is found, and nothing else.

use super::most_units;
use crate::made::county::{County, Handed, OFFICE, YEAR, name, report, submission};
use crate::made::dice::Dice;
use crate::made::reports::enter;
use gongkai::checks::Level;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::judging::COLLECT_CHECKS;
use gongkai::collect::lower::LowerCollection;
use gongkai::collect::overview::Overview;
use gongkai::collect::returned::to_ask;
use gongkai::collect::roster::{Duty, RosterUnit};
use gongkai::collect::submission::SubmittedContent;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::value::{Cell, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a case does before the reports are taken in, and to the collection afterwards.
struct Case {
    code: &'static str,
    /// Its unit, where it is one of the roster.
    unit: Option<usize>,
    before: fn(&mut County),
    after: fn(&mut Collection, &mut FilesSeen),
}

const NOTHING: fn(&mut Collection, &mut FilesSeen) = |_, _| {};

const fn case(code: &'static str, unit: usize, before: fn(&mut County)) -> Case {
    Case { code, unit: Some(unit), before, after: NOTHING }
}

const fn stray(code: &'static str, before: fn(&mut County)) -> Case {
    Case { code, unit: None, before, after: NOTHING }
}

/// Hands in another file of that unit.
fn twin<'a>(county: &'a mut County, n: usize, file: &str) -> &'a mut Handed {
    let mut twin = county.of(n).clone();
    twin.file = file.into();
    county.handed.push(twin);
    county.handed.last_mut().expect("pushed")
}

fn unit_at(c: &mut Collection, n: usize, duty: Duty) {
    let id = RosterUnit::named(&name(n)).id;
    let unit = c.unit(&id).expect("of the roster").clone();
    CollectEdit::ChangeUnit(RosterUnit { duty, ..unit }).apply(c);
}

const CASES: &[Case] = &[
    case("U101", 1, |c| c.absent(1)),
    case("U102", 2, |c| {
        let other = twin(c, 2, "再报.gknb");
        enter(&mut other.report, "requests.received/natural", "777");
    }),
    case("U103", 3, |c| c.of(3).report.year = YEAR - 1),
    case("U104", 4, |c| {
        let old = gongkai::report::edit::filled(2020, &name(4), &[("requests.received/natural", "5")]);
        c.of(4).report = gongkai::report::Report { year: YEAR, ..old };
    }),
    stray("U106", |c| {
        let mut r = report("邻水县青白红局", YEAR, &mut Dice(77));
        r.office.name = "邻水县青白红局".into();
        c.handed.push(Handed::new(r));
    }),
    stray("U107", |c| c.handed.push(Handed::new(report(OFFICE, YEAR, &mut Dice(78))))),
    case("U109", 5, |c| c.of(5).doubts = vec!["“6①”读作6".into()]),
    case("U110", 6, |c| c.of(6).errors = 2),
    Case {
        code: "U111",
        unit: Some(7),
        before: |_| {},
        after: |_, seen| seen.changed.extend([format!("{}/年报.gknb", name(7))]),
    },
    Case {
        code: "U112",
        unit: Some(8),
        before: |_| {},
        after: |c, _| unit_at(c, 8, Duty::Exempt("今年成立".into())),
    },
    case("U201", 9, |c| c.enter(9, "requests.received/org.business", "")),
    case("U202", 10, |c| c.enter(10, "requests.received/org.other", "若干")),
    case("U204", 0, |c| c.enter(0, "review.count/suit_after_review.upheld", "1")),
    case("U205", 11, |c| {
        let form = c.of(11).report.form();
        for key in form.cells().into_iter().filter(|k| form.total_of(k).is_none()) {
            Edit::Cell(key, Cell::Typed(Value::NotApplicable)).apply(&mut c.of(11).report);
        }
    }),
    case("U206", 12, |c| c.enter(12, "requests.received/total", "999999")),
    Case {
        code: "U207",
        unit: Some(13),
        before: |_| {},
        after: |c, _| {
            let o = Overview::of(c, &FilesSeen::default());
            let asked = to_ask(c, &o.standing, 13).expect("handed in");
            CollectEdit::Return(asked).apply(c);
        },
    },
];

/// Cases whose finding speaks of a cell or of two units, by a county of their own.
fn found(county: &County, after: &[fn(&mut Collection, &mut FilesSeen)]) -> (Collection, Overview) {
    let mut c = county.collection();
    let mut seen = FilesSeen::default();
    after.iter().for_each(|a| a(&mut c, &mut seen));
    let o = Overview::of(&c, &seen);
    (c, o)
}

fn codes(o: &Overview) -> BTreeMap<(&'static str, Option<usize>), usize> {
    let mut out = BTreeMap::new();
    o.findings.iter().for_each(|f| *out.entry((f.code, f.unit)).or_default() += 1);
    out
}

#[test]
fn each_planted_case_is_found_and_nothing_else() {
    for case in CASES {
        let mut county = County::new(60, 9);
        (case.before)(&mut county);
        let (_, o) = found(&county, &[case.after]);
        let wanted = BTreeMap::from([((case.code, case.unit), 1)]);
        assert_eq!(codes(&o), wanted, "{} {:?}", case.code, o.findings);
    }
}

#[test]
fn all_of_them_together_are_found_and_nothing_else() {
    let mut county = County::new(most_units(), 9);
    CASES.iter().for_each(|c| (c.before)(&mut county));
    let after: Vec<_> = CASES.iter().map(|c| c.after).collect();
    let (_, o) = found(&county, &after);
    let wanted: BTreeMap<_, _> = CASES.iter().map(|c| ((c.code, c.unit), 1)).collect();
    assert_eq!(codes(&o), wanted, "{:?}", o.findings);
}

#[test]
fn what_does_not_count_is_not_in_the_sums() {
    let mut county = County::new(most_units(), 9);
    CASES.iter().for_each(|c| (c.before)(&mut county));
    let (mut c, _) = found(&county, &[]);
    unit_at(&mut c, 8, Duty::Exempt("今年成立".into()));
    // Absent, doubled, of another year or edition, doubtful, not due.
    let out: BTreeSet<String> = [1, 2, 3, 4, 5, 8].into_iter().map(name).collect();
    let known: BTreeSet<String> = (0..most_units()).map(name).collect();
    let counted = |h: &&Handed| !out.contains(&h.report.office.name) && known.contains(&h.report.office.name);
    let reports: Vec<_> = county.handed.iter().filter(counted).map(|h| &h.report).collect();
    super::sums::comes_to(&c, &super::sums::plain(&reports));
}

#[test]
fn the_same_file_twice_counts_once_and_nothing_is_said() {
    let mut county = County::new(20, 4);
    let wanted = super::sums::plain(&county.handed.iter().map(|h| &h.report).collect::<Vec<_>>());
    twin(&mut county, 3, "水利/又一份.gknb");
    let (c, o) = found(&county, &[]);
    assert!(o.is_clean(), "{:?}", o.findings);
    super::sums::comes_to(&c, &wanted);
}

#[test]
fn one_report_under_two_names_is_counted_only_after_somebody_looked() {
    let mut county = County::new(20, 4);
    let copied = county.of(3).report.cells.clone();
    county.of(7).report.cells = copied;
    let (c, o) = found(&county, &[]);
    let said: Vec<_> = o.findings.iter().map(|f| (f.code, f.unit)).collect();
    assert_eq!(said, [("U108", Some(3)), ("U108", Some(7))]);
    assert_eq!(o.standing.head_count(&c).counted, 18);
}

#[test]
fn a_report_as_large_as_all_others_is_not_added_to_them() {
    let mut county = County::new(20, 4);
    let sums = Overview::of(&county.collection(), &FilesSeen::default())
        .standing
        .totals
        .figures(county.collection().form());
    county.of(2).report.cells = sums.filled();
    let (_, o) = found(&county, &[]);
    assert!(o.errors().any(|f| (f.code, f.unit) == ("U107", Some(2))), "{:?}", o.findings);
    assert!(o.standing.figures(2).is_none());
}

#[test]
fn a_sum_beyond_what_a_cell_takes_is_told_and_left_open() {
    let mut county = County::new(20, 4);
    for n in [3, 4] {
        county.enter(n, "disclosure.licensing.licence/decisions", "999999999999");
    }
    let (c, o) = found(&county, &[]);
    let key = CellKey::parse("disclosure.licensing.licence/decisions");
    assert_eq!(codes(&o), BTreeMap::from([(("U203", None), 1)]), "{:?}", o.findings);
    assert_eq!(o.standing.totals.figures(c.form()).by_key(&key), None);
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let mut c = County::new(20, 4).collection();
    let why = SubmittedContent::Unreadable("文件加了密码，读不出内容".into());
    CollectEdit::TakeIn(vec![submission("密.docx", "00", why)]).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    assert!(o.findings.len() == 1 && o.findings[0].code == "U105", "{:?}", o.findings);
    assert!(o.findings[0].message.contains("加了密码"), "{:?}", o.findings);
}

#[test]
fn an_absent_unit_of_noughts_is_missed_though_the_sum_is_the_same() {
    let mut county = County::new(20, 4);
    county.of(3).report = gongkai::report::edit::filled(YEAR, &name(3), &[]);
    let whole = Overview::of(&county.collection(), &FilesSeen::default()).standing.totals;
    county.absent(3);
    let (c, o) = found(&county, &[]);
    assert_eq!(whole.figures(c.form()), o.standing.totals.figures(c.form()));
    assert!(codes(&o).contains_key(&("U101", Some(3))));
}

#[test]
fn an_empty_collection_is_no_reason_to_fail() {
    let c = Collection::new(YEAR, OFFICE);
    let o = Overview::of(&c, &FilesSeen::default());
    assert_eq!(o.standing.head_count(&c).words(), "应报0 · 已汇总0");
}

/// Last year's, of which this year's carry-over follows; one unit went into another.
fn with_last() -> (County, Collection) {
    let mut last = County::new(12, 6);
    for n in 0..12 {
        let year = YEAR - 1;
        last.of(n).report.year = year;
    }
    let mut before = Collection::new(YEAR - 1, OFFICE);
    CollectEdit::Roster(last.roster.clone()).apply(&mut before);
    CollectEdit::TakeIn(last.submissions()).apply(&mut before);
    let mut county = County::new(12, 8);
    for n in 0..12 {
        let out = |key: &str| gongkai_value(&last, n, key);
        let carried = out("requests.carried_out/natural");
        county.enter(n, "requests.carried_in/natural", &carried);
        let issued = gongkai_value(&county, n, "disclosure.rules.normative_document/issued");
        let was = out("disclosure.rules.normative_document/in_force");
        let now = was.parse::<u64>().expect("a number") + issued.parse::<u64>().expect("a number");
        county.enter(n, "disclosure.rules.normative_document/in_force", &now.to_string());
    }
    let mut c = Collection::begun(&before, "去年.gknh", "00");
    CollectEdit::TakeIn(county.submissions()).apply(&mut c);
    (county, c)
}

fn gongkai_value(county: &County, n: usize, key: &str) -> String {
    let r = county.handed.iter().find(|h| h.report.office.name == name(n)).expect("there");
    crate::made::reports::value(&r.report, key)
}

#[test]
fn what_is_carried_over_is_explained_unit_by_unit() {
    let (mut county, c) = with_last();
    let o = Overview::of(&c, &FilesSeen::default());
    assert!(o.carried.is_empty() && o.is_clean(), "{:?}", o.findings);
    assert_eq!(o.standing.head_count(&c).since_last().as_deref(), Some("上年12 + 新增0 − 撤并0 = 12"));
    county.enter(5, "requests.carried_in/natural", "333");
    let mut c = c;
    CollectEdit::TakeIn(county.submissions()).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    assert_eq!(o.carried.len(), 1);
    assert!(o.carried[0].units.len() == 1 && o.carried[0].units[0].unit == 5, "{:?}", o.carried);
}

#[test]
fn a_unit_that_was_merged_leaves_its_carry_over_to_its_successor() {
    let (mut county, mut c) = with_last();
    let moved: Vec<u64> = [4, 5]
        .map(|n| gongkai_value(&county, n, "requests.carried_in/natural").parse().expect("a number"))
        .to_vec();
    let in_force: Vec<u64> = [4, 5]
        .map(|n| gongkai_value(&county, n, "disclosure.rules.normative_document/in_force"))
        .map(|v| v.parse().expect("a number"))
        .to_vec();
    let issued: u64 =
        gongkai_value(&county, 4, "disclosure.rules.normative_document/issued").parse().expect("a number");
    county.enter(5, "requests.carried_in/natural", &(moved[0] + moved[1]).to_string());
    let all = in_force[0] - issued + in_force[1];
    county.enter(5, "disclosure.rules.normative_document/in_force", &all.to_string());
    county.absent(4);
    let digest = c.submissions.iter().find(|s| s.office() == name(4)).expect("there").digest.clone();
    let ruling = gongkai::collect::ruling::Ruling { reason: "并入".into(), ..Default::default() };
    CollectEdit::SetAside { digest, ruling: Some(ruling) }.apply(&mut c);
    let successor = Some(RosterUnit::named(&name(5)).id);
    unit_at(&mut c, 4, Duty::Abolished { reason: "机构改革".into(), successor });
    CollectEdit::TakeIn(county.submissions()).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    assert!(o.is_clean(), "{:?} {:?}", o.findings, o.carried);
    assert_eq!(o.standing.head_count(&c).since_last().as_deref(), Some("上年12 + 新增0 − 撤并1 = 11"));
}

#[test]
fn a_unit_of_last_year_that_nobody_accounts_for_is_told() {
    let (_, mut c) = with_last();
    let id = c.units[3].id.clone();
    CollectEdit::RemoveUnit(id).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    assert!(o.findings.iter().any(|f| f.code == "U302"), "{:?}", o.findings);
}

#[test]
fn a_city_adds_its_counties_and_a_number_leads_to_the_leaf() {
    let county = County::new(20, 4);
    let mut lower = county.collection();
    CollectEdit::Office("示范市示范县人民政府".into()).apply(&mut lower);
    let mut city = Collection::new(YEAR, "示范市人民政府");
    let own = Handed::new(report("示范市人民政府办公室", YEAR, &mut Dice(3)));
    let below = SubmittedContent::Collection(LowerCollection::of(&lower));
    CollectEdit::TakeIn(vec![own.submission(), submission("示范县.gknh", "00", below)]).apply(&mut city);
    let o = Overview::of(&city, &FilesSeen::default());
    let mut all: Vec<_> = county.handed.iter().map(|h| &h.report).collect();
    all.push(&own.report);
    super::sums::comes_to(&city, &super::sums::plain(&all));
    let key = CellKey::parse("requests.received/natural");
    let t = gongkai::collect::trace::Trace::of(&city, &o.standing, &key).expect("a cell");
    let below = t.parts.iter().find(|p| !p.below.is_empty()).expect("the county");
    assert_eq!(below.below.len(), 20);
}

#[test]
fn a_department_beside_its_own_government_is_told() {
    let lower = County::new(20, 4);
    let mut city = Collection::new(YEAR, "示范市人民政府");
    let below = SubmittedContent::Collection(LowerCollection::of(&lower.collection()));
    let again = lower.handed[3].submission();
    CollectEdit::TakeIn(vec![again, submission("示范县.gknh", "00", below)]).apply(&mut city);
    let o = Overview::of(&city, &FilesSeen::default());
    assert!(o.findings.iter().any(|f| f.code == "U401"), "{:?}", o.findings);
}

#[test]
fn a_lower_collection_that_is_not_whole_is_told() {
    let mut lower = County::new(20, 4);
    lower.absent(3);
    let below = SubmittedContent::Collection(LowerCollection::of(&lower.collection()));
    let mut city = Collection::new(YEAR, "示范市人民政府");
    CollectEdit::TakeIn(vec![submission("示范县.gknh", "00", below)]).apply(&mut city);
    let o = Overview::of(&city, &FilesSeen::default());
    assert!(o.findings.iter().any(|f| f.code == "U402"), "{:?}", o.findings);
}

#[test]
fn what_a_unit_sends_again_is_set_beside_what_was_sent_back() {
    let mut county = County::new(12, 4);
    county.of(3).errors = 1;
    let mut c = county.collection();
    let o = Overview::of(&c, &FilesSeen::default());
    let asked = to_ask(&c, &o.standing, 3).expect("handed in");
    let words = gongkai::collect::returned::message(&c, &asked);
    assert!(words.contains(&name(3)) && words.contains("1. 表二：不平"), "{words}");
    CollectEdit::Return(asked).apply(&mut c);
    county.enter(3, "requests.received/natural", "888");
    county.of(3).errors = 0;
    CollectEdit::TakeIn(county.submissions()).apply(&mut c);
    let o = Overview::of(&c, &FilesSeen::default());
    let (_, changes) = gongkai::collect::returned::since_returned(&c, &o.standing, 3).expect("sent again");
    let keys: Vec<&str> = changes.iter().map(|c| c.cell.as_str()).collect();
    assert_eq!(keys, ["requests.received/natural", "requests.received/total"]);
}

#[test]
fn every_check_of_a_collection_has_its_code_once() {
    let codes: BTreeSet<&str> = COLLECT_CHECKS.iter().map(|c| c.code).collect();
    assert_eq!(codes.len(), COLLECT_CHECKS.len());
    assert!(COLLECT_CHECKS.iter().all(|c| c.level != Level::Hint || !c.how.is_empty()));
}
