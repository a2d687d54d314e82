//! What of a Word document's characters is bold or underlined against the usual of their paragraph, struck out, hidden
//! or raised: by their own properties, their style, and that of the paragraph (ECMA-376 part 1, 17.7.2 and 17.7.3).

use crate::import::marks::Script;
use crate::import::raw::Emphasis;
use crate::import::white::is_hex_white;
use crate::import::xml::Element;
use std::collections::{BTreeMap, BTreeSet};

/// The looks of styles, by their ids.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, StyleLook>,
    /// That of paragraphs that name none.
    usual: Option<String>,
    /// What the document says of all characters.
    all: OwnLook,
}

/// A style by itself.
#[derive(Clone, Default)]
struct StyleLook {
    based_on: Option<String>,
    said: OwnLook,
    /// It is the look of what leads elsewhere.
    link: bool,
    /// It is the look of words below a picture.
    caption: bool,
    /// Something in it has a colour behind it.
    shades: bool,
}

/// What properties say, where they say anything.
#[derive(Clone, Copy, Default)]
struct OwnLook {
    bold: Option<bool>,
    underline: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
    script: Option<Script>,
    white: Option<bool>,
    /// There is a colour behind it.
    shaded: Option<bool>,
    /// Letters that nobody can read: of a point, or of no width.
    tiny: Option<bool>,
    /// The font has signs in the place of letters.
    symbols: Option<bool>,
}

/// How a run looks.
#[derive(Clone, Copy, Default)]
pub(super) struct RunLook {
    pub emphasis: Emphasis,
    /// Struck out, white on white, or too small to be read.
    pub struck: bool,
    /// Its letters are shown as signs.
    pub symbols: bool,
    pub hidden: bool,
    pub script: Script,
}

impl OwnLook {
    fn of(properties: Option<&Element>) -> OwnLook {
        let Some(p) = properties else { return OwnLook::default() };
        let said = |name: &str| p.child(name).map(|_| p.is_on(name));
        let either = |a: &str, b: &str| match (said(a), said(b)) {
            (None, None) => None,
            (a, b) => Some(a == Some(true) || b == Some(true)),
        };
        OwnLook {
            bold: said("b"),
            underline: said("u"),
            struck: either("strike", "dstrike"),
            hidden: either("vanish", "specVanish"),
            script: script(p),
            white: effect(p).or(p.child("color").map(|c| is_white(c) || is_ground(p, c))),
            shaded: p
                .child("shd")
                .map(|s| shades(s) && !p.child("color").is_some_and(|c| is_ground(p, c)))
                .or(p.value("highlight").map(|h| h != "none")),
            tiny: is_tiny(p),
            symbols: p.child("rFonts").and_then(|f| f.attribute("ascii")).map(has_symbols),
        }
    }
    /// What is not said here is said there.
    fn or(self, other: OwnLook) -> OwnLook {
        OwnLook {
            bold: self.bold.or(other.bold),
            underline: self.underline.or(other.underline),
            struck: self.struck.or(other.struck),
            hidden: self.hidden.or(other.hidden),
            script: self.script.or(other.script),
            white: self.white.or(other.white),
            shaded: self.shaded.or(other.shaded),
            tiny: self.tiny.or(other.tiny),
            symbols: self.symbols.or(other.symbols),
        }
    }
}

/// As white as paper, or nearly so.
fn is_white(color: &Element) -> bool {
    let said = color.attribute("val").filter(|v| v.len() == 6).and_then(is_hex_white);
    // A shade of the paper's colour is grey: what it comes to is said beside its name.
    said.unwrap_or(matches!(color.attribute("themeColor"), Some("background1" | "light1")))
}

