//! What questions share.

use egui::{Key, Response, RichText, Ui};

/// Gives a question's first widget the focus.
pub fn focus(first: bool, response: Response) -> Response {
    if first {
        response.request_focus();
    }
    response
}

/// Whether Enter was pressed in this field; on a button it means the button.
pub fn is_entered(field: &Response) -> bool {
    field.lost_focus() && field.ctx.input(|i| i.key_pressed(Key::Enter))
}

/// Words in a column of that width.
pub fn cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.add(egui::Label::new(text).wrap());
    });
}
