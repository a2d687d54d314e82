//! The proof that nothing is lost and nothing gets in, in numbers: programs killed, disks filled, every call
//! failed, files mangled, two programs with one file; and documents made to cost most, in `hostile::worst`. `cargo test` runs a few of each; `tests/proof/run` runs
//! all of them and writes the table of the README.

mod attacked;
mod fight;
mod killed;
mod mangled;
mod saved;

use crate::made::folder::Folder;
use crate::made::today;
use gongkai::app::session::Session;
use gongkai::form::table::CellKey;
use gongkai::report::Report;
use gongkai::report::edit::Edit;
use gongkai::store::{self, RealDisk};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// How often to try: `few` in `cargo test`, so many per cent of `all` where `GONGKAI_PROOF` says how many.
fn times(few: usize, all: usize) -> usize {
    let percent = std::env::var("GONGKAI_PROOF").ok().and_then(|p| p.parse::<usize>().ok());
    percent.map_or(few, |p| (all * p / 100).max(1))
}

/// A line of the table.
pub fn tell(what: &str, tried: impl std::fmt::Display, came: &str) {
    let Some(path) = std::env::var_os("GONGKAI_PROOF_TABLE") else { return };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut f| writeln!(f, "| {what} | {tried} | {came} |")).expect("a table");
}

/// The cells that the script types into, in turn.
fn cells() -> Vec<CellKey> {
    Report::new(2025, "示范局")
        .form()
        .cells()
        .into_iter()
        .filter(|k| k.to_string().contains("/natural"))
        .collect()
}
const STEP: &str = "disclosure.enforcement.penalty/decisions";

/// Step `n` of the script: its number in one cell and in the next of the others.
fn step(report: &Report, n: usize, cells: &[CellKey]) -> Vec<Edit> {
    let text = n.to_string();
    let other = &cells[n % cells.len()];
    vec![Edit::enter(report.form(), &CellKey::parse(STEP), &text), Edit::enter(report.form(), other, &text)]
}

/// What the script has made of the empty report after `n` steps.
fn after(n: usize, cells: &[CellKey]) -> Report {
    let mut r = Report::new(2025, "示范局");
    for i in n.saturating_sub(cells.len()) + 1..=n {
        step(&r, i, cells).into_iter().for_each(|e| e.apply(&mut r));
    }
    r
}

/// How far a report is in the script; it must be exactly what the script makes, nothing half done.
fn reached(r: &Report, cells: &[CellKey]) -> usize {
    let n = r.canonical(&CellKey::parse(STEP)).and_then(|t| t.parse().ok()).unwrap_or(0);
    assert_eq!(r.cells, after(n, cells).cells, "a state that never was");
    n
}

#[test]
#[ignore = "a program of its own that other tests start and kill"]
fn child() {
    let what = std::env::var_os("GONGKAI_PROOF_CHILD").expect("what to be");
    let dir = PathBuf::from(std::env::var_os("GONGKAI_PROOF_FOLDER").expect("a folder"));
    match what.to_str() {
        Some("typist") => killed::typist(&dir),
        Some("fighter") => fight::fighter(&dir),
        Some("panic") => panics(&dir),
        Some("panic in a full place") => panics_in_a_full_place(&dir),
        Some("reader") => crate::hostile::worst::reader(&dir),
        _ => panic!("no such child"),
    }
}

/// Starts a child of that kind in `dir`.
pub fn spawn(what: &str, dir: &Path, more: &[(&str, String)]) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "proof::child", "--ignored", "--nocapture", "--test-threads=1"])
        .env("GONGKAI_PROOF_CHILD", what)
        .env("GONGKAI_PROOF_FOLDER", dir)
        .envs(more.iter().map(|(k, v)| (*k, v.as_str())))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started")
}

/// Types, then fails by a mistake of its own before anything else can happen.
fn panics(dir: &Path) {
    gongkai::app::crash::install(dir.join("data"));
    let mut s = Session::new(Arc::new(RealDisk), dir.join("data"), today());
    s.new_report(2025, "示范局");
    let report = s.report().expect("open").clone();
    s.apply("填写", None, step(&report, 7, &cells()));
    let secret = "绝密的一句话".to_string();
    let broken = gongkai::app::catch_panic::guarded("试", || panic!("{secret}"));
    // Nothing is written at the end that was not written by then.
    std::process::exit(i32::from(broken.is_err()));
}

/// Nothing is journalled, and no note can be written.
fn panics_in_a_full_place(dir: &Path) {
    std::fs::write(dir.join("data"), b"no folder").expect("written");
    gongkai::app::crash::install(dir.join("data"));
    let broken = gongkai::app::catch_panic::guarded("试", || panic!("on purpose"));
    println!("\nwent on: {}", broken.is_err());
}

#[test]
fn a_panic_where_nothing_is_journalled_speaks_of_no_recovery_copy_and_is_over_without_a_note() {
    let dir = Folder::new();
    let mut child = spawn("panic in a full place", dir.path(), &[]);
    // Nor can anything be said.
    drop(child.stderr.take());
    let o = child.wait_with_output().expect("ended");
    assert!(String::from_utf8_lossy(&o.stdout).contains("went on: true"), "{:?}", o.status);
    let o = spawn("panic in a full place", dir.path(), &[]).wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&o.stderr);
    assert!(
        said.contains("程序自己出了错") && !said.contains("恢复副本") && !said.contains("记在"),
        "{said}"
    );
}

#[test]
fn a_panic_saves_the_journal_first_and_leaves_no_words_of_the_document() {
    let dir = Folder::new();
    let o = spawn("panic", dir.path(), &[]).wait_with_output().expect("ended");
    let data = dir.at("data");
    let found = store::recovery::left_over(&RealDisk, &data.join("recovery"));
    let r = crate::made::sessions::copied(&found[0]);
    assert_eq!(r.canonical(&CellKey::parse(STEP)).as_deref(), Some("7"));
    let note = std::fs::read_to_string(data.join("crash.txt")).expect("a note");
    assert!(note.contains("tests/it/proof/mod.rs") && note.contains(env!("CARGO_PKG_VERSION")), "{note}");
    let ours =
        note.split_once("程序自己的：\n").and_then(|(_, rest)| rest.split_once("\n\n")).expect("a list").0;
    // Where it is inlined, a function is named without its module.
    let first = ours.lines().next().unwrap_or_default();
    assert!(first.contains("guarded") && first.contains("src/app/catch_panic.rs"), "{note}");
    assert!(
        !note.contains("crash::install") && !note.contains("/rustc") && !note.contains(".cargo"),
        "{note}"
    );
    let said = String::from_utf8_lossy(&o.stderr).into_owned() + &note;
    assert!(said.contains("恢复副本") && !said.contains("绝密"), "{said}");
    assert!(!said.contains("示范局"), "{said}");
}
