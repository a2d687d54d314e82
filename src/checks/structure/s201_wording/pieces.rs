//! 条, 份 and 个 where applications are counted, which are counted in 件.

use super::Rewording;
use super::units::{counted, modified};
use crate::form::words::words;

/// 条, 份 and 个 for applications, and for what of them was answered: 收到申请21条，办结21条; not 依申请公开文件12条.
pub(super) fn pieces(text: &str) -> Vec<Rewording> {
    let w = words();
    let mut out: Vec<Rewording> = Vec::new();
    let mut of_requests = false;
    for (at, unit) in text.match_indices(['条', '份', '个', '起', '例', '件', '。']) {
        let number = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        if unit == "。" || number.len() == at {
            of_requests &= unit != "。";
            continue;
        }
        let clause = number.rsplit(['，', '。', '；', '、', '：', '（']).next().unwrap_or("");
        let clause = clause.trim_end_matches(['共', '计', '了', '为', '有', '达']);
        let asked =
            clause.ends_with("申请") || clause.ends_with("申请公开") && !clause.ends_with("依申请公开");
        let took = w.taken.iter().any(|t| clause.contains(t.as_str()));
        let whole = w.applications.iter().any(|x| clause.ends_with(x.as_str())) && took;
        let behind = &text[at.saturating_add(unit.len())..];
        let said_behind =
            took && counted(modified(behind, w), w).is_some_and(ends_there) && !behind.starts_with('的');
        let named_behind =
            took && w.applications.iter().any(|a| behind.strip_prefix(a.as_str()).is_some_and(ends_there));
        let answered = of_requests && w.settled.iter().any(|s| clause.ends_with(s.as_str()));
        let counted_so = asked && took || whole || said_behind && behind.contains("申请") || answered;
        if named_behind || counted_so && ends_there_or_named(behind) {
            of_requests = true;
            if unit == "件" {
                continue;
            }
            let from = number.len();
            out.push((from..at.saturating_add(unit.len()), format!("{}件", &text[from..at])));
        }
    }
    out
}

/// Whether a number with its unit ends here, or what is counted follows.
fn ends_there_or_named(behind: &str) -> bool {
    ends_there(behind) || counted(modified(behind, words()), words()).is_some()
}

/// Whether nothing follows that the words before belong to.
fn ends_there(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）', '和', ',', '（'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::section;
    use crate::checks::tests::check_silent;
    use crate::report::{Part, Section};

    #[test]
    fn applications_are_counted_in_pieces() {
        for (was, now) in [
            ("收到申请公开21条，办结21条。", "收到申请公开21件，办结21件。"),
            ("受理政府信息公开申请8条。", "受理政府信息公开申请8件。"),
            ("今年共收到3条依申请政府信息公开。", "今年共收到3件依申请政府信息公开。"),
            ("共收到25份政府信息公开申请，均已答复。", "共收到25件政府信息公开申请，均已答复。"),
        ] {
            let mut case = section(was);
            while let Some(fix) = case.findings("S201").into_iter().find_map(|f| f.fix) {
                fix.edits.into_iter().for_each(|e| e.apply(&mut case.report));
            }
            assert_eq!(case.report.words(Part::Before(Section::Overview)), now);
        }
        for fine in
            ["主动公开16条，依申请公开文件12条。", "公开信息21条，回应21条。", "编制公文12份，收到申请2件。"]
        {
            check_silent("S201", &section(fine));
        }
    }
}
