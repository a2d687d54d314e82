//! What would come twice through a collection or a government below: units that a collection or a report handed in names,
//! whoever handed it in, units of the area of a government below, what says so of itself, and what two of them name both.

use super::Collection;
use super::alike::{self, Leaves};
use super::holding;
use super::region::{HomeRegion, folded, from_last_region, home, key, short};
use super::roster::{RosterUnit, UnitKind};
use super::submission::Submission;
use super::unit_row::Suspicion;
use crate::form::words::words;
use crate::report::level;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// By place of the unit what is suspicious about it, among those that would count.
pub fn of(collection: &Collection, counted: &[(usize, &Arc<Submission>)]) -> HashMap<usize, Suspicion> {
    let own = HomeRegion::of(collection).home(&collection.office);
    let parts = parts(collection, counted);
    let copies = copies(collection, counted);
    let areas = areas(collection, counted, &own);
    let said = said_above(collection, counted, &own);
    if areas.is_empty() && parts.is_empty() && said.is_empty() {
        return HashMap::new();
    }
    let kinds = kinds(&parts);
    let is_lower = |at: usize| collection.units.get(at).is_some_and(|u| u.kind == UnitKind::LowerGovernment);
    let above = |at: usize| {
        let unit = collection.units.get(at)?;
        let named = unit.names().filter_map(|n| parts.get(&key(n, &own))).flatten();
        let named = named.map(|p| p.of).find(|of| *of != at);
        let named = named.or_else(|| copies.get(&at).copied()).or_else(|| said.get(&at).copied());
        let of_kind = || unit.names().find_map(|n| of_kind(&key(n, &own), &kinds)).filter(|of| *of != at);
        named.or_else(of_kind).or_else(|| {
            Some(*unit.names().find_map(|n| in_area((at, n), &own, &areas))?).filter(|_| !is_lower(at))
        })
    };
    let mut out: HashMap<usize, Suspicion> =
        counted.iter().filter_map(|(at, _)| Some((*at, Suspicion::Within(above(*at)?)))).collect();
    for holders in parts.values() {
        let mut held =
            holders.iter().filter(|p| p.is_whole && !matches!(out.get(&p.of), Some(Suspicion::Within(_))));
        let Some(first) = held.next() else { continue };
        let others: Vec<&HeldPart<'_>> = held.filter(|p| p.of != first.of).collect();
        for (of, other) in others.iter().map(|p| (p.of, first)).chain(others.first().map(|p| (first.of, *p)))
        {
            out.insert(of, Suspicion::Shares(other.of, other.name.into()));
        }
    }
    out
}

/// What a collection names, and which unit's it is.
struct HeldPart<'a> {
    of: usize,
    name: &'a str,
    /// Where whoever holds it is.
    home: String,
    /// It is known which unit is meant: 局机关 of one bureau is not that of another.
    is_whole: bool,
}

/// What each collection, or report made of one, has in its numbers, by name.
fn parts<'a>(
    collection: &Collection,
    counted: &[(usize, &'a Arc<Submission>)],
) -> BTreeMap<String, Vec<HeldPart<'a>>> {
    let mut out: BTreeMap<String, Vec<HeldPart<'a>>> = BTreeMap::new();
    for (of, submission) in counted {
        let unit = collection.units.get(*of).map_or("", |u| u.name.as_str());
        let home = home(if submission.office().trim().is_empty() { unit } else { submission.office() });
        // 局信息中心 of a bureau may be its own or the county's.
        let office = submission.report().map(|r| from_last_region(&r.office)).filter(|o| *o != home);
        for name in submission.holds() {
            let is_whole = submission.collection().is_some() || !level::regions(&folded(name)).is_empty();
            for home in std::iter::once(&home).chain(&office) {
                let part = HeldPart { of: *of, name, home: home.clone(), is_whole };
                out.entry(key(name, home)).or_default().push(part);
            }
        }
    }
    out
}

/// Units of a kind, as 所属学校: where they are, what their names end with, and which unit has them in its numbers.
fn kinds<'a>(parts: &'a BTreeMap<String, Vec<HeldPart<'_>>>) -> Vec<(&'a str, &'static [String], usize)> {
    let of = |p: &'a HeldPart<'_>| Some((p.home.as_str(), holding::kind_of(p.name)?, p.of));
    parts.values().flatten().filter_map(of).collect()
}

