//! What differs between two states of one report, by cell, clause and fact: for recovery, for a file that others
//! changed, for versions kept. (`compare` shows any two reports side by side; `merge` takes over.)

use super::diff::diff;
use super::facts::FACTS;
use super::merge::OtherThing;
use crate::form::table::CellKey;
use crate::report::clause::{self, Clause};
use crate::report::value::Cell;
use crate::report::{Part, Report};
use std::ops::Range;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where, in words: a cell's row and column, a paragraph of a section.
    pub place: String,
    /// What stands there in each, as far as it can be shown on a line.
    pub mine: String,
    pub theirs: String,
    pub what: OtherThing,
}

/// What differs, in the report's order.
pub fn between(mine: &Report, theirs: &Report) -> Vec<Difference> {
    if mine == theirs {
        return Vec::new();
    }
    if mine.edition != theirs.edition {
        let place = "整份报告（格式的年份不同）".into();
        return vec![Difference {
            place,
            mine: mine.title_line(),
            theirs: theirs.title_line(),
            what: OtherThing::Whole,
        }];
    }
    let mut out = Vec::new();
    let front = FACTS.iter().enumerate().filter(|(_, f)| !(f.same)(mine, theirs));
    out.extend(front.map(|(i, f)| Difference {
        place: f.name.into(),
        mine: line(&(f.shown)(mine)),
        theirs: line(&(f.shown)(theirs)),
        what: OtherThing::Fact(i),
    }));
    words(mine, theirs, Part::Preamble, &mut out);
    for section in mine.form().order() {
        words(mine, theirs, Part::Before(section), &mut out);
        if let Some(table) = mine.form().table_of_section(section) {
            out.extend(table.cells().into_iter().filter_map(|k| cell(mine, theirs, k)));
        }
        words(mine, theirs, Part::After(section), &mut out);
    }
    out
}

fn cell(mine: &Report, theirs: &Report, key: CellKey) -> Option<Difference> {
    if mine.cell(&key) == theirs.cell(&key) {
        return None;
    }
    let shown = |r: &Report| match (r.cell(&key), r.canonical(&key)) {
        (Cell::Computed | Cell::Compared(_), Some(t)) => format!("{t}（按分项计算）"),
        (_, Some(t)) => t,
        (_, None) => "未填".into(),
    };
    let place = mine.form().cell_path(&key);
    Some(Difference { place, mine: shown(mine), theirs: shown(theirs), what: OtherThing::Cell(key) })
}

/// The clauses of a part that differ.
fn words(mine: &Report, theirs: &Report, part: Part, out: &mut Vec<Difference>) {
    let (a, b) = (clause::split(mine.paras(part)), clause::split(theirs.paras(part)));
    let name = match part {
        Part::Preamble => "导语".to_string(),
        Part::After(s) => format!("第{}部分表后的文字", mine.form().numeral(s)),
        Part::Before(s) => format!("第{}部分", mine.form().numeral(s)),
        Part::Title => "标题".into(),
        Part::Signature => "落款".into(),
    };
    for (m, t) in diff(&a, &b).into_iter().filter(|h| !h.same).map(|h| (h.left, h.right)) {
        let place = format!("{name}{}", place(&a, &m, &b[t.clone()]));
        let mine = line(&text(mine, &a[m.clone()]));
        let mut theirs = line(&text(theirs, &b[t.clone()]));
        if mine == theirs {
            theirs.push_str("（标记不同）");
        }
        let what = OtherThing::Words { part, mine: m, theirs: t, own_paragraphs: false };
        out.push(Difference { place, mine, theirs, what });
    }
}

/// Which paragraph clauses are of, or would come to stand in or before.
fn place(all: &[Clause], range: &Range<usize>, new: &[Clause]) -> String {
    let begun = |i: usize| all[..i].iter().filter(|c| c.opens).count();
    let opens = new.first().is_some_and(|c| c.opens);
    match all.get(range.start) {
        Some(_) if !range.is_empty() => format!("第{}段", begun(range.start + 1)),
        Some(next) if opens && next.opens => format!("第{}段之前", begun(range.start + 1)),
        _ => format!("第{}段", begun(range.start) + usize::from(opens)),
    }
}

fn text(report: &Report, clauses: &[Clause]) -> String {
    let mut out = String::new();
    for c in clauses {
        out.push_str(if c.opens && !out.is_empty() { " ⏎ " } else { "" });
        out.push_str(&c.words(report));
    }
    out
}

