//! A statutory table out of lines: labels lead, their cells follow. A row counts only if exactly one reading
//! of it is certain; else it stays 未填 and is told. Where labels are lost or torn apart, all numbers in
//! statutory order will do if every sum and balance holds.

use super::labels::{self, Labels, Meaning};
use super::raw::{Line, Piece};
use crate::form::relation::Relation;
use crate::form::table::{self, CellKey, Node, Table};
use crate::report::value::{Cell, Value};
use crate::report::{Chapter, Note, NoteKind, Place, Report};
use std::collections::BTreeMap;

/// Most of a row that a note shows.
const SHOWN: usize = 100;
/// That fewer cells than this add up may be chance, and proves nothing.
const PROOF: usize = 50;

/// Whether words are a cell's content rather than prose: a number, a mark, a number with a short note.
pub fn is_value(t: &str) -> bool {
    match Value::parse(table::Kind::Money, t) {
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
    /// Whether it stood in a table whose cells are known, empty ones too.
    known: bool,
    cells: Vec<Option<&'a str>>,
}

/// What a table's lines hold.
#[derive(Default)]
struct Read<'a> {
    rows: BTreeMap<String, Vec<Met<'a>>>,
    /// Words not understood.
    odd: Vec<(usize, String)>,
    /// Other wordings of labels, as found: line, official, how often.
    aliases: BTreeMap<String, (usize, String, usize)>,
}

/// Reads a table into the report; returns how many cells it filled.
pub fn read_table(
    report: &mut Report,
    table: &Table,
    labels: &Labels,
    lines: &[Line],
    notes: &mut Vec<Note>,
) -> usize {
    let place = || Place::Section(Chapter::Section(table.section));
    let read = rows_met(table, labels, lines);
    let mut told = Vec::new();
    for (seen, (line, official, times)) in &read.aliases {
        let many = if *times > 1 { format!("（{times}处）") } else { String::new() };
        let text = format!("原文“{seen}”，读作“{official}”{many}");
        notes.push(Note::at(NoteKind::ReadDifferently, place(), Some(*line), text));
    }
    for (line, words) in &read.odd {
        let text = format!("“{}”表里有没认出的文字“{words}”，没有用到", table.title);
        told.push(Note::at(NoteKind::Doubtful, place(), Some(*line), text));
    }
    let first_places = first_places(lines);
    let mut found = Vec::new();
    let mut shuffled = false;
    for b in &table.blocks {
        let columns: Vec<String> = table::leaves(&b.columns).iter().map(|c| c.node().key.clone()).collect();
        let other_order = out_of_order(&b.columns, &first_places);
        shuffled |= other_order;
        for row in table::leaves(&b.rows) {
            let key = &row.node().key;
            let keys: Vec<CellKey> = columns.iter().map(|c| CellKey::new(key, c)).collect();
            let name = if row.name().is_empty() { &table.title } else { row.name() };
            let met = read.rows.get(key).map_or(&[][..], Vec::as_slice);
            if other_order {
                let text = format!("“{name}”所在的表，列的顺序和规范的不同，不敢照搬，留作未填");
                told.push(Note::at(
                    NoteKind::Doubtful,
                    Place::Cells(keys),
                    met.first().map(|m| m.line),
                    text,
                ));
            } else {
                read_row(report, &keys, name, met, &mut found, &mut told);
            }
        }
    }
    let all = table.cells();
    if !shuffled
        && found.len() < all.len()
        && let Some(values) = in_order(report, &all, lines)
    {
        let text =
            format!("“{}”表的行名不完整，按规范的顺序读入；各行各列的加总和勾稽关系都成立", table.title);
        notes.push(Note::at(NoteKind::ReadDifferently, place(), lines.first().map(|l| l.number), text));
        (found, told) = (values, Vec::new());
    }
    notes.append(&mut told);
    let filled = found.len();
    for (key, value, line) in found {
        if let Value::Raw(t) = &value {
            let text =
                format!("“{}”里写的是“{t}”，不是规范的数字，照原样保留", report.form().cell_name(&key));
            notes.push(Note::at(NoteKind::Doubtful, Place::Cells(vec![key.clone()]), Some(line), text));
        }
        report.cells.insert(key, Cell::Typed(value));
    }
    filled
}

type FoundCells = Vec<(CellKey, Value, usize)>;

