//! The window as data: the session, what is shown of it, and what was asked for. Panels and dialogs read it and
//! push actions; what is done about them stands in the files above.

use super::action::{Action, Asked};
use super::clipboard::Clipboard;
use super::fallen::Fallen;
use super::file_dialogs::{Dialogs, Pending};
use super::view::View;
use crate::app::session::Session;

/// A file dialog that has not answered yet.
pub struct Waiting {
    pub asked: Asked,
    pub pending: Pending,
    /// On the clock of the window.
    pub since: Option<f64>,
    /// Something else had the focus meanwhile: a dialog is there.
    pub seen: bool,
}

/// All that a frame is made of.
pub struct Window {
    pub session: Session,
    pub view: View,
    pub dialogs: Box<dyn Dialogs>,
    pub clipboard: Clipboard,
    pub pending: Option<Waiting>,
    pub actions: Vec<Action>,
    /// Put off to the next pass.
    pub later: Vec<Action>,
    /// Panels and dialogs that went wrong.
    pub fallen: Fallen,
}
