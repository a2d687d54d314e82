//! The file calls the program makes, one method each, so that a test can fail any one of them.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The file system.
pub trait Disk: Send + Sync {
    /// The whole file, but no more than `most + 1` bytes.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// Writes a new file in the folder of `path` and syncs it; returns its path.
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf>;
    /// Gives `to` the access rights of `from`, where both exist.
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Replaces `to` by `from` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a rename in `folder` last through a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    fn exists(&self, path: &Path) -> bool;
    fn is_folder(&self, path: &Path) -> bool;
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Files of a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
}

/// The real one.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

/// The folder that holds `path`.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    }
}

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        std::fs::File::open(path)?.take(most + 1).read_to_end(&mut out)?;
        Ok(out)
    }
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".gongkai-").suffix(".tmp");
        // tempfile's own 0600 would lock colleagues out of a shared folder.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let mut file = builder.tempfile_in(folder_of(path))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        let (_, path) = file.keep().map_err(|e| e.error)?;
        Ok(path)
    }
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::set_permissions(to, std::fs::metadata(from)?.permissions())
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::copy(from, to).map(|_| ())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Windows has no such call; there a rename is in the file system's own log.
        if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }
    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut out: Vec<PathBuf> =
            std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        out.sort();
        Ok(out)
    }
}

/// A real disk whose n-th call of one method fails.
pub struct FaultyDisk {
    method: &'static str,
    at: usize,
    kind: io::ErrorKind,
    calls: Mutex<usize>,
}

/// Names of the methods that `FaultyDisk` can fail.
pub const METHODS: [&str; 9] =
    ["read", "write_beside", "copy_mode", "copy", "rename", "sync_folder", "remove", "make_folder", "list"];

impl FaultyDisk {
    /// Fails call number `at` (from 1) of `method`, and every later one, with `kind`.
    pub fn new(method: &'static str, at: usize, kind: io::ErrorKind) -> FaultyDisk {
        FaultyDisk { method, at, kind, calls: Mutex::new(0) }
    }
    fn step(&self, method: &str) -> io::Result<()> {
        if method != self.method {
            return Ok(());
        }
        let mut calls = self.calls.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *calls += 1;
        if *calls >= self.at { Err(self.kind.into()) } else { Ok(()) }
    }
}

impl Disk for FaultyDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.step("read").and_then(|()| RealDisk.read(path, most))
    }
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        self.step("write_beside").and_then(|()| RealDisk.write_beside(path, bytes))
    }
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("copy_mode").and_then(|()| RealDisk.copy_mode(from, to))
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("copy").and_then(|()| RealDisk.copy(from, to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename").and_then(|()| RealDisk.rename(from, to))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step("sync_folder").and_then(|()| RealDisk.sync_folder(folder))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step("remove").and_then(|()| RealDisk.remove(path))
    }
    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step("make_folder").and_then(|()| RealDisk.make_folder(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.step("list").and_then(|()| RealDisk.list(folder))
    }
}
