//! U203 合计超出了能填的数.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U203",
    title: "合计超出了能填的数",
    level: Level::Error,
    why: "合计是负数，或者大得一格放不下",
    how: "核对各单位的数和调整",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let form = view.collection.form();
    for (key, _) in view.standing.totals.open(form).filter(|(_, t)| t.beyond) {
        let said = format!("“{}”的合计是负数，或者大得一格放不下，空着", form.cell_name(key));
        out.push(CollectFinding::new(&CHECK, said).cells(vec![key.clone()]));
    }
}
