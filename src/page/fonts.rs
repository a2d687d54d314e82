//! Faces by style, with a fallback for every character: never a box. Chinese needs no shaping, so a face is
//! its character map and widths.

use super::font_file::may_embed;
use crate::chinese::signs::{is_accented, is_han, is_joined, is_private};
use crate::form::bounds::at;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// 小标宋, the title.
    Title,
    /// 黑体, first headings.
    Hei,
    /// 楷体, second headings.
    Kai,
    /// 仿宋, the body.
    Fang,
    /// 宋体, page numbers.
    Song,
}

impl Style {
    pub const ALL: [Style; 5] = [Style::Title, Style::Hei, Style::Kai, Style::Fang, Style::Song];
}

/// A face of a font file, taken apart.
pub struct Face {
    /// As a PDF names it (PostScript), without spaces.
    pub name: String,
    pub bytes: Cow<'static, [u8]>,
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
    pub fn parse(name: &str, bytes: Cow<'static, [u8]>, index: u32) -> Option<Face> {
        let font = FontRef::from_index(&bytes, index).ok()?;
        let head = font.head().ok()?;
        let bounds = [head.x_min(), head.y_min(), head.x_max(), head.y_max()];
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let (units, ascent, descent) = (metrics.units_per_em, metrics.ascent as i16, metrics.descent as i16);
        Some(Face {
            name: name.into(),
            bytes,
            index,
            units,
            ascent,
            descent,
            bounds,
            asked: Mutex::default(),
        })
    }

    /// Whether its licence bits let a document carry a reduced copy (fsType of the OS/2 table).
    pub fn may_be_embedded(&self) -> bool {
        let Ok(font) = FontRef::from_index(&self.bytes, self.index) else { return false };
        // A font too old to have the table says nothing against it.
        font.os2().map_or(true, |rights| may_embed(rights.version(), rights.fs_type()))
    }
    /// Glyph of a character and its advance in em.
    fn glyph(&self, ch: char) -> Option<(u16, f32)> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (gid, width) = (*asked.entry(ch).or_insert_with(|| self.look_up(ch)))?;
        Some((gid, f32::from(width) / f32::from(self.units.max(1))))
    }

    /// The glyph of a character, by its number.
    pub fn gid(&self, ch: char) -> Option<u16> {
        self.glyph(ch).map(|(gid, _)| gid)
    }

    fn look_up(&self, ch: char) -> Option<(u16, u16)> {
        let font = FontRef::from_index(&self.bytes, self.index).ok()?;
        let gid = font.charmap().map(ch).filter(|g| g.to_u32() != 0)?;
        Some((u16::try_from(gid.to_u32()).ok()?, font.hmtx().ok()?.advance(gid).unwrap_or(0)))
    }
    /// What its glyphs take of a line, in font units.
    pub fn advances(&self, glyphs: impl IntoIterator<Item = u16>) -> Vec<u16> {
        let font = FontRef::from_index(&self.bytes, self.index);
        let widths = font.as_ref().ok().and_then(|f| f.hmtx().ok());
        let advance = |g: u16| widths.as_ref()?.advance(GlyphId::from(g));
        glyphs.into_iter().map(|g| advance(g).unwrap_or(self.units)).collect()
    }
}

/// Faces that are looked for only when a document asks for them.
pub trait MoreFaces: Send + Sync {
    /// The face of rare Hanzi beside the program.
    fn rare(&self) -> Option<Arc<Face>>;
    /// Installed faces that may be embedded and have some of these characters; the best first, each for those that
    /// none before it has.
    fn installed(&self, lacking: &BTreeSet<char>) -> Vec<Arc<Face>>;
}

