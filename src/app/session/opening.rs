//! Which report is open: another one in its place, and letting go of it.

use super::Session;
use crate::app::file_name;
use crate::app::keeping::Keeping;
use crate::app::message::Message;
use crate::app::open_report::OpenReport;
use crate::app::sample;
use crate::report::Report;
use crate::report::document::Document;
use crate::store::project;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a disk that doesn't answer may hold up the end of the program.
const PATIENCE: Duration = Duration::from_secs(2);

impl Session {
    /// The number of what is open, or of nothing being open: what is asked for or begun carries it, and so it is known
    /// where the answer is about another one.
    pub fn number(&self) -> u64 {
        self.number
    }
    /// What the title bar says.
    pub fn title(&self) -> String {
        let name = self.path().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
        let (unnamed, holder) = match (&self.open, &self.collection) {
            (Some(o), _) => (file_name::of_report(Some(o.report()), project::FORMAT.extension()), o.holder()),
            (None, Some(c)) => (c.collection().title(), c.holder()),
            (None, None) => return "公开年报".into(),
        };
        let name = name.unwrap_or(unnamed);
        let state = match (holder, self.is_changed()) {
            (Some(_), _) => "（只读）",
            (None, true) => " ● 未保存",
            (None, false) => "",
        };
        format!("{name}{state} — 公开年报")
    }
    pub(super) fn place(&mut self, doc: Document, keeping: Keeping) {
        let source = self.collection.as_ref().filter(|c| c.collection().is_source_of(doc.report()));
        let behind = source.and_then(|c| c.path()).map(Path::to_path_buf);
        self.let_go(false);
        self.may_be_lost = None;
        let mut open = OpenReport::new(doc, keeping);
        open.behind = behind;
        self.open = Some(open);
    }
    /// Lets go of the open report; what is being saved of it, and what is to stay of it, outlives it.
    pub(super) fn let_go(&mut self, copy_stays: bool) {
        self.describe();
        self.number = self.number.wrapping_add(1);
        self.leaving.retain(|l| !l.is_done(Duration::ZERO));
        self.seeing = None;
        if let Some(collection) = self.collection.take() {
            self.leaving.push(collection.leave(&self.desk, copy_stays));
        }
        let Some(open) = self.open.take() else { return };
        let copy_stays = copy_stays || open.saving().is_some();
        self.leaving.push(open.leave(&self.desk, copy_stays));
    }
    pub(super) fn place_new(&mut self, doc: Document) {
        let keeping = Keeping::new(&self.desk, Keeping::place(&self.desk));
        self.place(doc, keeping);
    }
    /// Begins an empty report.
    pub fn new_report(&mut self, year: u16, office: &str) {
        self.show_opened(Report::new(year, office));
    }
    /// Opens a report that stands in no file.
    pub fn show_opened(&mut self, report: Report) {
        self.place_new(Document::opened(report));
    }
    /// Opens the invented sample.
    pub fn open_sample(&mut self) {
        self.show_opened(sample::report());
        self.tell(Message::good("这是一份虚构的样例，可以随意试用。"));
    }
    /// Answers a lock of somebody else: goes on with a copy of one's own.
    pub fn copy_apart(&mut self) {
        let Some(report) = self.report().cloned() else { return };
        self.place_new(Document::new((*report).clone()));
        self.open.iter().for_each(OpenReport::journal);
        self.tell(Message::good("这是另一份，和原来的文件没有关系；请另存为一个新的名字。"));
    }

    /// Remembers with the recent files how the open report stands, where that is how the file does.
    pub(super) fn describe(&mut self) {
        if let Some(c) = &self.collection {
            let Some(file) = c.path().map(Path::to_path_buf) else { return };
            let words = format!("{} · {}", c.known().head_count.words(), c.collection().title());
            return self.desk.note(move |s| s.describe(&file, words.clone()));
        }
        let state = match self.is_changed() {
            true => String::new(),
            false => format!("{} · ", self.derived().progress().1),
        };
        let Some(o) = &self.open else { return };
        let Some(file) = o.path().map(Path::to_path_buf) else { return };
        let words = format!("{state}{}年 {}", o.report().year, o.report().office.name.trim());
        self.desk.note(move |s| s.describe(&file, words.clone()));
    }
    /// Closes the open report; what was not saved is gone. The collection that it was made of comes again.
    pub fn close_report(&mut self) -> Option<PathBuf> {
        let behind = self.open.as_mut().and_then(|o| o.behind.take());
        self.let_go(false);
        (self.message, self.may_be_lost) = (None, None);
        behind
    }
    /// Lets go of the document at the end; what was not saved is gone, but what is being saved stays in its copy.
    pub fn close(&mut self) {
        self.let_go(false);
        self.outlast(PATIENCE);
    }
    /// The window is gone, asked or not: what was not saved stays in the recovery copy.
    pub fn leave(&mut self) {
        self.let_go(true);
        self.desk.keep();
        self.outlast(PATIENCE);
    }
    /// Waits until what was let go of is gone from the disk, but no longer than `most`.
    pub(super) fn outlast(&mut self, most: Duration) {
        let end = Instant::now() + most;
        for l in std::mem::take(&mut self.leaving) {
            if !l.is_done(end.saturating_duration_since(Instant::now())) {
                log::warn!("a file is let go of by a disk that does not answer");
            }
        }
        self.desk.flush_settings(end.saturating_duration_since(Instant::now()));
    }
}

/// Who drops a session without closing it leaves lock and copy as a crash does, but no thread that still holds them.
impl Drop for Session {
    fn drop(&mut self) {
        if let Some(w) = self.open.as_mut().and_then(|o| o.keeping.watch.take()) {
            w.abandon(PATIENCE);
        }
    }
}
