//! The body of a Word file, as it is written paragraph by paragraph.

use super::paragraph;
use super::parts::{NAMES, XML, section};
use super::pictures::Figure;
use crate::page::sheet::PageSheet;

/// The body being written. Pages lie as their section says, and that stands in its last paragraph.
pub struct Body<'a> {
    xml: String,
    /// Where the last paragraph or table begins.
    last: usize,
    /// How its present pages lie.
    pub turned: bool,
    sheet: &'a PageSheet,
}

impl<'a> Body<'a> {
    pub fn of(sheet: &'a PageSheet) -> Body<'a> {
        Body { xml: format!(r#"{XML}<w:document {NAMES}><w:body>"#), last: 0, turned: false, sheet }
    }

    /// The whole of it.
    pub fn end(self) -> String {
        self.xml + &section(self.turned, self.sheet) + "</w:body></w:document>"
    }

    pub fn push(&mut self, paragraph: &str) {
        self.last = self.xml.len();
        self.xml.push_str(paragraph);
    }

    pub fn figure(&mut self, block: usize, figures: &[Figure<'_>], caption: &str) {
        if let Some(shown) = figures.iter().find(|s| s.block == block) {
            self.push(&shown.paragraph());
        }
        self.push(&paragraph("Caption", "", caption));
    }

    /// What comes next stands on pages that lie so.
    pub fn turn(&mut self, turned: bool) {
        const END: &str = "</w:pPr>";
        if turned == self.turned {
            return;
        }
        let (before, last) = self.xml.split_at(self.last);
        if let Some((properties, rest)) = last.split_once(END) {
            self.xml = format!("{before}{properties}{}{END}{rest}", section(self.turned, self.sheet));
        }
        self.turned = turned;
    }
}
