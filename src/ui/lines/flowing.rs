//! Words that go on behind another widget, line by line, in lines of ours.

use super::laying::{into_job, laid};
use egui::text_selection::LabelSelectionState;
use egui::{Align, Response, Role, Sense, Stroke, Ui, WidgetInfo, WidgetText, pos2};

/// Words whose first line begins where the row has got to, and the others at its left end.
pub fn flowing(ui: &mut Ui, text: WidgetText) -> Response {
    let mut job = into_job(ui.style(), text, ui.text_valign());
    let width = ui.available_width();
    job.wrap.max_width = width;
    job.first_row_min_height = ui.cursor().height();
    (job.halign, job.justify) = (Align::Min, false);
    if let Some(first) = job.sections.first_mut() {
        first.leading_space = width - ui.available_size_before_wrap().x;
    }
    let galley = laid(ui.ctx(), job);
    let corner = pos2(ui.max_rect().left(), ui.cursor().top());
    let selectable = ui.style().interaction.selectable_labels;
    let reads_aloud = ui.memory(|m| m.options.screen_reader);
    let mut sense = if reads_aloud { Sense::focusable_noninteractive() } else { Sense::hover() };
    if selectable {
        sense |= Sense::click_and_drag().difference(Sense::FOCUSABLE);
    }
    let mut rows = galley.rows.iter().enumerate().map(|(i, row)| {
        let row = if i == 0 { row.rect_without_leading_space() } else { row.rect() };
        row.translate(corner.to_vec2())
    });
    let first = rows.next().unwrap_or(ui.cursor());
    let mut response = ui.allocate_rect(first, sense);
    for row in rows {
        response |= ui.allocate_rect(row, sense);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), galley.text()));
    if ui.is_rect_visible(response.rect) {
        let color = ui.visuals().text_color();
        if selectable {
            LabelSelectionState::label_text_selection(ui, &response, corner, galley, color, Stroke::NONE);
        } else {
            ui.painter().galley(corner, galley, color);
        }
    }
    response
}
