//! `Raw` and the forms → a report with notes. What is not certain stays 未填 and is listed with its source line, so
//! that no number is ever wrong silently.

use super::budget::Budget;
use super::find::{self, KnownWords};
use super::labels;
use super::parts::{self, Parts};
use super::proof::TakenRow;
use super::raw::{Raw, Remark};
use super::sheet::{self, SourceRow};
use super::tables::{self, TableRows};
use super::{ImportError, facts_in_prose, headings, known_year, residue};
use crate::form::{self, Form};
use crate::report::text::Para;
use crate::report::value::{Cell, Value};
use crate::report::{Chapter, Note, NoteKind, Office, Place, Report, Section, Signature, level};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// So many pieces is a line: it is compared with the labels of every table.
pub(super) const LINE: usize = 10;
/// Longest quote of the source beside a note.
const LONGEST: usize = 60;
/// Most notes that anybody reads.
pub(super) const MOST_NOTES: usize = 500;

/// A report as it was read, and where the rows of its tables stood.
pub struct Recognized {
    pub report: Report,
    pub taken: Vec<TakenRow>,
}

/// Recognises a report within a budget. `year` decides where given.
pub fn recognize(
    raw: &Raw,
    name: &str,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Recognized, ImportError> {
    let mut notes = Vec::new();
    let rows = sheet::rows(raw);
    let pieces: usize = rows.iter().map(|r| r.cells.len().max(1)).sum();
    if !budget.take(pieces * LINE) {
        return Err(ImportError::TooMuch { name: name.into() });
    }
    let sources = Sources::of(&rows);
    struck(raw, &mut notes);
    let mut rows = residue::without_marks(rows, &mut notes);
    let mut starts = headings::starts(&rows);
    if let Some(end) = parts::second_report(&rows, &starts, &mut notes) {
        rows.truncate(end);
        starts.iter_mut().for_each(|s| *s = s.filter(|s| *s < end));
    }
    let edition = edition(&rows, year);
    let known = KnownWords::of(&edition.tables);
    let found = find::find(&known, &rows, &bodies(edition, &starts, rows.len()));
    residue::tell_pictures(&rows, &starts, &mut notes);
    residue::tell_strangers(&rows, &found, &starts, &mut notes);
    let parts = parts::cut(edition, (&rows, raw.broken), &starts, &found, &mut notes);
    if parts.sections.iter().all(|s| s.1.is_none()) {
        return Err(ImportError::NotAReport { name: name.into() });
    }
    let mut report = Report { edition: edition.edition.clone(), ..Report::default() };
    let mut tables = Vec::new();
    for (i, table) in edition.tables.iter().enumerate() {
        let own = found.rows(&rows, i);
        if own.is_empty() {
            let place = Place::Section(Chapter::Section(table.section));
            let words = format!("没有找到“{}”表", table.title);
            notes.push(Note::at(NoteKind::Missing, place, None, words));
        } else {
            tables.push(TableRows { table, rows: own, above: found.above(&rows, &starts, (edition, i)) });
        }
    }
    let taken = tables::read(&mut report, &known, (&tables, found.leaves_numbers(&rows)), &mut notes);
    let (title, preamble) = (parts.title.clone(), parts::texts(&parts.preamble));
    sections(&mut report, edition, parts, &mut notes);
    sign(&mut report, &mut notes);
    let said = year
        .or_else(|| facts_in_prose::report_year(&title, &preamble.concat()))
        .or_else(|| closing_year(&report));
    report.year = known_year(said.ok_or_else(|| ImportError::NoYear { name: name.into() })?, name)?;
    front(&mut report, title, preamble, &mut notes);
    set_headings(&mut report, edition);
    settle_totals(&mut report);
    let of_reader = |r: &Remark| Note::at(r.kind, Place::Whole, r.line, r.text.clone());
    notes.extend(raw.remarks.iter().map(of_reader));
    if let Some(doubt) = &raw.doubt {
        let filled = report.cells.keys().cloned().collect();
        notes.push(Note::at(NoteKind::Doubtful, Place::Cells(filled), None, doubt.clone()));
    }
    report.notes = sorted(notes, &sources);
    Ok(Recognized { report, taken })
}

/// The worst first, each with its line of the source.
fn sorted(mut notes: Vec<Note>, sources: &Sources) -> Vec<Note> {
    let worst = |k: NoteKind| match k {
        NoteKind::Doubtful => 0,
        NoteKind::Missing => 1,
        NoteKind::NotCarried => 2,
        NoteKind::ReadDifferently => 3,
        NoteKind::Dropped => 4,
    };
    notes.sort_by_key(|n| (worst(n.kind), n.line.unwrap_or(0)));
    let more = notes.len().saturating_sub(MOST_NOTES);
    notes.truncate(MOST_NOTES);
    notes.iter_mut().for_each(|n| n.source = n.line.map(|l| sources.of_line(l)).unwrap_or_default());
    if more > 0 {
        let text = format!("像这样的地方还有{more}处，没有一一列出；请把读入的内容和原文全面核对一遍");
        notes.push(Note::at(NoteKind::Doubtful, Place::Whole, None, text));
    }
    notes
}

/// The year that the last paragraphs tell: the report of a year is signed in the next.
fn closing_year(report: &Report) -> Option<u16> {
    let date = report.signature.date?;
    Some(if date.month <= 8 { date.year.saturating_sub(1) } else { date.year })
}

/// The rows under the heading of each table.
fn bodies(form: &Form, starts: &[Option<usize>], end: usize) -> Vec<Option<Range<usize>>> {
    let body = |s: Section| {
        let at = starts.get(form.number(s) - 1).copied().flatten()?;
        let to = starts.iter().flatten().copied().filter(|n| *n > at).min().unwrap_or(end);
        Some(at + 1..to)
    };
    form.tables.iter().map(|t| body(t.section)).collect()
}

/// Says what words were struck out.
fn struck(raw: &Raw, notes: &mut Vec<Note>) {
    let Some((line, first)) = raw.struck.first() else { return };
    let many = if raw.struck.len() > 1 { format!("等{}处", raw.struck.len()) } else { String::new() };
    let text = format!("划掉的文字“{}”{many}没有读入", residue::short(first));
    notes.push(Note::at(NoteKind::Doubtful, Place::Whole, Some(*line), text));
}

/// The beginning of each line of the source, to stand beside a note.
struct Sources(BTreeMap<usize, String>);

impl Sources {
    fn of(rows: &[SourceRow]) -> Sources {
        let mut lines: BTreeMap<usize, String> = BTreeMap::new();
        for (number, words) in rows.iter().flat_map(|r| r.words().map(|w| (r.line, w))) {
            let line = lines.entry(number).or_default();
            let length = line.chars().count();
            if length <= LONGEST {
                let gap = if line.is_empty() { "" } else { " " };
                line.extend(gap.chars().chain(words.chars()).take(LONGEST + 1 - length));
            }
        }
        Sources(lines)
    }

    /// The words of a line, cut off where they are many.
    fn of_line(&self, number: usize) -> String {
        let words = self.0.get(&number).map_or("", String::as_str);
        match words.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words.into(),
        }
    }
}

