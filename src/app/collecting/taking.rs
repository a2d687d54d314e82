//! Taking in: files of any kind that can be read, and those of folders with the folders in them, each read as an import
//! reads it and judged. Nothing of a collection is changed here; what was read is given to `CollectEdit::TakeIn`.

use super::{beside, sending_back};
use crate::app::catch_panic::guarded;
use crate::app::exporting::SendError;
use crate::app::in_folders::{self, HandedIn, InFolders, LeftOut, NO_REPORT};
use crate::app::in_order::in_order;
use crate::collect::submission::Submission;
use crate::report::Date;
use crate::store::packed::Archive;
use crate::store::{Disk, StoreError, read_document};
use std::path::{Path, PathBuf};

/// Is told how many are done, of how many, and which comes next; whether to go on.
pub type GoOn<'a> = dyn FnMut(usize, usize, &Path) -> bool + 'a;

/// What was read.
#[derive(Debug, Default)]
pub struct Read {
    pub submissions: Vec<Submission>,
    /// Files that are no reports, and those that the disk did not give.
    pub left_out: Vec<LeftOut>,
    /// How many there were to be read; fewer were where it was called off.
    pub wanted: usize,
    pub done: usize,
}

impl Read {
    /// How it went, in words.
    pub fn summary(&self) -> String {
        let read = self.submissions.iter().filter(|s| !s.is_unopened()).count();
        let mut words = format!("读了{read}份");
        if !self.left_out.is_empty() {
            words += &format!("，{}个文件没有收", self.left_out.len());
        }
        let rest = self.wanted.saturating_sub(self.done);
        if rest > 0 {
            words += &format!("，取消后还有{rest}份没有读");
        }
        words + "。"
    }
}

/// Reads files into a collection.
pub struct Taker<'a> {
    pub disk: &'a dyn Disk,
    /// Where the collection stands.
    pub collection: &'a Path,
    pub today: Option<Date>,
    /// The year that a document is of which says none.
    pub year: u16,
    /// The collection's: what says it of itself was made of it.
    pub title: String,
}

impl Taker<'_> {
    /// Reads all that files and folders stand for, but for `own`: files and folders of what is made of the collection, or
    /// for it.
    pub fn take(&self, sources: &[PathBuf], own: &[&Path], go_on: &mut GoOn<'_>) -> Result<Read, SendError> {
        let mut found = in_folders::submissions_of(self.disk, sources)?;
        self.without_own(&mut found, own);
        let HandedIn { files, strange, archives, left_out } = found;
        let wanted = files.len().saturating_add(strange.len()).saturating_add(archives.len());
        let mut out = Read { left_out, wanted, ..Read::default() };
        let read = |f: &Path| read_document(self.disk, f);
        if self.read_all(&files, &read, &mut out, go_on)
            && self.read_strange(&strange, &read, &mut out, go_on)
        {
            for archive in &archives {
                if !self.unpack(archive, &mut out, go_on) {
                    break;
                }
            }
        }
        // What a report may be in is asked about, like a file that can't be read.
        let name = |f: &Path| beside::named(self.collection, f);
        let unread = out.left_out.iter().filter(|l| l.is_unread);
        out.submissions
            .extend(unread.map(|l| Submission::unopened(name(&l.file), self.today, l.why.clone())));
        Ok(out)
    }

    /// Leaves out what is made of the collection, or for it.
    fn without_own(&self, found: &mut HandedIn, own: &[&Path]) {
        // However they are spelled: ./退回 is 退回.
        let whole = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
        let all_own: Vec<PathBuf> = own.iter().map(|o| whole(o)).collect();
        // Nothing is the same as what is not there yet.
        let mut there: Vec<&Path> = own.iter().copied().chain([self.collection]).collect();
        there.retain(|o| self.disk.exists(o));
        let is_own = |f: &PathBuf| {
            let at = whole(f);
            all_own.iter().any(|o| at.starts_with(o)) || there.iter().any(|o| self.disk.is_same(f, o))
        };
        let HandedIn { files, strange, archives, left_out } = found;
        files.retain(|f| {
            let is_sheet = sending_back::is_sheet(f);
            if is_sheet && !is_own(f) {
                left_out.push(LeftOut::other(f, "是退回时做的审核单"));
            }
            !is_sheet
        });
        [files, strange, archives].into_iter().for_each(|all| all.retain(|f| !is_own(f)));
        left_out.retain(|l| !is_own(&l.file));
    }

    /// Reads files of which only the content tells whether they are reports; whether to go on.
    fn read_strange(
        &self,
        files: &[PathBuf],
        bytes: &(dyn Fn(&Path) -> Result<Vec<u8>, StoreError> + Sync),
        out: &mut Read,
        go_on: &mut GoOn<'_>,
    ) -> bool {
        let mut read = Read { wanted: out.wanted, done: out.done, ..Read::default() };
        let wanted = self.read_all(files, bytes, &mut read, go_on);
        out.done = read.done;
        out.left_out.extend(read.left_out.into_iter().map(|l| LeftOut { is_unread: false, ..l }));
        for s in read.submissions {
            if s.year().is_some() {
                out.submissions.push(s);
            } else {
                out.left_out.push(LeftOut::other(&beside::path(self.collection, s.file()), NO_REPORT));
            }
        }
        wanted
    }

    /// Reads what is packed in an archive; whether to go on.
    fn unpack(&self, archive: &Path, out: &mut Read, go_on: &mut GoOn<'_>) -> bool {
        if !go_on(out.done, out.wanted, archive) {
            return false;
        }
        let open = || Archive::open(self.disk, archive).map_err(|e| e.cause());
        let opened = match guarded("读取", open).unwrap_or_else(|e| Err(e.to_string())) {
            Ok(opened) => opened,
            Err(why) => {
                out.left_out.push(LeftOut::unread(archive, &why));
                out.done = out.done.saturating_add(1);
                return true;
            }
        };
        let InFolders { files, strange, left_out } = in_folders::submissions_in(&opened);
        out.left_out.extend(left_out);
        // In its place its files.
        let all = files.len().saturating_add(strange.len());
        out.wanted = out.wanted.saturating_add(all).saturating_sub(1);
        let before = out.submissions.len();
        let read = |f: &Path| opened.read(f);
        let goes_on =
            self.read_all(&files, &read, out, go_on) && self.read_strange(&strange, &read, out, go_on);
        if goes_on && out.submissions.len() == before {
            out.left_out.push(LeftOut::unread(archive, "压缩包里没有能读的报告"));
        }
        goes_on
    }

    /// Reads these, some at a time; whether to go on.
    fn read_all(
        &self,
        files: &[PathBuf],
        bytes: &(dyn Fn(&Path) -> Result<Vec<u8>, StoreError> + Sync),
        out: &mut Read,
        go_on: &mut GoOn<'_>,
    ) -> bool {
        let mut wanted = files.first().is_none_or(|f| go_on(out.done, out.wanted, f));
        if !wanted {
            return false;
        }
        let mut rest = files.iter();
        in_order(
            files,
            |f| self.read(f, bytes(f)),
            |read| {
                let Some(file) = rest.next() else { return false };
                match read {
                    Ok((read, left_out)) => {
                        out.submissions.extend(read);
                        out.left_out.extend(left_out);
                    }
                    Err(e) => out.left_out.push(LeftOut::unread(file, &e.cause())),
                }
                out.done = out.done.saturating_add(1);
                wanted &= rest.as_slice().first().is_none_or(|next| go_on(out.done, out.wanted, next));
                wanted
            },
        );
        wanted
    }
}
