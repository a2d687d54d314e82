//! Work of a session that ended without being closed: how it differs from its document, taking it over,
//! throwing it away.

use super::desk::Desk;
use super::differences::{self, Difference};
use super::job::{Job, Progress};
use super::keeping::{ClaimedFile, Keeping, LockClaim};
use super::message::Message;
use super::session::Session;
use crate::report::Report;
use crate::report::document::Document;
use crate::store::journal::CopyPlace;
use crate::store::recovery::{self, Found, Showing};
use crate::store::{Disk, project};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How left-over work differs from its document.
#[derive(Clone, Debug)]
pub enum Against {
    /// The document can't be read, or was never saved: a sentence.
    Nothing(String),
    Differences(Vec<Difference>),
}

/// A report taken over from a copy: which parts of it were shown since.
pub(super) struct TakenOver {
    copy: PathBuf,
    shown: BTreeSet<usize>,
    /// Shown for the first time just now, so many passes ago.
    showing: Option<(usize, u8, Option<Showing>)>,
    /// The part at which the program ended.
    fell_at: Option<usize>,
}

/// Passes after which a part was shown.
const SHOWN: u8 = 3;

/// Left-over work that the clerk has not decided about, and how it differs from the documents.
#[derive(Default)]
pub(super) struct LeftOver {
    found: Vec<Found>,
    /// The clerk left it for another time, or took one of it over.
    left_alone: bool,
    known: BTreeMap<PathBuf, Against>,
    job: Option<Job<Vec<(PathBuf, Against)>>>,
    begun: bool,
}

impl LeftOver {
    pub fn find(disk: &dyn Disk, data: &Path) -> LeftOver {
        LeftOver { found: recovery::left_over(disk, &recovery::folder(data)), ..LeftOver::default() }
    }
    fn forget(&mut self, found: &Found) {
        self.found.retain(|f| f != found);
    }
    /// Compares it with the documents, on a thread: a share may be slow to answer.
    pub fn compare(&mut self, desk: &Desk) -> Option<Duration> {
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
    fn of(found: &Found) -> TakenOver {
        let (copy, fell_at) = (found.path.clone(), found.fell_at);
        TakenOver { copy, shown: BTreeSet::new(), showing: None, fell_at }
    }
}

impl Session {
    /// Work of a session that ended without being closed.
    pub fn left_over(&self) -> &[Found] {
        &self.left_over.found
    }
    /// Goes on with work left over, in its own copy.
    pub(super) fn go_on_with(
        &mut self,
        report: Report,
        found: Found,
        copy: recovery::Copy,
        file: Option<ClaimedFile>,
    ) {
        let keeping = Keeping::new(&self.desk, CopyPlace::Held(copy));
        self.place(Document::new(report), keeping);
        let Some(o) = &mut self.open else { return };
        let words = match file {
            // Somebody works on the document meanwhile: this stays apart.
            Some(ClaimedFile { claim: LockClaim::Theirs(_), .. }) => {
                "原来的文件正由别人编辑，恢复的内容成了另一份；请另存为一个新的名字。".to_string()
            }
            Some(file) => {
                o.keeping.digest = found.base.clone().unwrap_or_default();
                match o.hold_file(&self.desk, file) {
                    Some(why) => format!("{RESTORED}{}", why.warning()),
                    None => RESTORED.into(),
                }
            }
            None => RESTORED.into(),
        };
        o.taken_over = Some(TakenOver::of(&found));
        o.journal();
        self.left_over.forget(&found);
        self.left_over.left_alone = true;
        self.tell(Message::good(words));
    }
    /// The part at whose showing the program ended, if the open report was taken over after that.
    pub fn fell_at(&self) -> Option<usize> {
        self.open.as_ref()?.taken_over.as_ref()?.fell_at
    }
    /// This part is about to be shown: noted beside the copy until it went well. The note has to be on the disk
    /// before, so this is the one write that a frame waits for; it goes to the program's own folder, after a
    /// recovery only, once a part.
    pub fn showing(&mut self, part: usize) {
        let disk = &*self.desk.disk;
        let Some(t) = self.open.as_mut().and_then(|o| o.taken_over.as_mut()) else { return };
        match &mut t.showing {
            _ if t.shown.contains(&part) => {}
            Some((now, passes, _)) if *now == part && *passes < SHOWN => *passes += 1,
            Some((now, _, note)) if *now == part => {
                if let Some(n) = note.take() {
                    n.end(disk);
                }
                t.shown.insert(part);
            }
            _ => {
                let note = Showing::begin(disk, &t.copy, part);
                let note = note.inspect_err(|e| log::warn!("no note of what is shown: {e}")).ok();
                t.showing = Some((part, 0, note));
            }
        }
    }
    /// Throws a recovery copy away.
    pub fn discard(&mut self, found: &Found) {
        let (disk, gone) = (self.desk.disk.clone(), found.clone());
        drop(Job::<(), ()>::start("正在清理", move |_| recovery::discard(&*disk, &gone)));
        self.left_over.forget(found);
    }
    /// Whether there is some that the clerk has still to decide about.
    pub fn offers_left_over(&self) -> bool {
        !self.left_over.left_alone && !self.left_over.found.is_empty()
    }
    /// Leaves it for another time.
    pub fn leave_left_over(&mut self) {
        self.left_over.left_alone = true;
    }
    /// How left-over work differs from its document; `None` while that is not known yet.
    pub fn against(&self, found: &Found) -> Option<&Against> {
        self.left_over.known.get(&found.path)
    }
}

const RESTORED: &str = "已恢复上次没有保存的内容，请检查后保存。";

fn against(disk: &dyn Disk, found: &Found) -> Against {
    let mine = match recovery::read(disk, found) {
        Ok(r) => r,
        Err(e) => return Against::Nothing(e.to_string()),
    };
    let Some(path) = &found.document else {
        return Against::Nothing("内容只有这一份，恢复以后请另存为文件".into());
    };
    match project::load(disk, path) {
        Ok(theirs) => Against::Differences(differences::between(&theirs, &mine)),
        Err(_) => Against::Nothing("原来的文件现在打不开，只有这一份".into()),
    }
}
