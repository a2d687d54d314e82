//! File dialogs: the system's, asked on a thread so that the window never hangs. Where the system has none
//! it answers at once with nothing; then the window's own path box takes over.

use super::action::Action;
use super::text::Spot;
use crate::app::papers::Paper;
use crate::app::reading::Purpose;
use crate::app::sending::READABLE;
use crate::app::session::Session;
use crate::export;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// What is asked for.
#[derive(Clone, Debug)]
pub enum Asked {
    Open,
    /// Last year's report.
    OpenLast,
    /// A report only to be looked at.
    Other(Purpose),
    /// A picture for the text.
    Picture(Spot),
    /// Where a document about the findings goes.
    Paper(Paper),
    /// Where to save, and what to do once saved.
    SaveAs(Option<Box<Action>>),
    /// Where to export; the extension.
    Export(&'static str),
    /// Many reports.
    ManyFiles,
    /// A folder of reports.
    ManyFolder,
    /// The folder where many are written.
    Target,
}

impl Asked {
    /// Whether a file is to be read, not written.
    pub fn is_reading(&self) -> bool {
        matches!(self, Asked::Open | Asked::OpenLast | Asked::Other(_) | Asked::Picture(_))
    }
    /// What is being done, over the window's own dialog.
    pub fn title(&self) -> &'static str {
        match self {
            Asked::Open => "打开或导入",
            Asked::OpenLast => "以去年报告为底稿",
            Asked::Other(Purpose::Audit) => "审核别人的报告",
            Asked::Other(Purpose::Compare) => "与别的报告对比",
            Asked::Other(_) => "选去年的报告",
            Asked::Paper(_) | Asked::Export(_) => "导出",
            Asked::SaveAs(_) => "另存为",
            _ => "选文件或文件夹",
        }
    }
    /// Extensions of the files that are of interest; none where any may be.
    pub fn extensions(&self) -> &[&'static str] {
        match self {
            Asked::Open | Asked::OpenLast | Asked::Other(_) | Asked::ManyFiles => &READABLE,
            Asked::Paper(_) => &["pdf", "docx", "html"],
            Asked::SaveAs(_) => &["gknb"],
            Asked::Export(e) => std::slice::from_ref(e),
            _ => &[],
        }
    }
    /// A name for what is to be written.
    pub fn suggested(&self, session: &Session) -> String {
        match self {
            Asked::SaveAs(_) => session.suggested_name("gknb"),
            Asked::Export(e) => session.suggested_name(e),
            Asked::Paper(p) => session.paper_name(*p),
            _ => String::new(),
        }
    }
    /// A name as it may look, for who writes out where a file is.
    pub fn example(&self) -> String {
        match self {
            Asked::Open => "报告.docx".into(),
            Asked::OpenLast | Asked::Other(_) => "去年的报告.docx".into(),
            Asked::Picture(_) => "图片.png".into(),
            Asked::ManyFiles => "某单位的报告.docx".into(),
            Asked::ManyFolder | Asked::Target => "各单位的报告".into(),
            Asked::SaveAs(_) => "报告.gknb".into(),
            Asked::Export(e) => format!("报告.{e}"),
            Asked::Paper(_) => "审核意见.pdf".into(),
        }
    }
    /// Whether it is asked for the export of many reports.
    pub fn is_for_many(&self) -> bool {
        matches!(self, Asked::ManyFiles | Asked::ManyFolder | Asked::Target)
    }
    /// What follows from the answer.
    pub fn answered(self, paths: Vec<PathBuf>) -> Option<Action> {
        if self.is_for_many() {
            return Some(Action::Chosen(self, paths));
        }
        paths.into_iter().next().map(|p| Action::Answered(self, p))
    }
    /// The path with the extension that dialogs leave out.
    pub fn complete(&self, path: PathBuf) -> PathBuf {
        let extension = match self {
            Asked::Open | Asked::OpenLast | Asked::Other(_) | Asked::Picture(_) => return path,
            Asked::Paper(_) if export::is_document(&path) => return path,
            Asked::Paper(_) => "pdf",
            Asked::ManyFiles | Asked::ManyFolder | Asked::Target => return path,
            Asked::SaveAs(_) => "gknb",
            Asked::Export(e) => e,
        };
        let has = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
        if has { path } else { PathBuf::from(format!("{}.{extension}", path.display())) }
    }
}

