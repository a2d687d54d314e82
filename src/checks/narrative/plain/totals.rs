//! 合计: numbers told one after another, and behind them what they make together.

use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::{Odd, SumWalk, holds};
use crate::report::value::total;
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
                PlainPiece::Words(w) if holds(w, &words().plain.begun) => return,
                PlainPiece::Count(c) if depth == 0 => {
                    let run = self.run(i, c);
                    let told_so = self.pieces[..i].ends_with_total() || run.is_some();
                    let alike = || told.iter().filter(|t| t.unit == c.unit && t.stated.is_exact()).copied();
                    let before: Vec<&Count> = run.unwrap_or_else(|| alike().collect());
                    // 「失效链接372个、错敏词45处，合计417个问题」
                    let mixed = total(told.iter().map(|t| Some(t.stated.low))) == Some(c.stated.low);
                    if self.mixed(i, c) {
                        told.clear();
                    } else if told_so && before.len() > 1 && c.stated.is_exact() && !mixed {
                        self.total(c, &before);
                        told.clear();
                    }
                    told.push(c);
                }
                _ => {}
            }
        }
    }

    /// The numbers that 共 right behind a row of 、 makes one of: 「17个镇街、25个部门共42家单位」.
    fn run(&self, i: usize, whole: &Count) -> Option<Vec<&'p Count>> {
        let [before @ .., PlainPiece::Total] = &self.pieces[..i] else { return None };
        let (mut run, mut listed): (Vec<&'p Count>, bool) = (Vec::new(), true);
        for p in before.iter().rev() {
            match p {
                PlainPiece::Words(_) => {}
                PlainPiece::List => listed = true,
                PlainPiece::Count(c) if listed => {
                    run.push(c);
                    listed = false;
                }
                _ => break,
            }
        }
        run.reverse();
        // 个 of offices are 家.
        let alike = |c: &&Count| c.unit == whole.unit || (c.unit == "个" && whole.unit == "家");
        (run.len() > 1 && run.iter().all(alike) && run.iter().all(|c| c.stated.is_exact())).then_some(run)
    }

    /// 「图文解读56篇、视频解读23个、专家访谈11期，共计90件」: a row of different measures, and right behind it what they come to,
    /// told nearly right.
    fn mixed(&mut self, i: usize, whole: &Count) -> bool {
        let [before @ .., PlainPiece::Comma, PlainPiece::Total] = &self.pieces[..i] else { return false };
        let (mut row, mut rest): (Vec<&Count>, &[PlainPiece]) = (Vec::new(), before);
        while let [more @ .., PlainPiece::Words(_), PlainPiece::Count(c)] = rest {
            row.push(c);
            match more {
                [more @ .., PlainPiece::List] => rest = more,
                _ => break,
            }
        }
        let differ = row.iter().any(|c| c.unit != whole.unit) && row.iter().all(|c| c.stated.is_exact());
        let Some(sum) = total(row.iter().map(|c| Some(c.stated.low))) else { return false };
        let off = sum.checked_sub(whole.stated.low).map_or(Decimal::MAX, |d| d.abs());
        let near = off.checked_mul(Decimal::from(5)).is_some_and(|o| o <= sum);
        if row.len() < 3 || !differ || !whole.stated.is_exact() || off.is_zero() || !near {
            return false;
        }
        row.reverse();
        self.total(whole, &row);
        true
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
