//! The written parts of a report: paragraphs made of runs. How it looks on paper is the page's business.

pub use super::live::{FieldStyle, FieldValue, MOST_PLACES, UNKNOWN, unit_of};
pub use super::run::{Run, RunKind};

use super::Report;
use super::picture::Picture;
use super::reckoned::KnownValues;
use crate::chinese::made_of::is_made_of;
use crate::chinese::numerals;
use crate::form::words::words;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Para {
    Text(Vec<Run>),
    /// A picture, its bytes as base64 in the file.
    Picture {
        bytes: Picture,
        caption: String,
        /// It came along from last year's report, and nobody has looked at it yet.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        old: bool,
    },
}

impl Para {
    /// A paragraph of plain text.
    pub fn plain(text: impl Into<String>) -> Para {
        Para::Text(vec![Run::text(text)])
    }

    /// A picture of this year.
    pub fn picture(bytes: Picture, caption: String) -> Para {
        Para::Picture { bytes, caption, old: false }
    }

    /// Whether something in it came along from last year's report.
    pub fn is_old(&self) -> bool {
        match self {
            Para::Picture { old, .. } => *old,
            Para::Text(runs) => runs.iter().any(Run::is_old),
        }
    }

    /// The words as they print, live values resolved; a picture gives its caption.
    pub fn resolved(&self, report: &Report) -> String {
        self.told(&KnownValues::of(report))
    }

    /// The same, of a report whose cells are asked for again and again.
    pub fn told(&self, known: &KnownValues<'_>) -> String {
        match self {
            Para::Picture { caption, .. } => caption.clone(),
            Para::Text(runs) => runs.iter().map(|r| r.told(known)).collect(),
        }
    }

    /// The words as they print, copied only where they are put together, and the bytes of them that are live values;
    /// a picture has none.
    pub fn read(&self, known: &KnownValues<'_>) -> Option<(Cow<'_, str>, Vec<Range<usize>>)> {
        let Para::Text(runs) = self else { return None };
        if let [run] = runs.as_slice()
            && let Some(t) = run.own_words()
        {
            return Some((Cow::Borrowed(t), Vec::new()));
        }
        let (mut words, mut live) = (String::new(), Vec::new());
        for run in runs {
            let from = words.len();
            match run.own_words() {
                Some(t) => words.push_str(t),
                None => {
                    words.push_str(&run.told(known));
                    live.push(from..words.len());
                }
            }
        }
        Some((Cow::Owned(words), live))
    }

    /// The heading that a paragraph begins with and goes on behind: （一）主动公开。本年…; empty where there is none.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn opening(words: &str) -> &str {
        const LONGEST: usize = 30;
        let end = words.find('。').map_or(0, |i| i + '。'.len_utf8());
        let (first, rest) = words.split_at(end);
        let heading = first.trim_end_matches('。');
        let short = first.chars().count() <= LONGEST && !heading.contains(['，', '；', '：']);
        if short && !rest.is_empty() && Para::level(heading) == Some(2) { first } else { "" }
    }

    /// The first sentence of a paragraph that is numbered as second headings are, its mark included: a heading where
    /// its siblings are some. （二）依申请公开： · （五）聚焦主责主业，扎实推进监督保障。 One that ends in ； is of a list.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub fn numbered_sentence(words: &str) -> &str {
        let end = words.find('。').map(|i| i + '。'.len_utf8());
        let end = end.or_else(|| words.ends_with('：').then_some(words.len())).unwrap_or_default();
        let first = words.get(..end).unwrap_or_default();
        let heading = first.trim_end_matches(['。', '：']);
        if !heading.contains('；') && Para::level(heading) == Some(2) { first } else { "" }
    }

    /// Level of a heading by its numbering: （一） is 2, `1.` is 3, （1） is 4; body text is none.
    pub fn level(words: &str) -> Option<u8> {
        let t = words.trim_start();
        if t.chars().count() > 45 || t.ends_with(['。', '；', '，', '：', ';', ',']) {
            return None;
        }
        let inside = t.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')']));
        if let Some((n, rest)) = inside {
            let some = !n.is_empty() && !rest.trim().is_empty();
            if some && n.chars().all(numerals::counts) {
                return Some(2);
            }
            if some && n.chars().all(|c| c.is_ascii_digit()) {
                return Some(4);
            }
            return None;
        }
        let (n, rest) = t.split_once(['.', '．'])?;
        let digits = !n.is_empty() && n.len() <= 2 && n.chars().all(|c| c.is_ascii_digit());
        (digits && !rest.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some(3)
    }
}