/// The edition whose own labels occur most; the year's where the labels don't tell.
fn edition(rows: &[SourceRow], year: Option<u16>) -> &'static Form {
    let lines = || rows.iter().flat_map(SourceRow::words);
    let said = year.or_else(|| {
        lines()
            .filter(|t| facts_in_prose::ends_title(t))
            .find_map(facts_in_prose::year)
            .or_else(|| lines().find_map(|t| facts_in_prose::report_year("", t)))
    });
    let by_year = said.map_or_else(form::newest, form::for_year);
    let short = lines().filter(|t| t.chars().count() <= LONGEST * 2);
    let words = short.flat_map(|t| t.split_whitespace().chain(Some(t))).map(labels::key);
    let words: BTreeSet<String> = words.collect();
    let score = |f: &Form| {
        let others: Vec<&Form> = form::all().filter(|o| o.edition != f.edition).collect();
        labels::witnesses(f, &others, &words)
    };
    form::all()
        .map(|f| (score(f), f))
        .fold((score(by_year), by_year), |best, x| if x.0 > best.0 { x } else { best })
        .1
}

/// Puts the words of the sections into the report.
fn sections(report: &mut Report, form: &'static Form, parts: Parts, notes: &mut Vec<Note>) {
    let plain = |lines: Vec<parts::ReadWords>| lines.into_iter().map(|l| Para::plain(l.text));
    let mut lost = Vec::new();
    for (s, part) in parts.sections {
        let heading = part.as_ref().and_then(|p| p.heading.clone());
        if heading.is_none() {
            lost.push(s);
        }
        let Some(part) = part else { continue };
        let (heading, glued) = match &heading {
            Some(h) => headings::heading_of(form, s, &h.text),
            None => (String::new(), None),
        };
        let text = report.section_mut(s);
        text.heading = heading;
        text.before = glued.map(Para::plain).into_iter().chain(plain(part.before)).collect();
        text.after = plain(part.after).collect();
    }
    if let Some(first) = lost.first() {
        let named: Vec<String> = lost.iter().map(|s| format!("“{}”", form.heading(*s, 0))).collect();
        let place = Place::Section(Chapter::Section(*first));
        let text = format!("没有找到{}标题", named.join(""));
        notes.push(Note::at(NoteKind::Missing, place, None, text));
    }
}

