//! U206 单位填的总计和分项对不上.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::figures::Figures;
use crate::report::value::Cell;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U206",
    title: "单位填的总计和分项对不上",
    level: Level::Warning,
    why: "合计按分项算，不按单位填的总计；两者不同，说明有一个填错了",
    how: "请单位改正",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in &view.standing.rows {
        let unit = row.unit;
        // As it was handed in: what is added up follows the parts.
        let own = row.counts.and_then(|s| view.collection.submissions.get(s)?.figures());
        let Some((figures, form)) = own.and_then(|f| Some((f, f.form()?))) else { continue };
        let ledger = form.ledger();
        let mut wrong = Vec::new();
        for place in &ledger.order {
            let typed = figures.cells().get(*place).and_then(|c| match c {
                Cell::Typed(v) => v.whole(),
                _ => None,
            });
            let parts = figures.parts(*place);
            if typed.is_some() && typed != parts {
                let parts = parts.map_or_else(|| without(figures, *place).to_string(), |n| n.to_string());
                wrong.extend(ledger.keys.get(*place).cloned().map(|k| (k, typed, parts)));
            }
        }
        let Some((first, typed, parts)) = wrong.first() else { continue };
        let said = format!(
            "{}的“{}”等{}格总计和分项对不上（总计{}，分项{parts}），合计按分项算",
            view.name(unit),
            form.cell_name(first),
            wrong.len(),
            typed.unwrap_or_default()
        );
        let keys = wrong.into_iter().map(|(k, _, _)| k).collect();
        out.push(CollectFinding::new(&CHECK, said).unit(unit).cells(keys));
    }
}

/// Why the parts of a total come to nothing.
fn without(figures: &Figures, place: usize) -> &'static str {
    let ledger = figures.form().map(|f| f.ledger());
    let follows = ledger.and_then(|l| l.sums.get(l.follows.get(place).copied()??));
    let is_filled = follows.is_some_and(|s| s.left.iter().any(|p| figures.value(*p).is_some()));
    if is_filled { "有的不是数" } else { "没有填" }
}
