//! Where the program keeps its own things, and where data files that ship beside it are looked for.

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

/// Folders of font files that ship with the program: `fonts/` next to it, the system's data folder, the source
/// tree (for `cargo run`).
pub fn fonts() -> Vec<PathBuf> {
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
    folders
}
