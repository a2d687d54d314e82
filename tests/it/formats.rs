//! Each format of the tables is offered wherever files are read or made: a format in or out is one file and its line.

use crate::cli::guide_has;
use crate::made::documents::sources;
use crate::made::shapes::report;
use gongkai::app::arrived::Arrived;
use gongkai::app::command::{self, Id};
use gongkai::app::papers::Paper;
use gongkai::app::reading::{Purpose, Reading};
use gongkai::app::session::Session;
use gongkai::app::{formats, in_folders, read_back};
use gongkai::export::{self, EXPORTERS, ReadsBack};
use gongkai::page::fonts::Fonts;
use gongkai::report::{Date, Report, Signature};
use gongkai::store::{RealDisk, project};
use gongkai::ui::file_dialogs::Asked;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// A file of each format that can be opened, in a folder of its own below `folder`.
pub fn readable(folder: &Path) -> Vec<PathBuf> {
    let made = sources().into_iter().map(|(extension, bytes)| {
        let path = folder.join(extension).join(format!("去年.{extension}"));
        std::fs::create_dir(folder.join(extension)).expect("made");
        std::fs::write(&path, bytes).expect("written");
        path
    });
    let mut all: Vec<PathBuf> = made.collect();
    let own = folder.join("own");
    std::fs::create_dir(&own).expect("made");
    let path = own.join("去年.gknb");
    project::save(&RealDisk, &path, &report(2024, 7, 5)).expect("saved");
    all.push(path);
    all
}

fn gongkai(args: &[&str]) -> (Option<i32>, String, String) {
    let o = Command::new(env!("CARGO_BIN_EXE_gongkai")).args(args).output().expect("runs");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
    (o.status.code(), text(o.stdout), text(o.stderr))
}

fn session(folder: &Path) -> Session {
    Session::new(Arc::new(RealDisk), folder.join("data"), Date::new(2026, 1, 20))
}

#[test]
fn no_extension_stands_for_two_formats() {
    let read: Vec<&str> = formats::readable().flat_map(|f| f.extensions).copied().collect();
    let made: Vec<&str> = EXPORTERS.iter().flat_map(|e| e.format.extensions).copied().collect();
    for all in [read, made] {
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
        assert!(all.iter().all(|e| *e == e.to_lowercase() && !e.contains('.')), "{all:?}");
    }
}

#[test]
fn every_readable_format_comes_in_by_every_door_of_the_window() {
    let dir = tempfile::tempdir().expect("a folder");
    for path in readable(dir.path()) {
        let arrive = |what: Reading, s: &mut Session| {
            s.begin_reading(what);
            let arrived = s.arrive(Duration::from_secs(60));
            assert!(!matches!(arrived, Arrived::Nothing | Arrived::Failed), "{path:?} {:?}", s.message());
        };
        for what in [Reading::File(path.clone()), Reading::Last(path.clone())] {
            let mut s = session(dir.path());
            arrive(what, &mut s);
            s.accept();
            assert!(s.report().is_some(), "{path:?} {:?}", s.message());
            s.close();
        }
        for purpose in [Purpose::Audit, Purpose::Compare, Purpose::Last, Purpose::TheirLast] {
            let mut s = session(dir.path());
            s.new_report(2025, "示范局");
            arrive(Reading::Other(path.clone(), purpose), &mut s);
            s.close();
        }
        let folder = path.parent().expect("a folder");
        assert_eq!(in_folders::reports_in(&RealDisk, folder).map(|f| f.files), Ok(vec![path.clone()]));
    }
    // The dialogs offer what can be read.
    let other = |p: Purpose| Asked::Other(p);
    for asked in [
        Asked::Open,
        Asked::OpenLast,
        other(Purpose::Audit),
        other(Purpose::Compare),
        other(Purpose::Last),
        Asked::ManyFiles,
    ] {
        for f in formats::readable().flat_map(|f| f.extensions) {
            assert!(asked.extensions().contains(f), "{asked:?} {f}");
        }
    }
    for id in [Id::Open, Id::OpenNext] {
        let tip = command::of(id).expect("a command").tip;
        assert!(formats::readable().all(|f| tip.contains(f.name)), "{tip}");
    }
}

