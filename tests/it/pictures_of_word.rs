//! The pictures of a Word document, brought along as they are shown there, with the words below them; what is not
//! brought is told.

use crate::made::documents::{word, zip_of};
use crate::made::form_words::HEADS;
use crate::made::reports::paras;
use crate::made::root;
use gongkai::form::Section;
use gongkai::import;
use gongkai::report::picture::Picture;
use gongkai::report::text::Para;
use gongkai::report::{ChartKind, NoteKind, Part, Report};

const OVERVIEW: Part = Part::Before(Section::Overview);

fn photograph() -> Vec<u8> {
    std::fs::read(root().join("tests/data/pictures/colour.jpg")).expect("a picture")
}

fn shown(r: &Report, part: Part) -> Vec<(Vec<u8>, String)> {
    let of = |p: &Para| match p {
        Para::Picture { bytes, caption, .. } => Some((bytes.bytes().to_vec(), caption.clone())),
        Para::Text(_) => None,
    };
    r.paras(part).iter().filter_map(of).collect()
}

/// A report of six parts in Word with this in the first, third and last of them.
fn read(first: &str, third: &str, last: &str) -> Report {
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let mut body = p("示范县水务局2024年政府信息公开工作年度报告") + &p("本报告按条例编制。");
    for (i, head) in HEADS.iter().enumerate() {
        body += &p(head);
        body += [first, "", third, "", &p("没有。"), last][i];
    }
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let files = [("a", "a.jpg", photograph()), ("b", "b.emf", b"no picture that is known".to_vec())];
    with_files(&document, &files)
}

