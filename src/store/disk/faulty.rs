//! A real disk whose chosen calls fail, for tests.

use super::{Access, Disk, FileKind, HeldFile, RealDisk, Stamp};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

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
pub const METHODS: [&str; 16] = [
    "read",
    "read_own",
    "write_beside",
    "write_new",
    "overwrite",
    "hold",
    "keep_access",
    "rename",
    "sync_folder",
    "remove",
    "resolve",
    "stamp",
    "kind",
    "volume",
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
    fn read_own(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.step("read_own").and_then(|()| RealDisk.read_own(path, most))
    }
    fn write_beside(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<PathBuf> {
        self.step("write_beside").and_then(|()| RealDisk.write_beside(path, bytes, access))
    }
    fn write_new(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
        self.step("write_new").and_then(|()| RealDisk.write_new(path, bytes, access))
    }
    fn hold(&self, path: &Path) -> io::Result<HeldFile> {
        self.step("hold").and_then(|()| RealDisk.hold(path))
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
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        self.step("kind").and_then(|()| RealDisk.kind(path))
    }
    fn volume(&self, folder: &Path) -> Option<u64> {
        let volume = RealDisk.volume(folder)?;
        // Another disk stands there.
        Some(self.step("volume").map_or_else(|_| volume.wrapping_add(1), |()| volume))
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
    fn make_folder(&self, path: &Path, access: Access) -> io::Result<()> {
        self.step("make_folder").and_then(|()| RealDisk.make_folder(path, access))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step("remove").and_then(|()| RealDisk.remove_folder(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.step("list").and_then(|()| RealDisk.list(folder))
    }
    fn pause(&self, _: Duration) {}
}
