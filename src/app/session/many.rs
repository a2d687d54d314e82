//! What the session begins over many files on a thread: sending reports out, judging them, the 发布包.

use super::Session;
use crate::app::arrived::Arrived;
use crate::app::auditing::{AuditTable, Auditor};
use crate::app::exporting::{self, Outcome};
use crate::app::finishing::{Finished, Finishing};
use crate::app::foreground::{Batch, End, WorkStep};
use crate::app::in_folders::{self, InFolders};
use crate::app::job::JobLine;
use crate::app::message::Message;
use crate::app::open_report::OpenReport;
use crate::app::publishing::{self, Published};
use crate::app::put_aside::OwnWork;
use crate::export::Exporter;
use crate::print::Choices;
use crate::report::StyleSet;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

impl Session {
    /// Begins to export many reports, files and those of folders, into a folder, in the format of that extension; all
    /// in one page style, where one is given.
    pub fn begin_many(
        &mut self,
        sources: Vec<PathBuf>,
        folder: &Path,
        format: &'static str,
        style: Option<StyleSet>,
    ) {
        let (disk, faces, folder) = (self.desk.disk.clone(), self.desk.faces(), folder.to_path_buf());
        let (today, data) = (self.today(), self.desk.data.clone());
        self.begin("正在批量导出", true, move |line| {
            let InFolders { files, left_out, .. } = match in_folders::reports_of(&*disk, &sources) {
                Ok(found) => found,
                Err(e) => return End::Many(Err(e)),
            };
            let mut outcomes = Vec::new();
            let many = exporting::SendingMany {
                disk: &*disk,
                data: &data,
                files: &files,
                folder: &folder,
                format,
                style,
                today,
                fonts: &*faces,
            };
            say_step(line, &files, 0);
            let sent = many.send(|one| {
                outcomes.push(one);
                say_step(line, &files, outcomes.len());
                !line.stopped()
            });
            if let Err(e) = sent {
                return End::Many(Err(e));
            }
            End::Many(Ok(Batch { name: "批量导出", folder, wanted: files.len(), outcomes, left_out }))
        });
    }

    /// Begins to judge many reports, files and those of folders; their sheets go into `folder`, if there is one.
    pub fn begin_auditing(&mut self, sources: Vec<PathBuf>, folder: Option<PathBuf>) {
        let (disk, faces, today) = (self.desk.disk.clone(), self.desk.faces(), self.today());
        let data = self.desk.data.clone();
        self.begin("正在批量审核", true, move |line| {
            let audited = || {
                let InFolders { files, left_out, .. } = in_folders::reports_of(&*disk, &sources)?;
                if let Some(f) = &folder {
                    exporting::make_folder(&*disk, f)?;
                }
                let (taken, fonts, data) = (BTreeSet::new(), || faces(), &*data);
                let mut auditor =
                    Auditor { disk: &*disk, data, today, folder: folder.as_deref(), fonts: &fonts, taken };
                let mut rows = Vec::new();
                while let Some(file) = files.get(rows.len()).filter(|_| !line.stopped()) {
                    say_step(line, &files, rows.len());
                    rows.push(auditor.audit(file, &files));
                }
                Ok(AuditTable { wanted: files.len(), rows, left_out, folder: folder.clone() })
            };
            let end = audited();
            End::Audited(end)
        });
    }

    /// Begins to make documents of the open report in these formats, beside its file, and to print it, where it is said
    /// how.
    pub fn begin_finishing(&mut self, formats: Vec<&'static Exporter>, choices: Option<Choices>) {
        let Some(report) = self.report_now() else { return };
        let Some(folder) = self.path().and_then(Path::parent).map(Path::to_path_buf) else { return };
        let (out, sources, all) = (self.printing_out(), self.sources(), formats.len());
        let made = self.open.as_ref().map(OpenReport::made).unwrap_or_default();
        let work = Finishing { report, folder, formats, sources, made, choices };
        self.begin("正在导出和打印", true, move |line| {
            let go_on = |done| {
                line.say(WorkStep { done, all, what: String::new() });
                !line.stopped()
            };
            End::Finished(Box::new(work.make(&out, &go_on)))
        });
    }

    /// Takes what became of it.
    pub(super) fn take_finished(&mut self, done: &Finished) -> Arrived {
        let of = |o: &Outcome| Some((o.output.clone(), o.result.as_ref().ok()?.digest.clone()));
        let made = done.outcomes.iter().filter_map(|(_, o)| of(o)).map(Some);
        let printed = matches!(done.printed, Some(Ok(_))).then_some(None);
        self.went_out(made.chain(printed), done.report.clone());
        let (words, amiss) = done.words();
        let text = std::iter::once(words).chain(self.unseen()).collect();
        let file = done.first().map(Path::to_path_buf);
        self.tell(Message { text, amiss, file, ..Message::default() });
        Arrived::Done
    }

    /// Begins to make the 发布包 of the open report in a folder, with the formats of these extensions besides.
    pub fn begin_publishing(&mut self, into: &Path, also: Vec<&'static str>) {
        let Some(report) = self.report_now() else { return };
        let (disk, faces, sources) = (self.desk.disk.clone(), self.desk.faces(), self.sources());
        let (today, data) = (self.today(), self.desk.data.clone());
        let into = into.to_path_buf();
        self.begin("正在做发布包", true, move |line| {
            let publish = || {
                let formats = publishing::formats(&also)?;
                let all = formats.len();
                let mut go_on = |done| {
                    line.say(WorkStep { done, all, what: String::new() });
                    !line.stopped()
                };
                let (sources, fonts) = (sources.as_slice(), &*faces);
                let package = publishing::Publishing { report: &report, sources, formats, today, fonts };
                let own = OwnWork { disk: &*disk, data: &data, made: &[] };
                package.publish(&own, &into, &mut go_on)
            };
            let batch = |p: Published| Batch {
                name: "做发布包",
                wanted: p.outcomes.len(),
                folder: p.folder,
                left_out: Vec::new(),
                outcomes: p.outcomes,
            };
            let published = publish().map(batch);
            End::Published(report, published)
        });
    }
}

/// Says which of many files is being done.
fn say_step(line: &JobLine<WorkStep>, files: &[PathBuf], done: usize) {
    let what = files.get(done).and_then(|f| f.file_name()).unwrap_or_default();
    line.say(WorkStep { done, all: files.len(), what: what.to_string_lossy().into_owned() });
}
