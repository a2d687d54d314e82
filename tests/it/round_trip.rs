//! Whatever a report says comes back from every format that is read back: each paragraph, the office, the signature
//! and its date. What a format can't hold stands here, in one place.

use crate::made::dice::Dice;
use crate::made::fonts;
use crate::made::reports::paras;
use crate::made::shapes::report;
use gongkai::app::read_back;
use gongkai::export::{self, EXPORTERS, ReadsBack};
use gongkai::import::read_document;
use gongkai::report::text::Para;
use gongkai::report::{Date, Part, Report};
use std::path::Path;

/// Names of offices: long ones, with others in brackets, and with brackets on lines of their own.
const OFFICES: [&str; 8] = [
    "云岫市水务局",
    "云岫市林业局（云岫市国家公园管理局）",
    "云岫市委办公室（市档案局、市密码局）",
    "云岫市自然资源和规划局（云岫市林业和草原局、云岫市海洋渔业局）",
    "云岫市自然资源和规划与林业草原水利管理局（云岫市国家公园管理局）",
    "云岫哈萨克族自治州青石县发展和改革委员会（青石县粮食和物资储备局）",
    "云岫市民族宗教事务局（云岫市人民政府侨务办公室）",
    "云岫市青石区人民政府白水街道办事处",
];

/// Printed pages: a paragraph that ends without a stop at the end of a full line goes on in the next.
const PRINTED: [&str; 2] = ["pdf", "ofd"];

/// Numbers alone are kept there.
const NUMBERS_ALONE: [&str; 1] = ["csv"];
/// The words of a section are one piece there: what stands before its table and behind it.
const IN_ONE_PIECE: [&str; 1] = ["json"];

/// A paragraph of so many characters that says nothing, and how it ends.
fn para(dice: &mut Dice) -> String {
    const WORDS: &str =
        "全年公开信息培训工作人员下乡宣传政策咨询解答群众制度执行不够严格队伍力量不强大没有其他事项收取费用";
    // 26 characters fill a line behind the blanks that it begins with.
    const LENGTHS: [usize; 12] = [3, 5, 8, 12, 20, 24, 25, 26, 27, 28, 50, 70];
    const BEGINS: [&str; 8] = ["", "", "", "", "一是", "（一）", "1.", "第一，"];
    const ENDS: [&str; 5] = ["", "", "。", "；", "："];
    let chars: Vec<char> = WORDS.chars().collect();
    let words: String =
        (0..LENGTHS[dice.below(LENGTHS.len())]).map(|_| chars[dice.below(chars.len())]).collect();
    format!("{}{words}{}", BEGINS[dice.below(BEGINS.len())], ENDS[dice.below(ENDS.len())])
}

fn made(seed: u64) -> Report {
    let mut dice = Dice(seed);
    let mut r = report(2024, seed, 0);
    let office = OFFICES[seed as usize % OFFICES.len()];
    // Many offices sign with the first of their names.
    let signed = if seed % 16 < 8 { office } else { office.split('（').next().unwrap_or(office) };
    r.office.name = office.into();
    r.title = paras(&[&format!("{office}2024年政府信息公开工作年度报告")]);
    r.signature.office = signed.into();
    r.signature.date = Date::new(2025, 1, 2 + (seed % 20) as u8);
    for s in r.form().order().collect::<Vec<_>>() {
        let many = [1, 2, 3, 6, 12][dice.below(5)];
        r.section_mut(s).before = (0..many).map(|_| Para::plain(para(&mut dice))).collect();
    }
    r
}

/// What is compared: the title, each paragraph of each part, whose it is, who signed it and when.
fn said(r: &Report, in_one_piece: bool) -> Vec<Vec<String>> {
    let squeezed = |t: String| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let of = |p: Part| -> Vec<String> {
        let lines = r.words(p).lines().map(|l| squeezed(l.into())).collect::<Vec<_>>();
        lines.into_iter().filter(|l| !l.is_empty()).collect()
    };
    let mut out = vec![vec![squeezed(r.title_line())], of(Part::Preamble)];
    for s in r.form().order() {
        let (before, after) = (of(Part::Before(s)), of(Part::After(s)));
        match in_one_piece {
            true => out.push([before, after].concat()),
            false => out.extend([before, after]),
        }
    }
    let date = r.signature.date.map(|d| d.to_string()).unwrap_or_default();
    out.push(vec![squeezed(r.office.name.clone()), squeezed(r.signature.office.clone()), date]);
    out
}

#[test]
fn every_paragraph_office_signature_and_date_comes_back_from_every_format() {
    for seed in 0..16 {
        let r = made(seed);
        for e in EXPORTERS.iter().filter(|e| e.reads_back != ReadsBack::No || e.format.extension() == "pdf") {
            let extension = e.format.extension();
            let name = format!("x.{extension}");
            let bytes = export::bytes(&r, Path::new(&name), &fonts).expect("made").bytes;
            let back = read_document(&bytes, &name, None).unwrap_or_else(|e| panic!("{seed} {name}: {e}"));
            if NUMBERS_ALONE.contains(&extension) {
                assert_eq!(back.office.name, r.office.name, "{seed} {name}");
                continue;
            }
            if PRINTED.contains(&extension) {
                assert_eq!(
                    said(&back, true).concat().concat(),
                    said(&r, true).concat().concat(),
                    "{seed} {name}"
                );
                continue;
            }
            let in_one_piece = IN_ONE_PIECE.contains(&extension);
            assert_eq!(said(&back, in_one_piece), said(&r, in_one_piece), "{seed} {name} {:?}", back.notes);
            let differing = read_back::differences(&r, &bytes, Path::new(&name)).unwrap_or_default();
            assert_eq!(differing, Vec::<String>::new(), "{seed} {name}");
        }
    }
}

/// The red head and the 版记 of an office whose name ends in brackets.
#[test]
fn an_imprint_of_an_office_with_a_second_name_is_read_back_as_it_is() {
    for office in OFFICES {
        let mut r = report(2024, 3, 0);
        r.office.name = office.into();
        r.title = paras(&[&format!("{office}2024年政府信息公开工作年度报告")]);
        r.signature.office = office.into();
        r.layout.style.imprint = true;
        // A mark that a line's end parts within its brackets is not known again: the export says so.
        r.layout.style.red_head = !office.contains('、');
        r.layout.issue.copies_to = "市政府办公室".into();
        for name in ["x.docx", "x.pdf", "x.ofd", "x.html"] {
            let bytes = export::bytes(&r, Path::new(name), &fonts).expect("made").bytes;
            let differing = read_back::differences(&r, &bytes, Path::new(name));
            assert!(differing.is_none_or(|d| d.is_empty()), "{office} {name}");
        }
    }
}

/// Where the signature comes back as a paragraph, that is a difference.
#[test]
fn a_signature_that_became_a_paragraph_is_told_when_it_is_read_back() {
    let mut r = report(2024, 3, 0);
    r.signature.office = "云岫市水务局、云岫市林业局".into();
    let bytes = export::bytes(&r, Path::new("x.docx"), &fonts).expect("made").bytes;
    let differing = read_back::differences(&r, &bytes, Path::new("x.docx")).unwrap_or_default();
    assert!(differing.contains(&"落款".to_string()), "{differing:?}");
}
