//! Where the program keeps its own things, and where data files that ship beside it are looked for.

use super::disk::Disk;
use crate::page::fonts::Fonts;
use std::path::PathBuf;

/// The program's data folder; `GONGKAI_DATA` overrides it.
pub fn data() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(own) = set("GONGKAI_DATA") {
        return own;
    }
    let base = if cfg!(windows) {
        set("APPDATA")
    } else {
        set("XDG_DATA_HOME").or_else(|| set("HOME").map(|h| h.join(".local/share")))
    };
    base.unwrap_or_else(std::env::temp_dir).join("gongkai")
}

/// A font file that ships beside the program: in `fonts/` next to it, in the system's data folder, or in
/// the source tree (for `cargo run`).
pub fn font(disk: &dyn Disk, name: &str) -> Option<PathBuf> {
    let mut folders = Vec::new();
    if let Some(exe) = std::env::current_exe().ok().and_then(|p| p.parent().map(PathBuf::from)) {
        folders.push(exe.join("fonts"));
        folders.push(exe.join("../share/gongkai/fonts"));
        // target/release and target/debug/deps of a source tree
        folders.push(exe.join("../../assets/fonts"));
        folders.push(exe.join("../../../assets/fonts"));
    }
    folders.push("/usr/share/gongkai/fonts".into());
    folders.push("/usr/local/share/gongkai/fonts".into());
    if let Some(tree) = std::env::var_os("CARGO_MANIFEST_DIR") {
        folders.push(PathBuf::from(tree).join("assets/fonts"));
    }
    folders.into_iter().map(|f| f.join(name)).find(|p| disk.exists(p))
}

/// The faces to print with: the bundled ones and, where it is found, the 仿宋 beside the program.
pub fn fonts(disk: &dyn Disk) -> Fonts {
    const MOST: u64 = 32 << 20;
    Fonts::new(font(disk, "FandolFang-Regular.otf").and_then(|p| disk.read(&p, MOST).ok()))
}
