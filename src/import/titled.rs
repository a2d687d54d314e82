//! What a document says its title is, whatever else can be made of it.

use super::budget::Budget;
use super::package::Package;
use super::xml::Element;

/// Where documents in a package say their title.
const TITLES: [&str; 2] = ["docProps/core.xml", "OFD.xml"];

/// Whether a PDF, a web page or a package says that this is its title.
pub fn is_titled(bytes: &[u8], title: &str) -> bool {
    // PDF and web pages say it in words.
    let said = format!(">{title}<");
    if bytes.windows(said.len()).any(|w| w == said.as_bytes()) {
        return true;
    }
    let budget = Budget::default();
    let Ok(mut package) = Package::open(bytes, "", &budget) else { return false };
    let says = |part: &&str| package.tree(part, &[], &budget).is_some_and(|e| holds(&e, title));
    TITLES.iter().any(says)
}

fn holds(element: &Element, title: &str) -> bool {
    element.text() == title || element.elements().any(|e| holds(e, title))
}
