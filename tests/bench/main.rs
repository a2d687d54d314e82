//! Figures, printed beside what is aimed at; nothing is asserted, machines differ. `cargo bench`.
//! Reads the invented report, and the real samples where `GONGKAI_SAMPLES` names their folder. What the real
//! window takes (first frame, own code per frame, memory, idle) is printed by `tests/e2e/run`.

use gongkai::app::arrived::Arrived;
use gongkai::app::reading::Reading;
use gongkai::app::session::Session;
use gongkai::app::session::saved::Saved;
use gongkai::report::edit::Edit;
use gongkai::report::text::Para;
use gongkai::report::{Date, Report};
use gongkai::store::{RealDisk, fonts, project};
use gongkai::{checks, export, import};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

mod beside;
mod collecting;
mod judging;
mod out;
mod page;
mod preview;
mod reading;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `cargo bench -- pages` prints the figures of the page alone, `-- checks` those of the checks, `-- out` those of what
/// goes out as workbooks, OFD and data, `-- collect` those of many units added up, `-- beside` other programs beside ours.
fn main() {
    let mut sources = vec![root().join("tests/data/flat-2020/source.txt")];
    if let Some(s) = std::env::var_os("GONGKAI_SAMPLES") {
        sources.push(PathBuf::from(s).join("ganzhou-2020.txt"));
    }
    let asked = |what: &str| std::env::args().any(|a| a == what);
    // The report that the program began from, where it is at hand.
    let newest = sources.iter().rev().find(|s| s.exists()).unwrap_or(&sources[0]);
    if asked("beside") {
        return beside::of(newest);
    }
    println!("{:<34}{:>12}{:>12}{:>12}", "", "median", "slowest", "aim");
    if asked("collect") {
        return collecting::of();
    }
    if asked("out") {
        return out::of(&read(newest));
    }
    if !asked("checks") {
        page::of(newest);
    }
    if !asked("checks") && !asked("pages") {
        rest(&sources, newest);
    }
    if !asked("pages") {
        judging::of();
        reading::of();
    }
}

/// What is neither of the page nor of the checks alone.
fn rest(sources: &[PathBuf], newest: &Path) {
    for source in sources.iter().filter(|s| s.exists()) {
        of(source);
    }
    long(&sources[0]);
    workbooks();
    preview::measure(&read(newest));
    out::of(&read(newest));
}

fn read(source: &Path) -> Report {
    let bytes = std::fs::read(source).expect("a source");
    import::read_document(&bytes, &source.display().to_string(), None).expect("a report")
}

/// What keeping a change safe takes: on the typing thread, and on the journal's own.
fn safety(report: &Report) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::new(Arc::new(RealDisk), dir.path().into(), Date::new(2026, 1, 20));
    session.new_report(report.year, "示范局");
    session.apply("替换", None, [Edit::Replace(Box::new(report.clone()))]);
    let keys = report.form().cells();
    let mut n = 0;
    line("a digit with its journal", 1.0, 201, || {
        n += 1;
        let edit = Edit::enter(session.report().expect("open").form(), &keys[n % keys.len()], &n.to_string());
        session.apply("录入", None, [edit]);
    });
    line("until the journal is on the disk", 500.0, 21, || {
        n += 1;
        let edit = Edit::enter(session.report().expect("open").form(), &keys[n % keys.len()], &n.to_string());
        session.apply("录入", None, [edit]);
        assert!(session.flush_journal(std::time::Duration::from_secs(60)));
    });
    let file = dir.path().join("a.gknb");
    line("save, synced and read back", 300.0, 21, || {
        n += 1;
        let edit = Edit::enter(session.report().expect("open").form(), &keys[n % keys.len()], &n.to_string());
        session.apply("录入", None, [edit]);
        session.save_as(&file);
        assert_eq!(session.take_saved(std::time::Duration::from_secs(60)), Some(Saved::Written));
    });
}

/// From a digit to findings and states; what memory ten thousand of them take once the history is full.
fn keystrokes(report: &Report) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::new(Arc::new(RealDisk), dir.path().into(), Date::new(2026, 1, 20));
    let file = dir.path().join("a.gknb");
    project::save(&RealDisk, &file, report).expect("saved");
    session.begin_reading(Reading::File(file));
    assert_eq!(session.arrive(std::time::Duration::from_secs(60)), Arrived::Opened);
    let keys = report.form().cells();
    let mut n = 0;
    let mut press = |session: &mut Session| {
        n += 1;
        let key = &keys[n % keys.len()];
        let edit = Edit::enter(session.report().expect("open").form(), key, &(n % 977).to_string());
        session.apply("录入", None, [edit]);
        std::hint::black_box(session.derived());
    };
    line("from a digit to its findings", 4.0, 201, || press(&mut session));
    (0..2500).for_each(|_| press(&mut session));
    let full = resident();
    (0..10_000).for_each(|_| press(&mut session));
    println!("  memory with the history full {full} MB, 10,000 digits later {} MB", resident());
}

