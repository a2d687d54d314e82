//! OFD out and in: our own read back, other makers' ways of writing it, and what is refused.

use crate::made::fonts;
use crate::made::ofd::Maker;
use crate::made::shapes::report;
use gongkai::app::read_back;
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::import::{ImportError, read_document};
use gongkai::report::text::Para;
use gongkai::report::{ChartKind, Part, Report, Section};
use std::path::Path;

fn made(r: &Report) -> Vec<u8> {
    export::bytes(r, Path::new("x.ofd"), &fonts).expect("made").bytes
}

#[test]
fn our_own_comes_back_and_is_the_same_each_time() {
    for (year, seed) in [(2024, 3), (2019, 4), (2024, 5), (2021, 6)] {
        let mut r = report(year, seed, 20);
        if seed == 5 {
            r.layout.turned.extend(r.form().tables.iter().map(|t| t.key.clone()));
        }
        if seed == 3 {
            r.layout.charts.insert(ChartKind::Results, Section::Requests);
        }
        let bytes = made(&r);
        assert_eq!(made(&r), bytes);
        let differing = read_back::against(&r, &bytes, Path::new("x.ofd"), export::ReadsBack::AsPrinted);
        assert_eq!(differing, Some(Vec::new()), "{year} {seed}");
        let pdf = export::bytes(&r, Path::new("x.pdf"), &fonts).expect("made").bytes;
        let differing = read_back::against(&r, &pdf, Path::new("x.pdf"), export::ReadsBack::AsPrinted);
        assert_eq!(differing, Some(Vec::new()), "the PDF of {year} {seed}, as a package has it compared");
        assert!(bytes.len() <= pdf.len(), "{} {}", bytes.len(), pdf.len());
    }
}

#[test]
fn wide_letters_are_not_read_apart_nor_words_in_one() {
    let words = "邮箱wmw_MMW@163.com，网址http://www.sfx.gov.cn/index.html。Windows 10与ISO 9001。电话 0551 6721886，图1 公开信息趋势。";
    let mut r = report(2024, 3, 0);
    r.preamble = vec![Para::plain(words), Para::plain(words.replace("邮箱", "联系邮箱"))];
    let bytes = made(&r);
    let got = read_document(&bytes, "x.ofd", None).expect("a report");
    let words = |r: &Report| r.preamble.iter().map(|p| p.resolved(r)).collect::<Vec<_>>();
    assert_eq!(words(&got), words(&r));
}

#[test]
fn whatever_way_a_maker_writes_it_the_words_and_the_numbers_are_read() {
    let ours = Maker { prefix: "ofd:", ..Maker::default() };
    let makers = [
        ("plain", Maker::default()),
        ("prefixed", ours),
        ("absolute paths", Maker { slash: "/", ..ours }),
        ("another case", Maker { small: true, ..ours }),
        ("single characters", Maker { single: true, ..ours }),
        ("by a matrix", Maker { scaled: true, ..ours }),
        ("a template", Maker { template: true, ..ours }),
        ("filled rules", Maker { filled: true, ..ours }),
        ("steps spelled out", Maker { spelled: true, ..ours }),
        (
            "all of it",
            Maker {
                prefix: "",
                slash: "/",
                small: true,
                scaled: true,
                template: true,
                filled: true,
                spelled: true,
                ..Maker::default()
            },
        ),
    ];
    for (what, maker) in makers {
        let r = read_document(&maker.file(), "x.ofd", None).unwrap_or_else(|e| panic!("{what}: {e}"));
        let value = |key: &str| r.canonical(&CellKey::parse(key));
        for (key, number) in [
            ("disclosure.rules.regulation/issued", "0"),
            ("disclosure.rules.regulation/repealed", "1"),
            ("disclosure.rules.regulation/in_force", "12"),
            ("disclosure.rules.normative_document/issued", "3"),
            ("disclosure.rules.normative_document/in_force", "16"),
        ] {
            assert_eq!(value(key).as_deref(), Some(number), "{what} {key}: {:?}", r.notes);
        }
        assert_eq!(
            (r.year, r.title_line().as_str()),
            (2024, "示范局2024年政府信息公开工作年度报告"),
            "{what}"
        );
        assert_eq!(r.words(Part::Before(Section::Overview)), "全年公开信息208条。", "{what}");
    }
}

#[test]
fn what_was_corrected_by_hand_is_told_as_of_a_pdf() {
    let read = |maker: Maker, more: &str| {
        let r = read_document(&maker.with(more), "x.ofd", None).unwrap_or_else(|e| panic!("{e}"));
        let told: String = r.notes.iter().map(|n| n.text.as_str()).collect();
        (r.canonical(&CellKey::parse("disclosure.rules.regulation/in_force")).unwrap_or_default(), told)
    };
    let plain = Maker::default();
    let whole = read(plain, "");
    let white = "<FillColor Value='255 255 255'/>";
    let boxed = format!(
        "<PathObject Boundary='145 60 20 8' Fill='true' Stroke='false'>{white}<AbbreviatedData>M 0 0 L 20 0 L 20 8 L 0 8 C</AbbreviatedData></PathObject>"
    );
    let word = |words: &str, fill: &str| {
        format!(
            "<TextObject Boundary='147 61 20 6' Size='4'>{fill}<TextCode X='0' Y='4' DeltaX='g 1 2'>{words}</TextCode></TextObject>"
        )
    };
    let (cell, told) = read(plain, &[&boxed, &word("47", "")[..]].concat());
    assert_eq!(cell, "47");
    assert!(told.contains("第1页有字被盖住、裁掉、划掉或写成白色（12）"), "{told}");
    let (cell, told) = read(plain, &word("9", white));
    assert!(cell == "12" && told.contains("写成白色（9）"), "{cell} {told}");
    for (over, called) in [("Path", "图形"), (" Path", "文字框"), ("Stamp", ""), ("Link", "")] {
        let (cell, told) = read(Maker { over, ..plain }, "");
        let right =
            if called.is_empty() { told == whole.1 } else { told.contains(&format!("另外加了{called}")) };
        assert!(cell == "12" && right, "{over} {told}");
    }
}

#[test]
fn what_has_no_words_is_refused_with_the_reason() {
    let refused = |objects: &str| {
        let bytes = Maker::default().of(objects, "");
        read_document(&bytes, "x.ofd", None).expect_err("no words")
    };
    let image = "<ImageObject ID='5' Boundary='0 0 210 297' CTM='210 0 0 297 0 0' ResourceID='8'/>";
    let drawn = "<PathObject ID='5' Boundary='10 10 4 4' Fill='true'><AbbreviatedData>M 0 0 B 1 1 2 2 3 0 C</AbbreviatedData></PathObject>";
    assert!(matches!(refused(image), ImportError::Scanned { what: "OFD", .. }));
    assert!(matches!(refused(&drawn.repeat(300)), ImportError::Outlines { what: "OFD", .. }));
    assert!(matches!(refused(""), ImportError::NoText { what: "OFD", .. }));
    let e = refused(&drawn.repeat(300)).to_string();
    assert!(e.contains("这个 OFD 里的文字是画成图形的"), "{e}");
}
