//! What differs between two states of one collection, a line a thing: for recovery, for versions kept. Units, what came
//! of each with the cells that are others, what was ruled, and what the sums come to.

use super::differences::Difference;
use super::merge::OtherThing;
use crate::collect::Collection;
use crate::collect::returned::changes;
use crate::collect::roster::RosterUnit;
use crate::collect::standing::Standing;
use crate::collect::submission::Submission;
use crate::collect::unit_row::FilesSeen;
use crate::form::Form;
use crate::form::table::CellKey;
use crate::report::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Shown where there is nothing on one side.
const NOTHING: &str = "没有";

/// What differs.
pub fn between(mine: &Collection, theirs: &Collection) -> Vec<Difference> {
    if mine == theirs {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut facts = |place: &str, mine: String, theirs: String| line(&mut out, place, mine, theirs);
    facts("本级机关", mine.office.clone(), theirs.office.clone());
    facts("汇总范围", mine.scope.clone().unwrap_or_default(), theirs.scope.clone().unwrap_or_default());
    let sides = [mine, theirs].map(|c| {
        let files = [("去年的汇总", c.last.as_ref().map(|l| &l.file))];
        let own = [("本级底稿", &c.draft), ("去年公布的年报", &c.published)];
        let own = own.map(|(name, o)| (name, o.as_ref().map(|o| &o.file)));
        files
            .into_iter()
            .chain(own)
            .map(|(name, f)| (name.to_string(), f.cloned().unwrap_or_default()))
            .collect()
    });
    named(&mut out, sides);
    named(&mut out, [mine, theirs].map(units));
    submissions(&mut out, mine, theirs);
    named(&mut out, [mine, theirs].map(rulings));
    sums(&mut out, mine, theirs);
    out
}

fn line(out: &mut Vec<Difference>, place: &str, mine: String, theirs: String) {
    let said = |t: String| if t.is_empty() { NOTHING.into() } else { t };
    if mine != theirs {
        let (mine, theirs) = (said(mine), said(theirs));
        out.push(Difference { place: place.into(), mine, theirs, what: OtherThing::Whole });
    }
}

/// What is said otherwise under the same name, or under a name that the other has not.
fn named(out: &mut Vec<Difference>, [mine, theirs]: [BTreeMap<String, String>; 2]) {
    let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    for name in names {
        let of = |side: &BTreeMap<String, String>| side.get(name).cloned().unwrap_or_default();
        line(out, name, of(&mine), of(&theirs));
    }
}

fn units(c: &Collection) -> BTreeMap<String, String> {
    let words = |u: &RosterUnit| {
        let parts = [&u.name, u.kind.word(), u.duty.word(), u.duty.reason(), &u.aliases.join("、")];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    };
    c.units.iter().map(|u| (format!("户册 {}", u.id), words(u))).collect()
}

/// What was ruled, by what on.
fn rulings(c: &Collection) -> BTreeMap<String, String> {
    let form = c.form();
    let mut out = BTreeMap::new();
    for (cell, r) in &c.zeros {
        out.insert(
            format!("未填按0计 {}", form.cell_name(cell)),
            format!("{}家：{}", r.units.len(), r.reason),
        );
    }
    for a in &c.adjustments {
        let said: &mut String = out.entry(format!("调整 {}", form.cell_name(&a.cell))).or_default();
        *said += &format!("{}（{}）", a.by, a.ruling.reason);
    }
    for s in &c.submissions {
        let accepted = s.accepted.iter().map(|a| (a.of.word(), &a.ruling));
        for (word, r) in accepted.chain(s.set_aside.iter().map(|r| ("不计入", r))) {
            out.insert(format!("{word} {}", s.file()), r.reason.clone());
        }
        if let Some(unit) = &s.placed {
            out.insert(format!("认定 {}", s.file()), unit.clone());
        }
    }
    for (i, r) in c.returns.iter().enumerate() {
        let on = r.on.map(|d| d.to_string()).unwrap_or_default();
        out.insert(format!("退回 第{}次", i.saturating_add(1)), format!("{} {on}", r.unit));
    }
    let ruled = c.co_defendants.as_ref().map(|r| ("共同被告".to_string(), r.ruling.reason.clone()));
    out.extend(ruled);
    out
}

/// What came in: files that only one has, and the cells of those that say something else.
fn submissions(out: &mut Vec<Difference>, mine: &Collection, theirs: &Collection) {
    let by_file = |c: &Collection| -> BTreeMap<String, Arc<Submission>> {
        c.submissions.iter().flat_map(|s| s.files.iter().map(|f| (f.clone(), s.clone()))).collect()
    };
    let (mine, theirs, form) = (by_file(mine), by_file(theirs), theirs.form());
    let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
    for file in names {
        let place = format!("收到 {file}");
        match (mine.get(file), theirs.get(file)) {
            (Some(a), Some(b)) if a.digest == b.digest => {}
            (Some(a), Some(b)) => match (a.figures(), b.figures()) {
                (Some(x), Some(y)) => {
                    for c in changes(y, x) {
                        let place = format!("{} {}", b.office(), form.cell_name(&c.cell));
                        line(out, &place, value(form, &c.cell, &c.after), value(form, &c.cell, &c.before));
                    }
                }
                _ => line(out, &place, came(a), came(b)),
            },
            (a, b) => line(out, &place, a.map_or(String::new(), came), b.map_or(String::new(), came)),
        }
    }
}

/// Whose it is and of which year.
fn came(s: &Arc<Submission>) -> String {
    match s.year() {
        Some(year) => format!("{} {year}年", s.office()),
        None => "读不出来".into(),
    }
}

fn sums(out: &mut Vec<Difference>, mine: &Collection, theirs: &Collection) {
    if mine.edition != theirs.edition {
        return;
    }
    let form = mine.form();
    let totals = [mine, theirs].map(|c| Standing::of(c, &FilesSeen::default()).totals.cells);
    let [mine, theirs] = &totals;
    for ((key, a), b) in form.ledger().keys.iter().zip(mine).zip(theirs) {
        let place = format!("合计 {}", form.cell_name(key));
        line(out, &place, value(form, key, &a.value), value(form, key, &b.value));
    }
}

fn value(form: &Form, key: &CellKey, v: &Option<Value>) -> String {
    v.as_ref().map_or("未填".into(), |v| v.canonical(form.kind(key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::edit::CollectEdit;
    use crate::collect::figures::Figures;
    use crate::collect::submission::{SubmittedContent, SubmittedReport};
    use crate::report::edit::filled;

    fn taken(received: &str, digest: &str) -> Collection {
        let report = filled(2025, "示范县水利局", &[("requests.received/natural", received)]);
        let content = SubmittedReport {
            office: report.office.name.clone(),
            year: 2025,
            figures: Arc::new(Figures::of(&report)),
            ..SubmittedReport::default()
        };
        let content = SubmittedContent::Report(content);
        let s = Submission::new(digest.into(), "水利局/年报.docx".into(), None, content);
        let mut c = Collection::new(2025, "示范县人民政府");
        CollectEdit::TakeIn(vec![s]).apply(&mut c);
        c
    }

    #[test]
    fn as_many_units_and_reports_with_another_number_are_told_cell_by_cell() {
        let (mine, theirs) = (taken("12", "甲"), taken("21", "乙"));
        let found = between(&mine, &theirs);
        let said: Vec<String> =
            found.iter().map(|d| format!("{}：{}→{}", d.place, d.theirs, d.mine)).collect();
        assert!(said.iter().any(|s| s.starts_with("示范县水利局 ") && s.ends_with("21→12")), "{said:?}");
        assert!(said.iter().any(|s| s.starts_with("合计 ") && s.ends_with("21→12")), "{said:?}");
        assert!(between(&mine, &mine).is_empty());
        let mut more = mine.clone();
        CollectEdit::AddUnit(RosterUnit::named("示范县林业局")).apply(&mut more);
        let found = between(&more, &mine);
        assert!(found.len() == 1 && found[0].theirs == NOTHING, "{found:?}");
    }
}
