//! The pages of an OFD as ofd-core draws them, beside the pages of the PDF as poppler drew them, pixel for pixel within
//! antialiasing: a pixel of one that is darker or lighter than all its neighbours in the other is a difference.
//!
//! usage: ofd-pages FILE.ofd DPI PAGES-OF-THE-PDF…

use image::GrayImage;
use ofd_core::render::RenderOptions;
use ofd_core::{OfdPackage, OfdReader};
use std::process::ExitCode;

/// Greys that two painters may give an edge.
const EDGE: u8 = 72;
/// So many pixels in a million may be beyond that: where thin strokes meet.
const MOST: f64 = 20.0;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, dpi, pages @ ..] = args.as_slice() else { panic!("FILE.ofd DPI PAGES…") };
    let open = std::fs::File::open(file).expect("the OFD");
    let mut reader = OfdReader::new(OfdPackage::new(open).expect("a package")).expect("an OFD");
    let body = reader.ofd().doc_bodies[0].clone();
    let doc = reader.load_document(&body).expect("a document");
    let mut bad = doc.pages().len() != pages.len();
    println!("{file}: {} pages, the PDF {}", doc.pages().len(), pages.len());
    let options = RenderOptions::with_dpi(dpi.parse().expect("dots to the inch"));
    for (i, page) in pages.iter().enumerate().take(doc.pages().len()) {
        let ours = reader.render_page_to_image(&doc, i, &options).expect("a page");
        let ours = image::DynamicImage::ImageRgba8(ours).into_luma8();
        let pdf = image::open(page).expect("a picture").into_luma8();
        let (w, h) = (ours.width().min(pdf.width()), ours.height().min(pdf.height()));
        let same_size = ours.width().abs_diff(pdf.width()) <= 1 && ours.height().abs_diff(pdf.height()) <= 1;
        let beyond = beyond(&ours, &pdf, w, h) + beyond(&pdf, &ours, w, h);
        let share = beyond as f64 * 1e6 / f64::from(w * h);
        println!("  page {}: {beyond} pixels beyond their neighbours, {share:.1} in a million", i + 1);
        bad |= !same_size || share > MOST;
        if share > MOST {
            ours.save(format!("{page}.ofd.png")).expect("written");
        }
    }
    if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// How many pixels of `a` no neighbour in `b` comes near.
fn beyond(a: &GrayImage, b: &GrayImage, w: u32, h: u32) -> usize {
    let (mut out, b) = (0, Around { image: b, w, h });
    for y in 0..h {
        for x in 0..w {
            let (low, high) = b.around(x, y);
            let v = a.get_pixel(x, y).0[0];
            out += usize::from(v < low.saturating_sub(EDGE) || v > high.saturating_add(EDGE));
        }
    }
    out
}

struct Around<'a> {
    image: &'a GrayImage,
    w: u32,
    h: u32,
}

impl Around<'_> {
    /// The darkest and the lightest of a pixel and those around it.
    fn around(&self, x: u32, y: u32) -> (u8, u8) {
        let (mut low, mut high) = (u8::MAX, u8::MIN);
        for j in y.saturating_sub(1)..=(y + 1).min(self.h - 1) {
            for i in x.saturating_sub(1)..=(x + 1).min(self.w - 1) {
                let v = self.image.get_pixel(i, j).0[0];
                (low, high) = (low.min(v), high.max(v));
            }
        }
        (low, high)
    }
}
