//! From the window to paper: the pages beside the editor, what is chosen about them, printing, and many
//! reports at once.

use crate::window::Desk;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use gongkai::app::previewing::Sheets;
use gongkai::form::table::CellKey;
use gongkai::page::structure::Source;
use gongkai::print::{Programs, Said, Silent};
use gongkai::report::{ChartKind, Part, Report};
use gongkai::store::{RealDisk, project};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The sample with its pages beside it.
fn previewed() -> Desk {
    let mut d = Desk::sample();
    d.h.key_press(Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    d.h.run_steps(2);
    d
}

fn sheets(d: &mut Desk) -> Option<Arc<Sheets>> {
    let revision = d.session().document().expect("open").revision();
    let sheets = d.session().preview(&[], Instant::now()).0.sheets.clone();
    sheets.filter(|s| s.revision == revision)
}

fn press(d: &mut Desk, modifiers: Modifiers, key: Key) {
    d.h.key_press_modifiers(modifiers, key);
    d.h.run_steps(4);
}

fn click(d: &mut Desk, name: &str) {
    d.h.get_by_label(name).click();
    d.h.run_steps(4);
}

/// Clicks the page where `place` is printed, a little inside its left top corner.
fn click_on_page(d: &mut Desk, place: &Source) {
    let sheets = sheets(d).expect("laid out");
    let (page, [x0, y0, ..]) = sheets.find(place).boxes[0];
    let on_screen = d.h.get_by_label(&format!("第{}页", page + 1)).rect();
    let scale = on_screen.width() / sheets.pages.pages[page].size().0;
    let at = on_screen.min + eframe::egui::vec2(x0 + 4.0, y0 + 4.0) * scale;
    pointer(d, at);
}

fn pointer(d: &mut Desk, at: Pos2) {
    d.h.event(Event::PointerMoved(at));
    d.h.step();
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        d.h.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        d.h.step();
    }
    d.h.run_steps(6);
}

#[test]
fn the_pages_follow_what_is_edited_and_are_drawn_anew_when_it_changes() {
    let mut d = previewed();
    assert!(d.shows("第 1 页，共"));
    click(&mut d, "整页");
    let key = "requests.carried_out/total";
    d.session().document().expect("open");
    let place = Source::Cell(CellKey::parse(key));
    let page = sheets(&mut d).expect("laid out").find(&place).boxes[0].0;
    assert!(page > 0, "it stands on a later page");
    click(&mut d, "三 申请情况");
    let name = d.name(key);
    d.h.get_by_label(&name).focus();
    let words = format!("第 {} 页，共", page + 1);
    d.until("the page of the cell is gone to", |d| d.shows(&words));
    let before = sheets(&mut d).expect("laid out");
    d.session().apply("修改", None, &[gongkai::report::edit::Edit::Heading(6, "六、其他".into())]);
    d.until("laid out anew", |d| sheets(d).is_some_and(|s| s.revision > before.revision));
    let after = sheets(&mut d).expect("laid out");
    assert!(after.looks[0] == before.looks[0] && after.looks != before.looks, "only what changed");
    press(&mut d, Modifiers::NONE, Key::F10);
    assert!(!d.shows("第 1 页，共") && d.shows("可以上报"));
}

#[test]
fn a_click_on_the_page_goes_to_its_cell_and_to_its_paragraph() {
    let mut d = previewed();
    click(&mut d, "整页");
    let key = CellKey::parse("disclosure.regulations/made");
    let key = match d.session().report().expect("open").form().locate(&key) {
        Some(_) => key,
        None => d.session().report().expect("open").form().cells()[0].clone(),
    };
    let place = Source::Cell(key.clone());
    let page = sheets(&mut d).expect("laid out").find(&place).boxes[0].0;
    for _ in 0..page {
        press(&mut d, Modifiers::ALT, Key::PageDown);
        d.h.run_steps(30);
    }
    click_on_page(&mut d, &place);
    let name = d.name(&key.to_string());
    assert!(d.h.get_by_label(&name).accesskit_node().is_focused(), "{name}");

    let place = Source::Para(Part::Before(1), 1);
    let page = sheets(&mut d).expect("laid out").find(&place).boxes[0].0;
    for _ in 0..9 {
        press(&mut d, Modifiers::ALT, Key::PageUp);
        d.h.run_steps(30);
    }
    for _ in 0..page {
        press(&mut d, Modifiers::ALT, Key::PageDown);
        d.h.run_steps(30);
    }
    click_on_page(&mut d, &place);
    d.h.event(Event::Text("甲".into()));
    d.h.run_steps(4);
    let words = d.session().report().expect("open").words(Part::Before(1));
    assert!(words.lines().nth(1).is_some_and(|l| l.starts_with('甲')), "{words}");
}

