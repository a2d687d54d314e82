//! Which of the sums that a number may mean it does mean: what the sentence says beside it, and what the same sentence
//! meant last year.

use super::claims::Placed;
use super::expr::Expr;
use super::last_claims::{LastClaim, without_numbers};
use super::meaning::{ClaimMeaning, Tier};
use super::number::Stated;
use super::read::{Claimed, Phrasing};
use super::table::CellSum;
use crate::checks::Context;
use crate::form::Role;
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
    // The number itself decides nothing: last year's may fit another row by chance.
    let beside = cx.claims().iter();
    let beside = beside.filter(|p| (p.part, p.paragraph, &p.sentence) == own && !std::ptr::eq(*p, placed));
    let right_rows: Vec<Vec<&str>> = beside.filter_map(|p| only_row(cx, p)).collect();
    // What the very sentence meant last year tells more than its other numbers.
    let several = all.windows(2).any(|pair| pair[0].1 != pair[1].1);
    let fitted = if several { fitted_last_year(cx, placed, meaning) } else { Vec::new() };
    let mut decided: Vec<_> =
        all.iter().enumerate().filter(|(i, _)| fitted.contains(i)).map(|(_, s)| *s).collect();
    // Where that still leaves several, the rows of the numbers beside it decide.
    let beside = if decided.is_empty() { &all } else { &decided };
    let rows: Vec<_> = beside.iter().filter(|(s, _)| right_rows.contains(&rows_of(cx, s))).copied().collect();
    if !rows.is_empty() {
        decided = rows;
    }
    let mut out: Vec<(&CellSum, Decimal)> = Vec::new();
    for (sum, n) in if decided.is_empty() { all } else { decided } {
        if out.iter().all(|(_, known)| *known != n) {
            out.push((sum, n));
        }
    }
    // 收到申请0件: nothing says which row was meant of what there was none; the first is.
    if matches!(&placed.told.claim.what, Claimed::Number { stated, said: Phrasing::Number, .. } if stated.high.is_zero())
    {
        out.truncate(1);
    }
    out
}

/// Whether a number agrees with one of the sums it may mean, but not with that which the same sentence meant last year, nor
/// with the row of the list of who asked that it is one of.
pub fn is_of_another_row(cx: &Context<'_>, placed: &Placed, meaning: &ClaimMeaning, stated: Stated) -> bool {
    if !placed.right.windows(2).any(|pair| pair[0] != pair[1]) {
        return false;
    }
    let fitted = fitted_last_year(cx, placed, meaning);
    let holds = |i: &usize| placed.right.get(*i).is_some_and(|n| stated.holds(*n));
    let last_year = !fitted.is_empty() && !fitted.iter().any(holds);
    let row = || row_of_list(cx, placed).filter(|_| meaning.tier == Tier::Applicant);
    last_year || row().is_some_and(|i| !holds(&i))
}

/// The row that a list of who asked is of, by its place among the sums: the one that most of the list agrees with, else that of
/// the whole told before.
fn row_of_list(cx: &Context<'_>, placed: &Placed) -> Option<usize> {
    let tier = |p: &Placed| p.told.claim.meaning().map(|m| m.tier);
    let here = cx.claims().iter().filter(|p| (p.part, p.paragraph) == (placed.part, placed.paragraph));
    let list = here.clone().filter(|p| {
        p.sentence == placed.sentence
            && tier(p) == Some(Tier::Applicant)
            && p.told.sums.len() == placed.told.sums.len()
    });
    let first = list.clone().next()?;
    let mut before = here.filter(|p| p.words().start < first.words().start);
    // 「收到申请25件，上年结转5件，合计30件，自然人25件」: of which of them, nobody says.
    let carried = [Expr::role(Role::CarriedIn)];
    let of_more = before.clone().any(|p| p.told.claim.meaning().is_some_and(|m| m.sums == carried));
    let whole = before.rfind(|p| matches!(tier(p), Some(Tier::Base(_)))).and_then(|p| only_row(cx, p));
    // 「收到并办理申请共30件（含上年结转5件），其中自然人20件」: one alone need not be of both rows.
    let alone = list.clone().nth(1).is_none();
    let whole = whole.filter(|rows| !alone || rows.len() == 1);
    let named = whole.and_then(|row| placed.told.sums.iter().position(|s| rows_of(cx, s) == row));
    let agree = |i: usize| {
        let holds = |p: &&Placed| match &p.told.claim.what {
            Claimed::Number { stated, .. } => p.right.get(i).is_some_and(|n| stated.holds(*n)),
            _ => false,
        };
        list.clone().filter(holds).count()
    };
    let counts: Vec<usize> = (0..placed.right.len()).map(agree).collect();
    let most = counts.iter().copied().max()?;
    let mut best = (0..counts.len()).filter(|i| counts[*i] == most);
    let all = placed.told.sums.iter().position(|s| {
        rows_of(cx, s) == [cx.form.role(Role::Received), cx.form.role(Role::CarriedIn)].concat()
    });
    let named = named.filter(|_| !(of_more && all.is_some_and(|i| agree(i) == list.clone().count())));
    let only = best.next().filter(|_| best.next().is_none() && most > 1);
    // 自然人的29件，企业的3件 are of no row both; what is told of nothing else was received.
    let torn = most > 0 && most < list.clone().count() && counts.iter().all(|n| *n < 2);
    let received = || placed.told.sums.iter().position(|s| rows_of(cx, s) == cx.form.role(Role::Received));
    only.or(named).or_else(|| received().filter(|_| torn))
}

/// The row that a number is of, where it agrees with one alone.
fn only_row(cx: &Context<'_>, p: &Placed) -> Option<Vec<&'static str>> {
    let Claimed::Number { stated, .. } = &p.told.claim.what else { return None };
    let mut fitting = p.told.sums.iter().zip(&p.right).filter(|(_, n)| stated.holds(**n));
    // What more than one sum fits says nothing of the row, nor does what there is none of.
    let (sum, n) = fitting.next().filter(|_| fitting.next().is_none())?;
    (!n.is_zero()).then(|| rows_of(cx, sum))
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
    fn a_list_of_who_asked_took_its_numbers_from_two_rows() {
        let cells = [
            ("requests.received/natural", "29"),
            ("requests.received/org.business", "4"),
            ("requests.carried_in/natural", "4"),
            ("requests.done.granted/natural", "31"),
            ("requests.done.granted/org.business", "3"),
        ];
        for list in ["自然人29件，商业企业3件", "商业企业3件，自然人29件"] {
            let r = says(&format!("收到申请33件。其中，{list}。"), &cells);
            let found = r.findings("N101");
            assert!(found.len() == 1 && found[0].message.contains("写的是 3，表中为 4"), "{list} {found:#?}");
        }
        assert!(says("收到申请33件。其中，自然人29件，商业企业4件。", &cells).findings("N101").is_empty());
    }

    #[test]
    fn what_is_taken_away_is_named_as_taken_away() {
        let found = says("全年共办结政府信息公开申请41件。", &NOW).findings("N101");
        let titles: Vec<_> = found.iter().flat_map(|f| f.fixes()).map(|f| f.title.clone()).collect();
        assert!(titles.iter().all(|t| !t.contains("＋四、")), "{titles:?}");
        assert!(titles.iter().any(|t| t.contains("－四、")), "{titles:?}");
    }
}
