//! This year's report with last year's as its starting point: what carries over is filled and told, what came
//! along as words is marked 旧 until somebody confirms it, and what the new form has no place for is listed.

use super::contact;
use super::run::merge;
use super::text::{Para, Run, RunKind, clauses};
use super::value::Cell;
use super::{Chapter, Date, Layout, Note, NoteKind, Place, Predecessor, Report, Signature, totals};
use crate::chinese::figures::figures;
use crate::chinese::made_of::is_made_of;
use crate::form::table::CellKey;
use crate::form::words::words;
use crate::form::{self, CarryOver, Form};
use std::collections::BTreeMap;

/// The report of the year after `last`. `path` and `digest` tell where last year's was read.
pub fn begin(last: &Report, path: &str, digest: &str) -> Report {
    let mut r = Report::new(last.year.saturating_add(1), &last.office.name);
    r.office = last.office.clone();
    r.heading_set = last.heading_set;
    r.deadline =
        last.deadline.and_then(|d| Date::new(d.year.saturating_add(1), d.month, d.day)).or(r.deadline);
    r.blank_policy = last.blank_policy;
    r.layout = Layout { issue: last.layout.issue.of_next_year(), ..last.layout.clone() };
    r.thresholds = last.thresholds.clone();
    r.switched_off = last.switched_off.clone();
    r.signature = Signature { date: None, ..last.signature.clone() };
    let mut notes = Vec::new();
    prose(&mut r, last);
    carry(&mut r, last, &mut notes);
    between_editions(&r, last, &mut notes);
    r.take_headings();
    r.notes = notes;
    let snapshot = last.snapshot().into();
    r.predecessor = Some(Predecessor { path: path.into(), digest: digest.into(), snapshot });
    r
}

fn note(place: Place, text: String) -> Note {
    Note::new(NoteKind::NotCarried, place, text)
}

/// Title, preamble and sections: years of the title and the period and the letters are renewed, the rest is 旧, pictures too.
fn prose(r: &mut Report, last: &Report) {
    let renewed = renewals(last, r);
    let title = crate::chinese::years::moved(&last.title_line(), last.year, r.year);
    if !title.is_empty() {
        r.title = vec![Para::plain(title)];
    }
    let old = |paras: &[Para], renewed: &[(String, String)]| -> Vec<Para> {
        let of = |p: &Para| match p {
            Para::Text(runs) => Para::Text(aged(runs, renewed)),
            // The words around it speak of it.
            Para::Picture { bytes, caption, .. } => {
                Para::Picture { bytes: bytes.clone(), caption: caption.clone(), old: true }
            }
        };
        paras.iter().map(of).collect()
    };
    r.preamble = old(&contact::tied(last.preamble.clone(), &last.office), &renewed);
    r.preamble = std::mem::take(&mut r.preamble).into_iter().map(|p| settled(p, &last.office.name)).collect();
    for (new, was) in r.sections.iter_mut().zip(&last.sections) {
        new.before = old(&was.before, &[]);
        new.after = old(&was.after, &[]);
    }
}

/// What the preamble says of last year, and what it says now: the letters with their titles, and the period.
fn renewals(last: &Report, r: &Report) -> Vec<(String, String)> {
    let (was, now) = (last.form(), r.form());
    let mut out = Vec::new();
    // Those that stay the same are the new form's all the same.
    out.extend(words().citing.outdated.iter().map(|(_, valid, _)| (valid.clone(), valid.clone())));
    for (a, b) in was.letters.iter().zip(&now.letters) {
        out.push((a.title.clone(), b.title.clone()));
        out.push((a.number.clone(), b.number.clone()));
    }
    for (from, to) in [
        ("年1月1日起至", "年12月31日"),
        ("年1月1日至", "年12月31日"),
        ("年1月1日到", "年12月31日"),
        ("年1月1日起到", "年12月31日"),
    ] {
        let period = |y: u16| format!("{y}{from}{y}{to}");
        out.push((period(last.year), period(r.year)));
    }
    // Without the year said twice: 2020年1月1日至12月31日.
    for to in ["年1月1日起至12月31日", "年1月1日至12月31日", "年1月1日到12月31日"] {
        out.push((format!("{}{to}", last.year), format!("{}{to}", r.year)));
    }
    out
}

