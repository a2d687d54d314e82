//! What goes out of the collection in the window: sheets that go back to units, its tables, the report of its sums.

use super::Session;
use crate::app::arrived::Arrived;
use crate::app::collecting::made_report::{self, MakingError};
use crate::app::collecting::sending_back::{SendingBack, SentBack};
use crate::app::exporting;
use crate::app::foreground::{End, WorkStep};
use crate::app::message::Message;
use crate::app::open_collection::ruling;
use crate::app::put_aside::OwnWork;
use crate::app::reading::Reading;
use crate::app::report_update::Update;
use crate::collect::edit::CollectEdit;
use crate::collect::hand_made::KeptByHand;
use crate::collect::returned::{self, Returned};
use crate::collect::unit_row::UnitRow;
use crate::export::collected::{Collected, CollectedTable};
use crate::import::budget::Budget;
use crate::report::Report;
use crate::report::document::Document;
use std::path::{Path, PathBuf};

impl Session {
    /// Begins to send these units back: a sheet of what was found for each goes into `folder`. Without one it is only
    /// noted.
    pub fn send_back(&mut self, units: &[String], folder: Option<PathBuf>) {
        let Some(open) = &self.collection else { return };
        let (collection, standing) = (open.shown().clone(), &open.known().overview.standing);
        let who = ruling("", self.today());
        let is_meant = |r: &&UnitRow| collection.units.get(r.unit).is_some_and(|u| units.contains(&u.id));
        let asked = standing.rows.iter().filter(is_meant);
        let asked: Vec<Returned> = asked
            .filter_map(|r| returned::to_ask(&collection, standing, r.unit))
            .map(|a| Returned { on: who.on, who: who.who.clone(), ..a })
            .collect();
        let Some(folder) = folder else {
            let n = asked.len();
            self.collect(asked.into_iter().map(CollectEdit::Return).collect());
            return self.tell_unless_bad(format!("已记下退回{n}个单位。"), None);
        };
        let (disk, faces, sources) = (self.desk.disk.clone(), self.desk.faces(), self.sources());
        let (today, data) = (self.today(), self.desk.data.clone());
        self.begin("正在做审核单", true, move |line| {
            let own = OwnWork { disk: &*disk, data: &data, made: &[] };
            let sending =
                SendingBack { own: &own, folder: &folder, fonts: &*faces, today, sources: &sources };
            let all = asked.len();
            let sent = sending.send(&collection, asked, &mut |done| {
                line.say(WorkStep { done, all, what: String::new() });
                !line.stopped()
            });
            End::SentBack(folder, sent)
        });
    }
    pub(super) fn take_sent_back(&mut self, folder: PathBuf, sent: SentBack) -> Arrived {
        let mut words = sent.summary();
        if let Some((unit, e)) = sent.failed.first() {
            words += &format!("没有退回的：{unit}：{e}。");
        }
        self.collect(sent.edits);
        self.tell_unless_bad(words + "等它们重新报来，会列出改了哪些格。", Some(folder));
        Arrived::Done
    }
    /// What went well, unless something bad was told meanwhile.
    fn tell_unless_bad(&mut self, text: String, file: Option<PathBuf>) {
        if self.message.as_ref().is_none_or(|m| m.amiss.is_none()) {
            self.message = Some(Message { file, ..Message::good(text) });
        }
    }

    /// Begins to write the tables of the collection by the extension of `path`.
    pub fn begin_tables(&mut self, path: &Path) {
        let Some(open) = &self.collection else { return };
        let (known, today) = (open.wanted(), self.today());
        let (disk, faces, sources) = (self.desk.disk.clone(), self.desk.faces(), self.sources());
        let (path, data) = (path.to_path_buf(), self.desk.data.clone());
        self.begin(&format!("正在导出 {}", path.display()), true, move |line| {
            let known = known.get();
            let collected = Collected { collection: &known.of, overview: &known.overview, today };
            let write = || {
                exporting::spare(&*disk, &path, &sources)?;
                let made = collected.made(&CollectedTable::ALL, &path, &*faces)?;
                let own = OwnWork { disk: &*disk, data: &data, made: &[] };
                exporting::write(&own, made, &path, &|| line.stopped())
            };
            let sent = write();
            End::Sent(path, sent)
        });
    }

    /// Begins this year's report of the government with the sums.
    pub fn begin_report_of_collection(&mut self) {
        let Some(open) = &self.collection else { return };
        let known = open.wanted();
        self.begin("正在生成汇总年报", false, move |_| {
            let known = known.get();
            End::SumsReport(Box::new(known.of.report(&known.overview)))
        });
    }
    pub(super) fn take_report_of_collection(&mut self, report: Report) -> Arrived {
        self.place_new(Document::new(report));
        let words =
            "这是用汇总的数做成的年报，要看的都列在“导入说明”里；请另存为一个项目文件。关闭它就回到汇总。";
        self.tell(Message::good(words));
        Arrived::SumsReport
    }

    /// Begins to read a report that was made of the collection before, to bring it up to date.
    pub fn begin_update(&mut self, path: &Path) {
        let Some(open) = &self.collection else { return };
        let known = open.wanted();
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin(&format!("正在读取 {}", path.display()), false, move |_| {
            let known = known.get();
            let made = made_report::made(&*disk, &path, &known.of, &known.overview);
            End::Update(made.map(|made| Box::new(Update { path, made, known })))
        });
    }
    pub(super) fn take_update(&mut self, read: Result<Box<Update>, MakingError>) -> Arrived {
        match read {
            Ok(update) => {
                self.update = Some(*update);
                Arrived::Update
            }
            Err(e) => self.fail(e.to_string()),
        }
    }
    /// The report that waits to be brought up to date.
    pub fn update(&self) -> Option<&Update> {
        self.update.as_ref()
    }
    /// Begins to open it; brought up to date, it is not saved yet, and undoing one step takes that back.
    pub fn open_update(&mut self, kept: KeptByHand) {
        let Some(Update { path, made, known }) = self.update.take() else { return };
        let reader = self.reader(Vec::new());
        self.begin("正在更新汇总年报", false, move |line| {
            let read = Reading::File(path).read(&reader, &Budget::until(&|| line.stopped()));
            let made = made.keeping(&known.of, &known.overview, &kept);
            End::Read(read.map(|ready| Box::new(ready.updated(&made.known, made.report))))
        });
    }
}
