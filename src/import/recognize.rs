//! `Raw` and the forms → a report with notes. Labels are matched here and nowhere else; what is not
//! certain stays 未填 and is listed with its source line, so that no number is ever wrong silently.

use super::labels::{self, Labels, Meaning};
use super::raw::{Line, Piece, Raw};
use super::{ImportError, prose};
use crate::form::table::{self, CellKey, Table};
use crate::form::{self, Form};
use crate::report::text::Para;
use crate::report::value::{Cell, Value};
use crate::report::{Note, NoteKind, Office, Place, Report, Signature};
use std::collections::BTreeMap;

/// Recognises a report. `year` decides where given.
pub fn recognize(raw: &Raw, name: &str, year: Option<u16>) -> Result<Report, ImportError> {
    let mut notes = Vec::new();
    let lines = without_residue(raw, &mut notes);
    let texts: Vec<&str> = lines.iter().filter_map(text_of).collect();
    let parts = split(&lines);
    let title = join(parts.title, "");
    let preamble: Vec<String> = paragraphs(parts.preamble);
    let known = year.or_else(|| prose::report_year(&title, &preamble.concat()));
    let edition = edition(&texts, known);
    let mut report = Report { edition: edition.edition.clone(), ..Report::default() };
    let mut cells = 0;
    for n in 1..=6 {
        match parts.sections[n - 1] {
            Some(body) => cells += section(&mut report, edition, n, body, &mut notes),
            None => notes.push(note(
                NoteKind::Missing,
                Place::Section(n),
                None,
                format!("没有找到第{}部分“{}”", form::numeral(n), edition.heading(n, 0)),
            )),
        }
    }
    if cells == 0 && parts.sections.iter().all(Option::is_none) {
        return Err(ImportError::NotAReport { name: name.into() });
    }
    report.year = known.ok_or_else(|| ImportError::NoYear { name: name.into() })?;
    if report.year < 2019 {
        return Err(ImportError::YearOutOfRange { year: report.year, name: name.into() });
    }
    sign(&mut report, &mut notes);
    front(&mut report, title, preamble, &mut notes);
    headings(&mut report, edition);
    settle_totals(&mut report);
    notes.sort_by_key(|n| (n.line.unwrap_or(0), n.kind));
    report.notes = notes;
    Ok(report)
}

fn note(kind: NoteKind, place: Place, line: Option<usize>, text: String) -> Note {
    Note { kind, place, line, text }
}

fn text_of(l: &Line) -> Option<&str> {
    match &l.piece {
        Piece::Text(t) => Some(t),
        _ => None,
    }
}

/// Takes out what a word processor left in the text ([bookmark: _GoBack]); says so.
fn without_residue(raw: &Raw, notes: &mut Vec<Note>) -> Vec<Line> {
    let flat = raw.flat();
    let mut out = Vec::with_capacity(flat.len());
    for l in flat {
        let t = match l.piece {
            Piece::Text(t) => t,
            Piece::Picture => {
                let text = "文中的图片".to_string();
                notes.push(note(NoteKind::Dropped, Place::Whole, Some(l.number), text));
                continue;
            }
            piece => {
                out.push(Line { number: l.number, piece });
                continue;
            }
        };
        let mut clean = t.replace('\u{a0}', " ");
        while let Some(start) = clean.find("[bookmark:") {
            let end = clean[start..].find(']').map_or(clean.len(), |e| start + e + 1);
            let gone: String = clean.drain(start..end).collect();
            notes.push(note(
                NoteKind::Dropped,
                Place::Whole,
                Some(l.number),
                format!("文字处理软件留下的标记“{gone}”"),
            ));
        }
        let clean = clean.trim();
        let piece = if clean.is_empty() { Piece::Blank } else { Piece::Text(clean.into()) };
        out.push(Line { number: l.number, piece });
    }
    out
}

/// The document cut at its headings.
struct Parts<'a> {
    title: &'a [Line],
    preamble: &'a [Line],
    /// Heading line and body of each section found.
    sections: [Option<&'a [Line]>; 6],
}

