//! What a clerk ruled holds for what was asked, and no longer; what was sent back waits for what comes after.

use crate::made::county::{County, Handed, OFFICE, YEAR, report, submission};
use crate::made::dice::Dice;
use crate::made::reports::enter;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::figures;
use gongkai::collect::judging::Remedy;
use gongkai::collect::overview::Overview;
use gongkai::collect::returned::to_ask;
use gongkai::collect::roster::{Duty, RosterUnit};
use gongkai::collect::ruling::{Adjustment, Ruling};
use gongkai::collect::submission::{Submission, SubmittedContent};
use gongkai::collect::unit_row::{FilesSeen, UnitState};
use gongkai::form::table::CellKey;
use rust_decimal::Decimal;

const RECEIVED: &str = "requests.received/natural";

fn overview(c: &Collection) -> Overview {
    Overview::of(c, &FilesSeen::default())
}

fn why() -> Ruling {
    Ruling { reason: "看过".into(), who: "王某".into(), ..Ruling::default() }
}

/// Answers what is asked of a unit's report.
fn accept(c: &mut Collection, unit: usize) {
    let o = overview(c);
    let row = &o.standing.rows[unit];
    let digest = c.submissions[row.shown.expect("shown")].digest.clone();
    let of = row.asks.clone().expect("asked");
    CollectEdit::Accept { digest, of, ruling: Some(why()) }.apply(c);
}

fn take(c: &mut Collection, handed: &Handed) {
    CollectEdit::TakeIn(vec![handed.submission()]).apply(c);
}

fn number(c: &Collection, unit: usize, key: &str) -> Option<Decimal> {
    let o = overview(c);
    o.standing.figures(unit)?.by_key(&CellKey::parse(key)).as_ref().and_then(figures::number)
}

fn codes(c: &Collection, unit: usize) -> Vec<&'static str> {
    overview(c).findings.iter().filter(|f| f.unit == Some(unit)).map(|f| f.code).collect()
}

/// A report of a unit with another number.
fn again(county: &County, n: usize, received: u32, file: &str) -> Handed {
    let mut handed = county.handed[n].clone();
    handed.file = file.into();
    (handed.doubts, handed.errors) = (Vec::new(), 0);
    enter(&mut handed.report, RECEIVED, &received.to_string());
    handed
}

#[test]
fn a_placing_ends_with_the_bytes_that_it_was_made_for() {
    let county = County::new(12, 4);
    let mut c = Collection::new(YEAR, OFFICE);
    CollectEdit::Roster(county.roster.clone()).apply(&mut c);
    let mut own = county.handed[3].clone();
    own.file = "收件/年报.docx".into();
    own.report.office.name.clear();
    take(&mut c, &own);
    let digest = own.submission().digest;
    CollectEdit::Place { digest, unit: c.units[3].id.clone() }.apply(&mut c);
    assert!(overview(&c).standing.figures(3).is_some());
    // Another unit's report comes under the same name: it is that unit's.
    take(&mut c, &again(&county, 5, 911, "收件/年报.docx"));
    assert_eq!(number(&c, 5, RECEIVED), Some(911.into()));
    assert!(overview(&c).standing.figures(3).is_none() && codes(&c, 3) == ["U101"]);
    // And one that names nobody is asked about.
    let mut nameless = again(&county, 6, 5, "收件/年报.docx");
    nameless.report.office.name.clear();
    take(&mut c, &nameless);
    let o = overview(&c);
    assert!(o.standing.strays.len() == 1 && o.findings.iter().any(|f| f.code == "U106"), "{:?}", o.findings);
    assert!(o.standing.figures(3).is_none() && o.standing.figures(5).is_none());
}

