//! A collection that goes to another folder: the files that it names are named from there on.

use super::beside;
use crate::collect::Collection;
use crate::store::packed;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// The collection at `from` as it is to stand at `to`.
pub fn renamed(collection: &Collection, from: &Path, to: &Path) -> Collection {
    let again = |name: &String| {
        let file = beside::path(from, name);
        beside::named(
            to,
            &match packed::parts(&file) {
                Some((archive, name)) => packed::within(&plain(&archive), &name),
                None => plain(&file),
            },
        )
    };
    let mut out = collection.clone();
    for s in &mut out.submissions {
        let files = s.files.iter().map(again).collect();
        if s.files != files {
            Arc::make_mut(s).files = files;
        }
    }
    let last = out.last.iter_mut().map(|l| &mut l.file);
    let own = out.draft.iter_mut().chain(&mut out.published).map(|o| &mut o.file);
    last.chain(own).for_each(|f| *f = again(f));
    out
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
    use crate::collect::submission::{Submission, SubmittedContent};

    #[test]
    fn a_collection_saved_elsewhere_still_finds_its_files() {
        let content = SubmittedContent::Unreadable("文件是空的".into());
        let s = Submission {
            digest: "一".into(),
            files: ["水利局/年报.docx".to_string()].into(),
            received: None,
            placed: None,
            accepted: None,
            set_aside: None,
            content,
        };
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
