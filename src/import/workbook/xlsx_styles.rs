//! How the styles of an .xlsx make numbers and words look. ([ECMA-376] part 1, 18.8.)

use super::{NumberFormat, WordsLook};
use crate::import::marks::Script;
use crate::import::white::is_hex_white;
use crate::import::xml::Element;
use std::collections::BTreeMap;

/// How cells look, by the number of their style.
#[derive(Default)]
pub struct CellStyles {
    pub numbers: Vec<NumberFormat>,
    pub words: Vec<WordsLook>,
}

impl CellStyles {
    pub fn of(styles: &Element) -> CellStyles {
        CellStyles { numbers: numbers(styles), words: words(styles) }
    }
}

/// How a font makes words look.
pub fn look(font: &Element) -> WordsLook {
    let script = match font.value("vertAlign") {
        Some("superscript") => Script::Raised,
        Some("subscript") => Script::Lowered,
        _ => Script::Plain,
    };
    let white = font.child("color").is_some_and(is_white);
    WordsLook { struck: font.is_on("strike"), script, white, filled: false }
}

/// How the font and the ground of each style make words look.
fn words(styles: &Element) -> Vec<WordsLook> {
    let part = |name: &str| styles.child(name).into_iter().flat_map(Element::elements).collect::<Vec<_>>();
    let (fonts, fills) = (part("fonts"), part("fills"));
    let number = |x: &Element, name: &str| x.attribute(name).and_then(|n| n.parse::<usize>().ok());
    let own = |x: &Element| {
        let font = number(x, "fontId").and_then(|n| fonts.get(n));
        let fill = number(x, "fillId").and_then(|n| fills.get(n));
        let look = font.map(|f| look(f)).unwrap_or_default();
        match fill.zip(font.and_then(|f| f.child("color"))) {
            // Red on red is as good as white on white.
            Some((fill, color)) if is_same(fill, color) => WordsLook { white: true, filled: false, ..look },
            _ => WordsLook { filled: fill.is_some_and(|f| shows(f)), ..look },
        }
    };
    styles.child("cellXfs").iter().flat_map(|x| x.elements()).map(own).collect()
}

/// White, by itself, as the ground of the theme or by its old number.
fn is_white(color: &Element) -> bool {
    /// Darker by more than this the ground of the theme is grey.
    const SHADE: f64 = 0.06;
    is_whitish(color, SHADE)
}

/// The same of one that is darker by so much of the whole.
fn is_whitish(color: &Element, shade: f64) -> bool {
    // What is seen through it stands first.
    let rgb = color.attribute("rgb").map(|v| v.get(2..).filter(|_| v.len() == 8).unwrap_or(v));
    let tint = color.attribute("tint").and_then(|t| t.parse::<f64>().ok()).unwrap_or(0.0);
    let is = |name: &str, values: &[&str]| {
        color.attribute(name).is_some_and(|v| values.contains(&v.to_ascii_uppercase().as_str()))
    };
    rgb.and_then(is_hex_white) == Some(true)
        || (is("theme", &["0"]) && tint > -shade)
        || is("indexed", &["1", "9"])
}

/// Whether a ground is wholly of that colour.
fn is_same(fill: &Element, color: &Element) -> bool {
    let Some(pattern) = fill.child("patternFill") else { return false };
    let ground = pattern.child("fgColor").filter(|_| pattern.attribute("patternType") == Some("solid"));
    ground.is_some_and(|g| !g.attributes.is_empty() && g.attributes == color.attributes)
}

/// Whether white words are seen on that ground.
fn shows(fill: &Element) -> bool {
    let Some(pattern) = fill.child("patternFill") else { return true };
    let plain = matches!(pattern.attribute("patternType"), None | Some("none"));
    /// White words are hardly seen on anything lighter.
    const SHADE: f64 = 0.3;
    !plain && !pattern.child("fgColor").is_some_and(|c| is_whitish(c, SHADE))
}

fn numbers(styles: &Element) -> Vec<NumberFormat> {
    let codes: BTreeMap<&str, &str> = styles
        .child("numFmts")
        .iter()
        .flat_map(|f| f.elements())
        .filter_map(|f| Some((f.attribute("numFmtId")?, f.attribute("formatCode")?)))
        .collect();
    let look = |x: &Element| {
        let id = x.attribute("numFmtId").unwrap_or_default();
        NumberFormat::of(id.parse().unwrap_or(0), codes.get(id).copied())
    };
    styles.child("cellXfs").iter().flat_map(|x| x.elements()).map(look).collect()
}
