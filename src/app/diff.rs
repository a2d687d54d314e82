//! What two sequences have in common: sentences are aligned with it, and the characters of two sentences that belong
//! together.

use similar::DiffTag;
use similar::algorithms::{Capture, Compact, Replace, myers};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// A stretch of both sequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    pub left: Range<usize>,
    pub right: Range<usize>,
    pub same: bool,
}

/// The sequences as stretches that are the same and stretches that are not, in turn.
pub fn diff<'a, T: Eq + Hash>(a: &'a [T], b: &'a [T]) -> Vec<Hunk> {
    // By number, so that what compares is in the program once, whatever the sequences are of.
    let mut numbers: HashMap<&T, usize, ahash::RandomState> = HashMap::default();
    let mut numbered = |list: &'a [T]| -> Vec<usize> {
        list.iter()
            .map(|item| {
                let next = numbers.len();
                *numbers.entry(item).or_insert(next)
            })
            .collect()
    };
    let (a, b) = (numbered(a), numbered(b));
    let mut ops = Compact::new(Replace::new(Capture::new()), &a, &b);
    let Ok(()) = myers::diff(&mut ops, &a, 0..a.len(), &b, 0..b.len());
    let mut out: Vec<Hunk> = Vec::new();
    for op in ops.into_inner().into_inner().into_ops() {
        let (left, right, same) = (op.old_range(), op.new_range(), op.tag() == DiffTag::Equal);
        match out.last_mut().filter(|h| h.same == same) {
            Some(h) => (h.left.end, h.right.end) = (left.end, right.end),
            None => out.push(Hunk { left, right, same }),
        }
    }
    out
}

/// A stretch of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub left: String,
    pub right: String,
    pub same: bool,
}

/// A text in characters, but a number whole, with its point: half a number struck out reads like a misprint.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let digits = if first.is_ascii_digit() { rest[..number].trim_end_matches('.').len() } else { 0 };
        let (piece, behind) = rest.split_at(digits.max(first.len_utf8()));
        out.push(piece);
        rest = behind;
    }
    out
}

fn is_stop(c: char) -> bool {
    "，。；：、！？".contains(c)
}

/// A text in clauses, the stops between them apart.
fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(is_stop)
        .flat_map(|c| {
            let words = c.trim_end_matches(is_stop).len();
            let (words, stop) = c.split_at(words);
            [words, stop].into_iter().filter(|p| !p.is_empty())
        })
        .collect()
}

/// Two texts in stretches: clauses that both have stand as they are, of those that belong together the characters are
/// compared, the others go or come whole; so what goes reads as the words that go.
pub fn stretches(a: &str, b: &str) -> Vec<Stretch> {
    let (a, b) = (clauses(a), clauses(b));
    let hunks = diff(&a, &b);
    let mut out: Vec<Stretch> = Vec::new();
    // What differs, with the stops between.
    let (mut left, mut right) = (String::new(), String::new());
    for (i, h) in hunks.iter().enumerate() {
        let (l, r) = (a[h.left.clone()].concat(), b[h.right.clone()].concat());
        let lone = l.chars().count() == 1 && i > 0 && i + 1 < hunks.len();
        if h.same && !lone {
            reworded(&mut out, &std::mem::take(&mut left), &std::mem::take(&mut right));
            put(&mut out, Stretch { left: l, right: r, same: true });
        } else {
            left.push_str(&l);
            right.push_str(&r);
        }
    }
    reworded(&mut out, &left, &right);
    out
}

/// Two texts that have no clause in common.
fn reworded(out: &mut Vec<Stretch>, a: &str, b: &str) {
    let whole = |t: &str| t.split_inclusive(is_stop).map(String::from).collect::<Vec<_>>();
    let (a, b) = (whole(a), whole(b));
    for (x, y) in paired(&a, &b) {
        let text = |list: &[String], i: Option<usize>| i.map_or(String::new(), |i| list[i].clone());
        let (left, right) = (text(&a, x), text(&b, y));
        let words = |t: &str| t.trim_end_matches(is_stop).len();
        let ((left, stop), (right, other)) = (left.split_at(words(&left)), right.split_at(words(&right)));
        characters(out, left, right);
        if !(stop.is_empty() && other.is_empty()) {
            put(out, Stretch { left: stop.into(), right: other.into(), same: stop == other });
        }
    }
}

/// Two texts in stretches by their characters; a single common one between two differing stretches is no resting place
/// for the eye and joins them.
fn characters(out: &mut Vec<Stretch>, a: &str, b: &str) {
    let (a, b) = (pieces(a), pieces(b));
    let hunks = diff(&a, &b);
    for (i, h) in hunks.iter().enumerate() {
        let short = h.left.len() == 1 && a[h.left.start].chars().count() == 1;
        let lone = h.same && short && i > 0 && i + 1 < hunks.len();
        let (left, right) = (a[h.left.clone()].concat(), b[h.right.clone()].concat());
        put(out, Stretch { left, right, same: h.same && !lone });
    }
}

fn put(out: &mut Vec<Stretch>, stretch: Stretch) {
    match out.last_mut().filter(|s| s.same == stretch.same) {
        Some(s) => {
            s.left.push_str(&stretch.left);
            s.right.push_str(&stretch.right);
        }
        None => out.push(stretch),
    }
}

/// Texts less alike than this don't belong together.
const ALIKE: usize = 40;
/// More pairs than this are not weighed against each other.
const WEIGHED: usize = 4000;

