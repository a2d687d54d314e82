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
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::DEFAULT).expect("begun");
    std::io::Write::write_all(&mut zip, document).expect("written");
    zip.finish().expect("ended").into_inner()
}
