//! What differs between two states of one report, by cell, paragraph and fact, and taking some of it over: for
//! recovery, for a file that others changed, for versions kept. (`compare` shows any two reports side by side.)

use super::diff::diff;
use crate::form::table::CellKey;
use crate::report::text::Para;
use crate::report::value::Cell;
use crate::report::{Part, Report};
use std::ops::Range;

/// One thing that differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Where, in words: a cell's row and column, a paragraph of a section.
    pub place: String,
    /// What stands there in each, as far as it can be shown on a line.
    pub mine: String,
    pub theirs: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    /// Everything, where nothing can be compared.
    Whole,
    Cell(CellKey),
    Paras {
        part: Part,
        mine: Range<usize>,
        theirs: Range<usize>,
    },
    /// By its place in `FACTS`.
    Fact(usize),
}

/// Something of a report that is neither cell nor text.
struct Fact {
    name: &'static str,
    same: fn(&Report, &Report) -> bool,
    /// In a few words; nothing where it can't be said in few.
    shown: fn(&Report) -> String,
    copy: fn(&mut Report, &Report),
}

macro_rules! fact {
    ($name:literal, $field:ident, $shown:expr) => {
        Fact {
            name: $name,
            same: |a, b| a.$field == b.$field,
            shown: $shown,
            copy: |to, from| to.$field = from.$field.clone(),
        }
    };
}

const FACTS: &[Fact] = &[
    fact!("年度", year, |r| r.year.to_string()),
    fact!("标题", title, |r| r.title_line()),
    fact!("机关信息", office, |r| r.office.name.clone()),
    fact!("文号", letters, |r| r.letters.join("、")),
    fact!("报送期限", deadline, |r| r.deadline.map(|d| d.to_string()).unwrap_or_default()),
    fact!("落款", signature, |r| {
        let date = r.signature.date.map(|d| d.to_string()).unwrap_or_default();
        format!("{} {date}", r.signature.office)
    }),
    fact!("标题的写法", heading_set, |_| String::new()),
    fact!("未填项的打印方式", blank_policy, |_| String::new()),
    fact!("版式", layout, |_| String::new()),
    fact!("审核的界限", thresholds, |_| String::new()),
    fact!("关闭的审核", switched_off, |r| r.switched_off.iter().cloned().collect::<Vec<_>>().join("、")),
    fact!("说明", explanations, |r| format!("{}条", r.explanations.len())),
    fact!("读入时的提示", notes, |r| format!("{}条", r.notes.len())),
    fact!("去年的报告", predecessor, |r| {
        r.predecessor.as_ref().map(|p| format!("{}年", p.snapshot.year)).unwrap_or_default()
    }),
    fact!("前年的数", earlier, |r| {
        r.earlier.as_ref().map(|e| format!("{}年", e.year)).unwrap_or_default()
    }),
    fact!("汇总的单位", units, |r| format!("{}个", r.units.len())),
    Fact {
        name: "各部分的标题",
        same: |a, b| a.sections.iter().map(|s| &s.heading).eq(b.sections.iter().map(|s| &s.heading)),
        shown: |_| String::new(),
        copy: |to, from| {
            for (t, f) in to.sections.iter_mut().zip(&from.sections) {
                t.heading = f.heading.clone();
            }
        },
    },
];

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
            what: What::Whole,
        }];
    }
    let mut out = Vec::new();
    let front = FACTS.iter().enumerate().filter(|(_, f)| !(f.same)(mine, theirs));
    out.extend(front.map(|(i, f)| Difference {
        place: f.name.into(),
        mine: line(&(f.shown)(mine)),
        theirs: line(&(f.shown)(theirs)),
        what: What::Fact(i),
    }));
    paras(mine, theirs, Part::Preamble, &mut out);
    for n in 1..=6 {
        paras(mine, theirs, Part::Before(n), &mut out);
        if let Some(table) = mine.form().table_of_section(n) {
            out.extend(table.cells().into_iter().filter_map(|k| cell(mine, theirs, k)));
        }
        paras(mine, theirs, Part::After(n), &mut out);
    }
    out
}

fn cell(mine: &Report, theirs: &Report, key: CellKey) -> Option<Difference> {
    if mine.cell(&key) == theirs.cell(&key) {
        return None;
    }
    let shown = |r: &Report| match (r.cell(&key), r.canonical(&key)) {
        (Cell::Computed, Some(t)) => format!("{t}（按分项计算）"),
        (_, Some(t)) => t,
        (_, None) => "未填".into(),
    };
    let place = mine.form().cell_path(&key);
    Some(Difference { place, mine: shown(mine), theirs: shown(theirs), what: What::Cell(key) })
}

