//! What a format of files is called, what the names of its files end with, and how a part of a file is named
//! (各单位.xlsx//水利局). The tables of what is read (`import`), written (`export`) and kept (`store`) share this shape;
//! the words that lists of them make are here.

use std::path::Path;

/// One format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// As a clerk calls it: 网页.
    pub name: &'static str,
    /// Without the dot and in small letters, the one that is written first.
    pub extensions: &'static [&'static str],
}

impl Format {
    /// The extension of a file that is written.
    pub fn extension(&self) -> &'static str {
        self.extensions.first().copied().unwrap_or_default()
    }

    /// Whether the name of `file` ends as names of this format do.
    pub fn names(&self, file: &Path) -> bool {
        file.extension().is_some_and(|e| self.extensions.iter().any(|own| e.eq_ignore_ascii_case(own)))
    }

    /// Its name with its extensions: 网页（.html、.htm）.
    pub fn words(&self) -> String {
        let dotted: Vec<String> = self.extensions.iter().map(|e| format!(".{e}")).collect();
        match dotted.is_empty() {
            true => self.name.into(),
            false => format!("{}（{}）", self.name, dotted.join("、")),
        }
    }
}

/// Stands between a file and what is in it: `报送.zip//民政局/年报.docx`, `各单位.xlsx//水利局`.
pub const INTO: &str = "//";

/// What the names of workbooks end with, of which each sheet may be a report.
const WORKBOOKS: [&str; 5] = ["xlsx", "xlsm", "xls", "et", "ods"];

/// Whether it is the name of a workbook.
pub fn is_workbook(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|e| WORKBOOKS.iter().any(|own| e.eq_ignore_ascii_case(own)))
}

/// The workbook, and the sheet of it that is named so.
pub fn sheet(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once(INTO)
        .filter(|(book, sheet)| is_workbook(book) && !sheet.is_empty() && !sheet.contains('/'))
}

/// A file as it is spoken of: 各单位.xlsx 的“水利局”表.
pub fn spoken(name: &str) -> String {
    match sheet(name) {
        Some((book, sheet)) => format!("{book} 的“{sheet}”表"),
        None => name.into(),
    }
}

/// The same without the folders that it lies in.
pub fn spoken_short(name: &str) -> String {
    let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_string();
    match sheet(name) {
        Some((book, sheet)) => spoken(&format!("{}{INTO}{sheet}", last(book))),
        None => last(name),
    }
}

/// Words of a choice: pdf、docx 或 html; Latin letters stand apart.
pub fn either(words: &[&str]) -> String {
    let [before @ .., last] = words else { return String::new() };
    if before.is_empty() {
        return last.to_string();
    }
    let before = before.join("、");
    let gap = |c: Option<char>| if c.is_some_and(|c| c.is_ascii_alphanumeric()) { " " } else { "" };
    let (left, right) = (gap(before.chars().next_back()), gap(last.chars().next()));
    format!("{before}{left}或{right}{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_spoken_of_with_its_workbook() {
        assert_eq!(spoken("发来的/各单位.xlsx//水利局"), "发来的/各单位.xlsx 的“水利局”表");
        assert_eq!(spoken_short("发来的/各单位.xlsx//水利局"), "各单位.xlsx 的“水利局”表");
        assert_eq!(spoken_short("报送.zip//民政局/年报.docx"), "年报.docx");
        assert_eq!(spoken("报送.zip//民政局.docx"), "报送.zip//民政局.docx");
    }

    #[test]
    fn names_and_lists_are_put_in_words() {
        let page = Format { name: "网页", extensions: &["html", "htm"] };
        assert_eq!(page.words(), "网页（.html、.htm）");
        assert!(page.names(Path::new("a/B.HTM")) && !page.names(Path::new("html")));
        assert_eq!(either(&["pdf", "docx", "html"]), "pdf、docx 或 html");
        assert_eq!(either(&["PDF", "Word", "网页"]), "PDF、Word 或网页");
        assert_eq!(either(&["网页", "文本"]), "网页或文本");
        assert_eq!(either(&["pdf"]), "pdf");
    }
}
