//! Spreadsheets of LibreOffice and other office programs (.ods). (OpenDocument 1.3, part 3, 9.)

use super::super::input::Input;
use super::super::xml::{Element, XmlNode};
use super::super::{ImportError, Imported, Importer};
use super::{MergedArea, WorkSheet, number};
use crate::form::bounds::between;
use crate::format::Format;
use crate::import::budget::Budget;

pub const IMPORTER: Importer =
    Importer { format: Format { name: "OpenDocument 表格", extensions: &["ods"] }, is, read: Some(read) };

/// Its kind stands at the begin of the file, unpacked.
fn is(input: &Input<'_>) -> bool {
    let kind = b"opendocument.spreadsheet";
    let begin = input.bytes.get(..256).unwrap_or(input.bytes);
    input.has_part("content.xml") && begin.windows(kind.len()).any(|w| w == kind)
}

const ATTRIBUTES: [&str; 10] = [
    "name",
    "value",
    "value-type",
    "date-value",
    "formula",
    "visibility",
    "number-columns-repeated",
    "number-rows-repeated",
    "number-columns-spanned",
    "number-rows-spanned",
];

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let mut package = input.into_package()?;
    let tree = package.tree("content.xml", &ATTRIBUTES, budget);
    budget.verdict(name)?;
    let damaged = || ImportError::Damaged { name: name.into() };
    let tree = tree.ok_or_else(damaged)?;
    let book = tree.child("body").and_then(|b| b.child("spreadsheet")).ok_or_else(damaged)?;
    let tables = book.elements().filter(|e| e.name == "table");
    let sheets: Option<Vec<WorkSheet>> = tables.map(|t| sheet(t, budget)).collect();
    let sheets = sheets.ok_or(ImportError::TooMuch { name: name.into() })?;
    Ok(Imported::Raw(super::blocks::raw(sheets, budget)))
}

fn count(e: &Element, name: &str) -> usize {
    between(e.attribute(name).and_then(|v| v.parse().ok()).unwrap_or(1), 1, 1 << 20)
}

/// A sheet; `None` where it has too many cells.
fn sheet(table: &Element, budget: &Budget<'_>) -> Option<WorkSheet> {
    let mut sheet = WorkSheet::new(table.attribute("name").unwrap_or_default(), false);
    let mut rows = Vec::new();
    rows_of(table, &mut rows);
    let mut row = 0;
    for r in rows {
        let again = count(r, "number-rows-repeated");
        let mut col = 0;
        for c in r.elements().filter(|e| e.name == "table-cell" || e.name == "covered-table-cell") {
            let cols = count(c, "number-columns-repeated");
            let words = if c.name == "table-cell" { words(c) } else { String::new() };
            if c.attribute("formula").is_some() && c.attribute("value-type").is_none() {
                sheet.uncalculated.push((row, col));
            }
            if !words.is_empty() {
                let (high, wide) = (count(c, "number-rows-spanned"), count(c, "number-columns-spanned"));
                if high * wide > 1 {
                    sheet.merged.push(MergedArea {
                        top: row,
                        left: col,
                        bottom: row + high - 1,
                        right: col + wide - 1,
                    });
                }
                for at in (0..again).flat_map(|r| (0..cols).map(move |c| (r, c))) {
                    if !budget.take(1) || !sheet.put(row + at.0, col + at.1, &words, budget) {
                        return None;
                    }
                }
            }
            col += cols;
        }
        row += again;
    }
    Some(sheet)
}

fn rows_of<'a>(e: &'a Element, out: &mut Vec<&'a Element>) {
    for c in e.elements() {
        match c.name.as_str() {
            "table-row" => out.push(c),
            "table-rows" | "table-header-rows" | "table-row-group" => rows_of(c, out),
            _ => {}
        }
    }
}

fn words(c: &Element) -> String {
    let kind = c.attribute("value-type");
    if kind == Some("float")
        && let Some(v) = c.attribute("value").and_then(|v| v.parse::<f64>().ok())
    {
        return number(v);
    }
    let paragraphs: Vec<String> = c.elements().filter(|e| e.name == "p").map(inner).collect();
    paragraphs.join("\n")
}

/// All words below an element.
fn inner(e: &Element) -> String {
    let words = |n: &XmlNode| match n {
        XmlNode::Text(t) => t.clone(),
        XmlNode::Element(e) => inner(e),
    };
    e.nodes.iter().map(words).collect()
}
