//! U203 合计超出了能填的数.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::form::table::CellKey;

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
    let (ledger, totals) = (form.ledger(), &view.standing.totals);
    let follows = |key: &CellKey| ledger.place(key.as_str()).is_some_and(|p| totals.lacks_a_part(ledger, p));
    for (key, _) in totals.open(form).filter(|(_, t)| t.beyond) {
        let (name, said) = (form.cell_name(key), "是负数，或者大得一格放不下，空着");
        // Nobody can put a total right: its part is to be seen to.
        let why = if follows(key) { "的分项，有的" } else { "的合计" };
        out.push(CollectFinding::new(&CHECK, format!("“{name}”{why}{said}")).cells(vec![key.clone()]));
    }
}
