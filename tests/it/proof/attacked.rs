//! The command line attacked by what stands where it reads and writes, and killed while it exports; settings that are
//! anything. What broke once is a row of the table of `tests/proof/run`.
#![cfg(target_os = "linux")]

use super::{tell, times};
use crate::made::data;
use crate::made::dice::Dice;
use crate::made::folder::Folder;
use gongkai::store::settings::Settings;
use gongkai::store::{Disk, RealDisk};
use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A program that takes longer waits for something that never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What may stand under a name; the first are plain files of somebody else's.
const THINGS: [&str; 9] =
    ["text", "empty", "old lock", "link", "dangling", "device", "loop", "pipe", "folder"];

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("made").success());
}

fn put(d: &Folder, thing: &str, name: &str) {
    let at = d.at(name);
    let link = |to: &str| symlink(to, &at).expect("linked");
    match thing {
        "text" => d.write(name, "diary"),
        "empty" => d.write(name, ""),
        "old lock" => d.write(name, "(who:\"乙\",host:\"KJ-02\",since:\"\")"),
        "link" => link("victim"),
        "dangling" => link("nothing"),
        "device" => link("/dev/zero"),
        "loop" => link(name),
        "pipe" => pipe(&at),
        _ => std::fs::create_dir(&at).expect("made"),
    }
    if ["text", "empty", "old lock"].contains(&thing) {
        let old = std::time::SystemTime::now() - Duration::from_secs(3600);
        let file = std::fs::File::options().write(true).open(&at).expect("there");
        file.set_modified(old).expect("set");
    }
}

/// What stands in a folder: kinds and, of plain files, content.
fn standing(d: &Folder) -> BTreeMap<PathBuf, String> {
    let content = |p: &Path| {
        let m = std::fs::symlink_metadata(p).expect("there");
        let (kind, is_short) = (m.file_type(), m.len() < 1 << 20);
        let text = if kind.is_file() && is_short { std::fs::read(p).expect("read") } else { Vec::new() };
        format!("{kind:?} {}", gongkai::store::digest(&text))
    };
    RealDisk.list(d.path()).expect("listed").into_iter().map(|p| (p.clone(), content(&p))).collect()
}

/// The exit status and what was said; a program that waits for ever fails.
fn run(d: &Folder, args: &[&str]) -> (i32, String) {
    let mut child =
        d.command().args(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started");
    let begun = Instant::now();
    while child.try_wait().expect("asked").is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().expect("killed");
            panic!("{args:?} waits");
        }
        RealDisk.pause(Duration::from_millis(3));
    }
    let o = child.wait_with_output().expect("ended");
    let said = String::from_utf8(o.stderr).expect("text");
    (o.status.code().unwrap_or_else(|| panic!("{args:?} fell: {said}")), said)
}

/// Files that a case starts from, and what it must leave as it is.
fn desk() -> Folder {
    let d = Folder::new();
    std::fs::copy(data("flat-2024").join("source.txt"), d.at("source.txt")).expect("copied");
    d.save("a.gknb", &gongkai::report::Report::new(2024, "示范局"));
    d.write("victim", "precious");
    d
}

/// One case in so many; all of them in the proof.
fn every(few: usize) -> usize {
    if times(1, 2) > 1 { 1 } else { few }
}

fn writers(to: &str) -> Vec<Vec<String>> {
    let words = |line: &str| line.split(' ').map(|w| w.replace('@', to)).collect();
    let all = [
        "new --year 2025 --office 示范局 -o @",
        "import source.txt -o @",
        "next a.gknb -o @",
        "export a.gknb -o @",
    ];
    let project = to.ends_with(".gknb");
    let fits = |line: &&str| project != line.starts_with("export");
    let report = (!project).then_some("check a.gknb --report @");
    all.into_iter().filter(fits).chain(report.filter(|_| !to.ends_with(".json"))).map(words).collect()
}

