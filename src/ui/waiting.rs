//! What the clerk waits for, with a way out.

use super::action::Action;
use super::theme;
use crate::app::foreground::Work;
use crate::ui::lines::{InLines, one_line};
use egui::{Context, Id, Rect, RichText, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, vec2};
use std::time::Instant;

/// Whether the clerk waits for work.
pub fn is_shown(work: Option<&Work>) -> bool {
    work.is_some_and(|w| w.is_long(Instant::now()) || w.step.all > 1)
}

/// Work that takes its time stands in front of everything.
pub fn waiting_ui(ctx: &Context, work: Option<&Work>, actions: &mut Vec<Action>) {
    let Some(work) = work.filter(|_| is_shown(work)) else { return };
    egui::Modal::new(Id::unique("waiting")).show(ctx, |ui| {
        ui.set_max_width(460.0);
        ui.horizontal(|ui| {
            ui.spinner();
            ui.words(work.name());
        });
        let step = &work.step;
        if step.all > 0 {
            let now = step.done.saturating_add(1).min(step.all);
            let share = step.done as f32 / step.all as f32;
            bar_ui(ui, share);
            ui.add(one_line(format!("第 {now} 份，共 {} 份　{}", step.all, step.what)));
        }
        ui.add_space(6.0);
        if work.stopping {
            ui.words(RichText::new("正在停下来，手上这一份做完就停…").color(theme::get().faint));
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
