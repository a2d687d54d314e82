//! The words of `assets/words/narrative.ron`: what each does in a sentence, and which cells it speaks of.
//! Reading sentences is `read`'s business, the numbers of the tables `table`'s.

use super::expr::{Expr, Term};
use super::fold::Char;
use super::spellings::Spellings;
use crate::form::Role;
use crate::form::table::CellKey;
use serde::Deserialize;
use std::sync::OnceLock;

/// What a word does in a sentence. What stands in 「」 stands in the sentences under test: the first is read with
/// such a word, the one behind "not" is left alone for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Class {
    // What is spoken of.
    /// 申请: 「新收申请25件」, not 「受理取水许可52件」.
    Request,
    /// 行政复议, 行政诉讼: 「行政复议4件，维持2件」, not 「12万件，按期办结率99.6%」.
    Case,
    /// 规章, 规范性文件, with a deed: 「制发规范性文件6件」, not 「审查规范性文件草案30件」.
    Document,
    /// 许可, 处罚, 强制: 「作出行政处罚3126件」, not 「行政处罚类信息8条」.
    Decision,
    /// 行政事业性收费: 「全市行政事业性收费5.92亿元」, not 「未产生依申请公开收费」.
    Fee,
    /// 信息处理费, a part of the fee that stands in no table: 「收取信息处理费2件，合计260元」, not 「未对任何申请收取信息处理费」.
    HandlingFee,

    // What names cells of the tables.
    /// 收到, 办理, 答复; which of them says `Step`: 「办结27件」, not 「按期办结率99.6%」.
    Handling,
    /// 结转, of last year or to the next as other words say: 「上年结转5件」, not 「3件转为依申请公开办理」.
    CarryOver,
    /// A group of results: 「予以公开12件，部分公开4件」, not 「予以公开率43.4%」.
    ResultGroup,
    /// A single result: 「内部事务信息2件」, not 「对涉及商业秘密的31件申请书面征求第三方意见」.
    Result,
    /// 其他 of what is spoken of: 「商业企业4件、其他1件」, not 「其他信访事项」.
    Others,
    /// Who asked: 「自然人20件」, not 「未对任何申请收取」.
    Applicant,
    /// How a case ended: 「维持2件、纠正1件」, not 「3件均维持原答复」.
    Outcome,
    /// 制发, 废止, 现行有效: 「制发规范性文件6件，废止2件」, not 「修改1件」.
    DocumentDeed,
    /// 公开 alone: 「其中公开12件」 among results, not 「全年公开信息1.2万条」.
    Disclosed,
    /// A way of asking, a part that no table has: 「网络申请12件、信函申请10件」, not 「通过各类渠道共收到」.
    WayOfAsking,

    // How numbers belong together.
    /// Parts of the number before follow: 「其中自然人20件」, not 「其中10个工作日内答复的18件」.
    OfWhich,
    /// 按…分: the same, and there are no others.
    DividedBy,
    /// The words before it are examples: 「通过网络、信函、当面、邮寄等途径」.
    AndSoOn,
    /// What is named is not what follows: 「除3件转下年办理外，其余申请均已答复」.
    Except,
    /// Of another time: 「由2024年的20件增加到2025年的25件」, not 「由12.4%下降到6.3%」.
    From,
    /// There is nothing of what stands before: 「行政复议、行政诉讼均为零」, not 「投诉、举报均为零」.
    IsZero,
    /// 共, 合计: 「两项合计」 of what was told: 「下半年收到14件，全年合计25件」, not 「合计29项次」.
    Altogether,
    /// 「制发、废止行政规范性文件分别为6件、2件」 names two by 、; this is 和: 「予以公开和部分公开1115件」.
    And,
    /// Nothing of anything else: 「结果均为维持」, not 「均告知理由和救济途径」.
    AllOfThem,
    /// There is none: 「未收到政府信息公开申请」, not 「没有收到申请人对答复内容的投诉」.
    Not,
    /// As many numbers as things named: 「行政复议、行政诉讼案件分别为4件、3件」, not 「分别增长13.3%、6%」.
    Respectively,
    /// A part of a hundred: 「予以公开12件，占44.4%」, not 「部门网站占71%」.
    ShareOf,
    /// Compared with last year: 「较上年减少2件」, not 「将申请公开件数量较多的3个领域列为重点」.
    Compared,
    /// 增长: 「同比增长25%」, not 「比上年提高2.1个百分点」.
    Up,
    /// 减少: 「较上年的1510件减少312件」, not 「较上年下降3.2个百分点」.
    Down,

    // Which year.
    /// 「上年结转5件」, not 「上年受理、本年答复的申请5件」.
    LastYear,
    /// 「结转下年度继续办理12件」.
    NextYear,
    /// 「本年作出行政许可决定1208件」.
    ThisYear,

    // What takes numbers out.
    /// Others things are counted: its clause's numbers are none of ours: 「主动公开规章13件」 is read by no check.
    ExcludesClause,
    /// A part of the year or of the office: the numbers behind it are none of ours: 「上半年收到政府信息公开申请11件」.
    ExcludesAfter,
    /// A part of the office, unless the whole is named before: 「各街道共收到政府信息公开申请16件」, but
    /// 「全市各级各部门共收到政府信息公开申请2104件」 is read.
    PartOfOffice,
    /// 办公室, another's unless the report is its own: 「协助县政府办公室办理申请2件」 is not.
    GovernmentOffice,
    /// 全市, the whole of a government: 「全市办结2079件」.
    WholePlace,

    // Words between words.
    /// Says nothing and stands between any two words: 「针对城市更新有关政府信息公开事务的申请」.
    Filler,
    /// Holds another word and is none: 无障碍 says nothing of 无.
    Noise,
}

