//! A table of contents before the report: its lines are headings, and none of them is where a section begins.

use super::headings;
use super::source_rows::SourceRow;
use crate::report::{Note, NoteKind, Place};
use std::ops::Range;

/// Longer than a line of it.
const LONGEST: usize = 60;

/// Without it, and without the word 目录 above it.
pub fn without(mut rows: Vec<SourceRow>, notes: &mut Vec<Note>) -> Vec<SourceRow> {
    let Some(range) = contents(&rows) else { return rows };
    let is_title = |r: &SourceRow| {
        r.text().is_some_and(|t| t.split_whitespace().collect::<String>().trim_end_matches('：') == "目录")
    };
    let above = rows.iter().take(range.start).rposition(|r| !r.kind.is_empty());
    let from = above.filter(|i| rows.get(*i).is_some_and(is_title)).unwrap_or(range.start);
    let dropped: Vec<SourceRow> = rows.drain(from..range.end).collect();
    let lines = dropped.iter().filter(|r| !r.kind.is_empty()).count();
    let text = format!("目录（{lines}行）不是正文，没有用到");
    notes.push(Note::at(NoteKind::Dropped, Place::Whole, dropped.first().map(|r| r.line), text));
    rows
}

/// Headings of the form that follow one another with nothing between them but finer ones, and come again below.
fn contents(rows: &[SourceRow]) -> Option<Range<usize>> {
    /// Two headings may follow one another in a report that says nothing of the first.
    const SEVERAL: usize = 3;
    // One that goes on in its text opens a section.
    let opens = |r: &SourceRow| headings::opens(&line(r)).filter(|_| is_short(&line(r)));
    let begins = (0..rows.len()).filter(|i| rows.get(*i).and_then(opens) == Some(1));
    begins.into_iter().find_map(|begin| {
        let (mut end, mut met) = (begin + 1, vec![1]);
        for (i, r) in rows.iter().enumerate().skip(begin + 1).filter(|(_, r)| !r.kind.is_empty()) {
            match opens(r) {
                Some(n) if met.last().is_some_and(|last| n > *last) => met.push(n),
                None if is_entry(&line(r)) => {}
                _ => break,
            }
            end = i + 1;
        }
        let below = rows.get(end..)?;
        let again = met.iter().all(|n| below.iter().any(|r| opens(r) == Some(*n)));
        (met.len() >= SEVERAL && again).then_some(begin..end)
    })
}

/// The words of a row: the number of a page may stand apart.
fn line(row: &SourceRow) -> String {
    row.words().collect::<Vec<_>>().join(" ")
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= LONGEST && !line.contains(['。', '；'])
}

/// （一）主动公开……2: numbered more finely, or with the number of a page.
fn is_entry(line: &str) -> bool {
    let t = line.trim();
    let words = t.trim_end_matches(|c: char| c.is_ascii_digit());
    let apart = |c: char| ".…·—- \t　".contains(c);
    let named = words.trim_end_matches(apart);
    // A row of numbers ends in several.
    let paged =
        words.len() < t.len() && named.len() < words.len() && !named.ends_with(|c: char| c.is_numeric());
    is_short(t) && (paged || headings::is_numbered(t) && !t.ends_with(|c: char| c.is_ascii_digit()))
}
