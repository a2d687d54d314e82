//! Where in the report the comments of a document stand.

use crate::import::proof::TakenRow;
use crate::import::raw::RawComment;
use crate::report::comment::Comment;
use crate::report::passage::{Passage, passages};
use crate::report::{Anchor, Part, Report};

/// A comment where the report has what it stands beside; else beside the same words at the title.
pub(super) fn placed(comment: &RawComment, report: &Report, taken: &[TakenRow]) -> Comment {
    let RawComment { line, words, paragraph, by, date, text } = comment;
    let about = cells(*line, words, taken)
        .or_else(|| quoted(words, paragraph, report))
        .unwrap_or(Anchor::Quote { part: Part::Title, words: words.clone() });
    Comment { by: by.clone(), date: *date, text: text.clone(), about }
}

/// The cell of a table's row that reads so, or the whole row where its name is commented on.
fn cells(line: usize, words: &str, taken: &[TakenRow]) -> Option<Anchor> {
    let rows = || taken.iter().filter(|r| r.line == line);
    let wanted = words.trim();
    let read = rows().flat_map(|r| &r.cells).filter(|(text, _)| text.trim() == wanted);
    let one = read.filter_map(|(_, key)| key.clone()).collect::<Vec<_>>();
    if let [key] = one.as_slice() {
        return Some(Anchor::Cells(vec![key.clone()]));
    }
    let whole: Vec<_> = rows().flat_map(|r| &r.cells).filter_map(|(_, key)| key.clone()).collect();
    (!whole.is_empty()).then_some(Anchor::Cells(whole))
}

/// The words in the text or in a heading, in the paragraph that reads like theirs if there is one.
fn quoted(words: &str, paragraph: &str, report: &Report) -> Option<Anchor> {
    // A title is one, however many lines it is set in; of words over a line's end, what stands before it is looked for.
    let joined = words.replace('\n', "");
    let first = words.lines().map(str::trim).find(|l| !l.is_empty())?;
    let whole = paragraph.replace('\n', "");
    let headed = |words: &str| report.form().order().find(|s| report.section(*s).heading.contains(words));
    let all = passages(report);
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
