//! What the clerk is told.

use std::path::PathBuf;

/// Something to tell the clerk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub bad: bool,
    /// What mattered did go well.
    pub mild: bool,
    /// A file the message is about, to be opened from it.
    pub file: Option<PathBuf>,
    /// Saving elsewhere would help.
    pub elsewhere: bool,
}

impl<T: Into<String>> From<T> for Message {
    fn from(text: T) -> Message {
        Message::good(text)
    }
}

impl Message {
    /// That something went well.
    pub fn good(text: impl Into<String>) -> Message {
        Message { text: text.into(), ..Message::default() }
    }
    /// That it did not.
    pub fn bad(text: impl Into<String>) -> Message {
        Message { text: text.into(), bad: true, ..Message::default() }
    }
    /// That it did not, and might elsewhere.
    pub fn elsewhere(text: impl Into<String>) -> Message {
        Message { elsewhere: true, ..Message::bad(text) }
    }
}
