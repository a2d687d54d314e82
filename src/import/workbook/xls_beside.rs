//! What stands on a sheet of an old workbook beside its cells: 批注, and words in boxes. ([MS-XLS] 2.4.179, 2.4.329.)

use super::WorkSheet;
use crate::import::compound::word;
use std::collections::BTreeMap;

/// What is drawn is told by an object's record, its words by those that follow, and what they remark on by one at the end.
#[derive(Default)]
pub struct Beside {
    object: u16,
    words: BTreeMap<u16, Vec<u16>>,
    /// So many characters of the last words are still to come.
    open: usize,
    remarks: Vec<(u16, (usize, usize), String)>,
    pictures: usize,
}

const CONTINUED: u16 = 0x3c;
/// The kind of an object that is a picture.
const PICTURE: u16 = 8;

impl Beside {
    /// Looks at a record of a sheet.
    pub fn take(&mut self, kind: u16, b: &[u8]) {
        match kind {
            0x5d if word(b, 0) == Some(0x15) => {
                self.object = word(b, 6).unwrap_or(0);
                self.pictures += usize::from(word(b, 4) == Some(PICTURE));
            }
            0x1b6 => self.open = word(b, 10).unwrap_or(0).into(),
            CONTINUED if self.open > 0 => {
                let units = characters(b, self.open);
                self.open = self.open.saturating_sub(units.len().max(1));
                self.words.entry(self.object).or_default().extend(units);
            }
            0x1c => {
                let place = word(b, 0).zip(word(b, 2)).map(|(r, c)| (r.into(), c.into()));
                let author = b.get(10..).unwrap_or_default();
                let author = characters(author, word(b, 8).unwrap_or(0).into());
                let remark = place.zip(word(b, 6));
                self.remarks.extend(remark.map(|(at, of)| (of, at, String::from_utf16_lossy(&author))));
            }
            _ => {}
        }
    }

    /// Puts all of it beside the sheet's cells.
    pub fn put(mut self, sheet: &mut WorkSheet) {
        for (object, at, by) in self.remarks {
            let words = self.words.remove(&object).unwrap_or_default();
            sheet.comment(at, &by, &String::from_utf16_lossy(&words));
        }
        let drawn = self.words.values().map(|w| String::from_utf16_lossy(w));
        sheet.drawn.extend(drawn.filter(|w| !w.trim().is_empty()));
        sheet.pictures = self.pictures;
    }
}

/// Characters behind the byte that says how wide they are.
fn characters(b: &[u8], most: usize) -> Vec<u16> {
    let Some((wide, chars)) = b.split_first() else { return Vec::new() };
    match wide & 1 {
        0 => chars.iter().take(most).map(|c| u16::from(*c)).collect(),
        _ => chars.chunks_exact(2).take(most).map(|c| u16::from_le_bytes([c[0], c[1]])).collect(),
    }
}