fn split(lines: &[Line]) -> Parts<'_> {
    let mut starts: [Option<usize>; 6] = [None; 6];
    let mut next = 1;
    for (i, l) in lines.iter().enumerate() {
        if let Some(n) = text_of(l).and_then(|t| (next..=6).find(|n| is_heading(t, *n))) {
            starts[n - 1] = Some(i);
            next = n + 1;
        }
    }
    let first = starts.iter().flatten().copied().min().unwrap_or(lines.len());
    let mut sections = [None; 6];
    for n in 0..6 {
        if let Some(start) = starts[n] {
            let end = starts[n + 1..].iter().flatten().copied().min().unwrap_or(lines.len());
            sections[n] = Some(&lines[start..end]);
        }
    }
    let front = &lines[..first];
    // The title ends with the first line that says 年度报告, within the first few lines of text.
    let end =
        front.iter().take(12).position(|l| text_of(l).is_some_and(prose::ends_title)).map_or(0, |i| i + 1);
    Parts { title: &front[..end], preamble: &front[end..], sections }
}

/// Whether a line is the heading of section `n`: its numeral with one of the section's words.
fn is_heading(line: &str, n: usize) -> bool {
    let t: String =
        line.trim_start_matches(['#', ' ', '　']).chars().filter(|c| !c.is_whitespace()).collect();
    let rest = t.strip_prefix(form::numeral(n)).or_else(|| t.strip_prefix(&n.to_string()));
    let numbered = rest.and_then(|r| r.strip_prefix(['、', '.', '．', '，']));
    form::all().any(|f| {
        let Some(s) = f.sections.get(n - 1) else { return false };
        match numbered {
            Some(words) if words.chars().count() <= 40 && !words.contains('。') => {
                s.keywords.iter().any(|k| words.contains(k.as_str()))
            }
            // A heading glued to its paragraph.
            Some(words) => s.headings.iter().any(|h| words.starts_with(h.as_str())),
            None => s.headings.contains(&t),
        }
    })
}

/// The heading and, where the two are glued, what follows it on the line.
fn heading_of(form: &Form, n: usize, line: &str) -> (String, Option<String>) {
    let t = line.trim_start_matches(['#', ' ', '　']).trim();
    if t.chars().count() > 40 || t.contains('。') {
        let own = form.sections.get(n - 1).into_iter().flat_map(|s| &s.headings);
        for h in own {
            if let Some(at) = t.find(h.as_str()) {
                let (head, rest) = t.split_at(at + h.len());
                return (head.to_string(), Some(rest.trim().to_string()).filter(|r| !r.is_empty()));
            }
        }
    }
    (t.to_string(), None)
}

/// The edition whose own labels occur most; the year's where the labels don't tell.
fn edition(texts: &[&str], year: Option<u16>) -> &'static Form {
    let by_year = form::for_year(year.unwrap_or(2021));
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
    lines.iter().filter_map(text_of).map(str::to_string).collect()
}

fn join(lines: &[Line], with: &str) -> String {
    lines.iter().filter_map(text_of).collect::<Vec<_>>().join(with)
}

/// Reads one section into the report; returns how many cells it filled.
fn section(
    report: &mut Report,
    form: &'static Form,
    n: usize,
    lines: &[Line],
    notes: &mut Vec<Note>,
) -> usize {
    let Some((head, body)) = lines.split_first() else { return 0 };
    let (heading, glued) = heading_of(form, n, text_of(head).unwrap_or(""));
    report.sections[n - 1].heading = heading;
    report.sections[n - 1].before.extend(glued.map(Para::plain));
    let Some(table) = form.table_of_section(n) else {
        report.sections[n - 1].before.extend(paragraphs(body).into_iter().map(Para::plain));
        return 0;
    };
    let labels = Labels::of(table);
    let Some((from, to)) = extent(&labels, body) else {
        report.sections[n - 1].before.extend(paragraphs(body).into_iter().map(Para::plain));
        let text = format!("没有找到“{}”表", table.title);
        notes.push(note(NoteKind::Missing, Place::Section(n), Some(head.number), text));
        return 0;
    };
    report.sections[n - 1].before.extend(paragraphs(&body[..from]).into_iter().map(Para::plain));
    report.sections[n - 1].after = paragraphs(&body[to..]).into_iter().map(Para::plain).collect();
    read_table(report, table, &labels, &body[from..to], notes)
}