/// Megabytes of this process, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}

/// A report of 40 pages: in and out.
fn long(source: &Path) {
    let bytes = std::fs::read(source).expect("a source");
    let mut report = import::read_document(&bytes, "twin", None).expect("a report");
    let sentence = "区水务局围绕河道治理、供水保障和防汛抗旱公开信息，逐月检查栏目更新，全年组织培训两次。";
    let paragraph = |i| Para::plain(format!("第{i}项工作，{}", sentence.repeat(5)));
    report.sections[0].before = (0..110).map(paragraph).collect();
    let fonts = fonts::bundled(&RealDisk);
    let made = |name: &str| export::bytes(&report, Path::new(name), &|| fonts.clone()).expect("made").bytes;
    let pages = lopdf::Document::load_mem(&made("a.pdf")).expect("a PDF").get_pages().len();
    println!("a report of {pages} pages");
    for (name, aim) in [("a.docx", 50.0), ("a.html", 30.0)] {
        let bytes = made(name);
        line(&format!("read {name}, {} kB", bytes.len() / 1000), aim, 21, || {
            std::hint::black_box(import::read_document(&bytes, name, None).expect("read"));
        });
        line(&format!("write {name}"), aim, 21, || {
            std::hint::black_box(made(name));
        });
    }
    read_pdf(&report, 150.0);
}

/// A report's own PDF read back.
fn read_pdf(report: &Report, aim: f64) {
    let bytes = export::pdf(report, &fonts::bundled(&RealDisk)).expect("a PDF").bytes;
    let pages = lopdf::Document::load_mem(&bytes).expect("a PDF").get_pages().len();
    line(&format!("read a PDF of {pages} pages"), aim, 21, || {
        std::hint::black_box(import::read_document(&bytes, "a.pdf", None).expect("read"));
    });
}

/// The invented report as workbooks.
fn workbooks() {
    for kind in ["xlsx", "xls", "ods", "csv"] {
        let path = root().join(format!("tests/data/{kind}-2024/source.{kind}"));
        let bytes = std::fs::read(path).expect("a case");
        line(&format!("read .{kind}"), 10.0, 51, || {
            std::hint::black_box(import::read_document(&bytes, kind, None).expect("read"));
        });
    }
}

fn of(source: &Path) {
    let name = source.display().to_string();
    println!("{name}");
    let bytes = std::fs::read(source).expect("a source");
    let today = Date::new(2026, 1, 20);
    line("read and check", 5.0, 51, || {
        let report = import::read_document(&bytes, &name, None).expect("a report");
        std::hint::black_box(checks::run(&report, today));
    });
    let report = import::read_document(&bytes, &name, None).expect("a report");
    line("check alone", 5.0, 51, || {
        std::hint::black_box(checks::run(&report, today));
    });
    keystrokes(&report);
    safety(&report);
    let fonts = fonts::bundled(&RealDisk);
    line("PDF, fonts loaded", 40.0, 21, || {
        std::hint::black_box(export::pdf(&report, &fonts).expect("a PDF"));
    });
    read_pdf(&report, 40.0);
    let dir = tempfile::tempdir().expect("a folder");
    let project = dir.path().join("a.gknb");
    run(&["import", &name, "-o", &project.display().to_string()]);
    let out = dir.path().join("a.pdf").display().to_string();
    line("gongkai export, whole process", 150.0, 11, || {
        run(&["export", &project.display().to_string(), "-o", &out]);
    });
    line("gongkai check, whole process", 150.0, 11, || {
        run(&["check", &project.display().to_string()]);
    });
}

/// The program of this build, or the one that `GONGKAI_PROGRAM` names: what offices get is built otherwise.
fn run(args: &[&str]) {
    let program = std::env::var_os("GONGKAI_PROGRAM").unwrap_or(env!("CARGO_BIN_EXE_gongkai").into());
    let done = Command::new(program).args(args).output().expect("started");
    assert!(done.status.code().is_some_and(|c| c < 2), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Milliseconds of one thing: median and slowest of `times` runs, printed; the median.
fn line(what: &str, aim: f64, times: usize, work: impl FnMut()) -> f64 {
    let (median, slowest) = median(times, work);
    let places = usize::from(aim < 1.0);
    println!("  {what:<32}{median:>9.2} ms{slowest:>9.2} ms{aim:>9.places$} ms");
    median
}

fn median(times: usize, mut work: impl FnMut()) -> (f64, f64) {
    work();
    let mut took: Vec<f64> = (0..times)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    (took[times / 2], took[times - 1])
}
