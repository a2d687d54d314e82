//! The report that a collection becomes: begun where there is none, brought up to date where there is, with all that
//! changes. Asks the disk, so never on the window's thread.

use super::beside;
use crate::app::exporting::SendError;
use crate::app::open::{self, OpenError};
use crate::app::reading_notes::ReadingNotes;
use crate::checks::units_said;
use crate::collect::figures::Figures;
use crate::collect::hand_made::{ByHand, HandMade, KeptByHand};
use crate::collect::last_year::NotBeside;
use crate::collect::overview::Overview;
use crate::collect::scope;
use crate::collect::up_to_date;
use crate::collect::{Collection, OwnReport};
use crate::form::Form;
use crate::form::table::CellKey;
use crate::import::Hints;
use crate::import::budget::Budget;
use crate::report::Report;
use crate::report::value::Value;
use crate::store::Disk;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why no report was made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MakingError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Send(#[from] SendError),
    #[error("这份报告不是由{year}年的这份汇总生成的，没有改动；请另写一个文件名：{}", .path.display())]
    Foreign { year: u16, path: PathBuf },
}

/// Why it is not certain that a number was changed by hand.
const ADJUSTED: &str = "这一格有调整，不一定是手改的";
const UNKNOWN: &str = "年报里没有记各单位的数，看不出是不是手改的";

/// A report with the sums.
pub struct MadeReport {
    /// Brought up to date but for what is kept.
    pub report: Report,
    /// As it stood; none where it is new.
    was: Option<Report>,
    /// What a hand changed in it and the sums say otherwise, with what is said of it and whether it is kept.
    pub hand: Vec<(HandMade, String, bool)>,
    /// What else changes, a line each: 新收：12 → 15.
    pub lines: Vec<String>,
    /// Of the file as it stood, empty where there was none.
    pub known: String,
}

impl MadeReport {
    /// What is to be seen to in it by hand, a sentence each.
    pub fn told(&self) -> Vec<String> {
        let lost = |unit: &&str| format!("正文里有{unit}的数，它现在不在汇总里：那一处成了〔未填〕，请改");
        let counted = self.report.units.len();
        let other = units_said::miscounted(&self.report).into_iter();
        let other =
            other.map(|(s, n)| format!("正文里写的是{n}个单位，现在汇总的是{counted}个，请改：“{s}”"));
        up_to_date::without_numbers(&self.report).iter().map(lost).chain(other).collect()
    }
    /// The same with what is kept of what a hand changed.
    pub fn keeping(mut self, collection: &Collection, overview: &Overview, kept: &KeptByHand) -> MadeReport {
        if let Some(was) = &self.was {
            self.report = collection.updated(was, overview, kept);
        }
        self.hand.iter_mut().for_each(|(what, _, keep)| *keep = kept.contains(what));
        self
    }
    /// What is kept of what a hand changed.
    pub fn kept(&self) -> KeptByHand {
        self.hand.iter().filter(|(.., keep)| *keep).map(|(what, ..)| what.clone()).collect()
    }
}

/// The report of a collection as it is to stand at `path`; what a hand changed stays.
pub fn made(
    disk: &dyn Disk,
    path: &Path,
    collection: &Collection,
    overview: &Overview,
) -> Result<MadeReport, MakingError> {
    if !disk.exists(path) {
        let report = collection.report(overview);
        return Ok(MadeReport {
            report,
            was: None,
            hand: Vec::new(),
            lines: Vec::new(),
            known: String::new(),
        });
    }
    let opened = open::read_any(disk, path, Hints::default(), &Budget::default())?;
    let (is_project, known) = (opened.is_project, opened.digest.clone());
    let was = opened.with_its_notes();
    if !is_project || !collection.is_source_of(&was) {
        return Err(MakingError::Foreign { year: collection.year, path: path.into() });
    }
    let all = collection.updated(&was, overview, &KeptByHand::new());
    let form = collection.form();
    let words =
        |v: &Option<Value>, k: &CellKey| v.as_ref().map_or("未填".into(), |v| v.canonical(form.kind(k)));
    let (mut hand, mut lines) = (Vec::new(), Vec::new());
    let changes = collection.changes_to(&was, &overview.standing);
    let by_hand: HashSet<CellKey> =
        changes.iter().filter(|c| c.by_hand != ByHand::No).map(|c| c.cell.clone()).collect();
    for c in changes {
        let (name, [before, now]) = (form.cell_name(&c.cell), [&c.was, &c.now].map(|v| words(v, &c.cell)));
        let what = HandMade::Cell(c.cell.clone());
        match c.by_hand {
            ByHand::Yes => hand.push((what, format!("{name}：{before}（合计是{now}）"), true)),
            ByHand::Perhaps => {
                let is_adjusted = collection.adjustments.iter().any(|a| a.cell == c.cell);
                let why = if is_adjusted { ADJUSTED } else { UNKNOWN };
                let said = format!("{name}：{before}（合计是{now}；{why}）");
                hand.push((what, said, false));
            }
            ByHand::No if rests_on(form, &c.cell, &by_hand) => {
                lines.push(format!("{name}：跟着上面各格重新合计"));
            }
            ByHand::No => lines.push(format!("{name}：{before} → {now}")),
        }
    }
    for w in scope::reworded(&was, &all) {
        match w.by_hand {
            true => hand.push((
                HandMade::Words(w.was.clone()),
                format!("“{}”（现在应当是“{}”）", w.was, w.now),
                true,
            )),
            false => lines.push(format!("“{}”→“{}”", w.was, w.now)),
        }
    }
    let made = MadeReport { report: all, was: Some(was), hand, lines, known };
    let kept = made.kept();
    Ok(made.keeping(collection, overview, &kept))
}

/// Whether a total follows one of these cells.
fn rests_on(form: &Form, total: &CellKey, cells: &HashSet<CellKey>) -> bool {
    let parts = form.total_of(total).map(|r| r.left.as_slice()).unwrap_or_default();
    parts.iter().any(|k| cells.contains(k) || rests_on(form, k, cells))
}

/// Why a report was not set beside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("{why}：{}", path.display())]
    NotBeside { why: NotBeside, path: PathBuf },
}

/// A report of the government itself, to be set beside the sums of the collection at `at`, where it `fits`.
pub fn own(
    disk: &dyn Disk,
    at: &Path,
    path: &Path,
    fits: &dyn Fn(&Report) -> Result<(), NotBeside>,
) -> Result<(OwnReport, ReadingNotes), OwnError> {
    let opened = open::read_any(disk, path, Hints::default(), &Budget::default())?;
    let digest = opened.digest.clone();
    let (report, notes) = opened.apart();
    fits(&report).map_err(|why| OwnError::NotBeside { why, path: path.into() })?;
    let figures = Arc::new(Figures::of(&report));
    Ok((OwnReport { file: beside::named(at, path), digest, year: report.year, figures }, notes))
}
