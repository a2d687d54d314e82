//! U206 单位填的总计和分项对不上.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
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
                wrong.extend(ledger.keys.get(*place).cloned().map(|k| (k, typed, parts)));
            }
        }
        let Some((first, typed, parts)) = wrong.first() else { continue };
        let number = |n: &Option<i128>| n.map_or("没有填".to_string(), |n| n.to_string());
        let said = format!(
            "{}的“{}”等{}格总计和分项对不上（总计{}，分项{}），合计按分项算",
            view.name(unit),
            form.cell_name(first),
            wrong.len(),
            number(typed),
            number(parts)
        );
        let keys = wrong.into_iter().map(|(k, _, _)| k).collect();
        out.push(CollectFinding::new(&CHECK, said).unit(unit).cells(keys));
    }
}
