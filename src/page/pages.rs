//! Blocks → pages: the grid of 22 lines, what keeps together, page numbers, the signature by GB/T 9704 7.3.5.

use super::blocks::{Block, Doc, TableBlock};
use super::fonts::{Fonts, Style};
use super::lines::{self, SetLine, Setting};
use super::{EM, HEIGHT, LEFT, MM, PITCH, TOP, WIDTH, tables};

/// 2号
const TITLE_SIZE: f32 = 22.0;
const TITLE_PITCH: f32 = 36.0;
/// 4号, for page numbers.
const NUMBER_SIZE: f32 = 14.0;
/// A table that would leave no more than this free moves to the next page whole.
const SMALL_TABLE: f32 = HEIGHT * 0.3;

/// Least blank below a table.
const AFTER_TABLE: f32 = 8.0;

/// What stands on a page; y is a baseline, both from the top left of the paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Run { line: SetLine, y: f32, size: f32 },
    Rule { x0: f32, y0: f32, x1: f32, y1: f32 },
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub items: Vec<Item>,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub level: u8,
    pub text: String,
    /// From 0.
    pub page: usize,
    pub y: f32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    pub pages: Vec<Page>,
    pub outline: Vec<Entry>,
    /// Characters that no face has; 〓 stands for them.
    pub missing: Vec<char>,
}

/// Lays a document out.
pub fn lay_out(doc: &Doc, fonts: &Fonts) -> Pages {
    let mut flow = Flow { out: Pages { pages: vec![Page::default()], ..Pages::default() }, fonts, y: 0.0 };
    for (i, block) in doc.blocks.iter().enumerate() {
        flow.block(block, doc.blocks.get(i + 1));
    }
    flow.number_pages();
    flow.out
}

