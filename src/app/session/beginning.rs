//! What the session begins on a thread: the work is given all it needs and changes nothing here; what comes of it,
//! `arriving` takes in.

use super::Session;
use crate::app::claim::{ClaimedFile, LockClaim};
use crate::app::collection_work;
use crate::app::foreground::{End, Inquiry, Work, WorkStep};
use crate::app::job::{Job, JobLine};
use crate::app::message::Message;
use crate::app::open::OpenError;
use crate::app::open_report::OpenReport;
use crate::app::papers::Paper;
use crate::app::printout::PrintingOut;
use crate::app::put_aside::OwnWork;
use crate::app::reading::{ReadContext, Reading, WhichSheet};
use crate::app::version_read::VersionRead;
use crate::app::{exporting, picture};
use crate::export;
use crate::import::ImportError;
use crate::import::budget::Budget;
use crate::page::blocks::Doc;
use crate::print::{self, Choices, Printers};
use crate::report::{Part, Shared};
use crate::store::fonts;
use crate::store::settings::FontChoice;
use crate::store::versions::{self, Version};
use std::path::{Path, PathBuf};

impl Session {
    pub(super) fn begin(
        &mut self,
        name: &str,
        writes: bool,
        work: impl FnOnce(&JobLine<WorkStep>) -> End + Send + 'static,
    ) {
        if let Some(w) = self.work.as_ref().filter(|w| w.writes) {
            let words = format!("还在做上一件事（{}），做完再来。", w.name());
            self.fail(words);
            return;
        }
        self.work = Some(Work::begin((name, self.number), writes, self.desk.wake.clone(), work));
    }

    /// Begins to read a document; what comes of it, `arrive` says.
    pub fn begin_reading(&mut self, what: Reading) {
        self.begin_reading_sheets(whole(what), Vec::new());
    }

    /// Begins to read what was copied elsewhere; who copied it is asked on the thread, and may take long to answer.
    pub fn begin_reading_copied(&mut self, copied: impl FnOnce() -> Reading + Send + 'static) {
        self.begin_reading_of("剪贴板", copied, Vec::new());
    }

    /// Goes on reading a workbook of several reports: this sheet is meant.
    pub fn choose_sheet(&mut self, asked: WhichSheet, sheet: String) {
        self.begin_reading_sheets(asked.reading, [asked.chosen, vec![sheet]].concat());
    }

    /// Where something is read to be opened here.
    pub(super) fn reader(&self, sheets: Vec<String>) -> ReadContext {
        let word = self.open.as_ref().and_then(|o| o.changed_since_word());
        let went_out = word.filter(|w| w.report().is_none()).and_then(|w| w.digest()).map(str::to_string);
        ReadContext {
            disk: self.desk.disk.clone(),
            sheets,
            own: self.open.as_ref().and_then(|o| o.keeping.at.clone()),
            reads_only: self.holder().is_some(),
            leaving: self.leaving.clone(),
            went_out: went_out.map(|digest| (self.desk.data.clone(), digest)),
        }
    }

    fn begin_reading_sheets(&mut self, what: Reading, sheets: Vec<String>) {
        let name = match &what {
            Reading::File(p) | Reading::Last(p) | Reading::Other(p, _) => p.display().to_string(),
            Reading::LeftOver(_) => "恢复副本".into(),
            Reading::Pasted { .. } => "剪贴板".into(),
        };
        self.begin_reading_of(&name, || what, sheets);
    }

