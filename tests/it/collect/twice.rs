//! Numbers that would come in twice, or be lost on the way up, where collections hold collections.

use crate::made::county::{County, Handed, OFFICE, YEAR, report, submission};
use crate::made::dice::Dice;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::lower::LowerCollection;
use gongkai::collect::overview::Overview;
use gongkai::collect::roster::{RosterUnit, UnitKind};
use gongkai::collect::ruling::{Adjustment, Ruling};
use gongkai::collect::submission::{Submission, SubmittedContent};
use gongkai::collect::unit_row::FilesSeen;
use gongkai::form::table::CellKey;
use gongkai::report::Report;

const TOWN: &str = "示范县青石镇人民政府";
const PARTS: [&str; 3] = [TOWN, "示范县青石镇水利站", "青石镇卫生院"];

fn overview(c: &Collection) -> Overview {
    Overview::of(c, &FilesSeen::default())
}

pub fn handed(names: &[&str], seed: u64) -> Vec<Handed> {
    let mut dice = Dice(seed);
    names.iter().map(|n| Handed::new(report(n, YEAR, &mut dice))).collect()
}

/// A collection of these, with its office among its units.
fn collected(office: &str, parts: &[Handed]) -> Collection {
    let mut c = Collection::new(YEAR, office);
    CollectEdit::Roster(parts.iter().map(|h| RosterUnit::named(&h.report.office.name)).collect())
        .apply(&mut c);
    CollectEdit::TakeIn(parts.iter().map(Handed::submission).collect()).apply(&mut c);
    c
}

fn handed_up(c: &Collection) -> Submission {
    let content = SubmittedContent::Collection(LowerCollection::of(c));
    submission(&format!("{}.gknh", c.office), &format!("gknh {}", c.office), content)
}

/// The units of a county, and these beside them.
pub fn county_with(units: &[(&str, Option<UnitKind>)], more: Vec<Submission>) -> (County, Collection) {
    let county = County::new(8, 5);
    let mut c = Collection::new(YEAR, OFFICE);
    let named = |(name, kind): &(&str, Option<UnitKind>)| {
        let unit = RosterUnit::named(name);
        RosterUnit { kind: kind.unwrap_or(unit.kind), ..unit }
    };
    let roster = county.roster.iter().cloned().chain(units.iter().map(named)).collect();
    CollectEdit::Roster(roster).apply(&mut c);
    CollectEdit::TakeIn(county.submissions().into_iter().chain(more).collect()).apply(&mut c);
    (county, c)
}

pub fn comes_to(c: &Collection, all: &[&Handed]) {
    super::sums::comes_to(c, &super::sums::plain(&all.iter().map(|h| &h.report).collect::<Vec<&Report>>()));
}

pub fn within(c: &Collection) -> Vec<String> {
    let o = overview(c);
    let name = |u: usize| c.units[u].name.clone();
    o.findings.iter().filter(|f| f.code == "U401").map(|f| f.unit.map(name).expect("a unit's")).collect()
}

#[test]
fn a_part_of_a_collection_that_a_town_or_a_bureau_handed_in_is_not_added_again() {
    let cases: [(&str, &[&str]); 2] =
        [(TOWN, &PARTS), ("示范县教育局", &["示范县教育局", "第一中学", "示范县第二中学"])];
    for (above, names) in cases {
        let parts = handed(names, 9);
        let up = handed_up(&collected(above, &parts));
        for kind in [None, Some(UnitKind::Township), Some(UnitKind::LowerGovernment)] {
            for again in 1..names.len() {
                // As the county calls it, the same unit may be named with its region or without.
                for called in
                    [names[again].to_string(), format!("示范县{}", names[again].trim_start_matches("示范县"))]
                {
                    let own = parts[again].submission();
                    let (county, mut c) = county_with(&[(above, kind), (&called, None)], vec![up.clone()]);
                    CollectEdit::TakeIn(vec![own]).apply(&mut c);
                    comes_to(&c, &county.handed.iter().chain(&parts).collect::<Vec<_>>());
                    assert_eq!(within(&c), [called.as_str()], "{kind:?}");
                }
            }
        }
    }
}

#[test]
fn a_town_that_is_said_to_be_a_government_holds_its_own_units_and_no_others() {
    let parts = handed(&PARTS, 9);
    let up = handed_up(&collected(TOWN, &parts));
    let station = handed(&["青石镇文化站"], 3);
    let units = [(TOWN, Some(UnitKind::LowerGovernment)), ("青石镇文化站", None)];
    let (county, mut c) = county_with(&units, vec![up]);
    CollectEdit::TakeIn(vec![station[0].submission()]).apply(&mut c);
    comes_to(&c, &county.handed.iter().chain(&parts).collect::<Vec<_>>());
    assert_eq!(within(&c), ["青石镇文化站"]);
}