fn of_part(r: &Report, part: Part) -> &[Para] {
    let section = |n: usize| r.sections.get(n.wrapping_sub(1));
    match part {
        Part::Title => &r.title,
        Part::Preamble => &r.preamble,
        Part::Before(n) => section(n).map_or(&[], |s| &s.before),
        Part::After(n) => section(n).map_or(&[], |s| &s.after),
        Part::Signature => &[],
    }
}

fn of_part_mut(r: &mut Report, part: Part) -> Option<&mut Vec<Para>> {
    match part {
        Part::Title => Some(&mut r.title),
        Part::Preamble => Some(&mut r.preamble),
        Part::Before(n) => r.sections.get_mut(n.wrapping_sub(1)).map(|s| &mut s.before),
        Part::After(n) => r.sections.get_mut(n.wrapping_sub(1)).map(|s| &mut s.after),
        Part::Signature => None,
    }
}

fn paras(mine: &Report, theirs: &Report, part: Part, out: &mut Vec<Difference>) {
    let (a, b) = (of_part(mine, part), of_part(theirs, part));
    let name = match part {
        Part::Preamble => "导语".to_string(),
        Part::After(n) => format!("第{}部分表后的文字", crate::form::numeral(n)),
        p => format!("第{}部分", crate::form::numeral(p.section())),
    };
    for (m, t) in diff(a, b).into_iter().filter(|h| !h.same).map(|h| (h.left, h.right)) {
        let words = |r: &Report, paras: &[Para]| {
            line(&paras.iter().map(|p| p.resolved(r)).collect::<Vec<_>>().join(" ⏎ "))
        };
        let place = if m.is_empty() && a.len() > m.start {
            format!("{name}第{}段之前", m.start + 1)
        } else {
            format!("{name}第{}段", m.start + 1)
        };
        let mine = words(mine, &a[m.clone()]);
        let mut theirs = words(theirs, &b[t.clone()]);
        if mine == theirs {
            theirs.push_str("（标记不同）");
        }
        out.push(Difference { place, mine, theirs, what: What::Paras { part, mine: m, theirs: t } });
    }
}

/// `mine` with the chosen differences as they are in `theirs`.
pub fn take_over(mine: &Report, theirs: &Report, differences: &[Difference], chosen: &[bool]) -> Report {
    let mut out = mine.clone();
    // From the end, so that the places before stay where they are.
    for (d, _) in differences.iter().zip(chosen).rev().filter(|(_, c)| **c) {
        match &d.what {
            What::Whole => return theirs.clone(),
            What::Fact(i) => (FACTS[*i].copy)(&mut out, theirs),
            What::Cell(k) => match theirs.cells.get(k) {
                Some(c) => {
                    out.cells.insert(k.clone(), c.clone());
                }
                None => {
                    out.cells.remove(k);
                }
            },
            What::Paras { part, mine, theirs: t } => {
                let new = of_part(theirs, *part).get(t.clone()).unwrap_or_default().to_vec();
                if let Some(paras) = of_part_mut(&mut out, *part).filter(|p| mine.end <= p.len()) {
                    paras.splice(mine.clone(), new);
                }
            }
        }
    }
    out
}

/// Whether each of `differences` is one that only they made since `base`: these can be taken over without
/// losing anything.
pub fn only_theirs(base: &Report, mine: &Report, differences: &[Difference]) -> Vec<bool> {
    let touched = |part: Part| of_part(base, part) != of_part(mine, part);
    differences
        .iter()
        .map(|d| match &d.what {
            What::Whole => base == mine,
            What::Fact(i) => (FACTS[*i].same)(base, mine),
            What::Cell(k) => base.cell(k) == mine.cell(k),
            What::Paras { part, .. } => !touched(*part),
        })
        .collect()
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
    use crate::report::edit::Edit;

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
        Edit::enter(&mine, &key, "8").apply(&mut theirs);
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
        assert_eq!(some.words(Part::Before(1)), "甲\n乙改\n丙\n丁");
        assert_eq!(take_over(&mine, &theirs, &d, &[true; 4]), theirs);
        assert_eq!(take_over(&mine, &theirs, &d, &[false; 4]), mine);
        // Both changed the cell, only they the rest.
        let mut both = mine.clone();
        Edit::enter(&mine, &key, "9").apply(&mut both);
        let d = between(&both, &theirs);
        assert_eq!(only_theirs(&mine, &both, &d), [true, true, true, false]);
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
