//! The tree of a page → lines and tables: what is hidden, or only leads elsewhere, is left out.

use super::colors::Colors;
use crate::chinese::numerals::is_arabic;
use crate::form::bounds::between;
use crate::import::budget::Budget;
use crate::import::marks::Script;
use crate::import::raw::{Emphasis, Emphasised, Grid, GridCell, Line, Piece, RawEmphasis, SEAM};
use crate::report::emphasis::note;
use scraper::{ElementRef, Node};

/// Deeper than this the words are taken without regard to structure.
const DEEPEST: usize = 300;

/// So much deeper an element costs as much again: what it belongs into is looked for from below.
pub const DEEP: usize = 32;

/// Most columns and rows that a cell may claim.
const SPAN: usize = 400;

/// Most columns of a table that cells from above are kept for.
const WIDEST: usize = 4000;

/// Elements in a line.
pub const INLINE: [&str; 27] = [
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "big",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "st1:chsdate",
];

pub struct PageReader<'a> {
    budget: &'a Budget<'a>,
    pub lines: Vec<Line>,
    paragraph: String,
    number: usize,
    pub struck: Vec<(usize, String)>,
    /// Words with numbers that a style sheet hides.
    pub unseen: Vec<String>,
    /// How what is read now stands out, and what of the paragraph does.
    emphasis: Emphasis,
    on: Vec<Emphasised>,
    pub emphasised: Vec<RawEmphasis>,
    /// What is read now is white, and on what.
    colors: Colors,
    /// It reads a cell: what is typed into its fields is its content.
    in_cell: bool,
}

