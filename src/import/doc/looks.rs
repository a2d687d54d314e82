//! How the characters of a binary document look, and which of them are changes that nobody has ruled on.
//! ([MS-DOC] 2.6.1.)

use crate::import::raw::{Emphasis, Remark};
use crate::import::residue;

/// How many properties of characters are looked at.
pub const LOOKS: usize = 11;

/// sprmCFRMark, sprmCFRMarkDel, sprmCFVanish; sprmCFStrike, sprmCFDStrike; sprmCIss, sprmCHpsPos: raised or lowered by its
/// kind, or by so much; sprmCIco, sprmCCv: the colour by its number, or by its parts; sprmCFBold, sprmCKul.
pub const WANTED: [u16; LOOKS] =
    [0x0801, 0x0800, 0x083c, 0x0837, 0x2a53, 0x2a48, 0x4845, 0x2a42, 0x6870, 0x0835, 0x2a3e];

/// How a character looks.
pub struct LetterLook {
    pub inserted: bool,
    pub deleted: bool,
    pub hidden: bool,
    pub struck: bool,
    pub raised: bool,
    pub white: bool,
    pub emphasis: Emphasis,
}

impl LetterLook {
    /// By those of `WANTED` that are on.
    pub fn of(on: [bool; LOOKS]) -> LetterLook {
        let [inserted, deleted, hidden, once, twice, up, moved, white, white_too, bold, underline] = on;
        LetterLook {
            inserted,
            deleted,
            hidden,
            struck: once || twice,
            raised: up || moved,
            white: white || white_too,
            emphasis: Emphasis { bold, underline },
        }
    }
}

/// Changes met so far, stretch by stretch.
#[derive(Default)]
pub struct OpenChanges {
    /// The character before was put in, or taken out.
    within: (bool, bool),
    put_in: usize,
    taken_out: usize,
}

impl OpenChanges {
    pub fn meet(&mut self, look: &LetterLook) {
        self.put_in += usize::from(look.inserted && !self.within.0);
        self.taken_out += usize::from(look.deleted && !self.within.1);
        self.within = (look.inserted, look.deleted);
    }
    pub fn told(&self) -> Option<Remark> {
        residue::changes(self.put_in, self.taken_out)
    }
}