/// The sentences of a paragraph, with their full stops.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    split(text, &['。', '！', '？', '\n'])
}

/// What ends a clause.
pub const CLAUSE_ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// The sentences of a paragraph, parted at semicolons too: what is confirmed at once.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    split(text, &CLAUSE_ENDS)
}

/// How long the sub-heading is that a paragraph begins with, where no more than a blank parts it from its text:
/// （三）政府信息管理情况 2025年，制定文件2件。
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn heading_line(text: &str) -> usize {
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=20;
    let numbering = |c: char| numerals::counts(c) || c.is_ascii_digit() || "（）()、.．".contains(c);
    let bare = text.trim_start();
    let name = bare.trim_start_matches(numbering).trim_start();
    let signed = bare.starts_with(['（', '(']) || bare[..bare.len() - name.len()].contains(['、', '.', '．']);
    let parted = || name.split_once(char::is_whitespace);
    let Some((heading, rest)) = signed.then(parted).flatten() else { return 0 };
    let is_name = is_made_of(heading, &words().lasting.heading);
    // （三）收到申请 15 件: the blank stands before its number.
    let counted = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let goes_on = rest.contains(['，', '。']) && (counted.len() == rest.len() || counted.starts_with('年'));
    if is_name && goes_on && LENGTHS.contains(&heading.chars().count()) { text.len() - rest.len() } else { 0 }
}

#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn split(text: &str, stops: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let heading = heading_line(text);
    let mut from = heading;
    if heading > 0 {
        out.push(0..heading);
    }
    for (i, c) in text.char_indices().skip_while(|(i, _)| *i < heading) {
        if stops.contains(&c) {
            out.push(from..i + c.len_utf8());
            from = i + c.len_utf8();
        }
    }
    if from < text.len() {
        out.push(from..text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_a_paragraph_begins_with_is_known() {
        for (words, opening) in [
            ("（一）主动公开情况。2025年公开信息208条。", "（一）主动公开情况。"),
            ("（一）主动公开情况。", ""),
            ("（一）2025年公开信息208条，比上年多12条。另有3条。", ""),
            ("本局公开信息208条。另有3条。", ""),
        ] {
            assert_eq!(Para::opening(words), opening, "{words}");
        }
    }

    #[test]
    fn a_sentence_behind_its_heading_s_blank_was_taken_for_one_with_it() {
        let seen = |t: &str| sentences(t).into_iter().map(|r| t[r].to_string()).collect::<Vec<_>>();
        let words = "（三） 政府信息管理情况 2025年，制定文件2件。另有1件。";
        assert_eq!(seen(words), ["（三） 政府信息管理情况 ", "2025年，制定文件2件。", "另有1件。"]);
        for whole in ["（三）政府信息管理 情况", "（一）2025 年，公开12条。", "公开 信息情况 12条，其他3条。"]
        {
            assert_eq!(seen(whole), [whole]);
        }
    }

    #[test]
    fn the_sentence_of_a_numbered_paragraph_is_known() {
        for (words, first) in [
            ("（二）依申请公开：", "（二）依申请公开："),
            ("（三）政府信息管理。", "（三）政府信息管理。"),
            (
                "（五）聚焦主责主业，扎实推进监督保障。2024年公开12条。",
                "（五）聚焦主责主业，扎实推进监督保障。",
            ),
            ("（一）公开不够及时；", ""),
            ("（一）主动公开", ""),
            ("公开不够及时。", ""),
        ] {
            assert_eq!(Para::numbered_sentence(words), first, "{words}");
        }
    }
}
