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
    let from = title(&rows, range.start).unwrap_or(range.start);
    let dropped: Vec<SourceRow> = rows.drain(from..range.end).collect();
    let lines = dropped.iter().filter(|r| !r.kind.is_empty()).count();
    let text = format!("目录（{lines}行）不是正文，没有用到");
    notes.push(Note::at(NoteKind::Dropped, Place::Whole, dropped.first().map(|r| r.line), text));
    rows
}

/// The word 目录 right above that row.
fn title(rows: &[SourceRow], begin: usize) -> Option<usize> {
    let above = rows.iter().take(begin).rposition(|r| !r.kind.is_empty())?;
    let words: String = rows.get(above)?.text()?.split_whitespace().collect();
    (words.trim_end_matches(['：', ':']) == "目录").then_some(above)
}

/// Headings of the form that follow one another with nothing between them but finer ones: under the word 目录, most
/// with the number of a page, or all coming again below, where one of the body may be worded otherwise.
fn contents(rows: &[SourceRow]) -> Option<Range<usize>> {
    /// Two headings may follow one another in a report that says nothing of the first.
    const SEVERAL: usize = 3;
    // One that goes on in its text opens a section.
    let opens = |r: &SourceRow| headings::opens(&line(r)).filter(|_| is_short(&line(r)));
    let begins = (0..rows.len()).filter(|i| rows.get(*i).and_then(opens) == Some(1));
    begins.into_iter().find_map(|begin| {
        let (mut end, mut met) = (begin + 1, vec![1]);
        let mut pages = usize::from(rows.get(begin).is_some_and(|r| is_paged(&line(r))));
        for (i, r) in rows.iter().enumerate().skip(begin + 1).filter(|(_, r)| !r.kind.is_empty()) {
            match opens(r) {
                Some(n) if met.last().is_some_and(|last| n > *last) => {
                    met.push(n);
                    pages += usize::from(is_paged(&line(r)));
                }
                None if is_entry(&line(r)) => {}
                _ => break,
            }
            end = i + 1;
        }
        let below = rows.get(end..)?;
        let again = || met.iter().all(|n| below.iter().any(|r| opens(r) == Some(*n)));
        let is_plain = pages * 2 > met.len() || title(rows, begin).is_some();
        (met.len() >= SEVERAL && (is_plain || again())).then_some(begin..end)
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
    let finer = headings::is_numbered(t) && !t.ends_with(|c: char| c.is_ascii_digit());
    is_short(t) && (is_paged(t) || finer)
}

/// The number of a page stands behind dots or a blank.
fn is_paged(line: &str) -> bool {
    let t = line.trim();
    let words = t.trim_end_matches(|c: char| c.is_ascii_digit());
    let apart = |c: char| ".…·—- \t　".contains(c);
    let named = words.trim_end_matches(apart);
    // A row of numbers ends in several.
    words.len() < t.len() && named.len() < words.len() && !named.ends_with(|c: char| c.is_numeric())
}