    fn begin_reading_of(
        &mut self,
        name: &str,
        what: impl FnOnce() -> Reading + Send + 'static,
        sheets: Vec<String>,
    ) {
        let reader = self.reader(sheets);
        self.begin(&format!("正在读取 {name}"), false, move |line| {
            let what = what();
            let called_off = || line.stopped();
            if let Reading::File(path) = &what
                && collection_work::is_collection(&*reader.disk, path)
            {
                return End::Collection(collection_work::read(&reader.disk, path));
            }
            if let Reading::LeftOver(found) = &what
                && found.is_collection
            {
                return End::CollectionLeft(collection_work::left_over(&reader.disk, found.clone()));
            }
            let again = what.clone();
            match what.read(&reader, &Budget::until(&called_off)) {
                Err(OpenError::Import(ImportError::SeveralSheets { sheets, .. })) => {
                    End::WhichSheet(WhichSheet { reading: again, chosen: reader.sheets, sheets })
                }
                read => End::Read(read.map(Box::new)),
            }
        });
    }

    /// The report as it stands.
    pub(super) fn report_now(&self) -> Option<Shared> {
        self.document().map(|d| d.report().clone())
    }

    /// Begins to export by the extension of `path`.
    pub fn begin_export(&mut self, path: &Path) {
        let Some(report) = self.report_now() else { return };
        let (disk, faces, sources) = (self.desk.disk.clone(), self.desk.faces(), self.sources());
        let made = self.open.as_ref().map(OpenReport::made).unwrap_or_default();
        let (path, data) = (path.to_path_buf(), self.desk.data.clone());
        self.begin(&format!("正在导出 {}", path.display()), true, move |line| {
            let own = OwnWork { disk: &*disk, data: &data, made: &made };
            let sent = exporting::spare(&*disk, &path, &sources)
                .and_then(|()| exporting::send(&own, &report, &path, &*faces, &|| line.stopped()));
            End::Exported(path, report, sent)
        });
    }

    fn paper(&self, paper: Paper) -> Option<Doc> {
        paper.document(self.open.as_ref(), self.other.as_ref(), self.today())
    }
    /// A file name for a document about the findings.
    pub fn paper_name(&self, paper: Paper) -> String {
        paper.name(self.paper(paper).as_ref())
    }
    /// Begins to write a document about the findings by the extension of `path`.
    pub fn begin_paper(&mut self, paper: Paper, path: &Path) {
        let Some(doc) = self.paper(paper) else {
            return self.tell(Message::bad("没有可以导出的内容；写过说明以后再导出审核说明"));
        };
        let (disk, faces, sources) = (self.desk.disk.clone(), self.desk.faces(), self.sources());
        let (path, data) = (path.to_path_buf(), self.desk.data.clone());
        self.begin(&format!("正在导出 {}", path.display()), true, move |line| {
            let write = || {
                exporting::spare(&*disk, &path, &sources)?;
                let made = export::document(&doc, &path, &*faces)?;
                let own = OwnWork { disk: &*disk, data: &data, made: &[] };
                exporting::write(&own, made, &path, &|| line.stopped())
            };
            let sent = write();
            End::Sent(path, sent)
        });
    }

    /// Files that nothing is written over: what is looked at was read from them.
    pub(super) fn sources(&self) -> Vec<PathBuf> {
        let own = self.open.iter().flat_map(|o| o.sources());
        let collected = self.collection.iter().flat_map(|c| c.sources());
        own.chain(self.other.iter().map(|o| &o.path)).cloned().chain(collected).collect()
    }

    /// Begins to ask the system for its printers.
    pub fn ask_printers(&mut self) {
        let programs = self.desk.programs.clone();
        self.printers = Inquiry::Asked(Job::start("正在找打印机", move |line| {
            print::printers(&*programs, &|| line.stopped())
        }));
    }
    /// The printers, once they are known.
    pub fn printers(&mut self) -> Option<&Printers> {
        self.printers.known()
    }

    /// Begins to look for the faces that pages are set in from now on.
    pub fn begin_choosing_fonts(&mut self, choice: FontChoice) {
        let disk = self.desk.disk.clone();
        self.begin("正在找字体", false, move |_| {
            let (fonts, found) = fonts::load(&*disk, choice);
            End::Faces(choice, fonts, found)
        });
    }

