//! Which of the sums that a number may mean it does mean: what the sentence says beside it, and what the same sentence
//! meant last year.

use super::claims::Placed;
use super::last_claims::{LastClaim, without_numbers};
use super::meaning::ClaimMeaning;
use super::number::Stated;
use super::read::Claimed;
use super::table::CellSum;
use crate::checks::Context;
use crate::form::table::CellKey;
use rust_decimal::Decimal;

/// The sums that a sentence may mean, each number once. Of several, those of the rows that its right numbers are of:
/// beside 自然人申请36件, which is row one's, 法人申请8件 means row one's too; but first those that fitted last year.
pub fn meant<'a>(
    cx: &'a Context<'_>,
    placed: &'a Placed,
    meaning: &ClaimMeaning,
) -> Vec<(&'a CellSum, Decimal)> {
    let all: Vec<_> = placed.told.sums.iter().zip(placed.right.iter().copied()).collect();
    let own = (placed.part, placed.paragraph, &placed.sentence);
    let beside = cx.claims().iter().filter(|p| (p.part, p.paragraph, &p.sentence) == own);
    let mut right_rows: Vec<Vec<&str>> = Vec::new();
    for p in beside {
        if let Claimed::Number { stated, .. } = &p.told.claim.what {
            let fitting: Vec<_> =
                p.told.sums.iter().zip(&p.right).filter(|(_, n)| stated.holds(**n)).collect();
            // What more than one sum fits says nothing of the row, nor does what there is none of.
            if let [(sum, n)] = fitting.as_slice()
                && !n.is_zero()
            {
                right_rows.push(rows_of(cx, sum));
            }
        }
    }
    // What the very sentence meant last year tells more than its other numbers.
    let several = all.windows(2).any(|pair| pair[0].1 != pair[1].1);
    let fitted = if several { fitted_last_year(cx, placed, meaning) } else { Vec::new() };
    let mut decided: Vec<_> =
        all.iter().enumerate().filter(|(i, _)| fitted.contains(i)).map(|(_, s)| *s).collect();
    if decided.is_empty() {
        decided = all.iter().filter(|(s, _)| right_rows.contains(&rows_of(cx, s))).copied().collect();
    }
    let mut out: Vec<(&CellSum, Decimal)> = Vec::new();
    for (sum, n) in if decided.is_empty() { all } else { decided } {
        if out.iter().all(|(_, known)| *known != n) {
            out.push((sum, n));
        }
    }
    out
}

/// Whether a number agrees with one of the sums it may mean, but not with that which the same sentence meant last year.
pub fn denied_by_last_year(
    cx: &Context<'_>,
    placed: &Placed,
    meaning: &ClaimMeaning,
    stated: Stated,
) -> bool {
    if !placed.right.windows(2).any(|pair| pair[0] != pair[1]) {
        return false;
    }
    let fitted = fitted_last_year(cx, placed, meaning);
    !fitted.is_empty() && !fitted.iter().any(|i| placed.right.get(*i).is_some_and(|n| stated.holds(*n)))
}

/// Of the sums that a number may mean, those that it agreed with in the same sentence last year, by their places.
fn fitted_last_year(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning) -> Vec<usize> {
    let Some(passage) = cx.passage(placed.part, placed.paragraph) else { return Vec::new() };
    let around = passage.words.get(placed.sentence.clone()).map(without_numbers).unwrap_or_default();
    let same = |l: &&LastClaim| {
        l.told.told.claim.meaning() == Some(meaning)
            && l.told.told.sums == placed.told.sums
            && l.around == around
    };
    let fits = |l: &LastClaim, i: &usize| {
        let Claimed::Number { stated, .. } = &l.told.told.claim.what else { return false };
        l.told.right.get(*i).is_some_and(|n| Stated::holds(stated, *n))
    };
    let then: Vec<&LastClaim> = cx.last_claims().iter().filter(same).collect();
    let all = 0..placed.told.sums.len();
    all.filter(|i| !then.is_empty() && then.iter().all(|l| fits(l, i))).collect()
}

