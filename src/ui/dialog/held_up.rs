//! What the clerk wanted, while something stands in its way.

use crate::ui::action::Action;

/// What is to follow.
#[derive(Debug)]
pub struct HeldUp(Box<Action>);

impl HeldUp {
    pub fn new(wanted: Action) -> HeldUp {
        HeldUp(Box::new(wanted))
    }
    pub fn wanted(&self) -> Box<Action> {
        self.0.clone()
    }
    /// Whether the window is to close.
    pub fn quits(&self) -> bool {
        matches!(*self.0, Action::Quit)
    }
    /// What follows where the clerk does not want it any more: what was read meanwhile is let go.
    pub fn given_up(&self) -> Option<Action> {
        matches!(*self.0, Action::Accept).then_some(Action::Decline)
    }
}
