//! Word's binary documents (.doc, and .wps of the same kind): text by the piece table, cells and rows by the
//! paragraph marks, deleted and hidden words left out. ([MS-DOC] 2.4, 2.8, 2.9.)

mod fields;
mod formatting;
mod looks;
mod notes;
mod pieces;
mod styles;
mod untold;

use super::budget::Budget;
use super::compound::{place, slice, word};
use super::input::Input;
use super::marks::Script;
use super::raw::{Emphasised, Grid, GridCell, Line, Piece, Raw, RawEmphasis, Remark, SEAM};
use super::residue::{self, FootNote};
use super::{ImportError, Imported, Importer};
use crate::chinese::numerals::is_arabic;
use crate::format::Format;
use crate::report::NoteKind;
use crate::report::emphasis::note;
use fields::OpenFields;
use formatting::{FormatPages, PIECE, Runs};
use looks::{LOOKS, LetterLook, OpenChanges, WANTED};
use notes::{NoteTable, Story};
use pieces::TextPiece;
use std::collections::BTreeSet;

/// sprmPFInTable; sprmPFTtp: the paragraph ends a table row.
const IN_TABLE: u16 = 0x2416;
const ROW_END: u16 = 0x2417;
/// No row of a report has more cells; more means that its end was not understood.
const MOST_CELLS: usize = 64;
/// What is known of other compound files stands apart from it in the table.
pub const IMPORTER: Importer = Importer {
    format: Format { name: "旧版 Word、WPS", extensions: &["doc", "wps"] },
    is: |c| c.has_stream("/WordDocument"),
    read: Some(read),
};

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let damaged = || ImportError::Damaged { name: name.into() };
    let mut file = input.into_compound()?;
    let main = file.stream("/WordDocument").ok_or_else(damaged)?;
    let flags = word(&main, 0x0a).ok_or_else(damaged)?;
    if flags & 0x0100 != 0 {
        return Err(ImportError::Encrypted { name: name.into() });
    }
    if word(&main, 2).is_some_and(|version| version < 0x00c1) {
        return Err(ImportError::OtherFormat { kind: "Word 97 以前的文件".into(), name: name.into() });
    }
    let table = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
    let tables = file.stream(table).ok_or_else(damaged)?;
    let data = file.stream("/Data").unwrap_or_default();
    let document = WordDocument::open(&main, &tables, &data, budget).ok_or_else(damaged)?;
    document.raw(budget).map(Imported::Raw).ok_or_else(damaged)
}

/// The words of a paragraph as far as they are read, what of them stands out, and what was struck out so far.
#[derive(Default)]
struct LetterWords {
    text: String,
    on: Vec<Emphasised>,
    struck: Vec<(usize, String)>,
    changes: OpenChanges,
}

impl LetterWords {
    /// The paragraph is over.
    fn taken(&mut self) -> (String, Vec<Emphasised>) {
        (std::mem::take(&mut self.text), std::mem::take(&mut self.on))
    }
}

/// The main text, and how its paragraphs and characters are formatted.
struct WordDocument<'a> {
    main: &'a [u8],
    pieces: Vec<TextPiece>,
    /// How many characters it has.
    length: usize,
    /// How many stand before those of text boxes, and how many these are.
    boxes: (usize, usize),
    /// Footnotes and endnotes.
    notes: [NoteTable; 2],
    comments: Story,
    /// Those of `IN_TABLE`, `ROW_END` and `LISTED` that are on.
    paragraphs: Runs<3>,
    /// Those of `WANTED` that are on.
    characters: Runs<LOOKS>,
}