    /// Begins to print the report.
    pub fn begin_printing(&mut self, choices: Choices) {
        let Some(report) = self.report_now() else { return };
        let out = self.printing_out();
        self.begin("正在打印", true, move |line| {
            let printed = out.print(&report, &choices, &|| line.stopped());
            End::Printed(report, printed)
        });
    }
    /// All that printing takes.
    pub(super) fn printing_out(&self) -> PrintingOut {
        let (disk, programs) = (self.desk.disk.clone(), self.desk.programs.clone());
        PrintingOut { disk, programs, faces: self.desk.faces(), data: self.desk.data.clone() }
    }

    /// Begins to put a picture from a file behind a paragraph.
    pub fn insert_picture(&mut self, part: Part, paragraph: usize, path: &Path) {
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin(&format!("正在读取 {}", path.display()), false, move |_| End::Picture {
            part,
            paragraph,
            picture: picture::read(&*disk, &path),
        });
    }

    /// Begins to look for the versions kept of the open document.
    pub fn begin_versions(&mut self) {
        let Some(path) = self.path().map(Path::to_path_buf) else { return };
        let (disk, data) = (self.desk.disk.clone(), self.desk.data.clone());
        // As long as nothing was changed since it was saved.
        let saved = self.open.as_ref().filter(|_| !self.is_changed());
        let of_collection = self.collection.as_ref().filter(|_| !self.is_changed());
        let of_collection = of_collection.map(|c| c.digest().to_string());
        let now = saved.map(|o| o.keeping.digest.clone()).or(of_collection);
        self.begin("正在找以前的版本", false, move |_| {
            End::Versions(versions::list(&*disk, &data, &path, now.as_deref()))
        });
    }
    /// Begins to read one of them.
    pub fn begin_version(&mut self, version: Version) {
        let disk = self.desk.disk.clone();
        let now = self.collection.as_ref().map(|c| c.collection().clone());
        self.begin("正在读取以前的版本", false, move |_| {
            End::Version(VersionRead::read(&*disk, &version, now.as_deref()))
        });
    }

    /// Answers a lock of somebody who isn't there any more: begins to take it, to edit the file itself.
    pub fn take_lock(&mut self) {
        self.read_only();
        let Some(at) = self.open.as_ref().and_then(|o| o.keeping.at.clone()) else { return };
        let disk = self.desk.disk.clone();
        self.begin("正在接过来", false, move |_| {
            let claim = LockClaim::ask(&disk, &at.path, true);
            End::Lock(ClaimedFile { at, claim })
        });
    }

    /// Begins to look whether a file stands in the way at `path`.
    pub fn begin_looking(&mut self, path: &Path) {
        let (disk, path) = (self.desk.disk.clone(), path.to_path_buf());
        self.begin("正在看文件夹", false, move |_| {
            let stands = disk.exists(&path);
            End::Stands(path, stands)
        });
    }

    /// Opens a file with the system's program for it.
    pub fn open_externally(&mut self, path: &Path) {
        if let Err(e) = self.desk.programs.open(path) {
            self.tell(Message::bad(e.to_string()));
        }
    }

    /// Calls the work off.
    pub fn call_off(&mut self) {
        match &mut self.work {
            Some(w) if w.writes && !w.stopping => w.stop(),
            Some(w) if w.writes => {
                let words = format!("没有等它做完（{}）；请看看做成了多少，再决定要不要重做。", w.name());
                self.work = None;
                self.tell(Message::bad(words));
            }
            // The open document stays as it is.
            _ => (self.work, self.may_be_lost) = (None, None),
        }
    }
}

/// The same by its whole path: a file may be named from where the program was started.
fn whole(what: Reading) -> Reading {
    let whole = |p: PathBuf| std::path::absolute(&p).unwrap_or(p);
    match what {
        Reading::File(p) => Reading::File(whole(p)),
        Reading::Last(p) => Reading::Last(whole(p)),
        Reading::Other(p, purpose) => Reading::Other(whole(p), purpose),
        other => other,
    }
}
