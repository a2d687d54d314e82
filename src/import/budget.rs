//! What reading one document may cost. Readers and the recogniser count the pieces that they take up (elements,
//! cells, lines), so that a document made to take for ever, or to fill the memory, is refused, and refused alike
//! on a slow and on a fast machine. It also carries the word that nobody wants the document any more.

use super::ImportError;
use std::cell::Cell;

/// Largest document read, in bytes.
pub const MOST_BYTES: u64 = 64 << 20;

/// Largest document of text, in bytes, with the pictures that stand in it as text.
pub const MOST_SOURCE: usize = 32 << 20;

/// Most that a document may hold as text: what is made of it takes many times that.
pub const MOST_TEXT: usize = 6 << 20;

/// Pieces still to be had. Once there are none, readers end with what they have, which is thrown away.
pub struct Budget<'a> {
    left: Cell<u64>,
    called_off: &'a dyn Fn() -> bool,
    /// Nobody wants the document any more.
    off: Cell<bool>,
}

impl Default for Budget<'_> {
    fn default() -> Self {
        Budget::until(&|| false)
    }
}

impl<'a> Budget<'a> {
    /// Most pieces: some forty times what a report of 43 pages takes as a Word document, which takes most, and
    /// several times what it takes where a word processor formatted every other word by itself.
    pub const MOST: u64 = 800_000;

    /// That of one document, until `called_off` says that nobody wants it.
    pub fn until(called_off: &'a dyn Fn() -> bool) -> Budget<'a> {
        Budget { left: Cell::new(Self::MOST), called_off, off: Cell::new(false) }
    }

    /// That of another document, called off with this one.
    pub fn afresh(&self) -> Budget<'a> {
        Budget::until(self.called_off)
    }

    /// Takes up so many pieces; whether they were still to be had.
    #[must_use]
    pub fn take(&self, pieces: usize) -> bool {
        self.off.set(self.off.get() || (self.called_off)());
        let left = self.left.get().checked_sub(pieces as u64).filter(|_| !self.off.get());
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether the document was read within it.
    pub fn verdict(&self, name: &str) -> Result<(), ImportError> {
        match (self.off.get(), self.left.get()) {
            (true, _) => Err(ImportError::CalledOff { name: name.into() }),
            (_, 0) => Err(ImportError::TooMuch { name: name.into() }),
            _ => Ok(()),
        }
    }

    /// Whether nobody wants the document any more.
    pub fn is_called_off(&self) -> bool {
        self.off.get() || (self.called_off)()
    }

    /// Pieces taken up so far.
    pub fn taken(&self) -> u64 {
        Self::MOST - self.left.get()
    }
}

/// Refuses a text that what is made of it would take too much.
pub fn modest(text: &str, name: &str) -> Result<(), ImportError> {
    match text.len() > MOST_TEXT {
        true => Err(ImportError::TooMuch { name: name.into() }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_up_is_gone_and_an_overdraft_is_remembered() {
        let b = Budget::default();
        assert!(b.take(10) && b.taken() == 10 && b.verdict("x").is_ok());
        assert!(!b.take(usize::MAX) && !b.take(1));
        assert_eq!(b.verdict("x"), Err(ImportError::TooMuch { name: "x".into() }));
    }

    #[test]
    fn what_is_called_off_once_stays_so() {
        let asked = Cell::new(0);
        let called_off = || asked.replace(asked.get() + 1) == 1;
        let b = Budget::until(&called_off);
        assert!(b.take(1) && !b.take(1) && !b.take(1));
        assert_eq!(b.verdict("x"), Err(ImportError::CalledOff { name: "x".into() }));
    }
}
