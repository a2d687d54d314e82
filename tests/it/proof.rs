//! The proof that nothing is lost and nothing gets in, in numbers: programs killed, disks filled, every call
//! failed, files mangled, two programs with one file. `cargo test` runs a few of each; `tests/proof/run` runs
//! all of them and writes the table of the README.

use crate::zoo::{Dice, mangle, report, sources};
use gongkai::app::reading::{Arrived, Reading};
use gongkai::app::session::Session;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::{Date, Report};
use gongkai::store::disk::FaultyDisk;
use gongkai::store::lock::{self, Holder, Taken};
use gongkai::store::{Disk, RealDisk, StoreError, atomic, project};
use gongkai::{import, store};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const LONG: Duration = Duration::from_secs(60);

/// How often to try: `few` in `cargo test`, so many per cent of `all` where `GONGKAI_PROOF` says how many.
fn times(few: usize, all: usize) -> usize {
    let percent = std::env::var("GONGKAI_PROOF").ok().and_then(|p| p.parse::<usize>().ok());
    percent.map_or(few, |p| (all * p / 100).max(1))
}

/// A line of the table.
fn tell(what: &str, tried: impl std::fmt::Display, came: &str) {
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
    vec![Edit::enter(report, &CellKey::parse(STEP), &text), Edit::enter(report, other, &text)]
}

/// What the script has made of the empty report after `n` steps.
fn after(n: usize, cells: &[CellKey]) -> Report {
    let mut r = Report::new(2025, "示范局");
    for i in n.saturating_sub(cells.len()) + 1..=n {
        step(&r.clone(), i, cells).iter().for_each(|e| e.apply(&mut r));
    }
    r
}

/// How far a report is in the script; it must be exactly what the script makes, nothing half done.
fn reached(r: &Report, cells: &[CellKey]) -> usize {
    let n = r.canonical(&CellKey::parse(STEP)).and_then(|t| t.parse().ok()).unwrap_or(0);
    assert_eq!(r.cells, after(n, cells).cells, "a state that never was");
    n
}

/// Runs in a process of its own, started by the tests below.
#[test]
fn child() {
    let Some(what) = std::env::var_os("GONGKAI_PROOF_CHILD") else { return };
    let dir = PathBuf::from(std::env::var_os("GONGKAI_PROOF_FOLDER").expect("a folder"));
    match what.to_str() {
        Some("typist") => typist(&dir),
        Some("fighter") => fighter(&dir),
        Some("panic") => panics(&dir),
        _ => panic!("no such child"),
    }
}

fn spawn(what: &str, dir: &Path, more: &[(&str, String)]) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "proof::child", "--nocapture", "--test-threads=1"])
        .env("GONGKAI_PROOF_CHILD", what)
        .env("GONGKAI_PROOF_FOLDER", dir)
        .envs(more.iter().map(|(k, v)| (*k, v.as_str())))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started")
}

/// Takes up what was left, types, saves now and then, and says what it did, until it is killed.
fn typist(dir: &Path) {
    let cells = cells();
    let rest = std::env::var("GONGKAI_PROOF_REST").ok().and_then(|r| r.parse().ok()).unwrap_or(0);
    let mut dice = Dice(u64::from(std::process::id()));
    let mut s = Session::new(Arc::new(RealDisk), dir.join("data"), Date::new(2026, 1, 20));
    let doc = dir.join("报告.gknb");
    take_up(&mut s, &doc);
    let start = s.report().map_or(0, |r| reached(r, &cells));
    let mut out = std::io::stdout();
    for n in start + 1.. {
        let report = s.report().expect("open").clone();
        s.apply("填写", None, &step(&report, n, &cells));
        writeln!(out, "\ntyped {n}").and_then(|()| out.flush()).expect("heard");
        if dice.roll(40) == 0 {
            let done = if s.path().is_none() { s.save_as(&doc) } else { s.save() };
            let word = if done { "saved" } else { "refused" };
            writeln!(out, "\n{word} {n}").and_then(|()| out.flush()).expect("heard");
        }
        s.tick();
        if rest > 0 {
            RealDisk.pause(Duration::from_millis(dice.roll(2 * rest)));
        }
    }
}

