//! Our own JSON export, read back. Its shape is fixed in `export::json`.

use super::budget::{Budget, MOST_TEXT};
use super::recognize::{LINE, MOST_NOTES, known_year};
use super::{ImportError, Imported, Importer};
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use crate::form::{self, Form};
use crate::format::Format;
use crate::report::strict::Strict;
use crate::report::text::Para;
use crate::report::value::{Cell, Value};
use crate::report::{Chapter, Note, NoteKind, Place, Report, SectionText};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

#[derive(Deserialize)]
struct Json {
    edition: String,
    year: u16,
    office: String,
    cells: Entries<String>,
    /// What the paper form says of totals that are compared with it.
    #[serde(default)]
    paper: Entries<u64>,
    #[serde(default)]
    sections: Entries<String>,
    /// Absent it is the form's own; empty there is none.
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    preamble: String,
    #[serde(default)]
    signed: Signed,
}

/// What stands for each name, whatever is said twice; which of two is meant nobody knows.
struct Entries<V>(BTreeMap<String, BTreeSet<V>>);

impl<V> Default for Entries<V> {
    fn default() -> Entries<V> {
        Entries(BTreeMap::new())
    }
}

impl<V: Ord> Entries<V> {
    /// What stands for a name once, or in the same words each time.
    fn one(&self, name: &str) -> Option<&V> {
        self.0.get(name).filter(|all| all.len() == 1)?.first()
    }
}

impl<'de, V: Ord + Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<V>, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<V>(PhantomData<V>);

impl<'de, V: Ord + Deserialize<'de>> Visitor<'de> for EntriesVisitor<V> {
    type Value = Entries<V>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entries")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<V>, A::Error> {
        let mut out = Entries::default();
        while let Some((key, value)) = map.next_entry()? {
            out.0.entry(key).or_insert_with(BTreeSet::new).insert(value);
        }
        Ok(out)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Signed {
    office: Option<String>,
    date: Option<String>,
}

pub const IMPORTER: Importer = Importer {
    format: Format { name: "本程序导出的 JSON", extensions: &["json"] },
    is: |c| {
        let begins = |mark: &[u8]| c.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(c.bytes).starts_with(mark);
        begins(b"{") && !begins(b"{\\rtf")
    },
    read: Some(|c| {
        let (name, budget) = (c.name, c.budget);
        if c.bytes.len() > MOST_TEXT {
            return Err(ImportError::TooMuch { name: name.into() });
        }
        read(&c.into_text()?, name, budget).map(|r| Imported::Report(Box::new(r)))
    }),
};