#[test]
fn small_pages_and_keys_lead_through_the_pages() {
    let mut d = previewed();
    click(&mut d, "整页");
    click(&mut d, "缩略图");
    let count = sheets(&mut d).expect("laid out").pages.pages.len();
    let last = format!("第 {count} 页，共");
    click(&mut d, &format!("到第{count}页"));
    d.until("the last page", |d| d.shows(&last));
    press(&mut d, Modifiers::NONE, Key::PageUp);
    d.until("the page before", |d| d.shows(&format!("第 {} 页，共", count - 1)));
    press(&mut d, Modifiers::NONE, Key::Home);
    d.until("the first page", |d| d.shows("第 1 页，共"));
    press(&mut d, Modifiers::NONE, Key::End);
    d.until("the last page", |d| d.shows(&last));
}

#[test]
fn what_is_chosen_about_the_pages_is_seen_on_them_and_can_be_undone() {
    let mut d = Desk::sample();
    let start = d.session().report().cloned().expect("open");
    press(&mut d, Modifiers::SHIFT, Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    let turned = |d: &mut Desk| sheets(d).expect("laid out").pages.pages.iter().filter(|p| p.turned).count();
    assert_eq!(turned(&mut d), 0);
    click(&mut d, "横排 三 申请情况");
    d.until("laid out anew", |d| sheets(d).is_some());
    assert!(turned(&mut d) > 0);
    click(&mut d, "给印章留位置");
    click(&mut d, "印 0");
    click(&mut d, "图：申请办理结果放在哪里");
    click(&mut d, "放在第三部分末尾");
    let report = d.session().report().cloned().expect("open");
    assert_eq!(report.layout.charts.get(&ChartKind::Results), Some(&3));
    assert!(report.signature.seal && report.printed(&CellKey::parse("none/none")).is_empty());
    for _ in 0..4 {
        press(&mut d, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(d.session().report().cloned().expect("open"), start);
}

/// Programs that remember what they were asked, and what the file held that was printed.
#[derive(Default)]
struct Recorded {
    calls: Mutex<Vec<String>>,
    printed: Mutex<Vec<u8>>,
    refuses: bool,
}

impl Programs for Recorded {
    fn run(&self, program: &str, args: &[OsString], _: &dyn Fn() -> bool) -> Result<Said, Silent> {
        let words: Vec<_> = args.iter().map(|a| a.to_string_lossy()).collect();
        let call = format!("{program} {}", words.join(" "));
        let out = match call.as_str() {
            "lpstat -e" => "大厅\n三楼\n",
            "lpstat -d" => "system default destination: 三楼\n",
            _ => "",
        };
        if program == "lp" {
            let file = args.last().expect("a file");
            *self.printed.lock().expect("free") = std::fs::read(file).expect("a PDF");
        }
        self.calls.lock().expect("free").push(call);
        let err = if self.refuses { "lp: 缺纸".into() } else { String::new() };
        Ok(Said { well: !self.refuses || program != "lp", out: out.into(), err })
    }
    fn open(&self, path: &Path) -> Result<(), String> {
        self.calls.lock().expect("free").push(format!("open {}", path.display()));
        Ok(())
    }
}

/// The sample has errors, which are named first.
#[cfg(unix)]
fn ask_to_print(d: &mut Desk) {
    press(d, Modifiers::COMMAND, Key::P);
    d.h.get_by_label_contains("仍然打印").click();
    d.h.run_steps(4);
}

#[cfg(unix)]
fn printing(programs: &Arc<Recorded>) -> Desk {
    let mut d = Desk::sample();
    d.session().programs = programs.clone();
    ask_to_print(&mut d);
    d.until("printers and pages are known", |d| d.session().printers().is_some() && d.shows("（共 "));
    d.h.run_steps(2);
    d
}

#[cfg(unix)]
#[test]
fn ctrl_p_and_enter_print_the_pdf_that_would_be_exported() {
    let programs = Arc::new(Recorded::default());
    let mut d = printing(&programs);
    d.key(Key::Enter);
    assert_eq!(d.message(), "已送到默认打印机。");
    let calls = programs.calls.lock().expect("free").clone();
    let title = "示范市云溪区水务局2025年政府信息公开工作年度报告";
    assert!(calls[2].starts_with(&format!("lp -t {title} -o media=A4 -- ")), "{calls:?}");
    let report = d.session().report().cloned().expect("open");
    let pdf = gongkai::export::pdf(&report, &gongkai::store::fonts::bundled(&RealDisk)).expect("a PDF");
    assert!(*programs.printed.lock().expect("free") == pdf.bytes);
}

#[cfg(unix)]
#[test]
fn printer_copies_pages_and_sides_are_chosen_and_a_refusal_is_told() {
    let programs = Arc::new(Recorded { refuses: true, ..Recorded::default() });
    let mut d = printing(&programs);
    click(&mut d, "选打印机");
    click(&mut d, "大厅");
    click(&mut d, "选单面双面");
    click(&mut d, "双面，沿长边翻（像书）");
    d.h.get_by_label("要打印的页码").focus();
    d.h.run_steps(2);
    d.h.event(Event::Text("２－9999".into()));
    d.h.run_steps(4);
    assert!(d.shows("没有第9999页"));
    press(&mut d, Modifiers::COMMAND, Key::A);
    d.h.event(Event::Text("1、2".into()));
    d.h.run_steps(4);
    d.click("打印");
    let calls = programs.calls.lock().expect("free").clone();
    let told = " -o media=A4 -o sides=two-sided-long-edge -P 1,2 -- ";
    assert!(calls.last().is_some_and(|c| c.starts_with("lp -d 大厅 -t ") && c.contains(told)), "{calls:?}");
    assert!(d.message().contains("没有打印，系统说：lp: 缺纸"), "{}", d.message());
    // The choices are remembered for the next time, the pages are not.
    ask_to_print(&mut d);
    d.until("printers are known", |d| d.session().printers().is_some());
    d.h.run_steps(2);
    d.key(Key::Enter);
    let calls = programs.calls.lock().expect("free").clone();
    let told = " -o media=A4 -o sides=two-sided-long-edge -- ";
    assert!(calls.last().is_some_and(|c| c.starts_with("lp -d 大厅 -t ") && c.contains(told)), "{calls:?}");
}

#[cfg(unix)]
#[test]
fn a_list_is_gone_through_by_key_from_what_is_chosen() {
    let programs = Arc::new(Recorded::default());
    let mut d = printing(&programs);
    d.h.get_by_label("选单面双面").focus();
    d.h.run_steps(2);
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        press(&mut d, Modifiers::NONE, key);
        d.h.run_steps(4);
    }
    assert!(d.h.get_by_label("选单面双面").accesskit_node().is_focused());
    d.click("打印");
    let calls = programs.calls.lock().expect("free").clone();
    assert!(calls.iter().any(|c| c.contains(" -o sides=one-sided")), "{calls:?}");
}

#[test]
fn enter_on_cancel_prints_nothing() {
    let programs = Arc::new(Recorded::default());
    let mut d = printing(&programs);
    d.key(Key::Tab);
    d.key(Key::Enter);
    assert!(!d.shows("打印报告"));
    let calls = programs.calls.lock().expect("free").clone();
    assert!(calls.iter().all(|c| !c.starts_with("lp ")), "{calls:?}");
}

#[test]
fn a_printing_that_is_called_off_speaks_of_printing() {
    let programs = Arc::new(Recorded::default());
    let mut d = Desk::sample();
    d.session().programs = programs.clone();
    d.session().begin_printing(Default::default());
    d.session().call_off();
    d.session().arrive(Duration::from_secs(60));
    assert_eq!(d.message(), "已取消，没有打印");
    assert!(programs.calls.lock().expect("free").is_empty());
}

fn put(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    project::save(&RealDisk, &path, &Report::new(2025, "示范市云溪区水务局")).expect("saved");
    path
}

#[test]
fn many_reports_become_pdfs_and_each_outcome_is_told() {
    let mut d = Desk::new(&[Some("in")]);
    let folder = d.dir.path().join("in");
    std::fs::create_dir(&folder).expect("made");
    put(&folder, "一.gknb");
    put(&folder, "二.gknb");
    std::fs::write(folder.join("坏.gknb"), "GongkaiProject(").expect("written");
    click(&mut d, "文件");
    d.h.get_by_label_contains("批量导出PDF…").click();
    d.h.run();
    d.click("选文件夹…");
    d.click("开始导出");
    assert!(d.shows("导出了2份，1份没有导出。"));
    assert!(d.shows("坏.gknb"));
    for (name, there) in [("一.pdf", true), ("二.pdf", true), ("坏.pdf", false)] {
        assert_eq!(folder.join("PDF").join(name).exists(), there, "{name}");
    }
    d.click("知道了");
    assert!(!d.shows("批量导出的结果"));
}

#[test]
fn a_wrong_path_typed_by_hand_can_be_put_right() {
    let mut d = Desk::new(&[]);
    let folder = d.dir.path().to_path_buf();
    let file = put(&folder, "一.gknb");
    click(&mut d, "文件");
    d.h.get_by_label_contains("批量导出PDF…").click();
    d.h.run();
    let write = |d: &mut Desk, field: &str, text: String| {
        d.h.get_by_label(field).focus();
        d.h.run();
        d.h.event(Event::Text(text));
        d.h.run();
    };
    write(&mut d, "要导出的报告", file.with_file_name("一.gkn").display().to_string());
    write(&mut d, "导出到的文件夹", folder.join("PDF").display().to_string());
    d.click("开始导出");
    assert!(d.shows("没有这个文件或文件夹") && d.shows("批量导出PDF"), "{}", d.message());
    let typed = |d: &Desk, field: &str| d.h.get_by_label(field).accesskit_node().value().unwrap_or_default();
    assert!(typed(&d, "要导出的报告").ends_with("一.gkn") && typed(&d, "导出到的文件夹").ends_with("PDF"));
    d.h.get_by_label("要导出的报告").focus();
    d.h.run();
    d.key(Key::End);
    write(&mut d, "要导出的报告", "b".into());
    d.click("开始导出");
    assert!(d.shows("导出了1份"), "{}", d.message());
    assert!(!d.shows("批量导出PDF") && folder.join("PDF/一.pdf").exists());
}

#[test]
fn a_folder_that_is_not_there_is_told_by_the_work_itself() {
    let mut d = Desk::new(&[]);
    let missing = d.dir.path().join("没有");
    d.session().begin_many(vec![missing.clone()], &missing);
    assert!(d.session().work().is_some());
    d.session().arrive(Duration::from_secs(60));
    assert!(d.message().contains("还没有开始导出") && !missing.exists(), "{}", d.message());
}

#[test]
fn many_reports_that_are_called_off_stop_between_two() {
    let mut d = Desk::new(&[]);
    let folder = d.dir.path().to_path_buf();
    let files: Vec<PathBuf> = (0..60).map(|i| put(&folder, &format!("{i}.gknb"))).collect();
    let out = folder.join("out");
    d.session().begin_many(files, &out);
    d.session().call_off();
    d.session().arrive(Duration::from_secs(60));
    let batch = d.session().batch.take().expect("told");
    assert!(batch.wanted == 60 && batch.outcomes.len() < 60, "{}", batch.outcomes.len());
    let written = std::fs::read_dir(&out).map(|names| names.count()).unwrap_or_default();
    assert_eq!(written, batch.outcomes.iter().filter(|o| o.result.is_ok()).count());
}

#[test]
fn unsaved_changes_of_the_open_report_are_told_before_many_go_out() {
    let mut d = Desk::new(&[Some("甲.gknb")]);
    d.click("打开样例试一试");
    press(&mut d, Modifiers::COMMAND, Key::S);
    let asked = |d: &mut Desk| {
        d.click("文件");
        d.h.get_by_label_contains("批量导出PDF…").click();
        d.run();
        d.h.get_by_label("要导出的报告").focus();
        d.h.run();
        let folder = d.dir.path().display().to_string();
        d.h.event(Event::Text(folder));
        d.h.run();
    };
    let said = "现在导出的是上次保存的样子";
    asked(&mut d);
    assert!(!d.shows(said), "all is saved");
    d.click("取消");
    let key = CellKey::parse("requests.received/natural");
    let edit = gongkai::report::edit::Edit::enter(d.session().report().expect("open"), &key, "21");
    d.session().apply("录入", None, &[edit]);
    asked(&mut d);
    assert!(d.shows(said) && d.session().is_changed());
    d.click("先保存");
    assert!(!d.shows(said) && !d.session().is_changed() && d.shows("批量导出PDF"));
}

/// Pages of which something is seen, and of those whether the whole.
fn seen(d: &Desk) -> Vec<(usize, bool)> {
    let header = d.h.get_by_label("适合宽度").rect().bottom();
    let bottom = d.h.get_by_label_contains("新报告").rect().top();
    let pages = (1..=4).map(|n| (n, d.h.get_by_label(&format!("第{n}页")).rect()));
    let (top, end) = (header + 4.0, bottom - 4.0);
    pages
        .filter(|(_, r)| r.bottom() > top && r.top() < end)
        .map(|(n, r)| (n, r.top() >= top && r.bottom() <= end))
        .collect()
}

#[test]
fn a_whole_page_is_exactly_one_and_the_wheel_turns_it() {
    let mut d = previewed();
    for size in [[900.0, 520.0], [1366.0, 720.0]] {
        d.h.set_size(size.into());
        d.h.run_steps(4);
        click(&mut d, "整页");
        for arranging in 0..2 {
            d.h.run_steps(8);
            assert!(matches!(seen(&d)[..], [(1, true)]), "{size:?} {arranging} {:?}", seen(&d));
            click(&mut d, "版式");
        }
        click(&mut d, "适合宽度");
    }
    click(&mut d, "整页");
    let at = d.h.get_by_label("第1页").rect().center();
    d.h.event(Event::PointerMoved(at));
    for (turns, page) in [(-1.0, 2), (-3.0, 3), (1.0, 2)] {
        let unit = eframe::egui::MouseWheelUnit::Line;
        let delta = eframe::egui::vec2(0.0, turns);
        let (phase, source) = (eframe::egui::TouchPhase::Move, eframe::egui::MouseWheelSource::Wheel);
        d.h.event(Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
        d.h.run_steps(8);
        assert_eq!(seen(&d), [(page, true)]);
    }
}

#[test]
fn the_pages_stay_where_they_are_when_there_is_less_room() {
    let mut d = previewed();
    press(&mut d, Modifiers::ALT, Key::PageDown);
    press(&mut d, Modifiers::ALT, Key::PageDown);
    d.h.run_steps(60);
    let upper = |d: &Desk| {
        let (head, page) = (d.h.get_by_label("适合宽度").rect(), d.h.get_by_label("第3页").rect());
        (page.top() - head.bottom()) / page.height()
    };
    let before = upper(&d);
    assert!(before.abs() < 0.1, "{before}");
    d.h.set_size([1100.0, 600.0].into());
    d.h.run_steps(12);
    assert!((upper(&d) - before).abs() < 0.03, "{before} {}", upper(&d));
    click(&mut d, "整页");
    click(&mut d, "适合宽度");
    d.h.run_steps(12);
    assert!((upper(&d) - before).abs() < 0.06, "{before} {}", upper(&d));
    click(&mut d, "页面缩小");
    d.h.run_steps(12);
    assert!((upper(&d) - before).abs() < 0.06, "{before} {}", upper(&d));
}

#[test]
fn what_an_export_will_say_stands_beside_the_pages_and_in_the_print_dialog() {
    let mut d = Desk::sample();
    let damaged = gongkai::report::text::Para::Picture { bytes: vec![1, 2], caption: "坏图".into() };
    d.session().apply("准备", None, &[gongkai::report::edit::Edit::Text(Part::Before(6), vec![damaged])]);
    d.h.key_press(Key::F5);
    d.until("the pages are laid out", |d| sheets(d).is_some());
    d.h.run_steps(4);
    let said = |d: &Desk| d.h.query_all_by_label_contains("图片“坏图”不是能用的").count();
    assert_eq!(said(&d), 1);
    d.h.key_press_modifiers(Modifiers::COMMAND, Key::P);
    d.h.run_steps(4);
    for key in [Key::Tab, Key::Enter] {
        press(&mut d, Modifiers::NONE, key);
    }
    d.until("the pages are known", |d| said(d) == 2);
    press(&mut d, Modifiers::NONE, Key::Enter);
    assert!(!d.shows("打印报告"), "Enter prints, whatever came above the button meanwhile");
}