/// Opens what a killed program left: its copy where that is further than the document.
fn take_up(s: &mut Session, doc: &Path) {
    let number =
        |r: &Report| r.canonical(&CellKey::parse(STEP)).and_then(|t| t.parse::<usize>().ok()).unwrap_or(0);
    if doc.exists() {
        s.begin_reading(Reading::File(doc.into()));
        assert_eq!(s.arrive(LONG), Arrived::Opened, "the document can't be read: {:?}", s.message);
    } else {
        s.new_report(2025, "示范局");
    }
    let on_disk = s.report().map_or(0, |r| number(r));
    for found in s.left_over.clone() {
        let copy = store::recovery::read(&RealDisk, &found).expect("a copy can be read");
        if number(&copy) > on_disk && number(&copy) > s.report().map_or(0, |r| number(r)) {
            assert!(s.restore(&found), "{:?}", s.message);
        } else {
            s.discard(&found);
        }
    }
    s.question = None;
}

/// What a killed typist had said, and when.
struct Heard {
    typed: Vec<(usize, Instant)>,
    saved: usize,
}

fn hear(child: &mut Child, mut kill: impl FnMut(&Heard) -> bool) -> (Heard, Instant) {
    let out = child.stdout.take().expect("a pipe");
    let (send, lines) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if send.send((line, Instant::now())).is_err() {
                return;
            }
        }
    });
    let mut heard = Heard { typed: Vec::new(), saved: 0 };
    let note = |heard: &mut Heard, line: &str, at: Instant| match line.split_once(' ') {
        Some(("typed", n)) => heard.typed.push((n.parse().unwrap_or(0), at)),
        Some(("saved", n)) => heard.saved = n.parse().unwrap_or(0),
        _ => {}
    };
    while !kill(&heard) {
        match lines.recv_timeout(Duration::from_millis(5)) {
            Ok((line, at)) => note(&mut heard, &line, at),
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {}
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => {
                let mut words = String::new();
                let mut err = child.stderr.take().expect("a pipe");
                std::io::Read::read_to_string(&mut err, &mut words).expect("text");
                panic!("the typist ended by itself: {words}");
            }
        }
    }
    let killed = Instant::now();
    child.kill().expect("killed");
    child.wait().expect("ended");
    reader.join().expect("read");
    while let Ok((line, at)) = lines.try_recv() {
        note(&mut heard, &line, at);
    }
    (heard, killed)
}

/// The step that is there after a kill: in the document or in the copies.
fn survived(dir: &Path, cells: &[CellKey]) -> usize {
    let doc = dir.join("报告.gknb");
    let mut best = 0;
    if doc.exists() {
        best = reached(&project::load(&RealDisk, &doc).expect("the document can be read"), cells);
    }
    for found in store::recovery::left_over(&RealDisk, &dir.join("data/recovery")) {
        best =
            best.max(reached(&store::recovery::read(&RealDisk, &found).expect("a copy can be read"), cells));
    }
    best
}

#[test]
fn killed_at_any_moment_nothing_saved_is_lost_and_what_was_typed_is_lost_for_less_than_a_second() {
    let cells = cells();
    let dir = tempfile::tempdir().expect("a folder");
    let kills = times(4, 500);
    let timed = std::env::var_os("GONGKAI_PROOF").is_some();
    let mut dice = Dice(5);
    let (mut steps, mut lost_steps, mut longest) = (0, 0, Duration::ZERO);
    for _ in 0..kills {
        let rest = if timed { "15" } else { "0" };
        let mut child = spawn("typist", dir.path(), &[("GONGKAI_PROOF_REST", rest.into())]);
        let (wanted, life) = (20 + dice.roll(60) as usize, Duration::from_millis(dice.roll(1800)));
        let (heard, killed) = hear(&mut child, |h| match h.typed.first() {
            Some((_, first)) if timed => first.elapsed() > life,
            _ => !timed && h.typed.len() >= wanted,
        });
        let best = survived(dir.path(), &cells);
        steps += heard.typed.len();
        assert!(best >= heard.saved, "saved {} and found {best}", heard.saved);
        let lost: Vec<_> = heard.typed.iter().filter(|(n, _)| *n > best).collect();
        lost_steps += lost.len();
        if let Some((n, at)) = lost.first() {
            let ago = killed.saturating_duration_since(*at);
            longest = longest.max(ago);
            assert!(!timed || ago < Duration::from_secs(1), "step {n} was typed {ago:?} before and is lost");
        }
    }
    let came = format!(
        "no unreadable file; of what was saved nothing lost; of {steps} changes {lost_steps} lost, typed less than {:.2} s before",
        longest.as_secs_f64()
    );
    tell(
        "`kill -9` at a random moment of a scripted editing session, taken up again each time",
        kills,
        &came,
    );
}

