//! Suggested repairs of a broken sum: single cells whose change puts it right and every other broken relation
//! it takes part in, and breaks none; the likeliest slip first. Tried on an array of numbers, not on reports.

use super::numbers::{Numbers, Slot};
use super::{Finding, Fix};
use crate::form::Form;
use crate::form::relation::Relation;
use crate::form::table::CellKey;
use crate::report::Report;
use crate::report::edit::Edit;
use crate::report::value::{Cell, Value};

/// Why a change is likely; the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberSlip {
    /// Two digits changed places: 12 for 21.
    Swapped,
    /// The digits of the neighbour stick to it: 123 for 12 and 3.
    Joined,
    /// It repeats its neighbour's number.
    Neighbour,
    /// A digit too many or too few: 60 for 6.
    Digit,
    /// The total was not added up again.
    Total,
    /// A part was left 0.
    Missing,
    /// Nothing but the difference speaks for it.
    Difference,
}

impl NumberSlip {
    /// Whether nothing in the numbers' looks speaks for it.
    pub fn guessed(self) -> bool {
        matches!(self, NumberSlip::Missing | NumberSlip::Difference)
    }
    /// The reason in a clerk's words.
    pub fn reason(self) -> &'static str {
        match self {
            NumberSlip::Swapped => "两位数字颠倒了",
            NumberSlip::Joined => "和旁边一格的数字连在了一起",
            NumberSlip::Neighbour => "和旁边一格的数相同，像是抄错了格",
            NumberSlip::Digit => "多打或少打了一位数字",
            NumberSlip::Total => "按分项重新相加",
            NumberSlip::Missing => "像是漏填了一项",
            NumberSlip::Difference => "按差额推算",
        }
    }
}

/// A change of one cell that would put a broken sum right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    pub slip: NumberSlip,
    /// How many broken relations it puts right at once.
    pub mends: usize,
    pub key: CellKey,
    pub fix: Fix,
}

/// The repairs of a finding about a broken sum, best first; empty for any other finding.
pub fn candidates(report: &Report, finding: &Finding) -> Vec<Repair> {
    let form = report.form();
    let same = |r: &Relation| r.left == finding.left && r.right == finding.right;
    match form.relations().iter().position(same) {
        Some(sum) => of_sum(form, &Numbers::of(report), sum),
        None => Vec::new(),
    }
}

/// Guesses that still help, if there are no more.
const FEW: usize = 3;

/// The repairs of the relation at that place, best first. Where any of many results could be the one left out, none
/// is suggested, as it would be a guess; the few terms of a balance may be.
pub fn of_sum(form: &Form, numbers: &Numbers, sum: usize) -> Vec<Repair> {
    let mut ways = ways(numbers, sum);
    if ways.iter().filter(|w| w.slip.guessed()).count() > FEW {
        let ledger = &numbers.ledger;
        let terms = || ledger.sums[sum].left.iter().chain(&ledger.sums[sum].right);
        let balance = terms().all(|p| ledger.follows[*p] != Some(sum));
        ways.retain(|w| !w.slip.guessed() || balance && terms().any(|p| *p == w.place));
    }
    ways.iter().filter_map(|w| w.repair(form, numbers)).collect()
}

/// The repair that stands out from the others, if one does.
pub fn best(form: &Form, numbers: &Numbers, sum: usize) -> Option<Fix> {
    let all = ways(numbers, sum);
    let first = all.first()?;
    let rival = all.get(1).is_some_and(|w| (w.mends, w.slip) == (first.mends, first.slip));
    if rival { None } else { first.repair(form, numbers).map(|r| r.fix) }
}

/// A change of one cell, by its place.
pub struct Way {
    pub place: usize,
    /// What should stand there.
    pub meant: i128,
    pub slip: NumberSlip,
    pub mends: usize,
}

impl Way {
    fn repair(&self, form: &Form, numbers: &Numbers) -> Option<Repair> {
        let key = numbers.ledger.keys[self.place].clone();
        let cell = match self.slip {
            NumberSlip::Total => Cell::Computed,
            _ => Cell::Typed(Value::typed_count(self.meant)?),
        };
        let title = format!("把“{}”改为 {}", form.cell_name(&key), self.meant);
        let fix = Fix { title, edits: vec![Edit::Cell(key.clone(), cell)] };
        Some(Repair { slip: self.slip, mends: self.mends, key, fix })
    }
}

/// Changes that put the relation right, best first: of each of its cells, and of the parts of its computed totals.
pub fn ways(numbers: &Numbers, sum: usize) -> Vec<Way> {
    let Some((left, right)) = numbers.sides(sum).filter(|(l, r)| l != r) else { return Vec::new() };
    let relation = &numbers.ledger.sums[sum];
    let mut out: Vec<Way> = Vec::new();
    let sides = relation.left.iter().map(|p| (*p, right - left));
    for (place, by) in sides.chain(relation.right.iter().map(|p| (*p, left - right))) {
        let follows = numbers.slot(place) == Slot::Computed;
        let own = [place];
        for p in if follows { parts(numbers, place).unwrap_or_default() } else { &own } {
            let Slot::Number(typed) = numbers.slot(*p) else { continue };
            let meant = typed + by;
            // A typed total gives way to its parts.
            let total = numbers.ledger.follows[*p] == Some(sum);
            let slip = if total { NumberSlip::Total } else { slip(numbers, *p, meant) };
            // No slip of the pen is in a sum of units: it is put right where theirs is.
            if numbers.gathered && !total {
                continue;
            }
            if let Some(mends) = numbers.mended_by(sum, &[(*p, by)]).filter(|_| meant >= 0) {
                out.push(Way { place: *p, meant, slip, mends });
            }
        }
    }
    out.sort_by_key(|w| (std::cmp::Reverse(w.mends), w.slip));
    out
}

