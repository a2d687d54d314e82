//! N106: parts added up and shares reckoned again: 予以公开3件，占30%.

use super::adding_up::apart;
use super::claims::Placed;
use super::expr::{Expr, Term};
use super::meaning::{ClaimMeaning, Tier, bases};
use super::number::Stated;
use super::read::{Claimed, ShareOf};
use super::table::Tables;
use crate::checks::Fix;
use crate::checks::text::Passage;
use crate::chinese::figures::typed_over;
use crate::form::Role;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// A number that was reckoned wrong.
pub struct Miscount {
    pub message: String,
    /// What may belong in its place.
    pub right: Vec<String>,
    /// It went the other way round.
    pub turn: bool,
}

impl Miscount {
    pub fn of(message: String) -> Miscount {
        Miscount { message, right: Vec::new(), turn: false }
    }
}

/// What does not fit in a share.
pub fn share(
    tables: &Tables<'_>,
    part: &ShareOf,
    percent: Stated,
    wholes: &[Stated],
    of: &[Expr],
) -> Option<Miscount> {
    let parts: Vec<Decimal> = match part {
        ShareOf::Stated(n) => vec![n.low],
        ShareOf::Row(last, all) => vec![last.low, all.low],
        ShareOf::Table(m) => tables.sums(m).iter().map(|s| tables.of(s)).collect::<Option<_>>()?,
    };
    // Nothing filled in yet to compare with.
    let known: Vec<Decimal> = of.iter().map(|s| tables.worth(s)).collect::<Option<_>>()?;
    let wholes: Vec<Decimal> =
        wholes.iter().filter(|w| w.is_exact()).map(|w| w.low).chain(known).filter(|w| !w.is_zero()).collect();
    let of_part = |p: &Decimal| wholes.iter().filter_map(|w| per_cent(*p, *w)).collect::<Vec<_>>();
    // Part and whole of one row, where both are the table's.
    let by_row = matches!(part, ShareOf::Table(m) if m.sums == of) && wholes.len() == parts.len();
    let shares: Vec<Decimal> = match by_row {
        true => parts.iter().zip(&wholes).filter_map(|(p, w)| per_cent(*p, *w)).collect(),
        false => parts.iter().flat_map(of_part).collect(),
    };
    // What would be more than all of it is a part of something else: 「主动公开862条，其中其他渠道公开68条，占7.9%」.
    let first = shares.iter().find(|s| **s <= Decimal::ONE_HUNDRED)?;
    (!shares.iter().any(|s| near(*s, percent))).then(|| {
        let right = round(*first, percent.places);
        let places = percent.places as usize;
        let part = parts[0].normalize();
        let mut all: Vec<String> = Vec::new();
        for share in shares.iter().filter(|s| **s <= Decimal::ONE_HUNDRED) {
            let share = format!("{:.places$}", round(*share, percent.places));
            // A part is not all of it.
            if !all.contains(&share) && !share.starts_with("100") {
                all.push(share);
            }
        }
        Miscount {
            message: format!("{part} 件写的是占 {}%，按总数算应为 {right:.places$}%", percent.low),
            right: all,
            turn: false,
        }
    })
}

/// 62.0 in the place of 62.2%; a share in words (百分之六十) or a live one is left to the clerk.
pub fn share_put_right(p: &Passage<'_>, percent: Range<usize>, right: &str) -> Option<Fix> {
    let said = typed_over(p.words.get(percent.clone())?);
    let digits = percent.start..percent.start.saturating_add(said.len());
    let plain = !said.is_empty() && said.chars().all(|c| c.is_ascii_digit() || c == '.');
    let edits = vec![p.reword([(digits.clone(), right.to_string())])];
    (plain && !p.is_live(&digits)).then(|| Fix { title: format!("改为算来的 {right}"), edits })
}

