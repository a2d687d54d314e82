//! Percentages: a part as a share of a whole, more or less than last year.

use super::super::expr::Expr;
use super::super::lex::Token;
use super::super::meaning::{ClaimMeaning, Subject, Tier, bases, ended};
use super::super::number::Stated;
use super::super::words::{CaseEnd, ClaimUnit, Class, Concept, RequestStep, Set, words};
use super::lists::ListedShare;
use super::money::in_yuan;
use super::{Claim, Claimed, SentenceReader, ShareOf, gather, is, other};
use rust_decimal::Decimal;
use std::ops::Range;

impl SentenceReader<'_> {
    /// 增长, 减少: more or less than last year, 「新收申请增加5件，增幅25%」; not 「较上年下降3.2个百分点」.
    pub(super) fn change(&mut self, set: Set, by: Stated, unit: ClaimUnit, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let (up, down) = (w.any(set, Class::Up), w.any(set, Class::Down));
        let before = self.compared.take();
        if up == down || !self.versus {
            return;
        }
        if unit == ClaimUnit::Count && before.is_some_and(|b| self.is_of_an_earlier(b, by, up)) {
            return;
        }
        let telling = w.only(set, |i| {
            !matches!(i, Class::ShareOf | Class::Compared | Class::Up | Class::Down | Class::LastYear)
        });
        let own = w.only(telling, |i| !i.is_subject());
        let named = if own.is_empty() { None } else { self.around(telling, None, false).meaning() };
        if own.is_empty() && self.is_last_of_a_row() {
            return;
        }
        // 「申请总量同比增长20.2%，行政复议同比增长13.3%」: what is named itself is not what was told before.
        let again = own.is_empty() && w.only(telling, |i| i != Class::Request).is_empty();
        // 「答复2079件，申请量比2024年上升20.2%」, 「结转下年4件，申请量同比增长17.3%」
        let received = |l: &super::Last<'_>| {
            w.any(telling, Class::Request) && !matches!(l.tier, Tier::Base(false) | Tier::Group)
        };
        // What was left over grows by no per cent.
        let carried = |l: &super::Last<'_>| {
            unit == ClaimUnit::Percent && l.meaning.as_ref().is_some_and(|m| m.name.starts_with("结转"))
        };
        let last = self
            .last
            .as_ref()
            .filter(|l| again && !received(l) && !carried(l))
            .and_then(|l| Some((l.meaning.clone()?, Some(l.stated))));
        let subject = || self.around(telling, None, false).meaning().map(|m| (m.into(), None));
        let before_it = || self.grown.clone().filter(|_| again);
        let of = named.map(|m| (m.into(), None)).or(last).or_else(subject).or_else(before_it);
        self.grown = of.clone();
        // 行政事业性收费13.2万元，比上年减少0.6万元: nothing that is counted grows by 元, and no fee by 件.
        let fee = |m: &ClaimMeaning| w.of_kind(w.all(Class::Fee), Class::Fee).any(|c| c.of == m.sums);
        let fits = |m: &ClaimMeaning| match unit {
            ClaimUnit::Money(_) => fee(m),
            ClaimUnit::Count => !fee(m),
            _ => true,
        };
        let by = if let ClaimUnit::Money(yuan) = unit { in_yuan(by, yuan).unwrap_or(by) } else { by };
        if let Some((meaning, now)) = of.filter(|(m, _)| fits(m)) {
            let sure = self.public || meaning.subject != Subject::Cases;
            let what = Claimed::Change { meaning, by, unit, up, sure, now, before };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    /// 「企业4件、个人1件，较2024年增加2件」: of all of them, not of the last.
    fn is_last_of_a_row(&self) -> bool {
        let told = self.claims.last().and_then(|c| self.text.get(..c.range.start));
        let clause = told.and_then(|t| t.rsplit(['，', '；', '。', '（']).next());
        let part = |l: &super::Last<'_>| matches!(l.tier, Tier::Applicant | Tier::Case | Tier::Outcome);
        let of_parts = self.last.as_ref().is_some_and(part);
        of_parts && clause.is_some_and(|c| c.contains('、'))
    }

    /// What is compared behind the semicolon that ends a list of parts is the whole of them:
    /// 「行政复议9件：维持6件，纠正3件；上年为7件」.
    pub(super) fn back_to_the_whole(&mut self, next: &str) {
        let then = words().plain.then_begin.iter().any(|w| next.trim_start().starts_with(w.as_str()));
        if !then {
            return;
        }
        match self.lists.last().filter(|l| l.items.len() > 1) {
            Some(l) => (self.last, self.topic) = (l.whole.clone(), l.topic),
            // 「行政诉讼案件中，直接起诉5件，复议后起诉6件；较2020年的8件增加3件」
            None if self.last_were_cases() => (self.last, self.topic) = (None, Set::default()),
            None => {}
        }
    }

    /// Whether the numbers told last are those of two kinds of cases.
    fn last_were_cases(&self) -> bool {
        let tier = |c: &Claim| c.meaning().map(|m| m.tier);
        matches!(self.claims.as_slice(), [.., a, b] if [a, b].iter().all(|c| tier(c) == Some(Tier::Case)))
    }

    /// 「复议后起诉10件，较2023年的21件增加4件」: of a number told before the last one.
    fn is_of_an_earlier(&self, before: Stated, by: Stated, up: bool) -> bool {
        let now = if up { before.low.checked_add(by.low) } else { before.low.checked_sub(by.low) };
        let last = self.last.as_ref().map(|l| l.stated.low);
        now != last && self.seen.iter().any(|n| Some(n.low) == now)
    }

    /// 占: of what is named before it, or of the last number, 「予以公开12件，占44.4%」; the words behind it may say of which
    /// whole, 「占不予处理总数的62.7%」; not 「与部分公开合计占59.3%」.
    #[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
    pub(super) fn share(&mut self, left: &[Token], percent: Stated, at: (Range<usize>, Range<usize>)) {
        let w = words();
        let stated = self.whole.take();
        // 合计占64%: of more than that.
        self.part = self.part.filter(|_| !left.iter().any(|t| is(t) == Some(Class::Altogether)));
        let share = left.iter().position(|t| is(t) == Some(Class::ShareOf));
        let split = share.map_or(0, |i| i + 1);
        let (names, base) = (gather(&left[..share.unwrap_or(0)]).0, gather(&left[split..]).0);
        let result = [Class::ResultGroup, Class::Result].iter().any(|i| w.any(base, *i));
        // 「信访举报投诉类在不予处理中占61.1%」: of the group, not of all.
        let within = |t: &Token| matches!(self.spelling(t), "中" | "里" | "内");
        if w.any(names, Class::ResultGroup) && w.any(names, Class::Result) && left.iter().any(within) {
            return;
        }
        let known = result || w.only(base, |i| !matches!(i, Class::Handling | Class::Request)).is_empty();
        // 「维持147件（63.9%）」
        let bracketed = self.depth > 0 && left.is_empty() && self.last.is_some();
        if (share.is_none() && stated.is_none() && !bracketed) || !known {
            return;
        }
        // 与部分公开合计占…, 「两类占办结总数53.6%」: of more than one number. 占比由…: of another time.
        if let Some(part) = self.together(&left[..share.unwrap_or(0)]).filter(|_| stated.is_none()) {
            let (wholes, of) = self.wholes(Tier::Other, base);
            let what = Claimed::Share { part: ShareOf::Stated(part), percent, wholes, of };
            return self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
        let untold = names.is_empty() && left[..share.unwrap_or(0)].iter().any(other);
        let more = left.first().is_some_and(|t| is(t) == Some(Class::And)) || untold;
        if !more && !left.iter().any(|t| matches!(is(t), Some(Class::From | Class::Respectively))) {
            self.share_of(names, percent, base, stated, at);
        }
    }

    /// 两者: the numbers told last, added up.
    fn together(&self, left: &[Token]) -> Option<Stated> {
        const ALL: [(&str, usize); 8] = [
            ("两者", 2),
            ("二者", 2),
            ("两项", 2),
            ("两类", 2),
            ("三者", 3),
            ("三项", 3),
            ("三类", 3),
            ("这两", 2),
        ];
        let [only] = left else { return None };
        let (_, count) = ALL.iter().find(|(w, _)| self.spelling(only).starts_with(w))?;
        let told = &self.seen[self.seen.len().checked_sub(*count)?..];
        let sum = told.iter().try_fold(Decimal::ZERO, |s, n| s.checked_add(n.low))?;
        told.iter().all(Stated::is_exact).then(|| Stated::exactly(sum))
    }

    /// 占, of a part of the office: 「全市共受理申请2104件，其中市级部门682件，占32.4%」. Any number before may be the whole.
    pub(super) fn share_within(&mut self, left: &[Token], percent: Stated, at: (Range<usize>, Range<usize>)) {
        let silent = gather(left).0 == words().only(gather(left).0, |i| i == Class::ShareOf);
        let of_base =
            self.lists.last().and_then(|l| l.whole.as_ref()).is_some_and(|w| matches!(w.tier, Tier::Base(_)));
        let shared = left.iter().any(|t| is(t) == Some(Class::ShareOf));
        let [wholes @ .., part] = self.seen.as_slice() else { return };
        if silent && of_base && shared && part.is_exact() && !left.iter().any(other) {
            let what = Claimed::Share {
                part: ShareOf::Stated(*part),
                percent,
                wholes: wholes.to_vec(),
                of: Vec::new(),
            };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    /// A share of what is named, or of the last number.
    pub(super) fn share_of(
        &mut self,
        names: Set,
        percent: Stated,
        base: Set,
        stated: Option<Stated>,
        at: (Range<usize>, Range<usize>),
    ) {
        let Some((part, tier)) = self.part(names, percent) else { return };
        let (wholes, of) = match stated {
            Some(whole) => (vec![whole], Vec::new()),
            None => self.wholes(tier, base),
        };
        if !wholes.is_empty() || !of.is_empty() {
            let what = Claimed::Share { part, percent, wholes, of };
            self.claims.push(Claim { what, range: at.0, digits: at.1 });
        }
    }

    /// What the share told right before is of, where its number follows: 「自然人申请占80%，共20件」.
    pub(super) fn shared_by(&self, left: &[Token]) -> Option<Set> {
        let silent = |t: &Token| matches!(is(t), Some(Class::Altogether | Class::Filler));
        let said = left
            .first()
            .is_some_and(|t| matches!(self.spelling(t), "共" | "共计" | "计" | "为" | "即" | "有"));
        (said && left.iter().all(silent) && !self.shared.is_empty()).then_some(self.shared)
    }

    /// What is a share of something: 「线上18件，占72%」; not 「部门网站占71%」.
    fn part(&mut self, names: Set, percent: Stated) -> Option<(ShareOf, Tier)> {
        if names.is_empty() {
            // 「18件申请中，涉及征地的有11件，占61.1%」
            if let Some(part) = self.part.take().filter(Stated::is_exact) {
                return Some((ShareOf::Stated(part), Tier::WayOfAsking));
            }
            let last = self
                .last
                .as_ref()
                .filter(|l| l.stated.is_exact() && !matches!(l.tier, Tier::Case | Tier::Other))?;
            let part = self.row.map_or(ShareOf::Stated(last.stated), |row| ShareOf::Row(last.stated, row));
            return Some((part, last.tier));
        }
        let meaning = self.around(names, None, true).meaning();
        let w = words();
        let tier = if w.any(names, Class::WayOfAsking) {
            Tier::WayOfAsking
        } else if w.only(names, |i| i == Class::Applicant) == names {
            Tier::Applicant
        } else {
            meaning.as_ref()?.tier
        };
        let list = self.lists.last_mut();
        let of_base =
            list.as_ref().is_none_or(|l| l.whole.as_ref().is_none_or(|w| matches!(w.tier, Tier::Base(_))));
        self.shared = names;
        let shares = list.map_or(&mut self.shares, |l| &mut l.shares);
        shares.push(ListedShare { tier, set: names, percent });
        let known = |m: &ClaimMeaning| m.subject == Subject::Results || m.tier == Tier::Applicant;
        meaning.filter(|m| of_base && known(m)).map(|m| (ShareOf::Table(m), tier))
    }

    /// 「复议案件中，维持41件，占60.3%」: all of them, or those that are over, where no number of them is told.
    fn all_cases(&self) -> Vec<Expr> {
        let w = words();
        let cases: Vec<&Concept> = w.of_kind(self.topic, Class::Case).collect();
        let all = ended(&cases, &[]);
        if cases.is_empty() || !self.bases.is_empty() {
            return Vec::new();
        }
        let over = all.clone().less(&ended(&cases, &[CaseEnd::Pending]));
        vec![all, over]
    }

    /// The wholes that a part of a kind may be a share of: numbers stated before, 「已审结62件，其中维持41件，占66.1%」, and
    /// sums of the table, 「有12件获得公开，占44.4%」.
    fn wholes(&self, tier: Tier, base: Set) -> (Vec<Stated>, Vec<Expr>) {
        let w = words();
        let stated = |keep: &dyn Fn(Tier) -> bool| -> Vec<Stated> {
            self.bases.iter().filter(|b| keep(b.1)).map(|b| b.0).collect()
        };
        match tier {
            Tier::Outcome => (stated(&|_| true), self.all_cases()),
            // 「上年结转5件，共30件；已办结27件，占90%」: of any number before.
            Tier::Base(_) => (self.seen[..self.seen.len().saturating_sub(1)].to_vec(), Vec::new()),
            // 占不予处理总数的
            _ if w.any(base, Class::ResultGroup) || w.any(base, Class::Result) => {
                let meaning = self.around(base, None, true).meaning().filter(|m| m.who.is_empty());
                (Vec::new(), meaning.map(|m| m.sums).unwrap_or_default())
            }
            _ => match w.of_kind(base, Class::Handling).next() {
                Some(v) if v.is_step(RequestStep::Answered) => {
                    (stated(&|t| t == Tier::Base(true)), v.of[..1].to_vec())
                }
                Some(v) => (stated(&|t| t == Tier::Base(false)), v.of.clone()),
                // A sentence that names a base keeps to it, or to what was answered.
                None => {
                    let mut stated = stated(&|t| t != Tier::Case);
                    // 不予公开3件，其中内部事务2件，占66.7%
                    let result = self.lists.last().and_then(|l| l.whole.as_ref());
                    stated.extend(result.filter(|w| w.tier == Tier::Group).map(|w| w.stated));
                    let mut of = bases();
                    // Who asked, and how, is of what came in.
                    let came_in = matches!(tier, Tier::Applicant | Tier::WayOfAsking);
                    of.truncate(if stated.is_empty() || came_in { of.len() } else { 1 });
                    (stated, of)
                }
            },
        }
    }
}
