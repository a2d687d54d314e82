//! Spreadsheets of Excel and WPS since 2007 (.xlsx): the values that were shown when the file was saved.
//! ([ECMA-376] part 1, 18.)

use super::super::input::Input;
use super::super::package::Package;
use super::super::xml::Element;
use super::super::{ImportError, Imported, Importer};
use super::keyed;
use super::xlsx_beside;
use super::xlsx_styles::{self, CellStyles};
use super::{Days, DefinedName, MergedArea, SheetWords, WorkSheet, reference};
use crate::format::Format;
use crate::import::budget::Budget;

pub const IMPORTER: Importer = Importer {
    format: Format { name: "Excel", extensions: &["xlsx"] },
    is: |c| c.main_part().is_some_and(|m| m.starts_with("xl/")) || c.has_part("xl/workbook.xml"),
    read: Some(read),
};

/// Attributes that are read of all parts.
const ATTRIBUTES: [&str; 28] = [
    "val",
    "fontId",
    "name",
    "localSheetId",
    "state",
    "id",
    "r",
    "t",
    "s",
    "ref",
    "Id",
    "Target",
    "numFmtId",
    "formatCode",
    "date1904",
    "Type",
    "hidden",
    "min",
    "max",
    "authorId",
    "ht",
    "width",
    "fillId",
    "rgb",
    "theme",
    "indexed",
    "patternType",
    "tint",
];

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let damaged = || ImportError::Damaged { name: name.into() };
    let mut package = input.into_package()?;
    let (sheets, names) = Workbook { package: &mut package, budget }.sheets().ok_or_else(damaged)?;
    budget.verdict(name)?;
    let sheets: Option<Vec<WorkSheet>> = sheets.into_iter().collect();
    let sheets = sheets.ok_or(ImportError::TooMuch { name: name.into() })?;
    Ok(keyed::imported(sheets, names, budget))
}

/// Names for cells anywhere in the workbook.
fn names(book: &Element) -> Vec<DefinedName> {
    let all = book.child("definedNames").into_iter().flat_map(Element::elements);
    let global = all.filter(|e| e.attribute("localSheetId").is_none());
    global.filter_map(|e| Some((e.attribute("name")?.to_string(), e.text()))).collect()
}

struct Workbook<'a, 'b> {
    package: &'a mut Package<'b>,
    budget: &'a Budget<'a>,
}

/// What cells point to.
#[derive(Default)]
struct SharedParts {
    strings: Vec<SheetWords>,
    styles: CellStyles,
    from: Days,
}

impl Workbook<'_, '_> {
    fn tree(&mut self, part: &str) -> Option<Element> {
        self.package.tree(part, &ATTRIBUTES, self.budget)
    }

    /// Its sheets, those with too many cells as none, and its names.
    fn sheets(&mut self) -> Option<(Vec<Option<WorkSheet>>, Vec<DefinedName>)> {
        let main = Some(self.package.main().to_string()).filter(|m| m.starts_with("xl/"));
        let main = main.unwrap_or_else(|| "xl/workbook.xml".into());
        let (folder, file) = main.rsplit_once('/')?;
        let book = self.tree(&main)?;
        let relations = self.tree(&format!("{folder}/_rels/{file}.rels"))?;
        let target = |id: &str| {
            let r = relations.elements().find(|e| e.attribute("Id") == Some(id))?;
            let t = r.attribute("Target")?;
            Some(t.strip_prefix('/').map_or_else(|| format!("{folder}/{t}"), str::to_string))
        };
        let by_type = |what: &str| {
            let r = relations.elements().find(|e| e.attribute("Type").is_some_and(|t| t.ends_with(what)))?;
            target(r.attribute("Id")?)
        };
        let mut shared = SharedParts::default();
        let of_1904 = book.child("workbookPr").and_then(|p| p.attribute("date1904"));
        shared.from.from_1904 = of_1904.is_some_and(|v| v == "1" || v == "true");
        if let Some(strings) = by_type("/sharedStrings").and_then(|p| self.tree(&p)) {
            shared.strings = strings.elements().filter(|e| e.name == "si").map(text).collect();
        }
        if let Some(styles) = by_type("/styles").and_then(|p| self.tree(&p)) {
            shared.styles = CellStyles::of(&styles);
        }
        let mut out = Vec::new();
        for e in book.child("sheets")?.elements() {
            let Some(part) = e.attribute("id").and_then(target) else { continue };
            let hidden = e.attribute("state").is_some_and(|s| s != "visible");
            let sheet = WorkSheet::new(e.attribute("name").unwrap_or_default(), hidden);
            let Some(tree) = self.tree(&part) else { continue };
            // Sheets of charts have no cells.
            if tree.child("sheetData").is_none() {
                continue;
            }
            let mut sheet = cells(sheet, &tree, &shared, self.budget);
            drop(tree);
            sheet.iter_mut().for_each(|s| xlsx_beside::take(s, &part, |p| self.tree(p)));
            out.push(sheet);
        }
        Some((out, names(&book)))
    }
}

