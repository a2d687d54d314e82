//! The sums are those that anybody would add up, whatever the order.

use super::most_units;
use crate::made::county::{County, OFFICE, YEAR};
use crate::made::dice::Dice;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::collect::overview::Overview;
use gongkai::collect::trace::Trace;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::form::table::CellKey;
use gongkai::report::Report;
use gongkai::report::value::{Unit, Value};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What anybody would come to: each cell that is no total, in 万元 where it is money.
pub fn plain(reports: &[&Report]) -> BTreeMap<CellKey, Decimal> {
    let mut out: BTreeMap<CellKey, Decimal> = BTreeMap::new();
    for r in reports {
        for key in r.form().cells().into_iter().filter(|k| r.form().total_of(k).is_none()) {
            let n = match r.value(&key) {
                Some(Value::Count(n)) => Decimal::from(n),
                Some(Value::Signed(n)) => Decimal::from(n),
                Some(Value::Amount { value, unit: Some(Unit::元) }) => value / Decimal::from(10_000),
                Some(Value::Amount { value, .. }) => value,
                _ => continue,
            };
            *out.entry(key).or_default() += n;
        }
    }
    out
}

#[track_caller]
pub fn comes_to(c: &Collection, wanted: &BTreeMap<CellKey, Decimal>) {
    let o = Overview::of(c, &FilesSeen::default());
    let figures = o.standing.totals.figures(c.form());
    for key in c.form().cells() {
        let found = figures.by_key(&key).and_then(|v| gongkai::collect::figures::number(&v));
        match c.form().total_of(&key) {
            None => assert_eq!(found, wanted.get(&key).copied(), "{key}"),
            Some(r) => {
                let leaves = |k: &CellKey| figures.by_key(k).and_then(|v| v.whole());
                let parts: i128 = r.left.iter().filter_map(leaves).sum();
                assert_eq!(figures.by_key(&key).and_then(|v| v.whole()), Some(parts), "{key}");
            }
        }
    }
}

#[test]
fn sums_are_exact_and_nothing_is_found_where_nothing_is_wrong() {
    for seed in 0..3 {
        let county = County::new(most_units(), seed);
        let c = county.collection();
        let reports: Vec<&Report> = county.handed.iter().map(|h| &h.report).collect();
        comes_to(&c, &plain(&reports));
        let o = Overview::of(&c, &FilesSeen::default());
        assert!(o.is_clean(), "{:?}", o.findings);
        assert_eq!(o.standing.head_count(&c).counted, most_units());
    }
}

#[test]
fn neither_the_order_of_taking_in_nor_taking_in_twice_matters() {
    let mut county = County::new(40, 7);
    county.absent(5);
    let mut twin = county.handed[8].clone();
    twin.file = "又一份.gknb".into();
    county.handed.push(twin);
    let wanted = county.collection();
    let mut dice = Dice(11);
    for listed in [true, false] {
        let mut orders = Vec::new();
        for _ in 0..5 {
            let mut left = county.submissions();
            let mut c = Collection::new(YEAR, OFFICE);
            if listed {
                CollectEdit::Roster(county.roster.clone()).apply(&mut c);
            }
            while !left.is_empty() {
                let s = left.swap_remove(dice.below(left.len()));
                CollectEdit::TakeIn(vec![s]).apply(&mut c);
            }
            let once = c.clone();
            let again = c.take_in(county.submissions());
            assert!(c == once && (again.new, again.replaced) == (0, 0), "{again:?}");
            orders.push(c);
        }
        assert!(orders.windows(2).all(|w| w[0] == w[1]));
        assert!(!listed || orders[0] == wanted);
    }
}

#[test]
fn a_number_leads_back_to_every_unit_and_shares_come_to_the_whole() {
    let county = County::new(20, 3);
    let c = county.collection();
    let o = Overview::of(&c, &FilesSeen::default());
    let key = CellKey::parse("requests.received/total");
    let t = Trace::of(&c, &o.standing, &key).expect("a cell");
    let sum: Decimal = t.parts.iter().filter_map(|p| p.number).sum();
    assert_eq!(t.total.value.as_ref().and_then(gongkai::collect::figures::number), Some(sum));
    assert_eq!(t.parts.len(), 20);
    assert!(t.parts.windows(2).all(|w| w[0].number >= w[1].number));
}

#[test]
fn a_fee_in_yuan_is_added_to_the_fen() {
    let mut county = County::new(12, 5);
    county.enter(3, "disclosure.fees.fee/amount", "486001.37元");
    county.enter(4, "disclosure.fees.fee/amount", "0.000001");
    let reports: Vec<&Report> = county.handed.iter().map(|h| &h.report).collect();
    comes_to(&county.collection(), &plain(&reports));
}

#[test]
fn an_adjustment_is_in_the_sum_with_its_reason_and_goes_when_it_is_taken_back() {
    use gongkai::collect::ruling::{Adjustment, Ruling};
    let county = County::new(12, 5);
    let mut c = county.collection();
    let key = CellKey::parse("requests.received/natural");
    let value = |c: &Collection| {
        let o = Overview::of(c, &FilesSeen::default());
        o.standing.totals.figures(c.form()).by_key(&key).and_then(|v| v.whole()).expect("a number")
    };
    let before = value(&c);
    let ruling = Ruling { reason: "重复".into(), who: "王某".into(), ..Ruling::default() };
    CollectEdit::Adjust(Adjustment { cell: key.clone(), by: Decimal::from(-2), unit: None, ruling })
        .apply(&mut c);
    assert_eq!(value(&c), before - 2);
    let o = Overview::of(&c, &FilesSeen::default());
    let total = CellKey::parse("requests.received/total");
    assert_eq!(Trace::of(&c, &o.standing, &total).expect("a cell").adjustments[0].ruling.reason, "重复");
    CollectEdit::Unadjust(c.adjustments[0].clone()).apply(&mut c);
    assert_eq!(value(&c), before);
}
