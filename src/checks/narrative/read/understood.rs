//! A number that is understood: what it claims, and what may go on from it.

use super::super::meaning::{ClaimMeaning, Tier};
use super::super::words::Set;
use super::lists::ListedNumber;
use super::{Claim, Claimed, Last, Phrasing, SentenceReader};
use std::ops::Range;
use std::rc::Rc;

impl<'a> SentenceReader<'a> {
    /// Claims it; what follows may be parts of it: 「全年共收到申请25件。从渠道看，网上12件、信函10件、当面3件」.
    pub(super) fn understood(
        &mut self,
        meaning: ClaimMeaning,
        item: ListedNumber<'a>,
        at: (Range<usize>, Range<usize>),
    ) {
        (self.untold, self.part, self.shared) = (None, None, Set::default());
        self.include(&meaning, at.0.start);
        let (stated, tier, meaning) = (item.stated, meaning.tier, Rc::new(meaning));
        self.see(stated);
        self.end_bare(tier);
        if let Tier::Base(_) = tier {
            // A new base ends what was listed of the one before.
            while let Some(l) = self.lists.pop() {
                self.close(&l);
            }
            self.base = Some((stated, tier));
        } else if tier == Tier::Case && self.lists.is_empty() {
            // 「行政复议20件。其中：结果维持12件，占75.0%」
            self.base = Some((stated, tier));
        }
        if matches!(tier, Tier::Base(_) | Tier::Case) {
            self.remember((stated, tier));
        }
        let before = self.row.or(self.last.as_ref().map(|l| l.stated)).filter(|_| item.joined);
        self.row = before.and_then(|b| b.plus(stated));
        self.join_cases(&meaning, item.set, stated);
        // 「行政复议4件，其中维持2件；行政诉讼3件，维持2件」: other cases.
        while tier == Tier::Case
            && let Some(l) = self.lists.pop_if(|l| l.is_of_others(&meaning))
        {
            self.close(&l);
        }
        if let Some(l) = self.lists.last_mut().filter(|_| !item.again) {
            l.items.push(ListedNumber { tier, ..item });
        }
        self.last = Some(Last { stated, meaning: Some(meaning.clone()), tier, unit: item.unit });
        let what = Claimed::Number { meaning, stated, said: Phrasing::Number };
        self.claims.push(Claim { what, range: at.0, digits: at.1 });
    }
}
