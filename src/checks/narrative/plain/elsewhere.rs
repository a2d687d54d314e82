//! What is not added up here: requests, cases and their answers have a reader of their own.

use super::super::words::words;
use super::holds;

/// Whether words speak of what is added up elsewhere: 「受理申请」; not 「受理咨询」, nor of papers, 「公开行政复议决定书213份」.
pub(super) fn is_elsewhere(text: &str) -> bool {
    let plain = &words().plain;
    if text.ends_with("复议决定书") {
        return false;
    }
    let handled = || {
        plain.handled.iter().any(|h| text.rsplit_once(h.as_str()).is_some_and(|(_, of)| names_nothing(of)))
    };
    (holds(text, &plain.elsewhere) || handled()) && !holds(text, &plain.others)
}

/// Whether words speak of documents and of nothing else that is added up elsewhere.
pub(super) fn is_of_documents(text: &str) -> bool {
    const DOCUMENTS: &str = "规范性文件";
    text.contains(DOCUMENTS) && !is_elsewhere(&text.replace(DOCUMENTS, ""))
}

/// Whether words behind a verb say nothing of what: 「共」, 「总量为」.
fn names_nothing(of: &str) -> bool {
    const SILENT: [char; 19] = [
        '了', '共', '的', '各', '类', '累', '计', '合', '总', '数', '量', '为', '达', '件', '约', '近', '完',
        '毕', '率',
    ];
    of.trim_start_matches(SILENT).is_empty()
}
