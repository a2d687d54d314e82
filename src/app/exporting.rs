//! Sending reports out: made, written in one step, read back where that can be done. One report or many; the
//! window and the command line both come here.

use super::catch_panic::guarded;
use super::in_order::in_order;
use super::open;
use super::put_aside::{self, OwnWork};
use super::read_back;
use super::reading_notes::ReadingNotes;
pub use super::send_error::SendError;
use crate::checks::{self, Level};
use crate::export::{self, Made};
use crate::import::budget::Budget;
use crate::page::fonts::Fonts;
use crate::report::{Date, Report, StyleSet};
use crate::side_by_side::both;
use crate::store::disk::Access;
use crate::store::{Disk, StoreError, beside, digest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the clerk should know about a document that was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// What is wrong with the document itself.
    pub faults: Vec<String>,
    pub warnings: Vec<String>,
    /// What differs when it is read back; `None` where its format can't be.
    pub differences: Option<Vec<String>>,
    /// Open errors that it went out with, where nobody was asked about them before.
    pub errors: usize,
    /// What the reading of the document that it was made of had to say.
    pub read: ReadingNotes,
    /// Of the bytes that were written.
    pub digest: String,
    /// Where what stood there before, and was changed by somebody, was put.
    pub aside: Option<PathBuf>,
}

impl Sent {
    /// Whether it says something else than the report.
    pub fn differs(&self) -> bool {
        self.differences.as_ref().is_some_and(|d| !d.is_empty())
    }
    /// Whether the reading of what it was made of had something to say.
    pub fn is_noted(&self) -> bool {
        !self.read.all().is_empty()
    }
    /// That what stood there is kept.
    pub fn of_aside(&self) -> Option<String> {
        self.aside.as_deref().map(put_aside::sentence)
    }
    /// That it went out with errors.
    pub fn of_errors(&self) -> Option<String> {
        (self.errors > 0).then(|| format!("还有{}项错误没有改。", self.errors))
    }
    /// All there is to say, what matters most first.
    pub fn words(&self) -> Vec<String> {
        let differences = self.differences.iter().map(|d| read_back::sentence(d));
        let ended = |w: &String| format!("{}。", w.trim_end_matches('。'));
        let (faults, warnings) = (self.faults.iter().map(ended), self.warnings.iter().map(ended));
        faults
            .chain(self.of_errors())
            .chain(self.read.words())
            .chain(self.of_aside())
            .chain(differences)
            .chain(warnings)
            .collect()
    }
}

/// Writes a report to `path`, in the format of its extension. Nothing is written once `stopped` says so.
pub fn send(
    own: &OwnWork<'_>,
    report: &Report,
    path: &Path,
    fonts: &dyn Fn() -> Fonts,
    stopped: &dyn Fn() -> bool,
) -> Result<Sent, SendError> {
    let made = guarded("导出", || export::bytes(report, path, fonts))??;
    let differences = guarded("核对", || read_back::differences(report, &made.bytes, path));
    let differences = differences.unwrap_or_else(|e| Some(vec![e.to_string()]));
    Ok(Sent { differences, ..write(own, made, path, stopped)? })
}

/// Writes a document that was made, unless `stopped` says that nobody wants it any more. All that goes out goes through
/// here: what somebody made of what stood there is kept.
pub fn write(
    own: &OwnWork<'_>,
    made: Made,
    path: &Path,
    stopped: &dyn Fn() -> bool,
) -> Result<Sent, SendError> {
    if stopped() {
        return Err(SendError::CalledOff(path.into()));
    }
    let aside = own.replace(path, &made.bytes)?;
    let digest = digest(&made.bytes);
    Ok(Sent { faults: made.faults, warnings: made.warnings, digest, aside, ..Sent::default() })
}

/// Refuses to write over one of the files that it is made from, also by the backup that a write leaves.
pub fn spare(disk: &dyn Disk, output: &Path, sources: &[PathBuf]) -> Result<(), SendError> {
    let backup = beside::backup(output);
    // What is not there is none of them.
    let there = disk.exists(output) || disk.exists(&backup);
    match there && sources.iter().any(|s| disk.is_same(s, output) || disk.is_same(s, &backup)) {
        true => Err(SendError::Covers(output.into())),
        false => Ok(()),
    }
}

