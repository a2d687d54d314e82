//! The footnotes or the endnotes of an old Word document: what refers to each in the text, and where its own words
//! begin among those of all ([MS-DOC] 2.8.22 to 2.8.24).

use crate::import::compound::place;
use crate::import::residue::FootNote;
use std::collections::BTreeSet;

/// How many characters stand before it, and how many it has.
pub(super) type Story = (usize, usize);

pub(super) struct NoteTable {
    pub story: Story,
    /// Where in the main text each is referred to.
    pub references: Vec<usize>,
    /// Where in the story each begins.
    begins: Vec<usize>,
}

impl NoteTable {
    /// By what the tables say; where they don't, nobody knows what a note is about.
    pub fn of(story: Story, references: Option<&[u8]>, begins: Option<&[u8]>) -> NoteTable {
        let numbers = |b: &[u8], count: usize| (0..count).map_while(|i| place(b, 4 * i)).collect();
        // Two bytes more of each, and a place behind the last; of the others two places.
        let references = references.map(|b| numbers(b, b.len().saturating_sub(4) / 6)).unwrap_or_default();
        let begins = begins.map(|b| numbers(b, (b.len() / 4).saturating_sub(2))).unwrap_or_default();
        NoteTable { story, references, begins }
    }

    /// The notes in its story; `at_tables` are those references that stand at tables.
    pub fn read(&self, story: &[char], at_tables: &BTreeSet<usize>) -> Vec<FootNote> {
        let known = self.references.len() == self.begins.len()
            && self.begins.first() == Some(&0)
            && self.begins.is_sorted();
        let words = |part: &[char]| part.iter().filter(|c| !c.is_control()).collect::<String>();
        let mut out = Vec::new();
        if known {
            let ends = self.begins.iter().skip(1).copied().chain([story.len()]);
            for ((from, to), at) in self.begins.iter().zip(ends).zip(&self.references) {
                let words = words(story.get(*from..to).unwrap_or_default());
                out.push(FootNote { words, of_table: at_tables.contains(at) });
            }
        } else {
            let paragraphs = story.split(|c| *c == '\r');
            out.extend(paragraphs.map(|p| FootNote { words: words(p), of_table: true }));
        }
        out.iter_mut().for_each(|n| n.words = n.words.trim().into());
        out.retain(|n| !n.words.is_empty());
        out
    }
}
