//! No door writes over what somebody made of a file: a file that this program did not write, or that was changed since,
//! stands under a name of its own afterwards, and it is told. Where that can't be, nothing is written.

use crate::made::LONG;
use crate::made::county::County;
use crate::made::disk::{Touch, Watched};
use crate::made::folder::Folder;
use crate::made::reports::enter;
use crate::made::sessions::save;
use gongkai::app::arrived::Arrived;
use gongkai::app::message::Message;
use gongkai::app::session::Session;
use gongkai::collect::edit::CollectEdit;
use gongkai::store::{RealDisk, kept};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const A: &str = "requests.received/natural";
const NOTES: &[u8] = "我的笔记".as_bytes();

/// What it says on stderr, where it does what it is asked for.
#[track_caller]
fn told(d: &Folder, args: &[&str]) -> String {
    let o = d.run(args);
    let err = String::from_utf8(o.stderr).expect("UTF-8");
    assert!(o.status.code().is_some_and(|c| c < 2), "{args:?} {err}");
    err
}

fn message(s: &Session) -> String {
    s.message().map(|m: &Message| m.text.clone()).unwrap_or_default()
}

/// The file of that end in a folder.
#[track_caller]
fn of_end(folder: &Path, end: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).expect("listed").map(|f| f.expect("a file").path());
    files.into_iter().find(|f| f.to_string_lossy().ends_with(end)).expect("there")
}

#[test]
fn a_file_that_the_command_line_did_not_write_is_kept_by_each_command() {
    let d = Folder::with_sample();
    for (args, file) in [
        (["export", "报告.gknb", "-o", "a.docx"].as_slice(), "a.docx"),
        (&["check", "报告.gknb", "--report", "b.pdf"], "b.pdf"),
        (&["data", "报告.gknb", "-o", "f.csv"], "f.csv"),
        (&["import", "报告.gknb", "-o", "g.gknb"], "g.gknb"),
        (&["collect", "--year", "2025", "报告.gknb", "-o", "c.gknh", "--csv", "c.csv"], "c.csv"),
        (&["collect", "--year", "2025", "报告.gknb", "-o", "e.gknh", "--tables", "e.xlsx"], "e.xlsx"),
    ] {
        d.write(file, NOTES);
        let aside = file.replace('.', "（原来的）.");
        let err = told(&d, args);
        assert!(err.contains(&format!("留作“{aside}”")), "{args:?} {err}");
        assert!(d.read(&aside) == NOTES && d.read(file) != NOTES, "{args:?}");
        let err = told(&d, args);
        assert!(!err.contains("（原来的"), "our own needs no keeping: {err}");
    }
}

/// His words stood in the hidden backup alone after the second run, and in no file after the third.
#[test]
fn a_word_file_of_a_package_that_somebody_changed_is_lost_by_no_publishing() {
    let d = Folder::with_sample();
    let publish = |d: &Folder| told(d, &["publish", "报告.gknb", "-o", "包"]);
    publish(&d);
    let folder = of_end(&d.at("包"), "发布包");
    let word = of_end(&folder, ".docx");
    let mut theirs = std::fs::read(&word).expect("there");
    theirs.extend_from_slice(b"\0");
    for n in 71..=73 {
        if n == 71 {
            std::fs::write(&word, &theirs).expect("written");
        }
        d.other_writes(A, &n.to_string());
        let err = publish(&d);
        assert_eq!(err.contains("（原来的）.docx”"), n == 71, "{err}");
    }
    let aside = of_end(&folder, "（原来的）.docx");
    assert!(std::fs::read(aside).expect("there") == theirs);
    let count = std::fs::read_dir(&folder).expect("listed").count();
    let asides = std::fs::read_dir(&folder)
        .expect("listed")
        .filter(|f| f.as_ref().is_ok_and(|f| f.file_name().to_string_lossy().contains("原来的")));
    assert_eq!(asides.count(), 1, "of {count}");
}

