//! Blocks → pages: the grid of 22 lines, what keeps together, page numbers.

use super::blocks::{Block, Doc, TableBlock};
use super::charts::{self, Chart};
use super::fonts::{Fonts, Style};
use super::lines::{self, SetLine, Setting};
use super::pages::{Entry, Ink, Item, Page, Pages};
use super::structure::{Area, Element, Role, Scope, Source};
use super::{EM, HEIGHT, LEFT, MM, PAPER, PITCH, TOP, WIDTH, pictures, rules, signature, tables, titles};
use crate::form::bounds;
use crate::form::table::{Content, Tile};
use crate::report::text::Para;

/// 4号, for page numbers.
const NUMBER_SIZE: f32 = 14.0;
/// A table that would leave no more than this free moves to the next page whole.
const SMALL_TABLE: f32 = HEIGHT * 0.3;

/// 四号, for the words below a picture.
const CAPTION_SIZE: f32 = 14.0;
/// Least blank below a table or chart.
const AFTER_TABLE: f32 = 8.0;

/// Lays a document out.
pub fn lay_out(doc: &Doc, fonts: &Fonts) -> Pages {
    let out = Pages { pages: vec![Page::default()], ..Pages::default() };
    let mut flow = Flow { out, fonts, y: 0.0, frame: PORTRAIT, depth: 0, source: None };
    for (i, block) in doc.blocks.iter().enumerate() {
        let rest = doc.blocks.get(i.saturating_add(1)..).unwrap_or_default();
        flow.source = doc.sources.get(i).cloned();
        let before_turned = matches!(block, Block::Heading { .. }) && rest.first().is_some_and(is_turned);
        flow.turn(is_turned(block) || before_turned);
        flow.block(block, rest);
    }
    flow.number_pages();
    flow.out
}

/// A blank line, the name, the date.
const SIGNED_LINES: usize = 3;
/// A paragraph of so few lines is not broken over two pages: one line would stand alone.
const SHORT: usize = 3;

/// Lines of a signature that comes next: it never stands on a page without text (GB/T 9704-2012 7.3.5).
fn signed_lines(rest: &[Block]) -> usize {
    if matches!(rest.first(), Some(Block::Signature { .. })) { SIGNED_LINES } else { 0 }
}

fn heading_style(level: u8) -> Style {
    match level {
        1 => Style::Hei,
        2 => Style::Kai,
        _ => Style::Fang,
    }
}

/// How many of a paragraph's `n` lines stand where there is room for `room`: no line alone at the foot or at
/// the head of a page, and the last two go with the `tail` that must follow them.
fn lines_here(n: usize, room: usize, tail: usize) -> usize {
    if n.saturating_add(tail) <= room {
        return n;
    }
    if n <= SHORT {
        return 0;
    }
    let most = room.min(n.saturating_sub(2));
    if most < 2 { 0 } else { most }
}

fn is_turned(block: &Block) -> bool {
    matches!(block, Block::Table(t) if t.turned)
}

