//! The file system as it is.

use super::open::{self, Links};
use super::{Access, Disk, FileKind, HeldFile, Stamp, folder_of, temporary};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The real one.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

fn whole(file: File, most: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    // A large file is read in one piece; where the room is not to be had, it comes piece by piece.
    let likely = file.metadata().map_or(0, |m| m.len()).min(most).saturating_add(1);
    let _ = usize::try_from(likely).map(|n| out.try_reserve_exact(n));
    file.take(most.saturating_add(1)).read_to_end(&mut out)?;
    Ok(out)
}

/// A new file with a name of its own beside `path`, written and synced; it goes where nobody keeps it. Errors are the
/// system's own: those of tempfile's file have lost their number.
fn fresh(path: &Path, bytes: &[u8], access: Access) -> io::Result<tempfile::NamedTempFile> {
    let prefix = temporary::beginning(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(temporary::ENDING);
    let made = |path: &Path| created(access).read(true).open(path);
    let mut file = builder.make_in(folder_of(path), made)?;
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// How a file that is not there yet is made. A private one would lock colleagues out of a shared folder.
fn created(access: Access) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(
        &mut options,
        if access == Access::Private { 0o600 } else { 0o644 },
    );
    let _ = access;
    options
}

/// Where a file can't be put under its name in one step: it is there torn for a moment.
fn write_plainly(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut file = created(access).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.inspect_err(|_| {
        if let Err(e) = std::fs::remove_file(path) {
            log::warn!("half a file not removed: {e}");
        }
    })
}

/// Whether the system says that this can't be done here, not that it went wrong.
fn is_not_to_be_had(e: &io::Error) -> bool {
    use ErrorKind as K;
    // EBADF: a folder that can't be opened as a file.
    let kinds = [K::InvalidInput, K::Unsupported, K::PermissionDenied, K::IsADirectory];
    kinds.contains(&e.kind()) || e.raw_os_error() == Some(9)
}

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        whole(open::to_read(path, Links::Follow)?, most)
    }
    fn read_own(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        whole(open::to_read(path, Links::Refuse)?, most)
    }
    fn write_beside(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<PathBuf> {
        let (_, path) = fresh(path, bytes, access)?.keep().map_err(|e| e.error)?;
        Ok(path)
    }
    fn write_new(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
        match fresh(path, bytes, access)?.persist_noclobber(path) {
            Ok(_) => self.sync_folder(folder_of(path)),
            Err(e) if e.error.kind() == ErrorKind::AlreadyExists => Err(e.error),
            Err(_) => write_plainly(path, bytes, access),
        }?;
        #[cfg(windows)]
        super::windows::hide(path);
        Ok(())
    }
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = open::to_write(path)?;
        // Cut after writing: a full disk is met before anything of the old file is given up.
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    }
    fn hold(&self, path: &Path) -> io::Result<HeldFile> {
        HeldFile::take(path)
    }
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(unix)]
        return super::access::keep(from, to);
        #[cfg(not(unix))]
        {
            let (wanted, has) = (std::fs::metadata(from)?, std::fs::metadata(to)?);
            if wanted.permissions() != has.permissions() {
                std::fs::set_permissions(to, wanted.permissions())?;
            }
            Ok(())
        }
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(windows)]
        return super::windows::replace(from, to, &temporary::aside(to)).map(|()| super::windows::hide(to));
        #[cfg(not(windows))]
        std::fs::rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows has no such call; there a rename is in the file system's own log.
        if !cfg!(unix) {
            return Ok(());
        }
        let synced = File::open(folder).and_then(|f| f.sync_all());
        synced.or_else(|e| if is_not_to_be_had(&e) { Ok(()) } else { Err(e) })
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        // As many links as the system itself follows.
        const MOST: usize = 40;
        let mut at = path.to_path_buf();
        for _ in 0..MOST {
            match std::fs::read_link(&at) {
                Ok(target) => at = folder_of(&at).join(target),
                Err(_) => return Ok(at),
            }
        }
        Err(ErrorKind::InvalidInput.into())
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let m = std::fs::metadata(path)?;
        Ok(Stamp { modified: m.modified().ok(), length: m.len() })
    }
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        match std::fs::symlink_metadata(path) {
            Ok(m) => Ok(open::kind(&m)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(FileKind::Nothing),
            Err(e) => Err(e),
        }
    }
    fn volume(&self, folder: &Path) -> Option<u64> {
        #[cfg(unix)]
        return std::fs::metadata(folder).ok().map(|m| std::os::unix::fs::MetadataExt::dev(&m));
        #[cfg(not(unix))]
        {
            let _ = folder;
            None
        }
    }
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }
    fn is_same(&self, a: &Path, b: &Path) -> bool {
        let real = |p: &Path| std::fs::canonicalize(p).ok();
        real(a).is_some_and(|a| Some(a) == real(b))
    }
    fn make_folder(&self, path: &Path, access: Access) -> io::Result<()> {
        #[cfg(unix)]
        if access == Access::Private {
            use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
            std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
            let rights = std::fs::metadata(path)?.permissions();
            if rights.mode() & 0o077 != 0
                && let Err(e) = std::fs::set_permissions(path, PermissionsExt::from_mode(0o700))
            {
                log::warn!("somebody else's folder stays as it is: {e}");
            }
            return Ok(());
        }
        let _ = access;
        std::fs::create_dir_all(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_dir(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut out: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        out.sort();
        Ok(out)
    }
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_file_was_not_written_keeps_the_systems_number() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("没有/报告.gknb");
        let e = RealDisk.write_beside(&path, b"x", Access::Common).expect_err("no folder");
        assert!(e.raw_os_error().is_some(), "{e:?}");
        let e = RealDisk.write_new(&path, b"x", Access::Common).expect_err("no folder");
        assert!(e.raw_os_error().is_some(), "{e:?}");
    }
}
