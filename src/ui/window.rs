//! The window as data: the session, what is shown of it, and what was asked for. Panels and dialogs read it and
//! push actions; what is done about them stands in the files above.

use super::action::{Action, Asked};
use super::clipboard::Clipboard;
use super::fallen::Fallen;
use super::file_dialogs::{Dialogs, Pending};
use super::view::View;
use crate::app::session::Session;
use crate::form::table::CellKey;
use egui::{Context, accesskit};
use std::time::Instant;

/// A file dialog that has not answered yet.
pub struct Waiting {
    pub asked: Asked,
    /// The number of what was open then.
    pub of: u64,
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
    /// What is to be written once it is known that no file stands in its way.
    pub looked_for: Option<Asked>,
    /// Panels and dialogs that went wrong.
    pub fallen: Fallen,
}

impl Window {
    /// What a screen reader says of the whole: the title, and what was found, though not of what is half written.
    pub fn speak(&mut self, ctx: &Context, title: &str) {
        let area = ctx.content_rect();
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |window| {
            let (x, y) = (area.width().into(), area.height().into());
            window.set_bounds(accesskit::Rect::new(0.0, 0.0, x, y));
            window.set_label(title);
        });
        let open = self.session.open();
        let judged = open.filter(|o| o.known().revision == o.document().revision());
        if let Some(open) = judged.filter(|_| !ctx.text_edit_focused()) {
            self.view.spoken.hear(open.known());
        }
        self.view.spoken.spoken_ui(ctx);
    }
    /// The cell that is being typed in: its field is open.
    pub fn typed_in(&self) -> Option<CellKey> {
        let table = self.session.report()?.form().table_of_chapter(self.view.section)?;
        let grid = self.view.desk.grids.get(&table.key)?;
        grid.cursor.clone().filter(|_| grid.editing.is_some())
    }
    /// Whether something is being done on a thread that a dialog or the clerk waits for.
    pub fn is_busy(&self) -> bool {
        let looks = self.view.dialogs.open.as_ref().and_then(|d| d.looking()).is_some();
        let works_out = self.session.collection().is_some_and(|c| c.is_working());
        self.session.work().is_some() || self.session.saving().is_some() || looks || works_out
    }
    /// Whether it may be over at once: the keys that come meanwhile wait for that moment, and for no longer.
    pub fn is_soon_done(&self) -> bool {
        let now = Instant::now();
        let looking = self.view.dialogs.open.as_ref().and_then(|d| d.looking());
        self.session.work().is_some_and(|w| !w.is_long(now))
            || self.session.saving().is_some_and(|s| s.is_young())
            || looking.is_some_and(|l| l.is_young())
            || self.session.collection().is_some_and(|c| c.is_soon_known())
    }
}
