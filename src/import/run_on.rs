//! Headings that a page or a paste ran together with the line before: …如下： 一、总体情况 2024年，….

use super::headings;
use super::source_rows::{SourceKind, SourceRow};
use crate::chinese::numerals::counts;
use crate::form;

/// The rows with such headings on lines of their own, and where the sections begin.
pub fn parted(mut rows: Vec<SourceRow>) -> (Vec<SourceRow>, Vec<Option<usize>>) {
    let mut starts = headings::starts(&rows);
    for n in 1..=starts.len() {
        if starts.get(n - 1).is_some_and(Option::is_some) {
            continue;
        }
        let from = starts.iter().take(n - 1).flatten().max().copied().unwrap_or(0);
        let to = starts.iter().skip(n).flatten().min().copied().unwrap_or(rows.len());
        let mut within = (from..to).filter_map(|i| Some((i, run_on(rows.get(i)?, n)?)));
        let (Some((i, at)), None) = (within.next(), within.next()) else { continue };
        let Some((before, behind)) = rows.get(i).and_then(|r| r.text()?.split_at_checked(at)) else {
            continue;
        };
        let line = rows.get(i).map_or(0, |r| r.line);
        let parts = [before, behind].map(|t| SourceRow::of_line(line, t.trim()));
        rows.splice(i..=i, parts);
        starts = headings::starts(&rows);
    }
    (rows, starts)
}

/// Where the whole heading of section `n` stands amid a row, behind a blank or the end of a sentence.
fn run_on(row: &SourceRow, n: usize) -> Option<usize> {
    let text = row.text().filter(|_| row.kind == SourceKind::Line && row.table == 0)?;
    let headings = form::all().filter_map(|f| f.sections.get(n - 1)).flat_map(|s| &s.headings);
    headings.flat_map(|h| text.match_indices(h.as_str())).find_map(|(at, _)| {
        let number = text.get(..at)?.trim_end().strip_suffix('、')?;
        let before = number.trim_end_matches(counts);
        let whole = text.get(before.len()..)?;
        let apart = before.ends_with(|c: char| c.is_whitespace() || c == '。');
        (apart && !before.trim().is_empty() && headings::opens(whole) == Some(n)).then_some(before.len())
    })
}
