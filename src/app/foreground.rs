//! What the clerk waits for: reading, exporting, printing. One thing at a time, on a thread, with a word about
//! how far it is and a way out. What writes is waited for when it is called off, so that nobody has to guess
//! what became of it; called off a second time it is left to itself.

use super::auditing::AuditTable;
use super::claim::ClaimedFile;
use super::collecting::collection_file::CollectionError;
use super::collecting::made_report::MakingError;
use super::collecting::sending_back::SentBack;
use super::collecting::taking;
use super::collection_work::{CollectionRead, CollectionSaved, NotRead, OwnRead};
use super::exporting::{Outcome, SendError, Sent};
use super::finishing::Finished;
use super::in_folders::LeftOut;
use super::job::{AT_ONCE, Job, JobLine, Progress};
use super::message::Message;
use super::open::OpenError;
use super::open_collection::CollectionLeft;
use super::picture::PictureError;
use super::printout::PrintoutError;
use super::reading::{Ready, WhichSheet};
use super::report_update::Update;
use super::version_read::VersionRead;
use crate::import::plain_rows::PlainRows;
use crate::page::fonts::Fonts;
use crate::report::picture::Picture;
use crate::report::{Part, Report, Shared, StyleSet};
use crate::store::settings::FontChoice;
use crate::store::versions::Version;
use crate::store::{StoreError, Wake};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How far it is: pieces done, of how many, and which is being done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkStep {
    pub done: usize,
    pub all: usize,
    pub what: String,
}

/// What comes of it.
pub(super) enum End {
    Read(Result<Box<Ready>, OpenError>),
    WhichSheet(WhichSheet),
    Sent(PathBuf, Result<Sent, SendError>),
    /// The report as it stood then was exported.
    Exported(PathBuf, Shared, Result<Sent, SendError>),
    Many(Result<Batch, SendError>),
    /// The 发布包 of the report as it stood then.
    Published(Shared, Result<Batch, SendError>),
    Audited(Result<AuditTable, SendError>),
    Finished(Box<Finished>),
    /// The report as it stood then was printed.
    Printed(Shared, Result<String, PrintoutError>),
    /// Faces of that choice, and the names of those found in the system.
    Faces(FontChoice, Fonts, Vec<String>),
    /// A picture for the text, behind that paragraph.
    Picture {
        part: Part,
        paragraph: usize,
        picture: Result<(Picture, String), PictureError>,
    },
    Versions(Vec<Version>),
    Version(Result<VersionRead, StoreError>),
    /// The lock of the open report, taken over by will.
    Lock(ClaimedFile),
    Stands(PathBuf, bool),
    Style(StyleEnd),
    /// Whether the other window heard that it was called.
    Called(bool),
    Collection(Result<Box<CollectionRead>, CollectionError>),
    CollectionSaved(Box<CollectionSaved>),
    CollectionLeft(Result<Box<CollectionLeft>, OpenError>),
    Taken(Result<taking::Read, SendError>),
    Rows(Result<PlainRows, OpenError>),
    Own(Result<OwnRead, NotRead>),
    SumsReport(Box<Report>),
    Update(Result<Box<Update>, MakingError>),
    /// Sheets went into that folder.
    SentBack(PathBuf, Result<SentBack, SendError>),
}

/// What of work holds that was begun for a report or a collection that is open no more.
pub(super) enum OfAnother {
    Holds(End),
    /// Nothing; this is to be said.
    Told(Message),
}

