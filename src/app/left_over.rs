//! Work of a session that ended without being closed: how it differs from its document, taking it over,
//! throwing it away.

use super::differences::{self, Difference};
use super::job::{Job, Progress};
use super::session::Session;
use crate::report::document::Document;
use crate::store::recovery::{self, Found, Showing};
use crate::store::{Disk, project};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
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

/// The comparison of left-over work with the documents, made on a thread.
#[derive(Default)]
pub(super) struct Recovery {
    known: BTreeMap<PathBuf, Against>,
    job: Option<Job<Vec<(PathBuf, Against)>>>,
    begun: bool,
}

impl Session {
    /// Takes over a recovery copy; true if it is open now.
    pub fn restore(&mut self, found: &Found) -> bool {
        self.may_be_lost = None;
        let report = match recovery::read(&*self.disk, found) {
            Ok(r) => r,
            Err(e) => {
                self.tell_bad(e.to_string());
                return false;
            }
        };
        // The same copy goes on, so that there is no moment without one.
        let Some(copy) = recovery::Copy::adopt(&*self.disk, found) else {
            self.left_over.retain(|f| f != found);
            self.tell_bad("另一个窗口已经恢复了这一份。".into());
            return false;
        };
        self.let_go();
        self.message = None;
        let digest = found.base.clone().unwrap_or_default();
        let mut keeping = self.keep_with(found.document.clone(), digest, Ok(copy));
        if keeping.holder.take().is_some() {
            // Somebody works on the document meanwhile: this stays apart.
            self.question = None;
            keeping.let_go_of_file();
            self.tell("原来的文件正由别人编辑，恢复的内容成了另一份；请另存为一个新的名字。".into());
        } else if self.message.is_none() {
            self.tell("已恢复上次没有保存的内容，请检查后保存。".into());
        }
        self.show(Document::new(report), keeping);
        self.journal();
        self.left_over.retain(|f| f != found);
        self.taken_over = Some(TakenOver {
            copy: found.path.clone(),
            shown: BTreeSet::new(),
            showing: None,
            fell_at: found.fell_at,
        });
        self.left_alone = true;
        true
    }
    /// The part at whose showing the program ended, if the open report was taken over after that.
    pub fn fell_at(&self) -> Option<usize> {
        self.taken_over.as_ref()?.fell_at
    }
    /// This part is about to be shown: noted beside the copy until it went well.
    pub fn showing(&mut self, part: usize) {
        let Some(t) = &mut self.taken_over else { return };
        match &mut t.showing {
            _ if t.shown.contains(&part) => {}
            Some((now, passes, _)) if *now == part && *passes < SHOWN => *passes += 1,
            Some((now, _, note)) if *now == part => {
                if let Some(n) = note.take() {
                    n.end(&*self.disk);
                }
                t.shown.insert(part);
            }
            _ => {
                let note = Showing::begin(&*self.disk, &t.copy, part);
                let note = note.inspect_err(|e| log::warn!("no note of what is shown: {e}")).ok();
                t.showing = Some((part, 0, note));
            }
        }
    }
    /// Throws a recovery copy away.
    pub fn discard(&mut self, found: &Found) {
        recovery::discard(&*self.disk, found);
        self.left_over.retain(|f| f != found);
    }
    /// Whether there is some that the clerk has still to decide about.
    pub fn offers_left_over(&self) -> bool {
        !self.left_alone && !self.left_over.is_empty()
    }
    /// Leaves it for another time.
    pub fn leave_left_over(&mut self) {
        self.left_alone = true;
    }
    /// How left-over work differs from its document; `None` while that is not known yet.
    pub fn against(&self, found: &Found) -> Option<&Against> {
        self.recovery.known.get(&found.path)
    }
    /// Compares left-over work with the documents, on a thread: a share may be slow to answer.
    pub(super) fn compare_left_over(&mut self) -> Option<Duration> {
        const ASK_AGAIN: Duration = Duration::from_millis(60);
        if self.left_over.is_empty() {
            return None;
        }
        let r = &mut self.recovery;
        if !std::mem::replace(&mut r.begun, true) {
            let (disk, found) = (self.disk.clone(), self.left_over.clone());
            let work = move |_: &_| found.iter().map(|f| (f.path.clone(), against(&*disk, f))).collect();
            r.job = Some(Job::start("正在比较", work));
        }
        match r.job.as_ref().map(|j| j.poll(Duration::ZERO)) {
            Some(Progress::Going) => return Some(ASK_AGAIN),
            Some(Progress::Done(known)) => r.known = known.into_iter().collect(),
            Some(Progress::Died) | None => {}
        }
        r.job = None;
        None
    }
}

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
