//! What floats over the text of a Word document: shapes, boxes and pictures that may lie over a picture on the same page,
//! as a black box does over a name.

use super::words::{newest, text_boxes};
use crate::import::xml::Element;

/// What stands in the body, each piece with how many things float on the pages that it may stand on.
pub(super) fn on_pages(body: &Element) -> impl Iterator<Item = (&Element, usize)> {
    /// No page of a report has more lines, and none of them more letters.
    const PAGE: usize = 50;
    let (mut begins, mut ends, mut floating) = (Vec::new(), Vec::new(), vec![0usize]);
    for e in body.elements() {
        let begin = ends.last().copied().unwrap_or(0);
        begins.push(begin);
        ends.push(lines(e).saturating_add(begin));
        floating.push(count(e, true).saturating_add(floating.last().copied().unwrap_or(0)));
    }
    let up_to = move |i: usize| floating.get(i).copied().unwrap_or(0);
    body.elements().enumerate().map(move |(i, e)| {
        let (begin, end) = (begins.get(i).copied().unwrap_or(0), ends.get(i).copied().unwrap_or(0));
        let first = ends.partition_point(|other| other.saturating_add(PAGE) < begin);
        let behind = begins.partition_point(|other| *other <= end.saturating_add(PAGE));
        (e, up_to(behind).saturating_sub(up_to(first)))
    })
}

/// How many lines it takes at least.
fn lines(e: &Element) -> usize {
    const LETTERS: usize = 45;
    match e.name.as_str() {
        "p" => e.words_of("t").chars().count().div_ceil(LETTERS).max(1),
        "tr" => 1,
        _ => e.elements().map(lines).sum(),
    }
}

/// Whether a drawing that holds a picture or a box floats with it, 1 or 0; what else is drawn with it may lie over it.
pub(super) fn itself(drawing: &Element) -> usize {
    let holds = |s: &&Element| ["imagedata", "txbxContent"].iter().any(|n| !s.all_of(n).is_empty());
    let floating = match drawing.name.as_str() {
        "drawing" => count(drawing, false),
        _ => drawing.elements().filter(holds).map(old).sum(),
    };
    floating.min(1)
}

/// How many things float in an element, `within` its text boxes too.
fn count(e: &Element, within: bool) -> usize {
    let boxed = || {
        let mut boxes = Vec::new();
        text_boxes(e, &mut boxes);
        boxes
            .into_iter()
            .filter(|_| within)
            .map(|b| b.elements().map(|e| count(e, true)).sum::<usize>())
            .sum::<usize>()
    };
    match e.name.as_str() {
        "anchor" => usize::from(!is_line(e)) + boxed(),
        "inline" => boxed(),
        "pict" | "object" => e.elements().map(old).sum::<usize>() + boxed(),
        "AlternateContent" => newest(e).map_or(0, |c| count(c, within)),
        _ => e.elements().map(|c| count(c, within)).sum(),
    }
}

/// Whether what is anchored is a line, too thin to hide a word.
fn is_line(anchor: &Element) -> bool {
    /// In 12700ths of a point.
    const THICK: u32 = 63_500;
    let is_line = |shape: &str| shape == "line" || shape.contains("Connector");
    let all = |name: &str, is: &dyn Fn(&Element) -> bool| anchor.all_of(name).into_iter().all(is);
    let thin = |e: &Element| e.attribute("w").is_none_or(|w| w.parse().is_ok_and(|w: u32| w < THICK));
    let shapes = anchor.all_of("prstGeom");
    let lines = shapes.iter().all(|g| g.attribute("prst").is_some_and(is_line));
    !shapes.is_empty() && lines && all("ln", &thin) && anchor.all_of("txbxContent").is_empty()
}

/// Of older programs: a shape without a picture in it, or one that stands where it likes.
fn old(shape: &Element) -> usize {
    const SHAPES: [&str; 9] =
        ["shape", "rect", "roundrect", "oval", "image", "textbox", "polyline", "curve", "arc"];
    const THICK: f64 = 5.0;
    let shows = !shape.all_of("imagedata").is_empty();
    let width = || shape.attribute("strokeweight").map(|w| w.trim_end_matches("pt").parse::<f64>());
    match shape.name.as_str() {
        "group" => shape.elements().map(old).sum(),
        "line" => usize::from(width().is_some_and(|w| w.is_ok_and(|w| w >= THICK))),
        name if SHAPES.contains(&name) => usize::from(!shows || says(shape, "position:absolute")),
        _ => 0,
    }
}

/// Whether the style of a shape of older programs says so.
pub(super) fn says(shape: &Element, what: &str) -> bool {
    shape.attribute("style").is_some_and(|s| s.replace(' ', "").contains(what))
}
