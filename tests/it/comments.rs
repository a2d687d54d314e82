//! 批注: read from Word files, answered, sent back with their answers, and never published.

use crate::made::folder::Folder;
use crate::made::fonts;
use crate::made::shapes::report;
use gongkai::app::{papers, sample};
use gongkai::checks::{self, explain};
use gongkai::export;
use gongkai::form::table::CellKey;
use gongkai::import::read_document;
use gongkai::page::blocks::Doc;
use gongkai::report::comment::Comment;
use gongkai::report::edit::Edit;
use gongkai::report::passage::passages;
use gongkai::report::{Anchor, Date, Part, Report, Section};
use std::path::Path;

const CELL: &str = "requests.received/natural";
const ROW: &str = "requests.carried_out";

/// The sample, commented on in its text, at a heading, beside a number, beside a whole row, and at its title.
fn commented() -> Report {
    let mut r = sample::report();
    let part = Part::Before(Section::Overview);
    let said = passages(&r).into_iter().filter(|p| p.part == part).max_by_key(|p| p.words.len());
    let words: String = said.expect("written").words.chars().skip(20).take(9).collect();
    let title = r.title_line();
    let abouts = [
        (Anchor::Quote { part, words }, "这句话太长<改短>"),
        (Anchor::Quote { part: Part::Before(Section::Problems), words: "存在的主要问题".into() }, "标题再核"),
        (Anchor::Cells(vec![CellKey::parse(CELL)]), "和台账差一件"),
        (Anchor::Quote { part: Part::Title, words: title }, "第一行\n第二行"),
    ];
    let date = Date::new(2026, 1, 9);
    let comment =
        |(about, text): (Anchor, &str)| Comment {
            by: "王“处”长".into(), date, text: text.into(), about
        };
    r.comments = abouts.into_iter().map(comment).collect();
    r
}

fn word(doc: &Doc) -> Vec<u8> {
    export::document(doc, Path::new("a.docx"), &|| fonts().clone()).expect("made").bytes
}

fn by_text(r: &Report) -> Vec<&Comment> {
    let mut all: Vec<&Comment> = r.comments.iter().collect();
    all.sort_by_key(|c| &c.text);
    all
}

#[test]
fn comments_come_back_from_word_where_they_stood() {
    let r = commented();
    let back = read_document(&word(&papers::commented(&r)), "a.docx", None).expect("read");
    assert_eq!(by_text(&back), by_text(&r));
    assert_eq!(Report { comments: Vec::new(), ..back }.words(Part::Preamble), r.words(Part::Preamble));
}

#[test]
fn words_in_the_markup_and_comments_without_text_break_no_file() {
    let mut r = commented();
    let part = Part::Before(Section::Overview);
    Edit::Text(part, crate::made::reports::paras(&["A&B两家公司amp和w:t都申请过，<附件>另送。"]))
        .apply(&mut r);
    let date = Date::new(2026, 1, 9);
    let beside = |words: &str, text: &str| {
        let about = Anchor::Quote { part, words: words.into() };
        Comment { by: "王某".into(), date, text: text.into(), about }
    };
    r.comments = ["amp", "w:t", "A&B", "lt", "<附件>"].iter().map(|w| beside(w, w)).collect();
    r.comments.push(beside("公司", ""));
    let made = word(&papers::commented(&r));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&made)).expect("a package");
    let mut xml = String::new();
    let mut part_of = zip.by_name("word/comments.xml").expect("the part");
    std::io::Read::read_to_string(&mut part_of, &mut xml).expect("text");
    assert!(!xml.contains("\"></w:comment>"), "{xml}");
    drop(part_of);
    let back = read_document(&made, "a.docx", None).expect("read");
    for word in ["amp", "w:t", "A&B", "<附件>"] {
        let about = back.comments.iter().find(|c| c.text == word).map(|c| c.about.clone());
        assert_eq!(about, Some(Anchor::Quote { part, words: word.into() }));
    }
}

