//! 加粗 and 下划线: from every document that says so into the report, through whatever is edited, and out again.

mod reading;

use crate::made::dice::Dice;
use crate::made::documents::{page, word};
use crate::made::fonts;
use crate::made::offices;
use crate::made::shapes::report;
use gongkai::app::{field, replace};
use gongkai::export;
use gongkai::import::read_document;
use gongkai::page::blocks::{self, DocBlock};
use gongkai::report::document::Document;
use gongkai::report::edit::Edit;
use gongkai::report::emphasis::Emphasis;
use gongkai::report::emphasised::{self, InPara};
use gongkai::report::merge_typed::retext;
use gongkai::report::next_year;
use gongkai::report::passage::passages;
use gongkai::report::reckoned::KnownValues;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::{Datum, Part, Report, Section};
use gongkai::store::project;
use std::collections::BTreeSet;
use std::path::Path;

const PART: Part = Part::Before(Section::Problems);
const BOTH: Emphasis = Emphasis { bold: true, underline: true };

/// What stands out: the words, and how.
fn standing_out(r: &Report) -> Vec<(String, Emphasis)> {
    let known = KnownValues::of(r);
    let of = |p: &Para| {
        let words = p.told(&known);
        let on = emphasised::of(p, &known).into_iter();
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
    emphasised::toggle(r, part, &places, by).apply(r);
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
            emphasised::toggle(r, part, &[(i, range)], by).apply(r);
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
            d.apply("写", [Edit::Text(PART, retext(d.report().paras(PART), &new, &(0..0), d.report()))]);
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
            .map(|id| String::from_utf8_lossy(&pdf.get_page_content(*id)).into_owned())
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

#[test]
fn what_is_replaced_or_put_in_stands_out_as_the_words_that_it_stands_for() {
    let mut r = report(2024, 4, 20);
    put(&mut r, PART, "更新不够及时", Emphasis::BOLD);
    let hits = replace::hits(&r, "不够");
    replace::replace(&r, &hits, "还不").into_iter().for_each(|e| e.apply(&mut r));
    let bold = |words: &str| vec![(words.to_string(), Emphasis::BOLD)];
    assert_eq!(standing_out(&r), bold("更新还不及时"));
    let at = r.words(PART).find("还不").expect("there");
    let year = Run::field(FieldValue::Datum(Datum::Year), FieldStyle::Arabic);
    field::put(&r, PART, 0, at..at, year).expect("an edit").apply(&mut r);
    assert_eq!(standing_out(&r), bold("更新2024还不及时"));
    field::plain(&r, PART, 0, at..at + 4).expect("an edit").apply(&mut r);
    assert_eq!(standing_out(&r), bold("更新2024还不及时"));
    let all: Vec<Edit> = passages(&r)
        .iter()
        .filter(|p| p.part == PART)
        .map(|p| p.reword([(at..at + 4, "去年".into())]))
        .collect();
    all.into_iter().for_each(|e| e.apply(&mut r));
    assert_eq!(standing_out(&r), bold("更新去年还不及时"));
}
