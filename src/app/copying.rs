//! What is copied with its look: the whole report, and a table of it.

use crate::export;
use crate::page::blocks::{self, DocBlock};
use crate::report::Report;

/// The report as the fragment of a page, and as plain text, for a portal's editor.
pub fn fragment(report: &Report) -> (String, String) {
    let doc = blocks::of(report);
    let line = |b: &DocBlock| match b {
        DocBlock::Title(t) | DocBlock::Para { text: t, .. } | DocBlock::Heading { text: t, .. } => {
            Some(t.clone())
        }
        _ => None,
    };
    let text: Vec<String> = doc.blocks.iter().filter_map(line).collect();
    (export::html::fragment(&doc), text.join("\n"))
}

/// A table of the report with its look, and as text with tabs between its cells, merged ones where they begin.
pub fn table(report: &Report, key: &str) -> Option<(String, String)> {
    let blocks = blocks::of(report).blocks;
    let block = blocks.into_iter().find_map(|b| match b {
        DocBlock::Table(t) if t.key == key => Some(t),
        _ => None,
    })?;
    let grid = &block.grid;
    let mut words = vec![vec![String::new(); grid.cols]; grid.rows];
    for t in &grid.tiles {
        let shown =
            t.cell().map_or_else(|| t.text().to_string(), |k| report.for_sheet(k).unwrap_or_default());
        words.get_mut(t.row).and_then(|r| r.get_mut(t.col)).into_iter().for_each(|w| w.clone_from(&shown));
    }
    let lines: Vec<String> = words.iter().map(|r| r.join("\t")).collect();
    Some((export::html::alone(&block), lines.join("\r\n")))
}