impl Class {
    /// Whether it is what is spoken of.
    pub fn is_subject(self) -> bool {
        use Class::*;
        matches!(self, Request | Case | Document | Decision | Fee | HandlingFee)
    }
    /// Whether it says something of its own.
    pub fn tells(self) -> bool {
        use Class::*;
        let link = matches!(self, OfWhich | DividedBy | AndSoOn | Except | From | IsZero | Altogether | And);
        let silent = matches!(self, ThisYear | WholePlace | GovernmentOffice | AllOfThem | Respectively);
        !link && !silent && !matches!(self, Filler | Noise)
    }
}

/// How far requests have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Step {
    /// 收到, 新收
    Received,
    /// 办理: what was there to be handled.
    Handled,
    /// 答复, 办结
    Answered,
    /// 继续办理
    Unfinished,
}

/// How a review or a suit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum End {
    Upheld,
    Corrected,
    Other,
    Pending,
}

impl End {
    pub const ALL: [End; 4] = [End::Upheld, End::Corrected, End::Other, End::Pending];
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    is: Class,
    #[serde(default)]
    of: Vec<Expr>,
    #[serde(default)]
    cases: Vec<Role>,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    step: Option<Step>,
    #[serde(default)]
    end: Option<End>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    single: bool,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    words: Vec<Entry>,
    ends: Vec<Ends>,
    counts: Vec<String>,
    bounds: Vec<String>,
    spans: Vec<String>,
    money: Vec<(String, u32)>,
    values: Vec<(String, Expr)>,
    organs: Organs,
}

/// The cells of a case by how it ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    of: Role,
    upheld: CellKey,
    corrected: CellKey,
    other: CellKey,
    pending: CellKey,
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
    pub is: Class,
    /// Sums, each of them right.
    pub of: Vec<Expr>,
    /// The kinds of cases, by the roles of their totals.
    pub cases: Vec<Role>,
    /// The row of documents, or the column of what was done with them.
    pub role: Option<Role>,
    /// Of who asked; of 其他, where applicants are listed.
    pub columns: Vec<String>,
    pub step: Option<Step>,
    pub end: Option<End>,
    /// Understood only where requests are spoken of.
    pub weak: bool,
    /// One row alone, of which other rows are no parts.
    pub single: bool,
}

