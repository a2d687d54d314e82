//! Programs killed at any moment, on a disk with room and on a full one.

use super::{STEP, cells, reached, spawn, step, tell, times};
use crate::made::dice::Dice;
use crate::made::folder::Folder;
use crate::made::sessions::{copied, restore, save, save_as};
use crate::made::{LONG, today};
use gongkai::app::arrived::Arrived;
use gongkai::app::reading::Reading;
use gongkai::app::session::Session;
use gongkai::form::table::CellKey;
use gongkai::report::Report;
use gongkai::store::{self, Disk, RealDisk, project};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Takes up what was left, types, saves now and then, and says what it did, until it is killed.
pub fn typist(dir: &Path) {
    let cells = cells();
    let rest = std::env::var("GONGKAI_PROOF_REST").ok().and_then(|r| r.parse().ok()).unwrap_or(0);
    let mut dice = Dice(u64::from(std::process::id()));
    let mut s = Session::new(Arc::new(RealDisk), dir.join("data"), today());
    let doc = dir.join("报告.gknb");
    take_up(&mut s, &doc);
    let start = s.report().map_or(0, |r| reached(r, &cells));
    let mut out = std::io::stdout();
    for n in start + 1.. {
        let report = s.report().expect("open").clone();
        s.apply("填写", None, step(&report, n, &cells));
        writeln!(out, "\ntyped {n}").and_then(|()| out.flush()).expect("heard");
        if dice.roll(40) == 0 {
            let done = if s.path().is_none() { save_as(&mut s, &doc) } else { save(&mut s) };
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
        assert_eq!(s.arrive(LONG), Arrived::Opened, "the document can't be read: {:?}", s.message());
    } else {
        s.new_report(2025, "示范局");
    }
    let on_disk = s.report().map_or(0, |r| number(r));
    for found in s.left_over().found().to_vec() {
        let copy = copied(&found);
        if number(&copy) > on_disk && number(&copy) > s.report().map_or(0, |r| number(r)) {
            assert!(restore(s, &found), "{:?}", s.message());
        } else {
            s.discard(&found);
        }
    }
    s.read_only();
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
        best = best.max(reached(&copied(&found), cells));
    }
    best
}

#[test]
fn killed_at_any_moment_nothing_saved_is_lost_and_what_was_typed_is_lost_for_less_than_a_second() {
    let cells = cells();
    let dir = Folder::new();
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
#[ignore = "needs a small file system to fill: tests/proof/run makes one and names it in GONGKAI_PROOF_SMALL"]
fn on_a_full_disk_nothing_saved_is_lost_and_no_file_is_torn() {
    let small = PathBuf::from(std::env::var_os("GONGKAI_PROOF_SMALL").expect("a small file system"));
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
