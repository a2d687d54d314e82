//! What a report says of whose numbers are in it: 「以上数据含镇水利站」, 「由局机关及下属单位汇总而成」, 「镇水利站的数据已并入
//! 本报告」; or that its own are in another's. The words stand in `assets/words/holding.ron`. Whether what is read as a
//! name is a unit's the roster decides (`within`); so names are read generously.

use super::holding_words::{PARTS, begins, denied, first_part, holds_one, last_part, parted, words};
use crate::chinese::offices::LONGEST;
use crate::report::Report;
use crate::report::text::clauses;
use std::collections::BTreeSet;

/// In bytes; nobody says so much in a longer one.
const LONGEST_SENTENCE: usize = 6000;
/// Between the items of a list.
const BREAKS: [char; 12] = ['、', '，', ',', '：', ':', '（', '）', '(', ')', '“', '”', '/'];
/// Behind these a name may begin within an item.
const JOINTS: [char; 9] = ['和', '与', '及', '跟', '加', '将', '把', '为', '是'];

/// What is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HoldingSaid {
    /// Whose numbers are in its own, as it names them.
    pub names: BTreeSet<String>,
    /// Units of its own that it doesn't name have theirs in its own.
    pub below: bool,
    /// Those of all units of the government.
    pub all: bool,
    /// In whose report its own numbers are.
    pub above: BTreeSet<String>,
}

/// What the names of a kind of units end with: 学校, 中学 and 小学.
pub fn kind_of(name: &str) -> Option<&'static [String]> {
    words().kinds.iter().find(|(kind, _)| kind == name).map(|(_, ends)| ends.as_slice())
}

impl HoldingSaid {
    pub fn of(report: &Report) -> HoldingSaid {
        let mut out = HoldingSaid::default();
        for text in report.worded().map(|part| report.words(part)) {
            out.read(&text);
        }
        out.bracketed(&report.title_line());
        out.bracketed(&report.office.name);
        out
    }

    /// What a text says.
    pub fn read(&mut self, text: &str) {
        for sentence in clauses(text).into_iter().filter_map(|at| text.get(at)) {
            if sentence.len() <= LONGEST_SENTENCE {
                let sentence: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
                let sentence = sentence.trim_end_matches(crate::report::text::CLAUSE_ENDS);
                self.forward(sentence);
                self.backward(sentence);
                self.made_of(sentence);
                self.for_others(sentence);
                self.under(sentence);
                if holds_one(sentence, &words().numbers) {
                    self.bracketed(sentence);
                }
            }
        }
    }

    /// 以上数据含…
    fn forward(&mut self, sentence: &str) {
        let w = words();
        for (before, word, behind) in parted(sentence, &w.holds) {
            let takes = w.takes.iter().any(|t| t == word)
                && (holds_one(word, &w.numbers) || holds_one(first_part(behind), &w.numbers));
            let is_said = speaks_of_numbers(before) || takes || before.is_empty() && stands_alone(sentence);
            // 包括在内 says it of what stands before.
            if !denied(before) && !behind.starts_with("在内") && is_said {
                let not = parted(behind, &words().holds).into_iter().find(|(b, _, _)| denied(b));
                self.list(not.map_or(behind, |(held, _, _)| held));
            }
        }
    }

    /// …的数据已并入本报告, 并入…的年报.
    fn backward(&mut self, sentence: &str) {
        let w = words();
        let joined = parted(sentence, &w.joined).into_iter().filter(|(before, _, behind)| {
            holds_one(last_part(before), &w.numbers) || holds_one(first_part(behind), &w.numbers)
        });
        let is_told = holds_one(sentence, &w.numbers);
        let together = parted(sentence, &w.together).into_iter();
        let together = together.filter(|(_, _, behind)| is_told || behind.is_empty());
        for (before, _, behind) in joined.chain(together) {
            if denied(before) {
                continue;
            }
            self.list(before);
            let to = first_part(behind);
            let mut named = HoldingSaid::default();
            named.list(to);
            let is_report = |name: &String| {
                to.split_once(name.as_str()).is_some_and(|(_, rest)| holds_one(rest, &w.numbers))
            };
            self.above.extend(named.names.into_iter().filter(is_report));
        }
    }

    /// 代…统计上报.
    fn for_others(&mut self, sentence: &str) {
        let behind =
            sentence.match_indices('代').filter_map(|(at, by)| sentence.get(at.saturating_add(by.len())..));
        for behind in behind.filter(|b| !b.starts_with(['管', '表', '办', '码'])) {
            if let Some((list, ..)) = parted(behind, &words().for_others).into_iter().next() {
                self.list(list);
            }
        }
    }

