//! U106 看不出是哪个单位的.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U106",
    title: "看不出是哪个单位的",
    level: Level::Error,
    why: "不知道是谁的，就不知道谁报了、谁没有报；没有计入",
    how: "从列表里选定单位；选过一次，以后就认得这个名称",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for stray in &view.standing.strays {
        if !stray.wants_unit(view.collection) {
            continue;
        }
        let likely: Vec<&str> = stray.likely.iter().take(3).map(|u| view.name(*u)).collect();
        let likely =
            if likely.is_empty() { String::new() } else { format!("；像是{}", likely.join("、")) };
        let said = format!("{}：{}，没有计入{likely}", view.file(stray.submission), stray.why.sentence());
        out.push(CollectFinding::new(&CHECK, said).aside(view, stray.submission));
    }
}
