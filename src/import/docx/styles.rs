//! What of a Word document's characters is bold or underlined against the usual of their paragraph: by their own
//! properties, their style, and that of the paragraph (ECMA-376 part 1, 17.7.2 and 17.7.3).

use crate::import::raw::Emphasis;
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
}

/// What properties say, where they say anything.
#[derive(Clone, Copy, Default)]
struct OwnLook {
    bold: Option<bool>,
    underline: Option<bool>,
}

impl OwnLook {
    fn of(properties: Option<&Element>) -> OwnLook {
        let Some(p) = properties else { return OwnLook::default() };
        let said = |name: &str| p.child(name).map(|_| p.is_on(name));
        OwnLook { bold: said("b"), underline: said("u") }
    }
    /// What is not said here is said there.
    fn or(self, other: OwnLook) -> OwnLook {
        OwnLook { bold: self.bold.or(other.bold), underline: self.underline.or(other.underline) }
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
                link: name.to_ascii_lowercase().ends_with("hyperlink"),
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
    pub fn paragraph(&self, style: Option<&str>) -> ParagraphLook<'_> {
        ParagraphLook { styles: self, said: self.said(style.or(self.usual.as_deref())) }
    }
}

/// What is usual in a paragraph.
#[derive(Clone, Copy)]
pub(super) struct ParagraphLook<'a> {
    styles: &'a Styles,
    said: OwnLook,
}

impl ParagraphLook<'_> {
    /// How a run with these properties stands out in it.
    pub fn emphasis(&self, properties: Option<&Element>) -> Emphasis {
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