#[test]
fn on_a_full_disk_nothing_saved_is_lost_and_no_file_is_torn() {
    // A small file system is made by tests/proof/run; without it there is nothing to fill.
    let Some(small) = std::env::var_os("GONGKAI_PROOF_SMALL").map(PathBuf::from) else { return };
    let cells = cells();
    let filler = small.join("filler");
    let mut dice = Dice(6);
    let kills = times(2, 100);
    let (mut refused, mut steps) = (0, 0);
    for _ in 0..kills {
        let mut child = spawn("typist", &small, &[("GONGKAI_PROOF_REST", "5".into())]);
        let life = Duration::from_millis(200 + dice.roll(1500));
        let (full_from, full_to) = (life.mul_f32(0.3), life.mul_f32(0.8));
        let begun = Instant::now();
        let (mut filled, mut emptied) = (false, false);
        let (heard, _) = hear(&mut child, |h| {
            if h.typed.is_empty() && begun.elapsed() < Duration::from_secs(20) {
                return false;
            }
            let t = begun.elapsed();
            if t > full_from && !filled {
                filled = true;
                // Takes all that is left.
                std::fs::write(&filler, vec![0u8; 4 << 20]).ok();
            }
            if t > full_to && !emptied && dice.roll(2) == 0 {
                std::fs::remove_file(&filler).ok();
            }
            emptied |= t > full_to;
            t > life
        });
        let best = survived(&small, &cells);
        assert!(best >= heard.saved, "saved {} and found {best}", heard.saved);
        steps += heard.typed.len();
        refused += usize::from(filled);
        std::fs::remove_file(&filler).ok();
    }
    let came = format!(
        "no unreadable file; of what was saved nothing lost ({steps} changes, disk filled {refused} times)"
    );
    tell("the same on a small disk that is filled and emptied meanwhile", kills, &came);
}

#[test]
fn a_save_with_any_call_failing_leaves_the_old_or_the_new_one_whole() {
    let kinds = [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::NotFound,
        ErrorKind::ResourceBusy,
        ErrorKind::CrossesDevices,
        ErrorKind::Other,
    ];
    let (old, new) = (Report::new(2024, "示范局"), report(2024, 3, 10));
    let mut tried = 0;
    for onwards in [false, true] {
        for kind in kinds {
            for n in 1.. {
                let dir = tempfile::tempdir().expect("a folder");
                let path = dir.path().join("报告.gknb");
                project::save(&RealDisk, &path, &old).expect("saved");
                let disk = FaultyDisk::calls(n..if onwards { usize::MAX } else { n + 1 }, kind);
                let done = project::save(&disk, &path, &new);
                tried += 1;
                let at = if matches!(done, Err(StoreError::Torn { .. })) {
                    atomic::backup_of(&path)
                } else {
                    path
                };
                let found = project::load(&RealDisk, &at).expect("readable");
                let fits = if done.is_ok() { found == new } else { found == old || found == new };
                assert!(fits, "call {n} {kind:?}");
                if disk.counted() < n {
                    break;
                }
            }
        }
    }
    tell(
        "a save with an error at each call to the disk in turn, once and from then on",
        tried,
        "old or new one whole each time; lost: nothing",
    );
}

