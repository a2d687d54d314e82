//! U105 文件读不出来.

use super::{CollectCheck, CollectFinding, CollectView};
use crate::checks::Level;
use crate::collect::submission::SubmittedContent;
use crate::format;

pub const CHECK: CollectCheck = CollectCheck {
    code: "U105",
    title: "文件读不出来",
    level: Level::Error,
    why: "读不出来的报告没有计入",
    how: "请单位另存为 Word 或者项目文件再报；加了密码的先去掉密码",
    run,
};

fn run(view: &CollectView<'_>, out: &mut Vec<CollectFinding>) {
    for (i, s) in view.collection.submissions.iter().enumerate() {
        let SubmittedContent::Unreadable(why) = &s.content else { continue };
        if s.set_aside.is_some() || view.seen.void(s) {
            continue;
        }
        out.push(
            CollectFinding::new(&CHECK, format!("{}读不出来：{why}", format::spoken(s.file())))
                .aside(view, i),
        );
    }
}
