//! U204 复议机关作共同被告的诉讼可能计了两次.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::roster::UnitKind;
use crate::form::Role;
use crate::form::table::CellKey;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U204",
    title: "复议机关作共同被告的诉讼可能计了两次",
    level: Level::Warning,
    why: "复议机关和原行为机关作共同被告的案件，只由原行为机关统计（国办公开办函〔2016〕201号）",
    how: "核对本级的“复议后起诉”有没有作共同被告的：有，扣下来写明理由；没有，确认一次",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    if view.collection.co_defendants.is_some() {
        return;
    }
    let form = view.collection.form();
    for (unit, figures) in view.standing.counted() {
        if view.collection.units.get(unit).is_none_or(|u| u.kind != UnitKind::Own) {
            continue;
        }
        for key in form.role(Role::SuitAfterReview).iter().map(|k| CellKey::parse(k)) {
            if figures.by_key(&key).is_some_and(|v| !v.is_zero()) {
                let (name, cell) = (view.name(unit), form.cell_name(&key));
                let said = format!("{name}报了“{cell}”：作共同被告的只由原行为机关统计，请核对有没有重复");
                out.push(CollectFinding::new(&CHECK, said).unit(unit).cells(vec![key]));
            }
        }
    }
}
