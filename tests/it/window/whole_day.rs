//! The whole job of a clerk with last year's report, every click, key and digit counted: it stays within what is
//! aimed at.

use super::*;
use gongkai::app::stale_list::{WorkSpot, step_figure};
use gongkai::form::Chapter;
use gongkai::report::last_years_text;
use gongkai::report::passage::Quote;

/// The whole job takes no more than this; Word takes over a thousand.
const MOST: usize = 230;
/// Numbers that hold this year too, with what stands behind them.
const HOLD: &[&str] = &[
    "14个", "187个", "1次，", "100%", "8个", "1名", "1处", "3名", "4分", "2个科", "3个月", "6月底", "2次；",
];

/// What was done so far.
struct Day {
    d: Desk,
    actions: usize,
}

impl Day {
    fn click(&mut self, name: &str) {
        self.actions += 1;
        self.d.click(name);
    }
    fn key(&mut self, key: Key) {
        self.actions += 1;
        self.d.key(key);
    }
    fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.actions += 1;
        self.d.keys(modifiers, key);
    }
    fn type_text(&mut self, text: &str) {
        self.actions += text.chars().count();
        self.d.type_text(text);
    }
    /// Numbers down a column, each with Enter; none where a cell is passed.
    fn column(&mut self, numbers: &[&str]) {
        for n in numbers {
            self.type_text(n);
            self.key(Key::Enter);
        }
    }
    fn go(&mut self, key: &str) {
        self.actions += 1;
        self.d.go(key);
    }
}

/// The three tables.
fn tables(day: &mut Day) {
    day.click("二 主动公开");
    day.key(Key::ArrowDown);
    // By rows: 制发、废止、现行有效.
    for n in ["2", "1", "17", "253", "29", "5"] {
        day.type_text(n);
        day.key(Key::Tab);
    }
    day.type_text("13.2");
    day.key(Key::F7);
    day.click("三 申请情况");
    day.column(&[
        "45", "24", "6", "", "", "", "3", "1", "", "2", "", "5", "1", "", "1", "1", "", "", "", "", "", "1",
        "3",
    ]);
    day.column(&["3"]);
    day.type_text("1");
    day.go("requests.done.unavailable.not_held/org.business");
    day.type_text("2");
    day.go("requests.received/org.welfare");
    day.column(&["1"]);
    day.type_text("1");
    day.key(Key::F7);
    day.click("四 复议诉讼");
    day.type_text("2");
    day.key(Key::Tab);
    day.type_text("1");
    day.go("review.count/suit_direct.upheld");
    day.type_text("1");
    day.key(Key::F7);
}

/// Goes from number to number of last year's, and types this year's over those that changed.
fn prose(day: &mut Day) {
    day.click("一 总体情况");
    day.key(Key::F12);
    let mut here = WorkSpot { chapter: Chapter::Section(Section::Overview), caret: None };
    while let Some(q) = step_figure(&day.d.report(), &here, true) {
        let text = day.d.report().paras(q.part)[q.paragraph].resolved(&day.d.report());
        here.chapter = q.part.chapter();
        if HOLD.iter().any(|h| text[q.range.start..].starts_with(h)) {
            day.keys(Modifiers::COMMAND, Key::F12);
            here.caret = Some(q);
            continue;
        }
        let number = raised(&q.words);
        day.type_text(&number);
        day.key(Key::F12);
        let end = q.range.start + number.len();
        here.caret = Some(Quote { range: end..end, ..q });
    }
}

/// Another number of as many digits.
fn raised(number: &str) -> String {
    let other = |c| if c == '3' { '4' } else { '3' };
    number.chars().map(|c| if c.is_ascii_digit() { other(c) } else { c }).collect()
}

#[test]
fn the_whole_day_takes_few_actions() {
    let d = Desk::new(&[Some("去年.txt"), Some("报告.gknb")]);
    std::fs::copy(data("day").join("last.txt"), d.path("去年.txt")).expect("copied");
    let mut day = Day { d, actions: 0 };
    day.click("以去年报告为底稿…");
    // A file in the system's dialog, and its Enter.
    day.actions += 2;
    if day.d.shows("用这份") {
        day.click("用这份");
    }
    // The years move on.
    day.key(Key::Enter);
    tables(&mut day);
    day.click("文字都照表改…");
    day.key(Key::Enter);
    let codes: Vec<&str> = day.d.session().findings().iter().map(|f| f.code).collect();
    assert!(!codes.iter().any(|c| c.starts_with("N10") && *c != "N106"), "{codes:?}");
    prose(&mut day);
    day.click("全部照用…");
    day.click("全部照用");
    day.click("落款");
    day.type_text("1.20");
    assert!(last_years_text::list(&day.d.report()).is_empty() && day.d.report().signature.date.is_some());
    day.keys(Modifiers::COMMAND, Key::F9);
    // The numbers are invented, and do not add up.
    day.click("仍然一次做好");
    day.d.click("打印一份");
    day.click("开始…");
    // Enter in the system's dialog: where it is saved.
    day.actions += 1;
    day.d.until("it is made", |d| d.message().contains("已导出 PDF、Word"));
    eprintln!("{} actions", day.actions);
    assert!(day.actions <= MOST, "{} actions", day.actions);
}