#[test]
fn bureaus_of_the_city_and_of_a_county_called_alike_are_two() {
    let names = ["水利局", "教育局", "民政局", "林业局"];
    let (below, own) = (handed(&names, 3), handed(&names, 4));
    let mut city = collected("示范市人民政府", &own);
    CollectEdit::AddUnit(RosterUnit::named(OFFICE)).apply(&mut city);
    CollectEdit::TakeIn(vec![handed_up(&collected(OFFICE, &below))]).apply(&mut city);
    comes_to(&city, &below.iter().chain(&own).collect::<Vec<_>>());
    assert!(within(&city).is_empty(), "{:?}", overview(&city).findings);
}

#[test]
fn what_two_collections_both_hold_counts_only_after_somebody_looked() {
    let town = handed(&[TOWN, "示范县青石镇中心小学"], 9);
    let mut bureau = handed(&["示范县教育局", "示范县第一中学"], 7);
    bureau.push(town[1].clone());
    let ups = vec![handed_up(&collected(TOWN, &town)), handed_up(&collected("示范县教育局", &bureau))];
    let (county, c) = county_with(&[(TOWN, None), ("示范县教育局", None)], ups);
    comes_to(&c, &county.handed.iter().collect::<Vec<_>>());
    assert_eq!(within(&c), [TOWN, "示范县教育局"]);
    let o = overview(&c);
    assert!(o.errors().any(|f| f.message.contains("“示范县青石镇中心小学”")), "{:?}", o.findings);
}

#[test]
fn a_collection_beside_the_report_made_of_it_goes_first() {
    let parts = handed(&PARTS, 9);
    let town = collected(TOWN, &parts);
    let made = Handed { file: "a.docx".into(), ..Handed::new(town.report(&overview(&town))) };
    let (county, mut c) = county_with(&[(TOWN, None), (PARTS[1], None)], vec![handed_up(&town)]);
    CollectEdit::TakeIn(vec![made.submission(), parts[1].submission()]).apply(&mut c);
    comes_to(&c, &county.handed.iter().chain(&parts).collect::<Vec<_>>());
    assert_eq!(within(&c), [PARTS[1]]);
}

#[test]
fn what_lacks_two_levels_down_is_told_at_the_top() {
    // The town's own report is taken for the whole, and lacks; one of its stations did not report.
    let mut town = collected(TOWN, &handed(&PARTS[1..], 9));
    CollectEdit::AddUnit(RosterUnit::named("示范县青石镇文化站")).apply(&mut town);
    CollectEdit::TakeIn(vec![handed(&[TOWN], 2)[0].submission()]).apply(&mut town);
    let (_, county) = county_with(&[(TOWN, None)], vec![handed_up(&town)]);
    let mut city = collected("示范市人民政府", &handed(&["示范市水利局"], 1));
    CollectEdit::AddUnit(RosterUnit::named(OFFICE)).apply(&mut city);
    CollectEdit::TakeIn(vec![handed_up(&county)]).apply(&mut city);
    for (c, level) in [(&county, "county"), (&city, "city")] {
        let o = overview(c);
        let told: Vec<&str> =
            o.findings.iter().filter(|f| f.code == "U402").map(|f| f.message.as_str()).collect();
        assert!(told.iter().any(|t| t.contains("示范县青石镇文化站")), "{level}: {told:?}");
        assert!(told.iter().any(|t| t.contains("本级政府自己的年报")), "{level}: {told:?}");
        assert!(!o.is_clean(), "{level}");
    }
}

#[test]
fn however_deep_and_however_often_it_is_handed_in_nothing_counts_twice() {
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let town = handed(&PARTS, 1000 + seed);
        let up = handed_up(&collected(TOWN, &town));
        let (county, c) = county_with(&[(TOWN, None)], vec![up.clone()]);
        let mut city = collected("示范市人民政府", &handed(&["示范市水利局", "示范市民政局"], 2000 + seed));
        let top = handed_up(&c);
        let everything: Vec<&Handed> = county.handed.iter().chain(&town).collect();
        let mut again: Vec<Submission> = everything
            .iter()
            .filter(|h| h.report.office.name != "青石镇卫生院" && dice.below(3) == 0)
            .map(|h| h.submission())
            .collect();
        again.extend(Some(up).filter(|_| dice.below(2) == 0));
        let names: Vec<String> =
            again.iter().map(|s| s.office().to_string()).chain([OFFICE.to_string()]).collect();
        for n in names {
            if !city.units.iter().any(|u| u.name == n) {
                CollectEdit::AddUnit(RosterUnit::named(&n)).apply(&mut city);
            }
        }
        CollectEdit::TakeIn(again).apply(&mut city);
        CollectEdit::TakeIn(vec![top]).apply(&mut city);
        let bureaus = handed(&["示范市水利局", "示范市民政局"], 2000 + seed);
        comes_to(&city, &everything.into_iter().chain(&bureaus).collect::<Vec<_>>());
    }
}