#[test]
fn a_placing_against_the_name_in_the_report_is_told() {
    let county = County::new(12, 4);
    let mut c = county.collection();
    let handed = again(&county, 3, 4, "别处/年报.gknb");
    take(&mut c, &handed);
    let away = c.submission(&county.handed[7].submission().digest).expect("there").digest.clone();
    CollectEdit::SetAside { digest: away, ruling: Some(why()) }.apply(&mut c);
    let digest = handed.submission().digest;
    CollectEdit::Place { digest, unit: c.units[7].id.clone() }.apply(&mut c);
    assert_eq!(codes(&c, 7), ["U113"]);
}

#[test]
fn what_was_accepted_for_a_doubt_silences_no_newer_file() {
    let mut county = County::new(12, 4);
    county.of(3).doubts = vec!["“6①”读作6".into()];
    let mut c = county.collection();
    assert_eq!(codes(&c, 3), ["U109"]);
    accept(&mut c, 3);
    assert!(codes(&c, 3).is_empty() && overview(&c).standing.figures(3).is_some());
    take(&mut c, &again(&county, 3, 324, "更正/年报.gknb"));
    assert!(codes(&c, 3) == ["U102"] && number(&c, 3, RECEIVED).is_none());
    // Which of the two is another question; a third file asks it again.
    accept(&mut c, 3);
    assert!(codes(&c, 3).is_empty() && overview(&c).standing.figures(3).is_some());
    take(&mut c, &again(&county, 3, 325, "再更正/年报.gknb"));
    assert_eq!(codes(&c, 3), ["U102"]);
}

#[test]
fn an_acceptance_ends_with_what_it_was_asked_of() {
    let mut county = County::new(12, 4);
    county.of(3).doubts = vec!["“6①”读作6".into()];
    let mut c = county.collection();
    accept(&mut c, 3);
    let duty = Duty::Abolished { reason: "机构改革".into(), successor: None };
    CollectEdit::ChangeUnit(RosterUnit { duty, ..c.units[3].clone() }).apply(&mut c);
    assert!(codes(&c, 3) == ["U112"] && overview(&c).standing.figures(3).is_none());
    accept(&mut c, 3);
    assert!(codes(&c, 3).is_empty() && overview(&c).standing.figures(3).is_some());
    CollectEdit::ChangeUnit(RosterUnit { duty: Duty::Exempt("今年成立".into()), ..c.units[3].clone() })
        .apply(&mut c);
    assert_eq!(codes(&c, 3), ["U112"]);
}

fn send_back(c: &mut Collection, unit: usize) {
    let asked = to_ask(c, &overview(c).standing, unit).expect("handed in");
    CollectEdit::Return(asked).apply(c);
}

#[test]
fn sending_back_makes_nothing_count_that_did_not() {
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let mut county = County::new(6, seed);
        county.of(2).errors = dice.below(2);
        let mut c = county.collection();
        for i in 0..dice.below(3) {
            take(&mut c, &again(&county, 2, 100 + dice.below(2) as u32, &format!("再报{i}.gknb")));
        }
        for i in 0..3 {
            let before = number(&c, 2, RECEIVED);
            send_back(&mut c, 2);
            let after = number(&c, 2, RECEIVED);
            assert_eq!(after, before, "seed {seed}, sent back {i} times");
            if dice.below(2) == 0 {
                let n = 200 + i;
                take(&mut c, &again(&county, 2, n, &format!("更正{i}.gknb")));
                assert_eq!(number(&c, 2, RECEIVED), Some(n.into()), "seed {seed}: the answer counts");
            }
        }
    }
}

#[test]
fn one_of_two_files_sent_back_does_not_make_the_other_count() {
    let county = County::new(12, 4);
    let mut c = county.collection();
    take(&mut c, &again(&county, 3, 410, "旧/年报.gknb"));
    assert_eq!(codes(&c, 3), ["U102"]);
    send_back(&mut c, 3);
    assert!(codes(&c, 3) == ["U102"] && number(&c, 3, RECEIVED).is_none());
    take(&mut c, &again(&county, 3, 7, "更正/年报.gknb"));
    assert!(codes(&c, 3).is_empty() && number(&c, 3, RECEIVED) == Some(7.into()));
}

