//! Zip packages of XML parts, as Word, spreadsheets and OFD are: opened and unpacked within bounds.

use super::budget::Budget;
use super::xml::{self, Element};
use super::{ImportError, decode};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most that one part may unpack to.
const MOST: u64 = 16 << 20;
/// Most parts.
const MOST_PARTS: usize = 4000;
/// So many bytes of a part are a piece of the budget.
const PIECE: usize = 128;

/// A package, and the name of its main part.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    main: String,
}

impl<'a> Package<'a> {
    /// Opens it and looks up its main part.
    pub fn open(bytes: &'a [u8], name: &str, budget: &Budget<'_>) -> Result<Package<'a>, ImportError> {
        // Each takes memory before anything is known of it.
        let parts = bytes.windows(4).filter(|w| w == b"PK\x01\x02").take(MOST_PARTS + 1).count();
        if parts > MOST_PARTS {
            return Err(ImportError::TooMuch { name: name.into() });
        }
        let archive = ZipArchive::new(Cursor::new(bytes));
        let archive = archive.map_err(|_| ImportError::Damaged { name: name.into() })?;
        let mut package = Package { archive, main: String::new() };
        package.main = package.named_main(budget).unwrap_or_else(|| "word/document.xml".into());
        Ok(package)
    }

    /// The main part's name, from the package's relations.
    fn named_main(&mut self, budget: &Budget<'_>) -> Option<String> {
        let relations = self.tree("_rels/.rels", &["Type", "Target"], budget)?;
        let main = |e: &&Element| e.attribute("Type").is_some_and(|t| t.ends_with("/officeDocument"));
        let target = relations.elements().find(main)?.attribute("Target")?;
        Some(target.trim_start_matches('/').into())
    }

    /// The main part's name; whether it is there, `has` tells.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Whether it has a part of that name.
    pub fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// A part of that name, in whatever case its maker wrote it.
    pub fn like(&self, part: &str) -> Option<String> {
        match self.has(part) {
            true => Some(part.into()),
            false => {
                let names = self.archive.file_names().filter_map(Result::ok);
                let mut like = names.filter(|n| n.eq_ignore_ascii_case(part));
                like.next().map(|n| n.into_owned())
            }
        }
    }

    /// A part's bytes, if it is there and says that it has at most so many; one that has more is beyond any budget.
    pub fn bytes(&mut self, part: &str, most: u64, budget: &Budget<'_>) -> Option<Vec<u8>> {
        let file = self.archive.by_name(part.trim_start_matches('/')).ok()?;
        if file.size() > most {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).ok()?;
        let pieces = if bytes.len() as u64 > most { usize::MAX } else { bytes.len() / PIECE };
        budget.take(pieces).then_some(bytes)
    }

    /// A part's tree with those `attributes` that somebody reads, if it is there, not too large, and XML.
    pub fn tree(&mut self, part: &str, attributes: &[&str], budget: &Budget<'_>) -> Option<Element> {
        let large = self.archive.by_name(part.trim_start_matches('/')).is_ok_and(|f| f.size() > MOST);
        if large && !budget.take(usize::MAX) {
            return None;
        }
        let bytes = self.bytes(part, MOST, budget)?;
        let text = decode::text(&bytes)?;
        drop(bytes);
        xml::parse(&text, attributes, budget)
    }
}
