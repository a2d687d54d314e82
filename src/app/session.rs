//! One window's work: the open document, findings by revision, settings, messages. A file that can't be opened
//! leaves the open document untouched. What keeps the document safe on the disk is in `saving`.

use super::derived::Derived;
use super::guard::guarded;
use super::left_over::{Recovery, TakenOver};
use super::other::Other;
use super::previewing::{Preview, Wanted};
use super::reading::{Arrived, Purpose, Ready};
use super::saving::Keeping;
use super::two_editors::Question;
use super::work::{Batch, Printing, Work};
use crate::checks::Finding;
use crate::export;
use crate::page::blocks::{self, DocBlock};
use crate::page::fonts::Fonts;
use crate::print::{Programs, System};
use crate::report::document::Document;
use crate::report::edit::{Edit, Spot};
use crate::report::last_years_text::Stale;
use crate::report::{Date, Report, Shared};
use crate::store::recovery::{self, Found};
use crate::store::settings::{FontChoice, Settings};
use crate::store::{self, Disk, Wake, project};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Something to tell the clerk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub bad: bool,
    /// A file the message is about, to be opened from it.
    pub file: Option<PathBuf>,
    /// Saving elsewhere would help.
    pub elsewhere: bool,
}

pub(super) struct Open {
    pub doc: Document,
    pub keeping: Keeping,
}

/// The state of one window.
pub struct Session {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) data: PathBuf,
    /// Starts other programs.
    pub programs: Arc<dyn Programs>,
    pub settings: Settings,
    pub(super) open: Option<Open>,
    derived: Arc<Derived>,
    today: Option<Date>,
    /// Read when they are first wanted, on the thread that wants them.
    fonts: Arc<OnceLock<Fonts>>,
    pub message: Option<Message>,
    preview: Preview,
    /// Somebody else's report being looked at.
    pub other: Option<Other>,
    pub(super) work: Option<Work>,
    pub(super) printers: Printing,
    /// Read, and waiting for the clerk to have looked at the notes.
    pub review: Option<Ready>,
    /// The revision of the open document that the clerk lets be lost, once, for what is being read.
    pub(super) may_be_lost: Option<u64>,
    /// What became of many reports that were sent out, to be looked at.
    pub batch: Option<Batch>,
    /// Work of a session that ended without being closed.
    pub left_over: Vec<Found>,
    /// The clerk left it for another time, or took one of it over.
    pub(super) left_alone: bool,
    /// How that work differs from its documents.
    pub(super) recovery: Recovery,
    pub(super) taken_over: Option<TakenOver>,
    /// What the clerk has to decide about the document's file.
    pub question: Option<Question>,
    pub(super) wake: Wake,
}

