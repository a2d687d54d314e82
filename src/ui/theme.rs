//! How the window looks: quiet paper, one sober blue, red only for 错误, and a sign beside every colour; or the
//! same by night, or in black and white for weak eyes and projectors.

use crate::checks::Level;
use crate::store::settings::Look;
use egui::{
    Align, Color32, Context, FontData, FontDefinitions, FontFamily, FontId, Layout, Shadow, Stroke, Style,
    TextStyle, Ui, Visuals, vec2,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How high a line of fields, buttons and the words beside them stands: all by their middles.
pub const LINE: f32 = 30.0;

/// A line of several widgets within a table of fields: as the words beside it stand, by the middle.
pub fn line_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let line = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), LINE), line, |ui| {
        ui.set_min_height(LINE);
        add(ui);
    });
}

/// Whether the window is so low (a small screen, large type) that what only explains gives way to what is worked on.
pub fn is_low(ctx: &Context) -> bool {
    const LOW: f32 = 620.0;
    ctx.content_rect().height() < LOW
}

/// The colours of a look.
pub struct Palette {
    pub accent: Color32,
    pub paper: Color32,
    pub panel: Color32,
    pub head: Color32,
    pub hairline: Color32,
    pub ink: Color32,
    pub faint: Color32,
    /// Ground of a total that follows its parts.
    pub computed: Color32,
    /// Ground of the cells selected.
    pub selected: Color32,
    /// Ground of words that came along from last year.
    pub aged: Color32,
    error: Color32,
    warning: Color32,
    hint: Color32,
}

const fn rgb(c: u32) -> Color32 {
    Color32::from_rgb((c >> 16) as u8, (c >> 8) as u8, c as u8)
}

static LIGHT: Palette = Palette {
    accent: rgb(0x1f5fa8),
    paper: rgb(0xffffff),
    panel: rgb(0xfafaf9),
    head: rgb(0xf3f4f6),
    hairline: rgb(0xc4c8ce),
    ink: rgb(0x1b1d21),
    faint: rgb(0x747b85),
    computed: rgb(0xeef3f9),
    selected: rgb(0xd8e6f6),
    aged: rgb(0xfff4d6),
    error: rgb(0xc02828),
    warning: rgb(0xa86600),
    hint: rgb(0x4f6b85),
};

static DARK: Palette = Palette {
    accent: rgb(0x7db3ee),
    paper: rgb(0x1d1f23),
    panel: rgb(0x25282d),
    head: rgb(0x2c3036),
    hairline: rgb(0x4a505a),
    ink: rgb(0xe8eaed),
    faint: rgb(0x9aa1ab),
    computed: rgb(0x242e3a),
    selected: rgb(0x2d4460),
    aged: rgb(0x4a3f1c),
    error: rgb(0xff7b72),
    warning: rgb(0xe3b341),
    hint: rgb(0x9fb8d0),
};

static CONTRAST: Palette = Palette {
    accent: rgb(0x0000c8),
    paper: rgb(0xffffff),
    panel: rgb(0xffffff),
    head: rgb(0xffffff),
    hairline: rgb(0x000000),
    ink: rgb(0x000000),
    faint: rgb(0x3a3a3a),
    computed: rgb(0xe6e6e6),
    selected: rgb(0xffe680),
    aged: rgb(0xfff0a0),
    error: rgb(0xb00000),
    warning: rgb(0x6b3f00),
    hint: rgb(0x00405c),
};

static PALETTES: [&Palette; 3] = [&LIGHT, &DARK, &CONTRAST];
/// There is one window; what is painted deep inside need not be handed its look.
static CURRENT: AtomicUsize = AtomicUsize::new(0);

/// Whether what is only for the eye is left out.
static SPARING: AtomicBool = AtomicBool::new(false);

/// Leaves out what is only for the eye, from the next look on: for where the processor paints.
pub fn spare(sparing: bool) {
    SPARING.store(sparing, Ordering::Relaxed);
}

/// The colours in use.
pub fn get() -> &'static Palette {
    let [first, ..] = &PALETTES;
    PALETTES.get(CURRENT.load(Ordering::Relaxed)).unwrap_or(first)
}

