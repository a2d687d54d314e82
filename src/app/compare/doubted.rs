//! What the reading of the left report left open: nothing is said to be the same, and no cell is emptied, for want of it.

use crate::form::Chapter;
use crate::form::table::CellKey;
use crate::report::{Note, NoteKind, Place, Report};

/// How far a row can be trusted to say what the left document says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeftRead {
    #[default]
    Surely,
    /// What stands there may be read wrong.
    Unsure,
    /// Something stands there, or should, and was not read.
    Not,
}

/// In place of what was not read.
pub const NOT_READ: &str = "没有读出来";

/// What the reading of the left one noted, but for what the right one has noted too: that was read with it.
pub fn noted<'a>(left: &'a Report, right: &'a Report) -> impl Iterator<Item = &'a Note> {
    let counts = move |n: &&Note| match n.kind {
        NoteKind::Doubtful | NoteKind::Missing | NoteKind::Dropped => !right.notes.contains(n),
        NoteKind::ReadDifferently | NoteKind::NotCarried => false,
    };
    left.notes.iter().filter(counts)
}

/// Whether the left one's cell was read.
pub(super) fn of_cell(left: &Report, right: &Report, at: Chapter, key: &CellKey) -> LeftRead {
    let blank = left.value(key).is_none();
    let is_of = |n: &Note| match &n.place {
        Place::Cells(keys) => keys.contains(key),
        // Of a table of which something was not read any blank may be that.
        Place::Section(s) => blank && *s == at,
        Place::Whole => false,
    };
    match noted(left, right).any(|n| n.kind != NoteKind::Dropped && is_of(n)) {
        false => LeftRead::Surely,
        true if blank => LeftRead::Not,
        true => LeftRead::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{adopt, adopt_all, compare};
    use super::*;
    use crate::app::sample;
    use crate::report::edit::Edit;

    #[test]
    fn a_cell_that_was_not_read_is_not_taken_for_an_empty_one() {
        let ours = sample::report();
        let mut theirs = ours.clone();
        let [blank, odd, sure] = ["natural", "org.business", "org.research"]
            .map(|column| CellKey::parse(&format!("requests.received/{column}")));
        for (key, text) in [(&blank, ""), (&odd, "71"), (&sure, "72")] {
            Edit::enter(theirs.form(), key, text).apply(&mut theirs);
        }
        for key in [&blank, &odd] {
            let place = Place::Cells(vec![key.clone()]);
            theirs.notes.push(Note::new(NoteKind::Doubtful, place, "看不出是哪个数".into()));
        }
        let rows = compare(&theirs, &ours);
        let row =
            |key: &CellKey| rows.iter().find(|r| r.at == super::super::At::Cell(key.clone())).expect("a row");
        assert_eq!((row(&blank).left.as_str(), row(&blank).left_read), (NOT_READ, LeftRead::Not));
        assert!(adopt(row(&blank), &theirs, &ours).is_none() && adopt(row(&odd), &theirs, &ours).is_some());
        assert_eq!((row(&odd).left_read, row(&sure).left_read), (LeftRead::Unsure, LeftRead::Surely));
        let mut all = ours.clone();
        adopt_all(&rows, &theirs, &ours).apply(&mut all);
        assert_eq!([&blank, &odd].map(|k| all.value(k)), [&blank, &odd].map(|k| ours.value(k)));
        assert_eq!(all.value(&sure), theirs.value(&sure));
        assert!(noted(&theirs, &theirs).next().is_none(), "what both were read with is no news");
    }
}
