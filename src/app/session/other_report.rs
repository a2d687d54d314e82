//! Somebody else's report beside the open one: looked at, or taken as last year's.

use super::Session;
use crate::app::message::Message;
use crate::app::open::{self, OF_LAST};
use crate::app::other_report::OtherReport;
use crate::report::Report;
use crate::report::edit::Edit;

impl Session {
    /// Somebody else's report being looked at.
    pub fn other(&self) -> Option<&OtherReport> {
        self.other.as_ref()
    }
    pub fn take_other(&mut self) -> Option<OtherReport> {
        self.other.take()
    }
    /// Takes what was looked at as last year's report of the open one.
    pub fn take_as_last(&mut self) {
        let (Some(o), Some(year)) = (self.other.take(), self.report().map(|r| r.year)) else { return };
        let theirs = o.report.year;
        if o.is_open || self.report().is_some_and(|r| r.snapshot() == o.report.snapshot()) {
            return self.tell(Message::bad("选的就是打开着的这一份，没有改动；请选去年的报告。"));
        }
        if let Some(open) = &mut self.open {
            open.keeping.sources.push(o.path.clone());
        }
        let Some(mut with) = self.report().map(|r| Report::clone(r)) else { return };
        // What was noted as another one was read says nothing of this one.
        with.notes.retain(|n| !n.text.starts_with(OF_LAST));
        let own = with.notes.len();
        with.notes.extend(open::of_last(&o.report.notes));
        let noted = with.notes.len().saturating_sub(own);
        with.predecessor = Some(o.into_predecessor(self.path()));
        self.apply("指定去年的报告", None, [Edit::Replace(Box::new(with))]);
        let noted = match noted {
            0 => String::new(),
            n => format!("读去年的报告时有{n}处要看，列在右边的“导入说明”里。"),
        };
        let words = match theirs.checked_add(1) == Some(year) {
            true => "已和去年的报告对照着审核；F3 并排看。".to_string(),
            false => {
                format!("请注意：选的是{theirs}年的报告，打开的是{year}年的；已照样对照，选错了可以撤销。")
            }
        };
        self.tell(Message::good(words + &noted));
    }
}
