//! Whose a report is, where names are alike: of another region, spelled otherwise, the government's own, going round.

use crate::made::county::{County, Handed, OFFICE, YEAR, report, submission};
use crate::made::dice::Dice;
use crate::made::reports::enter;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::lower::LowerCollection;
use gongkai::collect::matching::{Matcher, Placement, Stray};
use gongkai::collect::overview::Overview;
use gongkai::collect::roster::RosterUnit;
use gongkai::collect::submission::SubmittedContent;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::form::table::CellKey;

fn overview(c: &Collection) -> Overview {
    Overview::of(c, &FilesSeen::default())
}

fn handed(name: &str, seed: u64) -> Handed {
    Handed::new(report(name, YEAR, &mut Dice(seed)))
}

/// A collection of these units, and what comes of a name in it.
fn listed(office: &str, units: &[&str]) -> Collection {
    let mut c = Collection::new(YEAR, office);
    CollectEdit::Roster(units.iter().map(|u| RosterUnit::named(u)).collect()).apply(&mut c);
    c
}

fn placed(c: &Collection, name: &str) -> Placement {
    Matcher::of(c).by_name(name)
}

#[test]
fn a_region_whose_name_ends_in_another_s_is_another() {
    const REGIONS: [&str; 10] =
        ["和县", "云和县", "泰和县", "安县", "淳安县", "城区", "新城区", "郊区", "东郊区", "鼓楼区"];
    const BODIES: [&str; 4] = ["水利局", "教育局", "财政局", "审计局"];
    for own in REGIONS {
        let c = listed(&format!("{own}人民政府"), &BODIES);
        for other in REGIONS {
            for (at, body) in BODIES.iter().enumerate() {
                let found = placed(&c, &format!("{other}{body}"));
                if own == other {
                    assert_eq!(found, Placement::Of(at), "{own} {other}{body}");
                } else {
                    let elsewhere = matches!(&found, Placement::Unsure { why: Stray::Elsewhere(_), .. });
                    assert!(elsewhere, "{own} {other}{body}: {found:?}");
                }
            }
        }
    }
}

#[test]
fn usual_short_names_and_second_names_in_brackets_are_known() {
    let units = [
        "示范县市场监督管理局",
        "示范县自然资源和规划局",
        "示范县发展和改革局",
        "示范县农业农村局（示范县乡村振兴局）",
    ];
    let c = listed(OFFICE, &units);
    for (name, at) in [
        ("示范县市监局", 0),
        ("示范县市场监管局", 0),
        ("示范县自规局", 1),
        ("示范县发展和改革局（示范县粮食和物资储备局）", 2),
        ("发改局（粮食局）", 2),
        ("示范县农业农村局", 3),
        ("农业农村局（本级）", 3),
    ] {
        assert_eq!(placed(&c, name), Placement::Of(at), "{name}");
    }
    let two = listed(OFFICE, &["示范县城关镇（东区）", "示范县城关镇（西区）"]);
    assert!(matches!(placed(&two, "示范县城关镇"), Placement::Unsure { .. }));
    assert!(matches!(placed(&c, "示范县人民政府（汇总）"), Placement::Unsure { .. }));
}

#[test]
fn a_region_of_the_same_name_in_another_city_is_asked_about_until_the_city_is_known() {
    let mut c = listed("鼓楼区人民政府", &["水利局", "教育局"]);
    let is_asked = |c: &Collection, name: &str| matches!(placed(c, name), Placement::Unsure { .. });
    assert!(is_asked(&c, "徐州市鼓楼区教育局"));
    assert_eq!(placed(&c, "鼓楼区教育局"), Placement::Of(1));
    // Once one is said to be ours, its city is.
    let first = handed("南京市鼓楼区水利局", 3);
    CollectEdit::TakeIn(vec![first.submission()]).apply(&mut c);
    CollectEdit::Place { digest: first.submission().digest, unit: c.units[0].id.clone() }.apply(&mut c);
    assert_eq!(placed(&c, "南京市鼓楼区教育局"), Placement::Of(1));
    assert!(is_asked(&c, "徐州市鼓楼区教育局"));
    // The full name of the office says it at once, and the short one is known too.
    let c = listed("南京市鼓楼区人民政府", &["水利局", "鼓楼区教育局"]);
    for name in ["鼓楼区教育局", "南京市鼓楼区教育局", "江苏省南京市鼓楼区教育局", "区教育局"]
    {
        assert_eq!(placed(&c, name), Placement::Of(1), "{name}");
    }
    assert!(is_asked(&c, "徐州市鼓楼区教育局"));
}

