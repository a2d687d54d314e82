//! What new files are called that are to take another one's place: `.报告.gknb.gongkai-9f…-4711-x1y2z3.tmp`. By their
//! names it is known who wrote what a killed program left.

use super::machine;
use std::ffi::OsStr;
use std::path::Path;

/// How the names of files end that are to take another one's place.
pub const ENDING: &str = ".tmp";
/// What stands in those names, with the machine's run and the program's number.
const MARK: &str = ".gongkai-";

/// How the name of a new file begins that is to take the place of `path`: `.报告.gknb.gongkai-9f…-4711-`.
pub fn beginning(path: &Path) -> String {
    // Behind it come six random characters and the ending.
    format!("{}{}-{}-", of_anybody(path), machine::run(), std::process::id())
}

/// Where what stands at `path` is put while it is replaced.
#[cfg(windows)]
pub fn aside(path: &Path) -> std::path::PathBuf {
    path.with_file_name(format!("{}aside0{ENDING}", beginning(path)))
}

/// As much of that as every program writes.
fn of_anybody(path: &Path) -> String {
    /// What remains of the longest name for the name itself.
    const MOST: usize = 200;
    format!(".{}{MARK}", cut(path.file_name().unwrap_or_default(), MOST))
}

/// As much of a name as so many bytes hold.
pub fn cut(name: &OsStr, most: usize) -> String {
    let name = name.to_string_lossy();
    name[..name.floor_char_boundary(most)].to_string()
}

/// Who wrote a file that was to take another one's place: the machine's run and the program's number.
pub fn writer(file: &Path) -> Option<(String, u32)> {
    let name = file.file_name()?.to_str()?;
    let (_, rest) = name.strip_prefix('.')?.strip_suffix(ENDING)?.rsplit_once(MARK)?;
    let mut parts = rest.split('-');
    let (run, process, random) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    (random.len() == 6 && parts.next().is_none()).then(|| (run.to_string(), process))
}

/// Whether `file` is what an interrupted write of `path` left.
pub fn is_temporary_of(file: &Path, path: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    writer(file).is_some() && name.starts_with(&of_anybody(path))
}
