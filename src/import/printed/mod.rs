//! A document as it is printed → `Raw`: characters and ruling lines at their places on pages become paragraphs and
//! tables. Nothing here knows a file format; whatever format keeps pages instead of words is read through it.

mod columns;
mod grid;
mod lines;
mod margins;
mod page;
mod paragraphs;
mod prose;
mod row_labels;
mod rules;
mod sheet;
mod shown;
mod tables;

use super::budget::Budget;
use super::raw::Raw;
pub use lines::TWICE;
pub use page::{PrintedGlyph, PrintedPage, PrintedPicture, Rule};
pub use rules::THIN;
use sheet::{PrintedBlock, PrintedSheet};

/// The document as lines and tables, within a budget.
pub fn read(pages: Vec<PrintedPage>, budget: &Budget<'_>) -> Raw {
    let mut sheets = Vec::with_capacity(pages.len());
    let mut open = None;
    for page in pages {
        let page = page.upright();
        if !budget.take(1 + page.glyphs.len() / 8) {
            return Raw::default();
        }
        sheets.push(sheet(page, &mut open, budget));
    }
    let told = margins::strip(&mut sheets);
    let mut raw = prose::put_together(sheets);
    raw.remarks.extend(told);
    raw
}

fn sheet(page: PrintedPage, open: &mut Option<Vec<columns::Column>>, budget: &Budget<'_>) -> PrintedSheet {
    let (tables, rest) = tables::of(page.glyphs, &page.rules, budget);
    // What runs another way outside of a table is printed over the page (a watermark) or beside it.
    let along: Vec<PrintedGlyph> = rest.into_iter().filter(|g| g.way == 0).collect();
    let mut blocks: Vec<PrintedBlock> = tables.into_iter().map(PrintedBlock::Table).collect();
    blocks.extend(columns::of(lines::of(along, lines::WIDE), open, budget));
    blocks.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut pictures = page.pictures;
    pictures.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    PrintedSheet { height: page.height, blocks, pictures }
}

#[cfg(test)]
mod cut_tests;
#[cfg(test)]
mod tests;
