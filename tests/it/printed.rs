//! PDF files in, as many programs make them: what is read is right, or refused in a sentence that says why.

use crate::made::documents::printed;
use crate::made::pdf;
use crate::made::shapes::{report, shown};
use gongkai::form::table::CellKey;
use gongkai::import::{ImportError, read_document};
use gongkai::report::{NoteKind, Part, Report, Section};

fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().map(|b| format!("{b:02x}")).collect()
}

#[track_caller]
fn check_small(bytes: &[u8]) -> Report {
    let r = read_document(bytes, "x.pdf", None).unwrap_or_else(|e| panic!("{e}"));
    let cell = |k: &str| r.canonical(&CellKey::parse(k)).unwrap_or_default();
    for (key, wanted) in [
        ("disclosure.rules.regulation/issued", "0"),
        ("disclosure.rules.regulation/repealed", "1"),
        ("disclosure.rules.regulation/in_force", "12"),
        ("disclosure.rules.normative_document/in_force", "16"),
    ] {
        assert_eq!(cell(key), wanted, "{key} {:?}", r.notes);
    }
    assert_eq!(r.title_line(), "示范局2024年政府信息公开工作年度报告");
    assert_eq!(r.words(Part::Before(Section::Overview)), "全年公开信息208条。");
    r
}

/// A font that is named and not embedded, of Chinese characters coded in some way that every reader knows.
fn named(encoding: &str) -> Vec<Vec<u8>> {
    let font =
        format!("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[6 0 R]>>");
    let inner = "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 7 0 R>>";
    let about = "<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>";
    vec![font.into_bytes(), inner.into(), about.into()]
}

const FONT: &str = "/Font<</F 5 0 R>>";

#[test]
fn fonts_that_are_named_and_not_embedded_are_read_by_their_codes() {
    let gbk = |t: &str| hex(encoding_rs::GBK.encode(t).0.into_owned());
    check_small(&pdf::page(FONT, pdf::packed("", &pdf::report(0, gbk)), named("GBK-EUC-H")));
    let utf16 = |t: &str| hex(t.encode_utf16().flat_map(u16::to_be_bytes));
    check_small(&pdf::page(FONT, pdf::packed("", &pdf::report(0, utf16)), named("UniGB-UCS2-H")));
}

/// The number 12 of a report and what is told, with more drawn on its page.
fn with(more: &str) -> (String, String) {
    let content = [&pdf::report(0, gbk)[..], more.as_bytes()].concat();
    let file = pdf::page(FONT, pdf::packed("", &content), named("GBK-EUC-H"));
    told(&file)
}

fn gbk(t: &str) -> String {
    hex(encoding_rs::GBK.encode(t).0.into_owned())
}

fn told(file: &[u8]) -> (String, String) {
    let r = read_document(file, "x.pdf", None).unwrap_or_else(|e| panic!("{e}"));
    let told: Vec<String> = r.notes.iter().map(|n| n.text.clone()).collect();
    let cell = r.canonical(&CellKey::parse("disclosure.rules.regulation/in_force")).unwrap_or_default();
    (cell, told.concat())
}

/// Words on the line of the 12, which begins at 415.
fn word(x: f32, words: &str) -> String {
    format!("BT /F 12 Tf 1 0 0 1 {x} 660 Tm <{}> Tj ET\n", gbk(words))
}

const OVER: &str = "1 1 1 rg 412 655 40 18 re f 0 0 0 rg\n";

#[test]
fn a_number_that_was_painted_over_is_gone_and_two_on_one_another_are_none() {
    // 12 stands there, and 47 comes over it.
    let (cell, told) = with(&[OVER, &word(415.0, "47")].concat());
    assert_eq!(cell, "47");
    assert!(told.contains("第1页有字被盖住、裁掉、划掉或写成白色（12）"), "{told}");
    let (cell, told) = with(&word(416.0, "47"));
    assert_eq!(cell, "");
    assert!(told.contains("第1页有4个数字叠在一起"), "{told}");
    // The same again is no other number, nor is what a cut-out part of a box leaves to be seen.
    let whole = with("");
    assert_eq!((with(&word(415.2, "12")), whole.0.as_str()), (whole.clone(), "12"));
    assert_eq!(with(&[OVER, &word(415.0, "12")].concat()), whole);
    assert_eq!(with("q 10 10 20 20 re W n 1 1 1 rg 0 0 595 842 re f Q"), whole);
}

