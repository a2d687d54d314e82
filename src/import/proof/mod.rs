//! What is certain of a table: a value comes into a cell of a report only as `PlacedCell`, and that is made here alone,
//! from a row that its label proves (or its place between its neighbours) and a column that its heads prove, or
//! from all numbers of a table in the form's order if every sum holds. All else is asked.

mod align;
mod crossed;
mod groups;
mod in_order;
mod names;
mod outcome;
mod pieces;
mod rows;
pub(super) mod shown;

use super::heads::Unproven;
use super::labels::Labels;
use super::scale::{self, Scale};
use super::source_rows::SourceRow;
use super::walk::{Label, Walk};
use crate::form::Form;
use crate::form::table::Table;
use in_order::in_order;
pub use names::slip_of;
pub use outcome::{AskedCell, AskedWhy, PlacedCell, ProofOutcome, TakenRow};
use rows::Prover;
use shown::Shown;

/// What is certain of the rows that were met.
pub fn prove(
    form: &'static Form,
    (table, labels): (&Table, &Labels),
    walk: &Walk,
    rows: &[SourceRow],
    shown: Shown,
) -> ProofOutcome {
    let mut p = Prover { form, walk, shown, out: ProofOutcome::default() };
    for block in &table.blocks {
        p.block(table, block);
    }
    table.blocks.iter().for_each(|b| p.crossed(b, labels, rows));
    for s in walk.rows.iter().filter(|s| matches!(s.label, Label::Other(_))) {
        if p.out.crossed.contains(&s.line) {
            continue;
        }
        p.out.others.push((s.line, s.words.clone()));
        let cells = s.cells.iter().filter(|c| !c.text.is_empty()).map(|c| (c.text.clone(), None)).collect();
        p.out.taken.push(TakenRow { line: s.line, label: s.words.clone(), cells, wanted: Vec::new() });
    }
    let mut out = p.out;
    let all = table.cells();
    // Where a row stands twice, the numbers in order may be another table's.
    let speaks = |a: &AskedCell| matches!(a.why, AskedWhy::Heads(Unproven::Odd) | AskedWhy::Twice(_));
    // In order they would be taken as they stand, whatever unit they are told in.
    let is_step = |s: Option<Scale>| s.and_then(Scale::step).is_some();
    let in_steps = walk.rows.iter().any(|s| is_step(scale::of_head(&s.words)))
        || walk.heads.iter().flat_map(|h| &h.words).any(|w| is_step(w.scale));
    let contrary = in_steps || out.asked.iter().any(speaks) || !out.strange.is_empty();
    if !contrary
        && out.placed.len() < all.len()
        && let Some(placed) = in_order(form, &all, rows)
        && let Some(unknown) = names::unknown(table, walk)
        && out.placed.iter().all(|p| placed.iter().any(|q| q.key == p.key && q.value == p.value))
    {
        out = ProofOutcome { placed, in_order: Some(unknown), marked: out.marked, ..ProofOutcome::default() };
    }
    out.taken.sort_by_key(|t| t.line);
    out
}
