//! What the program selects in a long text is seen, so that nobody types over what is out of sight; and what is
//! confirmed is what is looked at.

use super::*;
use gongkai::report::last_years_text;
use gongkai::report::text::{Para, Run};

const PART: Part = Part::Before(Section::Overview);

/// 100 % and 200 % of a small screen, 200 % of a usual one.
const WINDOWS: [egui::Vec2; 3] =
    [egui::vec2(1024.0, 600.0), egui::vec2(512.0, 300.0), egui::vec2(683.0, 384.0)];

const CTRL: Modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };

/// Part one with some 2,000 characters of last year's.
fn long() -> Desk {
    let mut d = Desk::sample();
    let sentence =
        |i: usize| format!("围绕第{i}批重点领域公开各类信息{}条，回应群众关切，办好便民服务事项。", 700 + i);
    let paragraph =
        |p: usize| Para::Text(vec![Run::old((p * 10..p * 10 + 10).map(sentence).collect::<String>())]);
    d.session().apply("写", None, [Edit::Text(PART, (1..7).map(paragraph).collect())]);
    d.click("一 总体情况");
    d
}

/// What is selected beyond what is seen of the text.
fn unseen(d: &Desk) -> Option<String> {
    let seen =
        d.h.ctx
            .memory(|m| m.focused())
            .and_then(|id| d.h.ctx.viewport(|v| v.prev_pass.widgets.get(id).map(|w| w.interact_rect)));
    let node = d.h.query_all(kittest::by().predicate(|n| n.is_focused())).next_back()?;
    let node = node.accesskit_node();
    let Some(selected) = node.text_selection().filter(|s| !s.is_degenerate()) else {
        return Some("nothing is selected".to_string());
    };
    let boxes: Vec<egui::Rect> = selected
        .bounding_boxes()
        .into_iter()
        .map(|r| {
            egui::Rect::from_min_max(
                egui::pos2(r.x0 as f32, r.y0 as f32),
                egui::pos2(r.x1 as f32, r.y1 as f32),
            )
        })
        .collect();
    let is_seen = |r: &&egui::Rect| seen.is_some_and(|s| s.expand(1.0).contains_rect(**r));
    // Of a sentence longer than the window, its first line.
    let wanted = if d.h.ctx.content_rect().height() < 400.0 { 1 } else { boxes.len() };
    let shown = boxes.iter().take_while(is_seen).count();
    (boxes.is_empty() || shown < wanted).then(|| format!("“{}” {boxes:?} in {seen:?}", selected.text()))
}

#[test]
fn a_number_typed_over_is_seen_before_it_is_typed_over() {
    for window in WINDOWS {
        let mut d = long();
        d.h.set_size(window);
        d.run();
        for n in 0..130 {
            d.press(Modifiers::NONE, Key::F12);
            assert_eq!(unseen(&d), None, "{n} in {window:?}");
        }
        for key in [Key::F6, Key::F6, Key::F12] {
            d.press(Modifiers::SHIFT, key);
            assert_eq!(unseen(&d), None, "{key:?} in {window:?}");
        }
    }
}

#[test]
fn a_finding_a_found_word_and_what_comes_back_are_seen_too() {
    for window in WINDOWS {
        let mut d = long();
        let mut paras = d.report().paras(PART).to_vec();
        paras.push(Para::plain("全年收到政府信息公开申请9999件。"));
        d.session().apply("写", None, [Edit::Text(PART, paras)]);
        d.h.set_size(window);
        d.run();
        let mut in_words = 0;
        for _ in 0..d.session().findings().len().min(30) {
            d.press(Modifiers::NONE, Key::F8);
            if d.focused() == "第1部分正文" {
                in_words += 1;
                assert_eq!(unseen(&d), None, "{in_words} in {window:?}");
            }
        }
        assert!(in_words > 0, "in {window:?}");
        for figure in ["735", "760", "712"] {
            d.press(Modifiers::COMMAND, Key::F);
            d.type_text(figure);
            d.run();
            d.press(Modifiers::NONE, Key::Enter);
            d.h.run_steps(4);
            assert_eq!(unseen(&d), None, "{figure} in {window:?}: {}", d.focused());
        }
        d.type_text("812");
        d.press(CTRL, Key::End);
        d.press(Modifiers::COMMAND, Key::Z);
        assert_eq!(unseen(&d), None, "undone in {window:?}");
    }
}

#[test]
fn a_sentence_out_of_sight_is_not_confirmed() {
    let mut d = long();
    let mut paras = d.report().paras(PART).to_vec();
    paras.insert(0, Para::plain("今年的话。"));
    d.session().apply("写", None, [Edit::Text(PART, paras)]);
    let left = |d: &mut Desk| last_years_text::list_of(&d.report(), PART);
    // To the eighth sentence, from number to number; the box goes along.
    while !d.shows("8/60") {
        d.press(Modifiers::NONE, Key::F12);
        assert_eq!(unseen(&d), None);
    }
    let eighth = left(&mut d)[7].clone();
    assert!(d.shows(&format!("8/60　{}", eighth.quote.words)));
    d.press(Modifiers::COMMAND, Key::F6);
    let now = left(&mut d);
    assert!(now.len() == 59 && !now.contains(&eighth), "the one with the caret");
    d.press(CTRL, Key::Home);
    d.press(Modifiers::COMMAND, Key::F6);
    assert!(left(&mut d).len() == 59 && d.message().contains("再按一次"), "none is where the caret was");
    d.press(Modifiers::COMMAND, Key::F6);
    assert_eq!(left(&mut d).len(), 58);
    // In a low window the box quotes nothing.
    d.press(CTRL, Key::Home);
    d.h.set_size(WINDOWS[0]);
    d.run();
    d.tap("照用");
    assert_eq!((left(&mut d).len(), unseen(&d)), (58, None), "{}", d.message());
}

#[test]
fn a_table_was_tinted_and_nothing_said_what_the_tint_means() {
    let mut d = Desk::sample();
    for (part, key) in
        [("三 申请情况", "requests.received/natural"), ("四 复议诉讼", "review.count/reconsideration.upheld")]
    {
        d.click_nth(part, 0);
        assert!(d.shows("按分项算出的总计"), "{part}");
        d.go(key);
        d.type_text("77");
        d.key(Key::Enter);
        assert!(d.h.query_all_by_label_contains("按分项算出的总计错误").next().is_some(), "{part}");
    }
}
