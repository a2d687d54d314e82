//! A drop-down list of which one is chosen; when it is opened by keyboard, the chosen one has the focus.

use egui::{ComboBox, Ui};

/// Lets one of `all` be chosen; `name` is what a screen reader calls it.
pub fn choice_ui<T: PartialEq>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    chosen: &mut T,
    all: impl IntoIterator<Item = (T, String)>,
) {
    let all: Vec<(T, String)> = all.into_iter().collect();
    let now = all.iter().find(|(v, _)| v == chosen).map(|(_, words)| words.clone()).unwrap_or_default();
    let combo = ComboBox::from_id_salt(name).selected_text(now).width(width);
    let shown = combo.show_ui(ui, |ui| {
        let mut lines = Vec::new();
        for (value, words) in all {
            let is = *chosen == value;
            lines.push((ui.selectable_label(is, words), is, value));
        }
        let entered = lines.iter().any(|(line, ..)| line.has_focus());
        let now = lines.iter().find(|(_, is, _)| *is).filter(|_| !entered && !ui.is_sizing_pass());
        if let Some((line, ..)) = now {
            line.request_focus();
        }
        // Nobody takes a line that he doesn't see.
        lines.iter().filter(|(line, ..)| line.gained_focus()).for_each(|(line, ..)| line.scroll_to_me(None));
        let taken = lines.into_iter().find(|(line, ..)| line.clicked());
        let done = taken.is_some();
        if let Some((.., value)) = taken {
            *chosen = value;
            ui.close();
        }
        done
    });
    if shown.inner == Some(true) {
        shown.response.request_focus();
    }
    shown.response.accessible_name(name);
}
