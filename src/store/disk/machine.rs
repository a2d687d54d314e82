//! Which machine this is, and which run of it: what tells two machines of one name apart, and a program that is
//! gone from one that is not.

use crate::store::digest;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// This machine: a word made of its number and those of its built-in network cards, which a copied disk has not.
/// Empty where the system doesn't tell.
pub fn id() -> &'static str {
    static ID: OnceLock<String> = OnceLock::new();
    ID.get_or_init(|| {
        #[cfg(windows)]
        let number = super::windows::number();
        #[cfg(not(windows))]
        let number = ["/etc/machine-id", "/var/lib/dbus/machine-id"].iter().find_map(|p| line(Path::new(p)));
        let known: Vec<String> = number.into_iter().chain(cards()).collect();
        if known.is_empty() { String::new() } else { word(&known.join(" ")) }
    })
}

/// The processes that can be asked about by their numbers: those since the machine was started, of one container.
pub fn run() -> &'static str {
    static RUN: OnceLock<String> = OnceLock::new();
    RUN.get_or_init(|| {
        let Some(started) = line(Path::new("/proc/sys/kernel/random/boot_id")) else { return String::new() };
        let among = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
        word(&format!("{started} {}", among.display()))
    })
}

/// Whether a process of this run is still there.
pub fn is_running(process: u32) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}

/// Numbers of network cards that are not plugged in from outside.
fn cards() -> Vec<String> {
    let folders = std::fs::read_dir("/sys/class/net").into_iter().flatten().flatten().map(|e| e.path());
    let built_in = |p: &PathBuf| std::fs::read_link(p.join("device")).is_ok() && !is_outside(p);
    let mut out: Vec<String> = folders.filter(built_in).filter_map(|p| line(&p.join("address"))).collect();
    out.sort();
    out
}

fn is_outside(card: &Path) -> bool {
    std::fs::canonicalize(card)
        .is_ok_and(|p| p.components().any(|c| c.as_os_str().to_string_lossy().starts_with("usb")))
}

fn line(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(text.trim().to_string()).filter(|t| !t.is_empty())
}

/// Says nothing of what it is made of.
fn word(of: &str) -> String {
    digest(of.as_bytes()).chars().take(12).collect()
}
