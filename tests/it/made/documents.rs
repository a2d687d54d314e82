//! Documents: of a report in each format, of bare bytes, and spoilt.

use super::dice::Dice;
use super::root;
use super::shapes::report;
use gongkai::export;
use gongkai::page::blocks;
use gongkai::page::fonts::Fonts;
use gongkai::report::Report;
use std::path::{Path, PathBuf};

/// The report as a Word file.
pub fn word(r: &Report) -> Vec<u8> {
    export::docx::write(&blocks::of(r), &Fonts::new(None)).expect("a document")
}

/// The report as a PDF.
pub fn printed(r: &Report) -> Vec<u8> {
    export::pdf(r, &Fonts::new(None)).expect("made").bytes
}

/// The report as a web page.
pub fn page(r: &Report) -> String {
    export::html::page(&blocks::of(r))
}

/// A document of each format that is imported, by its extension: made here where it can be, else the source of the
/// last of the cases that is one.
pub fn sources() -> Vec<(&'static str, Vec<u8>)> {
    let r = report(2024, 7, 5);
    let cases = std::fs::read_dir(root().join("tests/data")).expect("cases");
    let mut cases: Vec<_> = cases.map(|c| c.expect("a case").path()).collect();
    cases.sort();
    let source = |extension: &str| {
        let name = format!("source.{extension}");
        let made = export::bytes(&r, Path::new(&name), &|| Fonts::new(None));
        made.map(|m| m.bytes).ok().or_else(|| {
            let read = |case: &PathBuf| std::fs::read(case.join(&name)).ok();
            cases.iter().rev().find_map(read)
        })
    };
    let of = |e: &'static str| (e, source(e).unwrap_or_else(|| panic!("tests/data has no source.{e}")));
    gongkai::import::formats().map(|f| of(f.extension())).collect()
}

/// The same of a document; of one in parts that are packed, now and then of a part.
pub fn mangle_document(source: &[u8], dice: &mut Dice) -> Vec<u8> {
    if !source.starts_with(b"PK") || dice.roll(2) == 0 {
        return mangle(source, dice);
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(source)).expect("a package");
    let spoilt = dice.below(archive.len());
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("read");
        parts.push((part.name().expect("a name").into_owned(), bytes));
    }
    if let Some((_, bytes)) = parts.get_mut(spoilt).filter(|p| !p.1.is_empty()) {
        *bytes = mangle(bytes, dice);
    }
    zip_of(&parts.iter().map(|(n, b)| (n.as_str(), b)).collect::<Vec<_>>())
}

/// The bytes cut off, with a stretch missing or twice, or with some of them something else.
pub fn mangle(source: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = source.to_vec();
    match dice.roll(4) {
        0 => bytes.truncate(dice.below(bytes.len())),
        1 => {
            let (from, n) = (dice.below(bytes.len()), dice.below(400));
            let to = (from + n).min(bytes.len());
            bytes.drain(from..to);
        }
        2 => {
            let (from, n) = (dice.below(bytes.len()), dice.below(400));
            let again = bytes[from..(from + n).min(bytes.len())].to_vec();
            bytes.splice(from..from, again);
        }
        _ => {
            for _ in 0..1 + dice.roll(20) {
                let at = dice.below(bytes.len());
                bytes[at] = dice.roll(256) as u8;
            }
        }
    }
    bytes
}

/// A Word file whose main part is `document`.
pub fn word_of(document: &[u8]) -> Vec<u8> {
    zip_of(&[("word/document.xml", document)])
}

/// A zip archive of these parts. Where it says what it is, that is not packed, as OpenDocument wants it.
pub fn zip_of(parts: &[(&str, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::DEFAULT;
        let options = match *name {
            "mimetype" => options.compression_method(zip::CompressionMethod::Stored),
            _ => options,
        };
        zip.start_file(*name, options).expect("begun");
        std::io::Write::write_all(&mut zip, bytes.as_ref()).expect("written");
    }
    zip.finish().expect("ended").into_inner()
}
