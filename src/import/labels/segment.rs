//! Labels that stand one behind the other in a line, with or without blanks between.

use super::key::{likeness, strip_numbering};
use super::{Labels, Match, key};
use crate::chinese::numerals::counts;
use crate::chinese::variants::simplified;
use crate::chinese::width::nfkc_of;
use crate::import::cell;
use crate::import::scale;
use crate::report::memo::Memo;
use std::collections::BTreeSet;
use std::ops::Bound;

impl Labels {
    /// Words without the labels of groups that they begin with: （四）无法提供1.本 → 1.本.
    pub fn after_groups<'t>(&self, words: &'t str) -> &'t str {
        let group = self.beginnings(words).into_iter().rev().find(|(_, m)| m.group.is_some());
        match group {
            Some((end, _)) if end < words.len() => self.after_groups(words[end..].trim_start()),
            _ => words,
        }
    }

    /// Whether these words are a piece of a group's label, as one set upright at the edge falls apart into.
    pub fn is_piece_of_group(&self, words: &str) -> bool {
        let k: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        let piece = |(l, m): (&String, &Match)| m.group.is_some() && (l.contains(&k) || key(&k) == *l);
        k.is_empty()
            || (k.chars().count() <= 8 && self.known.iter().any(piece))
            || (k.chars().count() == 1 && k.chars().all(counts))
    }

    /// Whether these words are a group's label in other words.
    pub fn is_like_group(&self, words: &str) -> bool {
        /// Less alike is another label.
        const ALIKE: usize = 50;
        let own = key(words);
        let is_like = |(l, m): (&String, &Match)| m.group.is_some() && likeness(&own, l) >= ALIKE;
        self.known.iter().any(is_like)
    }

    /// A line's label and the numbers behind it; none where it ends with no number.
    pub fn split<'t>(&self, text: &'t str) -> Option<(&'t str, Vec<&'t str>)> {
        if self.find(text).is_some() {
            return None;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let numbers = cell::cells_at_end(text);
        let first = words.get(words.len() - numbers)?;
        let at = first.as_ptr() as usize - text.as_ptr() as usize;
        let label = text.get(..at)?.trim();
        let numbers = words.get(words.len() - numbers..)?.to_vec();
        (!label.is_empty() || numbers.len() > 1).then_some((label, numbers))
    }

    /// The labels that words are made of, one behind the other, with or without blanks between.
    pub fn segment<'t>(&self, text: &'t str) -> Option<Vec<(&'t str, &Match)>> {
        const MOST: usize = 400;
        if text.len() > MOST {
            return None;
        }
        let mut dead = BTreeSet::new();
        let mut out = Vec::new();
        self.segment_from(text, 0, &mut dead, &mut out).then_some(out)
    }

    fn segment_from<'s, 't>(
        &'s self,
        text: &'t str,
        from: usize,
        dead: &mut BTreeSet<usize>,
        out: &mut Vec<(&'t str, &'s Match)>,
    ) -> bool {
        let rest = &text[from..];
        if !rest.contains(char::is_alphanumeric) {
            return !out.is_empty();
        }
        if dead.contains(&from) {
            return false;
        }
        // The longest first: 其他结果 before 其他.
        for (end, m) in self.beginnings(rest).into_iter().rev() {
            out.push((rest[..end].trim(), m));
            if self.segment_from(text, from + end, dead, out) {
                return true;
            }
            out.pop();
        }
        dead.insert(from);
        false
    }

    /// The labels that a text begins with, each with its end, the shortest first.
    pub(super) fn beginnings(&self, text: &str) -> Vec<(usize, &Match)> {
        // The same words are asked about under every table of every edition.
        let chars = TELLING.with(|m| m.get((), text, || telling(text)));
        let mut words = String::new();
        let mut out = Vec::new();
        for (c, end) in chars.iter().copied() {
            words.push(c);
            match self.known.range::<str, _>((Bound::Included(words.as_str()), Bound::Unbounded)).next() {
                Some((l, m)) if *l == words => out.push((end + unit_at(&text[end..]), m)),
                Some((l, _)) if l.starts_with(&words) => {}
                _ => break,
            }
        }
        out
    }
}

thread_local! {
    static TELLING: Memo<(), String, Vec<(char, usize)>> = Memo::default();
}

/// The characters that tell a label, from the begin of a text, each with the place behind it.
fn telling(text: &str) -> Vec<(char, usize)> {
    /// Characters that no label exceeds.
    const LONGEST: usize = 60;
    let folded = |(i, c): (usize, char)| nfkc_of(c).map(move |f| (simplified(f), i + c.len_utf8()));
    let shown = text.char_indices().filter(|(_, c)| !c.is_whitespace()).take(LONGEST);
    let chars: Vec<(char, usize)> = shown.flat_map(folded).collect();
    let whole: String = chars.iter().map(|c| c.0).collect();
    let skipped = whole.chars().count() - strip_numbering(&whole).chars().count();
    chars.into_iter().skip(skipped).filter(|(c, _)| c.is_alphanumeric()).collect()
}

/// How far a unit in brackets goes that a text begins with: （单位：元）.
fn unit_at(text: &str) -> usize {
    let inside = text.trim_start().strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')']));
    match inside {
        Some((words, rest)) if scale::is_unit(words) => text.len() - rest.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    #[test]
    fn labels_in_one_line_are_parted() {
        let form = form::for_year(2024);
        let labels: Vec<Labels> = form.tables.iter().map(Labels::of).collect();
        let parts = |t: usize, text: &str| {
            let found = labels[t].segment(text);
            found.map(|f| f.iter().map(|p| p.0).collect::<Vec<_>>().join("|")).unwrap_or_default()
        };
        assert_eq!(parts(1, "三、本年度办理结果 （一）予以公开"), "三、本年度办理结果|（一）予以公开");
        assert_eq!(
            parts(1, "三、本年度办理结果（三）不予公开1.属于国家秘密"),
            "三、本年度办理结果|（三）不予公开|1.属于国家秘密"
        );
        assert_eq!(parts(2, "行政复议 行政诉讼"), "行政复议|行政诉讼");
        assert_eq!(
            parts(2, "其他结果 尚未 审结 总计 未经复议直接起诉 复议后起诉"),
            "其他结果|尚未 审结|总计|未经复议直接起诉|复议后起诉"
        );
        assert_eq!(parts(1, "2.其他法律行政"), "");
    }
}
