//! Keeping the pictures of the pages up with the report, on a thread: the report is laid out once, which gives
//! the PDF that would be exported and the places on its pages; then what the window shows is drawn, in the
//! order in which it is wanted, and only where it looks otherwise than before.

#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

use super::job::{Job, Progress};
use super::sheets::{self, Sheets};
use crate::page::fonts::Fonts;
use crate::preview::{self, Picture};
use crate::report::Shared;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A page that the window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// From 0.
    pub page: usize,
    /// In dots.
    pub width: usize,
    /// The looks of the picture that it has at this width.
    pub have: Option<u64>,
}

/// A picture that the window has not taken yet.
#[derive(Debug)]
pub struct Drawn {
    pub page: usize,
    /// As it was asked for.
    pub width: usize,
    pub looks: u64,
    /// `None` where the page could not be drawn.
    pub picture: Option<Picture>,
}

/// What a job says on the way.
enum Said {
    /// Laid out, and what it goes on to draw.
    Set(Result<(Arc<Sheets>, Vec<Goal>), String>),
    Drawn(Drawn),
    /// There is no memory to draw the next.
    NoRoom,
}

/// A picture to be drawn: page, width, looks.
type Goal = (usize, usize, u64);

/// The newest pages with their pictures, and the job that makes the next.
#[derive(Default)]
pub struct Preview {
    pub sheets: Option<Arc<Sheets>>,
    /// Why the pages are not those of the report as it stands.
    pub failed: Option<String>,
    /// There is not the memory to go on; nothing more is done.
    pub no_room: bool,
    room: Room,
    drawn: Vec<Drawn>,
    job: Option<Job<(), Said>>,
    /// What the job draws.
    goals: Vec<Goal>,
    /// The revision last laid out, whatever came of it.
    tried: u64,
    /// The revision last seen, and since when it stands.
    seen: Option<(u64, Instant)>,
}

/// Whether there is so much memory.
struct Room(fn(usize) -> bool);

impl Default for Room {
    fn default() -> Room {
        Room(preview::room)
    }
}

/// The pages are laid out anew when nothing was typed for so long.
const REST: Duration = Duration::from_millis(40);
/// How soon to ask again while a job is going.
const SOON: Duration = Duration::from_millis(8);
/// Said where the thread died.
const DIED: &str =
    "排版时出了意外，右边还是原来的页面；报告没有受影响，可以照常编辑和保存，改动以后会再排一次";

impl Preview {
    /// Lays out anew when the report has changed and typing stopped, and draws what of `shown` is out of date;
    /// how long until it is worth asking again.
    pub fn keep_up(
        &mut self,
        report: &Shared,
        revision: u64,
        fonts: &Arc<dyn Fn() -> Fonts + Send + Sync>,
        shown: &[Wanted],
        now: Instant,
    ) -> Option<Duration> {
        self.take_in();
        if self.no_room {
            return None;
        }
        let left = self.rest(revision, now);
        let due = left == Some(Duration::ZERO);
        let lacking = self.lacking(shown);
        if let Some(job) = &self.job {
            if due || lacking.first().is_some_and(|l| !self.goals.contains(l)) {
                job.stop();
            }
            return Some(SOON);
        }
        let room = self.room.0;
        if due && !room(sheets::weight(report)) {
            self.no_room = true;
            return None;
        }
        if due {
            self.tried = revision;
            let (report, fonts, before) = (report.clone(), fonts.clone(), self.sheets.clone());
            let shown = shown.to_vec();
            self.job = Some(Job::start("正在排版", move |line| {
                let set = Sheets::of(&report, &fonts(), revision, before.as_deref()).map(|sheets| {
                    let goals = lacking_of(&sheets, &shown);
                    (Arc::new(sheets), goals)
                });
                line.say(Said::Set(set.clone()));
                if let Ok((sheets, goals)) = set {
                    draw(&sheets, &goals, room, line);
                }
            }));
            return Some(SOON);
        }
        if let (Some(sheets), false) = (&self.sheets, lacking.is_empty()) {
            let (sheets, goals) = (sheets.clone(), lacking.clone());
            self.goals = lacking;
            self.job = Some(Job::start("正在画页面", move |line| draw(&sheets, &goals, room, line)));
            return Some(SOON);
        }
        left
    }

