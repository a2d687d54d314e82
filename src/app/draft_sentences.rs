//! Starting texts: invented, neutral skeletons that fill themselves from the tables with live values. Data in
//! `assets/words/starts.ron`; put into a report only when somebody asks.

use super::field::{Manner, Of, ValueSource};
use crate::checks::narrative::expr::Expr;
use crate::checks::narrative::table::{self, Tables};
use crate::form::Form;
use crate::report::text::{FieldStyle, FieldValue, Para, Run, RunKind};
use crate::report::{Chapter, Datum, Part, Report};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    at: Chapter,
    paras: Vec<Vec<StartPiece>>,
}

/// A stretch of a paragraph.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StartPiece {
    text: String,
    /// A sum or a fact that decides between the two.
    #[serde(default)]
    when: String,
    #[serde(default)]
    none: String,
    /// Names and sums; {各项} lists those that are not nothing.
    #[serde(default)]
    items: Vec<(String, String)>,
    /// The items are the form's groups of results.
    #[serde(default)]
    results: bool,
    /// Instead of `text` where just one of them is something.
    #[serde(default)]
    only: String,
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
    let of = |at: Chapter| if at == Chapter::Front { Part::Preamble } else { Part::of_chapter(at) };
    starts().iter().find(|s| of(s.at) == part)
}

/// Whether there is one for a part.
pub fn has(part: Part) -> bool {
    start(part).is_some()
}

/// The starting text of a part.
pub fn of(report: &Report, part: Part) -> Vec<Para> {
    let tables = Tables::new(report);
    let paras = start(part).map_or(&[][..], |s| &s.paras);
    let para = |pieces: &Vec<StartPiece>| {
        let mut runs = Vec::new();
        pieces.iter().try_for_each(|p| piece(report, &tables, p, &mut runs))?;
        Some(Para::Text(runs))
    };
    paras.iter().filter_map(para).collect()
}

/// Puts a piece in; `None` where the form lacks what it speaks of.
fn piece(report: &Report, tables: &Tables<'_>, piece: &StartPiece, runs: &mut Vec<Run>) -> Option<()> {
    if is_nothing(report, tables, &piece.when) {
        return fill(report, &piece.none, runs);
    }
    let results = report.form().result_groups().into_iter().filter(|_| piece.results);
    let results = results.map(|g| (g.name, g.rows.join(" + ")));
    let items = piece.items.iter().cloned().chain(results);
    let items: Vec<_> = items.filter(|(_, sum)| !is_nothing(report, tables, sum)).collect();
    match items.as_slice() {
        [(name, _)] if !piece.only.is_empty() => fill(report, &piece.only.replace(ITEMS, name), runs),
        _ => {
            let listed: Vec<String> = items.iter().map(|(name, sum)| format!("{name}{{{sum}}}件")).collect();
            fill(report, &piece.text.replace(ITEMS, &listed.join("、")), runs)
        }
    }
}

/// Where the items of a piece stand.
const ITEMS: &str = "{各项}";

/// Whether a fact isn't given, or a sum comes to 0 or is not in the form; what is not known yet is something.
fn is_nothing(report: &Report, tables: &Tables<'_>, when: &str) -> bool {
    let other = report.office.fax_or_mail.trim();
    match when {
        "" => false,
        "电子邮箱" => !other.contains('@'),
        "传真" => other.is_empty() || other.contains('@'),
        sum => sum
            .split(" + ")
            .filter_map(|term| term.parse().ok())
            .filter(|term: &Expr| table::keys(report.form(), term).is_some())
            .all(|term| tables.worth(&term).is_some_and(|n| n.is_zero())),
    }
}

/// Puts words in, with what stands in {…} as live values.
fn fill(report: &Report, text: &str, runs: &mut Vec<Run>) -> Option<()> {
    for piece in text.split_inclusive('}') {
        let (words, value) = match piece.strip_suffix('}').and_then(|p| p.split_once('{')) {
            Some((w, v)) => (w, Some(v)),
            None => (piece, None),
        };
        match runs.last_mut() {
            _ if words.is_empty() => {}
            Some(Run { kind: RunKind::Text(before), .. }) => before.push_str(words),
            _ => runs.push(Run::text(words)),
        }
        if let Some(v) = value {
            runs.push(live(report, report.form(), v)?);
        }
    }
    Some(())
}

/// What only the office can know; S106 finds it until it is filled in.
const GAP: &str = "××";

