//! From edition to edition: converted, and begun from the year before.

use super::{YEAR, found, third, told, value};
use gongkai::app::{compare, sample};
use gongkai::checks;
use gongkai::form::table::CellKey;
use gongkai::form::{self, Form};
use gongkai::report::convert::to_edition;
use gongkai::report::edit::Edit;
use gongkai::report::{Part, Report, Section, next_year};

fn converted(r: &Report, to: &'static Form) -> (Report, Vec<String>) {
    let (c, mut after) = (to_edition(r, to), r.clone());
    c.edits.into_iter().for_each(|e| e.apply(&mut after));
    (after, c.lost)
}

fn edition(name: &str) -> &'static Form {
    form::by_edition(name).expect("known")
}

#[test]
fn it_is_converted_from_the_others_and_to_them() {
    let third = third();
    let mut r = sample::report();
    for (key, text) in [
        ("requests.done.unavailable.unclear/natural", "0"),
        ("requests.done.unavailable.unclear/org.other", "2"),
        ("disclosure.rules.normative_document/repealed", "6"),
    ] {
        Edit::enter(r.form(), &CellKey::parse(key), text).apply(&mut r);
    }
    let (there, lost) = converted(&r, third);
    assert_eq!(value(&there, "requests.received/natural"), value(&r, "requests.received/natural"));
    assert_eq!(value(&there, "disclosure.rules.normative_document/ended").as_deref(), Some("6"));
    assert_eq!(value(&there, "requests.done.unavailable.unclear_words/natural").as_deref(), Some("0"));
    assert_eq!(
        value(&there, "requests.done.unavailable.unclear_words/org.other"),
        None,
        "two can't be split"
    );
    assert_eq!(value(&there, "review.branch/suit_direct.upheld"), None, "nothing is guessed");
    assert!(lost.iter().any(|n| n.contains("补正后申请内容仍不明确")), "{lost:?}");
    assert_eq!(there.section(Section::Disclosure).heading, "三、主动发布的政府信息");
    assert_eq!(there.words(Part::Before(Section::Problems)), r.words(Part::Before(Section::Problems)));
    assert!(there.cells.keys().all(|k| third.has(k)));
    let (back, _) = converted(&there, edition("fy2021"));
    assert_eq!(value(&back, "requests.received/total"), value(&r, "requests.received/total"));
    assert_eq!(value(&back, "disclosure.rules.normative_document/repealed").as_deref(), Some("6"));
    assert_eq!(back.section(Section::Problems).heading, r.section(Section::Problems).heading);
    // Over two steps: what was renamed on the way is found under its first name.
    let (oldest, lost) = converted(&there, edition("fy2019"));
    assert_eq!(
        value(&oldest, "disclosure.rules.normative_document/made"),
        value(&r, "disclosure.rules.normative_document/issued")
    );
    assert_eq!(value(&oldest, "requests.done.other/natural").as_deref(), Some("0"));
    assert!(lost.iter().any(|n| n.contains("失效")), "{lost:?}");
    let (again, _) = converted(&oldest, third);
    assert_eq!(value(&again, "disclosure.rules.normative_document/issued").as_deref(), Some("2"));
    // A report of the old form in a year of the new one is told, and put right at a click.
    let mut r = Report { year: YEAR, ..r };
    let fix = found(&r, "D106").remove(0).fix.expect("a fix");
    fix.edits.into_iter().for_each(|e| e.apply(&mut r));
    assert_eq!(r.edition, "fy2040");
}

#[test]
fn the_year_after_begins_from_it_and_from_the_edition_before() {
    let last = told();
    let r = next_year::begin(&last, "去年.gknb", "");
    assert_eq!((r.year, r.edition.as_str()), (YEAR + 1, "fy2040"));
    let media = CellKey::parse("requests.carried_in/org.media");
    assert_eq!(r.value(&media), last.value(&CellKey::parse("requests.carried_out/org.media")));
    assert!(compare::compare(&last, &r).iter().any(|row| row.differs));
    let before = Report { year: 2039, ..sample::report() };
    let first = next_year::begin(&before, "去年.gknb", "");
    assert_eq!((first.year, first.edition.as_str()), (2040, "fy2040"));
    assert!(first.notes.iter().any(|n| n.text.contains("新增") && n.text.contains("行政检查")));
    assert!(checks::run(&first, None).iter().all(|f| !f.message.contains("程序自己出了错")));
}
