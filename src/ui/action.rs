//! The words in which panels and dialogs ask for something during a frame; `perform` carries them out after it.

use crate::app::command::Id;
use crate::app::file_name;
use crate::app::find::Target;
use crate::app::fix_preview::Offer;
use crate::app::formats;
use crate::app::papers::Paper;
use crate::app::paste::Paste;
use crate::app::reading::{Purpose, WhichSheet};
use crate::app::ticks::Ticks;
use crate::checks::Finding;
use crate::export::EXPORTERS;
use crate::form::Chapter;
use crate::form::table::CellKey;
use crate::format::Format;
use crate::page::structure::Source;
use crate::print::Choices;
use crate::report::edit::Edit;
use crate::report::{Part, Report, Shared};
use crate::store::project;
use crate::store::recovery::Found;
use crate::store::versions::Version;
use std::ops::Range;
use std::path::PathBuf;

/// What is done with many reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deed {
    #[default]
    Export,
    Audit,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub enum Action {
    Command(Id),
    Edit {
        name: String,
        group: Option<String>,
        edits: Vec<Edit>,
    },
    EndGroup,
    /// Pastes text into a table at a row and column of its cells.
    PasteCells {
        table: String,
        at: (usize, usize),
        text: String,
    },
    /// Carries a paste out that was asked about.
    PasteAnyway(Box<Paste>),
    /// Selects a finding and goes to it.
    Show(usize),
    /// Asks whether findings of one kind are put right together.
    AskAlike(Box<Offer>),
    /// Asks which years move on by one.
    AskYears,
    /// Asks for the sentence that answers a finding.
    AskExplanation(Box<Finding>),
    /// Answers a finding in a sentence.
    Explain(Box<Finding>, String),
    /// Last year's report beside this one, where a finding is if one is given.
    CompareLast(Option<Box<Finding>>),
    CompareOther,
    CloseCompare,
    /// Reads a report only to look at it.
    LookAtOther(PathBuf, Purpose),
    CloseOther,
    /// Closes the open report; back to the first page.
    CloseReport,
    /// Exports or prints whatever is open.
    GoOut(Id),
    /// Empties the cell with the cursor.
    ClearCell,
    GoCell(CellKey),
    GoPart(Part),
    /// What an import had to say, beside.
    ShowNotes,
    /// Goes to a part of the outline, and to the worst that is wrong there.
    GoSection(Chapter),
    NewReport(u16, String),
    /// Year and office as far as they are typed for a new report, for the next time it is asked.
    KeepForNew(String, String),
    Sample,
    /// Reads what stands on the clipboard as a report.
    ReadClipboard,
    OpenPath(PathBuf),
    /// Reads the sheet of a workbook that is meant.
    ChooseSheet(Box<WhichSheet>, String),
    /// Begins a report from that of last year.
    BeginFrom(PathBuf),
    /// Goes to a sentence of last year's, by its place in the list.
    ShowStale(usize),
    /// Goes to what was found.
    Go(Target),
    /// Takes over what was read, with its notes; or doesn't.
    Accept,
    Decline,
    /// Puts what stands in a document that was read into a cell: row and cell of its tables.
    PutRead {
        row: usize,
        cell: usize,
        key: CellKey,
    },
    /// Takes that back.
    TakeBack(CellKey),
    /// Calls the work off that is waited for.
    CallOff,
    /// Goes to what a place on a page came from.
    GoSource(Source),
    /// Files or folders chosen for many reports.
    Chosen(Asked, Vec<PathBuf>),
    Ask(Asked),
    /// Exports reports into a folder, or judges them; their sheets go into the folder, if there is one.
    DoMany(Deed, Vec<PathBuf>, Option<PathBuf>),
    /// Makes the 发布包 in a folder, with the formats of these extensions besides.
    PublishIn(PathBuf, Vec<&'static str>),
    PrintWith(Choices),
    ConfirmStale(usize),
    /// Uses all of last year's words as they are, or only the sentences that name no year and no number.
    ConfirmMany {
        dated_too: bool,
    },
    OpenExternally(PathBuf),
    Answered(Asked, PathBuf),
    /// The window's own file dialog in place of the system's.
    OwnDialog,
    /// Waits no longer for a file dialog.
    NoDialog,
    Restore(Found),
    Discard(Found),
    /// Reads a version kept, to be compared.
    LookAtVersion(Version),
    /// An answer about the document's file.
    AboutFile(FileAnswer),
    /// Saves, then goes on with what the clerk wanted.
    SaveThen(Box<Action>),
    /// Goes on without saving.
    Anyway(Box<Action>),
    Quit,
    Zoom(u32),
    WordLimit(usize),
    /// In the next pass.
    Later(Box<Action>),
    /// The machine has no room for the pages.
    NoRoomForPages,
    CloseMessage,
    Tell(String),
}

/// What the clerk decided about the document's file.
#[derive(Clone, Debug)]
pub enum FileAnswer {
    /// Takes the ticked changes of others over; none of them to keep one's own.
    Settle(Ticks),
    /// Goes on with a copy of one's own.
    Apart,
    /// Only reads.
    Read,
    /// Shows the other window, which has it open.
    ShowOther,
    /// Edits the file itself: the other one isn't there any more.
    TakeLock,
    /// Leaves what a crash left over for another time.
    NotNow,
    /// Takes the ticked things of a version over.
    Restore(Shared, Ticks),
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSpot {
    pub part: Part,
    pub paragraph: usize,
    pub range: Range<usize>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub enum Asked {
    Open,
    /// Last year's report.
    OpenLast,
    /// A report only to be looked at.
    Other(Purpose),
    /// A picture for the text.
    Picture(TextSpot),
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
    /// Whether it is about somebody else's report that is looked at.
    pub fn is_of_other(&self) -> bool {
        matches!(self, Asked::Paper(Paper::OtherFindings) | Asked::Other(Purpose::TheirLast))
    }
    /// What is being done, over the window's own dialog.
    pub fn title(&self) -> &'static str {
        match self {
            Asked::Open => "打开或导入",
            Asked::OpenLast => "以去年报告为底稿",
            Asked::Other(Purpose::Audit) => "审核别人的报告",
            Asked::Other(Purpose::Compare) => "选领导改过的 Word，或者别的报告",
            Asked::Other(_) => "选去年的报告",
            Asked::Paper(_) | Asked::Export(_) => "导出",
            Asked::SaveAs(_) => "另存为",
            _ => "选文件或文件夹",
        }
    }
    /// Extensions of the files that are of interest; none where any may be.
    pub fn extensions(&self) -> &'static [&'static str] {
        match self {
            Asked::Open | Asked::OpenLast | Asked::Other(_) | Asked::ManyFiles => {
                formats::readable_extensions()
            }
            Asked::Paper(p) if *p != Paper::Commented => formats::document_extensions(),
            Asked::SaveAs(_) | Asked::Export(_) | Asked::Paper(_) => {
                self.written().map_or(&[], |f| f.extensions)
            }
            Asked::Picture(_) => &["png", "jpg", "jpeg"],
            Asked::ManyFolder | Asked::Target => &[],
        }
    }
    /// What these files are called together.
    pub fn kind(&self) -> String {
        match self {
            Asked::Paper(p) if *p != Paper::Commented => formats::document_words(),
            Asked::Picture(_) => "图片".into(),
            _ => self.written().map_or("报告和文档".into(), |f| f.words()),
        }
    }
    /// The format that is written, unless another is asked for by its extension.
    fn written(&self) -> Option<&'static Format> {
        match self {
            Asked::SaveAs(_) => Some(&project::FORMAT),
            Asked::Export(e) => EXPORTERS.iter().map(|x| &x.format).find(|f| f.extension() == *e),
            Asked::Paper(p) => p.exporters().map(|e| &e.format).next(),
            _ => None,
        }
    }
    /// A name for what is to be written.
    pub fn suggested(&self, report: Option<&Report>, paper_name: impl FnOnce(Paper) -> String) -> String {
        match self {
            Asked::Paper(p) => paper_name(*p),
            _ => self.written().map(|f| file_name::of_report(report, f.extension())).unwrap_or_default(),
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
            Asked::Paper(_) => "审核意见.pdf".into(),
            Asked::SaveAs(_) | Asked::Export(_) => {
                format!("报告.{}", self.written().map_or("", |f| f.extension()))
            }
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
        let Some(format) = self.written() else { return path };
        let another = matches!(self, Asked::Paper(p) if p.exporters().any(|e| e.format.names(&path)));
        match another || format.names(&path) {
            true => path,
            false => PathBuf::from(format!("{}.{}", path.display(), format.extension())),
        }
    }
}
