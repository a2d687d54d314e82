//! Reading an exported document back and comparing it with the report, field by field: a document that says
//! something else than the report must not leave the office unnoticed.

use crate::export::{self, ReadsBack};
use crate::form::table::CellKey;
use crate::import;
use crate::page::charts::Chart;
use crate::page::issue;
use crate::report::value::Value;
use crate::report::{Part, Report, Section};
use std::borrow::Cow;
use std::path::Path;

/// `None` where the format can't be read back; else what differs, empty if nothing does.
pub fn differences(report: &Report, bytes: &[u8], path: &Path) -> Option<Vec<String>> {
    let how = export::exporter(path)?.reads_back;
    against(report, bytes, path, how)
}

/// The same with how it is to be compared given.
pub fn against(report: &Report, bytes: &[u8], path: &Path, how: ReadsBack) -> Option<Vec<String>> {
    if how == ReadsBack::No {
        return None;
    }
    match import::read_document(&without_pictures(bytes), &path.display().to_string(), Some(report.year)) {
        Ok(back) => Some(compare(report, &back, how)),
        Err(e) => Some(vec![e.to_string()]),
    }
}

/// A page without the bytes of its pictures: they say nothing that could be compared, and are most of it.
fn without_pictures(bytes: &[u8]) -> Cow<'_, [u8]> {
    const BEGIN: &[u8] = b";base64,";
    if !bytes.starts_with(b"<") {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(BEGIN.len()).position(|w| w == BEGIN) {
        let (before, behind) = rest.split_at(at);
        out.extend_from_slice(before);
        let end = behind.iter().position(|b| *b == b'"').unwrap_or(behind.len());
        rest = behind.get(end..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

fn compare(report: &Report, back: &Report, how: ReadsBack) -> Vec<String> {
    if back.edition != report.edition {
        return vec!["格式的年份".into()];
    }
    let mut out = numbers(report, back, how);
    if how != ReadsBack::Numbers {
        words(report, back, how, &mut out);
    }
    if how == ReadsBack::AsPrinted {
        issued(report, back, &mut out);
    }
    out
}

/// Names of the cells that differ. 5.10 is 5.1.
fn numbers(report: &Report, back: &Report, how: ReadsBack) -> Vec<String> {
    let form = report.form();
    // A document shows what the report prints; data what it holds.
    let wanted = |key: &CellKey| match how {
        ReadsBack::AsPrinted => Value::parse(form.kind(key), &report.printed(key)),
        _ => report.value(key),
    };
    let differing = form.cells().into_iter().filter(|k| back.value(k) != wanted(k));
    differing.map(|k| form.cell_path(&k)).collect()
}

/// Names of the parts whose words differ.
fn words(report: &Report, back: &Report, how: ReadsBack, out: &mut Vec<String>) {
    let (form, data) = (report.form(), how == ReadsBack::AsHeld);
    let squeezed = |t: String| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = |r: &Report, p: Part| squeezed(r.words(p));
    let both = |p: Part| (text(report, p), text(back, p));
    for (part, name) in [(Part::Title, "标题"), (Part::Preamble, "导语")] {
        let (a, b) = both(part);
        if a != b {
            out.push(name.into());
        }
    }
    // Data keeps the words of a section in one piece.
    let section = |r: &Report, s: Section| text(r, Part::Before(s)) + &text(r, Part::After(s));
    // Below a chart a document says what it is.
    let below = |s: Section| {
        let here = report.layout.charts.iter().filter(|(_, at)| **at == s && !data);
        here.filter_map(|(kind, _)| Chart::of(report, *kind)).map(|c| c.caption()).collect::<String>()
    };
    let shown = |s: Section| section(report, s) + &below(s);
    let signed = |r: &Report| (squeezed(r.signature.office.clone()), r.signature.date);
    let is_signed = signed(report) == signed(back);
    // A name without a date, or a date without a name, stands in a document as a paragraph does.
    let is_whole = |r: &Report| !r.signature.office.trim().is_empty() && r.signature.date.is_some();
    let last = form.order().next_back();
    let ending = |r: &Report, words: String| {
        let (office, date) = signed(r);
        words + &office + &date.map(|d| d.to_string()).unwrap_or_default()
    };
    // On pages all words of a chart stand behind those of its section.
    let alike = |s: Section| {
        let found = section(back, s);
        shown(s) == found || !below(s).is_empty() && found.starts_with(&section(report, s))
    };
    let endings = || {
        let (a, b) = last.map(|s| (shown(s), section(back, s))).unwrap_or_default();
        ending(report, a) == ending(back, b)
    };
    let ends_alike = is_signed || (!data && !is_whole(report) && endings());
    for s in form.order() {
        let is_last = Some(s) == last;
        if !alike(s) && (is_signed || !is_last || !ends_alike) {
            out.push(format!("第{}部分的文字", form.numeral(s)));
        }
    }
    if !ends_alike {
        out.push("落款".into());
    }
}

/// Whether the red head and the 版记 say the same.
fn issued(report: &Report, back: &Report, out: &mut Vec<String>) {
    let squeezed = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let head = |r: &Report| issue::red_head(r).map(|(mark, number)| [mark, number].map(|t| squeezed(&t)));
    let imprint = |r: &Report| issue::imprint(r).map(|words| words.map(|t| squeezed(&t)));
    if head(report) != head(back) {
        out.push("红头".into());
    }
    // Without a day nothing tells it from a name.
    if imprint(report) != imprint(back) && imprint(report).is_none_or(|[_, _, date]| !date.is_empty()) {
        out.push("版记".into());
    }
}

/// The sentence for a clerk.
pub fn sentence(differences: &[String]) -> String {
    match differences {
        [] => "已核对：导出文件与报告一致。".into(),
        [first, ..] => format!(
            "导出的文件读回来与报告有{}处不同（{first}{}），请对照检查后再用。",
            differences.len(),
            if differences.len() > 1 { "等" } else { "" }
        ),
    }
}