    /// The next picture to be shown, until there is none.
    pub fn take(&mut self) -> Option<Drawn> {
        (!self.drawn.is_empty()).then(|| self.drawn.remove(0))
    }

    fn take_in(&mut self) {
        let Some(job) = &self.job else { return };
        let ended = job.poll(Duration::ZERO);
        for said in job.said() {
            match said {
                Said::Set(Ok((sheets, goals))) => {
                    (self.sheets, self.goals, self.failed) = (Some(sheets), goals, None);
                }
                Said::Set(Err(sentence)) => self.failed = Some(sentence),
                Said::Drawn(d) => self.drawn.push(d),
                Said::NoRoom => self.no_room = true,
            }
        }
        if let Progress::Died = ended {
            if self.sheets.as_ref().is_none_or(|s| s.revision != self.tried) {
                self.failed = Some(DIED.into());
            } else if let Some((page, width, looks)) = self.goals.first() {
                // It must not be tried for ever.
                self.drawn.push(Drawn { page: *page, width: *width, looks: *looks, picture: None });
            }
        }
        if !matches!(ended, Progress::Going) {
            self.job = None;
            self.goals.clear();
        }
    }

    /// How long the report has to rest until it is laid out; `None` where it is already.
    fn rest(&mut self, revision: u64, now: Instant) -> Option<Duration> {
        if revision == self.tried {
            return None;
        }
        let since = match self.seen {
            Some((r, since)) if r == revision => since,
            _ => now,
        };
        self.seen = Some((revision, since));
        // The first pages are wanted at once.
        let rest = if self.tried == 0 { Duration::ZERO } else { REST };
        Some(rest.saturating_sub(now.saturating_duration_since(since)))
    }

    /// What is to be drawn of what is shown.
    fn lacking(&self, shown: &[Wanted]) -> Vec<Goal> {
        let Some(sheets) = &self.sheets else { return Vec::new() };
        let waits = |(page, width, looks): &Goal| {
            self.drawn.iter().any(|d| (d.page, d.width, d.looks) == (*page, *width, *looks))
        };
        lacking_of(sheets, shown).into_iter().filter(|g| !waits(g)).collect()
    }
}

fn lacking_of(sheets: &Sheets, shown: &[Wanted]) -> Vec<Goal> {
    let of = |w: &Wanted| {
        let looks = *sheets.looks.get(w.page)?;
        (w.have != Some(looks)).then_some((w.page, w.width, looks))
    };
    shown.iter().filter_map(of).collect()
}

fn draw(sheets: &Sheets, goals: &[Goal], room: fn(usize) -> bool, line: &super::job::JobLine<Said>) {
    let wanted: Vec<(usize, usize)> = goals.iter().map(|(page, width, _)| (*page, *width)).collect();
    let said = |i: usize, picture| {
        if let Some((page, width, looks)) = goals.get(i) {
            line.say(Said::Drawn(Drawn { page: *page, width: *width, looks: *looks, picture }));
        }
    };
    let fits = |i: usize| {
        let fits = wanted.get(i).is_none_or(|(page, width)| room(sheets.weight_of(*page, *width)));
        if !fits {
            line.say(Said::NoRoom);
        }
        fits
    };
    if !fits(0) {
        return;
    }
    let drawn = preview::draw(&sheets.pdf, &wanted, &mut |i, picture| {
        said(i, picture);
        !line.stopped() && fits(i.saturating_add(1))
    });
    if !drawn {
        (0..goals.len()).for_each(|i| said(i, None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::structure::Source;
    use crate::report::text::Para;
    use crate::report::{Chapter, Part, Report, Section};

    type Faces = Arc<dyn Fn() -> Fonts + Send + Sync>;

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
            let wait = p.keep_up(r, revision, &fonts(), &shown, Instant::now() + REST * 3);
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
        let had = |page: usize| Wanted {
            have: first.iter().find(|d| d.page == page).map(|d| d.looks),
            ..want(page)
        };
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
            let picture = Para::Picture { bytes: png(grey), caption: String::new() };
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
}