struct Flow<'a> {
    out: Pages,
    fonts: &'a Fonts,
    /// Used height of the present page.
    y: f32,
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
                if self.y + height + keep > HEIGHT + 0.1 {
                    self.new_page();
                }
                let entry = Entry {
                    level: *level,
                    text: text.clone(),
                    page: self.out.pages.len() - 1,
                    y: TOP + self.y,
                };
                self.out.outline.push(entry);
                self.lines(lines, 0);
            }
            Block::Para(text) => {
                let lines = self.body(text, Style::Fang);
                let tail = if matches!(next, Some(Block::Signature { .. })) { 3 } else { 0 };
                self.lines(lines, tail);
            }
            Block::Table(t) => self.table(t),
            Block::Picture { caption } => {
                let lines = self.set(caption, Style::Kai, 14.0, WIDTH, 0.0, false);
                for l in lines {
                    let l = centred(l);
                    self.line(l, 14.0);
                }
            }
            Block::Signature { office, date, seal } => self.signature(office, date, *seal),
        }
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
        self.set(text, style, EM, WIDTH, 2.0 * EM, true)
    }

    fn new_page(&mut self) {
        self.out.pages.push(Page::default());
        self.y = 0.0;
    }

    fn push(&mut self, item: Item) {
        if let Some(p) = self.out.pages.last_mut() {
            p.items.push(item);
        }
    }

    /// Back to the next line of the grid.
    fn snap(&mut self) {
        self.y = (self.y / PITCH - 0.02).ceil().max(0.0) * PITCH;
    }

    /// Puts a line on the next grid line, `size` its type.
    fn line(&mut self, mut line: SetLine, size: f32) {
        if self.y + PITCH > HEIGHT + 0.1 {
            self.new_page();
        }
        line.glyphs.iter_mut().for_each(|g| g.x += LEFT);
        let y = TOP + self.y + PITCH / 2.0 + size * 0.38;
        self.push(Item::Run { line, y, size });
        self.y += PITCH;
    }

    /// A paragraph: no single line left behind or carried over; `tail` lines must follow it on its page, or
    /// its end goes with them.
    fn lines(&mut self, lines: Vec<SetLine>, tail: usize) {
        let n = lines.len();
        let room = ((HEIGHT - self.y + 0.1) / PITCH).floor().max(0.0) as usize;
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
            self.line(l, EM);
        }
    }

    /// Height that must follow a heading on its page.
    fn beginning(&mut self, next: Option<&Block>) -> f32 {
        match next {
            Some(Block::Table(t)) => {
                let m = tables::measure(t, self.fonts, &mut self.out.missing);
                if m.height() <= SMALL_TABLE { m.height() } else { m.least() }
            }
            Some(Block::Para(_) | Block::Picture { .. }) => PITCH,
            Some(Block::Heading { .. }) => 2.0 * PITCH,
            _ => 0.0,
        }
    }

    fn title(&mut self, text: &str) {
        for part in title_lines(text) {
            let lines = self.set(&part, Style::Title, TITLE_SIZE, WIDTH, 0.0, false);
            for l in lines {
                let mut l = centred(l);
                l.glyphs.iter_mut().for_each(|g| g.x += LEFT);
                let y = TOP + self.y + TITLE_PITCH / 2.0 + TITLE_SIZE * 0.38;
                self.push(Item::Run { line: l, y, size: TITLE_SIZE });
                self.y += TITLE_PITCH;
            }
        }
        self.snap();
        // One blank line below the title.
        self.y += PITCH;
    }

    fn table(&mut self, t: &TableBlock) {
        let fonts = self.fonts;
        let m = tables::measure(t, fonts, &mut self.out.missing);
        let room = HEIGHT - self.y;
        let fits_next = m.height() <= SMALL_TABLE;
        if self.y > 0.0 && ((m.height() > room && fits_next) || m.least() > room) {
            self.new_page();
        }
        let mut row = 0;
        while row < t.grid.rows {
            let (piece, next) = m.cut(row, HEIGHT - self.y);
            let top = TOP + self.y;
            for (x0, y0, x1, y1) in merged(piece.rules) {
                self.push(Item::Rule { x0: LEFT + x0, y0: top + y0, x1: LEFT + x1, y1: top + y1 });
            }
            for (mut line, y, size) in piece.runs {
                line.glyphs.iter_mut().for_each(|g| g.x += LEFT);
                self.push(Item::Run { line, y: top + y, size });
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

    /// GB/T 9704 7.3.5: without a seal the date stands two characters right of the name's first one; with
    /// room for a seal the date ends four characters from the edge and the name is centred above it.
    fn signature(&mut self, office: &str, date: &str, seal: bool) {
        let (name_x, date_x) = signed_at(office, date, seal, self.fonts);
        if self.y + 3.0 * PITCH > HEIGHT + 0.1 {
            self.new_page();
        }
        // One blank line above.
        if self.y > 0.0 {
            self.y += PITCH;
        }
        for (text, x) in [(office, name_x), (date, date_x)] {
            if text.is_empty() {
                continue;
            }
            for mut l in self.set(text, Style::Fang, EM, WIDTH, 0.0, false) {
                l.glyphs.iter_mut().for_each(|g| g.x += x.max(0.0));
                self.line(l, EM);
            }
        }
    }

    /// — 1 — below the text block, odd pages right, even pages left, one character in.
    fn number_pages(&mut self) {
        for i in 0..self.out.pages.len() {
            let text = format!("— {} —", i + 1);
            let mut lines = self.set(&text, Style::Song, NUMBER_SIZE, WIDTH, 0.0, false);
            let Some(mut l) = lines.pop() else { continue };
            let x = if i % 2 == 0 { LEFT + WIDTH - EM - l.width } else { LEFT + EM };
            l.glyphs.iter_mut().for_each(|g| g.x += x);
            let y = TOP + HEIGHT + 7.0 * MM + NUMBER_SIZE * 0.38;
            self.out.pages[i].items.push(Item::Run { line: l, y, size: NUMBER_SIZE });
        }
    }
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

fn centred(mut l: SetLine) -> SetLine {
    let shift = (WIDTH - l.width) / 2.0;
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
