//! A clerk's day: last year's numbers typed over one after the other, messages that go when they are no news, files
//! asked for where the work lies.

use super::*;
use gongkai::report::last_years_text;
use std::cell::RefCell;
use std::rc::Rc;

/// A report begun from last year's Word file, which is asked about its years.
fn begun() -> Desk {
    let mut d = Desk::new(&[Some("去年.docx")]);
    let mut last = crate::made::shapes::report(2024, 9, 0);
    last.sections[0].before = vec![gongkai::report::text::Para::plain(
        "2024年，我局公开信息905条，举办培训3次，满意率97.6%。本局重视公开。",
    )];
    std::fs::write(d.path("去年.docx"), crate::made::documents::word(&last)).expect("written");
    d.click("以去年报告为底稿…");
    if d.shows("用这份") {
        d.click("用这份");
    }
    d
}

/// The same with its years moved on.
fn moved_on() -> Desk {
    let mut d = begun();
    d.key(Key::Enter);
    d
}

#[test]
fn a_report_begun_from_last_years_asks_at_once_about_its_years() {
    let mut d = begun();
    assert!(d.shows("正文里的年份往后推一年"));
    d.key(Key::Enter);
    assert!(d.part(Part::Before(Section::Overview)).starts_with("2025年，我局公开信息905条"));
}

#[test]
fn last_years_numbers_are_typed_over_one_after_the_other() {
    let mut d = moved_on();
    d.click("一 总体情况");
    for number in ["1012", "4", "98.1"] {
        d.key(Key::F12);
        d.type_text(number);
    }
    let words = d.part(Part::Before(Section::Overview));
    assert_eq!(words, "2025年，我局公开信息1012条，举办培训4次，满意率98.1%。本局重视公开。");
    let report = d.report();
    let left = last_years_text::list_of(&report, Part::Before(Section::Overview));
    let left: Vec<&str> = left.iter().map(|s| s.quote.words.as_str()).collect();
    assert_eq!(left, ["本局重视公开。"], "a sentence without a number of last year's is done by itself");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(d.part(Part::Before(Section::Overview)).contains("培训4次，满意率97.6%"), "each is a step");
}

#[test]
fn a_number_that_still_holds_is_kept_by_one_key_and_the_same_digit_typed_is_new() {
    let mut d = moved_on();
    d.click("一 总体情况");
    d.key(Key::F12);
    d.keys(Modifiers::COMMAND, Key::F12);
    d.type_text("3");
    d.key(Key::F12);
    d.type_text("97.9");
    let words = d.part(Part::Before(Section::Overview));
    assert_eq!(words, "2025年，我局公开信息905条，举办培训3次，满意率97.9%。本局重视公开。");
    let left = last_years_text::list_of(&d.report(), Part::Before(Section::Overview));
    let left: Vec<&str> = left.iter().map(|s| s.quote.words.as_str()).collect();
    assert_eq!(left, ["本局重视公开。"], "905 was kept, 3 and 97.9 were typed");
}

#[test]
fn what_comes_back_is_selected_and_nothing_else() {
    let mut d = moved_on();
    d.click("一 总体情况");
    d.key(Key::F12);
    d.type_text("12");
    d.key(Key::F12);
    d.keys(Modifiers::COMMAND, Key::Z);
    d.type_text("7");
    let words = d.part(Part::Before(Section::Overview));
    assert_eq!(words, "2025年，我局公开信息7条，举办培训3次，满意率97.6%。本局重视公开。");
}

#[test]
fn behind_the_last_sentence_of_last_years_nothing_is_selected() {
    let mut d = moved_on();
    for _ in 0..200 {
        if last_years_text::list(&d.report()).is_empty() {
            break;
        }
        d.keys(Modifiers::COMMAND, Key::F6);
    }
    assert!(d.message().contains("都看过了"), "{}", d.message());
    let length = |d: &mut Desk| d.report().worded().map(|p| d.report().words(p).len()).sum::<usize>();
    let before = length(&mut d);
    d.type_text("好");
    assert_eq!(length(&mut d), before + "好".len(), "a stray key takes nothing away");
}

