//! Pages of a made PDF as pictures: what is seen is the very file that would be exported.

#![deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)]

mod paper;

pub use paper::PaperPages;

use crate::form::bounds::between;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A page in dots, four bytes each (red, green, blue, opaque), row by row.
#[derive(Debug)]
pub struct PageImage {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// No picture is wider: a page must not take all memory.
pub const WIDEST: usize = 2000;

/// How many times as fine a page is drawn, along and across, as it is shown. Where strokes of a character cross within
/// a dot, what draws them counts that dot twice: small characters of many strokes came out as blots.
pub fn fineness(width: usize) -> usize {
    /// So wide a page needs no finer one.
    const FINE: usize = 1600;
    between(FINE.checked_div(width).unwrap_or(1), 1, 3)
}

/// Whether there is so much memory. What draws pages asks for many small pieces, and ends the program where one
/// can't be had; so all of it is asked for together beforehand.
pub fn room(bytes: usize) -> bool {
    let mut piece: Vec<u8> = Vec::new();
    let got = piece.try_reserve_exact(bytes).is_ok();
    // Memory that nobody looks at would not be asked for.
    std::hint::black_box(piece.as_ptr());
    got
}

/// Draws pages of a PDF one after the other: for each of `wanted` (page from 0, width in dots) `take` gets the
/// picture, `None` where it could not be drawn, and says whether to go on. False where it is no PDF at all.
pub fn draw(
    pdf: &Arc<Vec<u8>>,
    wanted: &[(usize, usize)],
    take: &mut dyn FnMut(usize, Option<PageImage>) -> bool,
) -> bool {
    let Ok(pdf) = Pdf::new(pdf.clone()) else { return false };
    let cache = RenderCache::new();
    for (i, (page, width)) in wanted.iter().enumerate() {
        let one = || {
            let page = pdf.pages().get(*page)?;
            let width = between(*width, 1, WIDEST);
            let fine = fineness(width);
            let scale = scale(width.saturating_mul(fine), page.render_dimensions().0);
            Some(shrunk(drawn(page, &cache, (scale, scale), &RenderSettings::default()), fine))
        };
        // Whatever goes wrong inside costs this page, not the others.
        let picture = catch_unwind(AssertUnwindSafe(one)).unwrap_or_default();
        if !take(i, picture) {
            break;
        }
    }
    true
}

/// By how much a page, or its height, is drawn larger to have so many dots.
fn scale(dots: usize, points: f32) -> f32 {
    // Dots are cut off to whole ones; half of one makes sure.
    (dots as f32 + 0.5) / points.max(1.0)
}

fn drawn<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    (x_scale, y_scale): (f32, f32),
    look: &RenderSettings,
) -> PageImage {
    let dots = PixmapSettings { x_scale, y_scale, bg_color: WHITE };
    let map = render(page, cache, &InterpreterSettings::default(), look, &dots);
    let (width, height) = (usize::from(map.width()), usize::from(map.height()));
    PageImage { width, height, rgba: map.data_as_u8_slice().to_vec() }
}

/// The picture so many times smaller along and across, each dot the mean of those it stands for.
fn shrunk(image: PageImage, by: usize) -> PageImage {
    let (row, count) = (image.width.saturating_mul(4), by.saturating_mul(by) as u32);
    let (Some(width), Some(height)) = (image.width.checked_div(by), image.height.checked_div(by)) else {
        return image;
    };
    if by == 1 || row == 0 {
        return image;
    }
    let mut rgba = Vec::with_capacity(width.saturating_mul(height).saturating_mul(4));
    let mut sums = vec![0_u32; width.saturating_mul(4)];
    for rows in image.rgba.chunks_exact(row.saturating_mul(by)) {
        sums.fill(0);
        for line in rows.chunks_exact(row) {
            for (sum, dots) in sums.chunks_exact_mut(4).zip(line.chunks_exact(by.saturating_mul(4))) {
                for dot in dots.chunks_exact(4) {
                    sum.iter_mut().zip(dot).for_each(|(s, d)| *s = s.saturating_add(u32::from(*d)));
                }
            }
        }
        rgba.extend(sums.iter().map(|s| s.checked_div(count).map_or(255, |mean| mean.min(255) as u8)));
    }
    PageImage { width, height, rgba }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(bytes: Vec<u8>, wanted: &[(usize, usize)]) -> Option<Vec<Option<PageImage>>> {
        let mut out = Vec::new();
        let all = draw(&Arc::new(bytes), wanted, &mut |_, p| {
            out.push(p);
            true
        });
        all.then_some(out)
    }

    #[test]
    fn a_made_page_has_ink_on_white_and_the_width_that_was_asked_for() {
        let report = crate::report::Report::new(2025, "示范局");
        let fonts = crate::page::fonts::Fonts::new(None);
        let made = crate::export::pdf(&report, &fonts).expect("a PDF");
        let pages = drawn(made.bytes, &[(0, 413), (99, 413), (1, 77), (0, 9000)]).expect("drawn");
        let first = pages[0].as_ref().expect("drawn");
        assert_eq!((first.width, first.height), (413, 584));
        let dark = first.rgba.chunks_exact(4).filter(|p| p[0] < 100).count();
        assert!(first.rgba[..4] == [255; 4] && dark > 200, "{dark}");
        assert!(pages[1].is_none(), "there is no such page");
        assert_eq!(pages[2].as_ref().map(|p| p.width), Some(77));
        assert_eq!(pages[3].as_ref().map(|p| p.width), Some(WIDEST));
    }

    #[test]
    fn room_is_asked_for() {
        assert!(room(1 << 20) && !room(1 << 62));
    }

    #[test]
    fn what_is_no_pdf_is_said_to_be_none() {
        assert!(drawn(b"nothing of the kind".to_vec(), &[(0, 100)]).is_none());
    }
}
