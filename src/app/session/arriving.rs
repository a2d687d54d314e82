//! What came of work and of saves, taken in when it is known and told to the clerk.

use super::Session;
use crate::app::arrived::Arrived;
use crate::app::claim::{ClaimedFile, LockClaim};
use crate::app::desk::Desk;
use crate::app::exporting::Sent;
use crate::app::foreground::{End, OfAnother, WorkState};
use crate::app::keeping::Keeping;
use crate::app::message::Message;
use crate::app::open_report::OpenReport;
use crate::app::other_report::OtherReport;
use crate::app::reading::{OpenAs, Purpose, Reading, Ready};
use crate::app::shared_file::Question;
use crate::checks::Level;
use crate::form::table::CellKey;
use crate::report::document::Document;
use crate::report::edit::Edit;
use crate::report::text::Para;
use crate::report::{Part, Report};
use crate::store::lock::NoLock;
use std::path::{Path, PathBuf};
use std::time::Duration;

impl Session {
    /// Takes what came of the work, if it comes within `wait`.
    pub fn arrive(&mut self, wait: Duration) -> Arrived {
        let Some(work) = &mut self.work else { return Arrived::Nothing };
        let end = match work.stands(wait) {
            WorkState::Going => return Arrived::Nothing,
            WorkState::Ended(end) => Ok(end),
            WorkState::Died(name) => Err(name),
        };
        let same = work.of == self.number;
        self.work = None;
        match end {
            Ok(end) if same => self.take_end(end),
            Ok(end) => self.take_of_another(end),
            Err(name) => self.fail(format!("{name}时出了意外，没有做完；打开的报告没有改动，请再试一次")),
        }
    }

    /// What was begun for one that is open no more: it changes nothing of the one that is.
    fn take_of_another(&mut self, end: End) -> Arrived {
        match end.of_another() {
            OfAnother::Holds(end) => self.take_end(end),
            OfAnother::Told(told) => {
                let went_well = told.amiss.is_none();
                self.tell(told);
                if went_well { Arrived::Done } else { Arrived::Failed }
            }
        }
    }

    fn take_end(&mut self, end: End) -> Arrived {
        match end {
            End::Read(Ok(ready)) => self.take_read(*ready),
            End::WhichSheet(asked) => Arrived::WhichSheet(asked),
            // A sheet about findings may be about somebody else's report.
            End::Sent(path, Ok(sent)) => self.take_sent(path, &sent, None),
            End::Exported(path, report, Ok(sent)) => {
                self.went_out([Some((path.clone(), sent.digest.clone()))], report);
                let unseen = self.unseen();
                self.take_sent(path, &sent, unseen)
            }
            End::Many(Ok(batch)) => Arrived::Many(batch),
            End::Published(report, Ok(batch)) => {
                if batch.outcomes.iter().all(|o| o.result.is_ok()) {
                    self.went_out([Some((batch.folder.clone(), String::new()))], report);
                }
                Arrived::Many(batch)
            }
            End::Audited(Ok(table)) => Arrived::Audited(table),
            End::Published(_, Err(e)) | End::Audited(Err(e)) => self.fail(e.to_string()),
            End::Printed(report, Ok(words)) => {
                self.went_out([None], report);
                let words: String = std::iter::once(words).chain(self.unseen()).collect();
                self.tell(Message::good(words));
                Arrived::Done
            }
            End::Finished(done) => self.take_finished(&done),
            End::Faces(choice, fonts, found) => {
                let (others, words) = self.desk.take_faces(choice, fonts, &found);
                if others {
                    self.end_preview();
                }
                self.tell(Message::good(words));
                Arrived::Done
            }
            End::Picture { part, paragraph, picture: Ok((bytes, caption)) } => {
                self.take_picture(part, paragraph, Para::picture(bytes, caption));
                Arrived::Done
            }
            End::Versions(list) => Arrived::Versions(list),
            End::Version(read) => Arrived::Version(read),
            End::Lock(file) => {
                self.take_claim(file);
                Arrived::Done
            }
            End::Stands(path, stands) => Arrived::Stands(path, stands),
            End::Style(end) => self.take_style(end),
            End::Called(true) => Arrived::Done,
            End::Called(false) => self.fail("那个窗口没有回应，请在任务栏里找它；这里只能看。".into()),
            End::Collection(Ok(read)) => self.take_collection(*read),
            End::Collection(Err(e)) => self.fail(e.to_string()),
            End::CollectionLeft(Ok(left)) => self.go_on_with_collection(*left),
            End::CollectionSaved(saved) => self.take_collection_saved(*saved),
            End::Taken(read) => self.take_taken(read),
            End::Rows(read) => read.map_or_else(|e| self.fail(e.to_string()), Arrived::Rows),
            End::SumsReport(report) => self.take_report_of_collection(*report),
            End::Update(read) => self.take_update(read),
            End::SentBack(folder, Ok(sent)) => self.take_sent_back(folder, sent),
            End::SentBack(_, Err(e)) => self.fail(e.to_string()),
            End::Own(read) => self.take_own(read),
            End::Read(Err(e)) | End::CollectionLeft(Err(e)) => self.fail(e.to_string()),
            End::Sent(_, Err(e)) | End::Exported(_, _, Err(e)) | End::Many(Err(e)) => {
                self.fail(e.to_string())
            }
            End::Printed(_, Err(e)) => self.fail(e.to_string()),
            End::Picture { picture: Err(e), .. } => self.fail(e.to_string()),
        }
    }

