//! One file taken in: what it says it is, or of a workbook with a sheet for each unit its sheets.

use super::beside;
use super::submitted::{submitted, undated};
use super::taking::Taker;
use super::unit_sheets::{SheetContents, UnitSheets, is_office};
use crate::app::catch_panic::guarded;
use crate::app::in_folders::LeftOut;
use crate::app::open::{self, OpenError};
use crate::chinese::offices;
use crate::collect::lower::LowerCollection;
use crate::collect::submission::{Submission, SubmittedContent};
use crate::import::budget::Budget;
use crate::import::{Hints, ImportError, titled};
use crate::store::{StoreError, digest, head, kept, read_document};
use std::path::{Path, PathBuf};

/// Why tables are not taken in that were made of the collection, as their title says.
const OWN_TABLE: &str = "是这份汇总做出来的表";
/// The same under the name of an office, whose report it is not.
const FOR_REPORT: &str = "里面是这份汇总做出来的表，不是年报";
/// Why a sheet is not.
const NO_TABLE: &str = "这张工作表里没有年报的表";

/// The same of one that stands beside the one that was meant.
const OTHER_YEAR: &str = "同一个单位其他年度的表";

/// What a file stands for, and what of it is left out.
pub(super) type FileRead = (Vec<Submission>, Vec<LeftOut>);

/// What is in a file.
enum FileContent {
    Whole(SubmittedContent),
    Sheets(UnitSheets, Vec<SubmittedContent>),
    /// A sheet of it, and those of other years.
    Sheet(SubmittedContent, Vec<PathBuf>),
}

impl Taker<'_> {
    /// Reads one file as it lies.
    pub fn read_file(&self, file: &Path) -> Result<Vec<Submission>, StoreError> {
        self.read(file, read_document(self.disk, file)).map(|(read, _)| read)
    }

    /// Reads one file; what it holds may well be unreadable, but its bytes are there.
    pub(super) fn read(
        &self,
        file: &Path,
        bytes: Result<Vec<u8>, StoreError>,
    ) -> Result<FileRead, StoreError> {
        let bytes = match bytes {
            Ok(b) => b,
            // An empty file is one that a unit handed in, and files of no bytes are not one file.
            Err(StoreError::Empty { .. }) => {
                let digest = digest(format!("空：{}", beside::named(self.collection, file)).as_bytes());
                let empty = SubmittedContent::unreadable("文件是空的");
                return Ok((vec![self.submission(digest, file, empty)], Vec::new()));
            }
            Err(e) => return Err(e),
        };
        let content = guarded("读取", || self.content(file, &bytes)).unwrap_or_else(|e| Err(e.into()));
        let is_own = content.is_err() && titled::is_titled(&bytes, &self.title);
        let whole = |content| vec![self.submission(digest(&bytes), file, content)];
        Ok(match content {
            _ if is_own && is_named_by_office(file) => {
                (whole(SubmittedContent::unreadable(FOR_REPORT)), Vec::new())
            }
            _ if is_own => (Vec::new(), vec![LeftOut::other(file, OWN_TABLE)]),
            Err(e) => (whole(unopened(&e, file)), Vec::new()),
            Ok(FileContent::Whole(content)) => (whole(content), Vec::new()),
            Ok(FileContent::Sheet(content, others)) => {
                let others = others.iter().map(|sheet| LeftOut::other(sheet, OTHER_YEAR));
                (whole(content), others.collect())
            }
            Ok(FileContent::Sheets(sheets, contents)) => {
                let of = |(f, content): (_, SubmittedContent)| {
                    let (path, digest) = f;
                    self.submission(digest, path, content)
                };
                let files = sheets.files.iter().map(|f| (f.path.as_path(), f.digest.clone()));
                let without = sheets.without.iter().map(|sheet| LeftOut::other(sheet, NO_TABLE));
                (files.zip(contents).map(of).collect(), without.collect())
            }
        })
    }

    fn submission(&self, digest: String, file: &Path, content: SubmittedContent) -> Submission {
        Submission::new(digest, beside::named(self.collection, file), self.today, content)
    }

    fn content(&self, file: &Path, bytes: &[u8]) -> Result<FileContent, OpenError> {
        // What is said of a file names it by itself.
        let name = Path::new(file.file_name().unwrap_or_default());
        if head::is_collection(bytes) {
            let lower = LowerCollection::of(&kept::decode(bytes, name)?);
            return Ok(FileContent::Whole(SubmittedContent::Collection(lower)));
        }
        let read = |hints: Hints| open::report_in(bytes, name, hints, &Budget::default());
        let report = match read(Hints::default()) {
            Err(e) if e.lacks_year() => undated(&read(Some(self.year).into())?, self.today),
            Err(OpenError::Import(several @ ImportError::SeveralSheets { .. })) => {
                let Some(sheets) = UnitSheets::of(file, bytes)? else { return Err(several.into()) };
                match sheets.contents(self.year, self.today) {
                    SheetContents::Each(contents) => return Ok(FileContent::Sheets(sheets, contents)),
                    SheetContents::OneOfYear(sheet, others) => {
                        let one = read(Hints { sheets: vec![sheet], ..Hints::default() })?;
                        let content = SubmittedContent::Report(submitted(&one, self.today));
                        return Ok(FileContent::Sheet(content, others));
                    }
                }
            }
            report => submitted(&report?, self.today),
        };
        Ok(FileContent::Whole(SubmittedContent::Report(report)))
    }
}

/// Whether a file is called by an office: 示范县水利局2025年.xlsx.
fn is_named_by_office(file: &Path) -> bool {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    !stem.contains("汇总") && is_office(&offices::in_title(&stem).unwrap_or(stem))
}

/// That it could not be read, without its name.
fn unopened(e: &OpenError, file: &Path) -> SubmittedContent {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    SubmittedContent::unreadable(e.to_string().trim_end_matches(&format!("：{name}")))
}
