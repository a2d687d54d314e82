//! When the program itself goes wrong: the journal is written first, then a note of where it happened. Nothing
//! of the document is in the note or in what is printed, for a panic's own words may quote it; nor is anything of
//! the machine that the program was built on.

use crate::store::disk::Access;
use crate::store::{Disk, RealDisk, atomic, journal};
use std::backtrace::Backtrace;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long the journal may take, and after it the note.
const PATIENCE: Duration = Duration::from_secs(3);
/// The thread that writes the note.
const THREAD: &str = "crash note";
/// Functions in a note: our own, and of all.
const MOST: (usize, usize) = (20, 40);
/// How the names of our own begin.
const OURS: &str = "gongkai::";

/// From now on a panic anywhere in the process does this; the program keeps its own things in `data`.
pub fn install(data: PathBuf) {
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some(THREAD) {
            return;
        }
        let at = info.location().map(|l| format!("{}:{}:{}", short(l.file()), l.line(), l.column()));
        let at = at.unwrap_or_default();
        let kept = match journal::flush_all(PATIENCE) {
            // The command line has none, nor has a window with nothing open.
            None => "",
            Some(true) => "；没有保存的修改已经写进恢复副本",
            Some(false) => "；恢复副本没有写成",
        };
        let path = data.join("crash.txt");
        let noted = match note_apart(&path, &at, Backtrace::force_capture()) {
            true => format!("；出错的位置记在 {}", path.display()),
            false => String::new(),
        };
        // `eprintln` panics where stderr can't be written to.
        if let Err(e) = writeln!(std::io::stderr(), "程序自己出了错（{at}）{kept}{noted}") {
            log::debug!("not said: {e}");
        }
    }));
}

/// Writes the note on a thread of its own: a panic within a panic's hook would end the process at once, with
/// whatever else was still to be done.
fn note_apart(path: &Path, at: &str, trace: Backtrace) -> bool {
    let (path, at) = (path.to_path_buf(), at.to_string());
    let (say, said) = channel();
    let write = move || {
        let text = note(&at, &super::now(), &trace.to_string());
        let folder = path.parent().map_or(Ok(()), |f| RealDisk.make_folder(f, Access::Common));
        let kept = folder.and_then(|()| atomic::put_whole(&RealDisk, &path, text.as_bytes()));
        if say.send(kept.is_ok()).is_err() {
            log::debug!("nobody waits for the note");
        }
    };
    let thread = std::thread::Builder::new().name(THREAD.into()).spawn(write);
    thread.is_ok() && said.recv_timeout(PATIENCE).unwrap_or(false)
}

/// The note: our own functions from the one that went wrong outwards, then all of them.
fn note(at: &str, now: &str, trace: &str) -> String {
    let frames = frames(trace);
    let is_ours = |f: &&String| f.trim_start_matches(['<', '&']).starts_with(OURS) || f.contains("（src/");
    let ours = frames.iter().filter(is_ours);
    let list = |of: &mut dyn Iterator<Item = &String>| of.map(|f| format!("  {f}\n")).collect::<String>();
    format!(
        "公开年报 {}（{} {}）自己出错的记录，{now}\n位置：{at}\n这里只有程序出错的位置，没有报告的内容。\n\n\
         程序自己的：\n{}\n全部：\n{}",
        crate::store::PROGRAM,
        std::env::consts::OS,
        std::env::consts::ARCH,
        list(&mut ours.take(MOST.0)),
        list(&mut frames.iter().take(MOST.1)),
    )
}

/// The functions of a trace from the one that went wrong outwards: `name（file:line:column）`.
fn frames(trace: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in trace.lines().map(str::trim) {
        match (line.strip_prefix("at "), out.last_mut()) {
            (Some(place), Some(last)) => last.push_str(&format!("（{}）", short(place))),
            // What was built into another function has no number of its own.
            _ => out
                .push(line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(": ").into()),
        }
    }
    // This hook and what calls it come first.
    let begun = out.iter().position(|f| f.contains("begin_panic") || f.contains("rust_begin_unwind"));
    let rest = out.split_off(begun.map_or(0, |i| i + 1));
    rest.into_iter().skip_while(|f| f.starts_with("core::panicking::")).collect()
}

/// A place in the code without the folder that it was built in: `egui-0.37.0/src/ui.rs:12:5`.
fn short(place: &str) -> String {
    let place = place.replace('\\', "/");
    // What stands behind the folder that follows these: other people's code, Rust's own.
    for mark in ["/registry/src/", "/rustc/", "/rustlib/src/"] {
        if let Some((_, rest)) = place.split_once(mark).and_then(|(_, r)| r.split_once('/')) {
            return rest.into();
        }
    }
    let parts: Vec<&str> = place.split('/').collect();
    let last = parts.len().saturating_sub(1);
    let from = parts.iter().rposition(|p| ["src", "tests"].contains(p)).unwrap_or(last);
    parts.get(from..).unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_our_own_functions_first_and_no_folder_of_the_builder() {
        let trace = "   0: std::backtrace_rs::backtrace::trace
             at /rustc/0123abc/library/std/src/../../backtrace/src/lib.rs:1:1
   1: gongkai::app::crash::install::{{closure}}
             at ./src/app/crash.rs:20:5
   2: std::panicking::begin_panic_handler
   3: core::panicking::panic_fmt
             at /rustc/0123abc/library/core/src/panicking.rs:80:14
      core::f32::clamp
             at /rustc/0123abc/library/core/src/num/f32.rs:1504:9
   5: <gongkai::ui::grid::Layout as core::fmt::Debug>::fmt
             at /home/wang/gongkai-2/src/ui/grid/layout.rs:135:20
   6: egui::ui::Ui::show
             at C:\\Users\\wang\\.cargo\\registry\\src\\index.crates.io-1949\\egui-0.37.0\\src\\ui.rs:12:5
   7: gongkai::main
   8: <unknown>
";
        let note = note("core/src/num/f32.rs:1504:9", "2026年1月20日 9:05", trace);
        let (_, lists) = note.split_once("程序自己的：\n").expect("our own");
        assert_eq!(
            lists,
            "  <gongkai::ui::grid::Layout as core::fmt::Debug>::fmt（src/ui/grid/layout.rs:135:20）
  gongkai::main

全部：
  core::f32::clamp（library/core/src/num/f32.rs:1504:9）
  <gongkai::ui::grid::Layout as core::fmt::Debug>::fmt（src/ui/grid/layout.rs:135:20）
  egui::ui::Ui::show（egui-0.37.0/src/ui.rs:12:5）
  gongkai::main
  <unknown>
"
        );
        assert!(!note.contains("wang") && !note.contains("rustc"), "{note}");
    }
}