    /// Nothing came of it: the open document stays.
    pub(super) fn fail(&mut self, sentence: String) -> Arrived {
        self.may_be_lost = None;
        self.tell(Message::bad(sentence));
        Arrived::Failed
    }
    /// What the report went out with that nobody has looked at.
    pub(super) fn unseen(&mut self) -> Option<String> {
        let known = self.derived();
        let errors = Some(known.open(Level::Error)).filter(|n| *n > 0).map(|n| format!("有{n}项错误没有改"));
        let left = known.unseen().map(|left| format!("还有{left}"));
        let said: Vec<String> = errors.into_iter().chain(left).collect();
        (!said.is_empty()).then(|| format!("{}。", said.join("，")))
    }
    fn take_sent(&mut self, path: PathBuf, sent: &Sent, unseen: Option<String>) -> Arrived {
        let said = std::iter::once("已导出。".to_string()).chain(unseen);
        let words = said.chain(sent.words()).chain([format!("文件：{}", short(&path))]);
        let amiss = (sent.differs() || !sent.faults.is_empty()).then_some(Level::Error);
        self.tell(Message { text: words.collect(), amiss, file: Some(path), ..Message::default() });
        Arrived::Done
    }
    fn take_picture(&mut self, part: Part, paragraph: usize, picture: Para) {
        let Some(report) = self.report() else { return };
        let mut paras = report.paras(part).to_vec();
        let at = (paragraph + 1).min(paras.len());
        paras.insert(at, picture);
        self.apply("插入图片", None, [Edit::Text(part, paras)]);
        if self.holder().is_none() {
            self.tell(Message::good("图片放在了这一段后面；【图：】里的字是图下的说明，可以改。"));
        }
    }

