//! S106: words of a template or of a program were left in.

use crate::checks::{Check, Context, Finding, Level, Reads};
use crate::report::Part;

pub const CHECK: Check = Check {
    code: "S106",
    title: "有模板或软件留下的字样",
    level: Level::Error,
    why: "模板里的占位字样、填报说明和软件标记不能出现在公开的报告里。",
    how: "删去或换成本单位的内容。",
    reads: &[Reads::Text],
    run,
};

/// What no finished report says.
const RESIDUE: [&str; 10] = [
    "XX",
    "xx",
    "××",
    "ＸＸ",
    "[bookmark",
    "该部分以表格形式报告",
    "填报说明",
    "表格如下：此处",
    "此处填写",
    "（示例）",
];

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let sections = (1..=6).flat_map(|n| [Part::Before(n), Part::After(n)]);
    for part in [Part::Title, Part::Preamble].into_iter().chain(sections) {
        let words = cx.report.words(part);
        if let Some(left) = RESIDUE.iter().find(|r| words.contains(**r)) {
            let at = words.find(left).unwrap_or(0);
            let near: String = words[at..].chars().take(16).collect();
            out.push(Finding::new(&CHECK, format!("文字里还有“{near}”")).part(part, Some((*left).into())));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::text::Para;

    #[test]
    fn placeholders_are_found_and_plain_words_are_not() {
        let mut r = zeros(2025);
        check_silent("S106", &r);
        r.report.sections[0].before = vec![Para::plain("全年公开信息XX条。")];
        check_finds("S106", &r, "“XX条。”");
    }
}