/// Takes one row if exactly one reading of it is certain.
fn read_row(
    report: &Report,
    keys: &[CellKey],
    name: &str,
    met: &[Met<'_>],
    found: &mut FoundCells,
    told: &mut Vec<Note>,
) {
    let place = || Place::Cells(keys.to_vec());
    // A head repeated at a page break looks like a row without cells.
    let with_numbers: Vec<&Met<'_>> = met.iter().filter(|m| m.cells.iter().any(Option::is_some)).collect();
    let [m] = with_numbers[..] else {
        let empty = met.iter().find(|m| m.cells.len() >= keys.len());
        let (kind, line, text) = match (with_numbers.first(), empty) {
            (Some(m), _) => (
                NoteKind::Doubtful,
                Some(m.line),
                format!("“{name}”一行出现了{}次，拿不准用哪一次，留作未填", with_numbers.len()),
            ),
            (None, Some(m)) => (NoteKind::Missing, Some(m.line), format!("“{name}”一行是空的，留作未填")),
            (None, None) => (NoteKind::Missing, None, format!("“{name}”一行没有数字，留作未填")),
        };
        told.push(Note::at(kind, place(), line, text));
        return;
    };
    let Some(cells) = aligned(m, keys.len()) else {
        let seen: Vec<&str> = m.cells.iter().flatten().copied().collect();
        let shown: String = seen.join("、").chars().take(SHOWN).collect();
        let text = format!(
            "“{name}”一行应有{}格，原文只看得出{}个（{}），不知道各在哪一格，留作未填",
            keys.len(),
            seen.len(),
            shown
        );
        told.push(Note::at(NoteKind::Doubtful, place(), Some(m.line), text));
        return;
    };
    for (key, text) in keys.iter().zip(cells) {
        if let Some(v) = text.and_then(|t| Value::parse(report.form().kind(key), t)) {
            found.push((key.clone(), v, m.line));
        }
    }
}

/// The cells of a row in their columns, if their number leaves no doubt: as many values as columns, or
/// as many cells, empty ones counted.
fn aligned<'a>(m: &Met<'a>, width: usize) -> Option<Vec<Option<&'a str>>> {
    let cells = &m.cells;
    let values: Vec<Option<&str>> = cells.iter().copied().filter(Option::is_some).collect();
    if values.len() == width {
        return Some(values);
    }
    // Empty cells behind the row belong to labels of the next one. In flat text nobody knows.
    let cut = &cells[..cells.len().min(width)];
    let rest_empty = cells[cut.len()..].iter().all(Option::is_none);
    (cut.len() == width && rest_empty && (m.known || cells.len() == width)).then(|| cut.to_vec())
}

/// Where each wording stands first, by its key.
fn first_places(lines: &[Line]) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (i, t) in lines.iter().enumerate().filter_map(|(i, l)| Some((i, l.text()?))) {
        places.entry(labels::key(t)).or_insert(i);
    }
    places
}

/// Whether heads that stand side by side on the form come in another order here.
fn out_of_order(heads: &[Node], first_places: &BTreeMap<String, usize>) -> bool {
    let leaves: Vec<&Node> = heads.iter().filter(|n| n.children.is_empty()).collect();
    let at = |n: &&Node| {
        let names = std::iter::once(&n.label).chain(&n.aliases);
        names.filter_map(|l| first_places.get(&labels::key(l)).copied()).min()
    };
    let places: Vec<usize> = leaves.iter().filter_map(at).collect();
    places.windows(2).any(|w| w[0] > w[1]) || heads.iter().any(|n| out_of_order(&n.children, first_places))
}

/// The row being read, and whether its cells may still come.
struct Current {
    key: Option<String>,
    fresh: bool,
}

/// Walks a table's lines.
fn rows_met<'a>(table: &Table, labels: &Labels, lines: &'a [Line]) -> Read<'a> {
    let mut read = Read::default();
    let widths: BTreeMap<String, usize> = table
        .blocks
        .iter()
        .flat_map(|b| {
            let width = table::leaves(&b.columns).len();
            table::leaves(&b.rows).into_iter().map(move |r| (r.node().key.clone(), width))
        })
        .collect();
    // Table four has one row without a label: its cells begin behind the heads.
    let unlabelled = table
        .blocks
        .iter()
        .flat_map(|b| table::leaves(&b.rows))
        .find(|l| l.node().label.is_empty())
        .map(|l| l.node().key.clone());
    let mut current = Current { key: unlabelled.clone(), fresh: true };
    let mut i = 0;
    while i < lines.len() {
        let (number, known) = (lines[i].number, lines[i].table > 0);
        let Some(t) = lines[i].text() else {
            pass(&lines[i], &mut read, &mut current, &widths, unlabelled.is_some());
            i += 1;
            continue;
        };
        let (words, used) = label_at(labels, lines, i).unwrap_or((t.to_string(), 1));
        if let Some(m) = labels.find(&words).filter(|_| !is_value(t)) {
            if let Some(official) = &m.official
                && labels::key(official) != labels::key(&words)
            {
                let met = read.aliases.entry(words.clone()).or_insert_with(|| (number, official.clone(), 0));
                met.2 += 1;
            }
            current = match &m.meaning {
                Meaning::Row(k) => {
                    read.rows.entry(k.clone()).or_default().push(Met {
                        line: number,
                        known,
                        cells: Vec::new(),
                    });
                    Current { key: Some(k.clone()), fresh: false }
                }
                Meaning::Furniture => Current { key: unlabelled.clone(), fresh: true },
            };
            i += used;
            continue;
        }
        if let Some((key, cells, used)) = torn(labels, lines, i) {
            read.rows.entry(key).or_default().push(Met { line: number, known, cells });
            current = Current { key: None, fresh: true };
            i += used;
            continue;
        }
        match &current.key {
            Some(k) if is_value(t) => {
                let met = read.rows.entry(k.clone()).or_default();
                if met.is_empty() || current.fresh {
                    met.push(Met { line: number, known, cells: Vec::new() });
                    current.fresh = false;
                }
                if let Some(m) = met.last_mut() {
                    m.cells.push(Some(t));
                }
            }
            _ => {
                // Whose the numbers behind unknown words are, nobody knows.
                current = Current { key: None, fresh: true };
                read.odd.push((number, t.to_string()));
            }
        }
        i += 1;
    }
    read
}