#[test]
fn the_government_s_own_report_is_none_of_its_units_however_it_is_called() {
    for name in ["示范县人民政府", "示范市示范县人民政府", "示范县人民政府（汇总）", "示范县政府"]
    {
        let mut c = Collection::new(YEAR, OFFICE);
        let units = (1..6).map(|n| handed(&crate::made::county::name(n), n as u64).submission());
        CollectEdit::TakeIn(units.chain([handed(name, 78).submission()]).collect()).apply(&mut c);
        let o = overview(&c);
        assert_eq!(c.units.len(), 5, "{name}");
        assert!(o.findings.iter().any(|f| f.code == "U107"), "{name}: {:?}", o.findings);
    }
}

#[test]
fn the_total_of_all_units_is_known_though_one_number_of_it_is_less() {
    let mut county = County::new(20, 4);
    let c = county.collection();
    let sums = overview(&c).standing.totals.figures(c.form());
    county.of(2).report.cells = sums.filled();
    county.enter(2, "requests.carried_in/natural", "0");
    let c = county.collection();
    let o = overview(&c);
    assert!(o.errors().any(|f| (f.code, f.unit) == ("U107", Some(2))), "{:?}", o.findings);
}

#[test]
fn which_of_three_spellings_are_named_together_is_the_same_each_time() {
    let c = listed(OFFICE, &["示范县发展和改革局", "县发改局", "发展改革局", "示范县水利局", "县水利局"]);
    let all: Vec<usize> = (0..c.units.len()).collect();
    let found = |c: &Collection| Matcher::of(c).namesakes(&all);
    assert!((0..50).all(|_| found(&c) == found(&c)), "{:?}", found(&c));
    assert_eq!(found(&c)[&4], 3);
}

#[test]
fn spellings_of_one_unit_are_told_though_nobody_said_the_office() {
    let names = ["示范县发展和改革局", "县发改局", "发展改革局"];
    let mut c = Collection::new(YEAR, "");
    let all = names.iter().zip(1..).map(|(n, seed)| handed(n, seed).submission());
    CollectEdit::TakeIn(all.collect()).apply(&mut c);
    let o = overview(&c);
    let codes: Vec<&str> = o.findings.iter().map(|f| f.code).collect();
    assert_eq!(codes, ["U108", "U108", "U108", "U114"], "{:?}", o.findings);
    assert_eq!(o.standing.head_count(&c).counted, 0);
}

fn lower(c: &Collection) -> SubmittedContent {
    SubmittedContent::Collection(LowerCollection::of(c))
}

#[test]
fn collections_that_go_round_are_not_counted() {
    let collection = |office: &str, parts: &[(&str, &Collection)]| {
        let mut c = Collection::new(YEAR, office);
        let own = handed(&format!("{office}办公室"), office.bytes().map(u64::from).sum()).submission();
        let parts = parts.iter().map(|(file, c)| submission(file, &format!("{file}{office}"), lower(c)));
        CollectEdit::TakeIn(parts.chain([own]).collect()).apply(&mut c);
        c
    };
    let first = collection("甲县人民政府", &[]);
    let city = collection("示范市人民政府", &[("甲县.gknh", &first)]);
    let province = collection("示范省人民政府", &[("示范市.gknh", &city)]);
    assert_eq!(overview(&province).standing.head_count(&province).counted, 2);
    for (file, above) in [("示范市.gknh", &city), ("示范省.gknh", &province)] {
        let round = collection("甲县人民政府", &[(file, above)]);
        let o = overview(&round);
        assert!(
            o.findings.iter().any(|f| f.code == "U107" && f.message.contains("绕着圈")),
            "{:?}",
            o.findings
        );
        assert_eq!(o.standing.head_count(&round).counted, 1, "{file}");
        assert_eq!(o.standing.totals, overview(&first).standing.totals);
    }
}

#[test]
fn a_unit_in_a_lower_government_s_numbers_is_never_counted_twice() {
    let county = County::new(20, 4);
    let mut city = Collection::new(YEAR, "示范市人民政府");
    let again = county.handed[3].submission();
    let content = lower(&county.collection());
    CollectEdit::TakeIn(vec![again, submission("示范县.gknh", "00", content)]).apply(&mut city);
    super::sums::comes_to(
        &city,
        &super::sums::plain(&county.handed.iter().map(|h| &h.report).collect::<Vec<_>>()),
    );
    let o = overview(&city);
    let told: Vec<_> = o.findings.iter().filter(|f| f.code == "U401").collect();
    assert!(told.len() == 1 && told[0].message.contains("没有再计入"), "{:?}", o.findings);
}

