//! Matching words of a document with the labels of a form: numbering, brackets, spaces and width don't count.

use crate::chinese::numerals::counts;
use crate::form::Form;
use crate::form::table::{self, Node, Table};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The words that tell a label: folded in width, without numbering, punctuation and spaces; those of prose are
/// cut off where they are longer than any label.
pub fn key(text: &str) -> String {
    const LONGEST: usize = 200;
    let folded: String = text.chars().take(LONGEST).nfkc().filter(|c| !c.is_whitespace()).collect();
    let bare = strip_numbering(&folded);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without a leading 一、 （一） (1) 1. 1、 or 第一
fn strip_numbering(t: &str) -> &str {
    let numeral = |c: char| counts(c) || c.is_ascii_digit();
    let inner = t.strip_prefix('(').and_then(|r| r.split_once(')'));
    if let Some((n, rest)) = inner
        && !n.is_empty()
        && n.chars().all(numeral)
    {
        return rest;
    }
    let rest = t.trim_start_matches(numeral);
    if rest.len() < t.len()
        && let Some(r) = rest.strip_prefix(['、', '.', ',', '．'])
    {
        return r;
    }
    t
}

/// 本年（2023）制发件数 without the year that some offices put in; `None` if there is none.
fn without_year(key: &str) -> Option<String> {
    let at = key.find("20")?;
    let year = key.get(at..at + 4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = key[at + year.len()..].trim_start_matches(['年', '度']);
    Some(format!("{}{rest}", &key[..at]))
}

/// What a label of a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Leaf row with that key.
    Row(String),
    /// Anything else that the table prints: caption, corner, head, group.
    Furniture,
}

/// A label as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub meaning: Meaning,
    /// The official label, where the words found are another wording of it.
    pub official: Option<String>,
}

/// The labels of one table, to look words up in.
pub struct Labels {
    known: BTreeMap<String, Match>,
}

impl Labels {
    /// All labels of `table`.
    pub fn of(table: &Table) -> Labels {
        let mut known = BTreeMap::new();
        let mut furniture = |text: &str, official: Option<String>| {
            let k = key(text);
            if !k.is_empty() {
                known.entry(k).or_insert(Match { meaning: Meaning::Furniture, official });
            }
        };
        for b in &table.blocks {
            furniture(&b.caption, None);
            furniture(&b.corner, None);
            walk(&b.columns, &mut |n| {
                furniture(&n.label, None);
                for a in &n.aliases {
                    furniture(a, Some(n.label.clone()));
                }
            });
            walk(&b.rows, &mut |n| {
                if !n.children.is_empty() {
                    furniture(&n.label, None);
                }
            });
        }
        // Rows come last: 其他 and 总计 are heads and rows; which of them it is shows in what follows.
        for b in &table.blocks {
            for leaf in table::leaves(&b.rows) {
                let n = leaf.node();
                let meaning = Meaning::Row(n.key.clone());
                for (text, official) in std::iter::once((&n.label, None))
                    .chain(n.aliases.iter().map(|a| (a, Some(n.label.clone()))))
                {
                    let k = key(text);
                    if !k.is_empty() {
                        known.insert(k, Match { meaning: meaning.clone(), official });
                    }
                }
            }
        }
        Labels { known }
    }

    /// The label that these words are.
    pub fn find(&self, words: &str) -> Option<&Match> {
        self.find_key(&key(words))
    }

    /// The label whose words are these, told by their key.
    pub fn find_key(&self, key: &str) -> Option<&Match> {
        self.known.get(key).or_else(|| self.known.get(&without_year(key)?))
    }

    /// Whether these words could be the beginning of a longer label, wrapped over lines.
    pub fn begins(&self, words: &str) -> bool {
        let k = key(words);
        k.chars().count() >= 2
            && self.known.range(k.clone()..).next().is_some_and(|(l, _)| l.starts_with(&k) && *l != k)
    }
}

fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for n in nodes {
        visit(n);
        walk(&n.children, visit);
    }
}

/// How many of a form's labels that no other edition has occur among `lines`.
pub fn witnesses(form: &Form, others: &[&Form], lines: &[&str]) -> usize {
    let all = |f: &Form| -> std::collections::BTreeSet<String> {
        let mut set = std::collections::BTreeSet::new();
        for b in f.tables.iter().flat_map(|t| &t.blocks) {
            for trees in [&b.columns, &b.rows] {
                walk(trees, &mut |n| {
                    set.insert(key(&n.label));
                });
            }
        }
        set
    };
    let mut own = all(form);
    for o in others {
        for k in all(o) {
            own.remove(&k);
        }
    }
    let found: std::collections::BTreeSet<String> = lines.iter().map(|l| key(l)).collect();
    own.intersection(&found).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_spaces_and_width_do_not_count() {
        assert_eq!(key("规    章"), "规章");
        assert_eq!(key("（三）不予公开"), key("(三) 不予公开"));
        assert_eq!(key("2.重复申请"), key("2、重复申请"));
        assert_eq!(key("3.危及“三安全一稳定”"), "危及三安全一稳定");
        assert_eq!(key("本年增/减"), "本年增减");
        assert_eq!(key("12"), "12");
        assert_eq!(without_year(&key("本年（2023年）制发件数")).as_deref(), Some("本年制发件数"));
        assert_eq!(without_year("本年制发件数"), None);
    }
}
