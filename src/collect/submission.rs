//! What came in: bytes of a file, known by their digest wherever they lie, with the numbers copied, so that a
//! collection opens without the files.

use super::Collection;
use super::figures::Figures;
use super::lower::LowerCollection;
use super::ruling::{Acceptance, CountQuestion, Ruling};
use crate::report::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// In the place of the digest of bytes that nobody knows.
const UNOPENED: &str = "没有打开：";

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    pub digest: String,
    /// Where these bytes lie, relative to the collection and with `/` on every system.
    pub files: BTreeSet<String>,
    #[serde(default)]
    pub received: Option<Date>,
    /// The unit that a clerk said these bytes are of; otherwise their name tells. What a file says later is another's until
    /// it says so itself: 年报.docx may be anybody's.
    #[serde(default)]
    pub placed: Option<String>,
    /// What somebody looked at that would keep it from counting.
    #[serde(default)]
    pub accepted: Vec<Acceptance>,
    /// It is not to count.
    #[serde(default)]
    pub set_aside: Option<Ruling>,
    pub content: SubmittedContent,
}

/// What is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubmittedContent {
    Report(SubmittedReport),
    /// A collection of the government below.
    Collection(LowerCollection),
    /// Why it could not be read, in a sentence.
    Unreadable(String),
}

/// A report as it was taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SubmittedReport {
    /// As the report names it.
    pub office: String,
    /// Who signed it, where that is said otherwise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub signed: String,
    /// What the sheet is called that it stands on, where a workbook has a sheet for each unit.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    pub year: u16,
    pub figures: Arc<Figures>,
    pub errors: usize,
    pub warnings: usize,
    /// What was found: the sentences of the errors, then of the warnings.
    pub found: Vec<String>,
    /// What its reading is unsure of.
    pub doubts: Vec<String>,
    /// Units whose reports it was made of, or whose numbers it says are in it, as it names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// It says that the numbers of several units are in it, without naming them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_gathered: bool,
    /// It says that those of all units of the government are.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_of_all: bool,
    /// In whose report it says its own numbers are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<String>,
}

impl SubmittedContent {
    /// What could not be read, for this reason.
    pub fn unreadable(why: &str) -> SubmittedContent {
        SubmittedContent::Unreadable(why.trim_end_matches('。').into())
    }
}

impl Submission {
    /// As it was read, before anything is ruled.
    pub fn new(
        digest: String,
        file: String,
        received: Option<Date>,
        content: SubmittedContent,
    ) -> Submission {
        let files = [file].into();
        Submission { digest, files, received, placed: None, accepted: Vec::new(), set_aside: None, content }
    }
    /// A file or folder that could not be opened, though there may be a report in it.
    pub fn unopened(file: String, seen: Option<Date>, why: String) -> Submission {
        let digest = format!("{UNOPENED}{file}");
        Submission::new(digest, file, seen, SubmittedContent::Unreadable(why))
    }
    /// Whether nobody knows its bytes.
    pub fn is_unopened(&self) -> bool {
        self.digest.starts_with(UNOPENED)
    }
    /// Whether somebody answered this of it, of what it is asked now.
    pub fn accepts(&self, asked: &CountQuestion) -> bool {
        self.accepted.iter().any(|a| a.answers(asked))
    }
    /// The file by which it is spoken of.
    pub fn file(&self) -> &str {
        self.files.first().map_or("", String::as_str)
    }
    /// The year that it is of, where it could be read.
    pub fn year(&self) -> Option<u16> {
        match &self.content {
            SubmittedContent::Report(r) => Some(r.year),
            SubmittedContent::Collection(c) => Some(c.year),
            SubmittedContent::Unreadable(_) => None,
        }
    }
    /// Whose it says it is.
    pub fn office(&self) -> &str {
        match &self.content {
            SubmittedContent::Report(r) => &r.office,
            SubmittedContent::Collection(c) => &c.office,
            SubmittedContent::Unreadable(_) => "",
        }
    }
    pub fn figures(&self) -> Option<&Arc<Figures>> {
        match &self.content {
            SubmittedContent::Report(r) => Some(&r.figures),
            SubmittedContent::Collection(c) => Some(&c.sums),
            SubmittedContent::Unreadable(_) => None,
        }
    }
    /// As a report; a collection and what can't be read are none.
    pub fn report(&self) -> Option<&SubmittedReport> {
        match &self.content {
            SubmittedContent::Report(r) => Some(r),
            _ => None,
        }
    }
    /// As the collection of a government below.
    pub fn collection(&self) -> Option<&LowerCollection> {
        match &self.content {
            SubmittedContent::Collection(c) => Some(c),
            _ => None,
        }
    }
    /// All whose numbers it says are in it, by name.
    pub fn holds(&self) -> Vec<&String> {
        match &self.content {
            SubmittedContent::Report(r) => r.units.iter().collect(),
            SubmittedContent::Collection(c) => c.names().collect(),
            SubmittedContent::Unreadable(_) => Vec::new(),
        }
    }
    /// Errors found in it.
    pub fn errors(&self) -> usize {
        self.report().map_or(0, |r| r.errors)
    }
    pub fn warnings(&self) -> usize {
        self.report().map_or(0, |r| r.warnings)
    }
    /// What its reading is unsure of.
    pub fn doubts(&self) -> &[String] {
        self.report().map_or(&[], |r| &r.doubts)
    }
}

