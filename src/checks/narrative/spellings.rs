//! Spellings, laid out so that the longest one that a text begins with is found by reading on while it fits.

use super::fold::{Char, folded};

/// What the characters up to here spell, and which may follow.
#[derive(Default)]
struct SpellingNode<T> {
    spells: T,
    next: Vec<(char, usize)>,
}

/// The words that a spelling with choices in it stands for: 被申请复议 and 被复议 of 被{申请|}复议.
pub fn expanded(spelling: &str) -> Vec<String> {
    let parts = spelling.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    let Some((before, (choices, behind))) = parts else { return vec![spelling.to_string()] };
    let behind = expanded(behind);
    let each = |c: &str| behind.iter().map(|b| format!("{before}{c}{b}")).collect::<Vec<_>>();
    choices.split('|').flat_map(each).collect()
}

/// Words, each with what it spells.
pub struct Spellings<T> {
    nodes: Vec<SpellingNode<T>>,
    /// Node of each first character below U+10000; 0 where no spelling begins: most don't.
    first: Vec<u16>,
}

impl<T: Default> Default for Spellings<T> {
    fn default() -> Spellings<T> {
        Spellings { nodes: vec![SpellingNode::default()], first: vec![0; 1 << 16] }
    }
}

impl<T: Default> Spellings<T> {
    /// What a word spells, made where there is nothing yet.
    pub fn enter(&mut self, word: &str) -> &mut T {
        let mut at = 0;
        for (i, (_, _, c)) in folded(word).enumerate() {
            let known = self.nodes[at].next.iter().find(|n| n.0 == c).map(|n| n.1);
            at = known.unwrap_or_else(|| {
                let new = self.nodes.len();
                self.nodes.push(SpellingNode::default());
                self.nodes[at].next.push((c, new));
                if let (0, Some(first)) = (i, self.first.get_mut(c as usize)) {
                    *first = new as u16;
                }
                new
            });
        }
        &mut self.nodes[at].spells
    }

    /// The longest spelling that `text` begins with and that stands for something of a kind, and its length.
    pub fn longest<K>(&self, text: &[Char], kind: impl Fn(&T) -> Option<K>) -> Option<(K, usize)> {
        let first = *self.first.get(text.first()?.2 as usize).filter(|n| **n > 0)?;
        let mut node = &self.nodes[usize::from(first)];
        let mut found = None;
        for length in 1.. {
            found = kind(&node.spells).map(|k| (k, length)).or(found);
            let next = text.get(length).and_then(|c| node.next.iter().find(|n| n.0 == c.2));
            match next {
                Some((_, n)) => node = &self.nodes[*n],
                None => break,
            }
        }
        found
    }
}
