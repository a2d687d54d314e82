//! Clean reports of every kind of office in both editions, on which no check may say a word at 错误 or 提醒.

use crate::made::dice::Dice;
use crate::made::offices::{KINDS, report, reports};
use crate::made::reports::enter;
use gongkai::checks;
use gongkai::report::{Date, Report};

#[test]
fn every_clean_report_is_passed_in_silence() {
    for (name, r) in reports() {
        let found = checks::run(&r, Date::new(r.year + 1, 3, 31));
        let said: Vec<String> = found.iter().map(|f| format!("{} {}", f.code, f.message)).collect();
        assert!(said.is_empty(), "{name}: {said:#?}");
    }
}

/// Every repair offered does what it says: so many broken sums less, and none that held is broken.
#[test]
fn every_repair_offered_mends_what_it_promises() {
    let mut dice = Dice(7);
    let broken = |r: &Report| -> Vec<usize> {
        let numbers = checks::numbers::Numbers::of(r);
        (0..numbers.ledger.sums.len()).filter(|s| numbers.is_broken(*s)).collect()
    };
    let balanced = [0, 2].map(|n| report(&KINDS[n], 2024));
    let mut offered = 0;
    for _ in 0..25 {
        let mut r = dice.pick(&balanced);
        let keys = r.form().cells();
        for _ in 0..1 + dice.roll(3) {
            let text = dice.pick(&["0", "3", "12", "21", "450"]);
            enter(&mut r, dice.pick(&keys[10..]).as_str(), text);
        }
        let before = broken(&r);
        for f in checks::run(&r, None) {
            for repair in checks::repair::candidates(&r, &f) {
                let mut after = r.clone();
                repair.fix.edits.into_iter().for_each(|e| e.apply(&mut after));
                let left = broken(&after);
                assert!(left.iter().all(|b| before.contains(b)), "{} breaks another", repair.fix.title);
                assert_eq!(before.len() - left.len(), repair.mends, "{}", repair.fix.title);
                offered += 1;
            }
        }
    }
    assert!(offered > 50, "{offered}");
}
