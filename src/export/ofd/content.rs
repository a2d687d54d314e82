//! What a page's content says: each run of characters with their steps, each rule, each fill, each picture.

use super::{Ids, NAMES, Resources, XML, mm};
use crate::export::escaped;
use crate::page::pages::{Colour, Ink, Page};
use crate::page::{BOLD, Glyph, PAPER};
use std::fmt::Write as _;

/// Width of a table's rules in points.
const RULE: f32 = 0.5;
/// A run's box reaches so far above its baseline and below, in type sizes.
const UP: f32 = 1.0;
const DOWN: f32 = 0.3;

/// The content of pages, one after the other.
pub struct PageContent<'a, 'b> {
    pub resources: &'a Resources<'b>,
    pub ids: &'a mut Ids,
}

/// A box in points: left, top, width, height.
#[derive(Clone, Copy)]
struct Boundary {
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

impl Boundary {
    fn boundary(self) -> String {
        format!("{} {} {} {}", mm(self.x), mm(self.y), mm(self.w), mm(self.h))
    }
}

/// How a mark is drawn.
#[derive(Clone, Copy)]
struct InkLooks {
    colour: Colour,
    /// It stands on the upright paper of a page that lies on its side.
    upright: bool,
}

impl InkLooks {
    /// The colour of a mark that is so grey where it is black.
    fn value(self, grey: u8) -> String {
        match self.colour {
            Colour::Black => format!("{grey} {grey} {grey}"),
            Colour::Red => "255 0 0".into(),
        }
    }
}

impl PageContent<'_, '_> {
    pub fn of(mut self, page: &Page) -> String {
        let (w, h) = page.size();
        let mut out = format!(
            "{XML}<ofd:Page {NAMES}><ofd:Area><ofd:PhysicalBox>0 0 {} {}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID=\"{}\" Type=\"Body\">",
            mm(w),
            mm(h),
            self.ids.next()
        );
        for item in &page.items {
            self.draw(&item.ink, InkLooks { colour: item.colour, upright: false }, &mut out);
        }
        if let Some(number) = &page.number {
            self.draw(number, InkLooks { colour: Colour::Black, upright: page.turned }, &mut out);
        }
        out + "</ofd:Layer></ofd:Content></ofd:Page>"
    }

    fn draw(&mut self, ink: &Ink, looks: InkLooks, out: &mut String) {
        match ink {
            Ink::Rule { x0, y0, x1, y1 } => self.rule((*x0, *y0), (*x1, *y1), out),
            Ink::Fill { x0, y0, x1, y1, grey } => {
                let frame = Boundary { x: *x0, y: *y0, w: x1 - x0, h: y1 - y0 };
                let value = looks.value((grey * 255.0).round() as u8);
                let (w, h) = (mm(frame.w), mm(frame.h));
                let _ = write!(
                    out,
                    "<ofd:PathObject ID=\"{}\" Boundary=\"{}\" Stroke=\"false\" Fill=\"true\"><ofd:FillColor Value=\"{value}\"/><ofd:AbbreviatedData>M 0 0 L {w} 0 L {w} {h} L 0 {h} C</ofd:AbbreviatedData></ofd:PathObject>",
                    self.ids.next(),
                    frame.boundary(),
                );
            }
            Ink::Picture { picture, x0, y0, x1, y1 } => {
                let Some(image) = self.resources.images.get(picture) else { return };
                let frame = Boundary { x: *x0, y: *y0, w: x1 - x0, h: y1 - y0 };
                let _ = write!(
                    out,
                    "<ofd:ImageObject ID=\"{}\" Boundary=\"{}\" CTM=\"{} 0 0 {} 0 0\" ResourceID=\"{}\"/>",
                    self.ids.next(),
                    frame.boundary(),
                    mm(frame.w),
                    mm(frame.h),
                    image.id,
                );
            }
            Ink::Run { line, y, size } => {
                // Readers drop a blank at either end of a run and shift the rest: blanks are objects of their own.
                let runs = line.glyphs.chunk_by(|a, b| {
                    let alike = |g: &Glyph| (g.face, g.rise, g.emphasis.bold, g.ch.is_whitespace());
                    alike(a) == alike(b)
                });
                for run in runs {
                    let rise = run.first().map_or(0.0, |g| g.rise);
                    self.text(run, (*y - rise, *size), looks, out);
                }
            }
        }
    }

