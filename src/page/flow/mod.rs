//! Blocks → pages: the grid of 22 lines, what keeps together, page numbers.

mod figures;
mod frame;
mod issue;
mod linked;
mod signed;
mod table;
mod underline;

use super::blocks::{Doc, DocBlock};
use super::charts;
use super::fonts::{Fonts, Style};
use super::lines::{self, SetLine, Setting};
use super::links;
use super::pages::{Ink, OutlineEntry, Page, Pages};
use super::sheet::PageSheet;
use super::structure::{Source, StructureElement, TagRole};
use super::tables::Measured;
use super::{TEXT, pictures, running, titles};
use crate::report::emphasis::Emphasised;
use frame::Frame;
use running::heading_style;
use std::borrow::Cow;
use std::rc::Rc;

/// Least blank below a table.
const AFTER_TABLE: f32 = 8.0;

/// Lays a document out.
pub fn lay_out<'a>(doc: &'a Doc, fonts: &'a Fonts) -> Pages {
    let out = Pages { pages: vec![Page::default()], ..Pages::default() };
    let (sheet, frame) = (doc.sheet, Frame::of(&doc.sheet, false));
    let mut flow =
        Flow { out, fonts, sheet, y: 0.0, frame, depth: 0, headed: false, source: None, measured: None };
    for (i, block) in doc.blocks.iter().enumerate() {
        let rest = doc.blocks.get(i.saturating_add(1)..).unwrap_or_default();
        flow.source = doc.sources.get(i).cloned();
        let before_turned = matches!(block, DocBlock::Heading { .. }) && rest.first().is_some_and(is_turned);
        flow.turn(is_turned(block) || before_turned);
        flow.block(block, rest);
        flow.headed = matches!(block, DocBlock::Heading { .. });
    }
    flow.number_pages(&doc.set);
    flow.out
}

/// Lays a document out in the faces that its style names; one that has rare characters again with the faces that are
/// to be had for them. The faces are those that the glyphs are of.
pub fn lay_out_filled<'a>(doc: &Doc, fonts: &'a Fonts) -> (Pages, Cow<'a, Fonts>) {
    let fonts = fonts.named(&doc.set.style.faces).map_or(Cow::Borrowed(fonts), Cow::Owned);
    let pages = lay_out(doc, &fonts);
    match fonts.filling(&pages.gaps) {
        Some(more) => (lay_out(doc, &more), Cow::Owned(more)),
        None => (pages, fonts),
    }
}

/// So many lines of a paragraph go with the signature behind it; a shorter one is not parted from it.
const WITH_SIGNATURE: usize = 2;

/// How many of a paragraph's `n` lines stand where there is room for `room`: pages are filled to their last line
/// (GB/T 9704-2012 5.2.3: 撑满版心), but its last lines go with the `tail` that must follow them.
fn lines_here(n: usize, room: usize, tail: usize) -> usize {
    match n.saturating_add(tail) <= room {
        true => n,
        false if tail > 0 => room.min(n.saturating_sub(WITH_SIGNATURE)),
        false => room.min(n),
    }
}

fn is_turned(block: &DocBlock) -> bool {
    matches!(block, DocBlock::Table(t) if t.turned)
}

struct Flow<'a> {
    out: Pages,
    fonts: &'a Fonts,
    sheet: PageSheet,
    /// Used height of the present page.
    y: f32,
    frame: Frame,
    /// Level of the last heading among the elements.
    depth: u8,
    /// The block before was a heading.
    headed: bool,
    /// Of the block being laid.
    source: Option<Source>,
    /// The table that comes, or that came: its heading asks how it begins before it is laid itself.
    measured: Option<Rc<Measured<'a>>>,
}

impl<'a> Flow<'a> {
    fn block(&mut self, block: &'a DocBlock, rest: &'a [DocBlock]) {
        match block {
            DocBlock::Title(text) => self.title(text),
            DocBlock::Heading { level, text, emphasis } => {
                let lines = self.body(text, heading_style(*level), emphasis);
                let height = lines.len() as f32 * self.sheet.pitch;
                let keep = self.beginning(rest, self.frame.height - self.y - height);
                self.make_room(height + keep);
                // A speaking reader counts on levels without gaps.
                self.depth = level.saturating_add(1).min(self.depth.saturating_add(1));
                let element = self.element(TagRole::Heading(self.depth), None);
                let place = self.lines(lines, 0, element);
                self.outlined(*level, text, place);
            }
            DocBlock::Para { text, opening, emphasis } => {
                let lines = self.paragraph(text, *opening, emphasis);
                let element = self.element(TagRole::Para, None);
                let tail = self.signed_lines(rest);
                let place = self.lines(lines, tail, element);
                if let Some(heading) = text.get(..*opening).filter(|h| !h.is_empty()) {
                    self.outlined(running::OPENING, heading, place);
                }
            }
            DocBlock::Table(t) => self.table(t),
            DocBlock::Picture { picture, caption } => self.picture(picture, caption),
            DocBlock::Chart(chart) => self.chart(chart),
            DocBlock::Signature { office, date, seal } => self.signature(office, date, *seal),
            DocBlock::RedHead { mark, number } => self.red_head(mark, number),
            DocBlock::Imprint { copies_to, issuer, date } => self.imprint(copies_to, issuer, date),
        }
    }

    fn element(&mut self, role: TagRole, parent: Option<usize>) -> usize {
        self.out.elements.push(StructureElement { role, parent });
        self.out.elements.len().saturating_sub(1)
    }

    fn set(&mut self, text: &str, setting: &Setting<'_>) -> Vec<SetLine> {
        lines::set(text, setting, self.fonts, &mut self.out.gaps)
    }

