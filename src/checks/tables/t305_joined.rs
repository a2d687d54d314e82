//! T305: neighbouring cells whose digits were split or joined, or digits that changed places, so that a sum
//! broke: what a paste or an import does to numbers.

use crate::checks::numbers::{Numbers, Slot};
use crate::checks::{Check, Context, Finding, Fix, Level, repair};
use crate::report::edit::Edit;
use crate::report::value::{Cell, Value};

pub static CHECK: Check = Check {
    code: "T305",
    title: "数字像是拆开、连写或颠倒了",
    level: Level::Hint,
    why: "从文件粘贴、导入时，一个数会拆到相邻两格，或者两个数连在一起；录入时两位数字会颠倒。照这样改，总计正好相等。",
    how: "与原件核对，属实的点“应用”改过来。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let numbers = cx.numbers();
    let mut told: Vec<Vec<usize>> = Vec::new();
    for sum in (0..numbers.ledger.sums.len()).filter(|s| numbers.is_broken(*s)) {
        let total = cx.form.relations()[sum].total().is_some();
        let mut ways = if total { shifted(numbers, sum) } else { Vec::new() };
        ways.extend(swapped(numbers, sum));
        // Two ways are no hint.
        let [way] = ways.as_slice() else { continue };
        let places: Vec<usize> = way.iter().map(|(p, _)| *p).collect();
        if told.contains(&places) {
            continue;
        }
        out.push(finding(cx, way));
        told.push(places);
    }
}

fn finding(cx: &Context<'_>, way: &[(usize, i128)]) -> Finding {
    let keys = &cx.numbers().ledger.keys;
    let says = |(p, n): &(usize, i128)| {
        let now = cx.numbers().value(*p).unwrap_or(0);
        format!("“{}”{now}→{n}", cx.form.cell_name(&keys[*p]))
    };
    let words: Vec<String> = way.iter().map(says).collect();
    let edit =
        |(p, n): &(usize, i128)| Some(Edit::Cell(keys[*p].clone(), Cell::Typed(Value::typed_count(*n)?)));
    let edits: Option<Vec<Edit>> = way.iter().map(edit).collect();
    // Half of it would be worse than none.
    let fix = edits.map(|edits| Fix { title: "照这样改".into(), edits });
    let cells = way.iter().map(|(p, _)| keys[*p].clone()).collect();
    Finding::new(&CHECK, format!("这样改总计就相等：{}", words.join("，")))
        .cells(cx.form, cells, vec![])
        .fix(fix)
}

/// Two neighbours among the parts whose digits belong together, or apart, by which the sum comes out.
fn shifted(numbers: &Numbers, sum: usize) -> Vec<Vec<(usize, i128)>> {
    let parts = &numbers.ledger.sums[sum].left;
    let Some((left, right)) = numbers.sides(sum) else { return Vec::new() };
    let mut out = Vec::new();
    for pair in parts.windows(2) {
        let (Slot::Number(a), Slot::Number(b)) = (numbers.slot(pair[0]), numbers.slot(pair[1])) else {
            continue;
        };
        let wanted = a + b + right - left;
        let joined = format!("{a}{b}").parse::<i128>().ok().filter(|n| a > 0 && *n == wanted && *n != a + b);
        let ways = joined.map(|n| (n, 0)).into_iter().chain(apart(a, b, wanted));
        for (x, y) in ways {
            if numbers.mended_by(sum, &[(pair[0], x - a), (pair[1], y - b)]).is_some() {
                out.push(vec![(pair[0], x), (pair[1], y)]);
            }
        }
    }
    out
}

/// `12` and `0` that were `1` and `2`.
fn apart(a: i128, b: i128, wanted: i128) -> Option<(i128, i128)> {
    let stuck = match (a, b) {
        (a, 0) => a,
        (0, b) => b,
        _ => return None,
    };
    let digits = stuck.to_string();
    (1..digits.len())
        .filter_map(|i| Some((digits[..i].parse::<i128>().ok()?, digits[i..].parse::<i128>().ok()?)))
        .find(|(x, y)| x + y == wanted && *y > 0)
}

/// One part whose digits changed places.
fn swapped(numbers: &Numbers, sum: usize) -> Vec<Vec<(usize, i128)>> {
    let all = repair::ways(numbers, sum).into_iter().filter(|w| w.slip == repair::NumberSlip::Swapped);
    all.map(|w| vec![(w.place, w.meant)]).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::tests::{Bad, Case, check_finds, check_silent, zeros};

    pub fn bad() -> Bad {
        (
            row(&[("suit_direct.upheld", "21"), ("suit_direct.total", "12")]),
            "这样改总计就相等：“未经复议直接起诉 结果维持”21→12",
        )
    }

    fn row(cells: &[(&str, &str)]) -> Case {
        cells.iter().fold(zeros(2025), |r, (c, n)| r.with(&format!("review.count/{c}"), n))
    }

    #[test]
    fn a_number_split_over_two_cells_is_joined() {
        let r = row(&[
            ("reconsideration.upheld", "1"),
            ("reconsideration.corrected", "2"),
            ("reconsideration.total", "12"),
        ]);
        check_finds("T305", &r, "结果维持");
        r.check_fixed("T305", "review.count/reconsideration.upheld", "12");
        r.check_fixed("T305", "review.count/reconsideration.corrected", "0");
    }

    #[test]
    fn two_numbers_stuck_together_are_taken_apart() {
        let r = row(&[("suit_direct.upheld", "25"), ("suit_direct.total", "7")]);
        check_finds("T305", &r, "25→2");
        r.check_fixed("T305", "review.count/suit_direct.corrected", "5");
    }

    #[test]
    fn swapped_digits_are_named_and_a_sum_that_holds_is_left_alone() {
        let r = row(&[("suit_direct.upheld", "31"), ("suit_direct.other", "5"), ("suit_direct.total", "18")]);
        check_finds("T305", &r, "31→13");
        check_silent("T305", &row(&[("suit_direct.upheld", "31"), ("suit_direct.total", "31")]));
        check_silent("T305", &row(&[("suit_direct.upheld", "31"), ("suit_direct.total", "77")]));
    }
}