#[test]
fn a_comment_on_one_of_equal_cells_comes_back_on_that_cell_and_one_on_a_row_on_the_row() {
    let mut r = commented();
    let form = r.form();
    let row: Vec<CellKey> = form.cells().into_iter().filter(|k| k.as_str().starts_with(ROW)).collect();
    for key in &row {
        Edit::enter(form, key, "0").apply(&mut r);
    }
    let suits = form.cells().into_iter().filter(|k| k.as_str().starts_with("review"));
    let mut abouts: Vec<Vec<CellKey>> = row.iter().cloned().chain(suits).map(|k| vec![k]).collect();
    abouts.push(row);
    let like = r.comments[0].clone();
    let comment =
        |(i, keys)| Comment { text: format!("第{i}条"), about: Anchor::Cells(keys), ..like.clone() };
    r.comments = abouts.into_iter().enumerate().map(comment).collect();
    let back = read_document(&word(&papers::commented(&r)), "a.docx", None).expect("read");
    assert_eq!(by_text(&back), by_text(&r));
}

#[test]
fn a_comment_on_an_empty_cell_comes_back_on_no_other_cell() {
    let mut r = report(2024, 7, 40);
    let like = commented().comments[0].clone();
    let all = r.form().cells().into_iter().take(150);
    let comment =
        |(i, key)| Comment { text: format!("第{i}条"), about: Anchor::Cells(vec![key]), ..like.clone() };
    r.comments = all.enumerate().map(comment).collect();
    let back = read_document(&word(&papers::commented(&r)), "a.docx", None).expect("read");
    let mut lost = 0;
    for own in &r.comments {
        let same = back.comments.iter().find(|c| c.text == own.text).expect("there");
        let is_at_title = matches!(same.about, Anchor::Quote { part: Part::Title, .. });
        assert!(same.about == own.about || is_at_title, "{:?} came back on {:?}", own.about, same.about);
        lost += usize::from(is_at_title);
    }
    assert!(lost * 4 < r.comments.len(), "{lost} stand at the title");
}

#[test]
fn a_comment_beside_the_name_of_a_row_is_about_the_row() {
    let mut r = commented();
    let row = r.form().cells().into_iter().filter(|k| k.as_str().starts_with(ROW)).collect();
    r.comments.truncate(1);
    r.comments[0].about = Anchor::Cells(row);
    let found = checks::run(&r, None);
    assert!(found.iter().find(|f| f.code == "S110").expect("told").left.len() > 3);
}

#[test]
fn an_answer_goes_out_beside_its_comment_and_only_there() {
    let mut r = commented();
    let found = checks::run(&r, None);
    let number = found.iter().find(|f| f.code == "S110" && !f.left.is_empty()).expect("told");
    explain::explain(&r, number, "已按台账改正").apply(&mut r);
    let back = read_document(&word(&papers::commented(&r)), "a.docx", None).expect("read");
    let said: Vec<&str> = back.comments.iter().map(|c| c.text.as_str()).collect();
    assert!(said.contains(&"答复：已按台账改正"), "{said:?}");
    assert_eq!(back.comments.len(), r.comments.len() + 1);
}

#[test]
fn what_is_published_holds_no_comment() {
    let (with, without) = (commented(), Report { comments: Vec::new(), ..commented() });
    for e in export::EXPORTERS {
        let path = format!("a.{}", e.format.extension());
        let made = |r: &Report| export::bytes(r, Path::new(&path), &|| fonts().clone()).expect("made").bytes;
        assert!(made(&with) == made(&without), "{path}");
    }
}

#[test]
fn thousands_of_comments_are_bounded_and_the_rest_is_told() {
    let mut r = commented();
    r.comments = r.comments.iter().cycle().take(3000).cloned().collect();
    assert!(r.weighed().is_err(), "such a report is not saved");
    let back = read_document(&word(&papers::commented(&r)), "a.docx", None).expect("read");
    assert!(back.comments.len() < 1000 && back.weighed().is_ok());
    assert!(back.notes.iter().any(|n| n.text.starts_with("批注太多")));
}

#[test]
fn next_year_begins_without_last_years_comments() {
    let next = gongkai::report::next_year::begin(&commented(), "去年.gknb", "");
    assert!(next.comments.is_empty());
}

#[test]
fn the_command_line_sends_comments_only_where_they_are_asked_for() {
    let dir = Folder::new();
    dir.save("a.gknb", &commented());
    assert_eq!(dir.run(&["export", "a.gknb", "-o", "b.docx", "--comments"]).status.code(), Some(0));
    let read = |name: &str| read_document(&dir.read(name), name, None).expect("read").comments.len();
    assert_eq!(read("b.docx"), commented().comments.len());
    dir.run(&["export", "a.gknb", "-o", "c.docx"]);
    assert_eq!(read("c.docx"), 0);
    let refused = dir.run(&["export", "a.gknb", "-o", "d.pdf", "--comments"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!dir.at("d.pdf").exists());
}