/// What became of one of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub file: PathBuf,
    /// Where it was to be written.
    pub output: PathBuf,
    pub result: Result<Sent, SendError>,
}

/// Reports to send out into one folder.
pub struct SendingMany<'a> {
    pub disk: &'a dyn Disk,
    /// The program's folder.
    pub data: &'a Path,
    pub files: &'a [PathBuf],
    pub folder: &'a Path,
    /// The extension of what they become.
    pub format: &'a str,
    /// The page style that all of them have there, where not each its own.
    pub style: Option<StyleSet>,
    pub today: Option<Date>,
    pub fonts: &'a (dyn Fn() -> Fonts + Sync),
}

impl SendingMany<'_> {
    /// Sends them out and gives what became of each to `take`, in their order, until that says it is enough; what fails
    /// doesn't keep the others.
    pub fn send(&self, take: impl FnMut(Outcome) -> bool) -> Result<(), SendError> {
        make_folder(self.disk, self.folder)?;
        let mut taken = BTreeSet::new();
        let named = |file: &PathBuf| {
            let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            // Two of the same name must not end in one file.
            let free = (1..).map(|i| if i == 1 { name.clone() } else { format!("{name}-{i}") });
            let name = free.take(self.files.len()).find(|n| taken.insert(n.to_lowercase())).unwrap_or(name);
            (file.clone(), self.folder.join(format!("{name}.{}", self.format)))
        };
        let all: Vec<(PathBuf, PathBuf)> = self.files.iter().map(named).collect();
        in_order(&all, |(file, output)| self.one(file, output), take);
        Ok(())
    }

    fn one(&self, file: &Path, output: &Path) -> Outcome {
        let spared = spare(self.disk, output, self.files);
        let read = || Ok(guarded("读取", || open::read_any(self.disk, file, None, &Budget::default()))??);
        let read = spared.and_then(|()| read());
        let result = read.and_then(|o| {
            let (report, read) = o.apart();
            let report = report.styled(self.style.clone());
            let own = OwnWork { disk: self.disk, data: self.data, made: &[] };
            let sent = send_unasked(&own, &report, output, self.today, self.fonts)?;
            Ok(Sent { read, ..sent })
        });
        Outcome { file: file.into(), output: output.into(), result }
    }
}

/// The folder that many go into.
pub fn make_folder(disk: &dyn Disk, folder: &Path) -> Result<(), SendError> {
    disk.make_folder(folder, Access::Common)
        .map_err(|e| SendError::NoFolder(StoreError::writing(folder, &e), folder.into()))
}

/// Sends a report out where nobody was asked about its errors before: they are counted.
pub fn send_unasked(
    own: &OwnWork<'_>,
    report: &Report,
    output: &Path,
    today: Option<Date>,
    fonts: &dyn Fn() -> Fonts,
) -> Result<Sent, SendError> {
    let send = || send(own, report, output, fonts, &|| false);
    let (errors, sent) = both(|| open_errors(report, today), send);
    Ok(Sent { errors, ..sent? })
}
fn open_errors(report: &Report, today: Option<Date>) -> usize {
    checks::run(report, today).iter().filter(|f| f.level == Level::Error).count()
}

/// How many went well, in words.
pub fn summary(outcomes: &[Outcome], wanted: usize) -> String {
    let good = outcomes.iter().filter(|o| o.result.is_ok()).count();
    let bad = outcomes.len() - good;
    let rest = wanted.saturating_sub(outcomes.len());
    let mut words = format!("导出了{good}份");
    let wrong = outcomes.iter().filter(|o| o.result.as_ref().is_ok_and(|s| s.errors > 0)).count();
    if wrong > 0 {
        words += &format!("（{wrong}份审核有错误）");
    }
    let noted = outcomes.iter().filter(|o| o.result.as_ref().is_ok_and(Sent::is_noted)).count();
    if noted > 0 {
        words += &format!("，{noted}份读入时有要看的");
    }
    if bad > 0 {
        words += &format!("，{bad}份没有导出");
    }
    if rest > 0 {
        words += &format!("，取消后还有{rest}份没有做");
    }
    words + "。"
}

#[cfg(test)]
mod tests;
