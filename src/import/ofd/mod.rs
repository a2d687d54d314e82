//! OFD files (GB/T 33190-2016): what each page draws is kept as characters and ruling lines, as of a PDF. Makers write
//! with and without the namespace, with and without a slash before paths, and in any case.

mod page;
mod parts;
mod paths;
mod pictures;

use super::drawn::{self, DrawnPage};
use super::input::Input;
use super::xml::Element;
use super::{ImportError, Imported, Importer};
use crate::format::Format;
use page::OfdPage;
use parts::Ofd;
use std::collections::{BTreeMap, BTreeSet};

/// More pages are no report.
const MOST_PAGES: usize = 2000;
/// Where every OFD begins.
const ROOT: &str = "OFD.xml";

pub const IMPORTER: Importer = Importer {
    format: Format { name: "OFD", extensions: &["ofd"] },
    is: |c| c.has_part_like(ROOT),
    read: Some(read),
};

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let mut package = input.into_package()?;
    let drawn = Ofd { package: &mut package, budget }.pages(name);
    budget.verdict(name)?;
    drawn::raw(drawn?, "OFD", name, budget).map(Imported::Raw)
}

impl Ofd<'_, '_> {
    /// What is drawn on each page of the first document.
    fn pages(&mut self, name: &str) -> Result<Vec<DrawnPage>, ImportError> {
        let damaged = || ImportError::Damaged { name: name.into() };
        let (root, ofd) = self.part("", ROOT).ok_or_else(damaged)?;
        let body = ofd.child("DocBody").ok_or_else(damaged)?;
        let document = body.child("DocRoot").map(Element::text).ok_or_else(damaged)?;
        let (at, document) = self.part(&root, &document).ok_or_else(damaged)?;
        let common = document.child("CommonData");
        let size = common.and_then(|c| c.child("PageArea")).and_then(page::size).unwrap_or((210.0, 297.0));
        let located =
            |e: &Element| Some((e.attribute("ID")?.to_string(), e.attribute("BaseLoc")?.to_string()));
        let templates = common.into_iter().flat_map(Element::elements).filter(|e| e.name == "TemplatePage");
        let mut under: BTreeMap<String, Element> = BTreeMap::new();
        for (id, place) in templates.filter_map(located) {
            under.extend(self.part(&at, &place).map(|(_, tree)| (id, tree)));
        }
        let pages = document.child("Pages").into_iter().flat_map(Element::elements);
        let pages: Vec<(String, String)> = pages
            .filter_map(|p| {
                Some((p.attribute("ID").unwrap_or_default().into(), p.attribute("BaseLoc")?.into()))
            })
            .collect();
        let mut over =
            document.child("Annotations").map(|a| self.laid_over(&at, &a.text())).unwrap_or_default();
        if pages.len() > MOST_PAGES {
            return Err(ImportError::TooMuch { name: name.into() });
        }
        let mut pictures = self.pictures(&at, common);
        let mut out = Vec::with_capacity(pages.len());
        for (id, place) in &pages {
            // A page that is not there is a document that is not whole.
            let (_, tree) = self.part(&at, place).ok_or_else(damaged)?;
            let size = tree.child("Area").and_then(page::size).unwrap_or(size);
            let mut reader = OfdPage::new(size, self.budget, &mut pictures);
            let templates = tree.elements().filter(|e| e.name == "Template");
            for t in templates.filter_map(|e| under.get(e.attribute("TemplateID")?)) {
                reader.content(t);
            }
            reader.content(&tree);
            let mut drawn = reader.end();
            drawn.laid_over.extend(over.remove(id).unwrap_or_default());
            out.push(drawn);
        }
        if out.is_empty() { Err(damaged()) } else { Ok(out) }
    }

    /// What was added over each page with a viewer, by the page's number; as `pdf::laid_over`.
    fn laid_over(&mut self, at: &str, named: &str) -> BTreeMap<String, BTreeSet<&'static str>> {
        let mut out: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        let Some((at, list)) = self.part(at, named) else { return out };
        for page in list.elements() {
            let Some(file) = page.child("FileLoc").map(Element::text) else { continue };
            let Some((_, tree)) = self.part(&at, &file) else { continue };
            let seen = |a: &&Element| !matches!(a.attribute("Visible"), Some("false" | "0"));
            let found = tree.elements().filter(seen).filter_map(|a| match a.attribute("Type")? {
                // A way to another place, the seal, the ground, a colour behind the words.
                "Link" | "Stamp" | "Watermark" | "Highlight" => None,
                _ if page::has_words(a) => Some("文字框"),
                _ => Some("图形"),
            });
            out.entry(page.attribute("PageID").unwrap_or_default().into()).or_default().extend(found);
        }
        out
    }
}