#[test]
fn a_number_under_a_picture_or_a_thick_stroke_is_gone() {
    let picture = |w: u32| format!("q {w} 0 0 18 412 655 cm BI /W 1 /H 1 /BPC 8 /CS /G ID z EI Q\n");
    for over in [picture(40), "18 w 1 1 1 RG 412 664 m 450 664 l S 0 0 0 RG\n".into()] {
        let (cell, told) = with(&[&over, &word(415.0, "47")[..]].concat());
        assert_eq!(cell, "47", "{over}");
        assert!(told.contains("第1页有字被盖住、裁掉、划掉或写成白色（12）"), "{told}");
    }
    // What others see through.
    assert_eq!(with("q 40 0 0 18 412 655 cm BI /IM true /W 1 /H 1 /BPC 1 ID z EI Q\n").0, "12");
}

#[test]
fn a_small_digit_that_stands_higher_is_the_mark_of_a_note() {
    let small = |y: f32| format!("BT /F 7 Tf 1 0 0 1 427 {y} Tm <{}> Tj ET\n", gbk("1"));
    for y in [658.0, 662.5, 664.0] {
        let (cell, told) = with(&small(y));
        assert!(cell != "121" && !told.is_empty(), "{y} {cell} {told}");
    }
}

#[test]
fn a_number_that_is_struck_out_is_gone_and_told() {
    let strike = |x0: f32, x1: f32, y: f32| format!("0.6 w {x0} {y} m {x1} {y} l S\n");
    let (cell, told) = with(&[&strike(415.0, 427.0, 664.0)[..], &word(427.5, "47")].concat());
    assert_eq!(cell, "47");
    assert!(told.contains("划掉或写成白色（12）"), "{told}");
    assert_eq!(with(&strike(412.0, 430.0, 664.5)).0, "");
    // As a thin box.
    assert_eq!(with("415 663.6 12 0.6 re f\n").0, "");
    // A line below it, or the line of a table.
    let whole = with("");
    assert_eq!(with(&strike(415.0, 427.0, 658.5)), whole);
    assert_eq!(with(&strike(50.0, 545.0, 664.0)).0, "12");
}

#[test]
fn what_is_white_on_white_or_cut_off_is_not_read_and_what_is_white_on_a_colour_is() {
    let white = |x: f32| format!("1 1 1 rg {}0 0 0 rg\n", word(x, "9"));
    let (cell, told) = with(&white(427.0));
    assert_eq!(cell, "12");
    assert!(told.contains("写成白色（9）"), "{told}");
    assert_eq!(with(&format!("q 0 0 425 842 re W n {}Q", word(427.0, "9"))).0, "12");
    assert_eq!(with(&["0 0 1 rg 426 655 20 18 re f\n", &white(427.0)].concat()).0, "129");
}

#[test]
fn a_heading_takes_nothing_up_where_all_lines_of_a_page_are_short() {
    for lines in [
        &["1.制度执行不严", "2.队伍不强", "3.宣传少", "4.平台更新慢"][..],
        &["全年培训3次", "下乡12人", "咨询5件"],
        &["一是制度执行不严", "二是队伍不强", "三是宣传少"],
    ] {
        let mut r = report(2024, 3, 0);
        let paras = || lines.iter().map(|l| gongkai::report::text::Para::plain(l.to_string())).collect();
        r.section_mut(Section::Problems).before = paras();
        r.section_mut(Section::Other).before = paras();
        let got = read_document(&printed(&r), "x.pdf", None).expect("our own");
        for s in [Section::Problems, Section::Other] {
            let part = Part::Before(s);
            assert_eq!(got.words(part), r.words(part), "{lines:?}");
            assert_eq!(got.section(s).heading, r.section(s).heading);
        }
    }
}

