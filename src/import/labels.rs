//! Matching words of a document with the labels of a form: numbering, brackets, spaces, width and traditional
//! characters don't count.

use super::cell;
use crate::chinese::numerals::counts;
use crate::chinese::variants::simplified;
use crate::form::table::{self, Node, Table};
use crate::form::{self, Form};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The words that tell a label: folded in width, without numbering, punctuation and spaces; those of prose are
/// cut off where they are longer than any label.
pub fn key(text: &str) -> String {
    const LONGEST: usize = 200;
    let chars = text.chars().take(LONGEST).nfkc();
    let folded: String = chars.filter(|c| !c.is_whitespace()).map(simplified).collect();
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

/// 采购总金额（万元） without the unit; `None` if it names none.
fn without_unit(text: &str) -> Option<String> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let (head, rest) = folded.rsplit_once('(')?;
    let (inside, behind) = rest.split_once(')')?;
    (cell::is_unit(inside) && !head.is_empty()).then(|| key(&format!("{head}{behind}")))
}

/// How alike two labels are, in hundredths: characters that both have in the same order.
pub fn likeness(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row = vec![0usize; b.len() + 1];
    let mut many = 0;
    for c in a.chars() {
        many += 1;
        let mut diagonal = 0;
        for (i, d) in b.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if c == *d { diagonal + 1 } else { above.max(row[i]) };
            diagonal = above;
        }
    }
    row[b.len()] * 100 / many.max(b.len()).max(1)
}

/// What a label of a table can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// Leaf row with that key.
    pub row: Option<String>,
    /// Head of columns, by the words of its official label.
    pub head: Option<String>,
    /// That head stands over others.
    pub is_group_of_heads: bool,
    /// Group of rows, by its leaves.
    pub group: Option<Vec<String>>,
    /// Begins a block: its caption.
    pub caption: bool,
    /// The official label, where the words found are another wording of it.
    pub official: Option<String>,
}

/// A row of the form.
pub struct RowLabel {
    pub key: String,
    pub official: String,
    /// The words that tell it.
    pub words: String,
}

/// The labels of one table, to look words up in.
pub struct Labels {
    known: BTreeMap<String, Match>,
    /// Rows in the form's order.
    pub rows: Vec<RowLabel>,
    /// The row that has no label (table four).
    pub unlabelled: Option<String>,
}

impl Labels {
    /// All labels of `table`.
    pub fn of(table: &Table) -> Labels {
        let mut known: BTreeMap<String, Match> = BTreeMap::new();
        let mut add = |text: &str, official: Option<&str>, set: &dyn Fn(&mut Match)| {
            let k = key(text);
            if !k.is_empty() {
                let m = known.entry(k).or_default();
                set(m);
                m.official = official.map(str::to_string);
            }
        };
        for b in &table.blocks {
            add(&b.caption, None, &|m| m.caption = true);
            add(&b.corner, None, &|_| {});
            walk(&b.columns, &mut |n| {
                let head = |m: &mut Match| {
                    m.head = Some(key(&n.label));
                    m.is_group_of_heads = !n.children.is_empty();
                };
                add(&n.label, None, &head);
                n.aliases.iter().for_each(|a| add(a, Some(&n.label), &head));
            });
            walk(&b.rows, &mut |n| {
                let leaves =
                    || table::leaves(std::slice::from_ref(n)).iter().map(|l| l.node().key.clone()).collect();
                let row = |m: &mut Match| match n.children.is_empty() {
                    true => m.row = Some(n.key.clone()),
                    false => m.group = Some(leaves()),
                };
                add(&n.label, None, &row);
                n.aliases.iter().for_each(|a| add(a, Some(&n.label), &row));
            });
        }
        let leaves = table.blocks.iter().flat_map(|b| table::leaves(&b.rows));
        let row = |l: table::Leaf<'_>| {
            let n = l.node();
            RowLabel { key: n.key.clone(), official: n.label.clone(), words: key(&n.label) }
        };
        let rows: Vec<RowLabel> = leaves.map(row).collect();
        let unlabelled = rows.iter().find(|r| r.words.is_empty()).map(|r| r.key.clone());
        Labels { known, rows, unlabelled }
    }

    /// The words that tell its labels.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.known.keys()
    }

    /// The label that these words are.
    pub fn find(&self, words: &str) -> Option<&Match> {
        self.find_key(&key(words)).or_else(|| self.find_key(&without_unit(words)?))
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
    fn beginnings(&self, text: &str) -> Vec<(usize, &Match)> {
        /// Characters that no label exceeds.
        const LONGEST: usize = 60;
        let folded = |(i, c): (usize, char)| {
            std::iter::once(c).nfkc().map(move |f| (simplified(f), i + c.len_utf8())).collect::<Vec<_>>()
        };
        let shown = text.char_indices().filter(|(_, c)| !c.is_whitespace()).take(LONGEST);
        let chars: Vec<(char, usize)> = shown.flat_map(folded).collect();
        let whole: String = chars.iter().map(|c| c.0).collect();
        let skipped = whole.chars().count() - strip_numbering(&whole).chars().count();
        let mut words = String::new();
        let mut out = Vec::new();
        for (c, end) in chars.into_iter().skip(skipped).filter(|(c, _)| c.is_alphanumeric()) {
            words.push(c);
            match self.known.range(words.clone()..).next() {
                Some((l, m)) if *l == words => out.push((end + unit_at(&text[end..]), m)),
                Some((l, _)) if l.starts_with(&words) => {}
                _ => break,
            }
        }
        out
    }
}

/// How far a unit in brackets goes that a text begins with: （单位：元）.
fn unit_at(text: &str) -> usize {
    let inside = text.trim_start().strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')']));
    match inside {
        Some((words, rest)) if cell::is_unit(words) => text.len() - rest.len(),
        _ => 0,
    }
}

/// Whether words are a label of some table of some form, or the first line of one: 二、上年结转… is no heading.
pub fn begins_label(words: &str) -> bool {
    static ALL: std::sync::OnceLock<Vec<Labels>> = std::sync::OnceLock::new();
    let all = ALL.get_or_init(|| form::all().flat_map(|f| &f.tables).map(Labels::of).collect());
    all.iter().any(|l| l.find(words).is_some() || l.begins(l.after_groups(words)))
}

fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for n in nodes {
        visit(n);
        walk(&n.children, visit);
    }
}

/// How many of a form's labels that no other edition has occur among `words`, told by their keys.
pub fn witnesses(form: &Form, others: &[&Form], words: &BTreeSet<String>) -> usize {
    let all = |f: &Form| -> BTreeSet<String> {
        let mut set = BTreeSet::new();
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
    own.intersection(words).count()
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
        assert_eq!(key("四、結轉下年度繼續辦理"), "结转下年度继续办理");
        assert_eq!(without_year(&key("本年（2023年）制发件数")).as_deref(), Some("本年制发件数"));
        assert_eq!(without_year("本年制发件数"), None);
        assert_eq!(without_unit("采购总金额（万元）").as_deref(), Some("采购总金额"));
        assert_eq!(without_unit("部分公开（区分处理）"), None);
    }

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
        assert_eq!(likeness("行政强致", "行政强制"), 75);
    }
}
