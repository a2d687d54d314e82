//! What the clerk waits for: reading, exporting, printing. One thing at a time, on a thread, with a word about
//! how far it is and a way out. What writes is waited for when it is called off, so that nobody has to guess
//! what became of it; called off a second time it is left to itself.

use super::job::{Job, JobLine, Progress};
use super::reading::{Arrived, Reading, Ready};
use super::sending::{self, Outcome, Sent};
use super::session::{Message, Session};
use crate::export;
use crate::import::budget::Budget;
use crate::page::fonts::Fonts;
use crate::print::{self, Choices, Printers};
use crate::store::settings::FontChoice;
use crate::store::{StoreError, atomic, fonts};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How far it is: pieces done, of how many, and which is being done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkStep {
    pub done: usize,
    pub all: usize,
    pub what: String,
}

/// What comes of it.
pub enum End {
    Read(Result<Box<Ready>, String>),
    Sent(PathBuf, Result<Sent, String>),
    Many(Result<Batch, String>),
    Printed(Result<String, String>),
    /// Faces of that choice, and the names of those found in the system.
    Faces(FontChoice, Fonts, Vec<String>),
}

/// Many reports sent out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub folder: PathBuf,
    /// How many were to be sent.
    pub wanted: usize,
    pub outcomes: Vec<Outcome>,
}

/// Work going on.
pub struct Work {
    job: Job<End, WorkStep>,
    pub step: WorkStep,
    since: Instant,
    /// It is to be waited for when it is called off.
    writes: bool,
    /// It was called off, and is to end soon.
    pub stopping: bool,
}

/// What is known of the printers.
#[derive(Default)]
pub enum Printing {
    #[default]
    Unasked,
    Asked(Job<Printers>),
    Known(Printers),
}

/// Work that is done within this time needs no word about waiting.
const AT_ONCE: Duration = Duration::from_millis(500);

impl Work {
    /// What a clerk reads.
    pub fn name(&self) -> &str {
        &self.job.name
    }
    /// Whether it takes so long that the clerk wants to know.
    pub fn is_long(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.since) >= AT_ONCE
    }
}

