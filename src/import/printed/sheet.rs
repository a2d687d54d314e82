//! What was made of a page: its lines and tables, from above to below.

use super::page::PrintedPicture;
use super::{lines, tables};

/// What stands on a page, from above to below.
#[derive(Debug)]
pub enum PrintedBlock {
    Line(lines::PrintedLine),
    Table(tables::PrintedTable),
}

impl PrintedBlock {
    pub fn top(&self) -> f32 {
        match self {
            PrintedBlock::Line(l) => l.y,
            PrintedBlock::Table(t) => t.top,
        }
    }
}

/// The blocks of one page.
pub struct PrintedSheet {
    pub height: f32,
    pub blocks: Vec<PrintedBlock>,
    /// They stand beside the others: what goes on below one goes on.
    pub pictures: Vec<PrintedPicture>,
}
