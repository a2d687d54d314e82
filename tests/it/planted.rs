//! Defects planted in sentences and in whole reports (`tests/data/planted`): each is found, and where none was planted
//! nothing is.

use crate::made::data;
use gongkai::checks::{self, Context, Level};
use gongkai::import::read_document;
use gongkai::report::edit::{Edit, filled};
use gongkai::report::text::Para;
use gongkai::report::{Part, Report};
use serde::Deserialize;
use std::collections::BTreeSet;

fn read(name: &str) -> String {
    std::fs::read_to_string(data("planted").join(name)).expect("readable")
}

/// 0 is the preamble, then come the sections.
fn part_of(n: usize) -> Part {
    let section = n.checked_sub(1).and_then(|n| gongkai::form::newest().order().nth(n));
    section.map_or(Part::Preamble, Part::Before)
}

fn saying(part: usize, words: &str) -> Report {
    let rules = "disclosure.rules.normative_document";
    let cells = [(format!("{rules}/issued"), "2"), (format!("{rules}/in_force"), "8")];
    let cells: Vec<(&str, &str)> = cells.iter().map(|(k, n)| (k.as_str(), *n)).collect();
    let mut r = filled(2025, "示范县自然资源局", &cells);
    Edit::Text(part_of(part), vec![Para::plain(words)]).apply(&mut r);
    r
}

#[test]
fn a_check_speaks_of_what_was_planted_and_of_nothing_else() {
    let text = read("sentences.txt");
    let mut wrong = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let parts: Vec<&str> = line.splitn(4, '|').map(str::trim).collect();
        let [part, code, sign, words] = parts[..] else { panic!("{line}") };
        let part: usize = part.parse().expect("a part");
        let r = saying(part, words);
        let check = checks::CHECKS.iter().find(|c| c.code == code).expect("a check");
        let found = Context::new(&r, None).run(check).0;
        // What an empty report lacks besides.
        let own = |f: &checks::Finding| f.part == Some(part_of(part)) && !f.message.contains("还没有内容");
        let speaks = found.iter().any(own);
        if speaks != (sign == "+") {
            wrong.push(format!("{line}: {:?}", found.iter().map(|f| &f.message).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[derive(Deserialize)]
struct Planted {
    name: String,
    edits: Vec<(String, String)>,
    codes: Vec<String>,
    /// Words of a note of the import.
    #[serde(default)]
    told: String,
    /// Sections three and four stand in each other's place.
    #[serde(default)]
    exchange: bool,
}

#[derive(Deserialize)]
struct AllPlanted {
    all: Vec<(String, String)>,
    reports: Vec<Planted>,
}

/// The document with sections three and four exchanged.
pub fn exchanged(text: &str) -> String {
    let at = |heading: &str| text.find(heading).unwrap_or_else(|| panic!("{heading}"));
    let (three, four, five) = (at("三、收到和处理"), at("四、政府信息公开行政"), at("五、存在的"));
    [&text[..three], text[four..five].trim_end(), "\n", &text[three..four], &text[five..]].concat()
}

#[test]
fn whole_reports_with_something_planted_are_judged_as_a_reader_would() {
    let planted: AllPlanted = ron::from_str(&read("reports.ron")).expect("reports");
    let base = std::fs::read_to_string(data("flat-2024").join("source.txt")).expect("a fixture");
    let mut wrong = Vec::new();
    for p in &planted.reports {
        let mut text = base.clone();
        for (from, to) in planted.all.iter().chain(&p.edits) {
            assert!(text.contains(from), "{}: {from}", p.name);
            text = text.replacen(from, to, 1);
        }
        if p.exchange {
            text = exchanged(&text);
        }
        let r = read_document(text.as_bytes(), "x.txt", None).expect("a report");
        let wanted = |f: &checks::Finding| f.level != Level::Hint || p.codes.iter().any(|c| c == f.code);
        let found: Vec<_> = checks::run(&r, None).into_iter().filter(wanted).collect();
        let codes: BTreeSet<&str> = found.iter().map(|f| f.code).collect();
        let said: Vec<&String> = found.iter().map(|f| &f.message).collect();
        if codes != p.codes.iter().map(String::as_str).collect() {
            wrong.push(format!("{}: {codes:?} {said:?}", p.name));
        }
        if !p.told.is_empty() && !r.notes.iter().any(|n| n.text.contains(&p.told)) {
            wrong.push(format!("{}: {:?}", p.name, r.notes));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
