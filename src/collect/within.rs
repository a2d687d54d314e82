//! What would come twice through a collection or a government below: units that a collection handed in names, whoever
//! handed it in, units of the area of a government below, and what two collections name both.

use super::Collection;
use super::alike::{self, Leaves};
use super::region::{HomeRegion, folded, home, key, short};
use super::roster::UnitKind;
use super::submission::Submission;
use super::unit_row::Suspicion;
use crate::report::level;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// By place of the unit what is suspicious about it, among those that would count.
pub fn of(collection: &Collection, counted: &[(usize, &Arc<Submission>)]) -> HashMap<usize, Suspicion> {
    let own = HomeRegion::of(collection).home(&collection.office);
    let parts = parts(collection, counted);
    let copies = copies(collection, counted);
    let areas = areas(collection, counted, &own);
    if areas.is_empty() && parts.is_empty() {
        return HashMap::new();
    }
    let is_lower = |at: usize| collection.units.get(at).is_some_and(|u| u.kind == UnitKind::LowerGovernment);
    let above = |at: usize| {
        let unit = collection.units.get(at)?;
        let named = unit.names().filter_map(|n| parts.get(&key(n, &own))).flatten();
        let named = named.map(|p| p.of).find(|of| *of != at);
        let named = named.or_else(|| copies.get(&at).copied());
        named
            .or_else(|| Some(*unit.names().find_map(|n| in_area(n, &own, &areas))?).filter(|_| !is_lower(at)))
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
        for name in submission.holds() {
            let is_whole = submission.collection().is_some() || !level::regions(&folded(name)).is_empty();
            out.entry(key(name, &home)).or_default().push(HeldPart { of: *of, name, is_whole });
        }
    }
    out
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
    let all = lower.map(|(at, u, _)| (key(&u.name, own), at));
    all.filter(|(area, _)| !area.is_empty() && !own.starts_with(area.as_str())).collect()
}

/// The government in whose area a unit is, by its name from each of its regions on.
fn in_area<'a>(name: &str, own: &str, areas: &'a [(String, usize)]) -> Option<&'a usize> {
    let whole = folded(name);
    let regions = level::regions(&whole);
    let from = (0..regions.len()).map(|n| regions.iter().take(n).map(|r| r.len()).sum::<usize>());
    let mut all: Vec<String> = from.filter_map(|at| whole.get(at..)).map(short).collect();
    all.push(key(name, own));
    let inside = |area: &str| all.iter().any(|n| n.len() > area.len() && n.starts_with(area));
    areas.iter().find(|(area, _)| inside(area)).map(|(_, at)| at)
}