/// Keys of the rows that a sum is made of.
fn rows_of(cx: &Context<'_>, sum: &CellSum) -> Vec<&'static str> {
    let ledger = cx.form.ledger();
    let row = |place: &usize| ledger.keys[*place].as_str().split('/').next().unwrap_or_default();
    let mut rows: Vec<_> = sum.plus.iter().chain(&sum.minus).map(row).collect();
    rows.dedup();
    rows
}

/// The same by their names, as they are added up and taken away: 一、…－四、….
pub fn rows(cx: &Context<'_>, sum: &CellSum) -> String {
    let keys = sum.keys(cx.form);
    let (plus, minus) = keys.split_at_checked(sum.plus.len()).unwrap_or((&keys, &[]));
    let names = |keys: &[CellKey]| {
        let name = |k: &CellKey| cx.form.cell_name(k).split('，').next().unwrap_or_default().to_string();
        let mut names: Vec<String> = keys.iter().map(name).collect();
        names.dedup();
        names
    };
    let taken: String = names(minus).iter().map(|n| format!("－{n}")).collect();
    format!("{}{taken}", names(plus).join("＋"))
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use crate::checks::tests::Case;
    use crate::report::Predecessor;

    const LAST: [(&str, &str); 4] = [
        ("requests.received/natural", "42"),
        ("requests.carried_in/natural", "2"),
        ("requests.done.granted/natural", "41"),
        ("requests.carried_out/natural", "3"),
    ];
    const NOW: [(&str, &str); 4] = [
        ("requests.received/natural", "49"),
        ("requests.carried_in/natural", "3"),
        ("requests.done.granted/natural", "47"),
        ("requests.carried_out/natural", "5"),
    ];

    /// This year's report, with last year's numbers still in the sentence.
    fn after(last: &str, now: &str) -> Case {
        let mut before = says(last, &LAST).report;
        before.year = 2024;
        let mut case = says(now, &NOW);
        let snapshot = before.into();
        case.report.predecessor = Some(Predecessor { path: String::new(), digest: String::new(), snapshot });
        case
    }

    #[test]
    fn what_a_sentence_meant_last_year_it_means_this_year() {
        let words = "全年共收到政府信息公开申请42件。";
        let found = after(words, words).findings("N101").remove(0);
        assert!(found.message.contains("写的是 42，表中为 49，差 7"), "{}", found.message);
        assert!(found.fix.expect("one way").title.contains("49") && !found.of_last_year);
        // Said in other words, it may mean either.
        let other = after("收到政府信息公开申请42件，均已登记。", words).findings("N101").remove(0);
        assert!(other.message.contains("49 或 52") && other.fix.is_none(), "{}", other.message);
    }

    #[test]
    fn a_number_beside_that_is_right_does_not_outweigh_what_was_meant_last_year() {
        let words = |n: u16| format!("全年共办理政府信息公开申请44件，办结{n}件。");
        let found = after(&words(41), &words(47)).findings("N101");
        assert!(found.iter().any(|f| f.message.contains("写的是 44，表中为 52，差 8")), "{found:#?}");
    }

    #[test]
    fn last_years_number_that_another_row_happens_to_have_passed_for_this_years() {
        // Carried in is 3 now because 3 were carried out then.
        for words in ["全年办结申请41件，结转3件。", "剩余申请3件结转办理。"] {
            let found = after(words, words).findings("N101");
            assert!(found.iter().any(|f| f.message.contains("写的是 3，表中为 5")), "{words} {found:#?}");
        }
        let words = "全年共收到政府信息公开申请42件。";
        let mut chance = after(words, words);
        for (key, n) in [
            ("requests.received/natural", "39"),
            ("requests.carried_out/natural", "0"),
            ("requests.done.granted/natural", "42"),
        ] {
            chance = chance.with(key, n);
        }
        let found = chance.findings("N101");
        assert!(found.iter().any(|f| f.message.contains("写的是 42，表中为 39")), "{found:#?}");
    }

    #[test]
    fn what_is_taken_away_is_named_as_taken_away() {
        let found = says("全年共办结政府信息公开申请41件。", &NOW).findings("N101");
        let titles: Vec<_> = found.iter().flat_map(|f| f.fixes()).map(|f| f.title.clone()).collect();
        assert!(titles.iter().all(|t| !t.contains("＋四、")), "{titles:?}");
        assert!(titles.iter().any(|t| t.contains("－四、")), "{titles:?}");
    }
}
