//! Folders within folders that were looked into already: a link may lead back to one, or above all of them.

use crate::store::Disk;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

/// A folder by the name that it is reached by, and where it lies, behind links.
pub struct FolderAt {
    pub named: PathBuf,
    lies: PathBuf,
}

impl FolderAt {
    /// One that was chosen.
    pub fn chosen(disk: &dyn Disk, folder: &Path) -> FolderAt {
        let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.into());
        FolderAt { named: folder.into(), lies: resolved(disk, &whole) }
    }
    /// One within it.
    pub fn within(&self, disk: &dyn Disk, folder: &Path) -> FolderAt {
        let lies = resolved(disk, &self.lies.join(folder.file_name().unwrap_or_default()));
        FolderAt { named: folder.into(), lies }
    }
    /// Whether it is a link to a folder that lies elsewhere than in `above`.
    pub fn is_link(&self, above: &FolderAt) -> bool {
        self.lies.parent() != Some(above.lies.as_path()) || self.lies.file_name() != self.named.file_name()
    }
}

/// Where a path leads whose folder is no link.
fn resolved(disk: &dyn Disk, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for c in disk.resolve(path).unwrap_or_else(|_| path.into()).components() {
        match c {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            c => out.push(c),
        }
    }
    out
}

/// Those that were looked into.
pub struct FoldersMet {
    met: BTreeSet<PathBuf>,
    chosen: Vec<PathBuf>,
}

impl FoldersMet {
    pub fn of(disk: &dyn Disk, chosen: &[PathBuf]) -> FoldersMet {
        let chosen = chosen.iter().map(|p| FolderAt::chosen(disk, p).lies).collect();
        FoldersMet { met: BTreeSet::new(), chosen }
    }
    /// Whether it is still to be looked into, by a link or itself; why not, where that is to be told.
    pub fn is_new(&mut self, folder: &FolderAt, by_link: bool) -> Result<(), Option<&'static str>> {
        if by_link && self.chosen.iter().any(|c| *c != folder.lies && c.starts_with(&folder.lies)) {
            return Err(Some("是通到上层文件夹的链接，里面没有看"));
        }
        match self.met.insert(folder.lies.clone()) {
            true => Ok(()),
            false => Err(by_link.then_some("是通到另一个文件夹的链接，那里已经看过了")),
        }
    }
}
