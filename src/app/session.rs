//! One window's work: the open document and its file, findings by revision, settings, messages, and the
//! recovery copy. A file that can't be opened leaves the open document untouched.

use super::job::{Job, Progress};
use super::{open, verify};
use crate::checks::{self, Finding, Level};
use crate::form::table::CellKey;
use crate::page;
use crate::page::blocks::{self, Block};
use crate::page::fonts::Fonts;
use crate::preview::{self, Picture};
use crate::report::document::Document;
use crate::report::edit::{Edit, Spot};
use crate::report::stale::{self, Stale};
use crate::report::{Date, Part, Report, Shared};
use crate::store::recovery::{self, Found};
use crate::store::settings::Settings;
use crate::store::{Disk, atomic, folders, project};
use crate::{export, import};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A recovery copy is written so long after a change, whatever else is typed meanwhile.
const COPY_AFTER: Duration = Duration::from_secs(2);

/// Something to tell the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub bad: bool,
    /// A file the message is about, to be opened from it.
    pub file: Option<PathBuf>,
}

/// State of a part of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartState {
    #[default]
    Empty,
    Begun,
    Done,
    Warning,
    Error,
}

impl PartState {
    /// The sign in the outline, and what a screen reader says.
    pub fn sign(self) -> (&'static str, &'static str) {
        match self {
            PartState::Empty => ("□", "还没有填"),
            PartState::Begun => ("…", "没有填完"),
            PartState::Done => ("✓", "已填完，没有发现问题"),
            PartState::Warning => ("▲", "有提醒"),
            PartState::Error => ("●", "有错误"),
        }
    }
}

/// What follows from a report.
#[derive(Default)]
pub struct Derived {
    revision: u64,
    pub findings: Arc<Vec<Finding>>,
    pub stale: Vec<Stale>,
    /// State of the front, the sections 1–6, the signature.
    pub parts: [PartState; 8],
}

impl Derived {
    fn of(r: &Report, revision: u64, today: Option<Date>) -> Derived {
        let findings = checks::run(r, today);
        let stale = stale::list(r);
        let parts = std::array::from_fn(|n| part_state(r, n, &findings, &stale));
        Derived { revision, findings: Arc::new(findings), stale, parts }
    }
}

fn part_state(r: &Report, n: usize, findings: &[Finding], stale: &[Stale]) -> PartState {
    let (filled, all) = extent(r, n);
    let of_part =
        |l: Level| findings.iter().any(|f| f.section == Some(n) && f.level == l && f.code != "T102");
    match () {
        () if of_part(Level::Error) => PartState::Error,
        () if filled == 0 => PartState::Empty,
        () if filled < all || stale.iter().any(|s| s.part.section() == n) => PartState::Begun,
        () if of_part(Level::Warning) => PartState::Warning,
        () => PartState::Done,
    }
}

struct Open {
    doc: Document,
    path: Option<PathBuf>,
    copy: Option<recovery::Copy>,
    /// Revision that the recovery copy holds.
    copied: u64,
    /// When the first change after it was made.
    since: Option<Instant>,
}

/// The pages as they would be exported.
#[derive(Default)]
pub struct Preview {
    /// Of the report that they show.
    pub revision: u64,
    pub pages: Arc<Vec<Picture>>,
    /// Page on which each section begins, from 0; the front is first.
    pub sections: Vec<usize>,
    job: Option<Job<Drawn>>,
    /// The revision last seen, and since when it stands.
    seen: Option<(u64, Instant)>,
}

/// Pages drawn: of which revision, the pictures, where the sections begin.
type Drawn = (u64, Vec<Picture>, Vec<usize>);

/// Dots an inch of the preview.
const PREVIEW_DPI: f32 = 96.0;
/// The pages are drawn anew when nothing was typed for so long.
const PREVIEW_AFTER: Duration = Duration::from_millis(250);

fn drawn(report: &Report, fonts: &Fonts, revision: u64) -> Drawn {
    let doc = blocks::of(report);
    let sections = page::lay_out(&doc, fonts).outline;
    let sections = sections.into_iter().filter(|e| e.level == 1).map(|e| e.page);
    let sections = std::iter::once(0).chain(sections).collect();
    let pages = export::pdf(report, fonts).map(|m| preview::pages(m.bytes, PREVIEW_DPI)).unwrap_or_default();
    (revision, pages, sections)
}

