//! The words of `assets/words/narrative.ron`: what each does in a sentence, and which cells it speaks of.
//! Reading sentences is `read`'s business, the numbers of the tables `table`'s.

use super::lex::Char;
use super::spellings::Spellings;
use serde::Deserialize;
use std::sync::OnceLock;

/// What a word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Is {
    /// 申请
    Request,
    /// 行政复议, 行政诉讼: the totals of cases.
    Case,
    /// 规章, 规范性文件: a row that needs a deed.
    Document,
    /// 许可, 处罚, 强制.
    Decision,
    /// 行政事业性收费.
    Fee,
    /// 信息处理费, which stands in no table but is a part of the fee.
    HandlingFee,
    /// 收到, 答复: names a base; any of its sums is right.
    Verb,
    /// 结转: of last year or to the next, as other words say.
    Carry,
    /// A group of results.
    Group,
    /// A single result.
    Row,
    /// 其他: of what is spoken of.
    Else,
    /// Who asked.
    Column,
    /// How a case ended.
    Outcome,
    /// 制发, 废止, 现行有效: a column of documents.
    Deed,
    /// 其中: parts of the number before follow.
    Among,
    /// 按…分: the like, and there are no others.
    Split,
    /// 等
    Like,
    /// 除…外: what is named is not what follows.
    Except,
    /// 由…下降到…: of another time.
    From,
    /// 为零: there is nothing of what stands before.
    Never,
    /// 合计
    Total,
    /// 和
    And,
    /// 均
    All,
    /// 未, 无
    Not,
    /// 分别
    Each,
    /// 占
    Share,
    /// 比上年
    Versus,
    Up,
    Down,
    Last,
    Next,
    This,
    /// 公开 alone.
    Disclose,
    /// A way of asking: a part that no table has.
    Channel,
    /// Takes the numbers of its clause out.
    Out,
    /// Takes the numbers behind it out.
    Scope,
    /// The like, unless the whole is named before.
    Members,
    /// The like, unless the report is its own.
    Bureau,
    /// 全市
    Whole,
    /// Says nothing and stands between any two words.
    Filler,
    /// A word that holds another one and is none.
    Noise,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    is: Is,
    #[serde(default)]
    of: Vec<String>,
    /// Role of a case's result.
    #[serde(default)]
    outcome: String,
    /// Column of 其他 where applicants are listed.
    #[serde(default)]
    column: String,
    /// Understood only where requests are spoken of.
    #[serde(default)]
    weak: bool,
    /// One row alone, of which other rows are no parts.
    #[serde(default)]
    single: bool,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    words: Vec<Entry>,
    counts: Vec<String>,
    bounds: Vec<String>,
    spans: Vec<String>,
    money: Vec<(String, u32)>,
    values: Vec<(String, String)>,
    organs: Organs,
}

/// How the names of organs begin and end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organs {
    begin: Vec<char>,
    end: Vec<String>,
}

/// Place of a concept in the list, and its bit in a set.
pub type Id = u8;

/// What words of one meaning have in common.
#[derive(Debug)]
pub struct Concept {
    pub name: String,
    pub is: Is,
    /// Sums of roles and keys, each of them right.
    pub of: Vec<String>,
    pub outcome: String,
    pub column: String,
    pub weak: bool,
    pub single: bool,
}

impl Concept {
    /// The columns of who asked.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.of.iter().flat_map(|o| o.split(" + "))
    }
}

/// A unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Count,
    /// So many 元.
    Money(u32),
    Percent,
    /// 成
    Tenths,
    /// 倍
    Times,
    /// 个工作日
    Span,
    /// 以上
    Bound,
    None,
}

/// All of it, ready to be looked up.
pub struct Words {
    pub concepts: Vec<Concept>,
    /// Sums with a name of their own.
    pub values: Vec<(String, String)>,
    organs: Organs,
    spellings: Spellings,
    /// The concepts that do each thing, by its place in `Is`.
    masks: Vec<Set>,
}

/// The words, read once.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::new(asset()))
}

/// Embedded at build time; a test below loads it.
fn asset() -> Asset {
    let text = include_str!("../../../assets/words/narrative.ron");
    ron::from_str(text).unwrap_or_else(|e| panic!("assets/words/narrative.ron: {e}"))
}

