//! What the program selects in a long text is seen, so that nobody types over what is out of sight; and what is
//! confirmed is what is looked at.

use super::*;
use gongkai::report::last_years_text;
use gongkai::report::text::{Para, Run};

const PART: Part = Part::Before(Section::Overview);

/// 100 % and 200 % of a small screen, 200 % of a usual one.
const WINDOWS: [egui::Vec2; 3] =
    [egui::vec2(1024.0, 600.0), egui::vec2(512.0, 300.0), egui::vec2(683.0, 384.0)];

/// Part one with some 2,000 characters of last year's.
fn long() -> Desk {
    let mut d = Desk::sample();
    let sentence =
        |i: usize| format!("围绕第{i}批重点领域公开各类信息{}条，回应群众关切，办好便民服务事项。", 700 + i);
    let paragraph =
        |p: usize| Para::Text(vec![Run::old(&(p * 10..p * 10 + 10).map(sentence).collect::<String>())]);
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
        return Some("nothing is selected".into());
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