/// What became of a question.
pub enum Answer {
    Waiting,
    /// At least one.
    Paths(Vec<PathBuf>),
    Cancelled,
    /// Nothing was chosen; where no dialog was seen there was none.
    Nothing,
    NoDialog,
}

/// A question asked.
pub enum Pending {
    /// Answered from a thread, with the time it took.
    Thread(Receiver<(Vec<PathBuf>, Duration)>),
    /// Answered already; with nothing where it was cancelled.
    Ready(Vec<PathBuf>),
    /// There is no dialog here.
    None,
}

/// Quicker than this nobody cancels a dialog: there was none.
const AT_ONCE: Duration = Duration::from_millis(300);
/// Who has not seen a dialog for so long may ask for the window's own.
pub const PATIENCE: Duration = Duration::from_secs(2);

impl Pending {
    /// The answer so far.
    pub fn poll(&mut self) -> Answer {
        match self {
            Pending::None => Answer::NoDialog,
            Pending::Ready(p) if p.is_empty() => Answer::Cancelled,
            Pending::Ready(p) => Answer::Paths(std::mem::take(p)),
            Pending::Thread(receiver) => match receiver.try_recv() {
                Ok((p, _)) if !p.is_empty() => Answer::Paths(p),
                Ok((_, took)) if took < AT_ONCE => Answer::NoDialog,
                Ok(_) => Answer::Nothing,
                Err(TryRecvError::Empty) => Answer::Waiting,
                Err(TryRecvError::Disconnected) => Answer::NoDialog,
            },
        }
    }
}

/// Asks for files.
pub trait Dialogs {
    /// Asks; `name` and `folder` are what to suggest.
    fn ask(&mut self, asked: &Asked, name: &str, folder: Option<PathBuf>) -> Pending;
}

/// The system's dialogs.
pub struct Native;

impl Dialogs for Native {
    fn ask(&mut self, asked: &Asked, name: &str, folder: Option<PathBuf>) -> Pending {
        let mut dialog = rfd::FileDialog::new();
        if let Some(f) = folder {
            dialog = dialog.set_directory(f);
        }
        let asked = asked.clone();
        let name = name.to_string();
        let (sender, receiver) = channel();
        let since = Instant::now();
        let spawned = std::thread::Builder::new().name("dialog".into()).spawn(move || {
            let one = |p: Option<PathBuf>| p.into_iter().collect::<Vec<_>>();
            let answer = match asked {
                Asked::ManyFiles => dialog
                    .set_title("选要导出的报告，可以选许多份")
                    .add_filter("报告和文档", &READABLE)
                    .pick_files()
                    .unwrap_or_default(),
                Asked::ManyFolder => one(dialog.set_title("选放报告的文件夹").pick_folder()),
                Asked::Target => one(dialog.set_title("选导出到哪个文件夹").pick_folder()),
                Asked::Open | Asked::OpenLast | Asked::Other(_) => one(dialog
                    .set_title(match asked {
                        Asked::OpenLast | Asked::Other(Purpose::Last | Purpose::TheirLast) => "选去年的报告",
                        Asked::Other(Purpose::Audit) => "选要审核的报告",
                        Asked::Other(Purpose::Compare) => "选要对比的报告",
                        _ => "打开或导入",
                    })
                    .add_filter("报告和文档", &READABLE)
                    .add_filter("所有文件", &["*"])
                    .pick_file()),
                Asked::Picture(_) => {
                    one(dialog.set_title("插入图片").add_filter("图片", &["png", "jpg", "jpeg"]).pick_file())
                }
                Asked::SaveAs(_) => one(dialog
                    .set_title("另存为")
                    .add_filter("项目文件", &["gknb"])
                    .set_file_name(name)
                    .save_file()),
                Asked::Paper(_) => one(dialog
                    .set_title("导出")
                    .add_filter("PDF、Word、网页", &["pdf", "docx", "html"])
                    .set_file_name(name)
                    .save_file()),
                Asked::Export(e) => {
                    one(dialog.set_title("导出").add_filter(e, &[e]).set_file_name(name).save_file())
                }
            };
            // The window may be gone by now; nobody waits then.
            if sender.send((answer, since.elapsed())).is_err() {
                log::debug!("nobody waits for the dialog");
            }
        });
        match spawned {
            Ok(_) => Pending::Thread(receiver),
            Err(_) => Pending::None,
        }
    }
}

/// Says something in a box of the system's, where there is no window; without such boxes nothing happens.
pub fn tell(sentence: &str) {
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("公开年报")
        .set_description(sentence)
        .show();
}
