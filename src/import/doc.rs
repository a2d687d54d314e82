//! Word's binary documents (.doc, and .wps of the same kind): text by the piece table, cells and rows by the
//! paragraph marks, deleted and hidden words left out. ([MS-DOC] 2.4, 2.8, 2.9.)

use super::ImportError;
use super::raw::{Grid, GridCell, Line, Piece, Raw};
use std::io::{Cursor, Read};

/// Most that a stream may hold.
const MOST: u64 = 64 << 20;
/// sprmPFTtp: the paragraph ends a table row.
const ROW_END: u16 = 0x2417;
/// sprmPHugePapx: the paragraph's properties stand in the data stream.
const HUGE: u16 = 0x6646;
/// No row of a report has more cells; more means that its end was not understood.
const MOST_CELLS: usize = 64;
/// sprmCFRMarkDel and sprmCFVanish.
const DELETED: u16 = 0x0800;
const HIDDEN: u16 = 0x083c;
/// Pages of formatting have this many bytes.
const PAGE: usize = 512;

/// Reads a compound file that holds a Word document.
pub fn read(bytes: &[u8], name: &str) -> Result<Raw, ImportError> {
    let damaged = || ImportError::Damaged { name: name.into() };
    let other = |kind| ImportError::OtherFormat { kind, name: name.into() };
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    if file.exists("/EncryptedPackage") || file.exists("/EncryptionInfo") {
        return Err(ImportError::Encrypted { name: name.into() });
    }
    if !file.exists("/WordDocument") {
        let sheet = file.exists("/Workbook") || file.exists("/Book");
        return Err(other(if sheet {
            "旧版表格文件（.xls、.et）"
        } else {
            "这种旧版 Office、WPS 文件"
        }));
    }
    let mut stream = |name: &str| {
        let mut out = Vec::new();
        file.open_stream(name).ok()?.take(MOST).read_to_end(&mut out).ok()?;
        Some(out)
    };
    let main = stream("/WordDocument").ok_or_else(damaged)?;
    let flags = word(&main, 0x0a).ok_or_else(damaged)?;
    if flags & 0x0100 != 0 {
        return Err(ImportError::Encrypted { name: name.into() });
    }
    if word(&main, 2).is_some_and(|version| version < 0x00c1) {
        return Err(other("Word 97 以前的文件"));
    }
    let tables = stream(if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" }).ok_or_else(damaged)?;
    let data = stream("/Data").unwrap_or_default();
    let document = Document::open(&main, &tables, &data).ok_or_else(damaged)?;
    document.raw().ok_or_else(damaged)
}

fn word(b: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(b.get(at..at.checked_add(2)?)?.try_into().ok()?))
}
fn long(b: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(b.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
fn place(b: &[u8], at: usize) -> Option<usize> {
    usize::try_from(long(b, at)?).ok()
}
fn slice(b: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    b.get(at..at.checked_add(length)?)
}

/// The main text, character by character with its place in the file.
struct Document<'a> {
    main: &'a [u8],
    data: &'a [u8],
    chars: Vec<(char, usize)>,
    paragraphs: Vec<Run>,
    characters: Vec<Run>,
}

/// A stretch of the file with one formatting: where it begins and ends, and its properties.
struct Run {
    from: usize,
    to: usize,
    properties: (usize, usize),
}

impl<'a> Document<'a> {
    fn open(main: &'a [u8], tables: &[u8], data: &'a [u8]) -> Option<Document<'a>> {
        let length = place(main, 0x4c)?;
        let clx = slice(tables, place(main, 0x1a2)?, place(main, 0x1a6)?)?;
        let chars = pieces(clx)?.into_iter().try_fold(Vec::new(), |mut out, p| {
            p.read(main, &mut out)?;
            Some(out)
        })?;
        let chars = chars.into_iter().take(length).collect();
        let runs = |at: usize, entry: usize| {
            let table = slice(tables, place(main, at)?, place(main, at + 4)?)?;
            Some(formatting(main, table, entry))
        };
        let (paragraphs, characters) = (runs(0x102, 13)?, runs(0xfa, 1)?);
        Some(Document { main, data, chars, paragraphs, characters })
    }

    /// Whether the run at a place in the file has a property switched on.
    fn has(&self, runs: &[Run], at: usize, property: u16) -> bool {
        let i = runs.partition_point(|r| r.to <= at);
        let Some(run) = runs.get(i).filter(|r| r.from <= at) else { return false };
        let Some(mut rest) = slice(self.main, run.properties.0, run.properties.1) else { return false };
        let (mut on, mut moved) = (false, false);
        while let Some(code) = word(rest, 0) {
            let size = match code >> 13 {
                0 | 1 => 1,
                2 | 4 | 5 => 2,
                3 => 4,
                7 => 3,
                _ if code == 0xd608 => word(rest, 2).map_or(0, |n| usize::from(n) + 1),
                _ => rest.get(2).map_or(0, |n| usize::from(*n) + 1),
            };
            if code == HUGE
                && !moved
                && let Some(at) = place(rest, 2)
                && let Some(length) = word(self.data, at)
                && let Some(huge) = slice(self.data, at + 2, length.into())
            {
                (rest, moved) = (huge, true);
                continue;
            }
            if code == property {
                on = rest.get(2).is_some_and(|v| *v != 0);
            }
            let Some(next) = rest.get(2 + size..) else { break };
            rest = next;
        }
        on
    }

    fn raw(&self) -> Option<Raw> {
        let mut out = Raw::default();
        let mut text = String::new();
        let mut number = 1;
        // Cells of the row being read, and rows of the table.
        let mut row: Vec<Vec<String>> = Vec::new();
        let mut cell: Vec<String> = Vec::new();
        let mut grid = Grid::default();
        let mut rows = 0;
        let mut fields = 0;
        for (c, at) in &self.chars {
            match c {
                '\u{13}' => fields += 1,
                '\u{14}' | '\u{15}' if fields > 0 => fields -= 1,
                '\u{14}' | '\u{15}' => {}
                _ if fields > 0 => {}
                '\u{7}' if self.has(&self.paragraphs, *at, ROW_END) => {
                    for (col, paragraphs) in row.drain(..).enumerate() {
                        let line = |t: String| Line::new(number, Piece::Text(t));
                        let body =
                            paragraphs.into_iter().filter(|t| !t.trim().is_empty()).map(line).collect();
                        grid.cells.push(GridCell { row: rows, col, rows: 1, cols: 1, body });
                    }
                    rows += 1;
                    number += 1;
                }
                '\u{7}' => {
                    cell.push(std::mem::take(&mut text));
                    row.push(std::mem::take(&mut cell));
                    if row.len() > MOST_CELLS {
                        return None;
                    }
                }
                '\r' | '\u{b}' | '\u{c}' => {
                    let paragraph = std::mem::take(&mut text);
                    // Whether a paragraph stands in a cell shows at the next mark only: keep it until then.
                    cell.push(paragraph);
                    if !self.in_table(*at) {
                        close(&mut grid, &mut rows, number, &mut out);
                        for t in cell.drain(..).filter(|t| !t.trim().is_empty()) {
                            out.lines.push(Line::new(number, Piece::Text(t.trim().into())));
                        }
                        number += 1;
                    }
                }
                '\u{1}' | '\u{8}' => {
                    if !self.in_table(*at) {
                        out.lines.push(Line::new(number, Piece::Picture));
                    }
                }
                '\u{1e}' => text.push('-'),
                '\t' | '\u{a0}' => text.push(' '),
                c if c.is_control() => {}
                c => {
                    if !self.has(&self.characters, *at, DELETED) && !self.has(&self.characters, *at, HIDDEN) {
                        text.push(*c);
                    }
                }
            }
        }
        close(&mut grid, &mut rows, number, &mut out);
        cell.push(text);
        for t in cell.into_iter().filter(|t| !t.trim().is_empty()) {
            out.lines.push(Line::new(number, Piece::Text(t.trim().into())));
        }
        Some(out)
    }

    fn in_table(&self, at: usize) -> bool {
        /// sprmPFInTable
        const IN_TABLE: u16 = 0x2416;
        self.has(&self.paragraphs, at, IN_TABLE)
    }
}

