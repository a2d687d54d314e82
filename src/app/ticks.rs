//! What is ticked in a list of differences. A tick belongs to what differs, not to a place in the list: where the
//! list is made anew, only what is still the same keeps it.

use super::differences::Difference;
use super::merge::OtherThing;

/// Differences, each ticked or not.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    rows: Vec<(Difference, bool)>,
}

impl Ticks {
    /// Ticked where `first` says so.
    pub fn new(found: &[Difference], first: impl Fn(usize) -> bool) -> Ticks {
        Ticks { rows: found.iter().enumerate().map(|(i, d)| (d.clone(), first(i))).collect() }
    }
    /// Over a list made anew: what is in both as it was keeps its tick, the rest has what `first` says.
    pub fn renew(&mut self, found: &[Difference], first: impl Fn(usize) -> bool) {
        let kept = |d: &Difference| self.rows.iter().find(|(was, _)| was == d).map(|(_, on)| *on);
        let on: Vec<Option<bool>> = found.iter().map(kept).collect();
        *self = Ticks::new(found, |i| on[i].unwrap_or_else(|| first(i)));
    }
    /// Whether these are the differences, and all of them.
    pub fn is_of(&self, found: &[Difference]) -> bool {
        self.rows.iter().map(|(d, _)| d).eq(found)
    }
    pub fn rows(&mut self) -> impl ExactSizeIterator<Item = (&Difference, &mut bool)> {
        self.rows.iter_mut().map(|(d, on)| (&*d, on))
    }
    /// All of them, or none.
    pub fn set_all(&mut self, on: bool) {
        self.rows.iter_mut().for_each(|r| r.1 = on);
    }
    /// The same list with nothing ticked.
    pub fn none(&self) -> Ticks {
        let mut out = self.clone();
        out.set_all(false);
        out
    }
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// What is ticked.
    pub fn chosen(&self) -> impl DoubleEndedIterator<Item = &OtherThing> {
        self.rows.iter().filter(|(_, on)| *on).map(|(d, _)| &d.what)
    }
}
