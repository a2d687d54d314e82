//! How the words of a paragraph run in a window of any width.

use super::escaped;
use crate::chinese::signs::in_latin_run;
use crate::page::breaks::breakable;

/// So many letters and digits in a row leave a hole that nobody sees.
const SHORT: usize = 12;

/// Words whose long addresses may end a line where they do on paper: else the line before is pulled apart.
pub fn parted(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let ends = |i: usize| {
        let inside = chars.get(i..i + 2).is_some_and(|two| two.iter().all(|c| in_latin_run(*c)));
        inside && breakable(&chars, i)
    };
    let mut out = String::new();
    let mut from = 0;
    for i in (0..chars.len()).filter(|i| ends(*i)).chain(chars.len().checked_sub(1)) {
        if from > 0 {
            out.push_str("<wbr>");
        }
        let piece: String = chars.get(from..=i).unwrap_or_default().iter().collect();
        out.push_str(&escaped(&piece));
        from = i + 1;
    }
    out
}

/// A browser pulls the line before a long address apart, 网 址 ：, as it would fill that line whatever is in it: such
/// a paragraph has its lines end where they do.
pub fn alignment(text: &str) -> &'static str {
    let runs = text.split(|c| !in_latin_run(c)).map(str::len);
    if runs.max().unwrap_or_default() > SHORT { "left" } else { "justify" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_before_a_long_address_is_pulled_apart() {
        let address = "请登录网址：https://www.example.gov.cn/zwgk/xxgk/index.html。";
        assert_eq!(alignment(address), "left");
        assert!(parted(address).contains("gov.cn/<wbr>zwgk"), "{}", parted(address));
        assert_eq!(alignment("（电话：0000-6620188）2024年办结率99.25%。"), "justify");
    }
}
