//! Pictures as they are seen in small: each is drawn once, on a thread, and let go when others are looked at.

use super::theme;
use crate::app::job::{Job, Progress};
use crate::app::thumb;
use crate::preview::PageImage;
use crate::report::picture::Picture;
use egui::{
    Color32, ColorImage, Id, Rect, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, WidgetInfo,
    accesskit, pos2,
};
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// So many are kept, half a megabyte at most each on the sharpest screen.
const KEPT: usize = 24;

enum Thumb {
    Drawing(Job<Option<PageImage>>),
    Drawn(TextureHandle),
    Failed,
}

/// The pictures by their keys (`thumb::key`).
#[derive(Default)]
pub struct Thumbs(BTreeMap<u64, Thumb>);

/// A picture and where it is shown.
pub struct SmallPicture<'a> {
    pub picture: &'a Picture,
    pub key: u64,
    pub rect: Rect,
    /// Nothing is drawn beyond.
    pub clip: Rect,
    pub id: Id,
    pub caption: &'a str,
}

impl fmt::Debug for Thumbs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drawn = self.0.iter().filter(|(_, t)| !matches!(t, Thumb::Drawing(_)));
        f.debug_list().entries(drawn.map(|(key, _)| key)).finish()
    }
}

impl Thumbs {
    /// Takes what was drawn, also of a picture that is no longer seen, and begins to draw this one if it has to be; one
    /// at a time.
    fn keep_up(&mut self, ui: &Ui, p: &SmallPicture<'_>) {
        for thumb in self.0.values_mut() {
            let Thumb::Drawing(job) = thumb else { continue };
            let drawn = match job.poll(Duration::ZERO) {
                Progress::Going => return ui.ctx().request_repaint_after(Duration::from_millis(40)),
                Progress::Done(drawn) => drawn,
                Progress::Died => None,
            };
            let texture = drawn.map(|d| {
                let image = ColorImage::from_rgba_premultiplied([d.width, d.height], &d.rgba);
                Thumb::Drawn(ui.ctx().load_texture("picture", image, TextureOptions::LINEAR))
            });
            *thumb = texture.unwrap_or(Thumb::Failed);
        }
        if self.0.contains_key(&p.key) {
            return;
        }
        if self.0.len() >= KEPT {
            self.0.clear();
        }
        let (picture, width) = (p.picture.clone(), (p.rect.width() * ui.pixels_per_point()).round() as usize);
        self.0.insert(p.key, Thumb::Drawing(Job::start("正在画小图", move |_| thumb::draw(&picture, width))));
        ui.ctx().request_repaint_after(Duration::from_millis(40));
    }

    /// Shows a picture, where it is seen.
    pub fn show(&mut self, ui: &Ui, p: &SmallPicture<'_>) {
        if !p.clip.intersects(p.rect) || !ui.is_rect_visible(p.rect) {
            return;
        }
        self.keep_up(ui, p);
        let (painter, rect) = (ui.painter_at(p.clip), p.rect);
        let (name, frame) = match self.0.get(&p.key) {
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
        ui.interact(rect, p.id, Sense::hover()).widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::Image, true, format!("{name}：{}", p.caption))
        });
    }
}