/// As much of a text as fits a line.
fn line(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = text.trim().chars().take(LONGEST).collect();
    if out.len() < text.trim().len() {
        out.push('…');
    }
    if out.is_empty() { "（没有）".into() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::merge::{merged, only_theirs};
    use crate::report::Section;
    use crate::report::edit::Edit;
    use crate::report::strict::Strict;
    use crate::report::text::Para;

    fn take_over(mine: &Report, theirs: &Report, found: &[Difference], chosen: &[bool]) -> Report {
        let chosen = found.iter().zip(chosen).filter(|(_, c)| **c).map(|(d, _)| &d.what);
        merged(mine, theirs, chosen)
    }

    fn report() -> Report {
        let mut r = Report::new(2025, "示范局");
        r.sections[0].before = ["甲", "乙", "丙", "丁"].map(Para::plain).into();
        r
    }

    #[test]
    fn cells_paragraphs_and_facts_are_told_apart_and_taken_over_one_by_one() {
        let mine = report();
        let mut theirs = mine.clone();
        let key = CellKey::parse("requests.received/natural");
        Edit::enter(mine.form(), &key, "8").apply(&mut theirs);
        theirs.sections[0].before[1] = Para::plain("乙改");
        theirs.sections[0].before.push(Para::plain("戊"));
        theirs.office.phone = "0000-1234567".into();
        let d = between(&mine, &theirs);
        let places: Vec<&str> = d.iter().map(|d| d.place.as_str()).collect();
        assert_eq!(places.len(), 4, "{places:?}");
        assert_eq!((places[0], places[1], places[2]), ("机关信息", "第一部分第2段", "第一部分第5段"));
        assert_eq!((d[3].mine.as_str(), d[3].theirs.as_str()), ("未填", "8"));
        let some = take_over(&mine, &theirs, &d, &[false, true, false, true]);
        assert_eq!(some.canonical(&key).as_deref(), Some("8"));
        assert_eq!(some.words(Part::Before(Section::Overview)), "甲\n乙改\n丙\n丁");
        assert_eq!(take_over(&mine, &theirs, &d, &[true; 4]), theirs);
        assert_eq!(take_over(&mine, &theirs, &d, &[false; 4]), mine);
        // Both changed the cell, only they the rest.
        let mut both = mine.clone();
        Edit::enter(mine.form(), &key, "9").apply(&mut both);
        let d = between(&both, &theirs);
        let only: Vec<bool> = d.iter().map(|d| only_theirs(&mine, &both, &d.what)).collect();
        assert_eq!(only, [true, true, true, false]);
    }

    #[test]
    fn everything_of_a_report_is_compared_and_taken_over() {
        // A new field of the report fails to compile here until it is compared above.
        let Report {
            year: _,
            edition: _,
            heading_set: _,
            office: _,
            letters: _,
            deadline: _,
            typed: _,
            title: _,
            preamble: _,
            sections: _,
            signature: _,
            cells: _,
            blank_policy: _,
            layout: _,
            thresholds: _,
            switched_off: _,
            explanations: _,
            comments: _,
            predecessor: _,
            earlier: _,
            units: _,
            notes: _,
        } = report();
        let mine = Report::new(2025, "示范局");
        let theirs = super::super::sample::report();
        let d = between(&mine, &theirs);
        assert_eq!(take_over(&mine, &theirs, &d, &vec![true; d.len()]), theirs);
        let d = between(&theirs, &mine);
        assert_eq!(take_over(&theirs, &mine, &d, &vec![true; d.len()]), mine);
        for field in Strict::DAYS.into_iter().chain(Strict::LIMITS) {
            let mut typed = mine.clone();
            field.enter(&mut typed, "写了一半");
            for (a, b) in [(&mine, &typed), (&typed, &mine)] {
                let d = between(a, b);
                assert_eq!((d.len(), &take_over(a, b, &d, &[true])), (1, b), "{}", field.name());
            }
        }
        let d = between(&mine, &Report::new(2020, "示范局"));
        assert_eq!(take_over(&mine, &Report::new(2020, "示范局"), &d, &[true]), Report::new(2020, "示范局"));
    }

    #[test]
    fn any_paragraphs_become_any_others() {
        let of = |bits: u32| -> Vec<Para> {
            (0..4).map(|i| Para::plain(["甲", "乙", "丙"][(bits >> (2 * i)) as usize % 4 % 3])).collect()
        };
        for (x, y) in (0..256u32).map(|n| (n, n.wrapping_mul(97) % 256)) {
            let (mut a, mut b) = (report(), report());
            a.preamble = of(x)[..(x % 5) as usize].to_vec();
            b.preamble = of(y)[..(y % 5) as usize].to_vec();
            let d = between(&a, &b);
            assert_eq!(take_over(&a, &b, &d, &vec![true; d.len()]), b);
        }
    }
}