impl<'a> PageReader<'a> {
    pub fn new(number: usize, budget: &'a Budget<'a>) -> PageReader<'a> {
        PageReader {
            budget,
            lines: Vec::new(),
            paragraph: String::new(),
            number,
            struck: Vec::new(),
            unseen: Vec::new(),
            emphasis: Emphasis::NONE,
            on: Vec::new(),
            emphasised: Vec::new(),
            colors: Colors::default(),
            in_cell: false,
        }
    }

    pub fn flush(&mut self) {
        let text = spaced(&self.paragraph);
        self.emphasised.extend(RawEmphasis::of(&self.paragraph, std::mem::take(&mut self.on)));
        self.paragraph.clear();
        if !text.is_empty() {
            self.number += 1;
            self.lines.push(Line::new(self.number, Piece::Text(text)));
        }
    }

    pub fn children(&mut self, e: ElementRef<'_>, depth: usize) {
        if depth > DEEPEST {
            self.paragraph.extend(e.text());
            return;
        }
        for n in e.children() {
            match n.value() {
                // White labels stand on a colour that a rule may give which is not understood; of a number it is told.
                Node::Text(t) if self.colors.white && !self.colors.filled && t.contains(is_arabic) => {
                    self.unseen.push(spaced(t));
                    self.paragraph.push(SEAM);
                }
                Node::Text(t) => {
                    let from = self.paragraph.len();
                    self.paragraph.push_str(t);
                    note(&mut self.on, from, self.paragraph.len(), self.emphasis);
                }
                Node::Element(_) => {
                    if let Some(e) = ElementRef::wrap(n) {
                        let around = (self.emphasis, self.colors);
                        self.emphasis = emphasis_of(e, around.0);
                        self.colors = Colors::of(e, around.1);
                        self.element(e, depth + 1);
                        (self.emphasis, self.colors) = around;
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, e: ElementRef<'_>, depth: usize) {
        if e.value().attr("hidden").is_some() {
            return;
        }
        match e.value().name() {
            "head" | "script" | "style" | "noscript" | "template" | "iframe" | "select" | "button"
            | "nav" | "footer" | "svg" | "object" => {}
            "input" => self.field(e.value().attr("value").unwrap_or_default()),
            "textarea" => self.field(&e.text().collect::<String>()),
            "del" | "s" | "strike" => self.strike(e),
            _ if e.value().attr("unseen").is_some() => {
                let words = spaced(&e.text().collect::<String>());
                self.unseen.extend(Some(words).filter(|w| w.contains(is_arabic)));
            }
            _ if e.value().attr("s").is_some() => self.strike(e),
            _ if e.value().attr("up").is_some() => self.small(e, Script::Raised),
            _ if e.value().attr("down").is_some() => self.small(e, Script::Lowered),
            "sup" => self.small(e, Script::Raised),
            "sub" => self.small(e, Script::Lowered),
            "br" | "hr" => self.flush(),
            // Where a word may be parted says nothing of it.
            "wbr" => {}
            "img" => {
                self.flush();
                self.lines.push(Line::new(self.number, Piece::Picture(None)));
            }
            "table" => {
                self.flush();
                for title in e.child_elements().filter(|c| c.value().name() == "caption") {
                    self.element(title, depth);
                }
                let number = self.number + 1;
                let grid = self.table(e, depth);
                self.lines.push(Line::new(number, Piece::Table(grid)));
            }
            name if name.contains(':') || INLINE.contains(&name) => self.children(e, depth),
            _ => {
                self.flush();
                self.children(e, depth);
                self.flush();
            }
        }
    }

    /// What is typed into a field of a form, in a cell.
    fn field(&mut self, words: &str) {
        if self.in_cell && !words.trim().is_empty() {
            self.paragraph.extend([SEAM.to_string().as_str(), words, SEAM.to_string().as_str()]);
        }
    }

    /// Words struck out are none of the text.
    fn strike(&mut self, e: ElementRef<'_>) {
        let words = spaced(&e.text().collect::<String>());
        if !words.is_empty() {
            self.struck.push((self.number + 1, words));
            self.paragraph.push(SEAM);
        }
    }

    /// Raised or lowered digits are written as such: 6<sup>1</sup> is 6¹, and not 61.
    fn small(&mut self, e: ElementRef<'_>, script: Script) {
        self.paragraph.push_str(&script.written(e.text().collect::<String>().trim()));
    }

    fn table(&mut self, table: ElementRef<'_>, depth: usize) -> Grid {
        let mut rows = Vec::new();
        rows_of(table, 0, &mut rows);
        let mut grid = Grid::default();
        // How many more rows a cell from above takes, by column.
        let mut taken: Vec<usize> = Vec::new();
        let last = rows.len();
        for (row, tr) in rows.into_iter().enumerate() {
            self.number += 1;
            // What cells from above take is looked at in each row.
            if !self.budget.take(1 + taken.len() / DEEP) {
                break;
            }
            let mut col = 0;
            let mut next = taken.iter().map(|n| n.saturating_sub(1)).collect::<Vec<_>>();
            for n in tr.children() {
                let cell = ElementRef::wrap(n).filter(|c| matches!(c.value().name(), "td" | "th"));
                // A cell that is not shown takes no place.
                let Some(cell) = cell.filter(|c| c.value().attr("hidden").is_none()) else {
                    continue;
                };
                let span = |name: &str| {
                    let n = cell.value().attr(name).and_then(|v| v.trim().parse::<usize>().ok());
                    between(n.unwrap_or(1), 1, SPAN)
                };
                while taken.get(col).is_some_and(|n| *n > 0) {
                    col += 1;
                }
                let (cols, rows) = (span("colspan"), span("rowspan").min(last - row));
                let mut inner = PageReader::new(self.number - 1, self.budget);
                inner.in_cell = true;
                inner.colors = Colors::of(cell, Colors::of(tr, self.colors));
                match [tr, cell].iter().any(|e| e.value().attr("s").is_some()) {
                    true => inner.strike(cell),
                    false => inner.children(cell, depth + 1),
                }
                inner.flush();
                self.struck.extend(inner.struck);
                self.unseen.extend(inner.unseen);
                self.emphasised.extend(inner.emphasised);
                let mut body = inner.lines;
                body.iter_mut().for_each(|l| l.number = self.number);
                grid.cells.push(GridCell { row, col, rows, cols, body });
                let kept = col.min(WIDEST)..(col + cols).min(WIDEST);
                for (columns, more) in [(&mut next, rows - 1), (&mut taken, 1)] {
                    if columns.len() < kept.end {
                        columns.resize(kept.end, 0);
                    }
                    columns[kept.clone()].fill(more);
                }
                col += cols;
            }
            taken = next;
        }
        grid
    }
}

/// How what stands in an element stands out; what an address looks like is no emphasis.
fn emphasis_of(e: ElementRef<'_>, around: Emphasis) -> Emphasis {
    let (name, has) = (e.value().name(), |name: &str| e.value().attr(name).is_some());
    let bold = match name {
        _ if has("light") => false,
        "b" | "strong" => true,
        _ => around.bold || has("bold"),
    };
    let underline = name != "a" && (around.underline || name == "u" || has("under"));
    Emphasis { bold, underline }
}

/// Rows of this table, not of tables in it.
fn rows_of<'a>(e: ElementRef<'a>, depth: usize, out: &mut Vec<ElementRef<'a>>) {
    for c in e.children().filter_map(ElementRef::wrap) {
        match c.value().name() {
            _ if c.value().attr("hidden").is_some() => {}
            "tr" => out.push(c),
            "tbody" | "thead" | "tfoot" if depth < 4 => rows_of(c, depth + 1, out),
            _ => {}
        }
    }
}

/// Blanks as a browser shows them; between Chinese characters a line end in the source is none.
fn spaced(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{200b}';
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !blank(c) {
            out.push(c);
            continue;
        }
        let mut line_end = c == '\n';
        while let Some(n) = chars.next_if(|n| blank(*n)) {
            line_end |= n == '\n';
        }
        let wide = |c: Option<&char>| c.is_some_and(|c| *c as u32 > 0x2e80);
        let joined = line_end && wide(out.chars().last().as_ref()) && wide(chars.peek());
        if !out.is_empty() && chars.peek().is_some() && !joined {
            out.push(' ');
        }
    }
    out
}
