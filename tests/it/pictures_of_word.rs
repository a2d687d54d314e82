//! The pictures of a Word document, brought along as they are shown there, with the words below them; what is not
//! brought is told.

use crate::made::documents::{word, zip_of};
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
    let heads = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ];
    let mut body = p("示范县水务局2024年政府信息公开工作年度报告") + &p("本报告按条例编制。");
    for (i, head) in heads.iter().enumerate() {
        body += &p(head);
        body += [first, "", third, "", &p("没有。"), last][i];
    }
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let relations = r#"<Relationships><Relationship Id="a" Type="x/image" Target="media/a.jpg"/><Relationship Id="b" Type="x/image" Target="/word/media/b.emf"/></Relationships>"#;
    let parts: [(&str, &[u8]); 4] = [
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/a.jpg", &photograph()),
        ("word/media/b.emf", b"no picture that is known"),
    ];
    import::read_document(&zip_of(&parts), "示范.docx", None).expect("a report")
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
    let words = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
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
        assert!(said(&r, NoteKind::Doubtful).contains("文中的1张图片没有读入"), "{first}: {:?}", r.notes);
    }
    let whole = picture("a", r#"<srcRect l="0" b="0"/>"#, r#"<xfrm rot="0" flipH="0"/>"#);
    assert_eq!(shown(&read(&whole, "", ""), OVERVIEW).len(), 1);
}

#[test]
fn a_picture_where_a_table_belongs_is_shown_and_asked() {
    let r = read("", &picture("a", "", ""), "");
    assert_eq!(shown(&r, Part::Before(Section::Requests)).len(), 1);
    assert!(said(&r, NoteKind::Doubtful).contains("图片里的数没有读"), "{:?}", r.notes);
}

#[test]
fn a_seal_is_no_picture_of_the_text() {
    let words = |t: &str| format!("<w:p><w:r><w:t>{t}</w:t></w:r></w:p>");
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
    assert!(said(&r, NoteKind::Doubtful).contains("文中的100张图片没有读入"), "{:?}", r.notes);
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
