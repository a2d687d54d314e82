//! N106: parts that do not add up, percentages and changes that do not fit.

use super::judge::place;
use super::mean::{BASES, Meaning, Tier};
use super::number::Stated;
use super::read::What;
use super::table::Tables;
use super::words::Unit;
use crate::checks::{Check, Context, Finding, Level, Reads};
use rust_decimal::{Decimal, RoundingStrategy};

pub const CHECK: Check = Check {
    code: "N106",
    title: "分项或百分比对不上",
    level: Level::Warning,
    why: "“共几件，其中……”的分项要加得起来，占比要与件数相符（四舍五入），比上年的增减要与去年的报告相符。",
    how: "重新计算，改过写错的数。",
    reads: &[Reads::Text, Reads::Cells, Reads::Facts, Reads::LastYear],
    run,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let tables = Tables::new(cx.report);
    let last = cx.report.predecessor.as_ref().map(|p| Tables::new(&p.snapshot));
    for p in cx.claims() {
        let words = match &p.told.claim.what {
            What::Parts { whole, of, sum, tier, complete } => {
                parts(&tables, *whole, *of, *sum, *tier, *complete)
            }
            What::Share { part, percent, wholes } => share(&tables, *part, *percent, wholes),
            What::Change { meaning, by, unit, up, now } => {
                last.as_ref().and_then(|last| change(&tables, last, meaning, *by, *unit, *up, *now))
            }
            _ => None,
        };
        out.extend(words.map(|w| place(cx, Finding::new(&CHECK, w), p)));
    }
}

fn parts(
    tables: &Tables<'_>,
    whole: Stated,
    of: Tier,
    sum: Decimal,
    tier: Tier,
    complete: bool,
) -> Option<String> {
    // Results of what was received may hold what was carried in.
    let more = if tier == Tier::Group && of == Tier::Base(false) {
        tables.named("CarriedIn")?
    } else {
        Decimal::ZERO
    };
    let wrong = sum > whole.high + more || (complete && sum < whole.low);
    let (a, b) = (whole.low.normalize(), sum.normalize());
    wrong.then(|| format!("分项相加是 {b}，总数写的是 {a}，差 {}", (a - b).abs()))
}

fn share(tables: &Tables<'_>, part: Stated, percent: Stated, wholes: &[Stated]) -> Option<String> {
    // A sentence that names a base keeps to it, or to what was answered.
    let bases = if wholes.is_empty() { &BASES[..] } else { &BASES[..1] };
    let known: Vec<Decimal> = bases.iter().filter_map(|b| tables.named(b)).collect();
    // Nothing filled in yet to compare with.
    if known.len() < bases.len() {
        return None;
    }
    let all = wholes.iter().filter(|w| w.is_exact()).map(|w| w.low).chain(known).filter(|w| !w.is_zero());
    let shares: Vec<Decimal> = all.filter_map(|w| (part.low * Decimal::from(100)).checked_div(w)).collect();
    let fits = |s: &Decimal| near(*s, percent);
    let first = shares.first()?;
    (!shares.iter().any(fits)).then(|| {
        let right = round(*first, percent.places);
        let places = percent.places as usize;
        format!("{} 件写的是占 {}%，按总数算应为 {right:.places$}%", part.low.normalize(), percent.low)
    })
}

/// Whether a percentage is as stated once rounded, or cut off.
fn near(value: Decimal, stated: Stated) -> bool {
    let cut = value.trunc_with_scale(stated.places);
    stated.holds(round(value, stated.places)) || stated.holds(cut)
}

fn round(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

fn change(
    tables: &Tables<'_>,
    before: &Tables<'_>,
    meaning: &Meaning,
    by: Stated,
    unit: Unit,
    up: bool,
    now: Option<Stated>,
) -> Option<String> {
    let pairs: Option<Vec<(Decimal, Decimal)>> = tables
        .sums(meaning)
        .iter()
        .zip(&before.sums(meaning))
        .map(|(a, b)| Some((tables.of(a)?, before.of(b)?)))
        .collect();
    let mut pairs = pairs.filter(|p| !p.is_empty())?;
    // The sentence's own number, if it is wrong, is another finding.
    let own: Vec<_> =
        now.iter().flat_map(|n| pairs.iter().map(|p| (n.low, p.1)).collect::<Vec<_>>()).collect();
    pairs.extend(own);
    let grown = |(a, b): &(Decimal, Decimal)| {
        let by = if up { a - b } else { b - a };
        match unit {
            Unit::Percent => (by * Decimal::from(100)).checked_div(*b),
            Unit::Times => by.checked_div(*b),
            _ => Some(by),
        }
    };
    // Nothing grows from 0 by per cent.
    pairs.retain(|p| grown(p).is_some());
    let all: Vec<Decimal> = pairs.iter().filter_map(grown).collect();
    if all.is_empty() || all.iter().any(|g| near(*g, by)) {
        return None;
    }
    let (a, b) = pairs[0];
    let sign = if unit == Unit::Percent { "%" } else { "" };
    let word = if up { "增长" } else { "下降" };
    Some(format!(
        "“{}”写的是{word} {}{sign}，去年报告是 {}、今年 {}，算来是 {}{sign}",
        meaning.name,
        by.low.normalize(),
        b.normalize(),
        a.normalize(),
        round(all[0], by.places.max(1)).normalize()
    ))
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use crate::checks::tests::{check_finds, check_silent, zeros};
    use crate::report::Predecessor;

    #[test]
    fn parts_and_percentages() {
        let cells = [
            ("requests.received/natural", "8"),
            ("requests.received/org.business", "2"),
            ("requests.done.granted/natural", "3"),
            ("requests.done.refused.internal/natural", "7"),
        ];
        let says = |s: &str| says(s, &cells);
        check_silent("N106", &says("收到申请10件，其中自然人8件，法人或其他组织2件；予以公开3件，占30%。"));
        check_finds(
            "N106",
            &says("收到申请10件，其中网络申请6件、信函申请3件。"),
            "分项相加是 9，总数写的是 10",
        );
        check_finds("N106", &says("收到申请10件，其中予以公开3件，占33.9%。"), "应为 30.0%");
    }

    #[test]
    fn changes_follow_from_last_years_report() {
        let last = zeros(2024).with("requests.received/natural", "8");
        let check = |s: &str| {
            let mut r = says(s, &[("requests.received/natural", "10")]);
            r.report.predecessor = Some(Predecessor {
                path: "去年".into(),
                digest: String::new(),
                snapshot: Box::new(last.report.clone()),
            });
            r
        };
        check_silent("N106", &check("收到申请10件，比上年增长25%。"));
        check_silent("N106", &check("收到申请10件，较去年增加2件。"));
        check_finds("N106", &check("收到申请10件，比上年增长20%。"), "算来是 25%");
        check_finds("N106", &check("收到申请10件，同比下降25%。"), "写的是下降");
    }
}
