//! What the program remembers about itself, not about a report: window, direction of Enter, recent files.
//! A damaged settings file is told and kept aside; the program goes on with defaults.

use super::disk::{Access, Disk};
use super::{PROGRAM, StoreError, atomic};
use crate::report::StyleSet;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// How many characters may be set as the limit of a section; 0 is none.
pub const WORD_LIMITS: std::ops::RangeInclusive<u32> = 0..=99_999;
/// How many page styles are kept.
const STYLES: usize = 40;
/// How much of what was made of reports is remembered.
const SENT: usize = 100;
/// How many files the start page offers.
const RECENT: usize = 10;
/// Largest settings file, in bytes.
const MOST: u64 = 1 << 20;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enter {
    #[default]
    Down,
    Right,
}

/// Which faces pages are set in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FontChoice {
    /// The same on every machine.
    #[default]
    Bundled,
    /// 方正小标宋, 仿宋_GB2312, … where the system has them.
    System,
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    #[default]
    Light,
    Dark,
    Contrast,
}

/// A document that was made of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentNote {
    /// The report's file, and the document that was made, as `path_text` writes them; empty of a printout.
    pub of: String,
    pub file: String,
    /// When it was made, in words.
    pub at: String,
    /// Of the report's file where that holds it as it stood then; else empty.
    pub digest: String,
    /// Of the document as it was written; empty of a folder and a printout.
    pub made: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub look: Look,
    pub fonts: FontChoice,
    /// 回车方向
    pub enter: Enter,
    /// Tab and Enter stop at totals too.
    pub stop_at_totals: bool,
    /// Last year's numbers small beside this year's.
    pub last_year: bool,
    /// Characters that a section may have; 0 for no limit.
    pub word_limit: usize,
    /// Per cent, 80–200.
    pub zoom: u32,
    /// Width and height in points.
    pub window: (f32, f32),
    /// Most recent first.
    #[serde(with = "super::path_text")]
    pub recent: Vec<PathBuf>,
    /// What was known of each of them when it was last open: 还差 1 项才能上报 · 2025年 示范市水务局. Empty of a file
    /// that was only read from.
    pub recent_words: Vec<String>,
    /// What was made of reports, so that it is known when they are opened again.
    pub sent: Vec<SentNote>,
    /// Page styles under their names, for any report.
    pub styles: Vec<StyleSet>,
    /// The program that was used last; empty of one before there was such a thing.
    pub version: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            look: Look::Light,
            fonts: FontChoice::Bundled,
            enter: Enter::Down,
            stop_at_totals: false,
            last_year: true,
            word_limit: 0,
            zoom: 100,
            window: (1280.0, 690.0),
            recent: Vec::new(),
            recent_words: Vec::new(),
            sent: Vec::new(),
            styles: Vec::new(),
            version: String::new(),
        }
    }
}

