//! The words in which panels and dialogs ask for something during a frame; `perform` carries them out after it.

mod asked;
mod collecting;

pub use collecting::CollectAction;

use crate::app::alike::RepairPlan;
use crate::app::collection_work::SetBeside;
use crate::app::command::Id;
use crate::app::find::Target;
use crate::app::papers::Paper;
use crate::app::paste::Paste;
use crate::app::reading::{Purpose, WhichSheet};
use crate::app::ticks::Ticks;
use crate::checks::Finding;
use crate::export::{self, Exporter};
use crate::form::Chapter;
use crate::form::table::CellKey;
use crate::page::structure::Source;
use crate::print::Choices;
use crate::report::edit::Edit;
use crate::report::{Part, Shared, StyleSet};
use crate::store::recovery::Found;
use crate::store::versions::Version;
use std::ops::Range;
use std::path::PathBuf;

/// What is done with many reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// In the format of that extension.
    Export(&'static str),
    Audit,
}

impl Default for Deed {
    fn default() -> Deed {
        Deed::Export(export::pdf::EXPORTER.format.extension())
    }
}

/// One thing to do.
#[derive(Clone, Debug)]
pub enum Action {
    Command(Id),
    /// Something about the collection.
    Collect(CollectAction),
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
    AskAlike(Box<RepairPlan>),
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
    DoMany {
        deed: Deed,
        files: Vec<PathBuf>,
        folder: Option<PathBuf>,
        /// The page style that all are exported in, where not each in its own.
        style: Option<StyleSet>,
    },
    MakeAll(Deliverables),
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
    /// Something about the page styles that have a name.
    Style(StyleAction),
    CloseMessage,
    Tell(String),
}

/// Several documents that are made of the open report at once.
#[derive(Clone, Debug)]
pub enum Deliverables {
    /// The 发布包 in a folder, with the formats of these extensions besides.
    Package(PathBuf, Vec<&'static str>),
    /// In these formats beside the report's file; printed besides.
    Documents { formats: Vec<&'static Exporter>, print: bool },
}

/// What is done with page styles.
#[derive(Clone, Debug)]
pub enum StyleAction {
    /// Asks under which name the report's is kept.
    Ask,
    /// Keeps it on this computer.
    Keep(Box<StyleSet>),
    /// Keeps that of this name no longer.
    Forget(String),
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

/// What a place on the disk is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A file that is there, to be read.
    ToRead,
    /// A file to be written, there or not.
    ToWrite,
    /// A folder that is there.
    Folder,
}

/// A file or folder that is asked for.
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
    /// A file with a page style.
    Style,
    /// Where a page style goes.
    SaveStyle(Box<StyleSet>),
    /// Where to export; the extension.
    Export(&'static str),
    /// Many reports.
    ManyFiles,
    /// A folder of reports.
    ManyFolder,
    /// The folder where many are written.
    Target,
    /// Reports to be taken into the collection, as files.
    Submissions,
    /// The same, as a folder.
    SubmissionsFolder,
    /// Who is to report, as a table.
    RosterFile,
    /// The report that was made of the collection before.
    MadeBefore,
    /// Where the tables of the collection go.
    Tables,
    /// What stands beside its sums.
    Beside(SetBeside),
    /// Where the collection goes, and what to do once saved.
    SaveCollection(Option<Box<Action>>),
}
