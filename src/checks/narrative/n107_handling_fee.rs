//! N107: 信息处理费 in section six does not fit the tables.

use super::claims::Placed;
use super::expr::Expr;
use super::fee_said::{FeeSaid, fee_said};
use super::judge::place;
use super::read::Claimed;
use super::table;
use crate::checks::text::Passage;
use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::form::table::CellKey;
use crate::report::{Part, Section};
use rust_decimal::Decimal;
use std::ops::Range;

pub static CHECK: Check = Check {
    code: "N107",
    title: "信息处理费与表不符",
    level: Level::Warning,
    why: "信息处理费是行政事业性收费的一部分，表二的收费不能比它少；有申请人逾期未缴费的，第六部分要报告信息处理费的情况（国办函〔2020〕109号）；收了还是没有收，前后只能是一种说法。",
    how: "核对收费台账；收了的，表二要有，文中不再写没有收取；收取信息处理费的情况写进第六部分。",
    quiet: false,
    run,
    #[cfg(test)]
    bad: tests::bad,
};

fn run(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let tables = cx.tables();
    let value = |role: Role| {
        let expr = Expr::role(role);
        Some((tables.worth(&expr)?, table::keys(cx.form, &expr)?))
    };
    let told = said(cx);
    contradicted(&told, out);
    if let Some((fee, cells)) = value(Role::Fee) {
        if fee.is_zero() {
            none_in_table(cx, &told, &cells, out);
        }
        for p in cx.claims() {
            if let Claimed::HandlingFee { yuan } = p.told.claim.what
                && yuan.low > fee
            {
                let message = format!(
                    "文中信息处理费 {} 元，表{}的行政事业性收费只有 {} 元",
                    yuan.low.normalize(),
                    cx.form.numeral(Section::Disclosure),
                    fee.normalize()
                );
                out.push(place(
                    cx,
                    Finding::new(&CHECK, message).cells(cx.form, Vec::new(), cells.clone()),
                    p,
                ));
            }
        }
    }
    if let Some((unpaid, cells)) = value(Role::FeeUnpaid).filter(|(n, _)| *n > Decimal::ZERO) {
        let words = [Part::Before(Section::Other), Part::After(Section::Other)].map(|p| cx.words(p)).concat();
        let told = super::words::words().reading.fee_told.iter().any(|w| words.contains(w.as_str()));
        if !words.trim().is_empty() && !told {
            let (unpaid, number) = (unpaid.normalize(), cx.form.numeral(Section::Other));
            let message = format!("逾期未缴费的申请有 {unpaid} 件，第{number}部分没有写信息处理费");
            let finding = Finding::new(&CHECK, message).cells(cx.form, Vec::new(), cells);
            out.push(finding.part(Part::Before(Section::Other), None));
        }
    }
}

/// What is said of it, paragraph by paragraph.
fn said<'c>(cx: &'c Context<'_>) -> Vec<Said<'c>> {
    let named = cx.text().iter().filter(|p| p.words.contains("处理费"));
    let of =
        |p: &'c Passage<'c>| fee_said(&p.words, cx.year).into_iter().map(move |(said, at)| (said, p, at));
    named.flat_map(of).collect()
}

type Said<'c> = (FeeSaid, &'c Passage<'c>, Range<usize>);

/// 「收取信息处理费2件、360元」 here and 「全年未收取信息处理费」 there.
fn contradicted(told: &[Said<'_>], out: &mut Vec<Finding>) {
    let taken = told.iter().find(|(said, ..)| *said == FeeSaid::Taken);
    let none = told.iter().find(|(said, ..)| *said == FeeSaid::None);
    if let (Some((_, t, of)), Some((_, p, at))) = (taken, none) {
        let here = t.words[of.clone()].trim_end_matches(['。', '；']);
        let message = format!("这里写的是没有收取信息处理费，另一处写的是“{here}”");
        out.push(Finding::new(&CHECK, message).words(p, at.clone()));
    }
}

/// 「对2件申请收取了信息处理费」, of which the table has nothing; an amount is judged by itself.
fn none_in_table(cx: &Context<'_>, told: &[Said<'_>], cells: &[CellKey], out: &mut Vec<Finding>) {
    let amount = |p: &Passage<'_>, at: &Range<usize>| {
        let fee = |c: &&Placed| matches!(c.told.claim.what, Claimed::HandlingFee { .. });
        let here =
            |c: &&Placed| (c.part, c.paragraph) == (p.part, p.paragraph) && at.contains(&c.words().start);
        cx.claims().iter().filter(fee).any(|c| here(&c))
    };
    for (said, p, at) in told {
        if *said == FeeSaid::Taken && !amount(p, at) {
            let number = cx.form.numeral(Section::Disclosure);
            let message = format!("文中说收取了信息处理费，表{number}的行政事业性收费为 0");
            let finding = Finding::new(&CHECK, message).words(p, at.clone());
            out.push(finding.cells(cx.form, Vec::new(), cells.to_vec()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::tests::says;
    use crate::checks::tests::{Bad, check_finds, check_silent};
    use crate::report::text::Para;

    pub fn bad() -> Bad {
        (
            says("全年收取信息处理费486100元。", &[("disclosure.fees.fee/amount", "48.6")]),
            "文中信息处理费 486100 元，表二的行政事业性收费只有 486000 元",
        )
    }

    #[test]
    fn the_fee_holds_the_handling_fee_and_unpaid_ones_are_spoken_of() {
        let with = |s: &str, cells: &[(&str, &str)]| {
            let mut r = says("一句。", cells);
            r.report.sections[5].before = vec![Para::plain(s)];
            r
        };
        let fee = [("disclosure.fees.fee/amount", "0.295")];
        check_silent("N107", &with("本年度收取信息处理费25件，共2950元。", &fee));
        check_finds("N107", &with("本年度收取信息处理费3200元。", &fee), "信息处理费 3200 元");
        let unpaid = [("requests.done.other.fee_unpaid/natural", "2")];
        check_finds("N107", &with("无其他需要报告的事项。", &unpaid), "逾期未缴费的申请有 2 件");
        check_silent("N107", &with("本年度没有收取信息处理费。", &unpaid));
    }
}
