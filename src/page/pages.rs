//! Blocks → pages: the grid of 22 lines, what keeps together, page numbers, the signature by GB/T 9704 7.3.5.

use super::blocks::{Block, Doc, TableBlock};
use super::charts::{self, Chart};
use super::fonts::{Fonts, Style};
use super::lines::{self, SetLine, Setting};
use super::structure::{Area, Element, Role, Scope, Source};
use super::{EM, HEIGHT, LEFT, MM, PAPER, PITCH, TOP, WIDTH, pictures, tables};
use crate::form::table::{Content, Tile};

/// 2号
const TITLE_SIZE: f32 = 22.0;
const TITLE_PITCH: f32 = 36.0;
/// 4号, for page numbers.
const NUMBER_SIZE: f32 = 14.0;
/// A table that would leave no more than this free moves to the next page whole.
const SMALL_TABLE: f32 = HEIGHT * 0.3;

/// 四号, for the words below a picture.
const CAPTION_SIZE: f32 = 14.0;
/// A picture is drawn at this resolution, smaller where it would be too wide or taller than this.
const DOTS_AN_INCH: f32 = 150.0;
const TALLEST_PICTURE: f32 = HEIGHT * 0.6;
/// Least blank below a table or chart.
const AFTER_TABLE: f32 = 8.0;

/// A mark; x and y from the top left of the paper, a run's y its baseline.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    Run {
        line: SetLine,
        y: f32,
        size: f32,
    },
    Rule {
        x0: f32,
        y0: f32,
        x1: f32,
        y1: f32,
    },
    /// A box filled with a grey: 0 black, 1 white.
    Fill {
        x0: f32,
        y0: f32,
        x1: f32,
        y1: f32,
        grey: f32,
    },
    /// A picture, by its place in `Pages::pictures`.
    Picture {
        picture: usize,
        x0: f32,
        y0: f32,
        x1: f32,
        y1: f32,
    },
}

impl Ink {
    fn moved(mut self, dx: f32, dy: f32) -> Ink {
        match &mut self {
            Ink::Run { line, y, .. } => {
                line.glyphs.iter_mut().for_each(|g| g.x += dx);
                *y += dy;
            }
            Ink::Rule { x0, y0, x1, y1 }
            | Ink::Fill { x0, y0, x1, y1, .. }
            | Ink::Picture { x0, y0, x1, y1, .. } => {
                (*x0, *x1, *y0, *y1) = (*x0 + dx, *x1 + dx, *y0 + dy, *y1 + dy);
            }
        }
        self
    }
}

/// A mark and the element it belongs to; without one it only adorns the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub ink: Ink,
    pub element: Option<usize>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Lies on its side (A4 横排): x and y are those of the turned paper.
    pub turned: bool,
    pub items: Vec<Item>,
    /// The page number, where it stands on every page, turned or not.
    pub number: Option<Ink>,
    pub areas: Vec<Area>,
}

impl Page {
    /// Width and height as it is looked at.
    pub fn size(&self) -> (f32, f32) {
        if self.turned { (PAPER.1, PAPER.0) } else { PAPER }
    }
    /// What is printed at a point, or nearest to it.
    pub fn source_at(&self, x: f32, y: f32) -> Option<&Source> {
        let nearest = |a: &&Area, b: &&Area| a.distance(x, y).total_cmp(&b.distance(x, y));
        self.areas.iter().min_by(nearest).map(|a| &a.source)
    }
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub level: u8,
    pub text: String,
    /// From 0.
    pub page: usize,
    /// Left and top of the heading.
    pub at: (f32, f32),
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    pub pages: Vec<Page>,
    pub outline: Vec<Entry>,
    /// What the marks are, in the order of reading.
    pub elements: Vec<Element>,
    /// Picture files that the pages show.
    pub pictures: Vec<Vec<u8>>,
    /// Characters that no face has; 〓 stands for them.
    pub missing: Vec<char>,
    /// Captions of pictures that could not be read; the words stand alone.
    pub unreadable: Vec<String>,
}

