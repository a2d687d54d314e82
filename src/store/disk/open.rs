//! Opening plain files: never a pipe, a device or a socket, and where it is asked for never through a link. Nothing
//! waits for who may write to a pipe.

use super::FileKind;
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// The error's content where a file is wanted and something else stands there.
#[derive(Debug, thiserror::Error)]
#[error("no plain file")]
pub struct NoPlainFile;

impl NoPlainFile {
    /// As a call fails for it.
    pub fn error() -> io::Error {
        io::Error::new(io::ErrorKind::Unsupported, NoPlainFile)
    }
    /// Whether this is why a call failed.
    pub fn is(e: &io::Error) -> bool {
        e.get_ref().is_some_and(|inner| inner.is::<NoPlainFile>())
    }
}

/// Whether links are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Follow,
    Refuse,
}

pub(super) fn kind(m: &Metadata) -> FileKind {
    let t = m.file_type();
    match () {
        () if t.is_symlink() => FileKind::Link,
        () if t.is_dir() => FileKind::Folder,
        () if t.is_file() => FileKind::Plain,
        () => FileKind::Special,
    }
}

/// Opens a plain file for reading.
pub(super) fn to_read(path: &Path, links: Links) -> io::Result<File> {
    if links == Links::Follow && is_handed_over(path) {
        return File::open(path);
    }
    plain(path, OpenOptions::new().read(true), links)
}

/// Opens a plain file, no link, for writing.
pub(super) fn to_write(path: &Path) -> io::Result<File> {
    plain(path, OpenOptions::new().read(true).write(true), Links::Refuse)
}

/// A pipe that the shell hands over, `<(…)` or `/dev/stdin`, is meant to be waited for.
fn is_handed_over(path: &Path) -> bool {
    let own = ["/dev/fd", "/proc/self/fd"].iter().any(|f| path.starts_with(f));
    cfg!(unix) && (own || path == Path::new("/dev/stdin"))
}

fn plain(path: &Path, options: &mut OpenOptions, links: Links) -> io::Result<File> {
    // Looked at first, since opening some devices does something; and again, since it may have been changed.
    let before =
        if links == Links::Follow { std::fs::metadata(path)? } else { std::fs::symlink_metadata(path)? };
    let refuse = |m: &Metadata| match kind(m) {
        FileKind::Plain => Ok(()),
        FileKind::Folder => Err(io::ErrorKind::IsADirectory.into()),
        _ => Err(NoPlainFile::error()),
    };
    refuse(&before)?;
    let file = match cautiously(options, links).open(path) {
        // A file server asks its other readers first.
        Err(e) if cfg!(unix) && e.kind() == io::ErrorKind::WouldBlock => {
            patiently(options, links).open(path)?
        }
        opened => opened?,
    };
    refuse(&file.metadata()?)?;
    Ok(file)
}

#[cfg(unix)]
fn with(options: &mut OpenOptions, flags: rustix::fs::OFlags) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(flags.bits() as i32)
}
#[cfg(unix)]
fn patiently(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    with(options, if links == Links::Refuse { OFlags::NOFOLLOW } else { OFlags::empty() } | OFlags::NOCTTY)
}
#[cfg(unix)]
fn cautiously(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    let links = if links == Links::Refuse { OFlags::NOFOLLOW } else { OFlags::empty() };
    with(options, links | OFlags::NOCTTY | OFlags::NONBLOCK)
}

#[cfg(not(unix))]
fn patiently(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    cautiously(options, links)
}
/// Windows opens the link itself, which is no plain file then.
#[cfg(not(unix))]
fn cautiously(options: &mut OpenOptions, links: Links) -> &mut OpenOptions {
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        use windows_sys::Win32::Storage::FileSystem::FILE_FLAG_OPEN_REPARSE_POINT;
        if links == Links::Refuse {
            options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
        }
    }
    options
}

/// As `to_write`, while nobody else may write.
#[cfg(windows)]
pub(super) fn to_write_alone(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    use windows_sys::Win32::Storage::FileSystem::FILE_SHARE_READ;
    plain(path, OpenOptions::new().read(true).write(true).share_mode(FILE_SHARE_READ), Links::Refuse)
}
