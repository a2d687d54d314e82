//! What stands on a page, as its content stream: stretches of marks by their elements, glyphs by the numbers that they
//! have in the reduced faces.

use super::{RULE, Reduced, picture_id, tags, utf16_bytes};
use crate::chinese::signs::is_private;
use crate::page::pages::{Colour, Ink, Item, Page, Pages};
use crate::page::{BOLD, Glyph, PAPER};
use printpdf::matrix::CurTransMat;
use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon,
    PolygonRing, Pt, Rgb, TextItem, TextMatrix, TextRenderingMode, WindingOrder, XObjectTransform,
};
use std::collections::BTreeMap;

/// What a page's content stream says: stretches of marks by their elements, the rest as adornment.
pub fn ops(page: &Page, pages: &Pages, faces: &BTreeMap<usize, Reduced<'_>>) -> Vec<Op> {
    let mut out = vec![Op::SetOutlineThickness { pt: Pt(RULE) }];
    let height = page.size().1;
    if page.turned {
        out.push(Op::SaveGraphicsState);
        let matrix = CurTransMat::Raw([0.0, 1.0, -1.0, 0.0, PAPER.0, 0.0]);
        out.push(Op::SetTransformationMatrix { matrix });
    }
    let mut number = 0;
    for stretch in tags::stretches(&page.items) {
        match stretch[0].element {
            Some(e) => {
                let map = BTreeMap::from([("MCID".to_string(), DictItem::Int(number))]);
                let tag = tags::tag(&pages.elements[e].role);
                let properties = DictItem::Dict { map };
                out.push(Op::BeginMarkedContentWithProperties { tag, properties });
                number += 1;
            }
            None => out.push(artifact("Layout")),
        }
        for Item { ink, colour, .. } in stretch {
            match colour {
                Colour::Black => draw(ink, height, faces, &mut out),
                Colour::Red => red(ink, height, faces, &mut out),
            }
        }
        out.push(Op::EndMarkedContent);
    }
    if page.turned {
        out.push(Op::RestoreGraphicsState);
    }
    if let Some(ink) = &page.number {
        out.push(artifact("Pagination"));
        draw(ink, PAPER.1, faces, &mut out);
        out.push(Op::EndMarkedContent);
    }
    out
}

/// What only adorns the page, and of which kind it is.
fn artifact(kind: &str) -> Op {
    let map = BTreeMap::from([("Type".to_string(), DictItem::Name(kind.as_bytes().to_vec()))]);
    Op::BeginMarkedContentWithProperties { tag: "Artifact".into(), properties: DictItem::Dict { map } }
}

/// A mark in red, which the marks behind it are not.
fn red(ink: &Ink, height: f32, faces: &BTreeMap<usize, Reduced<'_>>, out: &mut Vec<Op>) {
    let paint = |r: f32| Op::SetFillColor { col: Color::Rgb(Rgb::new(r, 0.0, 0.0, None)) };
    let mut marks = Vec::new();
    draw(ink, height, faces, &mut marks);
    // A box says its own grey.
    marks.retain(|op| !matches!(op, Op::SetFillColor { .. }));
    out.push(paint(1.0));
    out.append(&mut marks);
    out.push(Op::SetFillColor { col: Color::Greyscale(Greyscale::new(0.0, None)) });
}

/// One mark on paper that is `height` points high.
fn draw(ink: &Ink, height: f32, faces: &BTreeMap<usize, Reduced<'_>>, out: &mut Vec<Op>) {
    let p = |x: f32, y: f32| LinePoint { p: Point { x: Pt(x), y: Pt(height - y) }, bezier: false };
    match ink {
        Ink::Rule { x0, y0, x1, y1 } => {
            out.push(Op::DrawLine {
                line: Line { points: vec![p(*x0, *y0), p(*x1, *y1)], is_closed: false },
            });
        }
        Ink::Fill { x0, y0, x1, y1, grey } => {
            let paint = |g: f32| Op::SetFillColor { col: Color::Greyscale(Greyscale::new(g, None)) };
            let points = vec![p(*x0, *y0), p(*x1, *y0), p(*x1, *y1), p(*x0, *y1)];
            let polygon = Polygon {
                rings: vec![PolygonRing { points }],
                mode: PaintMode::Fill,
                winding_order: WindingOrder::NonZero,
            };
            out.extend([paint(*grey), Op::DrawPolygon { polygon }, paint(0.0)]);
        }
        Ink::Picture { picture, x0, y0, x1, y1 } => {
            let transform = XObjectTransform {
                scale_x: Some(x1 - x0),
                scale_y: Some(y1 - y0),
                translate_x: Some(Pt(*x0)),
                translate_y: Some(Pt(height - y1)),
                no_auto_scale: true,
                ..Default::default()
            };
            out.push(Op::UseXobject { id: picture_id(*picture), transform });
        }
        Ink::Run { line, y, size } => {
            for span in spans(&line.glyphs, *size, faces) {
                if let Some(words) = &span.said {
                    let said = DictItem::String { data: utf16_bytes(words), literal: false };
                    let map = BTreeMap::from([("ActualText".to_string(), said)]);
                    let properties = DictItem::Dict { map };
                    out.push(Op::BeginMarkedContentWithProperties { tag: "Span".into(), properties });
                }
                // One text object a run of one face, bold or not.
                let alike = |g: &Glyph| (g.face, g.rise, g.emphasis.bold);
                for run in span.glyphs.chunk_by(|a, b| alike(a) == alike(b)) {
                    let rise = run.first().map_or(0.0, |g| g.rise);
                    text(run, height - y + rise, *size, faces, out);
                }
                if span.said.is_some() {
                    out.push(Op::EndMarkedContent);
                }
            }
        }
    }
}

