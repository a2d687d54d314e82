//! The words of `assets/words/narrative.ron`: what each does in a sentence, and which cells it speaks of.
//! Reading sentences is `read`'s business, the numbers of the tables `table`'s.

pub use super::class::{CaseEnd, Class, RequestStep};
use super::expr::Expr;
use super::fold::Char;
use super::organs::Organs;
use super::plain_words::PlainWords;
use super::reading_words::ReadingWords;
use super::spellings::{Spellings, expanded};
use super::who::Who;
use crate::form::Role;
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordEntry {
    name: String,
    is: Class,
    #[serde(default)]
    of: Vec<Expr>,
    #[serde(default)]
    cases: Vec<Role>,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    columns: Vec<Who>,
    #[serde(default)]
    step: Option<RequestStep>,
    #[serde(default)]
    end: Option<CaseEnd>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    single: bool,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    words: Vec<WordEntry>,
    counts: Vec<String>,
    bounds: Vec<String>,
    spans: Vec<String>,
    money: Vec<(String, u32)>,
    values: Vec<(String, Expr)>,
    organs: Organs,
    reading: ReadingWords,
    plain: PlainWords,
}

/// Place of a concept in the list, and its bit in a set.
pub type ConceptId = u8;

/// What words of one meaning have in common.
#[derive(Debug)]
pub struct Concept {
    pub name: String,
    pub is: Class,
    /// Sums, each of them right.
    pub of: Vec<Expr>,
    /// The kinds of cases, by the roles of their totals.
    pub cases: Vec<Role>,
    /// The row of documents, or the column of what was done with them.
    pub role: Option<Role>,
    /// Of who asked; of 其他, where applicants are listed.
    pub columns: Vec<Who>,
    pub step: Option<RequestStep>,
    pub end: Option<CaseEnd>,
    /// Understood only where requests are spoken of.
    pub weak: bool,
    /// One row alone, of which other rows are no parts.
    pub single: bool,
}

impl Concept {
    pub fn is_step(&self, step: RequestStep) -> bool {
        self.step == Some(step)
    }
}

/// A unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimUnit {
    Count,
    /// So many 元.
    Money(u32),
    Percent,
    /// 成
    Tenths,
    /// 倍
    Times,
    /// 倍, of last year's: 是上年的1.5倍
    Fold,
    /// 个工作日
    Span,
    /// 以上
    Bound,
    None,
}

/// What a spelling stands for.
#[derive(Default)]
struct Spelled {
    concept: Option<ConceptId>,
    unit: Option<ClaimUnit>,
}

/// All of it, ready to be looked up.
pub struct WordLists {
    pub concepts: Vec<Concept>,
    /// Sums with a name of their own.
    pub values: Vec<(String, Expr)>,
    pub plain: PlainWords,
    pub reading: ReadingWords,
    pub organs: Organs,
    spellings: Spellings<Spelled>,
    /// The concepts that do each thing, by its place in `Class`.
    masks: Vec<Set>,
}

/// The words, read once.
pub fn words() -> &'static WordLists {
    static WORDS: OnceLock<WordLists> = OnceLock::new();
    WORDS.get_or_init(|| WordLists::new(asset()))
}

/// Embedded at build time; a test below loads it.
fn asset() -> Asset {
    ron::from_str(include_str!("../../../assets/words/narrative.ron"))
        .unwrap_or_else(|e| panic!("assets/words/narrative.ron: {e}"))
}

impl WordLists {
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    fn new(asset: Asset) -> WordLists {
        let mut spellings: Spellings<Spelled> = Spellings::default();
        let mut concepts = Vec::new();
        for e in asset.words {
            let id = concepts.len() as ConceptId;
            e.words.iter().flat_map(|w| expanded(w)).for_each(|w| spellings.enter(&w).concept = Some(id));
            let WordEntry { name, is, of, cases, role, columns, step, end, weak, single, words: _ } = e;
            concepts.push(Concept { name, is, of, cases, role, columns, step, end, weak, single });
        }
        let mut enter = |word: &str, unit: ClaimUnit| spellings.enter(word).unit = Some(unit);
        asset.counts.iter().for_each(|w| enter(w, ClaimUnit::Count));
        asset.money.iter().for_each(|(w, yuan)| enter(w, ClaimUnit::Money(*yuan)));
        asset.spans.iter().for_each(|w| enter(w, ClaimUnit::Span));
        asset.bounds.iter().for_each(|w| enter(w, ClaimUnit::Bound));
        for (word, unit) in [("%", ClaimUnit::Percent), ("成", ClaimUnit::Tenths), ("倍", ClaimUnit::Times)]
        {
            enter(word, unit);
        }
        let mut masks = vec![Set::default(); Class::Noise as usize + 1];
        for (i, c) in concepts.iter().enumerate() {
            let mask = &mut masks[c.is as usize];
            *mask = mask.with(i as ConceptId);
        }
        WordLists {
            concepts,
            values: asset.values,
            plain: asset.plain,
            reading: asset.reading,
            organs: asset.organs,
            spellings,
            masks,
        }
    }