impl<'a> WordDocument<'a> {
    fn open(main: &'a [u8], tables: &[u8], data: &'a [u8], budget: &Budget<'_>) -> Option<WordDocument<'a>> {
        let length = place(main, 0x4c)?;
        let clx = slice(tables, place(main, 0x1a2)?, place(main, 0x1a6)?)?;
        let table = |at: usize| slice(tables, place(main, at)?, place(main, at + 4)?);
        let wanted = [IN_TABLE, ROW_END, untold::LISTED];
        let sheet = table(0xa2).unwrap_or_default();
        let mut pages = FormatPages { main, data, entry: 13, wanted, styles: Vec::new(), budget };
        pages.styles = styles::styles(sheet, &pages, styles::OF_PARAGRAPHS);
        let paragraphs = pages.runs(table(0x102)?);
        let mut pages = FormatPages { main, data, entry: 1, wanted: WANTED, styles: Vec::new(), budget };
        pages.styles = styles::styles(sheet, &pages, styles::OF_CHARACTERS);
        let characters = pages.runs(table(0xfa)?);
        // Between the main text and the boxes stand footnotes, headers, comments and endnotes.
        let many = |at: usize| place(main, at).unwrap_or(0);
        let up_to = |parts: &[usize]| parts.iter().fold(length, |sum, at| sum.saturating_add(many(*at)));
        let noted = |story, at: usize| NoteTable::of(story, table(at), table(at + 8));
        let notes =
            [noted((length, many(0x50)), 0xaa), noted((up_to(&[0x50, 0x54, 0x5c]), many(0x60)), 0x20a)];
        let comments = (up_to(&[0x50, 0x54]), many(0x5c));
        let boxes = (up_to(&[0x50, 0x54, 0x5c, 0x60]), many(0x64));
        let pieces = pieces::pieces(clx)?;
        let inside = pieces.iter().all(|p| p.bytes(main).is_some());
        inside.then_some(WordDocument {
            main,
            pieces,
            length,
            boxes,
            notes,
            comments,
            paragraphs,
            characters,
        })
    }

    /// Characters of it, each with its place in the file.
    fn chars(
        &self,
        (from, many): (usize, usize),
        budget: &Budget<'_>,
    ) -> impl Iterator<Item = (char, usize)> {
        let chars = self.pieces.iter().flat_map(|p| p.chars(self.main)).skip(from).take(many);
        let free = |i: usize, c: char| !i.is_multiple_of(PIECE) && !c.is_control();
        chars.enumerate().take_while(move |(i, (c, _))| free(*i, *c) || budget.take(1)).map(|(_, c)| c)
    }

    fn raw(&self, budget: &Budget<'_>) -> Option<Raw> {
        let mut out = Raw::default();
        let mut words = LetterWords::default();
        let mut number = 1;
        // Cells of the row being read, and rows of the table.
        let mut row: Vec<Vec<String>> = Vec::new();
        let mut cell: Vec<String> = Vec::new();
        let mut grid = Grid { loose: true, ..Grid::default() };
        let mut rows = 0;
        let mut fields = OpenFields::default();
        for (c, at) in self.chars((0, self.length), budget) {
            if fields.breaks_off(c) {
                let text = "这一行有一个没有写完的域，看看字是不是全的";
                out.remarks.push(Remark::at(NoteKind::Doubtful, number, text));
            }
            match c {
                _ if fields.take(c) => {}
                '\u{7}' if self.paragraphs.at(at)[1] => {
                    for (col, paragraphs) in row.drain(..).enumerate() {
                        let line = |t: String| Line::new(number, Piece::Text(t));
                        let filled = paragraphs.into_iter().filter(|t| !t.trim().is_empty());
                        let body = filled.map(line).collect();
                        grid.cells.push(GridCell { row: rows, col, rows: 1, cols: 1, body });
                    }
                    rows += 1;
                    number += 1;
                }
                '\u{7}' => {
                    cell.push(words.taken().0);
                    row.push(std::mem::take(&mut cell));
                    if row.len() > MOST_CELLS {
                        return None;
                    }
                }
                '\r' | '\u{b}' | '\u{c}' => {
                    let (paragraph, on) = words.taken();
                    out.emphasis.extend(RawEmphasis::of(&paragraph, on));
                    // Whether a paragraph stands in a cell shows at the next mark only: keep it until then.
                    cell.push(paragraph);
                    if !self.paragraphs.at(at)[0] {
                        close(&mut grid, &mut rows, number, &mut out);
                        for t in cell.drain(..).filter(|t| !t.trim().is_empty()) {
                            out.lines.push(Line::new(number, Piece::Text(t.trim().into())));
                        }
                        number += 1;
                    }
                }
                '\u{1}' | '\u{8}' => {
                    if !self.paragraphs.at(at)[0] {
                        out.lines.push(Line::new(number, Piece::Picture(None)));
                    }
                }
                '\u{1e}' => words.text.push('-'),
                '\t' | '\u{a0}' => words.text.push(' '),
                c if c.is_control() => {}
                c => self.letter(c, at, number, &mut words),
            }
        }
        close(&mut grid, &mut rows, number, &mut out);
        cell.push(words.text);
        for t in cell.into_iter().filter(|t| !t.trim().is_empty()) {
            out.lines.push(Line::new(number, Piece::Text(t.trim().into())));
        }
        out.struck = words.struck.into_iter().filter(|(_, t)| !t.trim().is_empty()).collect();
        out.remarks.extend(words.changes.told());
        let boxes = self.apart(self.boxes, budget).into_iter().map(Piece::Text);
        out.lines.extend(boxes.zip(number + 1..).map(|(t, n)| Line::new(n, t)));
        out.remarks.extend(self.untold(budget));
        Some(out)
    }

    /// What is said of what stands beside its words.
    fn untold(&self, budget: &Budget<'_>) -> Vec<Remark> {
        let comments: Vec<char> = self.chars(self.comments, budget).map(|c| c.0).collect();
        let listed = self.paragraphs.any(|on| on[2]);
        let notes = self.foot_notes(budget);
        let told = untold::comments(&comments).into_iter().chain(untold::numbers(listed));
        residue::left_out(&notes).chain(told).collect()
    }

    /// A character that is written; what is struck out is kept apart, and leaves a seam.
    fn letter(&self, c: char, at: usize, number: usize, words: &mut LetterWords) {
        let LetterWords { text, on, struck, changes } = words;
        let from = text.len();
        let look = LetterLook::of(self.characters.at(at));
        changes.meet(&look);
        match () {
            () if look.deleted || look.hidden => {}
            // White labels stand on a colour; a white number may, but nobody should rely on it.
            () if look.struck || look.white && is_arabic(c) => {
                match struck.last_mut().filter(|_| text.ends_with(SEAM)) {
                    Some((_, words)) => words.push(c),
                    None => struck.push((number, c.into())),
                }
                text.push(SEAM);
            }
            () if look.raised => text.push(Script::Raised.of(c)),
            () => text.push(c),
        }
        note(on, from, text.len(), look.emphasis);
    }

    /// The paragraphs of what stands apart from the main text.
    fn apart(&self, at: Story, budget: &Budget<'_>) -> Vec<String> {
        let words: String = self.chars(at, budget).map(|c| c.0).collect();
        let paragraphs = words.split(|c: char| c.is_control()).map(str::trim);
        paragraphs.filter(|t| !t.is_empty()).map(String::from).collect()
    }

    /// Footnotes and endnotes.
    fn foot_notes(&self, budget: &Budget<'_>) -> Vec<FootNote> {
        let written = self.notes.iter().filter(|n| n.story.1 > 0);
        let of = |n: &NoteTable| {
            let story: Vec<char> = self.chars(n.story, budget).map(|c| c.0).collect();
            n.read(&story, &self.at_tables(&n.references, budget))
        };
        written.flat_map(of).collect()
    }

    /// Those of some places in the text that stand in a table, or in the last line above one.
    fn at_tables(&self, places: &[usize], budget: &Budget<'_>) -> BTreeSet<usize> {
        let wanted: BTreeSet<usize> = places.iter().copied().collect();
        let (mut out, mut above, mut ended) = (BTreeSet::new(), Vec::new(), false);
        for (i, (c, at)) in self.chars((0, self.length), budget).enumerate() {
            let inside = self.paragraphs.at(at)[0];
            if inside {
                out.extend(above.drain(..));
            } else if ended && c != '\r' {
                above.clear();
            }
            ended = c == '\r' && !inside;
            if wanted.contains(&i) {
                above.push(i);
            }
        }
        out
    }
}

/// A table ends where a paragraph outside of it does.
fn close(grid: &mut Grid, rows: &mut usize, number: usize, out: &mut Raw) {
    if !grid.cells.is_empty() {
        out.lines.push(Line::new(
            number,
            Piece::Table(std::mem::replace(grid, Grid { loose: true, ..Grid::default() })),
        ));
    }
    *rows = 0;
}