/// A paragraph of the preamble: its usual sentences, which name no year and no number, are true every year. 我局新设政务公开科 is
/// none of them.
fn settled(para: Para, office: &str) -> Para {
    let Para::Text(runs) = para else { return para };
    // 由以下六部分组成 is true every year.
    let of_parts = |t: &str| t.trim_start_matches(['个', '大']).starts_with("部分");
    let is_true = |t: &str| figures(t).iter().all(|f| of_parts(&t[f.end..])) && is_usual(t.trim(), office);
    let fresh = |r: Run| match &r.kind {
        RunKind::Old(t) => {
            let sentence = |t: &str| if is_true(t) { Run::text(t) } else { Run::old(t) }.with(r.emphasis);
            clauses(t).into_iter().map(|s| sentence(&t[s])).collect()
        }
        _ => vec![r],
    };
    Para::Text(merge(runs.into_iter().flat_map(fresh).collect()))
}

/// Whether a sentence of the preamble begins like its usual ones and is made of their words, the office's name apart, and cites no
/// other titles than they do.
fn is_usual(sentence: &str, office: &str) -> bool {
    let w = &words().lasting;
    let any = |of: &[String], f: &dyn Fn(&str) -> bool| of.iter().any(|x| f(x));
    let mut rest = String::with_capacity(sentence.len());
    let mut left = sentence;
    while let Some((before, title)) = left.split_once('《') {
        let (title, behind) = title.split_once('》').unwrap_or((title, ""));
        if title != "条例" && !any(&w.cited, &|c| title.contains(c)) {
            return false;
        }
        rest.push_str(before);
        left = behind;
    }
    rest.push_str(left);
    if !office.is_empty() {
        rest = rest.replace(office, "");
    }
    any(&w.begin, &|b| sentence.starts_with(b)) && (rest.is_empty() || is_made_of(&rest, &w.preamble))
}

/// Whether a heading is only the name of what stands below it, and says nothing of last year: （四）平台建设; not
/// （三）受理申请三十五件, （一）获评全市先进单位, （四）被提起行政诉讼, 1.政策解读质量不足.
fn is_name(heading: &str) -> bool {
    let name = heading.trim_start().trim_start_matches(['（', '(']);
    let name = name.split_once(['）', ')', '.', '．']).map_or(name, |(_, name)| name);
    let name = name.trim().trim_end_matches(['。', '：']);
    let w = &words().lasting;
    let holds = |of: &[String]| of.iter().any(|w| name.contains(w.as_str()));
    let tells = holds(&w.telling) && !w.matters.iter().any(|m| name.ends_with(m.as_str()));
    let lacks = holds(&w.lacking) && !is_made_of(name, &w.lacks);
    figures(name).is_empty() && !name.is_empty() && is_made_of(name, &w.heading) && !tells && !lacks
}

/// A paragraph's runs as they come over: plain words 旧, renewed ones not, live values as they are. A heading that is
/// a name says nothing of last year.
fn aged(runs: &[Run], renewed: &[(String, String)]) -> Vec<Run> {
    let whole: String = runs.iter().filter_map(Run::own_words).collect();
    // （一）主动公开。
    if Para::level(whole.trim_end_matches('。')).is_some() && is_name(&whole) {
        return runs.to_vec();
    }
    let mut out = Vec::new();
    let mut opening = Some(Para::opening(&whole)).filter(|o| is_name(o)).unwrap_or_default();
    for run in runs {
        let Some(mut rest) = run.own_words() else {
            out.push(run.clone());
            continue;
        };
        let mut push = |r: Run| out.push(r.with(run.emphasis));
        // （一）主动公开情况。本年…
        if let Some(behind) = rest.strip_prefix(opening).filter(|_| !opening.is_empty()) {
            push(Run::text(std::mem::take(&mut opening)));
            rest = behind;
        }
        while !rest.is_empty() {
            let hit = renewed
                .iter()
                .filter_map(|(was, now)| rest.find(was.as_str()).map(|at| (at, was, now)))
                .filter(|(_, was, _)| !was.is_empty())
                .min_by_key(|(at, was, _)| (*at, usize::MAX.saturating_sub(was.len())));
            let Some((at, was, now)) = hit else { break };
            if at > 0 {
                push(Run::old(&rest[..at]));
            }
            push(Run::text(now));
            rest = &rest[at.saturating_add(was.len())..];
        }
        if !rest.is_empty() {
            push(Run::old(rest));
        }
    }
    out
}