/// The parts of a total.
fn parts(numbers: &Numbers, place: usize) -> Option<&[usize]> {
    numbers.ledger.follows[place].map(|s| numbers.ledger.sums[s].left.as_slice())
}

/// What kind of slip would have made what stands there out of `meant`.
fn slip(numbers: &Numbers, place: usize, meant: i128) -> NumberSlip {
    let Some(typed) = numbers.value(place) else { return NumberSlip::Difference };
    let beside =
        || numbers.ledger.neighbours[place].iter().filter_map(|n| numbers.value(*n)).filter(|n| *n > 0);
    let (t, m) = (typed.to_string(), meant.to_string());
    let joined = |n: i128| t == format!("{m}{n}") || t == format!("{n}{m}");
    match () {
        () if swapped(&t, &m) => NumberSlip::Swapped,
        () if meant > 0 && beside().any(joined) => NumberSlip::Joined,
        () if typed > 0 && beside().any(|n| n == typed) => NumberSlip::Neighbour,
        () if typed > 0 && meant > 0 && (one_more(&t, &m) || one_more(&m, &t)) => NumberSlip::Digit,
        () if typed == 0 => NumberSlip::Missing,
        () => NumberSlip::Difference,
    }
}

/// Whether two neighbouring digits changed places.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
pub fn swapped(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len()
        && (1..a.len()).any(|i| {
            a[i - 1] == b[i]
                && a[i] == b[i - 1]
                && a[i] != a[i - 1]
                && a[..i - 1] == b[..i - 1]
                && a[i + 1..] == b[i + 1..]
        })
}

/// Whether `long` is `short` with one digit more.
#[expect(clippy::arithmetic_side_effects, reason = "places in a text that is there")]
fn one_more(long: &str, short: &str) -> bool {
    let (l, s) = (long.as_bytes(), short.as_bytes());
    l.len() == s.len() + 1 && (0..l.len()).any(|i| l[..i] == s[..i] && l[i + 1..] == s[i..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::tests::{Case, zeros};

    /// The repairs of the first finding with that code: slip, key and title.
    fn repairs(case: &Case, code: &str) -> Vec<(NumberSlip, String, String)> {
        let found = case.findings(code);
        let f = found.first().expect("a finding");
        let all = candidates(&case.report, f);
        all.into_iter().map(|r| (r.slip, r.key.to_string(), r.fix.title)).collect()
    }

    /// A row and a column that both hold: 自然人 21, 商业企业 3.
    fn whole() -> Case {
        zeros(2025)
            .with("requests.received/natural", "21")
            .with("requests.received/org.business", "3")
            .with("requests.received/total", "24")
            .with("requests.done.granted/natural", "21")
            .with("requests.done.granted/org.business", "3")
            .with("requests.done.granted/total", "24")
            .with("requests.done.total/natural", "21")
            .with("requests.done.total/org.business", "3")
            .with("requests.done.total/total", "24")
    }

    #[test]
    fn the_cell_that_mends_row_and_column_at_once_comes_first() {
        let r = whole().with("requests.done.granted/natural", "12");
        for code in ["T202", "T203"] {
            let all = repairs(&r, code);
            let (slip, key, title) = &all[0];
            assert_eq!((*slip, key.as_str()), (NumberSlip::Swapped, "requests.done.granted/natural"));
            assert!(title.ends_with("改为 21"), "{title}");
            r.check_fixed(code, "requests.done.granted/natural", "21");
        }
    }

    #[test]
    fn each_slip_is_known_by_its_look() {
        let of = |typed: &str| repairs(&whole().with("requests.done.granted/natural", typed), "T203")[0].0;
        assert_eq!(of("213"), NumberSlip::Joined);
        assert_eq!(of("3"), NumberSlip::Neighbour);
        assert_eq!(of("2"), NumberSlip::Digit);
        assert_eq!(of("37"), NumberSlip::Difference);
    }

    #[test]
    fn of_many_results_that_may_be_missing_none_is_put_into_the_clerks_mouth() {
        let r = zeros(2025).with("requests.received/natural", "5");
        let found = r.findings("T204");
        assert!(found[0].fix.is_none(), "any of the results may be the missing one");
        let keys: Vec<String> = repairs(&r, "T204").into_iter().map(|(_, key, _)| key).collect();
        assert_eq!(keys, ["requests.carried_out/natural", "requests.received/natural"]);
    }

    #[test]
    fn two_faults_in_different_columns_are_mended_one_by_one() {
        let r =
            whole().with("requests.done.total/natural", "12").with("review.count/reconsideration.total", "2");
        r.check_fixed("T203", "requests.done.total/natural", "21");
        r.check_fixed("T205", "review.count/reconsideration.total", "0");
    }
}
