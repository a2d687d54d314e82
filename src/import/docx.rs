//! Word and WPS documents (.docx): paragraphs with their automatic numbers, tables with their spans, as they
//! look with all tracked changes accepted. Headers, footnotes and comments are left out.

use super::input::Input;
use super::raw::{Grid, GridCell, Line, Piece, Raw, SEAM};
use super::xml::{Element, XmlNode};
use super::{ImportError, Imported, Importer, numbering::Numbering, prompts};
use crate::form::bounds::between;
use crate::format::Format;
use std::collections::BTreeMap;

/// What is known of other Office packages stands apart from it in the table.
pub const IMPORTER: Importer = Importer {
    format: Format { name: "Word", extensions: &["docx"] },
    is: |c| c.main_part().is_some_and(|m| !m.starts_with("xl/") && !m.starts_with("ppt/")),
    read: Some(read),
};

/// Attributes that are read, here and by `numbering`; most of those in a document say how it looks.
pub(super) const ATTRIBUTES: [&str; 6] = ["val", "type", "styleId", "numId", "abstractNumId", "ilvl"];
/// Most columns and rows that one cell may claim.
const SPAN: usize = 64;

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let damaged = || ImportError::Damaged { name: name.into() };
    let mut package = input.into_package()?;
    let main = package.main().to_string();
    let folder = main.rsplit_once('/').map_or("", |(f, _)| f);
    let mut tree = |part: &str| package.tree(part, &ATTRIBUTES, budget);
    let document = tree(&main).ok_or_else(damaged)?;
    let body = document.child("body").ok_or_else(damaged)?;
    let styles = tree(&format!("{folder}/styles.xml"));
    let numbers = tree(&format!("{folder}/numbering.xml"));
    let numbering = Numbering::new(styles.as_ref(), numbers.as_ref());
    let mut reader = Reader { numbering, number: 0, struck: Vec::new(), prompts: Vec::new() };
    let mut lines = Vec::new();
    reader.blocks(body, &mut lines);
    let remarks = prompts::told(&reader.prompts).into_iter().collect();
    Ok(Imported::Raw(Raw { lines, struck: reader.struck, remarks, ..Raw::default() }))
}

struct Reader {
    numbering: Numbering,
    /// Paragraphs and table rows met.
    number: usize,
    struck: Vec<(usize, String)>,
    /// Words in grey, highlighted, or prompts of a form.
    prompts: Vec<(usize, String)>,
}

impl Reader {
    /// Paragraphs and tables below `parent`.
    fn blocks(&mut self, parent: &Element, out: &mut Vec<Line>) {
        for e in parent.elements() {
            match e.name.as_str() {
                "p" => self.paragraph(e, out),
                "tbl" => {
                    let number = self.number + 1;
                    let grid = self.table(e);
                    out.push(Line::new(number, Piece::Table(grid)));
                }
                "AlternateContent" => {
                    if let Some(c) = e.child("Choice").or_else(|| e.child("Fallback")) {
                        self.blocks(c, out);
                    }
                }
                "sdt" => {
                    if let Some(c) = e.child("sdtContent") {
                        self.blocks(c, out);
                    }
                }
                "ins" | "moveTo" | "smartTag" | "customXml" => self.blocks(e, out),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, p: &Element, out: &mut Vec<Line>) {
        self.number += 1;
        let number = self.number;
        let mut words = RunWords::default();
        words.runs(p);
        self.struck.extend(std::mem::take(&mut words.struck).into_iter().map(|t| (number, t)));
        self.prompts.extend(std::mem::take(&mut words.prompts).into_iter().map(|t| (number, t)));
        // A title is one, however many lines it is set in.
        let style = p.child("pPr").and_then(|p| p.value("pStyle"));
        let text = if style == Some("Title") { words.text.replace('\n', "") } else { words.text };
        let text = text.trim();
        if !text.is_empty() {
            let prefix = self.numbering.of(p).unwrap_or_default();
            let mut lines = text.split('\n').map(str::trim).filter(|l| !l.is_empty());
            if let Some(first) = lines.next() {
                out.push(Line::new(number, Piece::Text(format!("{prefix}{first}"))));
            }
            out.extend(lines.map(|l| Line::new(number, Piece::Text(l.into()))));
        }
        out.extend((0..words.pictures).map(|_| Line::new(number, Piece::Picture)));
        // What stands in a box beside the paragraph is read behind it.
        words.boxes.into_iter().for_each(|b| self.blocks(b, out));
    }

    fn table(&mut self, tbl: &Element) -> Grid {
        let mut rows = Vec::new();
        collect(tbl, "tr", &mut rows);
        let mut grid = Grid::default();
        // Cells that may still grow downwards, by column.
        let mut open: BTreeMap<usize, usize> = BTreeMap::new();
        let mut row = 0;
        for tr in rows {
            let properties = tr.child("trPr");
            if properties.is_some_and(|p| p.child("del").is_some() || p.is_on("hidden")) {
                continue;
            }
            self.number += 1;
            let before = properties.and_then(|p| p.value("gridBefore")).and_then(|v| v.parse().ok());
            let mut col: usize = before.unwrap_or(0).min(SPAN);
            let mut cells = Vec::new();
            collect(tr, "tc", &mut cells);
            let mut still = BTreeMap::new();
            for tc in cells {
                let properties = tc.child("tcPr");
                let value = |name| properties.and_then(|p| p.value(name));
                let cols: usize = value("gridSpan").and_then(|v| v.parse().ok()).unwrap_or(1);
                let cols = between(cols, 1, SPAN);
                let merge = properties.and_then(|p| p.child("vMerge"));
                let continues = merge.is_some_and(|m| m.attribute("val") != Some("restart"));
                let across = properties.and_then(|p| p.child("hMerge"));
                if across.is_some_and(|m| m.attribute("val") != Some("restart"))
                    && let Some(left) = grid.cells.last_mut().filter(|c| c.row == row)
                {
                    left.cols += cols;
                } else if let Some(&i) = open.get(&col).filter(|_| continues) {
                    grid.cells[i].rows = row + 1 - grid.cells[i].row;
                    still.insert(col, i);
                } else {
                    let mut body = Vec::new();
                    let kept = self.number;
                    self.blocks(tc, &mut body);
                    self.number = kept;
                    for l in &mut body {
                        l.number = kept;
                    }
                    if merge.is_some() {
                        still.insert(col, grid.cells.len());
                    }
                    grid.cells.push(GridCell { row, col, rows: 1, cols, body });
                }
                col += cols;
            }
            open = still;
            row += 1;
        }
        grid
    }
}

/// Elements called `name`, also those inside content controls and insertions.
fn collect<'a>(parent: &'a Element, name: &str, out: &mut Vec<&'a Element>) {
    for e in parent.elements() {
        match e.name.as_str() {
            n if n == name => out.push(e),
            "sdt" => {
                if let Some(c) = e.child("sdtContent") {
                    collect(c, name, out);
                }
            }
            "ins" | "moveTo" | "smartTag" | "customXml" => collect(e, name, out),
            _ => {}
        }
    }
}

/// The words of a paragraph, line breaks as such, and what else stands in it.
#[derive(Default)]
struct RunWords<'a> {
    text: String,
    pictures: usize,
    struck: Vec<String>,
    prompts: Vec<String>,
    /// Where the last of them ends.
    prompted: usize,
    /// Contents of text boxes.
    boxes: Vec<&'a Element>,
}