#[test]
fn what_was_added_over_a_page_is_told() {
    let content = pdf::packed("", &pdf::report(0, gbk));
    let with = |kind: &str| {
        let more = format!("{FONT}>>/Annots[<</Type/Annot{kind}/Rect[412 655 440 670]>>]/More<<");
        told(&pdf::page(&more, content.clone(), named("GBK-EUC-H"))).1
    };
    for (kind, called) in [
        ("/Subtype/FreeText/Contents(47)", "文字框"),
        ("/Subtype/StrikeOut", "删除线"),
        ("/Subtype/Square/IC[1 1 1]", "图形"),
        ("/Subtype/Widget/FT/Tx/V(47)", "填写的内容"),
    ] {
        let told = with(kind);
        assert!(told.contains(&format!("第1页上面另外加了{called}")), "{kind} {told}");
    }
    for kind in [
        "/Subtype/Link",
        "/Subtype/Text/Contents(x)",
        "/Subtype/Widget/FT/Sig/V(x)",
        "/Subtype/Widget/FT/Tx",
        "/Subtype/FreeText/F 2",
    ] {
        assert!(!with(kind).contains("另外加了"), "{kind}");
    }
}

/// A whole font embedded, its characters called by their numbers in it, with nothing said of what they are.
fn embedded(font: &[u8], reduced: bool) -> Vec<Vec<u8>> {
    let outer = "<</Type/Font/Subtype/Type0/BaseFont/Kai/Encoding/Identity-H/DescendantFonts[6 0 R]>>";
    let inner = "<</Type/Font/Subtype/CIDFontType2/BaseFont/Kai/CIDToGIDMap/Identity/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>>";
    let about = "<</Type/FontDescriptor/FontName/Kai/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80/FontFile2 8 0 R>>";
    let mut font = font.to_vec();
    if reduced {
        // Without the table that says which character is which.
        let at = font.windows(4).position(|w| w == b"cmap").expect("a table");
        font[at..at + 4].copy_from_slice(b"xxxx");
    }
    vec![outer.into(), inner.into(), about.into(), pdf::packed("", &font)]
}

#[test]
fn characters_without_codes_are_found_in_the_font_or_the_file_is_refused() {
    let font = std::fs::read(crate::made::root().join("assets/fonts/kai.ttf")).expect("a font");
    let face = skrifa::FontRef::new(&font).expect("a face");
    let number = |c: char| skrifa::MetadataProvider::charmap(&face).map(c).map_or(0, |g| g.to_u32() as u16);
    let code = |t: &str| hex(t.chars().flat_map(|c| number(c).to_be_bytes()));
    let content = pdf::packed("", &pdf::report(0, code));
    check_small(&pdf::page(FONT, content.clone(), embedded(&font, false)));
    let e =
        read_document(&pdf::page(FONT, content, embedded(&font, true)), "x.pdf", None).expect_err("no words");
    assert!(matches!(e, ImportError::NoCodes { .. }), "{e}");
    assert!(e.to_string().contains("没有编码"), "{e}");
}

#[test]
fn text_under_a_scan_is_read_and_all_of_it_doubted() {
    let gbk = |t: &str| hex(encoding_rs::GBK.encode(t).0.into_owned());
    let r = check_small(&pdf::page(FONT, pdf::packed("", &pdf::report(3, gbk)), named("GBK-EUC-H")));
    let doubt = r.notes.iter().find(|n| n.text.contains("扫描件")).expect("told");
    assert_eq!(doubt.kind, NoteKind::Doubtful);
    assert!(matches!(&doubt.place, gongkai::report::Place::Cells(c) if c.len() == 6), "{doubt:?}");
}

#[test]
fn what_has_no_text_is_refused_with_the_reason() {
    let refused = |content: &str, more: Vec<Vec<u8>>| {
        let file = pdf::page("/XObject<</I 5 0 R>>", pdf::stream("", content.as_bytes()), more);
        read_document(&file, "x.pdf", None).expect_err("no words")
    };
    let picture = pdf::packed(
        "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8",
        &[200; 64],
    );
    let e = refused("q 500 0 0 700 40 40 cm /I Do Q", vec![picture]);
    assert!(matches!(e, ImportError::Scanned { .. }), "{e}");
    let e = refused(&"100 100 m 110 120 130 140 150 150 c f\n".repeat(300), Vec::new());
    assert!(matches!(e, ImportError::Outlines { .. }), "{e}");
    let e = refused("", Vec::new());
    assert!(matches!(e, ImportError::NoText { .. }), "{e}");
    for e in [refused("", Vec::new()), read_document(b"%PDF-1.7 ...", "x", None).expect_err("no file")] {
        assert!(e.to_string().contains("；请"), "{e}");
    }
}

