//! Spreadsheets of Excel 97 to 2003 and of WPS (.xls, .et): records of one stream. ([MS-XLS].)

use super::super::compound::{long, place, word};
use super::super::input::Input;
use super::super::{ImportError, Imported, Importer};
use super::{Days, MergedArea, WorkSheet, number, shows_day};
use crate::format::Format;
use crate::import::budget::Budget;
use std::collections::BTreeMap;

pub const IMPORTER: Importer = Importer {
    format: Format { name: "旧版 Excel、WPS 表格", extensions: &["xls", "et"] },
    is: |c| c.has_stream("/Workbook") || c.has_stream("/Book"),
    read: Some(read),
};

/// So many bytes of records are a piece of the budget.
const PIECE: usize = 64;
/// Most sheets.
const MOST_SHEETS: usize = 256;

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let mut file = input.into_compound()?;
    let Some(stream) = file.stream("/Workbook") else {
        return Err(ImportError::OldSheet { name: name.into() });
    };
    if !budget.take(stream.len() / PIECE) {
        return Err(ImportError::TooMuch { name: name.into() });
    }
    let book = OldWorkbook::of(&stream, budget).map_err(|sealed| match sealed {
        true => ImportError::Encrypted { name: name.into() },
        false => ImportError::Damaged { name: name.into() },
    })?;
    let sheets: Option<Vec<WorkSheet>> = book.found.iter().map(|f| book.sheet(&stream, f, budget)).collect();
    budget.verdict(name)?;
    let sheets = sheets.ok_or(ImportError::TooMuch { name: name.into() })?;
    Ok(Imported::Raw(super::blocks::raw(sheets, budget)))
}

/// The records from a place on: kind and bytes.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, length) = (word(stream, at)?, usize::from(word(stream, at.checked_add(2)?)?));
        let body = stream.get(at + 4..at.checked_add(4 + length)?)?;
        at += 4 + length;
        Some((kind, body))
    })
}

const BEGIN: u16 = 0x809;
const END: u16 = 0x0a;
const CONTINUED: u16 = 0x3c;

/// A sheet's place and name.
struct FoundSheet {
    at: usize,
    name: String,
    hidden: bool,
}

/// What the first part of the stream says.
#[derive(Default)]
struct OldWorkbook {
    found: Vec<FoundSheet>,
    strings: Vec<String>,
    /// Whether the style of that number shows days.
    days: Vec<bool>,
    from: Days,
}

impl OldWorkbook {
    /// True where the stream is encrypted, false where it is none.
    fn of(stream: &[u8], budget: &Budget<'_>) -> Result<OldWorkbook, bool> {
        let mut book = OldWorkbook::default();
        let mut styles: Vec<usize> = Vec::new();
        let mut codes: BTreeMap<usize, String> = BTreeMap::new();
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut open = false;
        let first = records(stream, 0).next().filter(|(kind, b)| *kind == BEGIN && word(b, 0) == Some(0x600));
        first.ok_or(false)?;
        for (kind, b) in records(stream, 0).take_while(|r| r.0 != END) {
            if !budget.take(1) {
                return Err(false);
            }
            match kind {
                0x2f => return Err(true),
                0x22 => book.from.from_1904 = word(b, 0) == Some(1),
                0x85 if book.found.len() < MOST_SHEETS => book.found.extend(found(b)),
                0xe0 => styles.push(usize::from(word(b, 2).unwrap_or(0))),
                0x41e => {
                    let code = b.get(2..).and_then(|b| Strings::of(vec![b]).next(budget));
                    codes.extend(word(b, 0).map(usize::from).zip(code));
                }
                0xfc => shared.push(b.get(8..).unwrap_or_default()),
                CONTINUED if open => shared.push(b),
                _ => {}
            }
            open = kind == 0xfc || (kind == CONTINUED && open);
        }
        book.days = styles.iter().map(|id| shows_day(*id, codes.get(id).map(String::as_str))).collect();
        let mut strings = Strings::of(shared);
        book.strings = std::iter::from_fn(|| strings.next(budget)).collect();
        Ok(book)
    }

