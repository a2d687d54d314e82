//! 加粗 and 下划线: from every document that says so into the report, through whatever is edited, and out again.

use crate::made::dice::Dice;
use crate::made::documents::{page, word, zip_of};
use crate::made::fonts;
use crate::made::offices;
use crate::made::shapes::report;
use gongkai::export;
use gongkai::import::read_document;
use gongkai::page::blocks::{self, DocBlock};
use gongkai::report::document::Document;
use gongkai::report::edit::Edit;
use gongkai::report::emphasis::{self, Emphasis, InPara};
use gongkai::report::merge_typed::retext;
use gongkai::report::next_year;
use gongkai::report::reckoned::KnownValues;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::{Datum, Part, Report, Section};
use gongkai::store::project;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;

const PART: Part = Part::Before(Section::Problems);
const BOTH: Emphasis = Emphasis { bold: true, underline: true };

/// What stands out: the words, and how.
fn standing_out(r: &Report) -> Vec<(String, Emphasis)> {
    let known = KnownValues::of(r);
    let of = |p: &Para| {
        let words = p.told(&known);
        let on = emphasis::of(p, &known).into_iter();
        on.map(|(range, e)| (words[range].to_string(), e)).collect::<Vec<_>>()
    };
    r.worded().flat_map(|part| r.paras(part).iter().flat_map(of).collect::<Vec<_>>()).collect()
}

/// Puts the words of a part on.
fn put(r: &mut Report, part: Part, words: &str, by: Emphasis) {
    let places: Vec<InPara> = (0..)
        .zip(r.paras(part))
        .filter_map(|(i, p)| {
            let at = p.resolved(r).find(words)?;
            Some((i, at..at + words.len()))
        })
        .take(1)
        .collect();
    assert!(!places.is_empty(), "{words}");
    emphasis::toggle(r, part, &places, by).apply(r);
}

/// Makes a few short stretches of body paragraphs stand out.
fn rolled(r: &mut Report, dice: &mut Dice) {
    let mut met = BTreeSet::new();
    for part in r.worded().filter(|p| !matches!(p, Part::Title | Part::Preamble)).collect::<Vec<_>>() {
        for i in 0..r.paras(part).len() {
            let words = r.paras(part)[i].resolved(r);
            let face = Para::level(&words).is_some() || !Para::numbered_sentence(&words).is_empty();
            let ends: Vec<usize> = words.char_indices().map(|(i, _)| i).chain([words.len()]).collect();
            if !met.insert(words.clone()) || face || ends.len() < 20 {
                continue;
            }
            let from = dice.below(ends.len() - 9);
            let range = ends[from]..ends[from + 1 + dice.below(8)];
            let by = dice.pick(&[Emphasis::BOLD, Emphasis::UNDERLINE, BOTH]);
            emphasis::toggle(r, part, &[(i, range)], by).apply(r);
        }
    }
}