impl<'a> RunWords<'a> {
    fn runs(&mut self, parent: &'a Element) {
        for e in parent.elements() {
            match e.name.as_str() {
                "r" => self.formatted(e),
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" => {
                    self.runs(e);
                }
                "sdt" => {
                    if let Some(c) = e.child("sdtContent") {
                        self.runs(c);
                    }
                }
                "AlternateContent" => self.alternate(e),
                _ => {}
            }
        }
    }

    /// What a program shows that knows the newest of it; it stands apart from the words around it.
    fn alternate(&mut self, e: &'a Element) {
        let Some(c) = e.child("Choice").or_else(|| e.child("Fallback")) else { return };
        self.text.push(SEAM);
        self.runs(c);
        self.run(c);
        self.text.push(SEAM);
    }

    /// A run as it is formatted: hidden, struck out, raised.
    fn formatted(&mut self, r: &'a Element) {
        let properties = r.child("rPr");
        let on = |name| properties.is_some_and(|p| p.is_on(name));
        if on("vanish") || on("webHidden") {
            return;
        }
        let from = self.text.len();
        self.run(r);
        let own = self.text.get(from..).unwrap_or_default();
        let digits = match properties.and_then(|p| p.value("vertAlign")) {
            Some("superscript") => Some("⁰¹²³⁴⁵⁶⁷⁸⁹"),
            Some("subscript") => Some("₀₁₂₃₄₅₆₇₈₉"),
            _ => None,
        };
        if on("strike") || on("dstrike") {
            let own = own.trim().to_string();
            self.text.truncate(from);
            self.text.push(SEAM);
            self.struck.extend(Some(own).filter(|t| !t.is_empty()));
            return;
        }
        if let Some(digits) = digits {
            let raised = |c: char| c.to_digit(10).and_then(|d| digits.chars().nth(d as usize)).unwrap_or(c);
            let own: String = own.chars().map(raised).collect();
            self.text.truncate(from);
            self.text.push_str(&own);
        }
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
                "t" => self.text.push_str(&e.text()),
                "tab" => self.text.push(' '),
                "br" if matches!(e.attribute("type"), Some("page" | "column")) => {}
                "br" | "cr" => self.text.push('\n'),
                "noBreakHyphen" => self.text.push('-'),
                "drawing" | "pict" | "object" => match text_box(e) {
                    Some(b) => self.boxes.push(b),
                    None => self.pictures += 1,
                },
                "AlternateContent" => self.alternate(e),
                _ => {}
            }
        }
    }
}

/// What is written in a box that is drawn.
fn text_box(e: &Element) -> Option<&Element> {
    e.elements().find_map(|c| if c.name == "txbxContent" { Some(c) } else { text_box(c) })
}
