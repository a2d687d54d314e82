//! One file and two editors: noticing what others wrote to the document's file meanwhile. What is taken over of it
//! is the clerk's choice.

use super::Session;
use crate::app::called;
use crate::app::claim::{ClaimedFile, LockClaim};
use crate::app::differences;
use crate::app::foreground::End;
use crate::app::keeping::JournalTurn;
use crate::app::message::Message;
use crate::app::open_report::OpenReport;
use crate::app::shared_file::{Change, Question};
use crate::app::ticks::Ticks;
use crate::report::Report;
use crate::report::document::Document;
use crate::store::StoreError;
use crate::store::lock::Holder;
use crate::store::watch::{Seen, Theirs, Watch};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What came of noticing what others did.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Noticed {
    Nothing,
    /// The file is as it was before others wrote to it: there is nothing to take over any more.
    AllWell,
    /// The clerk has to decide.
    Asked,
    Gone(PathBuf),
    /// What was only read here has no file and no editor any more: it is the clerk's own now, and only here.
    Outlived {
        holder: Holder,
        path: PathBuf,
    },
    /// What is only read here is shown as its editor saved it.
    Renewed(Holder),
    /// Its editor saved something that can't be read; what was read before stays.
    Unreadable(StoreError),
}

/// What came of answering a change by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settled {
    Done,
    /// The file, or what is open, changed again meanwhile: it is asked anew.
    Changed,
}

impl OpenReport {
    fn notice(&mut self, seen: Seen) -> Noticed {
        let Some(path) = self.path().map(Path::to_path_buf) else { return Noticed::Nothing };
        let theirs = match seen {
            Seen::Gone if self.keeping.digest.is_empty() => return Noticed::Nothing,
            Seen::Gone => return self.lose_file(path),
            Seen::Same => return self.all_well_again(),
            Seen::Changed(theirs) if theirs.digest == self.keeping.digest => return self.all_well_again(),
            Seen::Changed(theirs) if theirs.digest == self.keeping.last_digest() => {
                return self.find_again(theirs);
            }
            Seen::Changed(theirs) => theirs,
        };
        if let Some(holder) = self.keeping.holder.clone() {
            self.keeping.know(theirs.digest);
            return match theirs.report {
                Ok(r) => {
                    self.renew(Document::opened((*r).clone()));
                    Noticed::Renewed(holder)
                }
                Err(e) => Noticed::Unreadable(e),
            };
        }
        let mine = self.doc.report().clone();
        let change = Change::between(&mine, self.doc.saved(), theirs);
        if change.theirs.is_ok() && change.differences.is_empty() {
            // Written differently, but the same report.
            self.keeping.know(change.digest);
            self.doc.mark_saved(mine);
            self.journal();
            return Noticed::Nothing;
        }
        self.question = Some(Question::Changed(Box::new(change)));
        Noticed::Asked
    }
    fn all_well_again(&mut self) -> Noticed {
        let asked = self.question.take_if(|q| matches!(q, Question::Changed(_)));
        if asked.is_some() { Noticed::AllWell } else { Noticed::Nothing }
    }
    /// A stick is back with the file as it was.
    fn find_again(&mut self, theirs: Theirs) -> Noticed {
        self.keeping.know(theirs.digest);
        if let Ok(saved) = theirs.report {
            self.doc.mark_saved(saved);
        }
        self.question = None;
        self.journal();
        Noticed::AllWell
    }
    fn lose_file(&mut self, path: PathBuf) -> Noticed {
        self.doc.mark_unsaved();
        let Some(holder) = self.keeping.holder.take() else {
            self.keeping.lose();
            self.journal();
            return Noticed::Gone(path);
        };
        // Who only reads has no lock to give back.
        self.keeping.let_go_of_file();
        self.question = None;
        self.journal();
        Noticed::Outlived { holder, path }
    }

    fn settle_change(&mut self, ticks: &Ticks) -> Option<Settled> {
        let c = match self.question.take()? {
            Question::Changed(c) => c,
            other => {
                self.question = Some(other);
                return None;
            }
        };
        let mine = self.doc.report().clone();
        let c = Change::between(&mine, self.doc.saved(), Theirs { report: c.theirs, digest: c.digest });
        if !ticks.is_of(&c.differences) {
            self.question = Some(Question::Changed(Box::new(c)));
            return Some(Settled::Changed);
        }
        if let Ok(theirs) = &c.theirs {
            self.take_over("采用别人的修改", &mine, theirs, ticks);
        }
        self.keeping.know(c.digest);
        match c.theirs {
            Ok(t) => self.doc.mark_saved(t),
            Err(_) => self.doc.mark_unsaved(),
        }
        self.journal();
        Some(Settled::Done)
    }
}

impl Session {
    /// Has the document's file looked at now, not when its turn comes.
    pub fn look(&mut self) {
        if let Some(w) = self.open.as_ref().and_then(|o| o.keeping.watch.as_ref()) {
            w.look_at_once();
        }
    }
    /// Whether it is still to be looked at.
    pub fn is_looking(&self) -> bool {
        self.open.as_ref().and_then(|o| o.keeping.watch.as_ref()).is_some_and(|w| w.is_looking())
    }

