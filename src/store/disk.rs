//! The file calls the program makes, one method each, so that a test can fail any one of them.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// The file system.
pub trait Disk: Send + Sync {
    /// The whole file, but no more than `most + 1` bytes.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;
    /// Writes a new file in the folder of `path`, named after it, and syncs it; returns its path.
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf>;
    /// Writes a file that must not be there yet, and syncs it.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes over a file where it stands, and syncs it: a power cut on the way leaves a torn file.
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives `to` the access rights and the owner of `from`.
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Replaces `to` by `from` in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes a rename in `folder` last through a power cut.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The file that `path` leads to, behind symbolic links; it need not be there.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// When it was last written, and how long it is: differs when the file does, most of the time.
    fn stamp(&self, path: &Path) -> io::Result<Stamp>;
    fn exists(&self, path: &Path) -> bool;
    fn is_folder(&self, path: &Path) -> bool;
    /// Whether both lead to one file that is there.
    fn is_same(&self, a: &Path, b: &Path) -> bool;
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Files of a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Waits before a call is tried again.
    fn pause(&self, time: Duration);
}

/// What tells that a file was written without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub modified: Option<SystemTime>,
    pub length: u64,
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

/// How the temporary files of `path` begin; they end in `.tmp`.
fn temporary(path: &Path) -> String {
    // File systems allow 255 bytes for a name.
    const MOST: usize = 180;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let end = (0..=name.len().min(MOST)).rev().find(|i| name.is_char_boundary(*i)).unwrap_or(0);
    format!(".{}.", &name[..end])
}

/// Whether `file` is what an interrupted `write_beside` for `path` left.
pub fn is_temporary_of(file: &Path, path: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(&temporary(path)) && name.ends_with(".tmp")
}

impl Disk for RealDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        std::fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut out)?;
        Ok(out)
    }
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        let prefix = temporary(path);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        // tempfile's own 0600 would lock colleagues out of a shared folder.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let mut file = builder.tempfile_in(folder_of(path))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        let (_, path) = file.keep().map_err(|e| e.error)?;
        Ok(path)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = std::fs::OpenOptions::new().write(true).open(path)?;
        // Cut after writing: a full disk is met before anything of the old file is given up.
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    }
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (wanted, has) = (std::fs::metadata(from)?, std::fs::metadata(to)?);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let differs = |a: u32, b: u32| (a != b).then_some(a);
            let (user, group) = (differs(wanted.uid(), has.uid()), differs(wanted.gid(), has.gid()));
            if user.or(group).is_some() {
                std::os::unix::fs::chown(to, user, group)?;
            }
        }
        if wanted.permissions() != has.permissions() {
            std::fs::set_permissions(to, wanted.permissions())?;
        }
        Ok(())
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
        Err(io::ErrorKind::InvalidInput.into())
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let m = std::fs::metadata(path)?;
        Ok(Stamp { modified: m.modified().ok(), length: m.len() })
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
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        std::fs::create_dir_all(path)
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

/// A real disk whose chosen calls fail; one that writes fails half done.
pub struct FaultyDisk {
    faults: Vec<Fault>,
    /// Happens while a call fails.
    meanwhile: Option<Box<dyn Fn() + Send + Sync>>,
}

/// Calls that fail.
struct Fault {
    /// Calls of this method are counted; of all where it is not named.
    method: Option<&'static str>,
    /// Numbers of the calls that fail, from 1.
    failing: std::ops::Range<usize>,
    kind: io::ErrorKind,
    calls: AtomicUsize,
}

/// Names of the methods that `FaultyDisk` can fail.
pub const METHODS: [&str; 12] = [
    "read",
    "write_beside",
    "write_new",
    "overwrite",
    "keep_access",
    "rename",
    "sync_folder",
    "remove",
    "resolve",
    "stamp",
    "make_folder",
    "list",
];

impl FaultyDisk {
    /// Fails call number `at` (from 1) of `method`, and every later one, with `kind`.
    pub fn new(method: &'static str, at: usize, kind: io::ErrorKind) -> FaultyDisk {
        FaultyDisk::calls_of(method, at..usize::MAX, kind)
    }
    /// Fails the calls of those numbers, whatever they are.
    pub fn calls(failing: std::ops::Range<usize>, kind: io::ErrorKind) -> FaultyDisk {
        FaultyDisk::of(Fault { method: None, failing, kind, calls: AtomicUsize::new(0) })
    }
    /// Fails the calls of those numbers of `method`.
    pub fn calls_of(
        method: &'static str,
        failing: std::ops::Range<usize>,
        kind: io::ErrorKind,
    ) -> FaultyDisk {
        FaultyDisk::of(Fault { method: Some(method), failing, kind, calls: AtomicUsize::new(0) })
    }
    fn of(fault: Fault) -> FaultyDisk {
        FaultyDisk { faults: vec![fault], meanwhile: None }
    }
    /// What another one fails fails here too.
    pub fn and(mut self, other: FaultyDisk) -> FaultyDisk {
        self.faults.extend(other.faults);
        self
    }
    /// What happens while a call fails, as somebody else would do it.
    pub fn meanwhile(self, happens: impl Fn() + Send + Sync + 'static) -> FaultyDisk {
        FaultyDisk { meanwhile: Some(Box::new(happens)), ..self }
    }
    /// How many calls were counted so far.
    pub fn counted(&self) -> usize {
        self.faults.iter().map(|f| f.calls.load(Ordering::SeqCst)).sum()
    }
    fn step(&self, method: &str) -> io::Result<()> {
        for f in self.faults.iter().filter(|f| f.method.is_none_or(|m| m == method)) {
            let call = f.calls.fetch_add(1, Ordering::SeqCst) + 1;
            if f.failing.contains(&call) {
                self.meanwhile.iter().for_each(|happens| happens());
                return Err(f.kind.into());
            }
        }
        Ok(())
    }
}

impl Disk for FaultyDisk {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.step("read").and_then(|()| RealDisk.read(path, most))
    }
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        self.step("write_beside").and_then(|()| RealDisk.write_beside(path, bytes))
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step("write_new").and_then(|()| RealDisk.write_new(path, bytes))
    }
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.step("overwrite") {
            Ok(()) => RealDisk.overwrite(path, bytes),
            Err(e) => RealDisk.overwrite(path, &bytes[..bytes.len() / 2]).and(Err(e)),
        }
    }
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("keep_access").and_then(|()| RealDisk.keep_access(from, to))
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
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.step("resolve").and_then(|()| RealDisk.resolve(path))
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        self.step("stamp").and_then(|()| RealDisk.stamp(path))
    }
    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(path)
    }
    fn is_same(&self, a: &Path, b: &Path) -> bool {
        RealDisk.is_same(a, b)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step("make_folder").and_then(|()| RealDisk.make_folder(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.step("list").and_then(|()| RealDisk.list(folder))
    }
    fn pause(&self, _: Duration) {}
}
