//! One file and two editors: who else has the document open, and what others wrote to its file meanwhile. What is
//! taken over of it is the clerk's choice.

use super::differences::{self, Difference};
use super::merge;
use super::saving::Keeping;
use super::session::{Message, Session};
use super::ticks::Ticks;
use crate::report::document::Document;
use crate::report::{Report, Shared};
use crate::store::lock::{Holder, Taken};
use crate::store::watch::{self, Seen, Watch};
use crate::store::{digest, project};
use std::path::Path;

/// What a clerk has to decide about the document's file.
#[derive(Clone, Debug)]
pub enum Question {
    /// Somebody has it open.
    Locked(Holder),
    /// Others wrote to it.
    Changed(Box<Change>),
}

/// A file that others wrote to while it was open here.
#[derive(Clone, Debug)]
pub struct Change {
    /// What stands there now; a sentence where it can't be read.
    pub theirs: Result<Shared, String>,
    pub differences: Vec<Difference>,
    /// Those that only they made since the file was last the same as ours.
    pub only_theirs: Vec<bool>,
    digest: String,
}

impl Change {
    fn between(
        mine: &Report,
        base: Option<&Shared>,
        theirs: Result<Shared, String>,
        digest: String,
    ) -> Change {
        let differences = theirs.as_ref().map(|t| differences::between(mine, t)).unwrap_or_default();
        let only = |d: &Difference| base.is_some_and(|b| merge::only_theirs(b, mine, &d.what));
        let only_theirs = differences.iter().map(only).collect();
        Change { theirs, differences, only_theirs, digest }
    }
    /// What only they changed is ticked.
    pub fn ticks(&self) -> Ticks {
        Ticks::new(&self.differences, |i| self.only_theirs[i])
    }
}

impl Session {
    /// Looks at the document's file at once; true if it is as we know it.
    pub fn look(&mut self) -> bool {
        let Some(o) = &self.open else { return true };
        let Some(p) = &o.keeping.path else { return true };
        match watch::look(&*self.disk, p, &o.keeping.digest) {
            Some(Seen::Gone) | None => true,
            Some(Seen::Same) => {
                self.notice(Seen::Same);
                true
            }
            Some(seen) => {
                self.notice(seen);
                self.question.is_none()
            }
        }
    }
    pub(super) fn notice(&mut self, seen: Seen) {
        let Some(o) = &mut self.open else { return };
        let Some(path) = o.keeping.path.clone() else { return };
        let bytes = match seen {
            Seen::Gone if o.keeping.digest.is_empty() => return,
            Seen::Gone if o.keeping.holder.is_some() => return self.outlive(&path),
            Seen::Gone => {
                o.keeping.know(String::new());
                o.doc.mark_unsaved();
                self.journal();
                let text = format!(
                    "文件已经不在原来的地方，可能被移走、删除，或者U盘已经拔出；内容都在，请保存或另存为：{}",
                    path.display()
                );
                self.message = Some(Message { text, bad: true, file: None, elsewhere: true });
                return;
            }
            Seen::Same => return self.all_well_again(),
            Seen::Changed(b) => b,
        };
        let digest = digest(&bytes);
        if digest == o.keeping.digest {
            return self.all_well_again();
        }
        if let Some(h) = o.keeping.holder.clone() {
            return self.show_theirs(&h, &bytes, &path, digest);
        }
        let mine = o.doc.report().clone();
        let theirs = project::decode(&bytes, &path).map(Shared::new).map_err(|e| e.to_string());
        let change = Change::between(&mine, o.doc.saved(), theirs, digest);
        if change.theirs.is_ok() && change.differences.is_empty() {
            // Written differently, but the same report.
            o.keeping.know(change.digest);
            o.doc.mark_saved(mine);
            return self.journal();
        }
        self.question = Some(Question::Changed(Box::new(change)));
    }

    /// The file is as it was before others wrote to it: there is nothing to take over.
    fn all_well_again(&mut self) {
        if self.question.take_if(|q| matches!(q, Question::Changed(_))).is_some() {
            self.tell("文件又和原来的一样了，没有要采用的修改；您这里的内容都在。".into());
        }
    }

