//! Understanding prose: ten thousand characters in which nearly every sentence is full of numbers, read for the
//! first time, and again with one sentence changed; and as many of ordinary prose.

use super::{judging, line, root};
use gongkai::checks::Context;
use gongkai::report::Report;
use gongkai::report::text::Para;

/// A report with paragraphs of ten thousand characters together, and one more.
fn report(paragraphs: impl Iterator<Item = String>, changed: &str) -> Report {
    let mut r = gongkai::app::sample::report();
    let mut left = 10_000usize;
    let fits = |p: &String| {
        left = left.saturating_sub(p.chars().count());
        left > 0
    };
    r.sections[0].before = paragraphs.take_while(fits).map(Para::plain).collect();
    r.sections[0].before.push(Para::plain(changed));
    r
}

/// Sentences of the corpus, no two alike.
fn dense() -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(root().join("tests/data/sentences"))
        .expect("the corpus")
        .filter_map(|e| Some(e.ok()?.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")))
        .collect();
    files.sort();
    let text: String = files.iter().map(|p| std::fs::read_to_string(p).expect("readable")).collect();
    let sentence = |l: &str| l.splitn(4, '|').nth(3).map(str::to_string);
    text.lines().filter_map(sentence).collect()
}

/// Such as reports have them.
fn ordinary() -> impl Iterator<Item = String> {
    (1..).map(|n| format!("第{n}项工作，{}", judging::PROSE))
}

/// Prints the figures.
pub fn of() {
    println!("10,000 characters of sentences full of numbers");
    let dense = dense();
    let dense = |changed: &str| report(dense.iter().cloned(), changed);
    first_time(&dense("全年共收到申请七件。"));
    let later: Vec<Report> = (0..300).map(|n| dense(&format!("全年共收到申请{n}件。"))).collect();
    read(&later[0]);
    let mut n = 0;
    line("read again, one sentence changed", 2.0, 201, || {
        n += 1;
        read(&later[n % later.len()]);
    });
    println!("10,000 characters of ordinary prose");
    first_time(&report(ordinary(), "全年共收到申请七件。"));
}

fn read(report: &Report) {
    std::hint::black_box(Context::new(report, None).claims().len());
}

/// What was read is remembered by the thread: a new one reads everything.
fn first_time(report: &Report) {
    line("read for the first time", 2.0, 51, || {
        std::thread::scope(|s| {
            s.spawn(|| read(report));
        });
    });
}
