//! What is half typed stays as it was typed, a tick belongs to what was ticked, and a question that waits is asked.

use super::*;
use gongkai::app::reading::Reading;
use gongkai::app::shared_file::Question;
use gongkai::export;
use gongkai::page::blocks;
use gongkai::report::Report;
use gongkai::report::strict::Strict;

const SIGNED: &str = "成文日期";
const PENALTY: &str = "disclosure.enforcement.penalty/decisions";

#[test]
fn a_date_that_is_none_stays_as_it_was_typed_and_prints_as_no_other() {
    for typed in ["2026-2-30", "2026-13-45", "abc"] {
        let mut d = Desk::new(&[Some("报告.gknb")]);
        d.click("打开样例试一试");
        d.click("落款");
        d.fill(SIGNED, typed);
        d.key(Key::Tab);
        let kept = |d: &mut Desk| {
            assert_eq!((d.field(SIGNED).as_str(), d.report().signature.date), (typed, None));
            assert!(d.shows("不是日期，请写成2026年1月20日的样子") && d.findings("D107").len() == 1);
        };
        kept(&mut d);
        d.click("六 其他事项");
        d.click("落款");
        kept(&mut d);
        let doc = blocks::of(&d.report());
        let page = export::html::page(&doc);
        assert!(!page.contains("2026年") || !page.contains("月20日") && !page.contains("2月3"), "{page}");
        let json: serde_json::Value = serde_json::from_str(&export::json::write(&d.report())).expect("JSON");
        assert!(json["signed"]["date"].is_null());
        d.keys(Modifiers::COMMAND, Key::E);
        assert!(d.shows("项错误没有改") && d.shows(&format!("成文日期写的是“{typed}”")));
        d.click("取消");
        d.keys(Modifiers::COMMAND, Key::S);
        let path = d.path("报告.gknb");
        d.session().begin_reading(Reading::File(path));
        d.run();
        d.click("落款");
        kept(&mut d);
    }
}

#[test]
fn a_half_typed_date_outlives_a_crash_and_undo_brings_the_day_back() {
    let mut d = Desk::sample();
    d.click("落款");
    d.fill(SIGNED, "2026-2-30");
    let mut d = d.crashed();
    d.click("恢复");
    d.click("落款");
    assert_eq!(d.field(SIGNED), "2026-2-30");
    // What can be a day becomes it, as it prints, once the field is left.
    d.fill(SIGNED, "2026.1.2");
    assert_eq!(d.field(SIGNED), "2026.1.2");
    d.key(Key::Tab);
    assert_eq!(d.field(SIGNED), "2026年1月2日");
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.field(SIGNED), "2026-2-30");
    let mut d = Desk::sample();
    d.click("落款");
    let was = d.report().signature;
    d.fill(SIGNED, "2026-2-30");
    d.key(Key::Tab);
    d.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(d.report().signature, was);
    assert!(!Strict::Signed.is_wrong(&d.report()));
}

#[test]
fn limits_and_the_deadline_keep_what_they_cannot_be() {
    let mut d = Desk::sample();
    let open = |d: &mut Desk| {
        d.click("报告");
        d.h.get_all_by_label_contains("报告设置…").last().expect("listed").click();
        d.run();
    };
    open(&mut d);
    d.fill("变动倍数", "1000");
    d.fill("重复比例", "一半");
    d.fill("上报截止", "2026-2-30");
    d.click("关闭");
    open(&mut d);
    for (name, text) in [("变动倍数", "1000"), ("重复比例", "一半"), ("上报截止", "2026-2-30")]
    {
        assert_eq!(d.field(name), text);
    }
    assert!(d.shows("请写 2 到 100 之间的整数；写好以前按 3 提醒"));
    assert!(d.shows("请写 10 到 100 之间的整数；写好以前按 50 提醒"));
    assert!(d.shows("不是日期，请写成2026年1月31日的样子"));
    let r = d.report();
    assert_eq!((r.thresholds.change_ratio, r.thresholds.repetition, r.deadline), (3, 50, None));
    assert_eq!(d.findings("D107").len(), 3, "two limits and a day");
    d.fill("变动倍数", "１2");
    assert_eq!(d.report().thresholds.change_ratio, 12);
    d.click("恢复原来的界限");
    assert_eq!((d.field("变动倍数"), d.field("重复比例")), ("3".into(), "50".into()));
}

