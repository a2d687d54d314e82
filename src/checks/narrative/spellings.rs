//! Spellings, laid out so that the longest one that a text begins with is found by reading on while it fits.

use super::lex::Char;
use super::words::{Id, Unit};

/// What the characters up to here spell, and which may follow.
#[derive(Default)]
pub struct Node {
    pub concept: Option<Id>,
    pub unit: Option<Unit>,
    next: Vec<(char, usize)>,
}

/// See the module.
pub struct Spellings {
    nodes: Vec<Node>,
    /// Node of each first character below U+10000; 0 where no spelling begins: most don't.
    first: Vec<u16>,
}

impl Default for Spellings {
    fn default() -> Spellings {
        Spellings { nodes: vec![Node::default()], first: vec![0; 1 << 16] }
    }
}

impl Spellings {
    /// The node that a word ends at, made where there is none.
    pub fn enter(&mut self, word: &str) -> &mut Node {
        let mut at = 0;
        for (i, (_, _, c)) in super::lex::folded(word).enumerate() {
            let known = self.nodes[at].next.iter().find(|n| n.0 == c).map(|n| n.1);
            at = known.unwrap_or_else(|| {
                let new = self.nodes.len();
                self.nodes.push(Node::default());
                self.nodes[at].next.push((c, new));
                if let (0, Some(first)) = (i, self.first.get_mut(c as usize)) {
                    *first = new as u16;
                }
                new
            });
        }
        &mut self.nodes[at]
    }

    /// The longest spelling that `text` begins with and that stands for something of a kind, and its length.
    pub fn longest<T>(&self, text: &[Char], kind: impl Fn(&Node) -> Option<T>) -> Option<(T, usize)> {
        let first = *self.first.get(text.first()?.2 as usize).filter(|n| **n > 0)?;
        let mut node = &self.nodes[usize::from(first)];
        let mut found = None;
        for length in 1.. {
            found = kind(node).map(|t| (t, length)).or(found);
            let next = text.get(length).and_then(|c| node.next.iter().find(|n| n.0 == c.2));
            match next {
                Some((_, n)) => node = &self.nodes[*n],
                None => break,
            }
        }
        found
    }
}
