//! What is to be known of a collection one level up.

use super::Collection;
use super::lower::{LowerCollection, LowerPart};
use super::overview::Overview;
use super::submission::SubmittedContent;
use super::unit_row::{FilesSeen, UnitRow};
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
        let names = |wanted: &dyn Fn(&UnitRow) -> bool| -> Vec<String> {
            let rows = standing.rows.iter().filter(|r| wanted(r));
            rows.filter_map(|r| collection.units.get(r.unit)).map(|u| u.name.clone()).collect()
        };
        let lower = standing.rows.iter().filter_map(|r| collection.submissions.get(r.counts?));
        let lower = lower.filter_map(|s| match &s.content {
            SubmittedContent::Collection(c) => Some(c),
            _ => None,
        });
        // However far below: so no collection goes round into itself.
        let below = lower.flat_map(|c| {
            let governments = c.parts.iter().map(|p| &p.name).filter(|n| n.ends_with("政府"));
            governments.chain(&c.below).chain([&c.office]).cloned()
        });
        let keys = form.ledger().keys.iter().zip(&totals.cells);
        LowerCollection {
            office: collection.office.clone(),
            year: collection.year,
            sums: Arc::new(totals.figures(form)),
            parts: standing.rows.iter().filter_map(counted).collect(),
            below: below.collect(),
            missing: names(&|r| r.counts.is_none() && r.is_expected(collection)),
            open_cells: keys
                .filter(|(k, c)| c.is_open() && form.total_of(k).is_none())
                .map(|(k, _)| k.to_string())
                .collect(),
            errors: overview.errors().map(|f| f.message.clone()).collect(),
        }
    }
}
