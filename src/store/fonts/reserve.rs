//! Faces for characters that no other has: the rare Hanzi beside the program, then whatever is installed.

use super::face;
use crate::chinese::signs::{is_han, is_joined};
use crate::page::font_file::{draws, has_glyph};
use crate::page::fonts::{Face, MoreFaces, NamedFace};
use fontdb::{Database, ID, Style, Weight};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Installed families that are asked first: 宋体 before others, the plain ones before their supplements.
const FIRST: [&str; 12] = [
    "宋体",
    "SimSun",
    "方正书宋_GBK",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "KaiTi",
    "SimHei",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
];
/// Faces that have a box for every character.
const BOXES: [&str; 3] = ["LastResort", "Last Resort", "Adobe Blank"];

/// Looked for when first asked, and what was found is remembered: each page of a preview asks again.
pub struct Reserve {
    rare: Option<PathBuf>,
    rare_face: OnceLock<Option<Arc<Face>>>,
    load: fn() -> Database,
    known: OnceLock<(Database, Vec<ID>)>,
    asked: Mutex<FoundFaces>,
    named: Mutex<BTreeMap<String, NamedFace>>,
}

/// What was found of the installed ones.
#[derive(Default)]
struct FoundFaces {
    of: BTreeMap<char, Option<ID>>,
    /// `None` may not be embedded.
    faces: BTreeMap<ID, Option<Arc<Face>>>,
}

impl Reserve {
    /// The file of rare Hanzi, and how the installed faces are found.
    pub fn new(rare: Option<PathBuf>, load: fn() -> Database) -> Reserve {
        Reserve {
            rare,
            rare_face: OnceLock::new(),
            load,
            known: OnceLock::new(),
            asked: Mutex::default(),
            named: Mutex::default(),
        }
    }

    fn known(&self) -> &(Database, Vec<ID>) {
        self.known.get_or_init(|| {
            let known = (self.load)();
            let plain = known.faces().filter(|f| f.style == Style::Normal && !is_boxes(&f.post_script_name));
            let rank = |f: &fontdb::FaceInfo| {
                let named = |n: &&str| f.families.iter().any(|(family, _)| family == *n);
                let place = FIRST.iter().position(named).unwrap_or(FIRST.len());
                (place, f.weight.0.abs_diff(Weight::NORMAL.0), f.post_script_name.clone(), f.index)
            };
            let mut ranked: Vec<_> = plain.map(|f| (rank(f), f.id)).collect();
            ranked.sort();
            (known, ranked.into_iter().map(|(_, id)| id).collect())
        })
    }

    /// Faces for letters that join, which they do within one face: for those of each script, the best that has them all.
    fn having_all(&self, joined: &[char], faces: &mut BTreeMap<ID, Option<Arc<Face>>>) -> BTreeSet<ID> {
        let (known, ids) = self.known();
        let read = |id: ID| face(known, id).filter(Face::may_be_embedded).map(Arc::new);
        // Scripts stand in blocks of their own.
        let scripts = joined.chunk_by(|a, b| u32::from(*b).abs_diff(u32::from(*a)) < 0x300);
        let best = |script: &[char]| {
            let has = |id: ID| {
                let draws = |bytes: &[u8], index| script.iter().all(|c| has_glyph(bytes, index, *c));
                known.with_face_data(id, draws) == Some(true)
            };
            ids.iter().copied().find(|id| has(*id) && faces.entry(*id).or_insert_with(|| read(*id)).is_some())
        };
        scripts.filter_map(best).collect()
    }

    /// The best installed face that has a character and may be embedded. It follows from the character alone,
    /// whatever was asked before: equal documents get equal faces.
    fn having(&self, ch: char, faces: &mut BTreeMap<ID, Option<Arc<Face>>>) -> Option<ID> {
        let (known, ids) = self.known();
        let has = |id: ID| known.with_face_data(id, |bytes, index| draws(bytes, index, ch)) == Some(true);
        let read = |id: ID| face(known, id).filter(Face::may_be_embedded).map(Arc::new);
        ids.iter().copied().find(|id| has(*id) && faces.entry(*id).or_insert_with(|| read(*id)).is_some())
    }
}

fn is_boxes(name: &str) -> bool {
    BOXES.iter().any(|b| name.contains(b))
}

/// What a face is called: by its Chinese name where it has one.
fn called(face: &fontdb::FaceInfo) -> Option<&str> {
    let names = || face.families.iter().map(|(name, _)| name.as_str());
    names().find(|n| n.contains(is_han)).or_else(|| names().next())
}

impl MoreFaces for Reserve {
    fn named(&self, name: &str) -> NamedFace {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let look = || match super::named(&self.known().0, name) {
            Some((_, face)) if face.may_be_embedded() => NamedFace::Found(Arc::new(face)),
            Some(_) => NamedFace::NotToBeEmbedded,
            None => NamedFace::Unknown,
        };
        named.entry(name.to_string()).or_insert_with(look).clone()
    }

    fn names(&self) -> Vec<String> {
        /// Whoever has it has Chinese.
        const COMMON: char = '国';
        let (known, ids) = self.known();
        let has =
            |id: &ID| known.with_face_data(*id, |bytes, index| draws(bytes, index, COMMON)) == Some(true);
        let mut seen = BTreeSet::new();
        let mut faces = ids.iter().filter(|id| has(id)).filter_map(|id| known.face(*id));
        let mut out = Vec::new();
        while let Some(name) = faces.by_ref().find_map(called) {
            if seen.insert(name.to_string()) {
                out.push(name.to_string());
            }
        }
        out
    }

    fn rare(&self) -> Option<Arc<Face>> {
        let read = || {
            let mut one = Database::new();
            one.load_font_file(self.rare.as_ref()?).ok()?;
            let id = one.faces().next()?.id;
            face(&one, id).map(Arc::new)
        };
        self.rare_face.get_or_init(read).clone()
    }

    fn installed(&self, lacking: &BTreeSet<char>) -> Vec<Arc<Face>> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let FoundFaces { of, faces } = &mut *asked;
        let best = |ch: &char| *of.entry(*ch).or_insert_with(|| self.having(*ch, faces));
        let (joined, others): (Vec<char>, Vec<char>) = lacking.iter().partition(|c| is_joined(**c));
        let mut ids: BTreeSet<ID> = others.iter().filter_map(best).collect();
        ids.extend(self.having_all(&joined, faces));
        let (_, ranked) = self.known();
        let chosen = ranked.iter().filter(|id| ids.contains(id));
        chosen.filter_map(|id| faces.get(id).cloned().flatten()).collect()
    }
}
