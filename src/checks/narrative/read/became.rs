//! What a number of another time became, and what a number told without a name turns out to count.

use super::super::lex::{STOPS, Token, TokenKind};
use super::super::meaning::ClaimMeaning;
use super::super::number::Stated;
use super::super::words::{ClaimUnit, Class, Set, words};
use super::lists::ListedNumber;
use super::{Claim, Claimed, SentenceReader, gather, is};
use std::ops::Range;

/// A number of which it is not said yet what it counts.
#[derive(Clone, Debug)]
pub(super) struct Untold<'a> {
    pub(super) item: ListedNumber<'a>,
    pub(super) unit: ClaimUnit,
    /// Bytes of its digits.
    pub(super) digits: Range<usize>,
}

/// What a number of another time counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before<'a> {
    set: Set,
    unit: &'a str,
}

impl<'a> SentenceReader<'a> {
    /// 由…增至…: keeps in mind what the number before the change counts, 「由上年的20件增至25件」. One of no year,
    /// 「由20件增加到25件」, is not of this one; says whether that was all of it.
    pub(super) fn before_change(&mut self, left: &[Token], number: &Token, rest: &[Token]) -> bool {
        let TokenKind::Number { stated, .. } = number.kind else { return false };
        let has = |i: Class| left.iter().any(|t| is(t) == Some(i));
        let mut clause = rest.iter().take_while(|t| t.kind != TokenKind::Comma);
        let changes =
            (has(Class::From) || has(Class::Compared)) && clause.any(|t| is(t) == Some(Class::Reached));
        if !changes {
            return false;
        }
        let named = gather(left).0;
        let set = words().only(named, |i| !matches!(i, Class::Compared | Class::LastYear));
        let unit = self.unit(number);
        self.before = Some(Before { set, unit }).filter(|b| !b.set.is_empty());
        let dated = words().any(named, Class::LastYear) || has(Class::Compared);
        if !dated {
            let item =
                ListedNumber { stated, tier: super::Tier::Other, set, unit, joined: false, again: false };
            self.unknown(item);
        }
        !dated
    }

    /// Last year's number behind this year's, where it is told how the one became the other:
    /// 「行政复议20件，2021年21件，下降13.8%」.
    pub(super) fn told_of_last_year(&mut self, set: Set, number: &Token, stated: Stated) -> bool {
        let then = |i: Class| matches!(i, Class::LastYear | Class::Compared);
        let only = words().only(set, then) == set && words().any(set, Class::LastYear);
        let behind = self.text[number.to..].trim_start_matches(['，', ',']);
        let head: String = behind.chars().take(4).collect();
        let changes = words().reading.turns.iter().any(|w| head.contains(w.as_str()))
            // 「行政复议9件，而2024年为8件」, 「新收847件，多于上年的692件」
            || behind.is_empty()
            || behind.starts_with(['。', '；', '）', ')'])
            || head.starts_with('的') && behind.split(STOPS).next().is_some_and(|c| c.ends_with('倍'));
        let Some(last) = self.last.as_ref().filter(|l| only && changes && l.unit == self.unit(number)) else {
            return false;
        };
        // 「行政事业性收费6.4万元，较上年7.1万元减少0.7万元」
        let in_yuan = match number.kind {
            TokenKind::Number { unit: ClaimUnit::Money(yuan), .. } => stated.times(yuan),
            _ => Some(stated),
        };
        if let (Some(meaning), Some(stated)) = (&last.meaning, in_yuan) {
            let what = Claimed::Earlier { meaning: (**meaning).clone(), stated };
            let at = number.from..number.digits;
            self.claims.push(Claim { what, range: number.from..number.to, digits: at });
        }
        (self.versus, self.compared) = (true, Some(stated));
        true
    }

    /// What the number behind 增至 counts, where its own words do not say.
    pub(super) fn reached(&self, left: &[Token], number: &Token) -> Option<Set> {
        let told = left.iter().any(|t| is(t) == Some(Class::Reached));
        self.before.filter(|b| told && b.unit == self.unit(number)).map(|b| b.set)
    }

    /// 均为…: what the number before it counts, 「收费收入12.5万元，均为行政事业性收费」; not 「3件均为重复申请」.
    pub(super) fn named_behind(&mut self, set: Set, end: usize) {
        let subject = words().only(set, Class::is_subject);
        let Some(untold) = self.untold.take().filter(|_| !set.is_empty() && subject == set) else { return };
        let Untold { item, unit, digits } = untold;
        let at = (digits.start..end, digits);
        match unit {
            ClaimUnit::Money(yuan) => self.money(set, item.stated, yuan, at),
            _ => {
                if let Some(meaning) = self.around(set, None, true).meaning() {
                    self.understood(meaning, ListedNumber { set, ..item }, at);
                }
            }
        }
    }

    /// So many there were last year; of what was told of this one before it, 「本年新收74件，2024年新收64件，上升15.6%」.
    pub(super) fn of_last_year(
        &mut self,
        meaning: ClaimMeaning,
        item: ListedNumber<'a>,
        at: (Range<usize>, Range<usize>),
    ) {
        self.past = true;
        let of_this = self.last.clone().filter(|l| l.meaning.as_ref().is_some_and(|m| **m == meaning));
        let what = Claimed::Earlier { meaning, stated: item.stated };
        self.claims.push(Claim { what, range: at.0, digits: at.1 });
        self.unknown(item);
        if of_this.is_some() {
            (self.last, self.compared, self.versus) = (of_this, Some(item.stated), true);
        }
    }
}
