//! N106: how much more or less there is than last year, reckoned again: 同比增长25%.

use super::claims::Placed;
use super::lex::{TokenKind, tokens};
use super::meaning::{ClaimMeaning, Tier};
use super::n106_shares::{Miscount, near, per_cent, round};
use super::number::Stated;
use super::table::Tables;
use super::words::{ClaimUnit, Class, words};
use super::written::yuan;
use crate::checks::{Context, Fix};
use rust_decimal::Decimal;

/// By how much something is said to have grown, or shrunk.
#[derive(Clone, Copy)]
pub(super) struct Grown {
    pub by: Stated,
    pub unit: ClaimUnit,
    pub up: bool,
    pub now: Option<Stated>,
    pub before: Option<Stated>,
}

impl Grown {
    /// Whether two tables say so too, of what they both have.
    pub fn agrees(&self, meaning: &ClaimMeaning, last: &Tables<'_>, now: &Tables<'_>) -> bool {
        let first = |of: &Tables<'_>| of.sums(meaning).first().and_then(|s| of.of(s));
        let grown = first(last).zip(first(now)).and_then(|(before, now)| self.from(before, now));
        grown.is_some_and(|g| near(g, self.by))
    }
    /// Whether 持平 may be said of two numbers: 1750件 and 1762件; not 15件 and 18件.
    fn is_level(&self, before: Decimal, now: Decimal) -> bool {
        let off = now.checked_sub(before).and_then(|d| d.abs().checked_mul(Decimal::from(33)));
        self.unit == ClaimUnit::Count && self.by.high.is_zero() && off.is_some_and(|o| o <= before)
    }
    /// The unit behind the number, for people.
    fn sign(&self) -> &'static str {
        match self.unit {
            ClaimUnit::Percent => "%",
            ClaimUnit::Times | ClaimUnit::Fold => "倍",
            _ => "",
        }
    }
    /// What was said, for people.
    fn as_told(&self, said: &str) -> String {
        let (sign, word) = (self.sign(), if self.up { "增长" } else { "下降" });
        match self.unit {
            ClaimUnit::Fold => format!("去年的 {said}{sign}"),
            ClaimUnit::Times if said.is_empty() => "翻了一番".into(),
            ClaimUnit::Count if self.by.high.is_zero() => "持平".into(),
            _ => format!("{word} {said}{sign}"),
        }
    }
    /// By how much it has, in the same terms; nothing grows from 0 by per cent.
    fn from(&self, before: Decimal, now: Decimal) -> Option<Decimal> {
        let by = if self.up { now.checked_sub(before)? } else { before.checked_sub(now)? };
        match self.unit {
            ClaimUnit::Percent => per_cent(by, before),
            ClaimUnit::Times => by.checked_div(before),
            ClaimUnit::Fold => now.checked_div(before),
            _ => Some(by),
        }
    }
}

/// Last year's number, where it is not that of last year's report.
pub(super) fn earlier(last: &Tables<'_>, meaning: &ClaimMeaning, stated: Stated) -> Option<String> {
    let theirs = last.sums(meaning).iter().map(|s| last.of(s)).collect::<Option<Vec<_>>>()?;
    let first = theirs.first().filter(|_| !theirs.iter().any(|t| stated.holds(*t)))?;
    let (name, said) = (&meaning.name, stated.low.normalize());
    Some(format!("“{name}”去年的数写的是 {said}，去年报告是 {}", first.normalize()))
}

/// Growth that does not follow from the two years.
pub(super) fn change(
    tables: &Tables<'_>,
    last: Option<&Tables<'_>>,
    meaning: &ClaimMeaning,
    grown: Grown,
    said: &str,
) -> Option<Miscount> {
    let Grown { now, before, .. } = grown;
    let table = |of: &Tables<'_>| of.sums(meaning).iter().map(|s| of.of(s)).collect::<Option<Vec<_>>>();
    let (ours, theirs) = (table(tables), last.and_then(table));
    if let Some(wrong) = before.and_then(|b| earlier(last?, meaning, b)) {
        return Some(Miscount::of(wrong));
    }
    // Nothing was answered by last year's report: it was not filled in.
    let unfilled = |t: &Vec<Decimal>| t.first().is_some_and(Decimal::is_zero);
    if (meaning.tier == Tier::Base(true) || meaning.counts_in_force())
        && before.is_none()
        && theirs.as_ref().is_some_and(unfilled)
    {
        return None;
    }
    let mut pairs: Vec<(Decimal, Decimal)> = match (before, theirs) {
        (Some(b), _) => ours.iter().flatten().map(|n| (b.low, *n)).collect(),
        (None, Some(theirs)) => theirs.into_iter().zip(ours?).collect(),
        (None, None) => return None,
    };
    // The sentence's own number says which of its sums is meant; where it is none, that is another finding, and it may
    // have been reckoned with.
    if let Some(n) = now {
        match pairs.iter().any(|p| n.holds(p.1)) {
            true => pairs.retain(|p| n.holds(p.1)),
            false => pairs.extend(pairs.first().map(|p| (p.0, n.low))),
        }
    }
    pairs.retain(|(b, n)| grown.from(*b, *n).is_some());
    let all: Vec<Decimal> = pairs.iter().filter_map(|(b, n)| grown.from(*b, *n)).collect();
    let level = || pairs.iter().any(|(b, n)| grown.is_level(*b, *n));
    if all.is_empty() || all.iter().any(|g| near(*g, grown.by)) || level() {
        return None;
    }
    let (before, now) = pairs[0];
    let sign = grown.sign();
    let reckoned = round(all[0], grown.by.places.max(1)).normalize();
    // What fell did not grow.
    let (turn, right) = (reckoned.is_sign_negative(), reckoned.abs());
    let other_way = if grown.up { "下降 " } else { "增长 " };
    // Other tables, other growth; what an amount grew by is in 元.
    let amount = matches!(grown.unit, ClaimUnit::Money(_));
    let sure = all.iter().all(|g| *g == all[0]) && !(turn && grown.unit == ClaimUnit::Times) && !amount;
    let money = tables.sums(meaning).iter().any(|s| tables.is_money(s));
    let show = |n: Decimal| if money { yuan(n) } else { n.normalize().to_string() };
    let shown = if amount { yuan(right) } else { right.to_string() };
    let message = format!(
        "“{}”写的是{}，去年{}是 {}、今年 {}，算来是{}{}{sign}",
        meaning.name,
        grown.as_told(said),
        if last.is_some() { "报告" } else { "" },
        show(before),
        show(now),
        if turn { other_way } else { " " },
        shown
    );
    Some(Miscount { message, right: sure.then(|| right.to_string()).into_iter().collect(), turn })
}