/// Two lists side by side: those that belong together, the others alone.
pub fn paired(a: &[String], b: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let (n, m) = (a.len(), b.len());
    if n * m > WEIGHED {
        let alone = |i: usize, size: usize| (i < size).then_some(i);
        return (0..n.max(m)).map(|i| (alone(i, n), alone(i, m))).collect();
    }
    let like = |i: usize, j: usize| {
        let s = likeness(&a[i], &b[j]);
        if s < ALIKE { 0 } else { s }
    };
    let scores: Vec<Vec<usize>> = (0..n).map(|i| (0..m).map(|j| like(i, j)).collect()).collect();
    // best[i][j]: of those from i and j on.
    let mut best = vec![vec![0usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let together = scores[i][j] + best[i + 1][j + 1];
            best[i][j] = together.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n || j < m {
        if i < n && j < m && scores[i][j] > 0 && best[i][j] == scores[i][j] + best[i + 1][j + 1] {
            out.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if j == m || (i < n && best[i][j] == best[i + 1][j]) {
            out.push((Some(i), None));
            i += 1;
        } else {
            out.push((None, Some(j)));
            j += 1;
        }
    }
    out
}

/// How alike two texts are, 0 to 100: their common characters in order.
pub fn likeness(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same: usize = diff(&a, &b).iter().filter(|h| h.same).map(|h| h.left.len()).sum();
    (200 * same).checked_div(a.len() + b.len()).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str) {
        let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let hunks = diff(&x, &y);
        // What is the same is taken from one, what differs from the other: that makes the other again.
        let applied = |to_right: bool| -> Vec<char> {
            let kept =
                |h: &Hunk| if to_right { x[h.left.clone()].to_vec() } else { y[h.right.clone()].to_vec() };
            let put =
                |h: &Hunk| if to_right { y[h.right.clone()].to_vec() } else { x[h.left.clone()].to_vec() };
            hunks.iter().flat_map(|h| if h.same { kept(h) } else { put(h) }).collect()
        };
        assert_eq!((applied(false), applied(true)), (x.clone(), y.clone()), "{a} {b} {hunks:?}");
        for h in &hunks {
            assert_eq!(h.same, x[h.left.clone()] == y[h.right.clone()], "{hunks:?}");
        }
        assert!(hunks.windows(2).all(|w| w[0].same != w[1].same), "{hunks:?}");
    }

    #[test]
    fn the_stretches_make_both_texts_again() {
        for (a, b) in [
            ("", ""),
            ("", "甲"),
            ("甲乙", ""),
            ("甲乙丙", "甲丙"),
            ("甲乙丙", "丁甲乙丙戊"),
            ("abcabba", "cbabac"),
            ("共收到申请13件", "共收到申请21件，办结20件"),
        ] {
            check(a, b);
            check(b, a);
        }
        let mut seed = 7u32;
        let mut roll = |sides: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % sides
        };
        let mut word = |n: u32| (0..n).map(|_| char::from(b'a' + roll(4) as u8)).collect::<String>();
        for n in 0..60 {
            check(&word(n), &word(60 - n));
        }
        // A paragraph of which words were struck out and others put in.
        let long = "围绕河道治理、供水保障和防汛抗旱公开信息，全年收到申请13件，均已答复。".repeat(20);
        for _ in 0..30 {
            let mut chars: Vec<char> = long.chars().collect();
            for _ in 0..roll(12) {
                let at = roll(chars.len() as u32 - 9) as usize;
                chars.splice(at..at + roll(9) as usize, "另有结转2件".chars().take(roll(7) as usize));
            }
            check(&long, &chars.iter().collect::<String>());
        }
    }

    #[test]
    fn what_differs_stands_alone() {
        let (a, b) = ("全年收到申请13件，均已答复。", "全年收到申请21件，均已答复。");
        let all = stretches(a, b);
        let differing: Vec<_> = all.iter().filter(|s| !s.same).collect();
        assert_eq!(
            (differing.len(), differing[0].left.as_str(), differing[0].right.as_str()),
            (1, "13", "21")
        );
        let point = stretches("发放2.4万份。", "发放2.5万份。");
        assert_eq!((point[1].left.as_str(), point[1].right.as_str(), point[1].same), ("2.4", "2.5", false));
        let gone = stretches(
            "因政府信息公开被申请行政复议1件，其中结果维持1件，结果纠正1件；行政诉讼1件，尚未审结。",
            "因政府信息公开被申请行政复议1件，其中结果维持1件；行政诉讼1件，尚未审结。",
        );
        let gone: Vec<_> =
            gone.iter().filter(|s| !s.same).map(|s| (s.left.as_str(), s.right.as_str())).collect();
        assert_eq!(gone, [("，结果纠正1件", "")]);
        let gone = stretches("不予处理2件，其他处理1件，均已答复。", "不予处理1件，均已答复。");
        let gone: Vec<_> =
            gone.iter().filter(|s| !s.same).map(|s| (s.left.as_str(), s.right.as_str())).collect();
        assert_eq!(gone, [("2", "1"), ("，其他处理1件", "")], "the clause that goes is whole");
        let year = stretches("2025年，全年", "2026年，全年");
        assert_eq!((year[0].left.as_str(), year[0].right.as_str(), year[0].same), ("2025", "2026", false));
        assert_eq!(all.iter().map(|s| s.left.as_str()).collect::<String>(), a);
        assert_eq!(all.iter().map(|s| s.right.as_str()).collect::<String>(), b);
        assert!(likeness(a, b) > 80 && likeness(a, "无") == 0);
    }

    #[test]
    fn texts_with_nothing_in_common_end_soon() {
        let (a, b) = ("甲".repeat(5000), "乙".repeat(5000));
        assert_eq!(stretches(&a, &b), [Stretch { left: a, right: b, same: false }]);
    }
}