#[test]
fn a_package_and_sheets_that_the_window_makes_keep_what_stands_there() {
    let d = Folder::with_sample();
    let mut s = d.opened();
    let publish = |s: &mut Session| {
        s.begin_publishing(&d.at("包"), Vec::new());
        let Arrived::Many(batch) = s.arrive(LONG) else { panic!("{}", message(s)) };
        batch
    };
    let words = |o: &gongkai::app::exporting::Outcome| o.result.as_ref().expect("sent").words().concat();
    let batch = publish(&mut s);
    assert!(batch.outcomes.iter().all(|o| !words(o).contains("原来的")));
    let page = of_end(&batch.folder, ".html");
    std::fs::write(&page, NOTES).expect("written");
    let batch = publish(&mut s);
    let told: Vec<String> = batch.outcomes.iter().map(words).filter(|w| w.contains("原来的")).collect();
    assert!(told.len() == 1 && told[0].contains("（原来的）.html”"), "{told:?}");
    assert_eq!(std::fs::read(of_end(&batch.folder, "（原来的）.html")).expect("there"), NOTES);

    let audit = |s: &mut Session| {
        s.begin_auditing(vec![d.doc()], Some(d.at("审核")));
        let Arrived::Audited(table) = s.arrive(LONG) else { panic!("{}", message(s)) };
        table
    };
    let table = audit(&mut s);
    assert!(!table.summary().contains("原来的"), "{}", table.summary());
    std::fs::write(of_end(&d.at("审核"), ".pdf"), NOTES).expect("written");
    let table = audit(&mut s);
    assert!(table.summary().contains("（原来的）.pdf”"), "{}", table.summary());
    assert_eq!(std::fs::read(of_end(&d.at("审核"), "（原来的）.pdf")).expect("there"), NOTES);
}

/// Where what stands there couldn't be kept it was written over.
#[test]
fn a_file_that_cannot_be_kept_is_not_written_over() {
    let d = Folder::with_sample();
    d.write("a.docx", NOTES);
    for n in 1..100 {
        let nth = if n > 1 { n.to_string() } else { String::new() };
        d.write(&format!("a（原来的{nth}）.docx"), format!("{n}"));
    }
    d.refused(&["export", "报告.gknb", "-o", "a.docx"], "名字都用完了");
    assert_eq!(d.read("a.docx"), NOTES);

    let (file, closed) = (d.at("b.docx"), Arc::new(AtomicBool::new(false)));
    d.write("b.docx", NOTES);
    let (of, is_closed) = (file.clone(), closed.clone());
    let disk = Watched(move |touch, path: &Path| match touch {
        Touch::Look if path == of && is_closed.load(Ordering::Relaxed) => {
            Err(Error::from(ErrorKind::PermissionDenied))
        }
        _ => Ok(()),
    });
    let mut s = d.session_on(Arc::new(disk));
    crate::made::folder::open(&mut s, &d.doc());
    closed.store(true, Ordering::Relaxed);
    s.begin_export(&file);
    assert_eq!(s.arrive(LONG), Arrived::Failed, "{}", message(&s));
    assert!(message(&s).contains("b.docx") && d.read("b.docx") == NOTES, "{}", message(&s));
    assert!(!d.has("b（原来的）.docx"));
}

/// The command line wrote nothing and told of a folder that nobody had named; the window saved.
#[test]
fn where_no_version_can_be_kept_the_command_line_saves_as_the_window_does() {
    let d = Folder::with_sample();
    d.write("没有", "a file, no folder");
    let was = d.read("报告.gknb");
    let args = ["new", "--year", "2025", "--office", "示范县水利局", "-o", "报告.gknb"];
    let o = d.command().env("GONGKAI_DATA", d.at("没有")).args(args).output().expect("runs");
    let err = String::from_utf8(o.stderr).expect("UTF-8");
    let told = "已保存；没有留进“以前的版本”（程序存放版本的文件夹：";
    assert!(o.status.code() == Some(0) && err.contains(told), "{err}");
    assert!(d.read("报告.gknb") != was && err.contains("报告.gknb"), "{err}");

    let mut s = Session::new(Arc::new(RealDisk), d.at("没有"), crate::made::today());
    crate::made::folder::open(&mut s, &d.doc());
    enter_here(&mut s, "77");
    assert!(save(&mut s) && message(&s).contains(told), "{}", message(&s));
    // Of a collection it was told nowhere but in the log.
    kept::save(&RealDisk, &d.at("汇总.gknh"), &County::new(3, 1).collection()).expect("saved");
    let mut s = Session::new(Arc::new(RealDisk), d.at("没有"), crate::made::today());
    crate::made::folder::open(&mut s, &d.at("汇总.gknh"));
    s.collect(vec![CollectEdit::Office("示范市".into())]);
    s.save();
    assert_eq!(s.arrive(LONG), Arrived::CollectionSaved(true), "{}", message(&s));
    assert!(message(&s).contains("没有留进“以前的版本”"), "{}", message(&s));
}

