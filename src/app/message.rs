//! What the clerk is told.

use crate::checks::Level;
use std::path::PathBuf;

/// Something to tell the clerk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    /// How bad what went wrong is: a warning where what mattered did go well.
    pub amiss: Option<Level>,
    /// It is so only until the next recovery copy is written.
    pub of_copy: bool,
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
        Message { text: text.into(), amiss: Some(Level::Error), ..Message::default() }
    }
    /// That it did not, and might elsewhere.
    pub fn elsewhere(text: impl Into<String>) -> Message {
        Message { elsewhere: true, ..Message::bad(text) }
    }
}