#[test]
fn what_is_undone_to_what_was_exported_need_not_be_exported_again() {
    let mut d = Desk::sample();
    let file = d.path("报告.pdf");
    d.session().begin_export(&file);
    d.session().arrive(LONG);
    assert!(file.exists(), "{}", d.message());
    let again = |d: &mut Desk| {
        d.keys(Modifiers::SHIFT, Key::F9);
        let again = d.shows("要重新做");
        d.key(Key::Escape);
        again
    };
    assert!(!again(&mut d));
    d.click("三 申请情况");
    d.go(RECEIVED);
    d.type_text("54");
    d.key(Key::Enter);
    assert!(again(&mut d));
    d.keys(Modifiers::COMMAND, Key::Z);
    assert!(!again(&mut d), "it stands as it was exported");
}

#[test]
fn an_arrow_leaves_a_number_that_was_typed_but_not_one_that_is_edited() {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(RECEIVED);
    let beside = "requests.received/org.business";
    d.type_text("5");
    d.key(Key::ArrowRight);
    assert_eq!(d.focused(), d.name(beside));
    assert_eq!(d.cell(RECEIVED), "5");
    d.key(Key::F2);
    d.key(Key::ArrowLeft);
    assert_ne!(d.focused(), d.name(RECEIVED));
}

#[test]
fn a_message_goes_with_what_it_said_was_done() {
    let mut d = moved_on();
    d.click("全部照用…");
    d.click("全部照用");
    assert!(d.message().contains("都照用了"));
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.message(), "", "it is undone");
}

#[test]
fn no_message_lies_over_the_size_of_the_window_however_small_it_is() {
    let mut d = Desk::sample();
    let file = Some(d.path("示范市云溪区水务局2025年政府信息公开工作年度报告.pdf"));
    let text = "已导出。还有1条提醒没有看过。文件：“报告”文件夹里的 示范市云溪区水务局2025年年度报告.pdf"
        .to_string();
    for width in [1366.0, 800.0, 640.0] {
        d.h.set_size(egui::vec2(width, 500.0));
        let message =
            gongkai::app::message::Message { text: text.clone(), file: file.clone(), ..Default::default() };
        d.session().tell(message);
        d.h.run();
        let at = |name: &str| d.h.get_by_label(name).rect();
        let row = ["打开PDF", "打开所在的文件夹", "知道了", "－", "100%", "＋"].map(at);
        for pair in row.windows(2) {
            // What has no room beside it stands above.
            let apart = pair[0].right() <= pair[1].left() || pair[0].bottom() <= pair[1].top();
            assert!(apart && pair[1].right() <= width, "{width}: {row:?}");
        }
    }
}

/// Dialogs that remember the folder they were asked to begin in.
struct Asks(Rc<RefCell<Vec<Option<PathBuf>>>>);

impl Dialogs for Asks {
    fn ask(&mut self, _: &Asked, _: &str, folder: Option<PathBuf>) -> Pending {
        self.0.borrow_mut().push(folder);
        Pending::Ready(Vec::new())
    }
}

#[test]
fn a_report_begun_elsewhere_is_offered_beside_its_source() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("各年报告");
    std::fs::create_dir(&folder).expect("made");
    save(&folder.join("去年.gknb"), &crate::made::shapes::report(2024, 9, 0));
    let asked = Rc::new(RefCell::new(Vec::new()));
    let mut d = Desk::asking(dir, Box::new(Asks(asked.clone())), None, Arc::new(RealDisk));
    d.session().begin_reading(gongkai::app::reading::Reading::Last(folder.join("去年.gknb")));
    d.run();
    for button in ["用这份", "先不推"] {
        if d.shows(button) {
            d.click(button);
        }
    }
    d.keys(Modifiers::COMMAND, Key::S);
    assert_eq!(asked.borrow().last(), Some(&Some(folder)));
}

