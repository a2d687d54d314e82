//! Charts as pictures: a Word file and a portal's page are given dots, which nothing on the way changes or drops.

use super::pdf;
use crate::page::blocks;
use crate::page::charts::{self, Chart};
use crate::page::fonts::{Fonts, Gaps};
use crate::page::pages::{Colour, Item, Page, Pages};
use hayro::hayro_interpret::{InterpreterSettings, TransformExt};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::Affine;
use hayro::vello_cpu::{Level, Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into, vello_cpu};
use std::sync::Arc;

/// Dots in a point: 200 to the inch, as sharp as an office printer shows greys.
const DOTS: f64 = 200.0 / 72.0;

/// A picture and its size on paper in points.
pub struct ChartImage {
    pub png: Vec<u8>,
    pub size: (f32, f32),
}

/// Draws a chart so many points wide: the head of a page that has nothing else.
pub fn chart(chart: &Chart, width: f32, fonts: &Fonts) -> Option<ChartImage> {
    let (marks, height) = charts::draw(chart, width, fonts, &mut Gaps::default());
    let items = marks.into_iter().map(|ink| Item { ink, colour: Colour::Black, element: None }).collect();
    let pages = Pages { pages: vec![Page { items, ..Page::default() }], ..Pages::default() };
    let pdf = Pdf::new(Arc::new(pdf::paint(&blocks::Doc::default(), &pages, fonts).ok()?)).ok()?;
    let page = pdf.pages().first()?;
    let dots = |points: f32| (f64::from(points) * DOTS).ceil() as u16;
    let (w, h) = (dots(width), dots(height));
    // The same dots on every processor.
    let same = vello_cpu::RenderSettings { level: Level::baseline(), ..vello_cpu::RenderSettings::default() };
    let mut to = RenderContext::new_with(w, h, same);
    let place = Affine::scale(DOTS) * page.initial_transform(true).to_kurbo();
    let (cache, how) = (RenderCache::new(), RenderSettings::default());
    render_into(page, &cache, &InterpreterSettings::default(), &how, &mut to, place);
    to.flush();
    let mut map = Pixmap::new(w, h);
    let raster =
        RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
    to.render_with(&mut map, &mut Resources::default(), raster);
    // All of it is grey.
    let grey: Vec<u8> = map.data().iter().map(|p| p.g).collect();
    Some(ChartImage { png: packed(w, h, &grey)?, size: (width, height) })
}

/// A grey PNG that says how large it is on paper.
fn packed(width: u16, height: u16, grey: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width.into(), height.into());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let metre = (DOTS * 72.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: metre, yppu: metre, unit: png::Unit::Meter }));
    encoder.write_header().ok()?.write_image_data(grey).ok()?;
    Some(out)
}