/// Where text stands on a page.
#[derive(Clone, Copy)]
struct Frame {
    turned: bool,
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

const PORTRAIT: Frame = Frame { turned: false, left: LEFT, top: TOP, width: WIDTH, height: HEIGHT };
/// The same block on its side, its head towards the left edge of the paper: at the binding on odd pages, at
/// the cut on even ones (GB/T 9704-2012 第8章).
const TURNED: Frame =
    Frame { turned: true, left: PAPER.1 - TOP - HEIGHT, top: LEFT, width: HEIGHT, height: WIDTH };

struct Flow<'a> {
    out: Pages,
    fonts: &'a Fonts,
    /// Used height of the present page.
    y: f32,
    frame: Frame,
    /// Level of the last heading among the elements.
    depth: u8,
    /// Of the block being laid.
    source: Option<Source>,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block, rest: &[Block]) {
        match block {
            Block::Title(text) => self.title(text),
            Block::Heading { level, text } => {
                let lines = self.body(text, heading_style(*level));
                let height = lines.len() as f32 * PITCH;
                let keep = self.beginning(rest, self.frame.height - self.y - height);
                self.make_room(height + keep);
                let page = self.out.pages.len().saturating_sub(1);
                let at = (self.frame.left, self.frame.top + self.y);
                self.out.outline.push(Entry { level: *level, text: text.clone(), page, at });
                // A speaking reader counts on levels without gaps.
                self.depth = level.saturating_add(1).min(self.depth.saturating_add(1));
                let element = self.element(Role::Heading(self.depth), None);
                self.lines(lines, 0, element);
            }
            Block::Para(text) => {
                let lines = self.paragraph(text);
                let element = self.element(Role::Para, None);
                self.lines(lines, signed_lines(rest), element);
            }
            Block::Table(t) => self.table(t),
            Block::Picture { bytes, caption } => self.picture(bytes, caption),
            Block::Chart(chart) => self.chart(chart),
            Block::Signature { office, date, seal } => self.signature(office, date, *seal),
        }
    }

    fn element(&mut self, role: Role, parent: Option<usize>) -> usize {
        self.out.elements.push(Element { role, parent });
        self.out.elements.len().saturating_sub(1)
    }

    fn set(
        &mut self,
        text: &str,
        style: Style,
        size: f32,
        width: f32,
        indent: f32,
        justify: bool,
    ) -> Vec<SetLine> {
        let setting = Setting { style, opening: None, size, width, indent, justify };
        lines::set(text, &setting, self.fonts, &mut self.out.gaps)
    }

    fn body(&mut self, text: &str, style: Style) -> Vec<SetLine> {
        self.set(text, style, EM, self.frame.width, 2.0 * EM, true)
    }

    /// A paragraph, a heading that it begins with in the heading's style.
    fn paragraph(&mut self, text: &str) -> Vec<SetLine> {
        let opening = Para::opening(text).chars().count();
        let setting = Setting {
            style: Style::Fang,
            opening: (opening > 0).then_some((heading_style(2), opening)),
            size: EM,
            width: self.frame.width,
            indent: 2.0 * EM,
            justify: true,
        };
        lines::set(text, &setting, self.fonts, &mut self.out.gaps)
    }

    /// Goes on to a page that lies as `turned` says, if the present one doesn't.
    fn turn(&mut self, turned: bool) {
        if turned != self.frame.turned {
            self.frame = if turned { TURNED } else { PORTRAIT };
            if self.y > 0.0 {
                self.new_page();
            } else if let Some(p) = self.out.pages.last_mut() {
                p.turned = turned;
            }
        }
    }

    fn new_page(&mut self) {
        self.out.pages.push(Page { turned: self.frame.turned, ..Page::default() });
        self.y = 0.0;
    }

    /// Begins a page if this one has no `height` left.
    fn make_room(&mut self, height: f32) {
        if self.y > 0.0 && self.y + height > self.frame.height + 0.1 {
            self.new_page();
        }
    }

    /// A mark with its place in the frame.
    fn push(&mut self, ink: Ink, element: Option<usize>) {
        let ink = ink.moved(self.frame.left, self.frame.top);
        if let Some(p) = self.out.pages.last_mut() {
            p.items.push(Item { ink, element });
        }
    }

    /// A place in the frame that belongs to the report.
    fn area(&mut self, [x0, y0, x1, y1]: [f32; 4], source: Option<Source>) {
        let (dx, dy) = (self.frame.left, self.frame.top);
        if let (Some(p), Some(source)) = (self.out.pages.last_mut(), source) {
            p.areas.push(Area { rect: [x0 + dx, y0 + dy, x1 + dx, y1 + dy], source });
        }
    }

    /// The area of the present block from `top` to where the page is filled.
    fn block_area(&mut self, top: f32) {
        self.area([0.0, top, self.frame.width, self.y], self.source.clone());
    }

    /// Back to the next line of the grid.
    fn snap(&mut self) {
        self.y = (self.y / PITCH - 0.02).ceil().max(0.0) * PITCH;
    }

    /// Puts a line on the next grid line, `size` its type.
    fn line(&mut self, line: SetLine, size: f32, element: usize) {
        if self.y + PITCH > self.frame.height + 0.1 {
            self.new_page();
        }
        let y = self.y + PITCH / 2.0 + size * 0.38;
        self.push(Ink::Run { line, y, size }, Some(element));
        self.y += PITCH;
        self.block_area(self.y - PITCH);
    }

    /// A paragraph, on as many pages as it takes; `tail` lines must follow it on its last page.
    fn lines(&mut self, lines: Vec<SetLine>, tail: usize, element: usize) {
        let mut left = lines.len();
        let mut lines = lines.into_iter();
        while left > 0 {
            let room = ((self.frame.height - self.y + 0.1) / PITCH).floor().max(0.0) as usize;
            let mut here = lines_here(left, room, tail);
            if here == 0 && self.y == 0.0 {
                here = left.min(room).max(1);
            }
            for l in lines.by_ref().take(here) {
                self.line(l, EM, element);
            }
            left = left.saturating_sub(here);
            if left > 0 {
                self.new_page();
            }
        }
    }

    /// Height that the first of `rest` must have on the page where the heading before it stands, if it has
    /// `room` there.
    fn beginning(&mut self, rest: &[Block], room: f32) -> f32 {
        let Some((next, rest)) = rest.split_first() else { return 0.0 };
        match next {
            Block::Table(t) => {
                let m = tables::measure(t, self.frame.width, self.fonts, &mut self.out.gaps);
                match m.height() {
                    h if h <= SMALL_TABLE => h,
                    _ if m.begins_well(room) => PITCH,
                    _ => self.frame.height,
                }
            }
            Block::Para(text) => {
                // More than the first hundred characters are more than three lines in any case.
                let start: String = text.chars().take(100).collect();
                match self.paragraph(&start).len() {
                    n @ 0..=SHORT => n.saturating_add(signed_lines(rest)) as f32 * PITCH,
                    _ => 2.0 * PITCH,
                }
            }
            Block::Heading { level, text } => {
                let height = self.body(text, heading_style(*level)).len() as f32 * PITCH;
                height + self.beginning(rest, room - height)
            }
            Block::Picture { bytes, .. } => pictures::shape(bytes).map_or(PITCH, |s| pictures::fitted(s).1),
            Block::Chart(chart) => charts::draw(chart, self.frame.width, self.fonts, &mut self.out.gaps).1,
            Block::Signature { .. } => SIGNED_LINES as f32 * PITCH,
            Block::Title(_) => 0.0,
        }
    }

    fn title(&mut self, text: &str) {
        self.depth = 1;
        let element = self.element(Role::Heading(1), None);
        let top = self.y;
        for part in titles::lines(text) {
            let lines = self.set(&part, Style::Title, titles::SIZE, WIDTH, 0.0, false);
            for l in lines {
                let line = centred(l, self.frame.width);
                let y = self.y + titles::PITCH / 2.0 + titles::SIZE * 0.38;
                self.push(Ink::Run { line, y, size: titles::SIZE }, Some(element));
                self.y += titles::PITCH;
            }
        }
        self.block_area(top);
        self.snap();
        // One blank line below the title.
        self.y += PITCH;
    }

    fn table(&mut self, t: &TableBlock) {
        let fonts = self.fonts;
        let m = tables::measure(t, self.frame.width, fonts, &mut self.out.gaps);
        let room = self.frame.height - self.y;
        let broken_small = m.height() <= SMALL_TABLE && m.height() > room;
        if self.y > 0.0 && (broken_small || !m.begins_well(room)) {
            self.new_page();
        }
        let table = self.element(Role::Table, None);
        let elements = self.tiles(t, table);
        // What was said on an earlier page is said again for the eye alone.
        let mut said = vec![false; t.grid.tiles.len()];
        let mut row = 0;
        while row < t.grid.rows {
            let (piece, next) = m.cut(row, self.frame.height - self.y);
            let top = self.y;
            for (x0, y0, x1, y1) in rules::merged(piece.rules) {
                self.push(Ink::Rule { x0, y0: top + y0, x1, y1: top + y1 }, None);
            }
            let before = said.clone();
            for w in piece.words {
                let element = elements.get(w.tile).copied().filter(|_| !bounds::at(&before, w.tile));
                bounds::part_mut(&mut said, w.tile..=w.tile).fill(true);
                self.push(Ink::Run { line: w.line, y: top + w.y, size: w.size }, element);
            }
            for (tile, [x0, y0, x1, y1]) in piece.boxes {
                if let Some(k) = t.grid.tiles.get(tile).and_then(Tile::cell) {
                    self.area([x0, top + y0, x1, top + y1], Some(Source::Cell(k.clone())));
                }
            }
            self.y += piece.height;
            row = next;
            if row < t.grid.rows {
                self.new_page();
            }
        }
        self.y += AFTER_TABLE;
        self.snap();
    }

    /// The elements of a table's tiles, row by row.
    fn tiles(&mut self, t: &TableBlock, table: usize) -> Vec<usize> {
        let rows: Vec<usize> = (0..t.grid.rows).map(|_| self.element(Role::Row, Some(table))).collect();
        let scope = |tile: &Tile| match &tile.content {
            Content::Head(_) => Some(Scope::Column),
            Content::Label(l) if !l.is_empty() => Some(Scope::Row),
            Content::Caption(_) => Some(Scope::Both),
            Content::Corner(c) if !c.is_empty() => Some(Scope::Column),
            _ => None,
        };
        let role = |tile: &Tile| match scope(tile) {
            Some(scope) => Role::Head { scope, rows: tile.rows, cols: tile.cols },
            None => Role::Data { rows: tile.rows, cols: tile.cols },
        };
        t.grid.tiles.iter().map(|tile| self.element(role(tile), rows.get(tile.row).copied())).collect()
    }

    /// A picture in the middle with its words below, on one page.
    fn picture(&mut self, bytes: &[u8], caption: &str) {
        let words = self.set(caption, Style::Kai, CAPTION_SIZE, self.frame.width, 0.0, false);
        let below = words.len() as f32 * PITCH;
        match pictures::shape(bytes) {
            Some(shape) => {
                let (width, height) = pictures::fitted(shape);
                self.make_room(height + AFTER_TABLE + below);
                let alt = if caption.is_empty() { "图片" } else { caption };
                let element = self.element(Role::Figure { alt: alt.into() }, None);
                let (top, x0) = (self.y, (self.frame.width - width) / 2.0);
                let picture = self.out.pictures.len();
                self.out.pictures.push(bytes.to_vec());
                let ink = Ink::Picture { picture, x0, y0: top, x1: x0 + width, y1: top + height };
                self.push(ink, Some(element));
                self.y += height;
                self.block_area(top);
                self.y += AFTER_TABLE / 2.0;
                self.snap();
            }
            None => self.out.unreadable.push(caption.to_string()),
        }
        let element = self.element(Role::Caption, None);
        for l in words {
            let line = centred(l, self.frame.width);
            self.line(line, CAPTION_SIZE, element);
        }
    }

    fn chart(&mut self, chart: &Chart) {
        let (marks, height) = charts::draw(chart, self.frame.width, self.fonts, &mut self.out.gaps);
        self.make_room(height + AFTER_TABLE);
        let element = self.element(Role::Figure { alt: chart.alt() }, None);
        let top = self.y + AFTER_TABLE / 2.0;
        for ink in marks {
            self.push(ink.moved(0.0, top), Some(element));
        }
        self.y = top + height;
        self.block_area(top);
        self.y += AFTER_TABLE;
        self.snap();
    }

    /// GB/T 9704 7.3.5: without a seal the date stands two characters right of the name's first one; with
    /// room for a seal the date ends four characters from the edge and the name is centred above it.
    fn signature(&mut self, office: &str, date: &str, seal: bool) {
        let (name_x, date_x) = signature::places(office, date, seal, self.fonts);
        self.make_room(3.0 * PITCH);
        // One blank line above.
        if self.y > 0.0 {
            self.y += PITCH;
        }
        for (text, x) in [(office, name_x), (date, date_x)] {
            if text.is_empty() {
                continue;
            }
            let element = self.element(Role::Para, None);
            for mut l in self.set(text, Style::Fang, EM, WIDTH, 0.0, false) {
                l.glyphs.iter_mut().for_each(|g| g.x += x.max(0.0));
                self.line(l, EM, element);
            }
        }
    }

    /// — 1 — below the text block, odd pages right, even pages left, one character in.
    fn number_pages(&mut self) {
        for i in 0..self.out.pages.len() {
            let text = format!("— {} —", i.saturating_add(1));
            let mut lines = self.set(&text, Style::Song, NUMBER_SIZE, WIDTH, 0.0, false);
            let Some(mut line) = lines.pop() else { continue };
            let x = if i % 2 == 0 { LEFT + WIDTH - EM - line.width } else { LEFT + EM };
            line.glyphs.iter_mut().for_each(|g| g.x += x);
            let y = TOP + HEIGHT + 7.0 * MM + NUMBER_SIZE * 0.38;
            if let Some(page) = self.out.pages.get_mut(i) {
                page.number = Some(Ink::Run { line, y, size: NUMBER_SIZE });
            }
        }
    }
}

fn centred(mut l: SetLine, width: f32) -> SetLine {
    let shift = (width - l.width) / 2.0;
    l.glyphs.iter_mut().for_each(|g| g.x += shift);
    l
}
