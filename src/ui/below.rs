//! A panel at the foot of something, as high as what stands in it.

use egui::{Id, Panel, Ui};

/// Shows it. The toolkit knows the height only once it was shown: a frame in which it is another is drawn again.
pub fn below_ui<R>(ui: &mut Ui, panel: Panel, add: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = panel.show(ui, |ui| {
        let out = add(ui);
        let (id, high) = (Id::unique((ui.unique_id(), "high")), ui.min_rect().height());
        if ui.data(|d| d.get_temp(id)) != Some(high) {
            ui.data_mut(|d| d.insert_temp(id, high));
            ui.ctx().request_discard("what stands below has another height");
        }
        out
    });
    shown.inner
}
