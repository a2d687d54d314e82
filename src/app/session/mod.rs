//! One window's work, put together of its parts: the desk, the open report, what is being done on threads, what is
//! looked at beside it. The parts say what came of what they were asked; here it becomes what the clerk is told. A
//! file that can't be opened leaves the open document untouched, and nothing waits for a disk.

mod arriving;
mod beginning;
mod collecting;
mod collecting_out;
mod many;
mod opening;
mod other_report;
mod recovery;
pub mod saved;
mod shared_file;
mod styles;

use super::change_told::StepExtent;
use super::derived::Derived;
use super::desk::Desk;
use super::foreground::{Inquiry, Work};
use super::job::Job;
use super::keeping::Leaving;
use super::message::Message;
use super::open_collection::OpenCollection;
use super::open_report::{EditOutcome, OpenReport};
use super::other_report::OtherReport;
use super::previewing::{Preview, Wanted};
use super::reading::Ready;
use super::recovery::LeftOver;
use super::report_update::Update;
use super::shared_file::Question;
use crate::checks::{Finding, Level};
use crate::collect::unit_row::FilesSeen;
use crate::print::{Printers, Programs};
use crate::report::document::Document;
use crate::report::edit::{Edit, Spot};
use crate::report::last_years_text::Stale;
use crate::report::{Date, Shared, unseen};
use crate::store::lock::Holder;
use crate::store::settings::Settings;
use crate::store::{Disk, Wake};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// See the module.
pub struct Session {
    desk: Desk,
    open: Option<OpenReport>,
    /// In place of the report.
    collection: Option<OpenCollection>,
    /// Of what is open: another one has another number.
    number: u64,
    /// Of a report made of the collection, waiting for the clerk to have seen it.
    update: Option<Update>,
    /// The look at the files of the collection.
    seeing: Option<Job<FilesSeen>>,
    /// What follows from no report.
    nothing: Arc<Derived>,
    /// The pages of no report.
    blank: Preview,
    message: Option<Message>,
    /// Somebody else's report being looked at.
    other: Option<OtherReport>,
    work: Option<Work>,
    printers: Inquiry<Printers>,
    families: Inquiry<Vec<String>>,
    /// Files being let go of.
    leaving: Vec<Leaving>,
    /// Read, and waiting for the clerk to have looked at the notes.
    review: Option<Ready>,
    /// The revision of the open document that the clerk lets be lost, once, for what is being read.
    may_be_lost: Option<u64>,
    left_over: LeftOver,
}

impl Session {
    /// A session with nothing open; the program keeps its own things in `data`.
    pub fn new(disk: Arc<dyn Disk>, data: PathBuf, today: Option<Date>) -> Session {
        let left_over = LeftOver::find(&*disk, &data);
        let (desk, told) = Desk::new(disk, data, today);
        Session {
            desk,
            open: None,
            collection: None,
            number: 0,
            update: None,
            seeing: None,
            nothing: Arc::default(),
            blank: Preview::default(),
            message: told.map(Message::bad),
            other: None,
            work: None,
            printers: Inquiry::default(),
            families: Inquiry::default(),
            leaving: Vec::new(),
            review: None,
            may_be_lost: None,
            left_over,
        }
    }

    /// What is true whatever is open.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
    pub fn settings(&self) -> &Settings {
        self.desk.settings()
    }
    /// Changes the settings and remembers them.
    pub fn set(&mut self, change: impl Fn(&mut Settings) + Send + 'static) {
        self.desk.set(change);
    }
    /// Changes what is remembered when the window goes.
    pub fn note(&mut self, change: impl Fn(&mut Settings) + Send + 'static) {
        self.desk.note(change);
    }
    /// Called when something happens on the disk that the window should look at.
    pub fn set_wake(&mut self, wake: Wake) {
        self.desk.wake = wake;
    }
    /// Other programs in place of the system's.
    pub fn set_programs(&mut self, programs: Arc<dyn Programs>) {
        self.desk.programs = programs;
    }
    /// The day the checks go by.
    pub fn today(&self) -> Option<Date> {
        self.desk.today
    }

    /// The open report with its file.
    pub fn open(&self) -> Option<&OpenReport> {
        self.open.as_ref()
    }
    /// The open document.
    pub fn document(&self) -> Option<&Document> {
        self.open.as_ref().map(OpenReport::document)
    }
    /// The report as it stands.
    pub fn report(&self) -> Option<&Shared> {
        self.document().map(Document::report)
    }
    /// Where the document was saved.
    pub fn path(&self) -> Option<&Path> {
        match &self.open {
            Some(o) => o.path(),
            None => self.collection.as_ref()?.path(),
        }
    }
    /// Who has the document open, if it is only read here.
    pub fn holder(&self) -> Option<&Holder> {
        self.open.as_ref()?.holder()
    }
    /// What the clerk has to decide about the document's file.
    pub fn question(&self) -> Option<&Question> {
        self.open.as_ref()?.question()
    }
    /// Whether something would be lost.
    pub fn is_changed(&self) -> bool {
        self.document().is_some_and(Document::is_changed)
            || self.collection.as_ref().is_some_and(|c| c.work().is_changed())
    }
    /// The clerk goes on without saving; what was not saved is gone only when the next document is there.
    pub fn let_be_lost(&mut self) {
        self.may_be_lost = self.revision();
    }
    /// Whether the clerk was asked about the document as it stands.
    pub fn may_be_lost(&self) -> bool {
        self.may_be_lost.is_some() && self.may_be_lost == self.revision()
    }
    /// Grows with every change of what is open.
    pub fn revision(&self) -> Option<u64> {
        let of_collection = || self.collection.as_ref().map(|c| c.work().revision());
        self.document().map(Document::revision).or_else(of_collection)
    }

