//! 批注 of a Word document.

use super::words::RunWords;
use crate::import::raw::{Grid, GridCell, RawComment};
use crate::import::xml::Element;
use crate::report::Date;
use std::collections::BTreeMap;
use std::ops::Range;

/// Attributes that are read.
pub(super) const ATTRIBUTES: [&str; 3] = ["id", "author", "date"];

/// A comment as it is written, wherever it stands.
pub(super) struct WrittenComment {
    by: String,
    date: Option<Date>,
    text: String,
}

impl WrittenComment {
    /// Beside these words of a line's paragraph.
    pub fn beside(self, line: usize, words: &str, paragraph: &str) -> RawComment {
        let WrittenComment { by, date, text } = self;
        RawComment {
            line,
            words: words.into(),
            paragraph: paragraph.into(),
            behind: Vec::new(),
            by,
            date,
            text,
        }
    }
}

/// What stands behind the cells of a row that comments were met in: which of them, and the cell.
pub(super) fn put_behind(met: &mut [RawComment], cells: Vec<(Range<usize>, usize)>, grid: &Grid) {
    for (comments, own) in cells {
        let behind: Vec<String> = grid.cells.iter().skip(own + 1).map(GridCell::text).collect();
        met[comments].iter_mut().for_each(|c| c.behind.clone_from(&behind));
    }
}

/// The comments by their numbers; empty ones say nothing.
pub(super) fn written(part: Option<Element>) -> BTreeMap<String, WrittenComment> {
    let mut out = BTreeMap::new();
    for e in part.iter().flat_map(Element::elements).filter(|e| e.name == "comment") {
        let mut paras = Vec::new();
        for p in e.elements().filter(|p| p.name == "p") {
            let mut words = RunWords::default();
            words.runs(p);
            paras.push(words.text.trim().to_string());
        }
        paras.retain(|p| !p.is_empty());
        let value = |name| e.attribute(name).unwrap_or_default().trim();
        // 2026-01-05T10:20:00Z
        let date = value("date").get(..10).and_then(Date::parse);
        let comment = WrittenComment { by: value("author").into(), date, text: paras.join("\n") };
        if !comment.text.is_empty() {
            out.insert(value("id").to_string(), comment);
        }
    }
    out
}
