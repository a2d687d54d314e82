//! The sentences of `tests/data/sentences` against their tables: what each check of prose finds, what it
//! misses and where it cries wolf. A line is `table | section | expected codes | words`; `-` expects nothing,
//! a `?` before the codes marks what is not understood yet: it counts as a miss, but does not fail.

use crate::made::reports::after;
use crate::made::{data, root};
use gongkai::checks;
use gongkai::form::table::CellKey;
use gongkai::report::Report;
use gongkai::report::edit::filled;
use gongkai::report::text::Para;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    office: String,
    year: u16,
    cells: BTreeMap<String, String>,
    last: BTreeMap<String, String>,
}

/// What of its hundred each check finds at least; a change that lowers one fails.
const REACHED: [(&str, f64); 7] = [
    ("N101", 98.7),
    ("N102", 100.0),
    ("N103", 100.0),
    ("N104", 100.0),
    ("N105", 97.5),
    ("N106", 100.0),
    ("N107", 100.0),
];

fn cells(of: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    of.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect()
}

fn report(t: &Table) -> Report {
    let r = filled(t.year, &t.office, &cells(&t.cells));
    assert!(t.cells.keys().all(|k| r.form().has(&CellKey::parse(k))), "{:?}", t.cells);
    if t.last.is_empty() { r } else { after(r, filled(t.year - 1, &t.office, &cells(&t.last))) }
}

/// Codes of what the checks of prose find.
fn found(report: &Report) -> BTreeSet<String> {
    let cx = checks::Context::new(report, None);
    let mut out = Vec::new();
    checks::CHECKS.iter().filter(|c| c.code.starts_with('N')).for_each(|c| (c.run)(&cx, &mut out));
    out.iter().map(|f| f.code.to_string()).collect()
}

#[derive(Default)]
struct Score {
    right: usize,
    missed: usize,
    wolf: usize,
}

#[test]
fn sentences_are_judged_as_a_reader_would() {
    let folder = data("sentences");
    let read = |p: &Path| std::fs::read_to_string(p).expect("readable");
    let tables: BTreeMap<String, Table> = ron::from_str(&read(&folder.join("tables.ron"))).expect("tables");
    let reports: BTreeMap<&str, Report> = tables.iter().map(|(n, t)| (n.as_str(), report(t))).collect();
    for (name, r) in &reports {
        let broken =
            checks::run(r, None).into_iter().filter(|f| f.code.starts_with("T2")).collect::<Vec<_>>();
        assert!(broken.is_empty(), "table {name} does not hold: {broken:?}");
    }
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut count, mut failed) = (0, Vec::new());
    for (file, text) in files.iter().map(|p| (p, read(p))) {
        for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let parts: Vec<&str> = line.splitn(4, '|').map(str::trim).collect();
            let [table, section, expected, words] = parts[..] else { panic!("{}: {line}", file.display()) };
            let section: usize = section.parse().expect("a section");
            let (open, expected) = match expected.strip_prefix('?') {
                Some(rest) => (true, rest),
                None => (false, expected),
            };
            let expected: BTreeSet<String> =
                expected.split_whitespace().filter(|w| *w != "-").map(Into::into).collect();
            let mut r = reports.get(table).unwrap_or_else(|| panic!("no table {table}")).clone();
            r.sections[section - 1].before = words.split("\\n").map(Para::plain).collect();
            let found = found(&r);
            for code in found.union(&expected) {
                let s = scores.entry(code.clone()).or_default();
                match (found.contains(code), expected.contains(code)) {
                    (true, true) => s.right += 1,
                    (false, _) => s.missed += 1,
                    (true, false) => s.wolf += 1,
                }
            }
            count += 1;
            if found != expected && !open {
                failed.push(format!("{table} {words}\n    expected {expected:?} found {found:?}"));
            }
            if found == expected && open {
                failed.push(format!("{table} {words}\n    is understood now: take the ? away"));
            }
        }
    }
    println!("{count} sentences");
    for (code, s) in &scores {
        let percent = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        let (precision, recall) = (percent(s.right, s.right + s.wolf), percent(s.right, s.right + s.missed));
        println!(
            "{code}  precision {precision:5.1} %  recall {recall:5.1} %  ({} right, {} missed, {} false)",
            s.right, s.missed, s.wolf
        );
        let least = REACHED.iter().find(|(c, _)| c == code).map_or(0.0, |r| r.1);
        if recall < least {
            failed.push(format!("{code} finds {recall:.1} of a hundred, it found {least}"));
        }
    }
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed.join("\n"));
    assert!(count >= 900, "{count}");
}

/// The sentences: what each is expected to be found for, and its words.
fn sentences() -> Vec<(String, String)> {
    let folder = data("sentences");
    let files = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path());
    let texts = files.filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let texts: Vec<String> = texts.map(|p| std::fs::read_to_string(p).expect("readable")).collect();
    let parts = |line: &str| {
        let mut parts = line.splitn(4, '|').skip(2).map(str::trim);
        Some((parts.next()?.to_string(), parts.next()?.to_string()))
    };
    texts.iter().flat_map(|t| t.lines()).filter_map(parts).collect()
}

/// The Chinese examples beside the rules of the reader, each with what stands before it.
fn examples(folder: &Path, out: &mut Vec<(String, String)>) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        if path.is_dir() {
            examples(&path, out);
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("readable");
        let lines = text.lines().map(|l| l.trim().trim_start_matches('/').trim());
        let text = lines.collect::<Vec<_>>().join(" ");
        let mut before = "";
        for piece in text.split('」') {
            if let Some((words, example)) = piece.split_once('「') {
                before = words;
                out.push((before.trim_end().to_string(), example.to_string()));
            }
        }
        assert!(!before.contains('「'), "{}", path.display());
    }
}

/// What stands in 「」 beside a rule is a sentence under test; behind "not" it is one in which nothing is found.
#[test]
fn every_example_beside_a_rule_stands_in_the_sentences() {
    let mut all = Vec::new();
    examples(&root().join("src/checks/narrative"), &mut all);
    assert!(all.len() > 100, "{}", all.len());
    let sentences = sentences();
    let wrong = |(before, example): &&(String, String)| {
        let alone = before.ends_with(" not");
        !sentences.iter().any(|(codes, words)| words.contains(example.as_str()) && (!alone || codes == "-"))
    };
    let wrong: Vec<&str> = all.iter().filter(wrong).map(|(_, e)| e.as_str()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