/// What came of taking in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    pub new: usize,
    /// Known already.
    pub again: usize,
    /// Known, and read otherwise now: by a program that reads better.
    pub reread: usize,
    /// Files that say something else than when they were taken in before.
    pub replaced: usize,
}

impl Collection {
    /// Takes in what was read. The same bytes count once, wherever they lie; a file that says something else now stands
    /// for what it says now. What was ruled of bytes stays with them, though they lie under another name now.
    pub fn take_in(&mut self, mut read: Vec<Submission>) -> TakenIn {
        // What was read once stands though its file can't be opened now.
        let known: HashSet<&String> =
            self.submissions.iter().filter(|s| !s.is_unopened()).flat_map(|s| &s.files).collect();
        read.retain(|s| !s.is_unopened() || !s.files.iter().all(|f| known.contains(f)));
        let mut done = TakenIn { replaced: self.let_go(&read), ..TakenIn::default() };
        for new in read {
            match self.place(&new.digest) {
                Ok(at) => {
                    done.again = done.again.saturating_add(1);
                    let read = self.submissions.get_mut(at).is_some_and(|known| join(known, new));
                    done.reread = done.reread.saturating_add(usize::from(read));
                }
                Err(at) => {
                    done.new = done.new.saturating_add(1);
                    self.submissions.insert(at, Arc::new(new));
                }
            }
        }
        self.submissions.retain(|s| !s.files.is_empty());
        self.enter_reporting();
        self.know_last();
        done
    }

    /// Files that say something else now no longer stand for what they said before. How many there are.
    fn let_go(&mut self, read: &[Submission]) -> usize {
        let lie = |s: &Submission| s.files.iter().map(|f| (f.clone(), s.digest.clone())).collect::<Vec<_>>();
        let mut lies: HashMap<String, String> = self.submissions.iter().flat_map(|s| lie(s)).collect();
        let mut replaced: usize = 0;
        for (file, digest) in read.iter().flat_map(lie) {
            let was = lies.insert(file.clone(), digest.clone()).filter(|d| *d != digest);
            let at = was.and_then(|d| self.place(&d).ok());
            let Some(old) = at.and_then(|at| self.submissions.get_mut(at)) else { continue };
            replaced = replaced.saturating_add(1);
            Arc::make_mut(old).files.remove(&file);
        }
        // A folder or an archive that could not be opened, and can be now.
        let within = |s: &Submission| s.files.iter().flat_map(|f| above(f)).collect::<Vec<_>>();
        let opened: BTreeSet<String> = read.iter().flat_map(within).collect();
        for s in self.submissions.iter_mut().filter(|s| s.is_unopened()) {
            if s.files.iter().any(|f| opened.contains(f)) {
                Arc::make_mut(s).files.retain(|f| !opened.contains(f));
            }
        }
        replaced
    }
}

/// The folders and archives that a file lies in.
fn above(file: &str) -> impl Iterator<Item = String> {
    file.match_indices('/').filter_map(|(at, _)| Some(file.get(..at)?.trim_end_matches('/').to_string()))
}

/// The same bytes, met again: they say what they are read as now, by the name that comes first. Whether that is
/// something else than before.
fn join(known: &mut Arc<Submission>, new: Submission) -> bool {
    let received = [known.received, new.received].into_iter().flatten().min();
    let is_first = known.files.is_empty() || new.file() <= known.file();
    let read = is_first && known.content != new.content;
    if read || !known.files.is_superset(&new.files) || known.received != received {
        let known = Arc::make_mut(known);
        known.files.extend(new.files);
        known.received = received;
        if read {
            known.content = new.content;
        }
    }
    read
}