/// Where the table stands among the lines of its section: from its first label to its last cell.
fn extent(labels: &Labels, body: &[Line]) -> Option<(usize, usize)> {
    let from = body.iter().position(|l| text_of(l).is_some_and(|t| labels.find(t).is_some()))?;
    let last =
        body.iter().rposition(|l| text_of(l).is_some_and(|t| labels.find(t).is_some() || is_value(t)))?;
    let blanks = body[last + 1..].iter().take_while(|l| l.piece == Piece::Blank).count();
    Some((from, last + 1 + blanks))
}

/// Whether words are a cell's content rather than prose: a number, a mark, a number with a short note.
fn is_value(t: &str) -> bool {
    match Value::parse(crate::form::table::Kind::Money, t) {
        Some(Value::Raw(_)) => {
            let digits = t.trim_start_matches(['+', '-', '＋', '－', '增', '减', '加', '少']);
            let number = digits.starts_with(|c: char| c.is_numeric() && !"一二三四五六七八九十".contains(c));
            number
                && t.chars().count() <= 24
                && !t.ends_with('。')
                && labels::key(t).chars().any(char::is_numeric)
                && !t.contains('年')
        }
        Some(_) => t.trim() != "无",
        None => false,
    }
}

/// A row label as met, with the cells behind it.
struct Met<'a> {
    line: usize,
    cells: Vec<Option<&'a str>>,
}

fn read_table(
    report: &mut Report,
    table: &Table,
    labels: &Labels,
    lines: &[Line],
    notes: &mut Vec<Note>,
) -> usize {
    let (rows, odd, alias) = rows_met(table, labels, lines);
    for (line, seen, official, times) in alias {
        let many = if times > 1 { format!("（{times}处）") } else { String::new() };
        let text = format!("原文“{seen}”，读作“{official}”{many}");
        notes.push(note(NoteKind::ReadDifferently, Place::Section(table.section), Some(line), text));
    }
    for (line, words) in odd {
        let text = format!("“{}”表里有没认出的文字“{words}”，没有用到", table.title);
        notes.push(note(NoteKind::Doubtful, Place::Section(table.section), Some(line), text));
    }
    let mut filled = 0;
    for b in &table.blocks {
        let columns: Vec<String> = table::leaves(&b.columns).iter().map(|c| c.node().key.clone()).collect();
        for row in table::leaves(&b.rows) {
            let key = &row.node().key;
            let keys: Vec<CellKey> = columns.iter().map(|c| CellKey::new(key, c)).collect();
            let name = row.labels().last().map_or(table.title.clone(), |l| l.to_string());
            filled += read_row(report, &keys, &name, rows.get(key).map_or(&[], Vec::as_slice), notes);
        }
    }
    filled
}

