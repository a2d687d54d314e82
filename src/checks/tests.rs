//! What the tests of the checks have in common, and what holds for each of them.

use super::*;
use crate::form::table::CellKey;
use crate::report::edit::{self, Edit};
use crate::report::{Chapter, Part, Report, Section};

/// A report that a check speaks of, and what it says first.
pub(crate) type Bad = (Case, &'static str);

/// A report under test.
#[derive(Clone)]
pub(crate) struct Case {
    pub report: Report,
}

/// A report of that year with every number 0.
pub(crate) fn zeros(year: u16) -> Case {
    Case { report: edit::filled(year, "示范县水利局", &[]) }
}

impl Case {
    /// With `text` entered in a cell; blank empties it.
    pub(crate) fn with(&self, key: &str, text: &str) -> Case {
        let mut c = self.clone();
        Edit::enter(c.report.form(), &CellKey::parse(key), text).apply(&mut c.report);
        c
    }
    /// With other words in a part, one paragraph a line.
    pub(crate) fn saying(&self, part: Part, words: &str) -> Case {
        let mut c = self.clone();
        let paras = words.lines().map(crate::report::text::Para::plain).collect();
        Edit::Text(part, paras).apply(&mut c.report);
        c
    }
    pub(crate) fn findings(&self, code: &str) -> Vec<Finding> {
        run(&self.report, None).into_iter().filter(|f| f.code == code).collect()
    }
    /// Applies the first finding's fix: the cell reads `value` then and the finding is gone.
    #[track_caller]
    pub(crate) fn check_fixed(&self, code: &str, key: &str, value: &str) {
        let fix = self.findings(code).into_iter().find_map(|f| f.fix).expect("a fix");
        let mut after = self.clone();
        fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
        assert_eq!(after.report.canonical(&CellKey::parse(key)).as_deref(), Some(value));
        assert!(after.findings(code).is_empty());
    }
}

/// Applies the fix of the first finding: the part reads `words` then and the finding is gone.
#[track_caller]
pub(crate) fn check_words_fixed(code: &str, case: &Case, part: Part, words: &str) {
    let fix = case.findings(code).into_iter().find_map(|f| f.fix).expect("a fix");
    let mut after = case.clone();
    fix.edits.into_iter().for_each(|e| e.apply(&mut after.report));
    assert_eq!(after.report.words(part), words);
    check_silent(code, &after);
}

#[track_caller]
pub(crate) fn check_finds(code: &str, case: &Case, words: &str) {
    let found = case.findings(code);
    assert!(found.iter().any(|f| f.message.contains(words)), "{code} says {found:#?}");
}

#[track_caller]
pub(crate) fn check_silent(code: &str, case: &Case) {
    let found = case.findings(code);
    assert!(found.is_empty(), "{code} says {found:#?}");
}

#[test]
fn a_check_that_goes_wrong_is_named_and_the_rest_goes_on() {
    let wrong = Check {
        run: |cx, out| {
            out.push(Finding::new(CHECKS[0], "half done"));
            let none: Vec<u8> = Vec::new();
            out.push(Finding::new(CHECKS[0], none[cx.year as usize].to_string()));
        },
        ..*CHECKS[0]
    };
    let case = zeros(2025).with("requests.received/total", "9");
    let cx = Context::new(&case.report, None);
    let (found, reads) = cx.run(&wrong);
    assert_eq!(found.len(), 1);
    assert!(found[0].code == wrong.code && found[0].message.contains(wrong.title), "{found:?}");
    assert_eq!(reads, reads::Reads::ALL, "it is tried again after every change");
    assert!(!cx.run(&tables::t202_sums::APPLICANTS).0.is_empty(), "the next one speaks");
}

#[test]
fn what_was_made_for_another_check_counts_for_each_that_asks() {
    let case = zeros(2025).saying(Part::Before(Section::Overview), "全年新收政府信息公开申请14件。");
    let cx = Context::new(&case.report, None);
    let counts = [&narrative::n101_counts::REQUESTS, &narrative::n101_counts::RESULTS].map(|c| cx.run(c).1);
    assert_eq!(counts[0], counts[1]);
    assert!(
        [reads::Reads::table(1), reads::Reads::words(Chapter::Section(Section::Overview))]
            .iter()
            .all(|r| counts[1].meets(*r))
    );
}

#[test]
fn every_check_says_of_its_bad_case_what_it_should() {
    let said: Vec<(&str, String, &str)> = CHECKS
        .iter()
        .map(|c| {
            let (case, says) = (c.bad)();
            (c.code, case.findings(c.code).first().map_or(String::new(), |f| f.message.clone()), says)
        })
        .collect();
    let wrong: Vec<_> = said.iter().filter(|(_, found, says)| found != says).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_fix_puts_its_bad_case_right() {
    for c in CHECKS.iter() {
        let mut case = (c.bad)().0;
        let found = case.findings(c.code);
        let Some(fix) = found.iter().find_map(|f| f.fix.clone()) else { continue };
        fix.edits.into_iter().for_each(|e| e.apply(&mut case.report));
        let after = case.findings(c.code).len();
        assert!(after < found.len(), "{}: “{}” leaves {after} of {}", c.code, fix.title, found.len());
    }
}

#[test]
fn errors_cannot_be_switched_off_and_the_others_can() {
    for c in CHECKS.iter() {
        let mut case = (c.bad)().0;
        case.report.switched_off = CHECKS.iter().map(|c| c.code.to_string()).collect();
        assert_eq!(case.findings(c.code).is_empty(), c.level != Level::Error, "{}", c.code);
    }
}

#[test]
fn codes_are_unique_and_every_entry_is_complete() {
    let codes: std::collections::BTreeSet<_> = CHECKS.iter().map(|c| c.code).collect();
    assert_eq!(codes.len(), CHECKS.len());
    for c in CHECKS.iter() {
        assert!(!c.title.is_empty() && !c.why.is_empty() && !c.how.is_empty());
    }
}