#[test]
fn pages_turned_afterwards_read_as_before() {
    let r = report(2024, 3, 4);
    let bytes = printed(&r);
    for turn in [90, 180, 270] {
        let mut file = lopdf::Document::load_mem(&bytes).expect("a PDF");
        let pages: Vec<_> = file.get_pages().into_values().collect();
        for id in pages {
            let page = file.get_object_mut(id).and_then(lopdf::Object::as_dict_mut).expect("a page");
            page.set("Rotate", turn);
        }
        let mut out = Vec::new();
        file.save_to(&mut out).expect("written");
        let got = read_document(&out, "x.pdf", None).unwrap_or_else(|e| panic!("{turn}: {e}"));
        assert_eq!(shown(&got), shown(&r), "{turn}");
    }
}

#[test]
fn the_ten_reports_come_back_from_their_pdfs_cell_by_cell() {
    for seed in 0..10 {
        let r = report(2019 + seed as u16 % 7, seed, seed * 9);
        let got = read_document(&printed(&r), "x.pdf", None).unwrap_or_else(|e| panic!("{seed}: {e}"));
        assert_eq!(shown(&got), shown(&r), "{seed}");
    }
}

/// A page of lines, each at its place from the left; below them a table that begins at `table`, and the last heading.
fn lined(lines: &[(f32, &str)], table: Option<f32>) -> Report {
    let code = |t: &str| hex(encoding_rs::GBK.encode(t).0.iter().copied());
    let put =
        |x: f32, y: f32, words: &str| format!("BT /F 12 Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET\n", code(words));
    let mut out = String::from("0.5 w\n");
    for (i, (x, words)) in lines.iter().enumerate() {
        out += &put(*x, 800.0 - 20.0 * i as f32, words);
    }
    out += &put(104.0, 400.0, "二、主动公开政府信息情况");
    if let Some(left) = table {
        for (row, words) in ["信息内容", "规章", "行政规范性文件"].into_iter().enumerate() {
            out += &put(left + 5.0, 365.0 - 25.0 * row as f32, words);
        }
        (0..=3).for_each(|row| out += &format!("{left} {0} m 544 {0} l S\n", 382 - row * 25));
        [left, left + 120.0, 544.0].iter().for_each(|x| out += &format!("{x} 382 m {x} 307 l S\n"));
    }
    out += &put(104.0, 260.0, "六、其他需要报告的事项");
    out += &put(104.0, 240.0, "无");
    let bytes = pdf::page(FONT, pdf::packed("", out.as_bytes()), named("GBK-EUC-H"));
    read_document(&bytes, "x.pdf", None).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn lines_that_go_on_where_first_ones_begin_are_one_paragraph_whatever_stands_farther_left() {
    let title = "示范局2024年政府信息公开工作年度报告";
    let full = "本局坚持以公开为常态认真做好主动公开和解读回应方便群众查阅使用全年依申";
    let next = "请公开答复公众二十五人其余情况和上一年比较没有大的变化各项工作平稳有序";
    for (left, table) in [(80.0, None), (104.0, Some(80.0))] {
        let lines = [(left, title), (104.0, "一、总体情况"), (104.0, full), (104.0, next), (104.0, "推进。")];
        let r = lined(&lines, table);
        assert_eq!(r.words(Part::Before(Section::Overview)), format!("{full}{next}推进。"), "{left}");
    }
}

#[test]
fn paragraphs_of_one_full_line_each_stay_apart() {
    let own = "本局坚持以公开为常态认真做好主动公开和解读回应方便群众查阅和使用全年。";
    let lines = [
        (80.0, "示范局2024年政府信息公开工作年度报告"),
        (104.0, "一、总体情况"),
        (104.0, own),
        (104.0, own),
        (104.0, own),
    ];
    let r = lined(&lines, None);
    assert_eq!(r.words(Part::Before(Section::Overview)), [own; 3].join("\n"));
}
