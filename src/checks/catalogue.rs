//! The catalogue in words, made from the registry: for the command line, and for the guide and the README,
//! where a test holds it equal.

use super::{CHECKS, Check};

/// One line of the guide: code, level, title, what to do.
pub fn line(c: &Check) -> String {
    format!("{} {} {}：{}", c.code, c.level.word(), c.title, c.how)
}

/// The catalogue for the guide, one check a line.
pub fn guide() -> String {
    CHECKS.iter().map(|c| format!("- {}\n", line(c))).collect()
}

/// A check with its source, for the command line.
pub fn full(c: &Check) -> String {
    format!("{} {} {}\n  依据：{}\n  办法：{}", c.code, c.level.word(), c.title, c.why, c.how)
}
