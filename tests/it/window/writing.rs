//! The text editor: live values, what is known of the words, numbering, pasting, pictures, replacing.

use super::*;
use egui::accesskit::Role;
use gongkai::report::edit::Edit;
use gongkai::report::emphasis::Emphasis;
use gongkai::report::emphasised;
use gongkai::report::reckoned::KnownValues;
use gongkai::report::text::{Para, Run};
use gongkai::report::{Chapter, Section};

const BODY: &str = "第6部分正文";

impl Desk {
    /// The sample with these words in section six and the cursor at their end.
    fn writing(words: &str) -> Desk {
        let mut d = Desk::sample();
        d.session().apply("写", None, [Edit::Text(Part::Before(Section::Other), vec![Para::plain(words)])]);
        d.click("六 其他事项");
        d.h.get_by_label(BODY).focus();
        d.h.run();
        d.keys(Modifiers::COMMAND, Key::End);
        d
    }
}

#[test]
fn a_value_chosen_by_pinyin_follows_the_table() {
    let mut d = Desk::writing("新收申请");
    d.keys(Modifiers::COMMAND, Key::I);
    assert!(d.shows("插入表中的数"));
    d.h.event(Event::Text("xssq".into()));
    d.h.run();
    d.key(Key::Enter);
    let before = d.part(Part::Before(Section::Other));
    let total = d.cell("requests.received/total");
    assert_eq!(before, format!("新收申请{total}"));
    d.click("三 申请情况");
    d.go(RECEIVED);
    d.type_text("4711");
    d.key(Key::Enter);
    let total = d.cell("requests.received/total");
    assert_eq!(d.part(Part::Before(Section::Other)), format!("新收申请{total}"));
    assert_ne!(d.part(Part::Before(Section::Other)), before);
    d.keys(Modifiers::COMMAND, Key::Z);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.part(Part::Before(Section::Other)), "新收申请");
}

#[test]
fn enter_goes_on_with_the_numbering_and_ends_it() {
    let mut d = Desk::writing("（一）收费情况。");
    d.key(Key::Enter);
    assert_eq!(d.part(Part::Before(Section::Other)), "（一）收费情况。\n（二）");
    d.h.event(Event::Text("其他。".into()));
    d.h.run();
    d.key(Key::Enter);
    d.key(Key::Enter);
    assert_eq!(d.part(Part::Before(Section::Other)), "（一）收费情况。\n（二）其他。\n");
}

#[test]
fn what_is_pasted_is_cleaned() {
    let mut d = Desk::writing("");
    d.h.event(Event::Paste("　　•\t没有收取\u{a0}费用。\r\n\r\n\r\n  无其他事项。\u{7}".into()));
    d.h.run();
    assert_eq!(d.part(Part::Before(Section::Other)), "没有收取费用。\n无其他事项。");
    // Behind words, what begins with a new line doesn't stick to them.
    d.h.event(Event::Paste("\r\n（二）其他。".into()));
    d.h.run();
    assert_eq!(d.part(Part::Before(Section::Other)), "没有收取费用。\n无其他事项。\n（二）其他。");
}

#[test]
fn words_are_replaced_everywhere_in_one_step() {
    let mut d = Desk::writing("栏目更新及时，栏目内容完整。");
    d.keys(Modifiers::COMMAND, Key::H);
    d.h.event(Event::Text("栏目".into()));
    d.h.run();
    d.h.get_all_by_label("替换为")
        .find(|n| n.accesskit_node().role() == Role::TextInput)
        .expect("a field")
        .focus();
    d.h.run();
    d.h.event(Event::Text("专栏".into()));
    d.h.run();
    d.click("全部替换");
    assert_eq!(d.part(Part::Before(Section::Other)), "专栏更新及时，专栏内容完整。");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.part(Part::Before(Section::Other)), "栏目更新及时，栏目内容完整。");
}

