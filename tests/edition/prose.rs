//! What sentences, starting texts and charts say of the third edition.

use super::{found, zeros};
use gongkai::app::draft_sentences;
use gongkai::checks;
use gongkai::page::charts::Chart;
use gongkai::report::text::Para;
use gongkai::report::{ChartKind, Part, Report, Section};

fn saying(numbers: &[(&str, &str)], words: &str) -> Report {
    let mut r = zeros(numbers);
    r.section_mut(Section::Overview).before = vec![Para::plain(words)];
    r
}

#[test]
fn sentences_are_judged_by_its_cells() {
    let received = [("requests.received/natural", "3"), ("requests.received/org.media", "4")];
    for (words, code, agrees) in [
        ("全年新收政府信息公开申请7件。", "N101", true),
        ("全年新收政府信息公开申请8件。", "N101", false),
        ("全年新收政府信息公开申请7件，其中自然人3件、法人或其他组织4件。", "N101", true),
        ("全年新收政府信息公开申请7件。法人或其他组织提出的申请新收4件。", "N101", true),
        ("全年新收政府信息公开申请7件。法人或其他组织提出的申请新收5件。", "N101", false),
        ("全年新收政府信息公开申请7件，其中自然人3件、新闻媒体4件。", "N106", true),
    ] {
        let r = saying(&received, words);
        assert_eq!(found(&r, code).is_empty(), agrees, "{words} {:?}", found(&r, code));
    }
    let ended = [("review.count/reconsideration.upheld", "1"), ("review.branch/reconsideration.upheld", "2")];
    for (words, agrees) in [
        ("因政府信息公开工作被申请行政复议3件，结果维持3件。", true),
        ("因政府信息公开工作被申请行政复议3件，结果维持1件。", false),
        ("因政府信息公开工作被申请行政复议1件。", false),
    ] {
        let r = saying(&ended, words);
        assert_eq!(found(&r, "N103").is_empty(), agrees, "{words} {:?}", found(&r, "N103"));
    }
}

#[test]
fn starting_texts_name_its_new_group_and_agree_with_its_tables() {
    let numbers = [
        ("requests.received/org.media", "5"),
        ("requests.done.passed_on.upwards/org.media", "3"),
        ("requests.done.passed_on.elsewhere/org.media", "2"),
    ];
    let mut r = zeros(&numbers);
    for part in [Part::Before(Section::Overview), Part::Before(Section::Requests)] {
        let paras = draft_sentences::of(&r, part);
        if let Some(text) = r.paras_mut(part) {
            *text = paras;
        }
    }
    let words = r.words(Part::Before(Section::Overview));
    assert!(words.contains("办结5件，均转送办理"), "{words}");
    r.preamble = draft_sentences::of(&r, Part::Preamble);
    let preamble = r.words(Part::Preamble);
    assert!(preamble.contains("国信公开函〔2040〕7号"), "{preamble}");
    assert!(preamble.contains("年度概况、公开申请的收到和办理、主动发布的政府信息"), "{preamble}");
    let against = checks::run(&r, None).into_iter().filter(|f| f.code.starts_with('N')).collect::<Vec<_>>();
    assert!(against.is_empty(), "{against:#?}");
    assert!(found(&r, "D105").is_empty() && found(&r, "S102").is_empty());
}

#[test]
fn charts_leave_none_of_its_groups_out() {
    let r = zeros(&[("requests.done.passed_on.upwards/org.media", "3")]);
    let results = Chart::of(&r, ChartKind::Results).expect("a chart");
    let bars: Vec<&str> = results.bars.iter().map(|b| b.label.as_str()).collect();
    assert_eq!(bars, ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "转送办理", "其他处理"]);
    assert_eq!(results.bars[5].values, [Some(3)]);
    let applicants = Chart::of(&r, ChartKind::Applicants).expect("a chart");
    assert!(applicants.bars.iter().any(|b| b.label == "新闻媒体"));
}
