//! Small pictures beside their captions in the text.

use super::marks::MarkedText;
use super::pictured::BLANK;
use crate::report::text::Para;
use crate::ui::thumbs::{SmallPicture, Thumbs};
use egui::text::CCursor;
use egui::text_edit::TextEditOutput;
use egui::{Id, Rect, Ui, pos2};

/// Shows the pictures of a part on their lines, those that are seen.
pub fn pictures_ui(ui: &Ui, page: &MarkedText, paras: &[Para], output: &TextEditOutput, thumbs: &mut Thumbs) {
    for p in &page.pictures {
        let (Some(start), Some(Para::Picture { bytes, caption, .. })) =
            (page.start(p.paragraph), paras.get(p.paragraph))
        else {
            continue;
        };
        let chars = page.text.get(..start).unwrap_or_default().chars().count();
        let line = output.galley.pos_from_cursor(CCursor::new(chars)).translate(output.galley_pos.to_vec2());
        let center = pos2(output.galley_pos.x + BLANK + p.size.x / 2.0, line.center().y);
        thumbs.show(
            ui,
            &SmallPicture {
                picture: bytes,
                key: p.key,
                rect: Rect::from_center_size(center, p.size),
                clip: output.text_clip_rect,
                id: Id::unique(("picture", page.part, p.paragraph)),
                caption,
            },
        );
    }
}
