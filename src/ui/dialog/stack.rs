//! The question asked now, and those it came before.

use super::{Dialog, Given};
use crate::ui::action::Action;
use egui::Rect;

/// Dialogs, the one that is asked now on top.
#[derive(Default)]
pub struct Stack {
    pub open: Option<Box<dyn Dialog>>,
    /// Questions that another one came before, the last one on top.
    beneath: Vec<Box<dyn Dialog>>,
    /// How many were opened.
    pub opened: usize,
    /// Where the question stood in the last pass, if it was there already.
    pub place: Option<Rect>,
    /// It holds on to the keys too: they went where nothing takes them.
    pub keys_back: bool,
}

impl Stack {
    /// Asks at once; a question that is open already comes again after it.
    pub fn ask(&mut self, question: impl Dialog + 'static) {
        self.beneath.extend(self.open.replace(Box::new(question)));
        self.place = None;
    }
    /// Asks before the window closes, once.
    pub fn ask_to_quit(&mut self, question: impl Dialog + 'static) {
        if !self.open.as_ref().is_some_and(|d| d.quits()) {
            self.beneath.retain(|d| !d.quits());
            self.ask(question);
        }
    }
    /// A save is over: who waited for it is done with; what follows.
    pub fn saved(&mut self, written: bool) -> Option<Action> {
        let waited = self.open.take_if(|d| d.take(Given::Saved(written)))?;
        self.open = self.next();
        waited.closed(false)
    }
    /// The question to be asked now.
    pub fn next(&mut self) -> Option<Box<dyn Dialog>> {
        self.open.take().or_else(|| {
            self.place = None;
            self.beneath.pop()
        })
    }
    /// Gives something to the open question; whether it was for that.
    pub fn give(&mut self, given: Given<'_>) -> bool {
        self.open.as_mut().is_some_and(|d| d.take(given))
    }
    /// For another report: what is asked waits for its answer, unless it was about the one that is gone.
    pub fn for_another(&mut self) -> Stack {
        let mut asked: Vec<_> = self.beneath.drain(..).chain(self.open.take()).collect();
        asked.retain(|d| !d.is_of_report());
        Stack { open: asked.pop(), beneath: asked, opened: self.opened, ..Stack::default() }
    }
}
