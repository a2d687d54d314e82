//! Whose report it is: by the office that it names, else by what its file is called. A name is known with its region or
//! without (示范县水利局, 县水利局, 水利局) and in its short form (发改局). Of another region it is nobody's; where
//! more than one may be meant, the clerk is asked. Only the roster and the report decide, not what came in before.

use super::Collection;
use super::likeness::Likeness;
use super::region::{HomeRegion, folded};
use super::roster::RosterUnit;
use super::submission::Submission;
use crate::chinese::offices;
use crate::report::level;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whose a submission is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// Place of the unit in the roster.
    Of(usize),
    /// The clerk is to say: why, and whose it may be, the likeliest first.
    Unsure { why: Stray, likely: Vec<usize> },
}

/// Why nobody's unit is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stray {
    /// It names no office, and its file's name tells none.
    Nameless,
    /// The roster has no such unit.
    Unknown(String),
    /// More than one of the roster may be meant.
    Ambiguous(String),
    /// Its name is of another region: 邻县水利局.
    Elsewhere(String),
    /// The report of the government itself, which the sums become.
    Whole(String),
    /// A collection that has this government's numbers in it already.
    Circle(String),
    /// Only its file's name tells.
    ByFileName(String),
    /// The same bytes lie under names of two units.
    TwoNames,
    /// It names one unit of the roster, and another signed it.
    SignedByAnother(String, String),
    /// It names one, and its sheet of the workbook is called by another.
    SheetOfAnother(String, String),
}

impl Stray {
    /// In a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Stray::Nameless => "没有写机关名称，文件名也看不出是哪个单位的".into(),
            Stray::Unknown(name) => format!("户册里没有“{name}”"),
            Stray::Ambiguous(name) => format!("“{name}”可能是户册里好几个单位"),
            Stray::Elsewhere(name) => format!("“{name}”像是别的地方的单位"),
            Stray::Whole(name) => format!("“{name}”像是本级政府自己的年报，加进去就重复了"),
            Stray::Circle(name) => format!("“{name}”的汇总里已经有本级的数，加进来就绕着圈重复了"),
            Stray::ByFileName(name) => format!("报告没有写机关名称，从文件名看是“{name}”"),
            Stray::TwoNames => "同一份文件放在两个单位的名下".into(),
            Stray::SheetOfAnother(name, sheet) => format!("标题写的是“{name}”，工作表叫“{sheet}”"),
            Stray::SignedByAnother(name, signed) => format!("标题写的是“{name}”，落款是“{signed}”"),
        }
    }
}

/// Units by a name, in the order of the names.
type ByName = BTreeMap<String, Vec<usize>>;

/// The roster by names.
pub struct Matcher<'a> {
    units: &'a [RosterUnit],
    region: HomeRegion,
    office: String,
    /// By name as it stands, and by what remains of it.
    whole: ByName,
    bare: ByName,
    /// Those with a second name in brackets, by what remains of the first.
    bracketed: ByName,
    ids: HashMap<&'a str, usize>,
    likeness: OnceCell<Likeness>,
}

impl<'a> Matcher<'a> {
    pub fn of(collection: &'a Collection) -> Matcher<'a> {
        let mut m = Matcher {
            units: &collection.units,
            office: folded(&collection.office),
            whole: ByName::new(),
            bare: ByName::new(),
            bracketed: ByName::new(),
            ids: collection.units.iter().enumerate().map(|(i, u)| (u.id.as_str(), i)).collect(),
            region: HomeRegion::of(collection),
            likeness: OnceCell::new(),
        };
        for (i, unit) in collection.units.iter().enumerate() {
            for name in unit.names() {
                put(&mut m.whole, folded(name), i);
                m.region.bare(name).into_iter().for_each(|k| put(&mut m.bare, k, i));
                if let Some((first, _)) = folded(name).split_once('(').filter(|(f, _)| !f.is_empty()) {
                    m.region.bare(first).into_iter().for_each(|k| put(&mut m.bracketed, k, i));
                }
            }
        }
        m
    }

    /// Whose a submission is.
    pub fn place(&self, submission: &Submission) -> Placement {
        let office = submission.office().trim();
        if self.goes_round(submission) {
            return Placement::Unsure { why: Stray::Circle(office.into()), likely: Vec::new() };
        }
        if let Some(at) = submission.placed.as_deref().and_then(|id| self.ids.get(id)) {
            return Placement::Of(*at);
        }
        if office.is_empty() {
            return self.by_files(&submission.files);
        }
        let placed = self.by_name(office);
        let (Placement::Of(titled), Some(report)) = (&placed, submission.report()) else { return placed };
        // A neighbour's report was the template, or its sheet, and one of the names was left.
        let is_other = |name: &String| match self.by_name(name) {
            Placement::Of(unit) if !name.is_empty() && unit != *titled => Some(unit),
            _ => None,
        };
        let (signed, sheet) = (is_other(&report.signed), is_other(&report.sheet));
        let why = match (signed, sheet) {
            (Some(_), _) => Stray::SignedByAnother(office.into(), report.signed.clone()),
            (None, Some(_)) => Stray::SheetOfAnother(office.into(), report.sheet.clone()),
            (None, None) => return placed,
        };
        let likely = signed.or(sheet).into_iter().chain([*titled]).collect();
        Placement::Unsure { why, likely }
    }

    /// The unit that a file itself is called by.
    pub fn named_by(&self, file: &str) -> Option<usize> {
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match self.by_name(&offices::in_title(stem).unwrap_or_else(|| stem.to_string())) {
            Placement::Of(unit) => Some(unit),
            Placement::Unsure { .. } => None,
        }
    }

    /// Whether it is a collection that has this government's numbers in it, however far below.
    pub fn goes_round(&self, submission: &Submission) -> bool {
        submission.collection().is_some_and(|lower| lower.names().any(|n| self.is_own(n)))
    }

    /// Whether a name is this government's own, however much of its regions it says: 示范市示范县人民政府（汇总）.
    pub fn is_own(&self, name: &str) -> bool {
        let name = folded(name);
        let name = name.split('(').next().unwrap_or_default();
        let short = |n: &str| n.replace("人民政府", "政府");
        let rest = |n: &str| self.region.behind(n, false).map(|r| short(&r));
        !self.office.is_empty()
            && (name == self.office || rest(name).is_some_and(|r| Some(r) == rest(&self.office)))
    }

    /// The unit of a name.
    pub fn by_name(&self, name: &str) -> Placement {
        let unsure = |why: Stray, likely: Vec<usize>| Placement::Unsure { why, likely };
        let told = || name.to_string();
        match self.whole.get(&folded(name)).map(Vec::as_slice) {
            Some([one]) => return Placement::Of(*one),
            Some(many) => return unsure(Stray::Ambiguous(told()), many.to_vec()),
            None => {}
        }
        if self.is_own(name) {
            return unsure(Stray::Whole(told()), Vec::new());
        }
        let keys = self.region.bare(name);
        let found: BTreeSet<usize> =
            keys.iter().filter_map(|k| self.bare.get(k)).flatten().copied().collect();
        match found.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => Placement::Of(*one),
            [] => match self.beside_bracket(name) {
                Some(one) => Placement::Of(one),
                None if self.is_elsewhere(name) => unsure(Stray::Elsewhere(told()), self.alike(name)),
                None => unsure(Stray::Unknown(told()), self.alike(name)),
            },
            many => unsure(Stray::Ambiguous(told()), many.to_vec()),
        }
    }

