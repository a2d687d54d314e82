//! U301 结转、现行有效和去年的汇总接不上.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::figures;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U301",
    title: "结转、现行有效和去年的汇总接不上",
    level: Level::Warning,
    why: "各单位的上年结转，合起来应当等于去年的结转下年度；现行有效件数应当等于去年的加今年制发减今年废止",
    how: "看是哪个单位：新增、撤并的说明原因，其余的请单位核对",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    let form = view.collection.form();
    for gap in view.carried {
        let units: Vec<String> =
            gap.units.iter().take(3).map(|u| format!("{}（{}）", view.name(u.unit), u.why.words())).collect();
        let (cell, units) = (form.cell_name(&gap.cell), units.join("、"));
        let (found, expected) = (figures::words(gap.found), figures::words(gap.expected));
        let adjusted = match gap.adjusted.is_zero() {
            true => String::new(),
            false => format!("（其中调整{}）", figures::signed(gap.adjusted)),
        };
        let said = match gap.found == gap.expected {
            true => format!("“{cell}”的合计接得上，但有{}个单位接不上：{units}", gap.units.len()),
            false => {
                format!("“{cell}”的合计是{found}{adjusted}，按各单位去年的报告应当是{expected}：{units}")
            }
        };
        out.push(CollectFinding::new(&CHECK, said).cells(vec![gap.cell.clone()]));
    }
}