/// What is to be read.
pub enum Reading {
    /// A project file, or any document to be imported as it is.
    File(PathBuf),
    /// Last year's report, to begin this year's.
    Last(PathBuf),
    /// What was copied elsewhere: the page, which keeps merged cells, before the plain text.
    Pasted { html: Option<String>, text: Option<String> },
}

/// A document read, not yet opened.
pub struct Ready {
    pub report: Report,
    /// Where it is saved, if it is a project.
    path: Option<PathBuf>,
    /// The file it was read from.
    source: Option<PathBuf>,
    /// What to tell once it is open.
    words: String,
}

/// What came of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrived {
    Nothing,
    Opened,
    /// Notes have to be looked at first.
    Review,
    Failed,
}

impl Reading {
    fn read(self, disk: &dyn Disk) -> Result<Ready, String> {
        match self {
            Reading::File(p) => open::read_any(disk, &p, None).map(|o| {
                let path = o.is_project.then(|| p.clone());
                let words = if o.is_project { String::new() } else { read_words(&o.report) };
                Ready { report: o.report, path, source: Some(p), words }
            }),
            Reading::Last(p) => open::next(disk, &p, None, None).map(|report| {
                let count = stale::list(&report).len();
                let words = format!(
                    "已按去年的报告开始{}年的报告；{count}处去年的文字标成浅黄，请逐处改写或确认。",
                    report.year
                );
                Ready { report, path: None, source: None, words }
            }),
            Reading::Pasted { html, text } => {
                let read = |t: &String| {
                    import::read_document(t.as_bytes(), "剪贴板", None).map_err(|e| e.to_string())
                };
                let report = match (html.as_ref().map(read), &text) {
                    (Some(Ok(r)), _) => Ok(r),
                    (_, Some(t)) => read(t),
                    (Some(e), None) => e,
                    (None, None) => {
                        Err("剪贴板里没有文字；请先在 Word、WPS 或网页里选中整份报告并复制".to_string())
                    }
                }?;
                let words = read_words(&report);
                Ok(Ready { report, path: None, source: None, words })
            }
        }
    }
}

fn read_words(r: &Report) -> String {
    let cells = r.form().cells();
    let filled = cells.iter().filter(|k| r.value(k).is_some()).count();
    format!("已读入，{}格里有{filled}格有数；另存后成为项目文件。", cells.len())
}

/// See the module.
pub struct Session {
    disk: Arc<dyn Disk>,
    data: PathBuf,
    pub settings: Settings,
    open: Option<Open>,
    derived: Arc<Derived>,
    today: Option<Date>,
    fonts: Option<Fonts>,
    pub message: Option<Message>,
    preview: Preview,
    reading: Option<Job<Result<Ready, String>>>,
    /// Read, and waiting for the clerk to have looked at the notes.
    pub review: Option<Ready>,
    /// Work of a session that ended without being closed.
    pub left_over: Vec<Found>,
}

impl Session {
    /// A session with nothing open; the program keeps its own things in `data`.
    pub fn new(disk: Arc<dyn Disk>, data: PathBuf, today: Option<Date>) -> Session {
        let settings = Settings::load(&*disk, &data);
        let left_over = recovery::left_over(&*disk, &recovery::folder(&data));
        Session {
            disk,
            data,
            settings,
            open: None,
            derived: Arc::default(),
            today,
            fonts: None,
            message: None,
            preview: Preview::default(),
            reading: None,
            review: None,
            left_over,
        }
    }

