//! What became of many reports that were sent out, those that failed first.

use super::widgets::{focus, list_ui};
use super::{Cx, Dialog, Stay};
use crate::app::exporting::{self, Outcome};
use crate::app::foreground::Batch;
use crate::app::in_folders::LeftOut;
use crate::checks::Level;
use crate::ui::action::Action;
use crate::ui::heading::heading;
use crate::ui::lines::InLines;
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
        let mut summary = exporting::summary(&batch.outcomes, batch.wanted);
        if !batch.left_out.is_empty() {
            summary += &format!("文件夹里另有{}个没有看，原因列在下面。", batch.left_out.len());
        }
        ui.words(RichText::new(summary).strong());
        ui.words(RichText::new(batch.folder.display().to_string()).small().color(theme::get().faint));
        ui.separator();
        let (good, bad): (Vec<&Outcome>, Vec<&Outcome>) =
            batch.outcomes.iter().partition(|o| o.result.is_ok());
        list_ui(ui, 320.0, |ui| {
            bad.into_iter().for_each(|o| outcome_ui(ui, o));
            batch.left_out.iter().for_each(|l| left_out_ui(ui, l));
            good.into_iter().for_each(|o| outcome_ui(ui, o));
        });
        ui.separator();
        let mut keep = true;
        ui.horizontal(|ui| {
            keep &= !focus(cx.keys, ui.button("知道了")).clicked();
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

fn left_out_ui(ui: &mut Ui, l: &LeftOut) {
    ui.horizontal_wrapped(|ui| {
        ui.colored_label(theme::color(Level::Hint), theme::sign(Level::Hint));
        ui.words(l.file.file_name().unwrap_or_default().to_string_lossy());
        ui.words(RichText::new(format!("没有导出：{}", l.why)).small().color(theme::get().faint));
    });
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
        Ok(sent)
            if sent.differs()
                || sent.errors > 0
                || sent.is_noted()
                || sent.aside.is_some()
                || !sent.warnings.is_empty() =>
        {
            ("▲", theme::color(Level::Warning))
        }
        Ok(_) => ("✓", theme::get().accent),
    };
    ui.horizontal_wrapped(|ui| {
        ui.colored_label(color, sign);
        ui.words(name);
        ui.words(RichText::new(words).small().color(theme::get().faint));
    });
}
