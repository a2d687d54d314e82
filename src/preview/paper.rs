//! Pages for a printer that gets them as pictures: as fine as it prints. Edges are sharp where a page is black and
//! nothing else, as most of a report's are; a grey edge would come out as a pattern of dots.

use super::{PageImage, drawn, room, scale};
use hayro::hayro_syntax::Pdf;
use hayro::{RenderCache, RenderSettings};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A PDF whose pages are drawn for paper.
pub struct PaperPages(Pdf);

impl PaperPages {
    /// `None` where it is no PDF.
    pub fn open(pdf: &Arc<Vec<u8>>) -> Option<PaperPages> {
        Pdf::new(pdf.clone()).ok().map(PaperPages)
    }
    /// Width and height of each page in points (1/72 inch), as it is read.
    pub fn sizes(&self) -> Vec<(f32, f32)> {
        self.0.pages().iter().map(|p| p.render_dimensions()).collect()
    }
    /// The page, from 0, with so many dots across and down, in black and white alone; `None` where it has anything else
    /// on it, can't be drawn, or has no room in memory.
    pub fn black(&self, page: usize, dots: (usize, usize)) -> Option<PageImage> {
        let sharp = RenderSettings { aliasing_threshold: Some(127), ..RenderSettings::default() };
        self.drawn(page, dots, &sharp).filter(|p| p.is_black_and_white())
    }
    /// The page as it is seen, with soft edges.
    pub fn coloured(&self, page: usize, dots: (usize, usize)) -> Option<PageImage> {
        self.drawn(page, dots, &RenderSettings::default())
    }
    fn drawn(&self, page: usize, (across, down): (usize, usize), look: &RenderSettings) -> Option<PageImage> {
        // Once as it is drawn, once as it is handed on, and what the drawing takes beside.
        if !room(across.saturating_mul(down).saturating_mul(10)) {
            return None;
        }
        let one = || {
            let page = self.0.pages().get(page)?;
            let (width, height) = page.render_dimensions();
            Some(drawn(page, &RenderCache::new(), (scale(across, width), scale(down, height)), look))
        };
        catch_unwind(AssertUnwindSafe(one)).unwrap_or_default()
    }
}

impl PageImage {
    /// Whether each dot is one or the other.
    pub fn is_black_and_white(&self) -> bool {
        self.rgba.chunks_exact(4).all(|dot| matches!(dot, [0, 0, 0, _] | [255, 255, 255, _]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::fonts::Fonts;
    use crate::report::Report;

    #[test]
    fn a_page_of_words_and_rules_is_black_and_as_fine_as_asked() {
        let made = crate::export::pdf(&Report::new(2025, "示范局"), &Fonts::new(None)).expect("a PDF");
        let pages = PaperPages::open(&Arc::new(made.bytes)).expect("a PDF");
        let sizes = pages.sizes();
        assert!(sizes.len() > 1 && sizes.iter().all(|(w, h)| (w.min(*h) - 595.0).abs() < 1.0), "{sizes:?}");
        for page in 0..sizes.len() {
            let black = pages.black(page, (1653, 2338)).expect("black");
            assert_eq!((black.width, black.height), (1653, 2338));
            let ink = black.rgba.chunks_exact(4).filter(|dot| dot[0] == 0).count();
            assert!(ink > 1000, "{page}: {ink}");
        }
        assert!(!pages.coloured(0, (413, 584)).expect("drawn").is_black_and_white(), "edges are soft");
        assert!(pages.black(99, (413, 584)).is_none() && pages.black(0, (1 << 31, 1 << 31)).is_none());
    }

    #[test]
    fn what_is_no_pdf_has_no_pages() {
        assert!(PaperPages::open(&Arc::new(b"nothing of the kind".to_vec())).is_none());
    }
}
