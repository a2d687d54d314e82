//! 上报前检查: all that is to be seen to before a report is handed in, a line each, with where it leads.

use super::derived::Derived;
use super::open_report::OpenReport;
use super::sent_out::SentOut;
use crate::checks::Level;
use crate::form::table::CellKey;
use crate::report::facts::OFFICE;
use crate::report::{Chapter, Datum, Report};
use std::path::{Path, PathBuf};

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    Done,
    /// To be looked at; the report may go out all the same.
    Open,
    /// To be put right.
    Wrong,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// A finding, by its place in the list.
    Finding(usize),
    /// A sentence of last year's, by its place.
    LastYears(usize),
    Cell(CellKey),
    Chapter(Chapter),
    /// What an import had to say.
    Notes,
    Save,
    /// Exporting and printing.
    Finish,
    /// The document that was made, or the folder that it lies in.
    File(PathBuf),
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    pub state: LineState,
    pub words: String,
    pub lead: Option<Lead>,
}

/// The list for the open report.
pub fn lines(open: &OpenReport) -> Vec<CheckLine> {
    let (report, known) = (open.report(), open.known());
    let mut out: Vec<CheckLine> = errors(known).into_iter().collect();
    out.extend([last_years(known), warnings(known)]);
    out.extend(open.faults().iter().map(|f| line(LineState::Wrong, f.clone(), None)));
    out.extend(notes(report));
    out.push(signature(report));
    out.push(contact(report));
    out.push(saved(open));
    out.extend(sent(open));
    out
}

fn line(state: LineState, words: String, lead: Option<Lead>) -> CheckLine {
    CheckLine { state, words, lead }
}

/// The first open finding of a level, and how many there are.
fn first(known: &Derived, level: Level) -> (usize, Option<Lead>) {
    let at = known.findings.iter().position(|f| f.level == level && f.is_open());
    (known.open(level), at.map(Lead::Finding))
}

/// Errors are listed one by one above.
fn errors(known: &Derived) -> Option<CheckLine> {
    (known.open(Level::Error) == 0).then(|| line(LineState::Done, "没有错误".into(), None))
}

fn warnings(known: &Derived) -> CheckLine {
    match first(known, Level::Warning) {
        (0, _) => line(LineState::Done, "提醒都看过了".into(), None),
        (n, lead) => line(LineState::Open, format!("提醒{n}条，没有改也没有写说明"), lead),
    }
}

fn last_years(known: &Derived) -> CheckLine {
    match known.stale.len() {
        0 => line(LineState::Done, "去年的文字都看过了".into(), None),
        n => line(LineState::Open, format!("去年的文字{n}处，没有看过"), Some(Lead::LastYears(0))),
    }
}

fn notes(report: &Report) -> Option<CheckLine> {
    let n = report.notes.len();
    (n > 0).then(|| line(LineState::Open, format!("导入说明{n}条，没有看过"), Some(Lead::Notes)))
}

fn signature(report: &Report) -> CheckLine {
    let s = &report.signature;
    let missing: Vec<&str> = [(s.office.trim().is_empty(), "单位"), (s.date.is_none(), "日期")]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect();
    let lead = Some(Lead::Chapter(Chapter::Signature));
    match (missing.is_empty(), s.date) {
        (true, Some(d)) => line(LineState::Done, format!("落款：{}，{d}", s.office.trim()), lead),
        _ => line(LineState::Open, format!("落款还没有{}", missing.join("和")), lead),
    }
}

fn contact(report: &Report) -> CheckLine {
    let wanted = [Datum::Address, Datum::Phone, Datum::Postcode];
    let facts = OFFICE.iter().filter(|f| wanted.contains(&f.datum));
    let empty: Vec<&str> =
        facts.filter(|f| (f.get)(&report.office).trim().is_empty()).map(|f| f.name).collect();
    let lead = Some(Lead::Chapter(Chapter::Front));
    match empty.is_empty() {
        true => line(LineState::Done, "联系方式齐全".into(), lead),
        false => line(LineState::Open, format!("联系方式里没有{}", empty.join("、")), lead),
    }
}

fn saved(open: &OpenReport) -> CheckLine {
    let name = open.path().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
    let folder = open.path().and_then(|p| p.parent()).map(Path::to_path_buf);
    match (name, open.document().is_changed()) {
        (Some(name), false) => line(LineState::Done, format!("已保存：{name}"), folder.map(Lead::File)),
        (Some(_), true) => line(LineState::Open, "上次保存以后又改了".into(), Some(Lead::Save)),
        (None, _) => line(LineState::Open, "还没有保存".into(), Some(Lead::Save)),
    }
}

fn sent(open: &OpenReport) -> Vec<CheckLine> {
    if open.sent.is_empty() {
        return vec![line(LineState::Open, "还没有导出，也没有打印".into(), Some(Lead::Finish))];
    }
    let of = |s: &SentOut| {
        let name = s.file.as_ref().and_then(|f| f.file_name());
        let what = name.map_or_else(|| "打印".to_string(), |n| format!("导出 {}", n.to_string_lossy()));
        let lead = s.file.clone().map(Lead::File);
        match open.is_as(s) {
            true => line(LineState::Done, format!("{what}（{}）", s.at), lead),
            false => line(LineState::Open, format!("{what}（{}）以后又改了，要重新做", s.at), lead),
        }
    };
    open.sent.iter().map(of).collect()
}