#[test]
fn a_year_copies_or_a_limit_that_cannot_be_is_said_and_not_changed() {
    let mut d = Desk::new(&[]);
    d.click("新建空白报告…");
    d.type_text("示范县水利局");
    for year in ["2018", "65535", "今年", ""] {
        d.fill("年度", year);
        d.key(Key::Enter);
        assert!(d.shows("年度请写 2019 到 2099 之间的整数") && d.session().document().is_none());
        assert_eq!(d.field("年度"), year);
    }
    d.fill("年度", "２０24");
    d.click("建立");
    assert_eq!(d.report().year, 2024);
    d.click("六 其他事项");
    for limit in ["100000", "多"] {
        d.fill("字数限制", limit);
        d.key(Key::Tab);
        assert_eq!((d.field("字数限制").as_str(), d.session().settings().word_limit), (limit, 0));
        assert!(d.shows("请写 0 到 99999 之间的整数"));
    }
    d.fill("字数限制", "800");
    assert_eq!(d.session().settings().word_limit, 800);
    d.keys(Modifiers::COMMAND, Key::P);
    if d.h.query_by_label("份数").is_none() {
        // Errors are asked about first.
        d.h.get_by_label_contains("仍然打印").click();
        d.h.run_steps(4);
    }
    for copies in ["0", "100", "两份"] {
        d.h.get_all_by_label("份数").last().expect("a field").focus();
        d.h.run_steps(2);
        d.h.key_press_modifiers(Modifiers::COMMAND, Key::A);
        d.h.run_steps(2);
        d.h.event(Event::Text(copies.into()));
        d.h.run_steps(4);
        assert!(d.shows("份数请写 1 到 99 之间的整数"), "{copies}");
        assert_eq!(d.field("份数"), copies);
    }
}

/// The sample in a file, with 4321 typed into a cell and not saved; others then set another cell to 39.
fn changed_by_others() -> (Desk, Report) {
    let mut d = Desk::new(&[Some("报告.gknb")]);
    d.click("打开样例试一试");
    d.keys(Modifiers::COMMAND, Key::S);
    let was = d.report();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("4321");
    d.key(Key::Enter);
    let mut theirs = was.clone();
    Edit::enter(was.form(), &CellKey::parse(PENALTY), "39").apply(&mut theirs);
    others_write(&mut d, &theirs);
    assert!(d.shows("文件被别人改过了"));
    (d, was)
}

fn others_write(d: &mut Desk, report: &Report) {
    write(d, &project::encode(report).expect("writes"));
}

fn write(d: &mut Desk, text: &str) {
    std::fs::write(d.path("报告.gknb"), text).expect("written");
    d.session().look();
    d.until("it was looked at", |d| !d.session().is_looking());
    d.run();
}

#[test]
fn a_tick_is_for_what_was_ticked_and_no_number_of_ones_own_is_taken_back_by_it() {
    let (mut d, was) = changed_by_others();
    // They take it back, in a file written otherwise: nothing differs but the number typed here.
    let text = project::encode(&was).expect("writes") + "// 又存了一次\n";
    write(&mut d, &text);
    assert!(d.shows("文件被别人改过了"));
    d.click("采用勾选的");
    assert_eq!(d.cell(GRANTED), "4321");
    d.keys(Modifiers::COMMAND, Key::S);
    let saved = load(&d.path("报告.gknb"));
    assert_eq!(saved.canonical(&CellKey::parse(GRANTED)).as_deref(), Some("4321"));
}

#[test]
fn where_the_file_is_as_it_was_again_nothing_is_asked_any_more() {
    let (mut d, was) = changed_by_others();
    others_write(&mut d, &was);
    assert!(!d.shows("文件被别人改过了") && d.session().question().is_none());
    assert_eq!((d.cell(GRANTED).as_str(), d.session().is_changed()), ("4321", true));
    d.keys(Modifiers::COMMAND, Key::S);
    assert_eq!(d.message(), "已保存。");
}

