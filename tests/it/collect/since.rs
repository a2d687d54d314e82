//! What was ruled, when what it was ruled of came, went, was renamed or changed since.

use crate::made::county::{County, Handed, OFFICE, YEAR, report};
use crate::made::dice::Dice;
use crate::made::reports::enter;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::overview::Overview;
use gongkai::collect::roster::RosterUnit;
use gongkai::collect::ruling::{Adjustment, Ruling};
use gongkai::collect::unit_row::{FilesSeen, UnitState};
use gongkai::collect::{Collection, LastYear};
use gongkai::form::table::CellKey;

const RECEIVED: &str = "requests.received/natural";

fn overview(c: &Collection) -> Overview {
    Overview::of(c, &FilesSeen::default())
}

fn why() -> Ruling {
    Ruling { reason: "电话核对过".into(), ..Ruling::default() }
}

fn codes(c: &Collection, code: &str) -> Vec<String> {
    overview(c).findings.iter().filter(|f| f.code == code).map(|f| f.message.clone()).collect()
}

fn adjust(c: &mut Collection, by: i64) {
    let o = overview(c);
    let adjustment = Adjustment::new(c, &o.standing, (CellKey::parse(RECEIVED), by.into()), why());
    CollectEdit::Adjust(adjustment.expect("whole")).apply(c);
}

#[test]
fn an_adjustment_for_a_unit_that_gave_nothing_is_asked_about_once_it_gives_the_number() {
    for before in [None, Some(""), Some("0"), Some("不详")] {
        let mut county = County::new(6, 4);
        county.enter(3, RECEIVED, "40");
        let late = county.of(3).clone();
        match before {
            None => county.absent(3),
            Some(text) => county.enter(3, RECEIVED, text),
        }
        let mut c = county.collection();
        adjust(&mut c, 40);
        assert!(codes(&c, "U208").is_empty(), "{before:?}");
        CollectEdit::TakeIn(vec![late.submission()]).apply(&mut c);
        let told = codes(&c, "U208");
        assert!(told.len() == 1 && told[0].contains("现在是40"), "{before:?} {told:?}");
    }
}

#[test]
fn an_adjustment_made_of_a_unit_that_is_no_more_is_asked_about() {
    let mut county = County::new(6, 4);
    county.enter(3, RECEIVED, "40");
    let mut c = county.collection();
    adjust(&mut c, -2);
    let id = c.units[3].id.clone();
    CollectEdit::RemoveUnit(id).apply(&mut c);
    assert_eq!(codes(&c, "U208").len(), 1);
}

/// As it lies under another name.
fn under(h: &Handed, file: &str) -> Handed {
    Handed { file: file.into(), ..h.clone() }
}

#[test]
fn what_was_ruled_of_a_file_stays_with_it_when_it_is_renamed_and_another_takes_its_name() {
    let county = County::new(6, 4);
    for order in [[0, 1], [1, 0]] {
        let mut c = county.collection();
        let old = &county.handed[3];
        let digest = old.submission().digest;
        CollectEdit::SetAside { digest: digest.clone(), ruling: Some(why()) }.apply(&mut c);
        let mut new = old.clone();
        enter(&mut new.report, RECEIVED, "77");
        let read = [new.submission(), under(old, "作废/年报（作废）.gknb").submission()];
        CollectEdit::TakeIn(order.map(|i| read[i].clone()).to_vec()).apply(&mut c);
        let kept = c.submission(&digest).expect("still there");
        assert!(kept.set_aside == Some(why()) && kept.file() == "作废/年报（作废）.gknb", "{:?}", kept.files);
        let o = overview(&c);
        assert!(o.is_clean() && o.standing.rows[3].counts.is_some(), "{:?}", o.findings);
    }
}

#[test]
fn files_that_change_places_keep_what_was_ruled_of_each() {
    for seed in 0..30 {
        let mut dice = Dice(seed);
        let county = County::new(8, seed);
        let mut c = county.collection();
        for h in county.handed.iter().filter(|_| dice.below(2) == 0) {
            let digest = h.submission().digest;
            CollectEdit::SetAside { digest, ruling: Some(why()) }.apply(&mut c);
        }
        let ruled = |c: &Collection| -> Vec<(String, bool)> {
            c.submissions.iter().map(|s| (s.digest.clone(), s.set_aside.is_some())).collect()
        };
        let before = ruled(&c);
        let mut names: Vec<String> = county.handed.iter().map(|h| h.file.clone()).collect();
        for i in 0..names.len() {
            let j = dice.below(names.len());
            names.swap(i, j);
        }
        let again = county.handed.iter().zip(&names).map(|(h, n)| under(h, n).submission()).collect();
        CollectEdit::TakeIn(again).apply(&mut c);
        assert_eq!(ruled(&c), before, "seed {seed}");
        for (h, n) in county.handed.iter().zip(&names) {
            let s = c.submission(&h.submission().digest).expect("there");
            assert_eq!(s.files.iter().collect::<Vec<_>>(), [n], "seed {seed}");
        }
    }
}

#[test]
fn of_files_that_say_the_same_one_that_is_still_there_is_shown() {
    let county = County::new(6, 4);
    let mut c = county.collection();
    let mut again = under(&county.handed[3], "解开/年报.gknb");
    again.report.preamble = crate::made::reports::paras(&["另存了一次。"]);
    CollectEdit::TakeIn(vec![again.submission()]).apply(&mut c);
    for gone in [&county.handed[3].file, &again.file] {
        let seen = FilesSeen { gone: [gone.clone()].into(), ..FilesSeen::default() };
        let o = Overview::of(&c, &seen);
        assert!(o.is_clean(), "{gone}: {:?}", o.findings);
    }
}

