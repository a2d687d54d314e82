//! N107: 信息处理费 in section six does not fit the tables.

use super::expr::Expr;
use super::judge::place;
use super::read::Claimed;
use super::table;
use crate::checks::{Check, Context, Finding, Level};
use crate::form::Role;
use crate::report::{Part, Section};
use rust_decimal::Decimal;

pub static CHECK: Check = Check {
    code: "N107",
    title: "信息处理费与表不符",
    level: Level::Warning,
    why: "信息处理费是行政事业性收费的一部分，表二的收费不能比它少；有申请人逾期未缴费的，第六部分要报告信息处理费的情况（国办函〔2020〕109号）。",
    how: "核对收费台账；收取信息处理费的情况写进第六部分。",
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
    if let Some((fee, cells)) = value(Role::Fee) {
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
