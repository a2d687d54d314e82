//! Tables on the pages: begun where they begin well, cut where they must be.

use super::{AFTER_TABLE, Flow};
use crate::form::bounds;
use crate::form::grid::Tile;
use crate::page::blocks::TableBlock;
use crate::page::pages::Ink;
use crate::page::structure::{Source, TagRole, scope};
use crate::page::tables::Measured;
use crate::page::{rules, tables};
use std::rc::Rc;

impl<'a> Flow<'a> {
    /// A table as it is set on pages that lie as the present one does.
    pub(super) fn measured(&mut self, t: &'a TableBlock) -> Rc<Measured<'a>> {
        if let Some(m) = self.measured.as_ref().filter(|m| std::ptr::eq(m.block, t)) {
            return m.clone();
        }
        let room = self.sheet.table_room(self.frame.turned);
        let m = Rc::new(tables::measure(t, room, self.fonts, &mut self.out.gaps));
        self.measured = Some(m.clone());
        m
    }

    pub(super) fn table(&mut self, t: &'a TableBlock) {
        let m = self.measured(t);
        let room = self.frame.height - self.y;
        let broken_small = m.height() <= self.sheet.small_table() && m.height() > room;
        // A heading stands where its table begins, and one with a page to itself has nothing else there.
        let begins = self.headed || !t.alone && !broken_small && m.begins_well(room);
        if self.y > 0.0 && !begins {
            self.new_page();
        }
        let table = self.element(TagRole::Table, None);
        let elements = self.tiles(t, table);
        // What was said on an earlier page is said again for the eye alone.
        let mut said = vec![false; t.grid.tiles.len()];
        let mut row = 0;
        while row < t.grid.rows {
            let (piece, next) = m.cut(row, self.frame.height - self.y);
            let top = self.y;
            for (x0, y0, x1, y1) in rules::merged(piece.rules) {
                self.push(Ink::Rule { x0, y0: top + y0, x1, y1: top + y1 }, None);
            }
            let before = said.clone();
            for w in piece.words {
                let element = elements.get(w.tile).copied().filter(|_| !bounds::at(&before, w.tile));
                bounds::part_mut(&mut said, w.tile..=w.tile).fill(true);
                self.push(Ink::Run { line: w.line, y: top + w.y, size: w.size }, element);
            }
            for (tile, [x0, y0, x1, y1]) in piece.boxes {
                if let Some(k) = t.grid.tiles.get(tile).and_then(Tile::cell) {
                    self.area([x0, top + y0, x1, top + y1], Some(Source::Cell(k.clone())));
                }
            }
            self.y += piece.height;
            row = next;
            if row < t.grid.rows {
                self.new_page();
            }
        }
        self.y = if t.alone { self.frame.height } else { self.y + AFTER_TABLE };
        self.snap();
    }

    /// The elements of a table's tiles, row by row.
    fn tiles(&mut self, t: &TableBlock, table: usize) -> Vec<usize> {
        let heads = (t.grid.head_rows > 0).then(|| self.element(TagRole::Rows { heads: true }, Some(table)));
        let body = self.element(TagRole::Rows { heads: false }, Some(table));
        let group = |row: usize| heads.filter(|_| row < t.grid.head_rows).unwrap_or(body);
        let rows: Vec<usize> =
            (0..t.grid.rows).map(|row| self.element(TagRole::Row, Some(group(row)))).collect();
        let role = |tile: &Tile| match scope(tile) {
            Some(scope) => TagRole::Head { scope, rows: tile.rows, cols: tile.cols },
            None => TagRole::Data { rows: tile.rows, cols: tile.cols },
        };
        t.grid.tiles.iter().map(|tile| self.element(role(tile), rows.get(tile.row).copied())).collect()
    }
}
