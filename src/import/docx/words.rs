//! The words of a paragraph of a Word document, as they look.

use super::styles::ParagraphLook;
use crate::chinese::numerals::is_arabic;
use crate::form::bounds::between;
use crate::import::prompts;
use crate::import::raw::{Emphasis, Emphasised, RawEmphasis, SEAM};
use crate::import::xml::{Element, XmlNode};
use crate::report::emphasis::note;
use std::ops::Range;

/// The words of a paragraph, line breaks as such, and what else stands in it.
#[derive(Default)]
pub(super) struct RunWords<'a> {
    looks: Option<ParagraphLook<'a>>,
    /// What of the text stands out.
    pub emphasis: Vec<Emphasised>,
    /// It reads what leads elsewhere: that this is underlined is no emphasis.
    linked: bool,
    pub text: String,
    /// What is drawn; none for a sign that nobody can tell.
    pub drawings: Vec<Option<&'a Element>>,
    pub struck: Vec<String>,
    /// Digits in a font of signs: nobody can tell what they show.
    pub signs: Vec<String>,
    /// What was written where a field is asked for.
    asked: String,
    pub prompts: Vec<String>,
    /// Numbers of comments, each with the bytes that it stands beside; none for the whole paragraph.
    pub commented: Vec<(String, Option<Range<usize>>)>,
    /// Comments that begin here, with where.
    begun: Vec<(String, usize)>,
    /// Where the last of them ends.
    prompted: usize,
    /// Contents of text boxes, each with the drawing that it stands in.
    pub boxes: Vec<(&'a Element, &'a Element)>,
    /// Fields that are open here, and whether what each shows has begun; before that stands what it is asked for.
    fields: Vec<bool>,
}

