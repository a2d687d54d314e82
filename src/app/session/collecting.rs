//! The collection in the window: begun, opened, saved; reports taken into it; what is made of it.

use super::Session;
use super::saved::SAVED;
use crate::app::arrived::Arrived;
use crate::app::at_hand::AtHand;
use crate::app::collecting::collection_file::WrittenCollection;
use crate::app::collecting::seen;
use crate::app::collecting::taking::{self, Taker};
use crate::app::collection_known::WorkedOut;
use crate::app::collection_work::{
    self, CollectionOrder, CollectionRead, CollectionSaved, NotRead, OwnRead, SetBeside,
};
use crate::app::exporting::SendError;
use crate::app::foreground::{End, WorkStep};
use crate::app::job::{Job, Progress};
use crate::app::message::Message;
use crate::app::open_collection::{CollectOutcome, OpenCollection, ruling};
use crate::app::ruled::RuledOn;
use crate::app::saving;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::import::budget::Budget;
use crate::import::plain_rows;
use crate::store::read_document;
use std::path::{Path, PathBuf};
use std::time::Duration;

impl Session {
    /// The open collection.
    pub fn collection(&self) -> Option<&OpenCollection> {
        self.collection.as_ref()
    }
    /// What is worked on.
    pub fn opened(&self) -> AtHand<'_> {
        match (&self.open, &self.collection) {
            (Some(o), _) => AtHand::Report(o),
            (None, Some(c)) => AtHand::Collection(c),
            (None, None) => AtHand::Nothing,
        }
    }
    /// Begins an empty collection.
    pub fn new_collection(&mut self, year: u16, office: &str) {
        self.place_collection(OpenCollection::new(&self.desk, Collection::new(year, office)));
    }
    pub(super) fn place_collection(&mut self, open: OpenCollection) {
        self.let_go(false);
        (self.message, self.may_be_lost) = (None, None);
        self.collection = Some(open);
    }
    pub(super) fn take_collection(&mut self, read: CollectionRead) -> Arrived {
        if self.is_changed() && !self.may_be_lost() {
            let words = "读取汇总文件的时候，打开着的这一份又有了没有保存的修改，所以没有打开；请先保存，再打开一次。";
            return self.fail(words.into());
        }
        let path = read.file.at.path.clone();
        let (open, no_lock) = OpenCollection::opened(&self.desk, (read.known, read.digest), read.file);
        let told = match open.holder() {
            Some(h) => {
                Some(format!("这份汇总正由{}打开着，这里只能看；要改请用“另存为”存成另一份。", h.words()))
            }
            None => no_lock.map(|why| why.warning()),
        };
        self.place_collection(open);
        self.desk.opened(&path);
        self.desk.keep();
        self.message = told.map(Message::elsewhere);
        self.look_at_files();
        Arrived::Opened
    }

    /// Carries edits of the collection out as one step.
    pub fn collect(&mut self, edits: Vec<CollectEdit>) {
        let Some(open) = &mut self.collection else { return };
        match open.apply(edits) {
            CollectOutcome::Done => drop(self.message.take_if(|m| m.amiss.is_none())),
            CollectOutcome::ReadOnly(h) => {
                let words =
                    format!("这份汇总正由{}打开着，这里只能看；要改请用“另存为”存成另一份。", h.words());
                self.tell(Message::elsewhere(words));
            }
            CollectOutcome::TooMany(e) => self.tell(Message::bad(e.to_string())),
        }
    }
    /// A ruling of the clerk's, with its reason.
    pub fn rule(&mut self, rule: RuledOn, reason: &str) {
        let ruling = ruling(reason, self.today());
        let known = self.collection.as_ref().map(|c| c.known().clone());
        match known.and_then(|known| rule.edit(ruling, &known)) {
            Some(edit) => self.collect(vec![edit]),
            None => self.tell(Message::bad("这一格不能按这个数调整，没有改动；件数请用整数。")),
        }
    }

    pub(super) fn save_collection(&mut self, path: Option<&Path>) {
        let Some(open) = &self.collection else { return };
        let Some(path) = path.or(open.path()) else { return };
        if let Some(h) = open.holder().filter(|_| open.path() == Some(path)) {
            let words = format!("这份汇总正由{}打开着，没有保存；要改请用“另存为”存成另一份。", h.words());
            return self.tell(Message::elsewhere(words));
        }
        let order = CollectionOrder::new(&self.desk, open, path);
        self.begin("正在保存汇总", true, move |_| End::CollectionSaved(Box::new(order.carry_out())));
    }
    pub(super) fn take_collection_saved(&mut self, saved: CollectionSaved) -> Arrived {
        let CollectionSaved { path, collection, outcome } = saved;
        let Some(open) = &mut self.collection else { return Arrived::Done };
        match outcome {
            Ok((WrittenCollection { digest, version }, moved)) => {
                let no_lock = open.take_saved(&self.desk, (collection, digest), moved);
                self.desk.opened(&path);
                self.desk.keep();
                let more = no_lock.map(|why| why.warning()).unwrap_or_default();
                let no_version = version.err().map(|e| saving::without_version(&e) + "。");
                self.tell(Message::good(no_version.unwrap_or_else(|| SAVED.into()) + &more));
                Arrived::CollectionSaved(true)
            }
            Err(e) => {
                self.tell(Message::elsewhere(e.to_string()));
                Arrived::CollectionSaved(false)
            }
        }
    }

    /// Begins to take in files, and those of folders. The collection stands in a file: theirs are named from there on.
    pub fn begin_taking(&mut self, sources: Vec<PathBuf>) {
        let Some(open) = &self.collection else { return };
        let Some(at) = open.path().map(Path::to_path_buf) else { return };
        let (disk, today) = (self.desk.disk.clone(), self.today());
        let (year, title) = (open.collection().year, open.collection().title());
        // Called off, what was read by then is taken in.
        self.begin("正在收单位的报告", true, move |line| {
            let taker = Taker { disk: &*disk, collection: &at, today, year, title };
            let mut go_on = |done: usize, all: usize, file: &Path| {
                let what = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                line.say(WorkStep { done, all, what });
                !line.stopped()
            };
            End::Taken(taker.take(&sources, &[], &mut go_on))
        });
    }
    pub(super) fn take_taken(&mut self, read: Result<taking::Read, SendError>) -> Arrived {
        let read = match read {
            Ok(read) => read,
            Err(e) => return self.fail(e.to_string()),
        };
        let mut words = read.summary();
        if let Some(left) = read.left_out.first() {
            let name = left.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            words += &format!(
                "没有收的：{name}（{}）{}",
                left.why,
                if read.left_out.len() > 1 { "等。" } else { "。" }
            );
        }
        self.tell(Message::good(words.clone()));
        self.collect(vec![CollectEdit::TakeIn(read.submissions)]);
        self.look_at_files();
        if self.message.is_none() {
            self.tell(Message::good(words));
        }
        Arrived::Taken
    }

    /// Begins to read a table of who is to report, whatever kind of file it is in.
    pub fn begin_rows(&mut self, path: &Path) {
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin(&format!("正在读取 {}", path.display()), false, move |line| {
            let stopped = || line.stopped();
            let read = || {
                let bytes = read_document(&*disk, &path)?;
                let name = path.display().to_string();
                Ok(plain_rows::rows(&bytes, &name, &Budget::until(&stopped))?)
            };
            End::Rows(read())
        });
    }

    /// Begins to read what is to stand beside the sums.
    pub fn begin_beside(&mut self, what: SetBeside, path: &Path) {
        let Some(open) = &self.collection else { return };
        let Some(at) = open.path().map(Path::to_path_buf) else { return };
        let collection = open.collection().clone();
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin(&format!("正在读取 {}", path.display()), false, move |_| {
            End::Own(collection_work::read_beside(&*disk, (&collection, &at), what, &path))
        });
    }
    pub(super) fn take_own(&mut self, read: Result<OwnRead, NotRead>) -> Arrived {
        let read = match read {
            Ok(read) => read,
            Err(e) => return self.fail(e.to_string()),
        };
        self.collect(read.edits);
        self.tell(match read.notes.words() {
            None => Message::good(read.words),
            Some(noted) => Message::bad(format!("{}{noted}", read.words)),
        });
        Arrived::Done
    }

    /// Takes what was worked out of the collection, if it comes within `wait`.
    pub fn take_known(&mut self, wait: Duration) {
        let fell = self.collection.as_mut().is_some_and(|c| c.take_known(wait) == WorkedOut::Fell);
        if fell {
            let words =
                "重算时程序自己出了错，看到的是改这一步以前的结果；可以按“撤销”（Ctrl+Z）回到前一步。";
            self.tell(Message::bad(words));
        }
    }

    /// Begins to look whether the files that were taken in are as they were; nobody waits for it.
    fn look_at_files(&mut self) {
        let Some(open) = &self.collection else { return };
        let Some(at) = open.path().map(Path::to_path_buf) else { return };
        let (disk, collection) = (self.desk.disk.clone(), open.collection().clone());
        let look = move |line: &crate::app::job::JobLine<()>| {
            seen::look(&*disk, &at, &collection, &|| line.stopped())
        };
        self.seeing = Some(Job::start_waking("正在看收过的文件", self.desk.wake.clone(), look));
    }
    pub(super) fn take_seen(&mut self) {
        let Some(job) = &self.seeing else { return };
        match job.poll(Duration::ZERO) {
            Progress::Going => {}
            Progress::Died => self.seeing = None,
            Progress::Done(seen) => {
                self.seeing = None;
                self.collection.iter_mut().for_each(|c| c.see(seen.clone()));
            }
        }
    }
}
