//! The real disk, with every call looked at before it is made.

use gongkai::store::disk::{Access, FileKind, HeldFile, Stamp};
use gongkai::store::{Disk, RealDisk};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a call is about to do with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    Look,
    Change,
}

/// Asks before each call what it may do; a disk that fails at a certain call is the store's own `FaultyDisk`.
pub struct Watched<F>(pub F);

impl<F: Fn(Touch, &Path) -> io::Result<()> + Send + Sync> Watched<F> {
    fn look<'a>(&self, path: &'a Path) -> io::Result<&'a Path> {
        (self.0)(Touch::Look, path).map(|()| path)
    }
    fn change<'a>(&self, path: &'a Path) -> io::Result<&'a Path> {
        (self.0)(Touch::Change, path).map(|()| path)
    }
}

impl<F: Fn(Touch, &Path) -> io::Result<()> + Send + Sync> Disk for Watched<F> {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(self.look(path)?, most)
    }
    fn read_own(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        RealDisk.read_own(self.look(path)?, most)
    }
    fn write_beside(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<PathBuf> {
        RealDisk.write_beside(self.change(path)?, bytes, access)
    }
    fn write_new(&self, path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
        RealDisk.write_new(self.change(path)?, bytes, access)
    }
    fn hold(&self, path: &Path) -> io::Result<HeldFile> {
        RealDisk.hold(self.look(path)?)
    }
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.overwrite(self.change(path)?, bytes)
    }
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.keep_access(self.look(from)?, self.change(to)?)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(self.change(from)?, self.change(to)?)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(self.look(folder)?)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(self.change(path)?)
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(self.look(path)?)
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        RealDisk.stamp(self.look(path)?)
    }
    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        RealDisk.kind(self.look(path)?)
    }
    fn volume(&self, folder: &Path) -> Option<u64> {
        self.look(folder).ok().and_then(|f| RealDisk.volume(f))
    }
    fn exists(&self, path: &Path) -> bool {
        self.look(path).is_ok_and(|p| RealDisk.exists(p))
    }
    fn is_folder(&self, path: &Path) -> bool {
        self.look(path).is_ok_and(|p| RealDisk.is_folder(p))
    }
    fn is_same(&self, a: &Path, b: &Path) -> bool {
        self.look(a).is_ok() && self.look(b).is_ok_and(|b| RealDisk.is_same(a, b))
    }
    fn make_folder(&self, path: &Path, access: Access) -> io::Result<()> {
        RealDisk.make_folder(self.change(path)?, access)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_folder(self.change(path)?)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(self.look(folder)?)
    }
    fn pause(&self, _: Duration) {}
}
