//! What is true whatever is open: the disk and the program's own folder, settings, faces, the day.

use crate::page::fonts::Fonts;
use crate::print::{Programs, System};
use crate::report::Date;
use crate::store::keeper::Keeper;
use crate::store::settings::{FontChoice, Settings};
use crate::store::{self, Disk, Wake};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Gives the faces to print with, on the thread that wants them.
pub type Faces = Arc<dyn Fn() -> Fonts + Send + Sync>;

/// See the module.
pub struct Desk {
    pub(super) disk: Arc<dyn Disk>,
    /// The program keeps its own things here.
    pub(super) data: PathBuf,
    /// Starts other programs.
    pub(super) programs: Arc<dyn Programs>,
    settings: Settings,
    keeper: Keeper,
    pub(super) today: Option<Date>,
    /// Read when they are first wanted, on the thread that wants them.
    fonts: Arc<OnceLock<Fonts>>,
    pub(super) wake: Wake,
}

impl Desk {
    /// A desk with the settings of `data`, and a sentence where they can't be read.
    pub fn new(disk: Arc<dyn Disk>, data: PathBuf, today: Option<Date>) -> (Desk, Option<String>) {
        let (settings, told) = Settings::load(&*disk, &data);
        let desk = Desk {
            disk,
            data,
            programs: Arc::new(System),
            settings,
            keeper: Keeper::default(),
            today,
            fonts: Arc::default(),
            wake: Arc::new(|| {}),
        };
        (desk, told)
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }
    /// Changes the settings and remembers them.
    pub fn set(&mut self, change: impl Fn(&mut Settings) + Send + 'static) {
        self.note(change);
        self.keep();
    }
    /// Remembers what was noted.
    pub fn keep(&self) {
        self.keeper.keep(&self.disk, &self.data, self.settings.clone());
    }
    /// Changes what is remembered with the next change, or when the window goes.
    pub fn note(&mut self, change: impl Fn(&mut Settings) + Send + 'static) {
        change(&mut self.settings);
        self.keeper.note(Box::new(change));
    }
    /// Waits until the settings are written, but no longer than `most`.
    pub fn flush_settings(&self, most: Duration) {
        self.keeper.flush(most);
    }
    /// Puts a file at the head of the recent ones; is kept with the next.
    pub(super) fn opened(&mut self, file: &Path) {
        let file = file.to_path_buf();
        self.note(move |s| s.opened(&file));
    }

    /// The faces to print with, for work on a thread.
    pub fn faces(&self) -> Faces {
        let (fonts, disk, choice) = (self.fonts.clone(), self.disk.clone(), self.settings.fonts);
        Arc::new(move || fonts.get_or_init(|| store::fonts::load(&*disk, choice).0).clone())
    }
    /// Takes other faces for the pages, of which `found` are the system's; what is to be said of them, and whether
    /// they are others.
    pub(super) fn take_faces(
        &mut self,
        choice: FontChoice,
        fonts: Fonts,
        found: &[String],
    ) -> (bool, String) {
        if choice == FontChoice::System && found.is_empty() {
            // It would be said again of each page.
            return (false, "系统里没有公文字体，仍用自带的字体。".into());
        }
        let words = match choice {
            FontChoice::Bundled => "已换成自带的字体，在哪台电脑上排出来都一样。".to_string(),
            FontChoice::System => {
                let told: String = fonts.told.iter().map(|t| format!("{t}。")).collect();
                format!("已换成系统字体：{}。{told}", found.join("，"))
            }
        };
        self.fonts = Arc::new(OnceLock::from(fonts));
        self.set(move |s| s.fonts = choice);
        (true, words)
    }
}
