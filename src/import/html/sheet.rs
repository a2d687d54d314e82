//! A sheet of a workbook that was saved as a web page: one table from the title to the signature, each paragraph a row
//! of it. It is read as a sheet is.

use crate::import::budget::Budget;
use crate::import::raw::{Grid, Line, Piece, Raw};
use crate::import::workbook::{MergedArea, WorkSheet, blocks};

/// What every title ends with.
const TITLE: &str = "年度报告";

/// The page with its tables read as sheets, where the first words of its first table are the report's title.
pub fn unfolded(mut raw: Raw, budget: &Budget<'_>) -> Raw {
    let tables = || raw.lines.iter().filter(|l| matches!(l.piece, Piece::Table(_)));
    let is_title = |l: &Line| matches!(&l.piece, Piece::Table(grid) if begins_with_title(grid));
    if !tables().next().is_some_and(is_title) {
        return raw;
    }
    let lines = std::mem::take(&mut raw.lines);
    for line in lines {
        let sheet = match &line.piece {
            Piece::Table(grid) => sheet(grid, budget),
            _ => None,
        };
        let Some(sheet) = sheet else {
            raw.lines.push(line);
            continue;
        };
        let before = line.number.saturating_sub(1);
        let read = blocks::raw(&sheet, budget);
        raw.lines.extend(read.lines.into_iter().map(|l| l.behind(before)));
    }
    raw
}

/// Alone in the first row.
fn begins_with_title(grid: &Grid) -> bool {
    let first: Vec<String> =
        grid.cells.iter().take_while(|c| c.row == 0).map(|c| c.text()).filter(|t| !t.is_empty()).collect();
    let wide = grid.cells.iter().any(|c| c.col > 0);
    matches!(&first[..], [one] if one.contains(TITLE) && one.chars().count() < 60) && wide
}

/// The sheet that a table was; none where its cells hold more than words.
fn sheet(grid: &Grid, budget: &Budget<'_>) -> Option<WorkSheet> {
    let mut sheet = WorkSheet::new("", false);
    for c in &grid.cells {
        let words: Option<Vec<&str>> = c.body.iter().filter(|l| !is_blank(l)).map(Line::text).collect();
        if !sheet.put(c.row, c.col, &words?.join("\n"), budget) {
            return None;
        }
        if c.rows * c.cols > 1 {
            sheet.merged.push(MergedArea {
                top: c.row,
                left: c.col,
                bottom: c.row + c.rows - 1,
                right: c.col + c.cols - 1,
            });
        }
    }
    Some(sheet)
}

fn is_blank(line: &Line) -> bool {
    matches!(line.piece, Piece::Blank | Piece::Gap)
}