/// What a text effect fills its letters with, where it says so: nothing, what is seen through, or white.
fn effect(p: &Element) -> Option<bool> {
    let fill = p.child("textFill")?;
    let clear = fill.all_of("alpha").iter().any(|a| a.attribute("val").is_some_and(|v| v == "100000"));
    let white =
        fill.all_of("srgbClr").iter().any(|c| c.attribute("val").and_then(is_hex_white) == Some(true));
    let paper = fill.all_of("schemeClr").iter().any(|c| matches!(c.attribute("val"), Some("bg1" | "lt1")));
    Some(fill.child("noFill").is_some() || clear || white || paper && fill.all_of("lumMod").is_empty())
}

/// Whether the colour is that of what lies behind it.
fn is_ground(p: &Element, color: &Element) -> bool {
    let fill = p.child("shd").and_then(|s| s.attribute("fill"));
    fill.is_some_and(|f| f != "auto" && color.attribute("val").is_some_and(|c| c.eq_ignore_ascii_case(f)))
}

/// Of two points or less, or drawn out to no width.
fn is_tiny(p: &Element) -> Option<bool> {
    let number = |name: &str| p.value(name).and_then(|v| v.parse::<u32>().ok());
    let (size, width) = (number("sz").map(|s| s <= 4), number("w").map(|w| w <= 5));
    size.or(width).map(|_| size == Some(true) || width == Some(true))
}

/// Fonts of signs; those that are written as such by their code are read in `words`.
fn has_symbols(font: &str) -> bool {
    ["wingdings", "webdings"].iter().any(|f| font.to_lowercase().starts_with(f))
}

/// Whether it is a colour that white words are seen on.
pub(super) fn shades(shd: &Element) -> bool {
    let fill = shd.attribute("fill").is_some_and(|f| f != "auto" && !f.eq_ignore_ascii_case("ffffff"));
    fill || shd.attribute("val").is_some_and(|v| v != "clear" && v != "nil")
}

fn any_shades(e: &Element) -> bool {
    e.elements().any(|c| if c.name == "shd" { shades(c) } else { any_shades(c) })
}

/// Raised by its alignment, or by so many half points that it is no line of its own.
fn script(p: &Element) -> Option<Script> {
    const APART: i32 = 4;
    let moved = || p.value("position")?.parse::<i32>().ok().filter(|n| n.abs() >= APART);
    match p.value("vertAlign") {
        Some("superscript") => Some(Script::Raised),
        Some("subscript") => Some(Script::Lowered),
        said => moved()
            .map(|n| if n > 0 { Script::Raised } else { Script::Lowered })
            .or(said.map(|_| Script::Plain)),
    }
}

impl Styles {
    pub fn of(part: &Element) -> Styles {
        let defaults = part.child("docDefaults").and_then(|d| d.child("rPrDefault")?.child("rPr"));
        let mut out = Styles { all: OwnLook::of(defaults), ..Styles::default() };
        for style in part.elements().filter(|e| e.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let is_default = matches!(style.attribute("default"), Some("1" | "true" | "on"));
            if is_default && style.attribute("type") == Some("paragraph") {
                out.usual = Some(id.into());
            }
            let name = style.value("name").unwrap_or_default();
            let look = StyleLook {
                based_on: style.value("basedOn").map(str::to_string),
                said: OwnLook::of(style.child("rPr")),
                shades: any_shades(style),
                link: name.to_ascii_lowercase().ends_with("hyperlink"),
                caption: name.eq_ignore_ascii_case("caption") || name == "题注",
            };
            out.by_id.insert(id.into(), look);
        }
        out
    }

    /// What a style says with those that it is based on.
    fn said(&self, id: Option<&str>) -> OwnLook {
        let (mut said, mut id, mut met) = (OwnLook::default(), id, BTreeSet::new());
        while let Some(look) = id.filter(|id| met.insert(*id)).and_then(|id| self.by_id.get(id)) {
            said = said.or(look.said);
            id = look.based_on.as_deref();
        }
        said
    }

