//! What is read quickly is what is read slowly.

use crate::made::county::County;
use crate::made::dice::Dice;
use crate::made::shapes;
use gongkai::collect::Collection;
use gongkai::collect::edit::CollectEdit;
use gongkai::report::Report;
use gongkai::store::{kept, project, quick};
use serde::Deserialize;
use std::fmt::Debug;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportFile {
    format: u32,
    report: Report,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SumsFile {
    collection: u32,
    content: Collection,
}

fn slowly<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    let extensions = ron::extensions::Extensions::IMPLICIT_SOME;
    ron::Options::default().with_default_extension(extensions).from_str(text).ok()
}

/// It is read, and read alike.
fn is_read<T: for<'de> Deserialize<'de> + PartialEq + Debug>(text: &str) {
    let read = quick::read::<T>(text);
    assert!(read.is_some(), "{text}");
    assert_eq!(read, slowly(text));
}

/// Something in the text is another way now.
fn changed(text: &str, dice: &mut Dice) -> String {
    const PIECES: [&str; 24] = [
        ",",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        "\\",
        "0",
        "-",
        " ",
        "\n",
        "\r\n",
        "Some(",
        "None",
        "//",
        "/*",
        "\\u{3000}",
        "r#",
        "1_0",
        ".",
        "元",
    ];
    let mut all: Vec<char> = text.chars().collect();
    // The cells are most of it; what else there is is as likely.
    let whole = all.len();
    let most = if dice.roll(2) == 0 { whole } else { whole.min(2500) };
    let at = dice.below(most);
    let end = (at + 1 + dice.below(3)).min(whole);
    let piece = dice.pick(&PIECES);
    match dice.roll(4) {
        0 => drop(all.splice(at..at, piece.chars())),
        1 => drop(all.splice(at..end, piece.chars())),
        2 => drop(all.drain(at..end)),
        _ => {
            let twice: Vec<char> = all[at..end].to_vec();
            drop(all.splice(at..at, twice));
        }
    }
    all.into_iter().collect()
}

#[test]
fn what_is_written_is_read_quickly_and_as_it_was_meant() {
    for seed in 0..12 {
        let year = 2019 + (seed % 7) as u16;
        is_read::<ReportFile>(&project::encode(&shapes::report(year, seed, 0)).expect("written"));
    }
    let mut county = County::new(12, 5);
    county.of(3).doubts = vec!["“6①”读作\u{3000}6\n".into()];
    let mut c = county.collection();
    CollectEdit::Scope(Some("各单位\\\"的\"".into())).apply(&mut c);
    is_read::<SumsFile>(&kept::encode(&c).expect("written"));
}

#[test]
fn what_is_read_quickly_though_somebody_changed_the_file_is_what_is_read_slowly() {
    let mut dice = Dice(7);
    let mut report = shapes::report(2025, 3, 0);
    report.cells = report.cells.into_iter().take(12).collect();
    let text = project::encode(&report).expect("written");
    let (mut quickly, mut all) = (0, 0);
    for _ in 0..1500 {
        let text = changed(&text, &mut dice);
        all += 1;
        if let Some(read) = quick::read::<ReportFile>(&text) {
            quickly += 1;
            assert_eq!(Some(read), slowly(&text), "{text}");
        }
    }
    assert!(quickly > all / 20, "{quickly} of {all}");
}

#[test]
fn what_is_written_by_hand_is_left_to_the_slow_reader() {
    let text = project::encode(&Report::new(2025, "示范县水利局")).expect("written");
    assert!(quick::read::<ReportFile>(&text).is_some());
    for (was, by_hand) in [
        ("format: 1", "format: 0x1"),
        ("format: 1", "format: 01"),
        ("format: 1", "format: +1"),
        ("format: 1,", "format: 1, // 一"),
        ("predecessor: None", "predecessor: Some(None)"),
        ("示范县水利局", "示范县\\x41水利局"),
    ] {
        assert!(quick::read::<ReportFile>(&text.replacen(was, by_hand, 1)).is_none(), "{by_hand}");
    }
    let deep = format!("(format: 1, report: (title: {}", "[".repeat(100_000));
    assert!(quick::read::<ReportFile>(&deep).is_none());
}
