//! Looking for something in the report and among the commands; going there.

use super::picking::{PickLine, Picking};
use super::{Cx, Dialog, Stay};
use crate::app::find::{self, Hit};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use egui::Ui;

/// What is looked for.
#[derive(Debug, Default)]
pub struct Find {
    picking: Picking,
}

impl Dialog for Find {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        heading(ui, "查找、转到");
        let hint = "行名、数字、正文里的字，或拼音首字母；几个词用空格隔开";
        let mut hits: Vec<Hit> = Vec::new();
        let taken = self.picking.ui(ui, cx.first, hint, |query| {
            let found = find::search(cx.report(), query);
            let lines = found.iter().flat_map(|f| f.hits.iter().map(|h| line(f.heading(), h))).collect();
            hits = found.into_iter().flat_map(|f| f.hits).collect();
            lines
        });
        match taken.and_then(|i| hits.get(i)) {
            Some(h) => {
                actions.push(Action::Go(h.target.clone()));
                Stay::Done
            }
            None => Stay::On,
        }
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

fn line(group: String, hit: &Hit) -> PickLine {
    PickLine { group, words: hit.words.clone(), beside: "", tip: "", enabled: true }
}