/// Fills one row if exactly one reading of it is certain.
fn read_row(
    report: &mut Report,
    keys: &[CellKey],
    name: &str,
    met: &[Met<'_>],
    notes: &mut Vec<Note>,
) -> usize {
    // A head repeated at a page break looks like a row without cells.
    let met: Vec<&Met<'_>> = met.iter().filter(|m| m.cells.iter().any(Option::is_some)).collect();
    let place = || Place::Cells(keys.to_vec());
    let [m] = met[..] else {
        let (kind, line, text) = match met.first() {
            None => (NoteKind::Missing, None, format!("“{name}”一行没有数字，留作未填")),
            Some(m) => (
                NoteKind::Doubtful,
                Some(m.line),
                format!("“{name}”一行出现了{}次，拿不准用哪一次，留作未填", met.len()),
            ),
        };
        notes.push(note(kind, place(), line, text));
        return 0;
    };
    let Some(cells) = aligned(&m.cells, keys.len()) else {
        let seen: Vec<&str> = m.cells.iter().flatten().copied().collect();
        let text = format!(
            "“{name}”一行应有{}格，原文只看得出{}个（{}），不知道各在哪一格，留作未填",
            keys.len(),
            seen.len(),
            seen.join("、")
        );
        notes.push(note(NoteKind::Doubtful, place(), Some(m.line), text));
        return 0;
    };
    let mut filled = 0;
    for (key, text) in keys.iter().zip(cells) {
        let Some(v) = text.and_then(|t| Value::parse(report.form().kind(key), t)) else { continue };
        if let Value::Raw(t) = &v {
            let text = format!("“{}”里写的是“{t}”，不是规范的数字，照原样保留", report.form().cell_name(key));
            notes.push(note(NoteKind::Doubtful, Place::Cells(vec![key.clone()]), Some(m.line), text));
        }
        report.cells.insert(key.clone(), Cell::Typed(v));
        filled += 1;
    }
    filled
}

/// The cells of a row in their columns, if their number leaves no doubt: as many values as columns, or
/// as many cells, empty ones counted.
fn aligned<'a>(cells: &[Option<&'a str>], width: usize) -> Option<Vec<Option<&'a str>>> {
    let values: Vec<Option<&str>> = cells.iter().copied().filter(Option::is_some).collect();
    if values.len() == width {
        return Some(values);
    }
    // Empty cells behind the row belong to labels of the next one.
    let cut = &cells[..cells.len().min(width)];
    let rest_empty = cells[cut.len()..].iter().all(Option::is_none);
    (cut.len() == width && rest_empty).then(|| cut.to_vec())
}

type Rows<'a> = BTreeMap<String, Vec<Met<'a>>>;

/// Walks a table's lines: rows with their cells, words not understood, other wordings of labels.
#[allow(clippy::type_complexity)] // three plain lists, used once
fn rows_met<'a>(
    table: &Table,
    labels: &Labels,
    lines: &'a [Line],
) -> (Rows<'a>, Vec<(usize, String)>, Vec<(usize, String, String, usize)>) {
    let mut rows: Rows<'a> = BTreeMap::new();
    let mut odd = Vec::new();
    let mut aliases: Vec<(usize, String, String, usize)> = Vec::new();
    // Table four has one row without a label: its cells begin behind the heads.
    let unlabelled = table
        .blocks
        .iter()
        .flat_map(|b| table::leaves(&b.rows))
        .find(|l| l.node().label.is_empty())
        .map(|l| l.node().key.clone());
    let mut current: Option<String> = unlabelled.clone();
    let mut fresh = true;
    let mut i = 0;
    while i < lines.len() {
        let number = lines[i].number;
        let Some(t) = text_of(&lines[i]) else {
            if lines[i].piece == Piece::Blank
                && let Some(m) = current.as_ref().and_then(|k| rows.get_mut(k)).and_then(|v| v.last_mut())
                && !fresh
            {
                m.cells.push(None);
            } else if lines[i].piece == Piece::Break
                && !fresh
                && unlabelled.is_none()
                && ended(&rows, &current)
            {
                current = None;
            }
            i += 1;
            continue;
        };
        let (words, used) = label_at(labels, lines, i).unwrap_or((t.to_string(), 1));
        if let Some(m) = labels.find(&words).filter(|_| !is_value(t)) {
            if let Some(official) = &m.official
                && labels::key(official) != labels::key(&words)
            {
                match aliases.iter_mut().find(|a| a.1 == words) {
                    Some(a) => a.3 += 1,
                    None => aliases.push((number, words.clone(), official.clone(), 1)),
                }
            }
            current = match &m.meaning {
                Meaning::Row(k) => {
                    rows.entry(k.clone()).or_default().push(Met { line: number, cells: Vec::new() });
                    fresh = false;
                    Some(k.clone())
                }
                Meaning::Furniture => {
                    fresh = true;
                    unlabelled.clone()
                }
            };
            i += used;
            continue;
        }
        match &current {
            Some(k) if is_value(t) => {
                let met = rows.entry(k.clone()).or_default();
                if met.is_empty() || fresh {
                    met.push(Met { line: number, cells: Vec::new() });
                    fresh = false;
                }
                if let Some(m) = met.last_mut() {
                    m.cells.push(Some(t));
                }
            }
            _ => odd.push((number, t.to_string())),
        }
        i += 1;
    }
    (rows, odd, aliases)
}

