//! Days and points in time: 截止 for 截至, 31号 for 31日.

use super::{Rewording, WrongWords};
use crate::chinese::numerals::{counts, digit};
use crate::form::words::words as lists;

/// 截止 before a day: 截止2020年12月31号为止 → 截至2020年12月31日.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn up_to(words: &str) -> Vec<WrongWords> {
    let mut out = Vec::new();
    for (from, word) in words.match_indices("截止") {
        let rest = words[from + word.len()..].trim_start_matches(['到', '至']);
        let date = rest.starts_with(|c: char| c.is_ascii_digit() || c == '二')
            || lists().times.iter().any(|w| rest.starts_with(w.as_str()));
        if !date {
            continue;
        }
        let digits = |c: char| c.is_numeric() || digit(c).is_some() || "十年月".contains(c);
        let day = &rest[..rest.len() - rest.trim_start_matches(digits).len()];
        let mut behind = &rest[day.len()..];
        let date = words.len() - rest.len()..words.len() - behind.len();
        let mut end = "";
        if let Some(r) = behind.strip_prefix(['日', '号']) {
            end = "日";
            behind = r;
        }
        behind = behind.strip_prefix("为止").unwrap_or(behind);
        let range = from..words.len() - behind.len();
        let mut changes = vec![(from..date.start, "截至".to_string())];
        if words[date.end..range.end] != *end {
            changes.push((date.end..range.end, end.to_string()));
        }
        out.push(WrongWords { range, right: format!("截至{day}{end}"), changes });
    }
    out
}

/// 12月31号 where no change is made already.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn days(words: &str, made: &[WrongWords]) -> Vec<Rewording> {
    let mut out = Vec::new();
    for (at, sign) in words.match_indices('号') {
        let digits = |c: char| c.is_ascii_digit() || counts(c);
        let day = words[..at].trim_end_matches(digits);
        let month = day.strip_suffix('月').is_some_and(|m| m.ends_with(digits));
        let numbered = at > day.len() && at - day.len() <= 9;
        if month && numbered && !made.iter().any(|s| s.range.contains(&at)) {
            out.push((day.len()..at + sign.len(), format!("{}日", &words[day.len()..at])));
        }
    }
    out
}
