//! Spreadsheets of LibreOffice and other office programs (.ods). (OpenDocument 1.3, part 3, 9.)

use super::super::input::Input;
use super::super::xml::{Element, XmlNode};
use super::super::{ImportError, Imported, Importer};
use super::keyed;
use super::ods_beside;
use super::ods_styles::{self, StyleLooks};
use super::{DefinedName, MergedArea, SheetWords, WordsLook, WorkSheet, is_nothing, number, says_nothing};
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

const ATTRIBUTES: [&str; 16] = [
    "name",
    "default-cell-style-name",
    "cell-range-address",
    "style-name",
    "display",
    "value",
    "value-type",
    "date-value",
    "formula",
    "number-columns-repeated",
    "number-rows-repeated",
    "number-columns-spanned",
    "number-rows-spanned",
    "visibility",
    "row-height",
    "column-width",
];

fn read(input: Input<'_>) -> Result<Imported, ImportError> {
    let (name, budget) = (input.name, input.budget);
    let mut package = input.into_package()?;
    let attributes = [&ATTRIBUTES[..], &ods_styles::ATTRIBUTES].concat();
    let tree = package.tree("content.xml", &attributes, budget);
    let common = package.tree("styles.xml", &ods_styles::ATTRIBUTES, budget);
    budget.verdict(name)?;
    let damaged = || ImportError::Damaged { name: name.into() };
    let tree = tree.ok_or_else(damaged)?;
    let book = tree.child("body").and_then(|b| b.child("spreadsheet")).ok_or_else(damaged)?;
    let tables = book.elements().filter(|e| e.name == "table");
    let hidden = hidden_styles(&tree);
    let looks = StyleLooks::of(common.iter().chain([&tree]));
    let sheets: Option<Vec<WorkSheet>> = tables.map(|t| sheet(t, &hidden, &looks, budget)).collect();
    let sheets = sheets.ok_or(ImportError::TooMuch { name: name.into() })?;
    Ok(keyed::imported(sheets, names(book), budget))
}

/// Names for cells anywhere in the workbook: what `$文字.$B$12:.$B$20` leads to, as formulas of today write it.
fn names(book: &Element) -> Vec<DefinedName> {
    let all = book.child("named-expressions").into_iter().flat_map(Element::elements);
    let of = |e: &Element| {
        let address = e.attribute("cell-range-address")?;
        let (first, last) = address.split_once(':').unwrap_or((address, address));
        let (sheet, first) = first.rsplit_once('.')?;
        let last = last.rsplit_once('.').map_or(last, |(_, cell)| cell);
        let sheet = sheet.trim_start_matches('$');
        Some((e.attribute("name")?.to_string(), format!("{sheet}!{first}:{last}")))
    };
    all.filter(|e| e.name == "named-range").filter_map(of).collect()
}

/// Styles of sheets that are not shown, and of rows and columns of no size.
fn hidden_styles(tree: &Element) -> Vec<&str> {
    let size = |p: &Element| p.attribute("row-height").or(p.attribute("column-width")).and_then(size);
    let hides =
        |s: &&Element| s.elements().any(|p| p.attribute("display") == Some("false") || size(p) == Some(0.0));
    let styles = tree.child("automatic-styles").into_iter().flat_map(Element::elements);
    styles.filter(hides).filter_map(|s| s.attribute("name")).collect()
}