#[test]
fn what_is_sent_back_twice_stays_the_last_of_them() {
    let mut county = County::new(12, 4);
    county.of(3).errors = 1;
    let mut c = county.collection();
    send_back(&mut c, 3);
    take(&mut c, &again(&county, 3, 8, "第二次.gknb"));
    send_back(&mut c, 3);
    let o = overview(&c);
    assert_eq!((o.standing.rows[3].state, o.standing.rows[3].returned), (UnitState::Returned, 2));
    assert_eq!(number(&c, 3, RECEIVED), Some(8.into()));
}

#[test]
fn an_adjustment_is_asked_about_again_when_the_number_that_it_was_made_of_changed() {
    let mut county = County::new(12, 4);
    const SUITS: &str = "review.count/suit_after_review.upheld";
    county.enter(0, SUITS, "5");
    let mut c = county.collection();
    let found = |c: &Collection| -> Vec<&'static str> {
        overview(c).findings.iter().map(|f| f.code).filter(|c| ["U204", "U208"].contains(c)).collect()
    };
    assert_eq!(found(&c), ["U204"]);
    let o = overview(&c);
    let key = CellKey::parse(SUITS);
    let adjust = Adjustment::new(&c, &o.standing, (key.clone(), Decimal::from(-3)), why()).expect("whole");
    let co = Remedy::CoDefendants.edit(why(), &c, &o.standing);
    CollectEdit::Adjust(adjust.clone()).apply(&mut c);
    co.apply(&mut c);
    assert!(found(&c).is_empty());
    // What does not touch it asks nothing.
    take(&mut c, &again(&county, 4, 9, &county.handed[4].file));
    assert!(found(&c).is_empty());
    county.enter(0, SUITS, "2");
    take(&mut c, &county.handed[0]);
    assert_eq!(found(&c), ["U204", "U208"]);
    CollectEdit::Unadjust(adjust).apply(&mut c);
    assert_eq!(found(&c), ["U204"]);
    let standing = overview(&c).standing;
    assert!(Adjustment::new(&c, &standing, (key, "0.5".parse().expect("a number")), why()).is_none());
}

#[test]
fn units_that_are_joined_stay_known_in_all_that_speaks_of_them() {
    let mut last = County::new(6, 4);
    last.handed.iter_mut().for_each(|h| h.report.year = YEAR - 1);
    let mut before = Collection::new(YEAR - 1, OFFICE);
    CollectEdit::Roster(last.roster.clone()).apply(&mut before);
    CollectEdit::TakeIn(last.submissions()).apply(&mut before);
    let mut county = County::new(6, 4);
    county.absent(4);
    let mut c = Collection::begun(&before, "去年.gknh", "00");
    CollectEdit::TakeIn(county.submissions()).apply(&mut c);
    let (into, from) = (c.units[3].id.clone(), c.units[4].id.clone());
    let cell = CellKey::parse(RECEIVED);
    let zero = Ruling { units: [from.clone()].into(), ..why() };
    CollectEdit::Zero(cell.clone(), Some(zero)).apply(&mut c);
    CollectEdit::JoinUnits { into: into.clone(), from: from.clone() }.apply(&mut c);
    assert!(c.zeros[&cell].units.contains(&into) && !c.zeros[&cell].units.contains(&from));
    let o = overview(&c);
    assert!(!o.findings.iter().any(|f| f.code == "U302"), "{:?}", o.findings);
    let carried = CellKey::parse("requests.carried_out/natural");
    let of = |n: usize| {
        let figures = gongkai::collect::figures::Figures::of(&last.handed[n].report);
        figures.by_key(&carried).as_ref().and_then(figures::number).expect("a number")
    };
    let joined = c.last.as_ref().expect("last year's").figures(&into, c.form()).expect("known");
    assert_eq!(joined.by_key(&carried).as_ref().and_then(figures::number), Some(of(3) + of(4)));
}

