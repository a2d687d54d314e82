//! Faces by style, with a fallback for every character: never a box. Chinese needs no shaping, so a face is
//! its character map and widths.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

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

/// A font file taken apart.
pub struct Face {
    pub name: &'static str,
    pub bytes: Cow<'static, [u8]>,
    pub units: u16,
    pub ascent: i16,
    pub descent: i16,
    pub bounds: [i16; 4],
    /// Character → glyph, advance in font units. Looked up only, never walked.
    glyphs: HashMap<char, (u16, u16)>,
}

impl Face {
    /// Reads a font file; `None` if it is none.
    pub fn parse(name: &'static str, bytes: Cow<'static, [u8]>) -> Option<Face> {
        let face = ttf_parser::Face::parse(&bytes, 0).ok()?;
        let mut glyphs = HashMap::new();
        let maps = face.tables().cmap?.subtables;
        for map in maps.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            map.codepoints(|c| {
                if let (Some(ch), Some(g)) = (char::from_u32(c), map.glyph_index(c)) {
                    glyphs.entry(ch).or_insert((g.0, face.glyph_hor_advance(g).unwrap_or(0)));
                }
            });
        }
        let b = face.global_bounding_box();
        let bounds = [b.x_min, b.y_min, b.x_max, b.y_max];
        let (units, ascent, descent) = (face.units_per_em(), face.ascender(), face.descender());
        Some(Face { name, bytes, units, ascent, descent, bounds, glyphs })
    }
    /// Glyph of a character and its advance in em.
    fn glyph(&self, ch: char) -> Option<(u16, f32)> {
        let (g, w) = self.glyphs.get(&ch)?;
        Some((*g, f32::from(*w) / f32::from(self.units.max(1))))
    }
}

/// All faces. Cheap to clone.
#[derive(Clone)]
pub struct Fonts {
    pub faces: Vec<Arc<Face>>,
    /// Whether the body stands in its own 仿宋 rather than in 楷体.
    pub has_fang: bool,
}

/// Stands for a character that no face has.
const SUBSTITUTE: char = '〓';

/// Places of the faces in `Fonts::faces`.
const TITLE: usize = 0;
const HEI: usize = 1;
const KAI: usize = 2;
const SONG: usize = 3;
const FANG: usize = 4;

/// The faces compiled in, taken apart once.
fn bundled() -> &'static [Arc<Face>] {
    static FACES: OnceLock<Vec<Arc<Face>>> = OnceLock::new();
    FACES.get_or_init(|| {
        let files: [(&'static str, &'static [u8]); 4] = [
            ("GongkaiTitle", include_bytes!("../../assets/fonts/title.otf")),
            ("GongkaiHei", include_bytes!("../../assets/fonts/hei.otf")),
            ("GongkaiKai", include_bytes!("../../assets/fonts/kai.ttf")),
            ("GongkaiSong", include_bytes!("../../assets/fonts/song.otf")),
        ];
        files.into_iter().filter_map(|(n, b)| Face::parse(n, Cow::Borrowed(b))).map(Arc::new).collect()
    })
}

impl Fonts {
    /// The bundled faces, with the bytes of a 仿宋 for the body where there is one.
    pub fn new(fang: Option<Vec<u8>>) -> Fonts {
        let mut faces = bundled().to_vec();
        let fang = fang.and_then(|b| Face::parse("FandolFang", Cow::Owned(b)));
        let has_fang = fang.is_some();
        faces.extend(fang.map(Arc::new));
        Fonts { faces, has_fang }
    }

    fn chain(style: Style, ch: char) -> [usize; 5] {
        // Digits and Latin of the body come from a face with lining figures.
        let latin = ch.is_ascii();
        match style {
            Style::Title => [TITLE, SONG, HEI, KAI, FANG],
            Style::Hei => [HEI, SONG, KAI, TITLE, FANG],
            Style::Kai if latin => [SONG, KAI, HEI, TITLE, FANG],
            Style::Kai => [KAI, SONG, HEI, FANG, TITLE],
            Style::Fang if latin => [SONG, FANG, KAI, HEI, TITLE],
            Style::Fang => [FANG, SONG, KAI, HEI, TITLE],
            Style::Song => [SONG, FANG, KAI, HEI, TITLE],
        }
    }

    /// Face, glyph and advance (in em) of a character; false if a substitute stands for it.
    pub fn glyph(&self, style: Style, ch: char) -> (usize, u16, f32, bool) {
        // Chinese quotes, dashes and dots are a full character wide; some faces have narrow ones.
        let full = matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
        let ch = if ch == '\u{a0}' { ' ' } else { ch };
        let chain = Fonts::chain(style, ch);
        let known = |c: char| {
            chain
                .iter()
                .filter_map(move |f| self.faces.get(*f).and_then(|x| x.glyph(c)).map(|(g, w)| (*f, g, w)))
        };
        let pick = known(ch).find(|g| !full || g.2 > 0.9).or_else(|| known(ch).next());
        match pick {
            Some((f, g, w)) => (f, g, w, true),
            None => {
                let (f, g, w) = known(SUBSTITUTE).next().unwrap_or((0, 0, 1.0));
                (f, g, w, false)
            }
        }
    }

    /// Width of a text in em.
    pub fn width(&self, style: Style, text: &str) -> f32 {
        text.chars().map(|c| self.glyph(style, c).2).sum()
    }
}