    /// The one unit of the name that stands before a second one in brackets, in the report or in the roster:
    /// 发展和改革局（粮食和物资储备局）.
    fn beside_bracket(&self, name: &str) -> Option<usize> {
        let whole = folded(name);
        let first = whole.split_once('(').map_or(whole.as_str(), |(first, _)| first);
        if first.is_empty() || self.is_own(first) {
            return None;
        }
        let keys = self.region.bare(first);
        let plain = (first.len() < whole.len()).then_some(&self.bare);
        let all = plain.into_iter().chain([&self.bracketed]);
        let found: BTreeSet<usize> =
            all.flat_map(|names| keys.iter().filter_map(|k| names.get(k)).flatten().copied()).collect();
        found.first().copied().filter(|_| found.len() == 1)
    }

    /// What files are called tells whose they are only to a clerk.
    fn by_files(&self, files: &BTreeSet<String>) -> Placement {
        let mut likely: Vec<usize> = Vec::new();
        for file in files {
            for part in file.rsplit('/').take(2) {
                let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
                let name = offices::in_title(stem).unwrap_or_else(|| stem.to_string());
                let here = match self.by_name(&name) {
                    Placement::Of(at) => Some(at),
                    Placement::Unsure { .. } => self.named_in(stem),
                };
                if let Some(at) = here {
                    if !likely.contains(&at) {
                        likely.push(at);
                    }
                    break;
                }
            }
        }
        let why = match likely.as_slice() {
            [] => Stray::Nameless,
            [one] => Stray::ByFileName(self.units.get(*one).map_or(String::new(), |u| u.name.clone())),
            _ => Stray::TwoNames,
        };
        Placement::Unsure { why, likely }
    }

    /// The one unit of which a name stands among these words, the longest name first.
    fn named_in(&self, words: &str) -> Option<usize> {
        let words = folded(words);
        let among = |names: &ByName| {
            let inside = names.iter().filter(|(n, _)| n.chars().count() > 2 && words.contains(n.as_str()));
            let longest = inside.max_by_key(|(n, _)| (n.len(), n.as_str()))?;
            match longest.1.as_slice() {
                [one] => Some(*one),
                _ => None,
            }
        };
        among(&self.whole).or_else(|| among(&self.bare))
    }

    /// Whether a name begins with a region that is not this one.
    fn is_elsewhere(&self, name: &str) -> bool {
        let name = folded(name);
        self.region.is_known()
            && !level::regions(&name).is_empty()
            && self.region.behind(&name, true).is_none()
    }

    /// Units whose names share most with this one, for a list to pick from.
    fn alike(&self, name: &str) -> Vec<usize> {
        let likeness = self.likeness.get_or_init(|| Likeness::of(self.units, &self.region));
        likeness.alike(&self.region, name)
    }

    /// Units among these whose names are one another's in another spelling: 县水利局, 示范县水利局.
    pub fn namesakes(&self, among: &[usize]) -> HashMap<usize, usize> {
        let among: BTreeSet<usize> = among.iter().copied().collect();
        let mut out = HashMap::new();
        for units in self.bare.values() {
            let here: Vec<usize> = units.iter().copied().filter(|u| among.contains(u)).collect();
            let [first, rest @ ..] = here.as_slice() else { continue };
            if let Some(second) = rest.first() {
                out.entry(*first).or_insert(*second);
            }
            for u in rest {
                out.entry(*u).or_insert(*first);
            }
        }
        out
    }
}

fn put(names: &mut ByName, name: String, unit: usize) {
    let units = names.entry(name).or_default();
    if !units.contains(&unit) {
        units.push(unit);
    }
}
