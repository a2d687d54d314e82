//! What is done for a collection on a thread: opening, saving, reading what it is set beside. Asks the disk, so never on
//! the window's thread.

use super::claim::{ClaimedFile, LockClaim, NamedPath};
use super::collecting::collection_file::{self, CollectionError, WrittenCollection};
use super::collecting::made_report::{self, OwnError};
use super::collecting::moved;
use super::collection_known::CollectionKnown;
use super::desk::Desk;
use super::open::OpenError;
use super::open_collection::{CollectionLeft, OpenCollection};
use super::reading_notes::ReadingNotes;
use crate::collect::Collection;
use crate::collect::edit::CollectEdit;
use crate::collect::unit_row::FilesSeen;
use crate::store::known::KnownBytes;
use crate::store::lock::Holder;
use crate::store::recovery::{self, CopiedWork, Found};
use crate::store::{Disk, MOST_BYTES, StoreError, head};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A collection read from its file.
pub struct CollectionRead {
    pub known: CollectionKnown,
    /// Of the file's bytes.
    pub digest: String,
    pub file: ClaimedFile,
}

/// Takes one over: the same copy goes on, so that there is no moment without one.
pub fn left_over(disk: &Arc<dyn Disk>, found: Found) -> Result<Box<CollectionLeft>, OpenError> {
    let CopiedWork::Collection(collection) = recovery::read(&**disk, &found)? else {
        return Err(OpenError::TakenOver);
    };
    let copy = recovery::Copy::adopt(&**disk, &found).ok_or(OpenError::TakenOver)?;
    let file = found.document.as_ref().map(|path| ClaimedFile {
        at: NamedPath::of(&**disk, path),
        claim: collection_file::claim(disk, path),
    });
    let known = CollectionKnown::of(&collection, &FilesSeen::default());
    Ok(Box::new(CollectionLeft { known, found, copy, file }))
}

/// Why it was not saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaved {
    #[error(transparent)]
    Collection(#[from] CollectionError),
    #[error("这个文件正由{}打开着，没有写；请先在那里关闭，或者换一个文件名：{}", .0.words(), .1.display())]
    Held(Holder, PathBuf),
}

/// What came of saving one.
pub struct CollectionSaved {
    pub path: PathBuf,
    /// As it was written.
    pub collection: Arc<Collection>,
    /// What was written; the file, where it is another one than before.
    pub outcome: Result<(WrittenCollection, Option<ClaimedFile>), NotSaved>,
}

/// What stands beside the sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBeside {
    /// Last year's collection.
    Last,
    /// The government's own draft of this year.
    Draft,
    /// What it published last year.
    Published,
}

impl SetBeside {
    pub const ALL: [SetBeside; 3] = [SetBeside::Last, SetBeside::Draft, SetBeside::Published];

    /// What a clerk calls it.
    pub fn word(self) -> &'static str {
        match self {
            SetBeside::Last => "去年的汇总",
            SetBeside::Draft => "本级底稿",
            SetBeside::Published => "去年公布的年报",
        }
    }
}

