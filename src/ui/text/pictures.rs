//! Small pictures beside their captions in the text: each is drawn once, on a thread, and let go when others are
//! looked at.

use super::marks::MarkedText;
use super::pictured::{BLANK, Pictured};
use crate::app::job::{Job, Progress};
use crate::app::thumb;
use crate::preview::PageImage;
use crate::report::text::Para;
use crate::ui::theme;
use egui::text::CCursor;
use egui::text_edit::TextEditOutput;
use egui::{
    Color32, ColorImage, Id, Rect, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, WidgetInfo,
    accesskit, pos2,
};
use std::collections::BTreeMap;
use std::time::Duration;

/// So many are kept, half a megabyte at most each on the sharpest screen.
const KEPT: usize = 24;

enum Thumb {
    Drawing(Job<Option<PageImage>>),
    Drawn(TextureHandle),
    Failed,
}

/// The pictures by the hash of their bytes.
#[derive(Default)]
pub struct Thumbs(BTreeMap<u64, Thumb>);

impl Thumbs {
    /// Takes what was drawn, and begins to draw the one of that key if it has to be; one at a time.
    fn keep_up(&mut self, ui: &Ui, p: &Pictured, paras: &[Para]) {
        if let Some(Thumb::Drawing(job)) = self.0.get(&p.key) {
            let drawn = match job.poll(Duration::ZERO) {
                Progress::Going => return ui.ctx().request_repaint_after(Duration::from_millis(40)),
                Progress::Done(drawn) => drawn,
                Progress::Died => None,
            };
            let thumb = drawn.map(|d| {
                let image = ColorImage::from_rgba_premultiplied([d.width, d.height], &d.rgba);
                Thumb::Drawn(ui.ctx().load_texture("picture", image, TextureOptions::LINEAR))
            });
            self.0.insert(p.key, thumb.unwrap_or(Thumb::Failed));
        }
        let busy = self.0.values().any(|t| matches!(t, Thumb::Drawing(_)));
        if self.0.contains_key(&p.key) || busy {
            return;
        }
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        if let Some(Para::Picture { bytes, .. }) = paras.get(p.paragraph) {
            let (bytes, width) = (bytes.clone(), (p.size.x * ui.pixels_per_point()).round() as usize);
            self.0
                .insert(p.key, Thumb::Drawing(Job::start("正在画小图", move |_| thumb::draw(&bytes, width))));
        }
        ui.ctx().request_repaint_after(Duration::from_millis(40));
    }
}

/// Shows the pictures of a part on their lines, those that are seen.
pub fn pictures_ui(ui: &Ui, page: &MarkedText, paras: &[Para], output: &TextEditOutput, thumbs: &mut Thumbs) {
    for p in &page.pictures {
        let Some(start) = page.start(p.paragraph) else { continue };
        let chars = page.text.get(..start).unwrap_or_default().chars().count();
        let line = output.galley.pos_from_cursor(CCursor::new(chars)).translate(output.galley_pos.to_vec2());
        let center = pos2(output.galley_pos.x + BLANK + p.size.x / 2.0, line.center().y);
        let rect = Rect::from_center_size(center, p.size);
        if !output.text_clip_rect.intersects(rect) || !ui.is_rect_visible(rect) {
            continue;
        }
        thumbs.keep_up(ui, p, paras);
        let painter = ui.painter_at(output.text_clip_rect);
        let (name, frame) = match thumbs.0.get(&p.key) {
            Some(Thumb::Drawn(texture)) => {
                let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                painter.image(texture.id(), rect, uv, Color32::WHITE);
                ("小图", theme::get().hairline)
            }
            Some(Thumb::Failed) => {
                painter.rect_filled(rect, 0.0, theme::get().head);
                painter.line_segment(
                    [rect.left_top(), rect.right_bottom()],
                    Stroke::new(1.0, theme::get().faint),
                );
                ("画不出的图", theme::get().faint)
            }
            _ => {
                painter.rect_filled(rect, 0.0, theme::get().head);
                ("正在画的小图", theme::get().hairline)
            }
        };
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, frame), StrokeKind::Outside);
        let id = Id::unique(("picture", page.part, p.paragraph));
        let caption = paras.get(p.paragraph).map_or(String::new(), |p| match p {
            Para::Picture { caption, .. } => caption.clone(),
            Para::Text(_) => String::new(),
        });
        ui.interact(rect, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(accesskit::Role::Image, true, format!("{name}：{caption}")));
    }
}
