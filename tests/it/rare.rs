//! Characters that few faces have: none is lost without a word, and what is copied from a PDF is what was written.

use crate::made::folder::Folder;
use crate::made::reports::paras;
use crate::made::{fonts, with_installed};
use gongkai::chinese::signs::is_joined;
use gongkai::export;
use gongkai::page::fonts::{Fonts, Gaps, Style};
use gongkai::page::pages::Ink;
use gongkai::page::{blocks, lay_out_filled};
use gongkai::report::Report;
use gongkai::report::edit::filled;
use gongkai::store::{RealDisk, project};

/// A report that says this.
fn saying(words: &str) -> Report {
    let mut r = filled(2024, "示范市云溪区水务局", &[]);
    r.preamble = paras(&[words]);
    r
}

/// What is said in a PDF in place of the glyphs, in its order.
fn said(pdf: &[u8]) -> Vec<String> {
    let pdf = lopdf::Document::load_mem(pdf).expect("a PDF");
    let mut out = Vec::new();
    for page in pdf.get_pages().into_values() {
        let content = pdf.get_and_decode_page_content(page).expect("content");
        for o in content.operations.iter().filter(|o| o.operator == "BDC") {
            let words =
                o.operands.get(1).and_then(|p| p.as_dict().ok()?.get(b"ActualText").ok()?.as_str().ok());
            let units =
                |w: &[u8]| w[2..].chunks(2).map(|u| u16::from_be_bytes([u[0], u[1]])).collect::<Vec<_>>();
            out.extend(words.map(|w| String::from_utf16(&units(w)).expect("UTF-16")));
        }
    }
    out
}

#[test]
fn every_hanzi_of_gbk_and_of_extension_a_is_printed() {
    let all = ('\u{4e00}'..='\u{9fa5}').chain('\u{3400}'..='\u{4db5}');
    let set = |fonts: &Fonts| {
        let mut gaps = Gaps::default();
        for style in Style::ALL {
            all.clone().for_each(|c| _ = fonts.pick(style, c, &mut gaps));
        }
        gaps
    };
    let bundled = fonts();
    let filled = bundled.filling(&set(&bundled)).expect("the rare ones");
    assert_eq!(set(&filled).nowhere.into_iter().collect::<String>(), "");
}

#[test]
fn a_rare_name_is_printed_and_the_common_words_beside_it_stay_as_they_were() {
    let made = export::pdf(&saying("水氹仔、囦囵村、㙟氏，黃說裡眾。"), &fonts()).expect("made");
    assert_eq!((made.faults, made.warnings), (Vec::new(), Vec::new()));
    let rare = made.bytes.windows(b"GongkaiRare".len()).any(|w| w == b"GongkaiRare");
    let pdf = lopdf::Document::load_mem(&made.bytes).expect("a PDF");
    let named = pdf.objects.values().filter_map(|o| o.as_dict().ok()?.get(b"FontName").ok()?.as_name().ok());
    assert!(rare || named.into_iter().any(|n| n.ends_with(b"GongkaiRare-Regular")));
}

#[test]
fn an_installed_face_is_asked_before_a_character_is_lost() {
    let made = export::pdf(&saying("𠀁庄和𠀂庄"), &with_installed()).expect("made");
    assert_eq!(made.faults.len(), 1, "{:?}", made.faults);
    assert!(made.faults[0].contains('𠀂') && !made.faults[0].contains('𠀁'), "{:?}", made.faults);
}

#[test]
fn what_is_lost_in_print_is_read_as_it_was_written() {
    let made = export::pdf(&saying("𠀂野、𠀃氏"), &Fonts::new(None)).expect("made");
    assert_eq!(said(&made.bytes), ["𠀂", "𠀃"], "both stand as 〓");
}

#[test]
fn one_glyph_for_two_characters_is_read_as_each() {
    let mut r = saying("阿卜杜热西提·买买提提出申请。");
    r.sections[4].before = paras(&["•公开不够及时"]);
    let made = export::pdf(&r, &fonts()).expect("made");
    assert_eq!(said(&made.bytes), ["•"], "the first is read as its glyph is");
}

#[test]
fn marks_set_closer_are_read_in_one_so_that_no_reader_takes_them_for_two_lines() {
    let made = export::pdf(&saying("《条例》（国务院令第711号）。有“规划”。"), &fonts()).expect("made");
    assert_eq!(said(&made.bytes), ["》（", "）。", "”。"]);
}

#[test]
fn letters_that_join_are_not_set_one_by_one() {
    let made = export::pdf(&saying("ئۇيغۇر"), &with_installed()).expect("made");
    assert!(made.faults[0].contains("连写"), "{:?}", made.faults);
}

/// The letters of سلا سس: joined they are three glyphs and a blank, then two, the first of them at the right.
#[test]
fn words_of_letters_that_join_are_joined_and_read_to_the_left_where_a_face_does_that() {
    let r = saying("上面写着سلا سس几个字");
    let fonts = with_installed();
    let (pages, faces) = lay_out_filled(&blocks::of(&r), &fonts);
    assert!(pages.gaps.nowhere.is_empty(), "{:?}", pages.gaps);
    let glyphs = || {
        pages.pages.iter().flat_map(|p| &p.items).filter_map(|i| match &i.ink {
            Ink::Run { line, .. } => Some(&line.glyphs),
            _ => None,
        })
    };
    let line = glyphs().find(|l| l.iter().any(|g| g.ch == 'س')).expect("the line");
    let words: String = line.iter().map(|g| g.ch).collect();
    assert!(words.contains("着سلا سس几"), "each once, in the order in which it is read: {words}");
    let at = |n: usize| line.iter().filter(|g| is_joined(g.ch)).nth(n).expect("a letter");
    let face = &faces.faces[at(0).face];
    assert_eq!(face.name, "TestJoined");
    assert!(Some(at(0).gid) != face.gid('س') && at(3).gid != at(4).gid, "joined, not alone");
    assert_eq!(at(2).advance, 0.0, "لا is one glyph");
    // سلا stands at the right of سس, its first letter at its right; Chinese goes on behind both.
    let order: Vec<f32> = (0..5).map(|n| at(n).x).collect();
    assert!(order[0] > order[1] && order[1] > order[3] && order[3] > order[4], "{order:?}");
    let (before, behind) = (line.iter().find(|g| g.ch == '着'), line.iter().find(|g| g.ch == '几'));
    assert!(before.is_some_and(|g| g.x < order[4]) && behind.is_some_and(|g| g.x > order[0]));
    let made = export::pdf(&r, &with_installed()).expect("made");
    assert!(
        made.faults.is_empty() && said(&made.bytes).concat().contains("سلا سس"),
        "{:?}",
        said(&made.bytes)
    );
}

#[test]
fn a_character_lost_in_print_is_an_error_of_the_command_that_names_it() {
    let d = Folder::new();
    // Noncharacters of an office's own making: no face at hand has them.
    project::save(&RealDisk, &d.at("a.gknb"), &saying("\u{f0001}氏")).expect("saved");
    let o = d.run(&["export", "a.gknb", "-o", "a.pdf"]);
    let err = String::from_utf8(o.stderr).expect("UTF-8");
    assert!(o.status.code() == Some(1) && err.contains('〓') && err.contains('\u{f0001}'), "{err}");
    assert!(d.at("a.pdf").exists(), "it is written all the same");
    d.ok(&["export", "a.gknb", "-o", "a.docx"]);
}
