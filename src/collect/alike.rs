//! Reports that say the same, or nearly: a copy in which something was corrected, one whose zeros were left out.

use super::figures::{self, Figures};
use crate::form::Form;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeSet, HashMap};

/// Fewer numbers than this tell nothing: they are alike by chance.
pub const TELLING: usize = 4;
/// Of so many numbers one may have been corrected, where there are many and it is a few.
const SLIP: usize = 8;
const MANY: usize = 12;
/// Numbers stand in so many groups; of two copies with fewer corrections some group is the same in both.
const GROUPS: usize = 8;
/// So many of those that have a group in common each is laid beside: where more have it, it tells little.
const BESIDE: usize = 50;

/// The numbers of a report that are no totals; 未填 is as good as 0 here. None of another edition.
pub fn leaves(figures: &Figures, form: &'static Form) -> Option<Vec<Decimal>> {
    let number = |p: usize| figures.value(p).as_ref().and_then(figures::number).unwrap_or_default();
    let follows = form.ledger().follows.iter().enumerate();
    let all = || follows.filter(|(_, f)| f.is_none()).map(|(p, _)| number(p)).collect();
    (figures.edition() == form.edition).then(all)
}

/// The same, of a report that says enough.
#[derive(PartialEq, Eq)]
pub struct Leaves(Vec<Decimal>);

impl Leaves {
    pub fn of(figures: &Figures, form: &'static Form) -> Option<Leaves> {
        leaves(figures, form).filter(|all| said(all) >= TELLING).map(Leaves)
    }

    /// Whether one is a copy of the other: nearly all is the same, and more of it than comes about by chance.
    fn is_like(&self, other: &Leaves, chance: f64) -> bool {
        let differ = self.0.iter().zip(&other.0).filter(|(a, b)| a != b).take(GROUPS).count();
        let many = said(&self.0).min(said(&other.0));
        let few = differ == 0 || differ < GROUPS && many >= MANY && differ.saturating_mul(SLIP) <= many;
        few && self.0.iter().zip(&other.0).filter(|(a, b)| a == b).map(|(a, _)| tells(a)).sum::<f64>()
            > chance
    }

    /// The numbers of a group, where they tell anything.
    fn group(&self, group: usize) -> Option<Vec<Decimal>> {
        let all: Vec<Decimal> = self.0.iter().skip(group).step_by(GROUPS).copied().collect();
        (said(&all) > 1).then_some(all)
    }
}

/// How much it tells, in bits, that another has this number too: of small towns many have a 1 or a 2 there, few a 147.
fn tells(number: &Decimal) -> f64 {
    const FALLS: f64 = 1.5;
    number.normalize().mantissa().unsigned_abs().max(1).to_f64().map_or(0.0, |n| n.log2() * FALLS)
}

/// What so many reports have in common by chance, once in some thousand collections.
fn chance(reports: usize) -> f64 {
    const SELDOM: f64 = 12.0;
    let n = reports.to_f64().unwrap_or(1.0);
    (n * n / 2.0).max(1.0).log2() + SELDOM
}

fn said(numbers: &[Decimal]) -> usize {
    numbers.iter().filter(|n| !n.is_zero()).count()
}

/// Places of those that are like another, each with the places of the others.
pub fn pairs(all: &[Leaves]) -> BTreeSet<(usize, usize)> {
    let mut out = BTreeSet::new();
    let whole = |l: &Leaves| Some(l.0.clone());
    let chance = chance(all.len());
    let mut alike = |tells: &dyn Fn(&Leaves) -> Option<Vec<Decimal>>| {
        let mut same: HashMap<Vec<Decimal>, Vec<usize>, ahash::RandomState> = HashMap::default();
        for (place, leaves) in all.iter().enumerate() {
            tells(leaves).into_iter().for_each(|n| same.entry(n).or_default().push(place));
        }
        for places in same.into_values() {
            for (n, a) in places.iter().enumerate() {
                let others = places.iter().skip(n.saturating_add(1)).take(BESIDE);
                let like =
                    |b: &&usize| all.get(*a).zip(all.get(**b)).is_some_and(|(a, b)| a.is_like(b, chance));
                out.extend(others.filter(like).map(|b| (*a, *b)));
            }
        }
    };
    alike(&whole);
    (0..GROUPS).for_each(|g| alike(&|l: &Leaves| l.group(g)));
    out
}
