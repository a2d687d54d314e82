//! What the pages of a report take: laid out, written as PDF, many in one process.

use crate::{line, run};
use gongkai::page::fonts::Fonts;
use gongkai::page::{blocks, lay_out};
use gongkai::report::Report;
use gongkai::report::text::Para;
use gongkai::store::{RealDisk, fonts, project};
use gongkai::{export, import};
use std::path::Path;
use std::time::Instant;

/// The figures of the page, on one report.
pub fn of(source: &Path) {
    let name = source.display().to_string();
    println!("pages of {name}");
    let bytes = std::fs::read(source).expect("a source");
    let report = import::read_document(&bytes, &name, None).expect("a report");
    let fonts = fonts::bundled(&RealDisk);
    let doc = blocks::of(&report);
    line("  faces from their files", 0.0, 11, || {
        std::hint::black_box(fonts::bundled(&RealDisk));
    });
    line("  layout", 0.0, 21, || {
        std::hint::black_box(lay_out(&doc, &fonts));
    });
    line("layout, PDF, tags, PDF/A", 20.0, 21, || {
        std::hint::black_box(export::pdf(&report, &fonts).expect("a PDF"));
    });
    many(&report, &fonts);
}

/// Two hundred reports of six pages in one process, and how large one is.
fn many(report: &Report, fonts: &Fonts) {
    let mut long = report.clone();
    let sentence = "围绕河道治理、供水保障和防汛抗旱公开信息，逐月检查栏目更新，全年组织培训两次。";
    let pages = |r: &Report| lay_out(&blocks::of(r), fonts).pages.len();
    long.sections[4].before.push(Para::plain("（一）存在的问题"));
    while pages(&long) < 6 {
        long.sections[4].before.push(Para::plain(sentence.repeat(6)));
    }
    let made = export::pdf(&long, fonts).expect("a PDF");
    println!(
        "  {} pages, {} faces: {} kB (aim 300)",
        pages(&long),
        faces(&made.bytes),
        made.bytes.len() / 1000
    );
    let dir = tempfile::tempdir().expect("a folder");
    let name = |i: usize| dir.path().join(format!("{i}.gknb")).display().to_string();
    for i in 0..200 {
        project::save(&RealDisk, Path::new(&name(i)), &long).expect("saved");
    }
    let out = dir.path().join("pdf").display().to_string();
    let files: Vec<String> = (0..200).map(name).collect();
    let mut words: Vec<&str> = vec!["export", "-o", &out, "--format", "pdf"];
    words.extend(files.iter().map(String::as_str));
    let begun = Instant::now();
    run(&words);
    println!("  200 reports in one process: {:.1} ms each (aim 10)", begun.elapsed().as_secs_f64() * 5.0);
}

fn faces(pdf: &[u8]) -> usize {
    let pdf = lopdf::Document::load_mem(pdf).expect("parses");
    pdf.objects.values().filter(|o| o.as_dict().is_ok_and(|d| d.has_type(b"FontDescriptor"))).count()
}