/// All faces. Cheap to clone.
#[derive(Clone)]
pub struct Fonts {
    pub faces: Vec<Arc<Face>>,
    /// The clerk's own faces by style, before the bundled ones.
    chosen: [Option<usize>; Style::ALL.len()],
    /// The face of rare Hanzi, once a document asked for it.
    rare: Option<usize>,
    /// Those that stand for what no other has.
    last: Vec<usize>,
    more: Option<Arc<dyn MoreFaces>>,
    /// What is not as the clerk would have it, in sentences.
    pub told: Vec<String>,
}

/// Characters that could not be set in the face meant for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// No face has them: 〓 stands for each.
    pub nowhere: BTreeSet<char>,
    /// Rare Hanzi that stand in a face meant for something else, for want of one of their own.
    pub borrowed: BTreeSet<char>,
    /// The clerk's face of a style lacks them: they stand in a bundled one.
    pub not_in_chosen: BTreeSet<(usize, char)>,
}

/// A character's glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picked {
    pub face: usize,
    pub gid: u16,
    /// In em.
    pub advance: f32,
}

const NO_FANG: &str = "没有找到仿宋，正文用楷体代替；请把程序连同它旁边的 fonts 文件夹一起拷来";

/// Stands for a character that no face has.
pub const SUBSTITUTE: char = '〓';

/// Places of the faces in `Fonts::faces`.
const TITLE: usize = 0;
const HEI: usize = 1;
const KAI: usize = 2;
const SONG: usize = 3;
const FANG: usize = 4;

/// Faces as they are compiled in, each once: the window and the reader of documents have them too.
pub static SONG_FILE: &[u8] = include_bytes!("../../assets/fonts/song.otf");
pub static HEI_FILE: &[u8] = include_bytes!("../../assets/fonts/hei.otf");
pub static KAI_FILE: &[u8] = include_bytes!("../../assets/fonts/kai.ttf");

/// The faces compiled in, taken apart once.
fn bundled() -> &'static [Arc<Face>] {
    static FACES: OnceLock<Vec<Arc<Face>>> = OnceLock::new();
    FACES.get_or_init(|| {
        let files: [(&'static str, &'static [u8]); 4] = [
            ("GongkaiTitle", include_bytes!("../../assets/fonts/title.otf")),
            ("GongkaiHei", HEI_FILE),
            ("GongkaiKai", KAI_FILE),
            ("GongkaiSong", SONG_FILE),
        ];
        files.into_iter().filter_map(|(n, b)| Face::parse(n, Cow::Borrowed(b), 0)).map(Arc::new).collect()
    })
}

impl Fonts {
    /// The bundled faces, with the bytes of a 仿宋 for the body where there is one.
    pub fn new(fang: Option<Vec<u8>>) -> Fonts {
        let mut faces = bundled().to_vec();
        let fang = fang.and_then(|b| Face::parse("FandolFang", Cow::Owned(b), 0));
        let mut told = Vec::new();
        match fang {
            Some(f) => faces.push(Arc::new(f)),
            None => told.push(NO_FANG.to_string()),
        }
        Fonts { faces, chosen: Default::default(), rare: None, last: Vec::new(), more: None, told }
    }

    /// With more faces to fall back on.
    pub fn seeking(self, more: Arc<dyn MoreFaces>) -> Fonts {
        Fonts { more: Some(more), ..self }
    }

    /// With the faces that are to be had for what a document lacked; none where nothing more is to be had.
    pub fn filling(&self, gaps: &Gaps) -> Option<Fonts> {
        let more = self.more.as_ref()?;
        let mut with = self.clone();
        let mut lacking = gaps.nowhere.clone();
        if with.rare.is_none()
            && !(gaps.borrowed.is_empty() && lacking.is_empty())
            && let Some(rare) = more.rare()
        {
            lacking.retain(|c| rare.glyph(*c).is_none());
            with.rare = Some(with.faces.len());
            with.faces.push(rare);
        }
        // Letters that join are no words where they stand one by one; what a private one is meant to be, no face knows.
        lacking.retain(|c| !is_joined(*c) && !is_private(*c));
        if !lacking.is_empty() {
            for face in more.installed(&lacking) {
                with.last.push(with.faces.len());
                with.faces.push(face);
            }
        }
        (with.faces.len() > self.faces.len()).then_some(with)
    }

