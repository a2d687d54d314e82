//! The words of a report as the checks see them: clause by clause; and the edit that puts other words in the
//! place of some, leaving live values beside them alone.

use crate::report::edit::Edit;
use crate::report::merge_typed;
pub use crate::report::passage::Passage;
use crate::report::text::{self, Para};
use crate::report::{Part, Report};
use std::ops::Range;

/// Other words in the place of some: paragraph, bytes, new words. The changes stand in the order of the text.
pub fn reword(report: &Report, part: Part, changes: &[(usize, Range<usize>, String)]) -> Edit {
    let mut paras = report.paras(part).to_vec();
    // One after the other, so that what stands between two stays what it is.
    for (paragraph, range, words) in changes.iter().rev() {
        let Some(p) = paras.get_mut(*paragraph) else { continue };
        let mut line = merge_typed::line_of(p, report);
        if line.get(range.clone()).is_some() {
            line.replace_range(range.clone(), words);
            let new = merge_typed::retext(std::slice::from_ref(p), &line, report).pop();
            *p = new.unwrap_or(Para::Text(Vec::new()));
        }
    }
    Edit::Text(part, paras)
}

/// A stretch of a text that begins at `by` of a longer one.
pub fn shifted(r: &Range<usize>, by: usize) -> Range<usize> {
    r.start.saturating_add(by)..r.end.saturating_add(by)
}

/// The clauses of a paragraph, with their stops, and where they begin.
pub fn clauses(words: &str) -> impl Iterator<Item = (usize, &str)> {
    text::clauses(words).into_iter().map(move |r| (r.start, &words[r]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::passage::passages;
    use crate::report::text::{FieldStyle, FieldValue, Run};
    use crate::report::{Datum, Report};

    #[test]
    fn rewording_leaves_live_values_and_pictures_alone() {
        let mut r = Report::new(2025, "示范县水利局");
        let field = Run::Field { value: FieldValue::Datum(Datum::Office), style: FieldStyle::Arabic };
        r.preamble = vec![
            Para::Picture { bytes: vec![1], caption: "图".into() },
            Para::Text(vec![Run::Text("由".into()), field.clone(), Run::Text("于截止今日前编制".into())]),
        ];
        let all = passages(&r);
        let p = all.iter().find(|p| p.part == Part::Preamble).expect("a paragraph");
        let at = p.words.find("截止").expect("there");
        let edit = reword(&r, p.part, &[(p.paragraph, at..at + "截止".len(), "截至".into())]);
        let mut after = r.clone();
        edit.apply(&mut after);
        assert_eq!(after.preamble[0], r.preamble[0]);
        assert_eq!(after.preamble[1].resolved(&after), "由示范县水利局于截至今日前编制");
        assert!(matches!(&after.preamble[1], Para::Text(runs) if runs.contains(&field)));
    }

    #[test]
    fn clauses_tell_where_they_begin() {
        let t = "一句。两句；三";
        assert_eq!(clauses(t).map(|(at, s)| &t[at..at + s.len()] == s).filter(|b| *b).count(), 3);
    }
}