#[test]
fn every_readable_format_comes_in_by_the_command_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let (_, help, _) = gongkai(&["import", "--help"]);
    assert!(formats::readable().flat_map(|f| f.extensions).all(|e| help.contains(e)), "{help}");
    assert!(formats::readable().all(|f| help.contains(f.name)), "{help}");
    for path in readable(dir.path()) {
        let (file, out) = (path.display().to_string(), dir.path().join("out.gknb").display().to_string());
        for args in [
            ["import", &file, "-o", &out].as_slice(),
            &["next", &file, "-o", &out],
            &["check", &file, "--last", &file],
            &["export", &file, "-o", &dir.path().join("out.json").display().to_string()],
        ] {
            let (status, _, err) = gongkai(args);
            // A check may find something, and a reader be in doubt.
            let found = args[0] == "check" || args[0] == "export" && err.contains("拿不准");
            assert!(status == Some(0) || found && status == Some(1), "{args:?} {err}");
        }
    }
}

#[test]
fn every_format_that_is_made_is_offered_and_read_back_where_it_says_so() {
    let dir = tempfile::tempdir().expect("a folder");
    let own = dir.path().join("报告.gknb");
    let r = report(2024, 7, 0);
    project::save(&RealDisk, &own, &r).expect("saved");
    let (_, help, _) = gongkai(&["--help"]);
    let refused =
        export::bytes(&r, Path::new("x.none"), &|| Fonts::new(None)).expect_err("unknown").to_string();
    let papers = [Asked::Paper(Paper::Findings), Asked::Paper(Paper::Explanations)];
    for e in EXPORTERS {
        let extension = e.format.extension();
        assert!(help.contains(extension) && refused.contains(extension), "{extension}: {help} {refused}");
        let command = command::of(Id::Export(extension)).expect("a command");
        assert!(command.text.contains(e.format.name) && command.id.goes_out() && !command.tip.is_empty());
        let asked = Asked::Export(extension);
        assert_eq!(asked.extensions(), e.format.extensions);
        for other in e.format.extensions {
            let named = dir.path().join(format!("报告.{other}"));
            assert_eq!(asked.complete(named.clone()), named);
        }
        let out = dir.path().join(format!("导出.{extension}"));
        let (status, _, err) =
            gongkai(&["export", &own.display().to_string(), "-o", &out.display().to_string()]);
        assert_eq!(status, Some(0), "{extension} {err}");
        let bytes = std::fs::read(&out).expect("written");
        let read_back = read_back::differences(&r, &bytes, &out);
        assert_eq!(read_back.is_some(), e.reads_back != ReadsBack::No, "{extension}");
        assert!(read_back.is_none_or(|d| d.is_empty()), "{extension}");
        for paper in &papers {
            assert_eq!(paper.extensions().contains(&extension), e.is_for_documents(), "{extension}");
        }
    }
}

/// A report that has no title, or is not signed, comes back so.
#[test]
fn what_a_report_lacks_is_no_difference_when_it_is_read_back() {
    let lacking: [fn(&mut Report); 4] = [
        |r| r.title.clear(),
        |r| r.signature.office.clear(),
        |r| r.signature.date = None,
        |r| r.signature = Signature::default(),
    ];
    for (i, lack) in lacking.into_iter().enumerate() {
        let mut r = report(2024, 7, 10);
        lack(&mut r);
        for e in EXPORTERS.iter().filter(|e| e.reads_back != ReadsBack::No) {
            let out = PathBuf::from(format!("导出.{}", e.format.extension()));
            let made = export::bytes(&r, &out, &|| Fonts::new(None)).expect("made");
            assert_eq!(read_back::differences(&r, &made.bytes, &out), Some(Vec::new()), "{i} {out:?}");
        }
    }
}

/// `GONGKAI_BLESS` writes it.
#[test]
fn the_guide_and_the_readme_list_the_very_formats() {
    let wanted = formats::guide();
    let read = formats::readable().flat_map(|f| f.extensions);
    let made = EXPORTERS.iter().flat_map(|e| e.format.extensions);
    for extension in read.chain(made) {
        assert!(wanted.contains(&format!(".{extension}")), "{extension}: {wanted}");
    }
    guide_has("文件格式", &wanted);
}