/// 下降 as 增长, with its number: what went the other way round.
pub(super) fn turned(cx: &Context<'_>, p: &Placed, right: &str) -> Option<Fix> {
    let passage = cx.passage(p.part, p.paragraph)?;
    let digits = p.range(&p.told.claim.digits);
    let before = passage.words.get(p.sentence.start..digits.start)?;
    let all = tokens(before);
    let clause = all.rsplit(|t| t.kind == TokenKind::Comma).next()?;
    let way = |kind| matches!(kind, TokenKind::Word(id) if matches!(words().is(id), Class::Up | Class::Down));
    let word = clause.iter().rfind(|t| way(t.kind))?;
    let said = before.get(word.from..word.to)?;
    let (was, now) = words().plain.turned.iter().find(|(was, _)| said.contains(was.as_str()))?;
    let other = said.replacen(was.as_str(), now, 1);
    let at = p.sentence.start.saturating_add(word.from)..p.sentence.start.saturating_add(word.to);
    if passage.is_live(&at) {
        return None;
    }
    let title = format!("改为算来的“{other}{right}{}”", p.unit(cx));
    Some(Fix { title, edits: vec![passage.reword([(at, other), (digits, right.to_string())])] })
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use crate::checks::tests::Case;
    use crate::checks::tests::{check_silent, zeros};
    use crate::report::Predecessor;

    fn follows(last: &Case) -> Option<Predecessor> {
        let snapshot = std::sync::Arc::new(last.report.clone());
        Some(Predecessor { path: "去年".into(), digest: String::new(), snapshot })
    }

    #[test]
    fn what_is_told_roughly_is_quoted_as_it_is_written_and_put_right_with_its_unit() {
        let last = zeros(2024).with("requests.received/natural", "8");
        let mut r = says("收到申请10件，同比下降约20%。", &[("requests.received/natural", "10")]);
        let after = |r: &mut crate::checks::tests::Case| {
            r.report.predecessor = follows(&last);
        };
        after(&mut r);
        assert!(r.findings("N106")[0].message.contains("写的是下降 20%"));
        let mut exact = says("收到申请10件，同比下降20%。", &[("requests.received/natural", "10")]);
        after(&mut exact);
        let fix = exact.findings("N106").remove(0).fix.expect("a fix");
        assert_eq!(fix.title, "改为算来的“增长25%”");
    }

    #[test]
    fn growth_was_reckoned_from_what_another_sum_was_last_year() {
        let last =
            zeros(2024).with("requests.received/natural", "28").with("requests.carried_in/natural", "1");
        let cells = [("requests.received/natural", "33"), ("requests.carried_in/natural", "2")];
        let after = |grown: &str| {
            let mut r = says(&format!("收到政府信息公开申请33件，{grown}。"), &cells);
            r.report.predecessor = follows(&last);
            r.findings("N106").into_iter().map(|f| f.message).collect::<String>()
        };
        assert!(after("比上年增加4件").contains("算来是 5"), "{}", after("比上年增加4件"));
        assert_eq!(after("比上年增加5件，增长17.9%"), "");
    }

    #[test]
    fn what_a_fee_fell_by_was_said_of_what_is_counted_before_it() {
        let last = zeros(2024)
            .with("disclosure.licensing.licence/decisions", "158")
            .with("disclosure.fees.fee/amount", "13.8");
        let after = |grown: &str| {
            let words = format!("办理行政许可164件，同比增长3.8%；行政事业性收费13.2万元，{grown}。");
            let cells =
                [("disclosure.licensing.licence/decisions", "164"), ("disclosure.fees.fee/amount", "13.2")];
            let mut r = says(&words, &cells);
            r.report.predecessor = follows(&last);
            r
        };
        check_silent("N106", &after("比上年减少0.6万元"));
        check_silent("N106", &after("同比下降4.3%"));
        let by = after("比上年减少1.6万元").findings("N106");
        assert!(by[0].message.contains("去年报告是 13.8万元、今年 13.2万元，算来是 6000元"), "{by:#?}");
        let share = after("同比增长4.3%").findings("N106");
        assert_eq!(share[0].fix.as_ref().expect("a fix").title, "改为算来的“下降4.3%”");
    }
}