/// The words of a string as they look, without what tells how to say them.
fn text(e: &Element) -> SheetWords {
    let mut out = SheetWords::default();
    for c in e.elements() {
        match c.name.as_str() {
            "t" => out.push(&unescaped(&c.text()), None),
            "r" => {
                let look = c.child("rPr").map(xlsx_styles::look);
                let own = c.elements().filter(|e| e.name == "t");
                own.for_each(|t| out.push(&unescaped(&t.text()), look));
            }
            _ => {}
        }
    }
    out
}

/// Words as they are: what XML has no place for is written by its code, `_x000D_`.
fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        let hex = |d: &&str| code.get(6..7) == Some("_") && d.bytes().all(|b| b.is_ascii_hexdigit());
        let digits = code.get(2..6).filter(hex);
        match digits.and_then(|d| u32::from_str_radix(d, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = code.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = code.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}

fn cells(
    mut sheet: WorkSheet,
    tree: &Element,
    shared: &SharedParts,
    budget: &Budget<'_>,
) -> Option<WorkSheet> {
    // Of no height or width is as good as hidden.
    let nought = |e: &Element, name| e.attribute(name).and_then(|v| v.parse::<f64>().ok()) == Some(0.0);
    let hides = |e: &Element| {
        let hidden = e.attribute("hidden").is_some_and(|v| v == "1" || v == "true");
        hidden || nought(e, "ht") || nought(e, "width")
    };
    for c in tree.child("cols").iter().flat_map(|c| c.elements()).filter(|c| hides(c)) {
        let number = |name: &str| c.attribute(name).and_then(|n| n.parse::<usize>().ok()?.checked_sub(1));
        sheet.hidden_parts.columns.extend(number("min").zip(number("max")).map(|(a, b)| a..=b));
    }
    let mut row = 0;
    for r in tree.child("sheetData")?.elements().filter(|e| e.name == "row") {
        // Rows and cells without a number follow the one before.
        row = r.attribute("r").and_then(|n| n.parse::<usize>().ok()?.checked_sub(1)).unwrap_or(row);
        if hides(r) {
            sheet.hidden_parts.rows.push(row..=row);
        }
        let mut col = 0;
        for c in r.elements().filter(|e| e.name == "c") {
            (row, col) = c.attribute("r").and_then(reference).unwrap_or((row, col));
            if !cell(&mut sheet, (row, col), c, shared, budget) {
                return None;
            }
            col += 1;
        }
        row += 1;
    }
    for m in tree.child("mergeCells").iter().flat_map(|m| m.elements()) {
        let corners = m.attribute("ref").and_then(|r| r.split_once(':'));
        let Some((a, b)) = corners.and_then(|(a, b)| Some((reference(a)?, reference(b)?))) else { continue };
        sheet.merged.push(MergedArea {
            top: a.0.min(b.0),
            left: a.1.min(b.1),
            bottom: a.0.max(b.0),
            right: a.1.max(b.1),
        });
    }
    Some(sheet)
}

/// Puts what a cell shows into its place; false where there are too many.
fn cell(
    sheet: &mut WorkSheet,
    at: (usize, usize),
    c: &Element,
    shared: &SharedParts,
    budget: &Budget<'_>,
) -> bool {
    let value = c.child("v").map(Element::text).unwrap_or_default();
    let style = c.attribute("s").and_then(|s| s.parse::<usize>().ok());
    let font = style.and_then(|s| shared.styles.words.get(s)).copied().unwrap_or_default();
    if c.child("f").is_some() {
        sheet.formulas.insert(at);
    }
    let words = match c.attribute("t").unwrap_or("n") {
        "s" => {
            let string = value.trim().parse::<usize>().ok().and_then(|i| shared.strings.get(i));
            return sheet.put_words(at, string.unwrap_or(&SheetWords::default()), font, budget);
        }
        "inlineStr" => {
            return sheet.put_words(at, &c.child("is").map(text).unwrap_or_default(), font, budget);
        }
        "str" | "e" | "d" => value,
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
        _ if value.is_empty() && c.child("f").is_some() => {
            sheet.uncalculated.push(at);
            value
        }
        _ => {
            let Ok(v) = value.trim().parse::<f64>() else { return sheet.put(at.0, at.1, &value, budget) };
            let look = style.and_then(|s| shared.styles.numbers.get(s)).copied().unwrap_or_default();
            let fits = sheet.put_number(at, v, (look, shared.from), budget);
            if font.is_unread(font) {
                sheet.strike(at);
            }
            return fits;
        }
    };
    sheet.put_words(at, &SheetWords::plain(&words), font, budget)
}
