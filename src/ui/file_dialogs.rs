//! File dialogs: the system's, asked on a thread so that the window never hangs. Where the system has none
//! it answers at once with nothing; then the window's own path box takes over.

pub use super::action::Asked;
use crate::app::reading::Purpose;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// What became of a question.
pub enum DialogAnswer {
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
    pub fn poll(&mut self) -> DialogAnswer {
        match self {
            Pending::None => DialogAnswer::NoDialog,
            Pending::Ready(p) if p.is_empty() => DialogAnswer::Cancelled,
            Pending::Ready(p) => DialogAnswer::Paths(std::mem::take(p)),
            Pending::Thread(receiver) => match receiver.try_recv() {
                Ok((p, _)) if !p.is_empty() => DialogAnswer::Paths(p),
                Ok((_, took)) if took < AT_ONCE => DialogAnswer::NoDialog,
                Ok(_) => DialogAnswer::Nothing,
                Err(TryRecvError::Empty) => DialogAnswer::Waiting,
                Err(TryRecvError::Disconnected) => DialogAnswer::NoDialog,
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
            let (kind, extensions) = (asked.kind(), asked.extensions());
            let one = |p: Option<PathBuf>| p.into_iter().collect::<Vec<_>>();
            let answer = match asked {
                Asked::ManyFiles => dialog
                    .set_title("选要导出的报告，可以选许多份")
                    .add_filter(kind, extensions)
                    .pick_files()
                    .unwrap_or_default(),
                Asked::Submissions => dialog
                    .set_title("选各单位的报告，可以选许多份")
                    .add_filter(kind, extensions)
                    .add_filter("所有文件", &["*"])
                    .pick_files()
                    .unwrap_or_default(),
                Asked::SubmissionsFolder => one(dialog.set_title("选放各单位报告的文件夹").pick_folder()),
                Asked::Beside(_) | Asked::MadeBefore | Asked::RosterFile | Asked::Style => one(dialog
                    .set_title(asked.title())
                    .add_filter(kind, extensions)
                    .add_filter("所有文件", &["*"])
                    .pick_file()),
                Asked::ManyFolder => one(dialog.set_title("选放报告的文件夹").pick_folder()),
                Asked::Target => one(dialog.set_title("选导出到哪个文件夹").pick_folder()),
                Asked::Open | Asked::OpenLast | Asked::Other(_) => one(dialog
                    .set_title(match asked {
                        Asked::OpenLast | Asked::Other(Purpose::Last | Purpose::TheirLast) => "选去年的报告",
                        Asked::Other(Purpose::Audit) => "选要审核的报告",
                        Asked::Other(Purpose::Compare) => "选要对比的报告",
                        _ => "打开或导入",
                    })
                    .add_filter(kind, extensions)
                    .add_filter("所有文件", &["*"])
                    .pick_file()),
                Asked::Picture(_) => {
                    one(dialog.set_title("插入图片").add_filter(kind, extensions).pick_file())
                }
                Asked::SaveAs(_)
                | Asked::SaveCollection(_)
                | Asked::SaveStyle(_)
                | Asked::Tables
                | Asked::Paper(_)
                | Asked::Export(_) => one(dialog
                    .set_title(asked.title())
                    .add_filter(kind, extensions)
                    .set_file_name(name)
                    .save_file()),
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
