//! How cells look: the faces of the form, rules, what is open; how high a row of words is.

use crate::chinese::signs::is_han;
use crate::form::grid::Content;
use crate::form::grid::Tile;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// 五号
const SIZE: f64 = 10.5;
/// A line of it.
const LINE: f64 = 15.0;
/// No row is higher.
pub const HIGHEST: f64 = 409.0;
/// What is reckoned is shaded on the screen.
const RECKONED: Color = Color::RGB(0x00F2_F2F2);

pub struct Looks {
    pub title: Format,
    caption: Format,
    label: Format,
    /// The innermost label of a row.
    leaf: Format,
    /// A number that is typed.
    pub entry: Format,
    /// A total that follows its parts.
    pub total: Format,
    /// What is to be done.
    pub hint: Format,
    pub heading: Format,
    /// The name of what stands beside it.
    pub name: Format,
    /// Words that are typed.
    pub words: Format,
}

impl Looks {
    pub fn new() -> Looks {
        let plain = |face: &str| Format::new().set_font_name(face).set_font_size(SIZE).set_text_wrap();
        let boxed = |f: Format| f.set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let centred = |f: Format| f.set_align(FormatAlign::Center);
        let left = |f: Format| f.set_align(FormatAlign::Left);
        let (fang, hei, song) = ("仿宋_GB2312", "黑体", "宋体");
        let title = Format::new().set_font_name("方正小标宋简体").set_font_size(18).set_text_wrap();
        let number = Format::new().set_font_name(song).set_font_size(SIZE).set_shrink();
        Looks {
            title: centred(title.set_align(FormatAlign::VerticalCenter)),
            caption: centred(boxed(plain(hei))),
            label: centred(boxed(plain(fang))),
            leaf: left(boxed(plain(fang))).set_indent(1),
            entry: centred(boxed(number.clone())).set_unlocked(),
            total: centred(boxed(number)).set_background_color(RECKONED),
            hint: left(plain("楷体_GB2312").set_align(FormatAlign::VerticalCenter)),
            heading: left(boxed(plain(hei).set_font_size(12))).set_background_color(RECKONED),
            name: centred(boxed(plain(fang))),
            words: left(boxed(plain(fang))).set_indent(1).set_num_format("@").set_unlocked(),
        }
    }

    /// Of the words of a tile.
    pub fn tile(&self, tile: &Tile, label_cols: usize) -> &Format {
        match tile.content {
            Content::Caption(_) => &self.caption,
            Content::Label(_) if tile.col > 0 && tile.right() == label_cols => &self.leaf,
            _ => &self.label,
        }
    }
}

/// Height of words in columns as wide as so many digits, and of a blank line.
pub fn height(words: &str, width: f64) -> f64 {
    let wide = |c: char| if is_han(c) || !c.is_ascii() { 2.0 } else { 1.05 };
    let lines = |line: &str| {
        let needed: f64 = line.chars().map(wide).sum();
        (needed / (width - 3.0).max(1.0)).ceil().max(1.0)
    };
    words.lines().map(lines).sum::<f64>().max(1.0) * LINE + 4.0
}