/// Reads an exported report.
fn read(text: &str, name: &str, budget: &Budget<'_>) -> Result<Report, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    let error = |line, column, detail: String| ImportError::Json { line, column, detail, name: name.into() };
    let json: Json = serde_json::from_str(text).map_err(|e| error(e.line(), e.column(), reason(&e)))?;
    let texts = json.sections.0.values().flatten().chain(&json.title).chain([&json.preamble]);
    let lines: usize = texts.map(|t| t.lines().count()).sum();
    if !budget.take(json.cells.0.len() + lines * LINE) {
        return Err(ImportError::TooMuch { name: name.into() });
    }
    let Some(form) = form::by_edition(&json.edition) else {
        return Err(error(1, 1, format!("不认识的格式“{}”", json.edition)));
    };
    let mut report = Report::new(known_year(json.year, name)?, &json.office);
    report.edition = form.edition.clone();
    report.letters = form.letters.iter().map(|l| l.number.clone()).collect();
    report.cells.clear();
    take_cells(&json.cells, form, &mut report);
    let paras = |t: &str| -> Vec<Para> { t.lines().map(Para::plain).collect() };
    for section in form.order() {
        let number = form.number(section).to_string();
        let text = json.sections.one(&number);
        if text.is_none() && json.sections.0.contains_key(&number) {
            let said = format!("第{number}部分写了不止一次，文字不相同，留空");
            report.notes.push(Note::new(NoteKind::Doubtful, Place::Section(Chapter::Section(section)), said));
        }
        let before = text.map(|t| paras(t)).unwrap_or_default();
        *report.section_mut(section) =
            SectionText { heading: form.heading(section, 0), before, after: Vec::new() };
    }
    if let Some(title) = &json.title {
        report.title = paras(title);
    }
    report.preamble = paras(&json.preamble);
    if let Some(office) = json.signed.office {
        report.signature.office = office;
    }
    sign(&mut report, json.signed.date.as_deref().unwrap_or_default());
    super::recognize::settle_totals(&mut report);
    let mut strange: Vec<String> = Vec::new();
    let numbers: Vec<String> = form.order().map(|s| form.number(s).to_string()).collect();
    strange
        .extend(json.sections.0.keys().filter(|k| !numbers.contains(k)).map(|k| format!("第{k}部分的文字")));
    for name in json.paper.0.keys() {
        let key = CellKey::parse(name);
        // Only a total that follows its parts is compared.
        let follows = |r: &Relation| report.sum(&r.left).and_then(Value::count) == report.value(&key);
        match json.paper.one(name) {
            Some(n) if form.total_of(&key).is_some_and(follows) => {
                report.cells.insert(key, Cell::Compared(*n));
            }
            _ => strange.push(format!("“{}”的纸面合计", form.cell_name(&key))),
        }
    }
    if let Some(first) = strange.first() {
        let many = if strange.len() > 1 { format!("等{}项", strange.len()) } else { String::new() };
        let said = format!("{first}{many}没有地方放，没有读入；请对照原文");
        report.notes.push(Note::new(NoteKind::Doubtful, Place::Whole, said));
    }
    Ok(report)
}

/// Enters the cells; what is none, or is said twice, is told.
fn take_cells(cells: &Entries<String>, form: &Form, report: &mut Report) {
    let mut more = 0;
    for (key, texts) in &cells.0 {
        let key = CellKey::parse(key);
        // Left blank is 未填.
        if form.has(&key) && texts.iter().all(|t| t.trim().is_empty()) {
            continue;
        }
        let values: Vec<Option<Value>> = texts.iter().map(|t| Value::parse(form.kind(&key), t)).collect();
        let same = texts.len() == 1 || values.iter().all(|v| v.is_some() && values.first() == Some(v));
        let said = match values.into_iter().next().filter(|_| same) {
            Some(Some(v)) if form.has(&key) => {
                report.cells.insert(key, Cell::Typed(v));
                continue;
            }
            _ if report.notes.len() == MOST_NOTES => {
                more += 1;
                continue;
            }
            // Blank: a number that is not there yet.
            Some(None) if form.has(&key) => continue,
            None => format!("“{}”写了不止一次，写的不相同，留作未填", form.cell_name(&key)),
            Some(_) => {
                let text = texts.iter().map(String::as_str).collect::<Vec<_>>().join("、");
                format!("{}没有“{key}”这一格，它的“{text}”没有读入", form.label)
            }
        };
        report.notes.push(Note::new(NoteKind::Doubtful, Place::Whole, said));
    }
    if more > 0 {
        let text = format!("像这样的地方还有{more}处，没有一一列出");
        report.notes.push(Note::new(NoteKind::Doubtful, Place::Whole, text));
    }
}

/// A day that is none stays as it stands, and is told.
fn sign(report: &mut Report, date: &str) {
    Strict::Signed.enter(report, date);
    if Strict::Signed.is_wrong(report) {
        let text = format!("成文日期写的是“{date}”，不是日期，原样留在“落款”里，请改正");
        report.notes.push(Note::new(NoteKind::Doubtful, Place::Section(Chapter::Signature), text));
    }
}

fn reason(e: &serde_json::Error) -> String {
    match e.classify() {
        serde_json::error::Category::Eof => "内容不完整".into(),
        serde_json::error::Category::Syntax => "写法有误".into(),
        _ => "缺少必要的内容，或者内容不对".into(),
    }
}