/// A document with these pictures, each by its name in the text and its file.
fn with_files(document: &str, files: &[(&str, &str, Vec<u8>)]) -> Report {
    let relation = |(id, file, _): &(&str, &str, Vec<u8>)| {
        format!(r#"<Relationship Id="{id}" Type="x/image" Target="media/{file}"/>"#)
    };
    let relations: String = files.iter().map(relation).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("word/document.xml".into(), document.into()),
        ("word/_rels/document.xml.rels".into(), relations.into()),
    ];
    for (_, file, bytes) in files {
        let name = format!("word/media/{file}");
        if parts.iter().all(|p| p.0 != name) {
            parts.push((name, bytes.clone()));
        }
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    import::read_document(&zip_of(&parts), "示范.docx", None).expect("a report")
}

/// A document with this in its first part.
fn overview(first: &str) -> String {
    let body = words("示范县水务局2024年政府信息公开工作年度报告") + &words("一、总体情况") + first;
    format!("<w:document><w:body>{body}{}</w:body></w:document>", words("二、主动公开政府信息情况"))
}

fn words(t: &str) -> String {
    format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>")
}

/// A drawing that stands where it likes.
fn anchored(inner: &str) -> String {
    format!(
        "<w:r><w:drawing><anchor><wrapNone/><graphicData>{inner}</graphicData></anchor></w:drawing></w:r>"
    )
}

fn picture(id: &str, how: &str, place: &str) -> String {
    format!(
        r#"<w:p><w:r><w:drawing><inline><graphic><graphicData><pic><blipFill><blip r:embed="{id}"/>{how}</blipFill><spPr>{place}</spPr></pic></graphicData></graphic></inline></w:drawing></w:r></w:p>"#
    )
}

fn said(r: &Report, kind: NoteKind) -> String {
    r.notes.iter().filter(|n| n.kind == kind).map(|n| n.text.as_str()).collect::<Vec<_>>().join("|")
}

#[test]
fn a_picture_and_its_words_come_back_from_word_and_charts_are_none() {
    let mut r = gongkai::app::sample::report();
    let own = Para::picture(Picture::from(photograph()), "信息公开专栏".into());
    r.sections[0].before =
        [paras(&["一年来，公开工作如下图所示。"]), vec![own], paras(&["做了许多工作。"])].concat();
    r.layout.charts = [(ChartKind::Results, Section::Requests)].into();
    let back = import::read_document(&word(&r), "示范.docx", None).expect("a report");
    assert_eq!(back.paras(OVERVIEW), r.paras(OVERVIEW));
    assert_eq!(shown(&back, Part::After(Section::Requests)), []);
}

#[test]
fn the_words_below_a_picture_are_known_by_how_they_begin() {
    let first = picture("a", "", "") + &words("图1  公开渠道占比") + &words("图书馆设了查阅点。");
    let r = read(&first, "", &words("无。"));
    assert_eq!(shown(&r, OVERVIEW), [(photograph(), "图1  公开渠道占比".to_string())]);
    assert_eq!(r.words(OVERVIEW), "图1  公开渠道占比\n图书馆设了查阅点。");
    assert_eq!(said(&r, NoteKind::Doubtful), "");
}

#[test]
fn what_is_cut_turned_or_of_a_kind_unknown_is_told_and_not_shown_whole() {
    for first in [
        picture("a", r#"<srcRect l="20000"/>"#, ""),
        picture("a", "", r#"<xfrm rot="5400000"/>"#),
        picture("a", "", r#"<prstGeom prst="ellipse"/>"#),
        picture("a", "", "")
            .replace("<blip r:embed=\"a\"/>", "<blip r:embed=\"a\"><lum bright=\"90000\"/></blip>"),
        // A black box over a name.
        picture("a", "", "").replace("<pic>", "<wgp><wsp/><pic>").replace("</pic>", "</pic></wgp>"),
        picture("a", "", "").replace("<inline>", r#"<inline><docPr hidden="1"/>"#),
        picture("b", "", ""),
        picture("c", "", ""),
    ] {
        let r = read(&first, "", "");
        assert_eq!(shown(&r, OVERVIEW), [], "{first}");
        assert!(
            said(&r, NoteKind::Doubtful).contains("文中的1张图片或图形没有读入"),
            "{first}: {:?}",
            r.notes
        );
    }
    let whole = picture("a", r#"<srcRect l="0" b="0"/>"#, r#"<xfrm rot="0" flipH="0"/>"#);
    assert_eq!(shown(&read(&whole, "", ""), OVERVIEW).len(), 1);
}

#[test]
fn a_picture_that_anything_on_its_page_may_lie_over_is_told_and_not_brought() {
    let p = |runs: &str| format!("<w:p>{runs}</w:p>");
    let boxed = anchored(r#"<wsp><spPr><prstGeom prst="rect"/></spPr></wsp>"#);
    let line =
        |w: &str| anchored(&format!(r#"<wsp><spPr><prstGeom prst="line"/><ln w="{w}"/></spPr></wsp>"#));
    let own = picture("a", "", "");
    let twice = format!(
        "<mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback><w:pict><v:rect/></w:pict></mc:Fallback></mc:AlternateContent>"
    );
    let black = anchored(r#"<pic><blipFill><blip r:embed="c"/></blipFill></pic>"#);
    let old = r#"<w:r><w:pict><v:shape><v:imagedata r:id="a"/></v:shape><v:rect fillcolor="black"/></w:pict></w:r>"#;
    for first in [
        own.replace("</w:p>", &format!("<w:r>{twice}</w:r></w:p>")),
        p(&twice) + &words("如图所示。") + &own,
        own.clone() + &p(&black),
        own.clone() + &p(&anchored("<wsp><txbx><txbxContent><w:p/></txbxContent></txbx></wsp>")),
        own.clone() + &p(&line("127000")),
        // Ink.
        own.clone() + &p(&anchored("<contentPart/>")),
        p(old),
    ] {
        let r = read(&first, "", "");
        assert_eq!(shown(&r, OVERVIEW), [], "{first}");
        let told = said(&r, NoteKind::Doubtful);
        assert!(told.contains("文中有1张图片上面可能盖着别的图形，没有带入"), "{first}: {told}");
    }
    // In another part of the same page; a page further on nothing is hidden.
    assert_eq!(shown(&read(&own, "", &p(&boxed)), OVERVIEW), []);
    assert_eq!(shown(&read(&own, &words("公开。").repeat(60), &p(&boxed)), OVERVIEW).len(), 1);
    // A thin line hides nothing.
    assert_eq!(shown(&read(&(own + &p(&line("12700"))), "", ""), OVERVIEW).len(), 1);
}

#[test]
fn a_picture_of_older_programs_is_brought_where_it_is_seen() {
    let old = |style: &str| {
        let shape = format!(r#"<v:shape style="width:9pt;{style}"><v:imagedata r:id="a"/></v:shape>"#);
        shown(&read(&format!("<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"), "", ""), OVERVIEW).len()
    };
    assert_eq!((old("visibility:visible"), old("position: absolute")), (1, 1));
    assert_eq!((old("visibility: hidden"), old("rotation:90")), (0, 0));
}

#[test]
fn a_picture_in_a_text_box_is_brought_and_nothing_is_said_of_its_box() {
    let content = format!("<txbxContent>{}{}</txbxContent>", picture("a", "", ""), words("图1  公开渠道"));
    let text_box = format!("<wsp><txbx>{content}</txbx></wsp>");
    let r = read(&format!("<w:p>{}</w:p>", anchored(&text_box)), "", "");
    assert_eq!(shown(&r, OVERVIEW), [(photograph(), "图1  公开渠道".to_string())]);
    assert_eq!(said(&r, NoteKind::Doubtful), "");
    // With another shape in a group, or on the page.
    let group = anchored(&format!("<wgp>{text_box}<wsp/></wgp>"));
    let beside = anchored(&text_box) + &anchored("<wsp/>");
    for runs in [group, beside] {
        let r = read(&format!("<w:p>{runs}</w:p>"), "", "");
        assert_eq!(shown(&r, OVERVIEW), [], "{runs}");
        assert!(said(&r, NoteKind::Doubtful).contains("可能盖着"), "{runs}");
    }
}

#[test]
fn words_above_pictures_belong_to_the_picture_below_them() {
    let own = picture("a", "", "");
    let captions = |first: &str| -> Vec<String> {
        shown(&read(first, "", ""), OVERVIEW).into_iter().map(|p| p.1).collect()
    };
    let [one, two] = ["图1  渠道", "图2  文字、图解"].map(words);
    let wanted = ["图1  渠道", "图2  文字、图解"].map(String::from);
    assert_eq!(captions(&[one.as_str(), &own, &two, &own].concat()), wanted);
    assert_eq!(captions(&[own.as_str(), &one, &own, &two].concat()), wanted);
    // What leads to the first picture is no caption above it.
    let lead = words("图1 各渠道公开情况如下：");
    assert_eq!(captions(&[lead.as_str(), &own, &one, &own, &two].concat()), wanted);
    let lead = words("图1为各渠道占比");
    assert_eq!(captions(&[lead.as_str(), &own, &one, &own, &two].concat()), wanted);
    // In the paragraph of the picture itself.
    let with = |t: &str| own.replace("</w:p>", &format!("<w:r><w:br/><w:t>{t}</w:t></w:r></w:p>"));
    assert_eq!(captions(&(with("图1  渠道") + &with("图2  文字、图解"))), wanted);
    // The words of one that is not brought are kept.
    let r = read(&[one.as_str(), &picture("b", "", ""), &two, &own].concat(), "", "");
    assert_eq!(r.words(OVERVIEW), "图1  渠道\n图2  文字、图解");
}

/// A PNG of one colour; `turn` as a camera says how it was held.
pub fn png(width: u32, height: u32, turn: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&vec![0xff; (width * height * 3) as usize]).expect("dots");
    writer.finish().expect("an end");
    let entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0];
    let exif = [&b"eXIfMM\0*\0\0\0\x08\0\x01"[..], &entry].concat();
    let length = u32::try_from(exif.len() - 4).expect("short").to_be_bytes();
    // Behind the head; nobody here looks at the sum.
    out.splice(33..33, [&length[..], &exif, &[0; 4]].concat());
    out
}

#[test]
fn pictures_stand_upright_and_damaged_ones_are_told() {
    let one = |bytes: Vec<u8>| {
        let r = with_files(&overview(&picture("a", "", "")), &[("a", "a.png", bytes)]);
        let sizes = r.paras(OVERVIEW).iter().filter_map(|p| match p {
            Para::Picture { bytes, .. } => bytes.shape().map(|s| (s.width, s.height)),
            Para::Text(_) => None,
        });
        (sizes.collect::<Vec<_>>(), said(&r, NoteKind::Doubtful).contains("1张图片或图形没有读入"))
    };
    assert_eq!(one(png(3, 2, 6)), (vec![(2, 3)], false));
    let mut damaged = png(40, 40, 1);
    let dots = damaged.windows(4).position(|w| w == b"IDAT").expect("dots");
    damaged[dots + 6..dots + 10].fill(0);
    assert_eq!(one(damaged), (vec![], true));
}

#[test]
fn a_file_that_many_names_stand_for_is_read_once() {
    let mut large = photograph();
    let scan = large.len() - 2;
    large.splice(scan..scan, vec![0; 2 << 20]);
    let names: Vec<String> = (0..20).map(|i| format!("n{i}")).collect();
    let files: Vec<_> = names.iter().map(|n| (n.as_str(), "a.jpg", large.clone())).collect();
    let r = with_files(&overview(&picture("n19", "", "")), &files);
    assert_eq!(shown(&r, OVERVIEW).len(), 1);
}

#[test]
fn a_picture_where_a_table_belongs_is_shown_and_asked() {
    let r = read("", &picture("a", "", ""), "");
    assert_eq!(shown(&r, Part::Before(Section::Requests)).len(), 1);
    assert!(said(&r, NoteKind::Doubtful).contains("图片里的数没有读"), "{:?}", r.notes);
}

#[test]
fn a_seal_is_no_picture_of_the_text() {
    let last = words("无。") + &words("示范县水务局") + &picture("a", "", "") + &words("2025年1月20日");
    let r = read("", "", &last);
    assert_eq!(shown(&r, Part::Before(Section::Other)), []);
    assert_eq!((r.signature.office.as_str(), r.signature.date.is_some()), ("示范县水务局", true));
    assert!(said(&r, NoteKind::Dropped).contains("印章"), "{:?}", r.notes);
}

#[test]
fn pictures_beyond_what_a_report_may_hold_are_told_and_the_rest_is_read() {
    let first: String = std::iter::repeat_n(picture("a", "", ""), 300).collect();
    let r = read(&first, "", "");
    assert_eq!(shown(&r, OVERVIEW).len(), 200);
    assert!(said(&r, NoteKind::Doubtful).contains("文中的100张图片或图形没有读入"), "{:?}", r.notes);
}

#[test]
fn pictures_that_are_none_cost_a_document_nothing() {
    let large = vec![7_u8; 9 << 20];
    let relations: String = (0..14)
        .map(|i| format!(r#"<Relationship Id="e{i}" Type="x/image" Target="media/{i}.emf"/>"#))
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let plain = word(&gongkai::app::sample::report());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(plain)).expect("a zip");
    let mut parts = vec![("word/_rels/document.xml.rels".to_string(), relations.into_bytes())];
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).expect("a part");
        let name = file.name().expect("a name").to_string();
        if name != "word/_rels/document.xml.rels" {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).expect("read");
            parts.push((name, bytes));
        }
    }
    parts.extend((0..14).map(|i| (format!("word/media/{i}.emf"), large.clone())));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    assert!(import::read_document(&zip_of(&parts), "示范.docx", None).is_ok());
}

#[test]
fn a_paragraph_behind_a_table_is_no_caption_whatever_was_one_in_a_cell() {
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let drawn = || picture("a", "", "");
    let cell = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", drawn(), p("图1　渠道"));
    for behind in [
        p("（二）依申请公开情况。") + &p("全年收到申请6件，办结5件。") + &drawn(),
        p("（二）依申请公开情况。") + &drawn() + &p("全年收到申请6件，办结5件。"),
    ] {
        let r = read(&(cell.clone() + &behind), "", "");
        let words = r.words(OVERVIEW);
        let text: Vec<&Para> = r.paras(OVERVIEW).iter().filter(|p| matches!(p, Para::Text(_))).collect();
        assert!(words.contains("全年收到申请6件，办结5件。"), "{words}");
        assert!(text.len() >= 2, "{words}");
        assert!(shown(&r, OVERVIEW).iter().all(|(_, caption)| !caption.contains("申请")), "{words}");
    }
}

#[test]
fn words_stand_where_most_pictures_have_some_and_a_sentence_that_names_one_is_none() {
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let drawn = || picture("a", "", "");
    for behind in ["图2显示自然人申请最多", "图2数据来自省平台"] {
        let first = [p("图1  渠道"), drawn(), p("图2  申请，单位：件"), drawn(), p(behind)].concat();
        let r = read(&first, "", "");
        let captions: Vec<String> = shown(&r, OVERVIEW).into_iter().map(|s| s.1).collect();
        assert_eq!(captions, ["图1  渠道", "图2  申请，单位：件"], "{behind}");
        assert!(r.words(OVERVIEW).contains(behind), "{behind}");
    }
}

#[test]
fn the_words_below_pictures_side_by_side_in_a_table_are_told() {
    let p = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
    let cell = |t: &str| format!("<w:tc>{}{}</w:tc>", picture("a", "", ""), p(t));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("图1  收到申请6件"), cell("图2  办结5件"));
    let r = read(&table, "", "");
    let told: String = r.notes.iter().map(|n| n.text.as_str()).collect();
    assert!(told.contains("收到申请6件"), "{told}");
}

#[test]
fn a_caption_needs_no_blank_behind_its_number_and_a_sentence_with_one_is_none() {
    let caption = |t: &str| {
        let first = picture("a", "", "") + &words(t);
        shown(&read(&first, "", ""), OVERVIEW).remove(0).1
    };
    for t in [
        "图1公开渠道占比",
        "图一公开渠道占比",
        "图1—1公开渠道占比",
        "图1（公开渠道占比）",
        "图1“政务公开”占比",
    ] {
        assert_eq!(caption(t), t);
    }
    for t in ["图2 显示全年申请情况，自然人占多数", "图2 自然人申请最多，占了多数"]
    {
        assert_eq!(caption(t), "", "{t}");
    }
}