    /// A rule in a box that is larger by its width: what reaches out is not drawn.
    fn rule(&mut self, (x0, y0): (f32, f32), (x1, y1): (f32, f32), out: &mut String) {
        let (x, y) = (x0.min(x1) - RULE, y0.min(y1) - RULE);
        let frame = Boundary { x, y, w: (x1 - x0).abs() + 2.0 * RULE, h: (y1 - y0).abs() + 2.0 * RULE };
        let _ = write!(
            out,
            "<ofd:PathObject ID=\"{}\" Boundary=\"{}\" LineWidth=\"{}\"><ofd:AbbreviatedData>M {} {} L {} {}</ofd:AbbreviatedData></ofd:PathObject>",
            self.ids.next(),
            frame.boundary(),
            mm(RULE),
            mm(x0 - x),
            mm(y0 - y),
            mm(x1 - x),
            mm(y1 - y),
        );
    }

    /// A run of one face, of blanks alone or without them.
    fn text(&mut self, run: &[Glyph], (y, size): (f32, f32), looks: InkLooks, out: &mut String) {
        let Some(first) = run.first() else { return };
        // What is read to the left begins at the right.
        let left = run.iter().map(|g| g.x).reduce(f32::min).unwrap_or(first.x);
        let right = run.iter().map(|g| g.x + g.advance).reduce(f32::max).unwrap_or(first.x);
        let Some(font) = self.resources.fonts.get(&first.face) else { return };
        let frame =
            Boundary { x: left, y: y - UP * size, w: right - left + DOWN * size, h: (UP + DOWN) * size };
        // Turned to the right with the paper.
        let (boundary, turned) = match looks.upright {
            false => (frame.boundary(), String::new()),
            true => {
                let Boundary { x, y, w, h } = frame;
                let beside = Boundary { x: PAPER.1 - y - h, y: x, w: h, h: w };
                (beside.boundary(), format!(" CTM=\"0 1 -1 0 {} 0\"", mm(h)))
            }
        };
        let gid = |g: &Glyph| font.made.gids.get(&g.gid).copied().unwrap_or(0).to_string();
        let n = run.len();
        // What a blank looks like needs no saying.
        let glyphs = match first.ch.is_whitespace() {
            true => String::new(),
            false => format!(
                "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"{n}\" GlyphCount=\"{n}\"><ofd:Glyphs>{}</ofd:Glyphs></ofd:CGTransform>",
                run.iter().map(gid).collect::<Vec<_>>().join(" ")
            ),
        };
        let words: String = run.iter().map(|g| g.ch).collect();
        let (stroke, ink) = match first.emphasis.bold {
            true => (
                format!(" Stroke=\"true\" LineWidth=\"{}\"", mm(BOLD * size)),
                "<ofd:StrokeColor Value=\"0 0 0\"/>",
            ),
            false => (String::new(), ""),
        };
        let _ = write!(
            out,
            "<ofd:TextObject ID=\"{}\" Boundary=\"{boundary}\" Font=\"{}\" Size=\"{}\"{turned}{stroke}><ofd:FillColor Value=\"{}\"/>{ink}{glyphs}<ofd:TextCode X=\"{}\" Y=\"{}\"{}>{}</ofd:TextCode></ofd:TextObject>",
            self.ids.next(),
            font.id,
            mm(size),
            looks.value(0),
            mm(first.x - left),
            mm(UP * size),
            steps(run),
            escaped(&words),
        );
    }
}

/// From each character to the next; equal ones counted.
fn steps(run: &[Glyph]) -> String {
    let step = |w: &[Glyph]| match w {
        [a, b] => mm(b.x - a.x),
        _ => String::new(),
    };
    let steps: Vec<String> = run.windows(2).map(step).collect();
    if steps.is_empty() {
        return String::new();
    }
    let mut out = Vec::new();
    for same in steps.chunk_by(|a, b| a == b) {
        match same {
            [one, _, _, ..] => out.push(format!("g {} {one}", same.len())),
            few => out.extend(few.iter().cloned()),
        }
    }
    format!(" DeltaX=\"{}\"", out.join(" "))
}
