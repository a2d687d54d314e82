//! What a screen reader says although the keys did not go there: what was just found, and the finding gone to. What
//! the clerk is told in the status bar says itself, its label is live.

use crate::app::derived::Derived;
use crate::checks::{Finding, explain};
use crate::report::Anchor;
use egui::{Context, Id, Rect, Response, Ui, accesskit};
use std::collections::HashSet;

/// What was found, told apart from what else is found: which check, and what it is about.
type Heard = HashSet<(&'static str, Anchor)>;

/// Two nodes say it in turn: a node whose words stay as they were says nothing, and the same may be found again.
#[derive(Default)]
pub struct Spoken {
    words: [String; 2],
    turn: usize,
    /// What was known already, and of which revision; of another report nothing.
    heard: Option<(u64, Heard)>,
}

impl Spoken {
    /// For another report: all that is found there is known from the start, it is listed.
    pub fn for_another(&self) -> Spoken {
        Spoken { words: self.words.clone(), turn: self.turn, heard: None }
    }
    /// Says it, before whatever else is read.
    pub fn say(&mut self, words: String) {
        self.turn = 1_usize.saturating_sub(self.turn);
        for (at, place) in self.words.iter_mut().enumerate() {
            *place = if at == self.turn { words.clone() } else { String::new() };
        }
    }
    /// Says what was found since it was last asked, once.
    pub fn hear(&mut self, known: &Derived) {
        if self.heard.as_ref().is_some_and(|(revision, _)| *revision == known.revision) {
            return;
        }
        let open = || known.findings.iter().filter(|f| f.is_open() && !f.quiet);
        let now: Heard = open().map(key).collect();
        if let Some((_, before)) = &self.heard {
            let new: Vec<&Finding> = open().filter(|f| !before.contains(&key(f))).collect();
            let more = match new.len().saturating_sub(1) {
                0 => String::new(),
                n => format!("还有{n}条，按 F8 逐条看。"),
            };
            match new.iter().min_by_key(|f| f.level) {
                Some(worst) => self.say(format!("{}{more}", explain::spoken(worst))),
                // What was said is of the report as it stood.
                None => self.words = Default::default(),
            }
        }
        self.heard = Some((known.revision, now));
    }
    /// Gives the words to who listens.
    pub fn spoken_ui(&self, ctx: &Context) {
        for (at, words) in self.words.iter().enumerate() {
            ctx.accesskit_node_builder(Id::unique(("spoken", at)), |node| {
                node.set_role(accesskit::Role::Status);
                // Nowhere to be seen.
                node.set_bounds(accesskit::Rect::ZERO);
                node.set_author_id(format!("spoken {at}"));
                // That nothing is said any more is not told.
                if !words.is_empty() {
                    node.set_live(accesskit::Live::Polite);
                    node.set_label(words.as_str());
                }
            });
        }
    }
}

fn key(f: &Finding) -> (&'static str, Anchor) {
    (f.code, explain::anchor(f))
}

/// A label that is read out whenever its words change.
pub fn live(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
}

/// One of so many that stand in a list, from 0.
pub fn one_of(response: &Response, at: usize) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_position_in_set(at));
}

/// The list that they stand in.
pub fn list(ui: &Ui, role: accesskit::Role, name: &str, size: usize) {
    let Rect { min, max } = ui.clip_rect();
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        let [x0, y0, x1, y1] = [min.x, min.y, max.x, max.y].map(f64::from);
        node.set_bounds(accesskit::Rect::new(x0, y0, x1, y1));
        node.set_label(name);
        node.set_size_of_set(size);
    });
}
