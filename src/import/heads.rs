//! What the heads of a table say of its columns: by the columns they stand over, or by the order in which a text
//! gives them, in whatever order the table has them. Heads that are not understood prove nothing.

use super::head::{HeadSlot, Word};
use super::labels;
use super::scale::Scale;
use super::sequence;
use crate::form::table::{self, Leaf, Node};
use std::collections::BTreeSet;

/// Heads over the columns of some rows.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    pub words: Vec<Word>,
    /// The unit that a caption names.
    pub scale: Option<Scale>,
    /// The words over the labels were met, so that all others stand over numbers.
    pub corner: bool,
    /// A word right above the first head of a text: it may be a head, or none.
    pub above: Option<String>,
}

/// AskedWhy heads prove nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unproven {
    /// There are none.
    None,
    /// They say something that is not understood.
    Odd,
}

/// Columns whose order is proven.
#[derive(Clone, Debug)]
pub struct Columns {
    pub slots: Vec<HeadSlot>,
    /// Heads that are none of the form's.
    pub strange: Vec<String>,
    /// A column among them has no head of its own: that no number is another column's, a row's sums have to show.
    pub by_sums: bool,
}

impl Heads {
    /// The columns that these heads name among those of a block.
    pub fn columns(&self, trees: &[Node]) -> Result<Columns, Unproven> {
        let leaves = table::leaves(trees);
        if self.above.is_some() && self.words.iter().any(|w| w.cols.is_none()) {
            return Err(Unproven::Odd);
        }
        if self.words.is_empty() {
            // A head that says nothing beside 信息内容 may stand over a column that is none of the form's.
            return only(&leaves).filter(|_| !self.corner).ok_or(Unproven::None);
        }
        let words = self.mended(&leaves);
        let placed = words.iter().all(|w| w.cols.is_some());
        let by_place = placed.then(|| by_place(&words, &leaves)).flatten();
        let is_nameless =
            |s: &HeadSlot| s.key.is_none() && !words.iter().any(|w| w.head.is_none() && w.cols == s.cols);
        let by_sums = by_place.as_ref().is_some_and(|s| s.iter().any(is_nameless));
        let by_turn = || sequence::slots(&words, trees, self.corner);
        let all_known = words.iter().all(|w| w.head.is_some());
        // One that is not known may stand over several: 法人 of all organisations.
        let in_order = |s: &[HeadSlot]| {
            let keys = s.iter().filter_map(|s| s.key.as_ref());
            keys.map(|k| leaves.iter().position(|l| l.node().key == *k)).is_sorted()
        };
        let tells =
            |s: &[HeadSlot]| if placed { is_across(s) && all_known } else { all_known || in_order(s) };
        let mut slots = match by_place {
            Some(slots) => slots,
            // Spans that are wrong put no head over its columns; the order of the heads may still tell, where each of
            // them is known: what stands below one that is not is nobody's.
            None => by_turn().filter(|s| tells(s)).ok_or(Unproven::Odd)?,
        };
        if slots.iter().all(|s| s.key.is_none()) {
            return Err(Unproven::Odd);
        }
        slots.iter_mut().for_each(|s| s.scale = s.scale.or(self.scale));
        let begin = slots.first().and_then(|s| s.cols.as_ref()).map_or(0, |c| c.start);
        let first = words.iter().position(|w| w.head.is_some()).unwrap_or(0);
        // What stands over the labels is none of the columns.
        let over = |w: &Word| w.cols.as_ref().is_some_and(|c| c.start >= begin);
        let strange = words.iter().enumerate().filter(|(i, w)| w.head.is_none() && (*i > first || over(w)));
        let nameless = by_sums.then(|| "（没有列名）".to_string());
        let strange = strange.map(|(_, w)| w.text.clone()).chain(nameless).collect();
        Ok(Columns { slots, strange, by_sums })
    }

