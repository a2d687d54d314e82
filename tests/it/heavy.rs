//! One measure of a report's weight at every door: what is taken in can be saved, what is saved can be opened, and
//! what a report holds besides is shared, not copied.

use crate::made::dice::Dice;
use crate::made::edits::MAKERS;
use crate::made::offices::any_with_last;
use gongkai::checks;
use gongkai::form::table::CellKey;
use gongkai::import::{self, ImportError};
use gongkai::report::document::Document;
use gongkai::report::edit::Edit;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::{Part, Report, Section, UnitReport};
use gongkai::store::{RealDisk, StoreError, project};
use std::path::Path;

const PART: Part = Part::Before(Section::Overview);

fn saying(paras: Vec<Para>) -> Report {
    let mut r = Report::new(2025, "示范局");
    Edit::Text(PART, paras).apply(&mut r);
    r
}

/// As a file written by another hand would say it.
fn opened(r: &Report) -> Result<Report, StoreError> {
    project::decode(project::encode(r).expect("writes").as_bytes(), Path::new("x.gknb"))
}

/// A picture of so many bytes and a few more, and of so many dots.
fn picture(bytes: usize, side: u32) -> Para {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, side, side);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("written");
    writer.write_image_data(&vec![7; (side * side) as usize]).expect("written");
    // Further pieces of dots are nobody's business, but they weigh.
    let more = vec![0; bytes];
    writer.write_chunk(png::chunk::IDAT, &more).expect("written");
    writer.finish().expect("written");
    Para::picture(png.into(), "图".into())
}

#[test]
fn what_is_too_much_is_refused_at_every_door_in_a_sentence_and_nothing_changes() {
    let live = |n: usize| {
        let value = FieldValue::Sum(vec![CellKey::parse("requests.received/natural"); n]);
        Para::Text(vec![Run::field(value, FieldStyle::Arabic)])
    };
    let units = || {
        let cells = Report::new(2025, "某局").cells;
        let of_one = cells.len();
        vec![UnitReport { cells, ..UnitReport::default() }; 150_001 / of_one + 1]
    };
    let cases: [(Edit, &str); 6] = [
        (Edit::Text(PART, vec![Para::plain("一".repeat(401_000))]), "文字超过40万字"),
        (Edit::Text(PART, vec![Para::plain(""); 30_001]), "超过6万处"),
        (Edit::Text(PART, vec![live(60_001)]), "超过6万处"),
        (Edit::Text(PART, vec![picture(9 << 20, 10); 4]), "图片合起来超过34 MB"),
        (Edit::Text(PART, vec![picture(0, 3000); 18]), "超过1亿6千万像素"),
        (Edit::Units(units()), "超过15万格数"),
    ];
    let dir = tempfile::tempdir().expect("a folder");
    for (edit, words) in cases {
        let mut d = Document::new(saying(vec![Para::plain("原来的话。")]));
        let before = d.report().clone();
        let said = d.apply_grouped("改", None, [edit.clone()]).expect_err(words).sentence();
        assert!(said.contains(words) && said.contains("报告没有改动") && said.contains("请"), "{said}");
        assert_eq!((d.report(), d.undo_name()), (&before, None));
        let mut heavy = (*before).clone();
        edit.apply(&mut heavy);
        let path = dir.path().join("重.gknb");
        let said = project::save(&RealDisk, &path, &heavy).expect_err(words).to_string();
        assert!(said.contains(words) && said.contains("没有保存") && !path.exists(), "{said}");
        let said = opened(&heavy).expect_err(words).to_string();
        assert!(said.contains(words) && said.contains("没有打开"), "{said}");
    }
}

#[test]
fn a_text_that_could_not_be_saved_is_not_imported() {
    let heavy = format!("示范局2025年政府信息公开工作年度报告\n一、总体情况\n{}。\n", "一".repeat(401_000));
    let said = import::read_document(heavy.as_bytes(), "x.txt", Some(2025)).expect_err("too heavy");
    assert!(matches!(said, ImportError::TooHeavy { .. }), "{said}");
    // Signs that take most room in a file.
    for sign in [",", "{", "\u{200d}", "\u{ad}", "\u{301}"] {
        let most = format!("示范局2025年政府信息公开工作年度报告\n一、总体情况\n{}\n", sign.repeat(350_000));
        let r = import::read_document(most.as_bytes(), "x.txt", Some(2025)).expect("an import");
        assert_eq!(opened(&r).expect("opens"), r);
        project::proved(&r, Path::new("x.gknb")).expect("can be saved");
    }
}

#[test]
fn a_report_of_a_city_with_thirty_photographs_is_far_from_too_heavy() {
    let page = "本市围绕重点领域加强政府信息公开，完善工作制度。".repeat(26);
    let paras = (0..60).flat_map(|i| {
        let photo = (i % 2 == 0).then(|| picture(1 << 20, 900));
        [Para::plain(page.clone())].into_iter().chain(photo)
    });
    let mut last = saying(paras.clone().collect());
    last.year = 2024;
    let mut r = gongkai::report::next_year::begin(&last, "去年.gknb", "");
    Edit::Text(PART, paras.collect()).apply(&mut r);
    r.weighed().expect("light enough");
    project::proved(&r, Path::new("x.gknb")).expect("can be saved");
}