/// A table ends where a paragraph outside of it does.
fn close(grid: &mut Grid, rows: &mut usize, number: usize, out: &mut Raw) {
    if !grid.cells.is_empty() {
        out.lines.push(Line::new(number, Piece::Table(std::mem::take(grid))));
    }
    *rows = 0;
}

/// A piece of the text: characters, where in the file, whether one byte each.
struct TextPiece {
    count: usize,
    at: usize,
    narrow: bool,
}

impl TextPiece {
    fn read(&self, main: &[u8], out: &mut Vec<(char, usize)>) -> Option<()> {
        if self.narrow {
            let bytes = slice(main, self.at, self.count)?;
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            out.extend(text.chars().enumerate().map(|(i, c)| (c, self.at + i)));
        } else {
            let bytes = slice(main, self.at, self.count.checked_mul(2)?)?;
            let units = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
            let mut at = self.at;
            for c in char::decode_utf16(units) {
                let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
                out.push((c, at));
                at += 2 * c.len_utf16();
            }
        }
        Some(())
    }
}

/// The piece table within the Clx.
fn pieces(mut clx: &[u8]) -> Option<Vec<TextPiece>> {
    while *clx.first()? == 1 {
        clx = clx.get(3 + usize::from(word(clx, 1)?)..)?;
    }
    if *clx.first()? != 2 {
        return None;
    }
    let table = slice(clx, 5, place(clx, 1)?)?;
    let count = table.len().checked_sub(4)? / 12;
    (0..count)
        .map(|i| {
            let (from, to) = (place(table, 4 * i)?, place(table, 4 * (i + 1))?);
            let raw = long(table, 4 * (count + 1) + 8 * i + 2)?;
            let narrow = raw & 0x4000_0000 != 0;
            let at = usize::try_from(raw & 0x3fff_ffff).ok()?;
            Some(TextPiece { count: to.checked_sub(from)?, at: if narrow { at / 2 } else { at }, narrow })
        })
        .collect()
}

