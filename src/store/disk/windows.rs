//! What Windows alone is asked for: the number that it gave itself, a file put in another one's place with the access
//! rights of that one, and what begins with a point out of sight, as elsewhere. `winsafe` makes the calls.

use std::io;
use std::path::Path;
use winsafe::{GetFileAttributes, HKEY, RegistryValue, ReplaceFile, SetFileAttributes, co};

/// The number that was given to this Windows when it was set up.
pub fn number() -> Option<String> {
    let flags = co::RRF::RT_REG_SZ | co::RRF::SUBKEY_WOW6464KEY;
    let key = r"SOFTWARE\Microsoft\Cryptography";
    match HKEY::LOCAL_MACHINE.RegGetValue(Some(key), Some("MachineGuid"), flags) {
        Ok(RegistryValue::Sz(number)) => Some(number),
        _ => None,
    }
}

/// Puts `from` in the place of `to`, with the list of access rights, the attributes and the further streams that `to`
/// had; where the disk can't do that (FAT, some shares), as a plain rename does. What stood there stands at `aside`
/// meanwhile: so that on an error both stand where they stood.
pub fn replace(from: &Path, to: &Path, aside: &Path) -> io::Result<()> {
    if let (Some(new), Some(old), Some(aside_name)) = (from.to_str(), to.to_str(), aside.to_str())
        && to.is_file()
    {
        match ReplaceFile(old, new, Some(aside_name), co::REPLACEFILE::default()) {
            Ok(()) => {
                if let Err(e) = std::fs::remove_file(aside) {
                    log::warn!("what was replaced is not removed: {e}");
                }
                return Ok(());
            }
            Err(e) => log::debug!("replaced without its rights: {e}"),
        }
        // It was moved aside, and the new one did not get there.
        if !to.exists() && aside.exists() {
            std::fs::rename(aside, to)?;
        }
    }
    std::fs::rename(from, to)
}

/// Hides a file whose name begins with a point; where the disk can't do that it is seen.
pub fn hide(path: &Path) {
    let is_side_file = path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    if let Some(name) = path.to_str().filter(|_| is_side_file) {
        let done =
            GetFileAttributes(name).and_then(|has| SetFileAttributes(name, has | co::FILE_ATTRIBUTE::HIDDEN));
        if let Err(e) = done {
            log::debug!("not hidden: {e}");
        }
    }
}
