//! Files as a collection names them: from its own folder on, with `/` on every system, so that a folder on a stick moves
//! whole; what lies on another disk by its whole path.

use crate::store::disk::folder_of;
use crate::store::{packed, path_text};
use std::path::{Component, Path, PathBuf};

/// `file` as a collection at `collection` names it: `各单位/水利局/年报.docx`, `../发来的/年报.docx`.
/// What is packed in an archive is named by that: `报送.zip//民政局/年报.docx`.
pub fn named(collection: &Path, file: &Path) -> String {
    match packed::parts(file) {
        Some((archive, name)) => text(&packed::within(&way(collection, &archive), &name)),
        None => text(&way(collection, file)),
    }
}

/// From the folder of the collection to a file.
fn way(collection: &Path, file: &Path) -> PathBuf {
    let absolute = |p: &Path| std::path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
    let (base, file) = (absolute(folder_of(collection)), absolute(file));
    let from: Vec<Component<'_>> = base.components().collect();
    let to: Vec<Component<'_>> = file.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let is_on_another_disk =
        !matches!(from.get(..shared), Some([.., Component::RootDir | Component::Normal(_)]));
    match is_on_another_disk {
        true => file,
        false => from
            .iter()
            .skip(shared)
            .map(|_| Component::ParentDir)
            .chain(to.iter().copied().skip(shared))
            .collect(),
    }
}

fn text(way: &Path) -> String {
    let text = path_text::text(way).unwrap_or_else(|| way.to_string_lossy().into_owned());
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// Where a file lies that a collection names so.
pub fn path(collection: &Path, name: &str) -> PathBuf {
    folder_of(collection).join(path_text::path(name).unwrap_or_else(|| PathBuf::from(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_file_and_two_files_of_one_name_stay_two() {
        let at = Path::new("/盘/汇总/2025.gknh");
        for (file, name) in [
            ("/盘/汇总/水利局/年报.docx", "水利局/年报.docx"),
            ("/盘/汇总/教育局/年报.docx", "教育局/年报.docx"),
            ("/盘/发来的/年报.docx", "../发来的/年报.docx"),
            ("/盘/汇总/100%.docx", "100%25.docx"),
            ("/盘/汇总/报送.zip//民政局/年报.docx", "报送.zip//民政局/年报.docx"),
            ("/盘/发来的/报送.zip//民政局.zip//100%.docx", "../发来的/报送.zip//民政局.zip//100%25.docx"),
        ] {
            if cfg!(not(windows)) {
                assert_eq!(named(at, Path::new(file)), name);
                assert_eq!(named(at, &path(at, name)), name);
            }
        }
    }
}
