//! Copies under another name, and small towns that are none.

use crate::made::county::{County, Handed, YEAR, name, report};
use crate::made::dice::Dice;
use crate::made::reports::enter;
use gongkai::collect::overview::Overview;
use gongkai::collect::unit_row::FilesSeen;
use gongkai::report::edit::filled;

/// Units that are asked about as copies.
fn copies(county: &County) -> Vec<usize> {
    let o = Overview::of(&county.collection(), &FilesSeen::default());
    o.findings.iter().filter(|f| f.code == "U108").filter_map(|f| f.unit).collect()
}

/// Towns alone, each with so many numbers, none above `most`.
fn towns(count: usize, numbers: usize, most: u64, dice: &mut Dice) -> County {
    let mut county = County::new(count, 1);
    for n in 0..count {
        let town = county.of(n);
        town.report = filled(YEAR, &name(n), &[]);
        let form = town.report.form();
        let keys: Vec<_> = form.cells().into_iter().filter(|k| form.total_of(k).is_none()).collect();
        // The same rows are in use everywhere.
        for key in keys.iter().step_by(5).take(numbers) {
            enter(&mut town.report, key.as_str(), &(1 + dice.roll(most)).to_string());
        }
    }
    county
}

#[test]
fn small_towns_are_no_copies_by_the_few_numbers_that_they_have_in_common() {
    for seed in 0..40 {
        let mut dice = Dice(seed);
        for (numbers, most) in [(4, 1), (8, 2), (8, 4), (12, 2), (14, 3)] {
            let county = towns(24, numbers, most, &mut dice);
            assert_eq!(copies(&county), Vec::<usize>::new(), "{numbers} numbers to {most}, seed {seed}");
        }
    }
    // What an attack called so: eight of them, all the same.
    let mut county = towns(20, 8, 1, &mut Dice(1));
    for n in 0..20 {
        let form = county.of(n).report.form();
        let keys: Vec<_> = form.cells().into_iter().filter(|k| form.total_of(k).is_none()).collect();
        for (key, number) in keys.iter().step_by(5).zip(["2", "1", "1", "3", "2", "1", "1", "4"]) {
            enter(&mut county.of(n).report, key.as_str(), number);
        }
    }
    assert_eq!(copies(&county), Vec::<usize>::new());
}

#[test]
fn a_copy_of_an_ordinary_report_is_asked_about_among_small_towns() {
    for seed in 0..40 {
        let mut county = towns(24, 8, 3, &mut Dice(seed));
        let bureau = Handed::new(report(&name(3), YEAR, &mut Dice(seed + 100)));
        county.of(3).report = bureau.report.clone();
        county.of(7).report.cells = bureau.report.cells;
        assert_eq!(copies(&county), [3, 7], "seed {seed}");
    }
}

#[test]
fn a_copy_with_a_number_corrected_or_its_zeros_left_out_is_asked_about() {
    let many = |h: &mut Handed| {
        let form = h.report.form();
        for (n, key) in form.cells().into_iter().filter(|k| form.total_of(k).is_none()).enumerate() {
            let said = if n % 3 == 0 { 0 } else { 7 * n + 11 };
            enter(&mut h.report, key.as_str(), &said.to_string());
        }
    };
    let mut county = County::new(8, 5);
    many(county.of(3));
    county.of(7).report.cells = county.of(3).report.cells.clone();
    let slipped = |key: &str, text: &str| {
        let mut county = county.clone();
        county.enter(7, key, text);
        copies(&county)
    };
    assert_eq!(slipped("requests.received/natural", "5"), [3, 7]);
    assert_eq!(slipped("disclosure.rules.regulation/issued", ""), [3, 7]);
    // Two with one request each are no copies.
    let mut small = County::new(8, 5);
    for n in [3, 6] {
        let name = small.of(n).report.office.name.clone();
        let one = [("requests.received/natural", "1"), ("requests.done.granted/natural", "1")];
        small.of(n).report = filled(YEAR, &name, &one);
    }
    assert_eq!(copies(&small), Vec::<usize>::new());
}
