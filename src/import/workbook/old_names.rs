//! Names of an old workbook and what they lead to, as formulas of today write it: `申请情况!$D$4`. ([MS-XLS] 2.4.150.)

use super::DefinedName;
use crate::import::budget::Budget;
use crate::import::compound::word;

/// What the records of a workbook's first part say of them.
#[derive(Default)]
pub struct OldNames {
    /// Sheets by their tabs, those without cells too.
    tabs: Vec<String>,
    /// Whether a book that formulas name is this one.
    books: Vec<bool>,
    /// What formulas name: book, first tab.
    outside: Vec<(usize, usize)>,
    /// Names with the tokens of their formulas.
    found: Vec<(String, Vec<u8>)>,
}

/// Most of each.
const MOST: usize = 4096;

impl OldNames {
    /// Takes a record.
    pub fn take(&mut self, kind: u16, b: &[u8], budget: &Budget<'_>) {
        if self.tabs.len() + self.books.len() + self.outside.len() + self.found.len() > 4 * MOST {
            return;
        }
        match kind {
            0x85 => self.tabs.push(tab(b).unwrap_or_default()),
            0x1ae => self.books.push(word(b, 2) == Some(0x0401)),
            0x17 => {
                let all = b.get(2..).unwrap_or_default().chunks_exact(6).take(MOST);
                let one = |x: &[u8]| Some((word(x, 0)?.into(), word(x, 2)?.into()));
                self.outside.extend(all.filter_map(one));
            }
            0x18 => self.found.extend(name(b, budget)),
            _ => {}
        }
    }

    /// The names that lead to cells of this book.
    pub fn defined(self) -> Vec<DefinedName> {
        let of = |tokens: &[u8]| -> Option<String> {
            let (token, ends) = (*tokens.first()? & 0x1f, tokens.get(1..)?);
            let (book, tab) = *self.outside.get(usize::from(word(ends, 0)?))?;
            let sheet = self.tabs.get(tab).filter(|_| self.books.get(book) == Some(&true))?;
            let n = |at: usize| word(ends, at);
            let (r0, r1, c0, c1) = match (token, tokens.len()) {
                (0x1a, 7) => (n(2)?, n(2)?, n(4)?, n(4)?),
                (0x1b, 11) => (n(2)?, n(4)?, n(6)?, n(8)?),
                _ => return None,
            };
            let cell = |row: u16, col: u16| super::blocks::place(row.into(), usize::from(col & 0x3fff));
            Some(format!("'{}'!{}:{}", sheet.replace('\'', "''"), cell(r0, c0), cell(r1, c1)))
        };
        self.found.iter().filter_map(|(name, tokens)| Some((name.clone(), of(tokens)?))).collect()
    }
}

/// Characters, each of one byte or of two.
fn characters(b: &[u8], count: usize, wide: bool) -> String {
    let units: Vec<u16> = match wide {
        true => b.chunks_exact(2).take(count).filter_map(|c| word(c, 0)).collect(),
        false => b.iter().take(count).map(|c| u16::from(*c)).collect(),
    };
    String::from_utf16_lossy(&units)
}

fn tab(b: &[u8]) -> Option<String> {
    Some(characters(b.get(8..)?, usize::from(*b.get(6)?), b.get(7)? & 1 == 1))
}

/// A name of the whole book, and the tokens behind it.
fn name(b: &[u8], budget: &Budget<'_>) -> Option<(String, Vec<u8>)> {
    let (count, length) = (usize::from(*b.get(3)?), usize::from(word(b, 4)?));
    let (of_sheet, wide) = (word(b, 8)? != 0, b.get(14)? & 1 == 1);
    let chars = b.get(15..)?;
    let bytes = if wide { count * 2 } else { count };
    let tokens = chars.get(bytes..bytes.checked_add(length)?)?;
    (!of_sheet && budget.take(1)).then(|| (characters(chars, count, wide), tokens.to_vec()))
}
