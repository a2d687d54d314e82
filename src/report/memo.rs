//! Work done once. What was made of some words is kept while they come back, so that after a keystroke only
//! the changed paragraph is read again. Equal input gives equal output, so reports may share what was made.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::mem;
use std::rc::Rc;

/// Most made before those not asked for since are dropped.
const MOST: usize = 1024;
/// And most bytes of words: a sentence that grows under the hands is another one with every key.
const MOST_BYTES: usize = 1 << 20;

/// Words, perhaps with what they were read after.
pub trait MemoKey: Hash + Eq {
    fn bytes(&self) -> usize;
}

impl MemoKey for String {
    fn bytes(&self) -> usize {
        self.len()
    }
}

impl<T: Hash + Eq> MemoKey for (String, T) {
    fn bytes(&self) -> usize {
        self.0.len()
    }
}

/// What was made of keys `K` under circumstances `C`. Last year's are kept beside this year's, whose reports are read
/// in turn; others take the place of those not asked for longest.
pub struct Memo<C, K, V>(RefCell<Vec<Kept<C, K, V>>>);

/// This year's report and last year's.
const MOST_CIRCUMSTANCES: usize = 2;

struct Kept<C, K, V> {
    circumstances: C,
    made: Remembered<K, V>,
    /// Of the words in `made`.
    bytes: usize,
    /// Those of before, until they are asked for again or dropped.
    before: Remembered<K, V>,
}

type Remembered<K, V> = HashMap<K, Rc<V>, ahash::RandomState>;

impl<C, K, V> Default for Memo<C, K, V> {
    fn default() -> Memo<C, K, V> {
        Memo(RefCell::default())
    }
}

impl<C: PartialEq, K: MemoKey, V> Memo<C, K, V> {
    /// What `make` makes of `key`, now or before; it may depend on nothing but key and circumstances.
    pub fn get<Q>(&self, circumstances: C, key: &Q, make: impl FnOnce() -> V) -> Rc<V>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let found = Kept::under(&mut self.0.borrow_mut(), &circumstances).and_then(|k| k.find(key));
        found.unwrap_or_else(|| {
            // Nothing is lent meanwhile: making it may ask for more.
            let made = Rc::new(make());
            let mut all = self.0.borrow_mut();
            if Kept::under(&mut all, &circumstances).is_none() {
                all.truncate(MOST_CIRCUMSTANCES.saturating_sub(1));
                all.insert(0, Kept::new(circumstances));
            }
            if let Some(kept) = all.first_mut() {
                kept.keep(key.to_owned(), made.clone());
            }
            made
        })
    }
}

impl<C: PartialEq, K: MemoKey, V> Kept<C, K, V> {
    fn new(circumstances: C) -> Self {
        let (made, before) = (Remembered::default(), Remembered::default());
        Kept { circumstances, made, bytes: 0, before }
    }

    /// What is kept under these circumstances, now the first.
    fn under<'k>(all: &'k mut [Self], circumstances: &C) -> Option<&'k mut Self> {
        let at = all.iter().position(|k| k.circumstances == *circumstances)?;
        all[..=at].rotate_right(1);
        all.first_mut()
    }

    fn find<Q>(&mut self, key: &Q) -> Option<Rc<V>>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        if let Some(made) = self.made.get(key) {
            return Some(made.clone());
        }
        let (key, made) = self.before.remove_entry(key)?;
        self.keep(key, made.clone());
        Some(made)
    }

    fn keep(&mut self, key: K, made: Rc<V>) {
        if self.made.len() >= MOST || self.bytes >= MOST_BYTES {
            self.before = mem::take(&mut self.made);
            self.bytes = 0;
        }
        self.bytes = self.bytes.saturating_add(key.bytes());
        self.made.insert(key, made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_made_once_and_two_years_read_in_turn_are_both_kept() {
        let memo: Memo<u16, String, String> = Memo::default();
        let mut made = 0;
        let mut ask = |year: u16, words: &str| {
            let text = memo.get(year, words, || {
                made += 1;
                format!("{year}{words}")
            });
            assert_eq!(*text, format!("{year}{words}"));
            made
        };
        assert_eq!([(2024, "甲"), (2024, "甲"), (2024, "乙")].map(|(y, w)| ask(y, w)), [1, 1, 2]);
        assert_eq!([(2025, "甲"), (2024, "甲"), (2025, "甲")].map(|(y, w)| ask(y, w)), [3, 3, 3]);
        assert_eq!([(2023, "甲"), (2025, "甲"), (2024, "甲")].map(|(y, w)| ask(y, w)), [4, 4, 5]);
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_dropped() {
        let memo: Memo<(), String, ()> = Memo::default();
        let mut made = 0;
        for n in 0..4 * MOST {
            memo.get((), "always", || made += 1);
            memo.get((), n.to_string().as_str(), || ());
        }
        memo.get((), "0", || made += 1);
        assert_eq!(made, 2);
    }

    #[test]
    fn long_words_are_dropped_before_they_are_many() {
        let memo: Memo<(), String, ()> = Memo::default();
        let words = |n: usize| format!("{n}{}", "长".repeat(10_000));
        (0..500).for_each(|n| drop(memo.get((), words(n).as_str(), || ())));
        let all = memo.0.borrow();
        let kept = &all[0];
        let bytes: usize = kept.made.keys().chain(kept.before.keys()).map(MemoKey::bytes).sum();
        assert!(bytes <= 2 * MOST_BYTES + words(0).len() * 2, "{bytes}");
    }
}
