//! Work of a session that ended without being closed: which there is, and how it differs from its document.

use super::collection_differences;
use super::desk::Desk;
use super::differences::{self, Difference};
use super::job::{Job, Progress};
use super::merge::OtherThing;
use crate::report::{Note, NoteKind, Place, Report};
use crate::store::recovery::{self, CopiedWork, Found, Showing};
use crate::store::{Disk, collection, project};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How left-over work differs from its document.
#[derive(Clone, Debug)]
pub enum Against {
    /// Nothing to be compared cell by cell: a sentence.
    Said(String),
    Differences(Vec<Difference>),
}

/// A report taken over from a copy: which parts of it were shown since.
pub(super) struct TakenOver {
    copy: PathBuf,
    shown: BTreeSet<usize>,
    /// Shown for the first time just now, so many passes ago.
    showing: Option<(usize, u8, Option<Showing>)>,
    /// The part at which the program ended.
    pub fell_at: Option<usize>,
}

/// Passes after which a part was shown.
const SHOWN: u8 = 3;

/// Left-over work that the clerk has not decided about, and how it differs from the documents.
#[derive(Default)]
pub struct LeftOver {
    found: Vec<Found>,
    /// The clerk left it for another time, or took one of it over.
    pub(super) left_alone: bool,
    known: BTreeMap<PathBuf, Against>,
    job: Option<Job<Vec<(PathBuf, Against)>>>,
    begun: bool,
}

impl LeftOver {
    pub(super) fn find(disk: &dyn Disk, data: &Path) -> LeftOver {
        LeftOver { found: recovery::left_over(disk, &recovery::folder(data)), ..LeftOver::default() }
    }
    /// The copies that were found.
    pub fn found(&self) -> &[Found] {
        &self.found
    }
    /// Whether there is some that the clerk has still to decide about.
    pub fn is_offered(&self) -> bool {
        !self.left_alone && !self.found.is_empty()
    }
    /// How a copy differs from its document; `None` while that is not known yet.
    pub fn against(&self, found: &Found) -> Option<&Against> {
        self.known.get(&found.path)
    }
    pub(super) fn forget(&mut self, found: &Found) {
        self.found.retain(|f| f != found);
    }
    /// Compares it with the documents, on a thread: a share may be slow to answer.
    pub(super) fn compare(&mut self, desk: &Desk) -> Option<Duration> {
        const ASK_AGAIN: Duration = Duration::from_millis(60);
        if self.found.is_empty() {
            return None;
        }
        if !std::mem::replace(&mut self.begun, true) {
            let (disk, found) = (desk.disk.clone(), self.found.clone());
            let work = move |_: &_| found.iter().map(|f| (f.path.clone(), against(&*disk, f))).collect();
            self.job = Some(Job::start("正在比较", work));
        }
        match self.job.as_ref().map(|j| j.poll(Duration::ZERO)) {
            Some(Progress::Going) => return Some(ASK_AGAIN),
            Some(Progress::Done(known)) => self.known = known.into_iter().collect(),
            Some(Progress::Died) | None => {}
        }
        self.job = None;
        None
    }
}

impl TakenOver {
    pub fn of(found: &Found) -> TakenOver {
        let (copy, fell_at) = (found.path.clone(), found.fell_at);
        TakenOver { copy, shown: BTreeSet::new(), showing: None, fell_at }
    }
    /// This part is about to be shown: noted beside the copy until it went well.
    pub fn showing(&mut self, disk: &dyn Disk, part: usize) {
        match &mut self.showing {
            _ if self.shown.contains(&part) => {}
            Some((now, passes, _)) if *now == part && *passes < SHOWN => *passes += 1,
            Some((now, _, note)) if *now == part => {
                if let Some(n) = note.take() {
                    n.end(disk);
                }
                self.shown.insert(part);
            }
            _ => {
                let note = Showing::begin(disk, &self.copy, part);
                let note = note.inspect_err(|e| log::warn!("no note of what is shown: {e}")).ok();
                self.showing = Some((part, 0, note));
            }
        }
    }
}

fn against(disk: &dyn Disk, found: &Found) -> Against {
    let mine = match recovery::read(disk, found) {
        Ok(r) => r,
        Err(e) => return Against::Said(e.to_string()),
    };
    let Some(path) = &found.document else {
        return Against::Said("内容只有这一份，恢复以后请另存为文件".into());
    };
    let gone = || Against::Said("原来的文件现在打不开，只有这一份".into());
    match mine {
        CopiedWork::Report(mine) => project::load(disk, path).map_or_else(
            |_| gone(),
            |theirs| Against::Differences(with_unfinished(differences::between(&theirs, &mine), found)),
        ),
        CopiedWork::Collection(mine) => collection::load(disk, path).map_or_else(
            |_| gone(),
            |theirs| Against::Differences(collection_differences::between(&theirs, &mine)),
        ),
    }
}

/// The differences, where the cell that was being typed in says so.
fn with_unfinished(mut all: Vec<Difference>, found: &Found) -> Vec<Difference> {
    let is_typed =
        |d: &&mut Difference| matches!(&d.what, OtherThing::Cell(k) if Some(k) == found.typing.as_ref());
    if let Some(d) = all.iter_mut().find(is_typed) {
        d.theirs.push_str("（没有输完）");
    }
    all
}

/// Notes at the cell that was being typed in that nobody had finished: what stands there is kept, and is to be looked at.
/// The sentence that says so.
pub(super) fn note_unfinished(report: &mut Report, found: &Found) -> Option<String> {
    let key = found.typing.as_ref().filter(|k| report.form().locate(k).is_some())?;
    let (name, value) = (report.form().cell_name(key), report.canonical(key).unwrap_or("未填".into()));
    let text = format!("程序关闭时正在输入这一格，没有输完，停在“{value}”；请核对");
    report.notes.push(Note::new(NoteKind::Doubtful, Place::Cells(vec![key.clone()]), text));
    // What there is room for in one line comes first.
    Some(format!("有一格没有输完，停在“{value}”，请核对：{name}。"))
}
