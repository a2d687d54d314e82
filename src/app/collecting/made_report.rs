//! The report that a collection becomes: begun where there is none, brought up to date where there is, with all that
//! changes. Asks the disk, so never on the window's thread.

use super::beside;
use crate::app::exporting::SendError;
use crate::app::open::{self, OpenError};
use crate::collect::figures::Figures;
use crate::collect::last_year::NotBeside;
use crate::collect::overview::Overview;
use crate::collect::scope;
use crate::collect::up_to_date::{self, SumChange};
use crate::collect::{Collection, OwnReport};
use crate::import::Hints;
use crate::import::budget::Budget;
use crate::report::Report;
use crate::report::value::Value;
use crate::store::Disk;
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

/// A report with the sums.
pub struct MadeReport {
    pub report: Report,
    /// What it said otherwise before; nothing where it is new.
    pub changes: Vec<SumChange>,
    /// Sentences of what the numbers cover, as they were and as they are.
    pub reworded: Vec<(String, String)>,
    /// Of the file as it stood, empty where there was none.
    pub known: String,
}

impl MadeReport {
    /// What changes in it, a line each: 新收：12 → 15. What somebody typed over by hand comes first.
    pub fn lines(&self, collection: &Collection) -> Vec<String> {
        let form = collection.form();
        let line = |c: &SumChange| {
            let words =
                |v: &Option<Value>| v.as_ref().map_or("未填".into(), |v| v.canonical(form.kind(&c.cell)));
            let hand = if c.by_hand { "（年报里手改过的）" } else { "" };
            format!("{}{hand}：{} → {}", form.cell_name(&c.cell), words(&c.was), words(&c.now))
        };
        let words = self.reworded.iter().map(|(was, now)| format!("“{was}”→“{now}”"));
        let (hand, sums): (Vec<_>, Vec<_>) = self.changes.iter().partition(|c| c.by_hand);
        hand.into_iter().chain(sums).map(line).chain(words).collect()
    }
    /// What is to be seen to in it by hand, a sentence each.
    pub fn told(&self) -> Vec<String> {
        let lost = |unit: &&str| format!("正文里有{unit}的数，它现在不在汇总里：那一处成了〔未填〕，请改");
        let counted = self.report.units.len();
        let other = scope::miscounted(&self.report).into_iter();
        let other =
            other.map(|(s, n)| format!("正文里写的是{n}个单位，现在汇总的是{counted}个，请改：“{s}”"));
        up_to_date::without_numbers(&self.report).iter().map(lost).chain(other).collect()
    }
}

/// The report of a collection as it is to stand at `path`.
pub fn made(
    disk: &dyn Disk,
    path: &Path,
    collection: &Collection,
    overview: &Overview,
) -> Result<MadeReport, MakingError> {
    if !disk.exists(path) {
        return Ok(MadeReport {
            report: collection.report(overview),
            changes: Vec::new(),
            reworded: Vec::new(),
            known: String::new(),
        });
    }
    let opened = open::read_any(disk, path, Hints::default(), &Budget::default())?;
    let was = opened.report;
    if !opened.is_project || !collection.is_source_of(&was) {
        return Err(MakingError::Foreign { year: collection.year, path: path.into() });
    }
    let changes = collection.changes_to(&was, &overview.standing);
    let cells: Vec<_> = changes.iter().map(|c| c.cell.clone()).collect();
    let report = collection.updated(&was, overview, &cells);
    let reworded = scope::reworded(&was, &report);
    Ok(MadeReport { report, changes, reworded, known: opened.digest })
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
) -> Result<OwnReport, OwnError> {
    let opened = open::read_any(disk, path, Hints::default(), &Budget::default())?;
    fits(&opened.report).map_err(|why| OwnError::NotBeside { why, path: path.into() })?;
    Ok(OwnReport {
        file: beside::named(at, path),
        digest: opened.digest,
        year: opened.report.year,
        figures: Arc::new(Figures::of(&opened.report)),
    })
}