    /// What was read; what has to be looked at first goes to `review`.
    fn take_read(&mut self, ready: Ready) -> Arrived {
        if let OpenAs::Other { purpose, path, digest, is_open, then } = ready.open_as {
            let mut read = OtherReport::of(ready.report, path, digest, is_open, self.today());
            read.then = then;
            match &mut self.other {
                Some(o) if purpose == Purpose::TheirLast => o.take_last(read, self.desk.today),
                other => *other = Some(read),
            }
            return Arrived::Other(purpose);
        }
        let is_new = matches!(ready.open_as, OpenAs::Import(_) | OpenAs::Begun(_));
        // Where it may be the open one, changed by somebody, that is asked.
        let same = self.report().is_some_and(|open| ready.is_of_same(open).is_some());
        let noted = is_new && !ready.report.notes.is_empty() || same;
        // It was changed while this was read, or is still being saved.
        let in_the_way = self.is_changed() && !self.may_be_lost() || self.saving().is_some();
        if noted || in_the_way {
            self.review = Some(ready);
            return if noted { Arrived::Review } else { Arrived::Unsaved };
        }
        self.take(ready);
        Arrived::Opened
    }
    /// What was read and waits for the clerk to have looked at its notes.
    pub fn review(&self) -> Option<&Ready> {
        self.review.as_ref()
    }
    /// Puts what the document says there into a cell of what waits.
    pub fn put_read(&mut self, row: usize, cell: usize, key: &CellKey) {
        if let Some(ready) = &mut self.review {
            ready.put(row, cell, key);
        }
    }
    /// Takes that back.
    pub fn take_back(&mut self, key: &CellKey) {
        if let Some(ready) = &mut self.review {
            ready.take_back(key);
        }
    }
    /// Opens what was looked at.
    pub fn accept(&mut self) {
        if let Some(r) = self.review.take() {
            self.take(r);
        }
    }
    /// Leaves what was read; the open document stays.
    pub fn decline(&mut self) {
        (self.review, self.may_be_lost) = (None, None);
    }

    fn take(&mut self, ready: Ready) {
        let Ready { report, words, step, open_as, .. } = ready;
        if let Some(p) = open_as.source() {
            self.desk.opened(p);
        }
        self.message = None;
        let source = open_as.source().cloned();
        match open_as {
            OpenAs::Project { file, digest } => self.open_file(report, file, digest),
            OpenAs::LeftOver { found, copy, file } => return self.go_on_with(report, *found, copy, file),
            _ => {
                let keeping = Keeping::new(&self.desk, Keeping::place(&self.desk));
                self.place(Document::new(report), keeping);
            }
        }
        if let Some(o) = &mut self.open {
            o.keeping.sources.extend(source);
            o.know_sent(self.desk.settings());
        }
        self.describe();
        self.desk.keep();
        if let Some(report) = step {
            // As a group of its own: what it changed is told in its own words.
            self.apply("更新汇总年报", Some("更新汇总年报"), [Edit::Replace(report)]);
            self.end_group();
        }
        if !words.is_empty() && self.message.is_none() {
            self.tell(Message::good(words));
        }
    }

    fn open_file(&mut self, report: Report, file: ClaimedFile, digest: String) {
        // Its own watch and lock go on where it is opened anew.
        let own = matches!(file.claim, LockClaim::Own);
        let watch = self.open.as_mut().filter(|_| own).and_then(|o| o.keeping.watch.take());
        if own && watch.is_none() {
            // It went to another file while it was read: there is a lock to be asked for.
            return self.begin_reading(Reading::File(file.at.path));
        }
        let place = Keeping::place(&self.desk);
        self.place(Document::opened(report), Keeping::new(&self.desk, place));
        let Some(o) = &mut self.open else { return };
        let mut no_lock = None;
        o.keeping.digest.clone_from(&digest);
        match watch {
            Some(watch) => {
                (o.keeping.watch, o.keeping.at) = (Some(watch), Some(file.at));
                o.keeping.know(digest);
            }
            None => no_lock = o.hold_file(&self.desk, file),
        }
        if let Some(why) = no_lock {
            self.tell(Message::elsewhere(why.warning()));
        }
    }
}

impl OpenReport {
    /// The document stands in that file, with what came of asking for its lock; why there is none.
    pub(super) fn hold_file(&mut self, desk: &Desk, file: ClaimedFile) -> Option<NoLock> {
        let mut no_lock = None;
        let lock = match file.claim {
            LockClaim::Ours(lock) => lock.take(),
            LockClaim::Theirs(h) => {
                self.question = Some(Question::Locked(h.clone()));
                self.keeping.holder = Some(h);
                None
            }
            LockClaim::Own => None,
            LockClaim::Nowhere(why) => {
                no_lock = Some(why);
                None
            }
        };
        self.keeping.settle(desk, file.at, lock);
        no_lock
    }
}

/// A file by its name and the folder that it is in.
fn short(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match path.parent().and_then(Path::file_name) {
        Some(folder) => format!("“{}”文件夹里的 {name}", folder.to_string_lossy()),
        None => name,
    }
}