    /// The look of a paragraph of that style.
    pub fn paragraph(&self, style: Option<&str>, shaded: bool) -> ParagraphLook<'_> {
        ParagraphLook { styles: self, said: self.said(style.or(self.usual.as_deref())), shaded }
    }

    /// Whether a paragraph of that style says what is shown above it.
    pub fn captions(&self, id: Option<&str>) -> bool {
        id.and_then(|id| self.by_id.get(id)).is_some_and(|s| s.caption)
    }

    /// Whether a table of that style has a colour behind any of its cells.
    pub fn shades_tables(&self, id: Option<&str>) -> bool {
        let (mut id, mut met) = (id, BTreeSet::new());
        while let Some(look) = id.filter(|id| met.insert(*id)).and_then(|id| self.by_id.get(id)) {
            if look.shades {
                return true;
            }
            id = look.based_on.as_deref();
        }
        false
    }
}

/// What is usual in a paragraph.
#[derive(Clone, Copy)]
pub(super) struct ParagraphLook<'a> {
    styles: &'a Styles,
    said: OwnLook,
    /// There is a colour behind it.
    shaded: bool,
}

impl ParagraphLook<'_> {
    /// How a run with these properties looks in it.
    pub fn run(&self, properties: Option<&Element>) -> RunLook {
        let style = self.styles.said(properties.and_then(|p| p.value("rStyle")));
        let said = OwnLook::of(properties).or(style).or(self.said).or(self.styles.all);
        let white = said.white == Some(true) && said.shaded != Some(true) && !self.shaded;
        RunLook {
            emphasis: self.emphasis(properties),
            struck: said.struck.unwrap_or(false) || said.tiny.unwrap_or(false) || white,
            symbols: said.symbols.unwrap_or(false),
            hidden: said.hidden.unwrap_or(false),
            script: said.script.unwrap_or_default(),
        }
    }

    fn emphasis(&self, properties: Option<&Element>) -> Emphasis {
        let own = OwnLook::of(properties);
        let id = properties.and_then(|p| p.value("rStyle"));
        let is_link = id.and_then(|id| self.styles.by_id.get(id)).is_some_and(|s| s.link);
        let (style, all) = (self.styles.said(id), self.styles.all);
        let on = |said: Option<bool>| said.unwrap_or(false);
        // Bold in a bold paragraph's style is not bold.
        let usual = on(all.bold) || on(self.said.bold);
        let bold = own.bold.unwrap_or(on(all.bold) || on(self.said.bold) != on(style.bold));
        let lined = on(self.said.or(all).underline);
        let underline = own.underline.or(style.underline).unwrap_or(lined);
        Emphasis { bold: bold && !usual, underline: underline && !lined && !is_link }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::budget::Budget;
    use crate::import::xml::parse;

    #[test]
    fn a_style_strikes_out_hides_and_raises_as_a_run_itself_does() {
        let read = |xml: &str| {
            parse(&format!("<x>{xml}</x>"), &["styleId", "type", "val"], &Budget::default()).expect("a part")
        };
        let styles = Styles::of(&read(
            "<style type='character' styleId='a'><rPr><strike/></rPr></style>\
             <style type='character' styleId='b'><basedOn val='a'/><rPr><vanish/></rPr></style>\
             <style type='paragraph' styleId='c'><rPr><vertAlign val='superscript'/></rPr></style>",
        ));
        let look = |paragraph: Option<&str>, run: &str| {
            let l = styles.paragraph(paragraph, false).run(Some(&read(run)));
            (l.struck, l.hidden, l.script)
        };
        assert_eq!(look(None, "<rStyle val='a'/>"), (true, false, Script::Plain));
        assert_eq!(look(None, "<rStyle val='b'/>"), (true, true, Script::Plain));
        assert_eq!(look(None, "<rStyle val='a'/><strike val='0'/>"), (false, false, Script::Plain));
        assert_eq!(look(Some("c"), ""), (false, false, Script::Raised));
        assert_eq!(look(Some("c"), "<vertAlign val='baseline'/>"), (false, false, Script::Plain));
        assert_eq!(look(None, "<position val='-8'/>"), (false, false, Script::Lowered));
    }
}
