//! What is said of a document: the worst first, each note with its line of the source.

use crate::import::residue;
use crate::import::source_rows::SourceRow;
use crate::report::{Note, NoteKind, Place};
use std::collections::BTreeMap;

/// Longest quote of the source beside a note.
const LONGEST: usize = 60;

/// Most notes that anybody reads.
pub const MOST_NOTES: usize = 500;

/// The worst first, each with its line of the source.
pub fn sorted(mut notes: Vec<Note>, sources: &Sources) -> Vec<Note> {
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

/// Says what words were struck out, or white on white.
pub fn struck<'a>(words: impl IntoIterator<Item = (usize, &'a str)>) -> Option<Note> {
    let mut words = words.into_iter();
    let (line, first) = words.next()?;
    let many = match words.count() {
        0 => String::new(),
        more => format!("等{}处", more + 1),
    };
    let text = format!("划掉或写成白色的文字“{}”{many}没有读入", residue::short(first));
    Some(Note::at(NoteKind::Doubtful, Place::Whole, Some(line), text))
}

/// Says which headings stand in another order than the form's: they are put in its own.
pub fn exchanged(rows: &[SourceRow], starts: &[Option<usize>], notes: &mut Vec<Note>) {
    let found: Vec<usize> = starts.iter().flatten().copied().collect();
    let Some(pair) = found.windows(2).find(|p| p[1] < p[0]) else { return };
    let [after, before] = [pair[0], pair[1]].map(|i| rows[i].words().collect::<String>());
    let text = format!(
        "“{}”排在“{}”前面，和格式的次序相反；已按格式的次序读入，请核对这两部分",
        residue::short(&before),
        residue::short(&after)
    );
    notes.push(Note::at(NoteKind::Doubtful, Place::Whole, Some(rows[pair[1]].line), text));
}

/// The beginning of each line of the source, to stand beside a note.
pub struct Sources(BTreeMap<usize, String>);

impl Sources {
    pub fn of(rows: &[SourceRow]) -> Sources {
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
