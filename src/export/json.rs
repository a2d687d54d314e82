//! The report as JSON: a stable shape that scripts rely on and `import::json` reads back.

use super::{Exporter, InPackage, Made, Make, ReadsBack};
use crate::form::table::CellKey;
use crate::format::Format;
use crate::report::{Part, Report, Section};
use serde_json::{Map, Value, json};

pub const EXPORTER: Exporter = Exporter {
    format: Format { name: "JSON", extensions: &["json"] },
    tip: "导出给别的程序读的数据",
    make: Make::Report(|report| Ok(Made::plainly(write(report)))),
    reads_back: ReadsBack::AsHeld,
    in_package: InPackage::Never,
};

/// The report as JSON text. Unfilled cells are absent, computed totals present; values are canonical strings. What the paper form
/// says of a total is there where it is compared.
pub fn write(report: &Report) -> String {
    let form = report.form();
    let cell = |k: CellKey| report.canonical(&k).map(|v| (k.to_string(), Value::String(v)));
    let cells: Map<String, Value> = form.cells().into_iter().filter_map(cell).collect();
    let section = |s: Section| {
        let (a, b) = (report.words(Part::Before(s)), report.words(Part::After(s)));
        let text = if b.is_empty() {
            a
        } else if a.is_empty() {
            b
        } else {
            format!("{a}\n{b}")
        };
        (form.number(s).to_string(), Value::String(text))
    };
    let sections: Map<String, Value> = form.order().map(section).collect();
    let date = report.signature.date.map(|d| d.to_string());
    let paper: Map<String, Value> = report.paper_totals().map(|(k, n)| (k.to_string(), n.into())).collect();
    let mut value = json!({
        "edition": report.edition,
        "year": report.year,
        "office": report.office.name,
        "title": report.title_line(),
        "preamble": report.words(Part::Preamble),
        "cells": cells,
        "sections": sections,
        "signed": { "office": report.signature.office, "date": date },
    });
    if let Some(map) = value.as_object_mut().filter(|_| !paper.is_empty()) {
        map.insert("paper".into(), Value::Object(paper));
    }
    // A tree of strings and numbers always writes.
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}
