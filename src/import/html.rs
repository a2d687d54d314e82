//! Web pages: saved from a portal, from Word as 网页 (.htm), or on the clipboard. Scripts, hidden
//! things and navigation are left out; what is clutter of a portal is the recogniser's to say.

use super::budget::Budget;
use super::raw::{Grid, GridCell, Line, Piece, Raw, SEAM};
use super::{ImportError, Imported, Importer, slim};
use crate::form::bounds::between;
use crate::format::Format;
use html5ever::tendril::TendrilSink;
use scraper::{ElementRef, Html, HtmlTreeSink, Node};

/// Deeper than this the words are taken without regard to structure.
const DEEPEST: usize = 300;
/// Most columns and rows that a cell may claim.
const SPAN: usize = 400;
/// Most columns of a table that cells from above are kept for.
const WIDEST: usize = 4000;
/// Bytes of a page that its tree is built from at a time.
const STRETCH: usize = 2048;
/// So much deeper an element costs as much again: what it belongs into is looked for from below.
const DEEP: usize = 32;

pub const IMPORTER: Importer = Importer {
    format: Format { name: "网页", extensions: &["html", "htm"] },
    is: |c| c.text().is_some_and(is_html),
    read: Some(|c| {
        let (name, budget) = (c.name, c.budget);
        of_source(&c.into_text()?, name, budget)
    }),
};

/// The page that `source` is.
pub fn of_source(source: &str, name: &str, budget: &Budget<'_>) -> Result<Imported, ImportError> {
    let page = slim::slim(source);
    super::modest(&page, name)?;
    Ok(Imported::Raw(read(&page, budget)))
}

/// Whether text is a web page.
fn is_html(text: &str) -> bool {
    let start: String =
        text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).chars().take(400).collect();
    let start = start.to_lowercase();
    let page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<div",
        "<p>",
        "<p ",
        "<table",
        "<!--",
        "<span",
        "<h1",
    ];
    page.iter().any(|t| start.starts_with(t)) || (start.starts_with("<?xml") && start.contains("<html"))
}

/// The page as lines and tables, within a budget.
fn read(text: &str, budget: &Budget<'_>) -> Raw {
    let Some(page) = tree(text, budget) else { return Raw::default() };
    let mut reader = PageReader::new(0, budget);
    reader.children(page.root_element(), 0);
    reader.flush();
    Raw { lines: reader.lines, struck: reader.struck, ..Raw::default() }
}

/// The page's tree, built stretch by stretch: few tags may ask for any number of elements.
fn tree(text: &str, budget: &Budget<'_>) -> Option<Html> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, html5ever::ParseOpts::default());
    let mut rest = text;
    let mut made = 0;
    while !rest.is_empty() {
        let end = (STRETCH..rest.len()).find(|i| rest.is_char_boundary(*i)).unwrap_or(rest.len());
        let (stretch, next) = rest.split_at(end);
        parser.process(stretch.into());
        rest = next;
        let page = parser.tokenizer.sink.sink.0.borrow();
        let now = page.tree.values().len();
        let depth = page.tree.nodes().next_back().map_or(0, |n| n.ancestors().count());
        if !budget.take((now - made) * (1 + depth / DEEP)) {
            return None;
        }
        made = now;
    }
    Some(parser.finish())
}

struct PageReader<'a> {
    budget: &'a Budget<'a>,
    lines: Vec<Line>,
    paragraph: String,
    number: usize,
    struck: Vec<(usize, String)>,
    /// It reads a cell: what is typed into its fields is its content.
    in_cell: bool,
}

