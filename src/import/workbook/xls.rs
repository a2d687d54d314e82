//! Spreadsheets of Excel 97 to 2003 and of WPS (.xls, .et): records of one stream. ([MS-XLS].)

use super::super::compound::{long, place, word};
use super::super::input::Input;
use super::super::{ImportError, Imported, Importer};
use super::keyed;
use super::old_names::OldNames;
use super::records::{Strings, records};
use super::xls_beside::Beside;
use super::xls_styles::{font_look, is_filled, look_of};
use super::{Days, MergedArea, NumberFormat, SheetWords, WordsLook, WorkSheet};
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
    Ok(keyed::imported(sheets, book.names.defined(), budget))
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
    strings: Vec<SheetWords>,
    fonts: Vec<WordsLook>,
    /// How the font of the style of that number makes words look.
    styles: Vec<WordsLook>,
    /// How the style of that number shows its own.
    looks: Vec<NumberFormat>,
    from: Days,
    names: OldNames,
}

impl OldWorkbook {
    /// True where the stream is encrypted, false where it is none.
    fn of(stream: &[u8], budget: &Budget<'_>) -> Result<OldWorkbook, bool> {
        let mut book = OldWorkbook::default();
        let mut styles: Vec<(usize, usize, bool)> = Vec::new();
        let mut codes: BTreeMap<usize, String> = BTreeMap::new();
        let mut shared: Vec<&[u8]> = Vec::new();
        let mut open = false;
        let first = records(stream, 0).next().filter(|(kind, b)| *kind == BEGIN && word(b, 0) == Some(0x600));
        first.ok_or(false)?;
        for (kind, b) in records(stream, 0).take_while(|r| r.0 != END) {
            if !budget.take(1) {
                return Err(false);
            }
            book.names.take(kind, b, budget);
            match kind {
                0x2f => return Err(true),
                0x22 => book.from.from_1904 = word(b, 0) == Some(1),
                0x85 if book.found.len() < MOST_SHEETS => book.found.extend(found(b)),
                0x31 => book.fonts.push(look_of(b)),
                0xe0 => {
                    let number = |at| word(b, at).unwrap_or(0).into();
                    styles.push((number(0), number(2), is_filled(b)));
                }
                0x41e => {
                    let code = b.get(2..).and_then(|b| Strings::of(vec![b]).next(&[], budget));
                    codes.extend(
                        word(b, 0).map(usize::from).zip(code.map(|c| c.parted(WordsLook::default()).0)),
                    );
                }
                0xfc => shared.push(b.get(8..).unwrap_or_default()),
                CONTINUED if open => shared.push(b),
                _ => {}
            }
            open = kind == 0xfc || (kind == CONTINUED && open);
        }
        let shown = |id: &usize| NumberFormat::of(*id, codes.get(id).map(String::as_str));
        book.looks = styles.iter().map(|(_, id, _)| shown(id)).collect();
        let look = |font: usize, filled: bool| WordsLook { filled, ..font_look(&book.fonts, font) };
        book.styles = styles.iter().map(|(font, _, filled)| look(*font, *filled)).collect();
        let mut strings = Strings::of(shared);
        book.strings = std::iter::from_fn(|| strings.next(&book.fonts, budget)).collect();
        Ok(book)
    }