    fn body(&mut self, text: &str, style: Style, emphasis: &[Emphasised]) -> Vec<SetLine> {
        self.set(text, &running::heading(style, emphasis, (&self.sheet, self.frame.width)))
    }

    fn paragraph(&mut self, text: &str, opening: usize, emphasis: &[Emphasised]) -> Vec<SetLine> {
        self.set(text, &running::paragraph(text, opening, emphasis, (&self.sheet, self.frame.width)))
    }

    /// Puts a line on the next grid line, `size` its type.
    fn line(&mut self, line: SetLine, size: f32, element: usize) {
        if self.y + self.sheet.pitch > self.frame.height + 0.1 {
            self.new_page();
        }
        let y = self.y + self.sheet.pitch / 2.0 + size * 0.38;
        let rules: Vec<Ink> = underline::under(&line, y, size, self.frame.width).collect();
        self.push(Ink::Run { line, y, size }, Some(element));
        rules.into_iter().for_each(|r| self.push(r, None));
        self.y += self.sheet.pitch;
        self.block_area(self.y - self.sheet.pitch);
    }

    /// Lets the outline lead to a heading, or to the paragraph that begins with it.
    fn outlined(&mut self, level: u8, text: &str, (page, at): (usize, (f32, f32))) {
        let text = text.trim_end_matches(['。', '：']).to_string();
        self.out.outline.push(OutlineEntry { level, text, page, at });
    }

    /// A paragraph, on as many pages as it takes; `tail` lines must follow it on its last page. Gives its first line's
    /// page, and the left and top of that line there.
    fn lines(&mut self, lines: Vec<SetLine>, tail: usize, element: usize) -> (usize, (f32, f32)) {
        let mut first = None;
        let mut left = lines.len();
        let chars: Vec<char> = lines.iter().flat_map(|l| &l.glyphs).map(|g| g.ch).collect();
        let addresses = links::found(&chars);
        let mut at = 0usize;
        let mut lines = lines.into_iter();
        while left > 0 {
            let room = ((self.frame.height - self.y + 0.1) / self.sheet.pitch).floor().max(0.0) as usize;
            let mut here = lines_here(left, room, tail);
            if here == 0 && self.y == 0.0 {
                here = left.min(room).max(1);
            }
            for l in lines.by_ref().take(here) {
                self.link(&l, at, &addresses, element);
                at = at.saturating_add(l.glyphs.len());
                self.line(l, TEXT, element);
                let top = self.frame.top + self.y - self.sheet.pitch;
                first.get_or_insert((self.out.pages.len().saturating_sub(1), (self.frame.left, top)));
            }
            left = left.saturating_sub(here);
            if left > 0 {
                self.new_page();
            }
        }
        first.unwrap_or_default()
    }

    /// A heading stands on the page where what it heads begins: the least height of what comes next, where there is
    /// `room` for so much.
    fn beginning(&mut self, rest: &'a [DocBlock], room: f32) -> f32 {
        let Some((next, rest)) = rest.split_first() else { return 0.0 };
        match next {
            DocBlock::Table(t) => {
                let m = self.measured(t);
                match m.height() {
                    _ if t.alone => self.frame.height,
                    h if h <= self.sheet.small_table() => h,
                    _ if m.begins_well(room) => self.sheet.pitch,
                    _ => self.frame.height,
                }
            }
            DocBlock::Para { text, opening, .. } => {
                // More than the first hundred characters are more lines than a signature holds in any case.
                let start: String = text.chars().take(100).collect();
                let lines = self.paragraph(&start, *opening, &[]).len();
                let tail = self.signed_lines(rest);
                let held = tail > 0 && lines <= WITH_SIGNATURE;
                if held { lines.saturating_add(tail) as f32 * self.sheet.pitch } else { self.sheet.pitch }
            }
            DocBlock::Heading { level, text, .. } => {
                let height = self.body(text, heading_style(*level), &[]).len() as f32 * self.sheet.pitch;
                height + self.beginning(rest, room - height)
            }
            DocBlock::Picture { picture, .. } => {
                picture
                    .sound()
                    .map_or(0.0, |s| figures::room(pictures::fitted(s, &self.sheet).1, self.sheet.pitch))
                    + self.sheet.pitch
            }
            DocBlock::Chart(chart) => {
                let height = charts::draw(chart, self.frame.width, self.fonts, &mut self.out.gaps).1;
                figures::room(height, self.sheet.pitch) + self.sheet.pitch
            }
            DocBlock::Signature { .. } => {
                self.signed_lines(std::slice::from_ref(next)) as f32 * self.sheet.pitch
            }
            DocBlock::Title(_) | DocBlock::RedHead { .. } | DocBlock::Imprint { .. } => 0.0,
        }
    }

    fn title(&mut self, text: &str) {
        self.depth = 1;
        let element = self.element(TagRole::Heading(1), None);
        let setting = Setting::plain(Style::Title, self.sheet.title, self.sheet.width);
        let parts = titles::lines(text, self.sheet.width / self.sheet.title);
        // A part may be set on more lines than one.
        let lines: Vec<SetLine> = parts.iter().flat_map(|part| self.set(part, &setting)).collect();
        self.y += self.sheet.above_title(lines.len());
        let top = self.y;
        for l in lines {
            let line = centred(l, self.frame.width);
            let y = self.y + self.sheet.title_pitch() / 2.0 + self.sheet.title * 0.38;
            self.push(Ink::Run { line, y, size: self.sheet.title }, Some(element));
            self.y += self.sheet.title_pitch();
        }
        self.block_area(top);
        self.snap();
        // One blank line below the title.
        self.y += self.sheet.pitch;
    }
}

fn centred(mut l: SetLine, width: f32) -> SetLine {
    let shift = (width - l.width) / 2.0;
    l.glyphs.iter_mut().for_each(|g| g.x += shift);
    l
}
