//! A share that stops answering when a test says so, and answers again when it says so.

use gongkai::store::disk::Stamp;
use gongkai::store::{Disk, RealDisk};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// The real disk, of which everything below a folder can be made to wait.
pub struct Share {
    below: PathBuf,
    dead: Mutex<bool>,
    changed: Condvar,
}

impl Share {
    pub fn at(below: &Path) -> Arc<Share> {
        std::fs::create_dir_all(below).expect("made");
        Arc::new(Share { below: below.into(), dead: Mutex::new(false), changed: Condvar::new() })
    }
    /// Nothing below the folder is answered from now on.
    pub fn dies(&self) {
        *self.dead.lock().expect("no panic") = true;
    }
    /// What waits is answered, and everything after it.
    pub fn answers(&self) {
        *self.dead.lock().expect("no panic") = false;
        self.changed.notify_all();
    }
    fn wait<'a>(&self, path: &'a Path) -> &'a Path {
        if path.starts_with(&self.below) {
            let dead = self.dead.lock().expect("no panic");
            drop(self.changed.wait_while(dead, |dead| *dead).expect("no panic"));
        }
        path
    }
}

impl Disk for Share {
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        RealDisk.read(self.wait(path), most)
    }
    fn write_beside(&self, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
        RealDisk.write_beside(self.wait(path), bytes)
    }
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write_new(self.wait(path), bytes)
    }
    fn overwrite(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.overwrite(self.wait(path), bytes)
    }
    fn keep_access(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.keep_access(from, self.wait(to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, self.wait(to))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(self.wait(folder))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(self.wait(path))
    }
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        RealDisk.resolve(self.wait(path))
    }
    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        RealDisk.stamp(self.wait(path))
    }
    fn exists(&self, path: &Path) -> bool {
        RealDisk.exists(self.wait(path))
    }
    fn is_folder(&self, path: &Path) -> bool {
        RealDisk.is_folder(self.wait(path))
    }
    fn is_same(&self, a: &Path, b: &Path) -> bool {
        RealDisk.is_same(self.wait(a), self.wait(b))
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.make_folder(self.wait(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        RealDisk.list(self.wait(folder))
    }
    fn pause(&self, _: Duration) {}
}
