//! 合计: numbers told one after another, and behind them what they make together.

use super::lex::{Count, PlainPiece};
use super::{Odd, SumWalk};
use rust_decimal::Decimal;

impl<'p> SumWalk<'p> {
    /// 网站100条，新媒体80条，合计180条: the last numbers before make it.
    pub(super) fn totals(&mut self) {
        let mut told: Vec<&'p Count> = Vec::new();
        let mut depth = 0usize;
        for (i, p) in self.pieces.iter().enumerate() {
            match p {
                PlainPiece::Open => depth = depth.saturating_add(1),
                PlainPiece::Close => depth = depth.saturating_sub(1),
                PlainPiece::Parts | PlainPiece::Semicolon => told.clear(),
                PlainPiece::Count(c) if depth == 0 => {
                    let total = self.pieces[..i].ends_with_total();
                    let before: Vec<&Count> =
                        told.iter().filter(|t| t.unit == c.unit && t.stated.is_exact()).copied().collect();
                    if total && before.len() > 1 && c.stated.is_exact() {
                        self.total(c, &before);
                        told.clear();
                    }
                    told.push(c);
                }
                _ => {}
            }
        }
    }

    fn total(&mut self, whole: &Count, before: &[&Count]) {
        let mut sum = Decimal::ZERO;
        let mut sums = Vec::new();
        for c in before.iter().rev() {
            let Some(next) = sum.checked_add(c.stated.low) else { return };
            sum = next;
            sums.push(sum);
        }
        let a = whole.stated.low;
        if sums.iter().skip(1).any(|s| *s == a) {
            return;
        }
        let Some(by) = a.checked_sub(sum).map(|d| d.abs().normalize()) else { return };
        let message = format!("分项相加是 {}，总数写的是 {}，差 {by}", sum.normalize(), a.normalize());
        let from = before.first().map_or(whole.at.start, |c| c.at.start);
        self.out.push(Odd { range: from..whole.at.end, message });
    }
}

trait EndsWithTotal {
    fn ends_with_total(&self) -> bool;
}

impl EndsWithTotal for [PlainPiece] {
    /// Whether 合计 stands right before, behind a stop.
    fn ends_with_total(&self) -> bool {
        matches!(self, [.., PlainPiece::Comma, PlainPiece::Total])
            || matches!(self, [.., PlainPiece::Comma, PlainPiece::Words(w), PlainPiece::Total] if w.ends_with('项'))
    }
}