    /// A sheet's cells; `None` where they are too many.
    fn sheet(&self, stream: &[u8], found: &FoundSheet, budget: &Budget<'_>) -> Option<WorkSheet> {
        let mut sheet = WorkSheet::new(&found.name, found.hidden);
        let mut depth = 0;
        // Where the words of a formula belong, which come in a record of their own.
        let mut formula = None;
        for (kind, b) in records(stream, found.at) {
            if !budget.take(1) {
                return None;
            }
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                // Charts lie in the sheet they stand on.
                _ if depth > 1 => {}
                0x207 => {
                    let words = Strings::of(vec![b]).next(budget).unwrap_or_default();
                    if let Some((row, col)) = formula.take()
                        && !sheet.put(row, col, &words, budget)
                    {
                        return None;
                    }
                }
                0xe5 => sheet.merged.extend(areas(b)),
                _ => {
                    let Some((row, col)) = word(b, 0).zip(word(b, 2)).map(|(r, c)| (r.into(), c.into()))
                    else {
                        continue;
                    };
                    let whole = match kind {
                        0xbd => self.run(b, (row, col), &mut sheet, budget),
                        0x06 if b.get(6..13).is_some_and(|v| v[6] == 0xff) && b.get(13) == Some(&0xff) => {
                            formula = (b.get(6) == Some(&0)).then_some((row, col));
                            true
                        }
                        _ => self.words(kind, b, budget).is_none_or(|w| sheet.put(row, col, &w, budget)),
                    };
                    if !whole {
                        return None;
                    }
                }
            }
        }
        Some(sheet)
    }

    /// What a record of one cell shows.
    fn words(&self, kind: u16, b: &[u8], budget: &Budget<'_>) -> Option<String> {
        match kind {
            0xfd => self.strings.get(place(b, 6)?).cloned(),
            0x204 | 0xd6 => Strings::of(vec![b.get(6..)?]).next(budget),
            0x203 | 0x06 => Some(self.shown(word(b, 4)?, f64::from_le_bytes(b.get(6..14)?.try_into().ok()?))),
            0x27e => Some(self.shown(word(b, 4)?, compact(long(b, 6)?))),
            _ => None,
        }
    }

    /// Numbers side by side in one record; false where there are too many cells.
    fn run(&self, b: &[u8], at: (usize, usize), sheet: &mut WorkSheet, budget: &Budget<'_>) -> bool {
        let numbers = b.get(4..b.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
        numbers.enumerate().all(|(i, n)| {
            let (style, v) = (word(n, 0).unwrap_or(0), compact(long(n, 2).unwrap_or(0)));
            sheet.put(at.0, at.1 + i, &self.shown(style, v), budget)
        })
    }

    fn shown(&self, style: u16, v: f64) -> String {
        let day = self.days.get(usize::from(style)).is_some_and(|d| *d);
        let day = if day { self.from.day(v) } else { None };
        day.unwrap_or_else(|| number(v))
    }
}

/// A number in four bytes.
fn compact(v: u32) -> f64 {
    let n = match v & 2 {
        0 => f64::from_bits(u64::from(v & !3) << 32),
        _ => f64::from(v as i32 >> 2),
    };
    if v & 1 == 1 { n / 100.0 } else { n }
}

fn found(b: &[u8]) -> Option<FoundSheet> {
    // Charts, macros and modules are no sheets of cells.
    if *b.get(5)? != 0 {
        return None;
    }
    let (count, wide) = (usize::from(*b.get(6)?), b.get(7)? & 1 == 1);
    let chars = b.get(8..)?;
    let units: Vec<u16> = match wide {
        true => chars.chunks_exact(2).take(count).map(|c| u16::from_le_bytes([c[0], c[1]])).collect(),
        false => chars.iter().take(count).map(|c| u16::from(*c)).collect(),
    };
    Some(FoundSheet { at: place(b, 0)?, name: String::from_utf16_lossy(&units), hidden: b.get(4)? & 3 != 0 })
}

fn areas(b: &[u8]) -> impl Iterator<Item = MergedArea> {
    b.get(2..).unwrap_or_default().chunks_exact(8).filter_map(|a| {
        let n = |at| word(a, at).map(usize::from);
        let area = MergedArea { top: n(0)?, bottom: n(2)?, left: n(4)?, right: n(6)? };
        (area.top <= area.bottom && area.left <= area.right).then_some(area)
    })
}

/// Strings in a record and those that continue it.
struct Strings<'a> {
    records: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Strings<'a> {
    fn of(records: Vec<&'a [u8]>) -> Strings<'a> {
        let mut records = records.into_iter();
        let rest = records.next().unwrap_or_default();
        Strings { records, rest }
    }

    /// So many bytes, or those up to the end of the record.
    fn some(&mut self, most: usize) -> &'a [u8] {
        let (some, rest) = self.rest.split_at(most.min(self.rest.len()));
        self.rest = rest;
        some
    }

    /// Goes on to the next record where this one is at its end.
    fn go_on(&mut self) -> Option<()> {
        if self.rest.is_empty() {
            self.rest = self.records.next()?;
        }
        Some(())
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.go_on()?;
            bytes -= self.some(bytes).len();
        }
        Some(())
    }

    fn next(&mut self, budget: &Budget<'_>) -> Option<String> {
        self.go_on()?;
        let head = self.some(3);
        let (count, mut flags) = (usize::from(word(head, 0)?), *head.get(2)?);
        if !budget.take(1 + count / PIECE) {
            return None;
        }
        let runs = if flags & 8 != 0 { usize::from(word(self.some(2), 0)?) * 4 } else { 0 };
        let more = if flags & 4 != 0 { place(self.some(4), 0)? } else { 0 };
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.rest.is_empty() {
                self.go_on()?;
                // A string that goes on says anew how wide its characters are.
                flags = *self.some(1).first()?;
            }
            let left = count - units.len();
            match flags & 1 {
                0 => units.extend(self.some(left).iter().map(|c| u16::from(*c))),
                _ => {
                    let pairs = self.some(left * 2).chunks(2);
                    units.extend(pairs.map(|c| u16::from_le_bytes([c[0], c.get(1).copied().unwrap_or(0)])));
                }
            }
        }
        self.skip(runs.checked_add(more)?)?;
        Some(String::from_utf16_lossy(&units))
    }
}
