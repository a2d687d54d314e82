//! Faces to print with: the bundled ones, and on request the official ones that the system has.

mod reserve;

use super::disk::Disk;
use super::folders;
use super::settings::FontChoice;
use crate::page::fonts::{Face, FontFile, Fonts, Style};
use fontdb::{Database, Family, ID, Query};
pub use reserve::Reserve;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest font file read.
const MOST: u64 = 64 << 20;

/// The official faces of each style by the names they are installed under, the best first.
const OFFICIAL: [(Style, &str, &[&str]); 4] = [
    (
        Style::Title,
        "小标宋",
        &[
            "方正小标宋_GBK",
            "方正小标宋简体",
            "FZXiaoBiaoSong-B05S",
            "FZXBSJW--GB1-0",
            "小标宋体",
            "华文中宋",
            "STZhongsong",
        ],
    ),
    (Style::Hei, "黑体", &["黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "FZHei-B01S"]),
    (
        Style::Kai,
        "楷体",
        &[
            "楷体_GB2312",
            "KaiTi_GB2312",
            "方正楷体_GBK",
            "方正楷体简体",
            "楷体",
            "KaiTi",
            "华文楷体",
            "STKaiti",
        ],
    ),
    (
        Style::Fang,
        "仿宋",
        &[
            "仿宋_GB2312",
            "FangSong_GB2312",
            "方正仿宋_GBK",
            "方正仿宋简体",
            "仿宋",
            "FangSong",
            "华文仿宋",
            "STFangsong",
        ],
    ),
];

/// The faces of a choice, and the names of those found in the system.
pub fn load(disk: &dyn Disk, choice: FontChoice) -> (Fonts, Vec<String>) {
    match choice {
        FontChoice::Bundled => (bundled(disk), Vec::new()),
        FontChoice::System => choose(bundled(disk), &mut installed(), &folders::fonts()),
    }
}

fn installed() -> Database {
    let mut known = Database::new();
    known.load_system_fonts();
    known
}

/// The bundled faces with, where it is found, the 仿宋 beside the program, else the system's.
pub fn bundled(disk: &dyn Disk) -> Fonts {
    let beside = |name: &str| folders::fonts().into_iter().map(|f| f.join(name)).find(|p| disk.exists(p));
    let fang = beside("FandolFang-Regular.otf").and_then(|p| mapped(&p));
    let lacking = fang.is_none();
    let mut fonts = Fonts::new(fang).seeking(Arc::new(Reserve::new(beside("rare.otf"), installed)));
    if lacking {
        let known = installed();
        let of = |(style, _, names): (Style, &str, &[&str])| {
            (style == Style::Fang).then(|| names.iter().find_map(|n| named(&known, n))).flatten()
        };
        let found = OFFICIAL.into_iter().find_map(of).filter(|(_, face)| face.may_be_embedded());
        if let Some((name, face)) = found {
            fonts.choose(Style::Fang, Arc::new(face));
            fonts.told.push(format!("没有找到自带的仿宋字体，正文用系统的“{name}”"));
        }
    }
    fonts
}

/// A font file as it stands on the disk: a document takes a few parts of seven megabytes, and only those are read.
#[allow(unsafe_code)]
fn mapped(path: &Path) -> Option<FontFile> {
    let mut one = Database::new();
    one.load_font_file(path).ok()?;
    let id = one.faces().next()?.id;
    // SAFETY: the file must not change while it is used. It is the program's own and, as the program's file itself,
    // replaced by a new one under its name, not written over.
    unsafe { one.make_shared_face_data(id) }.map(|(file, _)| file)
}

/// Puts the official faces among `known` and in `folders` before those of `fonts`, and names them; what is
/// lacking or may not be embedded is told.
pub fn choose(mut fonts: Fonts, known: &mut Database, folders: &[PathBuf]) -> (Fonts, Vec<String>) {
    for f in folders {
        known.load_fonts_dir(f);
    }
    let (mut found, mut lacking) = (Vec::new(), Vec::new());
    for (style, word, names) in OFFICIAL {
        match names.iter().find_map(|n| named(known, n)) {
            Some((name, face)) if face.may_be_embedded() => {
                fonts.choose(style, Arc::new(face));
                found.push(format!("{word}“{name}”"));
            }
            Some((name, _)) => {
                fonts.told.push(format!("系统的“{name}”不许嵌入文件，{word}用自带的字体代替"));
            }
            None => lacking.push(word),
        }
    }
    if !lacking.is_empty() {
        fonts.told.push(format!("系统里没有找到{}，用自带的字体代替", lacking.join("、")));
    }
    (fonts, found)
}

/// The face installed under a name.
fn named(known: &Database, name: &str) -> Option<(String, Face)> {
    let query = Query { families: &[Family::Name(name)], ..Query::default() };
    let id = known.query(&query)?;
    Some((name.to_string(), face(known, id)?))
}

fn face(known: &Database, id: ID) -> Option<Face> {
    let name: String = known.face(id)?.post_script_name.chars().filter(char::is_ascii_graphic).collect();
    let name = if name.is_empty() { "System".to_string() } else { name };
    known.with_face_data(id, |bytes, index| {
        let small = bytes.len() as u64 <= MOST;
        small.then(|| Face::parse(&name, Arc::new(bytes.to_vec()), index)).flatten()
    })?
}
