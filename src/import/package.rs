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

    /// The bytes of a part that begins as a PNG or a JPEG does, if it is there and has at most so many. They are no pieces of
    /// a document: what they may come to is bounded where they are shown.
    pub fn picture(&mut self, part: &str, most: u64) -> Option<Vec<u8>> {
        let mut file = self.archive.by_name(part.trim_start_matches('/')).ok()?;
        let mut bytes = vec![0; 4];
        file.read_exact(&mut bytes).ok()?;
        if file.size() > most || !matches!(bytes[..], [0x89, b'P', b'N', b'G'] | [0xff, 0xd8, 0xff, _]) {
            return None;
        }
        file.take(most).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// A part's tree with those `attributes` that somebody reads, if it is there, not too large, and XML.
    pub fn tree(&mut self, part: &str, attributes: &[&str], budget: &Budget<'_>) -> Option<Element> {
        let file = self.archive.by_name(part.trim_start_matches('/')).ok()?;
        let mut bytes = Vec::new();
        file.take(MOST + 1).read_to_end(&mut bytes).ok()?;
        let pieces = if bytes.len() as u64 > MOST { usize::MAX } else { bytes.len() / PIECE };
        if !budget.take(pieces) {
            return None;
        }
        let text = decode::text(&bytes)?;
        drop(bytes);
        xml::parse(&text, attributes, budget)
    }
}