    /// The day the checks go by.
    pub fn today(&self) -> Option<Date> {
        self.today
    }
    /// The open document.
    pub fn document(&self) -> Option<&Document> {
        self.open.as_ref().map(|o| &o.doc)
    }
    /// The report as it stands.
    pub fn report(&self) -> Option<&Shared> {
        self.document().map(Document::report)
    }
    /// Where the document was saved.
    pub fn path(&self) -> Option<&Path> {
        self.open.as_ref().and_then(|o| o.path.as_deref())
    }
    /// Whether something would be lost.
    pub fn is_changed(&self) -> bool {
        self.document().is_some_and(Document::is_changed)
    }
    /// What the title bar says.
    pub fn title(&self) -> String {
        let Some(o) = &self.open else { return "公开年报".into() };
        let name = o.path.as_deref().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
        let name = name.unwrap_or_else(|| self.suggested_name("gknb"));
        format!("{name}{} — 公开年报", if o.doc.is_changed() { " ● 未保存" } else { "" })
    }
    /// A file name made of the report's title.
    pub fn suggested_name(&self, extension: &str) -> String {
        let title = self.report().map(|r| r.title_line()).unwrap_or_default();
        let clean: String =
            title.chars().filter(|c| !c.is_whitespace() && !r#"\/:*?"<>|"#.contains(*c)).collect();
        let name = if clean.is_empty() { "政府信息公开工作年度报告" } else { &clean };
        format!("{name}.{extension}")
    }

    /// What follows from the report as it stands; worked out again only after a change.
    pub fn derived(&mut self) -> Arc<Derived> {
        if let Some(o) = &self.open
            && self.derived.revision != o.doc.revision()
        {
            self.derived = Arc::new(Derived::of(o.doc.report(), o.doc.revision(), self.today));
        }
        self.derived.clone()
    }
    /// Findings of the report as it stands.
    pub fn findings(&mut self) -> Arc<Vec<Finding>> {
        self.derived().findings.clone()
    }
    /// Sentences of last year's, as of the last frame.
    pub fn stale(&self) -> &[Stale] {
        &self.derived.stale
    }

    fn place(&mut self, doc: Document, path: Option<PathBuf>) {
        self.close_copy();
        let copied = doc.revision();
        let copy = match recovery::Copy::new(&*self.disk, &recovery::folder(&self.data)) {
            Ok(c) => Some(c),
            Err(e) => {
                self.tell_bad(format!("不能建立恢复副本，请勤保存：{e}"));
                None
            }
        };
        self.derived = Arc::default();
        self.preview = Preview::default();
        self.open = Some(Open { doc, path, copy, copied, since: None });
    }

    /// Begins an empty report.
    pub fn new_report(&mut self, year: u16, office: &str) {
        self.place(Document::opened(Report::new(year, office)), None);
    }
    /// Opens the invented sample.
    pub fn open_sample(&mut self) {
        self.place(Document::opened(super::sample::report()), None);
        self.tell("这是一份虚构的样例，可以随意试用。".into());
    }

    /// Begins to read a document; what comes of it, `arrive` says.
    pub fn begin_reading(&mut self, what: Reading) {
        let disk = self.disk.clone();
        let name = match &what {
            Reading::File(p) | Reading::Last(p) => p.display().to_string(),
            Reading::Pasted { .. } => "剪贴板".into(),
        };
        self.reading = Some(Job::start(&format!("正在读取 {name}"), move || what.read(&*disk)));
    }
    /// What is being read, for a clerk who waits.
    pub fn reading(&self) -> Option<&str> {
        self.reading.as_ref().map(|j| j.name.as_str())
    }
    /// The pages, drawn on a thread when typing stops; and how long until it is worth asking again.
    pub fn preview(&mut self, now: Instant) -> (&Preview, Option<Duration>) {
        const ASK_AGAIN: Duration = Duration::from_millis(40);
        if let Some(job) = &self.preview.job {
            match job.poll(Duration::ZERO) {
                Progress::Going => return (&self.preview, Some(ASK_AGAIN)),
                Progress::Done((revision, pages, sections)) => {
                    let p = &mut self.preview;
                    (p.revision, p.pages, p.sections, p.job) = (revision, Arc::new(pages), sections, None);
                }
                Progress::Died => self.preview.job = None,
            }
        }
        let Some(o) = &self.open else { return (&self.preview, None) };
        let revision = o.doc.revision();
        if revision == self.preview.revision {
            return (&self.preview, None);
        }
        let since = match self.preview.seen {
            Some((r, since)) if r == revision => since,
            _ => {
                self.preview.seen = Some((revision, now));
                now
            }
        };
        let left = PREVIEW_AFTER.saturating_sub(now.saturating_duration_since(since));
        // The first pages are wanted at once.
        if !left.is_zero() && self.preview.revision != 0 {
            return (&self.preview, Some(left));
        }
        let report = o.doc.report().clone();
        let fonts = self.fonts.get_or_insert_with(|| folders::fonts(&*self.disk)).clone();
        self.preview.job = Some(Job::start("正在排版", move || drawn(&report, &fonts, revision)));
        (&self.preview, Some(ASK_AGAIN))
    }

    /// Waits no longer for what is being read; the open document stays.
    pub fn cancel_reading(&mut self) {
        self.reading = None;
    }

    /// Takes what was read, if it comes within `wait`. What has to be looked at first goes to `review`.
    pub fn arrive(&mut self, wait: Duration) -> Arrived {
        let Some(job) = &self.reading else { return Arrived::Nothing };
        let read = match job.poll(wait) {
            Progress::Going => return Arrived::Nothing,
            Progress::Done(r) => r,
            Progress::Died => Err("没有读完这个文件，打开的报告没有改动；请再试一次".into()),
        };
        self.reading = None;
        match read {
            Ok(r) if r.path.is_none() && !r.report.notes.is_empty() => {
                self.review = Some(r);
                Arrived::Review
            }
            Ok(r) => {
                self.take(r);
                Arrived::Opened
            }
            Err(sentence) => {
                self.tell_bad(sentence);
                Arrived::Failed
            }
        }
    }

    /// Opens what was looked at.
    pub fn accept(&mut self) {
        if let Some(r) = self.review.take() {
            self.take(r);
        }
    }

    fn take(&mut self, r: Ready) {
        if let Some(p) = &r.source {
            self.settings.opened(p);
            self.keep_settings();
        }
        let doc = if r.path.is_some() { Document::opened(r.report) } else { Document::new(r.report) };
        self.message = None;
        self.place(doc, r.path);
        if !r.words.is_empty() {
            self.tell(r.words);
        }
    }

    /// The report as the fragment of a page, and as plain text, for a portal's editor.
    pub fn fragment(&self) -> Option<(String, String)> {
        let doc = blocks::of(self.report()?);
        let text: Vec<&str> = doc
            .blocks
            .iter()
            .filter_map(|b| match b {
                Block::Title(t) | Block::Para(t) | Block::Heading { text: t, .. } => Some(t.as_str()),
                _ => None,
            })
            .collect();
        Some((export::html::fragment(&doc), text.join("\n")))
    }

    /// Takes over a recovery copy.
    pub fn restore(&mut self, found: &Found) {
        match recovery::read(&*self.disk, found) {
            Ok(report) => {
                self.place(Document::new(report), found.document.clone());
                recovery::discard(&*self.disk, found);
                self.left_over.retain(|f| f != found);
                self.tell("已恢复上次没有保存的内容，请检查后保存。".into());
                if let Some(o) = &mut self.open {
                    // Not copied yet under this session's own name.
                    o.since = Some(Instant::now());
                    o.copied = 0;
                }
            }
            Err(e) => self.tell_bad(e.to_string()),
        }
    }
    /// Throws a recovery copy away.
    pub fn discard(&mut self, found: &Found) {
        recovery::discard(&*self.disk, found);
        self.left_over.retain(|f| f != found);
    }

    /// Saves where the document stands; false if it has no file yet or the write failed.
    pub fn save(&mut self) -> bool {
        match self.path().map(Path::to_path_buf) {
            Some(p) => self.save_as(&p),
            None => false,
        }
    }

    /// Saves to `path`, which becomes the document's file.
    pub fn save_as(&mut self, path: &Path) -> bool {
        let Some(report) = self.report().cloned() else { return false };
        match project::save(&*self.disk, path, &report) {
            Ok(()) => {
                if let Some(o) = &mut self.open {
                    o.doc.mark_saved(report);
                    o.path = Some(path.to_path_buf());
                    (o.copied, o.since) = (o.doc.revision(), None);
                    if let Some(c) = &o.copy {
                        c.clear(&*self.disk);
                    }
                }
                self.settings.opened(path);
                self.keep_settings();
                self.tell("已保存。".into());
                true
            }
            Err(e) => {
                self.tell_bad(e.to_string());
                false
            }
        }
    }

    /// Exports by the extension of `path`.
    pub fn export(&mut self, path: &Path) -> bool {
        let Some(report) = self.report().cloned() else { return false };
        let fonts = self.fonts.get_or_insert_with(|| folders::fonts(&*self.disk)).clone();
        let done = export::bytes(&report, path, &|| fonts.clone()).map_err(|e| e.to_string()).and_then(|m| {
            atomic::replace(&*self.disk, path, &m.bytes).map(|()| m).map_err(|e| e.to_string())
        });
        match done {
            Ok(made) => {
                let differing = verify::differences(&report, &made.bytes, path);
                let bad = differing.as_ref().is_some_and(|d| !d.is_empty());
                let checked = differing.map(|d| verify::sentence(&d));
                let text =
                    std::iter::once("已导出。".to_string()).chain(checked).chain(made.warnings).collect();
                self.message = Some(Message { text, bad, file: Some(path.into()) });
                true
            }
            Err(sentence) => {
                self.tell_bad(sentence);
                false
            }
        }
    }

    /// A PDF in the program's data folder, for printing.
    pub fn export_for_print(&mut self) -> Option<PathBuf> {
        let folder = self.data.join("print");
        if let Err(e) = self.disk.make_folder(&folder) {
            self.tell_bad(crate::store::StoreError::writing(&folder, &e).to_string());
            return None;
        }
        let path = folder.join("打印.pdf");
        self.export(&path).then_some(path)
    }

    /// Carries out edits as one step.
    pub fn apply(&mut self, name: &str, group: Option<&str>, edits: &[Edit]) {
        let Some(o) = &mut self.open else { return };
        if o.doc.apply_grouped(name, group, edits) {
            o.since.get_or_insert_with(Instant::now);
        }
    }
    /// The next keystroke begins a new step.
    pub fn end_group(&mut self) {
        if let Some(o) = &mut self.open {
            o.doc.end_group();
        }
    }
    /// Takes the last step back; where it was.
    pub fn undo(&mut self) -> Option<Spot> {
        let o = self.open.as_mut()?;
        o.since.get_or_insert_with(Instant::now);
        o.doc.undo()
    }
    /// Brings it again; where it is.
    pub fn redo(&mut self) -> Option<Spot> {
        let o = self.open.as_mut()?;
        o.since.get_or_insert_with(Instant::now);
        o.doc.redo()
    }

    /// Writes the recovery copy when it is due; how long until it will be.
    pub fn tick(&mut self, now: Instant) -> Option<Duration> {
        let o = self.open.as_mut()?;
        let since = o.since?;
        let left = COPY_AFTER.saturating_sub(now.saturating_duration_since(since));
        if !left.is_zero() {
            return Some(left);
        }
        o.since = None;
        if o.copied != o.doc.revision()
            && let Some(c) = &o.copy
        {
            if !o.doc.is_changed() {
                c.clear(&*self.disk);
            } else if let Err(e) = c.write(&*self.disk, o.doc.report(), o.path.as_deref(), &super::now()) {
                self.message = Some(Message {
                    text: format!("恢复副本没有写成，请尽快保存：{e}"),
                    bad: true,
                    file: None,
                });
            }
            o.copied = o.doc.revision();
        }
        None
    }

    /// Lets go of the document; what was not saved is gone.
    pub fn close(&mut self) {
        self.close_copy();
        self.open = None;
    }
    fn close_copy(&mut self) {
        if let Some(c) = self.open.as_mut().and_then(|o| o.copy.take()) {
            c.close(&*self.disk);
        }
    }

    /// Remembers the settings; a failure costs nothing but the memory.
    pub fn keep_settings(&self) {
        if let Err(e) = self.settings.save(&*self.disk, &self.data) {
            log::warn!("settings not saved: {e}");
        }
    }
    pub fn tell(&mut self, text: String) {
        self.message = Some(Message { text, bad: false, file: None });
    }
    pub fn tell_bad(&mut self, text: String) {
        self.message = Some(Message { text, bad: true, file: None });
    }
    /// Whether a file stands in the way of writing to `path`.
    pub fn exists(&self, path: &Path) -> bool {
        self.disk.exists(path)
    }
}

/// How much of section `n` is filled, and how much there is to fill.
fn extent(r: &Report, n: usize) -> (usize, usize) {
    let any = |p: Part| usize::from(!r.words(p).trim().is_empty());
    match n {
        0 => (any(Part::Title) + any(Part::Preamble), 2),
        7 => {
            (usize::from(!r.signature.office.trim().is_empty()) + usize::from(r.signature.date.is_some()), 2)
        }
        n => match r.form().table_of_section(n) {
            Some(t) => {
                let keys: Vec<CellKey> = t.cells();
                (keys.iter().filter(|k| r.value(k).is_some()).count(), keys.len())
            }
            None => (any(Part::Before(n)), 1),
        },
    }
}
