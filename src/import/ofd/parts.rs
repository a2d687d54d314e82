//! The parts of an OFD, by the names that other parts have for them.

use crate::import::budget::Budget;
use crate::import::package::Package;
use crate::import::xml::Element;

/// Attributes that are read of all parts.
const ATTRIBUTES: [&str; 22] = [
    "ID",
    "BaseLoc",
    "TemplateID",
    "Boundary",
    "CTM",
    "Size",
    "HScale",
    "Visible",
    "X",
    "Y",
    "DeltaX",
    "DeltaY",
    "LineWidth",
    "Stroke",
    "Fill",
    "Value",
    "ColorSpace",
    "ResourceID",
    "Alpha",
    "ReadDirection",
    "PageID",
    "Type",
];

/// An OFD as it is read.
pub struct Ofd<'a, 'b> {
    pub package: &'a mut Package<'b>,
    pub budget: &'a Budget<'a>,
}

impl Ofd<'_, '_> {
    /// A part that another one names: from its folder, or from the root; its name and its tree.
    pub fn part(&mut self, from: &str, named: &str) -> Option<(String, Element)> {
        let named = named.trim().replace('\\', "/");
        let folder = from.rsplit_once('/').map_or("", |(f, _)| f);
        let beside = joined(folder, &named);
        // Some name parts from the document's folder wherever they stand.
        let document = from.split('/').next().filter(|f| !f.is_empty() && from.contains('/'));
        let tried = match named.strip_prefix('/') {
            Some(rest) => vec![joined("", rest)],
            None => [Some(beside), document.map(|d| joined(d, &named)), Some(joined("", &named))]
                .into_iter()
                .flatten()
                .collect(),
        };
        let part = tried.iter().find_map(|p| self.package.like(p))?;
        let tree = self.package.tree(&part, &ATTRIBUTES, self.budget)?;
        Some((part, tree))
    }
}

/// `named` from a folder, without what leads back and forth.
pub fn joined(folder: &str, named: &str) -> String {
    let mut out: Vec<&str> = folder.split('/').filter(|f| !f.is_empty()).collect();
    for step in named.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(out.pop()),
            step => out.push(step),
        }
    }
    out.join("/")
}
