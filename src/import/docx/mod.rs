//! Word and WPS documents (.docx): paragraphs with their automatic numbers, tables with their spans, as they
//! look with all tracked changes accepted, and the comments beside them. Headers are left out, footnotes told.

mod attributes;
mod beside;
mod captions;
mod comments;
mod floats;
mod pictures;
mod styles;
mod words;

use super::input::Input;
use super::raw::{Grid, GridCell, Line, Piece, Raw, RawComment, RawEmphasis, RawPicture, Remark};
use super::xml::Element;
use super::{ImportError, Imported, Importer, numbering::Numbering, prompts, residue};
use crate::form::bounds::between;
use crate::format::Format;
use crate::report::NoteKind;
pub(super) use attributes::ATTRIBUTES;
use captions::Captions;
use comments::WrittenComment;
use pictures::NamedPictures;
use std::collections::BTreeMap;
use std::rc::Rc;
use styles::Styles;
use words::RunWords;

/// What is known of other Office packages stands apart from it in the table.
pub const IMPORTER: Importer = Importer {
    format: Format { name: "Word", extensions: &["docx"] },
    is: |c| c.main_part().is_some_and(|m| !m.starts_with("xl/") && !m.starts_with("ppt/")),
    read: Some(read),
};

/// Most columns and rows that one cell may claim.
const SPAN: usize = 64;

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let damaged = || ImportError::Damaged { name: name.into() };
    let mut package = input.into_package()?;
    let main = package.main().to_string();
    let folder = main.rsplit_once('/').map_or("", |(f, _)| f);
    let comments = package.tree(&format!("{folder}/comments.xml"), &comments::ATTRIBUTES, budget);
    let comments = comments::written(comments);
    let pictures = NamedPictures::of(&mut package, &main, budget);
    let mut tree = |part: &str| package.tree(part, &ATTRIBUTES, budget);
    let document = tree(&main).ok_or_else(damaged)?;
    let body = document.child("body").ok_or_else(damaged)?;
    let styles = tree(&format!("{folder}/styles.xml"));
    let numbers = tree(&format!("{folder}/numbering.xml"));
    let numbering = Numbering::new(styles.as_ref(), numbers.as_ref());
    let looks = styles.as_ref().map(Styles::of).unwrap_or_default().into();
    let mut reader = Reader { numbering, looks, comments, pictures, ..Reader::default() };
    let mut lines = Vec::new();
    reader.body(body, &mut lines);
    reader.captions.give(&mut lines);
    let mut remarks: Vec<Remark> = prompts::told(&reader.prompts).into_iter().collect();
    remarks.append(&mut reader.remarks);
    remarks.extend(reader.pictures.covered());
    remarks.extend(beside::revisions(body));
    let mut notes = Vec::new();
    for (part, reference) in beside::NOTES {
        let part = tree(&format!("{folder}/{part}.xml"));
        notes.extend(part.into_iter().flat_map(|p| beside::foot_notes(&p, reference, body)));
    }
    remarks.extend(residue::left_out(&notes));
    let (struck, comments, emphasis) = (reader.struck, reader.beside, reader.emphasis);
    Ok(Imported::Raw(Raw { lines, struck, comments, emphasis, remarks, ..Raw::default() }))
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    looks: Rc<Styles>,
    /// Paragraphs of which some words stand out.
    emphasis: Vec<RawEmphasis>,
    /// Paragraphs and table rows met.
    number: usize,
    struck: Vec<(usize, String)>,
    /// Words in grey, highlighted, or prompts of a form.
    prompts: Vec<(usize, String)>,
    /// Comments not met yet, by their numbers.
    comments: BTreeMap<String, WrittenComment>,
    /// Those met.
    beside: Vec<RawComment>,
    /// The cell or the table it stands in has a colour behind it.
    shaded: bool,
    pictures: NamedPictures,
    captions: Captions,
    remarks: Vec<Remark>,
}

