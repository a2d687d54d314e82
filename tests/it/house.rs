//! The house: a file names only its own floor's folder and lower floors, and the outside world only where
//! it is allowed to.

use std::path::{Path, PathBuf};

/// Floors from the ground; what stands in one entry shares a floor without knowing each other.
const FLOORS: [&[&str]; 6] = [
    &["form"],
    &["report"],
    &["checks", "page"],
    &["import", "export", "collect", "preview", "print", "store"],
    &["app"],
    &["cli", "ui", "main"],
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for e in std::fs::read_dir(folder).expect("a folder") {
        let path = e.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn all() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let read = |p: &PathBuf| std::fs::read_to_string(p).expect("readable");
    let name = |p: &PathBuf| p.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
    files.iter().map(|p| (name(p), read(p))).collect()
}

fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or("")
}

#[test]
fn every_file_names_only_lower_floors() {
    for (file, text) in all() {
        let room = room(&file);
        if room == "lib" {
            continue;
        }
        let floor =
            FLOORS.iter().position(|f| f.contains(&room)).unwrap_or_else(|| panic!("{file} has no floor"));
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        let higher = FLOORS[floor + 1..].iter().flat_map(|f| f.iter());
        // Neighbours on a floor don't know each other, except that export and cli may use what they carry out.
        let beside = FLOORS[floor].iter().filter(|r| **r != room && floor == 2);
        for other in higher.chain(beside) {
            for prefix in ["crate::", "gongkai::"] {
                assert!(!code.contains(&format!("{prefix}{other}::")), "{file} names {other}");
            }
        }
    }
}

#[test]
fn the_outside_world_is_named_only_where_it_may_be() {
    for (file, text) in all() {
        let code: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or("")
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        let only = |word: &str, place: &str| {
            assert!(!code.contains(word) || file.starts_with(place), "{file} names {word}");
        };
        only("egui", "ui/");
        only("rfd::", "ui/file_dialogs.rs");
        only("std::fs", "store/");
        only("Command::new", "print/");
        only("printpdf", "export/pdf");
        // It panics where the clock stands beyond the year 9999.
        only("Zoned::now", "nowhere");
        only("Timestamp::now", "nowhere");
        // They panic where nothing can be written: within a panic's hook, that ends the process.
        only("eprintln!", "ui/app.rs");
        assert!(!code.replace("eprintln!", "").contains("println!"), "{file} has println!");
        for word in [".unwrap()", "todo!", "unimplemented!", "std::net"] {
            assert!(!code.contains(word), "{file} has {word}");
        }
    }
}

#[test]
fn every_file_opens_by_saying_what_is_in_it() {
    for (file, text) in all() {
        assert!(text.starts_with("//!"), "{file}");
    }
}

#[test]
fn the_released_program_keeps_the_names_of_its_functions() {
    let manifest = include_str!("../../Cargo.toml");
    let (_, release) = manifest.split_once("[profile.release]").expect("a profile");
    assert!(release.contains("strip = \"debuginfo\""), "a note of a panic would name nothing");
}