#[test]
fn a_starting_text_comes_only_when_asked_for() {
    let mut d = Desk::writing("");
    assert_eq!(d.part(Part::Before(Section::Other)), "");
    d.click("放进起草文字");
    assert!(d.part(Part::Before(Section::Other)).contains("没有其他需要报告的事项【请确认】"));
    assert!(
        d.session()
            .findings()
            .iter()
            .any(|f| f.code == "S106" && f.section == Some(Chapter::Section(Section::Other)))
    );
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.part(Part::Before(Section::Other)), "");
}

#[test]
fn a_starting_text_goes_behind_what_is_written_or_in_its_place_and_is_in_view() {
    let own = "推动工作。\n".repeat(60);
    for (choice, kept) in [("放在现有文字后面", true), ("换掉现有文字", false)] {
        let mut d = Desk::writing(&own);
        let other = |d: &mut Desk| d.part(Part::Before(Section::Other));
        let before = other(&mut d);
        d.click("放进起草文字…");
        d.click(choice);
        assert!(other(&mut d).contains("本年度依法收取信息处理费"));
        assert_eq!(other(&mut d).starts_with(&before), kept, "{choice}");
        d.h.event(Event::Text("无。".into()));
        d.h.run();
        assert!(!other(&mut d).contains("信息处理费"), "{choice}: its first sentence was selected");
        d.keys(Modifiers::COMMAND, Key::Z);
        d.keys(Modifiers::COMMAND, Key::Z);
        assert_eq!(other(&mut d), before);
    }
}

#[test]
fn a_sentence_that_contradicts_the_table_can_be_made_to_follow_it() {
    let mut d = Desk::writing("无。");
    let words = vec![Para::plain("（二）依申请公开。全年新收政府信息公开申请9876件。")];
    d.session().apply("写", None, [Edit::Text(Part::Before(Section::Overview), words)]);
    d.click("一 总体情况");
    let at = d.session().findings().iter().position(|f| f.code == "N101").expect("found");
    let finding = d.session().findings()[at].clone();
    let live = finding.live.expect("a live value");
    d.session().apply("换", None, live.edits);
    d.h.run();
    let total = d.cell("requests.received/total");
    assert!(d.part(Part::Before(Section::Overview)).contains(&format!("新收政府信息公开申请{total}件")));
    let report = d.session().report().cloned().expect("open");
    assert!(matches!(&report.sections[0].before[0], Para::Text(r) if r.iter().any(Run::is_field)));
    assert!(!d.session().findings().iter().any(|f| f.code == "N101"));
}

fn insert(d: &mut Desk, picture: &Path) {
    d.session().insert_picture(Part::Before(Section::Other), 0, picture);
    d.run();
}

#[test]
fn a_picture_is_put_behind_the_paragraph_and_a_bad_file_is_told() {
    let mut d = Desk::writing("见图。");
    let png = d.path("申请趋势.png");
    let mut small = Vec::new();
    let mut writer = png::Encoder::new(&mut small, 2, 2).write_header().expect("written");
    writer.write_image_data(&[9; 4]).expect("written");
    writer.finish().expect("written");
    std::fs::write(&png, &small).expect("written");
    insert(&mut d, &png);
    let report = d.session().report().cloned().expect("open");
    assert!(matches!(&report.sections[5].before[1], Para::Picture { caption, .. } if caption == "申请趋势"));
    let bad = d.path("坏.png");
    std::fs::write(&bad, b"text").expect("written");
    insert(&mut d, &bad);
    assert!(d.message().contains("不是能排版的"));
    std::fs::write(&bad, &small[..small.len() - 20]).expect("written");
    insert(&mut d, &bad);
    assert!(d.message().contains("不是能排版的"), "cut off: {}", d.message());
    let large = d.path("照片.png");
    let mut bytes = small;
    bytes.resize(33 << 20, 0);
    std::fs::write(&large, bytes).expect("written");
    insert(&mut d, &large);
    assert!(d.message().contains("超过32 MB，没有放进去"), "{}", d.message());
    assert_eq!(d.session().report().expect("open").sections[5].before.len(), 2);
}

