//! Keeping the pictures of the pages up with the report, on a thread: the report is laid out once, which gives
//! the PDF that would be exported and the places on its pages; then what the window shows is drawn, in the
//! order in which it is wanted, and only where it looks otherwise than before.

#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

use super::desk::Faces;
use super::job::{Job, Progress};
use super::sheets::{self, Sheets};
use crate::export::ExportError;
use crate::preview::{self, PageImage};
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
    pub picture: Option<PageImage>,
}

/// What a job says on the way.
enum Said {
    /// Laid out, and what it goes on to draw.
    Set(Result<(Arc<Sheets>, Vec<Goal>), ExportError>),
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
        fonts: &Faces,
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
                let set = Sheets::of(&report, &fonts(), revision, before.as_deref());
                let set = set.map(|sheets| {
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
                Said::Set(Err(e)) => self.failed = Some(e.to_string()),
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
mod tests;
