//! One face of a font file.

use super::font_file::may_embed;
use super::shaping::{self, ShapedWord};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A font file: in the program, in memory, or as it stands on the disk.
pub type FontFile = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A face of a font file, taken apart.
pub struct Face {
    /// As a PDF names it (PostScript), without spaces.
    pub name: String,
    file: FontFile,
    /// Place among the faces of its file.
    pub index: u32,
    pub units: u16,
    pub ascent: i16,
    pub descent: i16,
    pub bounds: [i16; 4],
    /// Glyph and advance in font units of the characters asked for so far; most of a face never is.
    asked: Mutex<HashMap<char, Option<(u16, u16)>>>,
}

impl Face {
    /// Reads a face of a font file; `None` if it is none.
    pub fn parse(name: &str, file: FontFile, index: u32) -> Option<Face> {
        let font = FontRef::from_index((*file).as_ref(), index).ok()?;
        let head = font.head().ok()?;
        let bounds = [head.x_min(), head.y_min(), head.x_max(), head.y_max()];
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let (units, ascent, descent) = (metrics.units_per_em, metrics.ascent as i16, metrics.descent as i16);
        Some(Face { name: name.into(), file, index, units, ascent, descent, bounds, asked: Mutex::default() })
    }

    /// The whole file.
    pub fn bytes(&self) -> &[u8] {
        (*self.file).as_ref()
    }

    /// Whether its licence bits let a document carry a reduced copy (fsType of the OS/2 table).
    pub fn may_be_embedded(&self) -> bool {
        let Ok(font) = FontRef::from_index(self.bytes(), self.index) else { return false };
        // A font too old to have the table says nothing against it.
        font.os2().map_or(true, |rights| may_embed(rights.version(), rights.fs_type()))
    }
    /// Glyph of a character and its advance in em.
    pub(super) fn glyph(&self, ch: char) -> Option<(u16, f32)> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (gid, width) = (*asked.entry(ch).or_insert_with(|| self.look_up(ch)))?;
        Some((gid, f32::from(width) / f32::from(self.units.max(1))))
    }

    /// The glyph of a character, by its number.
    pub fn gid(&self, ch: char) -> Option<u16> {
        self.glyph(ch).map(|(gid, _)| gid)
    }

    fn look_up(&self, ch: char) -> Option<(u16, u16)> {
        let font = FontRef::from_index(self.bytes(), self.index).ok()?;
        let gid = font.charmap().map(ch).filter(|g| g.to_u32() != 0)?;
        Some((u16::try_from(gid.to_u32()).ok()?, font.hmtx().ok()?.advance(gid).unwrap_or(0)))
    }
    /// What its glyphs take of a line, in font units.
    pub fn advances(&self, glyphs: impl IntoIterator<Item = u16>) -> Vec<u16> {
        let font = FontRef::from_index(self.bytes(), self.index);
        let widths = font.as_ref().ok().and_then(|f| f.hmtx().ok());
        let advance = |g: u16| widths.as_ref()?.advance(GlyphId::from(g));
        glyphs.into_iter().map(|g| advance(g).unwrap_or(self.units)).collect()
    }
    /// A word whose letters join or stack; `None` where it lacks some of them.
    pub(super) fn joined(&self, word: &[char]) -> Option<ShapedWord> {
        let lacks = |c: &char| !shaping::is_joiner(*c) && self.glyph(*c).is_none();
        if word.iter().any(lacks) {
            return None;
        }
        shaping::shaped(word, (self.bytes(), self.index), self.gid(' ')?)
    }
}