    /// The concept that stands for a class of its own kind: 本年 for any word of this year.
    pub fn first(&self, is: Class) -> Option<ConceptId> {
        self.concepts.iter().position(|c| c.is == is).map(|i| i as ConceptId)
    }
    /// All concepts of a class.
    pub fn all(&self, is: Class) -> Set {
        self.masks[is as usize]
    }
    /// The concept whose word `rest` begins with.
    pub fn concept(&self, rest: &[Char]) -> Option<(ConceptId, usize)> {
        self.spellings.longest(rest, |n| n.concept)
    }
    /// The unit that `rest` begins with.
    pub fn unit(&self, rest: &[Char]) -> Option<(ClaimUnit, usize)> {
        self.spellings.longest(rest, |n| n.unit)
    }
    pub fn get(&self, id: ConceptId) -> &Concept {
        &self.concepts[usize::from(id)]
    }
    pub fn is(&self, id: ConceptId) -> Class {
        self.get(id).is
    }
    /// Those of a set that do one thing.
    fn mask(&self, set: Set, is: Class) -> Set {
        Set(set.0 & self.masks[is as usize].0)
    }
    /// The concepts of a set that do one thing, in the list's order.
    pub fn of_kind(&self, set: Set, is: Class) -> impl Iterator<Item = &Concept> {
        self.mask(set, is).ids().map(|id| self.get(id))
    }
    /// Whether a set holds one that does this.
    pub fn any(&self, set: Set, is: Class) -> bool {
        !self.mask(set, is).is_empty()
    }
    /// The concepts of a set that `keep`.
    pub fn only(&self, set: Set, keep: impl Fn(Class) -> bool) -> Set {
        set.ids().filter(|id| keep(self.is(*id))).fold(Set::default(), Set::with)
    }
}

/// A set of concepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Set(u128);

impl Set {
    pub fn has(self, id: ConceptId) -> bool {
        self.0 >> (id & 127) & 1 == 1
    }
    pub fn with(self, id: ConceptId) -> Set {
        Set(self.0 | 1 << (id & 127))
    }
    pub fn and(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Its concepts, in the list's order.
    fn ids(mut self) -> impl Iterator<Item = ConceptId> {
        std::iter::from_fn(move || {
            let next = (!self.is_empty()).then(|| self.0.trailing_zeros() as ConceptId);
            self.0 &= self.0.wrapping_sub(1);
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{meaning, table};
    use super::*;
    use crate::form;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_means_one_thing() {
        assert!(words().concepts.len() <= 128);
        let mut seen = BTreeSet::new();
        for word in asset().words.iter().flat_map(|e| &e.words).flat_map(|w| expanded(w)) {
            let spelling: String = super::super::fold::folded(&word).map(|c| c.2).collect();
            assert!(!spelling.contains(['{', '|', '}']), "a brace that is not closed: {word}");
            assert!(seen.insert(spelling), "twice: {word}");
        }
    }
    #[test]
    fn every_word_has_what_its_class_speaks_of() {
        for c in &words().concepts {
            let counts = matches!(c.is, Class::ResultGroup | Class::Result | Class::Decision | Class::Fee);
            let has = [
                (
                    !c.of.is_empty(),
                    counts
                        || matches!(c.is, Class::Handling | Class::Others)
                        || c.is == Class::Rate && c.end.is_none(),
                ),
                (!c.cases.is_empty(), c.is == Class::Case),
                (c.role.is_some(), matches!(c.is, Class::Document | Class::DocumentDeed)),
                (!c.columns.is_empty(), matches!(c.is, Class::Applicant | Class::Others)),
                (c.step.is_some(), c.is == Class::Handling),
                (
                    c.end.is_some(),
                    matches!(c.is, Class::Outcome | Class::Others) || c.is == Class::Rate && c.of.is_empty(),
                ),
            ];
            assert!(has.iter().all(|(has, should)| has == should), "{c:?}");
            let known =
                |end: &CaseEnd| form::all().all(|f| table::keys(f, &meaning::ended(&[c], &[*end])).is_some());
            assert!(c.cases.is_empty() || CaseEnd::ALL.iter().all(known), "{c:?}");
        }
    }
}