#[test]
fn a_picture_stands_in_small_beside_its_caption_which_can_be_edited() {
    let picture = |name: &str| {
        Para::picture(
            std::fs::read(data(&format!("pictures/{name}"))).expect("a picture").into(),
            name.into(),
        )
    };
    let mut d = Desk::writing("见图。");
    let broken = Para::picture(b"\xff\xd8\xff\xe0nothing".to_vec().into(), "坏图".into());
    let paras = vec![Para::plain("见图。"), picture("colour.jpg"), picture("grey.jpg"), broken];
    d.session().apply("准备", None, [Edit::Text(Part::Before(Section::Other), paras)]);
    for words in ["小图：colour.jpg", "小图：grey.jpg", "画不出的图：坏图"] {
        d.until(words, |d| d.h.query_by_label(words).is_some());
    }
    let [colour, grey] = ["小图：colour.jpg", "小图：grey.jpg"].map(|n| d.h.get_by_label(n).rect());
    assert!(colour.bottom() < grey.top() && colour.height() > 16.0 && grey.height() < 70.0);
    d.keys(Modifiers::COMMAND, Key::End);
    d.key(Key::ArrowDown);
    d.keys(Modifiers::COMMAND, Key::End);
    d.key(Key::ArrowLeft);
    d.h.event(Event::Text("（示意）".into()));
    d.h.run();
    let report = d.session().report().cloned().expect("open");
    let caption = |p: &Para| matches!(p, Para::Picture { caption, .. } if caption == "colour.jpg（示意）");
    assert!(caption(&report.sections[5].before[1]), "{:?}", d.part(Part::Before(Section::Other)));
    assert!(d.h.query_by_label("小图：colour.jpg（示意）").is_some(), "it is not drawn anew");
}

#[test]
fn marked_words_are_underlined_over_the_text_in_every_row() {
    let mut d = Desk::writing(&"推动××工作。".repeat(90));
    d.h.step();
    let shapes = &d.h.output().shapes;
    let long = |s: &egui::Shape| matches!(s, egui::Shape::Text(t) if t.galley.text().chars().count() > 400);
    let at = shapes.iter().position(|s| long(&s.shape)).expect("the text");
    let egui::Shape::Text(text) = &shapes[at].shape else { panic!("no text") };
    let under: Vec<_> = shapes[at..]
        .iter()
        .filter_map(|s| match &s.shape {
            egui::Shape::LineSegment { points, stroke } if stroke.width == 2.0 => Some(*points),
            _ => None,
        })
        .collect();
    let mut crosses = 0;
    for row in &text.galley.rows {
        let corner = text.pos + row.pos.to_vec2();
        let rect = egui::Rect::from_min_size(corner, row.size);
        for g in row.glyphs.iter().filter(|g| g.chr == '×') {
            let x = corner.x + g.logical_rect().center().x;
            let lines = under.iter().filter(|[a, b]| a.x < x && x < b.x && rect.y_range().contains(a.y));
            assert_eq!(lines.count(), 1, "{rect}");
            crosses += 1;
        }
    }
    assert!(text.galley.rows.len() > 4 && crosses == 180);
}

