//! Faces by style, with a fallback for every character: never a box. Chinese needs no shaping, so a face is
//! its character map and widths.

pub use super::face::{Face, FontFile};
use super::shaping::ShapedWord;
use crate::chinese::signs::{is_accented, is_han, is_private};
use crate::form::bounds::at;
use crate::report::FaceRole;
use std::collections::{BTreeMap, BTreeSet};
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

impl Style {
    pub const ALL: [Style; 5] = [Style::Title, Style::Hei, Style::Kai, Style::Fang, Style::Song];

    /// The one of text that may have a face of its own.
    pub fn of(role: FaceRole) -> Style {
        match role {
            FaceRole::Title => Style::Title,
            FaceRole::Heading => Style::Hei,
            FaceRole::Subheading => Style::Kai,
            FaceRole::Body => Style::Fang,
        }
    }
}

/// What there is of a face that is asked for by name.
#[derive(Clone)]
pub enum NamedFace {
    Found(Arc<Face>),
    /// Its licence lets no file carry it.
    NotToBeEmbedded,
    Unknown,
}

/// Faces that are looked for only when a document asks for them.
pub trait MoreFaces: Send + Sync {
    /// The face installed under a name.
    fn named(&self, name: &str) -> NamedFace;
    /// The names of the installed ones that have Chinese characters.
    fn names(&self) -> Vec<String>;
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
        files.into_iter().filter_map(|(n, b)| Face::parse(n, Arc::new(b), 0)).map(Arc::new).collect()
    })
}

impl Fonts {
    /// The bundled faces, with the file of a 仿宋 for the body where there is one.
    pub fn new(fang: Option<FontFile>) -> Fonts {
        let mut faces = bundled().to_vec();
        let fang = fang.and_then(|b| Face::parse("FandolFang", b, 0));
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

    /// With the faces that a style names; what is not to be had is told. None where it names none.
    pub fn named(&self, names: &BTreeMap<FaceRole, String>) -> Option<Fonts> {
        if names.is_empty() {
            return None;
        }
        let mut with = self.clone();
        for (role, name) in names {
            let (what, _) = role.words();
            let word = match self.more.as_ref().map_or(NamedFace::Unknown, |m| m.named(name)) {
                NamedFace::Found(face) => {
                    with.choose(Style::of(*role), face);
                    continue;
                }
                NamedFace::NotToBeEmbedded => "不许嵌入文件",
                NamedFace::Unknown => "在这台电脑上没有",
            };
            with.told.push(format!(
                "{what}的字体“{name}”{word}，PDF 和 OFD 里用自带的字体代替；Word 文件里写的仍是“{name}”"
            ));
        }
        Some(with)
    }

    /// The names of faces that a style can name here.
    pub fn at_hand(&self) -> Vec<String> {
        self.more.as_ref().map(|m| m.names()).unwrap_or_default()
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
        // What a private one is meant to be, no face knows.
        lacking.retain(|c| !is_private(*c));
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
        self.found(rest, ch, full).filter(|_| !is_private(ch)).unwrap_or_else(|| self.lost(style, ch, gaps))
    }

    /// What stands for a character that can't be set.
    pub fn lost(&self, style: Style, ch: char, gaps: &mut Gaps) -> Picked {
        gaps.nowhere.insert(ch);
        let (meant, filling) = Fonts::bundled(style, SUBSTITUTE);
        let faces = at(&self.chosen, style as usize).into_iter().chain(meant.iter().chain(filling).copied());
        let none = Picked { face: 0, gid: 0, advance: 1.0 };
        self.found(faces, SUBSTITUTE, false).unwrap_or(none)
    }

    /// A word whose letters join or stack, by the first face that has them all and joins them; and which that is.
    pub fn joined(&self, style: Style, word: &[char]) -> Option<(usize, ShapedWord)> {
        let own = at(&self.chosen, style as usize).into_iter();
        own.chain(0..self.faces.len()).find_map(|i| Some((i, self.faces.get(i)?.joined(word)?)))
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