    /// What was only read here has no file and no editor any more: it is the clerk's own now, and only here.
    fn outlive(&mut self, path: &Path) {
        let Some(o) = &mut self.open else { return };
        let who = o.keeping.holder.take().map(|h| h.words()).unwrap_or_default();
        if let Some(l) = o.keeping.watch.take().and_then(Watch::end) {
            l.release(&*self.disk);
        }
        o.keeping.let_go_of_file();
        o.doc.mark_unsaved();
        self.question = None;
        self.journal();
        let text = format!(
            "这份报告原由{who}编辑，文件已经不在原来的地方，可能被移走、改名或删除；这里看到的内容都在，要留下请另存为：{}",
            path.display()
        );
        self.message = Some(Message { text, bad: true, file: None, elsewhere: true });
    }

    /// What is only read here is shown as its editor saved it.
    fn show_theirs(&mut self, holder: &Holder, bytes: &[u8], path: &Path, digest: String) {
        let Some(o) = &mut self.open else { return };
        o.keeping.know(digest);
        match project::decode(bytes, path) {
            Ok(r) => {
                self.renew(Document::opened(r));
                self.tell(format!("{}又保存了一次，这里已换成新的内容。", holder.words()));
            }
            Err(e) => self.tell_bad(format!("文件被改过，现在读不出来，这里还是原来的内容：{e}")),
        }
    }

    /// Answers a change by others: takes over what is ticked, nothing to keep one's own. The question stays where
    /// it is not the one that was answered: the file, or what is open, changed again meanwhile.
    pub fn settle_change(&mut self, ticks: &Ticks) {
        let Some(Question::Changed(c)) = self.question.take() else { return };
        let Some(mine) = self.report().cloned() else { return };
        let base = self.document().and_then(Document::saved);
        let c = Change::between(&mine, base, c.theirs, c.digest);
        if !ticks.is_of(&c.differences) {
            self.question = Some(Question::Changed(Box::new(c)));
            return self.tell_bad("刚才又有改动，还没有采用；请把新的不同再看一遍。".into());
        }
        if let Ok(theirs) = &c.theirs {
            self.take_over("采用别人的修改", &mine, theirs, ticks);
        }
        let Some(o) = &mut self.open else { return };
        o.keeping.know(c.digest);
        match c.theirs {
            Ok(t) => o.doc.mark_saved(t),
            Err(_) => o.doc.mark_unsaved(),
        }
        self.journal();
    }

    /// Answers a lock of somebody else: goes on with a copy of one's own.
    pub fn copy_apart(&mut self) {
        self.question = None;
        let Some(report) = self.report().cloned() else { return };
        self.let_go();
        let keeping = self.keep(None, String::new());
        self.show(Document::new((*report).clone()), keeping);
        self.journal();
        self.tell("这是另一份，和原来的文件没有关系；请另存为一个新的名字。".into());
    }
    /// Answers a lock of somebody who isn't there any more: edits the file itself.
    pub fn take_lock(&mut self) {
        self.question = None;
        let Some(path) = self.path().map(Path::to_path_buf) else { return };
        let taken = self.lock(&path, true);
        let Some(o) = &mut self.open else { return };
        match taken {
            Taken::Theirs(h) => {
                let text = format!("{}的程序还开着这份报告，接不过来；请先在那里关闭。", h.words());
                self.tell_bad(text);
            }
            Taken::Ours(_) | Taken::Nowhere => {
                o.keeping.holder = None;
                o.keeping.watch = None;
                let mut keeping = std::mem::replace(&mut o.keeping, Keeping::nothing());
                let lock = if let Taken::Ours(l) = taken { Some(l) } else { None };
                self.settle(&mut keeping, path, lock);
                if let Some(o) = &mut self.open {
                    o.keeping = keeping;
                }
                self.tell("已经接过来，可以编辑了。".into());
            }
        }
    }
}
