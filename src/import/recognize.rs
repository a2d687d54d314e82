//! `Raw` and the forms → a report with notes. Labels are matched here and nowhere else; what is not
//! certain stays 未填 and is listed with its source line, so that no number is ever wrong silently.

use super::budget::Budget;
use super::labels::{self, Labels};
use super::raw::{Line, Piece, Raw, Remark};
use super::rows::{is_value, read_table};
use super::{ImportError, facts_in_prose, known_year, parts};
use crate::form::{self, Form};
use crate::report::text::Para;
use crate::report::value::{Cell, Value};
use crate::report::{Chapter, Note, NoteKind, Office, Place, Report, Section, Signature, level};
use std::collections::BTreeMap;

/// So many pieces is a line: it is compared with the labels of every table.
pub(super) const LINE: usize = 10;
/// Longest quote of the source beside a note.
const LONGEST: usize = 60;
/// Most notes that anybody reads.
pub(super) const MOST_NOTES: usize = 500;

/// Recognises a report within a budget. `year` decides where given.
pub fn recognize(
    raw: &Raw,
    name: &str,
    year: Option<u16>,
    budget: &Budget<'_>,
) -> Result<Report, ImportError> {
    let mut notes = Vec::new();
    let flat = raw.flat();
    if !budget.take(flat.len() * LINE) {
        return Err(ImportError::TooMuch { name: name.into() });
    }
    let sources = Sources::of(&flat);
    let parts = parts::take(flat, &mut notes);
    let lines = || parts.sections.iter().flatten().flatten();
    let texts: Vec<&str> = lines().filter_map(Line::text).collect();
    let title = parts.title.clone();
    let preamble: Vec<String> = paragraphs(&parts.preamble);
    let known = year.or_else(|| facts_in_prose::report_year(&title, &preamble.concat()));
    let edition = edition(&texts, known);
    let mut report = Report { edition: edition.edition.clone(), ..Report::default() };
    let mut cells = 0;
    for (s, found) in edition.order().zip(&parts.sections) {
        match found {
            Some(body) => cells += section(&mut report, edition, s, body, &mut notes),
            None => notes.push(Note::at(
                NoteKind::Missing,
                Place::Section(Chapter::Section(s)),
                None,
                format!("没有找到第{}部分“{}”", edition.numeral(s), edition.heading(s, 0)),
            )),
        }
    }
    if cells == 0 && parts.sections.iter().all(Option::is_none) {
        return Err(ImportError::NotAReport { name: name.into() });
    }
    report.year = known_year(known.ok_or_else(|| ImportError::NoYear { name: name.into() })?, name)?;
    sign(&mut report, &mut notes);
    front(&mut report, title, preamble, &mut notes);
    headings(&mut report, edition);
    settle_totals(&mut report);
    let of_reader = |r: &Remark| Note::at(r.kind, Place::Whole, r.line, r.text.clone());
    notes.extend(raw.remarks.iter().map(of_reader));
    if let Some(doubt) = &raw.doubt {
        let filled = report.cells.keys().cloned().collect();
        notes.push(Note::at(NoteKind::Doubtful, Place::Cells(filled), None, doubt.clone()));
    }
    notes.sort_by_key(|n| (n.line.unwrap_or(0), n.kind));
    let more = notes.len().saturating_sub(MOST_NOTES);
    notes.truncate(MOST_NOTES);
    notes.iter_mut().for_each(|n| n.source = n.line.map(|l| sources.of_line(l)).unwrap_or_default());
    if more > 0 {
        let text = format!("像这样的地方还有{more}处，没有一一列出；请把读入的内容和原文全面核对一遍");
        notes.push(Note::at(NoteKind::Doubtful, Place::Whole, None, text));
    }
    report.notes = notes;
    Ok(report)
}

/// The beginning of each line of the source, to stand beside a note.
struct Sources(BTreeMap<usize, String>);

impl Sources {
    fn of(flat: &[Line]) -> Sources {
        let mut lines: BTreeMap<usize, String> = BTreeMap::new();
        for (number, words) in flat.iter().filter_map(|l| Some((l.number, l.text()?))) {
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
fn edition(texts: &[&str], year: Option<u16>) -> &'static Form {
    let by_year = year.map_or_else(form::newest, form::for_year);
    let score = |f: &Form| {
        let others: Vec<&Form> = form::all().filter(|o| o.edition != f.edition).collect();
        labels::witnesses(f, &others, texts)
    };
    form::all()
        .map(|f| (score(f), f))
        .fold((score(by_year), by_year), |best, x| if x.0 > best.0 { x } else { best })
        .1
}

fn paragraphs(lines: &[Line]) -> Vec<String> {
    lines.iter().filter_map(Line::text).map(str::to_string).collect()
}

/// Reads one section into the report; returns how many cells it filled.
fn section(
    report: &mut Report,
    form: &'static Form,
    section: Section,
    lines: &[Line],
    notes: &mut Vec<Note>,
) -> usize {
    let Some((head, body)) = lines.split_first() else { return 0 };
    let (heading, glued) = parts::heading_of(form, section, head.text().unwrap_or(""));
    let plain = |lines: &[Line]| paragraphs(lines).into_iter().map(Para::plain).collect::<Vec<_>>();
    let text = report.section_mut(section);
    text.heading = heading;
    text.before.extend(glued.map(Para::plain));
    let Some(table) = form.table_of_section(section) else {
        text.before.extend(plain(body));
        return 0;
    };
    let labels = Labels::of(table);
    let Some((from, to)) = extent(&labels, body) else {
        text.before.extend(plain(body));
        let words = format!("没有找到“{}”表", table.title);
        let place = Place::Section(Chapter::Section(section));
        notes.push(Note::at(NoteKind::Missing, place, Some(head.number), words));
        return 0;
    };
    text.before.extend(plain(&body[..from]));
    text.after = plain(&body[to..]);
    read_table(report, table, &labels, &body[from..to], notes)
}

/// Where the table stands among the lines of its section: the tables of the source that have its labels; in
/// flat text from its first label to its last cell.
fn extent(labels: &Labels, body: &[Line]) -> Option<(usize, usize)> {
    let is_label = |l: &Line| l.text().is_some_and(|t| labels.find(t).is_some());
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    for l in body.iter().filter(|l| l.table > 0 && is_label(l)) {
        *count.entry(l.table).or_default() += 1;
    }
    let ours = |l: &Line| count.get(&l.table).is_some_and(|n| *n >= 3);
    if let Some(from) = body.iter().position(ours) {
        let to = body.iter().rposition(ours).map_or(from, |i| i + 1);
        return Some((from, to));
    }
    let value = |l: &Line| l.text().is_some_and(is_value);
    let from = match body.iter().position(is_label) {
        Some(from) => from,
        // Numbers without any label.
        None if body.iter().filter(|l| value(l)).count() > 50 => body.iter().position(value)?,
        None => return None,
    };
    let last = body.iter().rposition(|l| is_label(l) || value(l))?;
    let blanks = body[last + 1..].iter().take_while(|l| l.piece == Piece::Blank).count();
    Some((from, last + 1 + blanks))
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
            for l in &lines[(at + used).min(lines.len())..] {
                notes.push(Note::at(
                    NoteKind::Dropped,
                    Place::Section(Chapter::Signature),
                    None,
                    format!("落款后面的文字“{l}”"),
                ));
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
    office.name = match (named, report.signature.office.as_str()) {
        (Some(n), _) => n,
        (None, s) => s.to_string(),
    };
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
fn headings(report: &mut Report, form: &Form) {
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