impl End {
    /// See there.
    pub(super) fn of_another(self) -> OfAnother {
        const NOT_PUT: &str = "做完的时候打开的已经换成了另一份，没有放进去；要的话请打开原来那一份再做一次";
        match self {
            End::Exported(path, _, sent) => OfAnother::Holds(End::Sent(path, sent)),
            End::Published(_, batch) => OfAnother::Holds(End::Many(batch)),
            End::Printed(_, Ok(words)) => OfAnother::Told(Message::good(words)),
            End::Printed(_, Err(e)) => OfAnother::Told(Message::bad(e.to_string())),
            End::Finished(done) => {
                let (words, amiss) = done.words();
                let text = format!("{words}这是原来打开的那一份的。");
                OfAnother::Told(Message { text, amiss, ..Message::default() })
            }
            End::SentBack(folder, Ok(sent)) => {
                let (folder, asides) = (folder.display(), sent.of_asides());
                OfAnother::Told(Message::bad(format!(
                    "要退回的都做好了，在 {folder}；打开的已经换成了另一份，退回没有记在汇总里。{asides}"
                )))
            }
            End::CollectionSaved(saved) => OfAnother::Told(match saved.outcome {
                Ok(_) => Message::good(format!("原来打开的汇总已保存在 {}", saved.path.display())),
                Err(e) => Message::bad(e.to_string()),
            }),
            End::Picture { .. }
            | End::Versions(_)
            | End::Version(_)
            | End::Lock(_)
            | End::Stands(..)
            | End::Style(StyleEnd::Read(_))
            | End::Taken(_)
            | End::Rows(_)
            | End::Own(_)
            | End::SumsReport(_)
            | End::Update(_) => OfAnother::Told(Message::bad(NOT_PUT)),
            other => OfAnother::Holds(other),
        }
    }
}

/// What comes of a page style's file.
pub(super) enum StyleEnd {
    /// It is to be used.
    Read(Result<StyleSet, StoreError>),
    Saved(PathBuf, Result<(), StoreError>),
}

/// Many documents sent out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// What a clerk calls it.
    pub name: &'static str,
    pub folder: PathBuf,
    /// How many were to be sent.
    pub wanted: usize,
    pub outcomes: Vec<Outcome>,
    /// Files of the folders that were left out.
    pub left_out: Vec<LeftOut>,
}

/// Work going on.
pub struct Work {
    /// The number of what was open when it was begun.
    pub(super) of: u64,
    job: Job<End, WorkStep>,
    pub step: WorkStep,
    since: Instant,
    /// It is to be waited for when it is called off.
    pub(super) writes: bool,
    /// It was called off, and is to end soon.
    pub stopping: bool,
}

/// What is asked of the system in passing: its printers, its faces.
#[derive(Default)]
pub enum Inquiry<T> {
    #[default]
    Unasked,
    Asked(Job<T>),
    Known(T),
}

/// How work stands.
pub(super) enum WorkState {
    Going,
    Ended(End),
    /// Its thread died; what it was called.
    Died(String),
}

impl Work {
    pub(super) fn begin(
        (name, of): (&str, u64),
        writes: bool,
        wake: Wake,
        work: impl FnOnce(&JobLine<WorkStep>) -> End + Send + 'static,
    ) -> Work {
        let job = Job::start_waking(name, wake, work);
        Work { of, job, step: WorkStep::default(), since: Instant::now(), writes, stopping: false }
    }
    /// What a clerk reads.
    pub fn name(&self) -> &str {
        &self.job.name
    }
    /// Whether it takes so long that the clerk wants to know.
    pub fn is_long(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.since) >= AT_ONCE
    }
    /// Calls it off; it ends at its next piece.
    pub(super) fn stop(&mut self) {
        self.job.stop();
        self.stopping = true;
    }
    /// How it stands, within `wait`.
    pub(super) fn stands(&mut self, wait: Duration) -> WorkState {
        if let Some(step) = self.job.said().last() {
            self.step = step;
        }
        match self.job.poll(wait) {
            Progress::Going => WorkState::Going,
            Progress::Done(end) => WorkState::Ended(end),
            Progress::Died => WorkState::Died(self.job.name.clone()),
        }
    }
}

impl<T: Default + Send + 'static> Inquiry<T> {
    /// It, once it is known.
    pub fn known(&mut self) -> Option<&T> {
        if let Inquiry::Asked(job) = self {
            let known = match job.poll(Duration::ZERO) {
                Progress::Going => return None,
                Progress::Done(known) => known,
                Progress::Died => T::default(),
            };
            *self = Inquiry::Known(known);
        }
        match self {
            Inquiry::Known(known) => Some(known),
            _ => None,
        }
    }
}
