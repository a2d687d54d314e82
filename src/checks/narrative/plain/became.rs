//! Parts that are all there are, because of what they are called: what became of each, 「注销11个、整改7个、保留35个」, or one
//! thing and its opposite, 「其中线上9场、线下5场」.

use super::super::words::words;
use super::lex::Count;
use super::{PlainParts, SumWalk};
use rust_decimal::Decimal;

/// More names are not looked through for every sum that they make.
const MOST: usize = 6;

/// Whether what became of something is told, of some of it that it was kept.
pub(super) fn are_fates(names: &[&str]) -> bool {
    let plain = &words().plain;
    let begins = |n: &str, of: &[String]| of.iter().any(|f| n.starts_with(f.as_str()));
    (2..=MOST).contains(&names.len())
        && names.iter().all(|n| n.chars().count() <= 4 && begins(n, &plain.fates))
        && names.iter().any(|n| begins(n, &plain.kept))
}

/// Whether they are more than the whole, but not by much, and none of them together are it: of 48个 may be 注销11个、保留37个,
/// and 整改7个 of those.
pub(super) fn too_many(counts: &[Decimal], whole: Decimal) -> bool {
    let mut sums = vec![Decimal::ZERO];
    for c in counts.iter().take(MOST) {
        let more: Vec<Decimal> = sums.iter().map(|s| s.saturating_add(*c)).collect();
        sums.extend(more);
    }
    let all = sums.last().copied().unwrap_or_default();
    let near = all.saturating_mul(Decimal::from(5)) <= whole.saturating_mul(Decimal::from(6));
    all > whole && near && !sums.contains(&whole)
}

impl PlainParts<'_> {
    /// Whether they are marks that were given: 「47家单位中优秀12家、良好29家、合格6家」.
    pub(super) fn are_grades(&self) -> bool {
        let grade = |name: &str| words().plain.grades.iter().any(|g| name.ends_with(g.as_str()));
        self.all.len() > 2 && self.all.iter().all(|p| grade(p.name))
    }
    /// Whether there are two, and the one is called the opposite of the other.
    pub(super) fn are_opposites(&self) -> bool {
        let names: Vec<&str> = self.all.iter().map(|p| p.name).collect();
        opposite(&names)
    }
}

/// The same of names: 「当场答复205条，会后办理113条」.
pub(super) fn opposite(names: &[&str]) -> bool {
    let [a, b] = names else { return false };
    let pair =
        |x: &str, y: &str| a.starts_with(x) && b.starts_with(y) || a.starts_with(y) && b.starts_with(x);
    words().plain.opposites.iter().any(|(x, y)| pair(x, y))
}

impl SumWalk<'_> {
    /// Whether what remains is named behind a row, and no number of it: 「社会公益组织9件，其余为企业、法律服务机构及其他组织」.
    pub(super) fn leaves_rest(&self, end: usize) -> bool {
        use super::PlainPiece::{Comma, Words};
        match self.pieces.get(end..) {
            Some([Comma, Words(w), ..]) => self.is_untold_rest(w, end.saturating_add(2)),
            _ => false,
        }
    }

    /// Whether something is counted in the measure of the whole from `end` on.
    pub(super) fn counts_more(&self, whole: &Count, end: usize) -> bool {
        let more = |p: &super::PlainPiece| matches!(p, super::PlainPiece::Count(c) if c.unit == whole.unit);
        self.pieces.get(end..).unwrap_or_default().iter().any(more)
    }
}