fn live(report: &Report, form: &'static Form, value: &str) -> Option<Run> {
    // A fact that is not given yet is a gap.
    let datum = |d| match report.datum(d).trim() {
        "" => Some(Run::text(GAP)),
        _ => Some(Run::field(FieldValue::Datum(d), FieldStyle::Arabic)),
    };
    match value {
        "机关" => datum(Datum::Office),
        "年度" => datum(Datum::Year),
        "地址" => datum(Datum::Address),
        "电话" => datum(Datum::Phone),
        "邮编" => datum(Datum::Postcode),
        "传真" | "电子邮箱" => datum(Datum::FaxOrMail),
        "公布处" => datum(Datum::PublishedAt),
        "依据" => {
            let letters = form.letters.iter().map(|l| format!("《{}》（{}）", l.title, l.number));
            Some(Run::text(letters.collect::<Vec<_>>().join("、")))
        }
        "各部分" => {
            let named = |h: &str| h.split_once('、').map_or(h, |(_, words)| words).trim().to_string();
            let headings: Vec<String> = form.order().map(|s| named(&report.section(s).heading)).collect();
            Some(Run::text(headings.join("、")))
        }
        sum => {
            let (sum, manner) = match sum.strip_suffix('%') {
                Some(s) => (s, Manner::Share),
                None => (sum, Manner::Number),
            };
            let source =
                ValueSource { name: String::new(), of: Of::Cells(table::keys(form, &sum.parse().ok()?)?) };
            source.run(report, manner)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use crate::form::table::CellKey;
    use crate::report::Section;
    use crate::report::edit::{Edit, filled};

    fn report(year: u16) -> Report {
        filled(year, "示范县水利局", &[])
    }

    fn enter(r: &mut Report, cells: &[(&str, &str)]) {
        for (key, text) in cells {
            Edit::enter(r.form(), &CellKey::parse(key), text).apply(r);
        }
    }
    fn started(r: &mut Report, section: Section) -> String {
        r.section_mut(section).before = of(r, Part::Before(section));
        r.words(Part::Before(section))
    }
    #[track_caller]
    fn check_agrees(r: &Report) {
        let found = checks::run(r, None);
        assert!(!found.iter().any(|f| f.code.starts_with('N')), "it can't contradict its tables: {found:#?}");
    }

    #[test]
    fn a_start_says_what_the_tables_hold_and_its_gaps_are_found() {
        let mut r = report(2025);
        enter(
            &mut r,
            &[
                ("requests.received/natural", "7"),
                ("requests.done.granted/natural", "7"),
                ("disclosure.licensing.licence/decisions", "31"),
                ("disclosure.enforcement.penalty/decisions", "4"),
                ("disclosure.fees.fee/amount", "0.64"),
                ("review.count/reconsideration.upheld", "1"),
            ],
        );
        let words = started(&mut r, Section::Overview);
        for said in [
            "新收政府信息公开申请7件，办结7件，均予以公开。",
            "本年度没有制发行政规范性文件。",
            "作出行政许可决定31件、行政处罚决定4件。",
            "收取行政事业性收费0.64万元。",
            "被申请行政复议1件。",
            "没有因政府信息公开工作被提起行政诉讼。",
        ] {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert!(!words.contains("0件") && !words.contains("行政强制"), "{words}");
        assert!(checks::run(&r, None).iter().any(|f| f.code == "S106"), "the gaps are found");
        check_agrees(&r);
        enter(
            &mut r,
            &[("requests.done.granted/natural", "5"), ("requests.done.partly_granted/natural", "2")],
        );
        assert!(started(&mut r, Section::Overview).contains("办结7件，其中予以公开5件、部分公开2件。"));
        check_agrees(&r);
    }

    #[test]
    fn what_nobody_entered_is_asked_and_never_passed_as_said() {
        let fee = ("disclosure.fees.fee/amount", "0.64");
        let unpaid = ("requests.done.other.fee_unpaid/natural", "1");
        for (cells, said) in [
            (&[][..], "没有收取信息处理费【请确认】"),
            (&[fee], "收取信息处理费××件、××元"),
            (&[unpaid], "收取信息处理费××件、××元。申请人逾期未缴费、不再处理的申请1件"),
        ] {
            let mut r = report(2025);
            enter(&mut r, cells);
            let words = started(&mut r, Section::Other);
            assert!(words.contains(said), "{words}");
            for para in of(&r, Part::Before(Section::Other)) {
                r.sections[5].before = vec![para];
                let found = checks::run(&r, None);
                assert!(
                    found
                        .iter()
                        .any(|f| f.code == "S106" && f.section == Some(Chapter::Section(Section::Other))),
                    "{words}"
                );
            }
        }
    }

    #[test]
    fn zeros_and_the_older_form_have_their_words_too() {
        for year in [2020, 2025] {
            let mut r = report(year);
            for n in Section::ALL {
                r.section_mut(n).before = of(&r, Part::Before(n));
                assert!(!r.words(Part::Before(n)).is_empty() && !r.words(Part::Before(n)).contains('{'));
            }
            assert!(r.words(Part::Before(Section::Overview)).contains("没有收到政府信息公开申请"));
            check_agrees(&r);
        }
    }

    #[test]
    fn the_preamble_s_start_passes_the_checks_once_the_facts_are_given() {
        for year in [2020, 2025] {
            let mut r = report(year);
            r.preamble = of(&r, Part::Preamble);
            let of_front = |r: &Report| {
                let found = checks::run(r, None);
                found
                    .into_iter()
                    .filter(|f| f.section == Some(Chapter::Front))
                    .map(|f| f.code)
                    .collect::<Vec<_>>()
            };
            assert!(of_front(&r).contains(&"S106"), "facts not given are gaps");
            let o = &mut r.office;
            (o.address, o.phone) = ("示范县清渠路9号".into(), "0000-8309705".into());
            (o.postcode, o.published_at) = ("000100".into(), "示范县人民政府网站".into());
            r.preamble = of(&r, Part::Preamble);
            assert_eq!(of_front(&r), Vec::<&str>::new());
            assert!(r.words(Part::Preamble).ends_with("邮编：000100）。"));
            for (given, said) in [
                ("xxgk@example.gov.cn", "；电子邮箱：xxgk@example.gov.cn）"),
                ("0000-8309706", "；传真：0000-8309706）"),
            ] {
                r.office.fax_or_mail = given.into();
                r.preamble = of(&r, Part::Preamble);
                assert!(r.words(Part::Preamble).contains(said), "{}", r.words(Part::Preamble));
                assert_eq!(of_front(&r), Vec::<&str>::new());
            }
            r.office.phone = "0000-1234567".into();
            assert!(r.words(Part::Preamble).contains("0000-1234567"), "it follows the facts");
        }
    }
}