/// Colour of a level.
pub fn color(level: Level) -> Color32 {
    match level {
        Level::Error => get().error,
        Level::Warning => get().warning,
        Level::Hint => get().hint,
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
pub fn install(ctx: &Context, look: Look) {
    let mut fonts = FontDefinitions::default();
    let hei = FontData::from_static(crate::page::fonts::HEI_FILE);
    fonts.font_data.insert("hei".into(), Arc::new(hei));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().insert(0, "hei".into());
    }
    // Headings of the second level in the text editor; what 楷体 lacks comes from 黑体.
    let kai = FontData::from_static(crate::page::fonts::KAI_FILE);
    fonts.font_data.insert("kai".into(), Arc::new(kai));
    let others = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let faces = std::iter::once("kai".to_string()).chain(others).collect();
    fonts.families.insert(FontFamily::Name("kai".into()), faces);
    ctx.set_fonts(fonts);
    ctx.options_mut(|o| o.zoom_with_keyboard = false);
    dress(ctx, look);
}

/// Changes the look.
pub fn dress(ctx: &Context, look: Look) {
    let (index, dark) = match look {
        Look::Light => (0, false),
        Look::Dark => (1, true),
        Look::Contrast => (2, false),
    };
    CURRENT.store(index, Ordering::Relaxed);
    let p = get();
    let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(theme);
    ctx.style_mut_of(theme, |s| {
        // Each step of the way would be a whole picture, drawn without a graphics card.
        s.scroll_animation = egui::style::ScrollAnimation::none();
        s.text_styles.insert(TextStyle::Body, FontId::proportional(14.5));
        s.text_styles.insert(TextStyle::Button, FontId::proportional(14.0));
        s.text_styles.insert(TextStyle::Small, FontId::proportional(12.0));
        s.text_styles.insert(TextStyle::Heading, FontId::proportional(18.0));
        s.spacing.item_spacing = egui::vec2(8.0, 4.0);
        s.spacing.button_padding = egui::vec2(8.0, 3.0);
        // A bar under the pointer is no heavier than the text beside it.
        s.spacing.scroll.active_handle_opacity = 0.3;
        s.spacing.scroll.interact_handle_opacity = 0.4;
        let v = &mut s.visuals;
        *v = if dark { Visuals::dark() } else { Visuals::light() };
        v.override_text_color = Some(p.ink);
        v.weak_text_color = Some(p.faint);
        v.panel_fill = p.panel;
        v.window_fill = p.paper;
        v.extreme_bg_color = p.paper;
        v.selection.bg_fill = p.selected;
        // Whole points: a field that gets the focus would else have other room for its words.
        v.selection.stroke = Stroke::new(2.0, p.accent);
        v.hyperlink_color = p.accent;
        v.widgets.noninteractive.bg_stroke = Stroke::new(1.0, p.hairline.gamma_multiply(0.7));
        v.widgets.inactive.bg_stroke = Stroke::new(1.0, p.hairline);
        v.widgets.inactive.weak_bg_fill = p.paper;
        v.widgets.hovered.weak_bg_fill = p.computed;
        v.widgets.hovered.bg_stroke = Stroke::new(1.0, p.accent);
        // What has the focus.
        v.widgets.active.weak_bg_fill = p.selected;
        v.widgets.active.bg_fill = p.selected;
        v.widgets.active.bg_stroke = Stroke::new(2.0, p.accent);
        v.widgets.active.fg_stroke = Stroke::new(1.5, p.ink);
        if SPARING.load(Ordering::Relaxed) {
            plain(s);
        }
    });
}

/// No dot painted twice without need, and nothing that moves by itself.
fn plain(s: &mut Style) {
    // The window is cleared in the colour of the panels; their scrolled ends would fade into it.
    s.visuals.panel_fill = Color32::TRANSPARENT;
    s.spacing.scroll.fade.strength = 0.0;
    s.visuals.window_shadow = Shadow::NONE;
    s.visuals.popup_shadow = Shadow::NONE;
    s.visuals.text_cursor.blink = false;
    s.animation_time = 0.0;
}