    /// …的数据归口…统计, 随…一并公开.
    fn under(&mut self, sentence: &str) {
        let w = words();
        for (before, _, behind) in parted(sentence, &w.under) {
            let Some((to, ..)) = parted(behind, &w.by_them).into_iter().next() else { continue };
            let mut named = HoldingSaid::default();
            named.list(to);
            if !denied(before) && holds_one(before, &w.numbers) && !named.names.is_empty() {
                self.list(before);
                self.above.extend(named.names);
            }
        }
    }

    /// 镇政府（本级及水利站）.
    fn bracketed(&mut self, text: &str) {
        for inner in text.split(['（', '(']).skip(1).filter_map(|t| t.split(['）', ')']).next()) {
            if begins(inner, &words().itself_with) && (inner.contains(JOINTS) || inner.contains('、')) {
                self.list(inner);
            }
        }
    }

    /// 由…汇总而成. One alone of which that isn't said does the adding up.
    fn made_of(&mut self, sentence: &str) {
        let w = words();
        let from = |(at, by): (usize, &str)| {
            Some((sentence.get(..at)?, sentence.get(at.saturating_add(by.len())..)?))
        };
        for (before, behind) in sentence.match_indices('由').filter_map(from) {
            let Some((list, word, rest)) = parted(behind, &w.made_of).into_iter().next() else { continue };
            let is_made = begins(rest, &w.made) || w.made.iter().any(|m| m == word);
            if holds_one(before, &w.numbers) && (is_made || list.contains(JOINTS) || list.contains(BREAKS)) {
                self.list(list);
            }
        }
    }

    /// The names in a list.
    fn list(&mut self, list: &str) {
        let w = words();
        let is_apart = |i: &&str| parted(i, &w.apart).iter().any(|(before, ..)| !denied(before));
        for item in list.split(BREAKS).filter(|i| !is_apart(i)) {
            let joints = item.match_indices(JOINTS).map(|(at, joint)| at.saturating_add(joint.len()));
            for from in std::iter::once(0).chain(joints) {
                self.item(item.get(from..).unwrap_or_default());
            }
        }
    }

    /// The names that an item begins with, however long.
    fn item(&mut self, item: &str) {
        let w = words();
        let undigit = |s: &'_ str| s.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let tail = |len: usize| item.get(item.len().saturating_sub(len)..).unwrap_or_default();
        let (mut rest, mut is_own) = (tail(undigit(item)), false);
        while let Some(word) = w.before.iter().find(|b| rest.starts_with(b.as_str())) {
            is_own |= w.own.contains(word);
            rest = tail(undigit(rest.get(word.len()..).unwrap_or_default()));
        }
        let ends = rest.char_indices().map(|(at, c)| at.saturating_add(c.len_utf8())).take(LONGEST);
        for (name, behind) in ends.filter_map(|at| rest.split_at_checked(at)) {
            let goes_on = !behind.is_empty()
                && !begins(behind, &w.behind)
                && !behind.starts_with(|c: char| c.is_ascii_digit());
            if goes_on {
                continue;
            }
            let is_unnamed = !name.contains('等')
                && !begins(behind, &w.itself)
                && w.unnamed.iter().any(|u| name.ends_with(u.as_str()));
            self.below |= is_unnamed && !(is_own && w.unnamed.iter().any(|u| u == name));
            self.all |= begins(item, &w.of_all) && w.all.iter().any(|a| name.ends_with(a.as_str()));
            if name.chars().count() > 1 && w.ends.iter().any(|e| name.ends_with(e.as_str())) {
                self.names.insert(name.to_string());
            }
        }
    }
}

/// Whether the clause, or the one before where it only begins, speaks of numbers; words in brackets may stand behind a
/// name, or alone.
fn speaks_of_numbers(before: &str) -> bool {
    const BEGINS: usize = 3;
    let own = last_part(before);
    if own.is_empty() && before.ends_with(['（', '(']) {
        let named = before.trim_end_matches(PARTS);
        if named.is_empty() || words().ends.iter().any(|e| named.ends_with(e.as_str())) {
            return true;
        }
    }
    if holds_one(own, &words().others) {
        return false;
    }
    let above = before.strip_suffix(own).map(|b| last_part(b.trim_end_matches(PARTS)));
    let above = above.filter(|_| own.chars().count() <= BEGINS).unwrap_or_default();
    let is_own = holds_one(above, &words().numbers) && !holds_one(above, &words().others);
    holds_one(own, &words().numbers) || is_own
}

/// Whether a sentence says nothing but what is in the numbers: 「含二级单位数据」, 「其中水利站2件」.
fn stands_alone(sentence: &str) -> bool {
    const MOST: usize = 16;
    let of_requests = sentence.starts_with("其中") && sentence.ends_with('件');
    sentence.chars().count() <= MOST && (of_requests || !sentence.contains(|c: char| c.is_numeric()))
}