/// What the program calls a file that it puts beside an output: hidden.
fn side_of(output: &str, side: &str) -> String {
    let hidden = if side.is_empty() { "" } else { "." };
    format!("{hidden}{output}{side}")
}

#[test]
fn whatever_stands_where_a_file_or_its_side_files_are_to_go_is_left_as_it_is() {
    let outputs = ["o.gknb", "o.pdf", "o.docx", "o.html", "o.json"];
    let (mut cases, mut tried, mut refused) = (0, 0, 0);
    for output in outputs {
        for args in writers(output) {
            for (side, thing) in ["", ".lock", ".bak"].iter().flat_map(|s| THINGS.map(|t| (*s, t))) {
                // A plain file in the place of the output itself is replaced and kept.
                let is_plain = ["text", "empty", "old lock"].contains(&thing);
                if (side.is_empty() && is_plain) || (side == ".lock" && !output.ends_with(".gknb")) {
                    continue;
                }
                cases += 1;
                if cases % every(13) != 0 {
                    continue;
                }
                let d = desk();
                if side == ".bak" {
                    d.write(output, "before");
                }
                let place = side_of(output, side);
                put(&d, thing, &place);
                let before = standing(&d);
                let args: Vec<&str> = args.iter().map(String::as_str).collect();
                let (status, said) = run(&d, &args);
                let after = standing(&d);
                tried += 1;
                refused += usize::from(status == 2);
                // An empty backup is nobody's; a lock of ours that is old is taken over.
                let may_go = (side, thing) == (".bak", "empty") || (side, thing) == (".lock", "old lock");
                let kept =
                    |p: &&PathBuf| p.ends_with(output) && side == ".bak" || may_go && p.ends_with(&place);
                for (path, was) in before.iter().filter(|(p, _)| !kept(p)) {
                    assert_eq!(
                        after.get(path),
                        Some(was),
                        "{args:?} beside {thing} at {output}{side}: {said}"
                    );
                }
                let expected = if side.is_empty() { 2 } else { 0 };
                assert!(
                    status == expected || (expected == 0 && status == 1),
                    "{args:?} {thing} {side}: {status} {said}"
                );
                let left: Vec<_> = after.keys().filter(|p| p.to_string_lossy().ends_with(".tmp")).collect();
                assert!(left.is_empty(), "{left:?}");
            }
        }
    }
    tell(
        "command line: links, pipes, devices, folders and others' files where an output, its lock or its backup goes",
        tried,
        &format!("{refused} refused with status 2; nobody's file written, replaced or removed; none waited"),
    );
}

#[test]
fn whatever_is_given_to_be_read_is_read_or_refused_in_a_sentence() {
    let (mut cases, mut tried) = (0, 0);
    for thing in THINGS.into_iter().chain(["huge", "none", "/dev/null", "/dev/full", "/proc/self/mem"]) {
        for args in [
            "check @",
            "check @ --json",
            "open-check @",
            "export @ -o x.pdf",
            "import @ -o x.gknb",
            "next @ -o x.gknb",
            "check a.gknb --last @",
        ] {
            cases += 1;
            if cases % every(9) != 0 {
                continue;
            }
            let d = desk();
            match thing {
                "huge" => std::fs::File::create(d.at("in")).and_then(|f| f.set_len(20 << 30)).expect("made"),
                "none" => {}
                t if t.starts_with('/') => symlink(t, d.at("in")).expect("linked"),
                t => put(&d, t, "in"),
            }
            let args: Vec<String> = args.split(' ').map(|w| w.replace('@', "in")).collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let before = standing(&d);
            let (status, said) = run(&d, &args);
            tried += 1;
            assert_eq!(status, 2, "{thing} {args:?}: {said}");
            assert!(
                said.trim().lines().count() == 1 && said.contains(|c: char| c > '\u{2e80}'),
                "{thing}: {said}"
            );
            assert_eq!(standing(&d), before, "{thing} {args:?}");
        }
    }
    tell(
        "command line: pipes, devices, folders, huge and missing files given to be read",
        tried,
        "each refused in one sentence with status 2; nothing written; none waited",
    );
}

