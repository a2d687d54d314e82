//! Tests of what comes in from outside.

use super::*;
use crate::report::Section;
use crate::report::document::Document;
use crate::report::last_years_text::{confirm, list, old_figures};
use crate::report::merge_typed::retext;

const LAST: &str = "（一）主动公开。2024年，我局举办培训3次，满意率97.6%；接受咨询12件，其中电话8件。\n\
                    本局重视公开。收到申请28件，答复26件，结转2件。";
const PLAN: &str = "存在3个问题，其中12件咨询答复不及时。2025年将开展培训2次。";

const FIRST: Part = Part::Before(Section::Overview);
const FIFTH: Part = Part::Before(Section::Problems);

/// A report begun from last year's, its years moved on, one number typed anew and one sentence read.
fn begun() -> Document {
    let mut last = Report::new(2024, "示范局");
    last.sections[0].before = LAST.lines().map(Para::plain).collect();
    last.sections[4].before = vec![Para::plain(PLAN)];
    let mut d = Document::opened(crate::report::next_year::begin(&last, "去年", ""));
    for (was, now) in [("2024年", "2025年"), ("28件", "33件")] {
        let text = d.report().words(FIRST);
        let at = text.find(was).expect("there");
        let text = text.replacen(was, now, 1);
        typed(&mut d, FIRST, &text, at..at.saturating_add(was.len()));
    }
    let read = list(d.report()).into_iter().find(|s| s.quote.words.contains("咨询12件")).expect("there");
    let edit = confirm(d.report(), &read);
    d.apply("照用", edit);
    d
}

fn typed(d: &mut Document, part: Part, text: &str, selected: Range<usize>) {
    let paras = retext(d.report().paras(part), text, &selected, d.report());
    d.apply("修改", [Edit::Text(part, paras)]);
}

/// What of last year is still to be seen to.
fn marks(d: &Document) -> (usize, Vec<String>) {
    let mut figures: Vec<String> = old_figures(d.report()).into_iter().map(|q| q.words).collect();
    figures.sort();
    (list(d.report()).len(), figures)
}

#[test]
fn a_sentence_that_is_moved_keeps_its_marks() {
    let before = begun();
    assert_eq!(
        marks(&before),
        (5, ["12", "2", "2", "2025", "26", "3", "3", "97.6"].map(String::from).to_vec())
    );
    for part in [FIRST, FIFTH] {
        let text = before.report().words(part);
        for from in clauses(&text) {
            // Not the break of the paragraph.
            let cut = from.start..from.start + text[from.clone()].trim_end().len();
            for to in [FIRST, FIFTH] {
                let mut d = before.clone();
                let left = [&text[..cut.start], &text[cut.end..]].concat();
                typed(&mut d, part, &left, cut.clone());
                let target = d.report().words(to);
                let ends = std::iter::once(0..0).chain(clauses(&target));
                let ends: Vec<usize> = ends.map(|c| target[..c.end].trim_end().len()).collect();
                for at in ends {
                    let mut d = d.clone();
                    let whole = [&target[..at], &text[cut.clone()], &target[at..]].concat();
                    typed(&mut d, to, &whole, at..at);
                    assert_eq!(marks(&d), marks(&before), "{} → {whole}", &text[cut.clone()]);
                }
            }
        }
    }
}

#[track_caller]
fn check_pasted(pasted: &str, figures: &[&str]) {
    let mut d = begun();
    let before = marks(&d).1;
    let text = d.report().words(FIFTH);
    typed(&mut d, FIFTH, &format!("{text}{pasted}"), text.len()..text.len());
    let mut after = marks(&d).1;
    before.iter().for_each(|f| drop(after.iter().position(|a| a == f).map(|i| after.remove(i))));
    assert_eq!(after, figures, "{pasted}");
}

