//! Where in the report the comments of a document stand.

use crate::import::proof::TakenRow;
use crate::import::raw::{Raw, RawComment};
use crate::report::comment::{Comment, MOST_COMMENTS};
use crate::report::passage::{Passage, passages};
use crate::report::{Anchor, Note, NoteKind, Part, Place, Report};

/// All of them, as many as a report holds; how many are left out is told.
pub(super) fn all(raw: &Raw, report: &Report, taken: &[TakenRow], notes: &mut Vec<Note>) -> Vec<Comment> {
    let passages = passages(report);
    let beyond = raw.comments.len().saturating_sub(MOST_COMMENTS);
    if beyond > 0 {
        let text = format!("批注太多，只列出前{MOST_COMMENTS}条，另有{beyond}条没有读入");
        notes.push(Note::new(NoteKind::Dropped, Place::Whole, text));
    }
    raw.comments.iter().take(MOST_COMMENTS).map(|c| placed(c, report, &passages, taken)).collect()
}

/// A comment where the report has what it stands beside; else beside the same words at the title.
fn placed(comment: &RawComment, report: &Report, all: &[Passage<'_>], taken: &[TakenRow]) -> Comment {
    let RawComment { line, words, paragraph, by, date, text, behind } = comment;
    let about = cells(*line, words, behind, taken)
        .or_else(|| quoted(words, paragraph, report, all))
        .unwrap_or(Anchor::Quote { part: Part::Title, words: words.clone() });
    Comment { by: by.clone(), date: *date, text: text.clone(), about }
}

/// The cell of a table's row that reads so, of several the one with those cells behind it; or the whole row where its
/// name is commented on.
fn cells(line: usize, words: &str, behind: &[String], taken: &[TakenRow]) -> Option<Anchor> {
    let rows = || taken.iter().filter(|r| r.line == line);
    let wanted = words.trim();
    let read = rows().flat_map(|r| &r.cells).filter(|(text, _)| text.trim() == wanted);
    let one = read.filter_map(|(_, key)| key.clone()).collect::<Vec<_>>();
    let place = |r: &TakenRow| {
        let at = r.cells.len().checked_sub(behind.len() + 1)?;
        let (own, right) = r.cells.get(at..)?.split_first()?;
        let alike = right.iter().map(|(t, _)| t.trim()).eq(behind.iter().map(|t| t.trim()));
        // A cell without a number went nowhere: the form's row has it at the same place.
        let of_form = || r.wanted.get(at).filter(|_| r.wanted.len() == r.cells.len()).cloned();
        own.1.clone().or_else(of_form).filter(|_| own.0.trim() == wanted && alike)
    };
    // A row of another order than the form's says nothing of places.
    let placed = rows().filter(|r| !r.wanted.is_empty()).find_map(place);
    let one = if one.len() == 1 { one } else { placed.into_iter().collect() };
    if let [key] = one.as_slice() {
        return Some(Anchor::Cells(vec![key.clone()]));
    }
    let whole: Vec<_> = rows().flat_map(|r| &r.cells).filter_map(|(_, key)| key.clone()).collect();
    // An empty cell of nobody knows which column is no name of a row.
    (!whole.is_empty() && !wanted.is_empty()).then_some(Anchor::Cells(whole))
}

/// The words in the text or in a heading, in the paragraph that reads like theirs if there is one.
fn quoted(words: &str, paragraph: &str, report: &Report, all: &[Passage<'_>]) -> Option<Anchor> {
    // A title is one, however many lines it is set in; of words over a line's end, what stands before it is looked for.
    let joined = words.replace('\n', "");
    let first = words.lines().map(str::trim).find(|l| !l.is_empty())?;
    let whole = paragraph.replace('\n', "");
    let headed = |words: &str| report.form().order().find(|s| report.section(*s).heading.contains(words));
    let said = |words: &str, alike: bool| {
        let fits = |p: &&Passage<'_>| p.words.contains(words) && (!alike || whole.contains(&*p.words));
        all.iter().find(fits).map(|p| p.part)
    };
    let heads = headed(&whole).map(Part::Before);
    [&*joined, first].into_iter().find_map(|words| {
        let part = heads.or_else(|| said(words, true)).or_else(|| said(words, false));
        let part = part.or_else(|| headed(words).map(Part::Before))?;
        Some(Anchor::Quote { part, words: words.into() })
    })
}