/// The runs of formatting in all pages that a table names; `entry` bytes stand in a page for each run.
fn formatting(main: &[u8], table: &[u8], entry: usize) -> Vec<Run> {
    let count = table.len().saturating_sub(4) / 8;
    let mut runs = Vec::new();
    for i in 0..count {
        let page = place(table, 4 * (count + 1) + 4 * i).and_then(|n| n.checked_mul(PAGE));
        let Some(start) = page else { continue };
        let Some(page) = slice(main, start, PAGE) else { continue };
        let crun = usize::from(page[PAGE - 1]);
        for r in 0..crun {
            let Some(run) = run(page, start, crun, r, entry) else { break };
            runs.push(run);
        }
    }
    runs.sort_by_key(|r| r.from);
    runs
}

fn run(page: &[u8], start: usize, crun: usize, r: usize, entry: usize) -> Option<Run> {
    let (from, to) = (place(page, 4 * r)?, place(page, 4 * (r + 1))?);
    let offset = usize::from(*page.get(4 * (crun + 1) + entry * r)?) * 2;
    let none = Run { from, to, properties: (start, 0) };
    if offset == 0 {
        return Some(none);
    }
    let first = usize::from(*page.get(offset)?);
    // Character properties follow their length; paragraph properties count words, and a style stands first.
    let (at, length) = match (entry, first) {
        (1, n) => (offset + 1, n),
        (_, 0) => (offset + 4, (usize::from(*page.get(offset + 1)?) * 2).saturating_sub(2)),
        (_, n) => (offset + 3, (n * 2).saturating_sub(3)),
    };
    if at + length > page.len() {
        return Some(none);
    }
    Some(Run { from, to, properties: (start + at, length) })
}