impl Reader {
    /// The whole text, each piece with what floats over it.
    fn body(&mut self, body: &Element, out: &mut Vec<Line>) {
        let mut joined = Vec::new();
        for (e, floating) in floats::on_pages(body) {
            self.pictures.over.floating = floating;
            self.block(e, &mut joined, out);
        }
        self.paragraph(&joined, out);
    }

    /// Paragraphs and tables below `parent`.
    fn blocks(&mut self, parent: &Element, out: &mut Vec<Line>) {
        let mut joined = Vec::new();
        parent.elements().for_each(|e| self.block(e, &mut joined, out));
        self.paragraph(&joined, out);
    }

    /// `joined` are paragraphs that go on in the next: their marks were deleted.
    fn block<'a>(&mut self, e: &'a Element, joined: &mut Vec<&'a Element>, out: &mut Vec<Line>) {
        match e.name.as_str() {
            "p" => joined.push(e),
            // Nothing overtakes what goes on.
            "sdt" | "ins" | "moveTo" | "smartTag" | "customXml" | "AlternateContent" => {
                self.paragraph(&std::mem::take(joined), out);
            }
            _ => {}
        }
        match e.name.as_str() {
            "p" if beside::goes_on(e) => {}
            "p" => self.paragraph(&std::mem::take(joined), out),
            "tbl" => {
                self.paragraph(&std::mem::take(joined), out);
                let number = self.number + 1;
                let grid = self.table(e);
                out.push(Line::new(number, Piece::Table(grid)));
            }
            "AlternateContent" => {
                if let Some(c) = words::newest(e) {
                    self.blocks(c, out);
                }
            }
            "sdt" => {
                let met = out.len();
                e.child("sdtContent").into_iter().for_each(|c| self.blocks(c, out));
                let said = out.iter().skip(met).filter(|_| prompts::is_placeholder(e));
                self.prompts.extend(said.filter_map(|l| Some((l.number, l.text()?.to_string()))));
            }
            "ins" | "moveTo" | "smartTag" | "customXml" => self.blocks(e, out),
            _ => {}
        }
    }

    /// One paragraph: it looks as the last of those that it was joined of.
    fn paragraph(&mut self, joined: &[&Element], out: &mut Vec<Line>) {
        let Some(p) = joined.last() else { return };
        self.number += joined.len();
        let number = self.number;
        let style = p.child("pPr").and_then(|p| p.value("pStyle"));
        let looks = self.looks.clone();
        let own = p.child("pPr").and_then(|p| p.child("shd")).is_some_and(styles::shades);
        let mut words = RunWords::of(looks.paragraph(style, own || self.shaded));
        joined.iter().for_each(|p| words.runs(p));
        words.end();
        self.struck.extend(std::mem::take(&mut words.struck).into_iter().map(|t| (number, t)));
        self.remarks.extend(std::mem::take(&mut words.signs).iter().map(|t| {
            let text = format!("用符号字体写的“{}”看不出是什么，没有读入", residue::short(t));
            Remark::at(NoteKind::Doubtful, number, text)
        }));
        self.prompts.extend(std::mem::take(&mut words.prompts).into_iter().map(|t| (number, t)));
        for (id, range) in std::mem::take(&mut words.commented) {
            let own = range.and_then(|r| words.text.get(r)).map(str::trim).filter(|t| !t.is_empty());
            let whole = words.text.trim();
            let comment = self.comments.remove(&id);
            self.beside.extend(comment.map(|c| c.beside(number, own.unwrap_or(whole), whole)));
        }
        // A title is one, however many lines it is set in.
        let text = if style == Some("Title") { words.text.replace('\n', "") } else { words.text };
        let (drawings, boxes) = (words.drawings, words.boxes);
        let (mut lines, mut is_caption) = (Vec::new(), false);
        if !text.trim().is_empty() {
            let prefix = self.numbering.of(p).unwrap_or_default();
            self.emphasis.extend(words::emphasised(&text, &prefix, &words.emphasis));
            let whole = format!("{prefix}{}", text.trim());
            is_caption = looks.captions(style) || captions::is_caption(&whole);
            let own = whole.split('\n').map(str::trim).filter(|l| !l.is_empty());
            lines.extend(own.map(|l| Line::new(number, Piece::Text(l.into()))));
        }
        let shown: Vec<Line> = drawings.into_iter().flat_map(|d| self.drawn(d, number)).collect();
        self.captions.put(lines, shown, is_caption, out);
        // What stands in a box beside the paragraph is read behind it.
        let around = self.pictures.over;
        for of_one in boxes.chunk_by(|a, b| std::ptr::eq(a.1, b.1)) {
            self.pictures.over = of_one.first().map_or(around, |b| self.pictures.inside(b.1));
            of_one.iter().for_each(|b| self.blocks(b.0, out));
            self.pictures.over = around;
        }
    }

    /// What is drawn in a line, a picture each.
    fn drawn(&mut self, drawing: Option<&Element>, number: usize) -> Vec<Line> {
        let shown = drawing.map_or_else(|| vec![None], |d| self.pictures.shown(d));
        let is_chart = drawing.is_some_and(pictures::is_chart);
        let of = |picture| RawPicture { picture, caption: String::new() };
        let shown = shown.into_iter().map(|p| Piece::Picture(p.map(of).filter(|_| !is_chart)));
        shown.map(|p| Line::new(number, p)).collect()
    }

    fn table(&mut self, tbl: &Element) -> Grid {
        let mut rows = Vec::new();
        collect(tbl, "tr", &mut rows);
        let style = tbl.child("tblPr").and_then(|p| p.value("tblStyle"));
        let shaded = self.looks.shades_tables(style);
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
            if properties.is_some_and(is_flat) {
                let words = tr.words_of("t");
                if !words.trim().is_empty() {
                    let text = format!("行高为零的一行“{}”没有读入", residue::short(words.trim()));
                    self.remarks.push(Remark::at(NoteKind::Doubtful, self.number, text));
                }
                continue;
            }
            let before = properties.and_then(|p| p.value("gridBefore")).and_then(|v| v.parse().ok());
            let mut col: usize = before.unwrap_or(0).min(SPAN);
            let (mut cells, mut commented) = (Vec::new(), Vec::new());
            collect(tr, "tc", &mut cells);
            cells.retain(|c| c.child("tcPr").is_none_or(|p| p.child("cellDel").is_none()));
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
                    let (kept, met) = (self.number, self.beside.len());
                    let own = properties.and_then(|p| p.child("shd")).is_some_and(styles::shades);
                    let around = self.shaded;
                    self.shaded |= own || shaded;
                    self.blocks(tc, &mut body);
                    self.captions.give_in_cell(&mut body, kept);
                    self.shaded = around;
                    self.number = kept;
                    body.iter_mut().for_each(|l| l.number = kept);
                    self.beside.iter_mut().skip(met).for_each(|c| c.line = kept);
                    commented.push((met..self.beside.len(), grid.cells.len()));
                    if merge.is_some() {
                        still.insert(col, grid.cells.len());
                    }
                    grid.cells.push(GridCell { row, col, rows: 1, cols, body });
                }
                col += cols;
            }
            comments::put_behind(&mut self.beside, commented, &grid);
            open = still;
            row += 1;
        }
        grid
    }
}

/// Whether a row is of no height.
fn is_flat(properties: &Element) -> bool {
    /// So many twentieths of a point are less than a line.
    const LEAST: u32 = 40;
    let height = properties.child("trHeight").filter(|h| h.attribute("hRule") == Some("exact"));
    let said = height.and_then(|h| h.attribute("val")?.parse::<u32>().ok());
    said.is_some_and(|h| h < LEAST)
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
