//! The table's number as a sentence writes its own: in its numerals, in its unit, to as many digits: 180.86万件, 5.92亿元.

use super::number::Stated;
use crate::chinese::numerals::written;
use crate::chinese::units::{money as money_unit, step};
use crate::report::value::Unit;
use rust_decimal::{Decimal, RoundingStrategy};

/// A number where it stands in a sentence.
pub struct WrittenNumber<'a> {
    pub stated: Stated,
    /// Its digits: 1.2万余.
    pub digits: &'a str,
    /// The words behind them.
    pub behind: &'a str,
}

/// What belongs in the place of the digits; none where no number alone can stand there.
pub fn number_text(w: &WrittenNumber<'_>, value: Decimal, money: bool) -> Option<String> {
    if w.stated.chinese {
        // 二件 is said 两件.
        return Some(if value == Decimal::TWO { "两".into() } else { written(whole(value)?) });
    }
    // 万余 of 1.2万余件
    let behind = w.digits.find(|c| step(c).is_some() || "余多".contains(c)).map_or("", |i| &w.digits[i..]);
    let steps = Decimal::from(behind.chars().find_map(step).unwrap_or(1));
    let unit = if money { Decimal::from(money_unit(w.behind)?.1) } else { Decimal::ONE };
    let per = steps.checked_mul(unit)?;
    // The table's own unit keeps every digit; in a greater one it was rounded by the writer, too.
    let own = if money { Unit::万元.yuan() } else { Decimal::ONE };
    let places = w.stated.places;
    let exact = value.checked_div(per)?;
    let said = if per <= own {
        exact
    } else if behind.contains(['余', '多']) {
        exact.trunc_with_scale(places)
    } else {
        exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
    };
    match (said.is_zero(), money) {
        (false, _) if behind.is_empty() && !money => Some(whole(value)?.to_string()),
        (false, _) if behind.is_empty() || steps > Decimal::ONE => {
            Some(format!("{}{behind}", said.normalize()))
        }
        // 0.0万件 of 35 says nothing; nor does 25余.
        (_, false) => Some(whole(value)?.to_string()),
        (_, true) => Some(exact.normalize().to_string()).filter(|_| behind.is_empty()),
    }
}

fn whole(value: Decimal) -> Option<u64> {
    value.normalize().to_string().parse().ok()
}

/// An amount in 元 for people.
pub(super) fn yuan(n: Decimal) -> String {
    let unit = if n >= Unit::万元.yuan() { Unit::万元 } else { Unit::元 };
    let worth = n.checked_div(unit.yuan()).unwrap_or(n);
    format!("{}{}", worth.normalize(), unit.word())
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::{check_words, says};

    #[test]
    fn a_repair_kept_the_number_and_lost_the_writers_unit() {
        let cells = [
            ("disclosure.licensing.licence/decisions", "1573179"),
            ("disclosure.enforcement.penalty/decisions", "35"),
            ("disclosure.fees.fee/amount", "59237.2449"),
        ];
        for (wrong, right) in [
            ("作出行政许可决定180.86万件。", "作出行政许可决定157.32万件。"),
            ("作出行政许可决定1808600件。", "作出行政许可决定1573179件。"),
            ("作出行政许可决定180万余件。", "作出行政许可决定157万余件。"),
            ("作出行政许可决定180余万件。", "作出行政许可决定157余万件。"),
            ("作出行政处罚决定1.2万件。", "作出行政处罚决定35件。"),
            ("全市行政事业性收费9.52亿元。", "全市行政事业性收费5.92亿元。"),
            ("全市行政事业性收费95237万元。", "全市行政事业性收费59237.2449万元。"),
        ] {
            let mut case = says(wrong, &cells);
            case.report.office.name = "示范市人民政府".into();
            check_words("N105", &case, right);
        }
    }
}
