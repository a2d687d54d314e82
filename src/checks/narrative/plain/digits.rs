//! Two numbers that are one but for a digit, or for two digits exchanged.

use rust_decimal::Decimal;

/// Whether a number is at least nine tenths of another.
pub(super) fn nearly(part: Decimal, whole: Decimal) -> bool {
    part.saturating_mul(Decimal::TEN) >= whole.saturating_mul(Decimal::from(9))
}

/// Whether a number of at least three digits has two of them, side by side, exchanged.
pub(super) fn exchanged(a: Decimal, b: Decimal) -> bool {
    let off = differing(a, b);
    let [(i, x), (j, y)] = off[..] else { return false };
    j == i.saturating_add(1) && (x.0, x.1) == (y.1, y.0)
}

/// Whether one digit is another.
pub(super) fn mistyped(a: Decimal, b: Decimal) -> bool {
    differing(a, b).len() == 1
}

type Digits = (char, char);

/// The places in which two whole numbers of as many digits differ; none where they are too short to tell.
fn differing(a: Decimal, b: Decimal) -> Vec<(usize, Digits)> {
    let (a, b) = (a.normalize().to_string(), b.normalize().to_string());
    if a.len() != b.len() || a.len() < 3 || a.contains('.') || b.contains('.') {
        return Vec::new();
    }
    a.chars().zip(b.chars()).enumerate().filter(|(_, (x, y))| x != y).collect()
}