/// Takes the signature off the end of the last section.
fn sign(report: &mut Report, notes: &mut Vec<Note>) {
    let last = report.form().order().rfind(|s| !report.section(*s).heading.is_empty());
    let Some(section) = last.map(|s| report.section_mut(s)) else { return };
    let paras = if section.after.is_empty() { &mut section.before } else { &mut section.after };
    let lines: Vec<String> = paras
        .iter()
        .map(|p| match p {
            Para::Text(runs) => runs
                .iter()
                .map(|r| if let crate::report::text::Run::Text(t) = r { t.as_str() } else { "" })
                .collect(),
            Para::Picture { .. } => String::new(),
        })
        .collect();
    match facts_in_prose::signature(&lines) {
        Some((office, date, at)) => {
            let used = if office.is_empty() || lines[at].trim().ends_with('日') { 1 } else { 2 };
            let rest = &lines[(at + used).min(lines.len())..];
            if let Some(first) = rest.first() {
                let many = if rest.len() > 1 { format!("等{}行", rest.len()) } else { String::new() };
                let text = format!("落款后面的文字“{}”{many}", residue::short(first));
                notes.push(Note::at(NoteKind::Dropped, Place::Section(Chapter::Signature), None, text));
            }
            paras.truncate(at);
            report.signature = Signature { office, date: Some(date), seal: false };
            if report.signature.office.is_empty() {
                notes.push(Note::at(
                    NoteKind::Missing,
                    Place::Section(Chapter::Signature),
                    None,
                    "没有找到落款的单位名称".into(),
                ));
            }
        }
        None => notes.push(Note::at(
            NoteKind::Missing,
            Place::Section(Chapter::Signature),
            None,
            "没有找到落款和日期".into(),
        )),
    }
}

/// Title, preamble, office and letters.
fn front(report: &mut Report, title: String, preamble: Vec<String>, notes: &mut Vec<Note>) {
    let mut office = Office::default();
    facts_in_prose::contact(&preamble.join("\n"), &mut office);
    let named = facts_in_prose::office_of_title(&title);
    let signed = Some(report.signature.office.clone()).filter(|s| !s.is_empty());
    office.name =
        named.or_else(|| facts_in_prose::office_in(&preamble.concat())).or(signed).unwrap_or_default();
    let places = [
        (title.is_empty(), "标题"),
        (preamble.is_empty(), "导语（编制依据、统计期限、联系方式）"),
        (office.name.is_empty(), "机关名称"),
    ];
    for (_, what) in places.into_iter().filter(|p| p.0) {
        notes.push(Note::at(
            NoteKind::Missing,
            Place::Section(Chapter::Front),
            None,
            format!("没有找到{what}"),
        ));
    }
    report.letters = facts_in_prose::letters(&preamble.concat());
    report.title = if title.is_empty() {
        Vec::new()
    } else {
        vec![Para::plain(title.split_whitespace().collect::<String>())]
    };
    report.preamble = preamble.into_iter().map(Para::plain).collect();
    report.office = office;
    report.deadline = level::deadline(report.year, report.level());
}

/// Which heading set it follows; sections not found get the form's own heading.
fn set_headings(report: &mut Report, form: &Form) {
    let hits = |set: usize| {
        let same =
            |s: &Section| labels::key(&report.section(*s).heading) == labels::key(&form.heading(*s, set));
        form.order().filter(same).count()
    };
    report.heading_set = usize::from(hits(1) > hits(0));
    let set = report.heading_set;
    for section in form.order().filter(|s| report.section(*s).heading.is_empty()).collect::<Vec<_>>() {
        report.section_mut(section).heading = form.heading(section, set);
    }
}

/// A total equal to its parts follows them from now on; a different one stays as it was read.
pub(super) fn settle_totals(report: &mut Report) {
    let form = report.form();
    // Column totals first: the corner is the sum of its row of column totals.
    for key in crate::report::totals(form) {
        let equal = form.total_of(&key).is_some_and(|r| {
            let sum = r.left.iter().map(|k| report.value(k).and_then(|v| v.whole())).sum::<Option<i128>>();
            sum.is_some() && sum == report.value(&key).and_then(|v| v.whole())
        });
        let plain = matches!(report.cell(&key), Cell::Typed(Value::Count(_)));
        if equal && plain {
            report.cells.insert(key, Cell::Computed);
        }
    }
}