#[test]
fn what_a_lower_collection_leaves_open_is_open_above_it() {
    const CELL: &str = "requests.received/natural";
    let mut county = County::new(6, 4);
    county.enter(3, CELL, "三十多件");
    let mut city = Collection::new(YEAR, "示范市人民政府");
    let content = lower(&county.collection());
    CollectEdit::TakeIn(vec![submission("示范县.gknh", "00", content)]).apply(&mut city);
    let o = overview(&city);
    let place = city.form().ledger().place(CELL).expect("a cell");
    assert!(o.standing.totals.cell(place).expect("a cell").is_open());
    let notes = city.report(&o).notes;
    let about = gongkai::report::Place::Cells(vec![CellKey::parse(CELL)]);
    assert!(notes.iter().any(|n| n.place == about), "{notes:?}");
}

#[test]
fn two_units_never_have_one_id() {
    let mut c = County::new(6, 4).collection();
    let mut unit = c.units[2].clone();
    unit.aliases.push("示范县水务局".into());
    CollectEdit::ChangeUnit(unit.clone()).apply(&mut c);
    let mut lines = c.units.clone();
    lines.push(RosterUnit { id: unit.id.clone(), ..RosterUnit::named("示范县水务局") });
    CollectEdit::Roster(lines.clone()).apply(&mut c);
    let ids: std::collections::BTreeSet<&str> = c.units.iter().map(|u| u.id.as_str()).collect();
    assert_eq!(ids.len(), c.units.len());
    c.units = lines;
    let held = c.held().expect("sound");
    let ids: std::collections::BTreeSet<&str> = held.units.iter().map(|u| u.id.as_str()).collect();
    assert_eq!(ids.len(), held.units.len());
}

#[test]
fn a_report_in_its_own_unit_s_name_is_entered_again_by_no_spelling() {
    let mut r = report("示范县水利局", YEAR, &mut Dice(1));
    enter(&mut r, "requests.received/natural", "7");
    let c = listed(OFFICE, &["县水利局", "教育局"]);
    for name in ["示范县水利局", "水利局", " 示范县 水利局", "县水利局"] {
        assert_eq!(placed(&c, name), Placement::Of(0), "{name}");
    }
    // 县城市管理局 names no city of 县城.
    let c = listed(OFFICE, &["示范县城市管理局", "青石镇人民政府"]);
    assert_eq!(placed(&c, "县城市管理局"), Placement::Of(0));
    assert_eq!(placed(&c, "示范县青石镇政府"), Placement::Of(1));
}

#[test]
fn a_name_in_traditional_characters_is_the_same_office() {
    let c = listed("示范县人民政府", &["示范县水利局", "示范县医疗保障局", "示范县东关镇人民政府"]);
    for (at, name) in ["示範縣水利局", "示範縣醫療保障局", "東關鎮人民政府"].iter().enumerate()
    {
        assert_eq!(placed(&c, name), Placement::Of(at), "{name}");
    }
}

#[test]
fn a_report_that_one_unit_titles_and_another_signs_is_asked_about() {
    let (own, other) = ("示范县水利局", "示范县林业局");
    let mut c = listed("示范县人民政府", &[own, other]);
    let signed = |by: &str, file: &str| {
        let mut s = handed(other, 5).submission();
        if let SubmittedContent::Report(r) = &mut s.content {
            r.signed = by.into();
        }
        submission(file, file, s.content)
    };
    CollectEdit::TakeIn(vec![signed(own, "a.gknb"), signed("林业局办公室", "b.gknb")]).apply(&mut c);
    let said: Vec<String> = overview(&c).findings.into_iter().map(|f| f.message).collect();
    let asked = said.iter().filter(|m| m.contains("标题写的是“示范县林业局”，落款是“示范县水利局”"));
    assert_eq!(asked.count(), 1, "{said:?}");
}

#[test]
fn a_file_called_by_another_unit_than_its_report_is_pointed_out() {
    let mut c = listed("示范县人民政府", &["示范县水利局", "示范县林业局"]);
    let of = |file: &str| submission(file, file, handed("示范县林业局", 5).submission().content);
    CollectEdit::TakeIn(vec![of("u/示范县水利局.html")]).apply(&mut c);
    let codes = |c: &Collection| overview(c).findings.iter().filter(|f| f.code == "U113").count();
    assert_eq!(codes(&c), 1);
    let mut c = listed("示范县人民政府", &["示范县水利局", "示范县林业局"]);
    CollectEdit::TakeIn(vec![of("水利局送来的/年报.html")]).apply(&mut c);
    assert_eq!(codes(&c), 0);
}
