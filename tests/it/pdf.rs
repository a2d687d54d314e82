//! The PDF, parsed back: fonts embedded and reduced, every paragraph and cell there, equal on repetition.

use crate::made::reports::paras;
use crate::made::{data, fonts};
use gongkai::export;
use gongkai::page::blocks::{self, DocBlock};
use gongkai::page::fonts::Fonts;
use gongkai::page::pages::{Ink, Item};
use gongkai::page::{HEIGHT, LEFT, PITCH, TOP, WIDTH, lay_out};
use gongkai::report::Report;
use gongkai::report::edit::filled;
use gongkai::report::text::Para;

/// An invented report: prose of many lines, big numbers, all sections.
fn report(year: u16, numbers: &[(&str, &str)]) -> Report {
    let mut r = filled(year, "示范市云溪区水务局", numbers);
    let long = "本年围绕河道治理和供水保障公开信息，“一图读懂”类解读12篇；办理申请（含上年结转）全部按期答复……详见http://www.example.gov.cn/zwgk/2024/index.html？".repeat(9);
    r.preamble = paras(&[&long]);
    r.sections[0].before = paras(&["（一）主动公开", &long, &long]);
    r.sections[4].before = paras(&[&long]);
    r.sections[5].before = paras(&["无"]);
    r.signature.date = gongkai::report::Date::new(year + 1, 1, 20);
    r
}

fn cases() -> Vec<Report> {
    let big = [
        ("disclosure.licensing.licence/decisions", "11398889"),
        ("disclosure.fees.fee/amount", "59237.2449"),
        ("requests.received/natural", "128450"),
        ("requests.done.granted/natural", "128450"),
    ];
    vec![report(2020, &[]), report(2024, &big), Report::new(2025, "某局")]
}

#[test]
fn repetition_gives_equal_bytes_and_the_size_is_small() {
    for r in cases() {
        let a = export::pdf(&r, &fonts()).expect("made");
        let b = export::pdf(&r, &fonts()).expect("made");
        assert_eq!(a.bytes, b.bytes);
        assert_eq!(a.warnings, Vec::<String>::new());
        assert!(a.bytes.len() <= 400_000, "{}", a.bytes.len());
    }
}

#[test]
fn fonts_are_embedded_and_reduced_and_the_outline_names_the_sections() {
    let made = export::pdf(&report(2024, &[]), &fonts()).expect("made");
    let pdf = lopdf::Document::load_mem(&made.bytes).expect("parses");
    let dicts = || pdf.objects.values().filter_map(|o| o.as_dict().ok());
    let descriptors: Vec<_> = dicts().filter(|d| d.has_type(b"FontDescriptor")).collect();
    assert!(descriptors.len() >= 4);
    for d in descriptors {
        let name = d.get(b"FontName").and_then(|n| n.as_name()).expect("a name");
        assert_eq!(name[6], b'+', "{}", String::from_utf8_lossy(name));
        assert!(d.has(b"FontFile2") || d.has(b"FontFile3"));
    }
    let titles = dicts().filter(|d| d.has(b"Dest") && d.has(b"Parent")).count();
    assert_eq!(titles, 7, "six sections and （一）");
    assert_eq!(
        pdf.catalog().and_then(|c| c.get(b"Lang")).and_then(|l| l.as_str()).expect("a language"),
        b"zh-CN"
    );
}

#[test]
fn the_outline_leads_to_headings_that_paragraphs_begin_with() {
    let mut r = report(2024, &[]);
    let text = |n: &str| format!("（{n}）主动公开。{}", "本年公开信息若干条，".repeat(40));
    r.sections[0].before = paras(&[&text("一"), "1.受理", &text("二"), &text("三")]);
    let pages = lay_out(&blocks::of(&r), &fonts());
    let led: Vec<(u8, &str)> =
        pages.outline.iter().map(|e| (e.level, e.text.as_str())).skip(1).take(4).collect();
    assert_eq!(led, [(2, "（一）主动公开"), (3, "1.受理"), (2, "（二）主动公开"), (2, "（三）主动公开")]);
    for e in pages.outline.iter().filter(|e| e.level == 2) {
        let words = |i: &Item| match &i.ink {
            Ink::Run { line, y, .. } => Some((line.glyphs.iter().map(|g| g.ch).collect::<String>(), *y)),
            _ => None,
        };
        let mut lines = pages.pages[e.page].items.iter().filter_map(words);
        let (_, y) = lines.find(|(words, _)| words.starts_with(&e.text)).expect("it is on that page");
        assert!(e.at.1 < y && y < e.at.1 + PITCH, "{}: {y}", e.text);
    }
}

