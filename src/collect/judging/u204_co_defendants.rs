//! U204 复议机关作共同被告的诉讼可能计了两次.

use super::{CollectCheck, CollectFinding, CollectView, Remedy};
use crate::checks::Level;
use crate::collect::roster::UnitKind;
use crate::collect::ruling::{CoDefendants, Ruling};
use crate::collect::standing::Standing;
use crate::collect::{Collection, figures};
use crate::form::Role;
use crate::form::table::CellKey;
use rust_decimal::Decimal;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U204",
    title: "复议机关作共同被告的诉讼可能计了两次",
    level: Level::Warning,
    why: "复议机关和原行为机关作共同被告的案件，只由原行为机关统计（国办公开办函〔2016〕201号）",
    how: "核对本级的“复议后起诉”有没有作共同被告的：有，扣下来写明理由；没有，确认一次",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let form = view.collection.form();
    let looked_at = view.collection.co_defendants.as_ref();
    for (cell, given) in given(view.collection, view.standing) {
        let then = looked_at.and_then(|c| c.of.get(&cell));
        for (unit, number) in given {
            let id = view.collection.units.get(unit).map_or("", |u| u.id.as_str());
            if then.and_then(|t| t.get(id)) == Some(&number) {
                continue;
            }
            let (name, words) = (view.name(unit), form.cell_name(&cell));
            let said = format!("{name}报了“{words}”：作共同被告的只由原行为机关统计，请核对有没有重复");
            let found = CollectFinding::new(&CHECK, said).unit(unit).cells(vec![cell.clone()]);
            out.push(found.remedy(Remedy::CoDefendants));
        }
    }
}

/// What the reviewing organ, which is the government itself, gives for suits after review.
fn given(collection: &Collection, standing: &Standing) -> Vec<(CellKey, Vec<(usize, Decimal)>)> {
    let own = |unit: usize| collection.units.get(unit).is_some_and(|u| u.kind == UnitKind::Own);
    let of = |cell: &CellKey| -> Vec<(usize, Decimal)> {
        let numbers = standing
            .counted()
            .filter(|(unit, _)| own(*unit))
            .filter_map(|(unit, f)| Some((unit, f.by_key(cell).as_ref().and_then(figures::number)?)));
        numbers.filter(|(_, n)| !n.is_zero()).collect()
    };
    let cells = collection.form().role(Role::SuitAfterReview).iter().map(|k| CellKey::parse(k));
    cells.map(|k| (k.clone(), of(&k))).collect()
}

impl CoDefendants {
    /// That what stands now was looked at.
    pub fn of(collection: &Collection, standing: &Standing, ruling: Ruling) -> CoDefendants {
        let id = |unit: usize| collection.units.get(unit).map(|u| u.id.clone());
        let by_id =
            |all: Vec<(usize, Decimal)>| all.into_iter().filter_map(|(u, n)| Some((id(u)?, n))).collect();
        let of = given(collection, standing).into_iter().map(|(cell, all)| (cell, by_id(all)));
        CoDefendants { of: of.collect(), ruling }
    }
}
