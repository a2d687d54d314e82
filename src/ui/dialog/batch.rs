//! What became of many reports that were sent out, those that failed first.

use super::widgets::{focus, list_ui};
use super::{Cx, Dialog, Stay};
use crate::app::exporting::{self, Outcome};
use crate::app::foreground::Batch;
use crate::checks::Level;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::theme;
use egui::{RichText, Ui};

/// The outcomes.
#[derive(Debug)]
pub struct BatchDialog {
    pub batch: Batch,
}

impl Dialog for BatchDialog {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) -> Stay {
        let batch = &self.batch;
        heading(ui, format!("{}的结果", batch.name));
        ui.label(RichText::new(exporting::summary(&batch.outcomes, batch.wanted)).strong());
        ui.label(RichText::new(batch.folder.display().to_string()).small().color(theme::get().faint));
        ui.separator();
        let (good, bad): (Vec<&Outcome>, Vec<&Outcome>) =
            batch.outcomes.iter().partition(|o| o.result.is_ok());
        list_ui(ui, 320.0, |ui| {
            for o in bad.into_iter().chain(good) {
                outcome_ui(ui, o);
            }
            for l in &batch.left_out {
                let name = l.file.file_name().unwrap_or_default().to_string_lossy();
                let words = format!("没有导出 {name}：{}", l.why);
                ui.label(RichText::new(words).small().color(theme::get().faint));
            }
        });
        ui.separator();
        let mut keep = true;
        ui.horizontal(|ui| {
            keep &= !focus(cx.first, ui.button("知道了")).clicked();
            if ui.button("打开文件夹").clicked() {
                actions.push(Action::OpenExternally(batch.folder.clone()));
            }
        });
        Stay::when(keep)
    }
    fn is_of_report(&self) -> bool {
        false
    }
}

fn outcome_ui(ui: &mut Ui, o: &Outcome) {
    let name = o.file.file_name().unwrap_or_default().to_string_lossy();
    let words = match &o.result {
        Ok(sent) => sent.words().concat(),
        Err(e) => e.to_string(),
    };
    let (sign, color) = match &o.result {
        Ok(sent) if !sent.faults.is_empty() => ("●", theme::color(Level::Error)),
        Err(_) => ("●", theme::color(Level::Error)),
        Ok(sent) if sent.differs() || sent.errors > 0 || !sent.warnings.is_empty() => {
            ("▲", theme::color(Level::Warning))
        }
        Ok(_) => ("✓", theme::get().accent),
    };
    ui.horizontal_wrapped(|ui| {
        ui.colored_label(color, sign);
        ui.label(name);
        ui.label(RichText::new(words).small().color(theme::get().faint));
    });
}