#[test]
fn extraction_gives_back_every_paragraph_and_cell() {
    for r in cases() {
        let made = export::pdf(&r, &fonts()).expect("made");
        let pdf = lopdf::Document::load_mem(&made.bytes).expect("parses");
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        let text: String = pages.iter().map(|p| pdf.extract_text(&[*p]).expect("text")).collect();
        let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let numbers = regex_free_page_numbers(&plain(&text), pages.len());
        for b in blocks::of(&r).blocks {
            match b {
                DocBlock::Para { text: t, .. } | DocBlock::Heading { text: t, .. } | DocBlock::Title(t) => {
                    assert!(numbers.contains(&plain(&t)), "{t}");
                }
                DocBlock::Table(t) => {
                    for v in t
                        .values
                        .values()
                        .chain(t.grid.tiles.iter().map(|t| t.text().to_string()).collect::<Vec<_>>().iter())
                    {
                        assert!(numbers.contains(&plain(v)), "{v}");
                    }
                }
                _ => {}
            }
        }
    }
}

/// Text without the page numbers that stand between two pages' lines.
fn regex_free_page_numbers(text: &str, pages: usize) -> String {
    (1..=pages).fold(text.to_string(), |t, n| t.replacen(&format!("—{n}—"), "", 1))
}

#[test]
fn nothing_leaves_the_text_block_and_no_two_lines_overlap() {
    for r in cases() {
        let pages = lay_out(&blocks::of(&r), &fonts());
        assert!(pages.gaps.nowhere.is_empty());
        for p in &pages.pages {
            for item in &p.items {
                match &item.ink {
                    Ink::Run { line, y, .. } => {
                        for g in &line.glyphs {
                            assert!(g.x >= LEFT - 8.0 && g.x + g.advance <= LEFT + WIDTH + 8.0, "{g:?}");
                        }
                        assert!(*y > TOP && *y < TOP + HEIGHT + 40.0);
                    }
                    Ink::Rule { x0, x1, y0, y1 }
                    | Ink::Fill { x0, x1, y0, y1, .. }
                    | Ink::Picture { x0, x1, y0, y1, .. } => {
                        assert!(*x0 >= LEFT - 0.1 && *x1 <= LEFT + WIDTH + 0.1);
                        assert!(*y0 >= TOP - 0.1 && *y1 <= TOP + HEIGHT + 0.1);
                    }
                }
            }
        }
    }
}

#[test]
fn without_the_fangsong_the_clerk_is_told_and_rare_characters_never_become_boxes() {
    let mut r = report(2024, &[]);
    r.sections[5].before = vec![Para::plain("㑇㑊和𠀀")];
    let made = export::pdf(&r, &Fonts::new(None)).expect("made");
    assert!(made.warnings[0].contains("仿宋"));
    assert!(made.faults[0].contains('𠀀'), "{:?}", made.faults);
}

/// A picture of the tests' own.
fn picture(name: &str) -> Vec<u8> {
    let path = data(&format!("pictures/{name}"));
    std::fs::read(path).expect("a picture")
}

/// A report with these pictures in its first section, as a PDF and its pages.
fn illustrated(pictures: Vec<Vec<u8>>) -> (Vec<u8>, gongkai::page::Pages) {
    let mut r = report(2024, &[]);
    let para = |bytes: Vec<u8>| Para::picture(bytes.into(), "图".into());
    r.sections[0].before = pictures.into_iter().map(para).collect();
    let (made, pages) = export::paged(&blocks::of(&r), &fonts()).expect("made");
    assert_eq!(made.warnings, Vec::<String>::new());
    (made.bytes, pages)
}

#[test]
fn jpeg_pictures_in_colour_and_in_grey_go_into_the_file_as_they_are() {
    let (bytes, pages) = illustrated(vec![picture("colour.jpg"), picture("grey.jpg")]);
    assert_eq!(pages.pictures.len(), 2);
    let pdf = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let name = |d: &lopdf::Dictionary, key: &[u8]| {
        d.get(key).and_then(|o| o.as_name()).map(|n| String::from_utf8_lossy(n).into_owned()).ok()
    };
    let mut seen = Vec::new();
    for object in pdf.objects.values() {
        let Ok(s) = object.as_stream() else { continue };
        if name(&s.dict, b"Subtype").as_deref() == Some("Image") {
            assert_eq!(name(&s.dict, b"Filter").as_deref(), Some("DCTDecode"));
            let of = if s.content == picture("colour.jpg") { "colour" } else { "grey" };
            assert!(of == "colour" || s.content == picture("grey.jpg"), "the file's own bytes");
            seen.push((of, name(&s.dict, b"ColorSpace").unwrap_or_default()));
        }
    }
    seen.sort();
    assert_eq!(seen, [("colour", "DeviceRGB".to_string()), ("grey", "DeviceGray".to_string())]);
}