/// Whether the row being read has cells already, so that the end of a source row ends it.
fn ended(rows: &Rows<'_>, current: &Option<String>) -> bool {
    current.as_ref().and_then(|k| rows.get(k)).and_then(|v| v.last()).is_some_and(|m| !m.cells.is_empty())
}

/// A label that begins at line `i`, also one wrapped over up to four lines.
fn label_at(labels: &Labels, lines: &[Line], i: usize) -> Option<(String, usize)> {
    let mut words = String::new();
    for used in 1..=4 {
        let t = lines.get(i + used - 1).and_then(text_of)?;
        words.push_str(t);
        if labels.find(&words).is_some() {
            return Some((words, used));
        }
        if !labels.begins(&words) {
            return None;
        }
    }
    None
}

/// Takes the signature off the end of the last section.
fn sign(report: &mut Report, notes: &mut Vec<Note>) {
    let last = report.sections.iter().rposition(|s| !s.heading.is_empty());
    let Some(section) = last.map(|i| &mut report.sections[i]) else { return };
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
    match prose::signature(&lines) {
        Some((office, date, at)) => {
            let used = if office.is_empty() || lines[at].trim().ends_with('日') { 1 } else { 2 };
            for l in &lines[(at + used).min(lines.len())..] {
                notes.push(note(NoteKind::Dropped, Place::Section(7), None, format!("落款后面的文字“{l}”")));
            }
            paras.truncate(at);
            report.signature = Signature { office, date: Some(date), seal: false };
            if report.signature.office.is_empty() {
                notes.push(note(NoteKind::Missing, Place::Section(7), None, "没有找到落款的单位名称".into()));
            }
        }
        None => notes.push(note(NoteKind::Missing, Place::Section(7), None, "没有找到落款和日期".into())),
    }
}

/// Title, preamble, office and letters.
fn front(report: &mut Report, title: String, preamble: Vec<String>, notes: &mut Vec<Note>) {
    let mut office = Office::default();
    prose::contact(&preamble.join("\n"), &mut office);
    let named = prose::office_of_title(&title);
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
        notes.push(note(NoteKind::Missing, Place::Section(0), None, format!("没有找到{what}")));
    }
    report.letters = prose::letters(&preamble.concat());
    report.title = if title.is_empty() {
        Vec::new()
    } else {
        vec![Para::plain(title.split_whitespace().collect::<String>())]
    };
    report.preamble = preamble.into_iter().map(Para::plain).collect();
    report.office = office;
    report.deadline = crate::report::Date::new(report.year.saturating_add(1), 1, 31);
}

/// Which heading set it follows; sections not found get the form's own heading.
fn headings(report: &mut Report, form: &Form) {
    let hits = |set: usize| {
        (1..=6)
            .filter(|n| labels::key(&report.sections[n - 1].heading) == labels::key(&form.heading(*n, set)))
            .count()
    };
    report.heading_set = usize::from(hits(1) > hits(0));
    for n in 1..=6 {
        if report.sections[n - 1].heading.is_empty() {
            report.sections[n - 1].heading = form.heading(n, report.heading_set);
        }
    }
}

/// A total equal to its parts follows them from now on; a different one stays as it was read.
pub(super) fn settle_totals(report: &mut Report) {
    let form = report.form();
    // Column totals first: the corner is the sum of its row of column totals.
    for key in crate::report::totals(form) {
        let equal = crate::report::total_relation(form, &key).is_some_and(|r| {
            let sum = r.left.iter().map(|k| report.value(k).and_then(|v| v.whole())).sum::<Option<i128>>();
            sum.is_some() && sum == report.value(&key).and_then(|v| v.whole())
        });
        let plain = matches!(report.cell(&key), Cell::Typed(Value::Count(_)));
        if equal && plain {
            report.cells.insert(key, Cell::Computed);
        }
    }
}
