//! Project files: damaged, cut off, newer, mended by hand.

use crate::made::data;
use crate::made::documents::word;
use crate::made::folder::Folder;
use crate::made::full::full;
use gongkai::export;
use gongkai::report::Report;
use gongkai::report::text::Para;
use gongkai::store::{RealDisk, StoreError, project, read_document};
use std::path::Path;

fn decode(text: &str) -> Result<Report, StoreError> {
    project::decode(text.as_bytes(), Path::new("报告.gknb"))
}

#[test]
fn a_newer_format_is_refused() {
    let text = project::encode(&full()).expect("writes").replace("format: 1", "format: 9");
    let e = decode(&text).expect_err("newer");
    assert!(matches!(e, StoreError::Newer { found: 9, known: 1, .. }), "{e}");
}

#[test]
fn a_file_of_a_newer_program_is_refused_by_the_name_of_the_version_that_it_needs() {
    let own = env!("CARGO_PKG_VERSION");
    let text = project::encode(&full()).expect("writes");
    assert!(text.lines().next().is_some_and(|l| l.contains(own)), "{text:.80}");
    let newer = text.replacen(own, "31.4.0", 1);
    assert_eq!(decode(&newer).expect("all of it is known"), decode(&text).expect("reads"));
    let unknown = |t: &str| t.replacen("report: (", "report: (颜色: 3, ", 1);
    for later in
        [unknown(&newer), newer.replace("format: 1", "format: 2"), newer.replace("\"fy2021\"", "\"fy2041\"")]
    {
        let e = decode(&later).expect_err("newer").to_string();
        assert!(e.contains("公开年报 31.4.0 保存") && e.contains("请用 31.4.0 或者更新的版本打开"), "{e}");
        assert!(e.contains(&format!("本程序是 {own}")) && e.contains("文件没有改动"), "{e}");
    }
    let e = decode(&unknown(&text)).expect_err("damaged");
    assert!(matches!(e, StoreError::Damaged { .. }), "our own file holds nothing that we don't know: {e}");
    let half = newer.chars().take(newer.chars().count() / 2).collect::<String>();
    let e = decode(&half).expect_err("cut off");
    assert!(matches!(e, StoreError::Damaged { .. }), "{e}");
}

#[test]
fn no_file_tells_which_system_wrote_it() {
    let r = full();
    for text in [project::encode(&r).expect("writes"), export::json::write(&r)] {
        assert!(!text.contains('\r'));
    }
    // What made each entry of the archive is said in the list at its end: 3 is Unix.
    let word = word(&r);
    let entries: Vec<&[u8]> = word.windows(6).filter(|w| w.starts_with(b"PK\x01\x02")).collect();
    assert!(entries.len() > 8 && entries.iter().all(|e| e[5] == 3), "{entries:?}");
}

#[test]
fn hand_edits_are_forgiven_or_located() {
    let r = Report::new(2024, "某局");
    let text = project::encode(&r).expect("writes");
    let loose = format!("\u{feff}// 说明\n{}", text.replace('\n', "\r\n"));
    assert_eq!(decode(&loose).expect("reads"), r);
    assert_eq!(decode("(format: 1, report: (year: 2024, edition: \"fy2021\", deadline: (year: 2025, month: 1, day: 31)))").expect("reads").year, 2024);
    let Err(StoreError::Damaged { line, column, .. }) = decode("(format: 1,\n report: (\n  year: \"乙\"))")
    else {
        panic!("damaged");
    };
    assert_eq!((line, column), (3, 8));
}

#[test]
fn a_file_cut_off_anywhere_is_told_and_never_half_read() {
    let text = project::encode(&Report::new(2024, "某局")).expect("writes");
    let end = text.trim_end().len();
    for cut in (0..end).filter(|c| text.is_char_boundary(*c)) {
        let e = decode(&text[..cut]).expect_err("cut off");
        assert!(matches!(e, StoreError::Damaged { .. }), "{cut}: {e}");
    }
}

#[test]
fn an_unknown_field_is_refused_with_its_place() {
    let e = decode("(format: 1, report: (year: 2024, edition: \"fy2021\", 颜色: 3))").expect_err("unknown");
    assert!(e.to_string().contains("颜色"), "{e}");
}

#[test]
fn folders_empty_and_huge_files_are_told() {
    let dir = Folder::new();
    let read = |name: &str| read_document(&RealDisk, &dir.at(name)).expect_err("unreadable");
    assert!(matches!(read(""), StoreError::Folder { .. }));
    assert!(matches!(read("nothing"), StoreError::NotFound { .. }));
    std::fs::write(dir.at("empty"), "").expect("written");
    assert!(matches!(read("empty"), StoreError::Empty { .. }));
    std::fs::File::create(dir.at("huge")).and_then(|f| f.set_len(65 << 20)).expect("made");
    assert!(matches!(read("huge"), StoreError::TooLarge { .. }));
}

/// One file of each format that was ever written, read for ever. A new format adds its own and leaves these alone.
#[test]
fn every_format_ever_written_is_read() {
    let folder = data("formats");
    for format in 1..=project::VERSION {
        for name in [format!("{format}"), format!("{format}-by-hand")] {
            let r = project::load(&RealDisk, &folder.join(format!("{name}.gknb"))).expect("readable");
            let shown = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("beside it");
            assert_eq!(gongkai::export::json::write(&r).trim(), shown.trim(), "{name}");
            let again = project::encode(&r).expect("writes");
            assert_eq!(decode(&again).expect("reads"), r, "{name}");
        }
    }
    let r = project::load(&RealDisk, &folder.join("1.gknb")).expect("readable");
    assert_eq!((r.explanations.len(), r.notes.len(), r.units.len()), (2, 4, 1));
    assert_eq!(r.predecessor.map(|p| p.snapshot.year), Some(2023));
    assert!(matches!(&r.sections[0].after[0], Para::Picture { bytes, .. } if bytes.bytes().len() == 256));
}