/// Glyphs of a line that are read in one, with what they say where that is not plain from themselves.
struct TextSpan<'a> {
    glyphs: &'a [Glyph],
    said: Option<String>,
}

/// A line in spans. Glyphs that reach over the next, as the marks of 》（ do, are said together: some readers take
/// what lies over another for a new line.
fn spans<'a>(
    glyphs: &'a [Glyph],
    size: f32,
    faces: &BTreeMap<usize, Reduced<'_>>,
) -> impl Iterator<Item = TextSpan<'a>> {
    const OVER: f32 = 0.1;
    let reaches_over = |a: &Glyph, b: &Glyph| {
        let end = faces.get(&a.face).map_or(a.advance, |f| f.advance(a.gid) * size) + a.x;
        end > b.x + OVER * size
    };
    let plain = |g: &Glyph| own_words(g, faces).is_none();
    let over: Vec<bool> =
        glyphs.iter().zip(glyphs.iter().skip(1)).map(|(a, b)| reaches_over(a, b)).chain([false]).collect();
    let mut out: Vec<(usize, usize, bool)> = Vec::new();
    let mut before = false;
    for (i, (g, over)) in glyphs.iter().zip(over).enumerate() {
        let alone = over || !plain(g);
        match out.last_mut() {
            Some((_, to, said)) if before || !*said && !alone => *to = i + 1,
            _ => out.push((i, i + 1, alone)),
        }
        before = over;
    }
    out.into_iter().map(|(from, to, said)| {
        let glyphs = &glyphs[from..to];
        TextSpan { glyphs, said: said.then(|| glyphs.iter().map(|g| g.ch).collect()) }
    })
}

/// The character of a glyph where the file can't tell it from the glyph: another character has the same, or it is
/// one of private use, which nobody else knows.
fn own_words(g: &Glyph, faces: &BTreeMap<usize, Reduced<'_>>) -> Option<char> {
    let read_as = faces.get(&g.face)?.read_as.get(&g.gid)?;
    (*read_as != g.ch || is_private(g.ch)).then_some(g.ch)
}

/// A run of one face, its baseline `y` from the bottom.
fn text(run: &[Glyph], y: f32, size: f32, faces: &BTreeMap<usize, Reduced<'_>>, out: &mut Vec<Op>) {
    let Some(first) = run.first() else { return };
    let Some(face) = faces.get(&first.face) else { return };
    let mut items = Vec::new();
    let mut glyphs: Vec<Codepoint> = Vec::new();
    let apart = apart(run, face, size);
    let mut pen = first.x;
    for g in run {
        let Some(gid) = face.map.get(g.gid) else { continue };
        let kern = (pen - g.x) / size * 1000.0;
        if kern.abs() > 0.5 {
            if !glyphs.is_empty() {
                items.push(TextItem::GlyphIds(std::mem::take(&mut glyphs)));
            }
            items.push(TextItem::Offset(kern));
            pen = g.x;
        }
        // A glyph has one reading in the whole file.
        let read_as = face.read_as.get(&g.gid).unwrap_or(&g.ch);
        glyphs.push(Codepoint::with_cid(gid, 0.0, read_as.to_string()));
        pen += face.advance(g.gid) * size + apart;
    }
    if !glyphs.is_empty() {
        items.push(TextItem::GlyphIds(glyphs));
    }
    if first.emphasis.bold {
        out.extend(drawn(TextRenderingMode::FillStroke, BOLD * size));
    }
    out.extend([
        Op::StartTextSection,
        Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(size) },
        Op::SetCharacterSpacing { multiplier: apart },
        Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(first.x), Pt(y)) },
        Op::ShowText { items },
        Op::EndTextSection,
    ]);
    if first.emphasis.bold {
        out.extend(drawn(TextRenderingMode::Fill, RULE));
    }
}

/// How much wider than its type most of a run stands: said once, not behind each of its characters.
fn apart(run: &[Glyph], face: &Reduced<'_>, size: f32) -> f32 {
    const FINE: f32 = 1000.0;
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (a, b) in run.iter().zip(run.iter().skip(1)) {
        let gap = b.x - a.x - face.advance(a.gid) * size;
        *counts.entry((gap * FINE).round() as i64).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(0.0, |(gap, _)| gap as f32 / FINE)
}

/// How the characters to come are drawn, and how thick the strokes.
fn drawn(mode: TextRenderingMode, thick: f32) -> [Op; 2] {
    [Op::SetTextRenderingMode { mode }, Op::SetOutlineThickness { pt: Pt(thick) }]
}
