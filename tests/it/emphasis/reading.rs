//! What other programs' documents say of it.

use super::{BOTH, PART, standing_out};
use crate::made::documents::{page, word, zip_of};
use crate::made::shapes::report;
use gongkai::import::read_document;
use gongkai::report::Report;
use gongkai::report::emphasis::Emphasis;
use gongkai::report::text::Para;
use std::io::{Cursor, Read};

/// The sample's Word file with other runs in place of one paragraph, and more styles.
fn word_with(runs: &str, styles: &str, properties: &str) -> Report {
    let mut r = report(2024, 4, 20);
    r.sections[4].before = vec![Para::plain("要换掉的一段话，很长很长很长。")];
    let bytes = word(&r);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = Vec::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let (mut text, name) = (String::new(), part.name().expect("a name").into_owned());
        part.read_to_string(&mut text).expect("XML");
        if name == "word/document.xml" {
            let own = r#"<w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">要换掉的一段话，很长很长很长。</w:t></w:r>"#;
            assert!(text.contains(own));
            text = text.replace(own, &format!("{properties}</w:pPr>{runs}"));
        }
        if name == "word/styles.xml" {
            text = text.replace("</w:styles>", &format!("{styles}</w:styles>"));
        }
        parts.push((name, text.into_bytes()));
    }
    let parts: Vec<(&str, &Vec<u8>)> = parts.iter().map(|(n, b)| (n.as_str(), b)).collect();
    read_document(&zip_of(&parts), "a.docx", None).expect("read")
}

#[test]
fn word_says_by_styles_and_by_runs_what_stands_out() {
    const STYLES: &str = r#"
        <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Stronger"><w:name w:val="x"/><w:basedOn w:val="Strong"/></w:style>
        <w:style w:type="character" w:styleId="a7"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="AllBold"><w:name w:val="y"/><w:rPr><w:b/></w:rPr></w:style>"#;
    const BODY: &str = r#"<w:pStyle w:val="BodyText"/>"#;
    const ALL_BOLD: &str = r#"<w:pStyle w:val="AllBold"/>"#;
    let run =
        |properties: &str, words: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>");
    let bold = |words: &str| vec![(words.to_string(), Emphasis::BOLD)];
    for (properties, style, wanted) in [
        ("<w:b/>", BODY, bold("重点工作")),
        (r#"<w:b w:val="0"/>"#, BODY, vec![]),
        (r#"<w:b w:val="false"/>"#, BODY, vec![]),
        (r#"<w:rStyle w:val="Strong"/>"#, BODY, bold("重点工作")),
        (r#"<w:rStyle w:val="Stronger"/>"#, BODY, bold("重点工作")),
        (r#"<w:rStyle w:val="Strong"/><w:b w:val="0"/>"#, BODY, vec![]),
        (r#"<w:u w:val="none"/>"#, BODY, vec![]),
        (r#"<w:u w:val="wave"/>"#, BODY, vec![("重点工作".into(), Emphasis::UNDERLINE)]),
        (r#"<w:rStyle w:val="a7"/>"#, BODY, vec![]),
        ("<w:b/>", ALL_BOLD, vec![]),
        (r#"<w:b/><w:u w:val="single"/>"#, BODY, vec![("重点工作".into(), BOTH)]),
    ] {
        let runs =
            format!("{}{}{}", run("", "一是推进"), run(properties, "重点工作"), run("", "，不够有力。"));
        let r = word_with(&runs, STYLES, style);
        assert_eq!(r.words(PART), "一是推进重点工作，不够有力。");
        assert_eq!(standing_out(&r), wanted, "{properties} {style}");
    }
}

#[test]
fn a_headings_own_bold_is_its_face_and_what_all_words_have_is_no_emphasis() {
    let run = |on: &str, words: &str| format!("<w:r><w:rPr>{on}</w:rPr><w:t>{words}</w:t></w:r>");
    const BODY: &str = r#"<w:pStyle w:val="BodyText"/>"#;
    let read = |runs: &str| standing_out(&word_with(runs, "", BODY));
    assert_eq!(read(&run("<w:b/>", "（一）公开不够及时")), []);
    assert_eq!(read(&format!("{}{}", run("<w:b/>", "（一）公开不够及时。"), run("", "本年有3条晚了。"))), []);
    let first = format!("{}{}", run("<w:b/>", "一是公开不够及时。"), run("", "本年有3条晚了。"));
    assert_eq!(read(&first), [("一是公开不够及时。".to_string(), Emphasis::BOLD)]);
    let long = "本年公开的信息更新不够及时。".repeat(60);
    assert_eq!(read(&run("<w:b/>", &long)), []);
}

#[test]
fn a_web_page_says_by_tags_and_by_looks_what_stands_out() {
    let r = report(2024, 4, 20);
    let body = "一是解读形式不多；二是更新不够及时。";
    for (written, wanted) in [
        ("<b>解读形式</b>", Emphasis::BOLD),
        ("<span style='font-weight: 700'>解读形式</span>", Emphasis::BOLD),
        ("<strong><span style='font-weight:normal'>解读</span></strong>形式", Emphasis::NONE),
        ("<span style=\"text-decoration:underline\">解读形式</span>", Emphasis::UNDERLINE),
        ("<a href='x'><u>解读形式</u></a>", Emphasis::UNDERLINE),
        ("<b style='mso-bidi-font-weight:normal'><u>解读形式</u></b>", BOTH),
        ("<span style='font-weight:400'>解读形式</span>", Emphasis::NONE),
    ] {
        let html = page(&r).replace(body, &body.replace("解读形式", written));
        let back = read_document(html.as_bytes(), "a.html", None).expect("read");
        assert_eq!(back.words(PART), body);
        let all: Vec<_> =
            Some(("解读形式".to_string(), wanted)).filter(|w| w.1 != Emphasis::NONE).into_iter().collect();
        assert_eq!(standing_out(&back), all, "{written}");
    }
}
