//! Understanding prose: ten thousand characters in which nearly every sentence is full of numbers, read for the
//! first time, and again with one sentence changed.

use super::{line, root};
use gongkai::checks::{Context, narrative};
use gongkai::report::Report;
use gongkai::report::text::Para;

/// Sentences of the corpus, no two alike, as paragraphs of a report.
fn report(changed: &str) -> Report {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/data/sentences"))
        .expect("the corpus")
        .filter_map(|e| Some(e.ok()?.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")))
        .collect();
    files.sort();
    let text: String = files.iter().map(|p| std::fs::read_to_string(p).expect("readable")).collect();
    let sentences = text.lines().filter_map(|l| l.splitn(4, '|').nth(3)).map(Para::plain);
    let mut r = gongkai::app::sample::report();
    let mut left = 10_000usize;
    let long =
        |p: &Para| if let Para::Text(_) = p { p.resolved(&Report::default()).chars().count() } else { 0 };
    let fits = |p: &Para| {
        left = left.saturating_sub(long(p));
        left > 0
    };
    r.sections[0].before = sentences.take_while(fits).collect();
    r.sections[0].before.push(Para::plain(changed));
    r
}

/// Prints the figures.
pub fn of() {
    println!("10,000 characters of sentences full of numbers");
    let first = report("全年共收到申请七件。");
    let later: Vec<Report> = (0..300).map(|n| report(&format!("全年共收到申请{n}件。"))).collect();
    let read = |r: &Report| {
        std::hint::black_box(narrative::claims(&Context::new(r, None)));
    };
    // What was read is remembered by the thread: a new one reads everything.
    line("read for the first time", 2.0, 51, || {
        std::thread::scope(|s| {
            s.spawn(|| read(&first));
        });
    });
    read(&first);
    let mut n = 0;
    line("read again, one sentence changed", 2.0, 201, || {
        n += 1;
        read(&later[n % later.len()]);
    });
}
