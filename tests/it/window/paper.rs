//! From the window to paper: printing, and many reports at once.

use crate::made::desk::Desk;
use crate::made::reports::{paras, save};
use crate::made::{LONG, fonts};
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use gongkai::form::table::CellKey;
use gongkai::print::{PrintError, ProgramEnd, Programs, Silent};
use gongkai::report::edit::Edit;
use gongkai::report::{Part, Report, StyleSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Programs that remember what they were asked, and what the file held that was printed.
#[derive(Default)]
struct Recorded {
    calls: Mutex<Vec<String>>,
    printed: Mutex<Vec<u8>>,
    refuses: bool,
    /// The printers there are; two of them where it is empty.
    names: Mutex<&'static str>,
}

impl Programs for Recorded {
    fn run(&self, program: &str, args: &[OsString], _: &dyn Fn() -> bool) -> Result<ProgramEnd, Silent> {
        let words: Vec<_> = args.iter().map(|a| a.to_string_lossy()).collect();
        let call = format!("{program} {}", words.join(" "));
        let out = match call.as_str() {
            "lpstat -e" if self.names.lock().expect("free").is_empty() => "大厅\n三楼\n",
            "lpstat -e" => *self.names.lock().expect("free"),
            "lpstat -d" => "system default destination: 三楼\n",
            _ => "",
        };
        if program == "lp" {
            let file = args.last().expect("a file");
            *self.printed.lock().expect("free") = std::fs::read(file).expect("a PDF");
        }
        self.calls.lock().expect("free").push(call);
        let err = if self.refuses { "lp: 缺纸".into() } else { String::new() };
        Ok(ProgramEnd { well: !self.refuses || program != "lp", out: out.into(), err })
    }
    fn open(&self, path: &Path) -> Result<(), PrintError> {
        self.calls.lock().expect("free").push(format!("open {}", path.display()));
        Ok(())
    }
}

/// The sample has errors, which are named first.
#[cfg(unix)]
fn ask_to_print(d: &mut Desk) {
    d.press(Modifiers::COMMAND, Key::P);
    d.h.get_by_label_contains("仍然打印").click();
    d.h.run_steps(4);
}

#[cfg(unix)]
fn printing(programs: &Arc<Recorded>) -> Desk {
    let mut d = Desk::sample();
    d.session().set_programs(programs.clone());
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
    assert_eq!(d.message(), "已送到默认打印机。有1项错误没有改。");
    let calls = programs.calls.lock().expect("free").clone();
    let title = "示范市云溪区水务局2025年政府信息公开工作年度报告";
    assert!(calls[2].starts_with(&format!("lp -t {title} -o media=A4 -- ")), "{calls:?}");
    let report = d.session().report().cloned().expect("open");
    let pdf = gongkai::export::pdf(&report, &fonts()).expect("a PDF");
    assert!(*programs.printed.lock().expect("free") == pdf.bytes);
}

/// One of an office's own making stands for any that no face has.
#[cfg(unix)]
#[test]
fn a_character_lost_in_print_is_named_beside_the_pages_and_before_they_are_printed() {
    let mut d = Desk::sample();
    // Nor has a face of the window.
    d.h.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    d.session().apply("修改", None, [Edit::Text(Part::Preamble, paras(&["\u{f0001}氏"]))]);
    d.session().set_programs(Arc::new(Recorded::default()));
    d.press(Modifiers::SHIFT, Key::F5);
    d.until("the pages are laid out", |d| d.shows("● 这些字没有字体可印"));
    d.press(Modifiers::COMMAND, Key::P);
    assert!(d.shows("这些字没有字体可印，印成了“〓”"), "before anything is printed");
    d.h.get_by_label_contains("仍然打印").click();
    d.h.run_steps(4);
    d.until("printers and pages are known", |d| d.session().printers().is_some() && d.shows("（共 "));
    d.h.run_steps(2);
    assert!(d.shows("● 这些字没有字体可印"));
}

#[cfg(unix)]
#[test]
fn printer_copies_pages_and_sides_are_chosen_and_a_refusal_is_told() {
    let programs = Arc::new(Recorded { refuses: true, ..Recorded::default() });
    let mut d = printing(&programs);
    d.tap("选打印机");
    d.tap("大厅");
    d.tap("选单面双面");
    d.tap("双面，沿长边翻（像书）");
    d.h.get_by_label("要打印的页码").focus();
    d.h.run_steps(2);
    d.h.event(Event::Text("２－9999".into()));
    d.h.run_steps(4);
    assert!(d.shows("没有第9999页"));
    d.press(Modifiers::COMMAND, Key::A);
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
fn a_printer_that_is_gone_gives_way_to_no_other_by_itself() {
    let programs = Arc::new(Recorded::default());
    let mut d = printing(&programs);
    d.tap("选打印机");
    d.tap("大厅");
    d.click("打印");
    let printed =
        |p: &Recorded| p.calls.lock().expect("free").iter().filter(|c| c.starts_with("lp ")).count();
    assert_eq!(printed(&programs), 1);
    *programs.names.lock().expect("free") = "三楼\n";
    ask_to_print(&mut d);
    d.until("the printer is missed", |d| d.shows("现在找不到打印机“大厅”"));
    d.h.run_steps(2);
    d.press(Modifiers::NONE, Key::Enter);
    assert!(d.shows("打印报告") && printed(&programs) == 1);
    d.tap("选打印机");
    d.tap("三楼");
    d.click("打印");
    assert_eq!(printed(&programs), 2);
}

#[cfg(unix)]
#[test]
fn a_list_is_gone_through_by_key_from_what_is_chosen() {
    let programs = Arc::new(Recorded::default());
    let mut d = printing(&programs);
    d.h.get_by_label("选单面双面").focus();
    d.h.run_steps(2);
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        d.press(Modifiers::NONE, key);
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
    d.session().set_programs(programs.clone());
    d.session().begin_printing(Default::default());
    d.session().call_off();
    d.session().arrive(LONG);
    assert_eq!(d.message(), "已取消，没有打印");
    assert!(programs.calls.lock().expect("free").is_empty());
}

fn put(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    save(&path, &Report::new(2025, "示范市云溪区水务局"));
    path
}

#[test]
fn where_the_system_has_no_dialog_a_folder_of_reports_is_chosen_in_the_windows_own() {
    let mut d = Desk::new(&[]);
    let folder = d.path("各单位");
    std::fs::create_dir(&folder).expect("made");
    put(&folder, "一.gknb");
    d.tap("文件");
    d.h.get_by_label_contains("批量导出…").click();
    d.h.run();
    d.click("选文件夹…");
    assert!(d.shows("选放报告的文件夹"));
    d.fill("文件位置", &folder.display().to_string());
    d.click("确定");
    assert!(d.shows("批量导出") && !d.shows("选放报告的文件夹"), "the question goes on");
    d.click("开始导出");
    assert!(d.shows("导出了1份"), "{}", d.message());
    assert!(folder.join("PDF").join("一.pdf").exists());
}

#[test]
fn many_reports_become_pdfs_and_each_outcome_is_told() {
    let mut d = Desk::new(&[Some("in"), Some("in")]);
    let folder = d.path("in");
    std::fs::create_dir(&folder).expect("made");
    put(&folder, "一.gknb");
    put(&folder, "二.gknb");
    std::fs::write(folder.join("坏.gknb"), "GongkaiProject(").expect("written");
    d.tap("文件");
    d.h.get_by_label_contains("批量导出…").click();
    d.h.run();
    d.click("选文件夹…");
    d.click("开始导出");
    assert!(d.shows("导出了2份（2份审核有错误），1份没有导出。"));
    assert!(d.shows("坏.gknb"));
    for (name, there) in [("一.pdf", true), ("二.pdf", true), ("坏.pdf", false)] {
        assert_eq!(folder.join("PDF").join(name).exists(), there, "{name}");
    }
    d.click("知道了");
    assert!(!d.shows("批量导出的结果"));
    // As another format, in a folder of that name.
    d.tap("文件");
    d.h.get_by_label_contains("批量导出…").click();
    d.h.run();
    d.click("选文件夹…");
    d.click("OFD");
    d.click("开始导出");
    assert!(folder.join("OFD/一.ofd").exists() && folder.join("OFD/二.ofd").exists());
}

#[test]
fn many_reports_go_out_in_the_style_that_is_chosen_for_all() {
    let mut d = Desk::new(&[Some("in"), Some("in")]);
    let folder = d.path("in");
    std::fs::create_dir(&folder).expect("made");
    put(&folder, "一.gknb");
    let mut set = StyleSet::default();
    (set.style.name, set.style.red_head) = ("本县版式".into(), true);
    d.session().keep_style(set);
    d.h.run();
    d.click("知道了");
    for chosen in [false, true] {
        d.tap("文件");
        d.h.get_by_label_contains("批量导出…").click();
        d.h.run();
        d.click("选文件夹…");
        d.click("Word");
        if chosen {
            d.click("用版式");
            d.click("本县版式");
        }
        d.click("开始导出");
        assert!(d.shows("导出了1份"), "{}", d.message());
        d.click("知道了");
        let made = std::fs::read(folder.join("Word/一.docx")).expect("made");
        let mut word = zip::ZipArchive::new(std::io::Cursor::new(made)).expect("a package");
        let words = std::io::read_to_string(word.by_name("word/document.xml").expect("words")).expect("text");
        assert_eq!(words.contains("示范市云溪区水务局文件"), chosen);
    }
}

fn write(d: &mut Desk, field: &str, text: String) {
    d.h.get_by_label(field).focus();
    d.h.run();
    d.h.event(Event::Text(text));
    d.h.run();
}

#[test]
fn a_wrong_path_typed_by_hand_can_be_put_right() {
    let mut d = Desk::new(&[]);
    let folder = d.dir.path().to_path_buf();
    let file = put(&folder, "一.gknb");
    d.tap("文件");
    d.h.get_by_label_contains("批量导出…").click();
    d.h.run();
    write(&mut d, "要导出的报告", file.with_file_name("一.gkn").display().to_string());
    write(&mut d, "导出到的文件夹", folder.join("PDF").display().to_string());
    d.click("开始导出");
    assert!(d.shows("没有这个文件或文件夹") && d.shows("导出成"), "{}", d.message());
    let typed = |d: &Desk, field: &str| d.h.get_by_label(field).accesskit_node().value().unwrap_or_default();
    assert!(typed(&d, "要导出的报告").ends_with("一.gkn") && typed(&d, "导出到的文件夹").ends_with("PDF"));
    d.h.get_by_label("要导出的报告").focus();
    d.h.run();
    d.key(Key::End);
    write(&mut d, "要导出的报告", "b".into());
    d.click("开始导出");
    assert!(d.shows("导出了1份"), "{}", d.message());
    assert!(!d.shows("导出成") && folder.join("PDF/一.pdf").exists());
}

#[test]
fn a_folder_that_is_not_there_is_told_by_the_work_itself() {
    let mut d = Desk::new(&[]);
    let missing = d.path("没有");
    d.session().begin_many(vec![missing.clone()], &missing, "pdf", None);
    assert!(d.session().work().is_some());
    d.session().arrive(LONG);
    assert!(d.message().contains("还没有开始导出") && !missing.exists(), "{}", d.message());
}

#[test]
fn many_reports_that_are_called_off_stop_between_two() {
    let mut d = Desk::new(&[]);
    let folder = d.dir.path().to_path_buf();
    let files: Vec<PathBuf> = (0..60).map(|i| put(&folder, &format!("{i}.gknb"))).collect();
    let out = folder.join("out");
    d.session().begin_many(files, &out, "pdf", None);
    d.session().call_off();
    let gongkai::app::arrived::Arrived::Many(batch) = d.session().arrive(LONG) else { panic!("told") };
    assert!(batch.wanted == 60 && batch.outcomes.len() < 60, "{}", batch.outcomes.len());
    let written = std::fs::read_dir(&out).map(|names| names.count()).unwrap_or_default();
    assert_eq!(written, batch.outcomes.iter().filter(|o| o.result.is_ok()).count());
}

#[test]
fn unsaved_changes_of_the_open_report_are_told_before_many_go_out() {
    let mut d = Desk::new(&[Some("甲.gknb")]);
    d.click("打开样例试一试");
    d.press(Modifiers::COMMAND, Key::S);
    let asked = |d: &mut Desk| {
        d.click("文件");
        d.h.get_by_label_contains("批量导出…").click();
        d.run();
        d.h.get_by_label("要导出的报告").focus();
        d.h.run();
        let folder = d.dir.path().display().to_string();
        d.h.event(Event::Text(folder));
        d.h.run();
    };
    let said = "现在用的是上次保存的样子";
    asked(&mut d);
    assert!(!d.shows(said), "all is saved");
    d.click("取消");
    let key = CellKey::parse("requests.received/natural");
    let edit = gongkai::report::edit::Edit::enter(d.session().report().expect("open").form(), &key, "21");
    d.session().apply("录入", None, [edit]);
    asked(&mut d);
    assert!(d.shows(said) && d.session().is_changed());
    d.click("先保存");
    assert!(!d.shows(said) && !d.session().is_changed() && d.shows("批量导出"));
}

#[test]
fn a_folder_of_reports_is_judged_into_one_table_whose_rows_open() {
    let mut d = Desk::new(&[]);
    let folder = d.path("县里");
    std::fs::create_dir(&folder).expect("made");
    put(&folder, "一.gknb");
    std::fs::write(
        folder.join("二.docx"),
        crate::made::documents::word(&crate::made::shapes::report(2024, 9, 0)),
    )
    .expect("written");
    std::fs::write(folder.join("三.txt"), "没有表的一句话").expect("written");
    d.choose("审核", "批量审核…");
    let words = folder.display().to_string();
    write(&mut d, "要审核的报告", words);
    let words = folder.join("审核单").display().to_string();
    write(&mut d, "审核单的文件夹", words);
    d.click("开始审核");
    assert!(d.shows("批量审核的结果") && d.shows("审核了2份") && d.shows("1份没有读进来"), "{}", d.message());
    assert_eq!(std::fs::read_dir(folder.join("审核单")).map(|names| names.count()).ok(), Some(2));
    let rows = d.h.get_all_by_role_and_label(eframe::egui::accesskit::Role::Button, "示范市云溪区水务局");
    rows.last().expect("a row").click();
    d.run();
    assert!(d.shows("审核别人的报告") && d.shows("导出审核单…"));
    d.key(Key::Escape);
    // And by its last words.
    let at = d.h.get_all_by_label("2025").last().expect("a year").rect().center();
    d.click_at(at);
    d.run();
    assert!(d.shows("审核别人的报告"), "the row is clicked over its whole width");
    d.key(Key::Escape);
    assert!(d.shows("批量审核的结果"), "the table comes again");
    d.click("关闭");
    assert!(!d.shows("批量审核的结果"));
}

#[cfg(unix)]
#[test]
fn who_has_the_documents_is_not_told_to_export_them_where_only_the_printout_is_wanting() {
    let programs = Arc::new(Recorded { refuses: true, ..Recorded::default() });
    let mut d = Desk::new(&[Some("报告.gknb")]);
    d.session().set_programs(programs.clone());
    d.session().open_sample();
    d.run();
    d.keys(Modifiers::COMMAND, Key::F9);
    d.click("仍然一次做好");
    d.click("开始…");
    d.until("it is made", |d| d.message().contains("已导出 PDF、Word"));
    let m = d.session().message().cloned().expect("told");
    assert!(m.text.contains("没有打印：系统说：lp: 缺纸。") && !m.text.contains("导出PDF"), "{}", m.text);
    assert_eq!(m.amiss, Some(gongkai::checks::Level::Warning), "nothing is lost");
}
