//! The preview by what it draws, and when.

use super::*;
use crate::page::fonts::Fonts;
use crate::page::structure::Source;
use crate::report::text::Para;
use crate::report::{Chapter, Part, Report, Section};

fn fonts() -> Faces {
    Arc::new(|| Fonts::new(None))
}

fn report() -> Report {
    let mut r = Report::new(2025, "示范局");
    r.sections[0].before = (0..60).map(|i| Para::plain(format!("第{i}项工作已经完成。"))).collect();
    r
}

/// Asks until nothing more is worth asking for.
fn settle(p: &mut Preview, r: &Shared, revision: u64, shown: &[Wanted]) -> Vec<Drawn> {
    let begun = Instant::now();
    let mut out = Vec::new();
    // A clock far ahead: the rest is over.
    let mut shown = shown.to_vec();
    loop {
        let wait = p.keep_up(
            r,
            revision,
            &fonts(),
            &shown,
            Instant::now().checked_add(REST.saturating_mul(3)).expect("a time"),
        );
        assert!(begun.elapsed().as_secs() < 120, "never done");
        while let Some(d) = p.take() {
            for s in shown.iter_mut().filter(|s| (s.page, s.width) == (d.page, d.width)) {
                s.have = Some(d.looks);
            }
            out.push(d);
        }
        if wait.is_none() {
            return out;
        }
        std::thread::yield_now();
    }
}

#[test]
fn what_is_shown_is_drawn_in_its_order_and_again_only_where_it_changed() {
    let (mut p, r) = (Preview::default(), Arc::new(report()));
    let want = |page| Wanted { page, width: 60, have: None };
    let first = settle(&mut p, &r, 1, &[want(1), want(0), want(2)]);
    assert_eq!(first.iter().map(|d| d.page).collect::<Vec<_>>(), [1, 0, 2]);
    let had =
        |page: usize| Wanted { have: first.iter().find(|d| d.page == page).map(|d| d.looks), ..want(page) };
    let mut changed = report();
    changed.sections[0].before[59] = Para::plain("第59项工作还没有完成。");
    let page_of = |p: &Preview| {
        p.sheets.as_ref().map(|s| s.find(&Source::Para(Part::Before(Section::Overview), 59)).boxes[0].0)
    };
    let page = page_of(&p).expect("printed");
    let again = settle(&mut p, &Arc::new(changed), 2, &[had(0), had(1), had(2)]);
    assert_eq!(again.iter().map(|d| d.page).collect::<Vec<_>>(), [page]);
    assert!(again[0].picture.as_ref().is_some_and(|p| p.width == 60));
}

#[test]
fn a_picture_of_the_report_is_on_the_page_and_another_one_is_drawn_anew() {
    let png = |grey: u8| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 40, 30);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("written");
        writer.write_image_data(&[200, grey, grey].repeat(1200)).expect("written");
        writer.finish().expect("written");
        bytes
    };
    let with = |grey| {
        let mut r = report();
        let picture = Para::picture(png(grey).into(), String::new());
        r.sections[0].before = vec![picture];
        Arc::new(r)
    };
    let red = |d: &Drawn| {
        let dots = d.picture.as_ref().map(|p| p.rgba.chunks_exact(4)).expect("drawn");
        dots.filter(|p| p[0] > 150 && p[1] < 90).count()
    };
    let mut p = Preview::default();
    let want = Wanted { page: 0, width: 300, have: None };
    let first = settle(&mut p, &with(10), 1, &[want]);
    assert!(red(&first[0]) > 20, "{}", red(&first[0]));
    let have = Some(first[0].looks);
    assert!(settle(&mut p, &with(10), 2, &[Wanted { have, ..want }]).is_empty());
    let other = settle(&mut p, &with(250), 3, &[Wanted { have, ..want }]);
    assert_eq!(red(&other[0]), 0);
}

#[test]
fn what_prints_nothing_is_found_behind_what_stands_before_it() {
    let mut r = report();
    r.sections[0].before[3] = Para::plain("");
    let mut p = Preview::default();
    settle(&mut p, &Arc::new(r), 1, &[]);
    let sheets = p.sheets.expect("laid out");
    let of = |i| sheets.find(&Source::Para(Part::Before(Section::Overview), i));
    assert!(of(2).itself && !of(3).itself);
    assert_eq!(of(2).boxes, of(3).boxes);
    let last = sheets.find(&Source::Para(Part::After(Section::Problems), 7));
    assert_eq!(last.boxes, sheets.find(&Source::Chapter(Chapter::Section(Section::Problems))).boxes);
    assert!(!last.boxes.is_empty());
}

#[test]
fn a_job_that_lays_out_goes_on_to_draw_and_is_not_stopped_for_it() {
    let (mut p, r) = (Preview::default(), Arc::new(report()));
    settle(&mut p, &r, 1, &[]);
    let sheets = p.sheets.clone().expect("laid out");
    let shown = [0, 1].map(|page| Wanted { page, width: 60, have: None });
    let goals = lacking_of(&sheets, &shown);
    let (said, is_said) = std::sync::mpsc::channel();
    let (go, gate) = std::sync::mpsc::channel::<()>();
    p.job = Some(Job::start("正在排版", move |line| {
        line.say(Said::Set(Ok((sheets, goals))));
        said.send(false).expect("heard");
        gate.recv().expect("open");
        said.send(line.stopped()).expect("heard");
    }));
    is_said.recv().expect("laid out");
    p.keep_up(&r, 1, &fonts(), &shown, Instant::now());
    go.send(()).expect("waits");
    assert_eq!(is_said.recv(), Ok(false));
}

#[test]
fn where_there_is_no_memory_nothing_is_laid_out_or_drawn_and_it_is_known() {
    let r = Arc::new(report());
    let want = [Wanted { page: 0, width: 60, have: None }];
    let mut p = Preview { room: Room(|_| false), ..Preview::default() };
    assert!(settle(&mut p, &r, 1, &want).is_empty());
    assert!(p.no_room && p.sheets.is_none());
    // Enough to lay it out.
    let mut p = Preview { room: Room(|n| n >= sheets::weight(&report())), ..Preview::default() };
    assert!(settle(&mut p, &r, 1, &want).is_empty());
    assert!(p.no_room && p.sheets.is_some());
}

#[test]
fn a_job_that_dies_is_told_and_the_next_change_is_tried_again() {
    let (mut p, r) = (Preview::default(), Arc::new(report()));
    p.job = Some(Job::start("出错", |_| panic!("on purpose")));
    p.tried = 1;
    settle(&mut p, &r, 1, &[]);
    assert!(p.sheets.is_none() && p.failed.as_deref().is_some_and(|f| f.contains("报告没有受影响")));
    settle(&mut p, &r, 2, &[]);
    assert!(p.sheets.is_some() && p.failed.is_none());
}
