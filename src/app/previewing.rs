//! Keeping the pictures of the pages up with the report, on a thread.

use super::job::{Job, Progress};
use crate::page::blocks;
use crate::page::fonts::Fonts;
use crate::preview::{self, Picture};
use crate::report::{Report, Shared};
use crate::{export, page};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The pages as they would be exported.
#[derive(Default)]
pub struct Preview {
    /// Of the report that they show.
    pub revision: u64,
    pub pages: Arc<Vec<Picture>>,
    /// Page on which each section begins, from 0; the front is first.
    pub sections: Vec<usize>,
    job: Option<Job<Drawn>>,
    /// The revision last seen, and since when it stands.
    seen: Option<(u64, Instant)>,
}

impl Preview {
    /// Draws anew when the report has changed and typing stopped; how long until it is worth asking again.
    pub fn keep_up(
        &mut self,
        report: &Shared,
        revision: u64,
        fonts: &Fonts,
        now: Instant,
    ) -> Option<Duration> {
        const ASK_AGAIN: Duration = Duration::from_millis(40);
        match self.job.as_ref().map(|j| j.poll(Duration::ZERO)) {
            Some(Progress::Going) => return Some(ASK_AGAIN),
            Some(Progress::Done((revision, pages, sections))) => {
                (self.revision, self.pages, self.sections, self.job) =
                    (revision, Arc::new(pages), sections, None);
            }
            Some(Progress::Died) => self.job = None,
            None => {}
        }
        if revision == self.revision {
            return None;
        }
        let since = match self.seen {
            Some((r, since)) if r == revision => since,
            _ => now,
        };
        self.seen = Some((revision, since));
        let left = PREVIEW_AFTER.saturating_sub(now.saturating_duration_since(since));
        // The first pages are wanted at once.
        if !left.is_zero() && self.revision != 0 {
            return Some(left);
        }
        let (report, fonts) = (report.clone(), fonts.clone());
        self.job = Some(Job::start("正在排版", move || drawn(&report, &fonts, revision)));
        Some(ASK_AGAIN)
    }
}

/// Pages drawn: of which revision, the pictures, where the sections begin.
type Drawn = (u64, Vec<Picture>, Vec<usize>);

/// Dots an inch of the preview.
const PREVIEW_DPI: f32 = 96.0;
/// The pages are drawn anew when nothing was typed for so long.
const PREVIEW_AFTER: Duration = Duration::from_millis(250);

fn drawn(report: &Report, fonts: &Fonts, revision: u64) -> Drawn {
    let doc = blocks::of(report);
    let sections = page::lay_out(&doc, fonts).outline;
    let sections = sections.into_iter().filter(|e| e.level == 1).map(|e| e.page);
    let sections = std::iter::once(0).chain(sections).collect();
    let pages = export::pdf(report, fonts).map(|m| preview::pages(m.bytes, PREVIEW_DPI)).unwrap_or_default();
    (revision, pages, sections)
}
