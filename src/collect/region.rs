//! Where units are: the region that their names begin with, whole or in part, and what remains of a name without it.

use super::Collection;
use super::roster::RosterUnit;
use crate::chinese::signs::is_invisible;
use crate::chinese::variants::simplified;
use crate::form::words::words;
use crate::report::level;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A name in the signs that names are compared by: 示範縣水利局 is 示范县水利局.
pub fn folded(name: &str) -> String {
    let seen = name.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c));
    seen.map(simplified).collect()
}

/// A name from the last of its regions on: 示范市示范县水利局 → 示范县水利局.
pub fn from_last_region(name: &str) -> String {
    let name = folded(name);
    let regions = level::regions(&name);
    let above: usize = regions.iter().rev().skip(1).map(|r| r.len()).sum();
    name.get(above..).unwrap_or(&name).to_string()
}

/// A name as it is said outside: where it names no region it is one of `home`. 水利站 of 示范县青石镇 → 示范县青石镇水利站.
pub fn whole(name: &str, home: &str) -> String {
    let name = folded(name);
    if !level::regions(&name).is_empty() {
        return from_last_region(&name);
    }
    let (above, inner) = home.split_at_checked(level::region(home).len()).unwrap_or((home, ""));
    if !inner.is_empty() && name.starts_with(inner) {
        return format!("{above}{name}");
    }
    // 县水利局 is said within the county.
    let within = home.chars().last().and_then(|c| name.strip_prefix(c)).filter(|r| r.chars().count() > 2);
    format!("{home}{}", within.unwrap_or(&name))
}

/// What a name is known by outside, in its short form.
pub fn key(name: &str, home: &str) -> String {
    short(&whole(name, home))
}

/// Where the units of an office are: the area of a government, else the last region that its name tells.
pub fn home(office: &str) -> String {
    let name = from_last_region(office);
    let (area, governs) = shortened(&name);
    if governs { area } else { level::region(&name).to_string() }
}

/// Where the units are, and what is known to lie above it.
#[derive(Debug, Default)]
pub struct HomeRegion {
    /// 示范县. Empty where nobody knows it.
    own: String,
    /// 示范市, as the office or a unit says it.
    above: BTreeSet<String>,
}

impl HomeRegion {
    pub fn of(collection: &Collection) -> HomeRegion {
        let office = folded(&collection.office);
        let names = || collection.units.iter().flat_map(RosterUnit::names).map(|n| folded(n));
        let own = match office.is_empty() {
            false => level::regions(&office).last().map(|r| r.to_string()),
            // The one that all speak of who speak of one.
            true => {
                let all: BTreeSet<String> =
                    names().filter_map(|n| level::regions(&n).last().map(|r| r.to_string())).collect();
                all.first().filter(|_| all.len() == 1).cloned()
            }
        };
        let own = own.unwrap_or_default();
        let above = names().chain([office]).filter_map(|n| {
            let regions = level::regions(&n);
            let at = regions.iter().position(|r| *r == own)?.checked_sub(1)?;
            Some(regions.get(at)?.to_string())
        });
        HomeRegion { above: above.collect(), own }
    }

    /// What the names of units lack that name no region.
    pub fn home(&self, office: &str) -> String {
        if office.trim().is_empty() { self.own.clone() } else { home(office) }
    }

    pub fn is_known(&self) -> bool {
        !self.own.is_empty()
    }

    /// What follows the region in a folded name; none where it names none, or another. `known` asks that what stands
    /// before it is known to lie above: 徐州市鼓楼区 is not any 鼓楼区.
    pub fn behind(&self, name: &str, known: bool) -> Option<String> {
        if self.own.is_empty() {
            return None;
        }
        let regions = level::regions(name);
        if regions.is_empty() {
            return name.strip_prefix(self.own.as_str()).map(str::to_string);
        }
        let at = regions.iter().position(|r| *r == self.own)?;
        let above = at.checked_sub(1).and_then(|a| regions.get(a));
        if known && above.is_some_and(|a| !self.above.contains(*a)) {
            return None;
        }
        let len: usize = regions.iter().take(at.saturating_add(1)).map(|r| r.len()).sum();
        name.get(len..).map(str::to_string)
    }

    /// Without what names the region: 示范市示范县水利局 → 水利局.
    pub fn trimmed(&self, name: &str) -> String {
        let name = folded(name);
        self.behind(&name, true).unwrap_or(name)
    }

    /// What a name is found by without the region, whole and in its short form.
    pub fn bare(&self, name: &str) -> BTreeSet<String> {
        let name = folded(name);
        let rest = self.behind(&name, true).unwrap_or_else(|| name.clone());
        let mut out = BTreeSet::new();
        // 县水利局 is said within the county.
        let last = self.own.chars().last().filter(|_| rest == name);
        let inner =
            last.and_then(|c| rest.strip_prefix(c)).filter(|r| r.chars().count() > 2).map(str::to_string);
        for name in std::iter::once(rest).chain(inner) {
            out.insert(short(&name));
        }
        out.remove("");
        out
    }
}

/// The short form of a name: 发展和改革局 → 发改局, 青石镇人民政府 → 青石镇.
pub fn short(name: &str) -> String {
    shortened(name).0
}

/// The short form, and whether the name is of a body that governs an area.
fn shortened(name: &str) -> (String, bool) {
    let mut out = name.to_string();
    for (long, short) in &words().short_names {
        out = out.replace(long.as_str(), short);
    }
    let trimmed = words().short_ends.iter().find_map(|e| out.strip_suffix(e.as_str()));
    match trimmed.filter(|t| !t.is_empty()) {
        Some(area) => (area.to_string(), true),
        None => (out, false),
    }
}
