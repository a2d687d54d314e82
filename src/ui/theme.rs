//! How the window looks: quiet paper, one sober blue, red only for 错误, and a sign beside every colour.

use crate::checks::Level;
use egui::{Color32, Context, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle, Visuals};
use std::sync::Arc;

pub const ACCENT: Color32 = Color32::from_rgb(0x1f, 0x5f, 0xa8);
pub const PAPER: Color32 = Color32::WHITE;
pub const HEAD: Color32 = Color32::from_rgb(0xf3, 0xf4, 0xf6);
pub const HAIRLINE: Color32 = Color32::from_rgb(0xc4, 0xc8, 0xce);
pub const INK: Color32 = Color32::from_rgb(0x1b, 0x1d, 0x21);
pub const FAINT: Color32 = Color32::from_rgb(0x8a, 0x90, 0x99);
/// Ground of a total that follows its parts.
pub const COMPUTED: Color32 = Color32::from_rgb(0xee, 0xf3, 0xf9);
/// Ground of words that came along from last year.
pub const AGED: Color32 = Color32::from_rgb(0xff, 0xf4, 0xd6);
/// Ground of the cells selected.
pub const SELECTED: Color32 = Color32::from_rgb(0xd8, 0xe6, 0xf6);

/// Colour of a level.
pub fn color(level: Level) -> Color32 {
    match level {
        Level::Error => Color32::from_rgb(0xc0, 0x28, 0x28),
        Level::Warning => Color32::from_rgb(0xa8, 0x66, 0x00),
        Level::Hint => Color32::from_rgb(0x4f, 0x6b, 0x85),
    }
}

/// Sign of a level, so that colour is never the only one.
pub fn sign(level: Level) -> &'static str {
    match level {
        Level::Error => "●",
        Level::Warning => "▲",
        Level::Hint => "○",
    }
}

/// The bundled 黑体 first, for everything: brackets and quotes must come from the same face as the words.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let hei = FontData::from_static(include_bytes!("../../assets/fonts/hei.otf"));
    fonts.font_data.insert("hei".into(), Arc::new(hei));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().insert(0, "hei".into());
    }
    ctx.set_fonts(fonts);
    ctx.set_theme(egui::ThemePreference::Light);
    ctx.options_mut(|o| o.zoom_with_keyboard = false);
    ctx.style_mut_of(egui::Theme::Light, |s| {
        s.text_styles.insert(TextStyle::Body, FontId::proportional(14.5));
        s.text_styles.insert(TextStyle::Button, FontId::proportional(14.0));
        s.text_styles.insert(TextStyle::Small, FontId::proportional(12.0));
        s.text_styles.insert(TextStyle::Heading, FontId::proportional(18.0));
        s.spacing.item_spacing = egui::vec2(8.0, 4.0);
        s.spacing.button_padding = egui::vec2(8.0, 3.0);
        let v = &mut s.visuals;
        *v = Visuals::light();
        v.override_text_color = Some(INK);
        v.panel_fill = Color32::from_rgb(0xfa, 0xfa, 0xf9);
        v.window_fill = PAPER;
        v.extreme_bg_color = PAPER;
        v.selection.bg_fill = SELECTED;
        v.selection.stroke = Stroke::new(1.5, ACCENT);
        v.hyperlink_color = ACCENT;
        v.widgets.noninteractive.bg_stroke = Stroke::new(1.0, Color32::from_rgb(0xdd, 0xdf, 0xe3));
        v.widgets.inactive.bg_stroke = Stroke::new(1.0, Color32::from_rgb(0xcf, 0xd3, 0xd9));
        v.widgets.inactive.weak_bg_fill = PAPER;
        v.widgets.hovered.weak_bg_fill = COMPUTED;
        v.widgets.hovered.bg_stroke = Stroke::new(1.0, ACCENT);
        // What has the keys.
        v.widgets.active.weak_bg_fill = SELECTED;
        v.widgets.active.bg_fill = SELECTED;
        v.widgets.active.bg_stroke = Stroke::new(1.5, ACCENT);
        v.widgets.active.fg_stroke = Stroke::new(1.5, INK);
    });
}
