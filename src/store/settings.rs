//! What the program remembers about itself, not about a report: window, direction of Enter, recent files.
//! A damaged settings file is as good as none.

use super::disk::Disk;
use super::{StoreError, atomic};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many files the start page offers.
const RECENT: usize = 10;

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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub look: Look,
    pub fonts: FontChoice,
    /// 回车方向
    pub enter: Enter,
    /// Last year's numbers small beside this year's.
    pub last_year: bool,
    /// Characters that a section may have; 0 for no limit.
    pub word_limit: usize,
    /// Per cent, 80–200.
    pub zoom: u32,
    /// Width and height in points.
    pub window: (f32, f32),
    /// Most recent first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            look: Look::Light,
            fonts: FontChoice::Bundled,
            enter: Enter::Down,
            last_year: true,
            word_limit: 0,
            zoom: 100,
            window: (1280.0, 690.0),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// What was remembered in the program's folder `data`; defaults where there is nothing.
    pub fn load(disk: &dyn Disk, data: &Path) -> Settings {
        let bytes = disk.read(&path(data), 1 << 20).unwrap_or_default();
        let mut s: Settings =
            std::str::from_utf8(&bytes).ok().and_then(|t| ron::from_str(t).ok()).unwrap_or_default();
        s.zoom = s.zoom.clamp(80, 200);
        s
    }
    /// Remembers.
    pub fn save(&self, disk: &dyn Disk, data: &Path) -> Result<(), StoreError> {
        let path = path(data);
        disk.make_folder(super::disk::folder_of(&path)).map_err(|e| StoreError::writing(&path, &e))?;
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new())
            .map_err(|e| StoreError::Write { detail: e.to_string(), path: path.clone() })?;
        atomic::replace(disk, &path, text.as_bytes())
    }
    /// Puts a file at the head of the recent ones.
    pub fn opened(&mut self, file: &Path) {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        self.recent.retain(|f| *f != file);
        self.recent.insert(0, file);
        self.recent.truncate(RECENT);
    }
}

fn path(data: &Path) -> PathBuf {
    data.join("settings.ron")
}