impl Session {
    /// The work going on.
    pub fn work(&self) -> Option<&Work> {
        self.work.as_ref()
    }
    /// Whether something is being written that must not be cut off.
    pub fn is_writing(&self) -> bool {
        self.work.as_ref().is_some_and(|w| w.writes)
    }

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
        let job = Job::start(name, work);
        let since = Instant::now();
        self.work = Some(Work { job, step: WorkStep::default(), since, writes, stopping: false });
    }

    /// Begins to read a document; what comes of it, `arrive` says.
    pub fn begin_reading(&mut self, what: Reading) {
        let disk = self.disk.clone();
        let name = match &what {
            Reading::File(p) | Reading::Last(p) | Reading::Other(p, _) => p.display().to_string(),
            Reading::Pasted { .. } => "剪贴板".into(),
        };
        self.begin(&format!("正在读取 {name}"), false, move |line| {
            let called_off = || line.stopped();
            End::Read(what.read(&*disk, &Budget::until(&called_off)).map(Box::new))
        });
    }

    /// Begins to export by the extension of `path`.
    pub fn begin_export(&mut self, path: &Path) {
        let Some(report) = self.report().cloned() else { return };
        if self.would_cover_a_source(path) {
            return;
        }
        let (disk, fonts, path) = (self.disk.clone(), self.fonts(), path.to_path_buf());
        self.begin(&format!("正在导出 {}", path.display()), true, move |line| {
            let sent = sending::send(&*disk, &report, &path, &*fonts, &|| line.stopped());
            End::Sent(path, sent)
        });
    }

    /// Whether the open document's file is one of these, or stands in one of these folders.
    pub fn is_among(&self, sources: &[PathBuf]) -> bool {
        let Some(path) = self.path() else { return false };
        let folder = path.parent();
        sources.iter().any(|s| self.disk.is_same(s, path) || folder.is_some_and(|f| self.disk.is_same(s, f)))
    }

    /// Whether writing to `path` would cover a file that what is looked at was read from; says so.
    pub(super) fn would_cover_a_source(&mut self, path: &Path) -> bool {
        let own = self.open.iter().flat_map(|o| o.keeping.path.iter().chain(&o.keeping.sources));
        let sources: Vec<PathBuf> = own.chain(self.other.iter().map(|o| &o.path)).cloned().collect();
        let spared = sending::spare(&*self.disk, path, &sources);
        spared.map_err(|sentence| self.fail(sentence)).is_err()
    }

    /// Begins to export many reports, files and those of folders, as PDF into a folder.
    pub fn begin_many(&mut self, sources: Vec<PathBuf>, folder: &Path) {
        let (disk, fonts, folder) = (self.disk.clone(), self.fonts(), folder.to_path_buf());
        let (today, pdf) = (self.today(), export::pdf::EXPORTER.format.extension());
        self.begin("正在批量导出", true, move |line| {
            let files = match sending::reports_of(&*disk, &sources) {
                Ok(files) => files,
                Err(sentence) => return End::Many(Err(sentence)),
            };
            let all = files.len();
            let step = |done: usize| {
                let what = files.get(done).and_then(|f| f.file_name());
                line.say(WorkStep {
                    done,
                    all,
                    what: what.unwrap_or_default().to_string_lossy().into_owned(),
                });
            };
            let mut sent = match sending::many(&*disk, &files, &folder, pdf, today, &*fonts) {
                Ok(sent) => sent,
                Err(sentence) => return End::Many(Err(sentence)),
            };
            let mut outcomes = Vec::new();
            while !line.stopped() {
                step(outcomes.len());
                let Some(one) = sent.next() else { break };
                outcomes.push(one);
            }
            drop(sent);
            End::Many(Ok(Batch { folder, wanted: all, outcomes }))
        });
    }

    /// Begins to ask the system for its printers.
    pub fn ask_printers(&mut self) {
        let programs = self.programs.clone();
        self.printers = Printing::Asked(Job::start("正在找打印机", move |line| {
            print::printers(&*programs, &|| line.stopped())
        }));
    }
    /// The printers, once they are known.
    pub fn printers(&mut self) -> Option<&Printers> {
        if let Printing::Asked(job) = &self.printers {
            let known = match job.poll(Duration::ZERO) {
                Progress::Going => return None,
                Progress::Done(p) => p,
                Progress::Died => Printers::default(),
            };
            self.printers = Printing::Known(known);
        }
        match &self.printers {
            Printing::Known(p) => Some(p),
            _ => None,
        }
    }

    /// Begins to look for the faces that pages are set in from now on.
    pub fn begin_choosing_fonts(&mut self, choice: FontChoice) {
        let disk = self.disk.clone();
        self.begin("正在找字体", false, move |_| {
            let (fonts, found) = fonts::load(&*disk, choice);
            End::Faces(choice, fonts, found)
        });
    }

    /// Begins to print the report.
    pub fn begin_printing(&mut self, choices: Choices) {
        let Some(report) = self.report().cloned() else { return };
        let choices = Choices { title: report.title_line(), ..choices };
        let (disk, fonts, programs) = (self.disk.clone(), self.fonts(), self.programs.clone());
        let folder = self.data.join("print");
        self.begin("正在打印", true, move |line| {
            let path = folder.join("打印.pdf");
            let stopped = || line.stopped();
            let made = disk.make_folder(&folder).map_err(|e| StoreError::writing(&folder, &e).to_string());
            let made = made.and_then(|()| sending::send(&*disk, &report, &path, &*fonts, &stopped));
            let made = made.map_err(|e| if stopped() { "已取消，没有打印".into() } else { e });
            let printed = made.and_then(|sent| {
                let said = print::print(&*programs, &path, &choices, &stopped)?;
                Ok(std::iter::once(said).chain(sent.words()).collect::<String>())
            });
            // Only the newest printout is kept; the one before it became the backup of this one.
            if disk.exists(&atomic::backup_of(&path))
                && let Err(e) = disk.remove(&atomic::backup_of(&path))
            {
                log::debug!("an earlier printout stays: {e}");
            }
            End::Printed(printed)
        });
    }

    /// Calls the work off.
    pub fn call_off(&mut self) {
        match &mut self.work {
            Some(w) if w.writes && !w.stopping => {
                w.job.stop();
                w.stopping = true;
            }
            Some(w) if w.writes => {
                let words = format!("没有等它做完（{}）；请看看文件在不在，再决定要不要重做。", w.name());
                self.work = None;
                self.tell_bad(words);
            }
            // The open document stays as it is.
            _ => (self.work, self.may_be_lost) = (None, None),
        }
    }

    /// Takes what came of the work, if it comes within `wait`.
    pub fn arrive(&mut self, wait: Duration) -> Arrived {
        let Some(work) = &mut self.work else { return Arrived::Nothing };
        if let Some(step) = work.job.said().last() {
            work.step = step;
        }
        let end = match work.job.poll(wait) {
            Progress::Going => return Arrived::Nothing,
            Progress::Done(end) => Some(end),
            Progress::Died => None,
        };
        let name = work.name().to_string();
        self.work = None;
        match end {
            Some(End::Read(read)) => self.take_read(read.map(|r| *r)),
            Some(End::Sent(path, Ok(sent))) => {
                let said = std::iter::once("已导出。".to_string()).chain(self.unseen());
                let words = said.chain(sent.words()).chain([format!("文件：{}", short(&path))]);
                let (text, bad) = (words.collect(), sent.differs());
                self.message = Some(Message { text, bad, file: Some(path), elsewhere: false });
                Arrived::Done
            }
            Some(End::Many(Ok(batch))) => {
                self.batch = Some(batch);
                Arrived::Done
            }
            Some(End::Printed(Ok(words))) => {
                let words: String = std::iter::once(words).chain(self.unseen()).collect();
                self.tell(words);
                Arrived::Done
            }
            Some(End::Faces(choice, fonts, found)) => {
                self.take_fonts(choice, fonts, &found);
                Arrived::Done
            }
            Some(End::Sent(_, Err(s)) | End::Many(Err(s)) | End::Printed(Err(s))) => self.fail(s),
            None => self.fail(format!("{name}时出了意外，没有做完；打开的报告没有改动，请再试一次")),
        }
    }

    /// What the report went out with that nobody has looked at.
    fn unseen(&mut self) -> Option<String> {
        self.derived().unseen().map(|left| format!("还有{left}没有看过。"))
    }

    /// Nothing came of it: the open document stays.
    pub(super) fn fail(&mut self, sentence: String) -> Arrived {
        self.may_be_lost = None;
        self.tell_bad(sentence);
        Arrived::Failed
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
