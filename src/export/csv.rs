//! Numbers as data: one line a cell, so that lines of any reports and any editions stand in one file, and tools for
//! data take it as it is. UTF-8 with its mark and lines as Excel wants them; nothing begins like a formula.

use super::{Exporter, InPackage, Made, Make, ReadsBack};
use crate::form::Form;
use crate::form::table::{CellKey, Kind};
use crate::format::Format;
use crate::report::Report;
use crate::report::rows::{COLUMNS, CellRow};
use crate::report::sheet::is_formula;

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "CSV 数据", extensions: &["csv"] },
    tip: "导出成一格一行的数据，给统计、分析用；只有数，没有文字",
    make: Make::Report(|report| {
        let mut out = long_head();
        long(report, &mut out);
        Ok(Made::plainly(out))
    }),
    reads_back: ReadsBack::Numbers,
    in_package: InPackage::Always,
};

/// The names of the columns, behind the mark of UTF-8.
pub fn long_head() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// A report's lines.
pub fn long(report: &Report, out: &mut String) {
    for row in CellRow::all(report) {
        line(row.fields(), out);
    }
}

/// The facts of a report that stand before its cells in a line of its own.
const OF_REPORT: [&str; 4] = ["year", "office", "level", "edition"];

/// Columns of `forms`: all their cells, each once.
pub fn wide_columns<'a>(forms: impl IntoIterator<Item = &'a Form>) -> Vec<CellKey> {
    let mut out: Vec<CellKey> = Vec::new();
    for key in forms.into_iter().flat_map(Form::cells) {
        if !out.contains(&key) {
            out.push(key);
        }
    }
    out
}

/// One line a report: the names of the columns.
pub fn wide_head(columns: &[CellKey]) -> String {
    let mut out = "\u{feff}".to_string();
    let keys = columns.iter().map(|k| k.as_str().to_string());
    line(OF_REPORT.iter().map(|f| f.to_string()).chain(keys), &mut out);
    out
}

/// One line a report: its values, an amount with its unit where the form leaves that open.
pub fn wide(report: &Report, columns: &[CellKey], out: &mut String) {
    let facts = CellRow::facts(report);
    let values = columns.iter().map(|k| report.canonical(k).unwrap_or_default());
    line(facts.into_iter().chain(values), out);
}

/// Whether it is what is gathered here of many reports, or what explains their cells.
pub fn is_gathered(bytes: &[u8]) -> bool {
    let heads = [COLUMNS.join(","), OF_REPORT.join(","), EXPLAINED.join(",")];
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    heads.iter().any(|h| text.starts_with(h.as_bytes()))
}

/// The columns of what explains cells.
const EXPLAINED: [&str; 7] = ["cell", "edition", "section", "table", "row", "column", "unit"];

/// What the cells of these forms are: a table for those who read the data.
pub fn explained<'a>(forms: impl IntoIterator<Item = &'a Form>) -> String {
    let mut out = format!("\u{feff}{}\r\n", EXPLAINED.join(","));
    for form in forms {
        for table in &form.tables {
            for key in table.cells() {
                let Some((row, column)) = table.leaf_pair(&key) else { continue };
                let unit = match form.kind(&key) {
                    Kind::Count | Kind::Signed => "件",
                    Kind::WanYuan => "万元",
                    Kind::Money => "元或万元",
                };
                let words = [
                    key.as_str(),
                    &form.edition,
                    form.section(table.section).map_or("", |s| s.name.as_str()),
                    &table.title,
                    &row.labels().join(" › "),
                    &column.labels().join(" › "),
                    unit,
                ];
                line(words.map(str::to_string), &mut out);
            }
        }
    }
    out
}

fn line(fields: impl IntoIterator<Item = String>, out: &mut String) {
    for (i, f) in fields.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        field(&f, out);
    }
    out.push_str("\r\n");
}

/// Words as a field: none is carried out by a spreadsheet, none breaks out of its line.
fn field(words: &str, out: &mut String) {
    let words = words.replace(['\r', '\n', '\t'], " ");
    let mark = if is_formula(&words) { "'" } else { "" };
    if words.contains([',', '"']) {
        out.push_str(&format!("\"{mark}{}\"", words.replace('"', "\"\"")));
    } else {
        out.push_str(mark);
        out.push_str(&words);
    }
}