#[test]
fn what_is_copied_once_more_out_of_last_years_report_is_marked() {
    check_pasted("2024年，我局举办培训3次，满意率97.6%；", &["2024", "3", "97.6"]);
    check_pasted("收到申请28件，答复26件。", &["26", "28"]);
    // Read already, or not last year's, or no words at all.
    check_pasted("接受咨询12件，其中电话8件。", &[]);
    check_pasted("接受来访13件，开会3次。", &[]);
    check_pasted("3次", &[]);
    check_pasted("本局重视公开。", &[]);
}

#[test]
fn a_stretch_pasted_into_a_sentence_of_ones_own_is_marked() {
    let mut d = begun();
    let text = d.report().words(FIFTH);
    typed(&mut d, FIFTH, &format!("{text}今年又。"), text.len()..text.len());
    let before = marks(&d).1.len();
    let at = text.len() + "今年又".len();
    typed(&mut d, FIFTH, &format!("{text}今年又举办培训3次。"), at..at);
    assert_eq!(marks(&d).1.len(), before + 1);
}

#[test]
fn what_is_typed_letter_by_letter_is_this_years() {
    let mut d = begun();
    let before = marks(&d);
    let text = d.report().words(FIRST);
    let mut typing = String::new();
    for c in "我局举办培训3次。".chars() {
        let at = text.len() + typing.len();
        typing.push(c);
        typed(&mut d, FIRST, &format!("{text}{typing}"), at..at);
    }
    assert_eq!(marks(&d), before);
    // A digit too many, and taken out again.
    let text = d.report().words(FIRST);
    let at = text.find("33件").expect("there");
    for wrong in ["28件", "8件", "28件"] {
        let text = text.replacen("33件", wrong, 1);
        typed(&mut d, FIRST, &text, at..at);
    }
    assert_eq!(marks(&d), before);
}

#[test]
fn what_is_taken_over_from_another_report_is_marked_where_it_is_last_years() {
    let mut d = begun();
    let mut theirs = (**d.report()).clone();
    theirs.sections[5].before = vec![Para::plain("我局举办培训3次，答疑5次。")];
    d.apply("采用", [Edit::Replace(Box::new(theirs))]);
    let figures: Vec<String> = old_figures(d.report()).into_iter().map(|q| q.words).collect();
    assert!(
        figures.iter().filter(|f| *f == "3").count() == 3 && !figures.contains(&"5".into()),
        "{figures:?}"
    );
}

#[test]
fn a_bare_number_that_last_years_report_has_somewhere_makes_no_words_last_years() {
    let mut last = Report::new(2024, "示范局");
    last.sections[0].before = vec![Para::plain("浏览1024次。")];
    let mut d = Document::opened(crate::report::next_year::begin(&last, "去年", ""));
    let (before, _) = marks(&d);
    let text = format!("{}\n责任编辑：王某，浏览次数：1024", d.report().words(FIRST));
    let end = d.report().words(FIRST).len();
    typed(&mut d, FIRST, &text, end..end);
    assert_eq!(marks(&d).0, before);
}

/// A ticked list of repairs gave the whole part, and a number put right was last year's again.
#[test]
fn what_a_list_of_repairs_put_right_is_this_years_though_last_years_report_says_it_too() {
    const RIGHT: &str = "答复26件，结转2件";
    const WRONG: &str = "答复9件，结转5件";
    let mut d = begun();
    let text = d.report().words(FIRST);
    let at = text.find(RIGHT).expect("there");
    typed(&mut d, FIRST, &text.replacen(RIGHT, WRONG, 1), at..at.saturating_add(RIGHT.len()));
    let lines = d.report().words(FIRST).replace(WRONG, RIGHT);
    let paras: Vec<Para> = lines.lines().map(Para::plain).collect();
    let is_marked = |d: &Document| marks(d).1.contains(&"26".to_string());
    let mut pasted = d.clone();
    pasted.apply("粘贴", [Edit::Text(FIRST, paras.clone())]);
    assert!(is_marked(&pasted));
    d.apply("同类的都改", [Edit::PutRight(FIRST, paras)]);
    assert!(!is_marked(&d));
}
