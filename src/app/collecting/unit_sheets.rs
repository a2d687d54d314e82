//! A workbook with a sheet for each unit: a sheet is a file, named by the workbook and the sheet
//! (`各单位.xlsx//水利局`). It is known by what stands on it, so that a change of one leaves the others what they were.

use super::submitted::{submitted, undated};
use crate::chinese::numerals::digit;
use crate::chinese::years::years;
use crate::collect::submission::{SubmittedContent, SubmittedReport};
use crate::form::words::words;
use crate::import::ImportError;
use crate::import::budget::Budget;
use crate::import::each_sheet::{self, EachSheet, OwnSheet};
use crate::report::Date;
use crate::store::{digest, packed};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The sheets of a workbook as files.
pub struct UnitSheets {
    pub files: Vec<SheetFile>,
    /// Those without a table of the form.
    pub without: Vec<PathBuf>,
}

/// What the sheets hold.
pub enum SheetContents {
    Each(Vec<SubmittedContent>),
    /// All are one unit's, each of another year, and this one is of the year asked for; the others.
    OneOfYear(String, Vec<PathBuf>),
}

/// A sheet as a file.
pub struct SheetFile {
    pub path: PathBuf,
    pub digest: String,
    sheet: OwnSheet,
}

impl UnitSheets {
    /// None of a workbook whose sheets can't stand as files.
    pub fn of(book: &Path, bytes: &[u8]) -> Result<Option<UnitSheets>, ImportError> {
        let name = book.file_name().unwrap_or_default().to_string_lossy();
        let Some(EachSheet { with_form, without }) = each_sheet::read(bytes, &name, &Budget::default())?
        else {
            return Ok(None);
        };
        let file = |sheet: OwnSheet| {
            let path = packed::within(book, sheet.name.trim());
            SheetFile { path, digest: digest(sheet.words().as_bytes()), sheet }
        };
        let files: Vec<SheetFile> = with_form.into_iter().map(file).collect();
        let paths: BTreeSet<&PathBuf> = files.iter().map(|f| &f.path).collect();
        let are_found = paths.len() == files.len()
            && paths.iter().all(|p| packed::sheet(p).is_some_and(|(b, _)| b == book));
        let without = without.iter().map(|sheet| packed::within(book, sheet)).collect();
        Ok(are_found.then_some(UnitSheets { files, without }))
    }

    /// What each of them holds.
    pub fn contents(&self, year: u16, today: Option<Date>) -> SheetContents {
        let all: Vec<_> = self.files.iter().map(|f| f.report(year, today)).collect();
        let read = || self.files.iter().zip(&all).filter_map(|(f, r)| Some((f, r.as_ref().ok()?)));
        // Units side by side share years, of which some are only left from a title of last year: of one unit they are
        // where all of them name it, or each is called by its year.
        let years: BTreeSet<u16> = read().map(|(_, r)| r.year).collect();
        let mut offices = read().map(|(_, r)| &r.office);
        let first = offices.next().filter(|o| !o.is_empty());
        let name_one = first.is_some_and(|first| offices.all(|o| o == first));
        let called = || read().all(|(f, r)| f.is_called_by_year() && f.year_called() == Some(r.year));
        if years.len() == all.len()
            && (name_one || called())
            && let Some((one, _)) = read().find(|(_, r)| r.year == year)
        {
            let others = self.files.iter().map(|f| &f.path).filter(|p| **p != one.path);
            return SheetContents::OneOfYear(one.sheet.name.clone(), others.cloned().collect());
        }
        let unreadable = |e: ImportError| SubmittedContent::unreadable(&e.to_string());
        let content = |r: Result<_, _>| r.map_or_else(unreadable, SubmittedContent::Report);
        SheetContents::Each(all.into_iter().map(content).collect())
    }
}

impl SheetFile {
    /// Whether it is called by nothing but a year: 2024, 2024年; not 教育局2024年.
    fn is_called_by_year(&self) -> bool {
        let name = self.sheet.name.trim().trim_end_matches(['年', '度']);
        name.chars().all(|c| c.is_ascii_digit() || digit(c).is_some())
    }
    /// The year in what it is called by.
    fn year_called(&self) -> Option<u16> {
        years(&format!("{}年", self.sheet.name.trim().trim_end_matches(['年', '度']))).first().map(|y| y.year)
    }
    /// The report on it: of the office that it names, else of the one that the sheet is called by.
    fn report(&self, year: u16, today: Option<Date>) -> Result<SubmittedReport, ImportError> {
        let name = self.sheet.name.trim();
        let read = |year: u16| self.sheet.report(Some(year), &Budget::default());
        let mut out = match self.sheet.report(None, &Budget::default()) {
            Err(ImportError::NoYear { .. }) => match self.year_called() {
                Some(called) => submitted(&read(called)?, today),
                None => undated(&read(year)?, today),
            },
            read => submitted(&read?, today),
        };
        out.sheet = unnumbered(name).into();
        if out.office.is_empty() && is_office(&out.sheet) {
            out.office.clone_from(&out.sheet);
        }
        Ok(out)
    }
}

/// 水利局 of 01.水利局.
fn unnumbered(sheet: &str) -> &str {
    sheet.trim_start_matches(|c: char| c.is_ascii_digit() || " .-_、".contains(c))
}

/// Whether it is called by an office.
pub fn is_office(sheet: &str) -> bool {
    let (w, towns) = (words(), words().divisions.iter().map(|(end, _)| end));
    let ends = w.offices.iter().chain(&w.institutions).chain(towns).any(|end| sheet.ends_with(end.as_str()));
    sheet.chars().nth(1).is_some() && (ends || sheet.ends_with(w.office_ends.as_slice()))
}