#[test]
fn a_double_click_takes_the_number_alone() {
    let mut d = Desk::writing("1,234.5万元公开，其他事项。");
    let at = d.h.get_by_label(BODY).rect().left_top() + egui::vec2(44.0, 16.0);
    d.h.event(Event::PointerMoved(at));
    d.h.step();
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        d.h.input_mut().events.push(Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    d.h.run();
    d.h.event(Event::Text("7".into()));
    d.h.run();
    assert_eq!(d.part(Part::Before(Section::Other)), "7万元公开，其他事项。");
}

#[test]
fn the_tools_of_a_long_section_stay_in_view() {
    let mut d = Desk::writing(&"推动工作。\n".repeat(60));
    d.h.set_size(egui::vec2(900.0, 520.0));
    d.h.run();
    let tools = d.h.get_by_label("更多").rect();
    assert!(tools.bottom() < 500.0 && tools.top() > 0.0, "{tools}");
    assert!(!d.shows("查找和替换…"), "they fold in a low window");
    d.click("更多");
    d.click("查找和替换…");
    assert!(d.shows("在全部文字里找；随表变动的数不会被改"), "it is asked for");
}

#[test]
fn selected_words_are_made_bold_and_plain_again_by_key_and_by_menu() {
    let mut d = Desk::writing("重点公开三项。其他照旧。");
    let seen = |d: &mut Desk| {
        let r = d.report();
        let p = &r.paras(Part::Before(Section::Other))[0];
        let known = KnownValues::of(&r);
        let words = p.told(&known);
        emphasised::of(p, &known).into_iter().map(|(at, e)| (words[at].to_string(), e)).collect::<Vec<_>>()
    };
    d.keys(Modifiers::COMMAND, Key::B);
    assert!(d.message().contains("先选中要加粗的字"), "{}", d.message());
    d.keys(Modifiers::COMMAND, Key::Home);
    for _ in 0..4 {
        d.keys(Modifiers::SHIFT, Key::ArrowRight);
    }
    d.keys(Modifiers::COMMAND, Key::B);
    assert_eq!(seen(&mut d), [("重点公开".to_string(), Emphasis::BOLD)]);
    d.choose("编辑", "下划线");
    let both = Emphasis { bold: true, underline: true };
    assert_eq!(seen(&mut d), [("重点公开".to_string(), both)]);
    d.click("编辑");
    let on = d.h.get_by_label("加粗").accesskit_node().toggled();
    assert_eq!(on, Some(egui::accesskit::Toggled::True));
    d.key(Key::Escape);
    // What is typed behind them goes on as they are.
    d.h.get_by_label(BODY).focus();
    d.h.run();
    d.keys(Modifiers::COMMAND, Key::Home);
    for _ in 0..4 {
        d.key(Key::ArrowRight);
    }
    d.h.event(Event::Text("的".into()));
    d.h.run();
    assert_eq!(seen(&mut d), [("重点公开的".to_string(), both)]);
    d.keys(Modifiers::COMMAND, Key::Z);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(seen(&mut d), [("重点公开".to_string(), Emphasis::BOLD)]);
    d.keys(Modifiers::COMMAND, Key::A);
    d.keys(Modifiers::COMMAND, Key::B);
    assert_eq!(seen(&mut d), [("重点公开三项。其他照旧。".to_string(), Emphasis::BOLD)]);
    d.keys(Modifiers::COMMAND, Key::B);
    assert_eq!(seen(&mut d), []);
}

#[test]
fn undo_once_too_often_does_nothing_over_again() {
    let mut d = Desk::writing("公开3条，办结5件。");
    let part = Part::Before(Section::Other);
    let was = Desk::sample().part(part);
    for _ in 0..2 {
        d.type_text("又");
        d.key(Key::ArrowLeft);
    }
    let typed = d.part(part);
    // With nothing left to undo the key is not the text field's: that saw the words before.
    for _ in 0..6 {
        d.keys(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(d.part(part), was);
    for _ in 0..6 {
        d.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    }
    assert_eq!(d.part(part), typed, "done again, as in other programs");
    d.keys(Modifiers::COMMAND, Key::Y);
    assert_eq!(d.part(part), typed);
}

#[test]
fn a_title_gets_no_empty_line_that_nobody_would_see() {
    let mut d = Desk::sample();
    d.click("封面与导语");
    let title = d.part(Part::Title);
    d.h.get_all_by_label("标题")
        .find(|n| n.accesskit_node().role() == Role::MultilineTextInput)
        .expect("a field")
        .focus();
    d.h.run();
    d.key(Key::Enter);
    assert_eq!(d.part(Part::Title), title, "nobody types on above the first line");
    d.key(Key::End);
    d.key(Key::Enter);
    assert_eq!(d.part(Part::Title), format!("{title}\n"), "the next line is still to be typed");
    d.type_text("（草案）");
    assert_eq!(d.part(Part::Title), format!("{title}\n（草案）"));
    d.key(Key::Enter);
    d.key(Key::Enter);
    d.click("一 总体情况");
    assert_eq!(d.part(Part::Title), format!("{title}\n（草案）"), "gone once the field is left");
}