    /// With a face of the clerk's choice for a style.
    pub fn choose(&mut self, style: Style, face: Arc<Face>) {
        if style == Style::Fang {
            self.told.retain(|t| t != NO_FANG);
        }
        let same = |f: &Arc<Face>| f.name == face.name && f.index == face.index;
        let at = self.faces.iter().position(same).unwrap_or(self.faces.len());
        if at == self.faces.len() {
            self.faces.push(face);
        }
        if let Some(chosen) = self.chosen.get_mut(style as usize) {
            *chosen = Some(at);
        }
    }

    /// The bundled faces of a style, those meant for it and those that only fill in.
    fn bundled(style: Style, ch: char) -> (&'static [usize], &'static [usize]) {
        // Digits and Latin of the body, é too, come from a face with lining figures.
        let latin = ch.is_ascii() || is_accented(ch);
        match style {
            Style::Title => (&[TITLE, SONG], &[HEI, KAI, FANG]),
            Style::Hei => (&[HEI, SONG], &[KAI, TITLE, FANG]),
            Style::Kai if latin => (&[SONG, KAI], &[HEI, TITLE, FANG]),
            Style::Kai => (&[KAI, SONG], &[HEI, FANG, TITLE]),
            Style::Fang if latin => (&[SONG, FANG], &[KAI, HEI, TITLE]),
            Style::Fang => (&[FANG, SONG], &[KAI, HEI, TITLE]),
            Style::Song => (&[SONG, FANG], &[KAI, HEI, TITLE]),
        }
    }

    /// The glyph of a character; `gaps` learns what could not be had as it was meant.
    pub fn pick(&self, style: Style, ch: char, gaps: &mut Gaps) -> Picked {
        // Chinese quotes, dashes and dots are a full character wide; some faces have narrow ones.
        let full = matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
        let ch = if ch == '\u{a0}' { ' ' } else { ch };
        let own = at(&self.chosen, style as usize);
        let (meant, filling) = Fonts::bundled(style, ch);
        let first = own.into_iter().chain(meant.iter().copied());
        let rest = self.rare.into_iter().chain(filling.iter().copied()).chain(self.last.iter().copied());
        if let Some(face) = own
            && self.faces.get(face).is_none_or(|f| f.glyph(ch).is_none())
        {
            gaps.not_in_chosen.insert((face, ch));
        }
        if let Some(picked) = self.found(first.clone(), ch, full).filter(|_| !is_private(ch)) {
            return picked;
        }
        if self.rare.is_none() && is_han(ch) {
            gaps.borrowed.insert(ch);
        }
        self.found(rest.clone(), ch, full).filter(|_| !is_private(ch)).unwrap_or_else(|| {
            gaps.nowhere.insert(ch);
            let none = Picked { face: 0, gid: 0, advance: 1.0 };
            self.found(first.chain(rest), SUBSTITUTE, false).unwrap_or(none)
        })
    }

    /// The glyph of the first of some faces that has it; where it is to be `full` width, of the first that has it so.
    fn found(&self, faces: impl Iterator<Item = usize> + Clone, ch: char, full: bool) -> Option<Picked> {
        let known = faces.filter_map(|face| {
            let (gid, advance) = self.faces.get(face)?.glyph(ch)?;
            Some(Picked { face, gid, advance })
        });
        known.clone().find(|g| !full || g.advance > 0.9).or_else(|| known.clone().next())
    }

    /// Width of a text in em.
    pub fn width(&self, style: Style, text: &str) -> f32 {
        let mut gaps = Gaps::default();
        text.chars().map(|c| self.pick(style, c, &mut gaps).advance).sum()
    }
}