impl Settings {
    /// What was remembered in the program's folder `data`, and a sentence where it can't be read; defaults then,
    /// and where there is nothing.
    pub fn load(disk: &dyn Disk, data: &Path) -> (Settings, Option<String>) {
        let path = path(data);
        let bytes = match disk.read(&path, MOST) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == ErrorKind::NotFound => {
                // Who uses it for the first time, to that nothing is new.
                return (Settings { version: PROGRAM.into(), ..Settings::default() }, None);
            }
            Err(e) => {
                let why = StoreError::reading(&path, &e);
                let words = format!("读不到上次的设置，这次先用默认的设置，报告不受影响：{why}");
                return (Settings::default(), Some(words));
            }
        };
        match Settings::decode(&bytes) {
            Some(s) => (s, None),
            None => (Settings::default(), Some(set_aside(disk, &path))),
        }
    }
    /// What is remembered there now, if anything is; an error where that cannot be told now.
    pub(super) fn kept(disk: &dyn Disk, data: &Path) -> Result<Option<Settings>, StoreError> {
        let path = path(data);
        match disk.read(&path, MOST) {
            Ok(bytes) => Ok(Settings::decode(&bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(StoreError::reading(&path, &e)),
        }
    }
    /// Longer than this, deeper than RON allows, or mangled, it is none.
    fn decode(bytes: &[u8]) -> Option<Settings> {
        let text = std::str::from_utf8(bytes).ok().filter(|t| t.len() as u64 <= MOST)?;
        let mut s: Settings = ron::from_str(text).ok()?;
        s.zoom = crate::form::bounds::between(s.zoom, 80, 200);
        s.word_limit = s.word_limit.min(*WORD_LIMITS.end() as usize);
        s.styles.truncate(STYLES);
        s.recent.truncate(RECENT);
        s.recent_words.resize(s.recent.len(), String::new());
        Some(s)
    }
    /// Remembers.
    pub fn save(&self, disk: &dyn Disk, data: &Path) -> Result<(), StoreError> {
        let path = path(data);
        disk.make_folder(super::disk::folder_of(&path), Access::Common)
            .map_err(|e| StoreError::writing(&path, &e))?;
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new().new_line("\n"))
            .map_err(|e| StoreError::Write { detail: e.to_string(), path: path.clone() })?;
        atomic::replace(disk, &path, text.as_bytes())
    }
    /// Keeps a style in the place of that of the same name.
    pub fn keep_style(&mut self, set: StyleSet) {
        self.forget_style(&set.style.name);
        self.styles.push(set);
        // The eldest go.
        let more = self.styles.len().saturating_sub(STYLES);
        self.styles.drain(..more);
    }
    pub fn forget_style(&mut self, name: &str) {
        self.styles.retain(|s| s.style.name != name);
    }
    /// Puts a file at the head of the recent ones.
    pub fn opened(&mut self, file: &Path) {
        let file = straight(file);
        self.recent_words.resize(self.recent.len(), String::new());
        let known = self.recent.iter().position(|f| *f == file);
        let words = known.map(|i| (self.recent.remove(i), self.recent_words.remove(i)).1).unwrap_or_default();
        self.recent.insert(0, file);
        self.recent_words.insert(0, words);
        self.recent.truncate(RECENT);
        self.recent_words.truncate(RECENT);
    }
    /// Remembers what is known of a recent file.
    pub fn describe(&mut self, file: &Path, words: String) {
        let file = straight(file);
        let known = self.recent.iter().position(|f| *f == file);
        if let Some(known) = known.and_then(|i| self.recent_words.get_mut(i)) {
            *known = words;
        }
    }
    /// Remembers what was made of a report, in place of what was known of it.
    pub fn keep_sent(&mut self, of: &str, notes: &[SentNote]) {
        self.sent.retain(|n| n.of != of);
        self.sent.extend_from_slice(notes);
        // The eldest go.
        let more = self.sent.len().saturating_sub(SENT);
        self.sent.drain(..more);
    }
    /// The recent files, the last one first, with what is known of each.
    pub fn recent(&self) -> impl Iterator<Item = (&Path, &str)> {
        let words = self.recent_words.iter().map(String::as_str).chain(std::iter::repeat(""));
        self.recent.iter().map(PathBuf::as_path).zip(words)
    }
}

/// A path from the root on, without `..`: one file is one name. A link on the way is taken for the folder it is called.
fn straight(file: &Path) -> PathBuf {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

/// Keeps a settings file that can't be read out of the way of the next; says so.
fn set_aside(disk: &dyn Disk, path: &Path) -> String {
    let aside = path.with_extension("ron.bad");
    let kept =
        disk.rename(path, &aside).map_or_else(|e| Err(StoreError::writing(&aside, &e)), |()| Ok(&aside));
    let words = "上次的设置读不出来，这次先用默认的设置，报告不受影响";
    match kept {
        Ok(aside) => format!("{words}；原来的设置文件留作：{}", aside.display()),
        Err(e) => {
            log::warn!("{e}");
            format!("{words}；原来的设置文件还在：{}", path.display())
        }
    }
}

fn path(data: &Path) -> PathBuf {
    data.join("settings.ron")
}