    /// A sheet's cells; `None` where they are too many.
    fn sheet(&self, stream: &[u8], found: &FoundSheet, budget: &Budget<'_>) -> Option<WorkSheet> {
        let mut sheet = WorkSheet::new(&found.name, found.hidden);
        let mut depth = 0;
        // Where the words of a formula belong, which come in a record of their own.
        let mut formula = None;
        let mut beside = Beside::default();
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
                0x5d | 0x1b6 | CONTINUED | 0x1c => beside.take(kind, b),
                0x207 => {
                    let words = Strings::of(vec![b]).next(&[], budget).unwrap_or_default();
                    if let Some((at, style)) = formula.take()
                        && !sheet.put_words(at, &words, self.style(style), budget)
                    {
                        return None;
                    }
                }
                // Hidden, or of no height.
                0x208 if word(b, 12).is_some_and(|flags| flags & 0x20 != 0) || word(b, 6) == Some(0) => {
                    sheet.hidden_parts.rows.extend(word(b, 0).map(|r| r.into()..=r.into()));
                }
                0x7d if word(b, 8).is_some_and(|flags| flags & 1 != 0) || word(b, 4) == Some(0) => {
                    let columns = word(b, 0).zip(word(b, 2));
                    sheet.hidden_parts.columns.extend(columns.map(|(a, z)| a.into()..=z.into()));
                }
                0xe5 => sheet.merged.extend(areas(b)),
                _ => {
                    let Some(at) = word(b, 0).zip(word(b, 2)).map(|(r, c)| (r.into(), c.into())) else {
                        continue;
                    };
                    if kind == 0x06 {
                        sheet.formulas.insert(at);
                        formula = (result_of(b) == FormulaResult::Words).then(|| (at, word(b, 4)));
                    }
                    if !self.cell(kind, b, at, &mut sheet, budget) {
                        return None;
                    }
                    self.strike(kind, b, at, &mut sheet);
                }
            }
        }
        beside.put(&mut sheet);
        Some(sheet)
    }

    fn style(&self, number: Option<u16>) -> WordsLook {
        number.and_then(|s| self.styles.get(usize::from(s))).copied().unwrap_or_default()
    }

    /// Takes out numbers that the style of a record's cells strikes out.
    fn strike(&self, kind: u16, b: &[u8], at: (usize, usize), sheet: &mut WorkSheet) {
        let strikes = |style: Option<u16>| self.style(style).is_unread(self.style(style));
        match kind {
            0xbd => {
                let cells = b.get(4..b.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                let struck = cells.enumerate().filter(|(_, c)| strikes(word(c, 0)));
                struck.for_each(|(i, _)| sheet.strike((at.0, at.1 + i)));
            }
            0x203 | 0x27e | 0x06 if strikes(word(b, 4)) => sheet.strike(at),
            _ => {}
        }
    }

    /// Puts what a record shows into its cells; false where there are too many.
    fn cell(
        &self,
        kind: u16,
        b: &[u8],
        at: (usize, usize),
        sheet: &mut WorkSheet,
        budget: &Budget<'_>,
    ) -> bool {
        let look = |style: Option<u16>| {
            let look = style.and_then(|s| self.looks.get(usize::from(s)));
            (look.copied().unwrap_or_default(), self.from)
        };
        let float = |at: usize| b.get(at..at + 8).and_then(|v| v.try_into().ok()).map(f64::from_le_bytes);
        let words = match kind {
            0xbd => {
                let numbers = b.get(4..b.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                return numbers.enumerate().all(|(i, n)| {
                    let v = compact(long(n, 2).unwrap_or(0));
                    sheet.put_number((at.0, at.1 + i), v, look(word(n, 0)), budget)
                });
            }
            0x06 => match result_of(b) {
                FormulaResult::Number => return self::number(float(6), look(word(b, 4)), at, sheet, budget),
                FormulaResult::None => {
                    sheet.uncalculated.push(at);
                    None
                }
                FormulaResult::Fault => Some(FAULT.to_string()),
                FormulaResult::Words => None,
            },
            0x203 => return self::number(float(6), look(word(b, 4)), at, sheet, budget),
            0x27e => return self::number(long(b, 6).map(compact), look(word(b, 4)), at, sheet, budget),
            0x205 if b.get(7) == Some(&1) => Some(FAULT.to_string()),
            0xfd | 0x204 | 0xd6 => {
                let shared = || place(b, 6).and_then(|i| self.strings.get(i)).cloned();
                let own = || b.get(6..).and_then(|s| Strings::of(vec![s]).next(&[], budget));
                let words = if kind == 0xfd { shared() } else { own() };
                return words.is_none_or(|w| sheet.put_words(at, &w, self.style(word(b, 4)), budget));
            }
            _ => None,
        };
        words.is_none_or(|w| sheet.put(at.0, at.1, &w, budget))
    }
}

/// What stands in a cell whose formula went wrong.
const FAULT: &str = "#N/A";

/// What a record of a formula says that came of it.
#[derive(PartialEq)]
enum FormulaResult {
    Number,
    /// They come in a record of their own.
    Words,
    Fault,
    None,
}

fn result_of(b: &[u8]) -> FormulaResult {
    match b.get(6..14) {
        Some([0, .., 0xff, 0xff]) => FormulaResult::Words,
        Some([1 | 2, .., 0xff, 0xff]) => FormulaResult::Fault,
        Some([3, .., 0xff, 0xff]) => FormulaResult::None,
        _ => FormulaResult::Number,
    }
}

fn number(
    v: Option<f64>,
    look: (NumberFormat, Days),
    at: (usize, usize),
    sheet: &mut WorkSheet,
    budget: &Budget<'_>,
) -> bool {
    v.is_none_or(|v| sheet.put_number(at, v, look, budget))
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