    /// What the clerk is told.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }
    pub fn tell(&mut self, message: impl Into<Message>) {
        self.message = Some(message.into());
    }
    /// The clerk has read it.
    pub fn take_message(&mut self) -> Option<Message> {
        self.message.take()
    }
    /// What went well before is no news beside what is being done now.
    fn forget_news(&mut self) {
        drop(self.message.take_if(|m| m.amiss != Some(Level::Error)));
    }
    /// The work going on.
    pub fn work(&self) -> Option<&Work> {
        self.work.as_ref()
    }
    /// Whether something is being written that must not be cut off.
    pub fn is_writing(&self) -> bool {
        self.work.as_ref().is_some_and(|w| w.writes)
    }

    /// What follows from the report as it stands; worked out again only after a change.
    pub fn derived(&mut self) -> Arc<Derived> {
        let Some(o) = &mut self.open else { return self.nothing.clone() };
        let fine = o.work_out(self.desk.today);
        let known = o.known().clone();
        if !fine {
            let words =
                "审核时程序自己出了错，列着的是改这一步以前的结果；可以按“撤销”（Ctrl+Z）回到前一步。";
            self.tell(Message::bad(words));
        }
        known
    }
    /// Findings of the report as it stands.
    pub fn findings(&mut self) -> Arc<Vec<Finding>> {
        self.derived().findings.clone()
    }
    /// What follows from the report, as of the last frame.
    pub fn known(&self) -> &Derived {
        self.open.as_ref().map_or(&self.nothing, |o| o.known())
    }
    /// Sentences of last year's, as of the last frame.
    pub fn stale(&self) -> &[Stale] {
        &self.known().stale
    }
    /// The pages, kept up on a thread with the report and with what is shown of it; and how long until it is
    /// worth asking again.
    pub fn preview(&mut self, shown: &[Wanted], now: Instant) -> (&mut Preview, Option<Duration>) {
        let faces = self.desk.faces();
        match &mut self.open {
            Some(o) => o.preview(&faces, shown, now),
            None => (&mut self.blank, None),
        }
    }
    /// Lets go of the pages; they are made when they are next wanted.
    pub fn end_preview(&mut self) {
        self.open.iter_mut().for_each(OpenReport::end_preview);
    }

    /// Carries out edits as one step.
    pub fn apply(&mut self, name: &str, group: Option<&str>, edits: impl IntoIterator<Item = Edit>) {
        let Some(o) = &mut self.open else { return };
        let (edits, before) = (edits.into_iter().collect::<Vec<Edit>>(), o.report().clone());
        match o.apply(name, group, edits.iter().cloned()) {
            EditOutcome::Applied(done) => {
                // What is typed is seen where it is.
                let much = (done.changed && group.is_none())
                    .then(|| StepExtent::of(&edits, &before, o.report()).sentence(name));
                if done.changed {
                    self.forget_news();
                }
                much.flatten().into_iter().for_each(|said| self.tell(said));
                if done.unseen {
                    self.tell(Message::good(format!("{}。", unseen::TAKEN_OUT)));
                }
            }
            EditOutcome::ReadOnly(h) => self.refuse(&h),
            EditOutcome::TooHeavy(heavy) => self.tell(Message::bad(heavy.sentence())),
        }
    }
    /// The document is only read here.
    fn refuse(&mut self, holder: &Holder) {
        let who = holder.words();
        self.tell(Message::elsewhere(format!(
            "这份报告正由{who}编辑，这里只能看；要改请用“另存为”存成另一份。"
        )));
    }
    /// The next keystroke begins a new step.
    pub fn end_group(&mut self) {
        if let Some(o) = &mut self.open {
            o.doc.end_group();
        }
    }
    /// Takes the last step back; where it was.
    pub fn undo(&mut self) -> Option<Spot> {
        self.forget_news();
        self.collection.iter_mut().for_each(OpenCollection::undo);
        self.open.as_mut()?.undo()
    }
    /// Brings it again; where it is.
    pub fn redo(&mut self) -> Option<Spot> {
        self.forget_news();
        self.collection.iter_mut().for_each(OpenCollection::redo);
        self.open.as_mut()?.redo()
    }

    /// Waits until the journal holds everything; false if it can't be written.
    pub fn flush_journal(&self, most: Duration) -> bool {
        let journal = self.open.as_ref().and_then(|o| o.keeping.journal.as_ref());
        let collection = self.collection.as_ref().is_none_or(|c| c.flush_journal(most));
        journal.is_none_or(|j| j.flush(most)) && collection
    }
}