#[test]
fn exports_killed_at_any_moment_leave_whole_files_and_what_they_leave_beside_is_tidied() {
    let kills = times(4, 100);
    let d = desk();
    for n in 0..8 {
        std::fs::copy(d.at("a.gknb"), d.at(&format!("{n}.gknb"))).expect("copied");
    }
    let names: Vec<String> = (0..8).map(|n| format!("{n}.gknb")).collect();
    let mut dice = Dice(31);
    let mut left = 0;
    let temporary = |d: &Folder| {
        let out = RealDisk.list(&d.at("out")).unwrap_or_default();
        out.iter().filter(|p| p.to_string_lossy().ends_with(".tmp")).count()
    };
    for n in 0..kills {
        let mut child = d
            .command()
            .arg("export")
            .args(&names)
            .args(["--format", "html", "-o", "out"])
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        RealDisk.pause(Duration::from_micros(dice.roll(400_000)));
        let signal = ["-INT", "-TERM", "-KILL"][n % 3];
        Command::new("kill").args([signal, &child.id().to_string()]).status().expect("sent");
        child.wait().expect("ended");
        left += temporary(&d);
        for made in RealDisk
            .list(&d.at("out"))
            .unwrap_or_default()
            .iter()
            .filter(|p| p.extension().is_some_and(|e| e == "html"))
        {
            let text = std::fs::read_to_string(made).expect("read");
            assert!(text.trim_end().ends_with("</html>"), "{} is torn", made.display());
        }
    }
    // What none of them was at when it was killed.
    std::fs::write(d.at("out/.别人的.tmp"), "diary").expect("written");
    let (status, said) = run(&d, &["export", "a.gknb", "-o", "out/a.html"]);
    assert!(status < 2, "{said}");
    assert_eq!(temporary(&d), 1, "only what is somebody else's");
    tell(
        "exports of eight files killed by INT, TERM and KILL in turn",
        kills,
        &format!(
            "every finished file whole; {left} times something lay beside, all of it gone after the next export"
        ),
    );
}

#[test]
fn settings_may_hold_anything() {
    let tries = times(200, 5_000);
    let d = Folder::new();
    std::fs::create_dir(d.data()).expect("made");
    let mut dice = Dice(41);
    let whole = ron::ser::to_string_pretty(
        &Settings { recent: vec!["甲.gknb".into(); 10], ..Settings::default() },
        Default::default(),
    )
    .expect("text");
    let numbers =
        ["inf", "NaN", "-100", "1e30", "4294967295", "18446744073709551616", "\"x\"", "(1,2)", "[[[[[["];
    let mut told = 0;
    for n in 0..tries {
        let text = match n % 2 {
            0 => crate::made::documents::mangle(whole.as_bytes(), &mut dice),
            _ => {
                let numbers_at: Vec<_> =
                    whole.match_indices(|c: char| c.is_ascii_digit()).map(|(i, _)| i).collect();
                let at = numbers_at[dice.roll(numbers_at.len() as u64) as usize];
                let other = numbers[dice.roll(numbers.len() as u64) as usize];
                format!("{}{other}{}", &whole[..at], &whole[at + 1..]).into_bytes()
            }
        };
        std::fs::write(d.data().join("settings.ron"), text).expect("written");
        let (settings, words) = Settings::load(&RealDisk, &d.data());
        told += usize::from(words.is_some());
        assert!((80..=200).contains(&settings.zoom) && settings.recent.len() <= 10, "{settings:?}");
    }
    tell(
        "settings with bytes changed or with numbers out of all measure",
        tries,
        &format!("no panic; {told} told and kept aside, the others read within bounds"),
    );
}
