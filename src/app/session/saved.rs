//! Where the document stands, asking for a save, and telling the clerk what came of it.

use super::Session;
use crate::app::message::Message;
use crate::app::now;
use crate::app::open_report::{Begun, OpenReport};
use crate::app::saving::{self, SaveOutcome, Saving};
use crate::app::sent_out::SentOut;
use crate::report::Shared;
use crate::store::StoreError;
use crate::store::lock::NoLock;
use crate::store::path_text;
use crate::store::watch::Seen;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is told once a report stands in its file.
pub const SAVED: &str = "已保存。";

/// What came of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The file holds the report as it stood when the save was asked for.
    Written,
    /// It does not; it was told why.
    Refused,
}

impl Session {
    /// The folder that files are asked for in: the document's, that of what it was made from, the one used last;
    /// for a sheet about `other`, its own.
    pub fn folder(&self, other: bool) -> Option<&Path> {
        let other = self.other.as_ref().filter(|_| other).map(|o| o.path.as_path());
        let mut own = self.open.iter().flat_map(OpenReport::sources).map(PathBuf::as_path);
        let used = || self.settings().recent().next().map(|(file, _)| file);
        other.or_else(|| own.next()).or_else(used).and_then(Path::parent)
    }
    /// Whether it was begun from last year's report and has not been saved yet.
    pub fn is_begun(&self) -> bool {
        let begun = |o: &OpenReport| o.path().is_none() && o.sources().next().is_some();
        self.open.as_ref().is_some_and(|o| o.report().predecessor.is_some() && begun(o))
    }
    /// The save that is going on.
    pub fn saving(&self) -> Option<&Saving> {
        self.open.as_ref()?.saving()
    }
    /// Begins to save where the document stands; not if it has no file yet, or is only read here.
    pub fn save(&mut self) {
        let Some(o) = &mut self.open else { return self.save_collection(None) };
        let begun = o.save(&self.desk);
        self.tell_begun(begun);
    }
    /// Begins to save to `path`, which becomes the document's file.
    pub fn save_as(&mut self, path: &Path) {
        let Some(o) = &mut self.open else { return self.save_collection(Some(path)) };
        let begun = o.save_as(&self.desk, path);
        self.tell_begun(begun);
    }
    fn tell_begun(&mut self, begun: Begun) {
        match begun {
            // What was told of the last save is no news beside this one.
            Begun::Going | Begun::Queued => drop(self.message.take_if(|m| m.text == SAVED || m.elsewhere)),
            Begun::ReadOnly(h) => self.refuse(&h),
            Begun::NoFile => {}
        }
    }

    /// Takes what came of a save, if that is known within `wait`; nothing while what was asked for again meanwhile
    /// is still to be saved.
    pub fn take_saved(&mut self, wait: Duration) -> Option<Saved> {
        let (save, outcome) = self.open.as_mut()?.next_saved(wait)?;
        let saved = self.take_outcome(&save, outcome);
        let again = save.again && saved != Some(Saved::Refused) && self.is_changed();
        if again && let Some(o) = &mut self.open {
            o.save_as(&self.desk, &save.path);
            return None;
        }
        saved
    }

    fn take_outcome(&mut self, save: &Saving, outcome: SaveOutcome) -> Option<Saved> {
        let o = self.open.as_mut()?;
        let here = o.path() == Some(&save.path);
        match outcome {
            // What was put aside went to a file that is not the document's any more.
            SaveOutcome::Written { .. } if save.aside && !here => return None,
            SaveOutcome::Written { digest, version, moved } => {
                let no_lock = o.take_saved(&self.desk, save, digest, moved.filter(|_| !here));
                self.desk.opened(&save.path);
                self.describe();
                self.remember_sent();
                self.desk.keep();
                self.tell_written(version.err(), no_lock);
                return Some(Saved::Written);
            }
            SaveOutcome::CalledOff => return None,
            _ if save.aside => return None,
            SaveOutcome::Changed(theirs) => self.notice(Seen::Changed(theirs)),
            SaveOutcome::Held(h) if here => self.refuse(&h),
            SaveOutcome::Held(h) => self.tell(Message::elsewhere(format!(
                "这个文件正由{}编辑，没有保存；请换一个名字：{}",
                h.words(),
                save.path.display()
            ))),
            SaveOutcome::Failed(e) => self.tell(Message::elsewhere(e.to_string())),
            SaveOutcome::Died => self.tell(Message::elsewhere(format!(
                "保存时程序自己出了错，没有保存，内容都在；请用“另存为”再存一份：{}",
                save.path.display()
            ))),
        }
        Some(Saved::Refused)
    }
    fn tell_written(&mut self, no_version: Option<StoreError>, no_lock: Option<NoLock>) {
        let words = match (no_version, self.is_changed()) {
            (Some(e), _) => saving::without_version(&e) + "。",
            (None, true) => "已保存；开始保存以后的修改还没有存。".into(),
            (None, false) => SAVED.into(),
        };
        let more = no_lock.map(|why| why.warning()).unwrap_or_default();
        self.tell(Message::good(words + &more));
    }

    /// What was made of the open report, with the digests of the documents; the last of each file.
    pub(super) fn went_out(
        &mut self,
        documents: impl IntoIterator<Item = Option<(PathBuf, String)>>,
        report: Shared,
    ) {
        if let Some(o) = &mut self.open {
            for document in documents {
                let file = document.as_ref().map(|(file, _)| file);
                o.sent.retain(|s| s.file.as_ref() != file);
                o.sent.push(SentOut::new(document, now(), report.clone()));
            }
        }
        self.remember_sent();
        self.desk.keep();
    }
    /// Remembers with the report's file what was made of it; is kept with the next.
    fn remember_sent(&mut self) {
        let Some(o) = &mut self.open else { return };
        let Some(of) = o.path().and_then(path_text::text).filter(|of| !of.is_empty()) else { return };
        if !o.document().is_changed() {
            let (report, digest) = (o.report().clone(), o.keeping.digest.clone());
            o.sent.iter_mut().for_each(|s| s.stands_in_file(&report, &digest));
        }
        let notes: Vec<_> = o.sent.iter().map(|s| s.note(&of)).collect();
        if !notes.is_empty() {
            self.desk.note(move |s| s.keep_sent(&of, &notes));
        }
    }
}