#[test]
fn what_stands_out_comes_back_from_word_and_from_a_web_page_exactly() {
    let mut dice = Dice(31);
    let mut seen = 0;
    for (name, mut r) in offices::reports() {
        rolled(&mut r, &mut dice);
        seen += standing_out(&r).len();
        let read = |bytes: &[u8], kind: &str| read_document(bytes, kind, None).expect("read");
        let back = read(&word(&r), "a.docx");
        assert_eq!(standing_out(&back), standing_out(&r), "{name}");
        assert_eq!(standing_out(&read(&word(&back), "a.docx")), standing_out(&r), "{name}, once more");
        assert_eq!(standing_out(&read(page(&r).as_bytes(), "a.html")), standing_out(&r), "{name}");
        let kept = project::encode(&r).expect("written");
        assert_eq!(project::decode(kept.as_bytes(), Path::new("a.gknb")).expect("read"), r, "{name}");
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn a_stretch_survives_whatever_is_edited_elsewhere_and_undo_brings_all_back() {
    const OWN: &str = "甲乙丙丁";
    let mut dice = Dice(5);
    for round in 0..300 {
        let mut r = report(2024, 3, 50);
        let live = Run::field(FieldValue::Datum(Datum::Office), FieldStyle::Arabic);
        let own = if round % 2 == 0 { Run::text(OWN) } else { Run::old(OWN) };
        let first = vec![Run::old("去年的话，"), live, own.with(BOTH), Run::text("今年的话。")];
        Edit::Text(PART, vec![Para::Text(first), Para::plain("另起一段。")]).apply(&mut r);
        let mut d = Document::new(r.clone());
        for _ in 0..1 + dice.below(6) {
            let text = d.report().words(PART);
            let at = text.find(OWN).expect("still there");
            let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let outside = |a: usize, b: usize| b <= at || a > at + OWN.len();
            let (a, b) = (dice.pick(&places), dice.pick(&places));
            let (a, b) = (a.min(b), a.max(b));
            if !outside(a, b) {
                continue;
            }
            let new =
                format!("{}{}{}", &text[..a], dice.pick(&["", "天", "地\n玄", "\n", "黄宇"]), &text[b..]);
            d.apply("写", [Edit::Text(PART, retext(d.report().paras(PART), &new, d.report()))]);
            assert_eq!(d.report().words(PART), new);
            assert_eq!(standing_out(d.report()), [(OWN.to_string(), BOTH)], "{text} {new}");
        }
        while d.undo().is_some() {}
        assert_eq!(**d.report(), r);
    }
}

#[test]
fn nothing_but_the_look_changes_with_what_stands_out() {
    let plain = report(2024, 4, 20);
    let mut r = plain.clone();
    put(&mut r, Part::Before(Section::Overview), "信息208条，其中“图解”", Emphasis::BOLD);
    put(&mut r, PART, "更新不够及时", Emphasis::UNDERLINE);
    let made = |r: &Report, name: &str| export::bytes(r, Path::new(name), &fonts).expect("made").bytes;
    for name in ["a.json", "a.csv", "a.xlsx"] {
        assert!(made(&r, name) == made(&plain, name), "{name}");
    }
    for name in ["a.pdf", "a.ofd", "a.docx", "a.html"] {
        assert!(made(&r, name) != made(&plain, name), "{name}");
        let read = |r: &Report| read_document(&made(r, name), name, None).expect("read");
        let (a, b) = (read(&r), read(&plain));
        assert_eq!(export::json::write(&a), export::json::write(&b), "{name}");
        assert_eq!(a.notes, b.notes, "{name}");
    }
    let (a, b) = (
        gongkai::page::lay_out(&blocks::of(&r), &fonts()),
        gongkai::page::lay_out(&blocks::of(&plain), &fonts()),
    );
    assert_eq!(a.elements, b.elements);
    let lines = |p: &gongkai::page::Pages| {
        let items = p.pages.iter().flat_map(|p| &p.items);
        let runs = items.filter_map(|i| match &i.ink {
            gongkai::page::pages::Ink::Run { line, y, .. } => {
                Some((line.glyphs.iter().map(|g| (g.ch, g.x)).collect::<Vec<_>>(), *y))
            }
            _ => None,
        });
        runs.collect::<Vec<_>>()
    };
    assert_eq!(lines(&a), lines(&b));
}

#[test]
fn bold_is_drawn_thicker_and_read_out_of_a_pdf_as_before() {
    let mut r = report(2024, 4, 20);
    let drawn = |r: &Report| {
        let made = export::pdf(r, &fonts()).expect("made").bytes;
        let pdf = lopdf::Document::load_mem(&made).expect("parses");
        let pages = pdf.get_pages();
        let content: Vec<String> = pages
            .values()
            .map(|id| String::from_utf8_lossy(&pdf.get_page_content(*id).expect("content")).into_owned())
            .collect();
        let numbers: Vec<u32> = pages.into_keys().collect();
        let text = pdf.extract_text(&numbers).expect("text");
        (content.concat(), text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
    };
    let (content, text) = drawn(&r);
    assert!(!content.contains(" Tr"), "nothing says how words are drawn where none stands out");
    put(&mut r, PART, "更新不够及时", Emphasis::BOLD);
    let (bold, same) = drawn(&r);
    assert_eq!((bold.matches("2 Tr").count(), bold.matches("0 Tr").count()), (1, 1));
    assert_eq!(same, text);
}

#[test]
fn next_year_begins_with_what_stood_out() {
    let mut r = report(2024, 4, 20);
    put(&mut r, PART, "更新不够及时", Emphasis::BOLD);
    let next = next_year::begin(&r, "去年.gknb", "");
    assert_eq!(standing_out(&next), [("更新不够及时".to_string(), Emphasis::BOLD)]);
    assert!(next.paras(PART).iter().all(|p| matches!(p, Para::Text(r) if r.iter().all(Run::is_old))));
}

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

#[test]
fn a_heading_may_stand_out_where_the_clerk_wants_it() {
    let mut r = report(2024, 4, 20);
    put(&mut r, Part::Before(Section::Overview), "（一）主动公开", Emphasis::UNDERLINE);
    let heading = blocks::of(&r).blocks.into_iter().find_map(|b| match b {
        DocBlock::Heading { text, emphasis, .. } if text == "（一）主动公开" => Some(emphasis),
        _ => None,
    });
    assert_eq!(heading, Some(vec![(0.."（一）主动公开".len(), Emphasis::UNDERLINE)]));
    assert!(page(&r).contains("<u>（一）主动公开</u>"));
}
