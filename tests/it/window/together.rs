//! What is put right in one step: years that came along from last year's report, and findings of one kind.

use super::*;
use gongkai::report::text::Para;

const PART: Part = Part::Before(Section::Other);

/// The sample with these words in its last section, looking at the first finding of that code.
fn saying(words: &str, code: &str) -> Desk {
    let mut d = Desk::sample();
    d.session().apply("准备", None, [Edit::Text(PART, vec![Para::plain(words)])]);
    d.h.run();
    let f = d.finding(code).expect("found");
    for _ in 0..20 {
        d.key(Key::F8);
        if d.looked_at().contains(&f.message) {
            return d;
        }
    }
    panic!("{code} is not reached");
}

fn words(d: &mut Desk) -> String {
    d.session().report().expect("open").words(PART)
}

#[test]
fn years_move_on_together_but_for_those_unticked_and_come_back_in_one_step() {
    let said = "2024年，我局公开信息862条，比2023年增加74条。";
    let mut d = saying(said, "D103");
    d.click("年份往后推一年…");
    assert!(d.shows("正文里的年份往后推一年：2 处"));
    d.h.get_all_by_label_contains("2023年 → 2024年").next().expect("a box").click();
    d.h.run();
    d.click("往后推一年（1 处）");
    assert_eq!(words(&mut d), "2025年，我局公开信息862条，比2023年增加74条。");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(words(&mut d), said);
}

#[test]
fn a_year_with_a_day_moved_on_though_nobody_had_looked_up_the_day() {
    let mut d = saying("2024年，我局公开信息862条。2024年3月15日召开会议。", "D103");
    d.click("年份往后推一年…");
    assert!(d.shows("正文里的年份往后推一年：2 处") && d.shows("写着几月几日"));
    d.click("往后推一年（1 处）");
    assert_eq!(words(&mut d), "2025年，我局公开信息862条。2024年3月15日召开会议。");
}

#[test]
fn findings_of_one_kind_show_every_change_before_they_are_put_right() {
    let said = "抓好一下几项工作。采取一下措施。";
    let mut d = saying(said, "S201");
    d.click("同类的都改（2 处）…");
    assert!(d.shows("第六部分第1段"));
    d.click("都改（2 句）");
    assert_eq!(words(&mut d), "抓好以下几项工作。采取以下措施。");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(words(&mut d), said);
}

#[test]
fn the_next_finding_opens_once_one_is_put_right() {
    let mut d = saying("抓好一下几项工作。采取一下措施。", "S201");
    let first = d.looked_at();
    d.h.get_all_by_label_contains("应用并看下一条：").next().expect("a button").click();
    d.run();
    d.h.run();
    assert_eq!(words(&mut d), "抓好以下几项工作。采取一下措施。");
    assert!(!d.looked_at().is_empty() && d.looked_at() != first, "{}", d.looked_at());
}

#[test]
fn one_place_pressed_again_and_again_puts_one_finding_after_another_right() {
    let said = "抓好一下几项工作。采取一下措施。做好一下服务。开展一下活动。";
    let mut d = saying(said, "S201");
    let button = |d: &Desk| {
        d.h.get_all_by_label_contains("应用并看下一条：").next().expect("a button").rect().center()
    };
    let at = button(&d);
    for left in (0..4).rev() {
        assert_eq!(button(&d), at, "{left}");
        for pressed in [true, false] {
            d.h.event(Event::PointerMoved(at));
            d.h.event(Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        d.run();
        d.h.run();
        assert_eq!(words(&mut d).matches("一下").count(), left);
    }
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(words(&mut d).matches("一下").count(), 1);
}

#[test]
fn a_list_that_was_worked_in_went_away_with_a_click_beside_it() {
    let years = "2024年，我局公开信息862条，比2023年增加74条。";
    let slips = "抓好一下几项工作。采取一下措施。";
    let lists: [(&str, &str, &str, &str); 2] =
        [(years, "D103", "年份往后推一年…", "先不推"), (slips, "S201", "同类的都改（2 处）…", "不改")];
    let stays = |d: &mut Desk, answer: &str| {
        for _ in 0..3 {
            d.click_at(egui::pos2(30.0, 400.0));
            d.run();
        }
        let stays = d.h.query_by_label(answer).is_some();
        d.key(Key::Escape);
        assert!(stays && d.h.query_by_label(answer).is_none(), "{answer}");
    };
    for (said, code, button, answer) in lists {
        let mut d = saying(said, code);
        d.click(button);
        stays(&mut d, answer);
        assert_eq!(words(&mut d), said);
    }
    let mut d = Desk::sample();
    d.keys(Modifiers::COMMAND, Key::H);
    stays(&mut d, "全部替换");
}

#[test]
fn a_repair_of_many_is_unticked_where_it_is_not_wanted_and_the_button_counts() {
    let mut d = saying("抓好一下几项工作。采取一下措施。", "S201");
    d.click("同类的都改（2 处）…");
    d.h.get_all_by_label_contains("抓好以下几项工作").next().expect("a box").click();
    d.run();
    d.click("都改（1 句）");
    assert_eq!(words(&mut d), "抓好一下几项工作。采取以下措施。");
}

#[test]
fn a_click_in_a_list_of_repairs_took_enter_from_its_answer() {
    let mut d = saying("抓好一下几项工作。采取一下措施。", "S201");
    d.click("同类的都改（2 处）…");
    d.h.get_all_by_label_contains("抓好以下几项工作").next().expect("a box").click();
    d.run();
    // Beside the words, where nothing takes the keys.
    d.click_at(egui::pos2(30.0, 400.0));
    d.run();
    d.key(Key::Enter);
    d.run();
    assert_eq!(words(&mut d), "抓好一下几项工作。采取以下措施。");
}
