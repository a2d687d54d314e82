//! Where an input method shows its list of words (候选). Told only a point, as under X11, it begins there: that is to be
//! below the line that is written, or the list covers it.

use egui::{Context, FullOutput, Plugin};

struct BelowLine;

/// From now on the list begins below the line; for a system that tells the input method a point, no rectangle.
pub fn install(ctx: &Context) {
    ctx.add_plugin(BelowLine);
}

impl Plugin for BelowLine {
    fn debug_name(&self) -> &'static str {
        "list of words below the line"
    }
    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        if let Some(ime) = &mut output.platform_output.ime {
            ime.cursor_rect.min.y = ime.cursor_rect.max.y;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, RawInput, Rect, TextEdit, Vec2};

    #[test]
    fn the_list_of_words_does_not_cover_the_line() {
        let ctx = Context::default();
        install(&ctx);
        let mut text = "政府信息".to_owned();
        let mut frame = || {
            let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 300.0)));
            let mut field = Rect::NOTHING;
            let mut out = ctx.run_ui(RawInput { screen_rect, focused: true, ..Default::default() }, |ui| {
                let edit = ui.add(TextEdit::singleline(&mut text));
                edit.request_focus();
                field = edit.rect;
            });
            out.textures_delta.clear();
            (out.platform_output.ime.take(), field)
        };
        frame();
        let (ime, field) = frame();
        let list = ime.expect("a field that is written in").cursor_rect.min;
        assert!(list.y > field.center().y && list.y <= field.bottom(), "{list:?} of {field:?}");
    }
}
