//! What keeps the open document safe on the disk: saving, the journal, the lock beside the file, versions kept.
//! Others at the same file are `two_editors`, work left over by a crash is `left_over`.

use super::differences;
use super::merge;
use super::session::{Message, Session};
use super::ticks::Ticks;
use super::two_editors::Question;
use crate::report::edit::Edit;
use crate::report::{Report, Shared};
use crate::store::journal::Journal;
use crate::store::lock::{self, Holder, Lock, Taken};
use crate::store::recovery;
use crate::store::versions::{self, Version};
use crate::store::watch::Watch;
use crate::store::{MOST_BYTES, Wake, atomic, digest, project};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is told once a report stands in its file.
pub const SAVED: &str = "已保存。";

/// Where a document stands and what holds it there.
pub(super) struct Keeping {
    pub path: Option<PathBuf>,
    /// Files that it was made from: nothing is exported over them.
    pub sources: Vec<PathBuf>,
    /// Of the file as we know it; empty where there is to be none.
    pub digest: String,
    journal: Option<Journal>,
    pub watch: Option<Watch>,
    /// Who has it open, if not we: it is only read then.
    pub holder: Option<Holder>,
    /// The failure of the journal was told.
    told: bool,
}

impl Session {
    /// Called when something happens on the disk that the window should look at.
    pub fn set_wake(&mut self, wake: Wake) {
        self.wake = wake;
    }
    /// Who has the document open, if it is only read here.
    pub fn holder(&self) -> Option<&Holder> {
        self.open.as_ref()?.keeping.holder.as_ref()
    }

    /// Begins to keep a document that stands at `path` with that digest.
    pub(super) fn keep(&mut self, path: Option<PathBuf>, digest: String) -> Keeping {
        let copy = recovery::Copy::new(&*self.disk, &recovery::folder(&self.data));
        self.keep_with(path, digest, copy)
    }
    pub(super) fn keep_with(
        &mut self,
        path: Option<PathBuf>,
        digest: String,
        copy: Result<recovery::Copy, crate::store::StoreError>,
    ) -> Keeping {
        let journal = copy.and_then(|c| Journal::start(self.disk.clone(), c, self.wake.clone()));
        let mut keeping = Keeping { digest, ..Keeping::nothing() };
        match journal {
            Ok(j) => keeping.journal = Some(j),
            Err(e) => self.tell_bad(format!("不能建立恢复副本，请勤保存：{e}")),
        }
        if let Some(p) = path {
            match self.lock(&p, false) {
                Taken::Ours(l) => self.settle(&mut keeping, p, Some(l)),
                Taken::Nowhere => self.settle(&mut keeping, p, None),
                Taken::Theirs(h) => {
                    self.question = Some(Question::Locked(h.clone()));
                    keeping.holder = Some(h);
                    self.settle(&mut keeping, p, None);
                }
            }
        }
        keeping
    }
    pub(super) fn lock(&self, path: &Path, force: bool) -> Taken {
        lock::take(&*self.disk, path, &Holder::me(&*self.disk, &super::now()), force)
    }
    /// The document stands at `path` now, and others who write to it are noticed.
    pub(super) fn settle(&self, keeping: &mut Keeping, path: PathBuf, lock: Option<Lock>) {
        let (disk, digest) = (self.disk.clone(), keeping.digest.clone());
        keeping.watch = Some(Watch::start(disk, path.clone(), digest, lock, self.wake.clone()));
        keeping.path = Some(path);
    }
    /// At a clean end nothing stays but the document.
    pub(super) fn let_go(&mut self) {
        self.question = None;
        let Some(o) = &mut self.open else { return };
        if let Some(j) = o.keeping.journal.take() {
            j.close();
        }
        if let Some(l) = o.keeping.watch.take().and_then(Watch::end) {
            l.release(&*self.disk);
        }
    }

    /// Puts what has changed into the journal.
    pub(super) fn journal(&mut self) {
        let Some(o) = &self.open else { return };
        let Some(j) = &o.keeping.journal else { return };
        if !o.doc.is_changed() {
            return j.clear();
        }
        j.hold(recovery::Entry {
            report: o.doc.report().clone(),
            document: o.keeping.path.clone(),
            base: Some(o.keeping.digest.clone()),
            when: super::now(),
        });
    }
    /// Writes the recovery copy and lets go of it, as a crash would.
    pub(super) fn leave_copy(&mut self) {
        self.journal();
        if let Some(o) = &mut self.open {
            o.keeping.journal = None;
        }
    }
    /// Waits until the journal holds everything; false if it can't be written.
    pub fn flush_journal(&self, most: Duration) -> bool {
        let journal = self.open.as_ref().and_then(|o| o.keeping.journal.as_ref());
        journal.is_none_or(|j| j.flush(most))
    }

    /// Whether the document is only read here; says so.
    pub(super) fn refuses_to_write(&mut self) -> bool {
        let Some(h) = self.holder() else { return false };
        let text = format!("这份报告正由{}编辑，这里只能看；要改请用“另存为”存成另一份。", h.words());
        self.message = Some(Message { text, bad: true, file: None, elsewhere: true });
        true
    }

    /// Looks at what happened on the disk; how long until it is worth asking again.
    pub fn tick(&mut self) -> Option<Duration> {
        self.hear_journal();
        if let Some(seen) = self.open.as_ref().and_then(|o| o.keeping.watch.as_ref()?.seen()) {
            self.notice(seen);
        }
        self.compare_left_over()
    }
    fn hear_journal(&mut self) {
        let Some(o) = &mut self.open else { return };
        let error = o.keeping.journal.as_ref().and_then(Journal::error);
        let turned = error.is_some() && !o.keeping.told;
        o.keeping.told = error.is_some();
        if let Some(e) = error.filter(|_| turned) {
            let text = format!("恢复副本没有写成，修改还都在，请尽快保存：{e}");
            self.message = Some(Message { text, bad: true, file: None, elsewhere: true });
        }
    }

