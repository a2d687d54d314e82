//! A collection that goes to another folder: the files that it names are named from there on.

use super::beside;
use crate::collect::Collection;
use crate::collect::submission::Submission;
use crate::store::packed;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Files named from one collection's place, to be named from another's; what was renamed once is shared again.
pub struct Renaming<'a> {
    from: &'a Path,
    to: &'a Path,
    done: HashMap<*const Submission, Arc<Submission>>,
}

impl Renaming<'_> {
    pub fn new<'a>(from: &'a Path, to: &'a Path) -> Renaming<'a> {
        Renaming { from, to, done: HashMap::new() }
    }
    fn name(&self, name: &str) -> String {
        let file = beside::path(self.from, name);
        let plain = match packed::parts(&file) {
            Some((archive, name)) => packed::within(&plain(&archive), &name),
            None => plain(&file),
        };
        beside::named(self.to, &plain)
    }
    /// The collection as it is to stand there. What it is given is kept until all is renamed.
    pub fn of(&mut self, collection: &Collection) -> Collection {
        let mut out = collection.clone();
        for s in &mut out.submissions {
            let known = self.done.get(&Arc::as_ptr(s)).cloned();
            let renamed = known.unwrap_or_else(|| {
                let files = s.files.iter().map(|f| self.name(f)).collect();
                let renamed = Arc::new(Submission { files, ..Submission::clone(s) });
                self.done.insert(Arc::as_ptr(s), renamed.clone());
                renamed
            });
            if **s != *renamed {
                *s = renamed;
            }
        }
        let last = out.last.iter_mut().map(|l| &mut l.file);
        let own = out.draft.iter_mut().chain(&mut out.published).map(|o| &mut o.file);
        last.chain(own).for_each(|f| *f = self.name(f));
        out
    }
}

/// The collection at `from` as it is to stand at `to`.
pub fn renamed(collection: &Collection, from: &Path, to: &Path) -> Collection {
    Renaming::new(from, to).of(collection)
}

/// Without the steps back in it: 存档/../汇总 is 汇总.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for c in path.components() {
        match (c, out.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => drop(out.pop()),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::submission::SubmittedContent;

    #[test]
    fn a_collection_saved_elsewhere_still_finds_its_files() {
        let content = SubmittedContent::Unreadable("文件是空的".into());
        let s = Submission::new("一".into(), "水利局/年报.docx".into(), None, content);
        let c =
            Collection { submissions: vec![Arc::new(s)], ..Collection::new(2025, "示范县人民政府") };
        let (from, to) = (Path::new("/盘/汇总/2025.gknh"), Path::new("/盘/存档/2025.gknh"));
        let moved = renamed(&c, from, to);
        if cfg!(not(windows)) {
            let first = moved.submissions.first().expect("kept");
            assert_eq!(first.file(), "../汇总/水利局/年报.docx");
        }
        assert_eq!(renamed(&moved, to, from), c);
    }
}
