//! What the collection's panel and dialogs ask for.

use crate::app::collection_work::SetBeside;
use crate::app::ruled::RuledOn;
use crate::collect::edit::CollectEdit;
use crate::collect::hand_made::KeptByHand;
use std::path::PathBuf;

/// One thing to do with the collection.
#[derive(Clone, Debug)]
pub enum CollectAction {
    /// Begins one: year, office.
    New(u16, String),
    /// Edits, as one step.
    Edit(Vec<CollectEdit>),
    /// Asks for the reason of a ruling; the sentence says what it does.
    AskWhy(RuledOn, String),
    /// Rules, with the reason.
    Rule(RuledOn, String),
    /// Takes files in, and those of folders.
    Take(Vec<PathBuf>),
    /// Looks at a file that was taken in, by its name in the collection.
    LookAt(String),
    /// Asks about one unit, or a new one, by its id.
    AskUnit(Option<String>),
    /// Asks which units are sent back; these are ticked.
    AskSendBack(Vec<String>),
    /// Sends units back, sheets going into the folder where there is one.
    SendBack(Vec<String>, Option<PathBuf>),
    /// Sets a file beside the sums.
    SetBeside(SetBeside, PathBuf),
    /// Reads a report that was made before, to bring it up to date.
    BringUpToDate(PathBuf),
    /// Opens it as it was shown, with what stays of what a hand changed in it.
    OpenUpdate(KeptByHand),
    /// The collection becomes a report.
    Report,
}