#[test]
fn saving_and_exporting_are_one_answer() {
    let mut d = Desk::new(&[Some("报告.gknb")]);
    d.session().open_sample();
    d.run();
    d.keys(Modifiers::COMMAND, Key::F9);
    // What nobody looked at is asked about first.
    d.click("仍然一次做好");
    assert!(d.shows("先问保存在哪里"));
    d.click("打印一份");
    d.click("开始…");
    d.until("it is made", |d| d.message().contains("已导出 PDF、Word"));
    assert!(d.path("报告.gknb").exists());
    let files = std::fs::read_dir(d.path("")).expect("read").flatten();
    let mut kinds: Vec<_> = files.filter_map(|f| f.path().extension().map(|e| e.to_owned())).collect();
    kinds.sort();
    assert_eq!(kinds, ["docx", "gknb", "lock", "pdf"]);
    d.keys(Modifiers::SHIFT, Key::F9);
    assert!(d.shows("已保存：报告.gknb") && !d.shows("还没有导出"));
}

#[test]
fn a_number_cut_short_is_this_years_and_one_that_holds_is_kept_wherever_it_stands() {
    let mut d = moved_on();
    let part = Part::Before(Section::Overview);
    let words = "在14个乡镇公开20条。设在14个乡镇的点每点14次。自作出之日起7个工作日内公示。";
    let old = gongkai::report::text::Run::old(words);
    let paras = vec![gongkai::report::text::Para::Text(vec![old])];
    d.session().apply("准备", None, [gongkai::report::edit::Edit::Text(part, paras)]);
    d.click("一 总体情况");
    let left = |d: &mut Desk| {
        let all = last_years_text::old_figures(&d.report()).into_iter().filter(|q| q.part == part);
        all.map(|q| q.words).collect::<Vec<_>>()
    };
    assert_eq!(left(&mut d), ["14", "20", "14", "14"], "what a rule sets is no news");
    d.key(Key::F12);
    d.keys(Modifiers::COMMAND, Key::F12);
    assert_eq!(left(&mut d), ["20", "14"]);
    assert!(d.message().contains("2处“14”都照旧"), "{}", d.message());
    d.key(Key::ArrowRight);
    d.key(Key::Backspace);
    assert_eq!(left(&mut d), ["14"], "2 was left of 20 by will");
    assert!(d.part(part).contains("公开2条"));
}

#[test]
fn a_cell_that_is_as_last_year_is_filled_by_one_key() {
    let mut d = moved_on();
    d.click("三 申请情况");
    d.go(GRANTED);
    let report = d.report();
    let last = report.last_year(&CellKey::parse(GRANTED)).and_then(|v| v.whole()).expect("a number");
    d.type_text("=");
    assert_eq!(d.cell(GRANTED), last.to_string());
    let below = d.name("requests.done.partly_granted/natural");
    assert!(!below.is_empty() && d.focused().starts_with(&below), "{}", d.focused());
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.cell(GRANTED), "");
    d.go("requests.done.granted/total");
    d.type_text("=");
    assert!(d.message().contains("总计是自动加起来的"), "{}", d.message());
}

#[test]
fn a_sentence_cut_and_pasted_is_still_last_years_and_each_is_a_step() {
    let mut d = moved_on();
    d.click("一 总体情况");
    d.key(Key::F6);
    let before = d.part(Part::Before(Section::Overview));
    let left = |d: &mut Desk| last_years_text::old_figures(&d.report()).len();
    let numbers = left(&mut d);
    // The sentence is selected.
    d.h.event(Event::Cut);
    d.run();
    let cut = d.part(Part::Before(Section::Overview));
    assert!(cut.len() < before.len() && left(&mut d) < numbers, "{cut}");
    d.h.get_by_label("第1部分正文").focus();
    d.keys(Modifiers::COMMAND, Key::End);
    let sentence = before.replace(cut.as_str(), "");
    d.h.event(Event::Paste(sentence.clone()));
    d.run();
    assert_eq!(d.part(Part::Before(Section::Overview)), format!("{cut}{sentence}"));
    assert_eq!(left(&mut d), numbers);
    d.type_text("另");
    d.keys(Modifiers::COMMAND, Key::Z);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.part(Part::Before(Section::Overview)), cut);
}
