//! A temporary folder, gone with its test: sessions without a window in it, and the command line.

use super::reports::{enter, load, save, value};
use super::{LONG, today};
use gongkai::app::arrived::Arrived;
use gongkai::app::reading::Reading;
use gongkai::app::session::Session;
use gongkai::report::Report;
use gongkai::store::{Disk, RealDisk};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }
    /// With the sample saved in it as `doc()`.
    pub fn with_sample() -> Folder {
        let f = Folder::new();
        f.save("报告.gknb", &gongkai::app::sample::report());
        f
    }
    pub fn path(&self) -> &Path {
        self.0.path()
    }
    pub fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
    pub fn doc(&self) -> PathBuf {
        self.at("报告.gknb")
    }
    /// The program's own folder.
    pub fn data(&self) -> PathBuf {
        self.at("data")
    }
    pub fn save(&self, name: &str, r: &Report) {
        save(&self.at(name), r);
    }
    pub fn load(&self, name: &str) -> Report {
        load(&self.at(name))
    }
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.at(name), bytes).expect("written");
    }
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.at(name)).expect("there")
    }
    pub fn has(&self, name: &str) -> bool {
        self.at(name).exists()
    }

    pub fn session(&self) -> Session {
        self.session_on(Arc::new(RealDisk))
    }
    pub fn session_on(&self, disk: Arc<dyn Disk>) -> Session {
        Session::new(disk, self.data(), today())
    }
    /// A session with `doc()` open.
    pub fn opened(&self) -> Session {
        let mut s = self.session();
        open(&mut s, &self.doc());
        s
    }
    /// Somebody else writes a cell of `doc()`.
    pub fn other_writes(&self, key: &str, text: &str) {
        let mut r = load(&self.doc());
        enter(&mut r, key, text);
        save(&self.doc(), &r);
    }
    pub fn on_disk(&self, key: &str) -> String {
        value(&load(&self.doc()), key)
    }
    /// Recovery copies that sessions left.
    pub fn left(&self) -> Vec<PathBuf> {
        RealDisk.list(&self.data().join("recovery")).unwrap_or_default()
    }

    /// The program on the command line, in this folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.current_dir(self.path()).env("GONGKAI_DATA", self.data());
        command
    }
    pub fn run(&self, args: &[&str]) -> Output {
        self.command().args(args).output().expect("runs")
    }
    /// What it prints where all goes well.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> String {
        let o = self.run(args);
        assert_eq!(o.status.code(), Some(0), "{args:?} {}", String::from_utf8_lossy(&o.stderr));
        String::from_utf8(o.stdout).expect("UTF-8")
    }
    /// One sentence on stderr, exit status 2, nothing written.
    #[track_caller]
    pub fn refused(&self, args: &[&str], words: &str) {
        let count = || std::fs::read_dir(self.path()).expect("listed").count();
        let before = count();
        let o = self.run(args);
        let err = String::from_utf8(o.stderr).expect("UTF-8");
        assert_eq!(o.status.code(), Some(2), "{args:?} {err}");
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
        assert!(err.contains(words), "{err}");
        assert_eq!(count(), before, "{args:?}");
    }
}

pub fn open(s: &mut Session, path: &Path) {
    s.begin_reading(Reading::File(path.into()));
    assert_eq!(s.arrive(LONG), Arrived::Opened, "{:?}", s.message());
}