#[test]
fn of_one_report_in_two_places_the_file_that_is_still_there_is_named() {
    let county = County::new(3, 4);
    let mut c = county.collection();
    let (first, other) = (&county.handed[1].file, "又一处/年报.gknb");
    CollectEdit::TakeIn(vec![under(&county.handed[1], other).submission()]).apply(&mut c);
    let submission = c.submission(&county.handed[1].submission().digest).expect("taken in");
    for (gone, named) in [(first.as_str(), other), (other, first.as_str())] {
        let seen = FilesSeen { gone: [gone.to_string()].into(), ..FilesSeen::default() };
        assert_eq!(Overview::of(&c, &seen).seen.file(submission), named);
    }
}

#[test]
fn each_of_several_files_can_be_the_one_that_is_meant() {
    let county = County::new(6, 4);
    for chosen in 0..3 {
        let mut c = county.collection();
        let mut files = vec![county.handed[2].submission().digest];
        for n in [410, 411] {
            let mut other = under(&county.handed[2], &format!("又报{n}/年报.gknb"));
            enter(&mut other.report, RECEIVED, &n.to_string());
            files.push(other.submission().digest);
            CollectEdit::TakeIn(vec![other.submission()]).apply(&mut c);
        }
        let o = overview(&c);
        let found = o.findings.iter().find(|f| f.code == "U102").expect("asked");
        let words: Vec<String> = found.remedies.iter().map(|r| r.words(&c)).collect();
        assert!(words.len() == 3 && words.iter().all(|w| w.contains("/年报.gknb")), "{words:?}");
        let row = &o.standing.rows[2];
        let of = row.asks_of(&c, &files[chosen]).expect("asked");
        CollectEdit::Accept { digest: files[chosen].clone(), of, ruling: Some(why()) }.apply(&mut c);
        let o = overview(&c);
        let row = &o.standing.rows[2];
        assert!(row.state != UnitState::Duplicate, "{chosen}");
        assert_eq!(c.submissions[row.counts.expect("counts")].digest, files[chosen]);
    }
}

#[test]
fn a_unit_that_was_renamed_last_year_is_found_again_in_whatever_order_roster_and_last_year_come() {
    let mut old = County::new(6, 4);
    old.handed.iter_mut().for_each(|h| h.report.year = YEAR - 1);
    let mut last = old.collection();
    last.year = YEAR - 1;
    let was = last.units[3].clone();
    let called = format!("{}新称", was.name);
    let renamed = RosterUnit { name: called.clone(), aliases: vec![was.name.clone()], ..was.clone() };
    CollectEdit::ChangeUnit(renamed).apply(&mut last);
    let roster = || {
        let names = last.units.iter().map(|u| &u.name);
        CollectEdit::Roster(names.map(|n| RosterUnit::named(n)).collect())
    };
    let put = || CollectEdit::Last(Some(LastYear::of(&last, "去年.gknh", "00")));
    let mut handed = Handed::new(report(&called, YEAR, &mut Dice(5)));
    handed.file = "新称.gknb".into();
    let taken = || CollectEdit::TakeIn(vec![handed.submission()]);
    for edits in [vec![roster(), put()], vec![put(), roster()], vec![taken(), put()], vec![put(), taken()]] {
        let mut c = Collection::new(YEAR, OFFICE);
        edits.into_iter().for_each(|e| e.apply(&mut c));
        let unit = c.units.iter().find(|u| u.name == called).expect("there");
        let known = c.last.as_ref().expect("there").figures(&unit.id, c.form());
        assert_eq!(known.as_ref(), last_figures(&last, &was.id).as_ref());
        assert!(!codes(&c, "U302").iter().any(|m| m.contains(&was.name)), "{:?}", codes(&c, "U302"));
    }
}

fn last_figures(last: &Collection, id: &str) -> Option<std::sync::Arc<gongkai::collect::figures::Figures>> {
    let unit = last.units.iter().position(|u| u.id == id)?;
    overview(last).standing.figures(unit).cloned()
}

#[test]
fn last_years_units_are_known_by_the_names_that_files_are_known_by() {
    let mut c = Collection::new(YEAR, OFFICE);
    let names = ["示范县水利局", "示范县卫生健康委员会", "示范县教育局"];
    CollectEdit::Roster(names.map(RosterUnit::named).to_vec()).apply(&mut c);
    let mut last = Collection::new(YEAR - 1, OFFICE);
    let were = ["县水利局", "卫生健康委员会", "教育局"];
    let reports = were.map(|n| Handed::new(report(n, YEAR - 1, &mut Dice(3))).submission());
    CollectEdit::TakeIn(reports.to_vec()).apply(&mut last);
    CollectEdit::Last(Some(LastYear::of(&last, "24.gknh", "24"))).apply(&mut c);
    assert_eq!(codes(&c, "U302"), Vec::<String>::new());
    let known = c.last.as_ref().expect("set");
    assert!(c.units.iter().all(|u| known.units.contains_key(&u.id)), "{:?}", known.units.keys());
    // Two that may be meant are nobody's.
    CollectEdit::Last(None).apply(&mut c);
    let unsure = Handed::new(report("民政局", YEAR - 1, &mut Dice(3))).submission();
    let mut last = Collection::new(YEAR - 1, OFFICE);
    CollectEdit::TakeIn(vec![unsure]).apply(&mut last);
    for name in ["示范县民政局", "县民政局"] {
        CollectEdit::AddUnit(RosterUnit::named(name)).apply(&mut c);
    }
    CollectEdit::Last(Some(LastYear::of(&last, "24.gknh", "24"))).apply(&mut c);
    assert_eq!(codes(&c, "U302").len(), 1);
}