/// How many requests and cases there were, by the tables: what shares may be of.
pub fn wholes(tables: &Tables<'_>) -> Vec<Decimal> {
    let suits = Expr::of([Role::SuitDirect, Role::SuitAfterReview].map(Term::Role));
    let all = bases().into_iter().chain([Expr::role(Role::Reconsideration), suits]);
    all.filter_map(|of| tables.worth(&of)).collect()
}

/// Whether a share is that of a number in the group of results which it is one of: 「不予公开的申请中，行政执法案卷75件，占64.1%」.
pub fn is_of_group(tables: &Tables<'_>, p: &Placed, said: Stated) -> bool {
    const GROUPS: [Role; 4] = [Role::Refused, Role::Unavailable, Role::NotProcessed, Role::OtherResults];
    let Claimed::Share { part: ShareOf::Stated(part), .. } = &p.told.claim.what else { return false };
    let of = |group: Role| per_cent(part.low, tables.worth(&Expr::role(group)).filter(|w| *w >= part.high)?);
    said.places > 0 && GROUPS.into_iter().filter_map(of).any(|right| near(right, said))
}

/// Whether a whole and its parts are two numbers that both stand in the table: 「收办申请30件，其中自然人20件、法人或其他组织5件」
/// tells of all there were, and who made the new ones.
fn of_two_rows(tables: &Tables<'_>, whole: Decimal, sum: Decimal) -> bool {
    let new = Expr::role(Role::Received);
    let all = Expr::sum([&new, &Expr::role(Role::CarriedIn)]);
    tables.worth(&all) == Some(whole) && tables.worth(&new) == Some(sum)
}

/// What does not add up of a whole and its parts.
pub fn parts(
    tables: &Tables<'_>,
    whole: Stated,
    of: Tier,
    sum: Decimal,
    tier: Tier,
    complete: bool,
) -> Option<String> {
    // Results of what was received may hold what was carried in.
    let more = if tier == Tier::Group && of == Tier::Base(false) {
        tables.worth(&Expr::role(Role::CarriedIn))?
    } else {
        Decimal::ZERO
    };
    let of_rows = matches!(tier, Tier::Applicant | Tier::WayOfAsking) && of_two_rows(tables, whole.low, sum);
    let wrong = !of_rows && (sum > whole.high.checked_add(more)? || (complete && sum < whole.low));
    if wrong { apart(whole.low, sum) } else { None }
}

/// Whether the table has exactly as many.
pub fn agrees(tables: &Tables<'_>, meaning: &ClaimMeaning, stated: Stated) -> bool {
    let sums = tables.sums(meaning);
    stated.is_exact() && sums.iter().any(|s| tables.of(s).is_some_and(|n| n == stated.low && !n.is_zero()))
}

pub fn per_cent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// Whether a percentage is as stated once rounded, or cut off.
pub fn near(value: Decimal, stated: Stated) -> bool {
    let cut = value.trunc_with_scale(stated.places);
    stated.holds(round(value, stated.places)) || stated.holds(cut)
}

/// Rounded half up.
pub fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};

    /// It was told and had no repair, and what was selected ended before the percentage.
    #[test]
    fn a_share_of_a_total_that_only_the_words_name_is_put_right() {
        for (wrong, right) in [
            ("主动公开信息905条，其中网站公开561条，占62.2%。", "62.0%"),
            ("主动公开信息905条，其中网站公开561条，占60%。", "62%"),
            ("12个股室中有9个建立了台账，占70%。", "75%"),
        ] {
            let case = says(wrong, &[]);
            let said = wrong.rsplit('占').next().unwrap_or_default().trim_end_matches('。');
            check_words("N106", &case, &wrong.replace(said, right));
            let quoted = case.findings("N106").remove(0).quote.unwrap_or_default();
            assert!(quoted.ends_with(said), "{quoted}");
        }
        let in_words = says("主动公开信息900条，其中网站公开560条，占百分之五十。", &[]);
        assert!(in_words.findings("N106").iter().all(|f| f.fix.is_none()));
    }
}
