//! What is to be known of a collection one level up.

use super::Collection;
use super::judging::CollectFinding;
use super::lower::{LowerCollection, LowerPart};
use super::overview::Overview;
use super::region::{home, whole};
use super::unit_row::{FilesSeen, UnitRow};
use crate::checks::Level;
use std::sync::Arc;

impl LowerCollection {
    /// Its sums, those of its units, and what is wrong or missing in it.
    pub fn of(collection: &Collection) -> LowerCollection {
        let overview = Overview::of(collection, &FilesSeen::default());
        let standing = &overview.standing;
        let (form, totals) = (collection.form(), &standing.totals);
        let counted = |row: &UnitRow| {
            let figures = standing.figures(row.unit)?.clone();
            Some(LowerPart { name: collection.units.get(row.unit)?.name.clone(), figures })
        };
        let lower: Vec<(&str, &LowerCollection)> =
            standing.rows.iter().filter_map(|r| lower(collection, r)).collect();
        // However far below: nothing that lacks is lost on the way up.
        let all = |of: &dyn Fn(&LowerCollection) -> &Vec<String>, joint: &str| -> Vec<String> {
            let words = |(name, c): &(&str, &LowerCollection)| -> Vec<String> {
                of(c).iter().map(|w| format!("{name}{joint}{w}")).collect()
            };
            lower.iter().flat_map(words).collect()
        };
        let missing = standing.rows.iter().filter(|r| r.counts.is_none() && r.is_expected(collection));
        let missing = missing.filter_map(|r| collection.units.get(r.unit)).map(|u| u.name.clone());
        // What waits for a ruling may be in the sums twice as well.
        let waits = |f: &&CollectFinding| f.level == Level::Error || !f.remedies.is_empty();
        let errors = overview.findings.iter().filter(waits).map(|f| f.message.clone());
        let keys = form.ledger().keys.iter().zip(&totals.cells);
        LowerCollection {
            office: collection.office.clone(),
            year: collection.year,
            sums: Arc::new(totals.figures(form)),
            parts: standing.rows.iter().filter_map(counted).collect(),
            below: lower.iter().flat_map(|(name, c)| further(name, c)).collect(),
            missing: missing.chain(all(&|c| &c.missing, "的")).collect(),
            open_cells: keys
                .filter(|(k, c)| c.is_open() && form.total_of(k).is_none())
                .map(|(k, _)| k.to_string())
                .collect(),
            errors: errors.chain(all(&|c| &c.errors, "：")).collect(),
        }
    }
}

/// The collection that counts for a unit, and the unit's name.
fn lower<'a>(collection: &'a Collection, row: &UnitRow) -> Option<(&'a str, &'a LowerCollection)> {
    let lower = collection.submissions.get(row.counts?)?.collection()?;
    Some((collection.units.get(row.unit)?.name.as_str(), lower))
}

/// All that is in a lower collection, with its own name: so no collection goes round into itself, and none counts twice.
fn further(unit: &str, lower: &LowerCollection) -> Vec<String> {
    let home = home(if lower.office.trim().is_empty() { unit } else { &lower.office });
    let all = lower.names().chain([&lower.office]).filter(|n| !n.trim().is_empty());
    all.map(|n| whole(n, &home)).collect()
}
