//! 退回, with its files: a sheet a unit as PDF and Word, the words of a message to each, and a list of all that still have
//! to come again. Asks the disk, so never on the window's thread. What was written comes back as edits: what was not sent
//! is not noted as sent.

use crate::app::catch_panic::guarded;
use crate::app::exporting::{self, SendError};
use crate::app::file_name;
use crate::app::put_aside::{self, OwnWork};
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::returned::{self, Returned};
use crate::collect::standing::Standing;
use crate::collect::unit_row::FilesSeen;
use crate::export;
use crate::page::blocks::Doc;
use crate::page::fonts::Fonts;
use crate::report::Date;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What the message texts and the list are called.
const MESSAGES: &str = "退回通知";
const INDEX: &str = "退回目录";

/// Whether a file is one that is written here, by its name.
pub fn is_sheet(file: &Path) -> bool {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let stem = stem.split('（').next().unwrap_or_default();
    stem == MESSAGES || stem == INDEX || stem.ends_with(export::returned::SHEET)
}

/// What came of it.
#[derive(Debug, Default)]
pub struct SentBack {
    /// The ledger's new entries.
    pub edits: Vec<CollectEdit>,
    /// Names of units that were not sent back, and why.
    pub failed: Vec<(String, SendError)>,
    /// Why the list and the messages are not there; what was sent back is, and stays noted.
    pub unlisted: Option<SendError>,
    /// Files that were written.
    pub files: Vec<PathBuf>,
    /// Where what stood there was put, and was none of the program's.
    pub asides: Vec<PathBuf>,
}

/// Sends back.
pub struct SendingBack<'a> {
    pub own: &'a OwnWork<'a>,
    pub folder: &'a Path,
    pub fonts: &'a dyn Fn() -> Fonts,
    pub today: Option<Date>,
    /// Files that nothing is written over.
    pub sources: &'a [PathBuf],
}

impl SendingBack<'_> {
    /// Writes the sheets of `asked` and the list; `go_on` is told how many are done.
    pub fn send(
        &self,
        collection: &Collection,
        asked: Vec<Returned>,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<SentBack, SendError> {
        exporting::make_folder(self.own.disk, self.folder)?;
        let mut out = SentBack::default();
        let mut after = collection.clone();
        for (i, returned) in asked.into_iter().enumerate() {
            if !go_on(i) {
                break;
            }
            let returned = Returned { on: self.today, ..returned };
            let times = times(&after, &returned.unit).saturating_add(1);
            match self.sheets(&after, (&returned, times), &mut out) {
                Ok(()) => {
                    after.returns.push(returned.clone());
                    out.edits.push(CollectEdit::Return(returned));
                }
                Err(e) => {
                    let name = collection.unit(&returned.unit).map(|u| u.name.clone());
                    out.failed.push((name.unwrap_or(returned.unit), e));
                }
            }
        }
        if !out.edits.is_empty() {
            out.unlisted = self.overview(&after, &mut out).err();
        }
        Ok(out)
    }

    /// The sheet of one, in each format.
    fn sheets(
        &self,
        collection: &Collection,
        (returned, times): (&Returned, usize),
        out: &mut SentBack,
    ) -> Result<(), SendError> {
        let doc = export::returned::sheet(collection, returned, times);
        let name = match times {
            1 => doc.title.clone(),
            n => format!("{}（第{n}次）", doc.title),
        };
        self.document(&doc, &name, out)
    }

    /// The list and the messages of all that have to come again.
    fn overview(&self, collection: &Collection, out: &mut SentBack) -> Result<(), SendError> {
        let standing = Standing::of(collection, &FilesSeen::default());
        let open = returned::outstanding(collection, &standing);
        let mut times: HashMap<&str, usize> = HashMap::new();
        for r in &collection.returns {
            let n = times.entry(&r.unit).or_default();
            *n = n.saturating_add(1);
        }
        let with_times: Vec<(&Returned, usize)> =
            open.iter().map(|r| (*r, times.get(r.unit.as_str()).copied().unwrap_or(0))).collect();
        self.document(&export::returned::index(collection, &with_times, self.today), INDEX, out)?;
        let messages: Vec<String> = open.iter().map(|r| returned::message(collection, r)).collect();
        let path = self.folder.join(format!("{MESSAGES}.txt"));
        exporting::spare(self.own.disk, &path, self.sources)?;
        let aside = self.own.replace(&path, (messages.join("\n\n") + "\n").as_bytes())?;
        out.wrote(path, aside);
        Ok(())
    }

    fn document(&self, doc: &Doc, name: &str, out: &mut SentBack) -> Result<(), SendError> {
        for exporter in [&export::pdf::EXPORTER, &export::docx::EXPORTER] {
            let path = self.folder.join(file_name::of_title(name, INDEX, exporter.format.extension()));
            exporting::spare(self.own.disk, &path, self.sources)?;
            let made = guarded("导出", || export::document(doc, &path, self.fonts))??;
            let aside = exporting::write(self.own, made, &path, &|| false)?.aside;
            out.wrote(path, aside);
        }
        Ok(())
    }
}

fn times(collection: &Collection, unit: &str) -> usize {
    collection.returns.iter().filter(|r| r.unit == unit).count()
}

impl SentBack {
    fn wrote(&mut self, path: PathBuf, aside: Option<PathBuf>) {
        self.files.push(path);
        self.asides.extend(aside);
    }
    /// How it went, in words.
    pub fn summary(&self) -> String {
        let mut words = format!("退回了{}份", self.edits.len());
        if !self.failed.is_empty() {
            words += &format!("，{}份没有退回", self.failed.len());
        }
        if let Some(e) = &self.unlisted {
            words += &format!("；退回目录和通知没有写成（{e}）");
        }
        words + "。" + &self.of_asides()
    }
    /// That what stood there is kept.
    pub fn of_asides(&self) -> String {
        put_aside::sentences(&self.asides).unwrap_or_default()
    }
}