impl Session {
    /// A session with nothing open; the program keeps its own things in `data`.
    pub fn new(disk: Arc<dyn Disk>, data: PathBuf, today: Option<Date>) -> Session {
        let (settings, told) = Settings::load(&*disk, &data);
        let message = told.map(|text| Message { text, bad: true, ..Message::default() });
        let left_over = recovery::left_over(&*disk, &recovery::folder(&data));
        Session {
            disk,
            data,
            programs: Arc::new(System),
            settings,
            open: None,
            derived: Arc::default(),
            today,
            fonts: Arc::default(),
            message,
            preview: Preview::default(),
            other: None,
            work: None,
            printers: Printing::default(),
            review: None,
            may_be_lost: None,
            batch: None,
            left_alone: false,
            left_over,
            recovery: Recovery::default(),
            taken_over: None,
            question: None,
            wake: Arc::new(|| {}),
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
        self.open.as_ref().and_then(|o| o.keeping.path.as_deref())
    }
    /// Whether something would be lost.
    pub fn is_changed(&self) -> bool {
        self.document().is_some_and(Document::is_changed)
    }
    /// The clerk goes on without saving; what was not saved is gone only when the next document is there.
    pub fn let_be_lost(&mut self) {
        self.may_be_lost = self.document().map(Document::revision);
    }
    /// Whether the clerk was asked about the document as it stands.
    pub fn may_be_lost(&self) -> bool {
        self.document().is_some_and(|d| self.may_be_lost == Some(d.revision()))
    }
    /// What the title bar says.
    pub fn title(&self) -> String {
        let Some(o) = &self.open else { return "公开年报".into() };
        let name =
            o.keeping.path.as_deref().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
        let name = name.unwrap_or_else(|| self.suggested_name(project::FORMAT.extension()));
        let state = match (&o.keeping.holder, o.doc.is_changed()) {
            (Some(_), _) => "（只读）",
            (None, true) => " ● 未保存",
            (None, false) => "",
        };
        format!("{name}{state} — 公开年报")
    }
    /// A file name made of the report's title.
    pub fn suggested_name(&self, extension: &str) -> String {
        let title = self.report().map(|r| r.title_line()).unwrap_or_default();
        file_name(&title, "政府信息公开工作年度报告", extension)
    }

    /// What follows from the report as it stands; worked out again only after a change.
    pub fn derived(&mut self) -> Arc<Derived> {
        if let Some(o) = &self.open
            && self.derived.revision != o.doc.revision()
        {
            let (revision, was) = (o.doc.revision(), self.derived.clone());
            let after = guarded("审核", || was.after(o.doc.report(), revision, self.today));
            self.derived = Arc::new(after.unwrap_or_else(|_| {
                self.message = Some(Message {
                    text:
                        "审核时程序自己出了错，列着的是改这一步以前的结果；可以按“撤销”（Ctrl+Z）回到前一步。"
                            .into(),
                    bad: true,
                    ..Message::default()
                });
                was.held_over(revision)
            }));
        }
        self.derived.clone()
    }
    /// Findings of the report as it stands.
    pub fn findings(&mut self) -> Arc<Vec<Finding>> {
        self.derived().findings.clone()
    }
    /// What follows from the report, as of the last frame.
    pub fn known(&self) -> &Derived {
        &self.derived
    }
    /// Sentences of last year's, as of the last frame.
    pub fn stale(&self) -> &[Stale] {
        &self.derived.stale
    }

    fn place(&mut self, doc: Document, path: Option<PathBuf>, digest: String) {
        self.let_go();
        self.may_be_lost = None;
        let keeping = self.keep(path, digest);
        self.show(doc, keeping);
    }
    /// Another document in the place of the open one, in the same file.
    pub(super) fn renew(&mut self, doc: Document) {
        if let Some(o) = self.open.take() {
            self.show(doc, o.keeping);
        }
    }
    pub(super) fn show(&mut self, doc: Document, keeping: Keeping) {
        self.derived = Arc::default();
        self.preview = Preview::default();
        self.taken_over = None;
        self.open = Some(Open { doc, keeping });
    }

    /// Begins an empty report.
    pub fn new_report(&mut self, year: u16, office: &str) {
        self.place(Document::opened(Report::new(year, office)), None, String::new());
    }
    /// Opens a report that stands in no file.
    pub fn show_opened(&mut self, report: Report) {
        self.place(Document::opened(report), None, String::new());
    }
    /// Opens the invented sample.
    pub fn open_sample(&mut self) {
        self.place(Document::opened(super::sample::report()), None, String::new());
        self.tell("这是一份虚构的样例，可以随意试用。".into());
    }

    /// The faces to print with, for work on a thread.
    pub(super) fn fonts(&self) -> Arc<dyn Fn() -> Fonts + Send + Sync> {
        let (fonts, disk, choice) = (self.fonts.clone(), self.disk.clone(), self.settings.fonts);
        Arc::new(move || fonts.get_or_init(|| store::fonts::load(&*disk, choice).0).clone())
    }
    /// The pages, kept up on a thread with the report and with what is shown of it; and how long until it is
    /// worth asking again.
    pub fn preview(&mut self, shown: &[Wanted], now: Instant) -> (&mut Preview, Option<Duration>) {
        let fonts = self.fonts();
        let Some(o) = &self.open else { return (&mut self.preview, None) };
        let wait = self.preview.keep_up(o.doc.report(), o.doc.revision(), &fonts, shown, now);
        (&mut self.preview, wait)
    }

    /// Lets go of the pages; they are made when they are next wanted.
    pub fn end_preview(&mut self) {
        self.preview = Preview::default();
    }

    /// Takes other faces for the pages, and says which of the system's were found.
    pub(super) fn take_fonts(&mut self, choice: FontChoice, fonts: Fonts, found: &[String]) {
        if choice == FontChoice::System && found.is_empty() {
            // It would be said again of each page.
            return self.tell("系统里没有公文字体，仍用自带的字体。".into());
        }
        let words = match choice {
            FontChoice::Bundled => "已换成自带的字体，在哪台电脑上排出来都一样。".to_string(),
            FontChoice::System => {
                let told: String = fonts.told.iter().map(|t| format!("{t}。")).collect();
                format!("已换成系统字体：{}。{told}", found.join("，"))
            }
        };
        self.fonts = Arc::new(OnceLock::from(fonts));
        self.preview = Preview::default();
        self.settings.fonts = choice;
        self.keep_settings();
        self.tell(words);
    }

    /// What was read; what has to be looked at first goes to `review`.
    pub(super) fn take_read(&mut self, read: Result<Ready, String>) -> Arrived {
        match read {
            Ok(Ready { report, source, purpose: Some((purpose, digest)), .. }) => {
                let read = Other::of(report, source.unwrap_or_default(), digest, self.today);
                match &mut self.other {
                    Some(o) if purpose == Purpose::TheirLast => o.take_last(read, self.today),
                    other => *other = Some(read),
                }
                Arrived::Other(purpose)
            }
            Ok(r) if r.path.is_none() && !r.report.notes.is_empty() => {
                self.review = Some(r);
                Arrived::Review
            }
            // It was changed while this was read.
            Ok(r) if self.is_changed() && !self.may_be_lost() => {
                self.review = Some(r);
                Arrived::Unsaved
            }
            Ok(r) => {
                self.take(r);
                Arrived::Opened
            }
            Err(sentence) => self.fail(sentence),
        }
    }

    /// Opens what was looked at.
    pub fn accept(&mut self) {
        if let Some(r) = self.review.take() {
            self.take(r);
        }
    }

    /// Leaves what was read; the open document stays.
    pub fn decline(&mut self) {
        (self.review, self.may_be_lost) = (None, None);
    }

    fn take(&mut self, r: Ready) {
        if let Some(p) = &r.source {
            self.settings.opened(p);
            self.keep_settings();
        }
        let doc = if r.path.is_some() { Document::opened(r.report) } else { Document::new(r.report) };
        self.message = None;
        self.place(doc, r.path, r.digest);
        if let Some(o) = &mut self.open {
            o.keeping.sources.extend(r.source.into_iter().chain(r.last));
        }
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
                DocBlock::Title(t) | DocBlock::Para(t) | DocBlock::Heading { text: t, .. } => {
                    Some(t.as_str())
                }
                _ => None,
            })
            .collect();
        Some((export::html::fragment(&doc), text.join("\n")))
    }

    /// Carries out edits as one step.
    pub fn apply(&mut self, name: &str, group: Option<&str>, edits: impl IntoIterator<Item = Edit>) {
        if self.refuses_to_write() {
            return;
        }
        let Some(o) = &mut self.open else { return };
        if o.doc.apply_grouped(name, group, edits) {
            // What went well before is no news beside what is being done now.
            if self.message.as_ref().is_some_and(|m| !m.bad) {
                self.message = None;
            }
            self.journal();
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
        let spot = self.open.as_mut()?.doc.undo();
        self.journal();
        spot
    }
    /// Brings it again; where it is.
    pub fn redo(&mut self) -> Option<Spot> {
        let spot = self.open.as_mut()?.doc.redo();
        self.journal();
        spot
    }

    /// Lets go of the document; what was not saved is gone.
    pub fn close(&mut self) {
        self.let_go();
        self.open = None;
    }

    /// The window is gone, asked or not: what was not saved stays in the recovery copy.
    pub fn leave(&mut self) {
        if self.is_changed() {
            self.leave_copy();
        }
        self.close();
    }

    /// Remembers the settings; a failure costs nothing but the memory.
    pub fn keep_settings(&self) {
        if let Err(e) = self.settings.save(&*self.disk, &self.data) {
            log::warn!("settings not saved: {e}");
        }
    }
    pub fn tell(&mut self, text: String) {
        self.message = Some(Message { text, ..Message::default() });
    }
    pub fn tell_bad(&mut self, text: String) {
        self.message = Some(Message { text, bad: true, ..Message::default() });
    }
    /// What stands in a folder, folders first and marked; no more than anybody looks through.
    pub fn folder(&self, path: &Path) -> Result<Vec<(PathBuf, bool)>, String> {
        const MOST: usize = 2000;
        let files = self.disk.list(path).map_err(|e| store::StoreError::reading(path, &e).to_string())?;
        let hidden = |p: &PathBuf| p.file_name().is_none_or(|n| n.as_encoded_bytes().starts_with(b"."));
        let shown = files.into_iter().filter(|p| !hidden(p)).take(MOST);
        let mut out: Vec<(PathBuf, bool)> =
            shown.map(|p| (self.disk.is_folder(&p), p)).map(|(f, p)| (p, f)).collect();
        out.sort_by_key(|(_, folder)| !folder);
        Ok(out)
    }
    pub fn is_folder(&self, path: &Path) -> bool {
        self.disk.is_folder(path)
    }
    /// Whether a file stands in the way of writing to `path`.
    pub fn exists(&self, path: &Path) -> bool {
        self.disk.exists(path)
    }
}

/// A file name made of a title; of `otherwise` where nothing of it can stand in a name.
pub(super) fn file_name(title: &str, otherwise: &str, extension: &str) -> String {
    // File systems allow 255 bytes.
    const LONGEST: usize = 70;
    let fits = |c: &char| !c.is_whitespace() && !c.is_control() && !r#"\/:*?"<>|"#.contains(*c);
    let clean: String = title.chars().filter(fits).take(LONGEST).collect();
    let clean = clean.trim_matches('.');
    format!("{}.{extension}", if clean.is_empty() { otherwise } else { clean })
}