impl Words {
    fn new(asset: Asset) -> Words {
        let mut spellings = Spellings::default();
        let mut concepts = Vec::new();
        for e in asset.words {
            let id = concepts.len() as Id;
            e.words.iter().for_each(|w| spellings.enter(w).concept = Some(id));
            let Entry { name, is, of, outcome, column, weak, single, .. } = e;
            concepts.push(Concept { name, is, of, outcome, column, weak, single });
        }
        let mut enter = |word: &str, unit: Unit| spellings.enter(word).unit = Some(unit);
        asset.counts.iter().for_each(|w| enter(w, Unit::Count));
        asset.money.iter().for_each(|(w, yuan)| enter(w, Unit::Money(*yuan)));
        asset.spans.iter().for_each(|w| enter(w, Unit::Span));
        asset.bounds.iter().for_each(|w| enter(w, Unit::Bound));
        for (word, unit) in [("%", Unit::Percent), ("成", Unit::Tenths), ("倍", Unit::Times)] {
            enter(word, unit);
        }
        let mut masks = vec![Set::default(); Is::Noise as usize + 1];
        for (i, c) in concepts.iter().enumerate() {
            let mask = &mut masks[c.is as usize];
            *mask = mask.with(i as Id);
        }
        Words { concepts, values: asset.values, organs: asset.organs, spellings, masks }
    }

    /// The concept whose word `rest` begins with.
    pub fn concept(&self, rest: &[Char]) -> Option<(Id, usize)> {
        self.spellings.longest(rest, |n| n.concept)
    }
    /// The unit that `rest` begins with.
    pub fn unit(&self, rest: &[Char]) -> Option<(Unit, usize)> {
        self.spellings.longest(rest, |n| n.unit)
    }
    /// The name of an organ among words that say nothing else: 会同市司法局.
    pub fn organ<'a>(&self, text: &'a str) -> Option<&'a str> {
        let from = text.find(self.organs.begin.as_slice())?;
        let name = &text[from..];
        let end = self.organs.end.iter().filter_map(|e| name.find(e.as_str()).map(|i| i + e.len())).min()?;
        Some(&name[..end]).filter(|n| n.chars().count() > 2)
    }
    pub fn get(&self, id: Id) -> &Concept {
        &self.concepts[usize::from(id)]
    }
    pub fn is(&self, id: Id) -> Is {
        self.get(id).is
    }
    /// Those of a set that do one thing.
    fn mask(&self, set: Set, is: Is) -> Set {
        Set(set.0 & self.masks[is as usize].0)
    }
    /// The concepts of a set that do one thing, in the list's order.
    pub fn of_kind(&self, set: Set, is: Is) -> impl Iterator<Item = &Concept> {
        self.mask(set, is).ids().map(|id| self.get(id))
    }
    /// Whether a set holds one that does this.
    pub fn any(&self, set: Set, is: Is) -> bool {
        !self.mask(set, is).is_empty()
    }
    /// The concepts of a set that `keep`.
    pub fn only(&self, set: Set, keep: impl Fn(Is) -> bool) -> Set {
        set.ids().filter(|id| keep(self.is(*id))).fold(Set::default(), Set::with)
    }
}

/// A set of concepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Set(u128);

impl Set {
    pub fn has(self, id: Id) -> bool {
        self.0 >> (id & 127) & 1 == 1
    }
    pub fn with(self, id: Id) -> Set {
        Set(self.0 | 1 << (id & 127))
    }
    pub fn and(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Its concepts, in the list's order.
    fn ids(mut self) -> impl Iterator<Item = Id> {
        std::iter::from_fn(move || {
            let next = (!self.is_empty()).then(|| self.0.trailing_zeros() as Id);
            self.0 &= self.0.wrapping_sub(1);
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_means_one_thing() {
        assert!(words().concepts.len() <= 128);
        let mut seen = BTreeSet::new();
        for word in asset().words.iter().flat_map(|e| &e.words) {
            let spelling: String = super::super::lex::folded(word).map(|c| c.2).collect();
            assert!(seen.insert(spelling), "twice: {word}");
        }
    }
}
