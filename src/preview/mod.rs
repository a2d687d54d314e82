//! Pages of a made PDF as pictures: what is seen is the very file that would be exported.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// A page in dots, four bytes each (red, green, blue, opaque), row by row.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// The pages of a PDF at `dpi` dots an inch; none where it is no PDF.
pub fn pages(pdf: Vec<u8>, dpi: f32) -> Vec<Picture> {
    let Ok(pdf) = Pdf::new(pdf) else { return Vec::new() };
    let cache = RenderCache::new();
    let scale = dpi / 72.0;
    let dots = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let draw = |page| {
        let map = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &dots);
        let (width, height) = (usize::from(map.width()), usize::from(map.height()));
        Picture { width, height, rgba: map.data_as_u8_slice().to_vec() }
    };
    pdf.pages().iter().map(draw).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_page_has_ink_on_white() {
        let report = crate::report::Report::new(2025, "示范局");
        let fonts = crate::page::fonts::Fonts::new(None);
        let made = crate::export::pdf(&report, &fonts).expect("a PDF");
        let pages = pages(made.bytes, 50.0);
        let first = &pages[0];
        assert_eq!((first.width, first.height), (413, 584));
        let dark = first.rgba.chunks_exact(4).filter(|p| p[0] < 100).count();
        assert!(first.rgba[..4] == [255; 4] && dark > 200, "{dark}");
    }
}
