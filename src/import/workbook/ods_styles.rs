//! How the styles of an .ods make words look: by what they say, and else by what they come from. (OpenDocument 1.3,
//! part 3, 16.2, 16.30.)

use super::super::xml::Element;
use super::WordsLook;
use crate::import::marks::Script;
use crate::import::white::is_hex_white;
use std::collections::BTreeMap;

/// Attributes of styles that are asked for.
pub const ATTRIBUTES: [&str; 8] = [
    "text-line-through-type",
    "text-line-through-style",
    "text-position",
    "color",
    "background-color",
    "name",
    "family",
    "parent-style-name",
];

/// A style goes back to no more than so many others.
const MOST_PARENTS: usize = 11;

/// What a style says itself, where it says anything.
#[derive(Default)]
struct SaidLook<'a> {
    parent: Option<&'a str>,
    struck: Option<bool>,
    script: Option<Script>,
    white: Option<bool>,
    filled: Option<bool>,
}

impl SaidLook<'_> {
    fn of(style: &Element) -> SaidLook<'_> {
        let parent = style.attribute("parent-style-name");
        let ground =
            |e: &Element| e.attribute("background-color").map(|c| c != "transparent" && !is_white(c));
        let filled = style.elements().find_map(ground);
        let Some(p) = style.child("text-properties") else {
            return SaidLook { parent, filled, ..SaidLook::default() };
        };
        let script =
            p.attribute("text-position").and_then(|t| t.split_whitespace().next()).map(|by| match by {
                "super" => Script::Raised,
                "sub" => Script::Lowered,
                percent => match percent.trim_end_matches('%').parse::<f64>() {
                    Ok(by) if by > 0.0 => Script::Raised,
                    Ok(by) if by < 0.0 => Script::Lowered,
                    _ => Script::Plain,
                },
            });
        let lined = |name| p.attribute(name).map(|s| s != "none");
        let struck = match (lined("text-line-through-style"), lined("text-line-through-type")) {
            (None, None) => None,
            (a, b) => Some(a == Some(true) || b == Some(true)),
        };
        SaidLook { parent, struck, script, white: p.attribute("color").map(is_white), filled }
    }
}

fn is_white(color: &str) -> bool {
    color.strip_prefix('#').and_then(is_hex_white) == Some(true)
}

/// The styles of cells, paragraphs and words by their names.
pub struct StyleLooks<'a>(BTreeMap<&'a str, SaidLook<'a>>);

impl<'a> StyleLooks<'a> {
    /// Of the workbook's common styles and its sheets' own.
    pub fn of(trees: impl IntoIterator<Item = &'a Element>) -> StyleLooks<'a> {
        let parts = trees.into_iter().flat_map(|t| [t.child("styles"), t.child("automatic-styles")]);
        let styles = parts.flatten().flat_map(Element::elements);
        let of_words = |s: &&Element| {
            s.attribute("family").is_none_or(|f| matches!(f, "table-cell" | "paragraph" | "text"))
        };
        StyleLooks(
            styles.filter(of_words).filter_map(|s| Some((s.attribute("name")?, SaidLook::of(s)))).collect(),
        )
    }

    /// How words look that have this style, in the look of what they stand in.
    pub fn look(&self, style: Option<&str>, around: WordsLook) -> WordsLook {
        let of = |name: Option<&'a str>| self.0.get(name?);
        let first = style.and_then(|s| self.0.get(s));
        let chain = || std::iter::successors(first, |s| of(s.parent)).take(MOST_PARENTS);
        WordsLook {
            struck: chain().find_map(|s| s.struck).unwrap_or(around.struck),
            script: chain().find_map(|s| s.script).unwrap_or(around.script),
            white: chain().find_map(|s| s.white).unwrap_or(around.white),
            filled: chain().find_map(|s| s.filled).unwrap_or(around.filled),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::budget::Budget;
    use crate::import::xml;

    #[test]
    fn a_style_looks_as_what_it_comes_from_but_for_what_it_says() {
        let source = "<d><styles><style name='Struck' family='table-cell'>\
                      <text-properties text-line-through-style='solid'/></style>\
                      <style name='ce3' family='graphic'><text-properties text-line-through-style='solid'/></style></styles>\
                      <automatic-styles><style name='ce1' family='table-cell' parent-style-name='Struck'/>\
                      <style name='ce2' family='table-cell' parent-style-name='Struck'>\
                      <text-properties text-line-through-style='none' text-position='33% 58%'/></style>\
                      <style name='round' parent-style-name='round'/></automatic-styles></d>";
        let tree = xml::parse(source, &ATTRIBUTES, &Budget::default()).expect("a tree");
        let looks = StyleLooks::of([&tree]);
        let plain = WordsLook::default();
        let look = |style| looks.look(Some(style), plain);
        assert_eq!(look("ce1"), WordsLook { struck: true, ..plain });
        assert_eq!(look("ce2"), WordsLook { script: Script::Raised, ..plain });
        assert_eq!([look("ce3"), look("round"), look("none")], [plain; 3]);
    }
}
