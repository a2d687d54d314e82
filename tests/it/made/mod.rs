//! What tests are made of: reports, offices, documents, folders, disks and the window, each in one place.

pub mod county;
pub mod desk;
pub mod dice;
pub mod disk;
pub mod documents;
pub mod edits;
pub mod folder;
pub mod form_words;
pub mod full;
pub mod ofd;
pub mod offices;
pub mod pdf;
pub mod reports;
pub mod sessions;
pub mod shapes;
pub mod share;
pub mod workbook;

use gongkai::page::fonts::Fonts;
use gongkai::report::Date;
use gongkai::store::fonts::Reserve;
use gongkai::store::{self, RealDisk};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Longer than any work takes that a test waits for.
pub const LONG: Duration = Duration::from_secs(60);

/// The day that every test's session believes it is.
pub fn today() -> Option<Date> {
    Date::new(2026, 1, 20)
}

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of `tests/data`.
pub fn data(name: &str) -> PathBuf {
    root().join("tests/data").join(name)
}

/// Faces of the folder of test fonts behind the bundled ones.
pub fn with_installed() -> Fonts {
    let load = || {
        let mut known = fontdb::Database::new();
        known.load_fonts_dir(data("fonts"));
        known
    };
    Fonts::new(None).seeking(Arc::new(Reserve::new(None, load)))
}

/// The faces that the program brings along.
pub fn fonts() -> Fonts {
    store::fonts::bundled(&RealDisk)
}

/// Whether expectations are to be written anew instead of compared.
pub fn blesses() -> bool {
    std::env::var_os("GONGKAI_BLESS").is_some()
}

/// The folder of the real reports; only tests that are ignored without it ask.
pub fn samples() -> PathBuf {
    std::env::var_os("GONGKAI_SAMPLES").expect("GONGKAI_SAMPLES names the folder of the real reports").into()
}

/// All variants of an enum; one that is new does not compile until it is listed.
macro_rules! every {
    ($enum:ident: $($variant:ident),+ $(,)?) => {{
        let _: fn($enum) = |v| match v {
            $($enum::$variant => {})+
        };
        [$($enum::$variant),+]
    }};
}
pub(crate) use every;

/// The names of an enum's variants, and which one a value is; one that is new does not compile until it is listed.
macro_rules! kinds {
    ($enum:ident: $($variant:ident),+ $(,)?) => {
        (
            &[$(stringify!($variant)),+],
            |v: &$enum| match v {
                $($enum::$variant { .. } => stringify!($variant)),+
            },
        )
    };
}
pub(crate) use kinds;

/// What `kinds!` gives.
pub type Kinds<T, const N: usize> = (&'static [&'static str; N], fn(&T) -> &'static str);