impl<'a> PageReader<'a> {
    fn new(number: usize, budget: &'a Budget<'a>) -> PageReader<'a> {
        PageReader {
            budget,
            lines: Vec::new(),
            paragraph: String::new(),
            number,
            struck: Vec::new(),
            in_cell: false,
        }
    }

    fn flush(&mut self) {
        let text = spaced(&self.paragraph);
        self.paragraph.clear();
        if !text.is_empty() {
            self.number += 1;
            self.lines.push(Line::new(self.number, Piece::Text(text)));
        }
    }

    fn children(&mut self, e: ElementRef<'_>, depth: usize) {
        if depth > DEEPEST {
            self.paragraph.extend(e.text());
            return;
        }
        for n in e.children() {
            match n.value() {
                Node::Text(t) => self.paragraph.push_str(t),
                Node::Element(_) => {
                    if let Some(e) = ElementRef::wrap(n) {
                        self.element(e, depth + 1);
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
            _ if e.value().attr("s").is_some() => self.strike(e),
            _ if e.value().attr("up").is_some() => self.small(e, "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"),
            "sup" => self.small(e, "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"),
            "sub" => self.small(e, "₀₁₂₃₄₅₆₇₈₉₍₎"),
            "br" | "hr" => self.flush(),
            "img" => {
                self.flush();
                self.lines.push(Line::new(self.number, Piece::Picture));
            }
            "table" => {
                self.flush();
                let number = self.number + 1;
                let grid = self.table(e, depth);
                self.lines.push(Line::new(number, Piece::Table(grid)));
            }
            "a" | "abbr" | "b" | "big" | "cite" | "code" | "em" | "font" | "i" | "ins" | "label" | "mark"
            | "small" | "span" | "strong" | "u" | "o:p" | "st1:chsdate" => self.children(e, depth),
            name if name.contains(':') => self.children(e, depth),
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
    fn small(&mut self, e: ElementRef<'_>, digits: &str) {
        let digit =
            |c: char| "0123456789()".find(c).or_else(|| "（）".chars().position(|b| b == c).map(|i| i + 10));
        let words = e.text().collect::<String>();
        self.paragraph
            .extend(words.trim().chars().map(|c| digit(c).and_then(|i| digits.chars().nth(i)).unwrap_or(c)));
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
                inner.children(cell, depth + 1);
                inner.flush();
                self.struck.extend(inner.struck);
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

#[cfg(test)]
mod tests {
    use super::super::sheet::{SourceRow, rows};
    use super::*;

    fn read(text: &str) -> Raw {
        super::read(&slim::slim(text), &Budget::default())
    }

    /// Words of lines, and rows of tables with bars between their cells.
    fn texts(raw: &Raw) -> Vec<String> {
        let row =
            |r: &SourceRow| r.cells.iter().map(|c| c.text.replace(SEAM, "+")).collect::<Vec<_>>().join("|");
        rows(raw).iter().map(row).collect()
    }

    #[test]
    fn spans_missing_ends_and_broken_words_are_read() {
        let raw = read(
            "<div>甲<script>x</script><p>乙\n丙 1</p></div><table><tr><td rowspan=2>商业<br>企业<td>1<td>&nbsp;</tr>\
             <tr><td colspan=0><p><span>2</span><span>6<o:p></o:p></span></p><td>/</tr></table><p style='display: none'>x</p>",
        );
        assert_eq!(texts(&raw), ["甲", "乙丙 1", "商业+企业|1|", "26|/"]);
        let grids: Vec<_> = raw
            .lines
            .iter()
            .filter_map(|l| if let Piece::Table(g) = &l.piece { Some(g) } else { None })
            .collect();
        let places: Vec<_> = grids[0].cells.iter().map(|c| (c.row, c.col, c.rows, c.cols)).collect();
        assert_eq!(places, [(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn marks_and_seams_are_kept_hidden_and_struck_words_are_not() {
        let cell = |words: &str| {
            let raw = read(&format!("<table><tr><td>甲<td>{words}<td>1</table>"));
            format!(
                "{} {}",
                texts(&raw).join("/"),
                raw.struck.iter().map(|s| s.1.as_str()).collect::<String>()
            )
        };
        for (words, wanted) in [
            ("6<sup>1</sup>", "甲|6¹|1 "),
            ("6<span style='vertical-align:super'>1</span>", "甲|6¹|1 "),
            ("<del>6</del>9", "甲|+9|1 6"),
            ("<span style=\"text-decoration:line-through\">6</span>9", "甲|+9|1 6"),
            ("6<br>9", "甲|6+9|1 "),
            ("<p>6</p><p>9</p>", "甲|6+9|1 "),
            ("<span style='visibility:hidden'>9</span>6", "甲|6|1 "),
            ("<span style='font-size:0'>9</span><span style='font-size:0.9em'>6</span>", "甲|6|1 "),
            ("<input value=9>", "甲|+9+|1 "),
            ("6<input type=hidden value=9>", "甲|6|1 "),
            ("<textarea>9</textarea>", "甲|+9+|1 "),
        ] {
            assert_eq!(cell(words), wanted, "{words}");
        }
        let rows =
            texts(&read("<table><tr><td>甲<td>1<tr style='display:none'><td>乙<td>2<tr><td>丙<td>3</table>"));
        assert_eq!(rows, ["甲|1", "丙|3"]);
    }

    #[test]
    fn layout_tables_dissolve_and_bottomless_pages_are_read() {
        let raw = read("<table><tr><td><p>一</p><table><tr><td>规章<td>1</table></table>");
        assert_eq!(texts(&raw), ["一", "规章|1"]);
        assert_eq!(texts(&read(&format!("{}深", "<div>".repeat(5_000)))), ["深"]);
        read(&"<table><tr><td>".repeat(2_000));
    }
}
