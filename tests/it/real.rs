//! The real reports, published by offices and not ours to keep: they are at hand where `GONGKAI_SAMPLES` names their
//! folder, and these tests are asked for by name (`.ci/run` does).

use crate::made::reports::after;
use crate::made::samples;
use gongkai::checks;
use gongkai::import::budget::Budget;
use gongkai::import::{read_document, read_within};
use gongkai::report::{NoteKind, Report};

fn read(name: &str) -> Report {
    let bytes = std::fs::read(samples().join(name)).expect("the sample");
    read_document(&bytes, name, None).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
#[ignore = "needs the real reports: GONGKAI_SAMPLES names their folder"]
fn the_published_samples_read_without_a_doubt() {
    let r = read("ganzhou-2020.txt");
    let filled = r.form().cells().iter().filter(|k| r.value(k).is_some()).count();
    assert_eq!(filled, 198);
    assert_eq!(r.office.name, "赣州市科技创业服务中心");
    assert!(r.notes.iter().all(|n| matches!(n.kind, NoteKind::Dropped | NoteKind::ReadDifferently)));
    let found: Vec<&str> =
        checks::run(&r, None).iter().map(|f| f.code).filter(|c| c.starts_with('T')).collect();
    assert!(found.is_empty(), "{found:?}");
    for year in ["2023", "2024"] {
        let r = read(&format!("suqian-{year}.json"));
        assert!(checks::run(&r, None).iter().all(|f| !f.code.starts_with("T2")), "{year}");
    }
}

/// The real report whose prose is known to contradict its tables.
#[test]
#[ignore = "needs the real reports: GONGKAI_SAMPLES names their folder"]
fn the_sample_whose_sentences_are_wrong_is_found_out() {
    let report = read("shanghai-office-2019.html");
    let said: Vec<String> = checks::run(&report, None)
        .into_iter()
        .filter(|f| f.code.starts_with('N'))
        .map(|f| f.message)
        .collect();
    for words in ["写的是 258，表中为 275", "写的是 265，表中为 337", "“维持以外的结果”写的是没有，表中为 3"]
    {
        assert!(said.iter().any(|m| m.contains(words)), "{words} in {said:#?}");
    }
}

/// The real reports, where they are at hand: what is wrong with them, and nothing else.
#[test]
#[ignore = "needs the real reports: GONGKAI_SAMPLES names their folder"]
fn the_samples_yield_what_is_wrong_with_them() {
    let codes = |r: &Report| checks::run(r, None).iter().map(|f| f.code).collect::<Vec<_>>();
    assert_eq!(codes(&read("ganzhou-2020.txt")), ["S102", "S107", "S103", "S201", "S201", "D101"]);
    let found = codes(&after(read("suqian-2024.json"), read("suqian-2023.json")));
    assert!(
        !found.iter().any(|c| c.starts_with('T') || ["Y101", "Y102", "Y103", "Y106"].contains(c)),
        "{found:?}"
    );
}

#[test]
#[ignore = "needs the real reports: GONGKAI_SAMPLES names their folder"]
fn each_takes_a_small_part_of_the_budget() {
    for entry in std::fs::read_dir(samples()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let budget = Budget::default();
        let read = read_within(
            &std::fs::read(&path).expect("read"),
            &path.display().to_string(),
            Some(2024),
            &budget,
        );
        assert!(budget.taken() * 10 < Budget::MOST, "{path:?}: {} {:?}", budget.taken(), read.err());
    }
}
