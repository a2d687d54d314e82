//! Whose report it is: by the office that it names, else by what its file is called. A name is known with its region or
//! without (示范县水利局, 县水利局, 水利局) and in its short form (发改局). Of another region it is nobody's; where
//! more than one may be meant, the clerk is asked. Only the roster and the report decide, not what came in before.

use super::Collection;
use super::roster::RosterUnit;
use super::submission::Submission;
use crate::chinese::offices;
use crate::form::words::words;
use crate::report::level;
use std::collections::{BTreeSet, HashMap};
use unicode_normalization::UnicodeNormalization;

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
    /// Only its file's name tells.
    ByFileName(String),
    /// The same bytes lie under names of two units.
    TwoNames,
}

impl Stray {
    /// In a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Stray::Nameless => "没有写机关名称，文件名也看不出是哪个单位的".into(),
            Stray::Unknown(name) => format!("户册里没有“{name}”"),
            Stray::Ambiguous(name) => format!("“{name}”可能是户册里好几个单位"),
            Stray::Elsewhere(name) => format!("“{name}”像是别的地方的单位"),
            Stray::Whole(name) => format!("“{name}”是本级政府自己的年报，加进去就重复了"),
            Stray::ByFileName(name) => format!("报告没有写机关名称，从文件名看是“{name}”"),
            Stray::TwoNames => "同一份文件放在两个单位的名下".into(),
        }
    }
}

/// The roster by names.
pub struct Matcher<'a> {
    units: &'a [RosterUnit],
    /// What comes before a name of this region: 示范县.
    region: String,
    office: String,
    /// By name as it stands, and by what remains of it.
    whole: HashMap<String, Vec<usize>>,
    bare: HashMap<String, Vec<usize>>,
    ids: HashMap<&'a str, usize>,
}

impl<'a> Matcher<'a> {
    pub fn of(collection: &'a Collection) -> Matcher<'a> {
        let region = level::region(&collection.office).to_string();
        let mut m = Matcher {
            units: &collection.units,
            office: folded(&collection.office),
            whole: HashMap::new(),
            bare: HashMap::new(),
            ids: collection.units.iter().enumerate().map(|(i, u)| (u.id.as_str(), i)).collect(),
            region,
        };
        for (i, unit) in collection.units.iter().enumerate() {
            for name in unit.names() {
                put(&mut m.whole, folded(name), i);
                bare(&m.region, name).into_iter().for_each(|k| put(&mut m.bare, k, i));
            }
        }
        m
    }

    /// Whose a submission is.
    pub fn place(&self, submission: &Submission) -> Placement {
        if let Some(at) = submission.placed.as_deref().and_then(|id| self.ids.get(id)) {
            return Placement::Of(*at);
        }
        let office = submission.office().trim();
        if office.is_empty() { self.by_files(&submission.files) } else { self.by_name(office) }
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
        if !self.office.is_empty() && folded(name) == self.office {
            return unsure(Stray::Whole(told()), Vec::new());
        }
        let keys = bare(&self.region, name);
        let found: BTreeSet<usize> =
            keys.iter().filter_map(|k| self.bare.get(k)).flatten().copied().collect();
        match found.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => Placement::Of(*one),
            [] if self.is_elsewhere(name) => unsure(Stray::Elsewhere(told()), self.alike(name)),
            [] => unsure(Stray::Unknown(told()), self.alike(name)),
            many => unsure(Stray::Ambiguous(told()), many.to_vec()),
        }
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
        let among = |names: &HashMap<String, Vec<usize>>| {
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
        let own = level::region(&name);
        !self.region.is_empty() && own.chars().count() > 1 && !ends_in(&self.region, own)
    }

    /// Units whose names share most with this one, for a list to pick from.
    fn alike(&self, name: &str) -> Vec<usize> {
        const MOST: usize = 8;
        let wanted = pairs(&trimmed(&self.region, &folded(name)));
        let score = |(i, u): (usize, &RosterUnit)| {
            let best = u.names().map(|n| {
                let has = pairs(&trimmed(&self.region, &folded(n)));
                let shared = has.intersection(&wanted).count().saturating_mul(100);
                shared.checked_div(has.union(&wanted).count()).unwrap_or(0)
            });
            (best.max().unwrap_or(0), i)
        };
        let mut all: Vec<(usize, usize)> = self.units.iter().enumerate().map(score).collect();
        all.retain(|(score, _)| *score >= 20);
        all.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
        all.into_iter().take(MOST).map(|(_, i)| i).collect()
    }
}

/// Units among these whose names are one another's in another spelling: 县水利局, 示范县水利局.
pub fn namesakes(collection: &Collection, among: &[usize]) -> HashMap<usize, usize> {
    let matcher = Matcher::of(collection);
    let among: BTreeSet<usize> = among.iter().copied().collect();
    let mut out = HashMap::new();
    for units in matcher.bare.values() {
        let mut here = units.iter().copied().filter(|u| among.contains(u));
        let (Some(first), rest) = (here.next(), here.collect::<Vec<_>>()) else { continue };
        if let Some(second) = rest.first() {
            out.entry(first).or_insert(*second);
            for u in &rest {
                out.entry(*u).or_insert(first);
            }
        }
    }
    out
}

fn put(names: &mut HashMap<String, Vec<usize>>, name: String, unit: usize) {
    let units = names.entry(name).or_default();
    if !units.contains(&unit) {
        units.push(unit);
    }
}

/// Two names of regions end alike: 示范市示范县, 示范县.
fn ends_in(a: &str, b: &str) -> bool {
    a.ends_with(b) || b.ends_with(a)
}

/// A name in the signs that names are compared by.
pub fn folded(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace() && !crate::chinese::signs::is_invisible(*c)).collect()
}

/// Without what names the region: 示范市示范县水利局 → 水利局.
fn trimmed<'a>(region: &str, name: &'a str) -> String {
    let rest: &'a str = match name.find(region).filter(|_| !region.is_empty()) {
        // What stands before it are the regions above.
        Some(at) => name.get(at.saturating_add(region.len())..).unwrap_or_default(),
        None => name,
    };
    rest.to_string()
}

/// What a name is found by without its region, whole and in its short form.
fn bare(region: &str, name: &str) -> BTreeSet<String> {
    let name = folded(name);
    let rest = trimmed(region, &name);
    let mut out = BTreeSet::new();
    // 县水利局 is said within the county.
    let last = region.chars().last().filter(|_| rest == name);
    let inner = last.and_then(|c| rest.strip_prefix(c)).filter(|r| r.chars().count() > 2).map(str::to_string);
    for name in std::iter::once(rest).chain(inner) {
        out.insert(short(&name));
    }
    out.remove("");
    out
}

/// The short form of a name: 发展和改革局 → 发改局, 青石镇人民政府 → 青石镇.
fn short(name: &str) -> String {
    let mut out = name.to_string();
    for (long, short) in &words().short_names {
        out = out.replace(long.as_str(), short);
    }
    let trimmed = words().short_ends.iter().find_map(|e| out.strip_suffix(e.as_str()));
    trimmed.filter(|t| !t.is_empty()).map(str::to_string).unwrap_or(out)
}

fn pairs(name: &str) -> BTreeSet<(char, char)> {
    name.chars().zip(name.chars().skip(1)).collect()
}