#[test]
fn a_station_is_not_added_beside_the_report_made_of_its_towns_collection() {
    let parts = handed(&PARTS, 9);
    let town = collected(TOWN, &parts);
    let made = town.report(&overview(&town));
    for (is_project, file) in [(true, "镇.gknb"), (false, "镇.docx")] {
        let mut content = Handed::new(made.clone()).submission().content;
        if let SubmittedContent::Report(r) = &mut content
            && is_project
        {
            r.units = made.units.iter().map(|u| u.name.clone()).collect();
        }
        let (county, mut c) =
            county_with(&[(TOWN, None), (PARTS[1], None)], vec![submission(file, "made", content)]);
        CollectEdit::TakeIn(vec![parts[1].submission()]).apply(&mut c);
        assert_eq!(within(&c), [PARTS[1]], "{file}");
        comes_to(&c, &county.handed.iter().chain(&parts).collect::<Vec<_>>());
    }
}

#[test]
fn two_bureaus_may_both_have_an_office_of_their_own() {
    let bureaus = ["示范县甲子局", "示范县乙丑局"];
    let more = handed(&bureaus, 4).into_iter().map(|h| {
        let mut s = h.submission();
        if let SubmittedContent::Report(r) = &mut s.content {
            r.units = vec!["局机关".into(), format!("{}信息中心", h.report.office.name)];
        }
        s
    });
    let (_, c) = county_with(&bureaus.map(|b| (b, None)), more.collect());
    assert!(within(&c).is_empty());
}

#[test]
fn of_two_files_that_say_the_same_the_one_that_owns_up_to_a_missing_unit_is_believed() {
    let parts = handed(&PARTS, 9);
    let up = collected(TOWN, &parts[..2]);
    let mut lacks = up.clone();
    CollectEdit::AddUnit(RosterUnit::named(PARTS[2])).apply(&mut lacks);
    for names in [["1.gknh", "2.gknh"], ["2.gknh", "1.gknh"]] {
        let of = |c: &Collection, file: &str| {
            submission(file, file, SubmittedContent::Collection(LowerCollection::of(c)))
        };
        let (_, c) = county_with(&[(TOWN, None)], vec![of(&up, names[0]), of(&lacks, names[1])]);
        assert!(overview(&c).findings.iter().any(|f| f.code == "U402"), "{names:?}");
    }
}

#[test]
fn a_part_of_a_collection_is_known_by_its_numbers_under_another_name() {
    let parts = handed(&PARTS, 9);
    let up = handed_up(&collected(TOWN, &parts));
    let mut again = parts[1].clone();
    again.report.office.name = "示范县水利服务中心".into();
    again.file = "中心.gknb".into();
    let (_, mut c) = county_with(&[(TOWN, None), ("示范县水利服务中心", None)], vec![up]);
    CollectEdit::TakeIn(vec![again.submission()]).apply(&mut c);
    assert_eq!(within(&c), ["示范县水利服务中心"]);
}

#[test]
fn what_waits_for_a_ruling_below_is_told_above() {
    let mut county = County::new(6, 4);
    county.enter(3, "requests.received/natural", "40");
    let late = county.of(3).clone();
    county.absent(3);
    let mut lower = county.collection();
    CollectEdit::Office(TOWN.into()).apply(&mut lower);
    let o = overview(&lower);
    let cell = (CellKey::parse("requests.received/natural"), 40.into());
    let by = Adjustment::new(&lower, &o.standing, cell, Ruling::default()).expect("whole");
    CollectEdit::Adjust(by).apply(&mut lower);
    CollectEdit::TakeIn(vec![late.submission()]).apply(&mut lower);
    let (_, c) = county_with(&[(TOWN, None)], vec![handed_up(&lower)]);
    let told = overview(&c).findings;
    assert!(told.iter().any(|f| f.code == "U402" && f.message.contains("调整")), "{told:?}");
}
