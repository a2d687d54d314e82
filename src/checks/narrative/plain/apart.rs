//! Parts of requests that no reader of requests takes apart, and parts behind several wholes.

use super::super::words::words;
use super::lex::{Count, PlainPiece};
use super::{Odd, SumWalk, holds};
use crate::report::value::total;

impl<'p> SumWalk<'p> {
    /// Whether the one number told is taken apart by ways of asking or by who was asked, and by nothing else:
    /// 「收到政府信息公开申请538件，其中通过网站提交402件、信函121件、当面25件」, 「67件申请按受理单位统计，管委会本级31件、区直部门22件、街道24件」.
    pub(super) fn takes_apart(&self, from: usize, told: &[&'p Count]) -> bool {
        let [whole] = told else { return false };
        let counted = |i: &usize| matches!(self.pieces[*i], PlainPiece::Count(_));
        let parts: Vec<usize> = (from..self.pieces.len()).filter(counted).collect();
        // What is answered may go out by several ways.
        let place = self.pieces.iter().position(|p| matches!(p, PlainPiece::Count(c) if c.at == whole.at));
        let answered = |i: usize| holds(self.words_before(i), &words().reading.replied);
        let sure =
            whole.stated.is_exact() && parts.len() > 1 && !parts.iter().copied().chain(place).any(answered);
        // 按…统计 tells of all of them; 其中 of some.
        let divided = matches!(self.pieces.get(from), Some(PlainPiece::Comma | PlainPiece::Colon));
        // More than all are too many, behind whatever word.
        let sum = || total(parts.iter().map(|i| self.number_at(*i)));
        let levels = || divided || sum().is_some_and(|s| s > whole.stated.high);
        sure && (self.names_ways(from) || levels() && self.names_levels(from, self.pieces.len()))
    }

    fn number_at(&self, i: usize) -> Option<rust_decimal::Decimal> {
        if let Some(PlainPiece::Count(c)) = self.pieces.get(i) { Some(c.stated.low) } else { None }
    }

    /// A part that is more than all the wholes before it together, of which nobody can say to which it belongs:
    /// 「网站公开754条，新媒体公开2808条。其中，公众号1205条、微博12984条」.
    pub(super) fn more_than_all(&mut self, from: usize, told: &[&'p Count]) {
        let ends = |p: &PlainPiece| matches!(p, PlainPiece::Total { .. } | PlainPiece::Semicolon);
        for (i, p) in self.pieces.iter().enumerate().skip(from).take_while(|(_, p)| !ends(p)) {
            let PlainPiece::Count(part) = p else { continue };
            let other = self.is_change(i) || self.is_of_another(i) && !self.is_channel(i);
            let wholes = told.iter().filter(|t| t.unit == part.unit);
            let Some(all) = total(wholes.clone().map(|t| Some(t.stated.high))) else { return };
            if other || wholes.count() < 2 {
                return;
            }
            if part.stated.low > all {
                let (n, all) = (part.stated.low.normalize(), all.normalize());
                let message = format!("其中的一项是 {n}，比前面几项合起来的 {all} 还多");
                self.out.push(Odd::of(part.at.clone(), message));
                return;
            }
        }
    }

    /// Whether a channel is named before a number, and nothing that was done: 微博12984条.
    fn is_channel(&self, i: usize) -> bool {
        let (plain, name) = (&words().plain, self.words_before(i));
        holds(name, &plain.channels) && !holds(name, &plain.deeds)
    }
}