#[test]
fn what_is_still_the_same_keeps_its_tick_and_an_answer_to_an_older_question_is_none() {
    let (mut d, was) = changed_by_others();
    let Some(Question::Changed(c)) = d.session().question().cloned() else { panic!("asked") };
    let old = c.ticks();
    d.click("全选");
    let mut theirs = was.clone();
    for (key, n) in [(PENALTY, "39"), ("disclosure.licensing.licence/decisions", "77")] {
        enter(&mut theirs, key, n);
    }
    others_write(&mut d, &theirs);
    let now = d.report();
    d.session().settle_change(&old);
    assert!(d.session().question().is_some() && d.report() == now, "asked again, nothing taken");
    d.run();
    d.click("采用勾选的");
    assert_eq!(d.report(), theirs, "all ticked: what was, and what only they changed");
    assert!(d.session().question().is_none());
}

/// A desk whose last window ended with unsaved work.
fn crashed() -> Desk {
    let mut d = Desk::sample();
    d.click("三 申请情况");
    d.go(GRANTED);
    d.type_text("8");
    d.crashed()
}

const LEFT: &str = "上次有没来得及保存的内容";

/// Killed amid 3005, the program brought 30 back as the cell's number, and nothing said that nobody had entered it.
#[test]
fn half_a_number_is_not_brought_back_as_if_it_were_entered() {
    let half = |d: &mut Desk| {
        d.click("三 申请情况");
        d.go(GRANTED);
        d.type_text("30");
    };
    let mut d = Desk::sample();
    half(&mut d);
    let mut d = d.crashed();
    d.click("恢复");
    assert_eq!(d.cell(GRANTED), "30", "nothing is lost");
    assert!(d.message().contains("没有输完，停在“30”"), "{}", d.message());
    let notes = |d: &mut Desk| {
        let told = d.report().notes.iter().map(|n| n.text.clone()).collect::<Vec<_>>();
        told.into_iter().filter(|t| t.contains("没有输完")).count()
    };
    assert_eq!(notes(&mut d), 1, "it stays at the cell until somebody looked");
    // What was left by the keys is entered.
    for leave in [Key::Enter, Key::Tab, Key::ArrowDown] {
        let mut d = Desk::sample();
        half(&mut d);
        d.key(leave);
        let mut d = d.crashed();
        d.click("恢复");
        assert_eq!((d.cell(GRANTED).as_str(), notes(&mut d)), ("30", 0), "{leave:?}");
    }
}

#[test]
fn left_over_work_is_still_offered_when_the_file_given_arrives_later() {
    let mut d = crashed();
    assert!(d.shows(LEFT));
    let file = d.path("别的.gknb");
    save(&file, &Report::new(2024, "示范县水利局"));
    d.session().begin_reading(Reading::File(file));
    d.run();
    assert_eq!(d.report().year, 2024, "it is open");
    assert!(d.shows(LEFT));
    d.click("恢复");
    assert_eq!(d.cell(GRANTED), "8");
    assert!(!d.shows(LEFT));
}

#[test]
fn a_question_that_another_comes_before_is_asked_again_after_it() {
    let mut d = crashed();
    d.drop_files(&[data("flat-2024/source.txt")]);
    assert!(d.shows("拖进来的文件") && !d.shows(LEFT));
    d.click("取消");
    assert!(d.shows(LEFT));
    // It has the keys again: Enter is its first button.
    d.key(Key::Enter);
    assert_eq!(d.cell(GRANTED), "8");
    let mut d = crashed();
    d.click("不要了…");
    assert!(d.shows("删掉就找不回来了"), "one click takes nothing away");
    d.click("留着");
    d.click("不要了…");
    d.click("确实不要");
    assert!(!d.shows(LEFT));
    d.click("打开样例试一试");
    assert_eq!(d.report().year, 2025, "nothing stands in front of the window any more");
    let mut d = crashed();
    d.click("以后再说");
    assert!(!d.shows(LEFT) && d.session().left_over().found().len() == 1);
}

#[test]
fn of_several_files_dropped_each_can_be_chosen() {
    let mut d = Desk::new(&[]);
    let names = ["甲.gknb", "乙.gknb", "丙.gknb"];
    let files: Vec<PathBuf> = names.iter().map(|n| d.path(n)).collect();
    for (i, f) in files.iter().enumerate() {
        save(f, &Report::new(2023 + i as u16, "示范县水利局"));
    }
    d.drop_files(&files);
    assert!(d.shows("一共3个文件") && names.iter().all(|n| d.shows(n)));
    d.click("乙.gknb");
    d.click("打开它");
    assert_eq!(d.report().year, 2024);
    d.drop_files(&files);
    d.click("批量导出…");
    assert!(files.iter().all(|f| d.field("要导出的报告").contains(&f.display().to_string())));
}
