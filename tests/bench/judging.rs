//! The checks on a full report with last year's and ten thousand characters of prose: all of them, and what
//! runs again while a clerk types.

use super::line;
use gongkai::app::derived::Derived;
use gongkai::checks;
use gongkai::checks::judged::Judged;
use gongkai::form::table::CellKey;
use gongkai::report::edit::Edit;
use gongkai::report::text::{FieldStyle, FieldValue, Para, Run};
use gongkai::report::{Date, Part, Report, Section, Shared, next_year};

/// Ten thousand characters, such as reports have them.
pub(crate) const PROSE: &str = "2025年，区水务局围绕河道治理、供水保障和防汛抗旱公开信息208条，逐月检查栏目更新，组织培训2次，（一）公文拟制时同步确定公开属性，按照《示范市政务公开工作要点》（示府办发〔2025〕12号）抓好落实。";

fn full() -> Report {
    let mut r = gongkai::app::sample::report();
    let each = PROSE.chars().count() * 3;
    let prose = |words: &str| vec![Para::plain(words.repeat(3)); 10_000usize.div_ceil(each)];
    let mut last = Report { year: r.year - 1, ..r.clone() };
    last.sections[0].before.extend(prose(&PROSE.replace("2025", "2024")));
    r.sections[0].before.extend(prose(PROSE));
    let begun = next_year::begin(&last, "去年.gknb", "");
    r.predecessor = begun.predecessor;
    r
}

/// Prints the figures.
pub fn of() {
    println!("checks, last year's report, 10,000 characters");
    let today = Date::new(2026, 1, 20);
    let r = full();
    // A thread of its own remembers no paragraph.
    line("all checks, report just opened", 3.0, 101, || {
        std::thread::scope(|s| s.spawn(|| std::hint::black_box(checks::run(&r, today))).join().ok());
    });
    line("all checks once more", 3.0, 101, || {
        std::hint::black_box(checks::run(&r, today));
    });
    let mut wrong = r.clone();
    for key in r.form().relations().iter().filter_map(|s| s.total()) {
        Edit::enter(r.form(), key, "7654").apply(&mut wrong);
    }
    line("all checks, every sum broken", 3.0, 101, || {
        std::hint::black_box(checks::run(&wrong, today));
    });
    let key = r.form().cells().remove(40);
    let digit = |n: usize, r: &Report| Edit::enter(r.form(), &key, &n.to_string());
    typing("checks after a digit", &r, today, &digit);
    let word = |n: usize, r: &Report| {
        let mut paras = r.sections[0].before.clone();
        paras.push(Para::plain(format!("又公开{n}条。")));
        Edit::Text(Part::Before(Section::Overview), paras)
    };
    typing("checks after a word", &r, today, &word);
    heavy();
}

/// The heaviest words that may be opened: live values of a total that is the sum of a hundred cells.
fn heavy() {
    let total = CellKey::parse("requests.done.total/total");
    let field = || Run::field(FieldValue::Sum(vec![total.clone()]), FieldStyle::Arabic);
    let mut r = gongkai::app::sample::report();
    r.sections[0].before = (0..54).map(|_| Para::Text((0..500).map(|_| field()).collect())).collect();
    let judged = Derived::default().after(&Shared::new(r.clone()), 1, None);
    let key = CellKey::parse("requests.received/natural");
    let mut n = 0;
    line("a digit beside 27,000 live totals", 1000.0, 11, || {
        n += 1;
        let mut now = r.clone();
        Edit::enter(r.form(), &key, &n.to_string()).apply(&mut now);
        std::hint::black_box(judged.after(&Shared::new(now), 2, None).findings.len());
    });
}

const TIMES: usize = 201;

/// The checks that run again after one edit.
fn typing(what: &str, r: &Report, today: Option<Date>, edit: &dyn Fn(usize, &Report) -> Edit) {
    let judged = Judged::of(&Shared::new(r.clone()), today);
    // Something else each time, as when a clerk types.
    let after: Vec<Shared> = (0..=TIMES)
        .map(|n| {
            let mut now = r.clone();
            edit(n + 7, r).apply(&mut now);
            Shared::new(now)
        })
        .collect();
    let mut n = 0;
    line(what, 0.5, TIMES, || {
        n += 1;
        std::hint::black_box(judged.again(&after[n % after.len()], today));
    });
}
