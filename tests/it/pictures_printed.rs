//! The pictures of a PDF or an OFD, brought along where nothing lies over or under them; what is not brought is told.

use crate::made::reports::paras;
use crate::made::shapes::report;
use crate::made::{fonts, pdf, root};
use crate::pictures_of_word::png;
use gongkai::export;
use gongkai::form::Section;
use gongkai::import::read_document;
use gongkai::report::picture::PictureKind;
use gongkai::report::text::Para;
use gongkai::report::{NoteKind, Part, Report};
use std::path::Path;

const OVERVIEW: Part = Part::Before(Section::Overview);
const LAST: Part = Part::Before(Section::Other);

fn file(name: &str) -> Vec<u8> {
    std::fs::read(root().join(name)).expect("a picture")
}

/// The paragraphs of a part, a picture by its kind, its size and its words.
fn shown(r: &Report, part: Part) -> Vec<String> {
    let of = |p: &Para| match p {
        Para::Picture { bytes, caption, .. } => {
            let shape = bytes.shape().expect("one that can be shown");
            let kind = if shape.kind == PictureKind::Png { "PNG" } else { "JPEG" };
            format!("{kind} {}×{} {caption}", shape.width, shape.height)
        }
        Para::Text(_) => text(p),
    };
    r.paras(part).iter().map(of).collect()
}

fn text(p: &Para) -> String {
    match p {
        Para::Text(runs) => runs.iter().filter_map(|r| r.own_words()).collect(),
        Para::Picture { .. } => String::new(),
    }
}

fn told(r: &Report) -> String {
    r.notes.iter().map(|n| format!("{}\n", n.text)).collect()
}

#[test]
fn pictures_of_our_pages_come_back_where_they_stand_with_the_words_below_them() {
    let mut r = report(2024, 3, 0);
    let long = "本局坚持以公开为常态、不公开为例外，认真做好各项公开工作，方便了群众查阅和使用，得到了好评。";
    let picture = |name: &str, caption: &str| Para::picture(file(name).into(), caption.into());
    let mut all = paras(&[long]);
    all.push(picture("tests/data/pictures/colour.jpg", "各渠道公开情况"));
    all.extend(paras(&[long]));
    all.push(picture("assets/icon/gongkai.png", ""));
    all.extend(paras(&["上图是现场的样子。", "图解12条"]));
    r.section_mut(Section::Overview).before = all;
    for name in ["x.pdf", "x.ofd"] {
        let bytes = export::bytes(&r, Path::new(name), &fonts).expect("made").bytes;
        let back = read_document(&bytes, name, None).expect("read");
        assert_eq!(shown(&back, OVERVIEW), shown(&r, OVERVIEW), "{name}");
        assert!(!told(&back).contains("图片"), "{name} {}", told(&back));
        // A photograph is the very file.
        let Para::Picture { bytes, .. } = &back.paras(OVERVIEW)[1] else { panic!("no picture") };
        let Para::Picture { bytes: own, .. } = &r.paras(OVERVIEW)[1] else { panic!("no picture") };
        assert_eq!(bytes, own, "{name}");
    }
}

/// A small report with a picture drawn by this in its last part.
fn with(drawn: &str) -> Report {
    let code =
        |t: &str| -> String { encoding_rs::GBK.encode(t).0.iter().map(|b| format!("{b:02x}")).collect() };
    let font = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[6 0 R]>>";
    let inner = "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 7 0 R>>";
    let about = "<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>";
    let content = [&pdf::report(0, code)[..], drawn.as_bytes()].concat();
    let objects = [font, inner, about].map(|o| o.as_bytes().to_vec()).to_vec();
    let bytes = pdf::page("/Font<</F 5 0 R>>", pdf::packed("", &content), objects);
    read_document(&bytes, "x.pdf", None).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_picture_that_is_not_seen_as_it_is_stays_behind_and_is_told() {
    let dots = "BI /W 2 /H 1 /BPC 8 /CS /G ID az EI Q\n";
    let placed = |matrix: &str| format!("q {matrix} cm {dots}");
    let plain = placed("100 0 0 60 100 420");
    assert_eq!(shown(&with(&plain), LAST), ["无", "PNG 2×1 "]);
    let word = "BT /F 12 Tf 1 0 0 1 120 440 Tm <b8c4> Tj ET\n";
    for (what, drawn) in [
        ("a box lies over it", format!("{plain}1 1 1 rg 150 430 20 20 re f 0 g\n")),
        ("another lies over it", format!("{plain}{}", placed("30 0 0 30 180 430"))),
        ("a line crosses it", format!("{plain}2 w 90 410 m 210 490 l S\n")),
        ("words stand on it", format!("{plain}{word}")),
        ("it lies on words", format!("{word}{plain}")),
        ("it is turned", placed("0 100 -60 0 200 420")),
        ("it is upside down", placed("100 0 0 -60 100 480")),
        ("it is cut", format!("q 100 420 50 60 re W n {plain}Q\n")),
        ("it is in strips", format!("{}{}", placed("100 0 0 30 100 450"), placed("100 0 0 30 100 420"))),
    ] {
        let r = with(&drawn);
        let note = r.notes.iter().find(|n| n.text.contains("图片没有带来"));
        assert!(note.is_some_and(|n| n.kind == NoteKind::Dropped), "{what}: {}", told(&r));
        let brought = shown(&r, LAST).iter().filter(|p| p.starts_with("PNG")).count();
        // What lies over another is whole.
        assert_eq!(brought, usize::from(what.starts_with("another")), "{what}");
    }
    // A thin one is a line.
    assert!(!told(&with(&placed("100 0 0 1 100 420"))).contains("图片"));
}

#[test]
fn a_line_of_the_text_below_a_picture_is_no_caption() {
    let mut r = report(2024, 3, 0);
    let photo = || Para::picture(file("tests/data/pictures/colour.jpg").into(), String::new());
    let cut = "图文解读和视频解读等形式的政策解读材料在门户网站政务公开专栏集中发布并且同步推送到政务新媒体方便群众查阅全年发布15件。";
    let below = [cut, "图文解读15件"];
    r.section_mut(Section::Overview).before =
        below.iter().flat_map(|t| [vec![photo()], paras(&[t])]).flatten().collect();
    for name in ["x.pdf", "x.ofd"] {
        let bytes = export::bytes(&r, Path::new(name), &fonts).expect("made").bytes;
        let back = read_document(&bytes, name, None).expect("read");
        assert_eq!(shown(&back, OVERVIEW), shown(&r, OVERVIEW), "{name}");
    }
}

#[test]
fn a_picture_that_stands_again_and_again_is_an_ornament_and_told() {
    let mut r = report(2024, 3, 0);
    let icon = || Para::picture(png(20, 20, 1).into(), String::new());
    r.section_mut(Section::Overview).before = ["主动公开。", "依申请公开。", "平台建设。", "监督保障。"]
        .iter()
        .flat_map(|t| [vec![icon()], paras(&[t])])
        .flatten()
        .collect();
    for name in ["x.pdf", "x.ofd"] {
        let bytes = export::bytes(&r, Path::new(name), &fonts).expect("made").bytes;
        let back = read_document(&bytes, name, None).expect("read");
        assert_eq!(
            shown(&back, OVERVIEW),
            ["主动公开。", "依申请公开。", "平台建设。", "监督保障。"],
            "{name}"
        );
        assert!(told(&back).contains("同一张图片用了3次以上"), "{name} {}", told(&back));
    }
}