fn of_kind(key: &str, kinds: &[(&str, &'static [String], usize)]) -> Option<usize> {
    let is = |home: &str, ends: &[String]| {
        key.strip_prefix(home).is_some_and(|rest| ends.iter().any(|e| rest.ends_with(e.as_str())))
    };
    kinds.iter().find(|(home, ends, _)| is(home, ends)).map(|(_, _, of)| *of)
}

/// Units that say that their numbers are in another's report, which counts too; by place the other.
fn said_above(
    collection: &Collection,
    counted: &[(usize, &Arc<Submission>)],
    own: &str,
) -> HashMap<usize, usize> {
    let names = |at: usize| collection.units.get(at).into_iter().flat_map(|u| u.names());
    let keys = |at: usize| names(at).map(|n| key(n, own));
    let says = |s: &Submission| s.report().is_some_and(|r| !r.above.is_empty());
    if !counted.iter().any(|(_, s)| says(s)) {
        return HashMap::new();
    }
    let all: Vec<(String, usize)> =
        counted.iter().flat_map(|(at, _)| keys(*at).map(move |k| (k, *at))).collect();
    let above = |(at, s): &(usize, &Arc<Submission>)| {
        let home = home(s.office());
        // 镇政府 is said within the town.
        let within = |area: &str, name: &str| {
            area.ends_with(&short(&folded(name)))
                && keys(*at).any(|k| k.len() > area.len() && k.starts_with(area))
        };
        let is = |name: &String, of: &String| *of == key(name, &home) || within(of, name);
        let mut named = s.report()?.above.iter();
        let of = |name: &String| all.iter().find(|(k, of)| of != at && is(name, k)).map(|(_, of)| *of);
        named.find_map(of).map(|of| (*at, of))
    };
    counted.iter().filter_map(above).collect()
}

/// Units whose numbers are those of a part of a collection, whatever that calls it; by place the unit whose it is.
fn copies(collection: &Collection, counted: &[(usize, &Arc<Submission>)]) -> HashMap<usize, usize> {
    let form = collection.form();
    let own = counted.iter().filter(|(_, s)| s.collection().is_none());
    let own = own.filter_map(|(at, s)| Some(((*at, None), Leaves::of(s.figures()?, form)?)));
    let lower = counted.iter().filter_map(|(at, s)| Some((*at, s.collection()?)));
    let below = lower.flat_map(|(at, c)| c.parts.iter().map(move |p| ((at, Some(at)), &p.figures)));
    let below: Vec<_> = below.filter_map(|(of, f)| Some((of, Leaves::of(f, form)?))).collect();
    if below.is_empty() {
        return HashMap::new();
    }
    let (of, leaves): (Vec<(usize, Option<usize>)>, Vec<Leaves>) = own.chain(below).unzip();
    let pairs = alike::pairs(&leaves).into_iter().filter_map(|(a, b)| Some((of.get(a)?, of.get(b)?)));
    // A unit stands before the parts.
    let held = pairs.filter_map(|((unit, own), (_, below))| own.is_none().then_some((*unit, (*below)?)));
    held.collect()
}

/// The areas of governments below, and of whoever says that several units are in its numbers. What holds this
/// collection's own is none.
fn areas(collection: &Collection, counted: &[(usize, &Arc<Submission>)], own: &str) -> Vec<(String, usize)> {
    let all = counted.iter().filter_map(|(at, s)| Some((*at, collection.units.get(*at)?, s)));
    let is_gathered = |s: &Submission| s.report().is_some_and(|r| r.is_gathered);
    let lower = all.filter(|(_, u, s)| u.kind == UnitKind::LowerGovernment || is_gathered(s));
    let of = |at: usize, u: &RosterUnit| {
        let area = key(&u.name, own);
        // 水利站 is the 水利局's.
        let matter =
            area.strip_suffix(words().office_ends.as_slice()).filter(|_| u.kind == UnitKind::Department);
        let matter = matter.filter(|m| m.strip_prefix(own).is_some_and(|m| m.chars().count() > 1));
        [Some((area.clone(), at)), matter.map(|m| (m.to_string(), at))]
    };
    let all = lower.flat_map(|(at, u, _)| of(at, u)).flatten();
    all.filter(|(area, _)| !area.is_empty() && !own.starts_with(area.as_str())).collect()
}

/// The other one in whose area a unit is, by its name from each of its regions on.
fn in_area<'a>((at, name): (usize, &str), own: &str, areas: &'a [(String, usize)]) -> Option<&'a usize> {
    let whole = folded(name);
    let regions = level::regions(&whole);
    let from = (0..regions.len()).map(|n| regions.iter().take(n).map(|r| r.len()).sum::<usize>());
    let mut all: Vec<String> = from.filter_map(|at| whole.get(at..)).map(short).collect();
    all.push(key(name, own));
    let inside = |area: &str| all.iter().any(|n| n.len() > area.len() && n.starts_with(area));
    areas.iter().find(|(area, of)| *of != at && inside(area)).map(|(_, at)| at)
}
