//! What the clerk waits for, with a way out; and what became of many reports that were sent out.

use super::action::Action;
use super::modal::focus;
use super::theme;
use crate::app::sending::{self, Outcome};
use crate::app::session::Session;
use crate::app::work::Batch;
use crate::checks::Level;
use egui::{
    Context, Id, Label, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit,
    vec2,
};
use std::time::Instant;

/// Whether the clerk waits for work.
pub fn is_shown(session: &Session) -> bool {
    session.work().is_some_and(|w| w.is_long(Instant::now()) || w.step.all > 1)
}

/// Work that takes its time stands in front of everything.
pub fn waiting_ui(ctx: &Context, session: &Session, actions: &mut Vec<Action>) {
    let Some(work) = session.work().filter(|_| is_shown(session)) else { return };
    egui::Modal::new(Id::unique("waiting")).show(ctx, |ui| {
        ui.set_max_width(460.0);
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(work.name());
        });
        let step = &work.step;
        if step.all > 0 {
            let now = (step.done + 1).min(step.all);
            let share = step.done as f32 / step.all as f32;
            bar_ui(ui, share);
            ui.add(Label::new(format!("第 {now} 份，共 {} 份　{}", step.all, step.what)).truncate());
        }
        ui.add_space(6.0);
        if work.stopping {
            ui.label(RichText::new("正在停下来，手上这一份做完就停…").color(theme::get().faint));
        }
        let words = if work.stopping { "不等了" } else { "取消" };
        if ui.button(words).clicked() {
            actions.push(Action::CallOff);
        }
    });
}

/// How much of it is done.
fn bar_ui(ui: &mut Ui, share: f32) {
    let p = theme::get();
    let (rect, response) = ui.allocate_exact_size(vec2(420.0, 8.0), Sense::hover());
    response.widget_info(|| {
        let words = format!("做完了百分之{:.0}", share * 100.0);
        WidgetInfo::labeled(accesskit::Role::ProgressIndicator, true, words)
    });
    ui.painter().rect(rect, 4.0, p.head, Stroke::new(1.0, p.hairline), StrokeKind::Inside);
    let done = Rect::from_min_size(
        rect.min,
        vec2(rect.width() * crate::form::bounds::between(share, 0.0, 1.0), rect.height()),
    );
    ui.painter().rect_filled(done, 4.0, p.accent);
}

/// Each report with what became of it, those that failed first. False when it was looked at.
pub fn batch_ui(ui: &mut Ui, first: bool, batch: &Batch, actions: &mut Vec<Action>) -> bool {
    ui.heading("批量导出的结果");
    ui.label(RichText::new(sending::summary(&batch.outcomes, batch.wanted)).strong());
    ui.label(RichText::new(batch.folder.display().to_string()).small().color(theme::get().faint));
    ui.separator();
    let (good, bad): (Vec<&Outcome>, Vec<&Outcome>) = batch.outcomes.iter().partition(|o| o.result.is_ok());
    ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
        for o in bad.into_iter().chain(good) {
            outcome_ui(ui, o);
        }
    });
    ui.separator();
    let mut keep = true;
    ui.horizontal(|ui| {
        keep &= !focus(first, ui.button("知道了")).clicked();
        if ui.button("打开文件夹").clicked() {
            actions.push(Action::OpenExternally(batch.folder.clone()));
        }
    });
    keep
}

fn outcome_ui(ui: &mut Ui, o: &Outcome) {
    let name = o.file.file_name().unwrap_or_default().to_string_lossy();
    let words = match &o.result {
        Ok(sent) => sent.words().concat(),
        Err(sentence) => sentence.clone(),
    };
    let (sign, color) = match &o.result {
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