/// An empty cell, the end of a row, an empty line.
fn pass(
    line: &Line,
    read: &mut Read<'_>,
    current: &mut Current,
    widths: &BTreeMap<String, usize>,
    one_row: bool,
) {
    let Some(key) = current.key.clone() else { return };
    let width = widths.get(&key).copied().unwrap_or(0);
    let met = read.rows.entry(key).or_default();
    let open = if current.fresh { None } else { met.last_mut() };
    match (&line.piece, open) {
        (Piece::Break, Some(m)) if one_row && m.cells.iter().any(Option::is_some) => current.key = None,
        (Piece::Break, _) if one_row => {
            // Heads end with their row; the first number of the next may be an empty cell.
            met.push(Met { line: line.number, known: line.table > 0, cells: Vec::new() });
            current.fresh = false;
        }
        (Piece::Break, Some(m)) if !m.cells.is_empty() => current.key = None,
        (Piece::Gap, Some(m)) if m.cells.len() >= width => current.key = None,
        (Piece::Blank, Some(m)) => m.cells.push(None),
        _ => {}
    }
}

/// A label that begins at line `i`, also one wrapped over up to four lines.
fn label_at(labels: &Labels, lines: &[Line], i: usize) -> Option<(String, usize)> {
    let mut words = String::new();
    for used in 1..=4 {
        let t = lines.get(i + used - 1).and_then(Line::text)?;
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

/// A row whose label is wrapped around its numbers, as the text of a PDF has it: its key, its numbers, and how
/// many lines it takes.
fn torn<'a>(labels: &Labels, lines: &'a [Line], i: usize) -> Option<(String, Vec<Option<&'a str>>, usize)> {
    let mut words = lines[i].text().filter(|t| !is_value(t) && labels.begins(t))?.to_string();
    let mut cells = Vec::new();
    for (used, l) in lines[i + 1..].iter().enumerate().take(40) {
        match l.text() {
            Some(t) if is_value(t) => cells.push(Some(t)),
            Some(t) => {
                words.push_str(t);
                match labels.find(&words).map(|m| &m.meaning) {
                    Some(Meaning::Row(k)) if !cells.is_empty() => return Some((k.clone(), cells, used + 2)),
                    _ if labels.begins(&words) => {}
                    _ => return None,
                }
            }
            None if matches!(l.piece, Piece::Break | Piece::Gap) => {}
            None => return None,
        }
    }
    None
}

/// All cells of a table in statutory order, if there are exactly as many values, and every relation holds.
fn in_order(report: &Report, keys: &[CellKey], lines: &[Line]) -> Option<FoundCells> {
    let values: Vec<(&str, usize)> =
        lines.iter().filter_map(|l| Some((l.text()?, l.number))).filter(|(t, _)| is_value(t)).collect();
    if keys.len() < PROOF || values.len() != keys.len() {
        return None;
    }
    let form = report.form();
    let found: FoundCells = keys
        .iter()
        .zip(values)
        .map(|(k, (t, n))| Some((k.clone(), Value::parse(form.kind(k), t)?, n)))
        .collect::<Option<_>>()?;
    let whole: BTreeMap<&CellKey, i128> =
        found.iter().map(|(k, v, _)| Some((k, v.whole()?))).collect::<Option<_>>()?;
    let sum = |side: &[CellKey]| side.iter().map(|k| whole.get(k).copied()).sum::<Option<i128>>();
    let concerned = |r: &&Relation| r.left.iter().chain(&r.right).all(|k| whole.contains_key(k));
    let mut proofs = form.relations().iter().filter(concerned).peekable();
    proofs.peek()?;
    proofs.all(|r| sum(&r.left).is_some() && sum(&r.left) == sum(&r.right)).then_some(found)
}
