//! Whether all of last year's words are used as they are: how many name a year or a number.

use super::{Cx, Dialog, Stay};
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
use egui::Ui;

/// Asks once for all of them.
#[derive(Debug)]
pub struct ConfirmAll;

impl Dialog for ConfirmAll {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let Some(list) = cx.open.map(|o| &o.known().stale) else { return Stay::Done };
        let dated = list.iter().filter(|s| s.dated).count();
        let plain = list.len().saturating_sub(dated);
        heading(ui, format!("去年的文字还有{}处，都照用吗？", list.len()));
        ui.words(match dated {
            0 => "里面没有年份、日期、数字和当年的事。照用以后不再标黄，可以撤销。".to_string(),
            n => format!(
                "其中{n}处写着年份、日期或数字，或者说的是当年的事（春节期间、第一批等），或者是图，最容易留下去年的。照用以后不再标黄，可以撤销。"
            ),
        });
        ui.add_space(4.0);
        let mut keep = true;
        ui.horizontal(|ui| {
            let one = ui.button("逐处看");
            if cx.keys {
                one.request_focus();
            }
            let mut ways = vec![(one, Action::ShowStale(0))];
            if plain > 0 && dated > 0 {
                ways.push((
                    ui.button(format!("没有数字的{plain}处照用")),
                    Action::ConfirmMany { dated_too: false },
                ));
            }
            ways.push((ui.button("全部照用"), Action::ConfirmMany { dated_too: true }));
            for (button, action) in ways {
                if button.clicked() {
                    actions.push(action);
                    keep = false;
                }
            }
            keep &= !ui.button("取消").clicked();
        });
        Stay::when(keep)
    }
}
