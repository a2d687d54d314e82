//! What two sequences have in common, by the shortest way from one to the other (Myers 1986). Sentences are
//! aligned with it, and the characters of two sentences that belong together.

use std::ops::Range;

/// Beyond so many differences it is not worth saying which.
const MOST: usize = 1200;

/// A stretch of both sequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    pub left: Range<usize>,
    pub right: Range<usize>,
    pub same: bool,
}

/// The sequences as stretches that are the same and stretches that are not, in turn.
pub fn diff<T: PartialEq>(a: &[T], b: &[T]) -> Vec<Hunk> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let middle = matches(&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let ends = (0..tail).rev().map(|i| (a.len() - 1 - i, b.len() - 1 - i));
    let pairs = (0..head).map(|i| (i, i)).chain(middle.into_iter().map(|(x, y)| (x + head, y + head)));
    let mut out: Vec<Hunk> = Vec::new();
    let mut at = (0, 0);
    for (x, y) in pairs.chain(ends).chain([(a.len(), b.len())]) {
        if at != (x, y) {
            out.push(Hunk { left: at.0..x, right: at.1..y, same: false });
        }
        if x == a.len() && y == b.len() {
            break;
        }
        match out.last_mut().filter(|h| h.same && (h.left.end, h.right.end) == (x, y)) {
            Some(h) => (h.left.end, h.right.end) = (x + 1, y + 1),
            None => out.push(Hunk { left: x..x + 1, right: y..y + 1, same: true }),
        }
        at = (x + 1, y + 1);
    }
    out
}

/// Pairs of equal places, in order.
fn matches<T: PartialEq>(a: &[T], b: &[T]) -> Vec<(usize, usize)> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let most = (a.len() + b.len()).min(MOST) as isize;
    let at = |k: isize| (k + most + 1) as usize;
    let mut reach = vec![0isize; at(most) + 2];
    let mut before = Vec::new();
    for d in 0..=most {
        before.push(reach.clone());
        for k in (-d..=d).step_by(2) {
            let down = comes_down(&reach, d, k, at);
            let mut x = if down { reach[at(k + 1)] } else { reach[at(k - 1)] + 1 };
            while x < n && x - k < m && a[x as usize] == b[(x - k) as usize] {
                x += 1;
            }
            reach[at(k)] = x;
            if x >= n && x - k >= m {
                return walk_back(&before, (n, m), at);
            }
        }
    }
    Vec::new()
}

/// Whether the way to diagonal `k` takes an element of the right sequence last.
fn comes_down(reach: &[isize], d: isize, k: isize, at: impl Fn(isize) -> usize) -> bool {
    k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)])
}

fn walk_back(
    before: &[Vec<isize>],
    (mut x, mut y): (isize, isize),
    at: impl Fn(isize) -> usize + Copy,
) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (d, reach) in before.iter().enumerate().rev() {
        let (d, k) = (d as isize, x - y);
        let from = match d {
            0 => (0, 0),
            _ if comes_down(reach, d, k, at) => (reach[at(k + 1)], reach[at(k + 1)] - k - 1),
            _ => (reach[at(k - 1)], reach[at(k - 1)] - k + 1),
        };
        while x > from.0 && y > from.1 {
            (x, y) = (x - 1, y - 1);
            out.push((x as usize, y as usize));
        }
        (x, y) = from;
    }
    out.reverse();
    out
}

/// A stretch of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub left: String,
    pub right: String,
    pub same: bool,
}

/// A text in characters, but a number whole: half a number struck out reads like a misprint.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(digits.max(first.len_utf8()));
        out.push(piece);
        rest = behind;
    }
    out
}

/// Two texts in stretches; a single common character between two differing ones is no resting place for the eye
/// and joins them.
pub fn stretches(a: &str, b: &str) -> Vec<Stretch> {
    let (a, b) = (pieces(a), pieces(b));
    let hunks = diff(&a, &b);
    let mut out: Vec<Stretch> = Vec::new();
    for (i, h) in hunks.iter().enumerate() {
        let short = h.left.len() == 1 && a[h.left.start].chars().count() == 1;
        let lone = h.same && short && i > 0 && i + 1 < hunks.len();
        let same = h.same && !lone;
        let (left, right) = (a[h.left.clone()].concat(), b[h.right.clone()].concat());
        match out.last_mut().filter(|s| s.same == same) {
            Some(s) => {
                s.left.push_str(&left);
                s.right.push_str(&right);
            }
            None => out.push(Stretch { left, right, same }),
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
        let side = |right: bool| -> Vec<char> {
            hunks
                .iter()
                .flat_map(|h| if right { &y[h.right.clone()] } else { &x[h.left.clone()] }.to_vec())
                .collect()
        };
        assert_eq!((side(false), side(true)), (x.clone(), y.clone()), "{a} {b} {hunks:?}");
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
        let mut word = |n: u32| -> String {
            (0..n)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    char::from(b'a' + (seed >> 28) as u8 % 4)
                })
                .collect()
        };
        for n in 0..60 {
            check(&word(n), &word(60 - n));
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