    /// Looks at what happened on the disk; how long until it is worth asking again.
    pub fn tick(&mut self) -> Option<Duration> {
        self.hear_journal();
        self.take_seen();
        if let Some(seen) = self.open.as_ref().and_then(OpenReport::seen) {
            self.notice(seen);
        }
        self.left_over.compare(&self.desk)
    }
    fn hear_journal(&mut self) {
        const FAILED: &str = "恢复副本没有写成，修改还都在，请尽快保存：";
        let of_report = self.open.as_mut().and_then(|o| o.keeping.journal_turned());
        match of_report.or_else(|| self.collection.as_mut()?.journal_turned()) {
            Some(JournalTurn::Fails(e)) => {
                self.tell(Message { of_copy: true, ..Message::elsewhere(format!("{FAILED}{e}")) });
            }
            // The next copy was written: what was told is so no more.
            Some(JournalTurn::Written) => drop(self.message.take_if(|m| m.of_copy)),
            None => {}
        }
    }

    pub(super) fn notice(&mut self, seen: Seen) {
        let Some(o) = &mut self.open else { return };
        let message = match o.notice(seen) {
            Noticed::Nothing | Noticed::Asked => return,
            Noticed::AllWell => Message::good("文件又和原来的一样了，没有要采用的修改；您这里的内容都在。"),
            Noticed::Gone(path) => Message::elsewhere(format!(
                "文件已经不在原来的地方，可能被移走、删除，或者U盘已经拔出；内容都在，请保存或另存为：{}",
                path.display()
            )),
            Noticed::Outlived { holder, path } => Message::elsewhere(format!(
                "这份报告原由{}编辑，文件已经不在原来的地方，可能被移走、改名或删除；这里看到的内容都在，要留下请另存为：{}",
                holder.words(),
                path.display()
            )),
            Noticed::Renewed(holder) => {
                Message::good(format!("{}又保存了一次，这里已换成新的内容。", holder.words()))
            }
            Noticed::Unreadable(e) => {
                Message::bad(format!("文件被改过，现在读不出来，这里还是原来的内容：{e}"))
            }
        };
        self.tell(message);
    }

    /// Answers a change by others: takes over what is ticked, nothing to keep one's own.
    pub fn settle_change(&mut self, ticks: &Ticks) {
        let settled = self.open.as_mut().and_then(|o| o.settle_change(ticks));
        if settled == Some(Settled::Changed) {
            self.tell(Message::bad("刚才又有改动，还没有采用；请把新的不同再看一遍。"));
        }
    }
    /// Answers a lock of one's own: calls the window to the front that has it; here the report is only read.
    pub fn call_other_window(&mut self) {
        self.read_only();
        let Some(at) = self.open.as_ref().and_then(|o| o.keeping.at.clone()) else { return };
        let (disk, data) = (self.desk.disk.clone(), self.desk.data.clone());
        self.begin("正在找那个窗口", false, move |_| End::Called(called::call(&*disk, &data, &at)));
    }
    /// Whether another window asked for this one to come to the front, once.
    pub fn was_called(&self) -> bool {
        self.open.as_ref().and_then(|o| o.keeping.watch.as_ref()).is_some_and(Watch::was_called)
    }
    /// Answers a lock of somebody else: only reads.
    pub fn read_only(&mut self) {
        if let Some(o) = &mut self.open {
            o.question = None;
        }
    }
    /// Takes over what is ticked of a version, as one step that can be undone.
    pub fn restore_version(&mut self, theirs: &Report, ticks: &Ticks) {
        if let Some(h) = self.holder().cloned() {
            return self.refuse(&h);
        }
        let Some(o) = &mut self.open else { return };
        let mine = o.doc.report().clone();
        if !ticks.is_of(&differences::between(&mine, theirs)) {
            return self.tell(Message::bad("报告刚才有改动，没有恢复；请再打开“以前的版本”看一遍。"));
        }
        o.take_over("恢复以前的版本", &mine, theirs, ticks);
        self.tell(Message::good("已恢复选中的内容，可以撤销；请看过再保存。"));
    }
    /// The lock of the open report's file, asked for by will.
    pub(super) fn take_claim(&mut self, file: ClaimedFile) {
        let Some(o) = self.open.as_mut().filter(|o| o.path() == Some(&file.at.path)) else { return };
        if let LockClaim::Theirs(h) = &file.claim {
            let who = h.words();
            let words = format!("{who}的程序还开着这份报告，接不过来；请先在那里关闭。");
            return self.tell(Message::bad(words));
        }
        o.keeping.holder = None;
        let no_lock = o.hold_file(&self.desk, file);
        let words = no_lock.map_or_else(|| "已经接过来，可以编辑了。".into(), |why| why.warning());
        self.tell(Message::good(words));
    }
}