#[test]
fn what_can_be_done_at_once_puts_the_finding_right() {
    let mut county = County::new(20, 9);
    let other = again(&county, 2, 777, "再报.gknb");
    county.handed.push(other);
    county.of(5).doubts = vec!["“6①”读作6".into()];
    let copied = county.of(8).report.cells.clone();
    county.of(9).report.cells = copied;
    county.enter(0, "review.count/suit_after_review.upheld", "1");
    let mut c = county.collection();
    CollectEdit::ChangeUnit(RosterUnit { duty: Duty::Exempt("今年成立".into()), ..c.units[7].clone() })
        .apply(&mut c);
    let unreadable = SubmittedContent::Unreadable("文件加了密码".into());
    CollectEdit::TakeIn(vec![submission("密.docx", "00", unreadable)]).apply(&mut c);
    take(&mut c, &Handed::new(report("邻水县青白红局", YEAR, &mut Dice(7))));
    let o = overview(&c);
    let mut seen = std::collections::BTreeSet::new();
    for f in o.findings.iter().filter(|f| !f.remedies.is_empty()) {
        for remedy in &f.remedies {
            let mut after = c.clone();
            remedy.clone().edit(why(), &c, &o.standing).apply(&mut after);
            let is_there = |g: &&gongkai::collect::judging::CollectFinding| {
                (g.code, g.unit, &g.message) == (f.code, f.unit, &f.message)
            };
            assert_eq!(overview(&after).findings.iter().find(is_there), None, "{remedy:?}");
        }
        seen.insert(f.code);
    }
    let wanted = ["U102", "U105", "U106", "U108", "U109", "U112", "U204"];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), wanted, "{:?}", o.findings);
}

#[test]
fn the_order_of_taking_in_never_matters_though_files_were_replaced_and_placed() {
    let county = County::new(12, 4);
    let mut base = county.collection();
    let mut nameless = county.handed[3].clone();
    nameless.report.office.name.clear();
    nameless.file = "收件/年报.docx".into();
    take(&mut base, &nameless);
    let placed = nameless.submission().digest;
    CollectEdit::Place { digest: placed, unit: base.units[3].id.clone() }.apply(&mut base);
    let mut all: Vec<Submission> = vec![
        again(&county, 5, 911, "收件/年报.docx").submission(),
        again(&county, 5, 911, "别处.docx").submission(),
        again(&county, 6, 12, "六.docx").submission(),
        nameless.submission(),
    ];
    all[3].files = ["另存/年报.docx".to_string()].into();
    let mut dice = Dice(5);
    let mut found: Vec<Collection> = Vec::new();
    for _ in 0..12 {
        let (mut c, mut left) = (base.clone(), all.clone());
        while !left.is_empty() {
            let s = left.swap_remove(dice.below(left.len()));
            CollectEdit::TakeIn(vec![s]).apply(&mut c);
        }
        found.push(c);
    }
    let rulings = |c: &Collection| {
        c.submissions.iter().map(|s| (s.digest.clone(), s.files.clone())).collect::<Vec<_>>()
    };
    assert!(found.windows(2).all(|w| rulings(&w[0]) == rulings(&w[1])));
}

#[test]
fn a_file_that_is_read_better_now_says_what_it_says() {
    let county = County::new(6, 4);
    let mut c = county.collection();
    let mut wrong = county.handed[3].submission();
    if let SubmittedContent::Report(r) = &mut wrong.content {
        r.figures = std::sync::Arc::new(figures::Figures::of(&again(&county, 3, 12, "").report));
    }
    c.submissions.retain(|s| s.digest != wrong.digest);
    CollectEdit::TakeIn(vec![wrong]).apply(&mut c);
    assert_eq!(number(&c, 3, RECEIVED), Some(12.into()));
    let done = c.take_in(vec![county.handed[3].submission()]);
    assert_eq!((done.again, done.reread), (1, 1));
    assert_eq!(c, county.collection());
}