fn enter_here(s: &mut Session, text: &str) {
    let mut r = gongkai::report::Report::clone(s.report().expect("open"));
    enter(&mut r, A, text);
    s.apply("填", None, [gongkai::report::edit::Edit::Replace(Box::new(r))]);
}

/// A stick that was out and in again was told as what somebody else wrote, with the file's numbers to be taken over.
#[test]
fn a_stick_that_is_back_with_the_same_file_is_no_change_by_others() {
    let d = Folder::with_sample();
    std::fs::create_dir(d.at("U盘")).expect("made");
    std::fs::copy(d.doc(), d.at("U盘/报告.gknb")).expect("copied");
    let at = d.at("U盘/报告.gknb");
    let out = || std::fs::rename(d.at("U盘"), d.at("拔出")).expect("out");
    let back = || std::fs::rename(d.at("拔出"), d.at("U盘")).expect("in");
    let noticed = |s: &mut Session, done: &dyn Fn(&Session) -> bool| {
        let begun = std::time::Instant::now();
        while !done(s) {
            assert!(begun.elapsed() < LONG, "never: {}", message(s));
            s.look();
            s.tick();
            std::thread::yield_now();
        }
    };
    let is_gone = |s: &Session| message(s).contains("不在原来的地方");
    let mut s = d.session();
    crate::made::folder::open(&mut s, &at);
    // Found by the watch.
    out();
    noticed(&mut s, &is_gone);
    enter_here(&mut s, "6666");
    assert!(!save(&mut s));
    back();
    noticed(&mut s, &|s| message(s).contains("又和原来的一样了"));
    assert!(s.question().is_none() && s.is_changed());
    assert!(save(&mut s), "{}", message(&s));
    assert_eq!(crate::made::reports::value(&crate::made::reports::load(&at), A), "6666");
    // Saved before anybody looked.
    out();
    noticed(&mut s, &is_gone);
    enter_here(&mut s, "7777");
    back();
    assert!(save(&mut s) && s.question().is_none(), "{}", message(&s));
    // What others did to it meanwhile is still asked about.
    out();
    noticed(&mut s, &is_gone);
    let mut theirs = crate::made::reports::load(&d.at("拔出/报告.gknb"));
    enter(&mut theirs, A, "5");
    crate::made::reports::save(&d.at("拔出/报告.gknb"), &theirs);
    back();
    enter_here(&mut s, "8888");
    assert!(!save(&mut s) && s.question().is_some(), "{}", message(&s));
}

#[test]
fn an_export_over_a_file_that_somebody_changed_keeps_theirs_under_another_name() {
    for (name, more) in [("报告.docx", ""), ("批注.docx", "--comments"), ("报告.xlsx", ""), ("报告.html", "")]
    {
        let d = Folder::with_sample();
        let export = |d: &Folder| {
            let mut args = vec!["export", "报告.gknb", "-o", name];
            args.extend(Some(more).filter(|m| !m.is_empty()));
            let o = d.run(&args);
            String::from_utf8(o.stderr).expect("UTF-8")
        };
        let stem = name.split('.').next().unwrap_or_default();
        let kept = name.replacen(stem, &format!("{stem}（原来的）"), 1);
        assert!(!export(&d).contains("原来"), "nothing stands there");
        // Its own, made of the report as it was: nobody's work.
        let own = d.read(name);
        d.other_writes("requests.received/natural", "7");
        assert!(!export(&d).contains("原来"), "{name} is the program's own");
        assert!(!d.has(&kept), "{name}");
        if more.is_empty() {
            assert_ne!(d.read(name), own, "{name}");
        }
        d.write(name, b"what somebody wrote");
        let said = export(&d);
        assert!(said.contains("上次导出的样子") && said.contains(&kept), "{name} {said}");
        assert_eq!(d.read(&kept), b"what somebody wrote", "{name}");
        assert!(!export(&d).contains("原来"), "{name}: once");
    }
}

#[test]
fn many_exports_and_an_empty_form_keep_what_somebody_filled_in_too() {
    let d = Folder::with_sample();
    d.run(&["export", "报告.gknb", "-o", "出", "--format", "docx"]);
    d.write("出/报告.docx", b"theirs");
    d.run(&["export", "报告.gknb", "-o", "出", "--format", "docx"]);
    assert_eq!(d.read("出/报告（原来的）.docx"), b"theirs");
    d.ok(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "空表.xlsx"]);
    d.write("空表.xlsx", b"filled in");
    d.run(&["new", "--year", "2025", "--office", "示范县水利局", "-o", "空表.xlsx"]);
    assert_eq!(d.read("空表（原来的）.xlsx"), b"filled in");
}
