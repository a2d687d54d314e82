//! A report piece by piece, each under a name that a workbook keeps hidden (a defined name): what stands under the
//! names is the report, wherever it has been moved to. Written by the export, read back by the import.

use super::facts::OFFICE;
use super::strict::Strict;
use super::text::Para;
use super::{Datum, OfficeLevel, Part, Report, Section};
use crate::form::Form;
use crate::form::table::CellKey;

/// The hidden sheet that says what the names are of, and the version of their spelling.
pub const SHEET: &str = "gongkai";
pub const VERSION: &str = "1";

/// What the hidden sheet says, key and value a row.
pub fn about(report: &Report, form: &Form) -> Vec<(String, String)> {
    let facts = [
        (SHEET, VERSION.into()),
        ("edition", form.edition.clone()),
        ("year", report.year.to_string()),
        ("heading_set", report.heading_set.to_string()),
    ];
    let paper = report.paper_totals().map(|(key, n)| (on_paper(key), n.to_string()));
    facts.into_iter().map(|(key, value)| (key.to_string(), value)).chain(paper).collect()
}

/// Under which key the hidden sheet says what stands on the paper form.
pub fn on_paper(total: &CellKey) -> String {
    format!("paper {total}")
}

/// Such a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedPart {
    Cell(CellKey),
    Fact(Datum),
    /// 机关级别
    Level,
    Heading(Section),
    /// Paragraphs: the title, a text before or behind a table.
    Words(Part),
    SignedBy,
    SignedOn,
}

/// All of a form in the order in which they are read.
pub fn slots(form: &Form) -> Vec<NamedPart> {
    let mut out = worded(form);
    out.extend(form.cells().into_iter().map(NamedPart::Cell));
    out
}

/// Those that hold words.
pub fn worded(form: &Form) -> Vec<NamedPart> {
    let mut out: Vec<NamedPart> = OFFICE.iter().map(|f| NamedPart::Fact(f.datum)).collect();
    out.extend([NamedPart::Level, NamedPart::Words(Part::Title), NamedPart::Words(Part::Preamble)]);
    for section in form.order() {
        out.extend([NamedPart::Heading(section), NamedPart::Words(Part::Before(section))]);
        let behind = form.table_of_section(section).map(|_| NamedPart::Words(Part::After(section)));
        out.extend(behind);
    }
    out.extend([NamedPart::SignedBy, NamedPart::SignedOn]);
    out
}

impl NamedPart {
    /// Its name: letters, digits, dots and `_`, as workbooks want them.
    pub fn name(&self, form: &Form) -> String {
        match self {
            NamedPart::Cell(key) => format!("gk_{}", key.as_str().replace('/', "__")),
            NamedPart::Fact(datum) => format!("gk_fact.{datum:?}"),
            NamedPart::Level => "gk_level".into(),
            NamedPart::Heading(s) => format!("gk_heading.{}", form.number(*s)),
            NamedPart::Words(Part::Title) => "gk_title".into(),
            NamedPart::Words(Part::Preamble) => "gk_preamble".into(),
            NamedPart::Words(Part::Before(s)) => format!("gk_before.{}", form.number(*s)),
            NamedPart::Words(Part::After(s)) => format!("gk_after.{}", form.number(*s)),
            NamedPart::SignedBy | NamedPart::Words(Part::Signature) => "gk_signed.by".into(),
            NamedPart::SignedOn => "gk_signed.on".into(),
        }
    }

    /// What a clerk calls it; a cell is named by its table.
    pub fn label(&self, form: &Form) -> &'static str {
        match self {
            NamedPart::Cell(_) => "",
            NamedPart::Fact(datum) => datum.name(),
            NamedPart::Level => "机关级别",
            NamedPart::Heading(_) => "",
            NamedPart::Words(Part::Title) => "标题",
            NamedPart::Words(Part::Preamble) => "导语",
            NamedPart::Words(Part::Before(s)) if form.table_of_section(*s).is_some() => "表前文字",
            NamedPart::Words(Part::Before(_)) => "正文",
            NamedPart::Words(Part::After(_)) => "表后文字",
            NamedPart::SignedBy | NamedPart::Words(Part::Signature) => "落款机关",
            NamedPart::SignedOn => Strict::Signed.name(),
        }
    }

    /// The paragraphs that stand there; none of a cell.
    pub fn words(&self, r: &Report) -> Vec<String> {
        let one = |t: String| Vec::from([t]);
        match self {
            NamedPart::Cell(_) => Vec::new(),
            NamedPart::Fact(datum) => one(r.datum(*datum)),
            NamedPart::Level => one(r.office.level.word().into()),
            NamedPart::Heading(s) => one(r.section(*s).heading.clone()),
            NamedPart::Words(part) => {
                let apart = match part {
                    Part::Before(s) if r.form().table_of_section(*s).is_none() => Some(Part::After(*s)),
                    _ => None,
                };
                let paras = r.paras(*part).iter().chain(apart.iter().flat_map(|p| r.paras(*p)));
                paras.map(|p| p.resolved(r)).collect()
            }
            NamedPart::SignedBy => one(r.signature.office.clone()),
            NamedPart::SignedOn => one(Strict::Signed.text(r)),
        }
    }

    /// Puts paragraphs there; false where they can't be what it takes.
    pub fn put(&self, r: &mut Report, lines: Vec<String>) -> bool {
        let joined = || lines.concat();
        match self {
            NamedPart::Cell(_) => return false,
            NamedPart::Fact(datum) => {
                let fact = OFFICE.iter().find(|f| f.datum == *datum);
                fact.into_iter().for_each(|f| (f.set)(&mut r.office, joined()));
            }
            NamedPart::Level => {
                let level = OfficeLevel::ALL.into_iter().find(|l| l.word() == joined());
                r.office.level = level.unwrap_or_default();
                return level.is_some();
            }
            NamedPart::Heading(s) => r.section_mut(*s).heading = joined(),
            NamedPart::Words(part) => {
                let paras = lines.into_iter().map(Para::plain).collect();
                r.paras_mut(*part).into_iter().for_each(|p| p.clone_from(&paras));
            }
            NamedPart::SignedBy => r.signature.office = joined(),
            NamedPart::SignedOn => {
                Strict::Signed.enter(r, &joined());
                return !Strict::Signed.is_wrong(r);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;
    use std::collections::BTreeSet;

    #[test]
    fn every_piece_of_every_edition_has_a_name_of_its_own_that_workbooks_take() {
        for form in form::all() {
            let names: Vec<String> = slots(form).iter().map(|s| s.name(form)).collect();
            let lower: BTreeSet<String> = names.iter().map(|n| n.to_lowercase()).collect();
            assert_eq!(lower.len(), names.len());
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
            assert!(names.iter().all(|n| n.chars().all(fits) && n.len() < 250), "{names:?}");
        }
    }

    #[test]
    fn what_is_taken_out_and_put_into_an_empty_report_says_the_same() {
        let mut r = Report::new(2025, "示范县水利局");
        r.office.phone = "0001".into();
        r.preamble = vec![Para::plain("甲"), Para::plain("乙")];
        Strict::Signed.enter(&mut r, "下周");
        let mut back = Report::new(2025, "");
        for s in worded(r.form()) {
            let well = s.put(&mut back, s.words(&r));
            assert_eq!(well, s != NamedPart::SignedOn, "{s:?}");
        }
        for s in worded(r.form()) {
            assert_eq!(s.words(&back), s.words(&r), "{s:?}");
        }
    }
}
