//! How much memory the picture of all characters ever drawn may take. The toolkit makes it as wide and as high as a
//! graphics card can bear, and draws each size of each character into it anew: after some zooming a gigabyte.

use egui::{Context, Plugin, RawInput};

/// Dots along each side; every picture of a page has to fit, and all characters of a screen at the largest zoom.
const SIDE: usize = 3072;
// A4 upright.
const _: () = assert!(crate::preview::WIDEST * 297 / 210 <= SIDE);

struct Bounded;

/// From now on it begins anew before it is larger than that.
pub fn install(ctx: &Context) {
    ctx.add_plugin(Bounded);
}

impl Plugin for Bounded {
    fn debug_name(&self) -> &'static str {
        "bounded atlas"
    }
    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        // Said once, when it is known what draws.
        input.max_texture_side = input.max_texture_side.map(|side| side.min(SIDE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{FontId, Pos2, Rect, Vec2};

    #[test]
    fn zooming_through_all_characters_takes_bounded_memory() {
        let ctx = Context::default();
        install(&ctx);
        let mut pixels = 0;
        for round in 0u8..60 {
            let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1366.0, 768.0)));
            let max_texture_side = (round == 0).then_some(16_384);
            let mut out =
                ctx.run_ui(RawInput { screen_rect, max_texture_side, ..Default::default() }, |ui| {
                    let words: String = (' '..='~').cycle().take(400).collect();
                    let size = FontId::proportional(12.0 + f32::from(round) * 1.5);
                    ui.label(egui::RichText::new(words).font(size));
                });
            for delta in out.textures_delta.set.values().flatten() {
                pixels = pixels.max(delta.image.width().saturating_mul(delta.image.height()));
            }
            out.textures_delta.clear();
        }
        assert!(pixels > 0 && pixels <= SIDE * 2 * SIDE, "{pixels} dots");
        let width = ctx.fonts(|f| f.font_image_size()[0]);
        assert!(width <= SIDE, "{width} dots wide");
    }
}
