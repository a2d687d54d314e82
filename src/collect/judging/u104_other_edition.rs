//! U104 用的是旧格式的表.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::unit_row::UnitState;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U104",
    title: "用的是旧格式的表",
    level: Level::Error,
    why: "两种格式有的格意思不同，只有意思一样的能转过来",
    how: "退回，请单位改用新格式；或者确认只计入能转过来的格",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in view.rows_in(UnitState::OtherEdition) {
        let figures = row.shown.and_then(|s| view.collection.submissions.get(s)?.figures());
        let lost = figures.map(|f| f.to_edition(view.collection.form()).1).unwrap_or_default();
        let label = figures.and_then(|f| f.form()).map_or("别的格式", |f| f.label.as_str());
        let kept = match lost.as_slice() {
            [] => "确认后能全部转过来".to_string(),
            [first, ..] => format!("确认后，“{first}”等{}个数转不过来", lost.len()),
        };
        let said = format!("{}用的是{label}，没有计入；{kept}", view.name(row.unit));
        out.push(CollectFinding::new(&CHECK, said).asked(view, row));
    }
}