/// Lays a document out.
pub fn lay_out(doc: &Doc, fonts: &Fonts) -> Pages {
    let out = Pages { pages: vec![Page::default()], ..Pages::default() };
    let mut flow = Flow { out, fonts, y: 0.0, frame: PORTRAIT, depth: 0, source: None };
    for (i, block) in doc.blocks.iter().enumerate() {
        let next = doc.blocks.get(i + 1);
        flow.source = doc.sources.get(i).cloned();
        flow.turn(is_turned(block) || matches!(block, Block::Heading { .. }) && next.is_some_and(is_turned));
        flow.block(block, next);
    }
    flow.number_pages();
    flow.out
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
    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Title(text) => self.title(text),
            Block::Heading { level, text } => {
                let keep = self.beginning(next);
                let style = match level {
                    1 => Style::Hei,
                    2 => Style::Kai,
                    _ => Style::Fang,
                };
                let lines = self.body(text, style);
                let height = lines.len() as f32 * PITCH;
                self.make_room(height + keep);
                let page = self.out.pages.len() - 1;
                let at = (self.frame.left, self.frame.top + self.y);
                self.out.outline.push(Entry { level: *level, text: text.clone(), page, at });
                // A speaking reader counts on levels without gaps.
                self.depth = (level + 1).min(self.depth + 1);
                let element = self.element(Role::Heading(self.depth), None);
                self.lines(lines, 0, element);
            }
            Block::Para(text) => {
                let lines = self.body(text, Style::Fang);
                let tail = if matches!(next, Some(Block::Signature { .. })) { 3 } else { 0 };
                let element = self.element(Role::Para, None);
                self.lines(lines, tail, element);
            }
            Block::Table(t) => self.table(t),
            Block::Picture { bytes, caption } => self.picture(bytes, caption),
            Block::Chart(chart) => self.chart(chart),
            Block::Signature { office, date, seal } => self.signature(office, date, *seal),
        }
    }

    fn element(&mut self, role: Role, parent: Option<usize>) -> usize {
        self.out.elements.push(Element { role, parent });
        self.out.elements.len() - 1
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
        let setting = Setting { style, size, width, indent, justify };
        lines::set(text, &setting, self.fonts, &mut self.out.missing)
    }

    fn body(&mut self, text: &str, style: Style) -> Vec<SetLine> {
        self.set(text, style, EM, self.frame.width, 2.0 * EM, true)
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

    /// A paragraph: no single line left behind or carried over; `tail` lines must follow it on its page, or
    /// its end goes with them.
    fn lines(&mut self, lines: Vec<SetLine>, tail: usize, element: usize) {
        let n = lines.len();
        let room = ((self.frame.height - self.y + 0.1) / PITCH).floor().max(0.0) as usize;
        let mut here = n.min(room);
        if here < n {
            if here == 1 {
                here = 0;
            } else if n - here == 1 && here > 2 {
                here -= 1;
            }
        } else if tail > 0 && n + tail > room {
            here = n.saturating_sub(2);
        }
        for (i, l) in lines.into_iter().enumerate() {
            if i == here && self.y > 0.0 {
                self.new_page();
            }
            self.line(l, EM, element);
        }
    }

    /// Height that must follow a heading on its page.
    fn beginning(&mut self, next: Option<&Block>) -> f32 {
        match next {
            Some(Block::Table(t)) => {
                let m = tables::measure(t, self.frame.width, self.fonts, &mut self.out.missing);
                if m.height() <= SMALL_TABLE { m.height() } else { m.least() }
            }
            Some(Block::Para(_)) => PITCH,
            Some(Block::Heading { .. }) => 2.0 * PITCH,
            Some(Block::Picture { bytes, .. }) => pictures::shape(bytes).map_or(PITCH, |s| fitted(s).1),
            Some(Block::Chart(_) | Block::Title(_) | Block::Signature { .. }) | None => 0.0,
        }
    }

    fn title(&mut self, text: &str) {
        self.depth = 1;
        let element = self.element(Role::Heading(1), None);
        let top = self.y;
        for part in title_lines(text) {
            let lines = self.set(&part, Style::Title, TITLE_SIZE, WIDTH, 0.0, false);
            for l in lines {
                let line = centred(l, self.frame.width);
                let y = self.y + TITLE_PITCH / 2.0 + TITLE_SIZE * 0.38;
                self.push(Ink::Run { line, y, size: TITLE_SIZE }, Some(element));
                self.y += TITLE_PITCH;
            }
        }
        self.block_area(top);
        self.snap();
        // One blank line below the title.
        self.y += PITCH;
    }

    fn table(&mut self, t: &TableBlock) {
        let fonts = self.fonts;
        let m = tables::measure(t, self.frame.width, fonts, &mut self.out.missing);
        let room = self.frame.height - self.y;
        let fits_next = m.height() <= SMALL_TABLE;
        if self.y > 0.0 && ((m.height() > room && fits_next) || m.least() > room) {
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
            for (x0, y0, x1, y1) in merged(piece.rules) {
                self.push(Ink::Rule { x0, y0: top + y0, x1, y1: top + y1 }, None);
            }
            let before = said.clone();
            for w in piece.words {
                let element = (!before[w.tile]).then_some(elements[w.tile]);
                said[w.tile] = true;
                self.push(Ink::Run { line: w.line, y: top + w.y, size: w.size }, element);
            }
            for (tile, [x0, y0, x1, y1]) in piece.boxes {
                if let Some(k) = t.grid.tiles[tile].cell() {
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
        t.grid.tiles.iter().map(|tile| self.element(role(tile), Some(rows[tile.row]))).collect()
    }

    /// A picture in the middle with its words below, on one page.
    fn picture(&mut self, bytes: &[u8], caption: &str) {
        let words = self.set(caption, Style::Kai, CAPTION_SIZE, self.frame.width, 0.0, false);
        let below = words.len() as f32 * PITCH;
        match pictures::shape(bytes) {
            Some(shape) => {
                let (width, height) = fitted(shape);
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
        let (marks, height) = charts::draw(chart, self.frame.width, self.fonts, &mut self.out.missing);
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
        let (name_x, date_x) = signed_at(office, date, seal, self.fonts);
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
            let text = format!("— {} —", i + 1);
            let mut lines = self.set(&text, Style::Song, NUMBER_SIZE, WIDTH, 0.0, false);
            let Some(mut line) = lines.pop() else { continue };
            let x = if i % 2 == 0 { LEFT + WIDTH - EM - line.width } else { LEFT + EM };
            line.glyphs.iter_mut().for_each(|g| g.x += x);
            let y = TOP + HEIGHT + 7.0 * MM + NUMBER_SIZE * 0.38;
            self.out.pages[i].number = Some(Ink::Run { line, y, size: NUMBER_SIZE });
        }
    }
}

/// Width and height of a picture on paper: as sharp as a screen shows it, within the text block.
pub fn fitted(shape: pictures::Shape) -> (f32, f32) {
    let (w, h) = (shape.width as f32, shape.height as f32);
    let scale = (72.0 / DOTS_AN_INCH).min(WIDTH / w).min(TALLEST_PICTURE / h);
    (w * scale, h * scale)
}

/// Where name and date of the signature begin, in points from the left of the text block (GB/T 9704 7.3.5).
pub fn signed_at(office: &str, date: &str, seal: bool, fonts: &Fonts) -> (f32, f32) {
    let width = |t: &str| fonts.width(Style::Fang, t) * EM;
    let (name_width, date_width) = (width(office), width(date));
    let (name_x, date_x) = if seal {
        let date_x = WIDTH - 4.0 * EM - date_width;
        (date_x + (date_width - name_width) / 2.0, date_x)
    } else if date_width + 2.0 * EM <= name_width {
        let name_x = WIDTH - 2.0 * EM - name_width;
        (name_x, name_x + 2.0 * EM)
    } else {
        let date_x = WIDTH - 2.0 * EM - date_width;
        (date_x - 2.0 * EM, date_x)
    };
    // A long name must not leave the text block.
    (name_x.min(WIDTH - name_width).max(0.0), date_x.max(0.0))
}

fn centred(mut l: SetLine, width: f32) -> SetLine {
    let shift = (width - l.width) / 2.0;
    l.glyphs.iter_mut().for_each(|g| g.x += shift);
    l
}

/// A title in lines broken by meaning: behind the office, behind the year, before 政府信息公开.
pub fn title_lines(text: &str) -> Vec<String> {
    let per_line = (WIDTH / TITLE_SIZE) as usize;
    let chars: Vec<char> = text.chars().collect();
    let n = chars.len();
    if n <= per_line {
        return vec![text.to_string()];
    }
    let ascii = chars.iter().filter(|c| c.is_ascii()).count();
    let count = (n - ascii / 2).div_ceil(per_line).max(2);
    let (mut lines, mut rest) = (Vec::new(), &chars[..]);
    for left in (2..=count).rev() {
        let even = rest.len().div_ceil(left);
        let good = |i: usize| {
            let (a, b) = (rest[i - 1], rest[i]);
            if a.is_ascii_digit() && (b.is_ascii_digit() || b == '年') || a == '年' && b == '度' {
                return 99;
            }
            let tail: String = rest[i..].iter().take(6).collect();
            let meant = a == '年'
                || a == '度'
                || tail == "政府信息公开"
                || "局厅会府室部院".contains(a) && !"政信".contains(b);
            i.abs_diff(even) + if meant { 0 } else { 6 }
        };
        let Some(cut) = (1..rest.len()).filter(|i| *i <= per_line).min_by_key(|i| good(*i)) else { break };
        let (a, b) = rest.split_at(cut);
        lines.push(a.iter().collect());
        rest = b;
    }
    lines.push(rest.iter().collect());
    lines
}

/// Rules drawn once, touching ones joined, so that a grid is a few long strokes.
fn merged(rules: Vec<(f32, f32, f32, f32)>) -> Vec<(f32, f32, f32, f32)> {
    let key = |v: f32| (v * 100.0).round() as i64;
    let mut sorted = rules;
    // Horizontal ones by y then x, then vertical ones by x then y.
    sorted.sort_by_key(
        |(x0, y0, x1, _)| {
            if key(*x0) == key(*x1) { (1, key(*x0), key(*y0)) } else { (0, key(*y0), key(*x0)) }
        },
    );
    let mut out: Vec<(f32, f32, f32, f32)> = Vec::new();
    for r in sorted {
        if let Some(l) = out.last_mut() {
            let vertical = key(l.0) == key(l.2) && key(r.0) == key(r.2) && key(l.0) == key(r.0);
            let level = key(l.1) == key(l.3) && key(r.1) == key(r.3) && key(l.1) == key(r.1);
            if vertical && key(r.1) <= key(l.3) {
                l.3 = l.3.max(r.3);
                continue;
            }
            if level && key(r.0) <= key(l.2) {
                l.2 = l.2.max(r.2);
                continue;
            }
        }
        out.push(r);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_break_by_meaning_and_never_inside_a_year() {
        assert_eq!(
            title_lines("示范市云溪区水务局2020年政府信息公开工作年度报告"),
            ["示范市云溪区水务局2020年", "政府信息公开工作年度报告"]
        );
        assert_eq!(title_lines("示范县2020年度报告"), ["示范县2020年度报告"]);
        for n in 1..40 {
            for l in title_lines(&format!("{}2020年政府信息公开工作年度报告", "局".repeat(n))) {
                assert!(l.chars().count() <= 20 + 4 && !l.starts_with('年'), "{l}");
            }
        }
    }
}