#[test]
fn mangled_project_files_are_refused_with_their_place_or_read_whole() {
    let tries = times(3000, 1_000_000);
    let mut dice = Dice(17);
    let texts: Vec<Vec<u8>> = [Report::new(2024, "示范局"), report(2020, 1, 20), report(2024, 2, 40)]
        .iter()
        .map(|r| project::encode(r).expect("writes").into_bytes())
        .collect();
    let (mut read, mut slowest) = (0, Duration::ZERO);
    for i in 0..tries {
        let bytes = mangle(&texts[i % texts.len()], &mut dice);
        let begun = Instant::now();
        match project::decode(&bytes, Path::new("x.gknb")) {
            Ok(r) => {
                read += 1;
                let again = project::encode(&r).expect("writes");
                assert_eq!(project::decode(again.as_bytes(), Path::new("x.gknb")).expect("reads"), r);
            }
            Err(StoreError::Damaged { line, column, .. }) => assert!(line > 0 && column > 0),
            Err(e) => assert!(matches!(e, StoreError::Newer { .. }), "{e}"),
        }
        slowest = slowest.max(begun.elapsed());
    }
    let came = format!(
        "no panic, no hang; {read} read, the others refused with line and column; slowest {:.2} s",
        slowest.as_secs_f64()
    );
    tell("mangled project files", tries, &came);
}

#[test]
fn mangled_documents_are_refused_or_read_but_never_panic() {
    for (kind, source) in sources() {
        let tries = times(500, 100_000);
        let mut dice = Dice(11);
        let (mut read, mut slowest) = (0, Duration::ZERO);
        for _ in 0..tries {
            let bytes = mangle(&source, &mut dice);
            let begun = Instant::now();
            // Either way is right; a panic or a hang is not.
            read += usize::from(import::read_document(&bytes, "x", None).is_ok());
            slowest = slowest.max(begun.elapsed());
        }
        let came = format!(
            "no panic, no hang; {read} read, the others refused; slowest {:.2} s",
            slowest.as_secs_f64()
        );
        tell(&format!("mangled documents, {kind}"), tries, &came);
    }
}

/// The store beside a plain map of what it should hold.
#[test]
fn the_store_does_what_a_plain_model_does() {
    let tries = times(400, 20_000);
    let dir = tempfile::tempdir().expect("a folder");
    let at = |i: usize| dir.path().join(format!("{i}.gknb"));
    let mut model: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut backups: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    let mut dice = Dice(23);
    let mut refused = 0;
    for n in 0..tries {
        let (i, fails) = (dice.roll(3) as usize, dice.roll(3) == 0);
        match dice.roll(8) {
            0 => {
                if RealDisk.exists(&at(i)) {
                    RealDisk.remove(&at(i)).expect("removed");
                }
                model.remove(&i);
            }
            _ => {
                let bytes = format!("{n} {}", "字".repeat(dice.roll(300) as usize)).into_bytes();
                let call = 1 + dice.roll(20) as usize;
                let end = if dice.roll(2) == 0 { call + 1 } else { usize::MAX };
                let kind = [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other]
                    [dice.roll(3) as usize];
                let disk = FaultyDisk::calls(if fails { call..end } else { 0..0 }, kind);
                let old = model.get(&i).cloned();
                match atomic::replace(&disk, &at(i), &bytes) {
                    Ok(()) | Err(StoreError::Unverified { .. }) => {
                        model.insert(i, bytes);
                        if let Some(o) = old {
                            backups.insert(i, o);
                        }
                    }
                    Err(StoreError::Torn { .. }) => {
                        // The backup stands for it.
                        assert_eq!(RealDisk.read(&atomic::backup_of(&at(i)), 1 << 20).ok(), old);
                        RealDisk.remove(&at(i)).expect("removed");
                        backups.extend(old.map(|o| (i, o)));
                        model.remove(&i);
                    }
                    Err(_) => {
                        refused += 1;
                        // A torn backup beside a whole document loses nothing.
                        let now = RealDisk.read(&atomic::backup_of(&at(i)), 1 << 20).ok();
                        backups.remove(&i);
                        backups.extend(now.map(|b| (i, b)));
                    }
                }
            }
        }
        for i in 0..3 {
            assert_eq!(RealDisk.read(&at(i), 1 << 20).ok().as_ref(), model.get(&i), "{n}");
            let kept = RealDisk.read(&atomic::backup_of(&at(i)), 1 << 20).ok();
            assert!(kept.as_ref() == backups.get(&i), "{n}");
        }
    }
    tell(
        "random writes and removals, a third of them failing, beside a plain model",
        tries,
        &format!("the same each time; {refused} refused; lost: nothing"),
    );
}

