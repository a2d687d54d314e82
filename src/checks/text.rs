//! The words of a report as the checks see them: clause by clause; and the edit that puts other words in the
//! place of some, leaving live values beside them alone.

use crate::report::edit::{Edit, Rewording};
pub use crate::report::passage::Passage;
use crate::report::text::{self, Run};
use std::ops::Range;

impl Passage<'_> {
    /// A run in the place of some bytes of the words.
    pub fn put(&self, range: Range<usize>, new: Run) -> Rewording {
        let was = self.words.get(range.clone()).unwrap_or_default().to_string();
        Rewording { paragraph: self.paragraph, range, was, new }
    }
    /// Other words in the place of some, in the order of the text. Live values beside them stay.
    pub fn reword(&self, changes: impl IntoIterator<Item = (Range<usize>, String)>) -> Edit {
        let put = |(range, words)| self.put(range, Run::text(words));
        Edit::Reword(self.part, changes.into_iter().map(put).collect())
    }
    /// Whether some of the words are a live value.
    pub fn is_live(&self, range: &Range<usize>) -> bool {
        let at = self.live.partition_point(|l| l.end <= range.start);
        self.live.get(at).is_some_and(|l| l.start < range.end)
    }
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
    use crate::report::text::{FieldStyle, FieldValue, Para};
    use crate::report::{Datum, Part, Report};

    #[test]
    fn rewording_leaves_live_values_and_pictures_alone() {
        let mut r = Report::new(2025, "示范县水利局");
        let field = Run::field(FieldValue::Datum(Datum::Office), FieldStyle::Arabic);
        r.preamble = vec![
            Para::picture(vec![1].into(), "图".into()),
            Para::Text(vec![Run::text("由"), field.clone(), Run::text("于截止今日前编制")]),
        ];
        let all = passages(&r);
        let p = all.iter().find(|p| p.part == Part::Preamble).expect("a paragraph");
        let at = p.words.find("截止").expect("there");
        let edit = p.reword([(at..at + "截止".len(), "截至".into())]);
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