/// Why nothing was set beside.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    #[error(transparent)]
    Collection(#[from] CollectionError),
    #[error(transparent)]
    Report(#[from] OwnError),
}

/// It was read; the edits that put it there, and what is said then.
pub struct OwnRead {
    pub edits: Vec<CollectEdit>,
    pub words: String,
    /// What its reading had to say.
    pub notes: ReadingNotes,
}

/// Whether the file is a collection, by its content.
pub fn is_collection(disk: &dyn Disk, path: &Path) -> bool {
    disk.read(path, MOST_BYTES).is_ok_and(|bytes| head::is_collection(&bytes))
}

/// Opens one with its lock.
pub fn read(disk: &Arc<dyn Disk>, path: &Path) -> Result<Box<CollectionRead>, CollectionError> {
    let opened = collection_file::read(&**disk, path)?;
    let file = ClaimedFile { at: NamedPath::of(&**disk, path), claim: collection_file::claim(disk, path) };
    let known = CollectionKnown::of(&Arc::new(opened.collection), &FilesSeen::default());
    Ok(Box::new(CollectionRead { known, digest: opened.digest, file }))
}

/// What is to be written where.
pub struct CollectionOrder {
    disk: Arc<dyn Disk>,
    data: PathBuf,
    collection: Arc<Collection>,
    path: PathBuf,
    /// Where it stands, with the digest that is known.
    from: Option<(NamedPath, String)>,
}

impl CollectionOrder {
    pub fn new(desk: &Desk, open: &OpenCollection, path: &Path) -> CollectionOrder {
        CollectionOrder {
            disk: desk.disk.clone(),
            data: desk.data.clone(),
            collection: open.collection().clone(),
            path: path.into(),
            from: open.at().map(|at| (at.clone(), open.digest().to_string())),
        }
    }
    pub fn carry_out(self) -> CollectionSaved {
        let disk = &self.disk;
        let at = NamedPath::of(&**disk, &self.path);
        let stays = self.from.as_ref().filter(|(f, _)| f.is(&**disk, &at));
        if stays.is_some_and(|(from, _)| at.is_unplugged(&**disk, from)) {
            let lost = StoreError::OtherDisk { path: self.path.clone() };
            let outcome = Err(NotSaved::from(CollectionError::from(lost)));
            return CollectionSaved { path: self.path, collection: self.collection, outcome };
        }
        // Another file the clerk chose to replace.
        let known = stays.map_or(KnownBytes::Whatever, |(_, digest)| KnownBytes::of(digest));
        let moved = stays.is_none().then(|| collection_file::claim(disk, &self.path));
        let collection = match &self.from {
            Some((from, _)) if stays.is_none() => {
                Arc::new(moved::renamed(&self.collection, &from.path, &self.path))
            }
            _ => self.collection.clone(),
        };
        let outcome = match moved {
            Some(LockClaim::Theirs(h)) => Err(NotSaved::Held(h, self.path.clone())),
            moved => collection_file::save(&**disk, Some(&self.data), &self.path, &collection, known)
                .map(|written| (written, moved.map(|claim| ClaimedFile { at, claim })))
                .map_err(NotSaved::from),
        };
        CollectionSaved { path: self.path, collection, outcome }
    }
}

/// Reads what is to stand beside the sums of the collection at `at`.
pub fn read_beside(
    disk: &dyn Disk,
    (collection, at): (&Collection, &Path),
    what: SetBeside,
    path: &Path,
) -> Result<OwnRead, NotRead> {
    let mut words = String::new();
    let mut notes = ReadingNotes::default();
    let (year, edits) = match what {
        SetBeside::Last => {
            let (last, staying) = collection_file::last_year(disk, (collection, at), path)?;
            let mut edits = Vec::new();
            // Nobody was named or has reported yet: it begins with those of last year.
            if collection.units.is_empty() && !staying.is_empty() {
                words = format!("户册照去年的，{}个单位；新增、撤并、更名的请在户册里改。", staying.len());
                edits.push(CollectEdit::Roster(staying));
            }
            let year = last.year;
            edits.push(CollectEdit::Last(Some(last)));
            (year, edits)
        }
        SetBeside::Draft => {
            let own;
            (own, notes) = made_report::own(disk, at, path, &|r| collection.takes_draft(r))?;
            (own.year, vec![CollectEdit::Draft(Some(own))])
        }
        SetBeside::Published => {
            let own;
            (own, notes) = made_report::own(disk, at, path, &|r| collection.follows_published(r))?;
            (own.year, vec![CollectEdit::Published(Some(own))])
        }
    };
    let put = format!("已经放上{}（{year}年），在“差额表”里对照。", what.word());
    Ok(OwnRead { edits, words: put + &words, notes })
}
