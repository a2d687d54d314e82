//! A workbook with hidden names that are spelled as ours, and where on its sheets they lead.

use super::super::{DefinedName, MergedArea, WorkSheet, reference};
use crate::form::{self, Form};
use crate::report::keyed::{self, NamedPart};
use std::collections::BTreeMap;

/// What differs from how we wrote it.
pub const MARKS: &str = "格子的标记";
pub const ORDER: &str = "表格行列的次序";

/// Where a piece of the report stands.
#[derive(Clone, Copy)]
pub struct NamedCells {
    pub sheet: usize,
    pub at: MergedArea,
}

/// A workbook with names that are spelled as ours.
pub struct Book<'a> {
    pub sheets: &'a [WorkSheet],
    pub form: &'static Form,
    pub year: u16,
    areas: BTreeMap<String, NamedCells>,
}

impl<'a> Book<'a> {
    pub fn of(
        sheets: &'a [WorkSheet],
        about: &WorkSheet,
        names: &[DefinedName],
    ) -> Result<Book<'a>, &'static str> {
        if said(about, keyed::SHEET) != Some(keyed::VERSION) {
            return Err("文件里的标记");
        }
        let form = said(about, "edition").and_then(form::by_edition).ok_or("格式的年份")?;
        let year = said(about, "year").and_then(|y| y.parse().ok()).filter(|y| form::years().contains(y));
        let areas = names.iter().filter_map(|(name, of)| Some((name.to_lowercase(), area(sheets, of)?)));
        Ok(Book { sheets, form, year: year.ok_or("年度")?, areas: areas.collect() })
    }

    pub fn area(&self, slot: &NamedPart) -> Result<NamedCells, &'static str> {
        self.areas.get(&slot.name(self.form).to_lowercase()).copied().ok_or(MARKS)
    }

    pub fn words(&self, sheet: usize, at: (usize, usize)) -> Option<&'a str> {
        self.sheets.get(sheet)?.cells.get(&at).map(String::as_str)
    }
}

/// What the sheet says under a key.
pub fn said<'a>(about: &'a WorkSheet, key: &str) -> Option<&'a str> {
    let row = about.cells.iter().find(|(at, t)| at.1 == 0 && *t == key)?.0.0;
    about.cells.get(&(row, 1)).map(String::as_str)
}

/// What a name is of: `'申请情况'!$D$4:$D$6`.
fn area(sheets: &[WorkSheet], of: &str) -> Option<NamedCells> {
    let (sheet, cells) = of.trim_start_matches('=').rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => sheet.to_string(),
    };
    let sheet = sheets.iter().position(|s| s.name == sheet && !s.hidden)?;
    let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
    let ((top, left), (bottom, right)) = (reference(first)?, reference(last)?);
    (top <= bottom && left <= right)
        .then_some(NamedCells { sheet, at: MergedArea { top, left, bottom, right } })
}