#[test]
fn what_any_edits_make_of_a_report_is_what_is_opened_again() {
    let mut dice = Dice(11);
    for _ in 0..60 {
        let mut r = any_with_last(&mut dice);
        for _ in 0..12 {
            let make = MAKERS[dice.below(MAKERS.len())];
            make(&mut dice, &r).apply(&mut r);
        }
        // What nobody can type is held to what can be typed, once.
        let r = opened(&r).expect("opens");
        assert!(opened(&r).expect("opens again") == r, "{:?}", r.year);
    }
}

#[test]
fn two_thousand_steps_are_taken_back_and_share_the_pictures() {
    let photos: Vec<Para> = (0..8).map(|_| picture(4 << 20, 40)).collect();
    let mut d = Document::opened(saying(photos));
    let start = d.report().clone();
    let keys = start.form().cells();
    for i in 0..2000 {
        let e = Edit::enter(d.report().form(), &keys[i % keys.len()], &(i + 1).to_string());
        assert!(d.apply("录入", [e]));
    }
    assert!(d.memory() < 2 << 20, "{} bytes for 2,000 cells", d.memory());
    let pictures = |r: &Report| -> Vec<_> {
        r.paras(PART)
            .iter()
            .filter_map(|p| if let Para::Picture { bytes, .. } = p { Some(bytes.clone()) } else { None })
            .collect()
    };
    let shared =
        |a: &Report, b: &Report| pictures(a).iter().zip(&pictures(b)).all(|(a, b)| a.is_shared_with(b));
    assert!(shared(&start, d.report()));
    let mut taken_back = 0;
    while d.undo().is_some() {
        taken_back += 1;
        assert!(shared(&start, d.report()));
    }
    assert_eq!(taken_back, 2000);
    assert_eq!(**d.report(), *start);
    while d.redo().is_some() {}
    assert_eq!(d.report().canonical(&keys[1999 % keys.len()]).as_deref(), Some("2000"));
}

#[test]
fn steps_that_take_much_are_kept_within_bounds() {
    let mut d = Document::new(saying(Vec::new()));
    for i in 0..200 {
        assert!(d.apply("改写", [Edit::Text(PART, vec![Para::plain("一".repeat(200_000 + i))])]));
    }
    assert!(d.memory() <= 40 << 20, "{}", d.memory());
    assert!(d.undo().is_some());
}

#[test]
fn a_repair_carries_only_what_it_changes_however_long_the_section_is() {
    let text = "全年新收政府信息公开申请9件。".repeat(2_000);
    for paras in [vec![Para::plain(text.clone())], vec![Para::plain("全年新收政府信息公开申请9件。"); 2_000]]
    {
        let mut r = saying(paras);
        // A row that is not filled is held against no sentence.
        for column in r.form().columns_of("requests.received").iter().filter(|c| *c != "total") {
            let number = if column == "natural" { "8" } else { "0" };
            Edit::enter(r.form(), &CellKey::new("requests.received", column), number).apply(&mut r);
        }
        let found = checks::run(&r, None);
        let fixes: Vec<&Edit> =
            found.iter().flat_map(|f| f.fix.iter().chain(&f.live)).flat_map(|f| &f.edits).collect();
        let wrong = found.iter().filter(|f| f.code == "N101").count();
        assert_eq!(wrong, 2_000);
        for e in fixes {
            let small = match e {
                Edit::Reword(_, changes) => changes.len() == 1,
                // What an empty section is to say.
                Edit::Text(_, paras) => paras.len() == 1,
                _ => true,
            };
            assert!(small, "{e:?}");
        }
    }
}

/// Ten thousand totals in a text were the sum of a million cells with every key.
#[test]
fn a_live_value_says_what_its_cell_says_however_often_it_is_named() {
    let mut dice = Dice(23);
    for _ in 0..20 {
        let mut r = any_with_last(&mut dice);
        let keys = r.form().cells();
        let one = |key: &CellKey| Run::field(FieldValue::Sum(vec![key.clone()]), FieldStyle::Arabic);
        let paras = (0..3).map(|_| Para::Text(keys.iter().map(one).collect())).collect();
        Edit::Text(PART, paras).apply(&mut r);
        let alone: String = keys.iter().map(|k| one(k).resolved(&r)).collect();
        assert_eq!(r.words(PART), [&*alone; 3].join("\n"));
        let key = &keys[dice.below(keys.len())];
        Edit::enter(r.form(), key, "31").apply(&mut r);
        let alone: String = keys.iter().map(|k| one(k).resolved(&r)).collect();
        assert_eq!(r.words(PART), [&*alone; 3].join("\n"));
    }
}