/// 0.45cm: the number.
fn size(length: &str) -> Option<f64> {
    length.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

fn count(e: &Element, name: &str) -> usize {
    between(e.attribute(name).and_then(|v| v.parse().ok()).unwrap_or(1), 1, 1 << 20)
}

/// A sheet; `None` where it has too many cells.
fn sheet(table: &Element, hidden: &[&str], looks: &StyleLooks<'_>, budget: &Budget<'_>) -> Option<WorkSheet> {
    let by_style = |e: &Element| e.attribute("style-name").is_some_and(|s| hidden.contains(&s));
    let mut sheet = WorkSheet::new(table.attribute("name").unwrap_or_default(), by_style(table));
    let mut rows = Vec::new();
    rows_of(table, &mut rows);
    let hides = |e: &Element| e.attribute("visibility").is_some_and(|v| v != "visible") || by_style(e);
    let mut columns = Vec::new();
    columns_of(table, &mut columns);
    let mut first = 0usize;
    // Up to which column cells that say no style have which.
    let mut usual: Vec<(usize, Option<&str>)> = Vec::new();
    for c in columns {
        let next = first + count(c, "number-columns-repeated");
        if hides(c) {
            sheet.hidden_parts.columns.push(first..=next - 1);
        }
        usual.push((next, c.attribute("default-cell-style-name")));
        first = next;
    }
    let of_column = |col: usize| usual.get(usual.partition_point(|(next, _)| *next <= col)).and_then(|u| u.1);
    table.child("shapes").into_iter().for_each(|s| ods_beside::drawn(s, &mut sheet));
    let mut row = 0;
    for r in rows {
        let again = count(r, "number-rows-repeated");
        if hides(r) {
            sheet.hidden_parts.rows.push(row..=row + again - 1);
        }
        let mut col = 0;
        for c in r.elements().filter(|e| e.name == "table-cell" || e.name == "covered-table-cell") {
            let cols = count(c, "number-columns-repeated");
            ods_beside::take(c, (row, col), &mut sheet);
            let said = || c.attribute("style-name").or(r.attribute("default-cell-style-name"));
            let cell_look = looks.look(said().or_else(|| of_column(col)), WordsLook::default());
            let own = if c.name == "table-cell" { words(c, looks, cell_look) } else { SheetWords::default() };
            let (words, struck) = own.parted(cell_look);
            sheet.struck.extend(Some(((row, col), struck)).filter(|s| !s.1.is_empty()));
            if c.attribute("formula").is_some() {
                sheet.formulas.insert((row, col));
                if c.attribute("value-type").is_none() {
                    sheet.uncalculated.push((row, col));
                }
            }
            let words = match kept(c).filter(|_| !cell_look.is_unread(cell_look)) {
                Some(KeptValue::Number(v)) => sheet.as_kept(words, v, (row, col)),
                Some(KeptValue::Time) if !words.is_empty() => sheet.as_time(words, (row, col)),
                _ => words,
            };
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

fn columns_of<'a>(e: &'a Element, out: &mut Vec<&'a Element>) {
    for c in e.elements() {
        match c.name.as_str() {
            "table-column" => out.push(c),
            "table-columns" | "table-header-columns" | "table-column-group" => columns_of(c, out),
            _ => {}
        }
    }
}

/// What a cell keeps that shows words.
enum KeptValue {
    Number(f64),
    /// A day or a time.
    Time,
}

fn kept(c: &Element) -> Option<KeptValue> {
    match c.attribute("value-type").filter(|_| c.name == "table-cell")? {
        // A cell whose format shows nothing of a 0 has words, and they are empty.
        "float" if c.attribute("value") == Some("0") && shows_nothing(c) => None,
        "float" => c.attribute("value")?.parse().ok().map(KeptValue::Number),
        "date" | "time" => Some(KeptValue::Time),
        _ => None,
    }
}

fn shows_nothing(c: &Element) -> bool {
    let mut words = c.elements().filter(|e| e.name == "p").peekable();
    words.peek().is_some() && words.all(|p| p.text().is_empty())
}

impl WorkSheet {
    /// What is read of a cell that keeps a day or a time: nothing where it shows a mere number of it.
    fn as_time(&mut self, words: String, at: (usize, usize)) -> String {
        if !words.trim().bytes().all(|b| b.is_ascii_digit()) {
            return words;
        }
        self.disguised.push(at);
        String::new()
    }

    /// What is read of a cell that keeps that number; nothing where it shows another.
    fn as_kept(&mut self, words: String, v: f64, at: (usize, usize)) -> String {
        read_as(words, v).unwrap_or_else(|| {
            self.disguised.push(at);
            String::new()
        })
    }
}

/// What is read of words that a cell shows for the number that it keeps; none where they show another. 9768元 is what it
/// says.
fn read_as(words: String, v: f64) -> Option<String> {
    beside(&words, v).map(|others| if says_nothing(&others) { number(v) } else { words })
}

/// What words show beside that number, rounded or not: 4,166.24 is 4166.241619; none where they show another, as 3.8万
/// is not 38000.
fn beside(words: &str, v: f64) -> Option<String> {
    if are_apart(words) {
        return None;
    }
    let plain: String = words.chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{a0}')).collect();
    let begin = plain.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(plain.len());
    let (before, rest) = plain.split_at(begin);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    let Ok(shown) = digits.parse::<f64>() else {
        return (v == 0.0 && is_nothing(words.trim())).then(String::new);
    };
    let places = digits.split_once('.').map_or(0, |(_, d)| d.len());
    let same = (shown.abs() - v.abs()).abs() <= 0.500_001 * 0.1f64.powi(places as i32);
    // 12 shown as -12.
    let turned = v > 0.0 && plain.contains(['-', '(', '（']);
    (same && !turned).then(|| [before, behind].concat())
}

/// Digits with a blank between them that parts no thousands: 1 2.
fn are_apart(words: &str) -> bool {
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}');
    let mut parts = words.split(is_blank).skip_while(|p| !p.ends_with(|c: char| c.is_ascii_digit())).skip(1);
    let thousands = |p: &str| p.bytes().take_while(u8::is_ascii_digit).count() == 3;
    parts.any(|p| p.starts_with(|c: char| c.is_ascii_digit()) && !thousands(p))
}

/// What a cell shows.
fn words(c: &Element, looks: &StyleLooks<'_>, around: WordsLook) -> SheetWords {
    let mut out = SheetWords::default();
    for (i, p) in c.elements().filter(|e| e.name == "p").enumerate() {
        out.push(if i > 0 { "\n" } else { "" }, None);
        inner(p, looks, around, &mut out);
    }
    out
}

/// All words below an element.
fn inner(e: &Element, looks: &StyleLooks<'_>, around: WordsLook, out: &mut SheetWords) {
    let own = looks.look(e.attribute("style-name"), around);
    for n in &e.nodes {
        match n {
            XmlNode::Text(t) => out.push(t, Some(own)),
            XmlNode::Element(e) => inner(e, looks, own, out),
        }
    }
}