/// The page that a picture stands on as it is drawn, with the picture's box.
fn drawn(bytes: Vec<u8>, pages: &gongkai::page::Pages) -> (impl Fn(f32, f32) -> [u8; 3] + use<>, [f32; 4]) {
    let ink = |p: &gongkai::page::Page| {
        p.items.iter().find_map(|i| match i.ink {
            Ink::Picture { x0, y0, x1, y1, .. } => Some([x0, y0, x1, y1]),
            _ => None,
        })
    };
    let (page, place) =
        pages.pages.iter().enumerate().find_map(|(i, p)| Some((i, ink(p)?))).expect("on a page");
    let mut drawn = None;
    gongkai::preview::draw(&std::sync::Arc::new(bytes), &[(page, 595)], &mut |_, p| {
        drawn = p;
        false
    });
    let drawn = drawn.expect("drawn");
    let dot = move |x: f32, y: f32| {
        let at = (y as usize * drawn.width + x as usize) * 4;
        [drawn.rgba[at], drawn.rgba[at + 1], drawn.rgba[at + 2]]
    };
    (dot, place)
}

#[test]
fn jpeg_pictures_are_seen_on_the_page_in_colour_and_in_grey() {
    for (name, coloured) in [("colour.jpg", true), ("grey.jpg", false)] {
        let (bytes, pages) = illustrated(vec![picture(name)]);
        let (dot, [x0, y0, x1, y1]) = drawn(bytes, &pages);
        let (upper, lower) = (dot((x0 + x1) / 2.0, y0 + 3.0), dot((x0 + x1) / 2.0, y1 - 3.0));
        if coloured {
            assert!(upper[0] > upper[2].saturating_add(60) && lower[2] > lower[0].saturating_add(60));
        } else {
            assert!(
                upper[0].abs_diff(upper[2]) < 8 && upper[0] < 90 && lower[0] > 160,
                "{upper:?} {lower:?}"
            );
        }
    }
}

/// A PNG of one colour, as its dots are written.
fn of_one_colour(
    colour: png::ColorType,
    depth: png::BitDepth,
    dot: &[u8],
    (palette, clear): (&[u8], &[u8]),
) -> Vec<u8> {
    const SIDE: u32 = 60;
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, SIDE, SIDE);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    if !palette.is_empty() {
        encoder.set_palette(palette.to_vec());
    }
    if !clear.is_empty() {
        encoder.set_trns(clear.to_vec());
    }
    let mut writer = encoder.write_header().expect("written");
    writer.write_image_data(&dot.repeat((SIDE * SIDE) as usize)).expect("written");
    writer.finish().expect("written");
    out
}

#[test]
fn transparent_pictures_are_seen_on_white() {
    use png::{BitDepth, ColorType};
    let (eight, sixteen) = (BitDepth::Eight, BitDepth::Sixteen);
    let nothing: (&[u8], &[u8]) = (&[], &[]);
    let cases: [(&str, Vec<u8>, [u8; 3]); 6] = [
        ("colour, half", of_one_colour(ColorType::Rgba, eight, &[255, 0, 0, 128], nothing), [255, 127, 127]),
        (
            "colour, not at all",
            of_one_colour(ColorType::Rgba, eight, &[0, 0, 255, 255], nothing),
            [0, 0, 255],
        ),
        ("grey, half", of_one_colour(ColorType::GrayscaleAlpha, eight, &[0, 128], nothing), [127, 127, 127]),
        (
            "finer, wholly",
            of_one_colour(ColorType::Rgba, sixteen, &[9, 9, 9, 9, 9, 9, 0, 0], nothing),
            [255, 255, 255],
        ),
        (
            "a palette's clear colour",
            of_one_colour(ColorType::Indexed, eight, &[0], (&[0, 0, 255], &[0])),
            [255, 255, 255],
        ),
        (
            "a colour that stands for clear",
            of_one_colour(ColorType::Rgb, eight, &[1, 2, 3], (&[], &[0, 1, 0, 2, 0, 3])),
            [255, 255, 255],
        ),
    ];
    for (name, png, wanted) in cases {
        let (bytes, pages) = illustrated(vec![png]);
        let (dot, [x0, y0, x1, y1]) = drawn(bytes, &pages);
        let seen = dot((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        let near = seen.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 2);
        assert!(near, "{name}: {seen:?}, not {wanted:?}");
    }
}