impl<'a> RunWords<'a> {
    /// Of a paragraph that looks so.
    pub fn of(looks: ParagraphLook<'a>) -> RunWords<'a> {
        RunWords { looks: Some(looks), ..RunWords::default() }
    }

    pub fn runs(&mut self, parent: &'a Element) {
        for e in parent.elements() {
            match e.name.as_str() {
                "r" => self.formatted(e),
                "hyperlink" => {
                    let around = std::mem::replace(&mut self.linked, true);
                    self.runs(e);
                    self.linked = around;
                }
                "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" => {
                    self.runs(e);
                }
                "sdt" => {
                    let from = self.text.len();
                    e.child("sdtContent").into_iter().for_each(|c| self.runs(c));
                    if prompts::is_placeholder(e) {
                        self.prompt(from);
                    }
                }
                "AlternateContent" => self.alternate(e),
                "oMath" | "oMathPara" => self.formula(e),
                "commentRangeStart" => {
                    let id = e.attribute("id").unwrap_or_default();
                    self.begun.push((id.into(), self.text.len()));
                }
                "commentRangeEnd" => self.end_comment(e.attribute("id").unwrap_or_default()),
                _ => {}
            }
        }
    }

    /// A comment's words end here.
    fn end_comment(&mut self, id: &str) {
        let begun = self.begun.iter().position(|(of, _)| of == id).map(|at| self.begun.remove(at).1);
        if begun.is_some() || self.commented.iter().all(|(of, _)| of != id) {
            self.commented.push((id.into(), begun.map(|from| from..self.text.len())));
        }
    }

    fn end_field(&mut self) {
        self.fields.pop();
        if !self.fields.contains(&false) {
            self.asked.clear();
        }
    }

    /// The paragraph is over: of a comment that goes on in the next, what stands here is what it is about. A field that
    /// is still asked for is none: its words were meant to be read.
    pub fn end(&mut self) {
        if !self.asked.is_empty() {
            if !self.text.trim().is_empty() {
                self.text.push(SEAM);
            }
            self.text.push_str(&self.asked);
        }
        let open: Vec<String> = self.begun.iter().map(|(id, _)| id.clone()).collect();
        open.iter().for_each(|id| self.end_comment(id));
    }

    /// What a program shows that knows the newest of it; it stands apart from the words around it.
    fn alternate(&mut self, e: &'a Element) {
        let Some(c) = newest(e) else { return };
        self.text.push(SEAM);
        self.runs(c);
        self.run(c);
        self.text.push(SEAM);
    }

    /// What is written as a formula: in a cell it stands apart, nobody knows what it makes of the number.
    fn formula(&mut self, e: &'a Element) {
        for t in e.all_of("t") {
            self.text.push(SEAM);
            self.text.push_str(&t.text());
        }
        self.text.push(SEAM);
    }

    /// A sign of its own font. Where that is no usual one nobody can tell what it shows: it is a picture.
    fn sign(&mut self, e: &Element) {
        let code = e.attribute("char").and_then(|c| u32::from_str_radix(c, 16).ok());
        match code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)) {
            Some(c) => self.text.push(c),
            None => {
                self.text.push(SEAM);
                self.drawings.push(None);
            }
        }
    }

    /// A run as it is formatted: hidden, struck out, raised.
    fn formatted(&mut self, r: &'a Element) {
        let properties = r.child("rPr");
        let look = self.looks.map(|l| l.run(properties)).unwrap_or_default();
        if look.hidden {
            return;
        }
        let from = self.text.len();
        self.run(r);
        let own = self.text.get(from..).unwrap_or_default();
        if look.struck {
            let own = own.trim().to_string();
            self.text.truncate(from);
            self.text.push(SEAM);
            self.struck.extend(Some(own).filter(|t| !t.is_empty()));
            return;
        }
        if look.symbols && own.contains(is_arabic) {
            self.signs.push(own.trim().to_string());
            self.text.truncate(from);
            self.text.push(SEAM);
            return;
        }
        let own = look.script.written(own);
        self.text.truncate(from);
        self.text.push_str(&own);
        let emphasis = look.emphasis;
        let underline = emphasis.underline && !self.linked;
        note(&mut self.emphasis, from, self.text.len(), Emphasis { underline, ..emphasis });
        if properties.is_some_and(prompts::stands_out) {
            self.prompt(from);
        }
    }

    /// What is written from there on stands out; runs that touch are one.
    fn prompt(&mut self, from: usize) {
        let own = self.text.get(from..).unwrap_or_default();
        match self.prompts.last_mut().filter(|_| self.prompted == from && from > 0) {
            Some(last) => last.push_str(own),
            None if own.chars().any(char::is_alphanumeric) => self.prompts.push(own.trim().into()),
            None => return,
        }
        self.prompted = self.text.len();
    }

    fn run(&mut self, r: &'a Element) {
        for n in &r.nodes {
            let XmlNode::Element(e) = n else { continue };
            match e.name.as_str() {
                "fldChar" => match e.attribute("fldCharType") {
                    Some("begin") => self.fields.push(false),
                    Some("separate") => self.fields.last_mut().into_iter().for_each(|f| *f = true),
                    _ => self.end_field(),
                },
                // What a field within another's question answers is not shown.
                "t" if self.fields.contains(&false) => self.asked.push_str(&e.text()),
                "t" => self.text.push_str(&e.text()),
                "tab" => self.text.push(' '),
                "br" if matches!(e.attribute("type"), Some("page" | "column")) => {}
                "br" | "cr" => self.text.push('\n'),
                "noBreakHyphen" => self.text.push('-'),
                "drawing" | "pict" | "object" => {
                    let mut boxes = Vec::new();
                    text_boxes(e, &mut boxes);
                    if boxes.is_empty() || shows(e) {
                        self.drawings.push(Some(e));
                    }
                    self.boxes.extend(boxes.into_iter().map(|b| (b, e)));
                }
                // Words with their sound above them.
                "ruby" => e.child("rubyBase").into_iter().for_each(|b| self.runs(b)),
                "sym" => self.sign(e),
                "AlternateContent" => self.alternate(e),
                "commentReference" => {
                    let id = e.attribute("id").unwrap_or_default();
                    if self.begun.iter().all(|(of, _)| of != id) {
                        self.end_comment(id);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The lines of a paragraph of which some words stand out; its number stands before the first.
pub(super) fn emphasised(text: &str, prefix: &str, on: &[Emphasised]) -> Vec<RawEmphasis> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut prefix = Some(prefix);
    for line in text.split_inclusive('\n') {
        let (from, to) = (at, at + line.len());
        at = to;
        let before = if line.trim().is_empty() { "" } else { prefix.take().unwrap_or_default() };
        let inside = |r: &Range<usize>| between(r.start, from, to)..between(r.end, from, to);
        let moved = |r: Range<usize>| r.start - from + before.len()..r.end - from + before.len();
        let first = on.partition_point(|(r, _)| r.end <= from);
        let here = on.iter().skip(first).take_while(|(r, _)| r.start < to);
        let here = here.map(|(r, e)| (moved(inside(r)), *e)).collect();
        out.extend(RawEmphasis::of(&format!("{before}{line}"), here));
    }
    out
}

/// What is written in boxes that are drawn: a group has several.
pub(super) fn text_boxes<'a>(e: &'a Element, out: &mut Vec<&'a Element>) {
    for c in e.elements() {
        match c.name.as_str() {
            "txbxContent" => out.push(c),
            "AlternateContent" => newest(c).into_iter().for_each(|c| text_boxes(c, out)),
            _ => text_boxes(c, out),
        }
    }
}

/// What is written again for older programs is read once.
pub(super) fn newest(alternate: &Element) -> Option<&Element> {
    alternate.child("Choice").or_else(|| alternate.child("Fallback"))
}

/// Whether a drawing shows a picture, beside what its boxes do.
fn shows(e: &Element) -> bool {
    e.elements().any(|c| match c.name.as_str() {
        "txbxContent" => false,
        "pic" | "imagedata" => true,
        _ => shows(c),
    })
}
