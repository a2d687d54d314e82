//! What a portal puts around a report, and before its title.

use super::facts_in_prose;
use crate::chinese::offices::before_bracket;
use crate::form::words::words;

/// What a portal lists around a text: 发布日期：…, 上一篇.
pub fn is_clutter(t: &str) -> bool {
    let begins = |c: &String| t.trim_start().starts_with(c);
    t.chars().count() <= 60 && !t.ends_with('。') && words().clutter.iter().any(begins)
}

/// A few words that are no sentence, as buttons and links are.
pub fn is_scrap(t: &str) -> bool {
    t.chars().count() <= 12
        && !t.ends_with(['。', '：', '；', '！', '？', '，'])
        && !words().nothing.iter().any(|n| n == t)
}

/// A sentence of the report's own by how it begins, though it is short or lacks its stop.
pub fn opens_prose(t: &str) -> bool {
    let t = t.trim_start();
    // 「为全面落实惠民政策，县水利局召开会议」 is a portal's news.
    let of_this = ["条例", "报告", "年报", "公开"].iter().any(|w| t.contains(w));
    of_this && !is_scrap(t) && words().opens_prose.iter().any(|w| t.starts_with(w.as_str()))
}

/// What a portal says of the document, several things in a line: 信息类别：… 公开方式：… 生成日期：….
pub fn is_of_portal(line: &str) -> bool {
    !line.contains(['。', '；']) && line.matches(['：', ':']).count() > 2
}

/// A title without what a portal put before it: 【图文】, （文字版）.
pub fn without_mark(line: &str) -> &str {
    let t = line.trim();
    let rest = [('【', '】'), ('（', '）'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let (mark, rest) = t.strip_prefix(open)?.split_once(close)?;
        (mark.chars().count() <= 4).then_some(rest)
    });
    rest.filter(|r| facts_in_prose::ends_title(r)).unwrap_or(line)
}

/// The office that a portal's line names as the one that published: 发布机构：示范县水务局.
pub fn publisher(line: &str) -> Option<String> {
    let w = words();
    let named = w.publishers.iter().find_map(|p| line.split_once(p.as_str()))?.1;
    let name = named.trim_start_matches(['：', ':', '|', ' ', '　']).split_whitespace().next()?;
    let is_office =
        w.offices.iter().chain(&w.governments).any(|e| before_bracket(name).ends_with(e.as_str()));
    (is_office && (4..=30).contains(&name.chars().count())).then(|| name.to_string())
}