/// Counts up in the document as often as it gets the lock.
fn fighter(dir: &Path) {
    let doc = dir.join("报告.gknb");
    let rounds: usize =
        std::env::var("GONGKAI_PROOF_ROUNDS").ok().and_then(|r| r.parse().ok()).expect("a number");
    let me = Holder::me(&RealDisk, &std::process::id().to_string());
    let mut counted = 0;
    for _ in 0..rounds {
        let Taken::Ours(l) = lock::take(&RealDisk, &doc, &me, false) else { continue };
        let mut r = project::load(&RealDisk, &doc).expect("readable");
        let key = CellKey::parse(STEP);
        let n: usize = r.canonical(&key).and_then(|t| t.parse().ok()).unwrap_or(0);
        Edit::enter(&r.clone(), &key, &(n + 1).to_string()).apply(&mut r);
        project::save(&RealDisk, &doc, &r).expect("saved");
        counted += 1;
        l.release(&RealDisk);
    }
    println!("\ncounted {counted}");
}

#[test]
fn of_programs_that_fight_for_one_file_none_loses_anything() {
    let rounds = times(40, 4000);
    let dir = tempfile::tempdir().expect("a folder");
    let doc = dir.path().join("报告.gknb");
    project::save(&RealDisk, &doc, &Report::new(2025, "示范局")).expect("saved");
    let children: Vec<Child> = (0..2)
        .map(|_| spawn("fighter", dir.path(), &[("GONGKAI_PROOF_ROUNDS", rounds.to_string())]))
        .collect();
    let mut counted = 0;
    for c in children {
        let o = c.wait_with_output().expect("ended");
        let text = String::from_utf8_lossy(&o.stdout).into_owned();
        let n = text.lines().find_map(|l| l.strip_prefix("counted ")).and_then(|n| n.parse::<usize>().ok());
        counted += n.unwrap_or_else(|| panic!("{text}{}", String::from_utf8_lossy(&o.stderr)));
    }
    let r = project::load(&RealDisk, &doc).expect("readable");
    let n: usize = r.canonical(&CellKey::parse(STEP)).and_then(|t| t.parse().ok()).unwrap_or(0);
    assert_eq!(n, counted);
    tell(
        "two programs that lock, read, count up and save one file",
        format!("2 × {rounds}"),
        &format!("{counted} times got the lock, {n} counted; lost: nothing"),
    );
}

/// Types, then fails by a mistake of its own before anything else can happen.
fn panics(dir: &Path) {
    gongkai::app::crash::install(dir.join("data"));
    let mut s = Session::new(Arc::new(RealDisk), dir.join("data"), Date::new(2026, 1, 20));
    s.new_report(2025, "示范局");
    let report = s.report().expect("open").clone();
    s.apply("填写", None, &step(&report, 7, &cells()));
    let secret = "绝密的一句话".to_string();
    panic!("{secret}");
}

#[test]
fn a_panic_saves_the_journal_first_and_leaves_no_words_of_the_document() {
    let dir = tempfile::tempdir().expect("a folder");
    let o = spawn("panic", dir.path(), &[]).wait_with_output().expect("ended");
    let data = dir.path().join("data");
    let found = store::recovery::left_over(&RealDisk, &data.join("recovery"));
    let r = store::recovery::read(&RealDisk, &found[0]).expect("readable");
    assert_eq!(r.canonical(&CellKey::parse(STEP)).as_deref(), Some("7"));
    let note = std::fs::read_to_string(data.join("crash.txt")).expect("a note");
    assert!(note.contains("proof.rs") && note.contains(env!("CARGO_PKG_VERSION")), "{note}");
    let said = String::from_utf8_lossy(&o.stderr).into_owned() + &note;
    assert!(said.contains("恢复副本") && !said.contains("绝密"), "{said}");
    assert!(!said.contains("示范局"), "{said}");
}
