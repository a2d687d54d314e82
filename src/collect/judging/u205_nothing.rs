//! U205 单位的表全是“/”.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::report::value::{Cell, Value};

pub const CHECK: CollectCheck = CollectCheck {
    code: "U205",
    title: "单位的表全是“/”",
    level: Level::Warning,
    why: "每一格都不适用的报告，多半是没有填",
    how: "请单位核对",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for (unit, figures) in view.standing.counted() {
        let mut typed = figures.cells().iter().filter(|c| matches!(c, Cell::Typed(_))).peekable();
        let said_any = typed.peek().is_some();
        if said_any && typed.all(|c| *c == Cell::Typed(Value::NotApplicable)) {
            let said = format!("{}的表全是“/”，一个数也没有", view.name(unit));
            out.push(CollectFinding::new(&CHECK, said).unit(unit));
        }
    }
}