    /// The words, where a head that was not understood is plainly one of those that are missing (结果维待).
    fn mended(&self, leaves: &[Leaf<'_>]) -> Vec<Word> {
        /// Less alike is another head.
        const ALIKE: usize = 66;
        let mut words = self.halved();
        let mut wanted: Vec<String> = Vec::new();
        let mut groups: Vec<*const Node> = Vec::new();
        for l in leaves {
            for n in l.path.iter().filter(|n| !n.label.is_empty()) {
                if n.children.is_empty() || !groups.contains(&std::ptr::from_ref(*n)) {
                    groups.push(*n);
                    wanted.push(labels::key(&n.label));
                }
            }
        }
        for h in words.iter().filter_map(|w| w.head.as_ref()) {
            if let Some(i) = wanted.iter().position(|w| w == h) {
                wanted.swap_remove(i);
            }
        }
        join_halves(&mut words, &mut wanted);
        for w in words.iter_mut().filter(|w| w.head.is_none()) {
            let own = labels::key(&w.text);
            // A spreadsheet puts a page's caption into the first cell: 政府信息公开行政复议、行政诉讼情况　行政复议.
            let titled = labels::titles().iter().find_map(|t| own.strip_prefix(t.as_str()));
            let own = titled.map(str::to_string).unwrap_or(own);
            let is_slip = |l: &&String| labels::likeness(&own, l) >= ALIKE && !labels::is_opposite(&own, l);
            let mut alike: Vec<&String> = wanted.iter().filter(is_slip).collect();
            alike.sort();
            alike.dedup();
            if let [one] = alike[..] {
                w.head = Some(one.clone());
                let at = wanted.iter().position(|l| Some(l) == w.head.as_ref());
                at.map(|i| wanted.swap_remove(i));
            }
        }
        words
    }

    /// Heads that stand twice, as a page break leaves them, once.
    fn halved(&self) -> Vec<Word> {
        let half = self.words.len() / 2;
        let (a, b) = self.words.split_at(half);
        let same = |(a, b): (&Word, &Word)| labels::key(&a.text) == labels::key(&b.text);
        let twice = half > 0 && a.len() == b.len() && a.iter().zip(b).all(same);
        let over = self.words.first().is_some_and(|w| w.cols.is_some());
        if twice && !over { a.to_vec() } else { self.words.clone() }
    }
}

/// Heads that stand in two rows, half of each in one: 商业 over 企业.
fn join_halves(words: &mut [Word], wanted: &mut Vec<String>) {
    for i in 0..words.len() {
        let below =
            |w: &Word, o: &Word| o.head.is_none() && o.cols.is_some() && o.cols == w.cols && o.row > w.row;
        let Some(upper) = words.get(i).filter(|w| w.head.is_none()).cloned() else { continue };
        let Some(lower) = words.iter_mut().filter(|o| below(&upper, o)).min_by_key(|o| o.row) else {
            continue;
        };
        let whole = labels::key(&format!("{}{}", upper.text, lower.text));
        let Some(at) = wanted.iter().position(|l| *l == whole) else { continue };
        wanted.swap_remove(at);
        lower.head = Some(whole.clone());
        words.get_mut(i).into_iter().for_each(|w| w.head = Some(whole.clone()));
    }
}

/// Whether these are columns side by side, all known. Of one alone its heads may stand beside it: 行政复议, 结果维持.
fn is_across(slots: &[HeadSlot]) -> bool {
    slots.len() > 1 && slots.iter().all(|s| s.key.is_some())
}

/// A block of one column needs no head, except where its number has a unit.
fn only(leaves: &[Leaf<'_>]) -> Option<Columns> {
    let [one] = leaves else { return None };
    let counts = matches!(one.node().kind, table::Kind::Count);
    let slot = HeadSlot { key: Some(one.node().key.clone()), scale: None, cols: None };
    counts.then(|| Columns { slots: vec![slot], strange: Vec::new(), by_sums: false })
}

/// The columns by what stands over them; none where a head that is known names no column.
fn by_place(words: &[Word], leaves: &[Leaf<'_>]) -> Option<Vec<HeadSlot>> {
    let over = |c: usize| {
        words.iter().enumerate().filter(move |(_, w)| w.cols.as_ref().is_some_and(|r| r.contains(&c)))
    };
    let width = words.iter().filter_map(|w| w.cols.as_ref()).map(|r| r.end).max()?;
    let lowest = |c: usize| over(c).max_by_key(|(_, w)| w.row).map(|(i, _)| i);
    let mut slots: Vec<(HeadSlot, usize)> = Vec::new();
    for c in 0..width {
        let Some(i) = lowest(c) else { continue };
        if let Some((slot, last)) = slots.last_mut()
            && *last == i
        {
            if let Some(r) = &mut slot.cols {
                r.end = c + 1;
            }
            continue;
        }
        let stack: Vec<&Word> = over(c).map(|(_, w)| w).collect();
        let word = words.get(i)?;
        slots.push((
            HeadSlot { key: named(word, &stack, leaves), scale: word.scale, cols: Some(c..c + 1) },
            i,
        ));
    }
    // Below the head of a group a column may have none.
    let groups: BTreeSet<String> =
        leaves.iter().flat_map(|l| l.path.iter().rev().skip(1)).map(|n| labels::key(&n.label)).collect();
    let is_wide = |w: &Word| w.cols.as_ref().is_some_and(|c| c.len() > 1);
    let is_open = |w: &Word| w.head.as_ref().is_none_or(|h| groups.contains(h) && is_wide(w));
    let known = |(s, i): &(HeadSlot, usize)| s.key.is_some() || words.get(*i).is_none_or(is_open);
    if !slots.iter().all(known) {
        return None;
    }
    // Before the first head that is known stand the heads of the labels.
    let first = slots.iter().position(|(_, i)| words.get(*i).is_some_and(|w| w.head.is_some()))?;
    let slots: Vec<HeadSlot> = slots.split_off(first).into_iter().map(|s| s.0).collect();
    let once = |s: &HeadSlot| s.key.is_none() || slots.iter().filter(|o| o.key == s.key).count() == 1;
    slots.iter().all(once).then_some(slots)
}

/// The column whose own label is the lowest head, and every head above it one of its groups.
fn named(lowest: &Word, stack: &[&Word], leaves: &[Leaf<'_>]) -> Option<String> {
    let own = lowest.head.as_ref()?;
    let heads: Vec<&String> = stack.iter().map(|w| w.head.as_ref()).collect::<Option<_>>()?;
    let fits = |l: &&Leaf<'_>| {
        let path: Vec<String> = l.labels().iter().map(|l| labels::key(l)).collect();
        labels::key(&l.node().label) == *own && heads.iter().all(|h| path.contains(h))
    };
    let mut found = leaves.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(l), None) => Some(l.node().key.clone()),
        _ => None,
    }
}
