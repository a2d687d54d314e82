//! Starting texts: invented, neutral skeletons that fill themselves from the tables with live values. Data in
//! `assets/words/starts.ron`; put into a report only when somebody asks.

use super::field::{Manner, Of, Source};
use crate::checks::narrative::table;
use crate::form::Form;
use crate::report::text::{FieldStyle, FieldValue, Para, Run};
use crate::report::{Datum, Part, Report};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    section: usize,
    paras: Vec<Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    text: String,
    /// A sum that decides between the two.
    #[serde(default)]
    when: String,
    #[serde(default)]
    none: String,
}

fn starts() -> &'static [Start] {
    static STARTS: OnceLock<Vec<Start>> = OnceLock::new();
    STARTS.get_or_init(|| {
        let text = include_str!("../../assets/words/starts.ron");
        // Embedded at build time; a test below loads it.
        ron::from_str(text).unwrap_or_else(|e| panic!("assets/words/starts.ron: {e}"))
    })
}

fn start(part: Part) -> Option<&'static Start> {
    let of = |section: usize| if section == 0 { Part::Preamble } else { Part::Before(section) };
    starts().iter().find(|s| of(s.section) == part)
}

/// Whether there is one for a part.
pub fn has(part: Part) -> bool {
    start(part).is_some()
}

/// The starting text of a part.
pub fn of(report: &Report, part: Part) -> Vec<Para> {
    let lines = start(part).map_or(&[][..], |s| &s.paras);
    lines.iter().filter_map(|l| para(report, l)).collect()
}

/// A line as a paragraph; none where the form lacks what it speaks of.
fn para(report: &Report, line: &Line) -> Option<Para> {
    let form = report.form();
    let nothing = match line.when.as_str() {
        "" => false,
        sum => match table::keys(form, sum) {
            Some(keys) => report.sum(&keys) == Some(0),
            None => return (!line.none.is_empty()).then(|| Para::plain(&line.none)),
        },
    };
    let text = if nothing { &line.none } else { &line.text };
    let mut runs = Vec::new();
    for piece in text.split_inclusive('}') {
        let (words, value) = match piece.strip_suffix('}').and_then(|p| p.split_once('{')) {
            Some((w, v)) => (w, Some(v)),
            None => (piece, None),
        };
        if !words.is_empty() {
            runs.push(Run::Text(words.into()));
        }
        if let Some(v) = value {
            runs.push(live(report, form, v)?);
        }
    }
    Some(Para::Text(runs))
}

/// What only the office can know; S106 finds it until it is filled in.
const GAP: &str = "××";

fn live(report: &Report, form: &'static Form, value: &str) -> Option<Run> {
    // A fact that is not given yet is a gap.
    let datum = |d| match report.datum(d).trim() {
        "" => Some(Run::Text(GAP.into())),
        _ => Some(Run::Field { value: FieldValue::Datum(d), style: FieldStyle::Arabic }),
    };
    match value {
        "机关" => datum(Datum::Office),
        "年度" => datum(Datum::Year),
        "地址" => datum(Datum::Address),
        "电话" => datum(Datum::Phone),
        "邮编" => datum(Datum::Postcode),
        "公布处" => datum(Datum::PublishedAt),
        "依据" => {
            let letters = form.letters.iter().map(|l| format!("《{}》（{}）", l.title, l.number));
            Some(Run::Text(letters.collect::<Vec<_>>().join("、")))
        }
        "各部分" => {
            let named = |h: &str| h.split_once('、').map_or(h, |(_, words)| words).trim().to_string();
            let headings: Vec<String> = report.sections.iter().map(|s| named(&s.heading)).collect();
            Some(Run::Text(headings.join("、")))
        }
        sum => {
            let (sum, manner) = match sum.strip_suffix('%') {
                Some(s) => (s, Manner::Share),
                None => (sum, Manner::Number),
            };
            let source = Source { name: String::new(), of: Of::Cells(table::keys(form, sum)?) };
            source.run(report, manner)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use crate::form::table::CellKey;
    use crate::report::edit::{Edit, fill_with_zero};

    fn report(year: u16) -> Report {
        let mut r = Report::new(year, "示范县水利局");
        for e in fill_with_zero(&r.clone(), &r.form().cells()) {
            e.apply(&mut r);
        }
        r
    }

    #[test]
    fn a_start_follows_the_tables_and_its_gaps_are_found() {
        let mut r = report(2025);
        Edit::enter(&r.clone(), &CellKey::parse("requests.received/natural"), "7").apply(&mut r);
        Edit::enter(&r.clone(), &CellKey::parse("requests.done.granted/natural"), "7").apply(&mut r);
        r.sections[0].before = of(&r, Part::Before(1));
        assert!(r.words(Part::Before(1)).contains("新收政府信息公开申请7件，办结7件"));
        assert!(r.words(Part::Before(1)).contains("本年度没有制发行政规范性文件"));
        let found = checks::run(&r, None);
        assert!(found.iter().any(|f| f.code == "S106"), "the gaps are found");
        assert!(!found.iter().any(|f| f.code.starts_with('N')), "it can't contradict its tables: {found:#?}");
    }

    #[test]
    fn zeros_and_the_older_form_have_their_words_too() {
        for year in [2020, 2025] {
            let mut r = report(year);
            for n in 1..=6 {
                r.sections[n - 1].before = of(&r, Part::Before(n));
                assert!(!r.words(Part::Before(n)).is_empty() && !r.words(Part::Before(n)).contains('{'));
            }
            assert!(r.words(Part::Before(1)).contains("没有收到政府信息公开申请"));
            assert!(!checks::run(&r, None).iter().any(|f| f.code.starts_with('N')));
        }
    }

    #[test]
    fn the_preamble_s_start_passes_the_checks_once_the_facts_are_given() {
        for year in [2020, 2025] {
            let mut r = report(year);
            r.preamble = of(&r, Part::Preamble);
            let of_front = |r: &Report| {
                let found = checks::run(r, None);
                found.into_iter().filter(|f| f.section == Some(0)).map(|f| f.code).collect::<Vec<_>>()
            };
            assert!(of_front(&r).contains(&"S106"), "facts not given are gaps");
            let o = &mut r.office;
            (o.address, o.phone) = ("示范县清渠路9号".into(), "0000-8309705".into());
            (o.postcode, o.published_at) = ("000100".into(), "示范县人民政府网站".into());
            r.preamble = of(&r, Part::Preamble);
            assert_eq!(of_front(&r), Vec::<&str>::new());
            r.office.phone = "0000-1234567".into();
            assert!(r.words(Part::Preamble).contains("0000-1234567"), "it follows the facts");
        }
    }
}
