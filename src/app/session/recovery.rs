//! Work of a session that ended without being closed: taking it over, throwing it away.

use super::Session;
use crate::app::arrived::Arrived;
use crate::app::claim::{ClaimedFile, LockClaim};
use crate::app::job::Job;
use crate::app::keeping::Keeping;
use crate::app::message::Message;
use crate::app::open_collection::{CollectionLeft, OpenCollection};
use crate::app::recovery::{LeftOver, TakenOver, note_unfinished};
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::document::Document;
use crate::store::journal::CopyPlace;
use crate::store::recovery::{self, Found};

const RESTORED: &str = "已恢复上次没有保存的内容，请检查后保存。";

impl Session {
    /// Work of a session that ended without being closed.
    pub fn left_over(&self) -> &LeftOver {
        &self.left_over
    }
    /// Goes on with work left over, in its own copy.
    pub(super) fn go_on_with(
        &mut self,
        mut report: Report,
        found: Found,
        copy: recovery::Copy,
        file: Option<ClaimedFile>,
    ) {
        let unfinished = note_unfinished(&mut report, &found).unwrap_or_default();
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
        o.know_sent(self.desk.settings());
        o.taken_over = Some(TakenOver::of(&found));
        o.journal();
        self.left_over.forget(&found);
        self.left_over.left_alone = true;
        self.tell(Message::good(format!("{words}{unfinished}")));
    }
    /// This cell is being typed in, or none: what a crash leaves of it is not taken for entered.
    pub fn is_typed_in(&mut self, cell: Option<&CellKey>) {
        let Some(o) = self.open.as_mut().filter(|o| o.keeping.typing.as_ref() != cell) else { return };
        o.keeping.typing = cell.cloned();
        if o.doc.is_changed() {
            o.journal();
        }
    }
    /// Goes on with a collection that was left over.
    pub(super) fn go_on_with_collection(&mut self, left: CollectionLeft) -> Arrived {
        if self.is_changed() && !self.may_be_lost() {
            let words = "打开着的这一份有还没保存的修改，所以没有恢复；请先保存，再恢复一次。";
            return self.fail(words.into());
        }
        let found = left.found.clone();
        let (open, told) = OpenCollection::left_over(&self.desk, left);
        self.place_collection(open);
        self.left_over.forget(&found);
        self.left_over.left_alone = true;
        self.tell(Message::good(format!("{RESTORED}{}", told.unwrap_or_default())));
        Arrived::Opened
    }
    /// The part at whose showing the program ended, if the open report was taken over after that.
    pub fn fell_at(&self) -> Option<usize> {
        self.open.as_ref()?.taken_over.as_ref()?.fell_at
    }
    /// This part is about to be shown: noted beside the copy until it went well. The note has to be on the disk
    /// before, so this is the one write that a frame waits for; it goes to the program's own folder, after a
    /// recovery only, once a part.
    pub fn showing(&mut self, part: usize) {
        if let Some(t) = self.open.as_mut().and_then(|o| o.taken_over.as_mut()) {
            t.showing(&*self.desk.disk, part);
        }
    }
    /// Throws a recovery copy away.
    pub fn discard(&mut self, found: &Found) {
        let (disk, gone) = (self.desk.disk.clone(), found.clone());
        drop(Job::<(), ()>::start("正在清理", move |_| recovery::discard(&*disk, &gone)));
        self.left_over.forget(found);
    }
    /// Leaves it for another time.
    pub fn leave_left_over(&mut self) {
        self.left_over.left_alone = true;
    }
}