    pub(super) fn take_over(&mut self, name: &str, mine: &Report, theirs: &Report, ticks: &Ticks) {
        let merged = merge::merged(mine, theirs, ticks.chosen());
        if let Some(o) = &mut self.open
            && o.doc.apply(name, [Edit::Replace(Box::new(merged))])
        {
            self.journal();
        }
    }

    /// Saves where the document stands; false if it has no file yet, others wrote to it, or the write failed.
    pub fn save(&mut self) -> bool {
        if self.path().is_none() || self.refuses_to_write() || !self.look() {
            return false;
        }
        match self.path().map(Path::to_path_buf) {
            Some(p) => self.write(&p),
            None => false,
        }
    }

    /// Saves to `path`, which becomes the document's file.
    pub fn save_as(&mut self, path: &Path) -> bool {
        let real = |p: &Path| self.disk.resolve(&std::path::absolute(p).unwrap_or_else(|_| p.into())).ok();
        if self.path().is_some_and(|p| real(p) == real(path)) {
            return self.save();
        }
        let lock = match self.lock(path, false) {
            Taken::Ours(l) => Some(l),
            Taken::Nowhere => None,
            Taken::Theirs(h) => {
                let text =
                    format!("这个文件正由{}编辑，没有保存；请换一个名字：{}", h.words(), path.display());
                self.message = Some(Message { text, bad: true, file: None, elsewhere: true });
                return false;
            }
        };
        if !self.write(path) {
            if let Some(l) = lock {
                l.release(&*self.disk);
            }
            return false;
        }
        self.question = None;
        let Some(o) = &mut self.open else { return false };
        let mut keeping = std::mem::replace(&mut o.keeping, Keeping::nothing());
        if let Some(l) = keeping.watch.take().and_then(Watch::end) {
            l.release(&*self.disk);
        }
        keeping.holder = None;
        self.settle(&mut keeping, path.to_path_buf(), lock);
        if let Some(o) = &mut self.open {
            o.keeping = keeping;
        }
        true
    }

    fn write(&mut self, path: &Path) -> bool {
        let Some(report) = self.report().cloned() else { return false };
        let before = self.keep_version_before(path);
        let done = project::encode(&report)
            .and_then(|text| atomic::replace(&*self.disk, path, text.as_bytes()).map(|()| text));
        let text = match done {
            Ok(t) => t,
            Err(e) => {
                self.message = Some(Message { text: e.to_string(), bad: true, file: None, elsewhere: true });
                return false;
            }
        };
        let moment = super::moment(std::time::SystemTime::now());
        let kept =
            before.and_then(|()| versions::keep(&*self.disk, &self.data, path, text.as_bytes(), &moment));
        if let Some(o) = &mut self.open {
            o.doc.mark_saved(report);
            o.keeping.know(digest(text.as_bytes()));
        }
        self.journal();
        self.settings.opened(path);
        self.keep_settings();
        match kept {
            Ok(()) => self.tell(SAVED.into()),
            Err(e) => self.tell(format!("已保存，但是没有留成以前的版本：{e}")),
        }
        true
    }
    /// What a save replaces is kept too: it may be somebody else's work.
    fn keep_version_before(&self, path: &Path) -> Result<(), crate::store::StoreError> {
        let Ok(bytes) = self.disk.read(path, MOST_BYTES) else { return Ok(()) };
        if !project::is_project(&bytes) {
            return Ok(());
        }
        let modified = self.disk.stamp(path).ok().and_then(|s| s.modified);
        let when = super::moment(modified.unwrap_or(std::time::UNIX_EPOCH));
        versions::keep(&*self.disk, &self.data, path, &bytes, &when)
    }

    /// Versions kept of the open document, newest first.
    pub fn versions(&self) -> Vec<Version> {
        self.path().map(|p| versions::list(&*self.disk, &self.data, p)).unwrap_or_default()
    }
    /// Reads a version; a sentence where it can't be read.
    pub fn read_version(&self, version: &Version) -> Result<Shared, String> {
        versions::read(&*self.disk, version).map(Shared::new).map_err(|e| e.to_string())
    }
    /// Takes over what is ticked of a version, as one step that can be undone.
    pub fn restore_version(&mut self, theirs: &Report, ticks: &Ticks) {
        if self.refuses_to_write() {
            return;
        }
        let Some(mine) = self.report().cloned() else { return };
        if !ticks.is_of(&differences::between(&mine, theirs)) {
            return self.tell_bad("报告刚才有改动，没有恢复；请再打开“以前的版本”看一遍。".into());
        }
        self.take_over("恢复以前的版本", &mine, theirs, ticks);
        self.tell("已恢复选中的内容，可以撤销；请看过再保存。".into());
    }
}

impl Keeping {
    pub(super) fn nothing() -> Keeping {
        Keeping {
            path: None,
            sources: Vec::new(),
            digest: String::new(),
            journal: None,
            watch: None,
            holder: None,
            told: false,
        }
    }
    /// The document has no file any more.
    pub(super) fn let_go_of_file(&mut self) {
        (self.path, self.watch, self.digest) = (None, None, String::new());
    }
    pub(super) fn know(&mut self, digest: String) {
        if let Some(w) = &self.watch {
            w.know(&digest);
        }
        self.digest = digest;
    }
}
