//! U113 认定的单位、文件的名称和报告里写的不同.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::matching::Placement;
use crate::format;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U113",
    title: "认定的单位、文件的名称和报告里写的不同",
    level: Level::Hint,
    why: "报告计在一个单位名下，报告里写的、或者文件的名称却是户册里的另一个单位",
    how: "核对是谁的：不对的，重新认定",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for row in &view.standing.rows {
        let Some(s) = row.counts.and_then(|s| view.collection.submissions.get(s)) else { continue };
        let (file, unit, said) = (format::spoken(s.file()), view.name(row.unit), s.office().trim());
        let told = match s.placed {
            Some(_) if said.is_empty() || !is_other(&view.matcher.by_name(said), row.unit) => continue,
            Some(_) => format!("{file}计在{unit}名下，报告里写的是“{said}”"),
            None if file.contains(unit) => continue,
            None => match view.matcher.named_by(s.file()) {
                Some(other) if other != row.unit => {
                    format!("{file}计在{unit}名下，文件的名称却像是{}的", view.name(other))
                }
                _ => continue,
            },
        };
        out.push(CollectFinding::new(&CHECK, told).unit(row.unit));
    }
}

fn is_other(placed: &Placement, unit: usize) -> bool {
    matches!(placed, Placement::Of(other) if *other != unit)
}
