//! Addresses in a text that a reader can follow: of the web and of mail.

use crate::chinese::signs::{in_address, in_latin_run};
use crate::form::bounds::part;
use std::ops::Range;

/// What a web address begins with.
const BEGINS: [&str; 3] = ["http://", "https://", "www."];
/// Marks of the sentence, not of the address that they stand behind.
const BEHIND: &str = ".,;:!?)]}'\"";

/// The addresses of a text by the places of their characters, and where each leads.
pub fn found(text: &[char]) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let rest = part(text, from..);
        let run = rest.iter().take_while(|c| in_latin_run(**c)).count();
        let words: String = part(rest, ..run).iter().collect();
        if let Some((start, length, to)) = address(&words) {
            let start = from.saturating_add(start);
            out.push((start..start.saturating_add(length), to));
        }
        from = from.saturating_add(run.max(1));
    }
    out
}

/// The address in a run of Latin: where it begins, how long it is, and where it leads.
fn address(run: &str) -> Option<(usize, usize, String)> {
    // Every character of such a run is one byte.
    if let Some(start) = BEGINS.iter().filter_map(|b| run.find(b)).min() {
        let address = run.get(start..)?.trim_end_matches(|c| BEHIND.contains(c));
        let to = if address.starts_with("www.") { format!("http://{address}") } else { address.to_string() };
        return address.contains('.').then_some((start, address.len(), to));
    }
    let at = run.find('@')?;
    let name = run.get(..at)?.chars().rev().take_while(|c| in_address(*c)).count();
    let host = run.get(at.saturating_add(1)..)?;
    let host: String = host.chars().take_while(|c| in_address(*c)).collect();
    let host = host.trim_end_matches('.');
    let start = at.checked_sub(name).filter(|_| name > 0 && host.contains('.'))?;
    let length = name.saturating_add(1).saturating_add(host.len());
    let mail = run.get(start..start.saturating_add(length))?;
    Some((start, length, format!("mailto:{mail}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_without_the_marks_around_them() {
        for (text, wanted) in [
            ("网址：http://www.example.gov.cn/a?b=1，", "http://www.example.gov.cn/a?b=1"),
            ("（https://example.gov.cn/x/index.html）公布", "https://example.gov.cn/x/index.html"),
            ("见www.example.gov.cn.", "http://www.example.gov.cn"),
            ("邮箱：xxgk@example.gov.cn；", "mailto:xxgk@example.gov.cn"),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = found(&chars);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].1, wanted);
            let shown: String = chars[found[0].0.clone()].iter().collect();
            assert!(wanted.ends_with(&shown), "{shown}");
        }
        assert!(found(&"GB/T 9704-2012、12@、a@b".chars().collect::<Vec<_>>()).is_empty());
    }
}