impl Concept {
    pub fn is_step(&self, step: Step) -> bool {
        self.step == Some(step)
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

/// What a spelling stands for.
#[derive(Default)]
struct Spelled {
    concept: Option<Id>,
    unit: Option<Unit>,
}

/// All of it, ready to be looked up.
pub struct Words {
    pub concepts: Vec<Concept>,
    /// Sums with a name of their own.
    pub values: Vec<(String, Expr)>,
    ends: Vec<Ends>,
    organs: Organs,
    spellings: Spellings<Spelled>,
    /// The concepts that do each thing, by its place in `Class`.
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
        let mut spellings: Spellings<Spelled> = Spellings::default();
        let mut concepts = Vec::new();
        for e in asset.words {
            let id = concepts.len() as Id;
            e.words.iter().for_each(|w| spellings.enter(w).concept = Some(id));
            let Entry { name, is, of, cases, role, columns, step, end, weak, single, words: _ } = e;
            concepts.push(Concept { name, is, of, cases, role, columns, step, end, weak, single });
        }
        let mut enter = |word: &str, unit: Unit| spellings.enter(word).unit = Some(unit);
        asset.counts.iter().for_each(|w| enter(w, Unit::Count));
        asset.money.iter().for_each(|(w, yuan)| enter(w, Unit::Money(*yuan)));
        asset.spans.iter().for_each(|w| enter(w, Unit::Span));
        asset.bounds.iter().for_each(|w| enter(w, Unit::Bound));
        for (word, unit) in [("%", Unit::Percent), ("成", Unit::Tenths), ("倍", Unit::Times)] {
            enter(word, unit);
        }
        let mut masks = vec![Set::default(); Class::Noise as usize + 1];
        for (i, c) in concepts.iter().enumerate() {
            let mask = &mut masks[c.is as usize];
            *mask = mask.with(i as Id);
        }
        Words { concepts, values: asset.values, ends: asset.ends, organs: asset.organs, spellings, masks }
    }

    /// The cell of a case that ended so.
    pub fn ended(&self, case: Role, end: End) -> Option<Term> {
        let ends = self.ends.iter().find(|e| e.of == case)?;
        let key = match end {
            End::Upheld => &ends.upheld,
            End::Corrected => &ends.corrected,
            End::Other => &ends.other,
            End::Pending => &ends.pending,
        };
        Some(Term::Cell(key.clone()))
    }
    /// The concept that stands for a class of its own kind: 本年 for any word of this year.
    pub fn first(&self, is: Class) -> Option<Id> {
        self.concepts.iter().position(|c| c.is == is).map(|i| i as Id)
    }
    /// All concepts of a class.
    pub fn all(&self, is: Class) -> Set {
        self.masks[is as usize]
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
    pub fn is(&self, id: Id) -> Class {
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
            let spelling: String = super::super::fold::folded(word).map(|c| c.2).collect();
            assert!(seen.insert(spelling), "twice: {word}");
        }
    }
    #[test]
    fn every_word_has_what_its_class_speaks_of() {
        for c in &words().concepts {
            let counts = matches!(c.is, Class::ResultGroup | Class::Result | Class::Decision | Class::Fee);
            let has = [
                (!c.of.is_empty(), counts || matches!(c.is, Class::Handling | Class::Others)),
                (!c.cases.is_empty(), c.is == Class::Case),
                (c.role.is_some(), matches!(c.is, Class::Document | Class::DocumentDeed)),
                (!c.columns.is_empty(), matches!(c.is, Class::Applicant | Class::Others)),
                (c.step.is_some(), c.is == Class::Handling),
                (c.end.is_some(), matches!(c.is, Class::Outcome | Class::Others)),
            ];
            assert!(has.iter().all(|(has, should)| has == should), "{c:?}");
            let known = |case: &Role| End::ALL.iter().all(|end| words().ended(*case, *end).is_some());
            assert!(c.cases.iter().all(known), "{c:?}");
        }
    }
}
