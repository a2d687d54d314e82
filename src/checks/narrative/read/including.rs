//! A number told together with what was carried in: 「收办申请28件（含上年结转5件）」.

use super::super::expr::{Expr, Term};
use super::super::meaning::{ClaimMeaning, Tier};
use super::super::words::words;
use super::{Claimed, SentenceReader};
use crate::form::Role;
use std::rc::Rc;

impl SentenceReader<'_> {
    /// Where what was carried in is told as a part of the number before, that one is of all there were, not of this year's
    /// alone; not where it is left out, 「收到申请25件（不含上年结转5件）」.
    pub(super) fn include(&mut self, part: &ClaimMeaning, from: usize) {
        if part.sums != [Expr::role(Role::CarriedIn)] {
            return;
        }
        let Some(whole) = self.claims.last_mut().filter(|c| c.range.end <= from) else { return };
        let between = self.text.get(whole.range.end..from).unwrap_or("");
        let included = words().reading.included.iter().any(|w| between.contains(w.as_str()));
        let apart = words().reading.not_included.iter().any(|w| between.contains(w.as_str()));
        let Claimed::Number { meaning, .. } = &mut whole.what else { return };
        if !included || apart || meaning.tier != Tier::Base(false) {
            return;
        }
        // What was dealt with, not received, may be what was answered: 「办理公开申请732件（含2021年转来14件）」.
        let received = self.text.get(whole.range.clone()).is_some_and(|w| w.contains('收'));
        let answered = |e: &Expr| !received && *e == Expr::role(Role::ResultTotal);
        let all = |e: &Expr| e.plus.contains(&Term::Role(Role::CarriedIn)) || answered(e);
        if meaning.sums.iter().any(all) {
            let sums = meaning.sums.iter().filter(|e| all(e)).cloned().collect();
            *meaning = Rc::new(ClaimMeaning { sums, ..(**meaning).clone() });
        }
    }
}