/// Numbers that the form says are last year's numbers (上年结转 = 结转下年度), column by column.
fn carry(r: &mut Report, last: &Report, notes: &mut Vec<Note>) {
    let form = r.form();
    let sums = totals(form);
    for c in
        form.carry_overs.iter().filter(|c| c.plus.is_empty() && c.minus.is_empty() && c.columns.is_empty())
    {
        for (row, source) in c.rows.iter().zip(&c.last) {
            let mut missing = Vec::new();
            for column in form.columns_of(row) {
                let key = CellKey::new(row, &column);
                if sums.contains(&key) {
                    continue;
                }
                match last.value(&CellKey::new(source, &column)) {
                    Some(v) => {
                        r.cells.insert(key, Cell::Typed(v));
                    }
                    None => missing.push(key),
                }
            }
            if !missing.is_empty() {
                let row = missing.first().map_or(String::new(), |k| form.row_name(k));
                let of_row = format!("{row}，");
                let column = |k: &CellKey| form.cell_name(k).replacen(&of_row, "", 1);
                let columns: Vec<String> = missing.iter().map(column).collect();
                notes.push(note(
                    Place::Cells(missing),
                    format!("去年没有填结转数，今年“{row}”的这几格留作未填：{}", columns.join("、")),
                ));
            }
        }
    }
}

/// Where a number of this report came over from last year's: the cell there.
pub fn source_of(r: &Report, key: &CellKey) -> Option<CellKey> {
    let last = &r.predecessor.as_ref()?.snapshot;
    let taken = |c: &&CarryOver| c.plus.is_empty() && c.minus.is_empty() && c.columns.is_empty();
    let (row, column) = (key.row(), key.column());
    let source = r.form().carry_overs.iter().filter(taken).find_map(|c| {
        let i = c.rows.iter().position(|x| x == row)?;
        c.last.get(i).map(|s| CellKey::new(s, column))
    })?;
    let value = r.value(key)?;
    (last.value(&source) == Some(value)).then_some(source)
}

/// What last year's form had and this year's has not, and the other way round (format.md §2.6).
fn between_editions(r: &Report, last: &Report, notes: &mut Vec<Note>) {
    let (was, now) = (last.form(), r.form());
    if was.edition == now.edition {
        return;
    }
    for (table, text) in only_in(was, now) {
        let text = format!("“{table}”表里，去年有而今年的格式没有的，数字没有带过来：{text}");
        notes.push(note(Place::Section(chapter(was, &table)), text));
    }
    for (table, text) in only_in(now, was) {
        let text = format!("“{table}”表里，今年的格式新增的，去年没有可以对照的数：{text}");
        notes.push(note(Place::Section(chapter(now, &table)), text));
    }
}

fn chapter(form: &Form, title: &str) -> Chapter {
    form.tables.iter().find(|t| t.title == title).map_or(Chapter::Front, |t| Chapter::Section(t.section))
}

/// Names of what one form has and the other has not, by table: a whole row once, else its columns.
fn only_in(a: &'static form::Form, b: &'static form::Form) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for t in &a.tables {
        let mut names: Vec<String> = Vec::new();
        for key in t.cells().iter().filter(|k| !b.has(k)) {
            let name = match a.locate(key) {
                Some((_, row, _)) if !b.has_row(key.row()) => row.name().to_string(),
                _ => a.cell_name(key),
            };
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            out.insert(t.title.clone(), names.join("、"));
        }
    }
    out
}
